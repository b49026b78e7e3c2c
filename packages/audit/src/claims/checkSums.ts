/**
 * Sums: parts of a list and their total (AR-N-13), changes of parts and of the whole (AR-N-16).
 */
import type { Finding, Place } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { AmountClaim, ChangeClaim, ListClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { hasGap } from "./EntryNumbers.ts"
import { checkProcurement, checkTotalChange, signedChange } from "./checkParts.ts"
import { exact, middle, sumOf, zero } from "./Exact.ts"
import { agreeLoosely, quantityOf, valueOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import {
  changeAddress,
  expectedOperand,
  gapOf,
  inUnitOf,
  operandOf,
  operandOfAmount,
  rawOf,
  slipLeads,
  touch,
  yuan
} from "./Operands.ts"
import { flatPartitions, isOfAnother, partitions } from "./Partitions.ts"
import { isDoubtful } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules
/** Whether another rule has already named the number. */
export type IsNamed = (number: { readonly at: Place }) => boolean

const total = (quantities: ReadonlyArray<Quantity>): Quantity => ({
  narrow: sumOf(quantities.map(({ narrow }) => narrow)),
  loose: sumOf(quantities.map(({ loose }) => loose))
})

/** Whether the parts of a list are all there are: by definition, or because their shares add up to 100. */
const isWhole = (context: ClaimContext, claim: ListClaim): boolean => {
  const { total: whole, parts } = claim
  const defined = partitions.find(([address]) => address === whole.subject.address)
  const printed = new Set(parts.map(({ subject }) => subject.address))
  if (defined !== undefined && defined[1].every((address) => printed.has(address))) return true
  const flat = flatPartitions.find(([address]) => address === whole.subject.address)
  if (flat?.[1].every((address) => printed.has(address)) && printed.size === flat[1].length) return true
  const shares = context.index.sharesOf(claim)
  if (shares.length !== parts.length || parts.length < 2) return false
  const sum = shares.reduce((all, { share }) => all.plus(share.value), zero)
  const half = shares.reduce((all, { share }) => all.plus(exact(10).pow(-share.decimals).div(2)), zero)
  return sum.minus(100).abs().lte(half)
}

/** Every part by address, so that whichever of them is wrong is named. */
const addressesOf = (parts: ReadonlyArray<AmountClaim>): string =>
  parts.map((part) => operandOfAmount(part).address).join(" + ")

const listFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-13"],
  list: ListClaim,
  sum: Quantity,
  whole: boolean
): Finding => {
  const { amount } = list.total
  const left = operandOfAmount(list.total)
  const value = inUnitOf(amount, middle(sum.narrow))
  return findingOf(rule, {
    message: say(
      context,
      whole
        ? `${left.label}列示 ${rawOf(amount)}，各部分之和为 ${value} ${amount.unit}。`
        : `${left.label}列示 ${rawOf(amount)}，其中各项之和 ${value} ${amount.unit}，超过了总额。`,
      `${left.label}: ${rawOf(amount)} printed, the parts add up to ${value} ${amount.unit}.`
    ),
    left,
    right: expectedOperand(
      amount,
      sum,
      addressesOf(list.parts),
      `Σ ${list.parts.map(({ subject }) => subject.label).join(" + ")}`
    ),
    ...gapOf(amount, sum),
    leads: slipLeads(valueOf(amount), middle(sum.narrow)),
    key: `${left.address}|${list.where.section}|list`
  })
}

const checkLists = (
  context: ClaimContext,
  rule: Rules["AR-N-13"],
  out: Collector,
  isNamed: IsNamed
): void => {
  for (const list of claimsIn(context, "list")) {
    const parts = [...new Map(list.parts.map((part) => [part.subject.address ?? part, part])).values()]
    if (parts.some(({ subject }) => subject.address === null && subject.label === "")) continue
    const sum = total(parts.map(({ amount }) => quantityOf(amount)))
    const whole = quantityOf(list.total.amount)
    const isComplete = isWhole(context, list)
    const isUnsigned = parts.every(({ amount }) => amount.value.gte(0))
    const isAddressed = parts.every(({ subject }) => subject.address !== null)
    if (isOfAnother(list) || (!isComplete && (!isUnsigned || !isAddressed || parts.length < 2))) {
      out.doubtful++
      continue
    }
    for (const { amount } of [list.total, ...parts]) out.touched.push(touch(amount))
    const isRight = isComplete ? agreeLoosely(sum, whole) : sum.loose.low.lte(whole.loose.high)
    if (isRight || [list.total, ...parts].some(({ amount }) => isNamed(amount))) continue
    out.findings.push(listFinding(context, rule, list, sum, isComplete))
  }
}

/** Whether every 项 with expenditure in T05 has its budget among the parts. */
const hasEveryRow = (context: ClaimContext, parts: ReadonlyArray<AmountClaim>): boolean => {
  const table = context.document.tables.get("T05")
  if (table === undefined) return false
  const addresses = new Set(parts.map(({ subject }) => subject.address))
  return [...table.rows.keys()].every((code) => {
    const cell = cellAt(context, `T05/${code}/1`)
    const isSpent = cell.state === "value" && !middle(cell.quantity.narrow).eq(0)
    return !/^\d{7}$/.test(code) || !isSpent || addresses.has(`N/5.3/${code}/initial`)
  })
}

/** The initial budgets of the entries add up to that of their heading. */
const checkInitialBudgets = (
  context: ClaimContext,
  rule: Rules["AR-N-13"],
  out: Collector,
  isNamed: IsNamed
): void => {
  const budgets = claimsIn(context, "amount").filter(
    ({ role, where }) => role === "budget" && where.topic === "generalPublic"
  )
  const heading = budgets.find(({ subject }) => subject.address === "N/5.3/initial")
  const entries = budgets.filter(({ subject }) => /^N\/5\.3\/\d{7}\/initial$/.test(subject.address ?? ""))
  const parts = [...new Map(entries.map((entry) => [entry.subject.address, entry])).values()]
  if (heading === undefined || parts.length === 0) return
  const isUnread = claimsIn(context, "entry").some(
    ({ code, item, where }) => where.topic === "generalPublic" && item !== null && code === null
  )
  const sum = total(parts.map(({ amount }) => quantityOf(amount)))
  const whole = quantityOf(heading.amount)
  const isShort = sum.narrow.high.lt(whole.narrow.low)
  // A text that explains only its larger items says nothing of the sum, nor one of whose entries some were not read.
  if (isUnread || (isShort && (!hasEveryRow(context, parts) || hasGap(context)))) {
    out.doubtful++
    return
  }
  for (const { amount } of [heading, ...parts]) out.touched.push(touch(amount))
  if (agreeLoosely(sum, whole) || [heading, ...parts].some(({ amount }) => isNamed(amount))) return
  const left = operandOfAmount(heading)
  const value = inUnitOf(heading.amount, middle(sum.narrow))
  out.findings.push(
    findingOf(rule, {
      severity: isShort ? "explain" : "block",
      message: say(
        context,
        `年初预算合计列示 ${rawOf(heading.amount)}，所列 ${parts.length} 项的年初预算之和为 ${value} ${heading.amount.unit}${
          isShort ? "；如有只有预算、没有支出的项未列出，请补列" : ""
        }。`,
        `The initial budget is ${rawOf(heading.amount)}; its ${parts.length} entries add up to ${value}.`
      ),
      left,
      right: expectedOperand(heading.amount, sum, addressesOf(parts), `Σ ${parts.length} 项的年初预算`),
      ...gapOf(heading.amount, sum),
      leads: slipLeads(valueOf(heading.amount), middle(sum.narrow)),
      key: "N/5.3/initial"
    })
  )
}

/** Parts stated apart, such as goods, works and services in sentences of their own. */
const checkPartitions = (
  context: ClaimContext,
  rule: Rules["AR-N-13"],
  out: Collector,
  isNamed: IsNamed
): void => {
  const amounts = new Map<string, AmountClaim>()
  for (const claim of claimsIn(context, "amount")) {
    const { address } = claim.subject
    if (address !== null && claim.role === "outturn" && !amounts.has(address)) amounts.set(address, claim)
  }
  const flat = flatPartitions.filter(([, , subtotal]) => !amounts.has(subtotal))
  for (const [address, partAddresses] of [...partitions, ...flat]) {
    const whole = amounts.get(address)
    const parts = partAddresses.flatMap((part) => amounts.get(part) ?? [])
    if (whole === undefined || parts.length !== partAddresses.length) continue
    const isListed = claimsIn(context, "list").some(
      (list) => list.total === whole && parts.every((part) => list.parts.includes(part))
    )
    // Where all have cells, the tables' own rules and AR-N-01 say it already.
    const hasCells = [address, ...partAddresses].every((one) => cellAt(context, one).state === "value")
    if (isListed || hasCells) continue
    const sum = total(parts.map(({ amount }) => quantityOf(amount)))
    for (const { amount } of [whole, ...parts]) out.touched.push(touch(amount))
    if (
      agreeLoosely(sum, quantityOf(whole.amount)) ||
      [whole, ...parts].some(({ amount }) => isNamed(amount))
    )
      continue
    const list: ListClaim = { kind: "list", where: whole.where, total: whole, parts, list: 0 }
    out.findings.push(listFinding(context, rule, list, sum, true))
  }
}

/** AR-N-13: parts add up to their total, and never to more. */
export const checkSums = (context: ClaimContext, rule: Rules["AR-N-13"], isNamed: IsNamed): Collector => {
  const out = new Collector()
  checkLists(context, rule, out, isNamed)
  checkInitialBudgets(context, rule, out, isNamed)
  checkPartitions(context, rule, out, isNamed)
  checkProcurement(context, rule, out, isNamed)
  return out
}

const changeParts: ReadonlyArray<readonly [whole: string, parts: ReadonlyArray<string>]> = [
  ["T07/total/outturn", ["T07/abroad/outturn", "T07/vehicles/outturn", "T07/reception/outturn"]],
  [
    "T07/total/outturn",
    [
      "T07/abroad/outturn",
      "T07/vehiclePurchase/outturn",
      "T07/vehicleOperation/outturn",
      "T07/reception/outturn"
    ]
  ],
  ["T07/vehicles/outturn", ["T07/vehiclePurchase/outturn", "T07/vehicleOperation/outturn"]],
  ["T05/total/1", ["T05/total/2", "T05/total/3"]],
  ["T05/total/2", ["T06/personnel/1", "T06/operating/1"]],
  ["T05/total/2", ["T06/301/1", "T06/302/1", "T06/303/1", "T06/307/1", "T06/310/1", "T06/399/1"]]
]

/** AR-N-16: the changes of the parts, with their signs, add up to the change of the whole. */
export const checkChangeSums = (
  context: ClaimContext,
  rule: Rules["AR-N-16"],
  isNamed: IsNamed
): Collector => {
  const out = new Collector()
  for (const base of ["lastYear", "initialBudget", "budget"] as const) {
    const changes = new Map<string, ChangeClaim>()
    for (const change of claimsIn(context, "change")) {
      const { address } = change.subject
      if (change.base !== base || address === null || isDoubtful(change) || signedChange(change) === null)
        continue
      if (!changes.has(address)) changes.set(address, change)
    }
    for (const [address, partAddresses] of changeParts) {
      const whole = changes.get(address)
      const parts = partAddresses.flatMap((part) => changes.get(part) ?? [])
      if (whole === undefined || whole.amount === null || parts.length !== partAddresses.length) continue
      const sum = total(parts.map((part) => signedChange(part)!))
      const numbers = [whole, ...parts].flatMap(({ amount }) => amount ?? [])
      for (const number of numbers) out.touched.push(touch(number))
      if (agreeLoosely(sum, signedChange(whole)!) || numbers.some(isNamed)) continue
      const left = operandOf(whole.amount, changeAddress(whole, "change"), `${whole.subject.label}增减额`)
      out.findings.push(
        findingOf(rule, {
          message: say(
            context,
            `${whole.subject.label}增减 ${yuan(middle(signedChange(whole)!.narrow))} 元，各部分增减之和为 ${yuan(middle(sum.narrow))} 元。`,
            `${whole.subject.label} changes by ${yuan(middle(signedChange(whole)!.narrow))}, ` +
              `its parts by ${yuan(middle(sum.narrow))}.`
          ),
          left,
          right: expectedOperand(
            whole.amount,
            sum,
            left.address,
            parts.map(({ subject }) => subject.label).join(" + ")
          ),
          difference: middle(signedChange(whole)!.narrow).minus(middle(sum.narrow)).toFixed(2),
          key: left.address
        })
      )
    }
  }
  checkTotalChange(context, rule, out)
  return out
}
