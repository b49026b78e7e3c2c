/**
 * `score`: the self-evaluation of projects, from a ledger or a file; `score verify` judges published scores, `score
 * compare` sets them beside what every rule set gives.
 */
import * as fs from "node:fs"
import type { Region } from "@juesuan/domain"
import type { PayloadOf } from "@juesuan/ledger"
import {
  Exact,
  compareSets,
  derivationText,
  evaluatedOf,
  directionNames,
  layoutScorecard,
  noteNames,
  ruleSets,
  scoreCard,
  scorecardsFromLedger,
  toScoresJson,
  verifyScorecards
} from "@juesuan/scoring"
import type {
  ComparedCard,
  PublishedCard,
  RuleSet,
  ScoreDerivation,
  ScoredCard,
  Scorecard,
  SetMatch
} from "@juesuan/scoring"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isTerminal, out, say, terminalWidth } from "../Console.ts"
import { deliver } from "../Delivery.ts"
import { unreadable, usage } from "../ExitCode.ts"
import { nearest } from "@juesuan/import"
import { orExit } from "../exitOf.ts"
import { chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import { refusePersonalData } from "../PublicOutput.ts"
import { renderGrids } from "../render/index.ts"
import { textsOfScorecards } from "@juesuan/year/narrative"
import { locatedIn } from "@juesuan/year/view"
import { failOnFindings, renderFinding } from "./check.ts"
import type { FailOn, Language } from "./check.ts"
import * as flags from "./options.ts"
import { chooseRules, rulesFor } from "../RuleSets.ts"
import { readCards, writeCards } from "./scorecardFiles.ts"

export interface LedgerOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
}

/** The scorecards of a unit's year in a ledger. */
export const cardsOfLedger = Effect.fn("cardsOfLedger")(function* (options: LedgerOptions) {
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  const facts = (yield* orExit(store.facts(streamId))).map(({ event }) => event)
  const postings = yield* orExit(store.totals([streamId]))
  const opened = facts.find(({ type }) => type === "FiscalYearOpened")
  const profile = opened?.payload as PayloadOf<"FiscalYearOpened"> | undefined
  const unit = profile?.unitName ?? ""
  const year = Number(streamId.slice(-4))
  const located = locatedIn(profile, streamId.split("/")[1]!)
  return {
    store,
    streamId,
    unit,
    year,
    located,
    cards: scorecardsFromLedger(facts, postings, { unit, year })
  }
})

/** What was assumed: of an undeclared direction both scores, and by which set's policy one was taken. */
export const notesText = (derivation: ScoreDerivation, { id }: RuleSet, language: Language): string => {
  const { direction, alternatives, notes } = derivation
  const all = notes.map((note) => {
    const said = noteNames[note][language]
    if (note !== "directionUndeclared" || direction === null) return said
    return language === "zh"
      ? `未注明方向，按 ${id} 的约定作${directionNames[direction].zh}`
      : `no direction declared: ${directionNames[direction].en} by the policy of ${id}`
  })
  const ways = alternatives.map(
    (way) => `${directionNames[way.direction][language]} ${Exact.plain(way.score)}`
  )
  return all.length === 0 ? "" : `  〔${[...all, ...ways].join("；")}〕`
}

/** Says of a card with parts that have no score that its total leaves them out. */
const incompleteText = ({ execution, indicators }: ScoredCard, language: Language): string => {
  const parts = [execution, ...indicators.map(({ derivation }) => derivation)]
  const missing = parts.filter(({ score }) => score === null).length
  if (missing === 0) return ""
  return language === "zh"
    ? `  （不完整：${missing} 项没有得分）`
    : `  (incomplete: ${missing} without a score)`
}

const renderCard = (scored: ScoredCard, language: Language): string => {
  const { card, ruleSet, execution, indicators, total, grade } = scored
  const lines = [
    `${card.project} ${card.name}`,
    `  资金执行  ${derivationText(execution, language)}${notesText(execution, ruleSet, language)}`,
    ...indicators.map(({ indicator: { id, level3 }, derivation }) => {
      const said = `${derivationText(derivation, language)}${notesText(derivation, ruleSet, language)}`
      return `  ${id}  ${level3}  ${said}`
    }),
    `  总分  ${Exact.plain(total)}  ${grade}${incompleteText(scored, language)}`
  ]
  return lines.join("\n")
}

export interface ScoreOptions extends LedgerOptions {
  readonly words: ReadonlyArray<string>
  readonly rules: string
  readonly format: "text" | "json" | "md" | "html" | "csv" | "xlsx"
  readonly out: Option.Option<string>
  readonly cards: Option.Option<string>
  readonly failOn: FailOn
  readonly language: Language
}

const renderForms = (scored: ReadonlyArray<ScoredCard>, format: ScoreOptions["format"]) =>
  renderGrids(
    scored.map((one) => layoutScorecard(one)),
    format === "json" ? "text" : format,
    { width: terminalWidth(), title: "项目支出绩效自评表" },
    (grid, { tableOfScoreGrid }) => tableOfScoreGrid(grid, grid.number)
  )

const scoreAll = Effect.fn("scoreAll")(function* (
  about: {
    readonly unit: string
    readonly year: number
    readonly cards: ReadonlyArray<Scorecard>
    readonly located?: Region.Located
    /** The cards with what was published of them, where they come from a file. */
    readonly published?: ReadonlyArray<PublishedCard>
  },
  options: ScoreOptions
) {
  const [first] = about.cards
  const { located, year } = about
  const department = first?.department ?? ""
  const evaluated =
    located === undefined
      ? { names: [about.unit, department].filter((name) => name !== ""), year }
      : { ...located, names: [...located.names, ...(department === "" ? [] : [department])], year }
  const set = yield* rulesFor(options.rules, evaluated, options.language)
  yield* refusePersonalData(textsOfScorecards(about.cards), options.language)
  if (Option.isSome(options.cards)) {
    const { published = about.cards.map((card) => ({ card, published: null, lines: {} })) } = about
    yield* writeCards(options.cards.value, published)
    say(`wrote ${options.cards.value}`)
  }
  const scored = about.cards.map((card) => scoreCard(card, set))
  const json = toScoresJson(scored, set, about)
  const { count, average, averageGrade } = json.rollup
  const text = (): string =>
    [
      ...scored.map((one) => renderCard(one, options.language)),
      `${set.id}：${count} 个项目，平均 ${average ?? "—"} 分 ${averageGrade ?? ""}`.trimEnd()
    ].join("\n\n") + "\n"
  if (options.format === "xlsx" && Option.isNone(options.out) && isTerminal())
    return yield* Effect.fail(usage("A workbook is no text for a terminal: give --out FILE.xlsx."))
  const data =
    options.format === "json"
      ? `${JSON.stringify(json, null, 2)}\n`
      : options.format === "text"
        ? text()
        : yield* Effect.promise(() => renderForms(scored, options.format))
  yield* deliver(options.format, data, options.out)
})

/** Whose scorecards a file holds, by the first of them. */
const evaluatedIn = (cards: ReadonlyArray<PublishedCard>) => {
  const [first] = cards
  return first === undefined ? { names: [], year: 0 } : evaluatedOf(first.card)
}

const matchToJson = ({ ruleSet, figures, disagreements }: SetMatch) => ({
  ruleSet,
  figures,
  disagreements: disagreements.map(
    ({ cell, label, published, score, allowed, derivation, reproducedBy }) => ({
      cell,
      label,
      published,
      score,
      allowed: allowed === null ? null : [Exact.plain(allowed.from), Exact.plain(allowed.to)],
      derivation: derivation === null ? null : derivationText(derivation),
      reproducedBy
    })
  )
})

/** How many cells of the closest set are listed. */
const LISTED_MAX = 5

/** Which set reproduces the scores, or else which comes closest, and where it differs. */
const matchLines = (
  reproducedBy: ReadonlyArray<string>,
  [closest]: ReadonlyArray<SetMatch>,
  language: Language
): ReadonlyArray<string> => {
  if (closest === undefined || reproducedBy.length > 0) return []
  const { ruleSet, figures, disagreements } = closest
  const zh = language === "zh"
  const head = zh
    ? `最接近的规则是 ${ruleSet}：${figures} 个得分中 ${disagreements.length} 个不同`
    : `The closest set is ${ruleSet}: ${disagreements.length} of ${figures} scores differ`
  const lines = disagreements
    .slice(0, LISTED_MAX)
    .map(({ cell, label, published, score }) =>
      zh
        ? `  ${label}  公布 ${published}，按规则 ${score ?? "没有得分"}  ${cell}`
        : `  ${label}  printed ${published}, by the set ${score ?? "no score"}  ${cell}`
    )
  const rest = disagreements.length - lines.length
  return [
    head,
    ...lines,
    ...(rest > 0 ? [zh ? `  其余 ${rest} 个见 --format json` : `  ${rest} more: --format json`] : [])
  ]
}

const verifyFile = Effect.fn("verifyFile")(function* (file: string, options: ScoreOptions) {
  const year = Option.getOrElse(options.year, () => 0)
  const cards = yield* readCards(file, year)
  const set = yield* rulesFor(options.rules, evaluatedIn(cards), options.language)
  const report = verifyScorecards(cards, { ruleSet: set, file, language: options.language })
  if (cards.every(({ published }) => published === null))
    return yield* Effect.fail(unreadable(`${file} holds no published scores: there is nothing to verify.`))
  const { findings, summary, reproducedBy, matches } = report
  if (options.format === "json")
    out(`${JSON.stringify({ ...report, matches: matches.map(matchToJson) }, null, 2)}\n`)
  else {
    const by =
      reproducedBy.length === 0
        ? "公布得分不能由任何一套已有规则全部重现"
        : `公布得分可由规则 ${reproducedBy.join("、")} 全部重现`
    const line = `${summary.rules} rules, ${summary.figures} figures, ${findings.length} findings (${set.id}); ${by}`
    const closest = matchLines(reproducedBy, matches, options.language)
    const tail = closest.length === 0 ? [] : [closest.join("\n")]
    out(`${[...findings.map(renderFinding), ...tail, line].join("\n\n")}\n`)
  }
  yield* failOnFindings(report, options.failOn)
})

const comparedText = ({ project, name, published, sets, rows }: ComparedCard, language: Language): string => {
  const zh = language === "zh"
  const of = (score: string | null): string => score ?? "—"
  return [
    `${project} ${name}${published === null ? "" : zh ? `  公布 ${published}` : `  printed ${published}`}`,
    ...sets.map(({ ruleSet, total, grade, isComplete, difference }) => {
      const apart = difference === null ? "" : zh ? `  差 ${difference}` : `  ${difference} apart`
      const rest = isComplete ? "" : zh ? "  （有未得分项）" : "  (incomplete)"
      return `  ${ruleSet.padEnd(26)}${total}  ${grade}${apart}${rest}`
    }),
    ...(rows.length === 0 ? [] : [zh ? "  各规则不同的项" : "  where the sets differ"]),
    ...rows.map(({ label, published: printed, scores }) => {
      const groups = new Map<string, Array<string>>()
      for (const [set, score] of Object.entries(scores))
        groups.set(of(score), [...(groups.get(of(score)) ?? []), set])
      const list = [...groups].map(([score, names]) => `${score}（${names.join("、")}）`).join("；")
      return `  ${label}${printed === null ? "" : zh ? `  公布 ${printed}` : `  printed ${printed}`}  ${list}`
    })
  ].join("\n")
}

/** What each set makes of the cards of a file: all that ship, and the one that is named. */
const compareFile = Effect.fn("compareFile")(function* (file: string, options: ScoreOptions) {
  const cards = yield* readCards(
    file,
    Option.getOrElse(options.year, () => 0)
  )
  const named = options.rules === flags.automaticRules ? [] : [yield* chooseRules(options.rules)]
  const own = named.filter(({ id }) => !ruleSets.some((set) => set.id === id))
  const compared = compareSets(cards, [...own, ...ruleSets])
  out(
    options.format === "json"
      ? `${JSON.stringify({ schema: "juesuan/score-comparison/1", cards: compared }, null, 2)}\n`
      : `${compared.map((card) => comparedText(card, options.language)).join("\n\n")}\n`
  )
})

/** Runs `score`. */
export const score = Effect.fn("score")(function* (options: ScoreOptions) {
  const [first, second, ...rest] = options.words
  const isMissing = first !== undefined && (second !== undefined || (first !== "-" && !fs.existsSync(first)))
  if (isMissing && first !== "verify" && first !== "compare") {
    const near = nearest(first.toLowerCase(), ["verify", "compare"])
    if (near !== undefined) {
      const text = `\`score\` has no ${first}. Did you mean \`juesuan score ${near} ${second ?? "FILE"}\`?`
      return yield* Effect.fail(usage(text))
    }
  }
  if (first === "compare" && second !== undefined && rest.length === 0)
    return yield* compareFile(second, options)
  if (first === "compare") return yield* Effect.fail(usage("`score compare` takes the file of scorecards."))
  if (first === "verify" && second !== undefined && rest.length === 0)
    return yield* verifyFile(second, options)
  if (first === "verify")
    return yield* Effect.fail(usage("`score verify` takes the file of published scores."))
  if (second !== undefined)
    return yield* Effect.fail(usage("`score` takes one file; `score verify` takes one file."))
  if (first === undefined) return yield* scoreAll(yield* cardsOfLedger(options), options)
  const cards: ReadonlyArray<PublishedCard> = yield* readCards(
    first,
    Option.getOrElse(options.year, () => 0)
  )
  const [one] = cards
  const about = { unit: one?.card.unit ?? "", year: one?.card.year ?? 0 }
  return yield* scoreAll({ ...about, cards: cards.map(({ card }) => card), published: cards }, options)
})

/** `score` with its arguments. */
export const command = Command.make(
  "score",
  {
    words: Argument.String("FILE").pipe(
      Argument.withDescription(
        "scorecards (.json, .csv, .xlsx) instead of a ledger; `verify FILE` judges, `compare FILE` tries all sets"
      ),
      Argument.variadic({ min: 0, max: 3 })
    ),
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    rules: flags.ruleSet,
    format: flags.format("text", "json", "md", "html", "csv", "xlsx"),
    out: flags.outFile,
    cards: Flag.String("cards").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription(
        "also write the scorecards to this .json, .csv or .xlsx file, which `score` reads back as they are"
      ),
      Flag.optional
    ),
    failOn: flags.failOn,
    language: flags.language
  },
  score
)
