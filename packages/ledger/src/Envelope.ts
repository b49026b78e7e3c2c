/**
 * The envelope: where an event stands in the ledger, who recorded it and when.
 *
 * One stream holds one budget unit's fiscal year. The place of an event is its stream and its version there: nothing
 * that a ledger keeps or says depends on how its streams interleave. `occurredOn` is the business date, `recordedAt` the moment the
 * ledger learned of it; the two time axes never mix. The hash chain over envelopes is the business of `HashChain`.
 */
import type { FiscalYear } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import type { Event } from "./Event.ts"

/** `unit/<agency code>/<year>`, such as `unit/219011/2024`. */
export type StreamId = string

/** Where a line was read from: a file's base name and its 1-based row, sheet named for workbooks. */
export interface SourcePlace {
  readonly file: string
  readonly sheet?: string
  readonly row: number
}

/** An event as a caller hands it to the store. */
export interface NewEvent {
  /**
   * The caller's idempotency key, unique in its stream. It begins with the unit and the year of the stream, such as
   * `219011/2024/`, so that it is unique in the ledger and says where to look for it; ids of before may not.
   */
  readonly eventId: string
  /** Business date, `YYYY-MM-DD`. */
  readonly occurredOn: FiscalYear.BusinessDate
  /** Recording time, UTC with milliseconds, such as `2025-01-20T08:00:00.000Z`. */
  readonly recordedAt: string
  /** Voucher or document number (凭证号、文号); empty when there is none. */
  readonly documentNo: string
  readonly source: SourcePlace | null
  readonly event: Event
}

/** Where an event is: in this stream, at this version. */
export interface Place {
  readonly streamId: StreamId
  /** 1…n in the stream, without gaps. */
  readonly version: number
}

/** The order of places: by stream (as texts), then by version. */
export const byPlace = (a: Place, b: Place): number =>
  a.streamId === b.streamId ? a.version - b.version : a.streamId < b.streamId ? -1 : 1

/** An event as the store keeps it. */
export interface RecordedEvent extends NewEvent, Place {
  readonly schemaVersion: number
  /** Lower-case hex SHA-256 of the previous hash of the stream and this event's canonical bytes. */
  readonly hash: string
}

/** The end of a stream. A stream that does not exist has version 0 and no head. */
export interface StreamHead {
  readonly streamId: StreamId
  readonly version: number
  /** The hash of its last event. */
  readonly hash: string
  /** The root of the Merkle tree over the hashes of its events; see `Merkle`. */
  readonly root: string
}

/** The text names no stream of a unit's year. */
export class StreamIdUnreadable extends Data.TaggedError("StreamIdUnreadable")<{ readonly text: string }> {
  override get message(): string {
    return `"${this.text}" is not a stream. A stream is unit/<agency code>/<year>, such as unit/219011/2024.`
  }
}

const AGENCY_CODE = /^[0-9A-Za-z_-]{1,21}$/
const STREAM = /^unit\/([0-9A-Za-z_-]{1,21})\/(\d{4})$/

/** Whether the text can be a unit code (单位代码): 1 to 21 letters, digits, `_` or `-`. */
export const isAgencyCode = (text: string): boolean => AGENCY_CODE.test(text)

/** The stream of a unit's year. */
export const streamIdOf = (agencyCode: string, year: FiscalYear.FiscalYear): StreamId =>
  `unit/${agencyCode}/${year}`

/** What the ids of new events of a stream begin with, such as `219011/2024/`. */
export const idPrefixOf = (streamId: StreamId): string => `${streamId.slice("unit/".length)}/`

/** Reads a stream id; the inverse of {@link streamIdOf}. */
export const parseStreamId = (
  text: string
): Result.Result<
  { readonly agencyCode: string; readonly year: FiscalYear.FiscalYear },
  StreamIdUnreadable
> => {
  const match = STREAM.exec(text)
  return match === null
    ? Result.fail(new StreamIdUnreadable({ text }))
    : Result.succeed({ agencyCode: match[1]!, year: Number(match[2]) })
}
