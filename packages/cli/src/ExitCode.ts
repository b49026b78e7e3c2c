/**
 * Exit codes of `juesuan`, and the failures that carry them.
 *
 * Whoever calls the command can tell from the code alone whose turn it is: the document's (1), the caller's (2), the
 * input's (3), the ledger's (4), the machine's (5, 6) or ours (70).
 */
import * as Data from "effect/Data"

/** The exit codes of the command by what they mean; other programs rely on them. */
export const exitCodes = {
  clean: 0,
  /** Findings at or above `--fail-on`; events that were invalid when written. */
  findings: 1,
  /** The command line does not fit together, or this Node is too old. */
  usage: 2,
  /** A file is not there, too large, or not what it should be; rows of it are refused. Nothing was written. */
  inputUnreadable: 3,
  /** The ledger is not what was appended to it. */
  integrityBroken: 4,
  /** The store could not do its work: locked, disk full, an I/O error, no permission, another append in between. */
  storeFailed: 5,
  /** A file, a folder or standard output could not be written; what was there before is untouched. */
  outputUnwritable: 6,
  /** An error inside the program, which is ours to mend. */
  bug: 70,
  /** SIGHUP: the terminal went away. */
  hungUp: 129,
  /** SIGINT: Ctrl-C. */
  interrupted: 130,
  /** SIGTERM: asked to end. */
  terminated: 143
} as const
/** One of the exit codes of the command. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What each code means, in a few words for people, in order; the signals' are in one line. */
export const exitCodeMeanings: ReadonlyArray<readonly [code: string, meaning: string]> = [
  ["0", "clean"],
  ["1", "findings at or above --fail-on"],
  ["2", "usage, or a Node that is too old"],
  ["3", "input unreadable or refused; nothing was written"],
  ["4", "the ledger is not what was appended to it"],
  ["5", "the store could not do its work: locked, disk full, no permission, changed in between"],
  ["6", "output could not be written; what was there before is untouched"],
  ["70", "a bug of ours"],
  ["129, 130, 143", "ended by SIGHUP, SIGINT (Ctrl-C), SIGTERM"]
]

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

/** The store could not do its work. */
export const storeFailed = (text: string): Exit => new Exit({ code: exitCodes.storeFailed, text })

/** Something could not be written. */
export const unwritable = (text: string): Exit => new Exit({ code: exitCodes.outputUnwritable, text })
