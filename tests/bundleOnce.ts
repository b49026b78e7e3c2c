/**
 * Before the tests: the command is bundled where its sources have changed since, so that the hundreds of times it is
 * started are as quick as an installation's.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

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

export default (): void => {
  if (fs.existsSync(bundle) && fs.statSync(bundle).mtimeMs > newestSource()) return
  execFileSync(process.execPath, [path.join(root, "scripts", "bundle-cli.mjs")], { stdio: "inherit" })
}
