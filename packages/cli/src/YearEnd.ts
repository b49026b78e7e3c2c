/**
 * What `close` and `open` have in common: their arguments, how they open a ledger, and how they print a year's lines.
 */
import { FiscalYear, Money, carryoverKinds, fundTypes } from "@juesuan/domain"
import type { ClosingLine, StreamId } from "@juesuan/ledger"
import * as fs from "node:fs"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as flags from "./commands/options.ts"
import { out } from "./Console.ts"
import { usage } from "./ExitCode.ts"
import { isFilePath, openLedger } from "./Ledger.ts"

/** The arguments of both. */
export const yearEnd = {
  ledger: flags.ledger,
  unit: flags.unit,
  year: flags.year,
  date: Flag.String("date").pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription("the business date (default: the last, or first, day of the year)"),
    Flag.optional
  ),
  dryRun: flags.dryRun,
  pack: flags.pack,
  format: flags.format("text", "json")
}

/** What both commands are asked. */
export interface YearOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly date: Option.Option<string>
  readonly dryRun: boolean
  readonly pack: Option.Option<string>
  readonly format: "text" | "json"
}

/** Opens a ledger that has to be there: closing nothing must not make a file. */
export const openExisting = Effect.fn("openExisting")(function* (path: string, dryRun: boolean) {
  if (isFilePath(path) && !fs.existsSync(path)) return yield* openLedger(path, "read")
  return yield* openLedger(path, dryRun ? "read" : "write")
})

export const dateOf = (date: Option.Option<string>) =>
  Option.match(date, {
    onNone: () => Effect.succeed(undefined),
    onSome: (text) =>
      Result.match(FiscalYear.parseDate(text), {
        onFailure: (error) => Effect.fail(usage(`--date: ${error.message}`)),
        onSuccess: (parsed) => Effect.succeed(parsed as string | undefined)
      })
  })

const renderLine = ({ fund, function: item, nature, project, kind, amount }: ClosingLine): string => {
  const place = [fundTypes[fund], item, nature, project].filter((part) => part !== "").join(" ")
  return `  ${Money.format(Money.fromFen(amount)).padStart(20)}  ${carryoverKinds[kind]}  ${place}`
}

const lineToJson = (line: ClosingLine) => ({ ...line, amount: Money.toText(Money.fromFen(line.amount)) })

const totalOf = (lines: ReadonlyArray<ClosingLine>): Money.Money =>
  Money.sum(lines.map(({ amount }) => Money.fromFen(amount)))

export const printLines = (
  what: string,
  streamId: StreamId,
  lines: ReadonlyArray<ClosingLine>,
  { format, dryRun }: YearOptions,
  hash: string | null
): void => {
  const total = totalOf(lines)
  if (format === "json") {
    const json = { stream: streamId, dryRun, hash, total: Money.toText(total), lines: lines.map(lineToJson) }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  const head = dryRun ? `dry run: ${what}` : what
  out([head, ...lines.map(renderLine), `  ${Money.format(total).padStart(20)}  合计`, ""].join("\n"))
  if (hash !== null) out(`digest of the year ${hash}\n`)
}
