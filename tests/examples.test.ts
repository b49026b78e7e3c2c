/**
 * The example year: the reconstruction is what its script writes, and projects to the printed tables to the fen.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { decide, evolve, initialState, makeMemoryStore, parseStreamId } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import {
  Articulation,
  Cube,
  currentAddress,
  deriveTables,
  explainTerm,
  ledgerFiguresOf,
  matcherOf,
  mof2023,
  ningxia2024,
  toSource
} from "@juesuan/tables"
import type { DerivedTable, ReadTable, Reading, TableSource } from "@juesuan/tables"
import { replayOracle } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { generate } from "../examples/yanchi-2024/generate.ts"
import { importFiles } from "@juesuan/import"
import { tableToJson } from "@juesuan/year"
import type { TableJson, TablesJson } from "@juesuan/year"

const folder = path.join(path.dirname(import.meta.dirname), "examples", "yanchi-2024")
const file = fs.readFileSync(path.join(folder, "transactions.csv"))
const printed = JSON.parse(
  fs.readFileSync(path.join(folder, "expected", "tables.json"), "utf8")
) as TablesJson

const imported = importFiles([{ name: "transactions.csv", bytes: file }], { lookUp: () => [] })
const { streamId } = imported.events[0]!
const { year } = Result.getOrThrow(parseStreamId(streamId))
const events = imported.events.map((row): NewEvent => ({
  ...row,
  recordedAt: `${row.occurredOn}T10:00:00.000Z`,
  documentNo: row.documentNo
}))
const store = makeMemoryStore()
Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))

const cubeAsOf = (asOf?: string) => Cube.fromPostings(Effect.runSync(store.totals([streamId], { asOf })))
const cube = cubeAsOf()
const tables = deriveTables(cube, ningxia2024, year)

const previous = new Map(
  events.flatMap(({ event }) =>
    event.type === "ComparativesImported"
      ? event.payload.figures.map(
          ({ address, amount }) => [currentAddress(address, ningxia2024), amount as Money.Money] as const
        )
      : []
  )
)

const check = (source: TableSource, from = cube) =>
  Articulation.checkTables(source, { unitKind: "institution", previous, ledger: ledgerFiguresOf(from) })

const plain = (table: DerivedTable): TableJson => tableToJson(table)

const printedSource = (): TableSource =>
  new Map(
    printed.tables.map((table): [string, ReadTable] => [
      table.key,
      {
        key: table.key,
        number: table.number,
        title: table.title,
        empty: table.empty,
        emptyStatement: table.empty,
        rows: new Map(
          table.rows.map((row) => [
            row.key,
            {
              key: row.key,
              label: row.label,
              cells: new Map(
                Object.entries(row.cells).map(([column, text]): [string, Reading] => [
                  column,
                  { state: "value", amount: Result.getOrThrow(Money.parse(text)) }
                ])
              )
            }
          ])
        )
      }
    ])
  )

describe("the reconstruction of Yanchi 2024", () => {
  it("is what its script writes, byte for byte", () => {
    expect(generate()).toBe(file.toString("utf8"))
  })

  it("is imported without a remark and accepted under strict control", () => {
    expect(imported.issues).toEqual([])
    let state = initialState
    for (const event of events) {
      const decided = decide(event, state, year)
      expect(Result.isSuccess(decided), event.documentNo).toBe(true)
      state = evolve(state, event)
    }
    expect(state.control).toBe("strict")
    expect(state.money.generalPublic).toBe(76_659_27)
  })

  it("has more than 300 lines of money, with refunds, corrections and quotas through the year", () => {
    expect(imported.events.filter(({ event }) => "amount" in event.payload).length).toBeGreaterThan(300)
    const types = new Set(imported.events.map(({ event }) => event.type))
    for (const type of [
      "BudgetSupplemented",
      "BudgetTransferred",
      "BudgetReduced",
      "BudgetWithdrawn",
      "DisbursementReturned",
      "DisbursementReclassified",
      "EntryReversed"
    ] as const) {
      expect(types).toContain(type)
    }
  })

  it("says that it is one, and names no person and no account", () => {
    const text = file.toString("utf8")
    expect(text).toContain("示例重构")
    expect(text).not.toMatch(/\d{12,}/)
  })
})

describe("the tables of Yanchi 2024", () => {
  it.each(printed.tables.map((table) => [table.key, table] as const))(
    "%s equals the printed one, cell for cell",
    (key, table) => {
      expect(plain(tables.find((derived) => derived.key === key)!)).toEqual(table)
    }
  )

  it.each([
    ["T01", "208", "2", "12615180.13"],
    ["T03", "2080109", "3", "123720.00"],
    ["T06", "30107", "1", "87815.00"],
    ["T07", "vehicleOperation", "outturn", "7635.90"],
    ["T04", "total", "2", "13060802.17"]
  ])("%s/%s/%s is %s", (key, row, column, value) => {
    const found = plain(tables.find((table) => table.key === key)!).rows.find(
      (candidate) => candidate.key === row
    )!
    expect(found.cells[column]).toBe(value)
  })

  it("agree with the naive oracle", () => {
    const oracle = replayOracle(events)
    for (const table of tables) {
      for (const row of table.rows) {
        for (const cell of row.cells.values())
          expect(BigInt(cell.amount), cell.address).toBe(oracle.get(cell.address) ?? 0n)
      }
    }
  })

  it("pass all 52 rules but the three that do not apply", () => {
    const report = check(toSource(tables))
    expect(report.findings).toEqual([])
    expect(report.summary).toMatchObject({ rules: 52, figures: 577, pass: 49, fail: 0, notApplicable: 3 })
    const results = Articulation.articulationRules.map((rule) =>
      Articulation.checkRule(rule, toSource(tables), {
        unitKind: "institution",
        previous,
        ledger: ledgerFiguresOf(cube)
      })
    )
    expect(results.filter(({ outcome }) => outcome === "notApplicable").map(({ rule }) => rule.id)).toEqual([
      "AR-01-7",
      "AR-08-1",
      "AR-09-1"
    ])
  })

  it("explain every non-zero cell by postings that sum to it, and every zero cell by what was not found", () => {
    for (const table of tables) {
      for (const row of table.rows) {
        for (const cell of row.cells.values()) {
          const entries = Effect.runSync(store.entries([streamId], matcherOf(cell.term)))
          const explained = explainTerm(cell.term, entries)
          expect(explained.total, cell.address).toBe(cell.amount)
          if (cell.amount !== 0) expect(explained.contributions.length, cell.address).toBeGreaterThan(0)
          if (entries.length === 0)
            expect(
              explained.parts.every(({ selection, postings }) => selection !== "" && postings === 0)
            ).toBe(true)
        }
      }
    }
  })

  it.each(["2024-01-31", "2024-03-15", "2024-06-30", "2024-11-30"])("as of %s are balanced", (asOf) => {
    const then = cubeAsOf(asOf)
    const report = check(toSource(deriveTables(then, ningxia2024, year)), then)
    expect(report.findings.filter(({ severity }) => severity !== "hint")).toEqual([])
    expect(Cube.equals(then, cube)).toBe(false)
  })

  it("carry the same figures in the Ministry's order and numbers", () => {
    const other = deriveTables(cube, mof2023, year)
    expect(other.map(({ key }) => key)).toEqual([
      "T01",
      "T02",
      "T03",
      "T04",
      "T05",
      "T06",
      "T08",
      "T09",
      "T07"
    ])
    expect(other.find(({ key }) => key === "T07")!.number).toBe("公开09表")
    for (const table of other) {
      expect(plain(table).rows).toEqual(plain(tables.find(({ key }) => key === table.key)!).rows)
    }
    expect(other.find(({ key }) => key === "T08")!.emptyStatement).toContain("2024年度没有政府性基金")
  })
})

describe("a printed cell that is one fen off", () => {
  const source = printedSource()
  const offBy = (key: string, row: string, column: string, fen: number): TableSource => {
    const table = source.get(key)!
    const before = table.rows.get(row)!
    const reading = before.cells.get(column) as Extract<Reading, { state: "value" }>
    const cells = new Map(before.cells).set(column, {
      state: "value",
      amount: Money.fromFen(reading.amount + fen)
    })
    return new Map(source).set(key, { ...table, rows: new Map(table.rows).set(row, { ...before, cells }) })
  }
  const cells = printed.tables.flatMap((table) =>
    table.rows.flatMap((row) => Object.keys(row.cells).map((column) => [table.key, row.key, column] as const))
  )

  it("is found by a rule, wherever it stands but for what no other cell answers for", () => {
    expect(check(source).findings).toEqual([])
    const missed = cells.filter(([key, row, column]) =>
      check(offBy(key, row, column, 1)).findings.every(({ severity }) => severity === "hint")
    )
    // An empty form's 合计 of other columns stands alone; 预算数 ties only to its own sums, and those are found.
    expect(missed.map((cell) => cell.join("/"))).toEqual([
      "T08/total/4",
      "T08/total/5",
      "T09/total/2",
      "T09/total/3"
    ])
  })
})
