/**
 * What a store in memory holds: its events in order, by stream and by id.
 */
import type { RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import type * as HashChain from "./HashChain.ts"
import * as Merkle from "./Merkle.ts"
import type { Snapshot } from "./Snapshot.ts"

export interface Stream {
  readonly events: Array<RecordedEvent>
  readonly byId: Map<string, RecordedEvent>
  /** The peaks of its Merkle tree, in hex. */
  readonly peaks: Array<string>
  /** The amounts of its postings, signs aside. */
  volume: number
}

export interface Contents {
  readonly sha256: HashChain.Sha256
  readonly events: Array<RecordedEvent>
  /** The texts of events that were taken over, verbatim. */
  readonly verbatim: Map<RecordedEvent, HashChain.StoredTexts>
  readonly streams: Map<StreamId, Stream>
  readonly corrections: Map<string, Array<RecordedEvent>>
  readonly snapshots: Map<StreamId, Snapshot>
}

export const makeContents = (sha256: HashChain.Sha256): Contents => ({
  sha256,
  events: [],
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

/** A stream, made when it is not there. */
export const streamOf = ({ streams }: Contents, streamId: StreamId): Stream => {
  const met = streams.get(streamId)
  if (met !== undefined) return met
  const stream: Stream = { events: [], byId: new Map(), peaks: [], volume: 0 }
  streams.set(streamId, stream)
  return stream
}

/** The event of a stream under an id. */
export const namedIn = (
  { streams }: Contents,
  streamId: StreamId,
  eventId: string
): RecordedEvent | undefined => streams.get(streamId)?.byId.get(eventId)

/** The events of any stream under an id: ledgers of before may have several. */
export const named = ({ streams }: Contents, eventId: string): ReadonlyArray<RecordedEvent> =>
  [...streams.values()].flatMap(({ byId }) => byId.get(eventId) ?? [])
