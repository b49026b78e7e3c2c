/**
 * Articulation rules on published tables: nothing is found in tables that were derived, one changed cell is one
 * finding that names it, and what is missing or drifted accuses no figure.
 */
import { Address, Money } from "@juesuan/domain"
import type { Finding } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import { Cube, deriveTables, ningxia2024, toSource } from "@juesuan/tables"
import type { Reading, ReadRow, TableSource } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { withReading } from "../../src/check/Corrected.ts"
import { checkTableRules } from "../../src/check/TableRules.ts"
import { documentOf } from "./documents.ts"

const check = (source: TableSource): ReadonlyArray<Finding> =>
  checkTableRules(documentOf({ tables: source }), { language: "zh" }).results.flatMap(
    ({ findings }) => findings
  )

const fails = (source: TableSource): ReadonlyArray<Finding> =>
  check(source).filter(({ outcome, severity }) => outcome === "fail" && severity === "block")

/** The tables of a random year. */
const yearTables = (): fc.Arbitrary<TableSource> =>
  Arbitrary.year({ intentionsMax: 25 }).map(({ events }) =>
    toSource(
      deriveTables(Cube.fromPostings(events.flatMap(({ event }) => postings(event))), ningxia2024, 2024)
    )
  )

const cellsOf = (source: TableSource): ReadonlyArray<string> =>
  [...source.values()].flatMap((table) =>
    table.empty
      ? []
      : [...table.rows.values()].flatMap((row) =>
          [...row.cells].flatMap(([column, { state }]) =>
            state === "value" ? [`${table.key}/${row.key}/${column}`] : []
          )
        )
  )

const amountAt = (source: TableSource, address: string): number => {
  const { table, row, column } = Address.cellOf(address)
  const reading = source.get(table)!.rows.get(row)!.cells.get(column)!
  return reading.state === "value" ? reading.amount : 0
}

const names = ({ left, right }: Finding): ReadonlyArray<string> =>
  [left, right].flatMap((operand) => operand?.address.split(" + ") ?? [])

describe("derived tables", () => {
  it("are found to agree, every year of them", () => {
    fc.assert(
      fc.property(yearTables(), (source) => {
        expect(fails(source)).toEqual([])
      }),
      runs(process.env, 15, 20240611, 40)
    )
  })
})

describe("one changed cell", () => {
  it("is one finding at most, and that names the cell", () => {
    const changed = yearTables().chain((source) =>
      fc
        .tuple(fc.constantFrom(...cellsOf(source)), fc.integer({ min: 1, max: 9_999_999 }))
        .map(([address, change]) => ({ source, address, change }))
    )
    fc.assert(
      fc.property(changed, ({ source, address, change }) => {
        const amount = Money.fromFen(amountAt(source, address) + change)
        const found = fails(withReading(source, address, { state: "value", amount }))
        expect(found.length).toBeLessThanOrEqual(1)
        for (const finding of found) expect(names(finding)).toContain(address)
      }),
      runs(process.env, 30, 20240612, 120)
    )
  })
})

/** A cell of a code, and the cells above it in its column. */
const addedUp = (address: string): ReadonlyArray<string> => {
  const { table, row, column } = Address.cellOf(address)
  return [row, row.slice(0, 5), row.slice(0, 3), "total"].map((key) => Address.printCell(table, key, column))
}

describe("an error that was added up to the totals", () => {
  const tables = new Set(["T02", "T03", "T05", "T08", "T09"])
  const changed = yearTables().chain((source) => {
    const leaves = cellsOf(source).filter((address) => {
      const { table, row, column } = Address.cellOf(address)
      // Of 其中 no more is known than that it is within its whole: each row of it is off on its own.
      return tables.has(table) && /^\d{7}$/.test(row) && column !== "4a"
    })
    return leaves.length === 0
      ? fc.constant(null)
      : fc
          .tuple(fc.constantFrom(...leaves), fc.integer({ min: 1, max: 9_999_999 }))
          .map(([address, change]) => ({ source, address, change }))
  })

  it("is one finding at most, and that names a cell of it", () => {
    let found = 0
    fc.assert(
      fc.property(changed, (trial) => {
        if (trial === null) return
        const { source, address, change } = trial
        const wrong = addedUp(address)
        const published = wrong.reduce(
          (tables, cell) =>
            withReading(tables, cell, {
              state: "value",
              amount: Money.fromFen(amountAt(source, cell) + change)
            }),
          source
        )
        const findings = fails(published)
        found += findings.length
        expect(findings.length).toBeLessThanOrEqual(1)
        for (const finding of findings) expect(names(finding).some((one) => wrong.includes(one))).toBe(true)
      }),
      { ...runs(process.env, 30, 20240616, 120), endOnFailure: true }
    )
    expect(found).toBeGreaterThan(10)
  })
})

const withoutRow = (source: TableSource, key: string, row: string): TableSource => {
  const table = source.get(key)!
  const rows = new Map<string, ReadRow>(table.rows)
  rows.delete(row)
  return new Map(source).set(key, { ...table, rows })
}

describe("what is not there", () => {
  it("accuses no figure: a row that is lost is unreadable", () => {
    const lost = yearTables().chain((source) => {
      const rows = [...source.values()].flatMap((table) =>
        table.empty ? [] : [...table.rows.keys()].map((row) => [table.key, row] as const)
      )
      return fc.constantFrom(...rows).map(([key, row]) => ({ source, key, row }))
    })
    fc.assert(
      fc.property(lost, ({ source, key, row }) => {
        expect(fails(withoutRow(source, key, row))).toEqual([])
      }),
      runs(process.env, 20, 20240613, 80)
    )
  })
})

const mapReadings = (source: TableSource, change: (reading: Reading) => Reading): TableSource =>
  new Map(
    [...source].map(([key, table]) => [
      key,
      {
        ...table,
        rows: new Map(
          [...table.rows].map(([rowKey, row]) => [
            rowKey,
            { ...row, cells: new Map([...row.cells].map(([column, one]) => [column, change(one)])) }
          ])
        )
      }
    ])
  )

describe("tables in 万元", () => {
  it("agree up to what rounding explains, every year of them", () => {
    const place = 10_000
    const inWan = (reading: Reading): Reading =>
      reading.state === "value"
        ? {
            state: "value",
            amount: Money.fromFen(Math.round(reading.amount / place) * place),
            place: Money.fromFen(place)
          }
        : reading
    fc.assert(
      fc.property(yearTables(), (source) => {
        expect(fails(mapReadings(source, inWan))).toEqual([])
      }),
      runs(process.env, 15, 20240614, 40)
    )
  })
})

describe("a drifted row", () => {
  const table = (rows: Readonly<Record<string, ReadonlyArray<number>>>): TableSource =>
    new Map([
      [
        "T03",
        {
          key: "T03",
          number: "公开03表",
          title: "支出决算表",
          rows: new Map(
            Object.entries(rows).map(([key, amounts]): [string, ReadRow] => [
              key,
              {
                key,
                label: "",
                cells: new Map(
                  amounts.map((amount, at) => [
                    String(at + 1),
                    { state: "value", amount: Money.fromFen(amount) }
                  ])
                )
              }
            ])
          ),
          empty: false,
          emptyStatement: false
        }
      ]
    ])
  const whole = { 208: [50, 30, 20, 0], 210: [40, 25, 15, 0] }

  it("is one finding and accuses no figure", () => {
    const found = check(table({ total: [90, 55, 35, 0], ...whole, 208: [0, 50, 30, 20] }))
    expect(found.filter(({ ruleId }) => ruleId === "AU-02")).toHaveLength(1)
    expect(found.filter(({ outcome }) => outcome === "fail")).toEqual([])
    expect(found[0]).toMatchObject({ outcome: "unreadable", left: { address: "T03/208" } })
  })

  it("is none when only one cell is wrong", () => {
    const found = check(table({ total: [90, 55, 35, 0], ...whole, 208: [50, 31, 20, 0] }))
    expect(found.map(({ ruleId, left, right }) => [ruleId, left?.address, right?.value])).toEqual([
      ["AR-03-1", "T03/208/2", "0.30"]
    ])
  })
})
