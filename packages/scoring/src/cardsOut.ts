/**
 * Scorecards as the files that are read back as them: JSON, and rows of a sheet.
 */
import type { Money } from "@juesuan/domain"
import { columns, directions, evidences, kinds, rowNames, scopes, tiers, wordFor } from "./CardColumns.ts"
import type { Column } from "./CardColumns.ts"
import type { Deduction } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import type { DeclaredDirection, Indicator, MoneyLine, ProjectMoney, PublishedScores } from "./Scorecard.ts"
import type { PublishedCard } from "./ScorecardFile.ts"

const wan = (fen: Money.Money | null): string | null =>
  fen === null ? null : Exact.plain(Exact.exact(fen).div(1_000_000))

const lineOut = (line: MoneyLine) =>
  Object.fromEntries(
    (["initial", "annual", "executed"] as const).flatMap((key) => {
      const text = wan(line[key])
      return text === null ? [] : [[key, text] as const]
    })
  )

/** Scorecards as `juesuan/scorecards/1`, money in 万元; `readScorecards` gives them back. */
export const toScorecardsJson = (cards: ReadonlyArray<PublishedCard>) => ({
  schema: "juesuan/scorecards/1" as const,
  moneyUnit: "万元" as const,
  cards: cards.map(({ card: { money, ...card }, published, lines }) => ({
    ...card,
    money: {
      total: lineOut(money.total),
      current: lineOut(money.current),
      carryover: lineOut(money.carryover),
      other: lineOut(money.other)
    },
    ...(published === null ? {} : { published }),
    ...(Object.keys(lines).length === 0 ? {} : { lines })
  }))
})

const names = Object.keys(columns) as ReadonlyArray<Column>

/** The words that are written: `=` alone would be taken for a formula. */
const signOf = (direction: DeclaredDirection): string =>
  direction === "equal" ? "等于" : (wordFor(directions, direction) ?? "")

const rowOf = (cells: { readonly [C in Column]?: string | null | undefined }): ReadonlyArray<string> =>
  names.map((name) => cells[name] ?? "")

const moneyCells = ({ initial, annual, executed }: MoneyLine) => ({
  initial: wan(initial),
  annual: wan(annual),
  executed: wan(executed)
})

const deductionCells = ({ points, reason }: Deduction) => ({ deduct: points, deductReason: reason })

/** The row of an indicator, and one for each further deduction. */
const indicatorRows = (
  indicator: Indicator,
  published: PublishedScores | null
): ReadonlyArray<ReadonlyArray<string>> => {
  const { id, level1, level2, level3, kind, direction, target, actual, weight } = indicator
  const { tier, awarded, deviation, evidence, deductions = [] } = indicator
  const [first, ...further] = deductions
  const row = rowOf({
    id,
    level1,
    level2,
    level3,
    target,
    actual,
    weight,
    awarded,
    deviation,
    kind: wordFor(kinds, kind),
    direction: signOf(direction),
    score: published?.scores[id],
    tier: tier === null ? "" : (wordFor(tiers, tier) ?? tier),
    evidence: evidence === undefined ? "" : wordFor(evidences, evidence),
    label1: published?.labels[level1],
    label2: published?.labels[`${level1}/${level2}`],
    ...(first === undefined ? {} : deductionCells(first))
  })
  return [row, ...further.map((one) => rowOf({ level3: rowNames.deduction[0], ...deductionCells(one) }))]
}

/** The rows of where the money comes from, as far as something is known of it. */
const sourceRows = (money: ProjectMoney): ReadonlyArray<ReadonlyArray<string>> =>
  (["current", "carryover", "other"] as const).flatMap((source) => {
    const line = money[source]
    const isKnown = Object.values(line).some((amount) => amount !== null)
    return isKnown ? [rowOf({ level3: rowNames[source][0], ...moneyCells(line) })] : []
  })

const rowsOfCard = ({ card, published }: PublishedCard): ReadonlyArray<ReadonlyArray<string>> => {
  const { project, name, scope, year, department, unit, goal, outcome, money, indicators } = card
  const whose = { project, name, year: String(year), department, unit, goal, outcome }
  return [
    rowOf({
      ...whose,
      scope: scope === undefined ? "" : wordFor(scopes, scope),
      level3: rowNames.execution[0],
      score: published?.execution,
      rate: published?.rate,
      ...moneyCells(money.total)
    }),
    ...sourceRows(money),
    ...indicators.flatMap((indicator) => indicatorRows(indicator, published)),
    ...(published === null
      ? []
      : [
          rowOf({
            level3: rowNames.total[0],
            weight: published.totalWeight,
            score: published.total
          })
        ])
  ]
}

/**
 * Scorecards as rows of a sheet with their head, money in 万元; `scorecardsFromRows` gives them back as they were. Spaces
 * at the ends of texts are dropped, and lines of a printed text are not written.
 */
export const toScorecardRows = (
  cards: ReadonlyArray<PublishedCard>
): ReadonlyArray<ReadonlyArray<string>> => [
  names.map((name) => columns[name][0]),
  ...cards.flatMap(rowsOfCard)
]
