/**
 * Follows the tutorial as a stranger does: packs the packages, and runs the page in an empty folder outside the
 * repository. Ends with 1 and says what differs when a step does not do what the page says.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { runPage, stepsOf } from "./pages.ts"

const root = path.dirname(import.meta.dirname)
const packed = path.join(root, ".cache", "packages")
const page = fs.readFileSync(path.join(root, "docs", "tutorial.md"), "utf8")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-tutorial-"))
const { JUESUAN_LEDGER: _, COLUMNS: __, NODE_OPTIONS: ___, ...env } = process.env

try {
  // npm tells its children of the repository it was started in; a stranger's folder knows nothing of it.
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("npm_")))
  const wrong = await runPage(page, folder, { ...own, PACKAGES: packed })
  if (wrong === null) {
    process.stdout.write(`the tutorial holds: ${stepsOf(page).length} steps in ${folder}\n`)
  } else {
    const { line, command, exit, expected, printed } = wrong
    process.stderr.write(
      `docs/tutorial.md:${line} does not hold (exit ${exit})\n$ ${command}\nexpected:\n${expected}\nprinted:\n${printed}\n`
    )
    process.exitCode = 1
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
