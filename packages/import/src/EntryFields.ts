/**
 * The columns that an entry of a kind has, for asking for them one by one and for workbooks that are to be filled in.
 */
import { eventTypes } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import { eventColumns, isPart } from "./EventColumns.ts"
import type { Part, Parts } from "./EventColumns.ts"
import { fields } from "./Field.ts"
import type { Field } from "./Field.ts"
import type { WordReader } from "./Value.ts"

/** A column of an entry. */
export interface EntryField {
  readonly field: Field
  /** The Chinese header. */
  readonly title: string
  readonly isRequired: boolean
  /** The words that it takes, by their Chinese terms; none where it takes any text. */
  readonly choices: ReadonlyArray<string>
}

const partsOf = (parts: Parts): ReadonlyArray<Part> =>
  Object.values(parts).flatMap((entry) => (isPart(entry) ? [entry] : partsOf(entry)))

const choicesOf = (read: unknown): ReadonlyArray<string> =>
  typeof read === "function" && "words" in read
    ? [...(read as unknown as WordReader<string>).words].map(([code, texts]) => texts[1] ?? code)
    : []

/** The columns of a kind of entry besides those that every row has, in the order in which they are asked for. */
export const entryFields = (type: EventType): ReadonlyArray<EntryField> => {
  const { parts, reference } = eventColumns[type]
  const corrected: ReadonlyArray<EntryField> =
    reference === "none"
      ? []
      : (["ref_doc_no", "ref_line_no"] as const).map((field) => ({
          field,
          title: fields[field].title,
          isRequired: field === "ref_doc_no" && reference !== "earlierYear",
          choices: []
        }))
  const own = partsOf(parts).map(({ field, read, empty }) => ({
    field,
    title: fields[field].title,
    isRequired: empty === "missing",
    choices: choicesOf(read)
  }))
  return [...corrected, ...own]
}

/** The kinds of entries that columns alone make: what needs a payload (明细) comes from files, or from `init`. */
export const entryTypes: ReadonlyArray<EventType> = eventTypes.filter(
  (type) => eventColumns[type].payload !== "required"
)
