/**
 * The columns of a sheet of scorecards and the words in them, for who reads it and who writes it: the first of each is
 * written, all are read.
 */
import type { DeclaredDirection, Indicator } from "./Scorecard.ts"

/** The titles of each column, in the order in which they are written. */
export const columns = {
  project: ["项目代码", "项目编码", "pro_code", "project"],
  name: ["项目名称", "pro_name", "name"],
  scope: ["范围", "scope"],
  year: ["年度", "预算年度", "fiscal_year", "year"],
  department: ["主管部门", "department"],
  unit: ["实施单位", "unit"],
  goal: ["预期目标", "goal"],
  outcome: ["实际完成情况", "outcome"],
  id: ["指标编号", "id"],
  level1: ["一级指标", "level1"],
  level2: ["二级指标", "level2"],
  level3: ["三级指标", "level3"],
  kind: ["类型", "kind"],
  direction: ["方向", "direction"],
  target: ["年度指标值", "年度指标值(A)", "target"],
  actual: ["全年实际值", "全年实际值(B)", "actual"],
  weight: ["分值", "weight"],
  score: ["得分", "score"],
  awarded: ["评定得分", "awarded"],
  tier: ["档次", "tier"],
  deviation: ["偏差原因分析及改进措施", "偏差原因", "deviation"],
  evidence: ["佐证材料", "evidence"],
  deduct: ["扣分", "deduct"],
  deductReason: ["扣分原因", "deduct_reason"],
  initial: ["年初预算数", "initial"],
  annual: ["全年预算数", "annual"],
  executed: ["全年执行数", "executed"],
  rate: ["执行率", "rate"],
  label1: ["一级分值", "label1"],
  label2: ["二级分值", "label2"]
} as const
/** A column by what it holds. */
export type Column = keyof typeof columns

/** The columns without which a sheet holds no scorecards. */
export const required: ReadonlyArray<Column> = [
  "name",
  "level1",
  "level2",
  "level3",
  "target",
  "actual",
  "weight"
]

/** Words for the kind of an indicator. */
export const kinds: Readonly<Record<string, Indicator["kind"]>> = {
  定量: "quantitative",
  quantitative: "quantitative",
  定性: "qualitative",
  qualitative: "qualitative"
}
/** Words for its direction; no word is 未注明. */
export const directions: Readonly<Record<string, DeclaredDirection>> = {
  "": "undeclared",
  未注明: "undeclared",
  undeclared: "undeclared",
  "≥": "atLeast",
  正向: "atLeast",
  atLeast: "atLeast",
  "≤": "atMost",
  反向: "atMost",
  atMost: "atMost",
  "=": "equal",
  等于: "equal",
  equal: "equal",
  ">": "moreThan",
  大于: "moreThan",
  moreThan: "moreThan",
  "<": "lessThan",
  小于: "lessThan",
  lessThan: "lessThan"
}
/** Words for 佐证材料. */
export const evidences: Readonly<Record<string, Indicator["evidence"] | null>> = {
  "": null,
  有: "given",
  given: "given",
  无: "lacking",
  lacking: "lacking"
}
/** Words for a tier; others are names of a rule set's own. */
export const tiers: Readonly<Record<string, Indicator["tier"]>> = {
  "": null,
  达成: "reached",
  reached: "reached",
  部分达成: "partly",
  partly: "partly",
  未达成: "missed",
  missed: "missed"
}

/** Words for what is evaluated. */
export const scopes: Readonly<Record<string, "project" | "department" | null>> = {
  "": null,
  项目: "project",
  project: "project",
  部门整体支出: "department",
  department: "department"
}

/** Rows that are no indicators, by their 三级指标. */
export const rowNames = {
  execution: ["预算执行率", "execution"],
  current: ["其中：当年财政拨款", "current"],
  carryover: ["上年结转资金", "carryover"],
  other: ["其他资金", "other"],
  deduction: ["扣分", "deduction"],
  total: ["总分", "total"]
} as const
/** A row that is no indicator. */
export type RowName = keyof typeof rowNames

/** What a row is, by its 三级指标; `undefined` of an indicator. */
export const rowNamed = (text: string): RowName | undefined =>
  (Object.keys(rowNames) as Array<RowName>).find((name) =>
    (rowNames[name] as ReadonlyArray<string>).includes(text)
  )

/** The first word that means a value. */
export const wordFor = <A>(words: Readonly<Record<string, A>>, value: A): string | undefined =>
  Object.keys(words).find((word) => words[word] === value)
