/**
 * Line breaks and tabs in cells, as Alt+Enter and pasting leave them: read as spaces in texts, never within a code.
 */
import { PlainText } from "@juesuan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { inLanguage } from "../src/index.ts"
import { bare, csv, importing, importRows, jsonl, payment } from "./fixtures.ts"
import type { Row } from "./fixtures.ts"
import { parameters } from "./runs.ts"
import { workbook } from "./workbook.ts"

const payloadOf = (result: ReturnType<typeof importing>): Readonly<Record<string, unknown>> => {
  expect(result.issues.filter(({ severity }) => severity === "error")).toEqual([])
  return result.events[0]!.event.payload as never
}

const sheetOf = (row: Row): Uint8Array =>
  workbook([{ name: "明细", rows: [Object.keys(row), Object.values(row)] }])

/** The same row as each kind of file. */
const files = (row: Row): ReadonlyArray<readonly [string, string | Uint8Array]> => [
  ["a.csv", csv([row])],
  ["a.jsonl", jsonl([row])],
  ["a.xlsx", sheetOf(row)]
]

const opening = {
  unitName: "某单位\n（本级）",
  unitKind: "事业",
  control: "提示",
  department: "某\t局\r\n",
  staffing: 1,
  duties: "一、甲；\n\n  二、乙。",
  unitsCovered: ["甲\n", "乙\u2028丙"]
}
const openedUnit = {
  unitName: "某单位 （本级）",
  unitKind: "institution",
  control: "warn",
  department: "某 局",
  staffing: 1,
  duties: "一、甲； 二、乙。",
  unitsCovered: ["甲", "乙 丙"],
  attributes: {}
}

describe("a text with line breaks and tabs", () => {
  it.each(files({ ...payment, abstract: " 付1月\n\t电费\r\n（甲楼） \u0085 乙\n" }))(
    "is one line in %s",
    (name, content) => {
      expect(payloadOf(importing({ [name]: content }))["abstract"]).toBe("付1月 电费 （甲楼） 乙")
    }
  )

  it("is one line in a payload column, in a JSON line and in an envelope", () => {
    const payload = JSON.stringify(opening)
    const row = bare("FiscalYearOpened", { payload })
    expect(payloadOf(importRows([row]))).toEqual(openedUnit)
    const line = `${JSON.stringify({ ...row, payload: opening })}\n`
    expect(payloadOf(importing({ "a.jsonl": line }))).toEqual(openedUnit)
    const sound = { ...opening, unitKind: "institution", control: "warn" }
    const envelope = { streamId: "unit/219011/2024", occurredOn: "2024-01-01", documentNo: "J-1\n" }
    const event = { ...envelope, type: "FiscalYearOpened", payload: sound }
    const read = importing({ "a.jsonl": `${JSON.stringify(event)}\n` })
    expect(payloadOf(read)).toEqual(openedUnit)
    expect(read.events[0]!.documentNo).toBe("J-1")
  })

  it("of an envelope stays as it is where there is nothing to fold", () => {
    const payload = { subject: "N/1/change", text: " 两端有空格 " }
    const envelope = { streamId: "unit/219011/2024", occurredOn: "2024-01-01", documentNo: " J-1" }
    const read = importing({
      "a.jsonl": `${JSON.stringify({ ...envelope, type: "ExplanationGiven", payload })}\n`
    })
    expect(payloadOf(read)).toEqual(payload)
    expect(read.events[0]!.documentNo).toBe(" J-1")
  })

  it("folds to a text that a ledger takes, whatever stands around the breaks, and twice as once", () => {
    const piece = fc.oneof(
      fc.constantFrom("\n", "\r\n", "\t", "\u2028", "\u0085", " ", "\u3000"),
      fc.string()
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("")
        const folded = PlainText.foldBreaks(text)
        expect(/[\t\n\v\f\r\u0085\u2028\u2029]/.test(folded)).toBe(false)
        expect(PlainText.foldBreaks(folded)).toBe(folded)
        expect(folded.replace(/[\s\u0085]/g, "")).toBe(text.replace(/[\s\u0085]/g, ""))
      }),
      parameters
    )
  })

  it.each(["\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u{e0041}"])(
    "is read without what is not seen in it: %j",
    (unseen) => {
      const row = { ...payment, abstract: `办${unseen}公费${unseen}` }
      const { events, issues } = importRows([row])
      expect(issues).toEqual([])
      expect(events).toEqual(importRows([{ ...payment, abstract: "办公费" }]).events)
    }
  )

  it("of a million spaces takes no longer than any other", () => {
    expect(PlainText.foldBreaks(`a${" ".repeat(1_000_000)}\nb`)).toBe("a b")
    expect(PlainText.foldBreaks(`${" \n".repeat(500_000)}b`)).toBe("b")
  })
})

describe("a code with a line break or a tab", () => {
  it.each(["pro_code", "doc_no"])("at its ends is that code: %s", (field) => {
    const row = { ...payment, nature: "项目支出", pro_code: "P-1" }
    const { events } = importRows([row])
    const broken = importRows([{ ...row, [field]: `\n${row[field as keyof typeof row]}\t\r\n` }])
    expect(broken.issues).toEqual([])
    expect(broken.events).toEqual(events)
  })

  it.each<readonly [keyof Row, string, string]>([
    ["pro_code", "P-\n1", "IdentifierMalformed"],
    ["pro_code", "P-\u001f1", "IdentifierMalformed"],
    ["pro_code", "P-\u200b1", "IdentifierMalformed"],
    ["doc_no", "ZF\t1", "DocumentMalformed"],
    ["doc_no", "ZF\u00ad1", "DocumentMalformed"],
    ["agency_code", "219\n011", "AgencyMalformed"],
    ["exp_func_code", "208\n0109", "CodeMalformed"],
    ["exp_func_code", "2080109\n2080110", "CodeMalformed"],
    ["dep_bgt_eco_code", "302\t01", "CodeMalformed"],
    ["vou_date", "2024-03-05\n2024-03-06", "DateMalformed"],
    ["amount", "12\n34", "AmountMalformed"],
    ["abstract", "电\u001f费", "TextMalformed"],
    ["abstract", "电\ud800费", "TextMalformed"]
  ])("within is refused, and so is what no text may hold: %s %j", (field, text, problem) => {
    const row = { ...payment, nature: "项目支出", pro_code: "P-1", [field]: text }
    const { events, issues } = importing({ "a.jsonl": jsonl([row]) })
    expect(events).toEqual([])
    expect(issues.map((issue) => [issue.problem, issue.row, issue.column])).toEqual([[problem, 1, field]])
    expect(issues[0]!.remedy).not.toBe("")
  })

  it("with its name on the second line is that code", () => {
    const row = { ...payment, exp_func_code: "2080109\n社会保险经办机构", dep_bgt_eco_code: "30201\t办公费" }
    expect(payloadOf(importRows([row]))["line"]).toMatchObject({ function: "2080109", economic: "30201" })
  })

  it("names no document to correct", () => {
    const refund = bare("DisbursementReturned", { ref_doc_no: "ZF\n1", amount: "80.50", doc_no: "TK-1" })
    const { issues } = importRows([payment, refund])
    expect(issues.map(({ problem, row }) => [problem, row])).toEqual([["DocumentMalformed", 3]])
  })

  it("is refused in a payload, with the field, what it holds and what it may hold in both languages", () => {
    const row = bare("ProcurementContracted", {
      amount: "1.00",
      payload: JSON.stringify({ contractNo: "C\n1", category: "货物", supplierSize: "large", note: 1 })
    })
    const { issues } = importRows([row])
    expect(issues.map(({ problem, row, message }) => [problem, row, message])).toEqual([
      [
        "PayloadInvalid",
        2,
        '「政府采购」的内容不合要求：contractNo 为 "C\\n1"，应为文字，不含换行、制表等控制字符和残缺字符，不能为空。'
      ],
      ["PayloadInvalid", 2, "「政府采购」的内容不合要求：没有 note 这一项。"]
    ])
    const allowed = "text without line breaks, tabs, other control characters and lone surrogates, not empty"
    expect(issues.map((issue) => inLanguage(issue, "en").message)).toEqual([
      `The contents of ProcurementContracted are wrong: contractNo is "C\\n1", and should be ${allowed}.`,
      "The contents of ProcurementContracted are wrong: there is no note."
    ])
  })
})
