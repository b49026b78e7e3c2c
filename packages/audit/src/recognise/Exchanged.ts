/**
 * Columns of amounts that changed places between blocks whose heads are the same.
 *
 * Every block of T06 heads its amounts 金额, so that no head tells when two such columns stand in each other's place.
 * The sums do: each 类 is then at odds with its own 款, and not with those that another block's amounts make.
 */
import { readAmount } from "@juesuan/domain"
import type { Slot } from "./Matrix.ts"

/** One line of a block: its code, which block it stands in, and the amounts of its row, block by block. */
export interface BlockLine {
  readonly code: string
  readonly block: number
  readonly amounts: ReadonlyArray<Slot>
}

/** More blocks than any form has beside each other. */
const BLOCKS_MAX = 4

const ordersOf = (items: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
  items.length < 2
    ? [items]
    : items.flatMap((item) =>
        ordersOf(items.filter((other) => other !== item)).map((order) => [item, ...order])
      )

const amountOf = (slot: Slot | undefined): number => {
  const read = slot === undefined ? null : readAmount(slot.text, "元")
  return read?._tag === "Amount" ? read.amount : 0
}

/** How many 类 are the sum of their 款, other than by being nothing, and how many are not. */
interface Sums {
  readonly held: number
  readonly broken: number
}

/** The sums when each block takes its amounts from the one that `order` names. */
const sumsIn = (lines: ReadonlyArray<BlockLine>, order: ReadonlyArray<number>): Sums => {
  const own = new Map<string, number>()
  const sums = new Map<string, number>()
  for (const { code, block, amounts } of lines) {
    const amount = amountOf(amounts[order[block]!])
    if (code.length === 3) own.set(code, amount)
    else sums.set(code.slice(0, 3), (sums.get(code.slice(0, 3)) ?? 0) + amount)
  }
  const told = [...own].filter(([code]) => sums.has(code))
  const isHeld = ([code, amount]: readonly [string, number]): boolean => sums.get(code) === amount
  return {
    held: told.filter((one) => isHeld(one) && one[1] !== 0).length,
    broken: told.filter((one) => !isHeld(one)).length
  }
}

/**
 * Whether the blocks would add up with each other's amounts and do not with their own. One wrong amount breaks one sum;
 * two sums and more that another order mends, and not by making them nothing, are no slip of a digit.
 */
export const areExchanged = (lines: ReadonlyArray<BlockLine>): boolean => {
  const blocks = Math.max(0, ...lines.map(({ block }) => block + 1))
  if (blocks < 2 || blocks > BLOCKS_MAX) return false
  const own = Array.from({ length: blocks }, (_, at) => at)
  const printed = sumsIn(lines, own)
  if (printed.broken < 2) return false
  return ordersOf(own).some((order) => {
    const { held, broken } = sumsIn(lines, order)
    return broken <= printed.broken - 2 && held > printed.held
  })
}
