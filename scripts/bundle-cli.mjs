// Bundles the command line: one start-up chunk, the rest loaded when a command needs it. Runs at `npm ci`.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { withoutCanvas } from "./pdfjs.mjs"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const cli = path.join(root, "packages", "cli")
const outdir = path.join(cli, "dist", "bundle")

rmSync(outdir, { recursive: true, force: true })
const result = await build({
  entryPoints: ["main", "Supervisor", "worker"].map((name) => path.join(cli, "src", `${name}.ts`)),
  outdir,
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22.18",
  conditions: ["source"],
  plugins: [withoutCanvas],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "external",
  metafile: true,
  logLevel: "warning",
  // Packages written for CommonJS ask for `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);'
  }
})
const inputs = Object.keys(result.metafile.inputs).filter((input) => input.startsWith("packages/"))
writeFileSync(
  path.join(outdir, "inputs.json"),
  `${JSON.stringify({ root: path.relative(outdir, root), inputs }, null, 1)}\n`
)
const example = path.join(root, "examples", "yanchi-2024")
if (existsSync(path.join(example, "transactions.csv"))) {
  const target = path.join(outdir, "example")
  mkdirSync(path.join(target, "expected"), { recursive: true })
  cpSync(path.join(example, "transactions.csv"), path.join(target, "transactions.csv"))
  cpSync(path.join(example, "expected", "tables.json"), path.join(target, "expected", "tables.json"))
}
