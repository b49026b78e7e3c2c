/**
 * Histories: two years of one unit. The first is closed and adjusted after the close, the second opens with what it
 * left and gets money back for payments of the first.
 */
import { Money, isFiscalFund } from "@juesuan/domain"
import { foldYear, make, openingEvents, proposeClosing, quote, streamIdOf } from "@juesuan/ledger"
import type {
  DecisionContext,
  Event,
  EventOf,
  MoneyEventType,
  NewEvent,
  RecordedEvent
} from "@juesuan/ledger"
import fc from "fast-check"
import * as Result from "effect/Result"
import { intention } from "./intention.ts"
import type { Intention } from "./intention.ts"
import { carryOut, crowded, year } from "./year.ts"
import type { Year } from "./year.ts"
import { YearBuilder } from "./YearBuilder.ts"
import type { OpenPayment } from "./YearBuilder.ts"

/** Two years of a unit: the first with its corrections and its close, the second opened from it. */
export interface History {
  /** The first year with its closing and what was adjusted after it. */
  readonly first: Year
  /** How many of its events were there when it was closed, the closing included. */
  readonly closedAt: number
  /** The second year, from its opening on. */
  readonly second: Year
  /** How many of its events opened it. */
  readonly openedWith: number
}

/** Which unit and years, and how much happens in each. */
export interface HistoryConstraints {
  readonly agencyCode?: string
  /** The first of the two years. Default 2024. */
  readonly year?: number
  /** Most intentions of each year. Default 20. */
  readonly intentionsMax?: number
}

/** An adjustment as the audit would make it: a payment that partly comes back, or one that was left out. */
const adjustmentOf = (builder: YearBuilder, { pick, amount, line }: Intention): Event | undefined => {
  const payments = builder.openPayments()
  const payment = payments[pick % Math.max(1, payments.length)]
  if (payment !== undefined && pick % 3 !== 0) {
    const { eventId: corrects, line: paid, remaining } = payment
    return make("DisbursementReturned", {
      corrects,
      line: paid,
      amount: Money.fromFen(1 + (amount % remaining)),
      abstract: ""
    })
  }
  const available = Money.fromFen(Math.min(amount, builder.state.money[line.fund]))
  return available <= 0 ? undefined : make("DisbursementPaid", { line, amount: available, abstract: "" })
}

const adjust = (builder: YearBuilder, wanted: Intention): void => {
  const entry = adjustmentOf(builder, wanted)
  if (entry === undefined) return
  const adjusted = make("ClosedYearAdjusted", {
    reason: "generated",
    authority: "generated",
    entry: quote(entry as EventOf<MoneyEventType>)
  })
  builder.tryAdd(adjusted, wanted.occurredOn)
}

/** What of a payment may still come back in the next year, and where it would be entered. */
const priorReturn = (
  payments: ReadonlyArray<OpenPayment>,
  context: DecisionContext,
  { pick, amount }: Intention
): Event | undefined => {
  const payment = payments[pick % Math.max(1, payments.length)]
  const paid = payment === undefined ? undefined : context.priorPayment(payment.eventId)
  if (payment === undefined || paid === undefined || paid.remaining <= 0) return undefined
  const { fund, function: item, nature, project } = paid.line
  if (!isFiscalFund(fund) || (nature !== "basic" && nature !== "project")) return undefined
  return make("OpeningAdjusted", {
    fund,
    function: item,
    nature,
    project,
    kind: "carryover",
    amount: Money.fromFen(1 + (amount % paid.remaining)),
    cause: "priorYearReturn",
    corrects: payment.eventId,
    reason: "generated"
  })
}

const recordedOf = (events: ReadonlyArray<NewEvent>): ReadonlyArray<RecordedEvent> =>
  events as unknown as ReadonlyArray<RecordedEvent>

/** Two years of a unit; see the module. */
export const history = ({
  agencyCode = "100001",
  year: firstYear = 2024,
  intentionsMax = 20
}: HistoryConstraints = {}): fc.Arbitrary<History> =>
  fc
    .record({
      first: year({ agencyCode, year: firstYear, intentionsMax }),
      finished: fc.array(fc.constantFrom("P1", "P2", "P3"), { maxLength: 2 }),
      adjustments: fc.array(intention(firstYear), { maxLength: 3 }),
      returns: fc.array(intention(firstYear + 1), { maxLength: 3 }),
      second: fc.array(intention(firstYear + 1), { maxLength: intentionsMax, size: "max" })
    })
    .map(({ first, finished, adjustments, returns, second }) => {
      const before = new YearBuilder(agencyCode, firstYear, first.events)
      before.mustAdd(proposeClosing(before.state, finished), `${firstYear}-12-31`)
      const closedAt = before.events.length
      for (const wanted of adjustments) adjust(before, wanted)
      const closed = foldYear(recordedOf(before.events))
      const payments = before.openPayments()
      const after = new YearBuilder(agencyCode, firstYear + 1)
      const context: DecisionContext = {
        priorPayment: (eventId) => {
          const mine = payments.filter((payment) => payment.eventId === eventId)
          const [payment] = mine
          if (payment === undefined) return undefined
          const event = before.events.find((candidate) => candidate.eventId === eventId)!.event
          const { line } = (event as EventOf<"DisbursementPaid">).payload
          return { line, remaining: mine.reduce((sum, { remaining }) => sum + remaining, 0) }
        }
      }
      const opening = openingEvents(closed)
      // Surplus that no function was ever booked on cannot be brought forward by function: no such histories.
      if (Result.isFailure(opening)) return undefined
      for (const event of opening.success) after.mustAdd(event, `${firstYear + 1}-01-01`)
      const openedWith = after.events.length
      for (const wanted of returns) {
        const event = priorReturn(payments, context, wanted)
        if (event !== undefined) after.tryAdd(event, wanted.occurredOn, context)
      }
      for (const wanted of second) carryOut(after, crowded(wanted))
      return {
        first: { ...first, events: before.events },
        closedAt,
        second: {
          ...first,
          year: firstYear + 1,
          streamId: streamIdOf(agencyCode, firstYear + 1),
          events: after.events
        },
        openedWith
      }
    })
    .filter((made) => made !== undefined)
