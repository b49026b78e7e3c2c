/**
 * Counts (AR-N-22): what is counted by its parts, and what was counted and cost nothing.
 */
import type { Finding } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { CountClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { middle, zero } from "./Exact.ts"
import type { Exact } from "./Exact.ts"
import { operandOf, rawOf, touch } from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

const countOf = (counts: ReadonlyArray<CountClaim>, address: string): CountClaim | undefined =>
  counts.find(({ subject }) => subject.address === address)

const countFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-22"],
  claim: CountClaim,
  right: { readonly label: string; readonly value: Exact; readonly address: string },
  zh: string,
  en: string,
  severity: Finding["severity"] = rule.severity
): Finding =>
  findingOf(rule, {
    severity,
    message: say(context, zh, en),
    left: operandOf(claim.count, claim.subject.address ?? "N/count", claim.subject.label),
    right: {
      address: right.address,
      label: right.label,
      raw: null,
      value: right.value.toFixed(),
      unit: claim.count.unit,
      at: null
    },
    difference: claim.count.value.minus(right.value).toFixed(),
    key: `${claim.subject.address}|${right.address}`
  })

/** What costs nothing was not bought, travelled or received; what was, costs something. */
const spent: ReadonlyArray<readonly [count: string, cell: string, what: string]> = [
  ["N/7.2.1/groups", "T07/abroad/outturn", "因公出国（境）费"],
  ["N/7.2.1/persons", "T07/abroad/outturn", "因公出国（境）费"],
  ["N/7.2.2/bought", "T07/vehiclePurchase/outturn", "公务用车购置费"],
  ["N/7.2.3/domestic", "T07/reception/outturn", "公务接待费"],
  ["N/7.2.3/domesticPersons", "T07/reception/outturn", "公务接待费"]
]

/** Adds up counts. */
const sumOfCounts = (counts: ReadonlyArray<CountClaim>): Exact =>
  counts.reduce((sum, { count }) => sum.plus(count.value), zero)

const addressesOfCounts = (counts: ReadonlyArray<CountClaim>): string =>
  counts.map(({ subject }) => subject.address!).join(" + ")

/** How many uses a form lists vehicles by: of fewer, some may not be printed. */
const USES_OF_VEHICLES = 7

type Counts = ReadonlyArray<CountClaim>

/** Vehicles by use add up to all vehicles. */
const checkVehicles = (
  context: ClaimContext,
  rule: Rules["AR-N-22"],
  counts: Counts,
  out: Collector
): void => {
  const vehicles = countOf(counts, "N/10.3/vehicles")
  const uses = counts.filter(({ subject }) => subject.address!.startsWith("N/10.3/vehicles/"))
  if (vehicles === undefined || uses.length < 2) return
  const sum = sumOfCounts(uses)
  for (const { count } of [vehicles, ...uses]) out.touched.push(touch(count))
  const isOpen = uses.length < USES_OF_VEHICLES && sum.lt(vehicles.count.value)
  if (sum.eq(vehicles.count.value) || isOpen) return
  const right = { label: "各用途车辆之和", value: sum, address: addressesOfCounts(uses) }
  const zh = `车辆合计 ${rawOf(vehicles.count)}，各用途之和为 ${sum.toFixed()} 辆。`
  const en = `${rawOf(vehicles.count)} vehicles in all, ${sum.toFixed()} by use.`
  out.findings.push(countFinding(context, rule, vehicles, right, zh, en))
}

/** Projects of both levels add up to all projects. */
const checkLevels = (context: ClaimContext, rule: Rules["AR-N-22"], counts: Counts, out: Collector): void => {
  const projects = countOf(counts, "N/10.4/projects")
  const levels = ["N/10.4/first", "N/10.4/second"].flatMap((address) => countOf(counts, address) ?? [])
  if (projects === undefined || levels.length !== 2) return
  const sum = sumOfCounts(levels)
  for (const { count } of [projects, ...levels]) out.touched.push(touch(count))
  if (sum.eq(projects.count.value)) return
  const right = { label: "一级项目 + 二级项目", value: sum, address: addressesOfCounts(levels) }
  const zh = `项目 ${rawOf(projects.count)}，其中一级、二级项目之和为 ${sum.toFixed()} 个。`
  const en = `${rawOf(projects.count)} projects, ${sum.toFixed()} of both levels.`
  out.findings.push(countFinding(context, rule, projects, right, zh, en))
}

/** What was bought, travelled or received costs something. */
const checkSpent = (context: ClaimContext, rule: Rules["AR-N-22"], counts: Counts, out: Collector): void => {
  for (const [address, cellAddress, what] of spent) {
    const claim = countOf(counts, address)
    const cell = cellAt(context, cellAddress)
    if (claim === undefined || cell.state !== "value") continue
    out.touched.push(touch(claim.count))
    const amount = middle(cell.quantity.narrow)
    if (claim.count.value.eq(0) || !amount.eq(0)) continue
    const right = { label: what, value: amount, address: cellAddress }
    const zh = `${claim.subject.label} ${rawOf(claim.count)}，而${what}支出为 0。`
    out.findings.push(
      countFinding(context, rule, claim, right, zh, `${rawOf(claim.count)} and nothing spent on it.`)
    )
  }
}

/** AR-N-22: vehicles by use add up; groups and persons, receptions and guests, levels of projects fit each other. */
export const checkCounts = (context: ClaimContext, rule: Rules["AR-N-22"]): Collector => {
  const out = new Collector()
  const counts = claimsIn(context, "count").filter(({ subject }) => subject.address !== null)
  checkVehicles(context, rule, counts, out)
  checkLevels(context, rule, counts, out)
  checkSpent(context, rule, counts, out)
  return out
}
