/**
 * The command as a process, for tests: in a folder of its own, without a ledger named in the environment.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll } from "vitest"

const bin = path.join(import.meta.dirname, "..", "bin", "juesuan.js")

/** Makes a folder that goes when the tests are done, and runs `juesuan` in it. */
export const commandIn = (name: string) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `juesuan-${name}-`))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  const { JUESUAN_LEDGER: _, COLUMNS: __, ...env } = process.env
  const run = (...args: ReadonlyArray<string>) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: folder,
      env,
      encoding: "utf8"
    })
    return { status, stdout, stderr }
  }
  return { folder, env, run }
}
