/**
 * Whole years: sequences of accepted events of one unit, with every kind of money event and of correction.
 *
 * A year is made from intentions, each turned into the event it can become at that point (see `YearBuilder`). So
 * years shrink like the array of intentions they come from, and every shrunk year is a year the ledger accepts.
 */
import type { ControlPolicy, FiscalYear, UnitKind } from "@juesuan/domain"
import { isFiscalFund } from "@juesuan/domain"
import { streamIdOf } from "@juesuan/ledger"
import type { Line, NewEvent, StreamId } from "@juesuan/ledger"
import fc from "fast-check"
import { intention } from "./intention.ts"
import type { Intention } from "./intention.ts"
import { YearBuilder, opened } from "./YearBuilder.ts"

/** A unit's year whose every event was accepted, in order. */
export interface Year {
  readonly agencyCode: string
  readonly streamId: StreamId
  readonly year: FiscalYear.FiscalYear
  readonly unitKind: UnitKind
  readonly events: ReadonlyArray<NewEvent>
}

/** How long a year is, and what it may hold. */
export interface YearConstraints {
  /** Default `100001`. */
  readonly agencyCode?: string
  /** Default 2024. */
  readonly year?: FiscalYear.FiscalYear
  /** Most intentions; an intention makes up to four events. Default 40. */
  readonly intentionsMax?: number
  /** Most events; what is intended after them is left out. Default 160. */
  readonly eventsMax?: number
  /** How strictly 无预算不得支出 is kept. Default `strict`. */
  readonly control?: ControlPolicy
  /** Kinds of unit to choose from. Default all, institutions twice: only they use and distribute surplus. */
  readonly unitKinds?: ReadonlyArray<UnitKind>
}

/** Turns an intention into what it can become at this point of the year. */
export const carryOut = (builder: YearBuilder, wanted: Intention): void => {
  switch (wanted.kind) {
    case "pay":
      return builder.pay(wanted)
    case "refund":
      return builder.refund(wanted, false)
    case "refundWhole":
      return builder.refund(wanted, true)
    case "reclassify":
      return builder.reclassify(wanted)
    case "reverse":
      return builder.reverse(wanted)
    case "income":
      return builder.income(wanted)
    case "appropriation":
      return builder.appropriation(wanted, "AppropriationReceived")
    case "appropriationReturned":
      return builder.appropriation(wanted, "AppropriationReturned")
    case "opening":
      return builder.carryover(wanted, "CarryoverBroughtForward")
    case "adjustment":
      return builder.carryover(wanted, "OpeningAdjusted")
    case "carryoverReturned":
      return builder.carryover(wanted, "CarryoverReturned")
    case "budget":
      return builder.budget(wanted)
    case "budgetChange":
      return builder.budgetChange(wanted)
    case "surplusUsed":
      return builder.surplusUsed(wanted)
    case "surplusDistributed":
      return builder.surplusDistributed(wanted)
    case "fact":
      return builder.fact(wanted)
  }
}

const crowdedLine = (line: Line): Line => {
  const last = line.function.charCodeAt(6) % 2
  return {
    ...line,
    fund: isFiscalFund(line.fund) ? "generalPublic" : "unitFunds",
    function: last === 0 ? "2080109" : "2080199",
    economic: line.economic.charCodeAt(4) % 2 === 0 ? "30201" : "30231",
    project: ""
  }
}

/** The same on few lines: half of all years are so, for payments, quotas and corrections to meet on one line. */
export const crowded = (wanted: Intention): Intention => ({
  ...wanted,
  line: crowdedLine(wanted.line),
  other: crowdedLine(wanted.other),
  function: "2080109"
})

/** A year of a unit; see the module. */
export const year = ({
  agencyCode = "100001",
  year: fiscalYear = 2024,
  intentionsMax = 40,
  eventsMax = 160,
  control = "strict",
  unitKinds = ["administrative", "civilServiceInstitution", "institution", "institution"]
}: YearConstraints = {}): fc.Arbitrary<Year> =>
  fc
    .record({
      unitKind: fc.constantFrom(...unitKinds),
      isCrowded: fc.boolean(),
      intentions: fc.array(intention(fiscalYear), { maxLength: intentionsMax, size: "max" })
    })
    .map(({ unitKind, isCrowded, intentions }) => {
      const builder = new YearBuilder(agencyCode, fiscalYear)
      builder.tryAdd(opened(unitKind, control), `${fiscalYear}-01-01`)
      for (const wanted of intentions) carryOut(builder, isCrowded ? crowded(wanted) : wanted)
      return {
        agencyCode,
        streamId: streamIdOf(agencyCode, fiscalYear),
        year: fiscalYear,
        unitKind,
        events: builder.events.slice(0, eventsMax)
      }
    })
