/**
 * The use cases without the command: over a store in memory, with Effect and with promises.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { Line } from "@juesuan/ledger"
import { Articulation, ningxia2024, packTable, Term } from "@juesuan/tables"
import type { TableDefinition, TablePack } from "@juesuan/tables"
import {
  budgetOf,
  checkYear,
  diffYears,
  explainCell,
  replayFiles,
  toBudgetJson,
  viewOf,
  yearOf
} from "@juesuan/year"
import * as years from "@juesuan/year"
import * as promised from "@juesuan/year/promise"
import { ruleSets } from "@juesuan/scoring"
import type { ImportedEvent } from "@juesuan/import"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"

const name = path.join(import.meta.dirname, "..", "..", "..", "examples", "yanchi-2024", "transactions.csv")
const replayed = Effect.runSync(replayFiles([{ name, bytes: fs.readFileSync(name) }]))
const { store } = replayed
const view = Effect.runSync(yearOf(replayed))

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const row = (
  year: number,
  documentNo: string,
  event: ImportedEvent["event"],
  occurredOn = `${year}-05-16`
): ImportedEvent => ({
  streamId: `unit/100001/${year}`,
  eventId: `100001/${year}/${documentNo}#1`,
  occurredOn,
  documentNo,
  source: { file: "rows", row: 1 },
  event
})
const opened = (year: number): ImportedEvent =>
  row(
    year,
    "建账-1",
    make("FiscalYearOpened", {
      unitName: "示例单位",
      unitKind: "institution",
      control: "off",
      department: "示例部门",
      staffing: 3,
      duties: "负责示例工作。",
      unitsCovered: ["示例单位"]
    }),
    `${year}-01-02`
  )
const paid = (year: number, documentNo: string, amount: number): ImportedEvent =>
  row(year, documentNo, make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" }))

describe("a cell explained", () => {
  it("is what its postings come to, as the command says it", () => {
    const cell = Effect.runSync(explainCell(store, view, "T03/2080109/3"))
    const fen = cell.postings.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
    expect((fen / 100).toFixed(2)).toBe(cell.value)
    expect(cell.rules.length).toBeGreaterThan(0)
  })

  it.each([
    ["T99/1/1", "table"],
    ["T03/9999999/1", "row"],
    ["T03/2080109/99", "column"]
  ])("of address %s lacks its %s", (address, missing) => {
    expect(Effect.runSync(Effect.flip(explainCell(store, view, address)))).toMatchObject({
      _tag: "CellUnknown",
      missing
    })
  })
})

describe("a table of one's own", () => {
  const own: TableDefinition = {
    key: "X01",
    title: "会议费",
    note: "",
    moneyUnit: "元",
    columns: ["1", "2"].map((key) => ({
      key,
      title: key,
      heads: [key],
      number: key,
      term: Term.select({ measure: "expenditure", economic: "30215" }),
      ...(key === "1" ? { sumOf: ["2"] } : {})
    })),
    rows: {
      kind: "byCode",
      dimension: "economic",
      total: { key: "total", label: "合计", depth: 0, where: {} },
      presence: [[{ measure: "expenditure", economic: "30215" }]]
    },
    layout: { kind: "codes", heading: "项目" }
  }
  const pack: TablePack = {
    ...ningxia2024,
    id: "ours",
    tables: [...ningxia2024.tables, packTable(own, "附表1")]
  }
  const ours = Effect.runSync(viewOf(store, replayed.streams[0]!, pack))

  it("is checked by the rules that it implies", () => {
    const official = Effect.runSync(checkYear(store, view)).summary.rules
    const implied = Articulation.defaultRulesOf(own).length
    expect(implied).toBeGreaterThan(0)
    expect(Effect.runSync(checkYear(store, ours)).summary.rules).toBe(official + implied)
  })

  it("is checked by rules of one's own, which may fail", () => {
    const { cell, equal, rule } = Articulation
    const wrong = rule("X-9", "I", ["D"], "会议费等于全部支出", "Meetings are all expenditure", [
      equal(cell("X01", "total", "1"), cell("T03", "total", "1"))
    ])
    const { findings } = Effect.runSync(checkYear(store, ours, { rules: [wrong] }))
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["X-9"])
  })
})

describe("the quotas and the editions of a year", () => {
  it("are data", () => {
    const { lines } = toBudgetJson(Effect.runSync(budgetOf(store, view)))
    expect(lines.length).toBeGreaterThan(0)
  })

  it("differ by what was paid in between", () => {
    const before = Effect.runSync(viewOf(store, replayed.streams[0]!, ningxia2024, { asOf: "2024-11-30" }))
    const changes = Effect.runSync(diffYears({ store, view: before }, { store, view }))
    for (const { difference, causes } of changes)
      expect(causes.reduce((sum, { amount }) => sum + amount, 0)).toBe(difference)
    expect(changes.length).toBeGreaterThan(0)
  })
})

describe("an audit", () => {
  const text = [
    "2024年度部门决算情况说明",
    "",
    "一、收入支出决算总体情况说明",
    "",
    "2024年度收、支总计 2,400.00 元。与2023年度相比，收、支总计各增加 400.00 元，增长 16.67%，主要原因是人员增加。"
  ].join("\n")
  const file = (content: string) => ({ name: "文本.txt", bytes: new TextEncoder().encode(content) })

  it("names what a published sentence gets wrong", async () => {
    const { report } = await promised.auditDocument(file(text))
    expect(report.findings.map(({ ruleId, right }) => [ruleId, right?.value])).toEqual([["AR-N-03", "20.00"]])
  })

  it("of a text that is no document of final accounts finds nothing to audit, and says so", async () => {
    await expect(promised.auditDocument(file("今天天气很好。"))).rejects.toMatchObject({
      _tag: "NothingRecognised",
      file: "文本.txt"
    })
    await expect(promised.auditDocument(file(""))).rejects.toMatchObject({
      _tag: "DocumentUnreadable",
      reason: "empty"
    })
  })
})

describe("the facade of promises", () => {
  it("has every use case, by the name it has with Effect", () => {
    const cases =
      "planImport planRows recordRows recordRowPlan replayFiles yearOf viewOf explainCell checkYear budgetOf closeYear " +
      "openNextYear scoresOf narrativeOf disclosureOf diffYears auditDocument"
    for (const name of cases.split(" ")) {
      expect(typeof (years as Readonly<Record<string, unknown>>)[name], name).toBe("function")
      expect(typeof (promised as Readonly<Record<string, unknown>>)[name], name).toBe("function")
    }
  })

  it("scores, tells and publishes a year, every figure of the document traced", async () => {
    const rules = ruleSets.find(({ id }) => id === "ningxia-yanchi-2024")!
    expect((await promised.scoresOf(store, view, rules)).length).toBe(5)
    expect((await promised.narrativeOf(store, view, rules)).sections.length).toBeGreaterThan(8)
    const { document, provenance } = await promised.disclosureOf(store, view, rules)
    expect(document.parts.length).toBeGreaterThan(3)
    expect(Object.keys(provenance()).length).toBeGreaterThan(0)
  })

  it("says whose words are missing", async () => {
    const rules = ruleSets[0]!
    const foreign = { ...view, pack: { ...view.pack, id: "ours" } }
    await expect(promised.narrativeOf(store, foreign, rules)).rejects.toMatchObject({
      _tag: "NarrativeUnknown",
      pack: "ours"
    })
  })
})

describe("with promises", () => {
  it("a year is recorded, closed, and the next opened with what it closed with, once", async () => {
    const rows = [opened(2024), paid(2024, "付-1", 100)]
    const { store: ledger } = await promised.recordRows(rows)
    const closing = await promised.closeYear(ledger, "unit/100001/2024")
    expect(closing).toMatchObject({ done: "now", lines: [{ amount: -100 }] })
    expect(await promised.closeYear(ledger, "unit/100001/2024")).toMatchObject({ done: "before" })
    const opening = await promised.openNextYear(ledger, "unit/100001/2024")
    expect(opening).toMatchObject({ done: "now", streamId: "unit/100001/2025", lines: closing.lines })
    expect(await promised.openNextYear(ledger, "unit/100001/2024")).toMatchObject({ done: "before" })
    expect((await promised.verifyStore(ledger)).breaks).toEqual([])
  })

  it("a refusal is the rejection", async () => {
    await expect(promised.recordRows([paid(2024, "付-1", 100)])).rejects.toMatchObject({
      _tag: "ReplayRefused",
      refused: [{ refusal: { _tag: "YearNotOpened" } }]
    })
  })

  it("nothing replayed is no year", async () => {
    const nothing = await promised.recordRows([])
    await expect(promised.yearOf(nothing)).rejects.toMatchObject({ _tag: "NothingReplayed" })
  })
})
