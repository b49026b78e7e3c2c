/**
 * The page of the import format: which columns make which event, read off the code that reads them.
 *
 * Columns, words, what an empty cell means and the keys of the payload column come from `packages/import` and the
 * schemas; the examples are in `ExampleRows.ts`, and `tests/importFormat.test.ts` imports every one as printed.
 */
import { eventTypes, registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import { isPart, decisive, eventColumns } from "../packages/import/src/EventColumns.ts"
import type { Part, Parts } from "../packages/import/src/EventColumns.ts"
import { fieldNames, fields } from "../packages/import/src/Field.ts"
import type { Field } from "../packages/import/src/Field.ts"
import type { Mapping } from "../packages/import/src/Mapping.ts"
import type { CodeReader, WordReader } from "../packages/import/src/Value.ts"
import * as Word from "../packages/import/src/Word.ts"
import { fieldsOf, payloadOf } from "./eventReference.ts"
import { exampleRows } from "../packages/import/src/ExampleRows.ts"
import type { ExampleRow as Row } from "../packages/import/src/ExampleRows.ts"
import { envelopeExample, mappedExample } from "./importExamples.ts"

const tableOf = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n")

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The example of a type as a row, its event type written by title. */
export const rowOf = (type: EventType): Row => ({
  event_type: registry[type].title,
  ...exampleRows[type]
})

/** Rows as CSV text, with the headers that finance systems print. */
export const csvOf = (rows: ReadonlyArray<Row>): string => {
  const columns = fieldNames.filter((field) => rows.some((row) => row[field] !== undefined))
  const lines = [
    columns.map((field) => fields[field].title as string),
    ...rows.map((row) => columns.map((field) => row[field] ?? ""))
  ]
  return lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join("")
}

/** A column of an event: the part it makes and where the part goes. */
export interface Column {
  readonly path: string
  readonly part: Part
}

/** The columns of a type besides those that every row has. */
export const columnsOf = (parts: Parts, prefix = ""): ReadonlyArray<Column> =>
  Object.entries(parts).flatMap(([key, entry]) =>
    isPart(entry) ? [{ path: `${prefix}${key}`, part: entry }] : columnsOf(entry, `${prefix}${key}.`)
  )

const rowFields: Readonly<Partial<Record<Field, string>>> = {
  event_type:
    "required; a type by its English key in any case, its Chinese title or another name it has below",
  fiscal_year: "`2024`; if empty, the year of the date; if given, the date must lie in it",
  agency_code: "required; letters, digits, `_` and `-`; a name joined to it is left out",
  vou_date: "required; `2024-05-08`, `2024/5/8`, `20240508`, `2024年5月8日`, or a spreadsheet's date serial",
  doc_no:
    "required; together with the line it makes the id of the event, so the same row is never entered twice",
  line_no: "1…999999; if empty, rows of one document are numbered as they come",
  ref_doc_no: "the document a correction names, in the same files above it or in the ledger",
  ref_line_no: "its line; needed where the document has several that fit",
  payload: "one JSON object, for what no column has; its amounts are fen (分)"
}

const codes = (text: string): string => `\`${text}\``

const fieldTable = (): string =>
  tableOf(
    ["field", "header", "also read", "holds"],
    fieldNames.map((field) => [
      codes(field),
      fields[field].title,
      fields[field].aliases.join("、"),
      rowFields[field] ?? "by event, below"
    ])
  )

const isWords = (read: unknown): read is WordReader<string> => typeof read === "function" && "words" in read
const isCodes = (read: unknown): read is CodeReader => typeof read === "function" && "lengths" in read

const listed = { functional: "支出功能分类", departmentEconomic: "部门支出经济分类" } as const

const holdsOf = ({ read, sign, list }: Part): string => {
  if (sign === "positive") return "元, more than 0"
  if (sign === "signed") return "元, any sign"
  if (isWords(read)) return [...read.words.values()].map(([, term]) => term).join("、")
  if (isCodes(read)) return `${list === undefined ? "code" : listed[list]}: ${read.lengths.join(", ")} digits`
  return "text"
}

const emptyOf = (type: EventType, { path, part }: Column): string => {
  if (part.empty === "missing")
    return eventColumns[type].payload === "none" || path.includes(".")
      ? "required"
      : `required, here or as \`${path}\` of the payload`
  if (part.empty === "blank") return "left empty"
  if (path.startsWith("to.")) return "as on the line it leaves"
  return type === "EntryReversed" ? "not compared" : "as on the payment it corrects"
}

const referenceTexts = {
  none: undefined,
  payment: "Names the payment it corrects by `ref_doc_no`; `ref_line_no` where the document has several.",
  any: "Names the entry it takes back by `ref_doc_no`; `ref_line_no` where the document has several. An amount must equal it.",
  earlierYear: "May name the payment of an earlier year that the money is of, by `ref_doc_no`."
} as const

/** Keys of a payload that a later step fills in. */
const filledIn: ReadonlySet<string> = new Set(["corrects"])

const wordsText = (key: string): string => {
  const words = Word.payloadWords[key]?.words
  if (words === undefined) return ""
  return [...words].map(([code, [, term]]) => `${term} (${codes(code)})`).join("、")
}

const payloadTable = (type: EventType): ReadonlyArray<string> => {
  const { payload, parts, defaults } = eventColumns[type]
  const rows = fieldsOf(payloadOf(type)).flatMap(([path, kind]) => {
    const [key = ""] = path.split(".")
    if (key in parts || filledIn.has(key)) return []
    const missing = key in defaults ? `\`${JSON.stringify(defaults[key])}\`` : "required"
    return [[codes(path), wordsText(key) || kind, missing]]
  })
  if (payload === "none" || rows.length === 0) return []
  return [`In \`payload\`:`, "", tableOf(["key", "holds", "if missing"], rows), ""]
}

/** The names of a type besides its key and its title. */
const namesOf = (type: EventType): ReadonlyArray<string> =>
  [...Word.eventNames].flatMap(([name, named]) =>
    named === type && name !== type.toLowerCase() && name !== registry[type].title ? [name] : []
  )

const sectionOf = (type: EventType): string => {
  const { title } = registry[type]
  const { parts, reference } = eventColumns[type]
  const others = namesOf(type)
  const columns = columnsOf(parts)
  const note = referenceTexts[reference]
  return [
    `### ${type} ${title}`,
    "",
    ...(others.length === 0 ? [] : [`Also written ${others.join("、")}.`, ""]),
    ...(note === undefined ? [] : [note, ""]),
    ...(columns.length === 0
      ? []
      : [
          tableOf(
            ["column", "header", "makes", "holds", "if empty"],
            columns.map((column) => [
              codes(column.part.field),
              fields[column.part.field].title,
              codes(column.path),
              holdsOf(column.part),
              emptyOf(type, column)
            ])
          ),
          ""
        ]),
    ...payloadTable(type),
    "```csv",
    `${csvOf([rowOf(type)])}\`\`\``,
    ""
  ].join("\n")
}

const vocabularies = {
  "`fund_type` 资金性质": Word.fund,
  "`nature` and `to_nature` 支出性质": Word.nature,
  "`kind` of a carry-over": Word.carryoverKind,
  "`kind` of income": Word.incomeKind,
  "`kind` of a surplus used": Word.surplusSource,
  "`kind` of a surplus distributed": Word.surplusUse,
  "`kind` of a policy of control": Word.control
} as const

const wordTable = (): string =>
  tableOf(
    ["column", "code", "term", "also read"],
    Object.entries(vocabularies).flatMap(([name, { words }]) =>
      [...words].map(([code, [, term = "", ...others]]) => [name, codes(code), term, others.join("、")])
    )
  )

const mappingTexts: Readonly<Record<keyof Mapping, string>> = {
  columns: "header → field; headers are compared as all are, so spaces and case do not matter",
  constants: "field → text where the file has no such column or an empty cell",
  values: "field → text in the file → text to read instead",
  moneyUnit:
    "`元`, `百元`, `千元`, `万元`, `百万元`, `千万元` or `亿元`, where neither the head (`金额（万元）`) nor a title (`单位：万元`) names it; one that names another is refused",
  amountPair:
    "`debit` and `credit`: the heads of 借方 and 贷方; the amount is the debit, or the credit with a minus. With `types` (`debit`, `credit`) each side is a kind of business of its own. A row with both is refused",
  dateFormat: "how dates are written, with `YYYY`, `MM` and `DD`, such as `DD/MM/YYYY`",
  dateParts: "`year`, `month`, `day`: the heads of a date in three columns",
  skip: "head → texts, `*` for any letters: rows with one of them are passed over, and listed with their amounts",
  fillDown: "heads whose empty cells repeat the cell above, as merged cells do; an amount is never repeated",
  docNoByMonth:
    "`true` where voucher numbers begin again every month: `付-1` of May becomes `2024-05/付-1`, in `ref_doc_no` likewise; a bare number there that an earlier month has too is refused, and `2024-03/付-1` is the form that names the month",
  sheets:
    "sheet → what is different for it (all of the above but `docNoByMonth`), or `false` where it is not read"
}

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** The page of the import format. */
export const importFormatPage = (): string => `# The import format

What \`juesuan import\` and \`importFiles\` of \`@juesuan/import\` read: one row is one event. This page is generated from the
code that reads the rows (\`npm run generate:docs\`), and every example on it is imported by a test. The examples are
reconstructions: no such unit exists. What an event means is in [events](events.md); how to try a file and what the
messages look like in [how to import](../how-to/import.md).

Files are CSV (comma, semicolon or tab; UTF-8 or GB18030), XLSX, or JSON lines. The header may stand under some title
rows, and columns may come in any order. Blank rows are left
out. Totals (合计, 小计, 本月合计, 累计), carried amounts (承前页, 过次页), page heads, signatures (制表人) and notes are passed
over and listed with their amounts; a row that has a type, a date and a code is never one of them, and is refused when
its document number is missing. A total that is not the sum of its rows is reported. Amounts are 元, or the unit that the
head names (\`金额（万元）\`) with at most two decimals of 元: \`1,280.50\`, \`¥1280.50\`, \`1280.5元\`; brackets or a minus, before or behind,
make it negative. Codes may be joined with their names (\`2080109-社会保险经办机构\`).

Line breaks and tabs within a cell (Alt+Enter) become one space in texts: 摘要, 原因, names, and the texts of
\`payload\`. At the ends of any cell they are left out. Within codes, document numbers, dates and amounts they are
refused with row, column and value, and so are other control characters and halves of characters in any cell. JSON
lines and envelopes are read alike.

## Fields

A header is a field name, the Chinese header or another name it has; full width, case, spaces, \`_\`, \`-\`, \`*\` and \`（元）\` do not
matter. An unknown header is reported and not read.

${fieldTable()}

\`pro_name\` may stand in any row; only 项目登记 reads it. Text in a column that would change what a row means is an error where
the event has no use for it: ${fieldNames
  .filter((field) => decisive.has(field))
  .map(codes)
  .join(", ")}. Other columns without a use are reported once.

## Words

A cell may hold the code, the Chinese term or another name, alone or joined with a code of another system
(\`111-一般公共预算\`).

${wordTable()}

## Events

${eventTypes.map(sectionOf).join("\n")}
## JSON lines

One JSON object a line. Either a row, by any of the names of its fields; \`payload\` may be an object:

\`\`\`jsonl
${JSON.stringify(rowOf("DisbursementPaid"))}
\`\`\`

or an event in its envelope, as a ledger exports it. \`type\` and \`payload\` may stand under \`event\`, and \`agency_code\`
with \`fiscal_year\` in place of \`streamId\`; \`eventId\` or \`documentNo\` has to be there, and an \`eventId\` begins
with the unit and the year, as \`219011/2024/\`. A payload of an earlier
\`schemaVersion\` is read as the present one; without one it is the present one. Amounts of a payload are fen (分). What a
ledger assigns itself (\`version\`, \`position\`, hashes, \`recordedAt\`) is not read.

\`\`\`jsonl
${JSON.stringify(envelopeExample)}
\`\`\`

## Mapping files

A mapping (\`--mapping\`) makes another system's export rows of this format. It is one JSON object; every key may be left out.

${tableOf(
  ["key", "holds"],
  Object.entries(mappingTexts).map(([key, text]) => [codes(key), text])
)}

\`\`\`json
${json(mappedExample.mapping)}
\`\`\`

\`\`\`csv mapped
${mappedExample.csv}\`\`\`

Files of published self-evaluations are another format: [scorecards](scorecards.md).
`
