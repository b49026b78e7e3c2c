/**
 * References of corrections: which entry a return, a reclassification or a reversal means, and what is
 * wrong with the way it is named.
 */
import { registry } from "@juesuan/ledger"
import type { EventType, StreamId } from "@juesuan/ledger"
import type { Documents, LedgerLine, Resolution } from "./Documents.ts"
import { titleOf } from "./Draft.ts"
import type { Draft, Head } from "./Draft.ts"
import { eventColumns } from "./EventColumns.ts"
import type { Field } from "./Field.ts"
import { ISSUES_KEPT_MAX } from "./IssueLog.ts"
import type { IssuePlace, Operands, Problem } from "./Issue.ts"

type Report = (problem: Problem, place: IssuePlace, operands?: Operands) => void

interface Waiting {
  readonly streamId: StreamId
  readonly documentNo: string
  readonly place: IssuePlace
}

/** How far back a payment may lie whose money comes back. */
const EARLIER_YEARS = 10

/** Document and line numbers that a message lists. */
const SHOWN_MAX = 20

/** A document number with its month in front, where numbers begin again every month. */
const BY_MONTH = /^(\d{4})-(\d{2})\/([^]*)$/

/** Finds the entries that corrections name; keeps those that were not there yet until all rows are read. */
export class References {
  readonly #documents: Documents
  readonly #isByMonth: boolean
  readonly #report: Report
  readonly #unresolved: Array<Waiting> = []

  constructor(documents: Documents, isByMonth: boolean, report: Report) {
    this.#documents = documents
    this.#isByMonth = isByMonth
    this.#report = report
  }

  /** The entry that a row's reference names; `undefined` when there is none, which is reported. */
  original(
    type: EventType,
    reference: NonNullable<Draft["reference"]>,
    head: Head,
    place: (field: Field) => IssuePlace
  ): LedgerLine | undefined {
    const { documentNo, line, isMonthStated } = reference
    if (this.#isByMonth && !isMonthStated && !this.#isOneMonth(head.streamId, documentNo, place))
      return undefined
    const resolution = this.#resolve(type, head.streamId, documentNo, line)
    const lines = "lines" in resolution ? resolution.lines.slice(0, SHOWN_MAX).join("、") : ""
    switch (resolution.outcome) {
      case "found":
        return this.#isAfter(resolution.original, type, head, place) ? resolution.original : undefined
      case "faulty":
        // The row it names has its own issue; this one is right once that one is.
        return undefined
      case "absent": {
        const at = place("ref_doc_no")
        // Beyond those that are kept in full a reference is only counted.
        const kept = this.#unresolved.length < ISSUES_KEPT_MAX ? at : { file: at.file, sheet: at.sheet }
        this.#unresolved.push({ streamId: head.streamId, documentNo, place: kept })
        return undefined
      }
      case "notPayment":
        this.#report("ReferenceNotPayment", place("ref_doc_no"), { title: titleOf(type) })
        return undefined
      case "ambiguous":
        this.#report("ReferenceAmbiguous", place("ref_doc_no"), { lines })
        return undefined
      case "lineAbsent":
        this.#report("ReferenceLineAbsent", place("ref_line_no"), { doc: documentNo, lines })
        return undefined
    }
  }

  /** Reports the references to documents that never came, or came later. */
  finish(): void {
    for (const { streamId, documentNo, place } of this.#unresolved) {
      const later = this.#documents.get(streamId, documentNo)
      if (later === undefined) this.#report("ReferenceAbsent", place)
      else this.#report("ReferenceLater", place, { row: String(later.row) })
    }
  }

  /** Whether no earlier month has a document of that number, which may be meant as well. */
  #isOneMonth(streamId: StreamId, documentNo: string, place: (field: Field) => IssuePlace): boolean {
    const [, year, month, number] = BY_MONTH.exec(documentNo) ?? []
    const months: Array<string> = []
    for (let earlier = 1; earlier <= Number(month); earlier++) {
      const candidate = `${year}-${String(earlier).padStart(2, "0")}/${number}`
      if (this.#documents.has(streamId, candidate)) months.push(candidate)
    }
    if (months.length === 0 || (months.length === 1 && months[0] === documentNo)) return true
    const shown = months.slice(0, SHOWN_MAX)
    this.#report("ReferenceMonthUnclear", place("ref_doc_no"), {
      months: shown.join("、"),
      example: shown[0]!
    })
    return false
  }

  /** What a reference names: in the row's own year, or in the last of the earlier years that has the document. */
  #resolve(type: EventType, streamId: StreamId, documentNo: string, line: number | undefined): Resolution {
    const { reference } = eventColumns[type]
    if (reference !== "earlierYear")
      return this.#documents.resolve(streamId, documentNo, line, reference === "payment" ? "payment" : "any")
    const year = Number(streamId.slice(-4))
    for (let earlier = year - 1; earlier >= year - EARLIER_YEARS; earlier--) {
      const stream = `${streamId.slice(0, -4)}${earlier}`
      const resolution = this.#documents.resolve(stream, documentNo, line, "payment")
      if (resolution.outcome !== "absent") return resolution
    }
    return { outcome: "absent" }
  }

  /** Whether the correction is not dated before what it corrects. */
  #isAfter(
    { occurredOn, event }: LedgerLine,
    type: EventType,
    head: Head,
    place: (field: Field) => IssuePlace
  ): boolean {
    if (occurredOn === undefined || occurredOn <= head.occurredOn) return true
    const corrected = { zh: registry[event.type].title, en: event.type }
    this.#report("ReferenceDatedLater", place("vou_date"), {
      title: titleOf(type),
      corrected,
      other: occurredOn
    })
    return false
  }
}
