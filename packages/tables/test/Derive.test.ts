/**
 * Derived tables and what is done with them: rows for the codes that occur, forms on paper, explanations.
 */
import { Address, Money } from "@juesuan/domain"
import { make, postings } from "@juesuan/ledger"
import type { Event, RecordedEvent } from "@juesuan/ledger"
import {
  Articulation,
  Cube,
  cellAt,
  countFigures,
  deriveTables,
  displayAddress,
  explainTerm,
  gridOf,
  matcherOf,
  mof2023,
  ningxia2024,
  occurrencesOf,
  toSource
} from "@juesuan/tables"
import type { DerivedTable, Grid } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const parameters = runs(process.env, 40, 20_240_101, 100)
const cubeOf = (events: ReadonlyArray<{ readonly event: Event }>): Cube.Cube =>
  Cube.fromPostings(events.flatMap(({ event }) => postings(event)))
const tablesOf = (events: ReadonlyArray<{ readonly event: Event }>): ReadonlyArray<DerivedTable> =>
  deriveTables(cubeOf(events), ningxia2024, 2024)

/** The places of a grid's rows that are covered, merged cells included: each must be covered once. */
const coverage = (rows: Grid["body"], width: number): ReadonlyArray<string> => {
  const taken = new Set<string>()
  const faults: Array<string> = []
  rows.forEach((cells, row) => {
    let column = 0
    for (const { columnSpan = 1, rowSpan = 1 } of cells) {
      while (taken.has(`${row},${column}`)) column++
      for (let down = 0; down < rowSpan; down++) {
        for (let right = 0; right < columnSpan; right++) {
          const place = `${row + down},${column + right}`
          if (taken.has(place) || column + right >= width || row + down >= rows.length) faults.push(place)
          taken.add(place)
        }
      }
    }
  })
  return taken.size === rows.length * width ? faults : [...faults, `${taken.size} of ${rows.length * width}`]
}

describe("every derived table", () => {
  it("is laid out without a gap or an overlap, in its head and in its body", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        for (const table of tablesOf(events)) {
          const grid = gridOf(table, "示例单位")
          expect(coverage(grid.header, grid.width), `${table.key} head`).toEqual([])
          expect(coverage(grid.body, grid.width), `${table.key} body`).toEqual([])
        }
      }),
      parameters
    )
  })

  it("prints every figure once, at its address, unless it is an empty form", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        for (const table of tablesOf(events)) {
          const printed = gridOf(table, "示例单位").body.flatMap((row) =>
            row.flatMap(({ address, amount, text }) =>
              address === undefined ? [] : [[address, amount, text]]
            )
          )
          const figures = table.rows.flatMap(({ cells }) =>
            [...cells.values()].map(({ address, amount }) => [address, amount, Money.format(amount)])
          )
          const byAddress = (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>): number =>
            String(a[0]) < String(b[0]) ? -1 : 1
          expect(printed.toSorted(byAddress)).toEqual(table.empty ? [] : figures.toSorted(byAddress))
        }
      }),
      parameters
    )
  })

  it("has addresses that lead back to its cells", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        const tables = tablesOf(events)
        const source = toSource(tables)
        for (const cell of tables.flatMap(({ rows }) => rows.flatMap((row) => [...row.cells.values()]))) {
          const address = Address.parse(cell.address)
          const place = Result.isSuccess(address) && address.success._tag === "Cell" ? address.success : null
          expect(place && cellAt(tables, place)).toBe(cell)
          const read = source.get(place!.table)?.rows.get(place!.row)?.cells.get(place!.column)
          expect(read).toEqual({ state: "value", amount: cell.amount })
        }
        expect(countFigures(tables)).toBe(
          tables.flatMap(({ rows }) => rows.flatMap((r) => [...r.cells])).length
        )
      }),
      parameters
    )
  })

  it("has the same figures in every region's pack, under its numbers", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        const cube = cubeOf(events)
        const figuresOf = (tables: ReadonlyArray<DerivedTable>) =>
          new Map(tables.map(({ key, rows }) => [key, rows]))
        const other = deriveTables(cube, mof2023, 2024)
        expect(figuresOf(other)).toEqual(new Map(figuresOf(deriveTables(cube, ningxia2024, 2024))))
        expect(other.map(({ key }) => key).join()).toBe("T01,T02,T03,T04,T05,T06,T08,T09,T07")
      }),
      { ...parameters, numRuns: Math.ceil(parameters.numRuns / 4) }
    )
  })
})

const line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
} as const
const story: ReadonlyArray<Event> = [
  make("DisbursementPaid", { line, amount: Money.fromFen(150_00), abstract: "" }),
  make("DisbursementReturned", { corrects: "E1", line, amount: Money.fromFen(50_00), abstract: "" }),
  make("IncomeReceived", {
    kind: "other",
    fund: "unitFunds",
    function: "2080109",
    amount: Money.fromFen(7_00),
    abstract: ""
  })
]
const recorded = story.map((event, index): RecordedEvent => ({
  eventId: `E${index + 1}`,
  occurredOn: "2024-06-01",
  recordedAt: "2024-06-01T00:00:00.000Z",
  documentNo: `D${index + 1}`,
  source: null,
  event,
  streamId: "unit/219011/2024",
  version: index + 1,
  schemaVersion: 1,
  hash: ""
}))

describe("expenditure on a code of no printed 类", () => {
  it("is in the totals and on no line, and the rules say so", () => {
    const stray = make("DisbursementPaid", {
      line: { ...line, function: "2090101" },
      amount: Money.fromFen(1),
      abstract: ""
    })
    const { findings } = Articulation.checkTables(toSource(tablesOf([{ event: stray }])))
    const failed = findings.filter(({ outcome }) => outcome === "fail").map(({ ruleId }) => ruleId)
    expect(failed).toEqual(expect.arrayContaining(["AR-01-2", "AR-04-5"]))
  })
})

describe("a small year", () => {
  const tables = tablesOf(recorded)
  const cube = cubeOf(recorded)
  const table = (key: string): DerivedTable => tables.find((each) => each.key === key)!

  it("has rows for 类, 款 and 项 of the codes that occur, after the total", () => {
    expect(table("T03").rows.map(({ key, depth }) => [key, depth])).toEqual([
      ["total", 0],
      ["208", 0],
      ["20801", 1],
      ["2080109", 2]
    ])
  })

  it("has empty forms that say so, and print no zeros", () => {
    for (const key of ["T08", "T09"]) {
      expect(table(key).empty).toBe(true)
      expect(table(key).emptyStatement).not.toBeNull()
      const texts = gridOf(table(key), "示例单位").body.flatMap((row) => row.map(({ text }) => text))
      expect(texts).not.toContain("0.00")
    }
    expect(table("T03").emptyStatement).toBeNull()
  })

  it("explains a figure by the very events, each with its share", () => {
    const cell = cellAt(tables, Address.cell("T01", "closing", "2"))!
    const matches = matcherOf(cell.term)
    const entries = recorded.flatMap((event) =>
      postings(event.event)
        .filter(matches)
        .map((posting) => ({ posting, event }))
    )
    const { total, contributions, parts } = explainTerm(cell.term, entries)
    expect(total).toBe(-93_00)
    expect(contributions.map(({ event, amount }) => [event.eventId, amount])).toEqual([
      ["E1", -150_00],
      ["E2", 50_00],
      ["E3", 7_00]
    ])
    expect(parts.find(({ selection }) => selection === "expenditure")).toMatchObject({
      sign: -1,
      amount: -100_00,
      postings: 2
    })
  })

  it("knows where else a figure stands, and that it stands there for the same amounts", () => {
    const { term } = cellAt(tables, Address.cell("T03", "2080109", "2"))!
    const elsewhere = occurrencesOf(cube, tables, term, "T03/2080109/2")
    expect(elsewhere).toEqual(
      expect.arrayContaining(["T01/expenditure/2", "T05/total/1", "T06/30201/1", "T06/operating/1"])
    )
    expect(elsewhere).not.toContain("T03/2080109/2")
    for (const address of elsewhere) {
      const { table: key, row, column } = Address.cellOf(address)
      const { term: same } = cellAt(tables, Address.cell(key, row, column))!
      expect(occurrencesOf(cube, tables, same, address)).toContain("T03/2080109/2")
    }
    const nothing = cellAt(tables, Address.cell("T01", "surplusUsed", "1"))!
    expect(occurrencesOf(cube, tables, nothing.term, "T01/surplusUsed/1")).toEqual([])
  })

  it("calls a figure by its table, row and column", () => {
    expect(displayAddress(table("T03"), "2080109", "3")).toBe("公开03表·2080109 社会保险经办机构·项目支出")
    expect(displayAddress(table("T01"), "expenditure", "2")).toBe("公开01表·本年支出合计·支出决算数")
  })
})
