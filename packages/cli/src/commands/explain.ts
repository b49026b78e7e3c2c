/**
 * `explain`: from a figure to its formula, the events behind it, its other occurrences and the rules that checked it.
 */
import { Address, Money } from "@juesuan/domain"
import { cellAt, resolveAddress } from "@juesuan/tables"
import { registry } from "@juesuan/ledger"
import type { RecordedEvent } from "@juesuan/ledger"
import { traceCell } from "@juesuan/year/explain"
import type { CellExplanation, CorrectionLinks } from "@juesuan/year/explain"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import type { YearView } from "@juesuan/year/view"
import { nearText } from "../Near.ts"
import type { Language } from "./check.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import * as flags from "./options.ts"

const named = ({ eventId, occurredOn, event, documentNo }: RecordedEvent): string =>
  [registry[event.type].title, occurredOn, documentNo === "" ? eventId : documentNo].join(" ")

/** The other end of a posting's corrections, one line each. */
const renderLinks = (
  posting: CellExplanation["postings"][number],
  links: CorrectionLinks
): ReadonlyArray<string> => {
  const { corrects, eventId } = posting
  const original = corrects === null ? undefined : links.originals.get(corrects)
  const later = links.corrections.get(eventId) ?? []
  return [
    ...(corrects === null
      ? []
      : [`${" ".repeat(20)}更正 ${original === undefined ? corrects : named(original)}`]),
    ...later.map((event) => `${" ".repeat(20)}由 ${named(event)} 更正`)
  ]
}

const renderText = (
  json: CellExplanation,
  amount: Money.Money,
  depth: number,
  links: CorrectionLinks
): string => {
  const lines = [
    `${json.display}`,
    `${json.address} = ${Money.format(amount)} 元`,
    "",
    `公式 ${json.formula}`
  ]
  for (const part of json.selections) {
    const found = part.postings === 0 ? "no posting found" : `${part.postings} postings`
    lines.push(`  ${part.sign} ${part.selection}: ${part.amount} (${found})`)
  }
  const listed = depth === 0 ? json.postings : json.postings.slice(0, depth)
  if (listed.length > 0) lines.push("", "事件")
  for (const posting of listed) {
    const place = posting.source === null ? "" : `  ${posting.source.file}:${posting.source.row}`
    const { occurredOn, type, documentNo, abstract } = posting
    lines.push(
      `  ${posting.amount.padStart(16)}  ${occurredOn}  ${type}  ${documentNo}  ${abstract}${place}`,
      ...renderLinks(posting, links)
    )
  }
  const more = json.postings.length - listed.length
  if (more > 0) lines.push(`  … ${more} more (--depth 0 lists all)`)
  if (json.occurrences.length > 0) lines.push("", `同一数字 ${json.occurrences.join(" ")}`)
  lines.push("", json.rules.length > 0 ? `校验规则 ${json.rules.join(" ")}` : "校验规则 none")
  return lines.join("\n")
}

/** Reads the address of a cell as the form in use prints it; of a row without a column, says what is missing. */
const cellAddress = Effect.fn("cellAddress")(function* (text: string, view: YearView) {
  const read = resolveAddress(text, view.pack)
  if (Result.isSuccess(read) && read.success._tag === "Cell") return read.success
  const row = resolveAddress(`${text.replace(/[/·]$/, "")}/1`, view.pack)
  if (Result.isSuccess(row) && row.success._tag === "Cell")
    return yield* Effect.fail(usage(missing(view, { ...row.success, column: "" })))
  return yield* Effect.fail(usage(new Address.AddressUnreadable({ text }).message))
})

/** Runs `explain`. */
export const explain = Effect.fn("explain")(function* (
  options: ViewOptions & {
    readonly address: string
    readonly depth: number
    readonly rules: string
    readonly language: Language
    readonly format: "text" | "json"
  }
) {
  const parsed = Address.parse(options.address)
  if (Result.isSuccess(parsed) && parsed.success._tag === "Score") {
    const { explainScore } = yield* Effect.promise(() => import("./explainScore.ts"))
    return yield* explainScore(parsed.success, options)
  }
  if (Result.isSuccess(parsed) && parsed.success._tag === "Narrative") {
    const { explainFigure } = yield* Effect.promise(() => import("./narrative.ts"))
    return yield* explainFigure(parsed.success, options)
  }
  if (Result.isFailure(parsed) && !/^[^/·]+[/·]/.test(options.address))
    return yield* Effect.fail(usage(parsed.failure.message))
  if (options.depth < 0) return yield* Effect.fail(usage("--depth takes 0 (all) or a number of events."))
  const { store, view } = yield* openView(options)
  const address = yield* cellAddress(options.address, view)
  const cell = cellAt(view.tables, address)
  const table = view.tables.find((candidate) => candidate.key === address.table)
  if (cell === undefined || table === undefined) return yield* Effect.fail(usage(missing(view, address)))
  const { explanation: json, links } = yield* traceCell(store, view, address)
  out(
    options.format === "json"
      ? `${JSON.stringify(json, null, 2)}\n`
      : `${renderText(json, cell.amount, options.depth, links)}\n`
  )
})

/** Says which part of the address is not there, and what is. */
const missing = (view: YearView, address: Address.TableAddress): string => {
  const table = view.tables.find((candidate) => candidate.key === address.table)
  if (table === undefined) {
    return `There is no table ${address.table}. Tables: ${view.tables.map(({ key }) => key).join(", ")}.`
  }
  const row = table.rows.find((candidate) => candidate.key === address.row)
  if (row === undefined) {
    const rows = table.rows.map(({ key }) => key)
    const near = nearText("rows", address.row, rows, `\`juesuan tables --table ${table.key}\``)
    return `${address.table} has no row ${address.row} in this year. ${near}`
  }
  const columns = [...row.cells.keys()].join(", ") || "none"
  const place = `${address.table}/${address.row}`
  return address.column === ""
    ? `${place} is a row: name a column as well, as in ${place}/${[...row.cells.keys()][0] ?? 1}. Columns: ${columns}.`
    : `${place} has no column ${address.column}. Columns: ${columns}.`
}

/** `explain` with its arguments. */
export const command = Command.make(
  "explain",
  {
    address: Argument.String("ADDRESS").pipe(
      Argument.withDescription(
        "the figure's address, such as T03/2080109/3, T01/208/2 or S/PRJ2024001/数量-1/score"
      )
    ),
    ...flags.view,
    depth: Flag.Int("depth").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("how many events to list in text (0: all)"),
      Flag.withDefault(20)
    ),
    rules: flags.ruleSet,
    format: flags.format("text", "json"),
    language: flags.language
  },
  explain
)
