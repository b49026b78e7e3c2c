/**
 * Commands that are wrong in form: a payment on no function, and payments and corrections of nothing or less.
 */
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { Event, Line } from "@juesuan/ledger"

/** One of each. */
export const nonsense = (target: Line, other: Line, fen: Money.Money): ReadonlyArray<Event> => {
  const corrects = "nobody"
  const onTarget = { line: target, amount: Money.negate(fen), abstract: "" }
  return [
    make("DisbursementPaid", { ...onTarget, line: { ...target, function: "banana" }, amount: fen }),
    make("DisbursementPaid", onTarget),
    make("DisbursementReturned", { ...onTarget, corrects }),
    make("DisbursementReclassified", { corrects, from: target, to: other, amount: Money.zero, abstract: "" })
  ]
}
