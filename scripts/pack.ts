/**
 * Packs every package as it would be published, into `.cache/packages`. Build first: `npm run pack:all` does.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

const root = path.dirname(import.meta.dirname)
const target = path.join(root, ".cache", "packages")
fs.rmSync(target, { recursive: true, force: true })
fs.mkdirSync(target, { recursive: true })
execFileSync("npm", ["pack", "--workspaces", "--silent", "--pack-destination", target], { cwd: root })
for (const name of fs.readdirSync(target).sort())
  process.stdout.write(`${name} ${fs.statSync(path.join(target, name)).size} bytes\n`)
