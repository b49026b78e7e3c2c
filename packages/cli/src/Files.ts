/**
 * The files of an import. A file that cannot be read is an issue like any other, so that it is reported together with
 * what is wrong in the others.
 */
import * as Result from "effect/Result"
import { defaultLimits, makeIssue, parseMapping, tooLarge } from "@juesuan/import"
import type { ImportFile, ImportIssue, Mapping, Operand } from "@juesuan/import"
import { SMALL_FILE_MAX, readInput } from "./Input.ts"
import type { InputUnreadable } from "./Input.ts"
import { reasonOf } from "./Reasons.ts"

const special: Operand = { zh: "它是设备或套接字", en: "it is a device or a socket" }
const silent: Operand = { zh: "没有程序向这个管道写入", en: "nobody writes to this pipe" }

const issueOf = ({ path, fault }: InputUnreadable): ImportIssue => {
  const place = { file: path, value: path }
  switch (fault.kind) {
    case "missing":
      return makeIssue("FileMissing", place)
    case "folder":
      return makeIssue("FileIsDirectory", place)
    case "special":
      return makeIssue("FileSpecial", place, { detail: special })
    case "silent":
      return makeIssue("FileSpecial", place, { detail: silent })
    case "large":
      return tooLarge(path, fault.bytesMax)
    case "system":
      return makeIssue("FileUnreadable", place, { cause: reasonOf(fault.cause) })
  }
}

const readOne = (path: string, bytesMax: number): Result.Result<ImportFile, ImportIssue> =>
  Result.mapBoth(readInput(path, bytesMax), {
    onSuccess: (bytes): ImportFile => ({ name: path, bytes }),
    onFailure: issueOf
  })

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
  const file = readOne(path, SMALL_FILE_MAX)
  if (Result.isFailure(file)) return { mapping: undefined, issues: [file.failure] }
  const mapping = parseMapping(path, file.success.bytes)
  return Result.isSuccess(mapping)
    ? { mapping: mapping.success, issues: [] }
    : { mapping: undefined, issues: mapping.failure }
}
