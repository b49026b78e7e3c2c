/**
 * The deep run: hunts (`*.deep.test.ts`), and every property that has a larger number of runs for it.
 *
 * `npm run test:deep` takes fixed seeds; `JUESUAN_RUNS` and `JUESUAN_SEED` make longer hunts of it.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { defineConfig } from "vitest/config"
import { shared } from "./vitest.config.ts"

const root = import.meta.dirname

const testsUnder = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && !name.includes("node_modules"))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")))

/** A hunt says so by its name; a property with two numbers of runs hands `runs` the second one as a fourth argument. */
const isDeep = (name: string): boolean =>
  name.endsWith(".deep.test.ts") ||
  /\bruns\(\s*process\.env,[^()]*,[^()]*,[^()]*\)|\bisDeep\(/.test(
    fs.readFileSync(path.join(root, name), "utf8")
  )

export default defineConfig({
  ssr: shared.ssr,
  test: {
    include: ["packages", "tests", "examples"].flatMap(testsUnder).filter(isDeep),
    globalSetup: shared.globalSetup,
    maxWorkers: shared.maxWorkers,
    isolate: shared.isolate,
    env: { JUESUAN_DEEP: "1" },
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000
  }
})
