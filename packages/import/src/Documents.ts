/**
 * Documents of an import: which rows make which document, and which entry a correction means.
 *
 * A document belongs to a unit's year; its lines are numbered by `line_no` or by the order of its rows.
 */
import type { Event, EventType, StreamId } from "@juesuan/ledger"

/** One row of a document. */
export interface Entry {
  readonly eventId: string
  readonly line: number
  /** Whether the row states its line number. */
  readonly isNumbered: boolean
  readonly row: number
  readonly type: EventType | undefined
  /** `undefined` when the row has an issue. */
  readonly event: Event | undefined
}

export interface Document {
  readonly occurredOn: string
  /** The row of its first line. */
  readonly row: number
  /** Rows so far, right or wrong. */
  rows: number
  readonly entries: Array<Entry>
  byLine: Map<number, Entry> | undefined
  byContent: Map<string, Entry> | undefined
  /** Another document that this may be a spelling of, see `SpellingCheck`; empty when there is none. */
  other?: string | undefined
}

/** An entry of the ledger or of this import that a row may correct. */
export interface LedgerLine {
  readonly eventId: string
  readonly line: number
  readonly event: Event
  /** The business date, where it is known. */
  readonly occurredOn?: string | undefined
}

/** Finds the lines of a document that the ledger has already; none when it has no such document. */
export type LookUp = (streamId: StreamId, documentNo: string) => ReadonlyArray<LedgerLine>

/** Beyond this many lines a document gets indexes; most have one. */
const INDEX_FROM = 8

/** What two rows must differ in to be two: everything but amount and abstract. */
const contentKey = (
  { type, payload }: Event,
  replacer?: (key: string, value: unknown) => unknown
): string => {
  const { amount: _amount, abstract: _abstract, ...rest } = payload as Readonly<Record<string, unknown>>
  return `${type} ${JSON.stringify(rest, replacer)}`
}

/** Objects with their keys in order: a ledger keeps them in an order of its own. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

const amountOf = ({ payload }: Event): number | undefined =>
  "amount" in payload ? payload.amount : undefined

/** Whether two events say the same, but for their abstracts. */
export const saysSame = (left: Event, right: Event): boolean =>
  left.type === right.type &&
  amountOf(left) === amountOf(right) &&
  contentKey(left, sorted) === contentKey(right, sorted)

/** The entry of the document that has the line. */
export const entryOfLine = (document: Document, line: number): Entry | undefined => {
  if (document.entries.length < INDEX_FROM) return document.entries.find((entry) => entry.line === line)
  document.byLine ??= new Map(document.entries.map((entry) => [entry.line, entry]))
  return document.byLine.get(line)
}

/** The first entry of the document that says the same of the same line of the budget. */
export const entryLike = (document: Document, event: Event): Entry | undefined => {
  if (document.entries.length === 0) return undefined
  const key = contentKey(event)
  if (document.entries.length < INDEX_FROM) {
    return document.entries.find(
      (entry) => entry.event?.type === event.type && contentKey(entry.event) === key
    )
  }
  if (document.byContent === undefined) {
    document.byContent = new Map()
    for (const entry of document.entries) indexContent(document.byContent, entry)
  }
  return document.byContent.get(key)
}

const indexContent = (index: Map<string, Entry>, entry: Entry): void => {
  if (entry.event === undefined) return
  const key = contentKey(entry.event)
  if (!index.has(key)) index.set(key, entry)
}

export const addEntry = (document: Document, entry: Entry): void => {
  document.entries.push(entry)
  document.byLine?.set(entry.line, entry)
  if (document.byContent !== undefined) indexContent(document.byContent, entry)
}

/** What a reference came to. `faulty` means the row it names has an issue of its own. */
export type Resolution =
  | { readonly outcome: "found"; readonly original: LedgerLine }
  | { readonly outcome: "absent" | "faulty" | "notPayment" }
  | { readonly outcome: "ambiguous" | "lineAbsent"; readonly lines: ReadonlyArray<number> }

/** Finds the entry that a document number and perhaps a line name, among the lines of one document. */
const resolveAmong = (
  lines: ReadonlyArray<Pick<Entry, "eventId" | "line" | "type" | "event"> & Pick<LedgerLine, "occurredOn">>,
  line: number | undefined,
  want: "payment" | "any"
): Resolution => {
  if (lines.length === 0) return { outcome: "absent" }
  const named = line === undefined ? lines : lines.filter((entry) => entry.line === line)
  if (named.length === 0) return { outcome: "lineAbsent", lines: lines.map((entry) => entry.line) }
  const fitting =
    want === "any" ? named : named.filter(({ type }) => type === "DisbursementPaid" || type === undefined)
  if (fitting.length === 0) return { outcome: "notPayment" }
  if (fitting.length > 1) return { outcome: "ambiguous", lines: fitting.map((entry) => entry.line) }
  const { eventId, line: found, type, event, occurredOn } = fitting[0]!
  if (type === undefined || event === undefined) return { outcome: "faulty" }
  return { outcome: "found", original: { eventId, line: found, event, occurredOn } }
}

/** The documents of one import. */
export class Documents {
  readonly #streams = new Map<StreamId, Map<string, Document>>()
  readonly #lookUp: LookUp

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp
  }

  get(streamId: StreamId, documentNo: string): Document | undefined {
    return this.#streams.get(streamId)?.get(documentNo)
  }

  /** The document a row belongs to, begun by the row when it is the first; the row is counted. */
  open(streamId: StreamId, documentNo: string, occurredOn: string, row: number): Document {
    let documents = this.#streams.get(streamId)
    if (documents === undefined) this.#streams.set(streamId, (documents = new Map()))
    let document = documents.get(documentNo)
    if (document === undefined) {
      document = { occurredOn, row, rows: 0, entries: [], byLine: undefined, byContent: undefined }
      documents.set(documentNo, document)
    }
    document.rows++
    return document
  }

  /** Whether a row so far, or the ledger, has a document of that number. */
  has(streamId: StreamId, documentNo: string): boolean {
    return this.get(streamId, documentNo) !== undefined || this.#lookUp(streamId, documentNo).length > 0
  }

  /** The lines of a document so far, those of the ledger among them. */
  linesOf(streamId: StreamId, documentNo: string): ReadonlyArray<LedgerLine> {
    const document = this.get(streamId, documentNo)
    const here = (document?.entries ?? []).flatMap(({ eventId, line, event }) =>
      event === undefined ? [] : [{ eventId, line, event, occurredOn: document!.occurredOn }]
    )
    return [...here, ...this.#lookUp(streamId, documentNo)]
  }

  /** Finds what a correction names: first among the rows before it, then in the ledger. */
  resolve(
    streamId: StreamId,
    documentNo: string,
    line: number | undefined,
    want: "payment" | "any"
  ): Resolution {
    const document = this.get(streamId, documentNo)
    const entries = document?.entries.map((entry) => ({ ...entry, occurredOn: document.occurredOn }))
    const here = resolveAmong(entries ?? [], line, want)
    if (here.outcome !== "absent" && here.outcome !== "notPayment" && here.outcome !== "lineAbsent")
      return here
    const lines = this.#lookUp(streamId, documentNo).map((known) => ({ ...known, type: known.event.type }))
    const there = resolveAmong(lines, line, want)
    return there.outcome === "absent" ? here : there
  }
}
