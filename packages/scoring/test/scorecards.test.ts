/**
 * Scorecard files: the examples of the reference page say the same in each format, and what is written is read back.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import {
  ningxiaYanchi2024,
  readScorecards,
  scoreCard,
  scorecardsFromRows,
  toScorecardRows,
  toScorecardsJson
} from "@juesuan/scoring"
import type { PublishedCard } from "@juesuan/scoring"
import { runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { card } from "./laws.ts"
import { published } from "./published.ts"

const page = fs.readFileSync(
  path.join(import.meta.dirname, "..", "..", "..", "docs", "reference", "scorecards.md"),
  "utf8"
)
const block = (kind: string): string =>
  new RegExp(`\`\`\`${kind} scorecards\\n([\\s\\S]*?)\\n\`\`\``).exec(page)![1]!
const fromRows = (rows: ReadonlyArray<ReadonlyArray<string>>) =>
  Result.getOrThrow(
    scorecardsFromRows(
      rows.map((cells, at) => ({ row: at + 1, cells })),
      { year: 0 }
    )
  )
const fromJson = (json: unknown) => Result.getOrThrow(readScorecards(json))
const { numRuns, seed } = runs(process.env, 100, 20_250_101)

describe("the page on scorecard files", () => {
  it("says the same in JSON and in CSV", () => {
    const [json] = fromJson(JSON.parse(block("json")))
    const [rows] = fromRows(
      block("csv")
        .split("\n")
        .map((line) => line.split(","))
    )
    const { goal: _goal, outcome: _outcome, ...expected } = json!.card
    expect(rows!.card).toMatchObject(expected)
    expect({ ...rows!.published, labels: {} }).toEqual({ ...json!.published, labels: {} })
    expect(scoreCard(json!.card, ningxiaYanchi2024).total.toFixed()).toBe("91")
  })
})

const text = fc.constantFrom("", "甲", "乙 丙", "=1+1", "-5%", "'x", '含,逗号"引号', "总额")
const decimal = fc.integer({ min: 0, max: 10_000 }).map((cents) => String(cents / 100))
const money = fc.option(fc.integer({ min: 0, max: 10 ** 12 }).map(Money.fromFen))
const moneyLine = fc.record({ initial: money, annual: money, executed: money })

/** A card with all that a card may say, and what was published of it. */
const written: fc.Arbitrary<PublishedCard> = fc
  .record({
    card,
    scope: fc.constantFrom(undefined, "project" as const, "department" as const),
    texts: fc.record({ department: text, unit: text, goal: text, outcome: text }),
    money: fc.record({ total: moneyLine, current: moneyLine, carryover: moneyLine, other: moneyLine }),
    isPublished: fc.boolean(),
    scores: fc.array(fc.option(decimal), { minLength: 12, maxLength: 12 }),
    labels: fc.boolean(),
    deductions: fc.array(fc.record({ points: decimal, reason: fc.constantFrom("迟报；漏报", "资料不全") }), {
      minLength: 1,
      maxLength: 3
    })
  })
  .map(({ card: one, scope, texts, money: sums, isPublished, scores, labels, deductions }) => {
    const indicators = one.indicators.map(({ deductions: _, ...indicator }, at) => ({
      ...indicator,
      id: `指-${at + 1}`,
      ...(at % 2 === 0 ? { deductions } : {})
    }))
    const own = indicators.flatMap(({ id }, at) => {
      const score = scores[at % scores.length]
      return score === null || score === undefined ? [] : [[id, score] as const]
    })
    const [first] = indicators
    return {
      card: { ...one, ...texts, ...(scope === undefined ? {} : { scope }), money: sums, indicators },
      published: isPublished
        ? {
            rate: "87.5%",
            execution: "8.75",
            scores: Object.fromEntries(own),
            total: "90",
            totalWeight: "100",
            labels:
              labels && first !== undefined
                ? { [first.level1]: "50", [`${first.level1}/${first.level2}`]: "20" }
                : {}
          }
        : null,
      lines: {}
    }
  })

describe("scorecards that are written", () => {
  it("as JSON are read back as they were", () => {
    expect(fromJson(JSON.parse(JSON.stringify(toScorecardsJson(published))))).toEqual(published)
    fc.assert(
      fc.property(card, (one) => {
        const cards: ReadonlyArray<PublishedCard> = [{ card: one, published: null, lines: {} }]
        expect(fromJson(JSON.parse(JSON.stringify(toScorecardsJson(cards))))).toEqual(cards)
      }),
      { numRuns, seed }
    )
  })

  it("as rows are read back as they were, published scores and all", () => {
    const withoutLines = (cards: ReadonlyArray<PublishedCard>) =>
      cards.map(({ card: one, published: scores }) => ({ card: one, published: scores }))
    expect(withoutLines(fromRows(toScorecardRows(published)))).toEqual(withoutLines(published))
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 3 }), (cards) => {
        const own = cards.map((one, at) => ({ ...one, card: { ...one.card, project: `P${at + 1}` } }))
        expect(withoutLines(fromRows(toScorecardRows(own)))).toEqual(withoutLines(own))
      }),
      { numRuns, seed }
    )
  })

  it("a deduction without a reason is refused", () => {
    const rows = block("csv")
      .replace("1,资料不全", "1,")
      .split("\n")
      .map((line, at) => ({ row: at + 1, cells: line.split(",") }))
    const read = scorecardsFromRows(rows, { year: 0 })
    expect(Result.isFailure(read) && read.failure.faults.map(({ row, column }) => [row, column])).toEqual([
      [3, "扣分原因"]
    ])
  })
})
