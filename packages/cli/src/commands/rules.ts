/**
 * `rule` and `rules`: what the articulation rules say.
 */
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

/** Runs `rule ID`. */
export const rule = Effect.fn("rule")(function* (options: {
  readonly id: string
  readonly language: Language
}) {
  const id = options.id.toUpperCase()
  const control = otherRules.find((known) => known.id === id)
  if (control !== undefined) {
    const { title, basis, suggestion } = control
    const words = { zh: ["依据", "建议"], en: ["Basis", "What to do"] }[options.language]
    const of = options.language
    return out(`${id}  ${title[of]}\n${words[0]}  ${basis[of]}\n${words[1]}  ${suggestion[of]}\n`)
  }
  if (Articulation.ruleById(id) === undefined) {
    const near = [...Articulation.articulationRules, ...otherRules]
      .filter((known) => known.id.startsWith(id.slice(0, /^(BC|DC)/.test(id) ? 2 : 5)))
      .map((known) => known.id)
    const hint = near.length === 0 ? "`juesuan rules` lists them." : `Near: ${near.join(", ")}.`
    return yield* Effect.fail(usage(`There is no rule ${options.id}. ${hint}`))
  }
  out(`${Articulation.describeRule(id, options.language)}\n`)
})

/** Runs `rules`. */
export const rules = Effect.fn("rules")(
  (options: {
    readonly set: Option.Option<string>
    readonly format: "text" | "json"
    readonly language: Language
  }) =>
    Effect.gen(function* () {
      if (Option.isSome(options.set)) {
        const { set } = options
        const { describeRules } = yield* Effect.promise(() => import("./score.ts"))
        return yield* describeRules(set.value, options.language)
      }
      const listed = [
        ...Articulation.articulationRules,
        // Of budget control: how severe a finding is depends on the policy of the day.
        ...Object.values(controlRules).map((rule) => ({ ...rule, strength: "I", severity: "block" })),
        { ...textsRule, strength: "I", severity: "explain" }
      ].map(({ id, strength, severity, title }) => ({
        id,
        strength,
        severity,
        title: title[options.language]
      }))
      if (options.format === "json") out(`${JSON.stringify(listed, null, 2)}\n`)
      else
        for (const line of listed)
          out(`${line.id.padEnd(9)}${line.strength} ${line.severity.padEnd(8)}${line.title}\n`)
    })
)
