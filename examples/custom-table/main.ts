/** General expenses (一般性支出) by month: a table that no official form has, with a rule, `explain` and a workbook. */
import * as fs from "node:fs"
import { Money } from "@juesuan/domain"
import { tableOfGrid } from "@juesuan/disclosure"

import {
  Articulation,
  Cube,
  Term,
  deriveTable,
  explainTerm,
  gridOf,
  matcherOf,
  toSource
} from "@juesuan/tables"
import type { PackTable } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { replayFiles } from "juesuan"

const year = 2024
const codes = ["30211", "30215", "30216"] // 差旅费, 会议费, 培训费
const spent = Term.select({ measure: "expenditure", economic: Term.anyOf(...codes) })
const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"))
const column = (key: string, title: string, number: number, term: Term.Term) => ({
  ...{ key, title, heads: [title], number: String(number), term }
})

const generalExpenses: PackTable = {
  number: "附表1",
  title: "一般性支出分月表",
  note: "本表反映会议费、培训费、差旅费的各月支出。",
  emptyStatement: "",
  definition: {
    key: "X01",
    title: "一般性支出分月表",
    note: "本表反映会议费、培训费、差旅费的各月支出。",
    moneyUnit: "元",
    columns: [
      { ...column("total", "合计", 1, spent), sumOf: months },
      ...months.map((month, at) =>
        column(month, `${at + 1}月`, at + 2, Term.restrict(spent, { month: `${year}-${month}` }))
      )
    ],
    rows: {
      kind: "byCode",
      dimension: "economic",
      total: { key: "total", label: "合计", depth: 0, where: {} },
      presence: [[{ measure: "expenditure", economic: Term.anyOf(...codes) }]]
    },
    layout: { kind: "codes", heading: "项目" }
  }
}

const { cell, equal, rule } = Articulation
const nothingInAugust = rule("X-01", "S", ["D"], "八月无差旅", "No travel in August", [
  equal(cell("X01", "30211", "08"), Articulation.nothing)
])

const files = [
  { name: "year.csv", bytes: fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url)) }
]
const { store, streams } = await Effect.runPromise(replayFiles(files))
const entries = await Effect.runPromise(store.entries(streams, matcherOf(spent)))
const table = deriveTable(Cube.byMonth(entries), generalExpenses, year)
const rules = [...Articulation.defaultRulesOf(table.definition), nothingInAugust]
const report = Articulation.checkTables(toSource([table]), {}, rules)

for (const { key, label, cells } of table.rows)
  console.log(key, label, [...cells.values()].map(({ amount }) => Money.format(amount)).join(" "))
console.log(
  report.summary,
  report.findings.map(({ ruleId, message }) => `${ruleId} ${message}`)
)
const { term, address } = table.rows.find(({ key }) => key === "30211")!.cells.get("03")!
for (const { event, amount } of explainTerm(term, entries).contributions)
  console.log(address, event.occurredOn, event.documentNo, Money.format(amount))
