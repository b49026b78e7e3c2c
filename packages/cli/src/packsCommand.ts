/**
 * The `packs` command with its arguments. What it does is loaded when it is called.
 */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as options from "./commands/options.ts"

export const packs = Command.make(
  "packs",
  { format: options.format("text", "json"), language: options.language },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/packs.ts")),
      ({ packs }) => packs(config)
    )
).pipe(
  Command.withDescription("Lists the table packs: whose forms, of which years, and what is inferred in them")
)
