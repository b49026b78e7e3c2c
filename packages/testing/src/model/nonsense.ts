/**
 * Commands that are wrong in form: a payment on no function, and payments and corrections of nothing or less.
 */
import { make } from "@juesuan/ledger"
import type { Event, Line } from "@juesuan/ledger"

/** One of each. */
export const nonsense = (target: Line, other: Line, fen: number): ReadonlyArray<Event> => {
  const corrects = "nobody"
  const onTarget = { line: target, amount: -fen, abstract: "" }
  return [
    make("DisbursementPaid", { ...onTarget, line: { ...target, function: "banana" }, amount: fen }),
    make("DisbursementPaid", onTarget),
    make("DisbursementReturned", { ...onTarget, corrects }),
    make("DisbursementReclassified", { corrects, from: target, to: other, amount: 0, abstract: "" })
  ]
}
