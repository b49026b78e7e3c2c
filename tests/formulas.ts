/**
 * An evaluator of the formulas of our workbooks: sums and differences of cells and ranges, in exact decimals.
 */
import type { ReadSheet } from "./formatReaders.ts"

/** Decimal text with up to two places as an exact number of hundredths. */
export const hundredths = (text: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (match === null) throw new Error(`no decimal: ${text}`)
  const [, sign, whole, places = ""] = match
  const value = BigInt(whole!) * 100n + BigInt(places.padEnd(2, "0"))
  return sign === "-" ? -value : value
}

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)

const lettersOf = (column: number): string =>
  column === 0 ? "" : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

const cellsOf = (range: string): ReadonlyArray<string> => {
  const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)!
  const cells: Array<string> = []
  for (let row = Number(top); row <= Number(bottom); row++)
    for (let column = columnOf(left!); column <= columnOf(right!); column++)
      cells.push(`${lettersOf(column)}${row}`)
  return cells
}

/** The value of a cell; a formula is computed from its terms, theirs from their own, never from a cached value. */
export const evaluate = (
  sheet: ReadSheet,
  reference: string,
  changes: ReadonlyMap<string, bigint> = new Map(),
  depth = 0
): bigint => {
  if (depth > 50) throw new Error(`${reference} is a sum of itself`)
  const changed = changes.get(reference)
  if (changed !== undefined) return changed
  const cell = sheet.cells.get(reference)
  if (cell === undefined || !cell.isNumber) throw new Error(`${sheet.name}!${reference} is no number`)
  if (cell.formula === undefined) return hundredths(cell.text)
  const terms = [...cell.formula.matchAll(/([+-]?)(?:SUM\(([A-Z]+\d+:[A-Z]+\d+)\)|([A-Z]+\d+))/g)]
  if (terms.map(([term]) => term).join("") !== cell.formula) throw new Error(`cannot read ${cell.formula}`)
  return terms.reduce((sum, [, sign, range, single]) => {
    const cells = range === undefined ? [single!] : cellsOf(range)
    const value = cells.reduce((total, one) => total + evaluate(sheet, one, changes, depth + 1), 0n)
    return sign === "-" ? sum - value : sum + value
  }, 0n)
}
