/**
 * `sets`: the scoring rule sets that ship.
 */
import { ruleSets } from "@juesuan/scoring"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

/** Runs `sets`: the rule sets that ship, with their dates, for whom they are, and what is inferred in them. */
export const sets = Effect.fn("sets")(
  (options: { readonly format: "text" | "json"; readonly language: Language }) =>
    Effect.sync(() => {
      const { format, language } = options
      if (format === "json") {
        const listed = ruleSets.map(({ id, title, source, inForce, appliesTo, inferred = [] }) => ({
          id,
          title: title[language],
          source: source[language],
          inForce,
          appliesTo: appliesTo ?? { kind: "named" },
          inferred: inferred.map(({ clause, why }) => ({ clause, why: why[language] }))
        }))
        return out(`${JSON.stringify(listed, null, 2)}\n`)
      }
      const zh = language === "zh"
      const blocks = ruleSets.map(({ id, title, source, inForce: { from, to }, inferred = [] }) =>
        [
          `${id}  ${title[language]}`,
          `  ${zh ? "施行" : "in force"}  ${from ?? "—"} … ${to ?? "—"}`,
          `  ${zh ? "依据" : "source"}  ${source[language]}`,
          ...(inferred.length === 0
            ? []
            : [
                `  ${zh ? "推定" : "inferred"}  ${inferred.map(({ clause }) => clause).join(zh ? "、" : ", ")}`
              ])
        ].join("\n")
      )
      out(`${blocks.join("\n\n")}\n`)
    })
)

/** `sets` with its arguments. */
export const command = Command.make(
  "sets",
  { format: flags.format("text", "json"), language: flags.language },
  sets
)
