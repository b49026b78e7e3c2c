/**
 * What the narrative is told of generated years, for the laws of narrative and document.
 */
import { Money } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import type { Posting } from "@juesuan/ledger"
import { narrativePackOf } from "@juesuan/narrative"
import type { NarrativeFacts } from "@juesuan/narrative"
import { Cube, deriveTables, ningxia2024 } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import type { Arbitrary } from "@juesuan/testing"

const cellsOf = (tables: ReadonlyArray<DerivedTable>): ReadonlyMap<string, Money.Money> =>
  new Map(
    tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        [...row.cells.values()].map(({ address, amount }) => [address, amount] as const)
      )
    )
  )

const budgetsBy = (
  { events }: Arbitrary.Year,
  keyOf: (posting: Posting) => string
): ReadonlyMap<string, Money.Money> => {
  const sums = new Map<string, Money.Money>()
  for (const posting of events.flatMap(({ event }) => postings(event))) {
    const key = keyOf(posting)
    if (posting.measure !== "budgetInitial" || posting.fund !== "generalPublic" || key === "") continue
    sums.set(key, Money.add(sums.get(key) ?? Money.zero, posting.amount))
  }
  return sums
}

const initialCodes = (year: Arbitrary.Year): ReadonlyArray<string> => [
  ...budgetsBy(year, ({ function: code }) => code).keys()
]

/** The facts of a year, compared with another; without one there is nothing to compare with. */
export const narrativeFacts = (year: Arbitrary.Year, before?: Arbitrary.Year): NarrativeFacts => {
  const tablesOf = ({ events }: Arbitrary.Year) =>
    deriveTables(Cube.fromPostings(events.flatMap(({ event }) => postings(event))), ningxia2024, 2024)
  const tables = tablesOf(year)
  const [cells, last] = [
    cellsOf(tables),
    before === undefined ? new Map<string, Money.Money>() : cellsOf(tablesOf(before))
  ]
  const codes = (tables.find(({ key }) => key === "T05")?.rows ?? []).map(({ key }) => key)
  return {
    unitName: "示例单位",
    unitKind: year.unitKind,
    year: 2024,
    cell: (address) => cells.get(address) ?? Money.zero,
    last: (address) => last.get(address),
    categories: codes.filter((code) => /^\d{3}$/.test(code)).map((code) => ({ code, name: code })),
    items: [...new Set([...codes, ...initialCodes(year)])]
      .sort()
      .filter((code) => /^\d{7}$/.test(code))
      .map((code) => ({ code, category: code.slice(0, 3), section: code.slice(0, 5), item: code })),
    initialByFunction: budgetsBy(year, ({ function: code }) => (code.length === 7 ? code : "")),
    initialByEconomic: budgetsBy(year, ({ nature, economic }) =>
      nature === "basic" ? economic.slice(0, 3) : ""
    ),
    texts: new Map(),
    procurement: [],
    assets: null,
    activity: null,
    cards: [],
    evaluated: {
      generalPublic: { projects: [], levels: null, executed: Money.zero },
      governmentFund: { projects: [], levels: null, executed: Money.zero }
    },
    economicItems: [],
    pack: narrativePackOf(ningxia2024)
  }
}
