/**
 * The law of the gate, for runs few and many: what `append` accepts, `verify` accepts, and what it refuses, `verify`
 * names where somebody has written it past the gate.
 */
import * as path from "node:path"
import { HashChain, PayloadInvalid, correctedBy, dimensionNames, postings, registry } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Arbitrary } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { DatabaseSync } from "node:sqlite"

const stream = "unit/100001/2024"

/** An event, and whether it was damaged on purpose; its id is its number, where the id is not what was damaged. */
interface Judged {
  readonly event: NewEvent
  readonly isSound: boolean
  readonly path: string
}

/** Sound and damaged events in turn, from a seed. */
const judgedEvents = (seed: number, count: number): ReadonlyArray<Judged> => {
  const sound = fc.sample(Arbitrary.soundEvent(), { seed, numRuns: Math.ceil(count / 2) })
  const damaged = fc.sample(Arbitrary.damagedEvent(), { seed, numRuns: Math.floor(count / 2) })
  const all = [
    ...sound.map((event) => ({ event, isSound: true, path: "" })),
    ...damaged.map(({ event, path: where }) => ({ event, isSound: false, path: where }))
  ]
  return all.map((judged, serial) =>
    judged.path === "eventId"
      ? judged
      : { ...judged, event: { ...judged.event, eventId: `100001/2024/D${serial}#1` } }
  )
}

/** What the gate of a store got wrong, one line each; what is refused leaves the store as it was. */
export const gateMistakes = (store: EventStoreShape, seed: number, count: number): ReadonlyArray<string> => {
  const mistakes: Array<string> = []
  let version = 0
  for (const { event, isSound, path: where } of judgedEvents(seed, count)) {
    const append = store.append([{ streamId: stream, expectedVersion: version, events: [event] }])
    const result = Effect.runSync(Effect.result(append))
    if (Result.isSuccess(result)) version += result.success.appended
    const isInvalid = Result.isFailure(result) && result.failure instanceof PayloadInvalid
    if (isSound !== Result.isSuccess(result) || (!isSound && !isInvalid)) {
      const said = Result.isSuccess(result) ? "accepted" : `${result.failure._tag}: ${result.failure.message}`
      mistakes.push(`${isSound ? "sound" : `damaged at ${where}`}, ${said}: ${event.event?.type}`)
    }
  }
  const report = Effect.runSync(store.verify)
  if (report.events !== version) mistakes.push(`${report.events} events, not ${version}`)
  return [...mistakes, ...report.breaks.map(({ eventId, reason }) => `verify: ${eventId} ${reason}`)]
}

/** What SQLite keeps in no text. */
const UNKEPT = /[\p{Cs}\0]/u

/** What can be written at all: JSON keeps it, and SQLite takes its columns. */
const isWritable = ({ event, path: where }: Judged): boolean => {
  if (where === "event") return false
  const { eventId, occurredOn, recordedAt, documentNo } = event
  const isKept = (text: unknown): boolean => typeof text === "string" && !UNKEPT.test(text)
  if (![eventId, occurredOn, recordedAt, documentNo].every(isKept)) return false
  // A day or a moment that no calendar reads never went into a column of numbers.
  if (Number.isNaN(Date.parse(`${occurredOn}T00:00:00Z`)) || Number.isNaN(Date.parse(recordedAt)))
    return false
  if (!Object.hasOwn(registry, String(event.event?.type))) return false
  const plain = { source: event.source, payload: event.event.payload }
  try {
    const text = HashChain.canonicalJson(plain)
    // A link of a correction is a text, or there was no row for it.
    const corrects: unknown = correctedBy(event.event)
    if (corrects !== null && (typeof corrects !== "string" || UNKEPT.test(corrects))) return false
    // What posts no whole fen on no cell was never written: its row could not be made.
    const isPosted = postings(event.event).every(
      (posting) =>
        Number.isSafeInteger(posting.amount) &&
        dimensionNames.every((name) => typeof posting[name] === "string" && !UNKEPT.test(posting[name]))
    )
    return isPosted && HashChain.canonicalJson(JSON.parse(text)) === text && isSame(JSON.parse(text), plain)
  } catch {
    return false
  }
}

/** Whether JSON gave back what it was given: it makes null of NaN and nothing of `undefined`. */
const isSame = (left: unknown, right: unknown): boolean => {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null)
    return Object.is(left, right)
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false
  const [mine, theirs] = [Object.entries(left), Object.entries(right)]
  return (
    mine.length === theirs.length &&
    mine.every(
      ([name, value]) => Object.hasOwn(right, name) && isSame(value, (right as Record<string, unknown>)[name])
    )
  )
}

/**
 * Writes sound and damaged events past the gate, chained as they should be, and compares what `verify` names with
 * what was damaged. Gives what does not agree.
 */
export const verifyMistakes = (folder: string, seed: number, count: number): ReadonlyArray<string> => {
  const file = path.join(folder, `${seed}-${count}.db`)
  const opening: NewEvent = {
    eventId: "100001/2024/KZ#1",
    occurredOn: "2024-01-01",
    recordedAt: "2024-01-01T00:00:00.000Z",
    documentNo: "",
    source: null,
    event: Arbitrary.opened("institution", "off")
  }
  const store = Effect.runSync(openSqlite(file))
  Effect.runSync(store.append([{ streamId: stream, expectedVersion: 0, events: [opening] }]))
  Effect.runSync(store.close)
  const written = judgedEvents(seed, count).filter(isWritable)
  const database = new DatabaseSync(file)
  const add = database.prepare("INSERT INTO event VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
  let { hash } = database.prepare("SELECT hash FROM event").get() as { hash: string }
  const ids = new Set<string>([opening.eventId])
  const wrong: Array<string> = []
  let version = 1
  database.exec("BEGIN")
  for (const { event, isSound } of written) {
    if (ids.has(event.eventId)) continue
    ids.add(event.eventId)
    version++
    const texts = HashChain.textsOf(stream, version, registry[event.event.type].version, event)
    hash = HashChain.hashOf(hash, texts)
    const { eventId, type, schemaVersion, occurredOn, recordedAt, documentNo, source, body } = texts
    add.run(
      version,
      version,
      eventId,
      type,
      schemaVersion,
      occurredOn,
      recordedAt,
      documentNo,
      source,
      body,
      hash
    )
    if (!isSound) wrong.push(eventId)
  }
  database.prepare("UPDATE stream SET version = ?, hash = ?").run(version, hash)
  database.exec("DELETE FROM meta WHERE name = 'postings'; COMMIT")
  database.close()
  const reader = Effect.runSync(openSqlite(file))
  const { breaks, events } = Effect.runSync(reader.verify)
  Effect.runSync(reader.close)
  const named = new Map(
    breaks.map(({ eventId, kind, reason }) => [eventId ?? "ledger", `${kind}: ${reason}`])
  )
  return [
    ...(events === version ? [] : [`${events} events, not ${version}`]),
    ...wrong.filter((id) => !named.has(id)).map((id) => `${id} is damaged and not named`),
    ...[...named].filter(([id]) => !wrong.includes(id)).map(([id, said]) => `${id} is sound, ${said}`)
  ]
}
