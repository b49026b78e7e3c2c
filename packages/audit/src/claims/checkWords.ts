/**
 * Words of direction against figures (AR-N-06).
 */
import { budgetAddress } from "./Partitions.ts"
import type { Finding, Operand } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { ChangeClaim, ComparisonClaim, Direction } from "./Claim.ts"
import { claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { middle } from "./Exact.ts"
import type { Quantity } from "./Judge.ts"
import {
  changeAddress,
  narrativeAddress,
  operandOf,
  operandOfAmount,
  rawOf,
  wordOperand,
  yuan
} from "./Operands.ts"
import { currentsOf, isDoubtful, quantitiesOf } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"
import { directionWords, signFinding } from "./Signs.ts"

type Rules = typeof claimRules

const relationWords = { greater: "大于", less: "小于", equal: "等于" } as const

/** How outturn and budget compare; `null` where rounding leaves it open. */
const relationOf = (outturn: Quantity, budget: Quantity): ComparisonClaim["relation"] | null => {
  if (outturn.narrow.low.gt(budget.narrow.high)) return "greater"
  if (outturn.narrow.high.lt(budget.narrow.low)) return "less"
  return outturn.narrow.low.eq(budget.narrow.low) && outturn.narrow.high.eq(budget.narrow.high)
    ? "equal"
    : null
}

const comparisonFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-06"],
  claim: ComparisonClaim,
  right: ComparisonClaim["relation"] | null,
  shown: string
): Finding => {
  const printed = claim.words.join("（") + (claim.words.length > 1 ? "）" : "")
  const address = narrativeAddress(claim.where, claim.subject, "comparison")
  const word = right === null ? null : relationWords[right]
  const isOpen = claim.words.length > 1
  return findingOf(rule, {
    message: say(
      context,
      isOpen
        ? `${claim.subject.label}决算数${printed}预算数：备选用语未择一${word === null ? "" : `，应为${word}（${shown}）`}。`
        : `${claim.subject.label}决算数写作${printed}预算数，按数应为${word}（${shown}）。`,
      isOpen
        ? `${claim.subject.label}: alternatives were left unresolved` +
            (word === null ? "." : `; it should be ${word} (${shown}).`)
        : `${claim.subject.label}: ${printed} printed, ${word} by the figures (${shown}).`
    ),
    left: wordOperand(address, `${claim.subject.label}决算数与预算数比较`, printed, claim.at),
    right: claim.outturn === null ? null : operandOfAmount(claim.outturn),
    key: address
  })
}

const checkComparisons = (context: ClaimContext, rule: Rules["AR-N-06"], out: Collector): void => {
  for (const claim of claimsIn(context, "comparison")) {
    const { outturn, budget, subject, words } = claim
    const outturns = quantitiesOf(context, outturn, subject.address)
    const budgets =
      budget === null
        ? budgetAddress(subject.address) === null
          ? []
          : quantitiesOf(context, null, budgetAddress(subject.address))
        : quantitiesOf(context, budget, null)
    const relations = outturns.flatMap((one) =>
      budgets.map((other) => ({
        relation: relationOf(one, other),
        shown: `${yuan(middle(one.narrow))} 与 ${yuan(middle(other.narrow))}`
      }))
    )
    const first = relations[0]
    if (words.length > 1) {
      out.touched.push({ at: claim.at, raw: words.join("/") })
      out.findings.push(comparisonFinding(context, rule, claim, first?.relation ?? null, first?.shown ?? ""))
      continue
    }
    if (first === undefined || relations.some(({ relation }) => relation === null)) {
      out.doubtful++
      continue
    }
    out.touched.push({ at: claim.at, raw: words[0]! })
    if (relations.some(({ relation }) => relation === claim.relation)) continue
    out.findings.push(comparisonFinding(context, rule, claim, first.relation, first.shown))
  }
}

/** The direction from base to amount; `null` where it cannot be told. */
const directionOf = (
  context: ClaimContext,
  change: ChangeClaim
): { readonly is: ReadonlySet<Direction>; readonly shown: string } | null => {
  if (isDoubtful(change)) return null
  const bases =
    change.baseGiven === null
      ? change.base === "budget" && budgetAddress(change.subject.address) !== null
        ? quantitiesOf(context, null, budgetAddress(change.subject.address))
        : []
      : quantitiesOf(context, change.baseGiven, null)
  const found = new Set<Direction>()
  let shown = ""
  for (const { quantity } of currentsOf(context, change)) {
    for (const base of bases) {
      const relation = relationOf(quantity, base)
      if (relation === null) return null
      found.add(relation === "greater" ? "up" : relation === "less" ? "down" : "level")
      if (shown === "") shown = `${yuan(middle(quantity.narrow))} 与 ${yuan(middle(base.narrow))}`
    }
  }
  return found.size === 0 ? null : { is: found, shown }
}

const directionFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-06"],
  change: ChangeClaim,
  zh: string,
  en: string,
  right: Operand | null = null,
  severity: Finding["severity"] = rule.severity
): Finding => {
  const address = changeAddress(change, "direction")
  return findingOf(rule, {
    severity,
    message: say(context, zh, en),
    left: wordOperand(address, `${change.subject.label}增减方向`, change.text, change.where.at),
    right,
    key: `${address}|${change.text}`
  })
}

/** What contradicts itself inside one change. */
const ownContradiction = (
  context: ClaimContext,
  rule: Rules["AR-N-06"],
  change: ChangeClaim
): Finding | null => {
  const { direction, rateDirection, amount, rate, subject } = change
  const rateOperand = rate === null ? null : operandOf(rate, changeAddress(change, "rate"), "比率")
  if (
    direction !== null &&
    rateDirection !== null &&
    direction !== rateDirection &&
    rate?.value.eq(0) !== true
  ) {
    const [one, other] = [directionWords[direction], directionWords[rateDirection]]
    return directionFinding(
      context,
      rule,
      change,
      `${subject.label}的增减额写作${one}，比率写作${other}。`,
      `${subject.label}: the amount goes ${direction}, the rate ${rateDirection}.`,
      rateOperand
    )
  }
  if (direction === "level" && [amount, rate].some((one) => one !== null && !one.value.eq(0))) {
    return directionFinding(
      context,
      rule,
      change,
      `${subject.label}写作持平，又列示了 ${[amount, rate].flatMap((one) => (one === null ? [] : [rawOf(one)])).join("、")}。`,
      `${subject.label} is called level and has a change.`,
      rateOperand
    )
  }
  if (
    amount !== null &&
    direction !== "level" &&
    amount.value.eq(0) &&
    amount.decimals >= 2 &&
    (rate === null || rate.value.eq(0))
  ) {
    return directionFinding(
      context,
      rule,
      change,
      `${subject.label}增减额为 ${rawOf(amount)}，应写作持平。`,
      `${subject.label} changes by ${rawOf(amount)}: it is level.`,
      operandOf(amount, changeAddress(change, "change"), "增减额"),
      "hint"
    )
  }
  return null
}

/** AR-N-06: words of direction agree with the figures and with each other, and one alternative is kept. */
export const checkDirections = (context: ClaimContext, rule: Rules["AR-N-06"]): Collector => {
  const out = new Collector()
  checkComparisons(context, rule, out)
  const said = new Map<string, ChangeClaim>()
  for (const change of claimsIn(context, "change")) {
    const { direction, subject, base } = change
    if (direction === null) continue
    const signed = signFinding(context, rule, change)
    if (signed !== null) out.findings.push(signed)
    const own = ownContradiction(context, rule, change)
    if (own !== null) {
      out.findings.push(own)
      continue
    }
    const figures = directionOf(context, change)
    if (figures !== null) {
      out.touched.push({ at: change.where.at, raw: change.text })
      if (!figures.is.has(direction)) {
        const right = directionWords[[...figures.is][0]!]
        out.findings.push(
          directionFinding(
            context,
            rule,
            change,
            `${subject.label}写作${directionWords[direction]}，按数应为${right}（${figures.shown}）。`,
            `${subject.label} is said to go ${direction}; the figures say otherwise (${figures.shown}).`
          )
        )
      }
      continue
    }
    if (subject.address === null || isDoubtful(change)) continue
    if (base === "unknown" || base === "earlierYear") continue
    const key = `${subject.address}|${base === "lastYear" ? "last" : "budget"}`
    const other = said.get(key)
    if (other === undefined) {
      said.set(key, change)
      continue
    }
    out.touched.push({ at: change.where.at, raw: change.text })
    if (other.direction === direction || other.amount?.value.eq(0) === true) continue
    out.findings.push(
      directionFinding(
        context,
        rule,
        change,
        `${subject.label}前面写作${directionWords[other.direction!]}，这里写作${directionWords[direction]}。`,
        `${subject.label} is said to go ${other.direction} before and ${direction} here.`,
        wordOperand(changeAddress(other, "direction"), other.subject.label, other.text, other.where.at)
      )
    )
  }
  return out
}
