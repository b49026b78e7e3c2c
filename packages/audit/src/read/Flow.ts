/**
 * Builds blocks from the flow of a format with paragraphs and tables of its own (HTML, Word, Markdown).
 *
 * A table inside a cell becomes a grid of its own after the outer one. A table that only arranges others, with one
 * filled cell a row, and a frame of a single cell are no tables: what they hold stands in their place.
 */
import type { Place } from "@juesuan/domain"
import type { ReadCell } from "../ReadDocument.ts"
import type { Blocks, Piece } from "./Blocks.ts"
import { Paragraphs } from "./text/Paragraphs.ts"
import { splitTitles } from "./Titles.ts"
import type { Row } from "./Titles.ts"

/** Tables inside tables beyond this are read as text. */
const NESTED_MAX = 16
/** No published table is wider. */
export const COLUMN_SPAN_MAX = 256

interface Text {
  readonly kind: "text"
  readonly text: string
  readonly pieces: ReadonlyArray<Piece>
  readonly endsParagraph: boolean
}

interface Grid {
  readonly kind: "grid"
  readonly rows: ReadonlyArray<Row>
  readonly at: Place
}

type Item = Text | Grid

interface OpenCell {
  readonly at: Place
  readonly columnSpan: number
  rowSpan: number
  readonly items: Array<Item>
}

interface OpenTable {
  readonly at: Place
  readonly rows: Array<Array<OpenCell>>
  /** Cells that reach down, by the grid column they begin at. */
  readonly reaching: Map<number, OpenCell>
  column: number
}

export interface CellOpening {
  readonly columnSpan?: number
  /** Rows it takes; Infinity for all that follow. */
  readonly rowSpan?: number
  /** Word: begins a vertical merge, or goes on with the one above. */
  readonly merge?: "begin" | "continue"
}

/** Whether a piece of text stands where the one before it goes on to. */
const follows = (before: Piece | undefined, offset: number, at: Place): boolean =>
  before !== undefined &&
  before.at.line === at.line &&
  typeof before.at.column === "number" &&
  before.at.column + offset - before.offset === at.column

export class Flow {
  readonly #blocks: Blocks
  readonly #paragraphs: Paragraphs
  readonly #tables: Array<OpenTable> = []
  /** Where items go: the document (`undefined`) or a cell. */
  readonly #cells: Array<OpenCell> = []
  #ignoredTables = 0
  #parts: Array<string> = []
  #pieces: Array<Piece> = []
  #length = 0

  constructor(blocks: Blocks) {
    this.#blocks = blocks
    this.#paragraphs = new Paragraphs(blocks, "explicit")
  }

  /** How many characters the line being built has. */
  get lineLength(): number {
    return this.#length
  }

  /** The last character of the line being built. */
  get lastCharacter(): string {
    return this.#parts.at(-1)?.at(-1) ?? ""
  }

  text(text: string, at: Place): void {
    if (text === "") return
    if (!follows(this.#pieces.at(-1), this.#length, at)) {
      this.#blocks.countPieces(1)
      this.#pieces.push({ offset: this.#length, at })
    }
    this.#parts.push(text)
    this.#length += text.length
  }

  /** A space between two pieces of text; it has no place of its own. */
  space(): void {
    if (this.#length === 0) return
    this.#parts.push(" ")
    this.#length++
  }

  /** A line ends within its paragraph. */
  lineBreak(): void {
    this.#endLine(false)
  }

  endParagraph(): void {
    this.#endLine(true)
  }

  /** Sets the line being built aside, for a text box that stands in its middle; the answer takes it up again. */
  interrupt(): () => void {
    const [parts, pieces, length] = [this.#parts, this.#pieces, this.#length]
    this.#parts = []
    this.#pieces = []
    this.#length = 0
    return () => {
      this.endParagraph()
      this.#parts = parts
      this.#pieces = pieces
      this.#length = length
    }
  }

  beginTable(at: Place): void {
    this.endParagraph()
    if (this.#tables.length >= NESTED_MAX) {
      if (this.#ignoredTables++ === 0)
        this.#blocks.problem(
          at,
          "tablesNested",
          `Tables inside each other beyond ${NESTED_MAX} are read as text.`
        )
      return
    }
    this.#tables.push({ at, rows: [], reaching: new Map(), column: 0 })
  }

  beginRow(): void {
    if (this.#ignoredTables > 0) return
    const table = this.#tables.at(-1)
    if (table === undefined) return
    table.rows.push([])
    table.column = 0
  }

  /** Takes the last row back: it is deleted. */
  dropRow(): void {
    if (this.#ignoredTables === 0) this.#tables.at(-1)?.rows.pop()
  }

  /** Opens a cell of the last row; every call needs an {@link endCell}. */
  beginCell(at: Place, { columnSpan = 1, rowSpan = 1, merge }: CellOpening = {}): void {
    const table = this.#tables.at(-1)
    if (this.#ignoredTables > 0 || table === undefined) return
    if (table.rows.length === 0) table.rows.push([])
    const span = Math.min(Math.max(1, Math.trunc(columnSpan)), COLUMN_SPAN_MAX)
    const above = table.reaching.get(table.column)
    if (merge === "continue" && above !== undefined) {
      above.rowSpan++
      this.#cells.push(above)
    } else {
      this.#blocks.countCells(1)
      const cell: OpenCell = { at, columnSpan: span, rowSpan: Math.max(1, rowSpan), items: [] }
      table.rows.at(-1)!.push(cell)
      if (merge === "begin") table.reaching.set(table.column, cell)
      else table.reaching.delete(table.column)
      this.#cells.push(cell)
    }
    table.column += span
  }

  endCell(): void {
    if (this.#ignoredTables > 0) this.endParagraph()
    else if (this.#cells.length > 0) {
      this.endParagraph()
      this.#cells.pop()
    }
  }

  endTable(): void {
    this.endParagraph()
    if (this.#ignoredTables > 0) {
      this.#ignoredTables--
      return
    }
    const table = this.#tables.pop()
    if (table === undefined) return
    const isFrame = table.rows.every((row) => row.filter(({ items }) => items.length > 0).length <= 1)
    const hasGrids = table.rows.some((row) =>
      row.some(({ items }) => items.some(({ kind }) => kind === "grid"))
    )
    const isSingle = table.rows.length === 1 && table.rows[0]!.length === 1
    if (isSingle || (isFrame && hasGrids)) {
      for (const row of table.rows) for (const cell of row) for (const item of cell.items) this.#add(item)
      return
    }
    this.#add({ kind: "grid", rows: this.#rowsOf(table), at: table.at })
    if (!hasGrids) return
    for (const row of table.rows)
      for (const cell of row) for (const item of cell.items) if (item.kind === "grid") this.#add(item)
  }

  /** Ends the document. */
  end(): void {
    while (this.#ignoredTables > 0) this.endTable()
    while (this.#tables.length > 0) {
      if (this.#cells.length >= this.#tables.length) this.endCell()
      this.endTable()
    }
    this.endParagraph()
    this.#paragraphs.end()
  }

  #rowsOf(table: OpenTable): ReadonlyArray<Row> {
    return table.rows.map((row, index) =>
      row.map((cell): ReadCell => {
        const rowSpan = Math.min(cell.rowSpan, table.rows.length - index)
        // A span stands for as many cells, and whoever lays the grid out makes them.
        this.#blocks.countCells(cell.columnSpan * rowSpan - 1)
        const lines = cell.items.filter((item) => item.kind === "text")
        const first = lines[0]?.pieces[0]?.at
        return {
          text: lines.map(({ text }) => text).join("\n"),
          at: first === undefined ? cell.at : { ...cell.at, ...first },
          ...(cell.columnSpan > 1 ? { columnSpan: cell.columnSpan } : {}),
          ...(rowSpan > 1 ? { rowSpan } : {})
        }
      })
    )
  }

  #endLine(endsParagraph: boolean): void {
    const raw = this.#parts.join("")
    const pieces = this.#pieces
    this.#parts = []
    this.#pieces = []
    this.#length = 0
    const text = raw.trim()
    const trimmed = raw.length - raw.trimStart().length
    // Of the pieces before the first printed character, only the last holds its place.
    const first = Math.max(
      0,
      pieces.findLastIndex(({ offset }) => offset <= trimmed)
    )
    const placed = pieces.slice(first).map(({ offset, at }) => {
      const { column } = at
      return offset < trimmed && typeof column === "number"
        ? { offset: 0, at: { ...at, column: column + trimmed - offset } }
        : { offset: Math.max(0, offset - trimmed), at }
    })
    const kept = placed.filter(({ offset }) => offset < text.length)
    this.#add({ kind: "text", text, pieces: kept, endsParagraph })
  }

  #add(item: Item): void {
    const cell = this.#cells.at(-1)
    if (cell !== undefined) {
      if (item.kind === "text" && item.text === "") return
      this.#blocks.countPieces(1)
      cell.items.push(item)
    } else if (item.kind === "grid") this.#addGrid(item)
    else {
      this.#paragraphs.addPieces(item.text, item.pieces)
      if (item.endsParagraph) this.#paragraphs.break()
    }
  }

  #addGrid({ rows, at }: Grid): void {
    for (const part of splitTitles(rows)) {
      this.#paragraphs.end()
      if (part.kind === "rows") this.#blocks.grid(part.rows, part.rows[0]?.[0]?.at ?? at)
      else
        for (const cell of part.cells)
          for (const text of cell.text.split("\n")) this.#blocks.paragraph(text, [{ offset: 0, at: cell.at }])
    }
  }
}
