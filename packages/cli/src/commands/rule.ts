/**
 * `rule`: what one rule says, on what basis, with its formula and examples.
 */
import type { AuditRule } from "@juesuan/audit"
import { severityLabels } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { loadAudit, otherRules, strengthOf } from "../KnownRules.ts"
import { nearText } from "../Near.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

const indented = (text: string): ReadonlyArray<string> =>
  text.split("\n").map((line) => `  ${line}`.trimEnd())

const exampleWords = {
  zh: ["通过的例子", "不通过的例子"],
  en: ["an example that passes", "an example that fails"]
} as const

const examplesText = ({ examples }: AuditRule, language: Language): ReadonlyArray<string> => [
  exampleWords[language][0],
  ...indented(examples.pass),
  exampleWords[language][1],
  ...indented(examples.fail)
]

/** A rule of tables: its formula over cells, then examples of cells. */
const tableRuleText = (rule: AuditRule, language: Language): string =>
  [
    Articulation.describeRule(rule.id, language),
    `${language === "zh" ? "含义" : "meaning"}  ${rule.meaning}`,
    ...examplesText(rule, language)
  ].join("\n")

/** Any other rule of the audit. Its examples are whole documents. */
const ruleText = (rule: AuditRule, language: Language): string => {
  const { id, title, severity, meaning, formula, basis, suggestion } = rule
  const words =
    language === "zh"
      ? ["级别", "含义", "公式", "依据", "建议"]
      : ["severity", "meaning", "formula", "basis", "suggestion"]
  return [
    `${id}  ${title}`,
    `${words[0]}  ${language === "zh" ? severityLabels[severity] : severity}`,
    `${words[1]}  ${meaning}`,
    `${words[2]}`,
    ...indented(formula),
    `${words[3]}  ${basis}`,
    `${words[4]}  ${suggestion}`,
    ...examplesText(rule, language)
  ].join("\n")
}

/** A rule as JSON: fields it does not have are `null`. */
const ruleToJson = (rule: AuditRule | (typeof otherRules)[number], language: Language) => {
  const { id, severity, title, basis, suggestion } = rule
  const inLanguage = (text: string | Record<Language, string>): string =>
    typeof text === "string" ? text : text[language]
  const { meaning = null, formula = null, examples = null } = "meaning" in rule ? rule : {}
  return {
    id,
    strength: strengthOf(id),
    severity,
    title: inLanguage(title),
    meaning,
    formula,
    basis: inLanguage(basis),
    suggestion: inLanguage(suggestion),
    examples
  }
}

/** How many rules a mistyped one is answered with. */
const NEAR_MAX = 5

/** Runs `rule ID`. */
export const rule = Effect.fn("rule")(function* (options: {
  readonly id: string
  readonly format: "text" | "json"
  readonly language: Language
}) {
  const { language } = options
  const id = options.id.toUpperCase()
  const { describedRules } = yield* loadAudit
  const control = otherRules.find((known) => known.id === id)
  const known = describedRules(language)
  const found = known.find((one) => one.id === id)
  const asked = control ?? found
  if (options.format === "json" && asked !== undefined)
    return out(`${JSON.stringify(ruleToJson(asked, language), null, 2)}\n`)
  if (control !== undefined) {
    const { title, basis, suggestion } = control
    const words = { zh: ["依据", "建议"], en: ["Basis", "What to do"] }[language]
    return out(
      `${id}  ${title[language]}\n${words[0]}  ${basis[language]}\n${words[1]}  ${suggestion[language]}\n`
    )
  }
  if (found === undefined) {
    const ids = [...known, ...otherRules]
      .map((one) => one.id)
      .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    const near = nearText("rules", id, ids, "`juesuan rules`", NEAR_MAX)
    return yield* Effect.fail(usage(`There is no rule ${options.id}. ${near}`))
  }
  const isOfTables = Articulation.ruleById(id) !== undefined
  out(`${isOfTables ? tableRuleText(found, language) : ruleText(found, language)}\n`)
})

/** `rule` with its arguments. */
export const command = Command.make(
  "rule",
  {
    id: Argument.String("ID").pipe(Argument.withDescription("such as AR-X-04, AR-N-03, AU-11 or SR-8")),
    format: flags.format("text", "json"),
    language: flags.language
  },
  rule
)
