/**
 * JSON lines (.jsonl): one transaction a line, by field names, or one event a line in its envelope.
 */
import * as Result from "effect/Result"
import { numberText } from "@juesuan/page"
import { displayName, fieldIndex, fieldNames } from "./Field.ts"
import type { Field } from "./Field.ts"
import { unknownAdvice } from "./Header.ts"
import { makeIssue } from "./Issue.ts"
import type { IssuePlace } from "./Issue.ts"
import { fieldOf, layoutOfNames } from "./Layout.ts"
import { isRecord, mappedHeaders, parseJsonObject } from "./Mapping.ts"
import type { Mapping } from "./Mapping.ts"
import { baseName } from "./SheetReader.ts"
import type { SheetCounts, SourceSink } from "./SheetReader.ts"
import { addTally, emptyTally, tallyOf } from "./Tally.ts"

/** A JSON value as the text of a cell. Objects stay JSON: that is what the `payload` field is. */
const textOfJson = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (typeof value === "string") return value
  return typeof value === "number" ? numberText(String(value)) : JSON.stringify(value)
}

const isEnvelope = (json: Readonly<Record<string, unknown>>): boolean =>
  (typeof json["type"] === "string" && isRecord(json["payload"])) || isRecord(json["event"])

/** Reads the lines; unknown names are reported once each. */
export const readJsonl = (file: string, text: string, mapping: Mapping, sink: SourceSink): void => {
  const layout = layoutOfNames(file, mapping)
  const mapped = mappedHeaders(mapping)
  const base = baseName(file)
  const [all, events, refused] = [emptyTally(), emptyTally(), emptyTally()]
  const accounts = { file: all, events, refused, passed: emptyTally(), unmapped: [] }
  const unit = mapping.moneyUnit ?? "元"
  const counts: SheetCounts = { file, rows: 0, skipped: 0, blank: 0, passed: [], columns: [], unit, accounts }
  const unknown = new Set<string>()
  sink.sheet(counts)
  let start = 0
  for (let row = 1; start < text.length; row++) {
    const newline = text.indexOf("\n", start)
    const line = text.slice(start, newline === -1 ? text.length : newline).trim()
    start = newline === -1 ? text.length : newline + 1
    if (line === "") {
      counts.blank++
      continue
    }
    counts.rows++
    const parsed = parseJsonObject(line)
    if (Result.isFailure(parsed)) {
      const problem = newline === -1 && row > 1 && !line.endsWith("}") ? "FileCut" : "JsonBroken"
      sink.issue(makeIssue(problem, { file, row, value: line }, { detail: parsed.failure }))
      continue
    }
    const place = { file: base, row }
    if (isEnvelope(parsed.success)) {
      sink.envelope({ file, place, json: parsed.success })
      continue
    }
    const cells = fieldNames.map(() => "")
    const named = new Map<Field, string>()
    for (const [name, value] of Object.entries(parsed.success)) {
      const field = fieldOf(name, mapped)
      const at: IssuePlace = { file, row, column: name, value: name }
      if (field !== undefined) {
        const other = named.get(field)
        if (other !== undefined)
          sink.issue(makeIssue("ColumnRepeated", at, { field: displayName(field), other }))
        named.set(field, name)
        cells[fieldIndex[field]] = textOfJson(value)
      } else if (!unknown.has(name)) {
        unknown.add(name)
        sink.issue(makeIssue("ColumnUnknown", at, { advice: unknownAdvice(name) }))
      }
    }
    const source = { place, layout, cells }
    const money = tallyOf(source)
    addTally(all, money)
    addTally(sink.row(source, [], money) ? events : refused, money)
  }
  if (counts.rows === 0) sink.issue(makeIssue("RowsAbsent", { file }))
}
