/**
 * Workbooks: the visible cells as they show, exact numbers, merged cells, days.
 */
import { describe, expect, it } from "vitest"
import { placesOf, readBytes, shapesOf, xlsxOf } from "./samples.ts"
import type { BookSample } from "./samples.ts"

const readBook = (book: BookSample) => readBytes(xlsxOf(book), "a.xlsx")
const readSheet = (rows: string, more: Partial<BookSample> = {}, after = "") =>
  readBook({ sheets: [{ name: "表", xml: `<sheetData>${rows}</sheetData>${after}` }], ...more })

describe("cells of a workbook", () => {
  it("are shared, inline, computed, true, or empty, each with its reference", () => {
    const document = readSheet(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>乙</t></is></c></row>' +
        '<row r="3"><c r="A3"><f>SUM(B3)</f><v>12</v></c><c r="B3" t="b"><v>1</v></c><c t="str"><f>A</f><v>x_x000D_</v></c></row>' +
        '<row r="5"><c r="B5" t="d"><v>2024-03-05T00:00:00</v></c></row>',
      { shared: ["<r><t>甲</t></r><r><t>一</t></r><rPh><t>jia</t></rPh>"] }
    )
    expect(shapesOf(document)).toEqual([["甲一¦¦乙", "12¦TRUE¦x", "", "¦2024-03-05"]])
    expect(placesOf(document.blocks[0]!)).toEqual(["2:A2 2:B2 2:C2", "3:A3 3:B3 3:C3", "", "5:A5 5:B5"])
    expect(document.blocks[0]).toMatchObject({
      sheet: "表",
      at: { file: "a.xlsx", sheet: "表", line: 2, column: "A2" }
    })
  })

  it.each([
    ["General", "12984142.9", "12984142.9"],
    ["General", "2206445.6399999997", "2206445.64"],
    ["General", "0.3333333333333333", "0.333333333=0.3333333333333333"],
    ["General", "2080109", "2080109"],
    ["General", "1E3", "1000"],
    ["#,##0.00", "12984142.9", "12,984,142.90=12984142.9"],
    ["#,##0.00", "2206445.6399999997", "2,206,445.64=2206445.64"],
    ["#,##0.00", "0.28499999999999998", "0.29=0.285"],
    ["#,##0.00", "-1234.565", "-1,234.57=-1234.565"],
    ["#,##0.00", "-0.001", "0.00=-0.001"],
    ["#,##0.00_);(#,##0.00)", "-1234", "(1,234.00)=-1234"],
    ["#,##0.00;[Red]-#,##0.00", "-1234", "-1,234.00=-1234"],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", "-=0"],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-5", "-5.00=-5"],
    ["0.00%", "0.1867", "18.67%=0.1867"],
    ["0%", "1", "100%=1"],
    ["0.0", "98.97", "99.0=98.97"],
    ["0.##", "98.5", "98.5"],
    ["0000", "12", "0012=12"],
    ["[$¥-804]#,##0.00", "5", "¥5.00=5"],
    ['#,##0.00"万元"', "5", "5.00万元=5"],
    ["#,##0,", "1234567", "1,235=1234567"],
    ["0.00E+00", "1234", "1234"],
    ["# ?/?", "0.5", "0.5"],
    ["@", "12.50", "12.5"],
    [9, "0.5", "50%=0.5"],
    [4, "1234.5", "1,234.50=1234.5"],
    [14, "45356", "2024/3/5=45356"],
    ['yyyy"年"m"月"d"日"', "45356", "2024年3月5日=45356"],
    ["yyyy-mm-dd", "45356.75", "2024-03-05=45356.75"],
    ["yyyy-mm-dd hh:mm", "45356.75", "2024-03-05=45356.75"]
  ])("show %s of %s as %s", (format, stored, shown) => {
    expect(
      shapesOf(
        readSheet(`<row><c s="0"><v>${stored}</v></c><c t="str"><v>x</v></c></row>`, { formats: [format] })
      )
    ).toEqual([[`${shown}¦x`]])
  })

  it("have the days of 1904 where the workbook says so", () => {
    const book = { formats: ["yyyy-mm-dd"], is1904: true }
    expect(shapesOf(readSheet('<row><c s="0"><v>43894</v></c><c t="str"><v>x</v></c></row>', book))).toEqual([
      ["2024-03-05=43894¦x"]
    ])
  })

  it("that are merged stand once, at their top left", () => {
    const document = readSheet(
      '<row r="1"><c r="A1" t="str"><v>项目</v></c><c r="B1" t="str"><v>金额</v></c></row>' +
        '<row r="2"><c r="B2" t="str"><v>本年</v></c><c r="C2" t="str"><v>上年</v></c></row>' +
        '<row r="3"><c r="A3" t="str"><v>合计</v></c><c r="C3"><v>5</v></c></row>',
      {},
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A99999"/></mergeCells>'
    )
    expect(shapesOf(document)).toEqual([["r2 项目¦c2 金额", "本年¦上年", "合计¦¦5"]])
    expect(placesOf(document.blocks[0]!)).toEqual(["1:A1 1:B1", "2:B2 2:C2", "3:A3 3:B3 3:C3"])
  })

  it("that hold titles, captions and notes are paragraphs", () => {
    const text = (reference: string, value: string) => `<c r="${reference}" t="str"><v>${value}</v></c>`
    const document = readSheet(
      `<row r="1">${text("A1", "收入支出决算总表")}</row><row r="2">${text("A2", "部门：某局")}${text("C2", "金额单位：元")}</row>` +
        `<row r="3">${text("A3", "项目")}${text("B3", "金额")}</row><row r="4">${text("A4", "合计")}${text("B4", "1")}</row>` +
        `<row r="5">${text("A5", "注：1. 甲。&#10;2. 乙。")}</row><row r="6">${text("A6", "3. 丙。")}</row>`,
      {},
      '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    )
    expect(shapesOf(document)).toEqual([
      "收入支出决算总表",
      "部门：某局",
      "金额单位：元",
      ["项目¦金额", "合计¦1"],
      "注：1. 甲。",
      "2. 乙。",
      "3. 丙。"
    ])
    expect(document.blocks.map(placesOf)[2]).toBe("0@2:C2")
  })

  it("that are hidden, wrong or not computed are left out and named", () => {
    const xml = (rows: string, columns = "") => `${columns}<sheetData>${rows}</sheetData>`
    const pair = '<c t="str"><v>甲</v></c><c t="str"><v>密</v></c><c t="str"><v>乙</v></c>'
    const document = readBook({
      sheets: [
        { name: "隐", xml: xml(`<row>${pair}</row>`), state: "hidden" },
        {
          name: "表",
          xml: xml(
            `<row r="1">${pair}</row><row r="2" hidden="1">${pair}</row><row r="3"><c r="A3" t="e"><v>#DIV/0!</v></c><c r="C3"><f>A1</f></c></row>`,
            '<cols><col min="2" max="2" hidden="1"/></cols>'
          )
        }
      ]
    })
    expect(shapesOf(document)).toEqual([["甲¦乙", "#DIV/0!"]])
    expect(document.problems.map(({ code, at }) => [code, at.sheet, at.column])).toEqual([
      ["hidden", "隐", undefined],
      ["cellError", "表", "A3"],
      ["formulaUncomputed", "表", "C3"],
      ["hidden", "表", undefined],
      ["hidden", "表", undefined]
    ])
  })

  it("far below the others are read without the rows between", () => {
    const document = readSheet(
      '<row r="1"><c t="str"><v>甲</v></c><c t="str"><v>1</v></c></row><row r="1048576"><c t="str"><v>乙</v></c><c t="str"><v>2</v></c></row>'
    )
    expect(shapesOf(document)).toEqual([["甲¦1", "乙¦2"]])
    expect(document.problems.map(({ code }) => code)).toEqual(["rowsBlank"])
  })
})
