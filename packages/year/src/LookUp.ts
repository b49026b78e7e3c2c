/**
 * Looking up what a ledger already holds under a document number, for rows that correct earlier imports.
 */
import type { EventStoreShape, RecordedEvent, StreamId } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import type { LedgerLine } from "@juesuan/import"

/** What the ledger already holds under a document number, read once per stream. */
export const lookUpIn = (store: EventStoreShape) => {
  const byStream = new Map<StreamId, Map<string, Array<LedgerLine>>>()
  const load = (streamId: StreamId): Map<string, Array<LedgerLine>> => {
    const documents = new Map<string, Array<LedgerLine>>()
    const events: ReadonlyArray<RecordedEvent> = Effect.runSync(store.read(streamId))
    for (const { eventId, documentNo, event } of events) {
      const line = Number(/#(\d+)$/.exec(eventId)?.[1] ?? 1)
      const lines = documents.get(documentNo)
      if (lines === undefined) documents.set(documentNo, [{ eventId, line, event }])
      else lines.push({ eventId, line, event })
    }
    return documents
  }
  return (streamId: StreamId, documentNo: string): ReadonlyArray<LedgerLine> => {
    const documents = byStream.get(streamId) ?? load(streamId)
    byStream.set(streamId, documents)
    return documents.get(documentNo) ?? []
  }
}
