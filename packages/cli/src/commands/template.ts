/**
 * `template`: the format of transactions as a workbook to be filled in.
 */
import { Classification } from "@juesuan/domain"
import { transactionTemplate } from "@juesuan/year/template"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import { out, say } from "../Console.ts"
import { unwritable } from "../ExitCode.ts"
import { writeOutput } from "../Output.ts"
import * as flags from "./options.ts"
import type { Language } from "./check.ts"

interface TemplateCommand {
  readonly out: string
  readonly year: Option.Option<number>
  readonly force: boolean
  readonly format: "text" | "json"
  readonly language: Language
}

/** Runs `template`. */
export const template = Effect.fn("template")(function* (options: TemplateCommand) {
  const { out: file, force, format, language } = options
  // A workbook that somebody has begun to fill in is not written over.
  if (fs.existsSync(file) && !force)
    return yield* Effect.fail(
      unwritable(
        language === "zh"
          ? `${file} 已存在，没有写入。要替换请加 --force。`
          : `${file} is there already; nothing was written. --force replaces it.`
      )
    )
  const year = Option.getOrElse(options.year, () => Classification.editions.at(-1)!.from)
  yield* writeOutput(file, transactionTemplate({ year }))
  if (format === "json") return out(`${JSON.stringify({ file, year }, null, 2)}\n`)
  say(
    language === "zh"
      ? `已写入 ${file}。在“业务流水”表中逐行填写，然后用 juesuan import ${file} 导入。`
      : `wrote ${file}. Fill in the sheet 业务流水 row by row, then: juesuan import ${file}`
  )
})

/** `template` with its arguments. */
export const command = Command.make(
  "template",
  {
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE.xlsx"),
      Flag.withDescription("the workbook to write")
    ),
    year: Flag.Int("year").pipe(
      Flag.withMetavar("YEAR"),
      Flag.withDescription(
        "the fiscal year whose classification codes are listed; default: the latest known"
      ),
      Flag.optional
    ),
    force: Flag.Boolean("force").pipe(
      Flag.withDescription("replace a file that is there already"),
      Flag.withDefault(false)
    ),
    format: flags.format("text", "json"),
    language: flags.language
  },
  template
)
