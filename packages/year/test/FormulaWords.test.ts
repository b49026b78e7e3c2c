/**
 * Formulas in words.
 */
import { Term } from "@juesuan/tables"
import { describe, expect, it } from "vitest"
import { termWords } from "../src/FormulaWords.ts"

const { select, sum, minus, under, anyOf } = Term

describe("a term in words", () => {
  it.each([
    [select({ measure: "income" }), "收入"],
    [
      select({ measure: "expenditure", function: under("2080109"), nature: "project" }),
      "支出（2080109 社会保险经办机构，项目支出）"
    ],
    [
      select({ measure: "income", kind: anyOf("institutional", "educationFees") }),
      "收入（事业收入或事业收入（教育收费））"
    ],
    [
      minus(
        sum(select({ measure: "opening" }), select({ measure: "openingAdjusted" })),
        select({ measure: "carryoverReturned" })
      ),
      "年初结转和结余 + 年初余额调整 − 上缴结转结余"
    ],
    [
      select({ measure: "expenditure", fund: "generalPublic", economic: under("30101") }),
      "支出（一般公共预算，30101 基本工资）"
    ],
    [select({ measure: "expenditure", economic: under("3"), project: "" }), "支出（3*，无）"],
    [sum(), ""]
  ])("%j", (term, words) => {
    expect(termWords(term)).toBe(words)
  })
})
