/**
 * `rule` and `rules`: what the rules say — of tables (AR), sentences (AR-N), what is read (AU), scores (SR), and of
 * budget control (BC).
 */
import type { AuditRule } from "@juesuan/audit"
import { severityLabels } from "@juesuan/domain"
import { controlRules } from "@juesuan/ledger"
import { Articulation } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { textsRule } from "../MissingTexts.ts"
import type { Language } from "./check.ts"

/** Rules that are not over cells of tables. */
const otherRules = [...Object.values(controlRules), textsRule]

const loadAudit = Effect.promise(() => import("@juesuan/audit"))

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

const familyOf = (id: string): string => /^(?:AR-N|AR-X|AR-\d\d|[A-Z]{2})/.exec(id)?.[0] ?? id

/** Runs `rule ID`. */
export const rule = Effect.fn("rule")(function* (options: {
  readonly id: string
  readonly language: Language
}) {
  const { language } = options
  const id = options.id.toUpperCase()
  const control = otherRules.find((known) => known.id === id)
  if (control !== undefined) {
    const { title, basis, suggestion } = control
    const words = { zh: ["依据", "建议"], en: ["Basis", "What to do"] }[language]
    return out(
      `${id}  ${title[language]}\n${words[0]}  ${basis[language]}\n${words[1]}  ${suggestion[language]}\n`
    )
  }
  const { describedRules } = yield* loadAudit
  const known = describedRules(language)
  const found = known.find((one) => one.id === id)
  if (found === undefined) {
    const near = [...known, ...otherRules]
      .map((one) => one.id)
      .filter((one) => familyOf(one) === familyOf(id))
    const hint = near.length === 0 ? "`juesuan rules` lists them." : `Near: ${near.join(", ")}.`
    return yield* Effect.fail(usage(`There is no rule ${options.id}. ${hint}`))
  }
  const isOfTables = Articulation.ruleById(id) !== undefined
  out(`${isOfTables ? tableRuleText(found, language) : ruleText(found, language)}\n`)
})

/** Runs `rules`. */
export const rules = Effect.fn("rules")(
  (options: {
    readonly set: Option.Option<string>
    readonly format: "text" | "json"
    readonly language: Language
  }) =>
    Effect.gen(function* () {
      const { language } = options
      if (Option.isSome(options.set)) {
        const { set } = options
        const { describeRules } = yield* Effect.promise(() => import("./score.ts"))
        return yield* describeRules(set.value, language)
      }
      const { describedRules } = yield* loadAudit
      const strengths = new Map(Articulation.articulationRules.map(({ id, strength }) => [id, strength]))
      const listed = [
        ...describedRules(language).map(({ id, severity, title }) => ({
          id,
          // Rules of sentences, reading and scores have a severity of their own and no strength.
          strength: strengths.get(id) ?? null,
          severity,
          title
        })),
        // Of budget control: how severe a finding is depends on the policy of the day.
        ...Object.values(controlRules).map(({ id, title }) => ({
          id,
          strength: "I",
          severity: "block",
          title: title[language]
        })),
        { id: textsRule.id, strength: "I", severity: "explain", title: textsRule.title[language] }
      ]
      if (options.format === "json") out(`${JSON.stringify(listed, null, 2)}\n`)
      else
        for (const { id, strength, severity, title } of listed)
          out(`${id.padEnd(9)}${strength ?? " "} ${severity.padEnd(8)}${title}\n`)
    })
)
