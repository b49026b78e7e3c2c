/**
 * Looking up what a ledger already holds: the lines of a document, for rows that correct earlier imports,
 * and the numbers of documents and projects, for rows that spell them otherwise.
 */
import type { EventStoreShape, RecordedEvent, StreamHead, StreamId } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type { KnownNumbers, LedgerLine } from "@juesuan/import"
import { isUndo, undoneIn } from "./registerOf.ts"

interface OfYear {
  readonly documents: ReadonlyMap<string, ReadonlyArray<LedgerLine>>
  readonly projects: ReadonlySet<string>
  /** Events that an undo took back: their rows may be recorded again. */
  readonly undone: ReadonlySet<string>
}

const nothing: OfYear = { documents: new Map(), projects: new Set(), undone: new Set() }

/** The projects that a payload names, at whatever depth of its lines. */
const projectsOf = (payload: Readonly<Record<string, unknown>>): ReadonlyArray<string> =>
  ["project", "line", "from", "to"].flatMap((key) => {
    const value = payload[key]
    if (typeof value === "string") return key === "project" && value !== "" ? [value] : []
    return typeof value === "object" && value !== null
      ? projectsOf(value as Readonly<Record<string, unknown>>)
      : []
  })

const ofEvents = (events: ReadonlyArray<RecordedEvent>): OfYear => {
  const documents = new Map<string, Array<LedgerLine>>()
  const projects = new Set<string>()
  const undone = undoneIn(events)
  for (const recorded of events) {
    if (undone.has(recorded.eventId) || isUndo(recorded)) continue
    const { eventId, documentNo, occurredOn, event } = recorded
    const line = { eventId, line: Number(/#(\d+)$/.exec(eventId)?.[1] ?? 1), event, occurredOn }
    const lines = documents.get(documentNo)
    if (lines === undefined) documents.set(documentNo, [line])
    else lines.push(line)
    for (const project of projectsOf(event.payload as unknown as Readonly<Record<string, unknown>>))
      projects.add(project)
  }
  return { documents, projects, undone }
}

/** What a ledger holds of the years that files name; it is known which years were asked for. */
export const makeLookUp = (store: EventStoreShape) => {
  const loaded = new Map<StreamId, OfYear>()
  const asked = new Set<StreamId>()
  const of = (streamId: StreamId): OfYear => {
    asked.add(streamId)
    return loaded.get(streamId) ?? nothing
  }
  return {
    options: {
      lookUp: (streamId: StreamId, documentNo: string): ReadonlyArray<LedgerLine> =>
        of(streamId).documents.get(documentNo) ?? [],
      numbersOf: (streamId: StreamId): KnownNumbers => {
        const { documents, projects, undone } = of(streamId)
        return { documents: documents.keys(), projects, undone }
      }
    },
    /** Reads the years that were asked for and are in the ledger; whether there were any that had not been read. */
    load: Effect.fn("loadLookUp")(function* (heads: ReadonlyArray<StreamHead>) {
      const missing = heads.filter(({ streamId }) => asked.has(streamId) && !loaded.has(streamId))
      for (const { streamId } of missing) loaded.set(streamId, ofEvents(yield* store.read(streamId)))
      return missing.length > 0
    })
  }
}
