/**
 * Output files: written beside their place and renamed into it, so that nobody ever sees half a file.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { unwritable } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import { reasonOf, whyNot } from "./Reasons.ts"
import { clearLeftovers, settle, temporaryIn } from "./Temporaries.ts"

/** A file could not be written; what stood there before still does. */
export class FileUnwritable extends Data.TaggedError("FileUnwritable")<{
  readonly path: string
  readonly cause: unknown
}> {
  override get message(): string {
    return `cannot write ${this.path}: ${whyNot(this.cause)}`
  }
}

const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at)
}

/** Makes a rename durable. Some systems cannot sync a directory; the rename itself is whole either way. */
export const syncDirectory = (folder: string): void => {
  try {
    const descriptor = fs.openSync(folder, "r")
    try {
      fs.fsyncSync(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (cause) {
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "EBADF", "ENOTSUP"].includes(reasonOf(cause))) throw cause
  }
}

/** Writes a file that is not there yet, and waits until the disk has it. */
export const writeNew = (file: string, bytes: Uint8Array, mode = 0o666): void => {
  const descriptor = fs.openSync(file, "wx", mode)
  try {
    writeAll(descriptor, bytes)
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** What stands at a path, through links; `undefined` where nothing does. */
const statOf = (file: string): fs.Stats | undefined => fs.statSync(file, { throwIfNoEntry: false })

/** A pipe or device, such as /dev/stdout, is written to; nothing can be renamed into its place. */
const writeThrough = (file: string, bytes: Uint8Array): void => {
  const descriptor = fs.openSync(file, "w")
  try {
    writeAll(descriptor, bytes)
  } finally {
    fs.closeSync(descriptor)
  }
}

/**
 * Writes a file whole or not at all: to a new file beside it, synced to disk, then renamed into its place. A link
 * stays a link, and the file keeps its permissions.
 *
 * Throws {@link FileUnwritable}; the new file is removed and what stood at the path is untouched.
 */
export const writeFileAtomic = (file: string, bytes: Uint8Array): void => {
  try {
    const before = statOf(file)
    if (before !== undefined && !before.isFile() && !before.isDirectory()) return writeThrough(file, bytes)
    const place = before === undefined ? file : fs.realpathSync(file)
    clearLeftovers(path.dirname(place))
    const temporary = temporaryIn(path.dirname(place))
    try {
      writeNew(temporary, bytes)
      if (before !== undefined) fs.chmodSync(temporary, before.mode & 0o777)
      fs.renameSync(temporary, place)
      syncDirectory(path.dirname(place))
    } finally {
      settle(temporary)
    }
  } catch (cause) {
    throw new FileUnwritable({ path: file, cause })
  }
}

export const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data

/** Writes a file; a place that cannot be written is the user's to mend. */
export const writeOutput = (file: string, data: string | Uint8Array): Effect.Effect<void, Exit> =>
  Effect.try({
    try: () => writeFileAtomic(file, bytesOf(data)),
    catch: (error) => unwritable((error as FileUnwritable).message)
  })
