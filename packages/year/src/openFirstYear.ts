/**
 * The first year of a unit: its opening (建账) from what a person knows, without a file.
 */
import type { ControlPolicy, UnitKind } from "@juesuan/domain"
import { make, planCommands, recordPlan, streamIdOf } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent, RecordOptions } from "@juesuan/ledger"
import * as Effect from "effect/Effect"

/** What the first event of a year needs. */
export interface FirstYear {
  readonly agencyCode: string
  readonly year: number
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly control: ControlPolicy
  /** Staff at the end of the year (年末实有人数). */
  readonly staffing: number
  /** The department the unit belongs to; empty where it is none. */
  readonly department?: string | undefined
  readonly duties?: string | undefined
  /** The units whose money the year covers; default: the unit itself. */
  readonly unitsCovered?: ReadonlyArray<string> | undefined
  /** The business date; default: the first day of the year. */
  readonly date?: string | undefined
  /** The moment it counts as recorded; default: 18:00 Beijing time of its date. */
  readonly recordedAt?: string | undefined
}

/** The document number of an opening that came from no file. */
const OPENING = "建账"

/**
 * Opens a unit's first year. The same opening again adds nothing.
 *
 * Fails with `CommandsRefused` where the ledger does not accept it, such as a year that is open already
 * with another.
 */
export const openFirstYear = Effect.fn("openFirstYear")(function* (
  store: EventStoreShape,
  given: FirstYear,
  options: RecordOptions = {}
) {
  const { agencyCode, year, unitName, date = `${given.year}-01-01` } = given
  const streamId = streamIdOf(agencyCode, year)
  const event: NewEvent = {
    eventId: `${agencyCode}/${year}/${OPENING}#1`,
    occurredOn: date,
    recordedAt: given.recordedAt ?? `${date}T10:00:00.000Z`,
    documentNo: OPENING,
    source: null,
    event: make("FiscalYearOpened", {
      unitName,
      unitKind: given.unitKind,
      control: given.control,
      department: given.department ?? "",
      staffing: given.staffing,
      duties: given.duties ?? "",
      unitsCovered: given.unitsCovered ?? [unitName],
      attributes: {}
    })
  }
  const plan = yield* planCommands(store, [{ streamId, event }])
  const { appended } = yield* recordPlan(store, plan, options)
  return { streamId, isNew: appended > 0 }
})
