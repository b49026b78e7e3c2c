/**
 * Recording imported rows: decide every one on the state of its stream, then append all of them or none.
 *
 * Rows that the ledger already holds with the same content are skipped; everything that is refused is reported,
 * all at once, with its place in the file.
 */
import {
  EventIdReused,
  contextOf,
  decide,
  evolve,
  isMoneyEvent,
  keepSnapshot,
  loadYear,
  make,
  parseStreamId,
  quote,
  sameContent
} from "@juesuan/ledger"
import type {
  AppendReceipt,
  DecisionContext,
  EventOf,
  EventStoreShape,
  MoneyEventType,
  NewEvent,
  RecordedEvent,
  Refusal,
  StreamAppend,
  StreamId,
  YearState
} from "@juesuan/ledger"
import type { ControlPolicy } from "@juesuan/domain"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { ImportedEvent } from "@juesuan/import"

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
  readonly context: DecisionContext
  state: YearState
  readonly events: Array<NewEvent>
}

/** Whether a row names a payment of an earlier year, so that the earlier years are worth loading. */
const looksBack = ({ event }: ImportedEvent): boolean =>
  event.type === "OpeningAdjusted" && event.payload.corrects !== ""

const openDraft = Effect.fn("openDraft")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  rows: ReadonlyArray<ImportedEvent>
) {
  const { state, version } = yield* loadYear(store, streamId)
  const isLookingBack = rows.some((row) => row.streamId === streamId && looksBack(row))
  const draft: StreamDraft = {
    version,
    year: Result.getOrThrow(parseStreamId(streamId)).year,
    context: isLookingBack ? yield* contextOf(store, streamId) : { priorPayment: () => undefined },
    state,
    events: []
  }
  return draft
})

/** What a correction of a closed year rests on. */
export interface AfterClose {
  readonly reason: string
}

/** The event as asked for; in a closed year, and where a reason is given, as an adjustment after the close. */
const asAdjustment = (
  draft: StreamDraft,
  { event, documentNo }: ImportedEvent,
  afterClose: AfterClose | undefined
): NewEvent["event"] => {
  const isAdjustable = isMoneyEvent(event.type) || event.type === "EntryReversed"
  if (afterClose === undefined || draft.state.status !== "closed" || !isAdjustable) return event
  return make("ClosedYearAdjusted", {
    reason: afterClose.reason,
    authority: documentNo === "" ? afterClose.reason : documentNo,
    entry: quote(event as EventOf<MoneyEventType | "EntryReversed">)
  })
}

const toNewEvent = (row: ImportedEvent, recordedAt: string, event: NewEvent["event"]): NewEvent => ({
  eventId: row.eventId,
  occurredOn: row.occurredOn,
  recordedAt,
  documentNo: row.documentNo,
  source: row.source,
  event
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
  const decided = decide(event, draft.state, draft.year, draft.context)
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
    readonly afterClose?: AfterClose | undefined
    readonly progress: { readonly update: (done: number) => void }
  }
) {
  const found = yield* store.find(rows.map(({ eventId }) => eventId))
  const known = new Map<string, RecordedEvent>(found.map((event) => [event.eventId, event]))
  const drafts = new Map<StreamId, StreamDraft>()
  const refused: Array<RefusedRow> = []
  let alreadyThere = 0
  for (const [index, row] of rows.entries()) {
    if (index % 500 === 0) options.progress.update(index)
    const draft = drafts.get(row.streamId) ?? (yield* openDraft(store, row.streamId, rows))
    drafts.set(row.streamId, draft)
    const asked = asAdjustment(draft, row, options.afterClose)
    const event = toNewEvent(row, options.recordedAt(row), asked)
    const before = known.get(row.eventId)
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

/** What the store must have done, whatever store it is. A broken promise is a bug and prints no table. */
const assertRecorded = (plan: Plan, { appended, heads }: AppendReceipt): void => {
  const planned = plan.batches.reduce((count, { events }) => count + events.length, 0)
  if (appended !== planned) throw new Error(`${planned} events were handed over, ${appended} were appended`)
  for (const { streamId, expectedVersion, events } of plan.batches) {
    const version = heads.find((head) => head.streamId === streamId)?.version
    if (version !== expectedVersion + events.length)
      throw new Error(`${streamId} ends at ${version}, not at ${expectedVersion + events.length}`)
  }
}

/** Appends a plan; fails with VersionConflict, and writes nothing, where somebody else appended in between. */
export const recordPlan = Effect.fn("recordPlan")(function* (store: EventStoreShape, plan: Plan) {
  const receipt = yield* store.append(plan.batches)
  assertRecorded(plan, receipt)
  for (const { streamId } of plan.batches) yield* keepSnapshot(store, streamId)
  return receipt
})
