/**
 * Numbers that are spelled in two ways: those that the ledger has keep its spelling, what may be another
 * spelling of a voucher or a project is reported.
 */
import type { Event, StreamId } from "@juesuan/ledger"
import { saysSame } from "./Documents.ts"
import type { Document, Documents } from "./Documents.ts"
import type { Head } from "./Draft.ts"
import type { Field } from "./Field.ts"
import type { IssuePlace, Operands, Problem } from "./Issue.ts"
import { makeSpellings } from "./Spelling.ts"
import type { Spellings } from "./Spelling.ts"

/** The numbers of a unit's year in the ledger. */
export interface KnownNumbers {
  readonly documents: Iterable<string>
  readonly projects: Iterable<string>
  /** The ids of events that were taken back as a whole, so that their rows may be recorded again. */
  readonly undone?: ReadonlySet<string> | undefined
}

interface OfYear {
  readonly undone: ReadonlySet<string>
  readonly documents: Spellings
  readonly projects: Spellings
}

/** Knows how the numbers of every year are spelled. */
export class SpellingCheck {
  readonly #years = new Map<StreamId, OfYear>()
  readonly #documents: Documents
  readonly #numbersOf: ((streamId: StreamId) => KnownNumbers) | undefined
  readonly #report: (problem: Problem, place: IssuePlace, operands?: Operands) => void

  constructor(
    documents: Documents,
    numbersOf: ((streamId: StreamId) => KnownNumbers) | undefined,
    report: (problem: Problem, place: IssuePlace, operands?: Operands) => void
  ) {
    this.#documents = documents
    this.#numbersOf = numbersOf
    this.#report = report
  }

  #of(streamId: StreamId): OfYear {
    let year = this.#years.get(streamId)
    if (year === undefined) {
      const known = this.#numbersOf?.(streamId)
      year = {
        undone: known?.undone ?? new Set(),
        documents: makeSpellings(known?.documents ?? []),
        projects: makeSpellings(known?.projects ?? [])
      }
      this.#years.set(streamId, year)
    }
    return year
  }

  /** The id of a row's event: its own, or where that was undone the next (`…/ZF-1@2#1`) that was not. */
  id(streamId: StreamId, eventId: string): string {
    const { undone } = this.#of(streamId)
    if (!undone.has(eventId)) return eventId
    const at = eventId.lastIndexOf("#")
    const [document, line] = at === -1 ? [eventId, ""] : [eventId.slice(0, at), eventId.slice(at)]
    let next = 2
    while (undone.has(`${document}@${next}${line}`)) next++
    return `${document}@${next}${line}`
  }

  /** A document number as the ledger spells it. */
  document(streamId: StreamId, number: string): string {
    return this.#of(streamId).documents.known(number)
  }

  /** A project code as the ledger spells it; another one that it may be a spelling of is reported. */
  project(streamId: StreamId, code: string, place: () => IssuePlace): string {
    const { projects } = this.#of(streamId)
    const known = projects.known(code)
    const other = projects.doubtful(known)
    if (other !== undefined) this.#report("ProjectSpelledOtherwise", place(), { other })
    return known
  }

  /**
   * Reports a document whose number may be another spelling of one that is known; `false` where that says
   * the same, so that the row would be entered twice.
   */
  check(document: Document, head: Head, event: Event, place: (field: Field) => IssuePlace): boolean {
    const { streamId, documentNo, occurredOn } = head
    document.other ??= this.#of(streamId).documents.doubtful(documentNo) ?? ""
    if (document.other === "") return true
    const there = this.#documents.linesOf(streamId, document.other)
    const isSame = there.some((line) => line.occurredOn === occurredOn && saysSame(line.event, event))
    const isSameDay = there.some((line) => line.occurredOn === occurredOn)
    const operands = { other: document.other }
    if (isSame) this.#report("DocumentSpelledTwice", place("doc_no"), operands)
    else if (isSameDay) this.#report("DocumentSpelledOtherwise", place("doc_no"), operands)
    return !isSame
  }
}
