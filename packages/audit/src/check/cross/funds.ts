/**
 * Money of self-evaluations by where it comes from (AU-25), and numbers that cannot be (AU-26).
 */
import type { Finding, Place } from "@juesuan/domain"
import { Exact, readValue } from "@juesuan/scoring"
import type { CheckResult, TouchedNumber } from "../../CheckResult.ts"
import type { PublishedScorecard } from "../../PublishedDocument.ts"
import { crossRules } from "../crossRules.ts"
import { findingOf, resultOf } from "../Finding.ts"
import { say } from "../Language.ts"
import { money, moneyOf, moneyOperand, touchedBy, yuan } from "./CardContext.ts"
import type { CardContext, CardMoney, MoneyColumn } from "./CardContext.ts"

const columns: ReadonlyArray<readonly [MoneyColumn, zh: string, en: string]> = [
  ["initial", "年初预算数", "initial budget"],
  ["annual", "全年预算数", "budget"],
  ["executed", "全年执行数", "executed"]
]

const parts = ["current", "carryover", "other"] as const

interface Said {
  readonly findings: ReadonlyArray<Finding>
  readonly touched: ReadonlyArray<TouchedNumber>
}

const fundsOf = (card: PublishedScorecard, context: CardContext): ReadonlyArray<Said> => {
  const { card: own, places } = card
  // A line that was not read may hold what is missing.
  const isWhole =
    card.doubts.length === 0 && parts.every((part) => places.has(`S/${own.project}/money/${part}`))
  return columns.flatMap(([column, zh, en]): ReadonlyArray<Said> => {
    const total = moneyOf(card, column, context)
    const printed = parts.map((part) => moneyOf(card, column, context, part)).filter((one) => one !== null)
    if (total === null || printed.length === 0) return []
    const touched = touchedBy(total, ...printed)
    const sum = Exact.sum(printed.map(({ value }) => value))
    const [first, ...others] = printed
    // One number rounded twice to the same place prints the same.
    const isOneNumber = others.length === 0 && first!.slack.eq(total.slack)
    const slack = isOneNumber ? Exact.zero : Exact.sum([total, ...printed].map((one: CardMoney) => one.slack))
    const difference = total.value.minus(sum)
    const isHeld = difference.abs().lte(slack)
    if (isHeld || (!isWhole && difference.gt(0))) return [{ findings: [], touched }]
    const label = say(context.language, "各项资金之和", "sum of the funds")
    const name = say(context.language, zh, en)
    const finding = findingOf(crossRules["AU-25"], {
      message: say(
        context.language,
        `“${own.name}”${name}：年度资金总额 ${money(total.value)} 元，各项资金之和 ${money(sum)} 元，` +
          `差 ${money(difference)} 元。`,
        `"${own.name}", ${name}: ${money(total.value)} 元 in all, its funds add up to ${money(sum)} 元.`
      ),
      left: moneyOperand(total, name),
      right: yuan(
        printed.map(({ address }) => address).join(" + "),
        label,
        sum,
        printed.map(({ raw }) => raw).join(" + "),
        printed[0]!.at
      ),
      difference: difference.toFixed(2),
      allowed: [slack.negated().toFixed(2), slack.toFixed(2)],
      key: total.address
    })
    return [{ findings: [finding], touched }]
  })
}

/** Indicators that may well be negative: they measure a change. */
const CHANGE = /增[长加减幅速]|减[少幅]|降[低幅]|下降|上升|上涨|差[额异]|变[动化]|同比|环比|温度|盈亏|利润/
const NEGATIVE = /^(?:[≥≤＞＜<>=]?\s{0,3}|[^\d\-－−]{1,12}(?:\s|每[年季月周天日次]))[-－−]\s{0,3}\d/
/** Shares of which more is better and all is the most. */
const SHARE = /(?:满意[度率]|合格率|准确率|正确率|知晓率|运行率|覆盖率|及时率|达标率|通过率)$/

interface Cell {
  readonly address: string
  readonly name: string
  readonly text: string
  readonly at: Place
}

const cellsOf = ({ card, places }: PublishedScorecard, { textAt }: CardContext): ReadonlyArray<Cell> => {
  const prefix = `S/${card.project}/`
  const changes = new Set(card.indicators.flatMap(({ id, level3 }) => (CHANGE.test(level3) ? [id] : [])))
  return [...places].flatMap(([address, at]): ReadonlyArray<Cell> => {
    const [row = "", figure = ""] = address.slice(prefix.length).split("/")
    const isValue = figure === "target" || figure === "actual"
    const isNumber = isValue || figure === "weight" || figure === "score" || row === "money"
    if (!isNumber || (isValue && changes.has(row))) return []
    const name = card.indicators.find(({ id }) => id === row)?.level3 ?? ""
    return [{ address, name: name === "" ? figure : name, text: textAt(at).trim(), at }]
  })
}

/** What is wrong with a share: one of more than all, or a target of nothing. */
const shareFault = (
  card: PublishedScorecard,
  { address, name, text }: Cell
): readonly [zh: string, en: string] | null => {
  if (!SHARE.test(name)) return null
  const id = address.split("/")[2]
  const target = readValue(card.card.indicators.find((one) => one.id === id)?.target ?? null)
  if (target.kind !== "number" || (target.unit !== "" && target.unit !== "%")) return null
  if (address.endsWith("/target"))
    return target.number.isZero() ? ["是 0，等于没有目标", "0, which is no target"] : null
  const actual = readValue(text)
  if (!address.endsWith("/actual") || actual.kind !== "number" || target.unit !== actual.unit) return null
  return target.number.lte(1) && actual.number.gt(1) ? ["超过 100%", "more than all"] : null
}

const faultsOf = (card: PublishedScorecard, context: CardContext): ReadonlyArray<Finding> =>
  cellsOf(card, context).flatMap((cell): ReadonlyArray<Finding> => {
    const { address, name, text, at } = cell
    const fault = NEGATIVE.test(text) ? (["是负数", "negative"] as const) : shareFault(card, cell)
    if (fault === null) return []
    return [
      findingOf(crossRules["AU-26"], {
        message: say(
          context.language,
          `“${card.card.name}”“${name}”列示 ${text}，${fault[0]}。`,
          `"${card.card.name}", "${name}": ${text} is ${fault[1]}.`
        ),
        left: { address, label: name, raw: text, value: null, unit: "", at },
        right: null,
        key: address
      })
    ]
  })

/** Checks AU-25 and AU-26. */
export const checkFunds = (context: CardContext): ReadonlyArray<CheckResult> => {
  const { scorecards } = context.document
  const said = scorecards.flatMap((card) => fundsOf(card, context))
  const funds = resultOf(
    crossRules["AU-25"],
    said.flatMap(({ findings }) => findings),
    said.flatMap(({ touched }) => touched)
  )
  const signs = resultOf(
    crossRules["AU-26"],
    scorecards.flatMap((card) => faultsOf(card, context)),
    []
  )
  return [
    said.length === 0 ? { ...funds, outcome: "notApplicable" } : funds,
    scorecards.length === 0 ? { ...signs, outcome: "notApplicable" } : signs
  ]
}
