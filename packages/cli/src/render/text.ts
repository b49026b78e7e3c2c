/**
 * Tables for terminals: columns aligned by display width, in which a Chinese character takes two places.
 *
 * A table wider than the terminal is printed in panels: first its blocks one below the other, then each block's
 * amounts in turn with their labels repeated. Labels wrap; a figure is never cut.
 */
import { columnKinds, placeCells, printable } from "@juesuan/disclosure/cells"
import type { PlacedCell, Places } from "@juesuan/disclosure/cells"
import type { Grid, GridCell } from "@juesuan/tables"
import stringWidth from "string-width"

export interface TextOptions {
  /** Columns of the terminal; `undefined` prints every table whole. */
  readonly width: number | undefined
}

const GAP = 2
/** Labels wrap at this width when there is room, and never below the other. */
const LABEL_WIDTH_MAX = 44
const LABEL_WIDTH_MIN = 12
/** Heads wrap at this width: 因公出国（境）费 stays on one line. */
const HEAD_WIDTH_MAX = 16
const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" })

const widthOf = (text: string): number => stringWidth(text, { ambiguousIsNarrow: true })

/** Cuts text into lines of at most `width` places. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  if (widthOf(text) <= width) return [text]
  const lines: Array<string> = []
  let [line, used] = ["", 0]
  for (const { segment } of segmenter.segment(text)) {
    const places = widthOf(segment)
    if (used + places > width && line !== "") {
      lines.push(line)
      ;[line, used] = ["", 0]
    }
    line += segment
    used += places
  }
  return [...lines, line]
}

const padEnd = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)))
const padStart = (text: string, width: number): string =>
  " ".repeat(Math.max(0, width - widthOf(text))) + text
const centre = (text: string, width: number): string => {
  const room = Math.max(0, width - widthOf(text))
  return padEnd(" ".repeat(room >> 1) + text, width)
}

const textOf = (cell: GridCell): string => {
  const indent = cell.kind === "label" ? "  ".repeat(cell.depth ?? 0) : ""
  return indent + printable(cell.text)
}

const align = (cell: GridCell, text: string, width: number): string => {
  if (cell.kind === "head" || cell.kind === "line") return centre(text, width)
  return cell.kind === "amount" ? padStart(text, width) : padEnd(text, width)
}

interface Prepared {
  readonly header: Places<GridCell>
  readonly body: Places<GridCell>
  /** Natural width of each column. */
  readonly widths: ReadonlyArray<number>
  readonly isAmount: ReadonlyArray<boolean>
}

const prepare = (grid: Grid): Prepared => {
  const header = placeCells(grid.header, grid.width)
  const body = placeCells(grid.body, grid.width)
  const kinds = columnKinds(grid)
  const widths = Array.from({ length: grid.width }, (_, column) => {
    const own = body.flatMap((row) => {
      const placed = row[column]
      return placed === undefined || placed.columnSpan > 1 ? [] : [widthOf(textOf(placed.cell))]
    })
    // Heads wrap, so a column is only as wide as its figures; two Chinese characters always fit.
    const heads = header.flatMap((row) => {
      const placed = row[column]
      return placed === undefined || placed.columnSpan > 1
        ? []
        : [Math.min(HEAD_WIDTH_MAX, widthOf(placed.cell.text))]
    })
    const natural = Math.max(4, ...own, ...heads)
    return kinds[column] === "label" ? Math.min(natural, LABEL_WIDTH_MAX) : natural
  })
  return { header, body, widths, isAmount: kinds.map((kind) => kind === "amount") }
}

const totalWidth = (columns: ReadonlyArray<number>, widths: ReadonlyArray<number>): number =>
  columns.reduce((total, column) => total + widths[column]! + GAP, -GAP)

/** The blocks of a table: each starts with its labels and ends with its amounts. */
const blocksOf = (isAmount: ReadonlyArray<boolean>): ReadonlyArray<ReadonlyArray<number>> => {
  const blocks: Array<Array<number>> = []
  for (const [column, amount] of isAmount.entries()) {
    if (column === 0 || (!amount && isAmount[column - 1])) blocks.push([])
    blocks.at(-1)!.push(column)
  }
  return blocks
}

interface Panel {
  readonly columns: ReadonlyArray<number>
  readonly widths: ReadonlyArray<number>
}

/** Narrows a block's labels to make room for one figure at least. */
const narrowed = (prepared: Prepared, labels: ReadonlyArray<number>, room: number): ReadonlyArray<number> => {
  const widths = [...prepared.widths]
  const widest = labels.reduce(
    (best, column) => (widths[column]! > widths[best]! ? column : best),
    labels[0] ?? 0
  )
  const excess = totalWidth(labels, widths) - room
  if (labels.length > 0 && excess > 0) widths[widest] = Math.max(LABEL_WIDTH_MIN, widths[widest]! - excess)
  return widths
}

const panelsOf = (prepared: Prepared, width: number | undefined): ReadonlyArray<Panel> => {
  const all = prepared.widths.map((_, column) => column)
  if (width === undefined || totalWidth(all, prepared.widths) <= width) {
    return [{ columns: all, widths: prepared.widths }]
  }
  return blocksOf(prepared.isAmount).flatMap((block): ReadonlyArray<Panel> => {
    const labels = block.filter((column) => !prepared.isAmount[column])
    const amounts = block.filter((column) => prepared.isAmount[column])
    const widest = Math.max(0, ...amounts.map((column) => prepared.widths[column]!))
    const widths = narrowed(prepared, labels, width - widest - GAP)
    const panels: Array<Array<number>> = [[...labels]]
    for (const column of amounts) {
      const panel = panels.at(-1)!
      const isFull = totalWidth([...panel, column], widths) > width && panel.length > labels.length
      if (isFull) panels.push([...labels, column])
      else panel.push(column)
    }
    return panels.map((columns) => ({ columns, widths }))
  })
}

/** The cells of a matrix row as seen through a panel: runs of columns that one cell covers. */
const runsOf = (
  row: ReadonlyArray<PlacedCell<GridCell> | undefined>,
  panel: Panel
): ReadonlyArray<{ readonly placed: PlacedCell<GridCell> | undefined; readonly width: number }> => {
  const runs: Array<{ placed: PlacedCell<GridCell> | undefined; width: number }> = []
  for (const column of panel.columns) {
    const placed = row[column]
    const last = runs.at(-1)
    if (last !== undefined && placed !== undefined && last.placed === placed)
      last.width += panel.widths[column]! + GAP
    else runs.push({ placed, width: panel.widths[column]! })
  }
  return runs
}

const isBlank = (lines: ReadonlyArray<string>): boolean => lines.every((line) => line.trim() === "")

const linesOfRow = (
  row: ReadonlyArray<PlacedCell<GridCell> | undefined>,
  index: number,
  panel: Panel
): ReadonlyArray<string> => {
  const cells = runsOf(row, panel).map(({ placed, width }) => {
    if (placed === undefined || placed.row !== index) return { lines: [""], cell: undefined, width }
    const { cell } = placed
    // A figure is never broken over lines: a column too narrow for it overflows instead.
    return { lines: cell.kind === "amount" ? [textOf(cell)] : wrap(textOf(cell), width), cell, width }
  })
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map(({ lines, cell, width }) =>
        cell === undefined ? " ".repeat(width) : align(cell, lines[line] ?? "", width)
      )
      .join(" ".repeat(GAP))
      .trimEnd()
  )
}

const renderPanel = (prepared: Prepared, panel: Panel): ReadonlyArray<string> => {
  const rule = "─".repeat(totalWidth(panel.columns, panel.widths))
  const header = prepared.header.flatMap((row, index) => linesOfRow(row, index, panel))
  const body = prepared.body
    .map((row, index) => linesOfRow(row, index, panel))
    .filter((lines) => !isBlank(lines) || prepared.body.length === 1)
    .flat()
  return [rule, ...header.filter((line) => line !== ""), rule, ...body, rule]
}

/** Prints a grid as text; the last line has no newline. */
export const renderText = (grid: Grid, { width }: TextOptions): string => {
  const prepared = prepare(grid)
  const panels = panelsOf(prepared, width)
  const across = Math.max(...panels.map(({ columns, widths }) => totalWidth(columns, widths)))
  const title = wrap(printable(grid.title), across).map((line) => centre(line, across).trimEnd())
  const unit = `单位：${printable(grid.unitName)}`
  const place = `${printable(grid.number)}  金额单位：${grid.moneyUnit}`
  const isOneLine = widthOf(unit) + GAP + widthOf(place) <= across
  const heading = isOneLine
    ? [unit + padStart(place, across - widthOf(unit))]
    : [...wrap(unit, across), place]
  const notes = grid.notes.flatMap((note) => wrap(printable(note), across))
  return [
    ...title,
    ...heading,
    ...panels.flatMap((panel, index) => [...(index === 0 ? [] : [""]), ...renderPanel(prepared, panel)]),
    ...notes
  ].join("\n")
}
