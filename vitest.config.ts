import { defineConfig } from "vitest/config"

const conditions = ["source", "node", "import", "default"]

/** What both runs of the suite have in common. */
export const shared = {
  // Node's own `node:sqlite` and the packages' sources, as a checkout has them.
  ssr: { resolve: { conditions, externalConditions: conditions } },
  globalSetup: ["tests/bundleOnce.ts"],
  // As many workers as the machine has cores; each test file is a process of its own.
  maxWorkers: 2
}

export default defineConfig({
  ssr: shared.ssr,
  test: {
    include: ["packages/*/test/**/*.test.ts", "tests/**/*.test.ts", "examples/*/*.test.ts"],
    exclude: ["**/node_modules/**", "**/*.deep.test.ts", "tests/browser/**"],
    globalSetup: shared.globalSetup,
    maxWorkers: shared.maxWorkers,
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
