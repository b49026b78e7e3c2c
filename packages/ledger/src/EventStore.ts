/**
 * The `EventStore` port: what any durable store of the ledger must do.
 *
 * Appends are atomic over all the streams of one unit that they name, checked against the expected version of each,
 * and idempotent by event id. Versions and visibility are one act: a reader of a stream never sees a gap. Next to the
 * events a store keeps their postings, so that it can hand over the cube without decoding events; `verify` proves the
 * two agree.
 *
 * The port knows an event by its stream and its version, so that streams can be kept on as many machines as somebody
 * has. A store that also keeps one order over all of them is an {@link OrderedEventStoreShape}.
 */
import type { FiscalYear } from "@juesuan/domain"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { NewEvent, RecordedEvent, StreamHead, StreamId } from "./Envelope.ts"
import type * as HashChain from "./HashChain.ts"
import type { Dimensions, Posting } from "./Posting.ts"
import type { PayloadInvalid } from "./Refusal.ts"
import type { Snapshot } from "./Snapshot.ts"

/** The part of the ledger to look at. Both bounds are inclusive; without one, everything is seen. */
export interface Window {
  /** Only events of this business date or earlier. */
  readonly asOf?: FiscalYear.BusinessDate | undefined
  /** Only events recorded at this moment or earlier (UTC, milliseconds). */
  readonly knownAt?: string | undefined
}

/** What to read of a stream. */
export interface ReadOptions extends Window {
  /** The first version to read; the whole stream without it. */
  readonly fromVersion?: number | undefined
}

/** Events for one stream, and the version they were decided on. */
export interface StreamAppend {
  readonly streamId: StreamId
  /** The version the caller decided on; 0 for a new stream. */
  readonly expectedVersion: number
  readonly events: ReadonlyArray<NewEvent>
}

/** What an append did: how many events were new, how many were there, and where each stream ends now. */
export interface AppendReceipt {
  /** Events written now. */
  readonly appended: number
  /** Events that were there before with the same body. */
  readonly alreadyThere: number
  readonly heads: ReadonlyArray<StreamHead>
}

/** One posting with the event it comes from. */
export interface PostedEntry {
  readonly posting: Posting
  readonly event: RecordedEvent
}

/**
 * A finding of {@link EventStoreShape.verify}. `altered`: the first thing in a stream that is not what was appended.
 * `invalid`: an event exactly as it was appended, which the gate of today would not let in; every one is named.
 */
export interface IntegrityBreak {
  readonly kind: "invalid" | "altered"
  readonly streamId: StreamId
  /** Its position in the ledger, where the store keeps positions. */
  readonly position: number | null
  readonly version: number | null
  readonly eventId: string | null
  readonly source: string | null
  readonly reason: string
}

/**
 * Recording times that go back in a stream: an event that says it was recorded before the one before it. It is as it
 * was appended and breaks nothing; but what was known in between, no clock knew. The first of a stream is named.
 */
export interface TimeNotice {
  readonly streamId: StreamId
  /** Its position in the ledger, where the store keeps positions. */
  readonly position: number | null
  readonly version: number
  readonly eventId: string
  readonly recordedAt: string
  /** When the event before it was recorded. */
  readonly before: string
  /** How many events of the stream go back so. */
  readonly count: number
}

/** What `verify` found: how much it read, the digest, and the first break of every stream that is broken. */
export interface VerifyReport {
  readonly events: number
  readonly streams: number
  readonly digest: string
  readonly breaks: ReadonlyArray<IntegrityBreak>
  /** Streams whose recording times go back; no break. */
  readonly notices: ReadonlyArray<TimeNotice>
}

/** Somebody else appended since the caller read the stream: read again, decide again, append again. */
export class VersionConflict extends Data.TaggedError("VersionConflict")<{
  readonly streamId: StreamId
  readonly expectedVersion: number
  readonly actualVersion: number
}> {
  readonly isRetryable = true
  override get message(): string {
    return (
      `${this.streamId} is at version ${this.actualVersion}, not ${this.expectedVersion}: ` +
      "it has grown since it was read. Read it again and decide again."
    )
  }
}

/** The same event id with another body: a document number used twice for different content. */
export class EventIdReused extends Data.TaggedError("EventIdReused")<{
  /** The stream that has the id, and the version of its event there. */
  readonly streamId: StreamId
  readonly version: number
  readonly eventId: string
  /** The document number of the event that is not accepted. */
  readonly documentNo: string
}> {
  readonly isRetryable = false
  override get message(): string {
    return (
      `${this.eventId} is event ${this.version} of ${this.streamId} already, with other content. ` +
      "Correct an entry with a return, a reclassification or a reversal; never by importing it again changed."
    )
  }
}

/** With an event the amounts of a stream would come to more than an exact integer of fen holds, signs aside. */
export class AmountsTooLarge extends Data.TaggedError("AmountsTooLarge")<{
  readonly streamId: StreamId
  readonly eventId: string
}> {
  readonly isRetryable = false
  override get message(): string {
    return (
      `With ${this.eventId} the amounts of ${this.streamId} come to more than 90 trillion 元, ` +
      "the largest sum that is kept exactly. Check the amounts: they may be in fen where 元 are expected."
    )
  }
}

/** Recorded texts do not follow from what the stream they are to be adopted into holds: nothing of them was taken. */
export class ChainBroken extends Data.TaggedError("ChainBroken")<{
  readonly streamId: StreamId
  readonly version: number
  /** What does not follow, as a clause. */
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message(): string {
    return (
      `Event ${this.version} of ${this.streamId} cannot be taken over as it was recorded: ${this.reason}. ` +
      "Check the ledger that is copied with `verify`, or copy into an empty one."
    )
  }
}

/** A cursor that the store did not give: of another ledger or another kind of store, or no cursor at all. */
export class CursorForeign extends Data.TaggedError("CursorForeign")<{ readonly cursor: string }> {
  override get message(): string {
    const { cursor } = this
    const shown = cursor.length > 60 ? `${cursor.slice(0, 60)}…` : cursor
    return `"${shown}" is no cursor of this ledger. Read from the start, or go on with a cursor that it gave.`
  }
}

/**
 * What a store failed at.
 *
 * - `absent`: there is no ledger at that path: no file, or an empty one, which the next writer makes a ledger of.
 * - `notALedger`: a file of another kind, left as it is. `newer`: written by a newer release.
 * - `corrupt`: what is stored is not what was appended; no figure is made of it.
 * - `busy`: another program writes and did not finish in time. `full`: the disk has no room left.
 * - `noPermission`: the file or its folder may not be read or written. `exists`: there is a file where one was to be made.
 * - `unreachable`: no server answers, it has no such database, or it ended the connection.
 * - `input-output`: whatever else the disk or the system refused. `closed`: the store was used after it was closed.
 */
export type StoreFailureKind =
  | "absent"
  | "notALedger"
  | "newer"
  | "corrupt"
  | "busy"
  | "full"
  | "noPermission"
  | "exists"
  | "unreachable"
  | "input-output"
  | "closed"

const nextSteps: Readonly<Record<StoreFailureKind, string>> = {
  absent: "Name a ledger, or import into this one to make it.",
  notALedger: "Name another file.",
  newer: "Install a newer release to open it.",
  corrupt: "`verify` says what is wrong; restore the ledger from a backup.",
  busy: "Another program is writing to it: try again.",
  full: "Make room on the disk and try again; nothing that was acknowledged is lost.",
  noPermission:
    "Ask for the right to use the file and its folder, or copy the ledger to a folder of your own.",
  exists: "Name another file, or move that one away.",
  unreachable: "Check that the server runs, and the name, port and database; then try again.",
  "input-output": "Check the disk and the path, then try again.",
  closed: "Open it again."
}

/** The store itself failed: the file is not a ledger, the disk is full, the database is away. Nothing has happened. */
export class StoreFailure extends Data.TaggedError("StoreFailure")<{
  /** What was asked of the store, such as `append`. */
  readonly operation: string
  /** What was seen, as a sentence. */
  readonly detail: string
  readonly kind: StoreFailureKind
  readonly isRetryable: boolean
  /** The file, where the store has one. */
  readonly path?: string | undefined
  readonly cause?: unknown
}> {
  /** What to do about it, as a sentence. */
  get nextStep(): string {
    return nextSteps[this.kind]
  }
  override get message(): string {
    const place = this.path === undefined ? "" : ` ${this.path}`
    return `${this.operation}${place}: ${this.detail} ${this.nextStep}`
  }
}

/** Why an append does not come to be, looked for in this order; nothing is written then. */
export type AppendError = PayloadInvalid | EventIdReused | VersionConflict | AmountsTooLarge | StoreFailure

/** Why recorded texts are not taken over; nothing is written then. */
export type AdoptError = ChainBroken | EventIdReused | AmountsTooLarge | StoreFailure

/** Where a reader of the whole ledger has come to. Opaque: only the store that gave it knows what it says. */
export type Cursor = string

/** Some events of the ledger, and where to go on reading. */
export interface EventPage {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly next: Cursor
}

/** An event's texts as they are stored and hashed, with its hash. */
export interface RecordedTexts extends HashChain.StoredTexts {
  readonly hash: string
}

/**
 * The port itself: what every store of the ledger can be asked. `storeContract` in `@juesuan/testing` proves
 * a store.
 */
export interface EventStoreShape {
  /**
   * Appends to one or more streams of one unit, all or nothing. What is not valid is refused with `PayloadInvalid`, as
   * `refusedAtGate` says. A stream whose amounts, signs aside, would come to more than an
   * exact integer holds is refused with `AmountsTooLarge`: so no sum of any table can be.
   */
  readonly append: (batches: ReadonlyArray<StreamAppend>) => Effect.Effect<AppendReceipt, AppendError>
  /**
   * Takes over events of another ledger verbatim, those of each stream in version order, all or nothing: each must
   * follow by its hash from the one before it. Those that are there already are counted as such, so that a copy that
   * was cut off can be made again. Not asked at the gate: what was recorded once is recorded.
   */
  readonly adopt: (texts: ReadonlyArray<RecordedTexts>) => Effect.Effect<AppendReceipt, AdoptError>
  /** The events of a stream in version order. */
  readonly read: (
    streamId: StreamId,
    options?: ReadOptions
  ) => Effect.Effect<ReadonlyArray<RecordedEvent>, StoreFailure>
  /** The events of a stream that post nothing (profile, policies, projects, indicators, reasons…), in order. */
  readonly facts: (
    streamId: StreamId,
    window?: Window
  ) => Effect.Effect<ReadonlyArray<RecordedEvent>, StoreFailure>
  /**
   * Up to `limit` events of the whole ledger after a cursor, or from the start at `null`. The events of a stream come
   * in version order, each once, whoever appends meanwhile; streams come in whatever turns the store likes. A page
   * without events is the end of what is there now: its cursor goes on with what is appended later.
   */
  readonly readAll: (
    cursor: Cursor | null,
    limit: number
  ) => Effect.Effect<EventPage, StoreFailure | CursorForeign>
  /** The events with these ids, in the order of their places; ids the ledger does not have are left out. */
  readonly find: (
    eventIds: ReadonlyArray<string>
  ) => Effect.Effect<ReadonlyArray<RecordedEvent>, StoreFailure>
  /** The events that correct any of these entries, in the order of their places. */
  readonly corrections: (
    eventIds: ReadonlyArray<string>
  ) => Effect.Effect<ReadonlyArray<RecordedEvent>, StoreFailure>
  /** The texts of up to `limit` events of a stream from a version on, verbatim as they are stored and hashed. */
  readonly texts: (
    streamId: StreamId,
    fromVersion: number,
    limit: number
  ) => Effect.Effect<ReadonlyArray<RecordedTexts>, StoreFailure>
  /** The hashes of a stream's events in version order: the leaves of its Merkle tree. */
  readonly hashes: (streamId: StreamId) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** The snapshot last saved for a stream, whatever its reducer version, or `null`. */
  readonly snapshot: (streamId: StreamId) => Effect.Effect<Snapshot | null, StoreFailure>
  /** Keeps a snapshot in place of the stream's last one. Losing it loses nothing. */
  readonly saveSnapshot: (snapshot: Snapshot) => Effect.Effect<void, StoreFailure>
  /** The head of a stream, or `null` when it does not exist. */
  readonly head: (streamId: StreamId) => Effect.Effect<StreamHead | null, StoreFailure>
  /** All heads, in stream order. */
  readonly heads: Effect.Effect<ReadonlyArray<StreamHead>, StoreFailure>
  /** The streams' postings summed by dimension tuple: the cube as data. Tuples that sum to zero may be left out. */
  readonly totals: (
    streamIds: ReadonlyArray<StreamId>,
    window?: Window
  ) => Effect.Effect<ReadonlyArray<Posting>, StoreFailure>
  /** The single postings whose dimensions match, in the order of their places, each with its event. */
  readonly entries: (
    streamIds: ReadonlyArray<StreamId>,
    matches: (dimensions: Dimensions) => boolean,
    window?: Window
  ) => Effect.Effect<ReadonlyArray<PostedEntry>, StoreFailure>
  /** Re-hashes every event as stored and re-derives every posting. */
  readonly verify: Effect.Effect<VerifyReport, StoreFailure>
}

/** An event with its position: 1…n in the ledger, without gaps. */
export interface PositionedEvent extends RecordedEvent {
  readonly position: number
}

/**
 * A store that keeps one order over all streams, as one file or one process can; `orderedStoreContract` proves it. Its
 * appends are atomic over whatever streams they name, its `readAll` comes in that order, and its cursors are the
 * position last read, as text.
 */
export interface OrderedEventStoreShape extends EventStoreShape {
  /** Up to `limit` events from a position on, in position order. */
  readonly readPositions: (
    from: number,
    limit: number
  ) => Effect.Effect<ReadonlyArray<PositionedEvent>, StoreFailure>
}
