/**
 * `diff`: which cells differ between two editions of the tables, and which events made them differ.
 */
import { Address, FiscalYear, Money } from "@juesuan/domain"
import { rowName, withCurrentAddresses } from "@juesuan/tables"
import type { CellChange } from "@juesuan/tables"
import * as fs from "node:fs"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { out } from "../Console.ts"
import { Exit, exitCodes, unreadable, usage } from "../ExitCode.ts"
import { diffYears, toDiffJson } from "@juesuan/year/diff"
import { toTablesJson } from "@juesuan/year/tables"
import type { Edition } from "@juesuan/year/diff"
import type { TablesJson } from "@juesuan/year/tables"
import { jsonOf } from "../Input.ts"
import { chooseStream, isFilePath, ledgerPath, openLedger, packIfNamed, windowOf } from "../Ledger.ts"
import { viewIn } from "../OpenView.ts"
import * as flags from "./options.ts"

interface DiffOptions {
  readonly a: string
  readonly b: string
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly pack: Option.Option<string>
  readonly depth: number
  readonly format: "text" | "json"
  readonly exitCode: boolean
}

/** What an operand names: a saved edition, or a look at a ledger. */
interface Operand {
  readonly file: string | undefined
  readonly asOf: Option.Option<string>
  readonly knownAt: Option.Option<string>
}

const nowhere: Operand = { file: undefined, asOf: Option.none(), knownAt: Option.none() }

/** One part of an operand: `as-of=D`, `known-at=T`, a bare date or time, `now`, or a file. */
const withPart = (operand: Operand, part: string): Operand => {
  if (part === "now") return operand
  if (part.startsWith("as-of=")) return { ...operand, asOf: Option.some(part.slice(6)) }
  if (part.startsWith("known-at=")) return { ...operand, knownAt: Option.some(part.slice(9)) }
  if (FiscalYear.isBusinessDate(part)) return { ...operand, asOf: Option.some(part) }
  if (/^\d{4}-\d{2}-\d{2}T/.test(part)) return { ...operand, knownAt: Option.some(part) }
  return { ...operand, file: part }
}

const parseOperand = (text: string): Operand =>
  fs.existsSync(text) ? { ...nowhere, file: text } : text.split(",").reduce(withPart, nowhere)

/** Digits like those of a date; what is no date of the calendar was still meant as one. */
const DATE_LIKE = /^\d{4}[-./年]?\d{1,2}[-./月]?\d{1,2}日?$/

/** Why an operand names nothing: it was meant as a date, or as a file. */
const noEdition = (text: string): Exit => {
  const date = FiscalYear.parseDate(text)
  return DATE_LIKE.test(text) && Result.isFailure(date)
    ? usage(date.failure.message)
    : unreadable(
        `${text}: there is no such file. Name a ledger, a file saved by \`juesuan tables --format json\`, a date, ` +
          "a time or now."
      )
}

const ledgerSide = Effect.fn("ledgerSide")(function* (operand: Operand, options: DiffOptions) {
  const path = operand.file ?? (yield* ledgerPath(options.ledger))
  const isPath = operand.file !== undefined && isFilePath(path)
  if (isPath && !fs.existsSync(path)) return yield* Effect.fail(noEdition(path))
  const window = yield* windowOf(operand.asOf, operand.knownAt)
  const store = yield* openLedger(path, "read")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  const side: Edition = {
    store,
    view: yield* viewIn(store, streamId, yield* packIfNamed(options.pack), window)
  }
  return side
})

const notAnEdition = (file: string): Exit =>
  unreadable(`${file} holds no tables. Save an edition with: juesuan tables --format json`)

const EDITION_MAX = 64 * 2 ** 20

/** An edition saved by `tables --format json`. */
const readEdition = (file: string): Effect.Effect<TablesJson, Exit> =>
  Effect.gen(function* () {
    const json = (yield* jsonOf(file, EDITION_MAX)) as TablesJson
    const isEdition = yield* Effect.try({
      try: () => Array.isArray(json.tables) && isReadable(json),
      catch: () => notAnEdition(file)
    })
    return isEdition ? json : yield* Effect.fail(notAnEdition(file))
  })

type PlainCell = { readonly display: string; readonly amount: string }

const cellsOf = (edition: TablesJson): ReadonlyMap<string, PlainCell> =>
  new Map(
    edition.tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        Object.entries(row.cells).map(([column, amount]) => {
          const title = table.columns.find(({ key }) => key === column)?.title ?? column
          const label = rowName(row.key, row.label)
          return [
            withCurrentAddresses(Address.printCell(table.key, row.key, column)),
            { display: `${table.number}·${label}·${title}`, amount }
          ] as const
        })
      )
    )
  )

const parsed = (cell: PlainCell | undefined): Money.Money | null =>
  cell === undefined ? null : Result.getOrThrow(Money.parse(cell.amount))

/** Whether every cell of a saved edition is an amount. */
const isReadable = (edition: TablesJson): boolean =>
  [...cellsOf(edition).values()].every(({ amount }) => Result.isSuccess(Money.parse(amount)))

const compareEditions = (a: TablesJson, b: TablesJson): ReadonlyArray<CellChange> => {
  const [before, after] = [cellsOf(a), cellsOf(b)]
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((address) => {
    const [old, now] = [parsed(before.get(address)), parsed(after.get(address))]
    const difference = Money.subtract(now ?? Money.zero, old ?? Money.zero)
    const { display } = (after.get(address) ?? before.get(address))!
    return difference === 0 ? [] : [{ address, display, a: old, b: now, difference, causes: [] }]
  })
}

const isEdition = ({ file }: Operand): boolean => file?.endsWith(".json") === true

const compare = Effect.fn("compare")(function* (a: Operand, b: Operand, options: DiffOptions) {
  if (!isEdition(a) && !isEdition(b))
    return yield* diffYears(yield* ledgerSide(a, options), yield* ledgerSide(b, options))
  const editionOf = (operand: Operand) =>
    isEdition(operand)
      ? readEdition(operand.file!)
      : Effect.map(ledgerSide(operand, options), ({ view }) => toTablesJson(view))
  return compareEditions(yield* editionOf(a), yield* editionOf(b))
})

const text = (amount: Money.Money | null): string => (amount === null ? "—" : Money.format(amount))

const renderChange = ({ address, display, a, b, difference, causes }: CellChange, depth: number): string => {
  const sign = difference > 0 ? "+" : ""
  const lines = [`${address}  ${display}`, `  ${text(a)} → ${text(b)}  (${sign}${Money.format(difference)})`]
  const listed = depth === 0 ? causes : causes.slice(0, depth)
  for (const { side, event, amount } of listed) {
    const { type } = event.event
    const place = event.source === null ? "" : `  ${event.source.file}:${event.source.row}`
    lines.push(
      `  ${side === "b" ? "+" : "−"} ${Money.format(amount).padStart(16)}  ${event.occurredOn}  ${type}  ` +
        `${event.documentNo}  recorded ${event.recordedAt}${place}`
    )
  }
  const more = causes.length - listed.length
  if (more > 0) lines.push(`  … ${more} more (--depth 0 lists all)`)
  return lines.join("\n")
}

/** Runs `diff`. */
export const diff = Effect.fn("diff")(function* (options: DiffOptions) {
  if (options.depth < 0) return yield* Effect.fail(usage("--depth takes 0 (all) or a number of events."))
  const changes = yield* compare(parseOperand(options.a), parseOperand(options.b), options)
  if (options.format === "json")
    out(`${JSON.stringify(toDiffJson(changes, options.a, options.b), null, 2)}\n`)
  else {
    const cells = changes.map((change) => renderChange(change, options.depth))
    out(`${[...cells, `${changes.length} cells differ`].join("\n\n")}\n`)
  }
  if (options.exitCode && changes.length > 0)
    return yield* Effect.fail(new Exit({ code: exitCodes.findings, text: "" }))
})

const operand = (name: string) =>
  Argument.String(name).pipe(
    Argument.withDescription(
      "a ledger, a saved tables.json, a date (as of it), a time (known at it), now, or FILE,known-at=TIME"
    )
  )

/** `diff` with its arguments. */
export const command = Command.make(
  "diff",
  {
    a: operand("A"),
    b: operand("B"),
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    pack: flags.pack,
    depth: Flag.Int("depth").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("how many events to list a cell in text (0: all)"),
      Flag.withDefault(5)
    ),
    format: flags.format("text", "json"),
    exitCode: Flag.Boolean("exit-code").pipe(
      Flag.withDescription("exit with 1 when cells differ"),
      Flag.withDefault(false)
    )
  },
  diff
)
