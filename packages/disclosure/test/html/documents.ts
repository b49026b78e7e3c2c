/**
 * Documents for the laws of the page: of any shape, with any text, also such as means harm.
 */
import type {
  Block,
  Chart,
  Document,
  DocumentPart,
  DocumentTable,
  FigureProvenance,
  Provenance,
  TableCell,
  VoucherEvent
} from "@juesuan/disclosure"
import { anonymous } from "@juesuan/disclosure"
import fc from "fast-check"

/** Texts that would do something if they were not text. */
export const hostile = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<!--",
  "<!-- <script>",
  "]]>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</style></head></table></section>",
  "&lt;b&gt; &amp;#60;",
  "javascript:alert(1)",
  "=cmd|' /C calc'!A0",
  "+1",
  "@SUM(1)",
  "第一行\r\n第二行\r第三行",
  "\u202egnp.exe\u202c",
  "\u200fعربي\u2067",
  "\u0000\u0007\u001b[31m",
  "\ud800",
  "长".repeat(300),
  "w".repeat(300),
  "\u2028\u2029",
  "__proto__",
  "constructor"
] as const

/** Harmless text and hostile text, with or without something around it. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostile),
  fc.tuple(fc.constantFrom(...hostile), fc.constantFrom(...hostile)).map(([a, b]) => `甲${a}乙${b}`),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("社会保障和就业支出", "一、部门职责", "占")
)

const word = fc.constantFrom(
  "T01/income.generalPublic/1",
  "T03/208/3",
  "N/1/rate",
  "S/项目 1/total/score",
  "__proto__",
  "T&<>\"/'/1"
)

const cell: fc.Arbitrary<TableCell> = fc.record(
  {
    text: anyText,
    kind: fc.constantFrom("label", "code", "line", "amount", "number", "text", "blank", "head"),
    columnSpan: fc.integer({ min: 2, max: 12 }),
    rowSpan: fc.integer({ min: 2, max: 5 }),
    address: word,
    depth: fc.integer({ min: 0, max: 6 })
  },
  { requiredKeys: ["text", "kind"] }
)

const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 4 })

const table: fc.Arbitrary<DocumentTable> = fc.record({
  key: fc.constantFrom("T01", "T02", "S-1"),
  title: anyText,
  number: anyText,
  unitName: anyText,
  moneyUnit: fc.constantFrom("元", "万元"),
  width: fc.integer({ min: 1, max: 12 }),
  orientation: fc.constantFrom("portrait", "landscape"),
  header: rows,
  body: rows,
  notes: fc.array(anyText, { maxLength: 2 })
})

const figure = fc.record({
  kind: fc.constant("figure" as const),
  address: word,
  format: fc.constantFrom("amount" as const, "percent" as const),
  // Only the text of a figure is the program's own: it has digits, so it can be pressed.
  text: fc.constantFrom("1,234.00", "13.75%"),
  value: fc.constant("1234.00")
})

const block: fc.Arbitrary<Block> = fc.oneof(
  table.map((one) => ({ kind: "table" as const, table: one })),
  fc.record({
    kind: fc.constant("heading" as const),
    level: fc.constantFrom(2 as const, 3 as const),
    text: anyText,
    key: anyText
  }),
  fc.record(
    {
      kind: fc.constant("paragraph" as const),
      key: anyText,
      lead: anyText,
      content: fc.array(fc.oneof(anyText, figure), { maxLength: 5 })
    },
    { requiredKeys: ["kind", "key", "content"] }
  )
)

const part: fc.Arbitrary<DocumentPart> = fc.record({
  key: fc.constantFrom("1", "2", "3"),
  title: anyText,
  blocks: fc.array(block, { maxLength: 4 })
})

const amount = fc
  .integer({ min: -2_000_000_000_00, max: 2_000_000_000_00 })
  .map(
    (fen) =>
      `${fen < 0 ? "-" : ""}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, "0")}`
  )

/** Charts of up to three series with a value for each label. */
export const anyChart: fc.Arbitrary<Chart> = fc
  .tuple(fc.array(anyText, { maxLength: 4 }), fc.array(anyText, { minLength: 1, maxLength: 3 }))
  .chain(([labels, names]) =>
    fc.record({
      key: anyText,
      title: anyText,
      kind: fc.constantFrom("bars" as const, "line" as const),
      moneyUnit: fc.constantFrom("元" as const, "万元" as const),
      labels: fc.constant(labels),
      series: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            values: fc.array(fc.record({ value: amount, address: word }, { requiredKeys: ["value"] }), {
              minLength: labels.length,
              maxLength: labels.length
            })
          })
        )
      )
    })
  )

export const anyDocument: fc.Arbitrary<Document> = fc.record({
  schema: fc.constant("juesuan/document/1" as const),
  unitName: anyText,
  year: fc.constant(2024),
  title: anyText,
  cover: fc.record({ attachment: anyText, lines: fc.array(anyText, { maxLength: 2 }) }),
  moneyUnit: fc.constantFrom("元" as const, "万元" as const),
  parts: fc.array(part, { maxLength: 3 }),
  charts: fc.array(anyChart, { maxLength: 2 }),
  remarks: fc.array(anyText, { maxLength: 2 }),
  colophon: fc.record({ digest: anyText, tablePack: anyText, ruleSet: anyText, generator: anyText })
})

const figureProvenance = (events: number): fc.Arbitrary<FigureProvenance> =>
  fc.record({
    display: anyText,
    value: anyText,
    formula: anyText,
    from: fc.array(word, { maxLength: 2 }),
    events: fc.array(fc.tuple(fc.nat({ max: Math.max(0, events - 1) }), fc.oneof(amount, fc.constant(""))), {
      maxLength: events === 0 ? 0 : 3
    }),
    rules: fc.array(anyText, { maxLength: 2 }),
    same: fc.array(word, { maxLength: 2 })
  })

export const anyVouchers: fc.Arbitrary<Provenance<VoucherEvent>> = fc
  .array(
    fc.record({
      title: anyText,
      occurredOn: anyText,
      documentNo: anyText,
      abstract: anyText,
      source: anyText,
      amount
    }),
    { maxLength: 3 }
  )
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      figures: fc.array(fc.tuple(word, figureProvenance(events.length))).map((entries) => new Map(entries)),
      rules: fc.array(fc.tuple(anyText, anyText), { maxLength: 2 }).map((entries) => new Map(entries))
    })
  )

/** What a page for anybody is given, with document numbers or without. */
export const anyProvenance: fc.Arbitrary<Provenance> = fc
  .tuple(anyVouchers, fc.boolean())
  .map(([{ events, ...rest }, withDocumentNumbers]) => ({
    ...rest,
    events: events.map((event) => anonymous(event, { withDocumentNumbers }))
  }))

/** The document with every free text replaced; addresses, keys of tables and texts of figures stay. */
export const withTexts = (document: Document, text: (original: string) => string): Document => {
  const cells = (all: DocumentTable["body"]): DocumentTable["body"] =>
    all.map((row) => row.map((one) => ({ ...one, text: text(one.text) })))
  const blockWith = (one: Block): Block => {
    if (one.kind === "heading") return { ...one, text: text(one.text), key: text(one.key) }
    if (one.kind === "paragraph") {
      const content = one.content.map((piece) => (typeof piece === "string" ? text(piece) : piece))
      const lead = one.lead === undefined ? {} : { lead: text(one.lead) }
      return { ...one, key: text(one.key), content, ...lead }
    }
    const { table: given } = one
    return {
      kind: "table",
      table: {
        ...given,
        title: text(given.title),
        number: text(given.number),
        unitName: text(given.unitName),
        header: cells(given.header),
        body: cells(given.body),
        notes: given.notes.map(text)
      }
    }
  }
  const { colophon, cover } = document
  return {
    ...document,
    unitName: text(document.unitName),
    title: text(document.title),
    cover: { attachment: text(cover.attachment), lines: cover.lines.map(text) },
    parts: document.parts.map(({ key, title, blocks }) => ({
      key,
      title: text(title),
      blocks: blocks.map(blockWith)
    })),
    charts: document.charts.map((chart) => ({
      ...chart,
      key: text(chart.key),
      title: text(chart.title),
      labels: chart.labels.map(text),
      series: chart.series.map((series) => ({ ...series, name: text(series.name) }))
    })),
    remarks: document.remarks.map(text),
    colophon: {
      digest: text(colophon.digest),
      tablePack: text(colophon.tablePack),
      ruleSet: text(colophon.ruleSet),
      generator: text(colophon.generator)
    }
  }
}
