/**
 * The gate: what may enter the ledger.
 *
 * An append-only ledger that accepts nonsense is broken for ever. So `decide` and every `append` ask here first: is
 * the payload one of its type, and does the envelope say real days, moments and places. What was recorded before is
 * not asked again; a correction may quote it as it was recorded, whatever it says.
 */
import { FiscalYear, PlainText } from "@juesuan/domain"
import * as Result from "effect/Result"
import { isSameJson } from "./CanonicalJson.ts"
import { idPrefixOf, parseStreamId } from "./Envelope.ts"
import type { NewEvent, SourcePlace, StreamId } from "./Envelope.ts"
import { eventTypes, isEventType, isMoneyEvent, quote } from "./Event.ts"
import type { Event, EventOf, MoneyEventType, PayloadOf } from "./Event.ts"
import type { StreamAppend } from "./EventStore.ts"
import { NO_FIELD, isPayload, payloadFaults } from "./PayloadFaults.ts"
import type { PayloadFault } from "./PayloadFaults.ts"
import { PayloadInvalid } from "./Refusal.ts"
import { extraOf } from "./extraOf.ts"
import { rememberingLast } from "./rememberingLast.ts"

/** The event recorded under an id in the same stream, as it reads today; `undefined` when there is none. */
export type Recall = (eventId: string) => Event | undefined

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Whether a text is a moment in UTC with milliseconds, and a real one. */
export const isMoment = (text: unknown): text is string =>
  typeof text === "string" &&
  MOMENT.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString() === text

const isDay = (text: unknown): boolean => typeof text === "string" && FiscalYear.isBusinessDate(text)

const isPlain = (value: unknown): boolean => typeof value === "string" && PlainText.isPlain(value)
const isName = (value: unknown): boolean =>
  typeof value === "string" && value.trim() !== "" && PlainText.isPlain(value)
const isRow = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1

const isRealDay = rememberingLast(isDay)
const isRealMoment = rememberingLast(isMoment)
const isFile = rememberingLast(isName)
const isStream = rememberingLast(
  (value) => typeof value === "string" && Result.isSuccess(parseStreamId(value))
)

const plainText = "text without control characters and lone surrogates"

const PLACE = new Set(["file", "sheet", "row"])
const EVENT = new Set(["type", "payload"])

const valueAt = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name]

const faultOfSource = (source: unknown): PayloadFault | null => {
  if (source === null) return null
  if (typeof source !== "object")
    return { field: "source", value: source, allowed: "null, or an object with file, sheet and row" }
  const { file, sheet, row } = source as Partial<SourcePlace>
  if (!isFile(file)) return { field: "source.file", value: file, allowed: `${plainText}, not empty` }
  if (sheet !== undefined && !isPlain(sheet))
    return { field: "source.sheet", value: sheet, allowed: `${plainText}, or left out` }
  if (!isRow(row)) return { field: "source.row", value: row, allowed: "a whole number, 1 or more" }
  const extra = extraOf(source, PLACE)
  return extra === undefined
    ? null
    : { field: `source.${extra}`, value: valueAt(source, extra), allowed: "file, sheet and row" }
}

const faultOfEnvelope = ({
  eventId,
  occurredOn,
  recordedAt,
  documentNo,
  source
}: NewEvent): PayloadFault | null => {
  if (!isName(eventId)) return { field: "eventId", value: eventId, allowed: `${plainText}, not empty` }
  if (!isRealDay(occurredOn))
    return { field: "occurredOn", value: occurredOn, allowed: "a calendar day from 1900 on, YYYY-MM-DD" }
  if (!isRealMoment(recordedAt))
    return {
      field: "recordedAt",
      value: recordedAt,
      allowed: "a moment in UTC with milliseconds, such as 2025-01-20T08:00:00.000Z"
    }
  if (!isPlain(documentNo))
    return { field: "documentNo", value: documentNo, allowed: `${plainText}; empty when there is none` }
  return faultOfSource(source)
}

/** An event is its type and its payload. */
const faultOfExtra = (event: Event): PayloadFault | null => {
  const extra = extraOf(event, EVENT)
  return extra === undefined ? null : { field: extra, value: valueAt(event, extra), allowed: NO_FIELD }
}

type Reversal = PayloadOf<"EntryReversed">

/** The reversal in a payload, with the path of the entry it quotes. */
const reversalIn = (event: Event): { readonly path: string; readonly reversal: Reversal } | null => {
  if (event.type === "EntryReversed") return { path: "entry", reversal: event.payload }
  // Nothing is known of the payload yet: it is being asked because it is not sound.
  if (event.type !== "ClosedYearAdjusted" || event.payload?.entry?.type !== "EntryReversed") return null
  return { path: "entry.payload.entry", reversal: event.payload.entry.payload as unknown as Reversal }
}

/** The money event of a recorded event: itself, or the one that an adjustment after the close quotes. */
const entryOfEvent = (event: Event | undefined): Event | undefined =>
  event?.type === "ClosedYearAdjusted" ? event.payload.entry : event

/** Whether a reversal quotes its entry as it was recorded, whatever that says. */
const isQuotedAsRecorded = ({ corrects, entry }: Reversal, recall: Recall): boolean => {
  const recorded = typeof corrects === "string" ? entryOfEvent(recall(corrects)) : undefined
  if (recorded === undefined || !isMoneyEvent(recorded.type)) return false
  return isSameJson(quote(recorded as EventOf<MoneyEventType>), entry)
}

const faultOfPayload = (event: Event, recall: Recall): PayloadFault | null => {
  if (isPayload(event.type, event.payload)) return null
  const faults = payloadFaults(event.type, event.payload)
  const quoting = reversalIn(event)
  const isInQuote = quoting !== null && faults.every(({ field }) => field.startsWith(`${quoting.path}.`))
  return isInQuote && isQuotedAsRecorded(quoting.reversal, recall) ? null : faults[0]!
}

/**
 * What keeps an event out of the ledger, the envelope first; `null` when nothing does. `recall` finds what is
 * recorded: a reversal may quote an entry from before there was a gate, as it was recorded.
 */
export const eventFault = (command: NewEvent, recall: Recall): PayloadInvalid | null => {
  const { eventId, event } = command
  const type: unknown = (event as Event | null | undefined)?.type
  if (!isEventType(type)) {
    const allowed = `one of ${eventTypes.join(", ")}`
    return new PayloadInvalid({ eventId, type: String(type), field: "type", value: type, allowed })
  }
  const fault = faultOfEnvelope(command) ?? faultOfExtra(event) ?? faultOfPayload(event, recall)
  return fault === null ? null : new PayloadInvalid({ eventId, type, ...fault })
}

/** What the gate has against an event for a stream, its id aside: the stream has to be a unit's year. */
export const newEventFault = (
  streamId: StreamId,
  command: NewEvent,
  recall: Recall
): PayloadInvalid | null => {
  const { eventId, event } = command
  if (isStream(streamId)) return eventFault(command, recall)
  const allowed = "unit/<agency code>/<year>, such as unit/219011/2024"
  return new PayloadInvalid({
    eventId,
    type: String(event?.type),
    field: "streamId",
    value: streamId,
    allowed
  })
}

/**
 * What today's gate has against an event that is recorded in a stream; ids of before are as good as any, and so are
 * texts with format characters, which earlier releases took from pages and documents as they were.
 */
export const recordedFault = (
  streamId: StreamId,
  command: NewEvent,
  recall: Recall
): PayloadInvalid | null => {
  const fault = newEventFault(streamId, command, recall)
  if (fault === null) return null
  return newEventFault(streamId, PlainText.foldTexts(command, PlainText.dropFormats) as NewEvent, recall)
}

/** What ids of a stream begin with, kept for the stream asked of last: an append asks stream by stream. */
const prefixOf = (() => {
  let last: { readonly streamId: StreamId; readonly prefix: string } | undefined
  return (streamId: StreamId): string => {
    if (last?.streamId !== streamId) last = { streamId, prefix: idPrefixOf(streamId) }
    return last.prefix
  }
})()

/** What is against the id of a new event of a stream; what is recorded keeps the id that it has. */
export const idFault = (streamId: StreamId, { eventId, event }: NewEvent): PayloadInvalid | null => {
  const prefix = prefixOf(streamId)
  if (typeof eventId === "string" && eventId.startsWith(prefix) && eventId.length > prefix.length) return null
  const allowed = `an id that begins with ${prefix}`
  return new PayloadInvalid({ eventId, type: String(event?.type), field: "eventId", value: eventId, allowed })
}

/** What `verify` says of an event that is as it was written, and was wrong then. */
export const invalidWhenWritten = (fault: PayloadInvalid): string =>
  `it is as it was written, and was invalid then: ${fault.message}`

/** What an append asks of what is recorded. */
export interface Recorded {
  /** The event recorded under an id in a stream, as it reads today; `undefined` when there is none. */
  readonly recall: (streamId: StreamId, eventId: string) => Event | undefined
  /** Whether the stream holds the event already, with the same content. */
  readonly isThere: (streamId: StreamId, event: NewEvent) => boolean
}

/**
 * The first event of an append that may not enter. Every store asks before it writes anything; what it holds already
 * is there, whatever it says.
 */
export const refusedAtGate = (
  batches: ReadonlyArray<StreamAppend>,
  { recall, isThere }: Recorded
): PayloadInvalid | null => {
  for (const { streamId, events } of batches) {
    const recallHere: Recall = (eventId) => recall(streamId, eventId)
    for (const event of events) {
      const fault = newEventFault(streamId, event, recallHere) ?? idFault(streamId, event)
      if (
        fault === null ||
        (fault.field !== "type" && typeof event.eventId === "string" && isThere(streamId, event))
      )
        continue
      return fault
    }
  }
  return null
}
