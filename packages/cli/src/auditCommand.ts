/**
 * The `audit` command with its arguments. What it does is loaded when it is called.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as options from "./commands/options.ts"

export const audit = Command.make(
  "audit",
  {
    files: Argument.String("FILE").pipe(
      Argument.withDescription("published documents: .txt, .md, .html, .docx or .xlsx"),
      Argument.variadic({ min: 1 })
    ),
    pack: options.packIfAny,
    baseline: Flag.String("baseline").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("an earlier --format json report: what it knows is not told again"),
      Flag.optional
    ),
    unchecked: Flag.Boolean("unchecked").pipe(
      Flag.withDescription("also list the printed numbers that no rule read"),
      Flag.withDefault(false)
    ),
    format: options.format("text", "json", "sarif", "xlsx", "html"),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write there instead of to standard output; a folder for several pages"),
      Flag.optional
    ),
    failOn: options.failOn,
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/audit.ts")),
      ({ audit }) => audit(config)
    )
).pipe(Command.withDescription("Recomputes what published final accounts print, and says what disagrees"))
