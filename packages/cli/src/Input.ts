/**
 * Input: the one reader of what the user names, with a limit by bytes that holds for pipes and /proc too.
 *
 * Folders, devices and sockets are refused. `-` is standard input. A pipe is waited for, but not one by name that
 * nobody writes to.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fs from "node:fs"
import { unreadable } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import { reasonOf, whyNot } from "./Reasons.ts"

/** What keeps a file from being read. */
export type InputFault =
  | { readonly kind: "missing" | "folder" | "special" | "silent" }
  | { readonly kind: "large"; readonly bytesMax: number }
  | { readonly kind: "system"; readonly cause: unknown }

/** The limit of settings, rule sets, proofs and other files that people write by hand. */
export const SMALL_FILE_MAX = 16 * 2 ** 20

/** How long a named pipe may have nobody who writes to it. */
const SILENCE_MS = 10_000
const CHUNK = 2 ** 18

const megabytes = (bytes: number): string =>
  bytes >= 2 ** 20 ? `${Math.round(bytes / 2 ** 20)} MB` : `${bytes} bytes`

/** A file that the user named cannot be read as input. */
export class InputUnreadable extends Data.TaggedError("InputUnreadable")<{
  readonly path: string
  readonly fault: InputFault
}> {
  override get message(): string {
    const { path, fault } = this
    switch (fault.kind) {
      case "missing":
        return `cannot read ${path}: ${whyNot(Object.assign(new Error(), { code: "ENOENT" }))}`
      case "folder":
        return `cannot read ${path}: ${whyNot(Object.assign(new Error(), { code: "EISDIR" }))}`
      case "special":
        return `cannot read ${path}: it is a device or a socket, not a file. Name a file, or pipe the data in.`
      case "silent":
        return `cannot read ${path}: nobody writes to this pipe. Start its writer first.`
      case "large":
        return `${path} is larger than ${megabytes(fault.bytesMax)}. Split it.`
      case "system":
        return `cannot read ${path}: ${whyNot(fault.cause)}`
    }
  }
}

/** Not a file to be read to its end, or `undefined`. */
const faultOf = (stat: fs.Stats): InputFault | undefined => {
  if (stat.isDirectory()) return { kind: "folder" }
  return stat.isFile() || stat.isFIFO() ? undefined : { kind: "special" }
}

const isStandardInput = (path: string): boolean => path === "-" || path === "/dev/stdin"
/** Pipes without a name: once nobody writes to them, nobody will. */
const isNameless = (path: string): boolean =>
  isStandardInput(path) || /^\/(?:dev|proc\/(?:self|\d+))\/fd\/\d+$/.test(path)

const pause = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** Reads what there is into the rest of a buffer; `undefined` when a pipe has nothing yet. */
const readSome = (descriptor: number, buffer: Uint8Array, at: number): number | undefined => {
  try {
    return fs.readSync(descriptor, buffer, at, buffer.length - at, null)
  } catch (error) {
    const code = reasonOf(error)
    if (code === "EAGAIN") return undefined
    // What Windows says at the end of a pipe.
    if (code === "EOF") return 0
    throw error
  }
}

const grown = (buffer: Uint8Array, size: number): Uint8Array => {
  const larger = new Uint8Array(size)
  larger.set(buffer)
  return larger
}

/** `size` is what the file says of itself, for the first buffer; the limit counts what is read. */
const readToEnd = (
  descriptor: number,
  bytesMax: number,
  { size, isPatient }: { readonly size: number; readonly isPatient: boolean }
): Uint8Array | InputFault => {
  let buffer: Uint8Array = new Uint8Array(Math.min(size, bytesMax) + 1)
  let total = 0
  let isSilent = isPatient
  const until = Date.now() + SILENCE_MS
  for (;;) {
    const count = readSome(descriptor, buffer, total)
    if (count === undefined || (count === 0 && isSilent)) {
      if (count === undefined) isSilent = false
      else if (Date.now() > until) return { kind: "silent" }
      pause(10)
      continue
    }
    if (count === 0) return buffer.subarray(0, total)
    isSilent = false
    total += count
    if (total > bytesMax) return { kind: "large", bytesMax }
    if (total === buffer.length) buffer = grown(buffer, Math.min(2 * total + CHUNK, bytesMax + 1))
  }
}

/** Standard input as it came, or opened again so that waiting for it can be interrupted. */
const openStandardInput = (): { readonly descriptor: number; readonly isOurs: boolean } => {
  try {
    const flags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)
    return { descriptor: fs.openSync("/dev/stdin", flags), isOurs: true }
  } catch {
    return { descriptor: 0, isOurs: false }
  }
}

const read = (path: string, bytesMax: number): Uint8Array | InputFault => {
  const isInput = isStandardInput(path)
  const named = isInput ? fs.fstatSync(0) : fs.statSync(path)
  // Programs give their children a socket where a shell gives a pipe.
  const isSocket = isInput && named.isSocket()
  const fault = isSocket ? undefined : faultOf(named)
  if (fault !== undefined) return fault
  if (named.size > bytesMax) return { kind: "large", bytesMax }
  const { descriptor, isOurs } = isSocket
    ? { descriptor: 0, isOurs: false }
    : isInput
      ? openStandardInput()
      : {
          descriptor: fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)),
          isOurs: true
        }
  try {
    const opened = fs.fstatSync(descriptor)
    const swapped = isSocket ? undefined : faultOf(opened)
    const isPatient = opened.isFIFO() && !isNameless(path)
    return swapped ?? readToEnd(descriptor, bytesMax, { size: opened.size, isPatient })
  } finally {
    if (isOurs) fs.closeSync(descriptor)
  }
}

/** Reads a file, a pipe or standard input (`-`) to its end, unless it holds more than `bytesMax` bytes. */
export const readInput = (path: string, bytesMax: number): Result.Result<Uint8Array, InputUnreadable> => {
  const refuse = (fault: InputFault) => Result.fail(new InputUnreadable({ path, fault }))
  try {
    const found = read(path, bytesMax)
    return found instanceof Uint8Array ? Result.succeed(found) : refuse(found)
  } catch (cause) {
    const reason = reasonOf(cause)
    return reason === "ENOENT" || reason === "ENOTDIR"
      ? refuse({ kind: "missing" })
      : refuse({ kind: "system", cause })
  }
}

/** Reads a file that a command needs; what cannot be read ends it with exit code 3. */
export const inputOf = (path: string, bytesMax = SMALL_FILE_MAX): Effect.Effect<Uint8Array, Exit> =>
  Effect.mapError(Effect.fromResult(readInput(path, bytesMax)), ({ message }) => unreadable(message))

/** The JSON that a file holds. */
export const parseJson = (path: string, bytes: Uint8Array): Effect.Effect<unknown, Exit> =>
  Effect.try({
    try: () => JSON.parse(new TextDecoder().decode(bytes)) as unknown,
    catch: (error) => unreadable(`${path} is no JSON: ${(error as Error).message}`)
  })

/** Reads a file of JSON. */
export const jsonOf = (path: string, bytesMax = SMALL_FILE_MAX): Effect.Effect<unknown, Exit> =>
  Effect.flatMap(inputOf(path, bytesMax), (bytes) => parseJson(path, bytes))
