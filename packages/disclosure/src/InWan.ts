/**
 * Documents in 万元: rounding that keeps every table adding up.
 *
 * Cells rounded one by one do not add up. Here the ledger's amounts are rounded once, from the top down: each total
 * to its nearest 0.01 万元, its parts to one of the two places beside them so that they sum to it (largest remainders
 * first, and so that no fund is overspent by rounding), and so on down to the single amounts. Tables derived from
 * those articulate by construction; a cell that is no total of this order may print a place more or less than its own
 * rounding, and is named: it absorbed the 尾差.
 */
import { Money, groupBy } from "@juesuan/domain"
import { Cube } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import { displayAddress } from "@juesuan/tables"
import { settle } from "./FundShares.ts"
import { roundToWanPlace, WAN_PLACE, wan } from "./MoneyFormat.ts"

type Amount = Cube.Cube["cells"] extends ReadonlyMap<string, infer Posting> ? Posting : never

/** The levels below the funds of a measure, coarse to fine: what is asked of an amount to find its group. */
const levels: ReadonlyArray<(amount: Amount) => string> = [
  ({ kind }) => kind,
  ({ nature }) => nature,
  (amount) => amount.function.slice(0, 3),
  (amount) => amount.function.slice(0, 5),
  (amount) => amount.function,
  ({ economic }) => economic.slice(0, 3),
  ({ economic }) => economic,
  ({ project }) => project
]

const sumOf = (amounts: ReadonlyArray<Amount>): Money.Money => Money.sum(amounts.map(({ amount }) => amount))

/**
 * Shares out a total of whole places among parts: each gets the place below or above it, the places above going to
 * the largest remainders, in the order given where they are equal. `total` is a place beside the parts' sum.
 */
export const apportion = (
  total: Money.Money,
  parts: ReadonlyArray<Money.Money>
): ReadonlyArray<Money.Money> => {
  const floors = parts.map((part) => Math.floor(part / WAN_PLACE))
  const left = total / WAN_PLACE - floors.reduce((sum, floor) => sum + floor, 0)
  const byRemainder = parts
    .map((part, at) => ({ at, remainder: part - floors[at]! * WAN_PLACE }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  const raised = new Set(byRemainder.slice(0, left).map(({ at }) => at))
  return floors.map((floor, at) => Money.fromFen((floor + (raised.has(at) ? 1 : 0)) * WAN_PLACE))
}

const distribute = (
  total: Money.Money,
  amounts: ReadonlyArray<Amount>,
  level: number
): ReadonlyArray<Amount> => {
  const keyOf = levels[level]
  const groups =
    keyOf === undefined ? amounts.map((amount) => [amount]) : [...groupBy(amounts, keyOf).values()]
  const shares = apportion(total, groups.map(sumOf))
  return groups.flatMap((group, at) =>
    keyOf === undefined ? [{ ...group[0]!, amount: shares[at]! }] : distribute(shares[at]!, group, level + 1)
  )
}

/** The cube with every amount a whole 0.01 万元 (100 元), as described above. */
export const roundCube = (cube: Cube.Cube): Cube.Cube => {
  const parts = [...cube.byMeasure].flatMap(([measure, amounts]) => {
    const groups = [...groupBy(amounts, ({ fund }) => fund).values()]
    const shares = apportion(roundToWanPlace(sumOf(amounts)), groups.map(sumOf))
    return groups.map((group, at) => ({
      group,
      measure,
      fund: group[0]!.fund,
      exact: sumOf(group),
      share: shares[at]!
    }))
  })
  settle(parts)
  return Cube.fromPostings(parts.flatMap(({ group, share }) => distribute(share, group, 0)))
}

/** The tables with their rows as they are and every amount from the rounded cube. */
export const tablesInWan = (
  tables: ReadonlyArray<DerivedTable>,
  rounded: Cube.Cube
): ReadonlyArray<DerivedTable> =>
  tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: new Map(
        [...row.cells].map(([column, cell]) => [
          column,
          { ...cell, amount: Cube.evaluate(rounded, cell.term) }
        ])
      )
    }))
  }))

/** A cell that prints another place than its own rounding. */
export interface Absorbed {
  readonly address: string
  /** 公开03表·2080109 社会保险经办机构·项目支出 */
  readonly display: string
  /** 万元 as printed, and as its exact amount alone would round. */
  readonly printed: string
  readonly own: string
}

/** The cells of {@link tablesInWan} that absorbed a 尾差, in table order. */
export const absorbedIn = (
  exact: ReadonlyArray<DerivedTable>,
  rounded: ReadonlyArray<DerivedTable>
): ReadonlyArray<Absorbed> =>
  exact.flatMap((table, at) =>
    table.rows.flatMap((row, line) =>
      [...row.cells].flatMap(([column, { address, amount }]) => {
        const printed = wan.print(rounded[at]!.rows[line]!.cells.get(column)!.amount)
        const own = wan.print(amount)
        return printed === own
          ? []
          : [{ address, display: displayAddress(table, row.key, column), printed, own }]
      })
    )
  )

/** What the document says about its own rounding. */
export const remarksOfWan = (absorbed: ReadonlyArray<Absorbed>): ReadonlyArray<string> => {
  const rule = "本文件金额单位为万元，由元四舍五入至 0.01 万元；表内、表间勾稽以列示数为准。"
  if (absorbed.length === 0) return [`${rule}没有单元格吸收尾差。`]
  const cells = absorbed.map(({ display, printed, own }) => `${display} 列示 ${printed}（原数舍入为 ${own}）`)
  return [`${rule}下列单元格吸收了尾差：${cells.join("；")}。`]
}
