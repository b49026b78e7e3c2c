/**
 * The published documents that a command is given: files, folders with all that is in them, zips, and lists of these.
 *
 * A document is read when it is asked for, so that many of them take the memory of one.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { readLimits } from "@juesuan/audit"
import { openZip } from "@juesuan/page"
import type { Zip } from "@juesuan/page"
import * as Result from "effect/Result"
import { readInput } from "./Input.ts"

/** A document by its name, and how to get its bytes, or why there are none. */
export interface DocumentSource {
  readonly name: string
  readonly bytes: () => Result.Result<Uint8Array, string>
}

/** What was found under the names given. */
export interface DocumentSources {
  readonly documents: ReadonlyArray<DocumentSource>
  /** Files in folders and zips that are no documents by their names. */
  readonly passedOver: ReadonlyArray<string>
}

/** What documents are called; those of formats that are not read are said with what to do about them. */
const DOCUMENT = /\.(?:pdf|docx?|xlsx?|html?|md|markdown|txt|wps|et|ofd|odt|ods|rtf|zip)$/i
const ZIP = /\.zip$/i
const byName = new Intl.Collator("zh-CN", { numeric: true })

const isHidden = (name: string): boolean =>
  name.split("/").some((part) => /^[.~]|^__MACOSX$|^Thumbs\.db$/i.test(part))

const fileSource = (file: string): DocumentSource => ({
  name: file,
  bytes: () => Result.mapError(readInput(file, readLimits.bytesMax), ({ message }) => message)
})

const inZip = (file: string, zip: Zip, entry: string): DocumentSource => {
  const name = `${file}/${entry}`
  return {
    name,
    bytes: () => {
      if (ZIP.test(entry)) return Result.fail(`${name}: an archive in an archive. Unpack it first.`)
      const read = zip.read(entry)
      if (Result.isFailure(read)) return Result.fail(`${name}: ${read.failure.message}`)
      return read.success === undefined ? Result.fail(`${name}: not there.`) : Result.succeed(read.success)
    }
  }
}

const refused = (name: string, why: string): DocumentSource => ({ name, bytes: () => Result.fail(why) })

/** Looks through names of files; what is empty is refused, for "nothing found" would be said of nothing. */
const chosen = (
  name: string,
  names: ReadonlyArray<string>,
  sourceOf: (name: string) => DocumentSource
): DocumentSources => {
  const shown = names.filter((one) => !isHidden(one)).toSorted(byName.compare)
  const documents = shown.filter((one) => DOCUMENT.test(one)).map(sourceOf)
  return {
    documents: documents.length === 0 ? [refused(name, `${name}: no document is in it.`)] : documents,
    passedOver: shown.filter((one) => !DOCUMENT.test(one)).map((one) => `${name}/${one}`)
  }
}

const one = (source: DocumentSource): DocumentSources => ({ documents: [source], passedOver: [] })

const zipSources = (file: string): DocumentSources => {
  const bytes = readInput(file, readLimits.bytesMax * 4)
  if (Result.isFailure(bytes)) return one(refused(file, bytes.failure.message))
  const zip = openZip(bytes.success, readLimits.inflatedBytesMax * 4)
  if (Result.isFailure(zip)) return one(refused(file, `${file}: ${zip.failure.message}`))
  const entries = zip.success.names.filter((name) => !name.endsWith("/"))
  return chosen(file, entries, (entry) => inZip(file, zip.success, entry))
}

const folderSources = (folder: string): DocumentSources => {
  const names = fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
  const { documents, passedOver } = chosen(folder, names, (name) => fileSource(path.join(folder, name)))
  const nested = documents.map((source) => (ZIP.test(source.name) ? zipSources(source.name) : one(source)))
  return {
    documents: nested.flatMap((sources) => sources.documents),
    passedOver: [...passedOver, ...nested.flatMap((sources) => sources.passedOver)]
  }
}

const sourcesAt = (name: string): DocumentSources => {
  const isFolder = fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
  try {
    if (isFolder) return folderSources(name)
  } catch (error) {
    return one(refused(name, `cannot read ${name}: ${(error as Error).message}`))
  }
  return ZIP.test(name) ? zipSources(name) : one(fileSource(name))
}

/** The documents under names of files, folders and zips, in their order; within a folder or a zip by name. */
export const documentSources = (names: ReadonlyArray<string>): DocumentSources => {
  const found = names.map(sourcesAt)
  return {
    documents: found.flatMap(({ documents }) => documents),
    passedOver: found.flatMap(({ passedOver }) => passedOver)
  }
}

/** The names in a list: one a line; blank lines and lines after `#` are none. */
export const namesInList = (text: string): ReadonlyArray<string> =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
