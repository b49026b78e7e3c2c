/**
 * The rows of tables that set income and expenditure side by side, each line bound by its label.
 */
import { wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable, Loss } from "./Bound.ts"
import { headsOf, isTrusted } from "./Heads.ts"
import type { BoundCell, HeadColumn, Heads, Leaf } from "./Heads.ts"
import type { TableDefinition } from "@juesuan/tables"
import { columnNumbers, columnOf, linesNamed, sideLines } from "./FormSet.ts"
import type { FormSet, Side, SideLines } from "./FormSet.ts"
import { isNumberRow, isOpen, printed, rawOf } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"

/** Where the parts of a side stand: its labels, its 行次 if it has them, its amounts. */
interface SideColumns {
  readonly label: number
  readonly line: number | null
  readonly leaves: ReadonlyArray<Leaf>
}

const LABEL_HEAD = /^项目|按功能分类|^科目(?:名称)?$|^功能分类科目$/

/** The column of a side that heads name; a side of one amount calls it by what the table is of. */
const keyOf = (
  form: TableDefinition,
  { columns: own }: SideLines,
  path: ReadonlyArray<string>,
  set: FormSet
): string | null => {
  const last = path.at(-1)!
  const isOutturn = path.some((head) => /决算/.test(head)) || !path.some((head) => /预算数/.test(head))
  if (!isOutturn) return null
  const isWhole = /^(?:合计|小计)$/.test(last)
  if (own.length === 1) return isWhole || /^(?:决算数?|金额)$/.test(last) ? own[0]!.key : null
  if (isWhole) return own[0]!.key
  return columnOf({ ...form, columns: own.slice(1) }, [last], set)
}

const columnsOf = (
  form: TableDefinition,
  heads: Heads,
  set: FormSet
): Readonly<Record<Side, SideColumns>> | null => {
  const { columns } = heads
  const lines = sideLines(form)
  const isLabel = ({ path }: HeadColumn): boolean => LABEL_HEAD.test(path.at(-1) ?? "")
  const labels = columns.filter(isLabel)
  if (labels.length !== 2) return null
  const [left, right] = labels as [HeadColumn, HeadColumn]
  const side = (name: Side, from: HeadColumn, to: number): SideColumns => {
    const own = columns.filter(({ index }) => index > from.index && index < to)
    const isLine = ({ path }: HeadColumn): boolean => path.at(-1) === "行次"
    const leaves = own.flatMap((column): ReadonlyArray<Leaf> => {
      const { path, index, number } = column
      if (path.length === 0 || isLine(column)) return []
      return [{ index, key: keyOf(form, lines[name], path, set), number }]
    })
    return { label: from.index, line: own.find(isLine)?.index ?? null, leaves }
  }
  const sides = {
    left: side("left", left, right.index),
    right: side("right", right, Number.POSITIVE_INFINITY)
  }
  const areTrusted = (["left", "right"] as const).every((name) =>
    isTrusted(heads, sides[name].leaves, [lines[name].columns.map(({ key }) => key)], columnNumbers(form))
  )
  if (!areTrusted) return null
  const isComplete = (["left", "right"] as const).every((name) =>
    sides[name].leaves.some(({ key }) => key === lines[name].columns[0]!.key)
  )
  const isOtherSide = ({ path }: HeadColumn, word: string): boolean => path.length > 1 && path[0] === word
  if (isOtherSide(left, lines.right.heading) || isOtherSide(right, lines.left.heading)) return null
  // 行次 stands between label and amounts; in another order the heads are not those of the cells below them.
  const isLaidOut = [sides.left, sides.right].every(
    ({ line, leaves }) => line === null || leaves.every(({ index }) => index > line)
  )
  const numbers = [...sides.left.leaves, ...sides.right.leaves].map(({ number }) => Number(number))
  const isCounted = numbers.every((number, at) => number === 0 || at === 0 || number > numbers[at - 1]!)
  const isAlike = (sides.left.line === null) === (sides.right.line === null)
  return isComplete && isLaidOut && isCounted && isAlike ? sides : null
}

/** A line as printed: its label and the amounts behind it. */
interface PrintedLine {
  readonly side: Side
  readonly label: Slot
  readonly cells: ReadonlyMap<string, BoundCell>
}

const bound = (slot: Slot): BoundCell =>
  slot.kind === "text" ? { state: "doubtful", slot, raw: slot.text } : { state: "printed", slot }

const byPlace = (
  row: SlotRow,
  side: Side,
  columns: SideColumns,
  { columns: expected }: SideLines
): PrintedLine | null => {
  const label = row[columns.label]!
  if (label.kind !== "text") return null
  const cells = new Map<string, BoundCell>()
  // A small number beside a blank 行次 may be the 行次.
  const isSlipped = columns.line !== null && row[columns.line]!.kind === "blank"
  for (const { key, index } of columns.leaves) {
    const slot = row[index]!
    const isDoubtful = isSlipped && /^\d{1,2}$/.test(slot.plain)
    if (key !== null) cells.set(key, isDoubtful ? { state: "doubtful", slot, raw: slot.text } : bound(slot))
  }
  // A column that no head could be told to be may be one of the form's funds.
  const own = columns.leaves.filter(({ key, index }) => key === null && row[index]!.kind === "number")
  if (own.length > 0 && expected.slice(1).some(({ key }) => cells.has(key)))
    for (const { key } of expected)
      if (!cells.has(key))
        cells.set(key, { state: "doubtful", slot: row[own[0]!.index]!, raw: row[own[0]!.index]!.text })
  return { side, label, cells }
}

/** Whether everything the row prints stands under a head that expects it. */
const fits = (row: SlotRow, sides: Readonly<Record<Side, SideColumns>>): boolean =>
  row.every(({ kind, plain }, index) => {
    if (kind === "blank") return true
    for (const { label, line, leaves } of [sides.left, sides.right]) {
      if (index === label) return kind === "text"
      if (index === line) return /^\d{1,2}$/.test(plain)
      if (leaves.some((leaf) => leaf.index === index)) return kind !== "text" || isOpen(plain)
    }
    return false
  })

/** Labels with what follows them, where places cannot be trusted: a length that leaves no choice, or doubt. */
const byLabel = (
  row: SlotRow,
  form: TableDefinition,
  hasLines: boolean | null
): ReadonlyArray<PrintedLine> => {
  const sides = sideLines(form)
  const { left, right } = sides
  const at = row.flatMap(({ kind }, index) => (kind === "text" ? [index] : []))
  return at.flatMap((index, position): ReadonlyArray<PrintedLine> => {
    const label = row[index]!
    const isLeft = linesNamed(left, label.text).length > 0 && !label.plain.endsWith("支出")
    const isRight = linesNamed(right, label.text).length > 0 && !label.plain.endsWith("收入")
    if (!isLeft && !isRight) return []
    const side: Side = isLeft && (!isRight || position === 0) ? "left" : "right"
    const keys = sides[side].columns.map(({ key }) => key)
    const end = at[position + 1] ?? row.length
    const tail = row.slice(index + 1, end)
    const raw = tail
      .map(({ text }) => text)
      .join(" ")
      .trim()
    const skip = hasLines === true ? 1 : 0
    const amounts = tail.slice(skip)
    const isSure =
      hasLines !== null &&
      (side === "left" ? position === 0 : position === at.length - 1) &&
      amounts.length === keys.length &&
      amounts.every(({ kind }) => kind !== "text") &&
      (skip === 0 || /^\d{1,2}$/.test(tail[0]!.plain)) &&
      // The same label on both sides, and only one of them printed: it may be either.
      !(isLeft && isRight && at.length === 1)
    const cells = new Map<string, BoundCell>()
    keys.forEach((key, place) =>
      cells.set(key, isSure ? bound(amounts[place]!) : { state: "doubtful", slot: label, raw })
    )
    return [{ side, label, cells }]
  })
}

const isBodyRow = (row: SlotRow, form: TableDefinition): boolean => {
  const { left, right } = sideLines(form)
  return row.some(
    ({ kind, text }) =>
      kind === "text" && (linesNamed(left, text).length > 0 || linesNamed(right, text).length > 0)
  )
}

/** Heads may name funds as lines do; a row of the body has a number or a numbered label. */
const isStart = (row: SlotRow, form: TableDefinition): boolean =>
  !isNumberRow(row) &&
  isBodyRow(row, form) &&
  (row.some(({ kind }) => kind === "number") || row.some(({ plain }) => /^[一二三]、/.test(plain)))

/** Gives each printed line its key; a label that stands on several lines takes the next one down. */
class Lines {
  readonly #last: Record<Side, number> = { left: -1, right: -1 }
  readonly #sides: Readonly<Record<Side, SideLines>>

  constructor(sides: Readonly<Record<Side, SideLines>>) {
    this.#sides = sides
  }

  keyOf(side: Side, label: string): string | null {
    const keys = linesNamed(this.#sides[side], label)
    const placeOf = (key: string): number => this.#sides[side].keys.indexOf(key)
    const key = keys.find((candidate) => placeOf(candidate) > this.#last[side]) ?? keys.at(-1) ?? null
    if (key !== null) this.#last[side] = placeOf(key)
    return key
  }
}

const doubted = (row: BoundRow): BoundRow => ({
  ...row,
  cells: new Map(
    [...row.cells].map(([key, { slot }]) => [key, { state: "doubtful", slot, raw: slot.text } as const])
  )
})

const hasFigure = (slots: ReadonlyArray<Slot>): boolean => slots.some(({ plain }) => /[1-9]/.test(plain))

/** Binds the lines of both sides. */
export const bindSides = (form: TableDefinition, rows: ReadonlyArray<SlotRow>, set: FormSet): BoundTable => {
  const start = rows.findIndex((row) => isStart(row, form))
  const heads = headsOf(start < 0 ? rows : rows.slice(0, start))
  const columns = columnsOf(form, heads, set)
  const hasLines = columns === null || !heads.isRegular ? null : columns.left.line !== null
  const sides = sideLines(form)
  const lines = new Lines(sides)
  const found: Array<BoundRow> = []
  const losses: Array<Loss> = []
  const isOf =
    (side: Side, key: string | null) =>
    (row: BoundRow): boolean =>
      row.side === side && row.key === key
  // Amounts above the first line that is known are those of lines that are not.
  for (const row of rows.slice(0, Math.max(0, start))) {
    const amount = row.find(
      ({ kind, plain }) => kind === "number" && /[1-9].*\.\d|\d,\d|\.\d*[1-9]/.test(plain)
    )
    if (amount === undefined || isNumberRow(row)) continue
    for (const side of ["left", "right"]) losses.push({ at: amount.at, raw: rawOf(row), prefix: side })
  }
  for (const row of start < 0 ? [] : rows.slice(start)) {
    if (isNumberRow(row) || printed(row).length === 0) continue
    const isInPlace = columns !== null && heads.isRegular && row.length === heads.width && fits(row, columns)
    const printedLines: ReadonlyArray<PrintedLine> = isInPlace
      ? (["left", "right"] as const).flatMap((side) => byPlace(row, side, columns[side], sides[side]) ?? [])
      : byLabel(row, form, hasLines)
    for (const { side, label, cells } of printedLines) {
      const key = lines.keyOf(side, label.text)
      if (key !== null && !found.some(isOf(side, key))) {
        found.push({ key, side, label: label.text, at: label.at, cells })
        continue
      }
      const isNothing = [...cells.values()].every(
        (cell) => cell.state === "printed" && !hasFigure([cell.slot])
      )
      if (isNothing || label.plain.startsWith("其中")) continue
      losses.push({ at: label.at, raw: label.text, prefix: side })
      // Two rows claim one line, and either may be it.
      const first = found.findIndex(isOf(side, key))
      if (first >= 0) found[first] = doubted(found[first]!)
    }
    if (!hasFigure(row)) continue
    // A side whose label is not there may have a line that is.
    for (const side of ["left", "right"] as const) {
      if (printedLines.some((line) => line.side === side)) continue
      // In its place it has a figure, or nothing.
      if (isInPlace && !hasFigure(columns[side].leaves.map(({ index }) => row[index]!))) continue
      losses.push({ at: row[0]!.at, raw: rawOf(row), prefix: side })
    }
  }
  if (found.length === 0 && losses.length === 0) losses.push(...wholeLoss(rows))
  // Amounts without a label may be those of a label without amounts.
  const isLostBeside = (row: BoundRow): boolean =>
    losses.some(({ prefix }) => prefix === row.side) &&
    [...row.cells.values()].every(({ state, slot }) => state === "printed" && slot.kind === "blank")
  return { rows: found.map((row) => (isLostBeside(row) ? doubted(row) : row)), losses }
}
