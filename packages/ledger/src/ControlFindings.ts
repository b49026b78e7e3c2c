/**
 * What budget control has to say of a year, as findings: overruns that were let pass, and control that was relaxed
 * before they were made.
 */
import { Money, controlPolicies, fundTypes } from "@juesuan/domain"
import type { ControlPolicy, Finding, FundType, Operand, Severity } from "@juesuan/domain"
import { availableOn } from "./YearState.ts"
import type { Overrun, PolicyPeriod, YearState } from "./YearState.ts"
import { shortageOf } from "./Control.ts"

type Words = { readonly zh: string; readonly en: string }

/** A rule of budget control (预算控制规则). */
export interface ControlRule {
  readonly id: string
  readonly title: Words
  readonly basis: Words
  readonly suggestion: Words
}

const basis: Words = {
  zh: "《中华人民共和国预算法》第十三条：各级政府、各部门、各单位的支出必须以经批准的预算为依据，未列入预算的不得支出",
  en: "Budget Law of the PRC, article 13: expenditure must rest on an approved budget; what is not in it is not spent"
}

const ruleOf = (id: string, title: Words, suggestion: Words): ControlRule => ({
  id,
  title,
  basis,
  suggestion
})

/** The rules by id. */
export const controlRules = {
  "BC-1": ruleOf(
    "BC-1",
    { zh: "支付须有指标（无预算不得支出）", en: "A payment needs a quota that covers its line" },
    {
      zh: "请补办指标，或更正支付的科目后说明原因。",
      en: "Have the quota issued or the line corrected, and explain."
    }
  ),
  "BC-2": ruleOf(
    "BC-2",
    { zh: "支付不超过指标可用额", en: "Payments stay within what is available on the quota" },
    { zh: "请追加或调剂指标，并说明超支原因。", en: "Supplement or transfer quota, and explain the overrun." }
  ),
  "BC-3": ruleOf(
    "BC-3",
    { zh: "支付不超过资金余额", en: "Payments stay within the money of their fund" },
    { zh: "请核对收入是否漏记、资金性质是否有误。", en: "Look for income not entered or a wrong fund." }
  ),
  "BC-4": ruleOf(
    "BC-4",
    { zh: "不得放宽预算控制以容纳超支", en: "Control is not relaxed to let an overrun pass" },
    {
      zh: "请撤回放宽期间的超支支付，或补办指标并说明放宽控制的依据。",
      en: "Take back the overruns of that period, or have quotas issued and say on what authority control was relaxed."
    }
  )
} as const satisfies Record<string, ControlRule>
/** The id of a rule of budget control, BC-1 to BC-4. */
export type ControlRuleId = keyof typeof controlRules

const strictness: Readonly<Record<ControlPolicy, number>> = { off: 0, warn: 1, strict: 2 }

/** Whether a period is laxer than the strictest before it. */
const isRelaxed = (policies: ReadonlyArray<PolicyPeriod>, period: number): boolean =>
  policies.slice(0, period).some(({ control }) => strictness[control] > strictness[policies[period]!.control])

const ruleIds: Readonly<Record<Overrun["kind"], ControlRuleId>> = {
  unbudgeted: "BC-1",
  quota: "BC-2",
  money: "BC-3"
}

const yuan = (fen: number): string => Money.toText(Money.fromFen(fen))

const labelOf = ({ kind, key }: Overrun): string => (kind === "money" ? fundTypes[key as FundType] : key)

const operand = (address: string, label: string, fen: number): Operand => ({
  address,
  label,
  raw: null,
  value: yuan(fen),
  unit: "元",
  at: null
})

const findingOf = (
  ruleId: ControlRuleId,
  severity: Severity,
  language: "zh" | "en",
  parts: Pick<Finding, "message" | "left" | "right" | "difference" | "leads"> & { readonly of: string }
): Finding => {
  const { of, ...rest } = parts
  const rule = controlRules[ruleId]
  return {
    ruleId,
    outcome: "fail",
    severity,
    title: rule.title[language],
    ...rest,
    allowed: ["0.00", "0.00"],
    basis: rule.basis[language],
    suggestion: rule.suggestion[language],
    fingerprint: `${ruleId}:${of}`
  }
}

const overrunMessage = (overrun: Overrun, control: ControlPolicy, language: "zh" | "en"): string => {
  const { events, amount, firstEventId } = overrun
  const label = labelOf(overrun)
  return language === "zh"
    ? `“${controlPolicies[control]}”期间 ${label} 有 ${events} 笔超支，共 ${yuan(amount)} 元，首笔 ${firstEventId}。`
    : `Under ${control}, ${label} was overrun ${events} times by ${yuan(amount)} 元 in all, first by ${firstEventId}.`
}

const leadsOf = (state: YearState, overrun: Overrun, language: "zh" | "en"): Finding["leads"] => {
  if (overrun.kind === "unbudgeted" || shortageOf(state, overrun) > 0) return []
  const text =
    language === "zh"
      ? "以后的追加、收入或退款已补足。"
      : "Later supplements, income or returns have made it good."
  return [{ kind: "made-good", text }]
}

const overrunFinding = (state: YearState, overrun: Overrun, language: "zh" | "en"): Finding => {
  const { control } = state.policies[overrun.period]!
  const now =
    overrun.kind === "money" ? state.money[overrun.key as FundType] : availableOn(state, overrun.key)
  return findingOf(ruleIds[overrun.kind], control === "off" ? "hint" : "explain", language, {
    of: `${overrun.period}:${overrun.key}`,
    message: overrunMessage(overrun, control, language),
    left: operand(overrun.firstEventId, labelOf(overrun), overrun.amount),
    right: operand(overrun.key, language === "zh" ? "现可用额" : "available now", now),
    difference: yuan(overrun.amount),
    leads: leadsOf(state, overrun, language)
  })
}

const relaxedMessage = (
  policies: ReadonlyArray<PolicyPeriod>,
  period: number,
  events: number,
  amount: number,
  language: "zh" | "en"
): string => {
  const { control, since, eventId, reason } = policies[period]!
  const until = policies[period + 1]
  const why = reason === "" ? "" : reason
  if (language === "zh") {
    const end = until === undefined ? "至今" : `至 ${until.since}`
    return (
      `${since} 起预算控制改为“${controlPolicies[control]}”（${eventId}，理由：${why}），${end}，` +
      `其间超支 ${events} 次，共 ${yuan(amount)} 元。`
    )
  }
  const end = until === undefined ? "and still is" : `until ${until.since}`
  return (
    `Control was relaxed to ${control} on ${since} (${eventId}, "${why}"), ${end}; ` +
    `in that time ${events} overruns by ${yuan(amount)} 元 were made.`
  )
}

const relaxedFinding = (
  state: YearState,
  period: number,
  overruns: ReadonlyArray<Overrun>,
  language: "zh" | "en"
): Finding => {
  const events = overruns.reduce((sum, overrun) => sum + overrun.events, 0)
  const amount = overruns.reduce((sum, overrun) => sum + overrun.amount, 0)
  const { eventId, control } = state.policies[period]!
  return findingOf("BC-4", "block", language, {
    of: eventId,
    message: relaxedMessage(state.policies, period, events, amount, language),
    left: operand(
      eventId,
      language === "zh" ? `控制方式 ${controlPolicies[control]}` : `control ${control}`,
      amount
    ),
    right: null,
    difference: yuan(amount),
    leads: overruns.map((overrun) => ({
      kind: "overrun",
      text: overrunMessage(overrun, control, language)
    }))
  })
}

const inOrder = (a: Overrun, b: Overrun): number =>
  a.period - b.period || (a.kind === b.kind ? (a.key < b.key ? -1 : 1) : a.kind < b.kind ? -1 : 1)

/**
 * The findings of a year's budget control. Overruns under `warn` are to be explained, under `off` a hint; where
 * control had been stricter before, all of a period are one finding that blocks.
 */
export const controlFindings = (state: YearState, language: "zh" | "en" = "zh"): ReadonlyArray<Finding> => {
  const overruns = [...state.overruns].map(([, overrun]) => overrun).sort(inOrder)
  return state.policies.flatMap((_, period) => {
    const mine = overruns.filter((overrun) => overrun.period === period)
    if (mine.length === 0) return []
    return isRelaxed(state.policies, period)
      ? [relaxedFinding(state, period, mine, language)]
      : mine.map((overrun) => overrunFinding(state, overrun, language))
  })
}
