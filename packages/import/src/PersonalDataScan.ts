/**
 * Personal data in the free texts of files: told once a column and kind, with its rows; it stops nothing.
 */
import { PersonalData } from "@juesuan/domain"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, IssuePlace } from "./Issue.ts"
import { placeOf, textOf } from "./Layout.ts"
import type { SourceRow } from "./Layout.ts"

/** Where people write what they like, numbers of documents and projects among it. Amounts and dates stand elsewhere. */
const freeTexts: ReadonlyArray<Field> = [
  "abstract",
  "pro_name",
  "pro_code",
  "doc_no",
  "ref_doc_no",
  "reason",
  "subject"
]

/** Rows that a message names; of the others it says how many there are. */
const ROWS_SHOWN = 10

/** A text in a JSON object, as it is written there. */
const JSON_TEXT = /"(?:[^"\\]|\\.)*"/g

/** One column of a sheet with numbers of one kind in it. */
interface Hit<Order> {
  readonly place: IssuePlace
  readonly kind: PersonalData.Kind
  readonly order: Order
  readonly rows: Array<number>
  count: number
}

/** All texts of a value, the names of its fields too: attributes are named by whoever writes them. */
const stringsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return typeof value === "object" && value !== null ? Object.entries(value).flat().flatMap(stringsIn) : []
}

/** A text as it reads, whatever of it is written as an escape; as it is written where it cannot be read. */
const unescaped = (text: string): string => {
  if (!text.includes("\\")) return text
  try {
    return String(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const issueOf = <Order>({ place, kind, rows, count }: Hit<Order>): ImportIssue => {
  const shown = rows.join("、")
  const more = count > rows.length
  return makeIssue("PersonalData", place, {
    kind: PersonalData.kindNames[kind],
    rows: {
      zh: more ? `第 ${shown} 等 ${count} 行` : `第 ${shown} 行`,
      en: more ? `rows ${rows.join(", ")} and ${count - rows.length} more` : `row ${rows.join(", ")}`
    }
  })
}

/** Looks at texts as they are read, and says at the end what stood where. */
export class PersonalDataScan<Order> {
  readonly #hits = new Map<string, Hit<Order>>()

  /** Looks at the free texts of a row. */
  look(row: SourceRow, order: Order): void {
    for (const field of freeTexts) this.#find(textOf(row, field), () => placeOf(row, field, ""), order)
    const payload = textOf(row, "payload")
    if (payload === "") return
    for (const [text] of payload.matchAll(JSON_TEXT))
      this.#find(unescaped(text), () => placeOf(row, "payload", ""), order)
  }

  /** Looks at all texts of an envelope's part: of its payload, its document number. */
  lookAt(part: unknown, place: IssuePlace, order: Order): void {
    for (const text of stringsIn(part)) this.#find(text, () => place, order)
  }

  /** What was found, each with the place of its first row; no message holds a number whole. */
  issues(): ReadonlyArray<{ readonly issue: ImportIssue; readonly order: Order }> {
    return [...this.#hits.values()].map((hit) => ({ issue: issueOf(hit), order: hit.order }))
  }

  #find(text: string, placeAt: () => IssuePlace, order: Order): void {
    for (const { kind, masked } of PersonalData.find(text)) {
      const place = placeAt()
      const key = JSON.stringify([place.file, place.sheet, place.column, kind])
      const row = place.row ?? 0
      const known = this.#hits.get(key)
      if (known === undefined) {
        const first = { ...place, value: masked }
        this.#hits.set(key, { place: first, kind, order, rows: [row], count: 1 })
      } else if (known.rows.at(-1) !== row) {
        if (known.rows.length < ROWS_SHOWN) known.rows.push(row)
        known.count++
      }
    }
  }
}
