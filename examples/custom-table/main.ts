/** General expenses (一般性支出) by month: a table that no official form has, with a rule, `explain` and a workbook. */
import * as fs from "node:fs"
import { tableOfGrid } from "@juesuan/disclosure"
import { tablesXlsx } from "@juesuan/disclosure/xlsx"
import { Money } from "@juesuan/domain"
import { Articulation, Cube, Term } from "@juesuan/tables"
import * as tables from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { replayFiles, yearOf } from "juesuan"

const year = 2024
const codes = ["30211", "30215", "30216"] // 差旅费, 会议费, 培训费
const spent = Term.select({ measure: "expenditure", economic: Term.anyOf(...codes) })
const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"))
const column = (key: string, title: string, at: number, term: Term.Term) =>
  ({ key, title, heads: [title], number: String(at), term }) as const

const generalExpenses: tables.TableDefinition = {
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

// Official table 06 is the basic part of the general budget only: it cannot be more than all that was spent.
const { atLeast, cell, rule } = Articulation
const withinOurs = rule("X-01", "I", ["D"], "差旅费不小于公开06表", "Travel covers table 06", [
  atLeast(cell("X01", "30211", "total"), cell("T06", "30211", "1"))
])

const files = [
  { name: "year.csv", bytes: fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url)) }
]
const replayed = await Effect.runPromise(replayFiles(files))
const { tables: nine } = await Effect.runPromise(yearOf(replayed))
const entries = await Effect.runPromise(replayed.store.entries(replayed.streams, tables.matcherOf(spent)))
const table = tables.deriveTable(Cube.byMonth(entries), tables.packTable(generalExpenses, "附表1"), year)
const rules = [...Articulation.defaultRulesOf(generalExpenses), withinOurs]
const { summary } = Articulation.checkTables(tables.toSource([...nine, table]), {}, rules)

for (const { key, label, cells } of table.rows)
  console.log(key, label, [...cells.values()].map(({ amount }) => Money.format(amount)).join(" "))
console.log(`${summary.rules} 条规则，${summary.pass} 条通过`)
const { term, address } = table.rows.find(({ key }) => key === "30211")!.cells.get("03")!
for (const { event, amount } of tables.explainTerm(term, entries).contributions)
  console.log(address, event.occurredOn, event.documentNo, Money.format(amount))
const workbook = tablesXlsx([tableOfGrid(tables.gridOf(table, "示例单位"))])
if (process.argv[2] !== undefined) fs.writeFileSync(process.argv[2], workbook)
