/**
 * Files: reading what the user names, and writing so that nobody ever sees half a file.
 *
 * The only module of the import that touches a disk. A file that cannot be read is an issue like any other,
 * so that it is told together with what is wrong in the others.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync
} from "node:fs"
import { basename, dirname, join } from "node:path"
import { makeIssue } from "@juesuan/import"
import type { ImportIssue } from "@juesuan/import"
import { parseMapping } from "@juesuan/import"
import type { Mapping } from "@juesuan/import"
import { defaultLimits, tooLarge } from "@juesuan/import"
import type { ImportFile } from "@juesuan/import"

/** Why a file or directory cannot be read, written or made, in words where the system's name has some. */
export const whyNot = (cause: unknown): string => {
  const reason = reasonOf(cause)
  switch (reason) {
    case "ENOENT":
      return `there is no such file or directory (${reason}). Check the path.`
    case "EISDIR":
      return `it is a directory (${reason}). Name a file in it.`
    case "ENOTDIR":
    case "EEXIST":
      return `there is a file where a directory should be (${reason}). Name another directory.`
    case "EACCES":
    case "EPERM":
      return `it is not allowed (${reason}). Check its permissions.`
    default:
      return cause instanceof Error ? cause.message : String(cause)
  }
}

/** A file could not be written; what stood there before still does. */
export class FileUnwritable extends Data.TaggedError("FileUnwritable")<{
  readonly path: string
  readonly cause: unknown
}> {
  override get message(): string {
    return `cannot write ${this.path}: ${whyNot(this.cause)}`
  }
}

/** The system's name of a failure, such as `EACCES`. */
const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message
}

const unreadable = (path: string, cause: unknown): ImportIssue => {
  const reason = reasonOf(cause)
  const place = { file: path, value: path }
  if (reason === "ENOENT" || reason === "ENOTDIR") return makeIssue("FileMissing", place)
  if (reason === "EISDIR") return makeIssue("FileIsDirectory", place)
  return makeIssue("FileUnreadable", place, { cause: reason })
}

const readOne = (path: string, bytesMax: number): Result.Result<ImportFile, ImportIssue> => {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return Result.fail(makeIssue("FileIsDirectory", { file: path, value: path }))
    if (stat.size > bytesMax) return Result.fail(tooLarge(path, bytesMax))
    return Result.succeed({ name: path, bytes: readFileSync(path) })
  } catch (cause) {
    return Result.fail(unreadable(path, cause))
  }
}

/** Reads the files that can be read, in the order named; the others are issues, in the same order. */
export const readFiles = (
  paths: ReadonlyArray<string>,
  bytesMax = defaultLimits.fileBytesMax
): { readonly files: ReadonlyArray<ImportFile>; readonly issues: ReadonlyArray<ImportIssue> } => {
  const files: Array<ImportFile> = []
  const issues: Array<ImportIssue> = []
  for (const path of paths) {
    const read = readOne(path, bytesMax)
    if (Result.isSuccess(read)) files.push(read.success)
    else issues.push(read.failure)
  }
  return { files, issues }
}

/** Reads a mapping file: the mapping, or what is wrong with it. */
export const readMapping = (
  path: string
): { readonly mapping: Mapping | undefined; readonly issues: ReadonlyArray<ImportIssue> } => {
  const file = readOne(path, defaultLimits.fileBytesMax)
  if (Result.isFailure(file)) return { mapping: undefined, issues: [file.failure] }
  const mapping = parseMapping(path, file.success.bytes)
  return Result.isSuccess(mapping)
    ? { mapping: mapping.success, issues: [] }
    : { mapping: undefined, issues: mapping.failure }
}

let temporaries = 0

const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}

/** Makes a rename durable. Some systems cannot sync a directory; the rename itself is whole either way. */
const syncDirectory = (path: string): void => {
  try {
    const descriptor = openSync(path, "r")
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    const reason = reasonOf(cause)
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "EBADF", "ENOTSUP"].includes(reason)) throw cause
  }
}

/**
 * Writes a file whole or not at all: to a new file beside it, synced to disk, then renamed into its place.
 *
 * Throws {@link FileUnwritable}; the new file is removed and what stood at the path is untouched.
 */
export const writeFileAtomic = (path: string, bytes: Uint8Array): void => {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${++temporaries}.tmp`)
  let descriptor: number | undefined
  try {
    descriptor = openSync(temporary, "wx", 0o666)
    writeAll(descriptor, bytes)
    fsyncSync(descriptor)
    closeSync(descriptor)
    descriptor = undefined
    renameSync(temporary, path)
    syncDirectory(dirname(path))
  } catch (cause) {
    if (descriptor !== undefined) closeSync(descriptor)
    // `wx` refuses a file that was there before, which is then not ours to remove.
    if (reasonOf(cause) !== "EEXIST") rmSync(temporary, { force: true })
    throw new FileUnwritable({ path, cause })
  }
}
