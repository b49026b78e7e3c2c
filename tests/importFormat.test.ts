/**
 * The page of the import format says what the import does: its examples are imported as printed, and its columns are
 * required or not as it says.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Classification } from "@juesuan/domain"
import { importFiles, parseMapping } from "@juesuan/import"
import type { ImportResult, Mapping } from "@juesuan/import"
import { eventTypes } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { eventColumns } from "../packages/import/src/EventColumns.ts"
import { fieldOfHeader } from "../packages/import/src/Field.ts"
import type { Field } from "../packages/import/src/Field.ts"
import { columnsOf, csvOf, rowOf } from "../scripts/importFormatPage.ts"
import type { ExampleRow as Row } from "../packages/import/src/ExampleRows.ts"

const page = fs.readFileSync(
  path.join(path.dirname(import.meta.dirname), "docs", "reference", "import-format.md"),
  "utf8"
)

const fences = (language: string, text: string): ReadonlyArray<string> =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, body]) => body!)

/** What the page prints under an event. */
const sectionOf = (type: EventType): string => {
  const start = page.indexOf(`\n### ${type} `)
  expect(start, type).toBeGreaterThan(0)
  return page.slice(start, page.indexOf("\n##", start + 1))
}

const importing = (name: string, texts: ReadonlyArray<string>, mapping?: Mapping): ImportResult =>
  importFiles(
    texts.map((text, index) => ({ name: `${index}-${name}`, bytes: new TextEncoder().encode(text) })),
    {
      lookUp: () => [],
      isKnown: (list, code) => Classification.lookup(list, code) !== undefined,
      ...(mapping === undefined ? {} : { mapping })
    }
  )

/** The payment that corrections name comes before them, in a file of its own. */
const paid = csvOf([rowOf("DisbursementPaid")])

const isCorrection = (type: EventType): boolean => ["payment", "any"].includes(eventColumns[type].reference)

const importingRow = (type: EventType, csv: string): ImportResult =>
  importing("rows.csv", isCorrection(type) ? [paid, csv] : [csv])

const without = (row: Row, field: Field): Row => ({ ...row, [field]: "" })

const errorsOf = ({ issues }: ImportResult) => issues.filter(({ severity }) => severity === "error")

describe("the page of the import format", () => {
  it.each(eventTypes)("has a row of %s that is imported as that event", (type) => {
    const printed = fences("csv", sectionOf(type))
    expect(printed).toHaveLength(1)
    const { events, issues } = importingRow(type, printed[0]!)
    expect(issues).toEqual([])
    expect(events.map(({ event }) => event.type)).toEqual([
      ...(isCorrection(type) ? ["DisbursementPaid"] : []),
      type
    ])
  })

  it.each(eventTypes)("says of each column of %s whether it is required", (type) => {
    const row = rowOf(type)
    const printed = [...sectionOf(type).matchAll(/^\| `(\w+)` \| [^|]+ \| `[^`]+` \| .*? \| ([^|]+) \|$/gm)]
    expect(printed.map(([, field]) => field)).toEqual(
      columnsOf(eventColumns[type].parts).map(({ part }) => part.field)
    )
    for (const [, field, empty] of printed) {
      const errors = errorsOf(importingRow(type, csvOf([without(row, field as Field)])))
      expect([field, errors.length > 0]).toEqual([field, empty!.startsWith("required")])
    }
  })

  it.each(eventTypes)("says of each key of the payload of %s whether it is required", (type) => {
    const row = rowOf(type)
    const keys = [...sectionOf(type).matchAll(/^\| `([\w.]+)` \| [^|].*? \| (required|`[^`]+`) \|$/gm)]
      .map(([, key, missing]) => [key!.split(".")[0]!, missing === "required"] as const)
      .filter(([key]) => fieldOfHeader(key) === undefined)
    for (const [key, isRequired] of row.payload === undefined ? [] : keys) {
      const { [key]: _, ...rest } = JSON.parse(row.payload!) as Readonly<Record<string, unknown>>
      const errors = errorsOf(importingRow(type, csvOf([{ ...row, payload: JSON.stringify(rest) }])))
      expect([key, errors.length > 0]).toEqual([key, isRequired])
    }
  })

  it("has JSON lines that are the payment, as a row and in its envelope", () => {
    const lines = fences("jsonl", page)
    expect(lines).toHaveLength(2)
    const payments = [paid, ...lines].map((text, index) => {
      const { events, issues } = importing(index === 0 ? "rows.csv" : "rows.jsonl", [text])
      expect(issues).toEqual([])
      return events.map(({ source: _, ...event }) => event)
    })
    expect(payments[1]).toEqual(payments[0])
    expect(payments[2]).toEqual(payments[0])
  })

  it("has a mapping that its export is imported by", () => {
    const mapping = parseMapping("mapping.json", new TextEncoder().encode(fences("json", page)[0]!))
    const { events, issues } = importing("export.csv", fences("csv mapped", page), Result.getOrThrow(mapping))
    expect(issues).toEqual([])
    expect(events.map(({ eventId, event }) => [eventId, event.type])).toEqual([
      ["219011/2024/2024-05/付-1#1", "DisbursementPaid"]
    ])
    expect(events[0]!.event.payload).toMatchObject({ line: { fund: "generalPublic" }, amount: 1250 })
  })
})
