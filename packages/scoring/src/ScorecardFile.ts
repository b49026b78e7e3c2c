/**
 * Scorecard files (`juesuan/scorecards/1`): scorecards as JSON, with the scores that were published where there are
 * any.
 *
 * Amounts are decimal texts in the file's `moneyUnit`; `lines` say where in a printed text a row stands.
 */
import { Money, PlainText } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as Exact from "./Exact.ts"
import { noMoneyLine } from "./Scorecard.ts"
import type { MoneyLine, PublishedScores, Scorecard } from "./Scorecard.ts"

/** What is wrong with a file: the JSON path, what stands there, and what to do. */
export interface FileFault {
  readonly path: string
  readonly message: string
  readonly remedy: string
}

/** The file holds no scorecards that can be read; every fault has its path and its remedy. */
export class ScorecardsUnreadable extends Data.TaggedError("ScorecardsUnreadable")<{
  readonly faults: ReadonlyArray<FileFault>
}> {
  override get message(): string {
    return this.faults.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`).join("\n")
  }
}

/** A scorecard with what was published of it. */
export interface PublishedCard {
  readonly card: Scorecard
  readonly published: PublishedScores | null
  /** Lines of a printed text by indicator id, `execution` and `total`. */
  readonly lines: Readonly<Record<string, number>>
}

const DecimalText = Schema.String.check(Schema.isPattern(/^-?\d{1,15}(\.\d{1,15})?$/))
const Score = Schema.String.check(Schema.isPattern(/^-?\d{1,4}(\.\d{1,10})?$/))
const Text = Schema.NonEmptyString
const optionalText = Schema.optionalKey(Schema.String)
const MoneyTexts = Schema.Struct({
  initial: Schema.optionalKey(DecimalText),
  annual: Schema.optionalKey(DecimalText),
  executed: Schema.optionalKey(DecimalText)
})
const Id = Schema.String.check(Schema.isPattern(/^[^/\s]{1,60}$/))
const Card = Schema.Struct({
  project: Id,
  name: Text,
  department: optionalText,
  unit: optionalText,
  year: Schema.Number,
  scope: Schema.optionalKey(Schema.Literals(["project", "department"])),
  goal: optionalText,
  outcome: optionalText,
  money: Schema.Struct({
    total: MoneyTexts,
    current: Schema.optionalKey(MoneyTexts),
    carryover: Schema.optionalKey(MoneyTexts),
    other: Schema.optionalKey(MoneyTexts)
  }),
  indicators: Schema.Array(
    Schema.Struct({
      id: Id,
      level1: Text,
      level2: Text,
      level3: Text,
      kind: Schema.Literals(["quantitative", "qualitative"]),
      direction: Schema.Literals(["atLeast", "atMost", "equal", "moreThan", "lessThan", "undeclared"]),
      target: Text,
      actual: Schema.NullOr(Schema.String),
      weight: DecimalText,
      tier: Schema.NullOr(Text),
      awarded: Schema.NullOr(Score),
      deviation: Schema.String,
      evidence: Schema.optionalKey(Schema.Literals(["given", "lacking"])),
      deductions: Schema.optionalKey(Schema.Array(Schema.Struct({ points: Score, reason: Text })))
    })
  ),
  published: Schema.optionalKey(
    Schema.Struct({
      rate: Schema.NullOr(Schema.String),
      execution: Schema.NullOr(Score),
      scores: Schema.Record(Schema.String, Score),
      total: Schema.NullOr(Score),
      totalWeight: Schema.NullOr(Score),
      labels: Schema.Record(Schema.String, DecimalText)
    })
  ),
  lines: Schema.optionalKey(Schema.Record(Schema.String, Schema.Number))
})
const File = Schema.Struct({
  schema: Schema.Literal("juesuan/scorecards/1"),
  source: Schema.optionalKey(Schema.String),
  moneyUnit: Schema.Literals(["元", "万元"]),
  cards: Schema.Array(Card)
})

const fenOf = (text: string | undefined, unit: "元" | "万元"): Money.Money | null => {
  if (text === undefined) return null
  const fen = Exact.exact(text).times(unit === "元" ? 100 : 1_000_000)
  return Money.fromFen(Exact.round(fen, 0).toNumber())
}

type MoneyText = typeof MoneyTexts.Type

const lineOf = (texts: MoneyText | undefined, unit: "元" | "万元"): MoneyLine =>
  texts === undefined
    ? noMoneyLine
    : {
        initial: fenOf(texts.initial, unit),
        annual: fenOf(texts.annual, unit),
        executed: fenOf(texts.executed, unit)
      }

const repeatedIds = (file: typeof File.Type): ReadonlyArray<FileFault> =>
  file.cards.flatMap(({ indicators }, card) =>
    indicators.flatMap(({ id }, at) =>
      indicators.findIndex((other) => other.id === id) === at
        ? []
        : [
            {
              path: `cards.${card}.indicators.${at}.id`,
              message: `${id} stands twice.`,
              remedy: "Number the indicators of a project, such as 数量-1 and 数量-2."
            }
          ]
    )
  )

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** The faults of a decoding, each with its path; `page` is the reference page of the file. */
export const faultsOf = (error: Schema.SchemaError, page: string): ReadonlyArray<FileFault> =>
  format(error.issue).issues.map(({ path, message }) => ({
    path:
      (path ?? []).map((step) => String(typeof step === "object" ? step.key : step)).join(".") || "(file)",
    message: `${message}.`,
    remedy: `Write what the schema asks for here; docs/reference/${page} has a whole example.`
  }))

const cardOf = (card: typeof Card.Type, unit: "元" | "万元"): PublishedCard => {
  const { published, lines, money, indicators, project, name, year } = card
  const { total, current, carryover, other } = money
  return {
    card: {
      project,
      name,
      year,
      ...(card.scope === undefined ? {} : { scope: card.scope }),
      indicators,
      department: card.department ?? "",
      unit: card.unit ?? "",
      goal: card.goal ?? "",
      outcome: card.outcome ?? "",
      money: {
        total: lineOf(total, unit),
        current: lineOf(current, unit),
        carryover: lineOf(carryover, unit),
        other: lineOf(other, unit)
      }
    },
    published: published ?? null,
    lines: lines ?? {}
  }
}

/** Texts that hold what no text may hold. */
const textFaults = (value: unknown, path = ""): ReadonlyArray<FileFault> => {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, item]) =>
      textFaults(item, path === "" ? key : `${path}.${key}`)
    )
  const code = typeof value === "string" ? PlainText.firstForbidden(value) : undefined
  return code === undefined
    ? []
    : [
        {
          path,
          message: `The text holds ${code}, a control character or half a character.`,
          remedy: "Take it out."
        }
      ]
}

/** Reads a scorecard file; line breaks and tabs in its texts are read as spaces. Fails with every fault of it. */
export const readScorecards = (
  json: unknown
): Result.Result<ReadonlyArray<PublishedCard>, ScorecardsUnreadable> => {
  const folded = PlainText.foldTexts(json)
  const read = Schema.decodeUnknownResult(File, { onExcessProperty: "error", errors: "all" })(folded)
  if (Result.isFailure(read))
    return Result.fail(new ScorecardsUnreadable({ faults: faultsOf(read.failure, "scorecards.md") }))
  const faults = [...textFaults(folded), ...repeatedIds(read.success)]
  if (faults.length > 0) return Result.fail(new ScorecardsUnreadable({ faults }))
  return Result.succeed(read.success.cards.map((card) => cardOf(card, read.success.moneyUnit)))
}
