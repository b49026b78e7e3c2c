/**
 * `copy`: a ledger taken over into another place, of the same kind or another; every hash stays as it is.
 */
import { HashChain, copyLedger } from "@juesuan/ledger"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { openLedger, shownLedger } from "../Ledger.ts"
import { startProgress } from "../Progress.ts"
import * as flags from "./options.ts"

interface CopyArguments {
  readonly from: string
  readonly to: string
  readonly format: "text" | "json"
}

/** Runs `copy`. */
export const copy = Effect.fn("copy")(function* ({ from, to, format }: CopyArguments) {
  if (from === to)
    return yield* Effect.fail(usage("Both are the same ledger. Name another place for the copy."))
  if (to === ":memory:")
    return yield* Effect.fail(usage("A copy in memory would be gone at once. Name a file or a database."))
  const source = yield* openLedger(from, "read")
  const events = (yield* orExit(source.heads)).reduce((sum, { version }) => sum + version, 0)
  const target = yield* openLedger(to, "write")
  const progress = yield* Effect.promise(() => startProgress("copying", events))
  const copied = yield* Effect.ensuring(
    orExit(copyLedger(source, target, { onProgress: progress.update })),
    Effect.sync(progress.stop)
  )
  const digest = HashChain.digestOf(yield* orExit(target.heads))
  const holdsOthers = digest !== copied.digest
  const said = { from: shownLedger(from), to: shownLedger(to), ...copied, holdsOthers }
  out(
    format === "json"
      ? `${JSON.stringify(said, null, 2)}\n`
      : `${said.to}: ${copied.copied} events copied, ${copied.alreadyThere} were there\ndigest ${copied.digest}\n` +
          (holdsOthers ? `It holds other events besides; its own digest is ${digest}\n` : "")
  )
}, Effect.scoped)

/** `copy` with its arguments. */
export const command = Command.make(
  "copy",
  {
    from: Argument.String("FROM").pipe(
      Argument.withDescription("the ledger to copy: a file or postgres://…")
    ),
    to: Argument.String("TO").pipe(
      Argument.withDescription("where to: a file or postgres://…; made where there is none")
    ),
    format: flags.format("text", "json")
  },
  copy
)
