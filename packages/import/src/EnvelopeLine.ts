/**
 * Envelope lines: events that come with their envelope, as a ledger exports them, in JSON lines.
 *
 * A line is `{ streamId, occurredOn, documentNo, eventId?, type, payload }`, or the last two under `event`;
 * instead of `streamId` it may have `agency_code` and `fiscal_year`. What a ledger assigns itself (version,
 * position, hashes, recording time) is not read.
 */
import { FiscalYear, PlainText } from "@juesuan/domain"
import { isAgencyCode, parseStreamId, registry, streamIdOf, upcast } from "@juesuan/ledger"
import type { Event, EventType, StreamId } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { checkPayload } from "./Completion.ts"
import { titleOf } from "./Draft.ts"
import type { Head } from "./Draft.ts"
import type { IssuePlace, Operands, Problem } from "./Issue.ts"
import { isRecord } from "./Mapping.ts"
import type { EnvelopeLine } from "./SheetReader.ts"
import { foldIdentifier, foldPayload } from "./Value.ts"
import { eventType } from "./Word.ts"

export interface ReadEnvelope {
  readonly head: Head
  readonly eventId: string | undefined
  readonly event: Event
}

type Report = (problem: Problem, place: IssuePlace, operands?: Operands) => void

const LINE_OF_ID = /#([1-9]\d{0,5})$/

const textAt = (json: Readonly<Record<string, unknown>>, ...names: ReadonlyArray<string>): string => {
  for (const name of names) {
    const value = json[name]
    if (typeof value === "string") return value
    if (typeof value === "number") return String(value)
  }
  return ""
}

const streamOf = (json: Readonly<Record<string, unknown>>): StreamId | undefined => {
  const stated = textAt(json, "streamId")
  if (stated !== "") return Result.isSuccess(parseStreamId(stated)) ? stated : undefined
  const agency = textAt(json, "agency_code", "agencyCode")
  const year = textAt(json, "fiscal_year", "fiscalYear")
  return isAgencyCode(agency) && /^\d{4}$/.test(year) ? streamIdOf(agency, Number(year)) : undefined
}

/** The payload as it reads today; fails for a version that is not known, or a payload that is none of it. */
const currentPayload = (
  type: EventType,
  version: unknown,
  payload: unknown
): Result.Result<unknown, "unreadable"> => {
  if (version === registry[type].version) return Result.succeed(payload)
  if (!isRecord(payload)) return Result.fail("unreadable")
  try {
    return Result.succeed(upcast(type, Number(version), payload).payload)
  } catch {
    // A payload that is not of the version it names makes a step throw; which step is of no use to the reader.
    return Result.fail("unreadable")
  }
}

/** The document number and the id an envelope states; nothing when it has neither, or they cannot be any. */
const namesOf = (
  json: Readonly<Record<string, unknown>>,
  refuse: (problem: Problem, column: string, value: string) => void
) => {
  const documentNo = foldIdentifier(textAt(json, "documentNo", "doc_no"))
  const eventId = foldIdentifier(textAt(json, "eventId"))
  if (!PlainText.isPlain(documentNo)) return void refuse("DocumentMalformed", "documentNo", documentNo)
  if (!PlainText.isPlain(eventId)) return void refuse("DocumentMalformed", "eventId", eventId)
  if (documentNo === "" && eventId === "") return void refuse("ValueMissing", "documentNo, eventId", "")
  const line = LINE_OF_ID.exec(eventId)?.[1]
  return {
    documentNo,
    line: line === undefined ? undefined : Number(line),
    eventId: eventId === "" ? undefined : eventId
  }
}

/** Reads an envelope line; every fault is reported, and then there is no event. */
export const readEnvelope = (
  { file, place, json }: EnvelopeLine,
  report: Report
): ReadEnvelope | undefined => {
  const at = (column: string, value: string): IssuePlace => ({ file, row: place.row, column, value })
  const inner = isRecord(json["event"]) ? json["event"] : json
  const typeText = textAt(inner, "type")
  const type = eventType(typeText)
  if (Result.isFailure(type)) report("EventTypeUnknown", at("type", typeText), type.failure.operands)
  const streamId = streamOf(json)
  if (streamId === undefined)
    report("AgencyMalformed", at("streamId", textAt(json, "streamId", "agency_code")))
  const occurredOn = textAt(json, "occurredOn", "vou_date")
  const isDate = FiscalYear.isBusinessDate(occurredOn)
  if (!isDate) report("DateMalformed", at("occurredOn", occurredOn))
  else if (streamId !== undefined && Number(streamId.slice(-4)) !== FiscalYear.yearOf(occurredOn)) {
    report("DateOutsideYear", at("occurredOn", occurredOn), { year: streamId.slice(-4) })
    return undefined
  }
  if (Result.isFailure(type)) return undefined
  const title = titleOf(type.success)
  const version = json["schemaVersion"] ?? registry[type.success].version
  const lifted = currentPayload(type.success, version, foldPayload(inner["payload"]))
  if (Result.isFailure(lifted)) {
    const detail = {
      zh: `版本 ${String(version)} 无法读取`,
      en: `version ${String(version)} cannot be read`
    }
    report("PayloadInvalid", at("schemaVersion", String(version)), { title, key: "schemaVersion", detail })
    return undefined
  }
  const event = checkPayload(type.success, lifted.success)
  if (Result.isFailure(event)) {
    for (const fault of event.failure) {
      if (fault.fault !== "payload") continue
      report("PayloadInvalid", at("payload", ""), { title, key: fault.key, detail: fault.detail })
    }
    return undefined
  }
  if (streamId === undefined || !isDate) return undefined
  const names = namesOf(json, (problem, column, value) =>
    report(problem, at(column, value), { field: column, title })
  )
  if (names === undefined) return undefined
  const { documentNo, line, eventId } = names
  return { head: { streamId, occurredOn, documentNo, line }, eventId, event: event.success }
}
