/**
 * The register (登记簿): the entries of a ledger, listed and filtered, with the batches they came in.
 */
import { correctedBy } from "@juesuan/ledger"
import type { EventStoreShape, EventType, RecordedEvent, StreamId } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { amountOfEvent } from "./EventWords.ts"

/** Which entries are listed; what is not given does not matter. */
export interface RegisterFilter {
  /** First and last business date, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly type?: EventType | undefined
  readonly documentNo?: string | undefined
  /** Beginning of a functional or economic code that the entry names. */
  readonly code?: string | undefined
  readonly project?: string | undefined
  /** A text in abstract, reason or name. */
  readonly text?: string | undefined
}

/** An entry of the register. */
export interface RegisterEntry {
  readonly streamId: StreamId
  readonly entry: RecordedEvent
  /** In fen; `null` where the entry moves no money. */
  readonly amount: number | null
  /** Whether an undo has taken the entry back. */
  readonly isUndone: boolean
}

/** What an undo's own events are called; their id goes on with that of the entry they take back. */
const UNDO = "undo:"

const tailOf = (eventId: string): string => eventId.split("/").slice(2).join("/")

/** The id of the event that takes back another by an undo. */
export const undoIdOf = (eventId: string): string => {
  const [agency, year] = eventId.split("/")
  return `${agency}/${year}/${UNDO}${tailOf(eventId)}`
}

/** Whether an event is that of an undo. */
export const isUndo = ({ eventId, source }: Pick<RecordedEvent, "eventId" | "source">): boolean =>
  source === null && tailOf(eventId).startsWith(UNDO)

/** The ids of the events of a stream that an undo has taken back. */
export const undoneIn = (events: ReadonlyArray<RecordedEvent>): ReadonlySet<string> =>
  new Set(
    events.flatMap((one) => {
      const corrects = isUndo(one) ? correctedBy(one.event) : null
      return corrects === null ? [] : [corrects]
    })
  )

const codesIn = (value: unknown): ReadonlyArray<string> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        (key === "function" || key === "economic") && typeof inner === "string" ? [inner] : codesIn(inner)
      )
    : []

const textsIn = (value: unknown, keys: ReadonlySet<string>): ReadonlyArray<string> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === "string" ? (keys.has(key) ? [inner] : []) : textsIn(inner, keys)
      )
    : []

const freeTexts = new Set(["abstract", "reason", "unitName", "name", "text"])
const projects = new Set(["project"])

const fits = ({ occurredOn, documentNo, event }: RecordedEvent, filter: RegisterFilter): boolean => {
  const { from, to, type, code, project, text } = filter
  return (
    (from === undefined || occurredOn >= from) &&
    (to === undefined || occurredOn <= to) &&
    (type === undefined || event.type === type) &&
    (filter.documentNo === undefined || documentNo === filter.documentNo) &&
    (code === undefined || codesIn(event.payload).some((one) => one.startsWith(code))) &&
    (project === undefined || textsIn(event.payload, projects).includes(project)) &&
    (text === undefined || textsIn(event.payload, freeTexts).some((one) => one.includes(text)))
  )
}

/** The entries of streams that fit, stream by stream in the order of the ledger. */
export const registerOf = Effect.fn("registerOf")(function* (
  store: EventStoreShape,
  streams: ReadonlyArray<StreamId>,
  filter: RegisterFilter = {}
) {
  const entries: Array<RegisterEntry> = []
  for (const streamId of streams) {
    const events = yield* store.read(streamId)
    const undone = undoneIn(events)
    for (const entry of events) {
      if (!fits(entry, filter)) continue
      const amount = amountOfEvent(entry.event) ?? null
      entries.push({ streamId, entry, amount, isUndone: undone.has(entry.eventId) })
    }
  }
  return entries
})

/** What was recorded in one go from one file. */
export interface Batch {
  /** What `undo` calls it by: the unit's year and the number of its first event there, such as `219011/2024#12`. */
  readonly id: string
  readonly recordedAt: string
  /** The file, or what stands for one where an entry came from none. */
  readonly file: string
  /** Stream by stream, each in the order of the ledger. */
  readonly events: ReadonlyArray<RecordedEvent>
  /** How many of its events an undo has taken back. */
  readonly undone: number
}

interface Run {
  readonly streamId: StreamId
  readonly file: string
  readonly events: Array<RecordedEvent>
}

/** Replays record a row at 18:00 Beijing time of its business date: such moments tell nothing about the import. */
const isReplayed = ({ occurredOn, recordedAt }: RecordedEvent): boolean =>
  recordedAt === `${occurredOn}T10:00:00.000Z`

/** Whether an event goes on with what the one before it belongs to: the next row of the file, at the same moment. */
const goesOn = (before: RecordedEvent, event: RecordedEvent): boolean => {
  const [from, to] = [before.source!, event.source!]
  const isNextRow = from.sheet !== to.sheet || from.row < to.row
  const isSameMoment = before.recordedAt === event.recordedAt || (isReplayed(before) && isReplayed(event))
  return from.file === to.file && before.version + 1 === event.version && isNextRow && isSameMoment
}

/** The events of a stream that have a source, as runs of what was recorded in one go. */
const runsIn = (streamId: StreamId, events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  for (const event of events) {
    if (event.source === null) continue
    const last = runs.at(-1)
    const before = last?.events.at(-1)
    if (last !== undefined && before !== undefined && goesOn(before, event)) last.events.push(event)
    else runs.push({ streamId, file: event.source.file, events: [event] })
  }
  return runs
}

/** Runs of several units that came at one moment from one file are one batch. */
const isOneImport = (left: Run, right: Run): boolean => {
  const [a, b] = [left.events[0]!, right.events[0]!]
  return (
    left.streamId !== right.streamId &&
    left.file === right.file &&
    a.recordedAt === b.recordedAt &&
    !isReplayed(a) &&
    !isReplayed(b)
  )
}

/** The batches of a ledger that can be undone: events with a file, by moment and file, oldest first. */
export const batchesOf = Effect.fn("batchesOf")(function* (store: EventStoreShape) {
  const groups: Array<Array<Run>> = []
  const undone = new Set<string>()
  for (const { streamId } of yield* store.heads) {
    const events = yield* store.read(streamId)
    for (const eventId of undoneIn(events)) undone.add(eventId)
    for (const run of runsIn(streamId, events)) {
      const group = groups.find((one) => one.every((other) => isOneImport(other, run)))
      if (group === undefined) groups.push([run])
      else group.push(run)
    }
  }
  return groups
    .map((group): Batch => {
      const { streamId, file, events } = group[0]!
      const all = group.flatMap((run) => run.events)
      const { version, recordedAt } = events[0]!
      const id = `${streamId.slice("unit/".length)}#${version}`
      return {
        id,
        recordedAt,
        file,
        events: all,
        undone: all.filter(({ eventId }) => undone.has(eventId)).length
      }
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
})
