/**
 * `disclose`: the whole document of a unit's year, in the formats asked for.
 *
 * Tables that do not articulate are refused and nothing is written. What only the unit can say and has not said is
 * printed as 【待填：…】 and listed among the findings. Texts with personal data in them are not published; the internal
 * edition, which holds the vouchers, is not for publication and says so.
 */
import { internalEdition, personalDataIn, publicEdition, tablesOf } from "@juesuan/disclosure"
import type { Document, DocumentEdition } from "@juesuan/disclosure"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { orExit } from "../exitOf.ts"
import { out, say } from "../Console.ts"
import { earlierFiles, parseFormats, writeDisclosure, writtenLines } from "../DisclosureFiles.ts"
import type { DocumentFormat, RenderOptions } from "../DisclosureFiles.ts"
import { openEdition } from "../Edition.ts"
import { refuseOtherEdition } from "../EditionFolder.ts"
import type { Language } from "@juesuan/import"
import { checkYear } from "@juesuan/year/check"
import { disclosureOf, withMissingTexts } from "@juesuan/year/disclose"
import { HoldsPersonalData, withPersonalData } from "@juesuan/year/personal-data"
import { failOnFindings, renderReport } from "./check.ts"
import type { FailOn } from "./check.ts"
import { chosenRules, sayObjection } from "../RuleSets.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import * as flags from "./options.ts"

export interface DiscloseOptions extends ViewOptions {
  readonly out: string
  readonly formats: string
  readonly money: "元" | "万元"
  readonly rules: string
  readonly withFormulas: boolean
  readonly internal: boolean
  readonly withDocumentNumbers: boolean
  readonly format: "text" | "json"
  readonly failOn: FailOn
  readonly language: Language
}

/** Whether the document has self-evaluations, which a rule set scored. */
export const hasScorecards = (document: Document): boolean =>
  tablesOf(document).some(({ key }) => key.startsWith("S-"))

/** Writes all formats, or none of them. */
const publish = Effect.fn("publish")(function* (
  document: DocumentEdition,
  out: string,
  formats: ReadonlyArray<DocumentFormat>,
  rendering: RenderOptions
) {
  const edition = yield* openEdition(out)
  const files = yield* writeDisclosure(document, edition, formats, rendering)
  yield* edition.publish
  return files
})

/** Runs `disclose`. */
export const disclose = Effect.fn("disclose")(function* (options: DiscloseOptions) {
  const formats = yield* parseFormats(options.formats)
  const { internal, language, withDocumentNumbers } = options
  yield* refuseOtherEdition(options.out, internal ? "internal" : "public")
  const { store, view } = yield* openView(options)
  const rules = yield* chosenRules(options.rules, { ...view.located, year: view.year })
  const disclosure = yield* orExit(disclosureOf(store, view, rules.ruleSet, options.money))
  const edition = internal ? internalEdition(disclosure) : publicEdition(disclosure, { withDocumentNumbers })
  const { document } = edition
  if (hasScorecards(document)) sayObjection(rules, language)
  const checked = withMissingTexts(
    yield* orExit(checkYear(store, view, language)),
    disclosure.missing,
    language
  )
  // The internal edition is for those who keep the vouchers; what it holds is theirs to guard.
  const found =
    edition.edition === "internal" ? [] : personalDataIn(edition, { withPage: formats.includes("html") })
  const report = withPersonalData(checked, found, language)
  const { withFormulas } = options
  const files =
    found.length > 0 ? [] : yield* publish(edition, options.out, formats, { withFormulas, report })
  for (const line of writtenLines(files)) say(line)
  const earlier = found.length > 0 ? [] : earlierFiles(options.out, files, edition.edition)
  if (earlier.length > 0) say(`note: of an earlier edition and left as they are: ${earlier.join(", ")}`)
  const { unitName: unit, year, moneyUnit: money, title, remarks } = document
  const about = {
    schema: "juesuan/disclosed/1",
    edition: edition.edition,
    unit,
    year,
    title,
    money,
    digest: view.digest
  }
  out(
    options.format === "json"
      ? `${JSON.stringify({ ...about, files, remarks, findings: report }, null, 2)}\n`
      : `${[title, ...(document.marking === undefined ? [] : [document.marking]), ...remarks, renderReport(report)].join("\n\n")}\n`
  )
  if (found.length > 0) return yield* orExit(Effect.fail(new HoldsPersonalData({ found })))
  yield* failOnFindings(report, options.failOn)
}, Effect.scoped)

/** `disclose` with its arguments. */
export const command = Command.make(
  "disclose",
  {
    ...flags.view,
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
    rules: flags.ruleSet,
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
    format: flags.format("text", "json"),
    failOn: flags.failOn,
    language: flags.language
  },
  disclose
)
