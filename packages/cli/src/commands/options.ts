/**
 * The options several commands share.
 */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"

export const ledger = Flag.String("ledger").pipe(
  Flag.withMetavar("L"),
  Flag.withDescription("the ledger: a SQLite file, postgres://… or :memory: (default: JUESUAN_LEDGER)"),
  Flag.optional
)

export const unit = Flag.String("unit").pipe(
  Flag.withMetavar("CODE"),
  Flag.withDescription("the unit's agency code (单位代码); needed where the ledger holds several"),
  Flag.optional
)

export const year = Flag.Int("year").pipe(
  Flag.withMetavar("YEAR"),
  Flag.withDescription("the fiscal year; needed where the ledger holds several"),
  Flag.optional
)

export const asOf = Flag.String("as-of").pipe(
  Flag.withMetavar("DATE"),
  Flag.withDescription("only what had happened by this business date, such as 2024-06-30"),
  Flag.optional
)

export const knownAt = Flag.String("known-at").pipe(
  Flag.withMetavar("TIME"),
  Flag.withDescription("only what the ledger had recorded by this moment"),
  Flag.optional
)

export const packIfAny = Flag.String("pack").pipe(
  Flag.withMetavar("PACK"),
  Flag.withDescription("whose forms to read by first: an id that `juesuan packs` lists, or a JSON file"),
  Flag.optional
)

export const pack = Flag.String("pack").pipe(
  Flag.withMetavar("PACK"),
  Flag.withDescription(
    "table pack: an id that `juesuan packs` lists, or a JSON file (default: of the year's opening, else of its region)"
  ),
  Flag.optional
)

export const failOn = Flag.Literals("fail-on", ["block", "explain", "hint", "never"]).pipe(
  Flag.withDescription("the severity from which findings make the exit code 1"),
  Flag.withDefault("block" as const)
)

export const language = Flag.Literals("lang", ["zh", "en"]).pipe(
  Flag.withDescription("language of messages"),
  Flag.withDefault("zh" as const)
)

/** The language where the locale says it unless the flag does. */
export const localeLanguage = Flag.Literals("lang", ["zh", "en"]).pipe(
  Flag.withDescription("language of messages; without it that of the locale"),
  Flag.optional
)

export const dryRun = Flag.Boolean("dry-run").pipe(
  Flag.withDescription("say what would be written and write nothing"),
  Flag.withDefault(false)
)

export const yes = Flag.Boolean("yes").pipe(
  Flag.withDescription("do it without asking"),
  Flag.withDefault(false)
)

export const control = Flag.Literals("control", ["strict", "warn", "off"]).pipe(
  Flag.withDescription("budget control (无预算不得支出) from here on; recorded in the ledger"),
  Flag.optional
)

export const mapping = Flag.String("mapping").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("a JSON file that says which column is which field"),
  Flag.optional
)

export const files = Argument.String("FILE").pipe(
  Argument.withDescription("transaction files: .csv, .xlsx or .jsonl"),
  Argument.variadic({ min: 1 })
)

/** Where a command writes instead of to standard output. */
export const outFile = Flag.String("out").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("write to this file instead of standard output"),
  Flag.optional
)

/** --format with the first choice as default. */
export const format = <const Formats extends readonly [string, ...Array<string>]>(...formats: Formats) =>
  Flag.Literals("format", formats).pipe(
    Flag.withDescription("output format"),
    Flag.withDefault(formats[0] as Formats[number])
  )

/** Which unit's year is looked at, within which times, by which tables. */
export const view = { ledger, unit, year, asOf, knownAt, pack }

/** The name of whichever set is of the unit's region and year. */
export const automaticRules = "auto"

export const ruleSet = Flag.String("rules").pipe(
  Flag.withMetavar("SET"),
  Flag.withDescription(
    "the scoring rule set, by name or as a JSON file (`juesuan sets` lists them); auto: of the unit's region and year"
  ),
  Flag.withDefault(automaticRules)
)
