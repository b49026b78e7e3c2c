/**
 * Standard output and error: data goes to one, messages and progress to the other.
 *
 * A reader that closes the pipe early (`juesuan tables | head`) is no error.
 */
import * as fs from "node:fs"

const writeAll = (descriptor: 1 | 2, bytes: Uint8Array): void => {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += fs.writeSync(descriptor, bytes, offset)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === "EPIPE") return
      if (code !== "EAGAIN") throw error
      // A pipe that is full for the moment: wait a little without spinning.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

const encoder = new TextEncoder()

/** Writes data to standard output, all of it before returning. */
export const out = (data: string | Uint8Array): void =>
  writeAll(1, typeof data === "string" ? encoder.encode(data) : data)

/** Writes a message line to standard error. */
export const say = (text: string): void => writeAll(2, encoder.encode(`${text}\n`))

/** The terminal's width in columns; `undefined` when standard output is not a terminal and COLUMNS is not set. */
export const terminalWidth = (): number | undefined => {
  const declared = Number(process.env["COLUMNS"])
  if (Number.isInteger(declared) && declared >= 20) return declared
  return process.stdout.isTTY ? process.stdout.columns : undefined
}

/** Whether standard output is a terminal. */
export const isTerminal = (): boolean => process.stdout.isTTY === true
