/**
 * Upcasting: payloads of every version ever written, as they read today.
 *
 * What is stored is never rewritten: its hash is of the texts as they were. A payload of an older version goes
 * through one step a version when it is read, and from there on everybody sees the current one.
 */
import * as Data from "effect/Data"
import { isEventType, registry } from "./Event.ts"
import type { Event, EventType } from "./Event.ts"
import { withDefaults } from "./PayloadDefaults.ts"
import type { StoredPayload } from "./PayloadDefaults.ts"

export type { StoredPayload } from "./PayloadDefaults.ts"

/** Turns a payload of one version into the next one's. Total on payloads of its version. */
export type Step = (payload: StoredPayload) => StoredPayload

/** A stored event of a type or version that this program does not know: a newer one wrote it. */
export class EventVersionUnknown extends Data.TaggedError("EventVersionUnknown")<{
  readonly type: string
  readonly schemaVersion: number
}> {
  override get message(): string {
    return (
      `${this.type} version ${this.schemaVersion} is unknown to this program. ` +
      "Read the ledger with the release that wrote it, or a newer one."
    )
  }
}

/** Before version 2 an opening adjustment did not name the payment that came back. */
const withoutPayment: Step = (payload) => ({ ...payload, corrects: "" })

/** Before version 2 a year was closed by fund only, and nothing said whether it was 结转 or 结余. */
const closedByFund: Step = (payload) => ({
  ...payload,
  closing: (payload["closing"] as ReadonlyArray<StoredPayload>).map((line) => ({
    ...line,
    function: "",
    nature: "",
    project: "",
    kind: "carryover"
  }))
})

/** Before version 2 a quoted entry did not say its version: it was the first. */
const quotedUnversioned: Step = (payload) => ({
  ...payload,
  entry: { ...(payload["entry"] as StoredPayload), version: 1 }
})

/** Before version 2 a project did not say whether it was a 一级项目 or a 二级项目. */
const withoutLevel: Step = (payload) => ({ ...payload, level: "unstated" })

/** Before that version a payload did not say what has a default today: a counterparty, attributes. */
const withoutDefaults =
  (type: EventType): Step =>
  (payload) =>
    withDefaults(type, payload)

/** The steps by type, first to second version first. A type that is not here has had one version. */
export const upcasters: Readonly<Partial<Record<EventType, ReadonlyArray<Step>>>> = {
  FiscalYearOpened: [withoutDefaults("FiscalYearOpened")],
  OpeningAdjusted: [withoutPayment],
  IncomeReceived: [withoutDefaults("IncomeReceived")],
  DisbursementPaid: [withoutDefaults("DisbursementPaid")],
  DisbursementReturned: [withoutDefaults("DisbursementReturned")],
  DisbursementReclassified: [withoutDefaults("DisbursementReclassified")],
  EntryReversed: [quotedUnversioned],
  FiscalYearClosed: [closedByFund],
  ProjectRegistered: [withoutLevel, withoutDefaults("ProjectRegistered")]
}

/** The quoted entry at its current version, itself upcast. What it holds besides stays, for `verify` to name it. */
const upcastQuoted = (payload: StoredPayload): StoredPayload => {
  const { type, version, payload: quoted, ...rest } = payload["entry"] as StoredPayload
  const entry = upcast(String(type), Number(version), quoted as StoredPayload)
  const current = typeof version === "number" ? registry[entry.type].version : version
  return { ...payload, entry: { ...rest, ...entry, version: current } }
}

/** Whether events of a type quote another one. */
export const isQuoting = (type: EventType): boolean =>
  type === "EntryReversed" || type === "ClosedYearAdjusted"

/**
 * A payload as somebody states it, made the current one: what it may leave out filled in, what it quotes at its
 * current version. What cannot be made so stays as it is, for the schema to judge.
 */
export const completePayload = (type: EventType, payload: unknown): unknown => {
  const completed = withDefaults(type, payload as StoredPayload)
  if (!isQuoting(type)) return completed
  try {
    return upcastQuoted(completed)
  } catch {
    // A quoted type or version that is not known, or nothing quoted at all.
    return completed
  }
}

/**
 * An event of any version, as it reads today. Throws {@link EventVersionUnknown} for a type or a version that is
 * not known. Checks no schema: what was appended had passed it.
 */
export const upcast = (type: string, schemaVersion: number, payload: StoredPayload): Event => {
  const current = isEventType(type) ? registry[type].version : 0
  if (!isEventType(type) || !Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > current)
    throw new EventVersionUnknown({ type, schemaVersion })
  const steps = upcasters[type] ?? []
  const lifted = steps.slice(schemaVersion - 1).reduce((before, step) => step(before), payload)
  return { type, payload: isQuoting(type) ? upcastQuoted(lifted) : lifted } as unknown as Event
}
