/**
 * Scorecard files: the examples of the reference page say the same in each format, and what is written is read back.
 */
import * as fs from "node:fs"
import * as path from "node:path"
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

  it("as rows are scored as they were", () => {
    const back = fromRows(toScorecardRows(published))
    const totals = (cards: ReadonlyArray<PublishedCard>) =>
      cards.map(({ card: one, published: scores }) => [
        one.project,
        one.indicators.length,
        scoreCard(one, ningxiaYanchi2024).total.toFixed(),
        scores?.total
      ])
    expect(totals(back)).toEqual(totals(published))
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
