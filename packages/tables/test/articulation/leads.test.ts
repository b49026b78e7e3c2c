/**
 * Leads: each kind on the smallest case that has it, and on one that just misses it.
 */
import { Money } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import type { ReadRow, ReadTable, TableSource } from "@juesuan/tables"
import { describe, expect, it } from "vitest"

const fen = Money.fromFen

const source = (amounts: Readonly<Record<string, number>>): TableSource => {
  const rows = new Map(
    Object.entries(amounts).map(([key, amount]): [string, ReadRow] => [
      key,
      { key, label: `第${key}行`, cells: new Map([["1", { state: "value", amount: fen(amount) }]]) }
    ])
  )
  const table: ReadTable = {
    key: "T01",
    number: "公开01表",
    title: "",
    rows,
    empty: false,
    emptyStatement: false
  }
  return new Map([["T01", table]])
}

const cells = source({ 1: 12_300_07, 2: 45_60_11, 3: 7_000_13, 4: 99_999_99 })
const previous = new Map([["T01/expenditure/2", fen(88_888_31)]])
const kinds = (left: number, right: number): ReadonlyArray<string> =>
  Articulation.leadsOf(cells, fen(left), fen(right), ["T01/4/1"], "zh", previous).map(({ kind }) => kind)

describe("a difference", () => {
  it.each([
    ["of a factor of ten thousand is a unit slip", 12_345_00, 12_345_000_000, "unit-slip"],
    ["between opposite signs", 431_00, -431_00, "sign"],
    ["that equals a cell", 20_000_00, 20_000_00 + 7_000_13, "equals-cell"],
    ["of twice a cell", 20_000_01, 20_000_01 + 14_000_26, "half-cell"],
    ["of last year's figure", 20_000_00, 20_000_00 + 88_888_31, "last-year"],
    ["from a figure left from last year", 88_888_31, 91_234_55, "last-year"],
    ["of one digit", 12_845_00, 12_345_00, "digit-changed"],
    ["of a digit lost", 12_345_67, 1_245_67, "digit-lost"],
    ["of two digits that changed places", 12_345_67, 12_435_67, "transposition"],
    ["that is a multiple of nine fen", 10_000_00, 10_000_27, "transposition"],
    ["that two cells add up to", 20_000_00, 20_000_00 + 12_300_07 + 45_60_11, "subset"],
    ["that three cells add up to", 20_000_02, 20_000_02 + 12_300_07 + 45_60_11 + 7_000_13, "subset"]
  ])("%s", (_, left, right, kind) => {
    expect(kinds(left, right)).toContain(kind)
  })

  it("of nothing known has no lead, and of nothing none", () => {
    expect(kinds(20_000_00, 31_111_53)).toEqual([])
    expect(kinds(20_000_00, 20_000_00)).toEqual([])
  })

  it("does not lead to the compared cells themselves", () => {
    expect(kinds(20_000_00, 20_000_00 + 99_999_99)).not.toContain("equals-cell")
  })

  it("has three leads at most, however many fit", () => {
    expect(kinds(7_000_13, -7_000_13).length).toBeLessThanOrEqual(3)
  })
})
