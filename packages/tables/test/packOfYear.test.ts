/**
 * The pack of a unit's year: what its opening event states, else of its region and year, else the Ministry's.
 */
import { PackNotShipped, packOfYear, packs } from "@juesuan/tables"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const chosen = (of: Parameters<typeof packOfYear>[0]) => {
  const { pack, by, remark } = Result.getOrThrow(packOfYear(of))
  return [pack.id, by, remark !== null]
}

describe("the pack of a year", () => {
  it.each([
    ["stated", { names: ["盐池县某局"], year: 2024, pack: "yunnan-2024" }, ["yunnan-2024", "opening", false]],
    ["of its county", { names: ["盐池县某局"], year: 2024 }, ["ningxia-2024", "region", false]],
    [
      "of its code",
      { names: ["某局"], agencyCode: "640323001", year: 2024 },
      ["ningxia-2024", "region", false]
    ],
    [
      "of its stated region",
      { names: ["盐池县某局"], region: "310107", year: 2025 },
      ["shanghai-2025", "region", false]
    ],
    [
      "of the region's last year before",
      { names: ["上海市某局"], year: 2027 },
      ["shanghai-2025", "region", false]
    ],
    [
      "of the region's first year after",
      { names: ["上海市某局"], year: 2020 },
      ["shanghai-2024", "region", true]
    ],
    [
      "of the nation",
      { names: ["示例市某局"], agencyCode: "100001", year: 2024 },
      ["mof-2023", "nation", true]
    ]
  ])("is the one %s", (_, of, expected) => {
    expect(chosen(of)).toEqual(expected)
  })

  it("is asked for where the opening event states somebody's own", () => {
    expect(packOfYear({ names: ["盐池县某局"], year: 2024, pack: "our-2024" })).toEqual(
      Result.fail(new PackNotShipped({ id: "our-2024" }))
    )
  })

  it.each(packs.filter(({ region }) => region !== undefined))(
    "of $id is found by region and year",
    (pack) => {
      const { codes, names, years } = pack.region!
      for (const year of years) {
        for (const code of codes)
          expect(chosen({ names: [], region: `${code}0101`, year })).toEqual([pack.id, "region", false])
        for (const name of names)
          expect(chosen({ names: [`${name}某局`], year })).toEqual([pack.id, "region", false])
      }
    }
  )
})
