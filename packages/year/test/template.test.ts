/**
 * The template is the format: what is filled in is read, lists hold what columns take, and the sheets that explain are
 * not read.
 */
import { Classification } from "@juesuan/domain"
import { entryFields, entryTypes, exampleRows, fieldNames, fieldTitle, importFiles } from "@juesuan/import"
import type { ExampleRow, ImportResult } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import { transactionTemplate } from "@juesuan/year"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"

const template = transactionTemplate({ year: 2025 })
const parts = unzipSync(template)
const sheetOf = (number: number): string => strFromU8(parts[`xl/worksheets/sheet${number}.xml`]!)

/** The texts of the cells of a row, by the letters of their columns. */
const cellsOf = (sheet: string, row: number): ReadonlyMap<string, string> =>
  new Map(
    [...sheet.matchAll(/<c r="([A-Z]+)(\d+)"[^>]*><is><t[^>]*>([^<]*)<\/t>/g)]
      .filter(([, , at]) => Number(at) === row)
      .map(([, column, , text]) => [text!, column!])
  )

const heads = cellsOf(sheetOf(1), 1)

/** The workbook with rows typed into it: amounts as numbers, the rest as text. */
const filled = (rows: ReadonlyArray<ExampleRow>): Uint8Array => {
  const xml = rows.map((row, index) => {
    const { payload: _, ...typed } = row
    const cells = Object.entries(typed).map(([field, text]) => {
      const place = `${heads.get(fieldTitle(field as keyof ExampleRow))}${index + 2}`
      return field === "amount"
        ? `<c r="${place}"><v>${text.replaceAll(",", "")}</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
    })
    return `<row r="${index + 2}">${cells.join("")}</row>`
  })
  const sheet = sheetOf(1).replace("</sheetData>", `${xml.join("")}</sheetData>`)
  return zipSync({ ...parts, "xl/worksheets/sheet1.xml": strToU8(sheet) })
}

const imported = (bytes: Uint8Array): ImportResult =>
  importFiles([{ name: "流水.xlsx", bytes }], {
    lookUp: () => [],
    isKnown: (list, code) => Classification.lookup(list, code, 2025) !== undefined
  })

describe("the template", () => {
  it("has the columns of every kind of entry that columns alone make, in their order", () => {
    const used = fieldNames.filter((field) =>
      entryTypes.some((type) => entryFields(type).some((one) => one.field === field))
    )
    const titles = [...heads.keys()]
    expect(titles.slice(0, 6)).toEqual(["业务类型", "预算年度", "单位代码", "凭证日期", "凭证号", "行号"])
    expect(titles.filter((title) => used.some((field) => fieldTitle(field) === title))).toEqual(
      used.map(fieldTitle)
    )
    expect(titles).not.toContain(fieldTitle("payload"))
  })

  it("with nothing filled in imports nothing, and the sheets that explain are not read", () => {
    const { events, issues } = imported(template)
    expect(events).toEqual([])
    expect(issues.map(({ problem }) => problem)).toEqual(["RowsAbsent"])
  })

  it("filled in with the example of every kind is read as these, and nothing is said", () => {
    const order = ["DisbursementPaid", ...entryTypes.filter((type) => type !== "DisbursementPaid")] as const
    const rows = order.map((type) => ({ event_type: registry[type].title, ...exampleRows[type] }))
    const { events, issues } = imported(filled(rows))
    expect(issues).toEqual([])
    expect(events.map(({ event }) => event.type)).toEqual(order)
  })

  it("takes codes as its lists have them, with their names", () => {
    const joined = {
      event_type: "支付",
      ...exampleRows.DisbursementPaid,
      exp_func_code: "2080109 社会保险经办机构",
      dep_bgt_eco_code: "30201 办公费"
    }
    const [plain, named] = [exampleRows.DisbursementPaid, joined].map(
      (row) => imported(filled([{ event_type: "支付", ...row }])).events[0]!.event
    )
    expect(named).toEqual(plain)
    expect(sheetOf(3)).toContain(joined.exp_func_code)
    expect(sheetOf(3)).toContain(joined.dep_bgt_eco_code)
  })

  it("offers lists where a column takes certain words, over all of the words", () => {
    const lists = [
      ...sheetOf(1).matchAll(/errorTitle="([^"]+)"[\s\S]*?<formula1>'词表'!\$([A-Z]+)\$3:\$\2\$(\d+)</g)
    ]
    expect(lists.map(([, title]) => title)).toEqual([
      "业务类型",
      "资金性质",
      "支出功能分类科目",
      "部门支出经济分类科目",
      "支出性质",
      "类别",
      "调入功能分类",
      "调入经济分类",
      "调入支出性质"
    ])
    const [, , column, last] = lists[0]!
    const words = Array.from(
      { length: Number(last) - 2 },
      (_, index) => [...cellsOf(sheetOf(3), index + 3)].find(([, at]) => at === column)?.[0]
    )
    expect(words).toEqual(entryTypes.map((type) => registry[type].title))
  })

  it("lists the codes of the year that it is for, and is the same bytes twice", () => {
    expect(transactionTemplate({ year: 2025 })).toEqual(template)
    const of2024 = strFromU8(unzipSync(transactionTemplate({ year: 2024 }))["xl/worksheets/sheet3.xml"]!)
    expect(sheetOf(3)).toContain(">2170404 ")
    expect(of2024).not.toContain(">2170404 ")
  })
})
