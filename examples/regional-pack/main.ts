/** A regional table pack: another province's order, numbers and titles on the same ledger. */
import * as fs from "node:fs"
import { Articulation, Cube, deriveTables, gridOf, mof2023, toSource } from "@juesuan/tables"
import type { TablePack } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { replayFiles, yearOf } from "juesuan"

/** The Ministry's order with the titles and the empty sentence a province prints. */
const titles: Readonly<Record<string, string>> = {
  T01: "部门收入支出决算总表",
  T07: "一般公共预算财政拨款“三公”经费支出决算表"
}
const ourProvince: TablePack = {
  id: "our-province-2024",
  name: "本省 2024 年度",
  source: "本省财政厅关于部门决算公开的通知",
  tables: mof2023.tables.map((table, at) => ({
    ...table,
    number: `财决公开0${at + 1}表`,
    title: titles[table.definition.key] ?? table.title,
    emptyStatement: "本部门{year}年度没有此项收入和支出，故本表无数据。"
  }))
}

const files = [
  { name: "year.csv", bytes: fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url)) }
]
const replayed = await Effect.runPromise(replayFiles(files))
const cube = Cube.fromPostings(await Effect.runPromise(replayed.store.totals(replayed.streams)))
const tables = deriveTables(cube, ourProvince, 2024)
for (const { key, number, title, emptyStatement } of tables)
  console.log([key, number, title, emptyStatement ?? ""].join(" ").trim())
console.log(gridOf(tables[8]!, "示例单位").body[0]!.map(({ text }) => text))

// The rules go by meaning, not by number: they hold for any pack, and the figures are the same in all.
const { summary } = Articulation.checkTables(toSource(tables))
console.log(`${summary.pass} 条通过，${summary.fail} 条不成立`)
const ningxia = await Effect.runPromise(yearOf(replayed))
const figures = (all: typeof tables) =>
  new Map(
    all.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => [...cells.values()].map((c) => [c.address, c.amount]))
    )
  )
const ours = figures(tables)
console.log([...figures(ningxia.tables)].every(([address, amount]) => ours.get(address) === amount))
