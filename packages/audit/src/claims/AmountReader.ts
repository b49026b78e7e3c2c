/**
 * Amounts, shares, completions and counts of a statement: the claims that name one number each.
 */
import type { PublishedDocument, SectionTopic } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type {
  AmountClaim,
  BudgetVersion,
  Claim,
  PrintedNumber,
  ResidueKind,
  Subject,
  Where,
  YearClaim
} from "./Claim.ts"
import { codeOfEntry, entryIn } from "./Entries.ts"
import type { EntryNames } from "./Entries.ts"
import { readLabel } from "./Labels.ts"
import type { Label } from "./Labels.ts"
import type { NormalText } from "./NormalText.ts"
import { isMoneyUnit, isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { projectNameIn } from "./ProjectNames.ts"
import { emptyScope } from "./Statement.ts"
import type { Scope } from "./Statement.ts"
import { addressOf, functionTableOf, plainPhrase, sectionOf, wholeAddressOf } from "./Subjects.ts"

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

interface OpenList {
  readonly list: number
  readonly total: AmountClaim
  readonly parts: Array<AmountClaim>
}

const SUMS = /(?:总计|合计|总额|各|均|分别)$/

export class AmountReader {
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

  /** The place in a pair of a number that only an enumeration mark parts from the one before it. */
  pairIndex(number: ScannedNumber, unit: string): number | null {
    const { previous } = this
    if (previous === null) return null
    const between = this.normal.text.slice(previous.end, number.start)
    if (between !== "、" && between !== "和" && between !== "与") return null
    const isMoney = previous.role === "amount" || previous.role === "change"
    const isRate = previous.role === "rate" || previous.role === "share"
    return (isMoney && isMoneyUnit(unit)) || (isRate && isRateUnit(unit)) ? previous.index + 1 : null
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

  amount(gap: string, gapStart: number, number: ScannedNumber, unit: string): void {
    this.position = gapStart
    const label = this.yearOf(readLabel(gap, this.context.unitName, this.context.year))
    const claim = this.amountClaim(label, gap, number, unit, 0)
    this.noteYear(label, gap, gapStart, claim.subject)
    this.place(claim)
    this.previous = { role: "amount", index: 0, end: number.end, label }
  }

  /** 2016年度支出合计 a，其中基本支出 b: a part is of the year that its sentence names. */
  yearOf(label: Label): Label {
    const { year } = this.context
    if (label.year !== null) this.saidYear = label.year
    const isLast = year !== null && this.saidYear === year - 1
    if (label.year !== null || label.role !== "outturn" || !isLast) return label
    return { ...label, role: "lastYear", year: this.saidYear }
  }

  amountClaim(label: Label, gap: string, number: ScannedNumber, unit: string, index: number): AmountClaim {
    const labels = label.words.split(/[、和及与]/)
    const subject = this.subjectOf(label.words, gap)
    if (index === 0 && (label.words !== "" || entryIn(gap) !== null)) this.subject = subject
    // Of a pair (收入总计、支出总计分别为 a、b) each number has its own words, where the words come in as many.
    const own = labels.length > 1 && SUMS.test(labels[0]!) ? this.subjectOf(labels[index] ?? "", "") : subject
    const address = label.role === "budget" ? own.budget : label.role === "lastYear" ? null : own.outturn
    return {
      kind: "amount",
      where: this.here(),
      subject: { label: own.label, address },
      role: label.role,
      budgetVersion: label.budgetVersion,
      year: label.year,
      amount: this.printed(number, unit)
    }
  }

  noteYear({ year, role }: Label, gap: string, gapStart: number, { address }: Subject): void {
    if (year === null || role === "lastYear" || address === null) return
    this.year(
      year,
      role === "budget" ? "budget" : "subject",
      gapStart + Math.max(0, gap.indexOf(String(year)))
    )
  }

  year(year: number, role: YearClaim["role"], start: number): void {
    const at = placeAt(this.paragraph, this.normal.offsets[start]!)
    this.claims.push({ kind: "year", where: this.here(), year, role, raw: String(year), at })
  }

  /** Puts an amount into the statement: as a part, as a head, as the budget or last year's figure of a subject. */
  place(claim: AmountClaim): void {
    const { scope } = this
    this.claims.push(claim)
    this.isStale = false
    this.closeComparison()
    if (claim.role === "budget") {
      scope.budget = claim
      scope.tracks = []
      scope.heads = []
    } else if (claim.role === "lastYear") {
      // Of several figures of last year none is the base of what is compared next.
      if (scope.last?.role === "lastYear") this.isStale = true
      scope.lastYear = scope.last?.role === "lastYear" ? null : claim
    } else {
      this.placeOutturn(claim)
    }
    scope.last = claim
    scope.isEnded = false
  }

  placeOutturn(claim: AmountClaim): void {
    const { scope } = this
    const { address, label } = claim.subject
    if (address !== null) this.amounts.set(address, claim)
    if (label !== "") this.labelled.set(plainPhrase(label), claim)
    const isNamed = label !== this.subject?.label || scope.tracks.length > 0
    if (scope.budget !== null && isNamed && scope.tracks.length > 0) scope.budget = null
    // 收入总计 a，其中…；支出总计 b: the other total is no part of the first.
    if (/(?:收入|支出)总计$/.test(label)) scope.isListing = false
    const isRow = scope.list !== null && address !== null && /^T0[35]\/\d{3}\/1$/.test(address)
    if ((scope.isListing || isRow) && scope.total !== null && scope.list !== null) {
      this.lists.find(({ list }) => list === scope.list)?.parts.push(claim)
    } else {
      scope.heads = scope.isEnded ? [claim] : [...scope.heads, claim]
      scope.list = null
      scope.total = null
      scope.lastYear = null
    }
    scope.tracks = [claim]
  }

  /** The comparison that is open ends where another amount is printed; see ChangeReader. */
  closeComparison(): void {}

  openList(): void {
    const { scope } = this
    const isOfLastYear = scope.last?.role === "lastYear"
    const total = scope.tracks.length === 1 && !isOfLastYear ? scope.tracks[0]! : null
    scope.isListing = true
    scope.list = ++this.listCount
    scope.total = total
    if (total !== null) this.lists.push({ list: scope.list, total, parts: [] })
  }

  completion(of: BudgetVersion, number: ScannedNumber, unit: string): void {
    const { scope } = this
    const outturn = scope.tracks.length === 1 ? scope.tracks[0]! : null
    this.claims.push({
      kind: "completion",
      where: this.here(),
      subject: {
        label: this.subject?.label ?? "",
        address: outturn?.subject.address ?? this.subject?.outturn ?? null
      },
      of,
      outturn,
      budget: scope.budget,
      rate: this.printed(number, unit)
    })
    this.previous = { role: "completion", index: 0, end: number.end, label: null }
  }

  /** `own` is the part the words before 占 name; `undefined` when they name none. */
  share(words: string, number: ScannedNumber, unit: string, index = 0, own?: AmountClaim | null): void {
    const { scope } = this
    const address = wholeAddressOf(this.topic, words)
    const named = address === null ? undefined : this.amounts.get(address)
    const isOfList = words === "" && scope.total !== null
    this.claims.push({
      kind: "share",
      where: this.here(),
      part: scope.last?.role === "lastYear" ? null : own === undefined ? (scope.tracks[index] ?? null) : own,
      whole: {
        label: words === "" ? (scope.total?.subject.label ?? "") : words,
        address: isOfList ? (scope.total?.subject.address ?? null) : address
      },
      wholeAmount: isOfList ? scope.total : (named ?? null),
      share: this.printed(number, unit),
      list: scope.list
    })
    this.previous = { role: "share", index, end: number.end, label: null }
    this.shareWords = words
  }

  shareWords = ""

  count(subject: Subject, number: ScannedNumber): void {
    if (subject.address?.endsWith("projects")) this.projects = subject.address
    this.claims.push({
      kind: "count",
      where: this.here(),
      subject,
      count: this.printed(number, number.unit ?? "")
    })
  }

  /** 项目…自评得分为 s 分; `false` when the words name no project. */
  project(words: string, start: number, number: ScannedNumber): boolean {
    const name = projectNameIn(words)
    if (name === null) return false
    const at = placeAt(this.paragraph, this.normal.offsets[start]!)
    this.claims.push({ kind: "project", where: this.here(), name, score: this.printed(number, "分"), at })
    return true
  }
}
