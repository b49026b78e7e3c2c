/**
 * Live totals: a cell that is a sum of others as a formula over their places.
 */
import type { CellSum } from "../Document.ts"
import { at } from "./Xml.ts"

/** A place on a sheet: the column from 0, the row from 1. */
export interface SheetPlace {
  readonly column: number
  readonly row: number
}

type Term = SheetPlace & { readonly sign: 1 | -1 }

/** Places one below the other from here on are shorter as SUM. */
const RUN_WORTH_A_SUM = 3

const continues = (last: Term | undefined, { sign, column, row }: Term): boolean =>
  last !== undefined && last.sign === sign && last.column === column && last.row + 1 === row

const runsOf = (terms: ReadonlyArray<Term>): ReadonlyArray<ReadonlyArray<Term>> => {
  const runs: Array<Array<Term>> = []
  for (const term of terms) {
    const run = runs.at(-1)
    if (run !== undefined && continues(run.at(-1), term)) run.push(term)
    else runs.push([term])
  }
  return runs
}

const printed = (run: ReadonlyArray<Term>): ReadonlyArray<string> => {
  const [first, last] = [run[0]!, run.at(-1)!]
  if (run.length >= RUN_WORTH_A_SUM)
    return [`${first.sign === 1 ? "+" : "-"}SUM(${at(first.column, first.row)}:${at(last.column, last.row)})`]
  return run.map(({ sign, column, row }) => `${sign === 1 ? "+" : "-"}${at(column, row)}`)
}

/** The formula without its `=`, such as `B3+B4` or `SUM(C5:C30)-C31`; `undefined` where a term is not on the sheet. */
export const formulaOf = (
  sum: CellSum | undefined,
  places: ReadonlyMap<string, SheetPlace>
): string | undefined => {
  if (sum === undefined || sum.length === 0) return undefined
  const terms: Array<Term> = []
  for (const { sign, address } of sum) {
    const place = places.get(address)
    if (place === undefined) return undefined
    terms.push({ ...place, sign })
  }
  return runsOf(terms).flatMap(printed).join("").replace(/^\+/, "")
}
