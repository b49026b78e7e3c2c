/**
 * Pages as paragraphs and tables, in the order in which they are read.
 */
import type { PrintedCharacter, PrintedPage } from "../PageModel.ts"
import { gridsOf } from "./Grids.ts"
import { paragraphsOf } from "./Paragraphs.ts"
import type { BodyLine } from "./Paragraphs.ts"
import type { PrintedBlock, PrintedCell, PrintedTable } from "./PrintedBlock.ts"
import { continueTable, hasColumnsOf, tablesOf } from "./Tables.ts"
import type { Places, RuledTable } from "./Tables.ts"
import { linesOf } from "./TextLines.ts"
import type { TextLine } from "./TextLines.ts"

/** A page in parts: its lines outside of tables, and its tables. */
interface Parts {
  readonly page: PrintedPage
  readonly places: Places
  readonly lines: ReadonlyArray<TextLine>
  readonly tables: ReadonlyArray<RuledTable>
}

/** Page numbers stand above this share of the height of a page, or below that. */
const TOP = 0.06
const BOTTOM = 0.88
/** A running head stands on more than this share of the pages, and on so many at least. */
const RUNNING_SHARE = 0.6
const RUNNING_MIN = 4

const PAGE_NUMBER = /^[-—–－~·\s第共页/／,，]*\d{1,4}[-—–－~·\s第共页/／,，\d]*$/

const placesOf = (characters: ReadonlyArray<PrintedCharacter>): Places => {
  const places = new Map<PrintedCharacter, { readonly line: number; readonly column: number }>()
  for (const [at, { characters: printed, offsets }] of linesOf(characters).entries())
    for (const [index, character] of printed.entries())
      places.set(character, { line: at + 1, column: offsets[index]! + 1 })
  return places
}

const partsOf = (page: PrintedPage): Parts => {
  const places = placesOf(page.characters)
  const { tables, rest } = tablesOf(page, gridsOf(page.rulings), places)
  const printed = tables.filter(({ cells }) => cells.some(({ text }) => text !== ""))
  return { page, places, lines: linesOf(rest), tables: printed }
}

/** Texts that stand at the top, or at the bottom, of most pages. */
const runningHeads = (parts: ReadonlyArray<Parts>): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  for (const { lines } of parts)
    for (const text of new Set([lines[0]?.text, lines.at(-1)?.text]))
      if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1)
  const least = Math.max(RUNNING_MIN, RUNNING_SHARE * parts.length)
  return new Set([...counts].flatMap(([text, count]) => (count >= least ? [text] : [])))
}

const withoutFurniture = (parts: Parts, heads: ReadonlySet<string>): Parts => {
  const { lines, page, tables } = parts
  const isFurniture = ({ text, baseline }: TextLine, at: number): boolean => {
    const isEdge = at === 0 || at === lines.length - 1
    const isOutside = !tables.some(({ at: { box } }) => baseline > box[1] && baseline < box[3])
    const isMargin = baseline < TOP * page.height || baseline > BOTTOM * page.height
    return isEdge && isOutside && (heads.has(text) || (isMargin && PAGE_NUMBER.test(text)))
  }
  return { ...parts, lines: lines.filter((line, at) => !isFurniture(line, at)) }
}

/** The lines that stand above a table, up to the table before it. */
const linesAbove = ({ lines, tables }: Parts, table: RuledTable): ReadonlyArray<TextLine> => {
  const before = tables[tables.indexOf(table) - 1]?.at.box[3] ?? -Infinity
  return lines.filter(({ baseline }) => baseline > before && baseline < table.at.box[1] + 2)
}

const bare = ({ text }: TextLine): string => text.replace(/\s/g, "")

/**
 * Joins parts of tables that go on from page to page. A part goes on when nothing stands between it and the table on
 * the page before, but titles that are printed again, and it has the same columns.
 */
const joined = (parts: ReadonlyArray<Parts>): ReadonlyArray<Parts> => {
  let open: { readonly table: RuledTable; readonly titles: ReadonlySet<string> } | undefined
  return parts.map((part): Parts => {
    const [first] = part.tables
    const last = part.tables.at(-1)
    const above = first === undefined ? [] : linesAbove(part, first)
    const isNext = first !== undefined && open !== undefined && open.table.lastPage === part.page.number - 1
    const repeats = (line: TextLine): boolean => open!.titles.has(bare(line)) || bare(line).includes("续")
    const isContinued = isNext && hasColumnsOf(first, open!.table) && above.every(repeats)
    if (isContinued) continueTable(open!.table, first)
    const isBelow = last !== undefined && part.lines.some(({ baseline }) => baseline > last.at.box[3])
    if (!isContinued || first !== last || isBelow)
      open =
        last === undefined || isBelow
          ? undefined
          : { table: last, titles: new Set(linesAbove(part, last).map(bare)) }
    if (!isContinued) return part
    return {
      ...part,
      lines: part.lines.filter((line) => !above.includes(line)),
      tables: part.tables.slice(1)
    }
  })
}

const tableOf = ({ cells, rowCount, at }: RuledTable): PrintedTable => {
  const rows: Array<Array<PrintedCell>> = Array.from({ length: rowCount }, () => [])
  /** By row: the line that its first text stands on, which is that of its blank cells, too. */
  const lines = new Map<number, number>()
  for (const { row, at } of cells) if (at.line !== undefined && !lines.has(row)) lines.set(row, at.line)
  for (const { row, text, columnSpan, rowSpan, at: printed } of cells) {
    const line = printed.line ?? lines.get(row)
    rows[row]!.push({ text, columnSpan, rowSpan, at: line === undefined ? printed : { ...printed, line } })
  }
  return { kind: "table", rows, at }
}

/** Lays pages out. A page that was not read yields nothing. */
export const layOut = (pages: ReadonlyArray<PrintedPage>): ReadonlyArray<PrintedBlock> => {
  const all = pages.filter(({ unread }) => unread === null).map(partsOf)
  const heads = runningHeads(all)
  const parts = joined(all.map((part) => withoutFurniture(part, heads)))
  const tables: Array<PrintedTable> = []
  const lines: Array<BodyLine> = []
  for (const { page, places, lines: found, tables: ruled } of parts) {
    const before = tables.length
    for (const line of found) {
      const above = ruled.filter(({ at }) => at.box[1] < line.baseline).length
      const at = { page: page.number, ...places.get(line.characters[0]!), box: line.box }
      lines.push({ ...line, at, pageWidth: Math.round(page.width), section: before + above })
    }
    for (const table of ruled) tables.push(tableOf(table))
  }
  const paragraphs = paragraphsOf(lines)
  const blocks: Array<PrintedBlock> = []
  for (let section = 0; section <= tables.length; section++) {
    for (const found of paragraphs) if (found.section === section) blocks.push(found.paragraph)
    const table = tables[section]
    if (table !== undefined) blocks.push(table)
  }
  return blocks
}
