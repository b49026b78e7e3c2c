/**
 * Explaining a figure: its term, the postings that satisfy it, and where else the same figure stands.
 *
 * The contributions of an explanation sum to the figure, by construction of neither: one comes from the cube, the
 * other from the single postings.
 */
import { Money } from "@juesuan/domain"
import { byPlace } from "@juesuan/ledger"
import type { Dimensions, PostedEntry, RecordedEvent } from "@juesuan/ledger"
import type { Cube } from "./Cube.ts"
import { datedPosting, keyOf, matching } from "./Cube.ts"
import type { DerivedTable } from "./Derive.ts"
import { partsOf, printSelection, satisfies, onDimensions } from "./Term.ts"
import type { Term } from "./Term.ts"

/** One posting's share in a figure, signed as the figure counts it. */
export interface Contribution {
  readonly event: RecordedEvent
  readonly dimensions: Dimensions
  readonly amount: Money.Money
}

/** One selection of the term, with what it found. */
export interface ExplainedPart {
  readonly sign: 1 | -1
  readonly selection: string
  readonly amount: Money.Money
  readonly postings: number
}

/** What a figure is made of: its selections and its single postings, which sum to it. */
export interface Explanation {
  readonly parts: ReadonlyArray<ExplainedPart>
  readonly contributions: ReadonlyArray<Contribution>
  readonly total: Money.Money
}

/** Whether any selection of a term takes in postings of these dimensions: what to ask a store for. */
export const matcherOf = (term: Term): ((dimensions: Dimensions) => boolean) => {
  const parts = partsOf(term).map(({ where }) => ({ where: onDimensions(where) }))
  return (dimensions) => parts.some(({ where }) => satisfies(dimensions, where))
}

/** Explains a term by the single postings that {@link matcherOf} lets through, in their order. */
export const explainTerm = (term: Term, entries: ReadonlyArray<PostedEntry>): Explanation => {
  const contributions: Array<Contribution> = []
  const parts = partsOf(term).map(({ sign, where }): ExplainedPart => {
    let amount = Money.zero
    let postings = 0
    for (const entry of entries) {
      const { posting, event } = entry
      if (!satisfies(datedPosting(entry), where)) continue
      const share = sign === 1 ? posting.amount : Money.negate(posting.amount)
      const { amount: _, ...dimensions } = posting
      contributions.push({ event, dimensions, amount: share })
      amount = Money.add(amount, share)
      postings++
    }
    return { sign, selection: printSelection(where), amount, postings }
  })
  contributions.sort((a, b) => byPlace(a.event, b.event))
  return { parts, contributions, total: Money.sum(contributions.map(({ amount }) => amount)) }
}

/** What a term is made of in a cube: signed dimension keys. Equal footprints are the same figure. */
const footprintOf = (cube: Cube, term: Term): string => {
  const weights = new Map<string, number>()
  for (const { sign, where } of partsOf(term)) {
    for (const posting of matching(cube, where)) {
      const key = keyOf(posting)
      weights.set(key, (weights.get(key) ?? 0) + sign)
    }
  }
  return [...weights]
    .filter(([, weight]) => weight !== 0)
    .map(([key, weight]) => `${weight}${key}`)
    .sort()
    .join("\n")
}

/** The addresses of other cells made of exactly the same amounts; none for a figure made of nothing. */
export const occurrencesOf = (
  cube: Cube,
  tables: ReadonlyArray<DerivedTable>,
  term: Term,
  except: string
): ReadonlyArray<string> => {
  const footprint = footprintOf(cube, term)
  if (footprint === "") return []
  return tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      [...row.cells.values()]
        .filter((cell) => cell.address !== except && footprintOf(cube, cell.term) === footprint)
        .map((cell) => cell.address)
    )
  )
}

/** What a row is called: a code with its name, or the label of a line that is numbered 一、二、三. */
export const rowName = (key: string, label: string): string =>
  /^\d{3,}$/.test(key) && !/^[一二三四五六七八九十]+、/.test(label) ? `${key} ${label}` : label

/** The display form of an address: 公开03表·2080109 社会保险经办机构·项目支出. */
export const displayAddress = (table: DerivedTable, rowKey: string, columnKey: string): string => {
  const row = table.rows.find((candidate) => candidate.key === rowKey)
  const column = table.columns.find((candidate) => candidate.key === columnKey)
  const rowText = rowName(rowKey, row?.label ?? rowKey)
  return `${table.number}·${rowText}·${column?.title ?? columnKey}`
}
