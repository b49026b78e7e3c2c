/**
 * The `backup` command with its arguments. What it does is loaded when it is called.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as options from "./commands/options.ts"

export const backup = Command.make(
  "backup",
  {
    file: Argument.String("FILE").pipe(Argument.withDescription("the copy to make")),
    ledger: options.ledger,
    force: Flag.Boolean("force").pipe(
      Flag.withDescription("replace a file that is there already"),
      Flag.withDefault(false)
    ),
    format: options.format("text", "json")
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/backup.ts")),
      ({ backup }) => backup(config)
    )
).pipe(Command.withDescription("Copies a ledger as of one moment, while others may write to it"))
