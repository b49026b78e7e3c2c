/**
 * What every reader of sentences knows: the document, the running section and statement, and whom a phrase names.
 */
import type { PublishedDocument, SectionTopic } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { AmountClaim, Claim, PrintedNumber, ResidueKind, Where, YearClaim } from "./Claim.ts"
import { codeOfEntry, entryIn } from "./Entries.ts"
import type { EntryNames } from "./Entries.ts"
import type { Label } from "./Labels.ts"
import type { NormalText } from "./NormalText.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { emptyScope } from "./Statement.ts"
import type { Scope } from "./Statement.ts"
import { addressOf, functionTableOf, plainPhrase, sectionOf } from "./Subjects.ts"

export type ReaderContext = Pick<PublishedDocument, "tables" | "unitName" | "year">

/** A subject with the addresses of its outturn and of its budget. */
export interface ScopeSubject {
  readonly label: string
  readonly outturn: string | null
  readonly budget: string | null
}

/** What was read last, for the second number of a pair: a、b 万元. */
export interface Previous {
  readonly role: "amount" | "change" | "rate" | "share" | "completion" | "other"
  readonly index: number
  readonly end: number
  readonly label: Label | null
}

export interface OpenList {
  readonly list: number
  readonly total: AmountClaim
  readonly parts: Array<AmountClaim>
}

const WITHOUT_WORDS = /^#?(?:19|20)\d\d年度?(?:年初|全年|支出)?预算数/

export class StatementReader {
  readonly context: ReaderContext
  readonly sectionTopic: SectionTopic
  topic: SectionTopic
  normal: NormalText = { text: "", offsets: [0] }
  paragraph: ReadParagraph = { kind: "paragraph", text: "", places: [] }
  where: Where
  claims: Array<Claim> = []
  scope: Scope = emptyScope()
  subject: ScopeSubject | null = null
  previous: Previous | null = null
  isStale = false
  /** In how many brackets the text stands. */
  depth = 0
  lists: Array<OpenList> = []
  listCount = 0
  /** The year that an amount of the running sentence names. */
  saidYear: number | null = null
  readonly amounts = new Map<string, AmountClaim>()
  readonly labelled = new Map<string, AmountClaim>()
  /** The evaluated projects counted last in the paragraph: an amount after them is theirs. */
  projects: string | null = null

  constructor(context: ReaderContext, topic: SectionTopic) {
    this.context = context
    this.sectionTopic = topic
    this.topic = topic
    this.where = {
      topic,
      section: sectionOf(topic),
      paragraph: this.paragraph,
      paragraphIndex: 0,
      at: { file: "" }
    }
  }

  begin(paragraph: ReadParagraph, paragraphIndex: number, normal: NormalText): void {
    this.paragraph = paragraph
    this.normal = normal
    this.claims = []
    this.previous = null
    // What the paragraph before ended with has its outturn: a budget and an outturn without words are another's.
    if (this.scope.tracks.length > 0 && WITHOUT_WORDS.test(normal.text)) {
      this.scope = emptyScope()
      this.subject = { label: "本段所述", outturn: null, budget: null }
    }
    this.isStale = true
    this.projects = null
    this.saidYear = null
    this.where = { ...this.where, paragraph, paragraphIndex, at: placeAt(paragraph, 0) }
  }

  finish(): ReadonlyArray<Claim> {
    for (const { list, total, parts } of this.lists) {
      if (parts.length > 0) this.claims.push({ kind: "list", where: this.here(), total, parts, list })
    }
    this.lists = []
    return this.claims
  }

  resetStatement(): void {
    this.scope = emptyScope()
    this.subject = null
    this.previous = null
  }

  endSentence(stop: string): void {
    this.scope.isEnded = true
    if (stop !== "。") return
    this.scope.isListing = false
    this.saidYear = null
  }

  here(): Where {
    return { ...this.where, topic: this.topic, section: sectionOf(this.topic) }
  }

  printed(number: ScannedNumber, unit: string): PrintedNumber {
    const offset = this.normal.offsets[number.start]!
    return {
      raw: number.raw,
      value: number.value,
      unit,
      // Of an enumeration (a、b 万元) the last carries the unit of all.
      isUnitPrinted: number.unit !== null || /[、和]/.test(this.normal.text[number.end] ?? ""),
      decimals: number.decimals,
      at: placeAt(this.paragraph, offset),
      offset
    }
  }

  unbound(number: ScannedNumber): void {
    this.claims.push({
      kind: "unbound",
      where: this.here(),
      number: this.printed(number, number.unit ?? "")
    })
  }

  /** A number that groups its digits wrongly: what was said before it no longer binds. */
  malformed(number: ScannedNumber): void {
    this.unbound(number)
    this.scope = { ...emptyScope() }
    this.previous = null
  }

  residue(kind: ResidueKind, start: number, end: number): void {
    this.claims.push({
      kind: "residue",
      where: this.here(),
      residue: kind,
      text: this.normal.text.slice(start, end),
      at: placeAt(this.paragraph, this.normal.offsets[start]!)
    })
  }

  /** The subject of a phrase in the running section. */
  subjectOf(words: string, gap: string): ScopeSubject {
    const entry = entryIn(gap)
    if (entry !== null) return this.entrySubject(entry)
    if (words === "") return this.subject ?? { label: "", outturn: null, budget: null }
    if (this.topic === "performance" && /涉及(?:预算|项目)?(?:支出)?资金$|^资金(?:总额)?$/.test(words)) {
      const outturn = this.projects?.endsWith("/projects")
        ? this.projects.replace(/projects$/, "amount")
        : null
      return { label: words, outturn, budget: null }
    }
    const outturn = addressOf(this.topic, words, "outturn") ?? this.rowOf(words)
    return { label: words, outturn, budget: addressOf(this.topic, words, "budget") }
  }

  /** In the normal text: where the number being read starts. */
  position = 0

  /** The row of T06 with this label: §六 and parts of basic expenditure. */
  rowOf(words: string): string | null {
    if (this.topic !== "basic") return null
    const table = this.context.tables.get("T06")
    const plain = plainPhrase(words)
    const rows = [...(table?.rows.values() ?? [])].filter(
      ({ label }) => plainPhrase(label.replace(/\s/g, "")) === plain
    )
    const shortest = rows.toSorted((a, b) => a.key.length - b.key.length)[0]
    return shortest === undefined ? null : `T06/${shortest.key}/1`
  }

  entrySubject(names: EntryNames): ScopeSubject {
    const table = functionTableOf(this.topic)
    const { code, standard } = codeOfEntry(names, table === null ? undefined : this.context.tables.get(table))
    const label = names.item ?? names.section ?? names.category
    this.claims.push({
      kind: "entry",
      where: this.here(),
      category: names.category,
      section: names.section,
      item: names.item,
      code,
      standard,
      at: placeAt(this.paragraph, this.normal.offsets[this.position]!)
    })
    if (code === null || table === null) return { label, outturn: null, budget: null }
    const column = table === "T08" ? "3" : "1"
    return {
      label,
      outturn: `${table}/${code}/${column}`,
      budget: `N/${sectionOf(this.topic)}.3/${code}/initial`
    }
  }

  /** Names of an entry that end a sentence of their own, before its amounts. */
  enterEntry(names: EntryNames, start: number): void {
    this.resetStatement()
    this.position = start + names.start
    this.subject = this.entrySubject(names)
  }

  year(year: number, role: YearClaim["role"], start: number): void {
    const at = placeAt(this.paragraph, this.normal.offsets[start]!)
    this.claims.push({ kind: "year", where: this.here(), year, role, raw: String(year), at })
  }
}
