/**
 * Exit codes of `juesuan`, and the failures that carry them.
 *
 * 0 clean, 1 findings, 2 usage, 3 input unreadable, 4 ledger integrity broken, 70 a bug of ours, 130 interrupted.
 */
import * as Data from "effect/Data"

/** The exit codes of the command by what they mean; other programs rely on them. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  inputUnreadable: 3,
  integrityBroken: 4,
  bug: 70,
  interrupted: 130
} as const
/** One of the exit codes of the command. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A command's end with a code other than 0; the message, if any, goes to stderr. */
export class Exit extends Data.TaggedError("Exit")<{ readonly code: ExitCode; readonly text: string }> {
  override get message(): string {
    return this.text
  }
}

/** The command line asks for something that does not fit together. */
export const usage = (text: string): Exit => new Exit({ code: exitCodes.usage, text })

/** A file or ledger cannot be read as what it should be. */
export const unreadable = (text: string): Exit => new Exit({ code: exitCodes.inputUnreadable, text })
