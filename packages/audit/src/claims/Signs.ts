/**
 * Signs beside words of direction: 增加 −5 元 says it twice, or says the opposite.
 */
import type { Finding } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { ChangeClaim, Direction } from "./Claim.ts"
import { say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { changeAddress, operandOf, rawOf } from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

/** Words of direction, as a finding says them. */
export const directionWords: Readonly<Record<Direction, string>> = {
  up: "增加（增长）",
  down: "减少（下降）",
  level: "持平"
}

/** A negative number behind a word of direction says it twice, or the opposite. */
export const signFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-06"],
  change: ChangeClaim
): Finding | null => {
  const { direction, amount, subject } = change
  if (amount === null || direction === null || !amount.value.lt(0)) return null
  const word = directionWords[direction]
  return findingOf(rule, {
    severity: "hint",
    message: say(
      context,
      `${subject.label}写作${word}，增减额列示为负数 ${rawOf(amount)}：方向应由“增加”“减少”说明，数不带负号。`,
      `${subject.label} is said to go ${direction} by ${rawOf(amount)}: the word says the direction, not a sign.`
    ),
    left: operandOf(amount, changeAddress(change, "change"), "增减额"),
    right: null,
    key: `${changeAddress(change, "change")}|sign`
  })
}
