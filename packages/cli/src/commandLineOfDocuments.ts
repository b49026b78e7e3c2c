/**
 * The part of the command line that writes documents: the narrative, and the whole document.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as options from "./commands/options.ts"

export const narrative = Command.make(
  "narrative",
  {
    ...options.view,
    rules: options.ruleSet,
    format: options.format("text", "md", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/narrative.ts")),
      ({ narrative }) => narrative(config)
    )
).pipe(Command.withDescription("Writes the explanatory narrative (情况说明); every figure has an address"))

export const disclose = Command.make(
  "disclose",
  {
    ...options.view,
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("the directory to write to; it is made when it is not there")
    ),
    formats: Flag.String("formats").pipe(
      Flag.withMetavar("LIST"),
      Flag.withDescription("which of md, html, docx, xlsx, json, csv, txt, comma-separated"),
      Flag.withDefault("md,html,docx,xlsx,json")
    ),
    money: Flag.Literals("money", ["元", "万元"]).pipe(
      Flag.withDescription("the money unit; in 万元 the tables still add up"),
      Flag.withDefault("元" as const)
    ),
    rules: options.ruleSet,
    withFormulas: Flag.Boolean("with-formulas").pipe(
      Flag.withDescription("makes the workbook's totals formulas instead of numbers"),
      Flag.withDefault(false)
    ),
    internal: Flag.Boolean("internal").pipe(
      Flag.withDescription("the edition with the vouchers, not for publication; each page says so"),
      Flag.withDefault(false)
    ),
    withDocumentNumbers: Flag.Boolean("with-document-numbers").pipe(
      Flag.withDescription("publishes the document numbers (凭证号) of the events behind figures"),
      Flag.withDefault(false)
    ),
    format: options.format("text", "json"),
    failOn: options.failOn,
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/disclose.ts")),
      ({ disclose }) => disclose(config)
    )
).pipe(Command.withDescription("Writes the whole document to publish: tables, narrative, glossary, scores"))
