/**
 * Commands: events asked for without regard to what is there. Most are refused, each kind for its own reasons.
 */
import type { FiscalYear } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"
import fc from "fast-check"
import { opened } from "./YearBuilder.ts"
import { businessDate } from "./businessDate.ts"
import { functionCode } from "./functionCode.ts"
import { line } from "./line.ts"
import { amount } from "./money.ts"

/** An event asked for, and its date: one in ten is of another year. */
export interface Command {
  readonly event: Event
  readonly occurredOn: FiscalYear.BusinessDate
}

export interface CommandConstraints {
  /** Default 2024. */
  readonly year?: FiscalYear.FiscalYear
  /** Entries that corrections may name; others are unknown. Default none. */
  readonly entries?: ReadonlyArray<string>
}

const event = (entries: ReadonlyArray<string>): fc.Arbitrary<Event> =>
  fc
    .record({
      target: line(),
      other: line(),
      item: functionCode(),
      fen: amount(),
      corrects: fc.constantFrom("nobody", ...entries)
    })
    .chain(({ target, other, item, fen, corrects }) => {
      const on = { line: target, amount: fen, abstract: "" }
      const quoted = { type: "DisbursementPaid", payload: { ...on } }
      return fc.constantFrom<Event>(
        make("DisbursementPaid", on),
        make("DisbursementReturned", { ...on, corrects }),
        make("DisbursementReclassified", { corrects, from: target, to: other, amount: fen, abstract: "" }),
        make("EntryReversed", { corrects, reason: "generated", entry: quoted }),
        make("BudgetReduced", on),
        make("BudgetTransferred", { from: target, to: other, amount: fen, abstract: "" }),
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
          closing: [{ fund: "generalPublic", amount: fen }],
          surplusUsed: 0,
          surplusDistributed: 0
        }),
        opened("institution")
      )
    })

/** Any command. */
export const command = ({ year = 2024, entries = [] }: CommandConstraints = {}): fc.Arbitrary<Command> =>
  fc.record({
    event: event(entries),
    occurredOn: fc.oneof(
      { arbitrary: businessDate(year), weight: 9 },
      { arbitrary: businessDate(year + 1), weight: 1 }
    )
  })
