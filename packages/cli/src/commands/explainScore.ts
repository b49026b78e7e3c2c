/**
 * `explain` of a score: its derivation, and from the execution the vouchers behind the project's money.
 */
import { Address, Money } from "@juesuan/domain"
import type { EventStoreShape, StreamId } from "@juesuan/ledger"
import { derivationText, scoreCard, toScoresJson } from "@juesuan/scoring"
import type { RuleSet, ScoreDerivation } from "@juesuan/scoring"
import { explainTerm, matcherOf, Term } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { nearText } from "../Near.ts"
import type { Language } from "./check.ts"
import { rulesFor } from "../RuleSets.ts"
import { cardsOfLedger, notesText } from "./score.ts"
import type { LedgerOptions } from "./score.ts"

/** The entries that add up to a project's 全年执行数 and 全年预算数. */
const moneyBehind = Effect.fn("moneyBehind")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  project: string
) {
  const of = Effect.fn("of")(function* (term: Term.Term) {
    const entries = yield* orExit(store.entries([streamId], matcherOf(term)))
    return explainTerm(term, entries).contributions.map(({ event, amount }) => ({
      amount: Money.toText(amount),
      occurredOn: event.occurredOn,
      type: event.event.type,
      documentNo: event.documentNo,
      abstract: "abstract" in event.event.payload ? event.event.payload.abstract : ""
    }))
  })
  return {
    executed: yield* of(Term.select({ measure: "expenditure", project })),
    budget: yield* of(Term.select({ measure: Term.anyOf("budgetInitial", "budgetChange"), project }))
  }
})

type Voucher = Effect.Success<ReturnType<typeof moneyBehind>>["executed"][number]

/** Vouchers in lines, the first `depth` of them (0: all). */
const voucherLines = (
  title: string,
  vouchers: ReadonlyArray<Voucher>,
  depth: number
): ReadonlyArray<string> => {
  const shown = depth === 0 ? vouchers : vouchers.slice(0, depth)
  const rest = vouchers.length - shown.length
  return [
    "",
    title,
    ...shown.map(({ amount, occurredOn, type, documentNo, abstract }) =>
      `  ${amount.padStart(16)}  ${occurredOn}  ${type}  ${documentNo}  ${abstract}`.trimEnd()
    ),
    ...(rest > 0 ? [`  … ${rest} more (--depth 0 lists all)`] : [])
  ]
}

type ScoresJson = ReturnType<typeof toScoresJson>["projects"][number]
type ScoreRow = ScoresJson["indicators"][number] | ({ readonly id: "execution" } & ScoresJson["execution"])

/** The total of a project: the parts it is the sum of. */
const totalText = (
  address: Address.ScoreAddress,
  {
    name,
    json,
    rows,
    ruleSet
  }: { name: string; json: ScoresJson; rows: ReadonlyArray<ScoreRow>; ruleSet: string },
  format: "text" | "json"
): string => {
  const parts = rows.map(({ id, score: part }) => `${id} ${part ?? "—"}`).join(" + ")
  const { total: score, grade } = json
  const at = Address.print(address)
  return format === "json"
    ? `${JSON.stringify({ address: at, ruleSet, score, parts: rows, grade }, null, 2)}\n`
    : `${name}·总分\n${at} = ${score}  ${grade}\n\n公式 ${parts}\n规则 ${ruleSet}\n`
}

/** One score in lines: how it comes about, from what clause, by which set. */
const scoreLines = (
  address: Address.ScoreAddress,
  {
    name,
    row,
    derivation,
    set,
    language
  }: {
    name: string
    row: ScoreRow
    derivation: ScoreDerivation
    set: RuleSet
    language: Language
  }
): ReadonlyArray<string> => {
  const notes = notesText(derivation, set, language).trim()
  return [
    `${name}·${"level3" in row ? row.level3 : "资金执行"}`,
    `${Address.print(address)}`,
    "",
    derivationText(derivation, language),
    `未取舍 ${row.unrounded ?? "—"}，取 ${derivation.decimals} 位小数 ${row.score ?? "—"}；分值 ${row.weight}`,
    ...("target" in row ? [`年度指标值 ${row.target}，全年实际值 ${row.actual ?? "—"}`] : []),
    ...(notes === "" ? [] : [notes]),
    ...(derivation.reference === "" ? [] : [`条款 ${derivation.reference}`]),
    `规则 ${set.id}（${set.source[language]}）`
  ]
}

/** Explains a score by its address, from the ledger's scorecards. */
export const explainScore = Effect.fn("explainScore")(function* (
  address: Address.ScoreAddress,
  options: LedgerOptions & {
    readonly rules: string
    readonly depth: number
    readonly format: "text" | "json"
    readonly language: Language
  }
) {
  const { cards, unit, year, located, store, streamId } = yield* cardsOfLedger(options)
  const set = yield* rulesFor(options.rules, { ...located, year }, options.language)
  const card = cards.find(({ project }) => project === address.project)
  if (card === undefined) {
    const known = cards.map(({ project }) => project)
    const near = nearText("projects", address.project, known, "`juesuan score`")
    return yield* Effect.fail(usage(`There is no scored project ${address.project}. ${near}`))
  }
  const scored = scoreCard(card, set)
  const json = toScoresJson([scored], set, { unit, year }).projects[0]!
  const rows: ReadonlyArray<ScoreRow> = [{ id: "execution" as const, ...json.execution }, ...json.indicators]
  if (address.indicator === "total" && address.figure === "score")
    return out(totalText(address, { name: card.name, json, rows, ruleSet: set.id }, options.format))
  const row = rows.find(({ id }) => id === address.indicator)
  if (row === undefined) {
    const known = [...rows.map(({ id }) => id), "total"]
    const near = nearText("indicators", address.indicator, known, "`juesuan score`")
    return yield* Effect.fail(usage(`${card.name} has no indicator ${address.indicator}. ${near}`))
  }
  const money = address.indicator === "execution" ? yield* moneyBehind(store, streamId, card.project) : null
  if (options.format === "json")
    return out(
      `${JSON.stringify({ ...row, address: Address.print(address), ruleSet: set.id, ...money }, null, 2)}\n`
    )
  const derivation =
    address.indicator === "execution"
      ? scored.execution
      : scored.indicators.find(({ indicator }) => indicator.id === address.indicator)!.derivation
  const { language } = options
  const lines = scoreLines(address, { name: card.name, row, derivation, set, language })
  const vouchers =
    money === null
      ? []
      : [
          ...voucherLines("全年执行数", money.executed, options.depth),
          ...voucherLines("全年预算数", money.budget, options.depth)
        ]
  out(`${[...lines, ...vouchers].join("\n")}\n`)
})
