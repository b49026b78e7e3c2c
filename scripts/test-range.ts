/**
 * Tries the packed packages beside the lowest and beside the newest release of what they leave to their user to
 * choose: `effect` and `fast-check`, within the ranges of their peer dependencies.
 *
 * At either end, in a folder outside the repository: one copy of each is installed; examples and tests that import
 * only what is public compile against the published types and pass; the tutorial holds; and the command runs with
 * nothing installed at all. Pack first: `npm run test:range` does.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { importsOf } from "../tests/importsOf.ts"
import { runPage, stepsOf } from "./pages.ts"

const root = path.dirname(import.meta.dirname)
const packed = path.join(root, ".cache", "packages")

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest

// npm tells its children of the repository it was started in; a stranger's folder knows nothing of it.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|JUESUAN_|COLUMNS$|NODE_OPTIONS$|INIT_CWD$)/.test(name)
  )
)

const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): string => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26
  })
  if (status === 0) return stdout
  throw new Error(`${[command, ...args].join(" ")} ended with ${status} in ${cwd}\n${stdout}${stderr}`)
}

/** What the user chooses, with the range that the packages take. All packages state the same one. */
const peers = Object.entries(
  Object.assign(
    {},
    ...fs
      .readdirSync(path.join(root, "packages"))
      .map((name) => manifestOf(`packages/${name}`).peerDependencies)
  ) as Readonly<Record<string, string>>
)

/** A version to ask npm for, at one end of a range such as `>=4.0.5 <5`. */
const endOf = (range: string, end: "lowest" | "newest"): string => {
  const lowest = /^>=(\d+\.\d+\.\d+) <\d+$/.exec(range)?.[1]
  if (lowest === undefined) throw new Error(`"${range}" is no range from a version to below a major one`)
  return end === "lowest" ? lowest : range
}

const filesUnder = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((name) => fs.statSync(path.join(root, name)).isFile() && !name.includes("node_modules"))

/** What a stranger has: the packages, what they are tried with, and Node. */
const installed = /^(?:@juesuan\/|(?:effect|fast-check|vitest)(?:\/|$)|node:)/

/** Whether a test needs nothing but the packages: no file beside it, none of the repository's own. */
const isPublic = (name: string): boolean => {
  if (!name.endsWith(".test.ts") || name.endsWith(".deep.test.ts")) return false
  const source = fs.readFileSync(path.join(root, name), "utf8")
  return !source.includes("import.meta") && importsOf(source).every((target) => installed.test(target))
}

/** The sources that are tried, at the places they have in the repository. */
const sources = [
  ...filesUnder("examples").filter((name) => !/yanchi-2024\/.*\.ts$/.test(name)),
  ...fs
    .readdirSync(path.join(root, "packages"))
    .flatMap((name) => filesUnder(`packages/${name}/test`))
    .filter(isPublic),
  "packages/year/test/useCases.test.ts"
]

const typesOf = (folder: string): void => {
  const base = JSON.parse(fs.readFileSync(path.join(root, "tsconfig.base.json"), "utf8")) as {
    readonly compilerOptions: Record<string, unknown>
  }
  const { customConditions: _, composite: __, ...strict } = base.compilerOptions
  const compilerOptions = {
    ...strict,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    skipLibCheck: false,
    lib: ["ES2024", "DOM"],
    types: ["node"]
  }
  fs.writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["packages/*/test", "examples"] })
  )
  run(folder, "npx", "tsc", "-p", ".")
}

const install = (folder: string, chosen: Readonly<Record<string, string>>): void => {
  const { devDependencies } = manifestOf(".")
  const tools = ["typescript", "vitest", "@types/node"].map((name) => [name, devDependencies[name]] as const)
  const ours = fs.readdirSync(packed).map((file) => {
    const name = file.replace(/-\d.*$/, "").replace(/^juesuan-/, "@juesuan/")
    return [name, `file:${path.join(packed, file)}`] as const
  })
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({
      private: true,
      type: "module",
      dependencies: { ...Object.fromEntries([...ours, ...tools]), ...chosen }
    })
  )
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline")
}

/** The one copy of a package that is installed; fails where there are several, or where npm finds the tree invalid. */
const onlyCopyOf = (folder: string, name: string): string => {
  const copies = run(folder, "npm", "ls", name, "--all", "--parseable").trim().split("\n")
  if (copies.length !== 1) throw new Error(`${copies.length} copies of ${name}:\n${copies.join("\n")}`)
  const manifest = fs.readFileSync(path.join(copies[0]!, "package.json"), "utf8")
  return (JSON.parse(manifest) as { readonly version: string }).version
}

/** The command as it was packed, where nothing is installed beside it. */
const commandAlone = (folder: string, scratch: string): string => {
  const installed = path.join(folder, "node_modules", "juesuan")
  const alone = path.join(scratch, "juesuan")
  for (const name of ["package.json", "bin", path.join("dist", "bundle")])
    fs.cpSync(path.join(installed, name), path.join(alone, name), { recursive: true })
  return run(scratch, process.execPath, path.join(alone, "bin", "juesuan.js"), "demo")
    .trim()
    .split("\n")
    .at(-1)!
}

const tutorial = async (folder: string, chosen: Readonly<Record<string, string>>): Promise<number> => {
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ dependencies: chosen }))
  const page = fs.readFileSync(path.join(root, "docs", "tutorial.md"), "utf8")
  const wrong = await runPage(page, folder, { ...env, PACKAGES: packed })
  if (wrong !== null) throw new Error(`docs/tutorial.md:${wrong.line} does not hold\n${wrong.printed}`)
  return stepsOf(page).length
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const tryEnd = async (end: "lowest" | "newest", scratch: string): Promise<void> => {
  const chosen = Object.fromEntries(peers.map(([name, range]) => [name, endOf(range, end)]))
  const folder = path.join(scratch, "project")
  fs.mkdirSync(folder)
  install(folder, chosen)
  const versions = peers.map(([name]) => `${name} ${onlyCopyOf(folder, name)}`)
  say(`${end}: one copy each of ${versions.join(" and ")}`)
  for (const name of sources) fs.cpSync(path.join(root, name), path.join(folder, name))
  typesOf(folder)
  say(`${end}: ${sources.filter((name) => name.endsWith(".ts")).length} files compile`)
  const report = path.join(scratch, "report.json")
  run(folder, "npx", "vitest", "run", "--maxWorkers", "1", "--reporter", "json", "--outputFile", report)
  const { numPassedTests } = JSON.parse(fs.readFileSync(report, "utf8")) as {
    readonly numPassedTests: number
  }
  say(`${end}: ${numPassedTests} tests pass`)
  fs.mkdirSync(path.join(scratch, "alone"))
  say(`${end}: the command alone: ${commandAlone(folder, path.join(scratch, "alone"))}`)
  fs.mkdirSync(path.join(scratch, "tutorial"))
  say(`${end}: the tutorial holds, ${await tutorial(path.join(scratch, "tutorial"), chosen)} steps`)
}

for (const end of ["lowest", "newest"] as const) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), `juesuan-${end}-`))
  try {
    await tryEnd(end, scratch)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}
