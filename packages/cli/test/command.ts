/**
 * The command in a folder of its own, without a ledger named in the environment.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll } from "vitest"
import { runCommand } from "../../../scripts/terminal.ts"
import type { Ran } from "../../../scripts/terminal.ts"

/** Makes a folder that goes when the tests are done, and runs `juesuan` in it. */
export const commandIn = (name: string, more: Readonly<Record<string, string>> = {}) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `juesuan-${name}-`))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  const { JUESUAN_LEDGER: _, COLUMNS: __, ...inherited } = process.env
  const env = { ...inherited, ...more }
  const run = (...args: ReadonlyArray<string>): Promise<Ran> => runCommand(args, { cwd: folder, env })
  return { folder, env, run }
}
