/**
 * Amounts that were rounded in print: what precision explains is allowed, and no more.
 */
import { Money } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import type { ReadRow, ReadTable, Reading, TableSource } from "@juesuan/tables"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const WAN_PLACE = Money.fromFen(10_000)

/** An amount as a table in 万元 with two decimals prints it. */
const printed = (fen: number, place = WAN_PLACE): Reading => ({
  state: "value",
  amount: Money.fromFen(Math.round(fen / place) * place),
  place
})

/** The “三公” table, of which AR-07-1 says that 合计 is the sum of its three items. */
const threePublic = (outturns: Readonly<Record<string, Reading>>): TableSource => {
  const rows = Object.entries(outturns).map(([key, outturn]): readonly [string, ReadRow] => [
    key,
    {
      key,
      label: "",
      cells: new Map([
        ["budget", printed(0)],
        ["outturn", outturn]
      ])
    }
  ])
  const table: ReadTable = {
    key: "T07",
    number: "公开07表",
    title: "财政拨款“三公”经费支出决算表",
    rows: new Map(rows),
    empty: false,
    emptyStatement: false
  }
  return new Map([["T07", table]])
}

const sumRule = Articulation.ruleById("AR-07-1")!
const check = (cells: Readonly<Record<string, Reading>>) =>
  Articulation.checkRule(sumRule, threePublic(cells), {})

describe("a sum of amounts printed in 万元", () => {
  it("never fails on exact amounts that add up", () => {
    const amount = fc.integer({ min: -9_000_000_000, max: 9_000_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, (abroad, vehicles, reception) => {
        const total = abroad + vehicles + reception
        const cells = {
          total: printed(total),
          abroad: printed(abroad),
          vehicles: printed(vehicles),
          reception: printed(reception)
        }
        expect(check(cells).outcome).toBe("pass")
      }),
      runs(process.env, 300, 20241125)
    )
  })

  it("may differ by half a last place for each of its four amounts, and by no more", () => {
    const of = (total: number) =>
      check({
        total: printed(total),
        abroad: printed(10_000),
        vehicles: printed(20_000),
        reception: printed(30_000)
      })
    expect(of(80_000).outcome).toBe("pass")
    expect(of(40_000).outcome).toBe("pass")
    const { outcome, findings } = of(90_000)
    expect(outcome).toBe("fail")
    expect(findings[0]).toMatchObject({ difference: "300.00", allowed: ["-200.00", "200.00"] })
    expect(findings[0]!.message).toContain("4 个数列示到 0.01 万元，舍入最多可差 ±200.00 元")
  })

  it("counts only the amounts that were rounded", () => {
    const exact = (fen: number): Reading => ({ state: "value", amount: Money.fromFen(fen) })
    const cells = {
      total: printed(60_000),
      abroad: exact(10_000),
      vehicles: exact(20_000),
      reception: exact(30_001)
    }
    expect(check(cells).outcome).toBe("pass")
    const { findings } = check({ ...cells, reception: exact(40_000) })
    expect(findings[0]).toMatchObject({ allowed: ["-50.00", "50.00"] })
  })
})

describe("amounts printed to the fen", () => {
  it("are exact, whether or not the place is said", () => {
    const fen = (amount: number): Reading => printed(amount, Money.fromFen(1))
    const { outcome, findings } = check({
      total: fen(6_01),
      abroad: fen(1_00),
      vehicles: fen(2_00),
      reception: fen(3_00)
    })
    expect(outcome).toBe("fail")
    expect(findings[0]).toMatchObject({ difference: "0.01", allowed: ["0.00", "0.00"] })
    expect(findings[0]!.message).not.toContain("舍入")
  })

  it("mix signs exactly: what is taken away is rounded as well", () => {
    const row = (cells: Readonly<Record<string, Reading>>): ReadRow => ({
      key: "total",
      label: "合计",
      cells: new Map(Object.entries(cells))
    })
    const table: ReadTable = {
      key: "T08",
      number: "公开08表",
      title: "政府性基金预算财政拨款收入支出决算表",
      rows: new Map([
        ["total", row({ 1: printed(0), 2: printed(50_000), 3: printed(30_000), 6: printed(40_000) })]
      ]),
      empty: false,
      emptyStatement: false
    }
    const rule = Articulation.ruleById("AR-08-1")!
    const [, carryover] = Articulation.checkRule(rule, new Map([["T08", table]]), {}).comparisons
    expect(carryover).toMatchObject({ outcome: "pass", allowed: 20_000 })
    expect(carryover!.right.addresses).toEqual(["T08/total/1", "T08/total/2", "T08/total/3"])
    expect(carryover!.right.signs).toEqual([1, 1, -1])
  })
})
