/**
 * Tables of one's own: a key that addresses can name, a number past nine, heads of the classification of the rows.
 */
import { Cube, Term, deriveTable, gridOf, packTable, printedNumber } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { describe, expect, it } from "vitest"

const meetings = (key: string): TableDefinition => ({
  key,
  title: "会议费表",
  note: "",
  moneyUnit: "元",
  columns: [
    { key: "1", title: "金额", heads: ["金额"], number: "1", term: Term.select({ measure: "expenditure" }) }
  ],
  rows: {
    kind: "fixed",
    rows: [{ key: "30215", label: "会议费", depth: 1, where: { economic: Term.under("30215") } }]
  },
  layout: { kind: "codes", heading: "项目" }
})

describe("a table of one's own", () => {
  it("over economic rows has the heads of the economic classification", () => {
    const grid = gridOf(
      deriveTable(Cube.empty, packTable(meetings("X10"), printedNumber(10)), 2024),
      "某单位"
    )
    expect(grid.number).toBe("公开10表")
    expect(grid.header.flat().map(({ text }) => text)).toContain("经济分类科目编码")
  })

  it.each([
    [1, "公开01表"],
    [9, "公开09表"],
    [10, "公开10表"],
    [100, "公开100表"]
  ])("at place %i is numbered %s", (place, number) => {
    expect(printedNumber(place)).toBe(number)
  })

  it.each(["x10", "X", "X/1", "", "10"])("with the key %j is refused when it is made", (key) => {
    expect(() => packTable(meetings(key), "公开10表")).toThrow(TypeError)
  })
})
