import { describe, expect, it } from "vitest"
import type { LedgerLine } from "../src/index.ts"
import { bare, csv, importing, importRows, payment } from "./fixtures.ts"
import type { Row } from "./fixtures.ts"

const refund = (row: Row = {}): Row =>
  bare("DisbursementReturned", { doc_no: "TK-1", ref_doc_no: "ZF-1", amount: "80.50", ...row })

const lastOf = (rows: ReadonlyArray<Row>) => {
  const { events, issues } = importRows(rows)
  expect(issues).toEqual([])
  return events.at(-1)!.event
}

const paidLine = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: "",
  counterparty: ""
}

describe("a correction", () => {
  it("takes its line from the payment it names", () => {
    expect(lastOf([payment, refund()])).toEqual({
      type: "DisbursementReturned",
      payload: { corrects: "219011/2024/ZF-1#1", line: paidLine, amount: 8050, abstract: "" }
    })
  })

  it("keeps the line its own columns say", () => {
    expect(lastOf([payment, refund({ dep_bgt_eco_code: "30202" })])).toMatchObject({
      payload: { line: { ...paidLine, economic: "30202" } }
    })
  })

  it("of a negative payment is a return of the positive amount", () => {
    expect(
      lastOf([payment, { ...payment, doc_no: "TK-1", ref_doc_no: "ZF-1", amount: "(80.50)" }])
    ).toMatchObject({
      type: "DisbursementReturned",
      payload: { corrects: "219011/2024/ZF-1#1", amount: 8050 }
    })
  })

  it("reclassifies to the columns that are filled in", () => {
    const row = bare("DisbursementReclassified", {
      doc_no: "GZ-1",
      ref_doc_no: "ZF-1",
      amount: "1.00",
      to_nature: "项目支出",
      to_pro_code: "P1"
    })
    expect(lastOf([payment, row])).toMatchObject({
      payload: { from: paidLine, to: { ...paidLine, nature: "project", project: "P1" } }
    })
  })

  it("to basic expenditure leaves the project behind", () => {
    const paid = { ...payment, nature: "项目支出", pro_code: "P1" }
    const row = bare("DisbursementReclassified", {
      doc_no: "GZ-1",
      ref_doc_no: "ZF-1",
      amount: "1.00",
      to_nature: "基本支出"
    })
    expect(lastOf([paid, row])).toMatchObject({ payload: { to: { nature: "basic", project: "" } } })
  })

  it("means the payment of a document that also has its income", () => {
    const income = bare("AppropriationReceived", {
      doc_no: "ZF-1",
      fund_type: "111",
      exp_func_code: "2080109",
      nature: "基本支出",
      amount: "1280.50"
    })
    expect(lastOf([income, payment, refund()])).toMatchObject({ payload: { corrects: "219011/2024/ZF-1#2" } })
  })

  it("reverses an entry whole", () => {
    expect(
      lastOf([payment, bare("EntryReversed", { doc_no: "CX-1", ref_doc_no: "ZF-1", reason: "重复录入" })])
    ).toEqual({
      type: "EntryReversed",
      payload: {
        corrects: "219011/2024/ZF-1#1",
        reason: "重复录入",
        entry: {
          type: "DisbursementPaid",
          version: 2,
          payload: { line: paidLine, amount: 128_050, abstract: "办公费" }
        }
      }
    })
  })

  it("finds a document of an earlier import in the ledger, and one of this import before it", () => {
    const known: ReadonlyArray<LedgerLine> = [
      {
        eventId: "219011/2024/OLD#1",
        line: 1,
        event: {
          type: "DisbursementPaid",
          payload: { line: { ...paidLine, economic: "30299" }, amount: 900, abstract: "" }
        } as LedgerLine["event"]
      }
    ]
    const lookUp = () => known
    const rows = [refund({ doc_no: "TK-2", ref_doc_no: "OLD", amount: "1.00" })]
    expect(importRows(rows, { lookUp }).events[0]!.event).toMatchObject({
      payload: { corrects: "219011/2024/OLD#1", line: { economic: "30299" } }
    })
    expect(importRows([payment, refund()], { lookUp }).events[1]!.event).toMatchObject({
      payload: { corrects: "219011/2024/ZF-1#1" }
    })
  })

  it("finds a document of another file given before it", () => {
    const { issues, events } = importing({ "paid.csv": csv([payment]), "returned.csv": csv([refund()]) })
    expect(issues).toEqual([])
    expect(events.map(({ source }) => source)).toEqual([
      { file: "paid.csv", row: 2 },
      { file: "returned.csv", row: 2 }
    ])
  })

  it("of a row with an issue has none of its own", () => {
    const { issues } = importRows([{ ...payment, amount: "12.345" }, refund()])
    expect(issues.map(({ problem, row }) => [problem, row])).toEqual([["AmountDecimals", 2]])
  })

  it("may name one of a thousand lines of a document", () => {
    const lines = Array.from({ length: 1000 }, (_, index) => ({ ...payment, line_no: String(index + 1) }))
    expect(lastOf([...lines, refund({ ref_line_no: "777" })])).toMatchObject({
      payload: { corrects: "219011/2024/ZF-1#777" }
    })
  })
})

describe("the rows of a document", () => {
  it("are numbered in order over all files", () => {
    const { events } = importing({
      "a.csv": csv([payment, { ...payment, dep_bgt_eco_code: "30202" }]),
      "b.csv": csv([{ ...payment, dep_bgt_eco_code: "30203" }])
    })
    expect(events.map(({ eventId }) => eventId)).toEqual([
      "219011/2024/ZF-1#1",
      "219011/2024/ZF-1#2",
      "219011/2024/ZF-1#3"
    ])
  })

  it("of two units or two years are two documents", () => {
    const { issues, events } = importRows([
      payment,
      { ...payment, agency_code: "219012" },
      { ...payment, fiscal_year: "2023", vou_date: "2023-03-05" }
    ])
    expect(issues).toEqual([])
    expect(new Set(events.map(({ streamId }) => streamId)).size).toBe(3)
  })

  it("that repeat one of a hundred are found", () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ ...payment, pro_code: `P${index}` }))
    const { issues } = importRows([...rows, { ...payment, pro_code: "P42", amount: "1.00" }])
    expect(issues.map(({ problem, row, operands }) => [problem, row, operands["row"]])).toEqual([
      ["DocumentAmountDiffers", 102, "44"]
    ])
  })
})

it("all issues of all files come at once, in file, row and column order", () => {
  const bad = { ...payment, vou_date: "2024-13-01", amount: "x", fund_type: "y" }
  const { issues, events } = importing({
    "b.csv": csv([{ ...bad, doc_no: "1" }, payment]),
    "a.csv": csv([
      { ...payment, doc_no: "2" },
      { ...bad, event_type: "z" }
    ])
  })
  expect(issues.map(({ file, row, ordinal }) => [file, row, ordinal])).toEqual([
    ["b.csv", 2, 4],
    ["b.csv", 2, 6],
    ["b.csv", 2, 10],
    ["a.csv", 3, 1],
    ["a.csv", 3, 4],
    ["a.csv", 3, 10]
  ])
  expect(events).toHaveLength(2)
})
