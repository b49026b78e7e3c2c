/** What if: replay the year with one event changed, and see what changes in the tables and in the text. */
import * as fs from "node:fs"
import { Money } from "@juesuan/domain"
import { textOf, writeNarrative } from "@juesuan/narrative"
import { ningxiaYanchi2024 } from "@juesuan/scoring"
import { diffEditions } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { importFiles, narrativeFactsOf, recordRows, yearOf } from "juesuan"
import type { ImportedEvent } from "juesuan"

const bytes = fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url))
const { events } = importFiles([{ name: "year.csv", bytes }], { lookUp: () => [] })

/** The year's view, its single postings and its text, line by line. */
const editionOf = (rows: ReadonlyArray<ImportedEvent>) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const replayed = yield* recordRows(rows)
      const { store, streams } = replayed
      const year = yield* yearOf(replayed)
      const facts = yield* narrativeFactsOf(store, year, ningxiaYanchi2024)
      const { sections } = writeNarrative(facts)
      return {
        tables: year.tables,
        entries: yield* store.entries(streams, () => true),
        text: sections.flatMap(({ title, paragraphs }) => [title, ...paragraphs.map(textOf)])
      }
    })
  )

// The question: what if the fuel bill of January had been 100.00 元 less?
const changed = events.map((row): ImportedEvent => {
  if (row.documentNo !== "支付-0115-加油01" || row.event.type !== "DisbursementPaid") return row
  const { payload } = row.event
  return {
    ...row,
    event: {
      type: "DisbursementPaid",
      payload: { ...payload, amount: Money.subtract(payload.amount, Money.fromFen(10_000)) }
    }
  }
})

const [before, after] = [await editionOf(events), await editionOf(changed)]
for (const { display, a, b, causes } of diffEditions(before, after)) {
  const events = [...new Set(causes.map(({ event }) => event.documentNo))].join("、")
  console.log(`${display}: ${Money.format(a!)} → ${Money.format(b!)}（${events}）`)
}
for (const [at, line] of after.text.entries()) {
  if (line === before.text[at]) continue
  console.log(`- ${before.text[at]!.slice(0, 90)}`)
  console.log(`+ ${line.slice(0, 90)}`)
}
