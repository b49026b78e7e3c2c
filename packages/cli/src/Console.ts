/**
 * Standard output and error: data goes to one, messages and progress to the other.
 *
 * A reader that closes the pipe early (`juesuan tables | head`) is no error.
 */
import * as fs from "node:fs"
import * as tty from "node:tty"
import { unwritable } from "./ExitCode.ts"
import { reasonOf, whyNot } from "./Reasons.ts"

/** Writes what goes at once; a reader who has gone ends the writing without a word. */
const writeSome = (descriptor: 1 | 2, bytes: Uint8Array, offset: number): number => {
  try {
    return fs.writeSync(descriptor, bytes, offset)
  } catch (error) {
    const code = reasonOf(error)
    if (code === "EPIPE") return bytes.length - offset
    if (code === "EAGAIN") {
      // A pipe that is full for the moment: wait a little without spinning.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      return 0
    }
    // What cannot be said cannot be said there either.
    if (descriptor === 2) return bytes.length - offset
    throw unwritable(`cannot write to standard output: ${whyNot(error)}`)
  }
}

const writeAll = (descriptor: 1 | 2, bytes: Uint8Array): void => {
  for (let offset = 0; offset < bytes.length;) offset += writeSome(descriptor, bytes, offset)
}

const encoder = new TextEncoder()

/**
 * What must not reach a terminal as it is: control characters but for tab and line feed, marks that turn the direction
 * of text around, separators that break lines unseen, and halves of characters.
 */
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** Text with unprintable characters in a form that shows them, such as `\u001b`; in JSON it means the same. */
export const visible = (text: string): string =>
  text.replace(UNPRINTABLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** Writes text or JSON to standard output, all of it before returning. Throws an `Exit` when it cannot be written. */
export const out = (text: string): void => writeAll(1, encoder.encode(visible(text)))

/** Writes a file to standard output, byte for byte; text of a file is shown like other text on a terminal. */
export const outFile = (data: string | Uint8Array): void =>
  writeAll(1, typeof data === "string" ? encoder.encode(isTerminal() ? visible(data) : data) : data)

/** Writes what a command made in a format: text and JSON as they are to be seen, files byte for byte. */
export const outAs = (format: string, data: string | Uint8Array): void =>
  typeof data === "string" && (format === "text" || format === "json") ? out(data) : outFile(data)

/** Writes a message line to standard error. */
export const say = (text: string): void => writeAll(2, encoder.encode(`${visible(text)}\n`))

/** Writes a question to standard error; the answer is typed behind it. */
export const sayPrompt = (text: string): void => writeAll(2, encoder.encode(visible(text)))

/** The terminal's width in columns; `undefined` when standard output is not a terminal and COLUMNS is not set. */
export const terminalWidth = (): number | undefined => {
  const declared = Number(process.env["COLUMNS"])
  if (Number.isInteger(declared) && declared >= 20) return declared
  return isTerminal() ? new tty.WriteStream(1).columns : undefined
}

/** Whether standard output is a terminal. */
export const isTerminal = (): boolean => tty.isatty(1)
