import { describe, expect, it } from "vitest"
import { parseMapping, proposeMapping } from "../src/index.ts"
import { utf8 } from "./fixtures.ts"
import { workbook } from "./workbook.ts"

const proposed = (text: string) => proposeMapping({ name: "a.csv", bytes: utf8(text) })

describe("a proposed mapping", () => {
  it("names heads by their synonyms, below titles, and is one that --mapping takes", () => {
    const mapping = proposed("支出明细账\n记账日期,凭证字号,功能科目,经济科目,付款金额,事由,序号\n")
    expect(mapping).toEqual({
      columns: {
        记账日期: "vou_date",
        凭证字号: "doc_no",
        功能科目: "exp_func_code",
        经济科目: "dep_bgt_eco_code",
        付款金额: "amount",
        事由: "abstract"
      }
    })
    expect(parseMapping("m.json", utf8(JSON.stringify(mapping)))).toMatchObject({
      _tag: "Success",
      success: mapping
    })
  })

  it("pairs debit and credit, and year, month and day", () => {
    expect(proposed("年;月;日;凭证号;摘要;借方金额;贷方金额;余额\n")).toEqual({
      amountPair: { debit: "借方金额", credit: "贷方金额" },
      dateParts: { year: "年", month: "月", day: "日" }
    })
  })

  it("guesses nothing where two heads mean one field, or a head means none", () => {
    expect(proposed("日期,凭证号,付款金额,收入金额,支出收入\n")).toEqual({})
  })

  it("is one for each sheet", () => {
    const bytes = workbook([
      { name: "支出", rows: [["记账日期", "凭证号", "金额"]] },
      { name: "指标", rows: [["日期", "指标文号", "指标金额"]] }
    ])
    expect(proposeMapping({ name: "a.xlsx", bytes })).toEqual({
      sheets: {
        支出: { columns: { 记账日期: "vou_date" } },
        指标: { columns: { 指标文号: "doc_no", 指标金额: "amount" } }
      }
    })
  })
})
