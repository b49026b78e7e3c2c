/**
 * Columns of a table by the words above them.
 *
 * Each column has a path of heads from the top down. Where merged cells are known they are followed; in plain text a
 * head reaches over the blanks to its right as far as something stands below them.
 */
import type { Slot, SlotRow } from "./Matrix.ts"
import { isNumberRow } from "./Matrix.ts"

export interface HeadColumn {
  readonly index: number
  /** Heads from the top down, plain, without repetitions. */
  readonly path: ReadonlyArray<string>
  /** The 栏次 printed under the heads; empty when there is none. */
  readonly number: string
}

export interface Heads {
  readonly rows: ReadonlyArray<SlotRow>
  readonly columns: ReadonlyArray<HeadColumn>
  readonly width: number
  /** Whether all rows of heads are equally wide: else columns cannot be told by their place. */
  readonly isRegular: boolean
}

const isNumberText = (text: string): boolean => /^\d{1,2}$/.test(text)

/** The word above a place: its own, that of the merged cell over it, or one that reaches over from the left. */
const wordAt = (rows: ReadonlyArray<SlotRow>, level: number, column: number): string => {
  const row = rows[level]!
  const own = row[column]?.cover ?? ""
  if (own !== "") return own
  const isBelow = (at: number): boolean =>
    rows.some((other, index) => index > level && (other[at]?.cover ?? "") !== "")
  if (!isBelow(column)) return ""
  const isTop = (at: number): boolean =>
    rows.some((other, index) => index < level && (other[at]?.cover ?? "") !== "")
  // A word reaches to the right as far as the next head above it begins.
  for (let left = column - 1; left >= 0 && !isTop(left + 1); left--) {
    const word = row[left]?.cover ?? ""
    if (word !== "") return isBelow(left) ? word : ""
  }
  return ""
}

/** Reads the columns of the rows that stand above the body. */
export const headsOf = (rows: ReadonlyArray<SlotRow>): Heads => {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const numberRows = rows.filter(isNumberRow)
  const wordRows = rows.filter((row) => !isNumberRow(row))
  const numbers = numberRows.length === 1 ? numberRows[0]! : null
  const columns = Array.from({ length: width }, (_, index): HeadColumn => {
    const path: Array<string> = []
    for (let level = 0; level < wordRows.length; level++) {
      const word = wordAt(wordRows, level, index)
      if (word !== "" && word !== "栏次" && !isNumberText(word) && path.at(-1) !== word) path.push(word)
    }
    return { index, path, number: numbers?.[index]?.plain.replace(/\D/g, "") ?? "" }
  })
  return { rows, columns, width, isRegular: rows.every((row) => row.length === width) }
}

/** A column of amounts: which of the table's columns it is, or `null` when it is none of them. */
export interface Leaf {
  readonly index: number
  readonly key: string | null
  readonly number: string
}

const isPrefix = (short: ReadonlyArray<string>, long: ReadonlyArray<string>): boolean =>
  short.length < long.length && short.every((head, level) => head === long[level])

/** A head with parts below it, of which a later one has none: a part was lost, and the others may have moved up. */
const isBroken = (columns: ReadonlyArray<HeadColumn>): boolean =>
  columns.some(
    ({ path, index }) =>
      path.length > 0 && columns.some((other) => other.index < index && isPrefix(path, other.path))
  )

/**
 * Whether the columns may be trusted to be what their heads say. The forms print them in one of few orders; heads that
 * stand in another are believed only where the 栏次 under each says the same; `printedUnder` are those of the form. Where the rows of heads are not equally
 * wide, only a whole form is believed.
 */
export const isTrusted = (
  heads: Heads,
  leaves: ReadonlyArray<Leaf>,
  orders: ReadonlyArray<ReadonlyArray<string>>,
  printedUnder: ReadonlyMap<string, string> = new Map()
): boolean => {
  const keys = leaves.flatMap(({ key }) => key ?? [])
  if (new Set(keys).size !== keys.length || isBroken(heads.columns)) return false
  const printedNumbers = leaves.flatMap(({ number }) => (number === "" ? [] : [Number(number)]))
  const isRising = printedNumbers.every((number, at) => at === 0 || number > printedNumbers[at - 1]!)
  if (!heads.isRegular) return orders.some((order) => order.join() === leaves.map(({ key }) => key).join())
  const isInOrder = orders.some((order) => {
    const places = keys.map((key) => order.indexOf(key))
    return places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1]!))
  })
  if (isInOrder && isRising) return true
  const numbered = leaves.filter(({ key }) => key !== null && printedUnder.has(key))
  return numbered.length > 0 && numbered.every(({ key, number }) => printedUnder.get(key!) === number)
}

/** A cell of a table before its text is read as an amount. */
export type BoundCell =
  | { readonly state: "printed"; readonly slot: Slot }
  | { readonly state: "doubtful"; readonly slot: Slot; readonly raw: string }

const blankBeside = (slot: Slot): Slot => ({ ...slot, text: "", plain: "", cover: "", kind: "blank" })

const isAmount = ({ kind }: Slot): boolean => kind === "number" || kind === "dash"

/**
 * Binds the cells behind a label to the columns of amounts: by place where the row is as wide as the heads and
 * nothing stands beside a column, by order where there is exactly one amount for each column and no gap. In any other
 * case every cell is in doubt. `form` are all columns of the form.
 */
export const bindTail = (
  row: SlotRow,
  from: number,
  heads: Heads,
  leaves: ReadonlyArray<Leaf>,
  form: ReadonlyArray<string>
): ReadonlyMap<string, BoundCell> => {
  const cells = new Map<string, BoundCell>()
  const tail = row.slice(from)
  const used = tail.filter(({ kind }) => kind !== "blank")
  const isWide = heads.isRegular && row.length === heads.width
  const isInPlace =
    isWide &&
    leaves.every(({ index }) => index >= from) &&
    row.every(
      ({ kind }, index) => index < from || kind === "blank" || leaves.some((leaf) => leaf.index === index)
    )
  const first = tail.findIndex(({ kind }) => kind !== "blank")
  const last = tail.findLastIndex(({ kind }) => kind !== "blank")
  const isUnbroken =
    used.length === leaves.length && last - first + 1 === leaves.length && used.every(isAmount)
  const isDense = leaves.every(({ index }, position) => index === leaves[0]!.index + position)
  const isUnder = isWide && from + first === leaves[0]?.index
  const isInOrder = isUnbroken && isDense && (isUnder || tail.length === leaves.length)
  const raw = used.map(({ text }) => text).join(" ")
  // Where nothing is printed, nothing can be in doubt.
  const unknown = (): BoundCell =>
    used.length === 0
      ? { state: "printed", slot: blankBeside(tail[0] ?? row[0]!) }
      : { state: "doubtful", slot: used[0]!, raw }
  const isBound = leaves.length > 0 && (isInOrder || isInPlace)
  const known = new Set(leaves.map(({ key }) => key))
  // A column without a known head may be one of the form's that has no other; a row in doubt is so in all of them.
  for (const key of form) if (!isBound || (known.has(null) && !known.has(key))) cells.set(key, unknown())
  if (!isBound) return cells
  leaves.forEach(({ key, index }, position) => {
    if (key === null) return
    const slot = isInOrder ? used[position]! : row[index]!
    cells.set(
      key,
      slot.kind === "text" ? { state: "doubtful", slot, raw: slot.text } : { state: "printed", slot }
    )
  })
  return cells
}
