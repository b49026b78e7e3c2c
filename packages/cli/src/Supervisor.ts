/**
 * The supervisor: runs the command, in a thread where that may work for long, and answers signals meanwhile.
 *
 * Work that blocks its thread cannot answer Ctrl-C; the main thread can. It stops the work, clears away the temporary
 * files the work has told it of, and ends with the signal's exit code. A killed process takes the thread along.
 */
import * as fs from "node:fs"
import { constants } from "node:os"
import { Worker } from "node:worker_threads"
import { discard } from "./Temporaries.ts"
import type { TemporaryNote } from "./Temporaries.ts"

const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const
type Signal = (typeof signals)[number]

/** The exit code of work that failed where nobody caught it. */
const BUG = 70

/** How long stopped work may take to leave a call of the system before the process ends as if it had no handler. */
const PATIENCE_MS = 2000

const REPEAT_MS = 500

const sayError = (error: Error): number => {
  const isMemory = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
  process.stderr.write(
    isMemory
      ? "Out of memory; nothing was written. Give more with NODE_OPTIONS=--max-old-space-size=8192, or less input.\n"
      : `A bug of ours, please report it with what you did:\n${error.stack ?? error.message}\n`
  )
  return BUG
}

/** Commands that write, or that read whole files: what they do may take long, and has to be tidied up. */
const longCommands = new Set([
  "add",
  "audit",
  "backup",
  "close",
  "copy",
  "demo",
  "disclose",
  "import",
  "init",
  "open",
  "replay",
  "undo",
  "verify"
])

/** Up to this size the whole of a ledger is read within a second. */
const SMALL_LEDGER = 32 * 2 ** 20

const isLarge = (ledger: string | undefined): boolean =>
  ledger !== undefined && (fs.statSync(ledger, { throwIfNoEntry: false })?.size ?? 0) > SMALL_LEDGER

/** Whether a command line may work for long, or writes: then somebody has to answer signals and to tidy up. */
const needsSupervision = (args: ReadonlyArray<string>): boolean => {
  const ledger = args.flatMap((arg, at) =>
    arg === "--ledger" ? args.slice(at + 1, at + 2) : arg.startsWith("--ledger=") ? [arg.slice(9)] : []
  )
  return (
    args.some((arg) => longCommands.has(arg) || /^--out(=|$)/.test(arg)) ||
    [...ledger, process.env["JUESUAN_LEDGER"]].some(isLarge)
  )
}

/**
 * Runs the command line. Short work that writes nothing runs in this thread: starting another would take longer, and a
 * signal may end it as signals do, at once. From sources it takes a thread of its own to be told where those are.
 */
export const start = async (
  at: (name: "main" | "worker") => URL,
  options: { readonly argv: ReadonlyArray<string>; readonly execArgv: ReadonlyArray<string> }
): Promise<void> => {
  const { argv, execArgv } = options
  if (execArgv.length > 0 || needsSupervision(argv)) return supervise(at("worker"), options)
  for (const signal of signals) process.removeAllListeners(signal)
  // Started by a Node that is too old: when that is gone, nobody waits for this any more.
  process.on("disconnect", () => process.exit(128 + constants.signals.SIGTERM))
  process.channel?.unref()
  const { main } = (await import(at("main").href)) as typeof import("./main.ts")
  process.exitCode = await main(argv)
}

/** Runs a module in a thread of its own with the command's arguments; ends the process with the thread's exit code. */
const supervise = (
  entry: URL,
  options: { readonly argv: ReadonlyArray<string>; readonly execArgv: ReadonlyArray<string> }
): void => {
  const worker = new Worker(entry, { argv: [...options.argv], execArgv: [...options.execArgv] })
  const temporaries = new Set<string>()
  let ending: Signal | undefined
  let since = 0
  worker.on("message", ({ temporary, isThere }: TemporaryNote) => {
    if (isThere) temporaries.add(temporary)
    else temporaries.delete(temporary)
  })
  worker.on("error", (error) => {
    process.exitCode = sayError(error)
  })
  worker.on("exit", (code) => {
    for (const temporary of temporaries) discard(temporary)
    if (ending !== undefined) process.exit(128 + constants.signals[ending])
    process.exitCode ??= code
  })
  const end = (signal: Signal): void => {
    const dieOf = (): void => {
      for (const temporary of temporaries) discard(temporary)
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
    // A terminal and a starter that passes signals on send the same one twice; a person who insists does so later.
    if (ending !== undefined) return Date.now() - since > REPEAT_MS ? dieOf() : undefined
    ending = signal
    since = Date.now()
    setTimeout(dieOf, PATIENCE_MS).unref()
    void worker.terminate()
  }
  for (const signal of signals) process.removeAllListeners(signal).on(signal, () => end(signal))
  // Started by a Node that is too old: when that is gone, nobody waits for this any more.
  process.on("disconnect", () => end("SIGTERM"))
  process.channel?.unref()
}
