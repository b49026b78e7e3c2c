/**
 * A reader of Word files for tests: tables with their merged cells, paragraphs, sections, fields.
 *
 * It knows ISO/IEC 29500 and nothing of how our files are written: grids are walked column by column, and merged cells
 * are put together again from `w:gridSpan` and `w:vMerge`. A part that is not well-formed XML is an error.
 */
import { strFromU8, unzipSync } from "fflate"
import { SaxesParser } from "saxes"

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: ReadonlyArray<Element | string>
}

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Array<Element | string>
}

/** Parses XML strictly; characters that XML forbids are errors. */
export const parseXml = (text: string): Element => {
  const parser = new SaxesParser()
  const root: Open = { name: "", attributes: {}, children: [] }
  const open = [root]
  parser.on("error", (error) => {
    throw error
  })
  parser.on("opentag", ({ name, attributes }) => {
    const element: Open = { name, attributes: attributes as Record<string, string>, children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on("closetag", () => void open.pop())
  parser.on("text", (content) => void open.at(-1)!.children.push(content))
  parser.write(text).close()
  return root.children.find((child): child is Element => typeof child !== "string")!
}

export const elementsOf = (element: Element, name?: string): ReadonlyArray<Element> =>
  element.children.filter(
    (child): child is Element => typeof child !== "string" && (name === undefined || child.name === name)
  )

/** All elements of that name below an element, in document order. */
export const descendantsOf = (element: Element, name: string): ReadonlyArray<Element> =>
  elementsOf(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name)
  ])

const at = (element: Element | undefined, ...path: ReadonlyArray<string>): Element | undefined =>
  path.reduce<Element | undefined>(
    (found, name) => (found === undefined ? undefined : elementsOf(found, name)[0]),
    element
  )

const value = (element: Element | undefined, ...path: ReadonlyArray<string>): string | undefined =>
  at(element, ...path)?.attributes["w:val"]

const isOn = (element: Element | undefined, ...path: ReadonlyArray<string>): boolean =>
  at(element, ...path) !== undefined && !["0", "false", "off"].includes(value(element, ...path) ?? "1")

/** The text that is seen: no field codes; a tab as `\t`, a break as `\n`. */
export const textOfElement = (element: Element): string =>
  elementsOf(element)
    .map((child) => {
      if (child.name === "w:t") return child.children.filter((one) => typeof one === "string").join("")
      if (child.name === "w:tab" && element.name === "w:r") return "\t"
      if (child.name === "w:br") return "\n"
      return child.name === "w:pPr" || child.name === "w:rPr" ? "" : textOfElement(child)
    })
    .join("")

export interface ReadCell {
  readonly text: string
  readonly column: number
  readonly columnSpan: number
  rowSpan: number
  readonly alignment: string | undefined
  /** Of its text, in points. */
  readonly size: number
  /** In points. */
  readonly width: number
}

export interface ReadTable {
  readonly kind: "table"
  readonly rows: ReadonlyArray<ReadonlyArray<ReadCell>>
  /** How many rows from the first are repeated on every page. */
  readonly repeated: number
  /** How many of its rows may break across pages. */
  readonly breaking: number
  readonly columns: number
}

export interface ReadParagraph {
  readonly kind: "paragraph"
  readonly style: string
  readonly text: string
  readonly startsPage: boolean
  readonly bookmarks: ReadonlyArray<string>
  readonly source: Element
}

export interface ReadSection {
  readonly width: number
  readonly height: number
  readonly orientation: string
  readonly margins: Readonly<Record<string, number>>
  readonly blocks: ReadonlyArray<ReadTable | ReadParagraph>
  readonly source: Element
}

export interface ReadWord {
  readonly parts: ReadonlyMap<string, Element>
  readonly sections: ReadonlyArray<ReadSection>
  readonly blocks: ReadonlyArray<ReadTable | ReadParagraph>
}

const cellsOf = (
  row: Element,
  above: ReadonlyMap<number, ReadCell>,
  grid: ReadonlyArray<number>
): ReadonlyArray<{ readonly cell: ReadCell; readonly isNew: boolean }> => {
  let column = 0
  return elementsOf(row, "w:tc").map((source) => {
    const first = column
    const columnSpan = Number(value(source, "w:tcPr", "w:gridSpan") ?? "1")
    column += columnSpan
    const merge = at(source, "w:tcPr", "w:vMerge")
    const upper = above.get(first)
    if (merge !== undefined && (merge.attributes["w:val"] ?? "continue") === "continue") {
      if (upper === undefined || upper.columnSpan !== columnSpan) throw new Error("A merged cell hangs free.")
      return { cell: upper, isNew: false }
    }
    const paragraphs = elementsOf(source, "w:p")
    const cell: ReadCell = {
      text: paragraphs.map(textOfElement).join("\n"),
      column: first,
      columnSpan,
      rowSpan: 1,
      alignment: value(paragraphs[0], "w:pPr", "w:jc"),
      size: Number(value(at(paragraphs[0], "w:r"), "w:rPr", "w:sz") ?? "0") / 2,
      width: grid.slice(first, first + columnSpan).reduce((sum, width) => sum + width, 0)
    }
    return { cell, isNew: true }
  })
}

const readTable = (source: Element): ReadTable => {
  const grid = elementsOf(at(source, "w:tblGrid")!, "w:gridCol").map(
    ({ attributes }) => Number(attributes["w:w"]) / 20
  )
  const rows = elementsOf(source, "w:tr")
  let above = new Map<number, ReadCell>()
  const read = rows.map((row) => {
    const cells = cellsOf(row, above, grid)
    const covered = cells.reduce((sum, { cell }) => sum + cell.columnSpan, 0)
    if (covered !== grid.length) throw new Error(`A row covers ${covered} of ${grid.length} columns.`)
    for (const { cell, isNew } of cells) if (!isNew) cell.rowSpan++
    above = new Map(cells.map(({ cell }) => [cell.column, cell]))
    return cells.filter(({ isNew }) => isNew).map(({ cell }) => cell)
  })
  const repeats = rows.map((row) => isOn(row, "w:trPr", "w:tblHeader"))
  const first = repeats.indexOf(false)
  return {
    kind: "table",
    rows: read,
    repeated: first === -1 ? rows.length : first,
    breaking: rows.filter((row) => !isOn(row, "w:trPr", "w:cantSplit")).length,
    columns: grid.length
  }
}

const readParagraph = (source: Element): ReadParagraph => ({
  kind: "paragraph",
  style: value(source, "w:pPr", "w:pStyle") ?? "Normal",
  text: textOfElement(source),
  startsPage: isOn(source, "w:pPr", "w:pageBreakBefore"),
  bookmarks: descendantsOf(source, "w:bookmarkStart").map(({ attributes }) => attributes["w:name"]!),
  source
})

const readSection = (source: Element, blocks: ReadSection["blocks"]): ReadSection => {
  const size = at(source, "w:pgSz")!.attributes
  const margins = at(source, "w:pgMar")!.attributes
  const millimetres = (twips: string | undefined): number => Math.round((Number(twips) / 1440) * 25.4)
  return {
    width: millimetres(size["w:w"]),
    height: millimetres(size["w:h"]),
    orientation: size["w:orient"] ?? "portrait",
    margins: Object.fromEntries(
      ["top", "right", "bottom", "left"].map((side) => [side, millimetres(margins[`w:${side}`])])
    ),
    blocks,
    source
  }
}

/** Reads a Word file. */
export const readWord = (file: Uint8Array): ReadWord => {
  const parts = new Map(
    Object.entries(unzipSync(file))
      .filter(([path]) => path.endsWith(".xml") || path.endsWith(".rels"))
      .map(([path, bytes]) => [path, parseXml(strFromU8(bytes))])
  )
  const body = at(parts.get("word/document.xml"), "w:body")!
  const sections: Array<ReadSection> = []
  let blocks: Array<ReadTable | ReadParagraph> = []
  const end = (properties: Element): void => {
    sections.push(readSection(properties, blocks))
    blocks = []
  }
  for (const child of elementsOf(body)) {
    if (child.name === "w:tbl") blocks.push(readTable(child))
    if (child.name === "w:sectPr") end(child)
    if (child.name !== "w:p") continue
    blocks.push(readParagraph(child))
    const properties = at(child, "w:pPr", "w:sectPr")
    if (properties !== undefined) end(properties)
  }
  return { parts, sections, blocks: sections.flatMap((section) => section.blocks) }
}

/** Tables of a file, with their rows as a document has them: the text and spans of each cell. */
export const tablesRead = ({ blocks }: ReadWord): ReadonlyArray<ReadTable> =>
  blocks.filter((block) => block.kind === "table")

/** Paragraphs of a style, by their text. */
export const textsOf = ({ blocks }: ReadWord, style: string): ReadonlyArray<string> =>
  blocks.flatMap((block) => (block.kind === "paragraph" && block.style === style ? [block.text] : []))
