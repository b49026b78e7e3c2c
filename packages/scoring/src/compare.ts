/**
 * Published scorecards beside what several rule sets give: which set reproduces them, which comes closest, and which
 * indicator makes the difference.
 */
import type { Allowed, ScoreDerivation } from "./Derivation.ts"
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { scoreCard } from "./Score.ts"
import type { ScoredCard, ScoreOptions } from "./Score.ts"
import type { PublishedCard } from "./ScorecardFile.ts"

/** A printed score that a rule set does not give. */
export interface Disagreement {
  /** The address of the score, such as `S/P1/数量-1/score`. */
  readonly cell: string
  /** The third-level name, 资金执行 or 总分. */
  readonly label: string
  /** As printed. */
  readonly published: string
  /** What the set gives; `null` where it has no score. */
  readonly score: string | null
  readonly allowed: Allowed | null
  /** `null` of the total. */
  readonly derivation: ScoreDerivation | null
  /** The other sets that do give what is printed. */
  readonly reproducedBy: ReadonlyArray<string>
}

/** How far a rule set reproduces published scorecards. */
export interface SetMatch {
  readonly ruleSet: string
  /** Printed scores that were compared, totals included. */
  readonly figures: number
  readonly disagreements: ReadonlyArray<Disagreement>
}

interface Cell {
  readonly cell: string
  readonly label: string
  readonly published: string | null
  readonly score: Exact.Exact | null
  readonly allowed: Allowed | null
  readonly derivation: ScoreDerivation | null
}

const isOpen = (derivation: ScoreDerivation): boolean => derivation.clause !== "awarded"

/** The cells of a card: execution, indicators, total. A printed total is compared with the sum by the rules. */
const cellsOf = (
  { card, execution, indicators, total }: ScoredCard,
  published: PublishedCard["published"]
) => {
  const of = (derivation: ScoreDerivation, label: string, printed: string | null | undefined): Cell => ({
    cell: derivation.address,
    label,
    published: printed ?? null,
    score: derivation.score,
    allowed: isOpen(derivation) ? derivation.allowed : null,
    derivation
  })
  const rows = [
    of(execution, "资金执行", published?.execution),
    ...indicators.map(({ indicator: { id, level3 }, derivation }) =>
      of(derivation, level3, published?.scores[id])
    )
  ]
  // Where the evaluator decides, the printed score is the right one as far as the total goes.
  const awards = rows.flatMap((row) =>
    row.published !== null && row.score !== null && agrees(row)
      ? [Exact.exact(row.published).minus(row.score)]
      : []
  )
  const whole: Cell = {
    cell: `S/${card.project}/total/score`,
    label: "总分",
    published: published?.total ?? null,
    score: total.plus(Exact.sum(awards)),
    allowed: null,
    derivation: null
  }
  return [...rows, whole]
}

/** Whether a set gives what is printed, or allows it. */
const agrees = ({ published, score, allowed }: Cell): boolean => {
  if (published === null) return true
  if (score === null) return false
  const value = Exact.exact(published)
  return score.eq(value) || (allowed !== null && value.gte(allowed.from) && value.lte(allowed.to))
}

/**
 * How far each set reproduces published cards, the best first. Cards without published scores are left out; of none, no
 * set matches.
 */
export const matchSets = (
  cards: ReadonlyArray<PublishedCard>,
  sets: ReadonlyArray<RuleSet>,
  options: ScoreOptions = {}
): ReadonlyArray<SetMatch> => {
  const judged = cards.filter(({ published }) => published !== null)
  if (judged.length === 0) return []
  const bySet = sets.map((set) => ({
    set,
    cells: judged.flatMap(({ card, published }) => cellsOf(scoreCard(card, set, options), published))
  }))
  const matches = bySet.map(({ set, cells }): SetMatch => {
    const printed = cells.flatMap((cell, at) => (cell.published === null ? [] : [{ cell, at }]))
    const disagreements = printed.flatMap(({ cell, at }): ReadonlyArray<Disagreement> => {
      if (agrees(cell)) return []
      const reproducedBy = bySet.filter((other) => agrees(other.cells[at]!)).map((other) => other.set.id)
      const { published, score, ...rest } = cell
      return [
        { ...rest, published: published!, score: score === null ? null : Exact.plain(score), reproducedBy }
      ]
    })
    return { ruleSet: set.id, figures: printed.length, disagreements }
  })
  return [...matches].sort((one, other) => one.disagreements.length - other.disagreements.length)
}

/** What one row of a card earns under each set. */
export interface ComparedRow {
  readonly cell: string
  readonly label: string
  readonly published: string | null
  /** By the id of the set; `null` where it has no score. */
  readonly scores: Readonly<Record<string, string | null>>
}

/** A card under several sets: totals and grades, and the rows in which the sets differ. */
export interface ComparedCard {
  readonly project: string
  readonly name: string
  readonly published: string | null
  readonly sets: ReadonlyArray<{
    readonly ruleSet: string
    readonly total: string
    readonly grade: string
    readonly isComplete: boolean
    /** total − published total; `null` where none is printed. */
    readonly difference: string | null
  }>
  readonly rows: ReadonlyArray<ComparedRow>
}

const comparedCard = (
  { card, published }: PublishedCard,
  sets: ReadonlyArray<RuleSet>,
  options: ScoreOptions
): ComparedCard => {
  const scored = sets.map((set) => scoreCard(card, set, options))
  const columns = scored.map((one) => cellsOf(one, null))
  const printed = cellsOf(scored[0]!, published)
  const rows = printed
    .slice(0, -1)
    .flatMap(({ cell, label, published: text }, at): ReadonlyArray<ComparedRow> => {
      const scores = sets.map(({ id }, index): readonly [string, string | null] => {
        const { score } = columns[index]![at]!
        return [id, score === null ? null : Exact.plain(score)]
      })
      const isOne =
        new Set([...scores.map(([, score]) => score), ...(text === null ? [] : [plain(text)])]).size === 1
      return isOne ? [] : [{ cell, label, published: text, scores: Object.fromEntries(scores) }]
    })
  const total = published?.total ?? null
  return {
    project: card.project,
    name: card.name,
    published: total,
    sets: scored.map((one) => ({
      ruleSet: one.ruleSet.id,
      total: one.total.toFixed(one.ruleSet.scoreDecimals),
      grade: one.grade,
      isComplete: one.isComplete,
      difference: total === null ? null : Exact.plain(one.total.minus(total))
    })),
    rows
  }
}

const plain = (text: string): string => Exact.plain(Exact.exact(text))

/** Cards under several sets, side by side. `sets` is not empty. */
export const compareSets = (
  cards: ReadonlyArray<PublishedCard>,
  sets: ReadonlyArray<RuleSet>,
  options: ScoreOptions = {}
): ReadonlyArray<ComparedCard> =>
  sets.length === 0 ? [] : cards.map((card) => comparedCard(card, sets, options))
