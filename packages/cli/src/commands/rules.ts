/**
 * `rule` and `rules`: what the articulation rules say.
 */
import { Articulation } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import type { Language } from "./check.ts"

/** Runs `rule ID`. */
export const rule = Effect.fn("rule")(function* (options: {
  readonly id: string
  readonly language: Language
}) {
  const id = options.id.toUpperCase()
  if (Articulation.ruleById(id) === undefined) {
    const near = Articulation.articulationRules
      .filter((known) => known.id.startsWith(id.slice(0, 5)))
      .map((known) => known.id)
    const hint = near.length === 0 ? "`juesuan rules` lists them." : `Near: ${near.join(", ")}.`
    return yield* Effect.fail(usage(`There is no rule ${options.id}. ${hint}`))
  }
  out(`${Articulation.describeRule(id, options.language)}\n`)
})

/** Runs `rules`. */
export const rules = Effect.fn("rules")(
  (options: { readonly format: "text" | "json"; readonly language: Language }) =>
    Effect.sync(() => {
      const listed = Articulation.articulationRules.map(({ id, strength, severity, title }) => ({
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
