/**
 * Commands: events asked for without regard to what is there. Most are refused, each kind for its own reasons.
 */
import { Money } from "@juesuan/domain"
import type { FiscalYear } from "@juesuan/domain"
import { make, quote } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"
import fc from "fast-check"
import { opened } from "./YearBuilder.ts"
import { businessDate } from "./businessDate.ts"
import { functionCode } from "./functionCode.ts"
import { line, quotaLine } from "./line.ts"
import { amount } from "./money.ts"

/** An event asked for, and its date: one in ten is of another year. */
export interface Command {
  readonly event: Event
  readonly occurredOn: FiscalYear.BusinessDate
}

const event = (): fc.Arbitrary<Event> =>
  fc
    .record({
      target: line(),
      other: line(),
      item: functionCode(),
      fen: amount()
    })
    .chain(({ target, other, item, fen }) => {
      const corrects = "nobody"
      const on = { line: target, amount: fen, abstract: "" }
      const quoted = quote(make("DisbursementPaid", on))
      return fc.constantFrom<Event>(
        make("DisbursementPaid", on),
        make("DisbursementReturned", { ...on, corrects }),
        make("DisbursementReclassified", { corrects, from: target, to: other, amount: fen, abstract: "" }),
        make("EntryReversed", { corrects, reason: "generated", entry: quoted }),
        make("BudgetReduced", { ...on, line: quotaLine(target) }),
        make("BudgetTransferred", {
          from: quotaLine(target),
          to: quotaLine(other),
          amount: fen,
          abstract: ""
        }),
        make("DisbursementPaid", { ...on, line: { ...target, economic: "30901", nature: "basic" } }),
        make("DisbursementPaid", { ...on, line: { ...target, fund: "generalPublic", nature: "operating" } }),
        make("SurplusDistributed", { use: "incomeTax", amount: fen, abstract: "" }),
        make("IncomeReceived", {
          kind: "other",
          fund: "unitFunds",
          function: item,
          amount: fen,
          abstract: ""
        }),
        make("FiscalYearClosed", {
          closing: [
            {
              fund: "generalPublic",
              function: "",
              nature: "",
              project: "",
              kind: "carryover",
              amount: fen
            }
          ],
          surplusUsed: Money.zero,
          surplusDistributed: Money.zero
        }),
        opened("institution")
      )
    })

/** Any command. A correction names no entry that is there. */
export const command = (year: FiscalYear.FiscalYear = 2024): fc.Arbitrary<Command> =>
  fc.record({
    event: event(),
    occurredOn: fc.oneof(
      { arbitrary: businessDate(year), weight: 9 },
      { arbitrary: businessDate(year + 1), weight: 1 }
    )
  })
