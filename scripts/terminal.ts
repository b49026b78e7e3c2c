/**
 * The command without a process of its own: the bundle is loaded once, and run in a folder with an environment as
 * often as a test or a generated page asks. What it prints is what a terminal would show.
 *
 * A start of Node is most of the time that a short command takes; hundreds of them are most of the time that its
 * transcripts would take. That the command is a process like any other, signals and exit codes included, is what
 * `packages/cli/test` and `interrupt.test.ts` show.
 */
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"
import * as path from "node:path"
import { pathToFileURL } from "node:url"

const root = path.dirname(import.meta.dirname)
const bundle = path.join(root, "packages", "cli", "dist", "bundle", "main.js")

const sourcesOf = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, "packages", folder, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(root, "packages", folder, "src", name))

const newestSource = (): number =>
  Math.max(
    ...fs
      .readdirSync(path.join(root, "packages"))
      .filter((folder) => fs.existsSync(path.join(root, "packages", folder, "src")))
      .flatMap(sourcesOf)
      .map((name) => fs.statSync(name).mtimeMs)
  )

/** Bundles the command where its sources have changed since it was bundled. */
export const bundleWhereStale = (): void => {
  if (fs.existsSync(bundle) && fs.statSync(bundle).mtimeMs > newestSource()) return
  execFileSync(process.execPath, [path.join(root, "scripts", "bundle-cli.mjs")], { stdio: "inherit" })
}

interface Bundle {
  readonly main: (args: ReadonlyArray<string>) => Promise<number>
}

let loaded: Promise<Bundle> | undefined

/** What a command printed, and its exit code. */
export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Where a command runs: its folder, and the whole of its environment. */
export interface Place {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Replaces the process's environment; gives what puts it back. */
const withEnvironment = (env: Place["env"]): (() => void) => {
  const before = { ...process.env }
  const replace = (wanted: Place["env"]): void => {
    for (const name of Object.keys(process.env)) delete process.env[name]
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) process.env[name] = value
  }
  replace(env)
  return () => replace(before)
}

/** Collects what is written to the two standard descriptors; everything else is written as ever. */
const withOutputs = (printed: Map<number, Array<Uint8Array>>): (() => void) => {
  const writeSync = fs.writeSync
  const collect = (descriptor: number, data: unknown, offset = 0): number => {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : (data as Uint8Array)
    const rest = bytes.slice(offset)
    printed.get(descriptor)!.push(rest)
    return rest.length
  }
  fs.writeSync = ((descriptor: number, ...args: ReadonlyArray<unknown>) =>
    printed.has(descriptor)
      ? collect(descriptor, args[0], args[1] as number | undefined)
      : (writeSync as (...all: ReadonlyArray<unknown>) => number)(descriptor, ...args)) as typeof fs.writeSync
  syncBuiltinESMExports()
  return () => {
    fs.writeSync = writeSync
    syncBuiltinESMExports()
  }
}

/** Runs `juesuan` with these arguments. One at a time: folder, environment and outputs are the process's own. */
export const runCommand = async (args: ReadonlyArray<string>, { cwd, env }: Place): Promise<Ran> => {
  if (loaded === undefined) {
    bundleWhereStale()
    loaded = import(/* @vite-ignore */ pathToFileURL(bundle).href) as Promise<Bundle>
  }
  const { main } = await loaded
  const printed = new Map<number, Array<Uint8Array>>([
    [1, []],
    [2, []]
  ])
  const folder = process.cwd()
  const restoreEnvironment = withEnvironment(env)
  const restoreOutputs = withOutputs(printed)
  process.chdir(cwd)
  try {
    const status = await main(args)
    const text = (descriptor: number): string => Buffer.concat(printed.get(descriptor)!).toString("utf8")
    return { status, stdout: text(1), stderr: text(2) }
  } finally {
    process.chdir(folder)
    restoreOutputs()
    restoreEnvironment()
  }
}
