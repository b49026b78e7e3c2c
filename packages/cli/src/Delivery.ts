/**
 * Handing over what a command made: to a file, or to standard output.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isTerminal, outAs, say } from "./Console.ts"
import { usage } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import { writeOutput } from "./Output.ts"

/** Refuses to print a workbook on a terminal, before it is made. */
export const refuseOnTerminal = (format: string, file: Option.Option<string>): Effect.Effect<void, Exit> =>
  Option.isNone(file) && format === "xlsx" && isTerminal()
    ? Effect.fail(usage("A workbook is no text for a terminal: give --out FILE.xlsx or redirect the output."))
    : Effect.void

/** Writes data to the file and says so, or prints it where no file is named. */
export const deliver = Effect.fn("deliver")(function* (
  format: string,
  data: string | Uint8Array,
  file: Option.Option<string>
) {
  if (Option.isNone(file)) return outAs(format, data)
  yield* writeOutput(file.value, data)
  say(`wrote ${file.value}`)
})
