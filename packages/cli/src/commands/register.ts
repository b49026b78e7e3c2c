/**
 * `register`: the entries of a ledger listed and filtered (登记簿), or the batches they came in.
 */
import { Money } from "@juesuan/domain"
import { readEventType } from "@juesuan/import"
import type { Language } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import { batchesOf, eventInWords, registerOf } from "@juesuan/year/clerk"
import type { Batch, RegisterEntry, RegisterFilter } from "@juesuan/year/clerk"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { out, say } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import * as flags from "./options.ts"

const optional = (name: string, metavar: string, about: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(about), Flag.optional)

const filters = {
  from: optional("from", "DATE", "entries from this business date on"),
  to: optional("to", "DATE", "entries up to this business date"),
  type: optional("type", "TYPE", "entries of this kind, such as 支付"),
  documentNo: optional("doc", "NUMBER", "entries of this document (凭证号)"),
  code: optional("code", "CODE", "entries of a functional or economic code that begins so"),
  project: optional("project", "CODE", "entries of this project"),
  text: optional("text", "TEXT", "entries with this text in abstract, reason or name")
}

interface RegisterOptions extends Readonly<Record<keyof typeof filters, Option.Option<string>>> {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly batches: boolean
  readonly format: "text" | "csv" | "json"
  readonly language: Language
}

const filterOf = Effect.fn("filterOf")(function* (options: RegisterOptions) {
  const given = Object.fromEntries(
    Object.keys(filters).flatMap((name) =>
      Option.match(options[name as keyof typeof filters], {
        onNone: () => [],
        onSome: (text) => [[name, text]]
      })
    )
  ) as Readonly<Record<string, string>>
  if (given["type"] === undefined) return given as RegisterFilter
  const type = readEventType(given["type"])
  if (Result.isSuccess(type)) return { ...given, type: type.success } as RegisterFilter
  const what = options.language === "zh" ? "无法识别业务类型" : "no kind of entry"
  return yield* Effect.fail(usage(`--type ${given["type"]}: ${what}.`))
})

const entryJson = ({ streamId, entry, amount, isUndone }: RegisterEntry) => ({
  stream: streamId,
  version: entry.version,
  eventId: entry.eventId,
  occurredOn: entry.occurredOn,
  documentNo: entry.documentNo,
  type: entry.event.type,
  title: registry[entry.event.type].title,
  amount: amount === null ? null : Money.toText(Money.fromFen(amount)),
  words: eventInWords(entry, "zh"),
  source: entry.source,
  recordedAt: entry.recordedAt,
  isUndone
})

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csvOf = (entries: ReadonlyArray<RegisterEntry>, language: Language): string => {
  const head =
    language === "zh"
      ? ["序号", "日期", "凭证号", "业务类型", "金额", "内容", "文件", "工作表", "行", "已撤销"]
      : ["no", "date", "document", "type", "amount", "words", "file", "sheet", "row", "undone"]
  const rows = entries.map(({ entry, amount, isUndone }) => [
    String(entry.version),
    entry.occurredOn,
    entry.documentNo,
    language === "zh" ? registry[entry.event.type].title : entry.event.type,
    amount === null ? "" : Money.toText(Money.fromFen(amount)),
    eventInWords(entry, language),
    entry.source === null ? "" : entry.source.file,
    entry.source?.sheet ?? "",
    entry.source === null ? "" : String(entry.source.row),
    isUndone ? (language === "zh" ? "是" : "yes") : ""
  ])
  return [head, ...rows].map((cells) => `${cells.map(quoted).join(",")}\n`).join("")
}

const textOf = (entries: ReadonlyArray<RegisterEntry>, language: Language): string =>
  entries
    .map(({ entry, isUndone }) => {
      const mark = isUndone ? (language === "zh" ? "（已撤销）" : " (undone)") : ""
      return `${String(entry.version).padStart(6)}  ${eventInWords(entry, language)}${mark}\n`
    })
    .join("")

/** The batches of a ledger as lines: what `undo` calls them by, when and from where they came, and what is left. */
export const batchLines = (batches: ReadonlyArray<Batch>, language: Language): string =>
  batches
    .map(({ id, recordedAt, file, events, undone }) => {
      const state = undone === 0 ? "" : language === "zh" ? `，已撤销 ${undone} 笔` : `, ${undone} undone`
      const count = language === "zh" ? `${events.length} 笔` : `${events.length} entries`
      return `${id}  ${recordedAt}  ${file}  ${count}${state}\n`
    })
    .join("")

const batchJson = ({ id, recordedAt, file, events, undone }: Batch) => ({
  id,
  recordedAt,
  file,
  events: events.length,
  undone
})

/** Runs `register`. */
export const register = Effect.fn("register")(function* (options: RegisterOptions) {
  const { language, format } = options
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  if (options.batches) {
    const batches = yield* orExit(batchesOf(store))
    if (format !== "json") return out(batchLines(batches, language))
    return out(
      `${JSON.stringify({ schema: "juesuan/batches/1", batches: batches.map(batchJson) }, null, 2)}\n`
    )
  }
  const streamId = yield* chooseStream(store, options.unit, options.year)
  const entries = yield* orExit(registerOf(store, [streamId], yield* filterOf(options)))
  if (format === "json") {
    const json = { schema: "juesuan/register/1", stream: streamId, entries: entries.map(entryJson) }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  if (format === "csv") return out(csvOf(entries, language))
  out(textOf(entries, language))
  say(language === "zh" ? `共 ${entries.length} 笔。` : `${entries.length} entries`)
})

/** `register` with its arguments. */
export const command = Command.make(
  "register",
  {
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    ...filters,
    batches: Flag.Boolean("batches").pipe(
      Flag.withDescription("the batches that `undo` takes back, instead of entries"),
      Flag.withDefault(false)
    ),
    format: flags.format("text", "csv", "json"),
    language: flags.language
  },
  register
)
