/**
 * A rule set as a page for people.
 */
import { formulaText, percentText } from "./formulaText.ts"
import type { LevelWeight, Method, RuleSet, Tier, Words } from "./RuleSet.ts"
import { directionNames } from "./Words.ts"

type Language = "zh" | "en"
type Row = readonly [name: string, text: string]

const tierNames: Readonly<Record<string, Words>> = {
  reached: { zh: "达成预期指标", en: "reached" },
  partly: { zh: "部分达成预期指标并具有一定效果", en: "partly reached" },
  missed: { zh: "未达成预期指标且效果较差", en: "not reached" }
}

/** What a tier is called. */
export const tierName = ({ tier, name }: Tier, language: Language): string =>
  (name ?? tierNames[tier])?.[language] ?? tier

const overText = ({ overAchievement: over }: RuleSet, language: Language): string => {
  const zh = language === "zh"
  const excused = "excusedByReason" in over && over.excusedByReason === true
  const unless = excused ? (zh ? "；说明原因的不减" : "; not where a reason is given") : ""
  switch (over.kind) {
    case "none":
      return zh ? "超额完成只得满分" : "capped at the weight"
    case "reasonFrom":
      return zh
        ? `只得满分；达到目标的 ${percentText(over.from)} 起须说明原因`
        : `capped at the weight; a reason is due from ${percentText(over.from)} of the target`
    case "reduceFrom":
      return zh
        ? `超过目标的 ${percentText(over.from)} 部分按比例调减，并须说明原因${unless}`
        : `reduced by the share above ${percentText(over.from)} of the target, with a reason${unless}`
    case "cutFrom": {
      const bands = over.bands.map(({ from, cut }) =>
        zh
          ? `达到目标的 ${percentText(from)} 起减 ${percentText(cut)}`
          : `from ${percentText(from)} of the target ${percentText(cut)} off`
      )
      return `${bands.join(zh ? "，" : ", ")}${unless}`
    }
    case "discretionary": {
      const from = over.from === null ? "" : ` ${percentText(over.from)} `
      return zh
        ? `超过目标${from}的，说明原因后可适度调减，在分值以内由评价人定`
        : `above the target${from}, the evaluator may reduce the score with a reason`
    }
  }
}

const aboveNames = {
  full: { zh: "", en: "" },
  uncapped: { zh: "；超过 100% 不封顶", en: "; more than the weight above 100%" },
  nothing: { zh: "；超过 100% 得 0", en: "; nothing above 100%" },
  inverse: { zh: "；超过 100% 的按预算数 ÷ 执行数", en: "; above 100% budget ÷ executed" }
} as const

const zeroBudgets = {
  unscored: { zh: "", en: "" },
  nothing: { zh: "；预算为零得 0", en: "; nothing of a budget of zero" },
  one: { zh: "；预算为零的按 1 万元计", en: "; a budget of zero counts as 1 万元" }
} as const

const executionText = ({ execution }: RuleSet, language: Language): string => {
  const { weight, cap, basis, statedDecimals, above = "full", zeroBudget = "unscored" } = execution
  const zh = language === "zh"
  const names =
    basis === "annual" ? ["全年预算数", "the annual budget"] : ["年初预算数", "the initial budget"]
  const budget = names[zh ? 0 : 1]!
  const below = cap === "1" ? budget : `${budget} ÷ ${cap}`
  const executed = zh ? "全年执行数" : "executed"
  const points = zh ? `${weight} 分` : weight
  const share = above === "uncapped" ? `${executed} ÷ ${below}` : `min(1, ${executed} ÷ ${below})`
  const stated =
    statedDecimals === null
      ? ""
      : zh
        ? `（执行数按万元取 ${statedDecimals} 位小数）`
        : ` (executed in 万元 with ${statedDecimals} decimals)`
  const rest = `${aboveNames[above][language]}${zeroBudgets[zeroBudget][language]}`
  if (execution.formula === "ratio" || execution.formula === "allOrNothing") {
    const missed = execution.formula === "ratio" ? "" : zh ? "；未达到得 0" : ", or nothing"
    return `${points} × ${share}${stated}${missed}${rest}`
  }
  return `${points}${zh ? "：" : ": "}${formulaText(execution, `${executed} ÷ ${below}`, language)}${stated}${rest}`
}

const weightsText = (levels: ReadonlyArray<LevelWeight>, language: Language): string =>
  levels
    .map(({ name, weight }) => `${name} ${weight ?? (language === "zh" ? "由单位定" : "set by the unit")}`)
    .join(language === "zh" ? "、" : ", ")

const methodName = ({ level1, level2, indicator, directions }: Method, language: Language): string => {
  const place = [level1, level2, indicator].filter((name) => name !== undefined).join("·")
  const of = directions
    ?.map((direction) => directionNames[direction][language])
    .join(language === "zh" ? "、" : ", ")
  return of === undefined ? place : `${place}（${of}）`
}

const undeclaredText = ({ undeclared }: RuleSet, language: Language): string => {
  const zh = language === "zh"
  const directions = undeclared.bySecondLevel
    .map(({ name, direction }) => `${name} ${directionNames[direction][language]}`)
    .join(zh ? "、" : ", ")
  const rest = directionNames[undeclared.default][language]
  return `${directions}${directions === "" ? "" : zh ? "；其余" : "; else "}${rest}`
}

const decimalsText = (
  { scoreDecimals, rateDecimals, roundBeforeSum }: RuleSet,
  language: Language
): string =>
  language === "zh"
    ? `得分 ${scoreDecimals} 位，执行率 ${rateDecimals} 位，四舍五入；总分${roundBeforeSum ? "为各项得分之和" : "最后取舍"}`
    : `scores ${scoreDecimals}, rate ${rateDecimals}, half up; ` +
      `the total ${roundBeforeSum ? "adds what is printed" : "is rounded once"}`

const appliesText = ({ appliesTo = { kind: "named" } }: RuleSet, language: Language): string => {
  const zh = language === "zh"
  switch (appliesTo.kind) {
    case "nation":
      return zh ? "没有地方规则的单位" : "units without rules of their region"
    case "named":
      return zh ? "只在用 --rules 指明时使用" : "only where --rules names it"
    case "region":
      return [...appliesTo.names, ...appliesTo.codes].join(zh ? "、" : ", ")
  }
}

const formulaRows = (set: RuleSet, language: Language): ReadonlyArray<Row> => {
  const zh = language === "zh"
  const { positive, reverse, equal, moreThan, lessThan, methods = [] } = set
  const named = (rule: RuleSet["equal"], over: string): string =>
    rule.formula === "asPositive" ? (zh ? "同正向" : "as positive") : formulaText(rule, over, language)
  const strict: ReadonlyArray<Row> = [
    ...(moreThan === undefined
      ? []
      : [[zh ? "定量·大于" : "Strictly more", named(moreThan, "B ÷ A")] as const]),
    ...(lessThan === undefined
      ? []
      : [
          [
            zh ? "定量·小于" : "Strictly less",
            lessThan.formula === "asReverse"
              ? zh
                ? "同反向"
                : "as reverse"
              : formulaText(lessThan, "A ÷ B", language)
          ] as const
        ])
  ]
  return [
    [zh ? "定量·正向" : "Positive", formulaText(positive, "B ÷ A", language)],
    [zh ? "超额完成" : "Over target", overText(set, language)],
    [zh ? "定量·反向" : "Reverse", formulaText(reverse, "A ÷ B", language)],
    [zh ? "定量·等于" : "Equality", named(equal, zh ? "完成率" : "completion")],
    ...strict,
    ...methods.map((method): Row => [
      methodName(method, language),
      formulaText(method.use, zh ? "完成率" : "completion", language)
    ])
  ]
}

const zeroTargets = {
  metByZero: {
    zh: "实际为零得满分，否则得 0（正向指标得满分）",
    en: "met by zero, missed by anything else (a positive one is met)"
  },
  unscored: { zh: "不计分", en: "not scored" }
} as const

const inferredRows = ({ inferred = [] }: RuleSet, language: Language): ReadonlyArray<Row> =>
  inferred.map(({ clause, why }) => [language === "zh" ? "推定" : "Inferred", `${clause}：${why[language]}`])

const rowsOf = (set: RuleSet, language: Language): ReadonlyArray<Row> => {
  const zh = language === "zh"
  const { from, to } = set.inForce
  return [
    [zh ? "依据" : "Source", set.source[language]],
    [zh ? "施行" : "In force", `${from ?? "—"} … ${to ?? "—"}`],
    [zh ? "适用" : "For", appliesText(set, language)],
    [zh ? "资金执行" : "Execution", executionText(set, language)],
    [zh ? "一级指标" : "First level", weightsText(set.firstLevel, language)],
    ...(set.weightings ?? []).map(({ title, execution, firstLevel }): Row => {
      const money = execution === undefined ? "" : zh ? `，资金执行 ${execution}` : `, execution ${execution}`
      return [zh ? "或" : "Or", `${weightsText(firstLevel, language)}${money}（${title[language]}）`]
    }),
    ...formulaRows(set, language),
    [zh ? "未注明方向" : "Undeclared", undeclaredText(set, language)],
    [zh ? "目标为零" : "Target of zero", zeroTargets[set.zeroTarget][language]],
    ...(set.noEvidence === "nothing"
      ? [[zh ? "缺少佐证" : "No evidence", zh ? "不得分" : "nothing is earned"] as const]
      : []),
    [zh ? "小数" : "Decimals", decimalsText(set, language)],
    ...set.overrides.map(({ projectName, indicator, decimals }): Row => [
      zh ? "例外" : "Except",
      `${projectName}·${indicator}：${decimals}`
    ]),
    [
      zh ? "等级" : "Grades",
      set.gradeBands.map(({ grade, from: least }) => `${grade} ≥ ${least}`).join(zh ? "，" : ", ")
    ],
    ...inferredRows(set, language)
  ]
}

/** The page that `juesuan rules SET` prints. */
export const describeRuleSet = (set: RuleSet, language: Language = "zh"): string => {
  const zh = language === "zh"
  const tiers = set.tiers.map((tier) => {
    const range = `${percentText(tier.from)}${zh ? "（含）" : " (included)"}–${percentText(tier.to)}`
    const own = tier.share === undefined ? "" : `${zh ? "，得" : ", earns "}${percentText(tier.share)}`
    return `  ${tierName(tier, language)}  ${range}${own}`
  })
  const head = `${set.id}  ${set.title[language]}`
  const body = rowsOf(set, language).map(([name, text]) => `${name}  ${text}`)
  return [head, ...body, zh ? "定性分档（占分值）" : "Qualitative tiers (of the weight)", ...tiers].join("\n")
}
