/**
 * The rules of what could not be read: cut cells, drifts, rows that are not there. None of them accuses a figure.
 */
import type { AuditRule } from "../CheckResult.ts"
import { exampleT05 } from "./exampleDocuments.ts"

const form = "公开表的表式：每个单元格完整列示一个编码、名称或金额"

const reading = (
  id: string,
  title: string,
  meaning: string,
  formula: string,
  suggestion: string,
  examples: AuditRule["examples"],
  severity: AuditRule["severity"] = "explain"
): AuditRule => ({ id, title, severity, meaning, formula, basis: form, suggestion, examples })

type Row = readonly [string, string, string, string, string]

const total: Row = ["", "合计", "30.00", "20.00", "10.00"]
const category: Row = ["208", "社会保障和就业支出", "30.00", "20.00", "10.00"]
const section: Row = ["20801", "人力资源和社会保障管理事务", "30.00", "20.00", "10.00"]
const item: Row = ["2080109", "社会保险经办机构", "30.00", "20.00", "10.00"]
const whole = exampleT05(total, category, section, item)

export const readingRules = {
  "AU-01": reading(
    "AU-01",
    "编码、名称和金额列示完整",
    "列宽不够等原因截去的编码、名称或金额，能唯一恢复的按恢复值检查，并在此列出；被截断的数字本身不视为错误。",
    "列示的文字是完整文字的开头，且只有一种补全使各项勾稽关系成立",
    "请加宽列或缩小字号后重新公开，使编码、名称和金额完整。",
    {
      pass: whole,
      fail: exampleT05(total, category, section, ["20801", "社会保险经办机构", "30.00", "20.00", "10.00"])
    }
  ),
  "AU-02": reading(
    "AU-02",
    "各行各列与表头对齐",
    "一行的金额整体错开一栏，或一栏的金额整体错开一行：移回后全部勾稽关系成立，各数本身没有错。",
    "整行（列）移动一格后，原先不成立的关系全部成立",
    "请核对原表该行（列）的对齐，必要时重新排版。",
    {
      pass: exampleT05(
        ["", "合计", "30.00", "30.00", "0.00"],
        ["208", "社会保障和就业支出", "30.00", "30.00", "0.00"]
      ),
      fail: exampleT05(
        ["", "合计", "30.00", "30.00", "0.00"],
        ["208", "社会保障和就业支出", "0.00", "30.00", "30.00"]
      )
    }
  ),
  "AU-03": reading(
    "AU-03",
    "各行没有遗漏",
    "上级科目或合计与所列各行之和有差额，差额可由一个没有列示（或没有读到）的行解释。",
    "上级 − Σ下级 = 未列示的一行",
    "请核对原表是否漏列一行；若已列示，可能是分页处没有读到。",
    { pass: whole, fail: exampleT05(total, ["208", "社会保障和就业支出", "18.00", "11.00", "7.00"]) }
  ),
  "AU-04": reading(
    "AU-04",
    "单元格的金额可以识别",
    "单元格里有文字而不是一个金额，或应有金额处为空；涉及它的关系无法判断。",
    "单元格 = 一个金额",
    "请核对原表该处，列示完整的金额；没有发生的写 0.00。",
    {
      pass: whole,
      fail: exampleT05(total, category, section, ["2080109", "社会保险经办机构", "30.00", "2O.00", "10.00"])
    },
    "hint"
  )
} satisfies Record<string, AuditRule>
