/**
 * `backup`: a copy of a ledger as of one moment, whole although others write to it, checked by its digest.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { out } from "../Console.ts"
import { unwritable, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { ledgerPath, openFile } from "../Ledger.ts"
import { syncDirectory } from "../Output.ts"
import { whyNot } from "../Reasons.ts"
import { clearLeftovers, settle, temporaryIn } from "../Temporaries.ts"
import * as flags from "./options.ts"

interface BackupOptions {
  readonly file: string
  readonly ledger: Option.Option<string>
  readonly force: boolean
  readonly format: "text" | "json"
}

/** Whether two paths are one file: a ledger is never replaced by its own copy. */
const isOneFile = (left: string, right: string): boolean => {
  const [one, other] = [left, right].map((file) => fs.statSync(file, { throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino
}

/** What SQLite keeps beside a ledger that is in use: with another file it would damage what is read. */
const companions = ["-wal", "-shm", "-journal"] as const

/** Gives a finished copy its name. Without force a file that came in between is left as it is. */
const place = (copy: string, file: string, force: boolean) =>
  Effect.try({
    try: () => {
      const inUse = companions.map((suffix) => file + suffix).find((name) => fs.existsSync(name))
      if (inUse !== undefined)
        throw new Error(`${inUse} is beside it: it is a ledger in use. Name another file.`)
      if (force || !fs.existsSync(file)) fs.renameSync(copy, file)
      else throw new Error("it is there already.")
      syncDirectory(path.dirname(file))
    },
    catch: (error) => unwritable(`cannot write ${file}: ${whyNot(error)}`)
  })

/** A folder for the copy under way, beside its place. */
const openStage = (file: string) =>
  Effect.acquireRelease(
    Effect.try({
      try: () => {
        clearLeftovers(path.dirname(file))
        const stage = temporaryIn(path.dirname(file))
        fs.mkdirSync(stage, { mode: 0o700 })
        return stage
      },
      catch: (error) => unwritable(`cannot write ${file}: ${whyNot(error)}`)
    }),
    (stage) => Effect.sync(() => settle(stage))
  )

/** Runs `backup`. */
export const backup = Effect.fn("backup")(function* ({ file, ledger, force, format }: BackupOptions) {
  const from = yield* ledgerPath(ledger)
  if (from === ":memory:")
    return yield* Effect.fail(usage("A ledger in memory has nothing to back up: name a file."))
  if (isOneFile(from, file))
    return yield* Effect.fail(usage(`${file} is the ledger itself. Name another file for its copy.`))
  if (fs.existsSync(file) && !force)
    return yield* Effect.fail(
      unwritable(`${file} is there already; nothing was written. --force replaces it.`)
    )
  const store = yield* openFile(from)
  const copy = path.join(yield* openStage(file), "copy.db")
  const { bytes, events, streams, digest } = yield* orExit(store.backup(copy))
  yield* place(copy, file, force)
  out(
    format === "json"
      ? `${JSON.stringify({ file, bytes, events, streams, digest }, null, 2)}\n`
      : `${file}: ${events} events in ${streams} streams, ${bytes} bytes\ndigest ${digest}\n`
  )
}, Effect.scoped)

/** `backup` with its arguments. */
export const command = Command.make(
  "backup",
  {
    file: Argument.String("FILE").pipe(Argument.withDescription("the copy to make")),
    ledger: flags.ledger,
    force: Flag.Boolean("force").pipe(
      Flag.withDescription("replace a file that is there already"),
      Flag.withDefault(false)
    ),
    format: flags.format("text", "json")
  },
  backup
)
