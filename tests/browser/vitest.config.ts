/**
 * The browser test, apart from the others: it needs Chromium. `npm run test:browser`.
 */
import * as path from "node:path"
import { defineConfig } from "vitest/config"

const conditions = ["source", "node", "import", "default"]

export default defineConfig({
  root: path.resolve(import.meta.dirname, "..", ".."),
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["tests/browser/*.browser.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false
  }
})
