/**
 * Two at once: one does it, the other says that it is done. Many rounds of it are in `twoAtOnce.deep.test.ts`.
 */
import { describe, expect, it } from "vitest"
import { contest, contests } from "./twoAtOnce.ts"

describe("two processes at once", () => {
  it.each(contests(200))("$name", async (given) => {
    const { appended } = await contest(given)
    const isImport = given.before.length === 0
    expect(appended).toBeLessThanOrEqual(isImport ? given.events : 0)
  })
})
