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
  for (let left = column - 1; left >= 0; left--) {
    const word = row[left]?.cover ?? ""
    if (word === "") continue
    const isTop = rows.some((other, index) => index < level && (other[column]?.cover ?? "") !== "")
    return isTop || !isBelow(left) ? "" : word
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

/**
 * Whether the columns may be trusted to be what their heads say. The forms print them in one order; heads that stand
 * in another are believed only where the 栏次 under each says the same.
 */
export const isTrusted = (leaves: ReadonlyArray<Leaf>, order: ReadonlyArray<string>): boolean => {
  const known = leaves.filter((leaf): leaf is Leaf & { readonly key: string } => leaf.key !== null)
  const keys = known.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) return false
  const places = keys.map((key) => order.indexOf(key))
  if (places.every((place, at) => at === 0 || place > places[at - 1]!)) return true
  return known.every(({ key, number }) => key === number || number === "")
    ? known.filter(({ number }) => number !== "").length >= known.length - 1
    : false
}

/** A cell of a table before its text is read as an amount. */
export type BoundCell =
  | { readonly state: "printed"; readonly slot: Slot }
  | { readonly state: "doubtful"; readonly slot: Slot; readonly raw: string }

const isAmount = ({ kind }: Slot): boolean => kind === "number" || kind === "dash"

/**
 * Binds the cells behind a label to the columns of amounts: by place where the row is as wide as the heads and
 * nothing stands beside a column, by order where there is exactly one amount for each column and no gap. In any other
 * case every cell is in doubt.
 */
export const bindTail = (
  row: SlotRow,
  from: number,
  heads: Heads,
  leaves: ReadonlyArray<Leaf>
): ReadonlyMap<string, BoundCell> => {
  const cells = new Map<string, BoundCell>()
  if (leaves.length === 0) return cells
  const tail = row.slice(from)
  const used = tail.filter(({ kind }) => kind !== "blank")
  const isWide = heads.isRegular && row.length === heads.width
  const isInPlace =
    isWide &&
    row.every(
      ({ kind }, index) => index < from || kind === "blank" || leaves.some((leaf) => leaf.index === index)
    )
  const first = tail.findIndex(({ kind }) => kind !== "blank")
  const last = tail.findLastIndex(({ kind }) => kind !== "blank")
  const isUnbroken =
    used.length === leaves.length && last - first + 1 === leaves.length && used.every(isAmount)
  const isInOrder = isUnbroken && (isWide || tail.length === leaves.length)
  leaves.forEach(({ key, index }, position) => {
    if (key === null) return
    const slot = isInOrder ? used[position]! : isInPlace ? row[index]! : null
    if (slot !== null) {
      cells.set(
        key,
        slot.kind === "text" ? { state: "doubtful", slot, raw: slot.text } : { state: "printed", slot }
      )
      return
    }
    const raw = used.map(({ text }) => text).join(" ")
    cells.set(key, { state: "doubtful", slot: used[0] ?? row[0]!, raw })
  })
  return cells
}
