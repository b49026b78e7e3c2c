/**
 * `rules`: the list of all rules, or what a set of scoring rules says.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out } from "../Console.ts"
import { loadAudit, otherRules, strengthOf } from "../KnownRules.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

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
        const { describeRules } = yield* Effect.promise(() => import("../RuleSets.ts"))
        return yield* describeRules(set.value, options.format, language)
      }
      const { describedRules } = yield* loadAudit
      const listed = [...describedRules(language), ...otherRules].map(({ id, severity, title }) => ({
        id,
        strength: strengthOf(id),
        severity,
        title: typeof title === "string" ? title : title[language]
      }))
      if (options.format === "json") out(`${JSON.stringify(listed, null, 2)}\n`)
      else
        for (const { id, strength, severity, title } of listed)
          out(`${id.padEnd(9)}${strength ?? " "} ${severity.padEnd(8)}${title}\n`)
    })
)

/** `rules` with its arguments. */
export const command = Command.make(
  "rules",
  {
    set: Argument.String("SET").pipe(
      Argument.withDescription("a scoring rule set to describe; without it all rules are listed"),
      Argument.optional
    ),
    format: flags.format("text", "json"),
    language: flags.language
  },
  rules
)
