/**
 * The document in its formats, and the files they become. A renderer is loaded when its format is asked for.
 */
import type { FindingsReport } from "@juesuan/domain"
import { severityLabels } from "@juesuan/domain"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Effect from "effect/Effect"
import type { DocumentEdition } from "@juesuan/disclosure"
import type { Edition } from "./Edition.ts"
import { prefixes } from "./EditionFolder.ts"
import { usage } from "./ExitCode.ts"
import { startProgress } from "./Progress.ts"

/** The formats, in the order in which they are written. */
export const documentFormats = ["md", "html", "docx", "xlsx", "json", "csv", "txt"] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** Reads a list such as `md,docx`; the formats come in their own order, each once. */
export const parseFormats = (list: string) => {
  const wanted = new Set(list.split(",").map((name) => name.trim().toLowerCase()))
  wanted.delete("")
  const unknown = [...wanted].find((name) => !(documentFormats as ReadonlyArray<string>).includes(name))
  if (unknown !== undefined)
    return Effect.fail(usage(`There is no format "${unknown}". Formats: ${documentFormats.join(", ")}.`))
  if (wanted.size === 0)
    return Effect.fail(usage(`--formats names no format. Formats: ${documentFormats.join(", ")}.`))
  return Effect.succeed(documentFormats.filter((format) => wanted.has(format)))
}

export interface RenderOptions {
  /** Whether the workbook's totals are formulas. */
  readonly withFormulas: boolean
  /** What the workbook's comments are made of. */
  readonly report: FindingsReport
}

/** Findings as comments on the cells they name. */
const commentsOf = ({ findings }: FindingsReport): ReadonlyMap<string, string> => {
  const comments = new Map<string, string>()
  for (const { severity, ruleId, title, message, left, right } of findings) {
    for (const operand of [left, right]) {
      if (operand === null) continue
      const text = `[${severityLabels[severity]}] ${ruleId} ${title}\n${message}`
      const before = comments.get(operand.address)
      comments.set(operand.address, before === undefined ? text : `${before}\n\n${text}`)
    }
  }
  return comments
}

interface OutputFile {
  /** Below the output directory. */
  readonly name: string
  readonly data: string | Uint8Array
}

const renderPage = async (edition: DocumentEdition): Promise<string> => {
  const { renderHtml, renderInternalHtml } = await import("@juesuan/disclosure/html")
  return edition.edition === "public"
    ? renderHtml(edition.document, edition.provenance())
    : renderInternalHtml(edition.document, edition.provenance())
}

const renderFormat = async (
  edition: DocumentEdition,
  format: DocumentFormat,
  { withFormulas, report }: RenderOptions
): Promise<ReadonlyArray<OutputFile>> => {
  const { document } = edition
  const one = (data: string | Uint8Array) => [{ name: `disclosure.${format}`, data }]
  switch (format) {
    case "md":
      return one((await import("@juesuan/disclosure/markdown")).renderMarkdown(document))
    case "html":
      return one(await renderPage(edition))
    case "docx":
      return one(await (await import("@juesuan/disclosure/docx")).renderDocx(document))
    case "xlsx": {
      const { renderXlsx } = await import("@juesuan/disclosure/xlsx")
      return one(renderXlsx(document, { withFormulas, comments: commentsOf(report) }))
    }
    case "json":
      return one((await import("@juesuan/disclosure/json")).renderJson(document))
    case "csv": {
      const { renderCsv } = await import("@juesuan/disclosure/csv")
      return renderCsv(document).map(({ name, bytes }) => ({
        name: path.join("csv", `${prefixes[edition.edition]}${name}`),
        data: bytes
      }))
    }
    case "txt":
      return one((await import("@juesuan/disclosure/text")).renderText(document))
  }
}

/** Lines that say what was written; the CSV files by their folder. */
export const writtenLines = (files: ReadonlyArray<WrittenFile>): ReadonlyArray<string> => {
  const tables = files.filter(({ format }) => format === "csv")
  return documentFormats.flatMap((format) => {
    if (format !== "csv")
      return files.filter((file) => file.format === format).map((file) => `wrote ${file.path}`)
    const [first] = tables
    return first === undefined ? [] : [`wrote ${path.dirname(first.path)} (${tables.length} files)`]
  })
}

export interface WrittenFile {
  readonly format: DocumentFormat
  readonly path: string
  readonly bytes: number
}

/**
 * Writes the document in the formats asked for to an edition. A prefix stands before every file's name, and before the
 * folder of the CSV files.
 */
export const writeDisclosure = Effect.fn("writeDisclosure")(function* (
  document: DocumentEdition,
  edition: Edition,
  formats: ReadonlyArray<DocumentFormat>,
  options: RenderOptions,
  prefix = ""
) {
  const progress = yield* Effect.promise(() => startProgress("disclose", formats.length, 1))
  const written: Array<WrittenFile> = []
  for (const [done, format] of formats.entries()) {
    for (const { name, data } of yield* Effect.promise(() => renderFormat(document, format, options))) {
      const file = `${prefixes[document.edition]}${prefix}${name}`
      yield* edition.write(file, data)
      const bytes = typeof data === "string" ? Buffer.byteLength(data) : data.length
      written.push({ format, path: path.join(edition.directory, file), bytes })
    }
    progress.update(done + 1)
  }
  progress.stop()
  return written
})

/** Files of an earlier edition that this one did not write: they stay, for they may have been edited since. */
export const earlierFiles = (
  directory: string,
  written: ReadonlyArray<WrittenFile>,
  edition: DocumentEdition["edition"]
): ReadonlyArray<string> =>
  documentFormats
    .filter((format) => written.every((file) => file.format !== format))
    .map((format) => `${prefixes[edition]}${format === "csv" ? "csv" : `disclosure.${format}`}`)
    .map((name) => path.join(directory, name))
    .filter((file) => fs.existsSync(file))
