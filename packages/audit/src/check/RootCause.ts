/**
 * Root causes: the fewest cells whose correction makes broken relations hold.
 *
 * One wrong cell breaks a row, a column and whatever other tables repeat it. The cell that stands in all of them is
 * found, with the one value that clears them and breaks nothing that holds. Where several cells explain equally well,
 * all are kept: it is for a reader to say which. A cell of a row that is not printed may explain as well: then
 * nothing is wrong but something is missing, or was not read.
 *
 * What is wrong at a code may have been added up to its parents and to the total before it was printed. Then the cells
 * above it are off by the same, no sum is broken, and one correction carried up clears what all of these rows break.
 */
import { Address, Money } from "@juesuan/domain"
import type { TableSource } from "@juesuan/tables"
import { holdsWith, isLackedChild } from "./Relations.ts"
import type { LinearRelation } from "./Relations.ts"

/** A cell with what it should be. */
export interface CellAmount {
  readonly address: string
  readonly value: Money.Money
}

export interface Correction extends CellAmount {
  /** Whether its row is not printed at all. */
  readonly isMissing: boolean
  /** The cells above it that carry the same error: they change by as much. */
  readonly carried: ReadonlyArray<CellAmount>
}

/** Every cell that a correction changes. */
export const cellsOf = (correction: Correction): ReadonlyArray<CellAmount> => [
  correction,
  ...correction.carried
]

export interface Cause {
  /** Corrections of single cells, each of which clears all of `relations`; none when no single cell does. */
  readonly corrections: ReadonlyArray<Correction>
  /** The broken relations it explains, in rule order. */
  readonly relations: ReadonlyArray<LinearRelation>
}

interface Candidate extends Correction {
  readonly cleared: ReadonlySet<LinearRelation>
  readonly broken: number
  /** Broken relations the cell stands in and does not clear. */
  readonly left: number
}

type Index = ReadonlyMap<string, ReadonlyArray<LinearRelation>>

/** What is known while causes are looked for: residuals change with every cell that is taken as corrected. */
interface Search {
  readonly source: TableSource
  readonly index: Index
  readonly residuals: Map<LinearRelation, number>
  readonly open: Set<LinearRelation>
}

const indexOf = (relations: ReadonlyArray<LinearRelation>): Index => {
  const index = new Map<string, Array<LinearRelation>>()
  for (const relation of relations) {
    for (const [address, weight] of relation.weights) {
      if (weight === 0) continue
      const list = index.get(address)
      if (list === undefined) index.set(address, [relation])
      else list.push(relation)
    }
  }
  return index
}

const printedAt = (source: TableSource, address: string): number | null => {
  const { table, row, column } = Address.cellOf(address)
  const reading = source.get(table)?.rows.get(row)?.cells.get(column)
  if (reading === undefined) return null
  return reading.state === "value" ? reading.amount : 0
}

/** Whether a relation has another cell of the same row: where the row is not printed, that one is as unknown. */
const hasBeside = ({ weights }: LinearRelation, address: string): boolean => {
  const row = address.slice(0, address.lastIndexOf("/") + 1)
  return [...weights.keys()].some((other) => other !== address && other.startsWith(row))
}

/** The printed cells above a cell by code, 款 to 合计; none where its row is not of a code, or no parent is printed. */
const above = (source: TableSource, address: string): ReadonlyArray<string> => {
  const { table, row, column } = Address.cellOf(address)
  if (source.get(table) === undefined || !/^\d{3}(\d\d){0,2}$/.test(row)) return []
  const parents = [row.slice(0, 5), row.slice(0, 3), "total"].filter((one) => one !== row)
  return [...new Set(parents)]
    .map((one) => Address.printCell(table, one, column))
    .filter((one) => printedAt(source, one) !== null)
}

/** By how much relations change where cells change by some amount. */
const effectOf = (
  index: Index,
  addresses: ReadonlyArray<string>,
  change: number
): ReadonlyMap<LinearRelation, number> => {
  const effect = new Map<LinearRelation, number>()
  for (const address of addresses)
    for (const relation of index.get(address) ?? [])
      effect.set(relation, (effect.get(relation) ?? 0) + relation.weights.get(address)! * change)
  return effect
}

const tryCell = (
  { source, index, residuals, open }: Search,
  address: string,
  change: number,
  carried: ReadonlyArray<string> = []
): Candidate | null => {
  const printed = printedAt(source, address)
  const value = (printed ?? 0) + change
  // An amount that would have to turn negative is no explanation; what a row not printed holds is not known.
  if (value < 0 && printed !== null && printed >= 0) return null
  const cleared = new Set<LinearRelation>()
  let broken = 0
  let left = 0
  for (const [relation, effect] of effectOf(index, [address, ...carried], change)) {
    const before = residuals.get(relation)!
    const isHeld = holdsWith(relation, before + effect)
    if (open.has(relation)) {
      if (isHeld) cleared.add(relation)
      else if (effect !== 0) left++
    } else if (!isHeld && holdsWith(relation, before)) {
      if (printed !== null || !hasBeside(relation, address)) broken++
    }
  }
  return {
    address,
    value: Money.fromFen(value),
    isMissing: printed === null,
    carried: carried.map((one) => ({
      address: one,
      value: Money.fromFen(printedAt(source, one)! + change)
    })),
    cleared,
    broken,
    left
  }
}

/** Fewer cleared, then more left over, then more cells to change, comes after. */
const compareCandidates = (a: Candidate, b: Candidate): number =>
  b.cleared.size - a.cleared.size || a.left - b.left || a.carried.length - b.carried.length

const isSameSet = (a: ReadonlySet<LinearRelation>, b: ReadonlySet<LinearRelation>): boolean =>
  a.size === b.size && [...a].every((relation) => b.has(relation))

/** The single-cell corrections that clear the most and break nothing. */
const bestOf = (search: Search): ReadonlyArray<Candidate> => {
  const { open, residuals } = search
  const seen = new Set<string>()
  const candidates: Array<Candidate> = []
  for (const relation of open) {
    // An inequality says that something is off, not what it should be; that has to come from an equality.
    if (relation.comparison.relation.relation !== "=") continue
    for (const [address, weight] of relation.weights) {
      if (Math.abs(weight) !== 1) continue
      const change = -residuals.get(relation)! / weight
      const key = `${address}|${change}`
      if (seen.has(key)) continue
      seen.add(key)
      const parents = above(search.source, address)
      for (const carried of parents.length === 0 ? [[]] : [[], parents]) {
        const candidate = tryCell(search, address, change, carried)
        if (candidate !== null && candidate.broken === 0 && candidate.cleared.size > 0)
          candidates.push(candidate)
      }
    }
  }
  const [best, ...rest] = candidates.sort(compareCandidates)
  if (best === undefined) return []
  const same = rest.filter(
    (one) => compareCandidates(best, one) === 0 && isSameSet(best.cleared, one.cleared)
  )
  return [best, ...same]
}

/** Cells of rows that are not printed and that would make a relation hold which nothing else explains. */
const lacking = ({ source, residuals }: Search, relation: LinearRelation): ReadonlyArray<Correction> =>
  [...relation.weights].flatMap(([address, weight]) => {
    const value = -residuals.get(relation)! / weight
    const isPrinted = printedAt(source, address) !== null
    return isPrinted || !Number.isSafeInteger(value)
      ? []
      : [{ address, value: Money.fromFen(value), isMissing: true, carried: [] }]
  })

/**
 * Whether a line of the form that is not printed stands in a relation: it may have been lost with what it holds. That
 * a parent may lack a child can be said of any, and is no such line.
 */
const lacksLine = ({ source }: Search, { weights }: LinearRelation): boolean =>
  [...weights.keys()].some((address) => !isLackedChild(address) && printedAt(source, address) === null)

/** Takes corrections as made, where all do the same to what is still broken: that is off by so much less. */
const correct = (
  { index, residuals, open, source }: Search,
  corrections: ReadonlyArray<Correction>
): void => {
  const [only, ...others] = corrections.map((correction) =>
    effectOf(
      index,
      cellsOf(correction).map(({ address }) => address),
      correction.value - (printedAt(source, correction.address) ?? 0)
    )
  )
  if (only === undefined) return
  const isSame = [...open].every((relation) =>
    others.every((other) => (other.get(relation) ?? 0) === (only.get(relation) ?? 0))
  )
  if (!isSame) return
  for (const [relation, effect] of only)
    if (others.length === 0 || open.has(relation)) residuals.set(relation, residuals.get(relation)! + effect)
}

/** Explains the broken among relations. Work is bounded by cells × relations a cell stands in. */
export const causesOf = (
  source: TableSource,
  relations: ReadonlyArray<LinearRelation>
): ReadonlyArray<Cause> => {
  const search: Search = {
    source,
    index: indexOf(relations),
    residuals: new Map(relations.map((relation) => [relation, relation.residual])),
    open: new Set(relations.filter(({ isBroken }) => isBroken))
  }
  const causes: Array<Cause> = []
  while (search.open.size > 0) {
    const best = bestOf(search)
    const first = [...search.open][0]!
    const relations = best[0]?.cleared ?? new Set([first])
    // Two lost lines are no less likely than one wrong cell that every relation with a lost line shares.
    if (best.every(({ isMissing }) => !isMissing) && [...relations].every((one) => lacksLine(search, one))) {
      for (const relation of relations) search.open.delete(relation)
      const lost = [...relations].flatMap((relation) => lacking(search, relation))
      causes.push({ corrections: lost, relations: [...relations] })
      continue
    }
    for (const relation of relations) search.open.delete(relation)
    correct(search, best)
    const corrections = best.map(({ address, value, isMissing, carried }) => ({
      address,
      value,
      isMissing,
      carried
    }))
    causes.push({
      corrections: best.length > 0 ? corrections : lacking(search, first),
      relations: [...relations]
    })
  }
  return causes
}
