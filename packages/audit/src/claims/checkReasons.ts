/**
 * Reasons: a change has one (AR-N-07), and one number has not two (AR-N-19).
 */
import { findingOf } from "../check/Finding.ts"
import { lineInWords } from "../Places.ts"
import type { ChangeClaim } from "./Claim.ts"
import { claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { changeAddress, narrativeAddress, operandOf, rawOf, touch, wordOperand } from "./Operands.ts"
import { isDoubtful } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

const reasonKey = ({ base, direction, where }: ChangeClaim): string => `${base}|${direction}|${where.section}`

/** 较年初预算减少的主要原因是…: sentences that say a change again, without figures, and give its reason. */
const explainedApart = (context: ClaimContext): ReadonlySet<string> =>
  new Set(
    claimsIn(context, "change")
      .filter(({ amount, rate, reason }) => amount === null && rate === null && reason !== null)
      .map(reasonKey)
  )

/** AR-N-07: a change has a reason, and says against what it is a change. */
export const checkReasons = (context: ClaimContext, rule: Rules["AR-N-07"]): Collector => {
  const out = new Collector()
  const explained = explainedApart(context)
  // A paragraph that gives no reason gives none for all its changes: that is told once.
  const unexplained = new Set<number>()
  for (const claim of context.claims) {
    if (claim.kind !== "change" && claim.kind !== "comparison") continue
    const isLevel =
      claim.kind === "change"
        ? claim.direction === "level" || claim.amount?.value.eq(0) === true
        : claim.relation === "equal"
    const at = claim.kind === "change" ? claim.where.at : claim.at
    if (isLevel) continue
    out.touched.push({ at, raw: claim.text })
    if (claim.kind === "change" && claim.base === "unknown" && claim.baseGiven === null) {
      const missing = [claim.amount === null ? "增减额" : "", "比较对象（年度或预算）"]
        .filter((one) => one !== "")
        .join("和")
      const address = changeAddress(claim, "change")
      const printed = claim.rate ?? claim.amount
      out.findings.push(
        findingOf(rule, {
          message: say(
            context,
            `${claim.subject.label}只写“${claim.text}”，没有写明${missing}。`,
            `${claim.subject.label}: “${claim.text}” does not say against what.`
          ),
          left: printed === null ? null : operandOf(printed, address, claim.subject.label),
          key: `${address}|base`,
          leads: twinLeads(context, claim)
        })
      )
    }
    if (claim.reason !== null || (claim.kind === "change" && claim.amount === null && claim.rate === null))
      continue
    if (claim.kind === "change" && explained.has(reasonKey(claim))) continue
    if (unexplained.has(claim.where.paragraphIndex)) continue
    unexplained.add(claim.where.paragraphIndex)
    const address =
      claim.kind === "change"
        ? changeAddress(claim, "change")
        : narrativeAddress(claim.where, claim.subject, "comparison")
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${claim.subject.label}有增减（${claim.text}），没有说明原因。`,
          `${claim.subject.label} changed (${claim.text}) and no reason is given.`
        ),
        left: wordOperand(address, claim.subject.label, claim.text, at),
        key: `${address}|reason`
      })
    )
  }
  return out
}

/** The same amount with the same rate elsewhere says what is missing here. */
const twinLeads = (context: ClaimContext, change: ChangeClaim) => {
  const now = change.current[0]
  const twin = context.index
    .changesToldAs(change)
    .find((other) => other !== change && other.base === "lastYear" && other.amount !== null)
  if (twin === undefined) return []
  return [
    {
      kind: "same-figures",
      text: `${lineInWords(twin.amount!.at)}${twin.subject.label}同为 ${rawOf(now!.amount)}：${twin.text}`
    }
  ]
}

/** Words of thrift are one reason in many forms. */
const THRIFT = /节约|压缩|压减|节俭|紧日子|一般性支出|严控|八项规定/

const bigramsOf = (text: string): ReadonlySet<string> => {
  const plain = text.replace(/[\d年度，、；：。支出决算数较与比上增减加少长下降预的]/g, "")
  return new Set([...plain].slice(1).map((_, at) => plain.slice(at, at + 2)))
}

/** AR-N-19: one number has one reason; reasons with no two characters in common are two. */
export const checkOneReason = (context: ClaimContext, rule: Rules["AR-N-19"]): Collector => {
  const out = new Collector()
  const known = new Map<string, ChangeClaim>()
  for (const change of claimsIn(context, "change")) {
    const now = change.current[0]
    if (change.rate === null || change.reason === null || now === undefined || isDoubtful(change)) continue
    if (change.base === "initialBudget" || change.base === "budget") continue
    const rate = `${change.rate.value.toFixed()}|${change.rateDirection}`
    const key = `${now.amount.value.toFixed()}|${now.amount.unit}|${rate}`
    const other = known.get(key)
    if (other === undefined) {
      known.set(key, change)
      continue
    }
    out.touched.push(touch(change.rate))
    if (THRIFT.test(change.reason.text) && THRIFT.test(other.reason!.text)) continue
    const [one, before] = [bigramsOf(change.reason.text), bigramsOf(other.reason!.text)]
    if (one.size === 0 || before.size === 0 || [...one].some((pair) => before.has(pair))) continue
    const address = changeAddress(change, "change")
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${change.subject.label}与${other.subject.label}同为 ${rawOf(now.amount)}、${rawOf(change.rate)}，` +
            `原因却不同：“${change.reason.text}”与“${other.reason!.text}”。`,
          `${change.subject.label} and ${other.subject.label} are one number with two reasons.`
        ),
        left: wordOperand(address, `${change.subject.label}的原因`, change.reason.text, change.reason.at),
        right: wordOperand(
          changeAddress(other, "change"),
          `${other.subject.label}的原因`,
          other.reason!.text,
          other.reason!.at
        ),
        key: address
      })
    )
  }
  return out
}
