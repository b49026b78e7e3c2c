/**
 * Numbers of one self-evaluation against each other: pieces times price against money, costs against the budget,
 * the goal's text against its indicators, decimals of rates.
 */
import type { Finding, Place } from "@juesuan/domain"
import { Exact } from "@juesuan/scoring"
import type { Indicator } from "@juesuan/scoring"
import type { AuditRule, CheckResult, TouchedNumber } from "../../CheckResult.ts"
import type { PublishedScorecard } from "../../PublishedDocument.ts"
import { crossRules } from "../crossRules.ts"
import { findingOf, resultOf } from "../Finding.ts"
import { say } from "../Language.ts"
import { money, moneyOf, moneyOperand, touchedBy, valueOf, yuan } from "./CardContext.ts"
import type { CardContext, CardMoney, CardValue, MoneyColumn } from "./CardContext.ts"

/** What one card has to say under a rule; `null` when the rule does not apply to it. */
interface Said {
  readonly findings: ReadonlyArray<Finding>
  readonly touched: ReadonlyArray<TouchedNumber>
}

type CardCheck = (card: PublishedScorecard, context: CardContext) => Said | null

const PERSONS = /^(?:人|名|人次|户)$/
const PRICE_OF_PERSON = /^元\/(?:人|名|户|人次)(?:[/·]?年)?$/
const PIECES = /^(?:张|个|件|份|套|台|本|册|只|把|辆)$/
const MONEY = /^(万?元)(?:\/年)?$/

const isCost = ({ level1, level2 }: Indicator): boolean =>
  level2.startsWith("成本") || level1.startsWith("成本")
const isQuantity = ({ level2 }: Indicator): boolean => level2.startsWith("数量")

const only = <A>(all: ReadonlyArray<A>): A | null => (all.length === 1 ? all[0]! : null)

/** Targets or actuals of the indicators that satisfy a test, where they are numbers. */
const values = (
  card: PublishedScorecard,
  side: "target" | "actual",
  test: (indicator: Indicator) => boolean
): ReadonlyArray<CardValue> =>
  card.card.indicators.filter(test).flatMap((indicator) => {
    const value = valueOf(card, indicator, side)
    if (value === null) return []
    // 5433 beside a target of 5547人 counts 人 as well.
    const unit = value.unit === "" ? (valueOf(card, indicator, "target")?.unit ?? "") : value.unit
    return [{ ...value, unit }]
  })

/** Persons times the standard a person against an amount of the money block. */
const personsTimes =
  (id: "AU-14" | "AU-15", side: "target" | "actual", column: MoneyColumn): CardCheck =>
  (card, context) => {
    const { language } = context
    const persons = only(values(card, side, isQuantity).filter(({ unit }) => PERSONS.test(unit)))
    const price = only(values(card, side, isCost).filter(({ unit }) => PRICE_OF_PERSON.test(unit)))
    const printed = moneyOf(card, column, context)
    if (persons === null || price === null || printed === null) return null
    const touched = touchedBy(persons, price, printed)
    const product = persons.value.times(price.value)
    const difference = printed.value.minus(product)
    if (difference.abs().lte(printed.slack)) return { findings: [], touched }
    const what =
      column === "executed"
        ? say(language, "全年执行数", "executed")
        : say(language, "全年预算数", "budgeted")
    const formula = `${persons.raw} × ${price.raw} = ${money(product)} 元`
    return {
      touched,
      findings: [
        findingOf(crossRules[id], {
          message: say(
            language,
            `“${card.card.name}”${what} ${money(printed.value)} 元，而 ${formula}，差 ${money(difference)} 元。`,
            `"${card.card.name}": ${what} ${money(printed.value)} 元, but ${formula}; difference ${money(difference)} 元.`
          ),
          left: moneyOperand(printed, what),
          right: yuan(`${persons.address} + ${price.address}`, formula, product, null, persons.at),
          difference: difference.toFixed(2),
          allowed: [printed.slack.negated().toFixed(2), printed.slack.toFixed(2)],
          key: printed.address
        })
      ]
    }
  }

const moneyUnit = (unit: string): number => (MONEY.exec(unit)?.[1] === "万元" ? 10_000 : 1)

const inYuan = ({ value, unit }: CardValue): Exact.Exact => value.times(moneyUnit(unit))

const halfPlace = ({ value, unit }: CardValue): Exact.Exact =>
  unit.startsWith("万")
    ? Exact.exact(moneyUnit(unit)).div(Exact.exact(10).pow(value.decimalPlaces())).div(2)
    : Exact.zero

interface Gap {
  readonly difference: Exact.Exact
  readonly slack: Exact.Exact
  readonly isHeld: boolean
}

const sumInYuan = (all: ReadonlyArray<CardValue>): Exact.Exact => Exact.sum(all.map(inYuan))

/** How much values differ from an amount of the card. */
const gapTo = (all: ReadonlyArray<CardValue>, printed: CardMoney): Gap => {
  const slack = Exact.sum(all.map(halfPlace)).plus(printed.slack)
  const difference = sumInYuan(all).minus(printed.value)
  return { difference, slack, isHeld: difference.abs().lte(slack) }
}

/** The values of the costs, where all of them are whole amounts. */
const wholeCosts = (
  card: PublishedScorecard,
  column: "target" | "actual"
): ReadonlyArray<CardValue> | null => {
  const costs = card.card.indicators.filter(isCost)
  const all = values(card, column, isCost)
  const isWhole = all.length === costs.length && all.every(({ unit }) => MONEY.test(unit))
  return costs.length > 0 && isWhole ? all : null
}

/** What differs though it is the same money: the targets from the budget, or the actuals from what was executed. */
const costFinding = (
  { card: { name } }: PublishedScorecard,
  { language }: CardContext,
  isOfTarget: boolean,
  wrong: ReadonlyArray<CardValue>,
  printed: CardMoney,
  { difference, slack }: Gap
): Finding => {
  const label = wrong.map(({ raw }) => raw).join(" + ")
  const [costName, moneyName] = isOfTarget
    ? [say(language, "成本指标值", "cost target"), say(language, "全年预算数", "budget")]
    : [say(language, "成本实际值", "actual cost"), say(language, "全年执行数", "executed")]
  const why = isOfTarget
    ? say(language, "实际值与全年执行数一致", "the actual equals what was executed")
    : say(language, "指标值与全年预算数一致", "the targets equal the budget")
  const sum = sumInYuan(wrong)
  return findingOf(crossRules["AU-16"], {
    ...(isOfTarget ? {} : { severity: "explain" as const }),
    message: say(
      language,
      `“${name}”${costName} ${label} 合 ${money(sum)} 元，${moneyName}为 ${money(printed.value)} 元，` +
        `差 ${money(difference)} 元（${why}，两者是同一笔钱）。`,
      `"${name}": ${costName} ${label} is ${money(sum)} 元, ${moneyName} ` +
        `${money(printed.value)} 元; ${why}, so both are the same money.`
    ),
    left: yuan(wrong.map(({ address }) => address).join(" + "), costName, sum, label, wrong[0]!.at),
    right: moneyOperand(printed, moneyName),
    difference: difference.toFixed(2),
    allowed: [slack.negated().toFixed(2), slack.toFixed(2)],
    key: wrong[0]!.address
  })
}

/** Cost targets that are whole amounts against 全年预算数, once the actuals show that they are the same money. */
const costAgainstBudget: CardCheck = (card, context) => {
  const targets = wholeCosts(card, "target")
  const actuals = wholeCosts(card, "actual")
  const budget = moneyOf(card, "annual", context)
  const executed = moneyOf(card, "executed", context)
  if (targets === null || actuals === null || budget === null || executed === null) return null
  const touched = touchedBy(...targets, ...actuals, budget, executed)
  const [ofTargets, ofActuals] = [gapTo(targets, budget), gapTo(actuals, executed)]
  // One cost may equal the budget and have a bound for its actual; several that add up to it are the money itself.
  const isSplit = targets.length > 1 && actuals.every(({ raw }) => /^\d/.test(raw))
  if (!ofActuals.isHeld && !(ofTargets.isHeld && isSplit)) return null
  if (ofTargets.isHeld && ofActuals.isHeld) return { findings: [], touched }
  const finding = ofActuals.isHeld
    ? costFinding(card, context, true, targets, budget, ofTargets)
    : costFinding(card, context, false, actuals, executed, ofActuals)
  return { touched, findings: [finding] }
}

/** Pieces times their price cannot be more than what was spent. */
const piecesTimes: CardCheck = (card, context) => {
  const { language } = context
  const pieces = only(values(card, "actual", isQuantity).filter(({ unit }) => PIECES.test(unit)))
  const executed = moneyOf(card, "executed", context)
  if (pieces === null || executed === null) return null
  const isPrice = ({ unit }: CardValue): boolean => unit === `元/${pieces.unit}` || unit === "元/个"
  const price = only(values(card, "actual", isCost).filter(isPrice))
  if (price === null) return null
  const touched = touchedBy(pieces, price, executed)
  const product = pieces.value.times(price.value)
  const difference = executed.value.minus(product)
  if (difference.negated().lte(executed.slack)) return { findings: [], touched }
  const formula = `${pieces.raw} × ${price.raw} = ${money(product)} 元`
  return {
    touched,
    findings: [
      findingOf(crossRules["AU-17"], {
        message: say(
          language,
          `“${card.card.name}”全年执行数 ${money(executed.value)} 元，少于 ${formula}。`,
          `"${card.card.name}": ${money(executed.value)} 元 were spent, less than ${formula}.`
        ),
        left: moneyOperand(executed, say(language, "全年执行数", "executed")),
        right: yuan(`${pieces.address} + ${price.address}`, formula, product, null, pieces.at),
        difference: difference.toFixed(2),
        allowed: ["0.00", executed.slack.toFixed(2)],
        key: executed.address
      })
    ]
  }
}

const COUNTED = /(\d[\d,]{0,14}(?:\.\d{1,4})?)\s{0,3}(人次|人|名|户|张|个|件|份|套|台|本|册|次|场|期)/g

const placeOfText = (at: Place | undefined, offset: number): Place | null =>
  at === undefined ? null : typeof at.column === "number" ? { ...at, column: at.column + offset } : at

/** A number of the outcome's text that is an indicator's target, and not what was reached. */
const outcomeText: CardCheck = (card, context) => {
  const { language, textAt } = context
  const at = card.places.get(`S/${card.card.project}/outcome`)
  const text = textAt(at) === "" ? card.card.outcome : textAt(at)
  const findings: Array<Finding> = []
  const touched: Array<TouchedNumber> = []
  for (const match of text.matchAll(COUNTED)) {
    const [, digits, unit] = match as unknown as [string, string, string]
    const value = Exact.exact(digits.replaceAll(",", ""))
    const pairs = card.card.indicators.flatMap((indicator) => {
      const target = only(values(card, "target", ({ id }) => id === indicator.id))
      const actual = only(values(card, "actual", ({ id }) => id === indicator.id))
      return target === null || actual === null || target.unit !== unit ? [] : [{ indicator, target, actual }]
    })
    const place = placeOfText(at, match.index)
    if (pairs.length === 0) continue
    touched.push(...touchedBy({ at: place, raw: digits }))
    const isReached = pairs.some(({ actual }) => actual.value.eq(value))
    const copied = pairs.find(({ target, actual }) => target.value.eq(value) && !actual.value.eq(value))
    if (isReached || copied === undefined) continue
    const { actual, target, indicator } = copied
    findings.push(
      findingOf(crossRules["AU-13"], {
        message: say(
          language,
          `“${card.card.name}”实际完成情况写 ${digits} ${unit}，“${indicator.level3}”的全年实际值是 ${actual.raw}；` +
            `${digits} 是年度指标值。`,
          `"${card.card.name}": the outcome says ${digits} ${unit}, the actual of "${indicator.level3}" is ` +
            `${actual.raw}; ${digits} is its target.`
        ),
        left: {
          address: `S/${card.card.project}/outcome`,
          label: say(language, "实际完成情况", "outcome"),
          raw: digits,
          value: Exact.plain(value),
          unit,
          at: place
        },
        right: {
          address: actual.address,
          label: say(language, "全年实际值（B）", "actual (B)"),
          raw: actual.raw,
          value: Exact.plain(actual.value),
          unit,
          at: actual.at
        },
        difference: Exact.plain(value.minus(actual.value)),
        allowed: ["0", "0"],
        leads: [
          {
            kind: "equals-cell",
            text: say(language, `等于年度指标值（A）${target.raw}`, `equals the target (A) ${target.raw}`)
          }
        ],
        key: `S/${card.card.project}/outcome/${unit}`
      })
    )
  }
  return at === undefined ? null : { findings, touched }
}

/** Rates of one publication printed with fewer decimals than its others. */
const rateDecimals = (context: CardContext): CheckResult => {
  const rule = crossRules["AU-18"]
  const rates = context.document.scorecards.flatMap(({ card, published, places }) => {
    const { executed, annual } = card.money.total
    const raw = published.rate
    if (
      raw === null ||
      !/^0?\.\d+$|^\d\.\d+$/.test(raw) ||
      executed === null ||
      annual === null ||
      annual === 0
    )
      return []
    const address = `S/${card.project}/execution/rate`
    const exact = Exact.exact(executed).div(Exact.exact(annual))
    return [
      { card, raw, address, exact, decimals: raw.split(".")[1]!.length, at: places.get(address) ?? null }
    ]
  })
  const most = Math.max(0, ...rates.map(({ decimals }) => decimals))
  const findings = rates.flatMap(({ card, raw, address, exact, decimals, at }): ReadonlyArray<Finding> => {
    const full = Exact.round(exact, most)
    // 0.875 of four decimals only lost a zero.
    if (decimals === most || full.eq(raw) || !Exact.round(exact, decimals).eq(raw)) return []
    return [
      findingOf(rule, {
        message: say(
          context.language,
          `“${card.name}”执行率 ${raw} 只有 ${decimals} 位小数，其他表为 ${most} 位，应为 ${Exact.plain(full)}。`,
          `"${card.name}": the rate ${raw} has ${decimals} decimals where others have ${most}: ${Exact.plain(full)}.`
        ),
        left: { address, label: say(context.language, "执行率", "rate"), raw, value: raw, unit: "", at },
        right: {
          address,
          label: say(context.language, "重算", "recomputed"),
          raw: null,
          value: Exact.plain(full),
          unit: "",
          at: null
        },
        difference: Exact.plain(Exact.exact(raw).minus(full)),
        key: address
      })
    ]
  })
  return {
    ...resultOf(rule, findings, []),
    ...(rates.length === 0 ? { outcome: "notApplicable" as const } : {})
  }
}

const perCard = (rule: AuditRule, check: CardCheck, context: CardContext): CheckResult => {
  const said = context.document.scorecards.map((card) => check(card, context)).filter((one) => one !== null)
  const result = resultOf(
    rule,
    said.flatMap(({ findings }) => findings),
    said.flatMap(({ touched }) => touched)
  )
  return said.length === 0 ? { ...result, outcome: "notApplicable" } : result
}

/** Checks AU-13 to AU-18. */
export const checkAmounts = (context: CardContext): ReadonlyArray<CheckResult> => [
  perCard(crossRules["AU-13"], outcomeText, context),
  perCard(crossRules["AU-14"], personsTimes("AU-14", "actual", "executed"), context),
  perCard(crossRules["AU-15"], personsTimes("AU-15", "target", "annual"), context),
  perCard(crossRules["AU-16"], costAgainstBudget, context),
  perCard(crossRules["AU-17"], piecesTimes, context),
  rateDecimals(context)
]
