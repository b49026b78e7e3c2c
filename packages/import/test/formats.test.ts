import { describe, expect, it } from "vitest"
import { readRows, textOf } from "../src/index.ts"
import type { Mapping } from "../src/index.ts"
import { fields } from "../src/Field.ts"
import {
  bare,
  columnsOf,
  csv,
  encodeGb18030,
  importing,
  jsonl,
  payment,
  utf8,
  withoutSource
} from "./fixtures.ts"
import type { Row } from "./fixtures.ts"
import { workbook, workbookParts } from "./workbook.ts"
import type { Cell } from "./workbook.ts"

const line: Row = {
  fund_type: "一般公共预算",
  exp_func_code: "2080109",
  dep_bgt_eco_code: "30201",
  nature: "基本支出"
}

/** A small year with every kind of row. */
const year: ReadonlyArray<Row> = [
  bare("建账", {
    vou_date: "2024-01-01",
    doc_no: "JZ-1",
    payload: JSON.stringify({
      unitName: "某单位",
      unitKind: "参公",
      control: "严格控制",
      staffing: 16,
      unitsCovered: ["某单位"]
    })
  }),
  bare("CarryoverBroughtForward", {
    vou_date: "2024-01-01",
    doc_no: "JZ-2",
    fund_type: "单位资金",
    exp_func_code: "2080109",
    nature: "项目支出",
    pro_code: "P1",
    kind: "结余",
    amount: "-12.30"
  }),
  bare("BudgetApproved", {
    ...line,
    vou_date: "2024-01-10",
    doc_no: "YS-1",
    dep_bgt_eco_code: "",
    amount: "5,000.00"
  }),
  bare("BudgetTransferred", {
    ...line,
    vou_date: "2024-02-01",
    doc_no: "TJ-1",
    to_eco_code: "30202",
    amount: "10.00"
  }),
  bare("AppropriationReceived", {
    vou_date: "2024-03-05",
    doc_no: "ZF-1",
    fund_type: "111",
    exp_func_code: "2080109",
    nature: "基本",
    amount: "2206445.64"
  }),
  bare("DisbursementPaid", {
    ...line,
    vou_date: "2024-03-05",
    doc_no: "ZF-1",
    amount: "2206445.64",
    abstract: "办公费，“一季度”"
  }),
  bare("DisbursementPaid", {
    ...line,
    vou_date: "2024-03-06",
    doc_no: "TK-1",
    amount: "-80.50",
    ref_doc_no: "ZF-1"
  }),
  bare("更正", {
    vou_date: "2024-03-07",
    doc_no: "GZ-1",
    amount: "100.00",
    ref_doc_no: "ZF-1",
    to_func_code: "2080199"
  }),
  bare("IncomeReceived", {
    vou_date: "2024-04-01",
    doc_no: "SR-1",
    fund_type: "单位资金",
    exp_func_code: "2080109",
    kind: "其他收入",
    amount: "0.30"
  }),
  bare("红字冲销", { vou_date: "2024-04-02", doc_no: "CX-1", ref_doc_no: "SR-1", reason: "重复录入" }),
  bare("ExplanationGiven", { vou_date: "2024-12-31", doc_no: "SM-1", subject: "N/4", reason: "增资" })
]

/**
 * The rows as cells of a workbook: amounts and codes as numbers, dates as serials, as spreadsheets store
 * them.
 */
const asCells = (rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<Cell>> => {
  const columns = columnsOf(rows)
  const cell = (name: string, text: string): Cell => {
    if (text === "") return ""
    if (name === "amount")
      return { number: text === "2206445.64" ? "2206445.6399999997" : text.replace(",", "") }
    if (name === "vou_date") return { date: String(Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569) }
    return name.endsWith("_code") && /^\d+$/.test(text) ? { number: text } : text
  }
  return [
    columns.map((field) => fields[field].title),
    ...rows.map((row) => columns.map((field) => cell(field, row[field] ?? "")))
  ]
}

const expected = importing({ "year.csv": csv(year) })

describe("the same year", () => {
  it("has no issue and every event", () => {
    expect(expected.issues).toEqual([])
    expect(expected.events.map(({ eventId, event }) => `${eventId} ${event.type}`)).toEqual([
      "219011/2024/JZ-1#1 FiscalYearOpened",
      "219011/2024/JZ-2#1 CarryoverBroughtForward",
      "219011/2024/YS-1#1 BudgetApproved",
      "219011/2024/TJ-1#1 BudgetTransferred",
      "219011/2024/ZF-1#1 AppropriationReceived",
      "219011/2024/ZF-1#2 DisbursementPaid",
      "219011/2024/TK-1#1 DisbursementReturned",
      "219011/2024/GZ-1#1 DisbursementReclassified",
      "219011/2024/SR-1#1 IncomeReceived",
      "219011/2024/CX-1#1 EntryReversed",
      "219011/2024/SM-1#1 ExplanationGiven"
    ])
  })

  it.each([
    ["CSV in UTF-8 with a mark", utf8(`\ufeff${csv(year)}`)],
    ["CSV with Chinese headers and CRLF", utf8(csv(year, { titles: true, newline: "\r\n" }))],
    ["CSV with semicolons", utf8(csv(year, { delimiter: ";" }))],
    ["CSV with tabs", utf8(csv(year, { delimiter: "\t", titles: true }))],
    ["CSV in UTF-16", new Uint8Array(Buffer.from(`\ufeff${csv(year, { delimiter: "\t" })}`, "utf16le"))],
    ["CSV in GB18030", encodeGb18030(csv(year, { titles: true, newline: "\r\n" }))],
    ["a workbook", workbook([{ name: "明细", rows: asCells(year) }])],
    [
      "a workbook with title rows",
      workbook([{ name: "明细", rows: [["2024 年业务明细"], [], ...asCells(year)] }])
    ],
    ["JSON lines", utf8(jsonl(year))]
  ])("gives the same events from %s", (_format, bytes) => {
    const read = importing({ "year.any": bytes })
    expect(read.issues).toEqual([])
    expect(withoutSource(read)).toEqual(withoutSource(expected))
  })

  it("gives the same events from its own envelopes", () => {
    const lines = expected.events.map(({ event, ...envelope }) => JSON.stringify({ ...envelope, ...event }))
    const read = importing({ "ledger.jsonl": `${lines.join("\n")}\n` })
    expect(read.issues).toEqual([])
    expect(withoutSource(read)).toEqual(withoutSource(expected))
  })

  it("gives the same events when columns stand in another order", () => {
    const columns = columnsOf(year)
    const turned = year.map((row) =>
      Object.fromEntries(columns.toReversed().map((field) => [field, row[field] ?? ""]))
    )
    const header = columns.toReversed().join(",")
    const cells = turned.map((row) =>
      Object.values(row)
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(",")
    )
    const read = importing({ "year.csv": [header, ...cells, ""].join("\n") })
    expect(read.issues).toEqual([])
    expect(withoutSource(read)).toEqual(withoutSource(expected))
  })

  it("counts its control totals", () => {
    expect(expected.totals).toHaveLength(1)
    const [sheet] = expected.totals
    expect(sheet).toMatchObject({ file: "year.csv", rows: 11, skipped: 0 })
    expect(sheet!.types.find(({ type }) => type === "DisbursementPaid")).toEqual({
      type: "DisbursementPaid",
      count: 1,
      amount: 220_644_564
    })
  })
})

describe("what is not a transaction", () => {
  it("title, blank and subtotal rows are left out and counted", () => {
    const [header, row] = csv([payment]).trimEnd().split("\n") as [string, string]
    const text = [
      "2024 年支付明细",
      "编制单位：某单位",
      header,
      row,
      "",
      `,,,,,,,,小 计,1280.50,`,
      `,,,,,合计：,,,,1280.50,`
    ].join("\n")
    const { events, issues, totals } = importing({ "a.csv": text })
    expect(issues).toEqual([])
    expect(events.map(({ source }) => source.row)).toEqual([4])
    expect(totals[0]).toMatchObject({ rows: 1, skipped: 2, blank: 1 })
  })

  it("a row with a document number is never a subtotal", () => {
    const { events } = importing({ "a.csv": csv([{ ...payment, abstract: "一季度工资合计" }]) })
    expect(events).toHaveLength(1)
  })
})

describe("a mapping", () => {
  const mapping: Mapping = {
    columns: {
      付款金额: "amount",
      记账日: "vou_date",
      凭证: "doc_no",
      科目: "exp_func_code",
      款: "dep_bgt_eco_code",
      来源: "fund_type"
    },
    constants: { event_type: "DisbursementPaid", agency_code: "219011", nature: "基本支出" },
    values: { fund_type: { "1": "generalPublic" } },
    docNoByMonth: true
  }
  const text =
    "记账日,凭证,科目,款,来源,付款金额\n2024-03-05,记-1,2080109,30201,1,1.00\n2024-04-05,记-1,2080109,30201,1,2.00\n"

  it("reads another system's export", () => {
    const { events, issues } = importing({ "a.csv": text }, { mapping })
    expect(issues).toEqual([])
    expect(events.map(({ eventId, documentNo }) => [eventId, documentNo])).toEqual([
      ["219011/2024/2024-03/记-1#1", "2024-03/记-1"],
      ["219011/2024/2024-04/记-1#1", "2024-04/记-1"]
    ])
  })

  it("without months, voucher numbers that start again are one document with two dates", () => {
    const { issues } = importing({ "a.csv": text }, { mapping: { ...mapping, docNoByMonth: false } })
    expect(issues.map(({ problem }) => problem)).toContain("DocumentTwoDates")
  })
})

it("readRows gives each row's place and texts", () => {
  const { rows } = readRows("dir/year.csv", utf8(csv([payment])))
  expect(rows.map((row) => [row.place, textOf(row, "amount")])).toEqual([
    [{ file: "year.csv", row: 2 }, "1280.50"]
  ])
})

it("near misses of missing columns are named", () => {
  const { issues } = importing({ "a.csv": csv([payment]).replace("vou_date", "凭证日欺") })
  expect(issues.map(({ problem, remedy }) => [problem, remedy])).toEqual([
    ["ColumnMissing", "列“凭证日欺”是不是凭证日期？是的话请改名，或在列对照的 columns 里写明。"],
    ["ColumnUnknown", "是不是 vou_date（凭证日期）？"]
  ])
})

describe("a workbook that counts days from 1904", () => {
  const serial = String(Date.parse("2024-03-05T00:00:00Z") / 86_400_000 + 25_569 - 1462)

  it.each<readonly [string, Cell]>([
    ["formatted as a date", { date: serial }],
    ["a bare number", { number: serial }],
    ["a number as text", serial]
  ])("has the day that it shows: %s", (_, day) => {
    const { fiscal_year: _year, ...row } = payment
    const sheets = [
      { name: "明细", rows: [Object.keys(row), Object.values({ ...row, vou_date: day })] }
    ] as const
    const part = "xl/workbook.xml"
    const marked = workbookParts(sheets)[part]!.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    const { events, issues } = importing({ "old.xlsx": workbook(sheets, { [part]: marked }) })
    expect(issues).toEqual([])
    expect(events.map(({ occurredOn, streamId }) => [occurredOn, streamId])).toEqual([
      ["2024-03-05", "unit/219011/2024"]
    ])
  })
})
