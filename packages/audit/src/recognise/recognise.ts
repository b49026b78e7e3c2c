/**
 * Recognises what a document publishes: tables by key, sections by topic, self-evaluations by project.
 *
 * Titles, heads and labels decide, never a number or a position alone. What cannot be told is left unbound, and a cell
 * in doubt is unreadable: nothing read here is a guess.
 */
import { Classification } from "@juesuan/domain"
import type { Slot } from "./Matrix.ts"
import { formRows } from "@juesuan/tables"
import type { ReadTable, TableDefinition, TablePack } from "@juesuan/tables"
import type {
  MoneyUnit,
  PublishedDocument,
  PublishedScorecard,
  PublishedTable,
  Restoration,
  UnboundTable
} from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadDocument, ReadParagraph } from "../ReadDocument.ts"
import { bindBlocks } from "./BlockRows.ts"
import { wholeLoss } from "./Bound.ts"
import type { BoundTable } from "./Bound.ts"
import { bindCodes, columnsNamed } from "./CodeRows.ts"
import { formSetOf, formsOf } from "./FormSet.ts"
import type { FormSet } from "./FormSet.ts"
import { identify } from "./Identify.ts"
import type { Identity } from "./Identify.ts"
import { readTable } from "./Readings.ts"
import { restoredAmounts, restoredRows } from "./Restore.ts"
import { recogniseScorecard } from "./Scorecards.ts"
import { headingsOf, sectionsOf } from "./Sections.ts"
import { segmentsOf } from "./Segments.ts"
import type { Line, TableSegment } from "./Segments.ts"
import { bindSides } from "./SideRows.ts"
import { unitOf } from "./TableTitle.ts"
import { plain, words } from "./Text.ts"
import { bindItems } from "./ItemRows.ts"

/** What recognition may be told beside the document. */
export interface RecogniseOptions {
  /**
   * The pack whose forms the document is read by before those that ship; its titles stand where none are printed.
   * Default: those that ship.
   */
  readonly pack?: TablePack | undefined
}

const EMPTY =
  /空表|无数据|(?:没有|无|未发生|未安排|不涉及).{0,40}(?:收入|支出|收支|预算财政拨款|此项|该项|相关)|故本表为空/

/** A note of which so little is left that it may have said anything, also that there was nothing. */
const CUT_NOTE = /^备?注[:.]?.{0,4}$/

const mostFrequent = (values: ReadonlyArray<string>): string | null => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0] ?? null
}

const bind = (
  form: TableDefinition,
  { rows }: TableSegment,
  elsewhere: ReadonlySet<string>,
  set: FormSet
): BoundTable => {
  switch (form.layout.kind) {
    case "sides":
      return bindSides(form, rows, set)
    case "blocks":
      return bindBlocks(form, rows)
    case "single":
    case "items":
      return bindItems(form, rows, set)
    case "codes":
      return bindCodes(form, rows, elsewhere, set)
  }
}

/** The form of a table of which the heads name most columns; the one to try first where several name as many. */
const fittingForm = (key: string, { rows }: TableSegment, set: FormSet): TableDefinition => {
  const [first, ...others] = formsOf(set, key)
  if (first!.layout.kind !== "codes") return first!
  const named = (form: TableDefinition): number =>
    form.layout.kind === "codes" ? columnsNamed(form, rows, set) : 0
  return others.reduce((best, form) => (named(form) > named(best) ? form : best), first!)
}

/** The unit the document states for all its tables, or the one that all tables which print one agree on. */
const commonUnit = (
  segments: ReadonlyArray<TableSegment>,
  paragraphs: ReadonlyArray<ReadParagraph>
): MoneyUnit | null => {
  const printed = new Set(segments.flatMap(({ unit }) => unit ?? []))
  if (printed.size > 0) return printed.size === 1 ? [...printed][0]! : null
  const stated = new Set(paragraphs.flatMap(({ text }) => unitOf(text) ?? []))
  return stated.size === 1 ? [...stated][0]! : null
}

/** Whole codes by which one table's cut codes may be told: those of tables that print them all. */
const wholeCodes = (tables: ReadonlyArray<BoundTable>): ReadonlySet<string> =>
  new Set(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ key, codeCut }) => (codeCut === undefined && /^\d+$/.test(key) ? [key] : []))
    )
  )

const categories = (): ReadonlyArray<string> =>
  Classification.entries("functional").flatMap(({ code, level }) => (level === "类" ? [code] : []))

/** The rows that a table may have, as far as this document shows. */
const universeOf = (
  form: TableDefinition,
  forms: ReadonlyArray<TableDefinition>,
  tables: ReadonlyMap<string, BoundTable>
): ReadonlySet<string> => {
  if (form.layout.kind !== "codes") return new Set(formRows(form).map(({ key }) => key))
  const coded = forms.filter(({ layout }) => layout.kind === "codes")
  const rows = coded.flatMap(({ key }) => tables.get(key)?.rows ?? [])
  return new Set(["total", ...categories(), ...rows.map(({ key }) => key)])
}

const yearOf = (lines: ReadonlyArray<string>): number | null => {
  // A year that is compared with is not the document's own.
  const pattern = /(?<!较|比|与|同|上年|对比|自|从)(20\d\d)(?:年度?(?!以)|(?=(?:部门|单位)决算))/
  const titled =
    lines.find((text) => pattern.test(text) && /决算/.test(text)) ?? lines.find((text) => pattern.test(text))
  return titled === undefined ? null : Number(pattern.exec(titled)![1])
}

const coverName = (lines: ReadonlyArray<string>): string | null => {
  for (const line of lines) {
    const name = /^(?:关于)?(?:20\d\d年度?)?(.{2,40}?)(?:20\d\d年度?)?(?:部门|单位)?决算/.exec(line)?.[1]
    if (name !== undefined && !/^(?:部门|单位|收入|支出|财政|第)/.test(name))
      return name.replace(/(?:20\d\d年度?.*|一般公共预算.*|财政拨款.*|三公.*|部门|单位)$/, "")
  }
  return null
}

/** Lines of the cover up to the contents or the first part; a title set over several lines is also read as one. */
const coverLines = (paragraphs: ReadonlyArray<ReadParagraph>): ReadonlyArray<string> => {
  const lines = paragraphs.slice(0, 8).map(({ text }) => plain(text))
  const end = lines.findIndex((line) => /^第.部分|^目录$/.test(line))
  const cover = (end < 0 ? lines.slice(0, 4) : lines.slice(0, end)).filter((line) => line.length <= 40)
  const title = cover.filter((line) => !/^附件\d*$/.test(line))
  return [...title, title.join("")]
}

/** Tables with what each was found to be. */
type Identities = ReadonlyArray<{ readonly segment: TableSegment; readonly identity: Identity }>

/** The notes of a table, with those of what stands behind it and is no table of its own: a broken row parts the two. */
const notesOf = (identities: Identities, segment: TableSegment): TableSegment["notes"] => {
  const from = identities.findIndex((one) => one.segment === segment)
  const rest = identities.slice(from + 1)
  const end = rest.findIndex(({ identity }) => identity.kind !== "other")
  return [segment, ...rest.slice(0, end < 0 ? undefined : end).map((one) => one.segment)].flatMap(
    ({ notes }) => notes
  )
}

/** The rows behind a table that are no table of their own: a line that lost its cells parts heads from body. */
const rowsBehind = (identities: Identities, segment: TableSegment): TableSegment["rows"] => {
  const next = identities[identities.findIndex((one) => one.segment === segment) + 1]
  return next?.identity.kind === "other" && next.segment.title === "" ? next.segment.rows : []
}

/** An amount or a rate; whole numbers without separators may be codes. */
const isFigure = ({ kind, plain: text }: Slot): boolean => kind === "number" && /[.,]/.test(text)

const unboundOf = ({ title, at, rows }: TableSegment, reason: UnboundTable["reason"]): UnboundTable => ({
  title,
  at,
  reason,
  numbers: rows.flat().flatMap((slot) => (isFigure(slot) ? [{ at: slot.at, raw: slot.text }] : []))
})

/** The first table of each key; what is unknown or repeated is unbound. */
const chosenTables = (
  identities: Identities,
  unbound: Array<UnboundTable>
): ReadonlyMap<string, TableSegment> => {
  const chosen = new Map<string, TableSegment>()
  for (const { segment, identity } of identities) {
    if (identity.kind === "scorecard") continue
    if (identity.kind === "other") unbound.push(unboundOf(segment, "unknown"))
    else if (chosen.has(identity.key)) unbound.push(unboundOf(segment, "repeated"))
    else chosen.set(identity.key, segment)
  }
  return chosen
}

interface ReadTables {
  readonly tables: ReadonlyMap<string, ReadTable>
  readonly tableFacts: ReadonlyMap<string, PublishedTable>
  readonly restorations: ReadonlyArray<Restoration>
  readonly forms: ReadonlyArray<TableDefinition>
}

/** Reads the chosen tables, in the order of their keys. */
const readTables = (
  chosen: ReadonlyMap<string, TableSegment>,
  identities: Identities,
  paragraphs: ReadonlyArray<ReadParagraph>,
  pack: TablePack | undefined,
  set: FormSet
): ReadTables => {
  const forms = new Map([...chosen].map(([key, segment]) => [key, fittingForm(key, segment, set)]))
  const first = new Map(
    [...chosen].map(([key, segment]) => [key, bind(forms.get(key)!, segment, new Set(), set)])
  )
  const elsewhere = wholeCodes([...first.values()])
  const fallback = commonUnit([...chosen.values()], paragraphs)
  const tables = new Map<string, ReadTable>()
  const tableFacts = new Map<string, PublishedTable>()
  const restorations: Array<Restoration> = []
  for (const [key, segment] of [...chosen].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const form = forms.get(key)!
    const own = bind(form, segment, elsewhere, set)
    const isBare = own.rows.length === 0 && own.losses.length === 0
    const bound = isBare ? { ...own, losses: wholeLoss(rowsBehind(identities, segment)) } : own
    const unit = segment.unit ?? fallback ?? "元"
    const title = words(segment.title)
    const named = pack?.tables.find(({ definition }) => definition.key === key)
    const emptyStatement = notesOf(identities, segment).some(
      ({ text }) => EMPTY.test(plain(text)) || CUT_NOTE.test(plain(text))
    )
    tables.set(
      key,
      readTable(bound, {
        form,
        title: title === "" ? (named?.title ?? "") : title,
        number: segment.number === "" ? (named?.number ?? "") : segment.number,
        unit,
        isUnitKnown: segment.unit !== null || fallback !== null,
        emptyStatement,
        universe: universeOf(form, [...forms.values()], first)
      })
    )
    for (const restoration of restoredRows(key, bound)) restorations.push(restoration)
    tableFacts.set(key, {
      key,
      title,
      number: segment.number,
      moneyUnit: unit,
      isUnitPrinted: segment.unit !== null,
      at: segment.at,
      notes: segment.noteParagraphs
    })
  }
  return {
    tables,
    tableFacts,
    restorations: [...restorations, ...restoredAmounts(tables, [...forms.values()])],
    forms: [...forms.values()]
  }
}

/** The self-evaluations; what looks like one and is none is unbound. */
const cardsOf = (
  identities: Identities,
  year: number | null,
  unbound: Array<UnboundTable>
): ReadonlyArray<PublishedScorecard> =>
  identities
    .filter(({ identity }) => identity.kind === "scorecard")
    .flatMap(({ segment }, index) => {
      const card = recogniseScorecard(segment, `P${index + 1}`, year ?? 0)
      if (card === null) unbound.push(unboundOf(segment, "unknown"))
      return card ?? []
    })

/** Recognises a document. Total: any document has an answer, if an empty one. */
export const recognise = (read: ReadDocument, { pack }: RecogniseOptions = {}): PublishedDocument => {
  const set = formSetOf(pack)
  const { contents, tables: segments, paragraphs } = segmentsOf(read, set)
  const identities = segments.map((segment) => ({ segment, identity: identify(segment, set) }))
  const unbound: Array<UnboundTable> = []
  const chosen = chosenTables(identities, unbound)
  const { tables, tableFacts, restorations, forms } = readTables(chosen, identities, paragraphs, pack, set)
  const cover = coverLines(read.blocks.filter((block): block is ReadParagraph => block.kind === "paragraph"))
  const year = yearOf([...cover, ...paragraphs.map(({ text }) => plain(text))])
  const named = segments.flatMap(({ unitName }) => unitName ?? [])
  const scorecards = cardsOf(identities, year, unbound)
  const apart = new Set(segments.flatMap(({ noteParagraphs }) => noteParagraphs).filter(isNote))
  return {
    file: read.file,
    unitName: mostFrequent(named) ?? coverName(cover),
    year,
    tables,
    tableFacts,
    forms,
    sections: sectionsOf(paragraphs, apart, set),
    scorecards,
    restorations: [...restorations, ...scorecards.flatMap((card) => card.restorations)],
    contents: contents.map(({ text, at }: Line) => ({ text, at })),
    headings: headingsOf(paragraphs, set),
    unbound
  }
}

/** A note says in its first words that it is one. */
const NOTE_HEAD = 60

const isNote = (paragraph: ReadParagraph): boolean =>
  /^(?:备?注|说明)[:.、\d]|^此表为空表|^本表/.test(plain(paragraph.text.slice(0, NOTE_HEAD))) ||
  placeAt(paragraph, 0).sheet !== undefined
