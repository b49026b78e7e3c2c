/**
 * Amounts against cells (AR-N-01), bases printed or implied (AR-N-02), one indicator with two values (AR-N-10).
 */
import { Address } from "@juesuan/domain"
import { budgetAddress } from "./Partitions.ts"
import type { Finding, Lead } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { AmountClaim, ChangeClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { CellState, ClaimContext } from "./Context.ts"
import { middle, zero } from "./Exact.ts"
import { absolute, agreeLoosely, exactly, judge, placeOf, quantityOf, subtract, valueOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import {
  changeAddress,
  expectedOperand,
  gapOf,
  inUnitOf,
  operandOf,
  operandOfAmount,
  rawOf,
  sameCellLead,
  slipLeads,
  touch,
  yuan
} from "./Operands.ts"
import { best, currentsOf, impliedBase, isDoubtful, quantitiesOf } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

/** A document prints an amount in the sentence and in the table with the same place: then they are the same digits. */
const isSamePrecision = (claim: AmountClaim, cell: Extract<CellState, { state: "value" }>): boolean =>
  cell.quantity.narrow.high.minus(cell.quantity.narrow.low).eq(placeOf(claim.amount)) &&
  claim.amount.unit !== "元"

const cellFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-01"],
  claim: AmountClaim,
  cell: Extract<CellState, { state: "value" }>,
  out: Collector
): Finding | null => {
  const { amount } = claim
  const expected = cell.quantity
  const off = valueOf(amount).minus(middle(expected.narrow)).abs()
  const isOnePlace = isSamePrecision(claim, cell) && off.eq(placeOf(amount))
  const verdict = isSamePrecision(claim, cell)
    ? off.eq(0)
      ? "pass"
      : isOnePlace
        ? "plugged"
        : "fail"
    : judge(amount, expected)
  if (verdict === "pass" || (verdict === "plugged" && !isOnePlace)) return null
  const left = operandOfAmount(claim)
  const value = inUnitOf(amount, middle(expected.narrow))
  if (verdict === "cut" || verdict === "plugged" || verdict === "padded") {
    return findingOf(rule, {
      severity: "hint",
      message: say(
        context,
        `${left.label}列示 ${rawOf(amount)}，${cell.operand.label}为 ${value} ${amount.unit}：末位按截断取数，未四舍五入。`,
        `${left.label}: ${rawOf(amount)} printed, the table has ${value} ${amount.unit}: cut, not rounded.`
      ),
      left,
      right: cell.operand,
      ...gapOf(amount, expected),
      key: out.keyOf(`${left.address}|rounding`)
    })
  }
  const right = middle(expected.narrow)
  const same = sameCellLead(context.document.tables, valueOf(amount), claim.subject.address)
  const leads: ReadonlyArray<Lead> = [...slipLeads(valueOf(amount), right), ...(same === null ? [] : [same])]
  return findingOf(rule, {
    message: say(
      context,
      `文字中${left.label}为 ${rawOf(amount)}，${cell.operand.label}为 ${value} ${amount.unit}。`,
      `The text has ${rawOf(amount)} for ${left.label}, the table ${value} ${amount.unit}.`
    ),
    left,
    right: cell.operand,
    ...gapOf(amount, expected),
    leads,
    key: out.keyOf(`${left.address}|${claim.where.section}|${claim.role}`)
  })
}

/** Whether a table says that it is empty; one without rows may be one that was not read. */
const isStatedEmpty = ({ document }: ClaimContext, address: string): boolean =>
  document.tables.get(Address.cellOf(address).table)?.emptyStatement === true

/** Where no table prints its unit, a cell of the same digits is no slip from 万元 to 元: its unit is not known. */
const isOfUnknownUnit = (
  { document }: ClaimContext,
  { amount }: AmountClaim,
  { quantity }: Extract<CellState, { state: "value" }>
): boolean =>
  amount.unit === "万元" &&
  [...document.tableFacts.values()].every(({ isUnitPrinted }) => !isUnitPrinted) &&
  middle(quantity.narrow).eq(amount.value)

/** Budgets of “三公” that the text prints in two versions: the table has one column, and does not say of which. */
const budgetsOfTwoVersions = (context: ClaimContext): ReadonlySet<string> => {
  const versions = new Map<string, Set<string | null>>()
  for (const { role, subject, budgetVersion } of claimsIn(context, "amount")) {
    if (role !== "budget" || subject.address === null || budgetVersion === "unspecified") continue
    const known = versions.get(subject.address) ?? new Set()
    versions.set(subject.address, known.add(budgetVersion))
  }
  return new Set([...versions].flatMap(([address, known]) => (known.size > 1 ? [address] : [])))
}

/** 总收入 and 总支出 are the totals of 01表 in one region and those of the year alone in another. */
const sameByOtherName: Readonly<Record<string, string>> = {
  总收入: "T01/income/1",
  总支出: "T01/expenditure/2"
}

/** Whether an amount that is not its cell's is one that its words may name as well. */
const isNamedOtherwise = (context: ClaimContext, { subject, amount }: AmountClaim): boolean => {
  const other = sameByOtherName[subject.label]
  const cell = other === undefined ? null : cellAt(context, other)
  return cell?.state === "value" && judge(amount, cell.quantity) === "pass"
}

/** AR-N-01: every amount equals the cell it names. */
export const checkCells = (context: ClaimContext, rule: Rules["AR-N-01"]): Collector => {
  const out = new Collector()
  const ofTwo = budgetsOfTwoVersions(context)
  for (const claim of claimsIn(context, "amount")) {
    const { address } = claim.subject
    if (address === null || !address.startsWith("T") || claim.role === "lastYear") continue
    const isOtherYear =
      claim.year !== null && context.document.year !== null && claim.year !== context.document.year
    const cell = cellAt(context, address)
    if (cell.state === "absent") continue
    if (cell.state === "unreadable" || isOtherYear) {
      out.doubtful++
      continue
    }
    if (cell.state === "blank") {
      if (claim.amount.value.eq(0)) out.touched.push(touch(claim.amount))
      else if (cell.isEmptyTable && isStatedEmpty(context, address)) {
        out.touched.push(touch(claim.amount))
        const left = operandOfAmount(claim)
        out.findings.push(
          findingOf(rule, {
            message: say(
              context,
              `文字中${left.label}为 ${rawOf(claim.amount)}，而对应的公开表是空表。`,
              `The text has ${rawOf(claim.amount)} for ${left.label}, and the table is published empty.`
            ),
            left,
            right: expectedOperand(claim.amount, exactly(zero), address, left.label),
            ...gapOf(claim.amount, exactly(zero)),
            key: `${address}|${claim.where.section}|empty`
          })
        )
      } else out.doubtful++
      continue
    }
    if (isOfUnknownUnit(context, claim, cell)) {
      out.doubtful++
      continue
    }
    out.touched.push(touch(claim.amount))
    const finding = isNamedOtherwise(context, claim) ? null : cellFinding(context, rule, claim, cell, out)
    // Of two versions of a budget one is not the table's.
    if (finding !== null && ofTwo.has(address)) out.doubtful++
    else if (finding !== null) out.findings.push(finding)
  }
  return out
}

/** The base a change names: printed in the statement, or the budget column of the “三公” table. */
const basesOf = (context: ClaimContext, change: ChangeClaim): ReadonlyArray<Quantity> => {
  if (change.baseGiven !== null) return quantitiesOf(context, change.baseGiven, null)
  const budget = budgetAddress(change.subject.address)
  if (change.base !== "budget" || budget === null) return []
  return quantitiesOf(context, null, budget)
}

/** AR-N-02: where the base is printed, amount less base is the change. */
const checkGivenBases = (context: ClaimContext, rule: Rules["AR-N-02"], out: Collector): void => {
  for (const change of claimsIn(context, "change")) {
    const bases = basesOf(context, change)
    const { amount } = change
    if (amount === null || bases.length === 0) continue
    const candidates = currentsOf(context, change).flatMap(({ claim, quantity }) =>
      bases.map((base) => ({ of: { claim, quantity, base }, expected: absolute(subtract(quantity, base)) }))
    )
    const found = best(amount, candidates)
    if (found === null || (found.verdict === "fail" && isDoubtful(change))) {
      out.doubtful++
      continue
    }
    out.touched.push(touch(amount))
    if (found.verdict !== "fail") continue
    const address = changeAddress(change, "change")
    const { quantity, base } = found.of
    const value = inUnitOf(amount, middle(found.expected.narrow))
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${change.subject.label}本期 ${yuan(middle(quantity.narrow))} 元、基数 ${yuan(middle(base.narrow))} 元，` +
            `增减额应为 ${value} ${amount.unit}，列示 ${rawOf(amount)}。`,
          `${change.subject.label}: the change should be ${value} ${amount.unit}, ${rawOf(amount)} printed.`
        ),
        left: operandOf(amount, address, `${change.subject.label}增减额`),
        right: expectedOperand(amount, found.expected, address, "本期数 − 基数"),
        ...gapOf(amount, found.expected),
        leads: slipLeads(valueOf(amount), middle(found.expected.narrow)),
        key: address
      })
    )
  }
}

interface Implied {
  readonly change: ChangeClaim
  readonly current: Quantity
  readonly base: Quantity
}

/** AR-N-02: last year's figure of one cell is the same wherever a sentence implies it. */
const checkImpliedBases = (
  context: ClaimContext,
  rule: Rules["AR-N-02"],
  out: Collector,
  isFaulty: (change: ChangeClaim) => boolean
): void => {
  const known = new Map<string, Implied>()
  for (const change of claimsIn(context, "change")) {
    const { amount, direction, subject, base } = change
    if (subject.address === null || isDoubtful(change) || isFaulty(change)) continue
    if (amount === null || direction === null || base === "unknown") continue
    if (base === "budget" || base === "earlierYear") continue
    const current = currentsOf(context, change).at(-1)
    if (current === undefined) continue
    const implied = impliedBase(quantityOf(amount), current.quantity, direction === "up")
    const key = `${base}|${subject.address}`
    const other = known.get(key)
    if (other === undefined) {
      known.set(key, { change, base: implied, current: current.quantity })
      continue
    }
    out.touched.push(touch(amount))
    if (agreeLoosely(implied, other.base)) continue
    // Two amounts of this year that differ are told as such; their bases then differ with them.
    if (!agreeLoosely(current.quantity, other.current)) continue
    const address = changeAddress(change, "change")
    const before = other.change.amount!
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${subject.label}由两处增减额反推的上年数不同：${yuan(middle(implied.narrow))} 元与 ${yuan(middle(other.base.narrow))} 元。`,
          `${subject.label}: two changes imply two figures of last year.`
        ),
        left: operandOf(amount, address, `${subject.label}增减额`),
        right: operandOf(
          before,
          changeAddress(other.change, "change"),
          `${other.change.subject.label}增减额`
        ),
        difference: middle(implied.narrow).minus(middle(other.base.narrow)).toFixed(2),
        key: `${address}|implied`
      })
    )
  }
}

export const checkBases = (
  context: ClaimContext,
  rule: Rules["AR-N-02"],
  isFaulty: (change: ChangeClaim) => boolean
): Collector => {
  const out = new Collector()
  checkGivenBases(context, rule, out)
  checkImpliedBases(context, rule, out, isFaulty)
  return out
}

/** 收入总计 and 支出总计 are one number by definition. */
const sameTotals: Readonly<Record<string, string>> = {
  "T01/total/2": "T01/total/1",
  "T04/total/2": "T04/total/1"
}

/** A number of pieces is the same wherever it is printed. */
const checkRepeatedCounts = (context: ClaimContext, rule: Rules["AR-N-10"], out: Collector): void => {
  const counts = new Map<string, Extract<(typeof context.claims)[number], { kind: "count" }>>()
  for (const claim of claimsIn(context, "count")) {
    const { address } = claim.subject
    if (address === null || address.startsWith("N/10.4/")) continue
    const other = counts.get(address)
    if (other === undefined) {
      counts.set(address, claim)
      continue
    }
    out.touched.push(touch(claim.count), touch(other.count))
    if (claim.count.value.eq(other.count.value)) continue
    out.findings.push(
      findingOf(rule, {
        severity: "explain",
        message: say(
          context,
          `${claim.subject.label}先后列示 ${rawOf(other.count)} 和 ${rawOf(claim.count)}。`,
          `${claim.subject.label} is printed as ${rawOf(other.count)} and as ${rawOf(claim.count)}.`
        ),
        left: operandOf(claim.count, address, claim.subject.label),
        right: operandOf(other.count, address, other.subject.label),
        difference: claim.count.value.minus(other.count.value).toFixed(),
        key: `${address}|count`
      })
    )
  }
}

/** AR-N-10: a figure that has no cell is the same wherever it is printed. */
export const checkRepeated = (context: ClaimContext, rule: Rules["AR-N-10"]): Collector => {
  const out = new Collector()
  const known = new Map<string, AmountClaim>()
  for (const claim of claimsIn(context, "amount")) {
    const { address } = claim.subject
    if (address === null || claim.role === "lastYear" || address.startsWith("N/10.4/")) continue
    if (claim.year !== null && context.document.year !== null && claim.year > context.document.year) continue
    if (cellAt(context, address).state === "value") continue
    // 总收入 and 总支出 may be those of the year alone, which need not be equal.
    const isTotal = claim.subject.label.endsWith("总计")
    const figure = `${isTotal ? (sameTotals[address] ?? address) : address}|${claim.budgetVersion ?? ""}`
    const other = known.get(figure)
    if (other === undefined) {
      known.set(figure, claim)
      continue
    }
    out.touched.push(touch(claim.amount), touch(other.amount))
    if (agreeLoosely(quantityOf(claim.amount), quantityOf(other.amount))) continue
    out.findings.push(
      findingOf(rule, {
        ...(address === other.subject.address ? {} : { severity: "explain" as const }),
        message: say(
          context,
          `${claim.subject.label}先后列示 ${rawOf(other.amount)} 和 ${rawOf(claim.amount)}。`,
          `${claim.subject.label} is printed as ${rawOf(other.amount)} and as ${rawOf(claim.amount)}.`
        ),
        left: operandOfAmount(claim),
        right: operandOfAmount(other),
        ...gapOf(claim.amount, quantityOf(other.amount)),
        leads: slipLeads(valueOf(claim.amount), valueOf(other.amount)),
        key: `${address}|${claim.where.section}`
      })
    )
  }
  checkRepeatedCounts(context, rule, out)
  return out
}
