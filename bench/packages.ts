/**
 * How large the packages are, and how long they take to load: minified bundles of everything an entry exports, of one
 * function of it (what tree shaking leaves), and cold imports in fresh processes. Prints a table; asserts nothing.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

const root = path.dirname(import.meta.dirname)
const RUNS = 5

/** One function of each entry, as an application that needs little would import. */
const one: Readonly<Record<string, string>> = {
  "@juesuan/domain": "Money",
  "@juesuan/ledger": "postings",
  "@juesuan/tables": "gridOf",
  "@juesuan/scoring": "scoreCard",
  "@juesuan/narrative": "textOf",
  "@juesuan/disclosure": "chineseNumber",
  "@juesuan/disclosure/markdown": "renderMarkdown",
  "@juesuan/audit": "withoutBaseline"
}

const sizeOf = async (contents: string): Promise<readonly [number, number]> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    conditions: ["source"],
    minify: true,
    legalComments: "none"
  })
  const bytes = outputFiles[0]!.contents
  return [bytes.length, gzipSync(bytes).length]
}

const loadMs = (name: string): number => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-load-")), "load.mjs")
  fs.writeFileSync(
    file,
    `const start = performance.now()\nawait import(${JSON.stringify(import.meta.resolve(name))})\nconsole.log(performance.now() - start)\n`
  )
  const times = Array.from({ length: RUNS }, () =>
    Number(
      spawnSync(process.execPath, ["--conditions=source", "--no-warnings", file], { encoding: "utf8" }).stdout
    )
  ).sort((a, b) => a - b)
  fs.rmSync(path.dirname(file), { recursive: true })
  return times[Math.floor(RUNS / 2)]!
}

const kib = (bytes: number): string => (bytes / 1024).toFixed(1)
process.stdout.write(
  `Node ${process.version}, ${os.cpus().length} cores; KiB minified (gzip); median of ${RUNS} cold imports of sources\n\n` +
    "| entry | all | one function | import |\n| --- | --- | --- | --- |\n"
)
for (const [name, export_] of Object.entries(one)) {
  const [all, allZip] = await sizeOf(`export * from "${name}"`)
  const [single, singleZip] = await sizeOf(`export { ${export_} } from "${name}"`)
  process.stdout.write(
    `| ${name} | ${kib(all)} (${kib(allZip)}) | \`${export_}\` ${kib(single)} (${kib(singleZip)}) | ${loadMs(name).toFixed(0)} ms |\n`
  )
}
