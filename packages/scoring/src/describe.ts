/**
 * A rule set as a page for people.
 */
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { directionNames } from "./Words.ts"

type Language = "zh" | "en"

const percent = (share: string): string => `${Exact.plain(Exact.exact(share).times(100))}%`

const tierNames = {
  reached: { zh: "达成预期指标", en: "reached" },
  partly: { zh: "部分达成预期指标并具有一定效果", en: "partly reached" },
  missed: { zh: "未达成预期指标且效果较差", en: "not reached" }
} as const

const reverseNames = {
  ratio: { zh: "A ÷ B × 分值", en: "A ÷ B × weight" },
  linear: {
    zh: "（1 − (B − A) ÷ A）× 分值，B ≥ 2A 得 0",
    en: "(1 − (B − A) ÷ A) × weight, nothing from twice the target"
  },
  allOrNothing: { zh: "未达到得 0", en: "nothing when missed" }
} as const

const overText = ({ overAchievement: over }: RuleSet, language: Language): string => {
  switch (over.kind) {
    case "none":
      return language === "zh" ? "超额完成只得满分" : "capped at the weight"
    case "reasonFrom":
      return language === "zh"
        ? `只得满分；达到目标的 ${percent(over.from)} 起须说明原因`
        : `capped at the weight; a reason is due from ${percent(over.from)} of the target`
    case "reduceFrom":
      return language === "zh"
        ? `超过目标的 ${percent(over.from)} 部分按比例调减，并须说明原因`
        : `reduced by the share above ${percent(over.from)} of the target, with a reason`
  }
}

const executionText = ({ execution }: RuleSet, basis: string, language: Language): string => {
  const { weight, cap, formula, statedDecimals } = execution
  const below = cap === "1" ? basis : `${basis} ÷ ${cap}`
  if (language === "zh") {
    const stated = statedDecimals === null ? "" : `（执行数按万元取 ${statedDecimals} 位小数）`
    return `${weight} 分 × min(1, 全年执行数 ÷ ${below})${stated}${formula === "ratio" ? "" : "；未达到得 0"}`
  }
  const stated = statedDecimals === null ? "" : ` (executed in 万元 with ${statedDecimals} decimals)`
  return `${weight} × min(1, executed ÷ ${below})${stated}${formula === "ratio" ? "" : ", or nothing"}`
}

const passText = ({ positive: { passFrom } }: RuleSet, language: Language): string => {
  if (passFrom === null) return ""
  return language === "zh" ? `；低于 ${percent(passFrom)} 得 0` : `; nothing below ${percent(passFrom)}`
}

/** The page that `juesuan rules SET` prints. */
export const describeRuleSet = (set: RuleSet, language: Language = "zh"): string => {
  const zh = language === "zh"
  const { from, to } = set.inForce
  const weights = set.firstLevel
    .map(({ name, weight }) => `${name} ${weight ?? (zh ? "由单位定" : "set by the unit")}`)
    .join(zh ? "、" : ", ")
  const tiers = set.tiers
    .map(
      (tier) =>
        `  ${tierNames[tier.tier][language]}  ${percent(tier.from)}${zh ? "（含）" : " (included)"}–${percent(tier.to)}`
    )
    .join("\n")
  const directions = set.undeclared.bySecondLevel
    .map(({ name, direction }) => `${name} ${directionNames[direction][language]}`)
    .join(zh ? "、" : ", ")
  const otherwise = directionNames[set.undeclared.default][language]
  const basis =
    set.execution.basis === "annual"
      ? zh
        ? "全年预算数"
        : "the annual budget"
      : zh
        ? "年初预算数"
        : "the initial budget"
  const rows: ReadonlyArray<readonly [string, string]> = [
    [zh ? "依据" : "Source", set.source[language]],
    [zh ? "施行" : "In force", `${from ?? "—"} … ${to ?? "—"}`],
    [zh ? "资金执行" : "Execution", executionText(set, basis, language)],
    [zh ? "一级指标" : "First level", weights],
    [
      zh ? "定量·正向" : "Positive",
      set.positive.formula === "ratio"
        ? `B ÷ A × ${zh ? "分值" : "weight"}${passText(set, language)}`
        : reverseNames.allOrNothing[language]
    ],
    [zh ? "超额完成" : "Over target", overText(set, language)],
    [zh ? "定量·反向" : "Reverse", reverseNames[set.reverse.formula][language]],
    [
      zh ? "定量·等于" : "Equality",
      set.equal.formula === "asPositive"
        ? zh
          ? "同正向"
          : "as positive"
        : zh
          ? "（1 − |B − A| ÷ A）× 分值"
          : "(1 − |B − A| ÷ A) × weight"
    ],
    [
      zh ? "未注明方向" : "Undeclared",
      `${directions}${directions === "" ? "" : zh ? "；其余" : "; else "}${otherwise}`
    ],
    [
      zh ? "目标为零" : "Target of zero",
      set.zeroTarget === "metByZero"
        ? zh
          ? "实际为零得满分，否则得 0（正向指标得满分）"
          : "met by zero, missed by anything else (a positive one is met)"
        : zh
          ? "不计分"
          : "not scored"
    ],
    [
      zh ? "小数" : "Decimals",
      zh
        ? `得分 ${set.scoreDecimals} 位，执行率 ${set.rateDecimals} 位，四舍五入；` +
          `总分${set.roundBeforeSum ? "为各项得分之和" : "最后取舍"}`
        : `scores ${set.scoreDecimals}, rate ${set.rateDecimals}, half up; ` +
          `the total ${set.roundBeforeSum ? "adds what is printed" : "is rounded once"}`
    ],
    ...set.overrides.map(
      ({ projectName, indicator, decimals }) =>
        [zh ? "例外" : "Except", `${projectName}·${indicator}：${decimals}`] as const
    ),
    [
      zh ? "等级" : "Grades",
      set.gradeBands.map(({ grade, from: least }) => `${grade} ≥ ${least}`).join(zh ? "，" : ", ")
    ]
  ]
  const head = `${set.id}  ${set.title[language]}`
  const body = rows.map(([name, text]) => `${name}  ${text}`)
  return [head, ...body, zh ? "定性三档（占分值）" : "Qualitative tiers (of the weight)", tiers].join("\n")
}
