/**
 * `disclose`: the whole document of a unit's year, in the formats asked for.
 *
 * Tables that do not articulate are refused and nothing is written. What only the unit can say and has not said is
 * printed as 【待填：…】 and listed among the findings.
 */
import { tablesOf } from "@juesuan/disclosure"
import type { Document } from "@juesuan/disclosure"
import * as Effect from "effect/Effect"
import { orExit } from "../exitOf.ts"
import { out, say } from "../Console.ts"
import { earlierFiles, parseFormats, writeDisclosure, writtenLines } from "../DisclosureFiles.ts"
import { openEdition } from "../Edition.ts"
import type { Language } from "@juesuan/import"
import { checkYear, disclosureOf, withMissingTexts } from "@juesuan/year"
import { failOnFindings, renderReport } from "./check.ts"
import type { FailOn } from "./check.ts"
import { chosenRules, sayObjection } from "./ruleSets.ts"
import { openView } from "./tables.ts"
import type { ViewOptions } from "./tables.ts"

export interface DiscloseOptions extends ViewOptions {
  readonly out: string
  readonly formats: string
  readonly money: "元" | "万元"
  readonly rules: string
  readonly withFormulas: boolean
  readonly format: "text" | "json"
  readonly failOn: FailOn
  readonly language: Language
}

/** Whether the document has self-evaluations, which a rule set scored. */
export const hasScorecards = (document: Document): boolean =>
  tablesOf(document).some(({ key }) => key.startsWith("S-"))

/** Runs `disclose`. */
export const disclose = Effect.fn("disclose")(function* (options: DiscloseOptions) {
  const formats = yield* parseFormats(options.formats)
  const { store, view } = yield* openView(options)
  const rules = yield* chosenRules(options.rules, { names: [view.unitName], year: view.year })
  const disclosure = yield* orExit(disclosureOf(store, view, rules.ruleSet, options.money))
  const { document, missing } = disclosure
  if (hasScorecards(document)) sayObjection(rules, options.language)
  const report = withMissingTexts(
    yield* orExit(checkYear(store, view, options.language)),
    missing,
    options.language
  )
  const { withFormulas } = options
  const edition = yield* openEdition(options.out)
  const files = yield* writeDisclosure(disclosure, edition, formats, { withFormulas, report })
  yield* edition.publish
  for (const line of writtenLines(files)) say(line)
  const earlier = earlierFiles(options.out, files)
  if (earlier.length > 0) say(`note: of an earlier edition and left as they are: ${earlier.join(", ")}`)
  const { unitName: unit, year, moneyUnit: money, title, remarks } = document
  const about = { schema: "juesuan/disclosed/1", unit, year, title, money, digest: view.digest }
  out(
    options.format === "json"
      ? `${JSON.stringify({ ...about, files, remarks, findings: report }, null, 2)}\n`
      : `${[title, ...remarks, renderReport(report)].join("\n\n")}\n`
  )
  yield* failOnFindings(report, options.failOn)
}, Effect.scoped)
