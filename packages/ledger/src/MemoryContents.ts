/**
 * What a store in memory holds: its events in order, by stream and by id.
 */
import type { RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import type * as HashChain from "./HashChain.ts"
import * as Merkle from "./Merkle.ts"
import type { Snapshot } from "./Snapshot.ts"

export interface Stream {
  readonly events: Array<RecordedEvent>
  /** The peaks of its Merkle tree, in hex. */
  readonly peaks: Array<string>
  /** The amounts of its postings, signs aside. */
  volume: number
}

export interface Contents {
  readonly sha256: HashChain.Sha256
  readonly events: Array<RecordedEvent>
  readonly byId: Map<string, RecordedEvent>
  /** Events under an id that another stream had before: ledgers of before, taken over, may have some. */
  readonly twins: Map<string, Array<RecordedEvent>>
  /** The texts of events that were taken over, verbatim. */
  readonly verbatim: Map<RecordedEvent, HashChain.StoredTexts>
  readonly streams: Map<StreamId, Stream>
  readonly corrections: Map<string, Array<RecordedEvent>>
  readonly snapshots: Map<StreamId, Snapshot>
}

export const makeContents = (sha256: HashChain.Sha256): Contents => ({
  sha256,
  events: [],
  byId: new Map(),
  twins: new Map(),
  verbatim: new Map(),
  streams: new Map(),
  corrections: new Map(),
  snapshots: new Map()
})

export const eventsOf = (contents: Contents, streamId: StreamId): ReadonlyArray<RecordedEvent> =>
  contents.streams.get(streamId)?.events ?? []

export const headOf = (contents: Contents, streamId: StreamId): StreamHead | null => {
  const stream = contents.streams.get(streamId)
  const last = stream?.events.at(-1)
  if (stream === undefined || last === undefined) return null
  const root = Merkle.rootOfHexPeaks(stream.peaks, contents.sha256)
  return { streamId, version: last.version, hash: last.hash, root }
}

/** The event of a stream under an id. */
export const namedIn = (
  { byId, twins }: Contents,
  streamId: StreamId,
  eventId: string
): RecordedEvent | undefined => {
  const first = byId.get(eventId)
  if (first === undefined || first.streamId === streamId) return first
  return twins.get(eventId)?.find((twin) => twin.streamId === streamId)
}

/** The events of any stream under an id. */
export const named = ({ byId, twins }: Contents, eventId: string): ReadonlyArray<RecordedEvent> => {
  const first = byId.get(eventId)
  return first === undefined ? [] : [first, ...(twins.get(eventId) ?? [])]
}

/** Makes an event known by its id. */
export const name = ({ byId, twins }: Contents, event: RecordedEvent): void => {
  const { eventId } = event
  if (!byId.has(eventId)) byId.set(eventId, event)
  else twins.set(eventId, [...(twins.get(eventId) ?? []), event])
}

/** Makes an event unknown that was named last under its id. */
export const unname = ({ byId, twins }: Contents, event: RecordedEvent): void => {
  const { eventId } = event
  if (byId.get(eventId) === event) byId.delete(eventId)
  else
    twins.set(
      eventId,
      (twins.get(eventId) ?? []).filter((twin) => twin !== event)
    )
}
