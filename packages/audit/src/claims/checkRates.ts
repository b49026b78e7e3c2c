/**
 * Rates: growth over last year or a budget (AR-N-03), shares of a whole (AR-N-04), completion of a budget (AR-N-05).
 */
import { budgetAddress } from "./Partitions.ts"
import type { Finding, Lead } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { ChangeClaim, CompletionClaim, PrintedNumber, ShareClaim } from "./Claim.ts"
import { otherBaseLeads } from "./baseLeads.ts"
import { claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { isPoint, middle } from "./Exact.ts"
import { absolute, add, exactly, percentOf, quantityOf, signedPercentOf, subtract, valueOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import {
  changeAddress,
  expectedOperand,
  gapOf,
  inUnitOf,
  narrativeAddress,
  operandOf,
  rawOf,
  slipLeads,
  touch,
  yuan
} from "./Operands.ts"
import { best, currentsOf, growthOf, impliedBase, isDoubtful, quantitiesOf } from "./Quantities.ts"
import type { Best } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"
import { defaultWholes } from "./Subjects.ts"

type Rules = typeof claimRules

/** Whether a base is nothing: to the fen, or as far as it is printed where a rate is taken over it all the same. */
const isNothing = ({ narrow }: Quantity, rate: PrintedNumber): boolean =>
  middle(narrow).eq(0) && (isPoint(narrow) || !rate.value.eq(0))
const text = (quantity: Quantity): string => yuan(middle(quantity.narrow))

interface RateWords {
  readonly context: ClaimContext
  readonly rule: Rules[keyof Rules]
  readonly rate: PrintedNumber
  readonly address: string
  /** Such as 财政拨款收、支总计增长率. */
  readonly name: string
  /** How the right rate comes about, such as a ÷（b − a）. */
  readonly formula: string
  /** The number it comes from that no cell bears out: if the rate is right, this one is wrong. */
  readonly from: PrintedNumber | null
}

/** The finding of a rate that is not what it should be; `null` where it is. */
const rateFinding = (
  words: RateWords,
  found: Best<unknown>,
  leads: () => ReadonlyArray<Lead>
): Finding | null => {
  const { context, rule, rate, address, name, formula, from } = words
  const { verdict, expected } = found
  if (verdict === "pass" || verdict === "plugged") return null
  const value = inUnitOf(rate, middle(expected.narrow))
  const long = middle(expected.narrow).toFixed(4)
  const common = {
    left: operandOf(rate, address, name),
    right: expectedOperand(rate, expected, address, formula, from),
    ...gapOf(rate, expected),
    key: address
  }
  if (verdict === "padded") {
    return findingOf(rule, {
      ...common,
      severity: "hint",
      message: say(
        context,
        `${name}列示 ${rawOf(rate)}，按所列位数应为 ${value}%：是位数较少的数补 0 得来的。`,
        `${name}: ${rawOf(rate)} printed, ${value}% with that many decimals: padded with 0.`
      )
    })
  }
  if (verdict === "cut") {
    return findingOf(rule, {
      ...common,
      severity: "hint",
      message: say(
        context,
        `${name}列示 ${rawOf(rate)}，四舍五入应为 ${value}%（${formula} = ${long}%）：末位是截断得来的。`,
        `${name}: ${rawOf(rate)} printed, ${value}% when rounded: the last digit was cut.`
      )
    })
  }
  return findingOf(rule, {
    ...common,
    message: say(
      context,
      `${name}应为 ${value}%（${formula} = ${long}%），列示 ${rawOf(rate)}；列示精度允许 ±${common.allowed[1]} 个百分点。`,
      `${name} should be ${value}% (${long}%), ${rawOf(rate)} printed; its precision allows ±${common.allowed[1]}.`
    ),
    leads: [...leads(), ...slipLeads(valueOf(rate), middle(expected.narrow).toDecimalPlaces(rate.decimals))]
  })
}

const zeroBase = (
  context: ClaimContext,
  rule: Rules[keyof Rules],
  rate: PrintedNumber,
  address: string,
  name: string
): Finding =>
  findingOf(rule, {
    severity: "explain",
    message: say(
      context,
      `${name}列示 ${rawOf(rate)}，而基数为 0：以 0 为基数没有比率，应不列示，或注明基数为 0、不可比。`,
      `${name}: ${rawOf(rate)} printed over a base of 0; there is no such rate.`
    ),
    left: operandOf(rate, address, name),
    right: { address, label: "基数", raw: null, value: null, unit: "%", at: null },
    key: address
  })

/** The rates a change may have, by the amounts it may be of. */
const ratesOf = (context: ClaimContext, change: ChangeClaim) => {
  const isUp = change.direction !== "down"
  const increase = change.amount === null ? null : quantityOf(change.amount)
  const currents = currentsOf(context, change)
  if (increase !== null && currents.length > 0) {
    return currents.map(({ quantity }) => ({
      now: quantity,
      base: impliedBase(increase, quantity, isUp),
      expected: growthOf(increase, quantity, isUp),
      formula: `${text(increase)} ÷（${text(quantity)} ${isUp ? "−" : "+"} ${text(increase)}）`
    }))
  }
  const bases = change.baseGiven === null ? [] : quantitiesOf(context, change.baseGiven, null)
  return bases.flatMap((base) => {
    if (increase !== null) {
      const formula = `${text(increase)} ÷ ${text(base)}`
      return [{ now: base, base, expected: percentOf(increase, base), formula }]
    }
    return currents.map(({ quantity }) => ({
      now: quantity,
      base,
      expected: percentOf(absolute(subtract(quantity, base)), base),
      formula: `|${text(quantity)} − ${text(base)}| ÷ ${text(base)}`
    }))
  })
}

/** AR-N-03: rate = change ÷ base, the base being the amount less the change. */
export const checkGrowth = (context: ClaimContext, rule: Rules["AR-N-03"]): Collector => {
  const out = new Collector()
  for (const change of claimsIn(context, "change")) {
    const { rate } = change
    if (rate === null || change.direction === "level") continue
    const candidates = ratesOf(context, change)
    const name = `${change.subject.label}${change.rateDirection === "down" ? "下降率" : "增长率"}`
    const address = changeAddress(change, "rate")
    if (
      candidates.length > 0 &&
      !isDoubtful(change) &&
      candidates.every(({ base }) => isNothing(base, rate))
    ) {
      out.touched.push(touch(rate))
      out.findings.push(zeroBase(context, rule, rate, address, name))
      continue
    }
    const found = best(
      rate,
      candidates.map((one) => ({ of: one, expected: one.expected }))
    )
    if (found === null || (found.verdict === "fail" && isDoubtful(change))) {
      out.doubtful++
      continue
    }
    out.touched.push(touch(rate), ...(change.amount === null ? [] : [touch(change.amount)]))
    const { formula, now } = found.of
    const from = change.amount ?? change.baseGiven?.amount ?? null
    const words = { context, rule, rate, address, name, formula, from }
    const finding = rateFinding(words, found, () => otherBaseLeads(context, change, now))
    if (finding !== null) out.findings.push(finding)
  }
  return out
}

const THREE_PUBLIC = "T07/total/outturn"

/** The “三公” total where the document has none: the three that make it up, if the paragraph has them all. */
const sumOfThree = (context: ClaimContext, claim: ShareClaim): ReadonlyArray<Quantity> => {
  const parts = ["T07/abroad/outturn", "T07/vehicles/outturn", "T07/reception/outturn"].map((address) =>
    context.index.outturnIn(claim.where.paragraphIndex, address)
  )
  const [abroad, vehicles, reception] = parts
  if (abroad === undefined || vehicles === undefined || reception === undefined) return []
  const [one, two, three] = [abroad, vehicles, reception].map(({ amount }) => quantityOf(amount))
  return [add(add(one!, two!), three!)]
}

/** What a text without tables prints for an address, if it prints one number. */
const printedOnce = (context: ClaimContext, address: string | null): Quantity | null => {
  const only = address === null ? null : context.index.onlyOutturn(address)
  return only === null ? null : quantityOf(only.amount)
}

/** The wholes a share may be of: as the list has it, as the section's rule has it. */
const wholesOf = (context: ClaimContext, claim: ShareClaim): ReadonlyArray<Quantity> => {
  const { year } = context.document
  const isOtherYear = year !== null && (claim.wholeAmount?.year ?? year) !== year
  const printed = isOtherYear ? [] : quantitiesOf(context, claim.wholeAmount, claim.whole.address)
  const standard = defaultWholes[claim.where.topic]
  if (printed.length === 0 && claim.wholeAmount === null) {
    const elsewhere = printedOnce(context, claim.whole.address)
    if (elsewhere !== null) return [elsewhere]
  }
  if (printed.length === 0 && standard === THREE_PUBLIC) return sumOfThree(context, claim)
  if (claim.wholeAmount === null || standard === undefined || claim.whole.address === standard) return printed
  return [...printed, ...quantitiesOf(context, null, standard)]
}

/** Whether the shares of a list add up to 100 as they are printed: then one may have been made to fit. */
const addsUp = (context: ClaimContext, claim: ShareClaim): boolean => {
  if (claim.list === null) return false
  const shares = context.index.sharesOf(claim)
  return (
    shares.length > 1 &&
    shares.reduce((sum, { share }) => sum.plus(share.value), shares[0]!.share.value.times(0)).eq(100)
  )
}

const basisLeads = (context: ClaimContext, claim: ShareClaim, whole: Quantity): ReadonlyArray<Lead> => {
  if (claim.where.topic !== "performance") return []
  const { scorecards } = context.document
  const executed = scorecards.reduce((sum, { card }) => sum + (card.money.total.executed ?? 0), 0)
  if (executed === 0) return []
  const rate = percentOf(exactly(middle(whole.narrow).times(0).plus(executed).div(100)), whole)
  return rate === null
    ? []
    : [
        {
          kind: "other-base",
          text: `各自评表全年执行数合计占比为 ${middle(rate.narrow).toFixed(2)}%；分子、分母应同为决算数（或同为预算数）`
        }
      ]
}

/** AR-N-04: share = part ÷ whole. */
export const checkShares = (context: ClaimContext, rule: Rules["AR-N-04"]): Collector => {
  const out = new Collector()
  for (const claim of claimsIn(context, "share")) {
    const { part, share } = claim
    if (part === null) {
      out.doubtful++
      continue
    }
    const wholes = wholesOf(context, claim)
    const parts = quantitiesOf(context, part, null)
    const name = `${part.subject.label}占比`
    const address = narrativeAddress(claim.where, part.subject, "share")
    if (wholes.length > 0 && wholes.every((whole) => isNothing(whole, share))) {
      out.touched.push(touch(share))
      out.findings.push(zeroBase(context, rule, share, address, name))
      continue
    }
    const candidates = parts.flatMap((one) =>
      wholes.map((whole) => ({
        of: { whole, formula: `${text(one)} ÷ ${text(whole)}` },
        expected: signedPercentOf(one, whole)
      }))
    )
    const found = best(share, candidates)
    const isCertain = new Set(wholes.map((whole) => text(whole))).size <= 1 || claim.wholeAmount === null
    if (found === null || (found.verdict === "fail" && !isCertain && wholes.length > 2)) {
      out.doubtful++
      continue
    }
    out.touched.push(touch(share), touch(part.amount))
    const { whole, formula } = found.of
    const words = { context, rule, rate: share, address, name, formula, from: part.amount }
    const finding = rateFinding(words, found, () => basisLeads(context, claim, whole))
    if (finding === null) continue
    const place = share.value.times(0).plus(10).pow(-share.decimals)
    const isPlug =
      valueOf(share).minus(middle(found.expected.narrow)).abs().lt(place.times("1.5")) &&
      addsUp(context, claim)
    out.findings.push(
      isPlug && finding.severity !== "hint" ? { ...finding, severity: "hint", leads: [plugLead] } : finding
    )
  }
  return out
}

const plugLead: Lead = { kind: "plug", text: "各占比合计恰为 100，疑为凑成 100 而调整末位" }

/** The budget that 决算数大于预算数 a 元 implies. */
const impliedBudgets = (
  context: ClaimContext,
  { outturn, where }: CompletionClaim
): ReadonlyArray<Quantity> =>
  (outturn === null ? [] : context.index.changesOf(outturn)).flatMap((change) => {
    const { base, amount, direction } = change
    const isOwn = where.paragraphIndex === change.where.paragraphIndex
    const isOfBudget = base === "budget" || base === "initialBudget"
    if (!isOwn || !isOfBudget || outturn === null || amount === null || direction === "level") return []
    return [impliedBase(quantityOf(amount), quantityOf(outturn.amount), direction === "up")]
  })

/** The one budget that a text without tables prints elsewhere for the same expense. */
const printedBudgets = (
  context: ClaimContext,
  { of }: CompletionClaim,
  address: string
): ReadonlyArray<Quantity> => {
  const budgets = context.index
    .budgetsAt(address, of)
    .filter(({ year }) => year === null || year === context.document.year)
  return budgets.length === 1 ? [quantityOf(budgets[0]!.amount)] : []
}

const budgetsOf = (context: ClaimContext, claim: CompletionClaim): ReadonlyArray<Quantity> => {
  const { budget, of, subject } = claim
  if (budget !== null) {
    const isOther =
      budget.budgetVersion !== of && budget.budgetVersion !== "unspecified" && of !== "unspecified"
    return isOther ? [] : quantitiesOf(context, budget, null)
  }
  const address = budgetAddress(subject.address)
  if (address === null) return impliedBudgets(context, claim)
  const cells = quantitiesOf(context, null, address)
  if (cells.length > 0) return cells
  const printed = printedBudgets(context, claim, address)
  return printed.length > 0 ? printed : impliedBudgets(context, claim)
}

/** AR-N-05: completion = outturn ÷ budget, and none over a budget of 0. */
export const checkCompletion = (context: ClaimContext, rule: Rules["AR-N-05"]): Collector => {
  const out = new Collector()
  for (const claim of claimsIn(context, "completion")) {
    const { rate, outturn, subject } = claim
    const budgets = budgetsOf(context, claim)
    const address = narrativeAddress(claim.where, subject, "completion")
    const name = `${subject.label}完成预算`
    if (budgets.length > 0 && budgets.every((budget) => isNothing(budget, rate))) {
      out.touched.push(touch(rate))
      out.findings.push(zeroBase(context, rule, rate, address, name))
      continue
    }
    const candidates = quantitiesOf(context, outturn, outturn === null ? subject.address : null).flatMap(
      (one) =>
        budgets.map((budget) => ({
          of: { formula: `${text(one)} ÷ ${text(budget)}` },
          expected: signedPercentOf(one, budget)
        }))
    )
    const found = best(rate, candidates)
    if (found === null) {
      out.doubtful++
      continue
    }
    out.touched.push(touch(rate), ...(claim.budget === null ? [] : [touch(claim.budget.amount)]))
    const from = claim.budget?.amount ?? outturn?.amount ?? null
    const finding = rateFinding(
      { context, rule, rate, address, name, formula: found.of.formula, from },
      found,
      () => []
    )
    if (finding !== null) out.findings.push(finding)
  }
  return out
}
