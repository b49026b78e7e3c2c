/**
 * `add`: one entry, asked for step by step on a terminal or taken from options; shown before it is written.
 */
import { fundTypes } from "@juesuan/domain"
import { entryFields, entryTypes, fieldNames, fieldTitle, inLanguage, readEventType } from "@juesuan/import"
import type { EntryField, Field, Language } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import { eventInWords, planEntry } from "@juesuan/year/clerk"
import type { EntryFields } from "@juesuan/year/clerk"
import { recordRowPlan, refusalInChinese, trialOf } from "@juesuan/year/import"
import type { ReplayRefused } from "@juesuan/year/import"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { parseStreamId } from "@juesuan/ledger"
import { ask, confirm, terminalAsker } from "../Ask.ts"
import type { Asker, Question } from "../Ask.ts"
import { out, say } from "../Console.ts"
import { unreadable, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import { effectsJson, renderEffects } from "../render/importPreview.ts"
import * as flags from "./options.ts"

type Texts = Partial<Record<Field, string>>

const anyText = (language: Language, isRequired: boolean) => (text: string) =>
  text === "" && isRequired ? { fault: language === "zh" ? "请填写。" : "Please answer." } : { value: text }

const questionOf = (
  { field, title, isRequired, choices }: EntryField,
  language: Language
): Question<string> => {
  const list = choices.map((choice, index) => `${index + 1} ${choice}`).join(language === "zh" ? "，" : ", ")
  const optional = isRequired ? "" : language === "zh" ? "（没有可直接回车）" : " (may be empty)"
  const shown = list === "" ? "" : language === "zh" ? `（${list}）` : ` (${list})`
  return {
    zh: `${title}${shown}${optional}`,
    en: `${field}${shown}${optional}`,
    initial: isRequired ? undefined : "",
    read: (text) => anyText(language, isRequired)(choices[Number(text) - 1] ?? text)
  }
}

/** Kinds of entries that a clerk enters one by one, by how often they are needed. */
const usual: ReadonlyArray<EventType> = [
  "DisbursementPaid",
  "DisbursementReturned",
  "DisbursementReclassified",
  "EntryReversed",
  "AppropriationReceived",
  "BudgetApproved",
  "BudgetSupplemented",
  "BudgetTransferred",
  "IncomeReceived"
]

const typeQuestion = (language: Language): Question<EventType> => {
  const list = usual.map((type, index) => `${index + 1} ${language === "zh" ? registry[type].title : type}`)
  return {
    zh: `业务类型（${list.join("，")}）`,
    en: `kind of entry (${list.join(", ")})`,
    read: (text) => {
      const numbered = usual[Number(text) - 1]
      const type = numbered ?? Result.getOrUndefined(readEventType(text))
      const fault =
        language === "zh" ? "请写序号或业务类型的名称。" : "Write a number of the list, or a kind of entry."
      if (type === undefined) return { fault }
      if (entryTypes.includes(type)) return { value: type }
      const needsFile = `${registry[type].title}需要明细，请用文件导入。`
      return { fault: language === "zh" ? needsFile : `${type} needs a payload: import it from a file.` }
    }
  }
}

const common: ReadonlyArray<EntryField> = (["vou_date", "doc_no"] as const).map((field) => ({
  field,
  title: fieldTitle(field),
  isRequired: true,
  choices: []
}))

/** The columns of an entry: those given, and where somebody answers those asked for. `undefined` when nobody does any more. */
export const entryAsked = (given: Texts, asker: Asker, language: Language): Texts | undefined => {
  const texts: Texts = { ...given }
  if (!asker.isThere) return texts
  const stated =
    texts.event_type === undefined ? undefined : Result.getOrUndefined(readEventType(texts.event_type))
  const type = stated ?? ask(asker, typeQuestion(language), language)
  if (type === undefined) return undefined
  texts.event_type = registry[type].title
  for (const field of [...common, ...entryFields(type)]) {
    if (texts[field.field] !== undefined) continue
    const answer = ask(asker, questionOf(field, language), language)
    if (answer === undefined) return undefined
    if (answer !== "") texts[field.field] = answer
  }
  return texts
}

const faultLines = ({ issues, refused }: ReplayRefused, language: Language): string => {
  const ofIssues = issues.map((issue) => {
    const { message, remedy } = inLanguage(issue, language)
    const column = language === "zh" ? fieldTitle(issue.column.replace(/ \(.*\)$/, "")) : issue.column
    return `${column === "" ? "" : `${column}${language === "zh" ? "：" : ": "}`}${message} ${remedy}`.trim()
  })
  const ofLedger = refused.map(({ refusal }) =>
    language === "zh" ? refusalInChinese(refusal) : refusal.message
  )
  return [...ofIssues, ...ofLedger, language === "zh" ? "未写入任何数据。" : "Nothing was written."].join(
    "\n"
  )
}

interface AddOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly set: ReadonlyArray<string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly format: "text" | "json"
  readonly language: Language
}

/** Reads `FIELD=TEXT`; fields by name or by their Chinese header. */
const textsOf = (set: ReadonlyArray<string>): Effect.Effect<Texts, ReturnType<typeof usage>> => {
  const texts: Texts = {}
  for (const pair of set) {
    const at = pair.indexOf("=")
    const name = pair.slice(0, at).trim()
    const field = fieldNames.find((known) => known === name || fieldTitle(known) === name)
    if (at === -1 || field === undefined)
      return Effect.fail(
        usage(`--set ${pair}: FIELD=TEXT, FIELD one of ${fieldNames.map(fieldTitle).join("、")}.`)
      )
    texts[field] = pair.slice(at + 1)
  }
  return Effect.succeed(texts)
}

/** Runs `add`. */
export const add = Effect.fn("add")(function* (options: AddOptions) {
  const { language } = options
  const path = yield* ledgerPath(options.ledger)
  const store = yield* openLedger(path, options.dryRun ? "read" : "write")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(streamId))
  const asker = terminalAsker()
  const texts = entryAsked(yield* textsOf(options.set), asker, language)
  if (texts === undefined)
    return yield* Effect.fail(
      usage(language === "zh" ? "没有录完，未写入。" : "Not finished; nothing was written.")
    )
  const fields: EntryFields = { ...texts, agency_code: agencyCode, fiscal_year: String(year) }
  const now = recordingTime()
  const plan = yield* planEntry(store, fields, { recordedAt: () => now }).pipe(
    Effect.catchTag("ReplayRefused", (refused) => Effect.fail(unreadable(faultLines(refused, language)))),
    orExit
  )
  const [row] = plan.rows
  const effects = yield* orExit(trialOf(store, plan.plan))
  if (options.format === "text") {
    out(`${eventInWords(row!, language)}\n`)
    for (const warning of plan.warnings) say(inLanguage(warning, language).message)
    const effect = renderEffects(effects, language)
    if (effect !== "") out(`${effect}\n`)
  }
  const isAgreed =
    options.yes || !asker.isThere || options.dryRun || confirm(asker, "记入账簿吗", "Record it", language)
  const { appended } =
    isAgreed && !options.dryRun ? yield* orExit(recordRowPlan(store, plan)) : { appended: 0 }
  if (options.format === "json") {
    const json = { eventId: row!.eventId, dryRun: options.dryRun, appended, effects: effectsJson(effects) }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  const isThere = plan.plan.alreadyThere > 0
  const zh = appended > 0 ? "已记入 1 笔。" : isThere ? "此前已入账，没有改动。" : "未写入。"
  const en =
    appended > 0
      ? "1 entry recorded"
      : isThere
        ? "recorded before; nothing was written"
        : "nothing was written"
  out(`${language === "zh" ? zh : en}\n`)
})

/** `add` with its arguments. */
export const command = Command.make(
  "add",
  {
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    set: Flag.String("set").pipe(
      Flag.withMetavar("FIELD=TEXT"),
      Flag.withDescription(
        `a column of the entry, such as 金额=12.50 or fund_type=${fundTypes.generalPublic}`
      ),
      Flag.between(0, 40)
    ),
    yes: flags.yes,
    dryRun: flags.dryRun,
    format: flags.format("text", "json"),
    language: flags.language
  },
  add
)
