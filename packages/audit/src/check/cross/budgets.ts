/**
 * Initial budgets of self-evaluations against those of the narrative.
 *
 * The narrative prints the initial budget of all general public expenditure and, item by item, by how much basic
 * expenditure differs from its own. What is left is the initial budget of all projects.
 */
import type { Finding, Lead } from "@juesuan/domain"
import { Exact } from "@juesuan/scoring"
import type { CheckResult, TouchedNumber } from "../../CheckResult.ts"
import type { AmountClaim, ChangeClaim, PrintedNumber } from "../../claims/Claim.ts"
import { crossRules } from "../crossRules.ts"
import { findingOf, resultOf } from "../Finding.ts"
import { say } from "../Language.ts"
import { money, moneyOf, moneyOperand, touchedBy, yuan } from "./CardContext.ts"
import type { CardContext, CardMoney } from "./CardContext.ts"

const units: Readonly<Record<string, number>> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 }

const inYuan = ({ value, unit }: PrintedNumber): Exact.Exact | null =>
  units[unit] === undefined ? null : Exact.exact(value.toFixed()).times(units[unit])

const slackOf = ({ decimals, unit }: PrintedNumber): Exact.Exact =>
  Exact.exact(units[unit] ?? 0)
    .div(Exact.exact(10).pow(decimals))
    .div(2)

interface ProjectBudget {
  readonly amount: Exact.Exact
  readonly slack: Exact.Exact
  readonly total: AmountClaim
  readonly numbers: ReadonlyArray<PrintedNumber>
}

const isInitialTotal = (claim: CardContext["claims"][number]): claim is AmountClaim =>
  claim.kind === "amount" &&
  claim.where.topic === "generalPublic" &&
  claim.role === "budget" &&
  claim.budgetVersion === "initial" &&
  claim.subject.address === "N/5.3/initial"

const isBasicChange = (claim: CardContext["claims"][number]): claim is ChangeClaim =>
  claim.kind === "change" &&
  claim.where.topic === "basic" &&
  claim.base === "initialBudget" &&
  claim.current.length === 1 &&
  /^T06\/\d{3}\/1$/.test(claim.subject.address ?? "")

/** The 类 of basic expenditure that have an amount in the tables. */
const basicCategories = ({ document: { tables } }: CardContext): ReadonlyArray<string> =>
  [...(tables.get("T06")?.rows.values() ?? [])].flatMap(({ key, cells }) => {
    const reading = cells.get("1")
    return /^\d{3}$/.test(key) && reading?.state === "value" && reading.amount !== 0 ? [`T06/${key}/1`] : []
  })

/** The initial budget of all projects, when every part of basic expenditure says its own. */
const projectBudget = (context: CardContext): ProjectBudget | null => {
  const total = context.claims.find(isInitialTotal)
  const changes = context.claims.filter(isBasicChange)
  const told = new Set(changes.map(({ subject }) => subject.address))
  const wanted = basicCategories(context)
  const whole = total === undefined ? null : inYuan(total.amount)
  if (total === undefined || whole === null || wanted.length === 0) return null
  if (!wanted.every((address) => told.has(address)) || told.size !== changes.length) return null
  const numbers: Array<PrintedNumber> = [total.amount]
  let amount = whole
  let slack = slackOf(total.amount)
  for (const { current, amount: change, direction } of changes) {
    const outturn = current[0]!.amount
    const changed = change === null ? Exact.zero : inYuan(change)
    const executed = inYuan(outturn)
    if (executed === null || changed === null || direction === null) return null
    if (change === null && direction !== "level") return null
    const initial = direction === "up" ? executed.minus(changed) : executed.plus(changed)
    amount = amount.minus(initial)
    slack = slack.plus(slackOf(outturn)).plus(change === null ? 0 : slackOf(change))
    numbers.push(outturn, ...(change === null ? [] : [change]))
  }
  // Fen are exact: half a fen of slack for each figure printed in 元 with two decimals is none.
  return { amount, slack: slack.lt("0.5") ? Exact.zero : slack, total, numbers }
}

interface CardBudget {
  readonly name: string
  readonly initial: CardMoney
}

/** The budgets of the cards against that of all projects. */
interface Excess {
  readonly cards: ReadonlyArray<CardBudget>
  readonly budget: ProjectBudget
  readonly sum: Exact.Exact
  readonly difference: Exact.Exact
  readonly allowed: readonly [string, string]
  /** The one card whose budget makes the difference, if one alone does. */
  readonly cause: CardBudget | null
}

const SHOWN_ADDRESS = "N/5.3/initial"

/** AU-11: the cards together have more than the narrative leaves for projects. */
const sumFinding = ({ language }: CardContext, excess: Excess): Finding => {
  const { cards, budget, sum, difference, allowed, cause } = excess
  const projects = say(
    language,
    "年初预算中的项目支出（年初预算合计 − 基本支出年初预算）",
    "projects in the initial budget"
  )
  const addresses = cards.map(({ initial }) => initial.address).join(" + ")
  const sumLabel = say(language, "各自评表年初预算数之和", "initial budgets of the self-evaluations")
  return findingOf(crossRules["AU-11"], {
    message: say(
      language,
      `${cards.length} 个项目的年初预算数合计 ${money(sum)} 元，情况说明中年初预算的项目支出只有 ` +
        `${money(budget.amount)} 元（${money(inYuan(budget.total.amount)!)} 减去基本支出各项年初预算），` +
        `多 ${money(difference)} 元。`,
      `The initial budgets of ${cards.length} projects add up to ${money(sum)} 元; the narrative leaves ` +
        `${money(budget.amount)} 元 for projects: ${money(difference)} 元 too much.`
    ),
    left: yuan(addresses, sumLabel, sum, null, (cause ?? cards[0]!).initial.at),
    right: yuan(SHOWN_ADDRESS, projects, budget.amount, null, budget.total.amount.at),
    difference: difference.toFixed(2),
    allowed,
    leads: cause === null ? [] : [causeLead(language, cause)],
    key: "projects"
  })
}

const causeLead = (language: CardContext["language"], { name }: CardBudget): Lead => ({
  kind: "equals-cell",
  text: say(
    language,
    `差额等于“${name}”的年初预算数`,
    `the difference equals the initial budget of "${name}"`
  )
})

/** AU-12: the one card whose initial budget the narrative's does not contain. */
const causeFinding = ({ language }: CardContext, { budget, allowed }: Excess, cause: CardBudget): Finding => {
  const { name, initial } = cause
  const bound = say(language, "按情况说明的年初预算", "by the narrative's initial budget")
  return findingOf(crossRules["AU-12"], {
    message: say(
      language,
      `“${name}”的年初预算数列示 ${money(initial.value)} 元；情况说明的年初预算不含这一项目，应为 0.00 元，` +
        `所列的是调整后的全年预算数。`,
      `"${name}" prints an initial budget of ${money(initial.value)} 元, which the narrative's ` +
        `initial budget does not contain: it should be 0.00.`
    ),
    left: moneyOperand(initial, say(language, "年初预算数", "initial budget")),
    right: yuan(SHOWN_ADDRESS, bound, Exact.zero, null, budget.total.amount.at),
    difference: initial.value.toFixed(2),
    allowed,
    key: initial.address
  })
}

/** The initial budgets of the cards; `null` unless each card prints one. */
const cardBudgets = (context: CardContext): ReadonlyArray<CardBudget> | null => {
  const { scorecards } = context.document
  const cards = scorecards.flatMap((card): ReadonlyArray<CardBudget> => {
    const initial = moneyOf(card, "initial", context)
    return initial === null ? [] : [{ name: card.card.name, initial }]
  })
  return cards.length > 0 && cards.length === scorecards.length ? cards : null
}

/** Checks AU-11 (sum of all projects) and AU-12 (the one that makes the difference). */
export const checkBudgets = (context: CardContext): ReadonlyArray<CheckResult> => {
  const [ofSum, ofCause] = [crossRules["AU-11"], crossRules["AU-12"]]
  const budget = projectBudget(context)
  const cards = cardBudgets(context)
  if (budget === null || cards === null) {
    const notApplicable = { outcome: "notApplicable", findings: [], touched: [] } as const
    return [ofSum, ofCause].map((rule) => ({ rule, ...notApplicable }))
  }
  const sum = Exact.sum(cards.map(({ initial }) => initial.value))
  const slack = Exact.sum([budget.slack, ...cards.map(({ initial }) => initial.slack)])
  const difference = sum.minus(budget.amount)
  const touched: ReadonlyArray<TouchedNumber> = [
    ...touchedBy(...cards.map(({ initial }) => initial)),
    ...budget.numbers.map(({ at, raw }) => ({ at, raw }))
  ]
  // Fewer projects may be evaluated than were budgeted; more cannot have been.
  if (difference.lte(slack)) return [resultOf(ofSum, [], touched), resultOf(ofCause, [], [])]
  const causes = cards.filter(({ initial }) => initial.value.minus(difference).abs().lte(slack))
  const cause = causes.length === 1 ? causes[0]! : null
  const allowed = [slack.negated().toFixed(2), slack.toFixed(2)] as const
  const excess = { cards, budget, sum, difference, allowed, cause }
  return [
    resultOf(ofSum, [sumFinding(context, excess)], touched),
    resultOf(ofCause, cause === null ? [] : [causeFinding(context, excess, cause)], [])
  ]
}
