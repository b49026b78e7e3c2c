/**
 * Importing: files of transactions become events, or issues with their place.
 *
 * Nothing here touches a disk or a ledger: bytes come in, events and issues go out, all of them at once.
 * Events stand in file order. When any issue is an error, nothing of the import may be written; that is the
 * caller's promise.
 */
import { Money } from "@juesuan/domain"
import type { FiscalYear } from "@juesuan/domain"
import type { Event, EventType, SourcePlace, StreamId } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { complete } from "./Completion.ts"
import type { CompletionFault } from "./Completion.ts"
import { addEntry, Documents, entryLike, entryOfLine } from "./Documents.ts"
import type { Document, LookUp, LedgerLine } from "./Documents.ts"
import { DraftReader, titleOf } from "./Draft.ts"
import type { CodeCatalogue, Draft, Head } from "./Draft.ts"
import { readEnvelope } from "./EnvelopeLine.ts"
import { eventColumns } from "./EventColumns.ts"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, IssuePlace, Operands, Problem } from "./Issue.ts"
import { makeIssueLog } from "./IssueLog.ts"
import type { IssueOrder, ProblemCount } from "./IssueLog.ts"
import { placeOf } from "./Layout.ts"
import type { SourceRow } from "./Layout.ts"
import type { Mapping } from "./Mapping.ts"
import { PersonalDataScan } from "./PersonalDataScan.ts"
import { References } from "./References.ts"
import { SpellingCheck } from "./SpellingCheck.ts"
import type { KnownNumbers } from "./SpellingCheck.ts"
import type { EnvelopeLine, SheetCounts, SourceSink } from "./SheetReader.ts"
import { emptyTally } from "./Tally.ts"
import type { Tally } from "./Tally.ts"
import { defaultLimits, readSource } from "./Source.ts"
import type { ImportFile, Limits } from "./Source.ts"

/** An event read from a file: a `NewEvent` of the ledger but for the moment of recording, and its stream. */
export interface ImportedEvent {
  readonly streamId: StreamId
  /** `<agency>/<year>/<document>#<line>`: the same row gives the same id at every import. */
  readonly eventId: string
  readonly occurredOn: FiscalYear.BusinessDate
  readonly documentNo: string
  readonly source: SourcePlace
  readonly event: Event
}

/** Control totals (控制总数) of one sheet: what to compare with the system it was exported from. */
export interface SheetTotals extends Readonly<SheetCounts> {
  /** Events made, by type in order of first appearance. */
  readonly types: ReadonlyArray<TypeTotal>
}

/** How many events of a type were made, and the sum of their amounts in fen. */
export interface TypeTotal {
  readonly type: EventType
  readonly count: number
  readonly amount: Money.Money
}

/** What an import needs beside the files: a mapping, the ledger's documents, the catalogues, the limits. */
export interface ImportOptions {
  readonly mapping?: Mapping
  /** What the ledger has under a document number, for corrections of earlier imports. */
  readonly lookUp?: LookUp | undefined
  /** The documents and projects that the ledger has in a year, for numbers that are spelled otherwise now. */
  readonly numbersOf?: ((streamId: StreamId) => KnownNumbers) | undefined
  /** Whether a catalogue has a code; without it codes are checked for their form only. */
  readonly isKnown?: (list: CodeCatalogue, code: string) => boolean
  /** The edition of the catalogue that has a code which the edition of the fiscal year lacks. */
  readonly otherEdition?:
    ((list: CodeCatalogue, code: string, year: number) => string | undefined) | undefined
  readonly limits?: Partial<Limits>
}

/** Events and issues in file order, and control totals a sheet. */
export interface ImportResult {
  readonly events: ReadonlyArray<ImportedEvent>
  /** The first 1,000 errors and the first 1,000 warnings. */
  readonly issues: ReadonlyArray<ImportIssue>
  /** How often each problem was found in all, in order of first appearance. */
  readonly counts: ReadonlyArray<ProblemCount>
  readonly totals: ReadonlyArray<SheetTotals>
  /** The amount cells of the row that each event came from, in the order of the events. */
  readonly money: ReadonlyArray<Readonly<Tally>>
}

interface Totals {
  readonly counts: SheetCounts
  readonly byType: Map<EventType, { count: number; amount: Money.Money }>
}

class Importer implements SourceSink {
  readonly events: Array<ImportedEvent> = []
  readonly totals: Array<Totals> = []
  /** The amount cells of the row of each event. */
  readonly money: Array<Tally> = []
  readonly #log = makeIssueLog()
  readonly #documents: Documents
  readonly #drafts: DraftReader
  readonly #references: References
  readonly #spelled: SpellingCheck
  #file = -1
  #order: readonly [number, number] = [-1, -1]
  readonly #sheets = new Map<string | undefined, number>()
  readonly #scan = new PersonalDataScan<IssueOrder>()

  constructor({ lookUp, numbersOf, isKnown, otherEdition, mapping }: ImportOptions) {
    const isByMonth = mapping?.docNoByMonth === true
    this.#documents = new Documents(lookUp ?? (() => []))
    this.#spelled = new SpellingCheck(this.#documents, numbersOf, this.#report)
    this.#references = new References(this.#documents, isByMonth, this.#report)
    this.#drafts = new DraftReader({
      report: this.#report,
      push: this.issue,
      isKnown,
      otherEdition,
      spelled: this.#spelled,
      docNoByMonth: isByMonth
    })
  }

  beginFile(): void {
    this.#file++
    this.#sheets.clear()
  }

  readonly begin = (sheet: string | undefined): void => {
    this.#sheets.set(sheet, this.#sheets.size)
  }

  readonly sheet = (counts: SheetCounts): void => {
    this.totals.push({ counts, byType: new Map() })
  }

  readonly issue = (issue: ImportIssue): void => {
    this.#log.add(issue.problem, issue, this.#orderOf(issue.sheet), () => issue)
  }

  readonly row = (row: SourceRow, unknownHeaders: ReadonlyArray<string>, money: Tally): boolean => {
    this.#scan.look(row, this.#orderOf(row.layout.sheet))
    const { type, head, draft } = this.#drafts.read(row, unknownHeaders)
    if (head === undefined) return false
    const place = (field: Field): IssuePlace => placeOf(row, field)
    const document = this.#documents.open(head.streamId, head.documentNo, head.occurredOn, row.place.row)
    const line = head.line ?? document.rows
    const isDated = this.#checkDate(document, head, place)
    const event = draft === undefined ? undefined : this.#event(draft, head, place)
    const eventId = this.#idOf(head, line)
    const made = { eventId, line, type, event, isDated }
    const isEntered = this.#enter(document, head, made, row.place, place)
    if (isEntered) this.money.push(money)
    return isEntered
  }

  readonly envelope = (line: EnvelopeLine): void => {
    const place: IssuePlace = { file: line.file, row: line.place.row }
    const read = readEnvelope(line, this.#report)
    if (read === undefined) return
    const { head, eventId: stated, event } = read
    const order = this.#orderOf(undefined)
    this.#scan.lookAt(event.payload, { ...place, column: "payload" }, order)
    this.#scan.lookAt(head.documentNo, { ...place, column: "doc_no" }, order)
    if (head.documentNo === "") {
      // Without a document there is nothing to compare with; the store knows the event by its id.
      const { streamId, occurredOn } = head
      this.events.push({ streamId, eventId: stated!, occurredOn, documentNo: "", source: line.place, event })
      this.#count(event)
      this.money.push(emptyTally())
      return
    }
    const document = this.#documents.open(head.streamId, head.documentNo, head.occurredOn, line.place.row)
    const number = head.line ?? document.rows
    const eventId = stated === undefined ? this.#idOf(head, number) : this.#spelled.id(head.streamId, stated)
    const at = (field: Field): IssuePlace => ({ ...place, column: field })
    const isDated = this.#checkDate(document, head, at)
    const numbered = { ...head, line: number }
    const made = { eventId, line: number, type: event.type, event, isDated }
    if (this.#enter(document, numbered, made, line.place, at)) this.money.push(emptyTally())
  }

  /** Says what is wrong with references to documents that never came, and puts all issues in order. */
  finish(): Pick<ImportResult, "issues" | "counts"> {
    this.#references.finish()
    for (const { issue, order } of this.#scan.issues())
      this.#log.add(issue.problem, issue, order, () => issue)
    return { issues: this.#log.issues(), counts: this.#log.counts() }
  }

  #idOf({ streamId, documentNo }: Head, line: number): string {
    return this.#spelled.id(streamId, `${streamId.slice("unit/".length)}/${documentNo}#${line}`)
  }

  readonly #report = (problem: Problem, place: IssuePlace, operands: Operands = {}): void => {
    this.#log.add(problem, place, this.#orderOf(place.sheet), () => makeIssue(problem, place, operands))
  }

  #orderOf(sheet: string | undefined): readonly [number, number] {
    const at = this.#sheets.get(sheet) ?? -1
    // Rows of one sheet come one after the other.
    if (this.#order[0] !== this.#file || this.#order[1] !== at) this.#order = [this.#file, at]
    return this.#order
  }

  #checkDate(document: Document, head: Head, place: (field: Field) => IssuePlace): boolean {
    if (document.occurredOn === head.occurredOn) return true
    const operands = { doc: head.documentNo, row: String(document.row), other: document.occurredOn }
    this.#report("DocumentTwoDates", place("vou_date"), operands)
    return false
  }

  #event(draft: Draft, head: Head, place: (field: Field) => IssuePlace): Event | undefined {
    let original: LedgerLine | undefined
    if (draft.reference !== undefined) {
      original = this.#references.original(draft.type, draft.reference, head, place)
      if (original === undefined) return undefined
    }
    const completed = complete(draft, original)
    if (Result.isSuccess(completed)) return completed.success
    for (const fault of completed.failure) this.#reportCompletion(fault, draft.type, place)
    return undefined
  }

  #reportCompletion(fault: CompletionFault, type: EventType, place: (field: Field) => IssuePlace): void {
    const title = titleOf(type)
    switch (fault.fault) {
      case "targetAbsent":
        return this.#report("TargetAbsent", place("to_func_code"), { title })
      case "amountDiffers":
        return this.#report("ReferenceAmountDiffers", place("amount"), {
          other: Money.toText(Money.fromFen(fault.amount))
        })
      case "payload": {
        const at = place("payload")
        const column = eventColumns[type].payload === "none" ? { column: "", ordinal: 0, value: "" } : {}
        return this.#report(
          "PayloadInvalid",
          { ...at, ...column },
          { title, key: fault.key, detail: fault.detail }
        )
      }
    }
  }

  /** Enters a row into its document, and its event into the import when nothing speaks against it. */
  #enter(
    document: Document,
    head: Head,
    made: {
      readonly eventId: string
      readonly line: number
      readonly type: EventType | undefined
      readonly event: Event | undefined
      readonly isDated: boolean
    },
    source: SourcePlace,
    place: (field: Field) => IssuePlace
  ): boolean {
    const { eventId, line, type, event, isDated } = made
    const isNumbered = head.line !== undefined
    const isNew = this.#checkRepeated(document, head, line, event, place)
    const isSpelled = event === undefined || this.#spelled.check(document, head, event, place)
    const kept = isDated && isNew && isSpelled ? event : undefined
    if (isNew) addEntry(document, { eventId, line, isNumbered, row: source.row, type, event: kept })
    if (kept === undefined) return false
    const { streamId, occurredOn, documentNo } = head
    this.events.push({ streamId, eventId, occurredOn, documentNo, source, event: kept })
    this.#count(kept)
    return true
  }

  #checkRepeated(
    document: Document,
    head: Head,
    line: number,
    event: Event | undefined,
    place: (field: Field) => IssuePlace
  ): boolean {
    const taken = entryOfLine(document, line)
    const like = event === undefined ? undefined : entryLike(document, event)
    if (like?.event !== undefined && event !== undefined && !(like.isNumbered && head.line !== undefined)) {
      const [before, now] = [amountOf(like.event), amountOf(event)]
      const row = String(like.row)
      if (before === now) this.#report("RowRepeated", { ...place("doc_no"), value: head.documentNo }, { row })
      else {
        const other = Money.toText(Money.fromFen(before))
        this.#report("DocumentAmountDiffers", place("amount"), { doc: head.documentNo, row, other })
      }
      return false
    }
    if (taken === undefined) return true
    const operands = { doc: head.documentNo, line: String(line), row: String(taken.row) }
    this.#report("LineRepeated", place("line_no"), operands)
    return false
  }

  #count(event: Event): void {
    const { byType, counts } = this.totals.at(-1)!
    const amount = amountOf(event)
    const sum = byType.get(event.type)
    if (sum === undefined) byType.set(event.type, { count: 1, amount: Money.fromFen(amount) })
    else if (Number.isSafeInteger(sum.amount + amount)) {
      sum.count++
      sum.amount = Money.fromFen(sum.amount + amount)
    } else this.#report("TotalTooLarge", { file: counts.file, sheet: counts.sheet })
  }
}

const amountOf = ({ payload }: Event): number => ("amount" in payload ? payload.amount : 0)

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/** Reads files of transactions to events, issues and control totals. Never throws. */
export const importFiles = (files: ReadonlyArray<ImportFile>, options: ImportOptions = {}): ImportResult => {
  const importer = new Importer(options)
  const limits = { ...defaultLimits, ...options.limits }
  files.forEach((file, index) => {
    importer.beginFile()
    const before = files
      .slice(0, index)
      .find((other) => file.bytes.length > 0 && sameBytes(other.bytes, file.bytes))
    if (before === undefined) readSource(file, options.mapping ?? {}, limits, importer)
    else importer.issue(makeIssue("FileRepeated", { file: file.name }, { other: before.name }))
  })
  const totals = importer.totals.map(({ counts, byType }) => ({
    ...counts,
    types: [...byType].map(([type, total]) => ({ type, ...total }))
  }))
  return { events: importer.events, ...importer.finish(), totals, money: importer.money }
}
