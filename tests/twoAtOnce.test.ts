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

  // However slow one of them is: it may begin when the other is done.
  it.each(contests(20).slice(2))("one after the other: $name", async (given) => {
    const { codes } = await contest(given, "in turn")
    expect(codes).toEqual([0, 0])
  })
})
