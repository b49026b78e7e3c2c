/**
 * Recording imported rows: as commands of the ledger, with the control policy asked for and, in a closed year, as
 * adjustments after the close.
 */
import type { ControlPolicy } from "@juesuan/domain"
import { inLanguage } from "@juesuan/import"
import type { ImportedEvent, ImportIssue } from "@juesuan/import"
import { isMoneyEvent, make, planCommands, quote, recordPlan } from "@juesuan/ledger"
import type {
  Command,
  CommandPlan,
  DraftedYear,
  EventIdReused,
  EventOf,
  EventStoreShape,
  MoneyEventType,
  NewEvent,
  RecordOptions,
  Refusal,
  RefusedCommand
} from "@juesuan/ledger"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** A row the ledger does not accept. */
export interface RefusedRow {
  readonly event: ImportedEvent
  readonly refusal: Refusal.Refusal | EventIdReused
}

/** The files, or the year they tell, are not accepted; nothing was written. */
export class ReplayRefused extends Data.TaggedError("ReplayRefused")<{
  /** What is wrong with the files, with file, row, column, value and remedy; warnings are among them. */
  readonly issues: ReadonlyArray<ImportIssue>
  /** Rows that read well and that the ledger refuses, each with its refusal. */
  readonly refused: ReadonlyArray<RefusedRow>
}> {
  override get message(): string {
    const issues = this.issues.map((issue) => {
      const { message, remedy } = inLanguage(issue, "en")
      return `${issue.file} row ${issue.row} ${issue.column}: ${message} ${remedy}`.trim()
    })
    const refused = this.refused.map(
      ({ event, refusal }) => `${event.source.file} row ${event.source.row}: ${refusal.message}`
    )
    return [...issues, ...refused, "Nothing was written."].join("\n")
  }
}

/** How rows are recorded. */
export interface RowOptions {
  /** When a row counts as recorded. Default: 18:00 Beijing time of its business date, so that replays repeat. */
  readonly recordedAt?: ((row: ImportedEvent) => string) | undefined
  /** The control policy that the years are to have from the first row on. */
  readonly control?: ControlPolicy | undefined
  /** Why rows are entered into a closed year; without a reason they are refused there. */
  readonly afterClose?: string | undefined
  /** Is called with the number of rows decided, from time to time. */
  readonly onProgress?: ((decided: number) => void) | undefined
}

/** What rows come to on a ledger: what is to be appended, and every row that is not accepted. */
export interface RowPlan {
  readonly rows: ReadonlyArray<ImportedEvent>
  readonly plan: CommandPlan
  readonly refused: ReadonlyArray<RefusedRow>
}

const refusedRows = (
  rows: ReadonlyArray<ImportedEvent>,
  refused: ReadonlyArray<RefusedCommand>
): ReadonlyArray<RefusedRow> => refused.map(({ index, refusal }) => ({ event: rows[index]!, refusal }))

const atSix = ({ occurredOn }: ImportedEvent): string => `${occurredOn}T10:00:00.000Z`

const toNewEvent = (row: ImportedEvent, recordedAt: string): NewEvent => ({
  eventId: row.eventId,
  occurredOn: row.occurredOn,
  recordedAt,
  documentNo: row.documentNo,
  source: row.source,
  event: row.event
})

/** In a closed year, and where a reason is given, an entry is recorded as an adjustment after the close. */
const asAdjustment = (asked: NewEvent, { state }: DraftedYear, reason: string | undefined): NewEvent => {
  const { event, documentNo } = asked
  if (reason === undefined || state.status !== "closed") return asked
  if (!isMoneyEvent(event.type) && event.type !== "EntryReversed") return asked
  const entry = quote(event as EventOf<MoneyEventType | "EntryReversed">)
  const authority = documentNo === "" ? reason : documentNo
  return { ...asked, event: make("ClosedYearAdjusted", { reason, authority, entry }) }
}

/** The event that records a change of the control policy, before the first event that it applies to. */
const controlChange = (
  { streamId, version }: DraftedYear,
  control: ControlPolicy,
  first: NewEvent
): NewEvent => ({
  eventId: `${streamId.slice("unit/".length)}/control#${version + 1}`,
  occurredOn: first.occurredOn,
  recordedAt: first.recordedAt,
  documentNo: "",
  source: null,
  event: make("ControlPolicyChanged", { control, reason: `--control ${control}` })
})

const expandBy =
  ({ control, afterClose }: RowOptions) =>
  ({ event }: Command, year: DraftedYear): readonly [...Array<NewEvent>, NewEvent] => {
    const asked = asAdjustment(event, year, afterClose)
    const { status, control: current } = year.state
    return control !== undefined && status === "open" && current !== control
      ? [controlChange(year, control, asked), asked]
      : [asked]
  }

/** Decides rows on what a store holds; writes nothing. */
export const planRows = Effect.fn("planRows")(function* (
  store: EventStoreShape,
  rows: ReadonlyArray<ImportedEvent>,
  options: RowOptions = {}
) {
  const { recordedAt = atSix, onProgress } = options
  const commands = rows.map((row) => ({
    streamId: row.streamId,
    event: toNewEvent(row, recordedAt(row))
  }))
  const plan = yield* planCommands(store, commands, { expand: expandBy(options), onProgress })
  const planned: RowPlan = { rows, plan, refused: refusedRows(rows, plan.refused) }
  return planned
})

/**
 * Appends planned rows, all or none; where others wrote in between, the rows are decided anew.
 *
 * Fails with {@link ReplayRefused}, or with `VersionConflict` when others were faster as often as it was tried.
 */
export const recordRowPlan = Effect.fn("recordRowPlan")(function* (
  store: EventStoreShape,
  { rows, plan }: RowPlan,
  options: RecordOptions = {}
) {
  return yield* recordPlan(store, plan, options).pipe(
    Effect.catchTag("CommandsRefused", ({ refused }) =>
      Effect.fail(new ReplayRefused({ issues: [], refused: refusedRows(rows, refused) }))
    )
  )
})
