/**
 * Rules in words: title, formula, when it applies, on what basis.
 */
import { basisTexts } from "./Rule.ts"
import type { Condition, Expression, Quantifier, RelationRule } from "./Rule.ts"
import { ruleById } from "./rules.ts"

type Language = "zh" | "en"

const strengths = {
  H: { zh: "硬性恒等", en: "hard identity" },
  I: { zh: "不等关系", en: "inequality" },
  S: { zh: "提示", en: "hint" }
} as const

const conditions: Readonly<Record<Condition, Readonly<Record<Language, string>>>> = {
  notInstitution: { zh: "单位不是事业单位", en: "the unit is no public institution" },
  surplusUsed: { zh: "本年使用了非财政拨款结余", en: "surplus was used" },
  previousKnown: { zh: "已知上年决算数", en: "last year's figures are known" },
  onlyFiscal: { zh: "只有财政拨款资金", en: "there is only fiscal money" },
  noCarryoverMovement: { zh: "结转结余未变动", en: "carry-over did not move" },
  T08NotEmpty: { zh: "08表不是空表", en: "table 08 is not empty" },
  T09NotEmpty: { zh: "09表不是空表", en: "table 09 is not empty" }
}

/** Prints an expression, such as `T01/income/1 + Σ T01/classes/2`. */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case "cell":
      return `${expression.table}/${expression.row}/${expression.column}`
    case "classes":
      return `Σ ${expression.table}/classes/${expression.column}`
    case "children":
      return `Σ ${expression.table}/children($row)/${expression.column}`
    case "sum":
      return expression.terms.map(printExpression).join(" + ")
    case "minus": {
      const right = printExpression(expression.right)
      return `${printExpression(expression.left)} − ${expression.right.kind === "sum" ? `(${right})` : right}`
    }
    case "zero":
      return "0"
    case "previous":
      return `previous(${expression.address})`
    case "ledger":
      return `ledger(${expression.name})`
  }
}

const printQuantifier = (quantifier: Quantifier, language: Language): string => {
  const zh = language === "zh"
  switch (quantifier.over) {
    case "rows":
      return zh
        ? `${quantifier.tables.join("、")} 每一行 $row`
        : `each row $row of ${quantifier.tables.join(", ")}`
    case "parents":
      return zh
        ? `${quantifier.table} 每个有下级的行 $row`
        : `each row $row of ${quantifier.table} with rows below it`
    case "keys":
      return zh ? `$row 取 ${quantifier.keys.join("、")}` : `$row in ${quantifier.keys.join(", ")}`
    case "classes":
      return zh ? "每一类 $row" : "each class $row"
    case "ledgerFunctions":
      return zh ? "账内基本支出的每个功能项 $row" : "each functional item $row of basic expenditure"
    case "ledgerEconomics":
      return zh ? "账内基本支出的每个经济款 $row" : "each economic item $row of basic expenditure"
  }
}

/** Prints a relation with its quantifier and conditions, on one line. */
export const printRelation = (relation: RelationRule, language: Language): string => {
  const formula = `${printExpression(relation.left)} ${relation.relation} ${printExpression(relation.right)}`
  const each = relation.each === undefined ? [] : [printQuantifier(relation.each, language)]
  const columns = relation.columns === undefined ? [] : [`$column: ${relation.columns.join(", ")}`]
  const when = (relation.when ?? []).map((condition) => conditions[condition][language])
  const scope = [...each, ...columns, ...when]
  return scope.length === 0 ? formula : `${formula}  (${scope.join("; ")})`
}

/** Says everything about a rule. Throws when there is no such rule: ask `ruleById` first. */
export const describeRule = (id: string, language: Language = "zh"): string => {
  const rule = ruleById(id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  const zh = language === "zh"
  return [
    `${rule.id}  ${rule.title[language]}`,
    `${zh ? "性质" : "strength"}  ${rule.strength} ${strengths[rule.strength][language]}; ${rule.severity}`,
    `${zh ? "依据" : "basis"}  ${rule.basis.map((letter) => `${letter} ${basisTexts[letter]}`).join("；")}`,
    zh ? "公式" : "formula",
    ...rule.relations.map((relation) => `  ${printRelation(relation, language)}`),
    ...(rule.structure === undefined ? [] : [`  ${zh ? "结构检查" : "structural check"}: ${rule.structure}`]),
    `${zh ? "建议" : "suggestion"}  ${rule.suggestion}`
  ].join("\n")
}
