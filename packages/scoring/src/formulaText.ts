/**
 * Formulas in words, for the page of a rule set and the notes of a form.
 */
import * as Exact from "./Exact.ts"
import type { Formula, Interval, IntervalsFormula, StepsFormula } from "./Formula.ts"

type Language = "zh" | "en"

/** A share as a percentage: 0.8 is 80%. */
export const percentText = (share: string): string => `${Exact.plain(Exact.exact(share).times(100))}%`

const earned = ({ share, points, ratio }: Interval, language: Language): string => {
  if (ratio === true) return language === "zh" ? "按完成率计分" : "by completion"
  if (points !== undefined) return language === "zh" ? `${points} 分` : `${points} points`
  const percent = percentText(share ?? "0")
  return language === "zh" ? `分值的 ${percent}` : `${percent} of the weight`
}

const completionNames = { zh: "完成率", en: "completion" }
const rateNames = { zh: "执行率", en: "rate" }
const actualNames = { zh: "实际值", en: "actual" }

const bandsText = (
  { intervals, of = "completion" }: IntervalsFormula,
  over: string,
  language: Language
): string => {
  const show = (bound: string): string => percentText(bound)
  const completed = /执行|executed/.test(over) ? rateNames : completionNames
  const name = (of === "completion" ? completed : actualNames)[language]
  const list = intervals.map((band) => {
    const bound = band.from === undefined ? `> ${show(band.above ?? "0")}` : `≥ ${show(band.from)}`
    return language === "zh" ? `${bound} 得${earned(band, language)}` : `${bound}: ${earned(band, language)}`
  })
  return `${name} ${list.join(language === "zh" ? "，" : ", ")}`
}

const stepsText = (rule: StepsFormula, language: Language): string => {
  const { step, deduct, per = "target", of = "points", free = "0", begun = "free", floor = "0" } = rule
  const each = per === "target" ? percentText(step) : step
  if (language === "zh") {
    const off = of === "points" ? `${deduct} 分` : `分值的 ${percentText(deduct)}`
    const unit = per === "target" ? "" : "个单位"
    const allowed = free === "0" ? "" : `，${per === "target" ? percentText(free) : free} 以内不扣`
    const rest = { free: "", counts: "，不足一档按一档扣", proportional: "，按比例扣" }[begun]
    return `每差 ${each}${unit} 扣 ${off}${allowed}${rest}，${floor === "0" ? "扣完为止" : `最低得分值的 ${percentText(floor)}`}`
  }
  const off = of === "points" ? `${deduct} points` : `${percentText(deduct)} of the weight`
  const unit = per === "target" ? " of the target" : " units"
  const allowed = free === "0" ? "" : `, none within ${per === "target" ? percentText(free) : free}`
  const rest = { free: "", counts: ", begun steps count", proportional: ", in proportion" }[begun]
  const least = floor === "0" ? "nothing" : `${percentText(floor)} of the weight`
  return `each ${each}${unit} short takes off ${off}${allowed}${rest}, down to ${least}`
}

const ratioText = (over: string, passFrom: string | null | undefined, language: Language): string => {
  const weight = language === "zh" ? "分值" : "weight"
  if (passFrom === null || passFrom === undefined) return `${over} × ${weight}`
  return language === "zh"
    ? `${over} × ${weight}；低于 ${percentText(passFrom)} 得 0`
    : `${over} × ${weight}; nothing below ${percentText(passFrom)}`
}

/** A formula as a person would say it; `over` is what its ratio is: `B ÷ A`, or `A ÷ B` where less is better. */
export const formulaText = (rule: Formula, over: string, language: Language): string => {
  const zh = language === "zh"
  switch (rule.formula) {
    case "ratio":
      return ratioText(over, rule.passFrom, language)
    case "allOrNothing":
      return zh ? "未达到得 0" : "nothing when missed"
    case "linear":
      if (over !== "A ÷ B") return zh ? "（1 − 差距 ÷ A）× 分值" : "(1 − shortfall ÷ A) × weight"
      return zh
        ? "（1 − (B − A) ÷ A）× 分值，B ≥ 2A 得 0"
        : "(1 − (B − A) ÷ A) × weight, nothing from twice the target"
    case "twoSided":
      return zh ? "（1 − |B − A| ÷ A）× 分值" : "(1 − |B − A| ÷ A) × weight"
    case "steps":
      return stepsText(rule, language)
    case "intervals":
      return bandsText(rule, over, language)
    case "awarded":
      return zh ? "由评价人评定" : "awarded by the evaluator"
    case "function":
      return zh ? `函数 ${rule.name}` : `the function ${rule.name}`
  }
}
