import { defineConfig } from "vitest/config"

const conditions = ["source", "node", "import", "default"]

/** What both runs of the suite have in common. */
export const shared = {
  // Node's own `node:sqlite` and the packages' sources, as a checkout has them.
  ssr: { resolve: { conditions, externalConditions: conditions } },
  globalSetup: ["tests/bundleOnce.ts"],
  // As many workers as the machine has cores. A worker takes file after file: loading the packages anew for each of them
  // was two thirds of the time of most. What a test changes in its process, it puts back.
  maxWorkers: 2,
  isolate: false
}

export default defineConfig({
  ssr: shared.ssr,
  test: {
    include: ["packages/*/test/**/*.test.ts", "tests/**/*.test.ts", "examples/*/*.test.ts"],
    exclude: ["**/node_modules/**", "**/*.deep.test.ts", "tests/browser/**"],
    globalSetup: shared.globalSetup,
    maxWorkers: shared.maxWorkers,
    isolate: shared.isolate,
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
