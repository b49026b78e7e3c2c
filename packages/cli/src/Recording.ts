/**
 * Recording imported rows: decide every one on the state of its stream, then append all of them or none.
 *
 * Rows that the ledger already holds with the same content are skipped; everything that is refused is reported,
 * all at once, with its place in the file.
 */
import { decide, evolve, EventIdReused, initialState, parseStreamId, sameContent } from "@juesuan/ledger"
import type {
  AppendReceipt,
  EventStoreShape,
  NewEvent,
  RecordedEvent,
  Refusal,
  StreamAppend,
  StreamId,
  YearState
} from "@juesuan/ledger"
import { make } from "@juesuan/ledger"
import type { ControlPolicy } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { unreadable } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import type { ImportedEvent } from "./import/index.ts"
import { orExit } from "./Ledger.ts"
import type { Progress } from "./Progress.ts"

/** A row the ledger does not accept. */
export interface RefusedRow {
  readonly event: ImportedEvent
  readonly refusal: Refusal.Refusal | EventIdReused
}

/** What is to be appended, and what is not accepted. */
export interface Plan {
  readonly batches: ReadonlyArray<StreamAppend>
  readonly refused: ReadonlyArray<RefusedRow>
  readonly alreadyThere: number
}

interface StreamDraft {
  readonly version: number
  readonly year: number
  readonly known: Map<string, RecordedEvent>
  state: YearState
  readonly events: Array<NewEvent>
}

const openDraft = (store: EventStoreShape, streamId: StreamId): Effect.Effect<StreamDraft, Exit> =>
  Effect.map(orExit(store.read(streamId)), (events) => ({
    version: events.length,
    year: Result.getOrThrow(parseStreamId(streamId)).year,
    known: new Map(events.map((event) => [event.eventId, event])),
    state: events.reduce<YearState>(evolve, initialState),
    events: []
  }))

const toNewEvent = (row: ImportedEvent, recordedAt: string): NewEvent => ({
  eventId: row.eventId,
  occurredOn: row.occurredOn,
  recordedAt,
  documentNo: row.documentNo,
  source: row.source,
  event: row.event
})

/** The event that records a change of the control policy asked for on the command line. */
const controlChange = (
  draft: StreamDraft,
  streamId: StreamId,
  control: ControlPolicy,
  after: NewEvent
): NewEvent => ({
  eventId: `${streamId.slice("unit/".length)}/control#${draft.version + draft.events.length + 1}`,
  occurredOn: after.occurredOn,
  recordedAt: after.recordedAt,
  documentNo: "",
  source: null,
  event: make("ControlPolicyChanged", { control, reason: `--control ${control}` })
})

const accept = (draft: StreamDraft, event: NewEvent): Refusal.Refusal | null => {
  const decided = decide(event, draft.state, draft.year)
  if (Result.isFailure(decided)) return decided.failure
  for (const accepted of decided.success) {
    draft.state = evolve(draft.state, accepted)
    draft.events.push(accepted)
  }
  return null
}

/** Decides all rows in order. `recordedAt` says when a row counts as recorded. */
export const planRecording = Effect.fn("planRecording")(function* (
  store: EventStoreShape,
  rows: ReadonlyArray<ImportedEvent>,
  options: {
    readonly recordedAt: (row: ImportedEvent) => string
    readonly control?: ControlPolicy | undefined
    readonly progress: Progress
  }
) {
  const drafts = new Map<StreamId, StreamDraft>()
  const refused: Array<RefusedRow> = []
  let alreadyThere = 0
  for (const [index, row] of rows.entries()) {
    if (index % 500 === 0) options.progress.update(index)
    const draft = drafts.get(row.streamId) ?? (yield* openDraft(store, row.streamId))
    drafts.set(row.streamId, draft)
    const event = toNewEvent(row, options.recordedAt(row))
    const before = draft.known.get(row.eventId)
    if (before !== undefined) {
      if (sameContent(row.streamId, before, event)) alreadyThere++
      else {
        const { streamId, eventId, documentNo } = row
        refused.push({
          event: row,
          refusal: new EventIdReused({ streamId, eventId, documentNo, position: before.position })
        })
      }
      continue
    }
    const wanted = options.control
    if (wanted !== undefined && draft.state.status === "open" && draft.state.control !== wanted) {
      accept(draft, controlChange(draft, row.streamId, wanted, event))
    }
    const refusal = accept(draft, event)
    if (refusal !== null) refused.push({ event: row, refusal })
  }
  options.progress.update(rows.length)
  const batches = [...drafts]
    .filter(([, draft]) => draft.events.length > 0)
    .map(([streamId, { version: expectedVersion, events }]) => ({ streamId, expectedVersion, events }))
  const plan: Plan = { batches, refused, alreadyThere }
  return plan
})

/** Appends a plan; somebody else's append in between is reported, not overwritten. */
export const recordPlan = (store: EventStoreShape, plan: Plan): Effect.Effect<AppendReceipt, Exit> =>
  orExit(store.append(plan.batches)).pipe(
    Effect.mapError((error) =>
      error._tag === "Exit"
        ? error
        : unreadable(`${error.message} Nothing was written: run the import again.`)
    )
  )
