/**
 * Streams are named by unit and year, and read back from their names.
 */
import { isAgencyCode, parseStreamId, streamIdOf } from "@juesuan/ledger"
import fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const agencyCode = (): fc.Arbitrary<string> => fc.stringMatching(/^[0-9A-Za-z_-]{1,21}$/)

describe("a stream id", () => {
  it("is read back from what is printed", () => {
    fc.assert(
      fc.property(agencyCode(), fc.integer({ min: 1000, max: 9999 }), (code, year) => {
        expect(isAgencyCode(code)).toBe(true)
        expect(parseStreamId(streamIdOf(code, year))).toEqual(Result.succeed({ agencyCode: code, year }))
      })
    )
  })

  it("prints what it was read from, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `unit/${text}/2024`)
        ),
        (text) => {
          const read = parseStreamId(text)
          if (Result.isSuccess(read)) {
            expect(streamIdOf(read.success.agencyCode, read.success.year)).toBe(text)
          } else expect(read.failure).toMatchObject({ _tag: "StreamIdUnreadable", text })
        }
      )
    )
  })

  it.each([
    "",
    "unit",
    "unit//2024",
    "unit/219011",
    "unit/219011/24",
    "unit/a b/2024",
    "unit/219011/2024/",
    "Unit/1/2024"
  ])("is not %j", (text) => {
    expect(Result.isFailure(parseStreamId(text))).toBe(true)
  })

  it("says in its failure what a stream is", () => {
    const read = parseStreamId("219011")
    expect(Result.isFailure(read) && read.failure.message).toContain("unit/219011/2024")
  })

  it.each(["", "a/b", "单位", "1".repeat(22)])("has no unit code %j", (code) => {
    expect(isAgencyCode(code)).toBe(false)
  })
})
