import { describe, expect, it } from "vitest"
import { inLanguage } from "../src/index.ts"
import type { ImportOptions, Mapping, Problem } from "../src/index.ts"
import { words } from "../src/words/zh.ts"
import { bare, csv, encodeGb18030, importing, jsonl, payment, utf8 } from "./fixtures.ts"
import type { Row } from "./fixtures.ts"
import { workbook, workbookParts, zip } from "./workbook.ts"
import type { Cell } from "./workbook.ts"

type Content = string | Uint8Array
interface Example {
  /** One file, or several by name. */
  readonly content: Content | Readonly<Record<string, Content>>
  readonly options?: Partial<ImportOptions>
}
interface Case {
  readonly problem: Problem
  readonly when: string
  readonly wrong: Example
  /** File, sheet, row, column and value of the one issue. */
  readonly at: {
    readonly file?: string
    readonly sheet?: string
    readonly row: number
    readonly column: string
    readonly value: string
  }
  /** As near as possible to the wrong file, without any issue. */
  readonly right: Example
}

const rows = (...given: ReadonlyArray<Row>): Example => ({ content: csv(given) })
const pay = (row: Row): Row => ({ ...payment, ...row })
const text = (content: string): Example => ({ content })
const good = csv([payment])
const HEADER = good.split("\n")[0]!
const COLUMNS = HEADER.split(",")
const [DATA] = good.split("\n").slice(1) as [string]
const at = (column: string, value: string, row = 2) => ({
  row,
  column: `${column} (${COLUMNS.indexOf(column) + 1})`,
  value
})

/** The payment as a sheet, with cells replaced by column name. */
const sheet = (cells: Readonly<Record<string, Cell>> = {}): ReadonlyArray<ReadonlyArray<Cell>> => [
  COLUMNS,
  COLUMNS.map((name) => cells[name] ?? payment[name as keyof Row] ?? "")
]
const book = (cells: Readonly<Record<string, Cell>> = {}): Example => ({
  content: workbook([{ name: "明细", rows: sheet(cells) }])
})
const mapped = (mapping: Mapping, example: Example): Example => ({
  ...example,
  options: { ...example.options, mapping }
})

const refund = (row: Row): Row =>
  bare("DisbursementReturned", { doc_no: "TK-1", ref_doc_no: "ZF-1", amount: "80.50", ...row })
const project = (row: Row): Row => bare("ProjectRegistered", { pro_code: "P1", pro_name: "示例项目", ...row })
const inColumn = (given: ReadonlyArray<Row>, column: string, value: string, row: number) => {
  const header = csv(given).split("\n")[0]!.split(",")
  return { row, column: `${column} (${header.indexOf(column) + 1})`, value }
}

const opening = bare("FiscalYearOpened", {
  payload: JSON.stringify({
    unitName: "某单位",
    unitKind: "事业单位",
    control: "warn",
    staffing: 16,
    unitsCovered: ["某单位"]
  })
})

/** The sheet of a payment and another, with merged cells after its rows. */
const merging = (reference: string): Readonly<Record<string, string>> => {
  const part = "xl/worksheets/sheet1.xml"
  const rowsOf = [...sheet(), ...sheet({ doc_no: "ZF-2" }).slice(1)]
  const plain = workbookParts([{ name: "明细", rows: rowsOf }])[part]!
  const merged = `</sheetData><mergeCells><mergeCell ref="${reference}"/></mergeCells>`
  return { [part]: plain.replace("</sheetData>", merged) }
}

const parts = workbookParts([{ name: "明细", rows: sheet() }])
const zipped = zip(Object.entries(parts).map(([name, content]) => ({ name, content })))
/** A payment whose last column is the amount. */
const { abstract: _abstract, ...upToAmount } = payment
const twoLines = [pay({ line_no: "1" }), pay({ line_no: "2", amount: "5.00" })]

const cases: ReadonlyArray<Case> = [
  {
    problem: "ShapedColumnAbsent",
    when: "the mapping fills down a column that is not there",
    wrong: mapped({ fillDown: ["凭证号码"] }, text(good)),
    at: { row: 1, column: "", value: "凭证号码" },
    right: mapped({ fillDown: ["doc_no"] }, text(good))
  },
  {
    problem: "AmountFilledDown",
    when: "amounts are to repeat the amount above",
    wrong: mapped({ fillDown: ["amount"] }, text(good)),
    at: { row: 1, column: "", value: "amount" },
    right: mapped({ fillDown: ["doc_no"] }, text(good))
  },
  {
    problem: "MoneyUnitConflict",
    when: "the head and the mapping name two units",
    wrong: mapped({ moneyUnit: "元" }, text(good.replace("amount", "金额（万元）"))),
    at: { row: 1, column: "", value: "金额（万元）" },
    right: mapped({ moneyUnit: "元" }, text(good.replace("amount", "金额（元）")))
  },
  {
    problem: "MoneyUnitRead",
    when: "a title says 万元",
    wrong: text(`金额单位：万元\n${good}`),
    at: { row: 2, column: "", value: "amount" },
    right: text(`金额单位：元\n${good}`)
  },
  {
    problem: "ReferenceMonthUnclear",
    when: "an earlier month has the number",
    wrong: mapped(
      { docNoByMonth: true },
      rows(pay({}), pay({ vou_date: "2024-04-01" }), refund({ vou_date: "2024-04-02" }))
    ),
    at: inColumn([pay({ ref_doc_no: "" })], "ref_doc_no", "ZF-1", 4),
    right: mapped(
      { docNoByMonth: true },
      rows(
        pay({}),
        pay({ vou_date: "2024-04-01" }),
        refund({ vou_date: "2024-04-02", ref_doc_no: "2024-03/ZF-1" })
      )
    )
  },
  {
    problem: "ReferenceDatedLater",
    when: "money comes back the day before it is paid",
    wrong: rows(pay({}), refund({ vou_date: "2024-03-04" })),
    at: inColumn([pay({})], "vou_date", "2024-03-04", 3),
    right: rows(pay({}), refund({ vou_date: "2024-03-05" }))
  },
  {
    problem: "DocumentSpelledTwice",
    when: "zeros in front are all that differs",
    wrong: rows(pay({ doc_no: "0007" }), pay({ doc_no: "7" })),
    at: at("doc_no", "7", 3),
    right: rows(pay({ doc_no: "0007" }), pay({ doc_no: "7", vou_date: "2024-03-06" }))
  },
  {
    problem: "DocumentSpelledOtherwise",
    when: "a document of the day differs in zeros and amount",
    wrong: rows(pay({ doc_no: "ZF-07" }), pay({ doc_no: "ZF-7", amount: "5.00" })),
    at: at("doc_no", "ZF-7", 3),
    right: rows(pay({ doc_no: "ZF-07" }), pay({ doc_no: "ZF-8", amount: "5.00" }))
  },
  {
    problem: "ProjectSpelledOtherwise",
    when: "a project code differs in capitals",
    wrong: rows(
      pay({ nature: "项目支出", pro_code: "XM01" }),
      pay({ doc_no: "ZF-2", nature: "项目支出", pro_code: "xm01" })
    ),
    at: inColumn([pay({ pro_code: "" })], "pro_code", "xm01", 3),
    right: rows(
      pay({ nature: "项目支出", pro_code: "XM01" }),
      pay({ doc_no: "ZF-2", nature: "项目支出", pro_code: "'ＸＭ01" })
    )
  },
  {
    problem: "NumberTooLong",
    when: "a document is a number of seventeen digits",
    wrong: book({ doc_no: { number: "20240305000012345" } }),
    at: { sheet: "明细", row: 2, column: "doc_no (E)", value: "20240305000012345" },
    right: book({ doc_no: "20240305000012345" })
  },
  {
    problem: "CellsMerged",
    when: "one document number is merged over two lines",
    wrong: {
      content: workbook(
        [{ name: "明细", rows: [...sheet(), ...sheet({ doc_no: "ZF-2" }).slice(1)] }],
        merging("E2:E3")
      )
    },
    at: { sheet: "明细", row: 2, column: "", value: "E2:E3" },
    right: {
      content: workbook([{ name: "明细", rows: [...sheet(), ...sheet({ doc_no: "ZF-2" }).slice(1)] }])
    }
  },
  {
    problem: "TotalDiffers",
    when: "the total is one fen more than its rows",
    wrong: rows(pay({}), { abstract: "合计", amount: "1280.51" }),
    at: at("amount", "1,280.51", 3),
    right: rows(pay({}), { abstract: "合计", amount: "1280.50" })
  },
  {
    problem: "FileEmpty",
    when: "it has no bytes",
    wrong: text(""),
    at: { row: 0, column: "", value: "" },
    right: text(good)
  },
  {
    problem: "FileEmpty",
    when: "it has only line breaks",
    wrong: text("\r\n \r\n"),
    at: { row: 0, column: "", value: "" },
    right: text(`\r\n${good}`)
  },
  {
    problem: "FileTooLarge",
    when: "it is one byte beyond the limit",
    wrong: { content: good, options: { limits: { fileBytesMax: utf8(good).length - 1 } } },
    at: { row: 0, column: "", value: "" },
    right: { content: good, options: { limits: { fileBytesMax: utf8(good).length } } }
  },
  {
    problem: "FileRepeated",
    when: "one file is given twice",
    wrong: { content: { "a.csv": good, "b.csv": good } },
    at: { file: "b.csv", row: 0, column: "", value: "" },
    right: { content: { "a.csv": good, "b.csv": csv([pay({ doc_no: "ZF-2" })]) } }
  },
  {
    problem: "FileCut",
    when: "the last line stops before its last column",
    wrong: text(`${good}${DATA.slice(0, DATA.lastIndexOf(","))}`),
    at: { row: 3, column: "", value: "" },
    right: text(`${good}${DATA.replace("ZF-1", "ZF-2")}`)
  },
  {
    problem: "FileCut",
    when: "the last character is half there",
    wrong: { content: utf8(good.trimEnd()).slice(0, -1) },
    at: { row: 2, column: "", value: "0xe8" },
    right: { content: utf8(good.trimEnd()) }
  },
  {
    problem: "FileCut",
    when: "the workbook lost its end",
    wrong: { content: zipped.slice(0, -30) },
    at: { row: 0, column: "", value: "" },
    right: { content: zipped }
  },
  {
    problem: "FileCut",
    when: "the last JSON line is not closed",
    wrong: text(`${jsonl([payment])}{"event_type":"Disb`),
    at: { row: 2, column: "", value: '{"event_type":"Disb' },
    right: text(jsonl([payment]))
  },
  {
    problem: "EncodingWrong",
    when: "a byte is of neither encoding",
    wrong: { content: new Uint8Array([...encodeGb18030(good), 0xff, 0x0a]) },
    at: { row: 3, column: "", value: "0xff" },
    right: { content: encodeGb18030(good) }
  },
  {
    problem: "EncodingWrong",
    when: "it is UTF-16 without its mark",
    wrong: { content: new Uint8Array(Buffer.from("ab,cd\n", "utf16le")) },
    at: { row: 1, column: "", value: "0x00" },
    right: { content: new Uint8Array(Buffer.from(`\ufeff${good}`, "utf16le")) }
  },
  {
    problem: "FormatUnknown",
    when: "it is an old workbook",
    wrong: { content: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]) },
    at: { row: 0, column: "", value: "" },
    right: book()
  },
  {
    problem: "FormatUnknown",
    when: "it is a web page",
    wrong: text("<html><table></table></html>"),
    at: { row: 0, column: "", value: "" },
    right: text(good)
  },
  {
    problem: "WorkbookBroken",
    when: "a sheet is not XML",
    wrong: {
      content: workbook([{ name: "明细", rows: sheet() }], {
        "xl/worksheets/sheet1.xml": "<worksheet><a></b>"
      })
    },
    at: { row: 0, column: "", value: "" },
    right: book()
  },
  {
    problem: "WorkbookBroken",
    when: "an entry does not have its check sum",
    wrong: { content: zip(Object.entries(parts).map(([name, content]) => ({ name, content, crc: 7 }))) },
    at: { row: 0, column: "", value: "" },
    right: {
      content: zip(Object.entries(parts).map(([name, content]) => ({ name, content, isStored: true })))
    }
  },
  {
    problem: "WorkbookHasDtd",
    when: "a part declares entities",
    wrong: {
      content: workbook([{ name: "明细", rows: sheet() }], {
        "xl/sharedStrings.xml": '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
      })
    },
    at: { row: 0, column: "", value: "xl/sharedStrings.xml" },
    right: book()
  },
  {
    problem: "InflatedTooLarge",
    when: "it unpacks to more than the limit",
    wrong: {
      content: zip([{ name: "xl/workbook.xml", content: new Uint8Array(1_000_000) }]),
      options: { limits: { inflatedBytesMax: 999_999 } }
    },
    at: { row: 0, column: "", value: "" },
    right: { ...book(), options: { limits: { inflatedBytesMax: 999_999 } } }
  },
  {
    problem: "HeaderMissing",
    when: "no row names a column",
    wrong: text("a,b\n1,2\n"),
    at: { row: 0, column: "", value: "" },
    right: text(good)
  },
  {
    problem: "HeaderMissing",
    when: "the header is below the eleventh row",
    wrong: text("x\n".repeat(11) + good),
    at: { row: 0, column: "", value: "" },
    right: text("x\n".repeat(10) + good)
  },
  {
    problem: "ColumnMissing",
    when: "a column every row needs is not there",
    wrong: text(csv([{ ...payment, doc_no: undefined } as unknown as Row])),
    at: { row: 1, column: "", value: "" },
    right: mapped(
      { constants: { doc_no: "ZF-1" } },
      text(csv([{ ...payment, doc_no: undefined } as unknown as Row]))
    )
  },
  {
    problem: "ColumnMissing",
    when: "a column the type needs is not there",
    wrong: text(
      csv([
        { ...payment, amount: undefined } as unknown as Row,
        { ...payment, doc_no: "ZF-2", amount: undefined } as unknown as Row
      ])
    ),
    at: { row: 1, column: "", value: "" },
    right: mapped(
      { constants: { amount: "1.00" } },
      text(csv([{ ...payment, amount: undefined } as unknown as Row]))
    )
  },
  {
    problem: "ColumnRepeated",
    when: "two headers name one field",
    wrong: text(good.replace("abstract", "金额")),
    at: { row: 1, column: "金额 (11)", value: "金额" },
    right: text(good.replace("abstract", "摘要"))
  },
  {
    problem: "ColumnUnknown",
    when: "a header names no field",
    wrong: text(good.replace("abstract", "收款人")),
    at: { row: 1, column: "收款人 (11)", value: "收款人" },
    right: mapped({ columns: { 收款人: "abstract" } }, text(good.replace("abstract", "收款人")))
  },
  {
    problem: "MappedColumnAbsent",
    when: "the mapping names a header that is not there",
    wrong: mapped({ columns: { 付款金额: "amount" } }, text(good)),
    at: { row: 1, column: "", value: "付款金额" },
    right: mapped({ columns: { 付款金额: "amount" } }, text(good.replace("amount", "付款金额")))
  },
  {
    problem: "SheetIgnored",
    when: "a sheet is hidden",
    wrong: {
      content: workbook([
        { name: "明细", rows: sheet() },
        { name: "字典", rows: [["a"]], isHidden: true }
      ])
    },
    at: { sheet: "字典", row: 0, column: "", value: "字典" },
    right: {
      content: workbook([
        { name: "明细", rows: sheet() },
        { name: "空", rows: [] }
      ])
    }
  },
  {
    problem: "SheetIgnored",
    when: "a sheet has no column names",
    wrong: {
      content: workbook([
        { name: "说明", rows: [["请先阅读"]] },
        { name: "明细", rows: sheet() }
      ])
    },
    at: { sheet: "说明", row: 0, column: "", value: "说明" },
    right: book()
  },
  {
    problem: "RowsAbsent",
    when: "there is only a header",
    wrong: text(`${HEADER}\n`),
    at: { row: 0, column: "", value: "" },
    right: text(good)
  },
  {
    problem: "CellsExtra",
    when: "an unquoted amount has a separator",
    wrong: text(good.replace("1280.50", "1,280.50")),
    at: { row: 2, column: "", value: "" },
    right: text(good.replace("1280.50", '"1,280.50"'))
  },
  {
    problem: "QuoteOpen",
    when: "a quote is never closed",
    wrong: text(good.replace("办公费", '"办公费')),
    at: { row: 2, column: "(11)", value: "办公费\ufffd" },
    right: text(good.replace("办公费", '"办公费"'))
  },
  {
    problem: "QuoteMisplaced",
    when: "text follows a closing quote",
    wrong: text(good.replace("办公费", '"办公"费')),
    at: { row: 2, column: "(11)", value: '"办公"费' },
    right: text(good.replace("办公费", '办公"费"'))
  },
  {
    problem: "CellError",
    when: "a formula failed",
    wrong: book({ amount: { error: "#REF!" } }),
    at: { sheet: "明细", row: 2, column: "(J)", value: "#REF!" },
    right: book({ amount: { formula: "A1*2", value: "1280.5" } })
  },
  {
    problem: "FormulaUncomputed",
    when: "a formula was never computed",
    wrong: book({ amount: { formula: "SUM(A1:A3)" } }),
    at: { sheet: "明细", row: 2, column: "(J)", value: "" },
    right: book({ amount: { formula: "SUM(A1:A3)", value: "0.30000000000000004" } })
  },
  {
    problem: "JsonBroken",
    when: "a JSON line is an array",
    wrong: text(`${jsonl([payment])}[1]\n`),
    at: { row: 2, column: "", value: "[1]" },
    right: text(`${jsonl([payment])}\n`)
  },
  {
    problem: "JsonBroken",
    when: "a JSON line has a name twice",
    wrong: text(`{"amount":"1.00",${jsonl([payment]).slice(1)}`),
    at: { row: 1, column: "", value: `${`{"amount":"1.00",${jsonl([payment]).slice(1)}`.slice(0, 60)}…` },
    right: text(jsonl([payment]))
  },
  {
    problem: "ColumnRepeated",
    when: "a JSON line has two names of one field",
    wrong: text(`{"金额":"1.00",${jsonl([payment]).slice(1)}`),
    at: { row: 1, column: "amount", value: "amount" },
    right: text(jsonl([payment]))
  },
  {
    problem: "PayloadBroken",
    when: "the payload has a name twice",
    wrong: rows(pay({}), { ...opening, payload: '{"unitName":"甲","unitName":"乙"}' }),
    at: inColumn([pay({}), opening], "payload", '{"unitName":"甲","unitName":"乙"}', 3),
    right: rows(pay({}), opening)
  },
  {
    problem: "PayloadBroken",
    when: "the payload is not JSON",
    wrong: rows(pay({}), { ...opening, payload: "{'unitName':1}" }),
    at: inColumn([pay({}), opening], "payload", "{'unitName':1}", 3),
    right: rows(pay({}), opening)
  },
  {
    problem: "PayloadConflict",
    when: "payload and column both say it",
    wrong: rows(bare("ExplanationGiven", { subject: "N/4", reason: "增资", payload: '{"text":"增资"}' })),
    at: inColumn([bare("x", { subject: "", reason: "", payload: "" })], "reason", "增资", 2),
    right: rows(bare("ExplanationGiven", { subject: "N/4", payload: '{"text":"增资"}' }))
  },
  {
    problem: "PayloadInvalid",
    when: "the payload lacks a key",
    wrong: rows({
      ...opening,
      payload: opening.payload!.replace("unitName", "unitNam").replace('"unitNam":"某单位",', "")
    }),
    at: inColumn(
      [opening],
      "payload",
      opening.payload!.replace('"unitName":"某单位",', "").slice(0, 60) + "…",
      2
    ),
    right: rows(opening)
  },
  {
    problem: "ValueMissing",
    when: "the fund is empty",
    wrong: rows(pay({ fund_type: " " })),
    at: at("fund_type", ""),
    right: rows(pay({ fund_type: "111" }))
  },
  {
    problem: "ValueMissing",
    when: "a refund names no payment",
    wrong: rows(pay({ ref_doc_no: "" }), refund({ ref_doc_no: "" })),
    at: inColumn([pay({ ref_doc_no: "" })], "ref_doc_no", "", 3),
    right: rows(payment, refund({}))
  },
  {
    problem: "ValueForbidden",
    when: "a payment names another document",
    wrong: rows(pay({ ref_doc_no: "ZF-0" })),
    at: inColumn([pay({ ref_doc_no: "" })], "ref_doc_no", "ZF-0", 2),
    right: rows(pay({ ref_doc_no: "" }))
  },
  {
    problem: "PersonalData",
    when: "an abstract holds a telephone number",
    wrong: rows(pay({ abstract: "办公费，电话19900000000" })),
    at: at("abstract", "19*******00"),
    right: rows(pay({ abstract: "办公费，共19900000000.00元" }))
  },
  {
    problem: "ValueUnused",
    when: "income has an economic code",
    wrong: rows(
      bare("IncomeReceived", {
        kind: "其他收入",
        fund_type: "单位资金",
        exp_func_code: "2080109",
        dep_bgt_eco_code: "30201",
        amount: "1.00"
      })
    ),
    at: { row: 2, column: "dep_bgt_eco_code (8)", value: "30201" },
    right: rows(
      bare("IncomeReceived", {
        kind: "其他收入",
        fund_type: "单位资金",
        exp_func_code: "2080109",
        amount: "1.00"
      })
    )
  },
  {
    problem: "EventTypeUnknown",
    when: "a letter is missing",
    wrong: rows(pay({ event_type: "DisbursmentPaid" })),
    at: at("event_type", "DisbursmentPaid"),
    right: rows(pay({ event_type: "disbursementpaid" }))
  },
  {
    problem: "AttributesMalformed",
    when: "a name is given twice",
    wrong: rows(project({ attributes: "类别=民生；类别=产业" })),
    at: inColumn([project({ attributes: "" })], "attributes", "类别=民生；类别=产业", 2),
    right: rows(project({ attributes: "类别=民生；级次=市级;备注=" }))
  },
  {
    problem: "AgencyMalformed",
    when: "it is a name",
    wrong: rows(pay({ agency_code: "某单位" })),
    at: at("agency_code", "某单位"),
    right: rows(pay({ agency_code: "219011-某单位" }))
  },
  {
    problem: "YearMalformed",
    when: "it has two digits",
    wrong: rows(pay({ fiscal_year: "24" })),
    at: at("fiscal_year", "24"),
    right: rows(pay({ fiscal_year: "2024年度" }))
  },
  {
    problem: "DateMalformed",
    when: "the day does not exist",
    wrong: rows(pay({ vou_date: "2023-02-29", fiscal_year: "2023" })),
    at: at("vou_date", "2023-02-29"),
    right: rows(pay({ vou_date: "2024-02-29" }))
  },
  {
    problem: "DateOutsideYear",
    when: "it is the next day",
    wrong: rows(pay({ vou_date: "2025-01-01" })),
    at: at("vou_date", "2025-01-01"),
    right: rows(pay({ vou_date: "2024-12-31" }))
  },
  {
    problem: "DocumentMalformed",
    when: "it is 101 characters long",
    wrong: rows(pay({ doc_no: "9".repeat(101) })),
    at: at("doc_no", `${"9".repeat(60)}…`),
    right: rows(pay({ doc_no: "9".repeat(100) }))
  },
  {
    problem: "FileEndOpen",
    when: "the file ends within its last amount",
    wrong: text(csv([upToAmount]).trimEnd().slice(0, -1)),
    at: inColumn([upToAmount], "amount", "1280.5", 2),
    right: rows(upToAmount)
  },
  {
    problem: "IdentifierMalformed",
    when: "a line breaks within a project code",
    wrong: rows(pay({ nature: "项目支出", pro_code: "P\n1" })),
    at: inColumn([pay({ pro_code: "P" })], "pro_code", "P\ufffd1", 2),
    right: rows(pay({ nature: "项目支出", pro_code: "P1\n" }))
  },
  {
    problem: "TextMalformed",
    when: "an abstract holds a control character",
    wrong: rows(pay({ abstract: "电\u0007费" })),
    at: at("abstract", "电\ufffd费"),
    right: rows(pay({ abstract: "电\n费" }))
  },
  {
    problem: "LineMalformed",
    when: "it is zero",
    wrong: rows(pay({ line_no: "0" })),
    at: inColumn([pay({ line_no: "" })], "line_no", "0", 2),
    right: rows(pay({ line_no: "01" }))
  },
  {
    problem: "AmountMalformed",
    when: "it is a word",
    wrong: rows(pay({ amount: "一千" })),
    at: at("amount", "一千"),
    right: rows(pay({ amount: "１，０００．００" }))
  },
  {
    problem: "AmountMalformed",
    when: "a separator is misplaced",
    wrong: rows(pay({ amount: "1,23" })),
    at: at("amount", "1,23"),
    right: rows(pay({ amount: "1,234" }))
  },
  {
    problem: "AmountDecimals",
    when: "it has three decimals",
    wrong: rows(pay({ amount: "12.345" })),
    at: at("amount", "12.345"),
    right: rows(pay({ amount: "12.34" }))
  },
  {
    problem: "AmountTooLarge",
    when: "it is 100 trillion",
    wrong: rows(pay({ amount: "100000000000000.00" })),
    at: at("amount", "100000000000000.00"),
    right: rows(pay({ amount: "90000000000000.00" }))
  },
  {
    problem: "AmountZero",
    when: "a payment is nothing",
    wrong: rows(pay({ amount: "0.00" })),
    at: at("amount", "0.00"),
    right: rows(pay({ amount: "0.01" }))
  },
  {
    problem: "AmountNegative",
    when: "a budget is less than nothing",
    wrong: rows(pay({ event_type: "BudgetApproved", amount: "-1.00" })),
    at: at("amount", "-1.00"),
    right: rows(
      bare("CarryoverBroughtForward", {
        fund_type: "单位资金",
        exp_func_code: "2080109",
        nature: "基本",
        kind: "结转",
        amount: "-1.00"
      })
    )
  },
  {
    problem: "PaymentNegative",
    when: "it does not say which payment",
    wrong: rows(pay({ amount: "-80.50" })),
    at: at("amount", "-80.50"),
    right: rows({ ...payment, ref_doc_no: "" }, pay({ doc_no: "ZF-2", amount: "-80.50", ref_doc_no: "ZF-1" }))
  },
  {
    problem: "CodeMalformed",
    when: "a payment stops at 款",
    wrong: rows(pay({ exp_func_code: "20801" })),
    at: at("exp_func_code", "20801"),
    right: rows(pay({ event_type: "BudgetApproved", exp_func_code: "20801" }))
  },
  {
    problem: "CodeMalformed",
    when: "a budget has four digits",
    wrong: rows(pay({ event_type: "BudgetApproved", dep_bgt_eco_code: "3020" })),
    at: at("dep_bgt_eco_code", "3020"),
    right: rows(pay({ event_type: "BudgetApproved", dep_bgt_eco_code: "302" }))
  },
  {
    problem: "CodeUnknown",
    when: "no catalogue has it",
    wrong: {
      ...rows(payment, pay({ doc_no: "ZF-2" })),
      options: { isKnown: (_list, code) => code !== "30201" }
    },
    at: at("dep_bgt_eco_code", "30201"),
    right: { ...rows(payment), options: { isKnown: (_list, code) => code === "30201" || code === "2080109" } }
  },
  {
    problem: "CodeOfOtherEdition",
    when: "the fiscal year's catalogue lacks it",
    wrong: {
      ...rows(payment),
      options: {
        isKnown: () => true,
        otherEdition: (_list, code, year) => (code === "30201" && year === 2024 ? "2025" : undefined)
      }
    },
    at: at("dep_bgt_eco_code", "30201"),
    right: { ...rows(payment), options: { isKnown: () => true, otherEdition: () => undefined } }
  },
  {
    problem: "WordUnknown",
    when: "the fund is misspelt",
    wrong: rows(pay({ fund_type: "一般公共予算" })),
    at: at("fund_type", "一般公共予算"),
    right: rows(pay({ fund_type: "111-一般公共预算资金" }))
  },
  {
    problem: "WordUnknown",
    when: "the fund is not one of the event",
    wrong: rows(
      bare("AppropriationReceived", {
        fund_type: "单位资金",
        exp_func_code: "2080109",
        nature: "基本支出",
        amount: "1.00"
      })
    ),
    at: { row: 2, column: "fund_type (6)", value: "单位资金" },
    right: rows(
      bare("AppropriationReceived", {
        fund_type: "政府性基金预算",
        exp_func_code: "2080109",
        nature: "基本支出",
        amount: "1.00"
      })
    )
  },
  {
    problem: "RowRepeated",
    when: "a row stands twice",
    wrong: rows(payment, payment),
    at: at("doc_no", "ZF-1", 3),
    right: rows(payment, pay({ dep_bgt_eco_code: "30202" }))
  },
  {
    problem: "DocumentAmountDiffers",
    when: "the number comes again with another amount",
    wrong: rows(payment, pay({ amount: "1280.51" })),
    at: at("amount", "1280.51", 3),
    right: rows(...twoLines)
  },
  {
    problem: "LineRepeated",
    when: "two rows have one line number",
    wrong: rows(pay({ line_no: "1" }), pay({ line_no: "1", amount: "5.00" })),
    at: inColumn([pay({ line_no: "" })], "line_no", "1", 3),
    right: rows(...twoLines)
  },
  {
    problem: "DocumentTwoDates",
    when: "its second row is a day later",
    wrong: rows(payment, pay({ vou_date: "2024-03-06", dep_bgt_eco_code: "30202" })),
    at: at("vou_date", "2024-03-06", 3),
    right: rows(payment, pay({ vou_date: "2024/3/5", dep_bgt_eco_code: "30202" }))
  },
  {
    problem: "ReferenceAbsent",
    when: "no document has the number",
    wrong: rows(payment, refund({ ref_doc_no: "ZF-9" })),
    at: inColumn([payment, refund({})], "ref_doc_no", "ZF-9", 3),
    right: rows(payment, refund({}))
  },
  {
    problem: "ReferenceLineAbsent",
    when: "the document has no such line",
    wrong: rows(...twoLines, refund({ ref_line_no: "3" })),
    at: inColumn([...twoLines, refund({ ref_line_no: "3" })], "ref_line_no", "3", 4),
    right: rows(...twoLines, refund({ ref_line_no: "1" }))
  },
  {
    problem: "ReferenceAmbiguous",
    when: "the document has two lines",
    wrong: rows(...twoLines, refund({})),
    at: inColumn([...twoLines, refund({})], "ref_doc_no", "ZF-1", 4),
    right: rows(...twoLines, refund({ ref_line_no: "2" }))
  },
  {
    problem: "ReferenceLater",
    when: "the payment comes after its refund",
    wrong: rows(refund({}), payment),
    at: inColumn([payment, refund({})], "ref_doc_no", "ZF-1", 2),
    right: rows(payment, refund({}))
  },
  {
    problem: "ReferenceNotPayment",
    when: "it names a budget document",
    wrong: rows(pay({ event_type: "BudgetApproved" }), refund({})),
    at: inColumn([payment, refund({})], "ref_doc_no", "ZF-1", 3),
    right: rows(
      pay({ event_type: "BudgetApproved" }),
      bare("EntryReversed", { doc_no: "CX-1", ref_doc_no: "ZF-1", reason: "重复录入" })
    )
  },
  {
    problem: "ReferenceAmountDiffers",
    when: "a reversal is of a part",
    wrong: rows(
      payment,
      bare("EntryReversed", { doc_no: "CX-1", ref_doc_no: "ZF-1", reason: "重复录入", amount: "1280.49" })
    ),
    at: inColumn([payment, refund({ reason: "" })], "amount", "1280.49", 3),
    right: rows(
      payment,
      bare("EntryReversed", { doc_no: "CX-1", ref_doc_no: "ZF-1", reason: "重复录入", amount: "1280.50" })
    )
  },
  {
    problem: "TargetAbsent",
    when: "a transfer goes nowhere",
    wrong: rows(pay({ event_type: "BudgetTransferred", to_func_code: "" })),
    at: inColumn([pay({ to_func_code: "" })], "to_func_code", "", 2),
    right: rows(pay({ event_type: "BudgetTransferred", to_func_code: "2080199" }))
  },
  {
    problem: "TotalTooLarge",
    when: "the sum is beyond exact arithmetic",
    wrong: rows(pay({ amount: "90000000000000.00" }), pay({ doc_no: "ZF-2", amount: "90000000000000.00" })),
    at: { row: 0, column: "", value: "" },
    right: rows(pay({ amount: "90000000000000.00" }), pay({ doc_no: "ZF-2", amount: "1.00" }))
  }
]

/** Told apart by reading a disk or a mapping file, in `Files.test.ts` and `mapping.test.ts`. */
const elsewhere: ReadonlyArray<Problem> = [
  "FileMissing",
  "FileIsDirectory",
  "FileUnreadable",
  "FileSpecial",
  "MappingBroken"
]

const run = ({ content, options }: Example) =>
  importing(
    typeof content === "string" || content instanceof Uint8Array ? { "a.csv": content } : content,
    options
  )

describe("a file with one fault", () => {
  it.each(cases)("yields $problem when $when, and nothing else", ({ problem, wrong, at: place }) => {
    const { issues } = run(wrong)
    expect(
      issues.map(({ file, sheet, row, column, value, ...issue }) => ({
        problem: issue.problem,
        file,
        ...(sheet === undefined ? {} : { sheet }),
        row,
        column,
        value
      }))
    ).toEqual([{ problem, file: "a.csv", ...place }])
  })

  it.each(cases)("that just misses $problem ($when) yields nothing", ({ right }) => {
    const { issues, events } = run(right)
    expect(issues).toEqual([])
    expect(events.length).toBeGreaterThan(0)
  })

  it("every problem has a case", () => {
    const covered = new Set([...cases.map(({ problem }) => problem), ...elsewhere])
    expect(Object.keys(words).filter((problem) => !covered.has(problem as Problem))).toEqual([])
  })

  it.each(cases)("says $problem ($when) whole in both languages", ({ wrong }) => {
    for (const issue of run(wrong).issues) {
      for (const language of ["zh", "en"] as const) {
        const { message, remedy } = inLanguage(issue, language)
        expect(message + remedy).not.toMatch(/\{\w+\}|undefined|\[object/)
        expect(remedy).not.toBe("")
      }
      expect(inLanguage(issue, "zh")).toEqual({ message: issue.message, remedy: issue.remedy })
    }
  })
})
