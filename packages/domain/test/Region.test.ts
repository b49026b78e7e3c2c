/**
 * Where a unit is: by what is stated, by its name, by its agency code, in that order.
 */
import { Region } from "@juesuan/domain"
import { describe, expect, it } from "vitest"

const east: Region.Region = { names: ["东海省"], codes: ["31"] }
const west: Region.Region = { names: ["西山省", "西山市"], codes: ["64"] }

describe("a division code in an agency code", () => {
  it.each([
    ["640323", "640323"],
    ["640323001", "640323"],
    ["310107002003", "310107"],
    ["310000", "310000"],
    // The number of a department and that of a unit: no prefecture 00 has counties.
    ["310001", undefined],
    ["100001", undefined],
    ["999999", undefined],
    ["1", undefined],
    ["A01", undefined]
  ])("is in %s: %s", (agencyCode, division) => {
    expect(Region.divisionOf(agencyCode)).toBe(division)
  })
})

describe("the region of a unit", () => {
  const placed = (located: Region.Located) => Region.ofRegion([east, west], (region) => region, located)

  it("is the stated one before that of the name, and that before that of the agency code", () => {
    const all = { names: ["西山市某局"], region: "310000", agencyCode: "640323001" }
    expect(placed(all)).toEqual([east])
    expect(placed({ ...all, region: undefined })).toEqual([west])
    expect(placed({ names: ["某局"], agencyCode: "310107001" })).toEqual([east])
    expect(placed({ names: ["某局"], agencyCode: "219011" })).toEqual([])
    expect(placed({ names: ["某局", "东海省某厅"] })).toEqual([east])
  })

  it("cannot be determined where nothing is known, and is another where something is", () => {
    expect(Region.isWithin(east, { names: [] })).toBeNull()
    expect(Region.isWithin(east, { names: [""], agencyCode: "100001" })).toBeNull()
    expect(Region.isWithin(east, { names: ["某局"] })).toBe(false)
    expect(Region.isWithin(east, { names: [], agencyCode: "310107001" })).toBe(true)
  })
})
