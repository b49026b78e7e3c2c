/** Laws of a custom table, hunted over whole generated years; the seed of a failure is printed and replays it. */
import { Money } from "@juesuan/domain"
import { makeMemoryStore, postings } from "@juesuan/ledger"
import { Articulation, Cube, Term, deriveTable, packTable, toSource } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { expect, it } from "vitest"

const spent = Term.select({ measure: "expenditure", economic: Term.under("302") })
const halves = { first: ["01", "02", "03", "04", "05", "06"], second: ["07", "08", "09", "10", "11", "12"] }
const half = (months: ReadonlyArray<string>): Term.Term =>
  Term.restrict(spent, { month: Term.anyOf(...months.map((month) => `2024-${month}`)) })
const column = (key: string, term: Term.Term) => ({ key, title: key, heads: [key], number: key, term })
const definition: TableDefinition = {
  key: "X02",
  title: "商品和服务支出半年表",
  note: "",
  moneyUnit: "元",
  columns: [
    { ...column("total", spent), sumOf: ["first", "second"] },
    column("first", half(halves.first)),
    column("second", half(halves.second))
  ],
  rows: {
    kind: "byCode",
    dimension: "economic",
    total: { key: "total", label: "合计", depth: 0, where: {} },
    presence: [[{ measure: "expenditure", economic: Term.under("302") }]]
  },
  layout: { kind: "codes", heading: "项目" }
}
it("adds up in every row and at every level, whatever the year and its corrections", () => {
  fc.assert(
    fc.property(Arbitrary.year(), ({ events, streamId }) => {
      const store = makeMemoryStore()
      Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
      const entries = Effect.runSync(store.entries([streamId], () => true))
      const derived = deriveTable(Cube.byMonth(entries), packTable(definition, "附表2"), 2024)
      const report = Articulation.checkTables(
        toSource([derived]),
        {},
        Articulation.defaultRulesOf(definition)
      )
      expect(report.findings).toEqual([])

      // The same total by a plain loop over the events, which shares nothing with the table.
      let total = Money.zero
      for (const { event } of events)
        for (const { measure, economic, amount } of postings(event))
          if (measure === "expenditure" && economic.startsWith("302")) total = Money.add(total, amount)
      expect(derived.rows[0]!.cells.get("total")!.amount).toBe(total)
    }),
    runs(process.env, 100, 20_240_302)
  )
})
