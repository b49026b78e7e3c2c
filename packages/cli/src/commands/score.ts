/**
 * `score`: the self-evaluation of projects, from a ledger or a file; `score verify` judges published scores.
 */
import * as fs from "node:fs"
import type { PayloadOf } from "@juesuan/ledger"
import { Address } from "@juesuan/domain"
import {
  Exact,
  derivationText,
  describeRuleSet,
  directionNames,
  layoutScorecard,
  noteNames,
  readRuleSet,
  readScorecards,
  ruleSetById,
  ruleSets,
  scoreCard,
  scorecardsFromLedger,
  scorecardsFromRows,
  toScoresJson,
  verifyScorecards
} from "@juesuan/scoring"
import type {
  PublishedCard,
  RuleSet,
  ScoreDerivation,
  ScoredCard,
  Scorecard,
  SheetRow
} from "@juesuan/scoring"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { isTerminal, out, say, terminalWidth } from "../Console.ts"
import { unreadable, usage } from "../ExitCode.ts"
import type { Exit } from "../ExitCode.ts"
import { nearest, readCsv } from "@juesuan/import"
import { decodeText, readWorkbook } from "@juesuan/page"
import { orExit } from "../exitOf.ts"
import { inputOf, jsonOf, parseJson } from "../Input.ts"
import { chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import { nearText } from "../Near.ts"
import { writeOutput } from "../Output.ts"
import { failOnFindings, renderFinding } from "./check.ts"
import type { FailOn, Language } from "./check.ts"

export const defaultRules = "ningxia-yanchi-2024"

/** The rule set of that name, or in that file. */
export const chooseRules = (name: string): Effect.Effect<RuleSet, Exit> =>
  Effect.gen(function* () {
    const shipped = ruleSetById(name)
    if (shipped !== undefined) return shipped
    const known = ruleSets.map(({ id }) => id).join(", ")
    if (!fs.existsSync(name))
      return yield* Effect.fail(usage(`There is no rule set "${name}". Sets: ${known}; or name a JSON file.`))
    const json = yield* jsonOf(name)
    const read = readRuleSet(json, { known: ruleSets, functions: [] })
    if (Result.isSuccess(read)) return read.success
    return yield* Effect.fail(
      unreadable(
        read.failure.faults.map((one) => `${name} ${one.path}: ${one.message} ${one.remedy}`).join("\n")
      )
    )
  })

/** A workbook inflates to no more than this. */
const INFLATED_MAX = 64 * 2 ** 20

const rowsOfText = (file: string, bytes: Uint8Array): Effect.Effect<ReadonlyArray<SheetRow>, Exit> => {
  const decoded = decodeText(bytes)
  if (Result.isFailure(decoded)) return Effect.fail(unreadable(`${file}: ${decoded.failure.message}`))
  const { text } = decoded.success
  const delimiter = ["\t", ";", ","].find((one) => text.split("\n", 1)[0]!.includes(one)) ?? ","
  const rows: Array<SheetRow> = []
  const faults: Array<string> = []
  readCsv(text, delimiter as "," | ";" | "\t", {
    row: (row, cells) => {
      rows.push({ row, cells: [...cells] })
      return true
    },
    fault: (fault, row) => void faults.push(`row ${row}: ${fault}`)
  })
  return faults.length === 0 ? Effect.succeed(rows) : Effect.fail(unreadable(`${file}: ${faults.join("; ")}`))
}

const rowsOfBook = (file: string, bytes: Uint8Array): Effect.Effect<ReadonlyArray<SheetRow>, Exit> => {
  const rows: Array<SheetRow> = []
  const faults: Array<string> = []
  let sheets = 0
  const read = readWorkbook(bytes, INFLATED_MAX, {
    // The first visible sheet holds the scorecards; notes on others are not ours to guess at.
    sheet: (_, isHidden) => !isHidden && sheets++ === 0,
    row: (row, cells) => {
      rows.push({ row, cells: [...cells] })
      return true
    },
    fault: (fault, row) => void faults.push(`row ${row}: ${fault}`)
  })
  if (Result.isFailure(read)) return Effect.fail(unreadable(`${file}: ${read.failure.message}`))
  return faults.length === 0 ? Effect.succeed(rows) : Effect.fail(unreadable(`${file}: ${faults.join("; ")}`))
}

/** Reads scorecards of any format; every fault is said at once. */
const readCards = Effect.fn("readCards")(function* (file: string, year: number) {
  const bytes = yield* inputOf(file)
  const isBook = bytes[0] === 0x50 && bytes[1] === 0x4b
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  if (!isBook && start.startsWith("{")) {
    const read = readScorecards(yield* parseJson(file, bytes))
    if (Result.isSuccess(read)) return read.success
    const faults = read.failure.faults.map((one) => `${file} ${one.path}: ${one.message} ${one.remedy}`)
    return yield* Effect.fail(unreadable(faults.join("\n")))
  }
  const rows = yield* isBook ? rowsOfBook(file, bytes) : rowsOfText(file, bytes)
  const read = scorecardsFromRows(rows, { year })
  if (Result.isSuccess(read)) return read.success
  const faults = read.failure.faults.map(
    ({ row, column, value, message, remedy }) =>
      `${file} 第 ${row} 行 ${column}${value === "" ? "" : `（“${value}”）`}: ${message} ${remedy}`
  )
  return yield* Effect.fail(unreadable([...faults, `${faults.length} 处错误。`].join("\n")))
})

interface LedgerOptions {
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
  const unit = (opened?.payload as PayloadOf<"FiscalYearOpened"> | undefined)?.unitName ?? ""
  const year = Number(streamId.slice(-4))
  return { unit, year, cards: scorecardsFromLedger(facts, postings, { unit, year }) }
})

/** What was assumed: of an undeclared direction both scores, and by which set's policy one was taken. */
const notesText = (derivation: ScoreDerivation, { id }: RuleSet, language: Language): string => {
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
  readonly failOn: FailOn
  readonly language: Language
}

const renderForms = async (scored: ReadonlyArray<ScoredCard>, format: ScoreOptions["format"]) => {
  const render = await import("../render/index.ts")
  const grids = scored.map((one) => layoutScorecard(one))
  const forms = grids.map((grid) => render.tableOfScoreGrid(grid, grid.number))
  switch (format) {
    case "md":
      return render.tablesMarkdown(forms)
    case "html":
      return render.renderHtml(grids, { title: "项目支出绩效自评表", footer: "" })
    case "csv":
      return render.tablesCsv(forms)
    case "xlsx":
      return render.tablesXlsx(forms)
    case "text":
    case "json":
      return grids.map((grid) => render.renderText(grid, { width: terminalWidth() })).join("\n\n")
  }
}

const scoreAll = Effect.fn("scoreAll")(function* (
  about: { readonly unit: string; readonly year: number; readonly cards: ReadonlyArray<Scorecard> },
  options: ScoreOptions
) {
  const set = yield* chooseRules(options.rules)
  const scored = about.cards.map((card) => scoreCard(card, set))
  const json = toScoresJson(scored, set, about)
  const { count, average, averageGrade } = json.rollup
  const text = (): string =>
    [
      ...scored.map((one) => renderCard(one, options.language)),
      `${set.id}：${count} 个项目，平均 ${average ?? "—"} 分 ${averageGrade ?? ""}`.trimEnd()
    ].join("\n\n") + "\n"
  const file = Option.getOrUndefined(options.out)
  if (options.format === "xlsx" && file === undefined && isTerminal())
    return yield* Effect.fail(usage("A workbook is no text for a terminal: give --out FILE.xlsx."))
  const data =
    options.format === "json"
      ? `${JSON.stringify(json, null, 2)}\n`
      : options.format === "text"
        ? text()
        : yield* Effect.promise(() => renderForms(scored, options.format))
  if (file === undefined) return out(data)
  yield* writeOutput(file, data)
  say(`wrote ${file}`)
})

const verifyFile = Effect.fn("verifyFile")(function* (file: string, options: ScoreOptions) {
  const set = yield* chooseRules(options.rules)
  const cards = yield* readCards(
    file,
    Option.getOrElse(options.year, () => 0)
  )
  const report = verifyScorecards(cards, { ruleSet: set, file, language: options.language })
  if (cards.every(({ published }) => published === null))
    return yield* Effect.fail(unreadable(`${file} holds no published scores: there is nothing to verify.`))
  if (options.format === "json") out(`${JSON.stringify(report, null, 2)}\n`)
  else {
    const { findings, summary, reproducedBy } = report
    const by =
      reproducedBy.length === 0
        ? "公布得分不能由任何一套已有规则全部重现"
        : `公布得分可由规则 ${reproducedBy.join("、")} 全部重现`
    const line = `${summary.rules} rules, ${summary.figures} figures, ${findings.length} findings (${set.id}); ${by}`
    out(`${[...findings.map(renderFinding), line].join("\n\n")}\n`)
  }
  yield* failOnFindings(report, options.failOn)
})

/** Runs `score`. */
export const score = Effect.fn("score")(function* (options: ScoreOptions) {
  const [first, second, ...rest] = options.words
  const isMissing = first !== undefined && (second !== undefined || (first !== "-" && !fs.existsSync(first)))
  if (isMissing && first !== "verify" && nearest(first.toLowerCase(), ["verify"]) !== undefined) {
    const text = `\`score\` has no ${first}. Did you mean \`juesuan score verify ${second ?? "FILE"}\`?`
    return yield* Effect.fail(usage(text))
  }
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
  return yield* scoreAll({ ...about, cards: cards.map(({ card }) => card) }, options)
})

/** Prints the page of a rule set, or as JSON the set itself: what its file says, source and all. */
export const describeRules = Effect.fn("describeRules")(function* (
  name: string,
  format: "text" | "json",
  language: Language
) {
  const set = yield* chooseRules(name)
  out(`${format === "json" ? JSON.stringify(set, null, 2) : describeRuleSet(set, language)}\n`)
})

/** Explains a score by its address, from the ledger's scorecards. */
export const explainScore = Effect.fn("explainScore")(function* (
  address: Address.ScoreAddress,
  options: LedgerOptions & {
    readonly rules: string
    readonly format: "text" | "json"
    readonly language: Language
  }
) {
  const { cards, unit, year } = yield* cardsOfLedger(options)
  const set = yield* chooseRules(options.rules)
  const card = cards.find(({ project }) => project === address.project)
  if (card === undefined) {
    const known = cards.map(({ project }) => project)
    const near = nearText("projects", address.project, known, "`juesuan score`")
    return yield* Effect.fail(usage(`There is no scored project ${address.project}. ${near}`))
  }
  const scored = scoreCard(card, set)
  const json = toScoresJson([scored], set, { unit, year }).projects[0]!
  const rows = [{ id: "execution", ...json.execution }, ...json.indicators]
  if (address.indicator === "total" && address.figure === "score") {
    const parts = rows.map(({ id, score: part }) => `${id} ${part ?? "—"}`).join(" + ")
    const { total: score, grade } = json
    const whole = { address: Address.print(address), ruleSet: set.id, score, parts: rows, grade }
    return out(
      options.format === "json"
        ? `${JSON.stringify(whole, null, 2)}\n`
        : `${card.name}·总分\n${Address.print(address)} = ${json.total}  ${json.grade}\n\n公式 ${parts}\n规则 ${set.id}\n`
    )
  }
  const row = rows.find(({ id }) => id === address.indicator)
  if (row === undefined) {
    const known = [...rows.map(({ id }) => id), "total"]
    const near = nearText("indicators", address.indicator, known, "`juesuan score`")
    return yield* Effect.fail(usage(`${card.name} has no indicator ${address.indicator}. ${near}`))
  }
  if (options.format === "json")
    return out(`${JSON.stringify({ ...row, address: Address.print(address), ruleSet: set.id }, null, 2)}\n`)
  const derivation =
    address.indicator === "execution"
      ? scored.execution
      : scored.indicators.find(({ indicator }) => indicator.id === address.indicator)!.derivation
  const notes = notesText(derivation, set, options.language).trim()
  const lines = [
    `${card.name}·${"level3" in row ? row.level3 : "资金执行"}`,
    `${Address.print(address)}`,
    "",
    derivationText(derivation, options.language),
    `未取舍 ${row.unrounded ?? "—"}，取 ${derivation.decimals} 位小数 ${row.score ?? "—"}；分值 ${row.weight}`,
    ...("target" in row ? [`年度指标值 ${row.target}，全年实际值 ${row.actual ?? "—"}`] : []),
    ...(notes === "" ? [] : [notes]),
    ...(derivation.reference === "" ? [] : [`条款 ${derivation.reference}`]),
    `规则 ${set.id}（${set.source[options.language]}）`
  ]
  out(`${lines.join("\n")}\n`)
})
