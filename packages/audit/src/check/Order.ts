/**
 * Document order: findings and figures stand in the order in which a reader of the document meets them.
 */
import type { Finding, Place } from "@juesuan/domain"
import { partKey } from "../Places.ts"
import type { ReadDocument } from "../ReadDocument.ts"

/** Places of documents; the same place is in it once. A long line has many: none gets a text of its own. */
export class PlaceSet {
  readonly #lines = new Map<string, Map<number, Set<number | string>>>()

  /** Says whether the place is a new one. */
  add(at: Place): boolean {
    const { line = 0, column = 0 } = at
    const part = partKey(at)
    let lines = this.#lines.get(part)
    if (lines === undefined) this.#lines.set(part, (lines = new Map()))
    const columns = lines.get(line)
    if (columns === undefined) lines.set(line, new Set([column]))
    else if (columns.has(column)) return false
    else columns.add(column)
    return true
  }

  has(at: Place): boolean {
    const { line = 0, column = 0 } = at
    return this.#lines.get(partKey(at))?.get(line)?.has(column) ?? false
  }
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

type Position = readonly [sheetOrPage: number, line: number, column: number]

const last: Position = [Number.MAX_SAFE_INTEGER, 0, 0]

/** Compares places of one document; what has no place comes last. */
export const placeOrder = ({ blocks }: ReadDocument): ((a: Place | null, b: Place | null) => number) => {
  const sheets: Array<string> = []
  for (const block of blocks) {
    const sheet = block.kind === "grid" ? block.sheet : block.places[0]?.at.sheet
    if (sheet !== undefined && !sheets.includes(sheet)) sheets.push(sheet)
  }
  const positionOf = (at: Place | null): Position => {
    if (at === null) return last
    const { sheet, page = 0, line, column } = at
    const sheetAt = sheet === undefined ? page : sheets.indexOf(sheet) + 1
    if (typeof column !== "string") return [sheetAt, line ?? 0, column ?? 0]
    const [, letters = "", row = "0"] = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(column) ?? []
    return [sheetAt, Number(row), columnNumber(letters)]
  }
  return (a, b) => {
    const left = positionOf(a)
    const right = positionOf(b)
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
  }
}

/** Findings in document order; those of one place in the order of their rules. */
export const inOrder = (findings: ReadonlyArray<Finding>, read: ReadDocument): ReadonlyArray<Finding> => {
  const compare = placeOrder(read)
  const placeOf = ({ left, right }: Finding): Place | null => left?.at ?? right?.at ?? null
  return [...findings].sort(
    (a, b) =>
      compare(placeOf(a), placeOf(b)) ||
      (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : a.fingerprint < b.fingerprint ? -1 : 1)
  )
}
