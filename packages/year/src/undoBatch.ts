/**
 * Undo: a batch is taken back by reversals (红字冲销), one for each of its entries, last first. Nothing is
 * deleted. A payment that had been returned or reclassified by an entry which is taken back, too, cannot be
 * reversed any more: all of it is returned (退款) instead, which comes to the same.
 *
 * What moves no money stays: the opening (建账), projects, indicators, reasons. They are facts of the year,
 * and the same facts recorded again are there already. An entry that was taken back may be recorded again:
 * it gets a new id then.
 */
import { correctedBy, isMoneyEvent, make, planCommands, quote, recordPlan } from "@juesuan/ledger"
import type {
  Command,
  CommandPlan,
  Event,
  EventOf,
  EventStoreShape,
  MoneyEventType,
  RecordedEvent,
  RecordOptions,
  RefusedCommand
} from "@juesuan/ledger"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { batchesOf, isUndo, undoIdOf, undoneIn } from "./registerOf.ts"
import type { Batch } from "./registerOf.ts"

/** The ledger has no batch of that number. */
export class BatchUnknown extends Data.TaggedError("BatchUnknown")<{
  readonly batch: string
  readonly known: ReadonlyArray<Batch>
}> {
  override get message(): string {
    const known = this.known.map(({ id, file }) => `${id} (${file})`).join(", ")
    return `The ledger has no batch ${this.batch}. Name one that it has: ${known}.`
  }
}

/** How a batch is undone. */
export interface UndoOptions extends RecordOptions {
  /** Why; it is the reason of every reversal. */
  readonly reason?: string | undefined
  /** The moment the reversals count as recorded. Default: that of each entry's business date, as replays have it. */
  readonly recordedAt?: string | undefined
}

/** What an undo comes to, before anything is written. */
export interface UndoPlan {
  readonly batch: Batch
  /** Entries that are taken back, in the order in which that is done. */
  readonly reversed: ReadonlyArray<RecordedEvent>
  /** Entries that stay as they are: they move no money. */
  readonly kept: ReadonlyArray<RecordedEvent>
  /** Reversals among the entries, which cannot be taken back themselves. */
  readonly reversals: ReadonlyArray<RecordedEvent>
  readonly plan: CommandPlan
  readonly refused: ReadonlyArray<RefusedCommand>
}

/** The batch of that id, or the only one left of that number or file. */
const find = (batches: ReadonlyArray<Batch>, name: string): Batch | undefined => {
  const isNamed = ({ id, file }: Batch): boolean => file === name || id.endsWith(`#${name.replace(/^#/, "")}`)
  const named = batches.filter((batch) => isNamed(batch) && batch.undone < batch.events.length)
  return batches.find(({ id }) => id === name) ?? (named.length === 1 ? named[0] : undefined)
}

const streamOf = ({ eventId }: RecordedEvent): string => `unit/${eventId.split("/").slice(0, 2).join("/")}`

/** What takes an entry back: its reversal, or the return of the whole of a payment that was corrected before. */
const takingBack = (
  { eventId: corrects, event }: RecordedEvent,
  reason: string,
  wasCorrected: boolean
): Event => {
  if (event.type !== "DisbursementPaid" || !wasCorrected)
    return make("EntryReversed", { corrects, reason, entry: quote(event as EventOf<MoneyEventType>) })
  const { line, amount } = event.payload
  return make("DisbursementReturned", { corrects, line, amount, abstract: reason })
}

const commandOf = (entry: RecordedEvent, event: Event, recordedAt: string | undefined): Command => ({
  streamId: streamOf(entry),
  event: {
    eventId: undoIdOf(entry.eventId),
    occurredOn: entry.occurredOn,
    recordedAt: recordedAt ?? `${entry.occurredOn}T10:00:00.000Z`,
    documentNo: entry.documentNo,
    source: null,
    event
  }
})

/** Decides an undo; writes nothing. Fails with {@link BatchUnknown}. */
export const planUndo = Effect.fn("planUndo")(function* (
  store: EventStoreShape,
  name: string,
  options: UndoOptions = {}
) {
  const batches = yield* batchesOf(store)
  const batch = find(batches, name)
  if (batch === undefined) return yield* Effect.fail(new BatchUnknown({ batch: name, known: batches }))
  const all: Array<RecordedEvent> = []
  for (const streamId of new Set(batch.events.map(streamOf))) all.push(...(yield* store.read(streamId)))
  const undone = undoneIn(all)
  const left = batch.events.filter(({ eventId }) => !undone.has(eventId))
  const reversed = left.filter(({ event }) => isMoneyEvent(event.type)).toReversed()
  const reversals = left.filter(({ event }) => event.type === "EntryReversed")
  const kept = left.filter(({ event }) => !isMoneyEvent(event.type) && event.type !== "EntryReversed")
  const takenBack = new Set([...undone, ...reversed.map(({ eventId }) => eventId)])
  const correctionsOf = new Map<string, Array<RecordedEvent>>()
  for (const one of all) {
    const corrects = isUndo(one) ? null : correctedBy(one.event)
    if (corrects !== null) correctionsOf.set(corrects, [...(correctionsOf.get(corrects) ?? []), one])
  }
  const reason = options.reason ?? `撤销导入：${batch.file}`
  const commands = reversed.map((entry) => {
    const corrections = correctionsOf.get(entry.eventId) ?? []
    const wasCorrected = corrections.length > 0 && corrections.every(({ eventId }) => takenBack.has(eventId))
    return commandOf(entry, takingBack(entry, reason, wasCorrected), options.recordedAt)
  })
  const plan = yield* planCommands(store, commands)
  const undo: UndoPlan = { batch, reversed, kept, reversals, plan, refused: plan.refused }
  return undo
})

/** Records a planned undo, all of it or nothing. Fails with `CommandsRefused`, as `recordPlan` does. */
export const recordUndo = (store: EventStoreShape, { plan }: UndoPlan, options: RecordOptions = {}) =>
  recordPlan(store, plan, options)
