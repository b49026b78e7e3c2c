/**
 * How much it costs to derive the tables of many units, beside DuckDB: `npm run bench:derive -- [--units N] [--runs N]`.
 *
 * Both have the postings of the same events. DuckDB answers nine queries made from the same terms over its columns;
 * the tables are derived from the sums that a store keeps, the cube included. Processor time, medians, one process.
 */
import * as os from "node:os"
import { parseArgs } from "node:util"
import { DuckDBInstance } from "@duckdb/node-api"
import { dimensionKey, dimensionNames, postings } from "@juesuan/ledger"
import type { Posting } from "@juesuan/ledger"
import { Cube, Term, countFigures, deriveTables, formRows, ningxia2024, termOf } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { events } from "./generate.ts"

const { values } = parseArgs({
  options: {
    units: { type: "string", default: "200" },
    events: { type: "string", default: "1000000" },
    runs: { type: "string", default: "5" },
    seed: { type: "string", default: "20240101" }
  }
})
const [units, count, runs, seed] = [values.units, values.events, values.runs, values.seed].map(Number) as [
  number,
  number,
  number,
  number
]

/** Running sums by dimension tuple, as a store keeps them. */
const summed = (all: Iterable<Posting>): ReadonlyArray<Posting> => {
  const sums = new Map<string, Posting>()
  for (const posting of all) {
    const key = dimensionKey(posting)
    const before = sums.get(key)
    const amount = ((before?.amount ?? 0) + posting.amount) as Posting["amount"]
    sums.set(key, { ...posting, amount })
  }
  return [...sums.values()]
}

const duck = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect()
await duck.run(
  `CREATE TABLE posting (unit INTEGER, ${dimensionNames.map((name) => `"${name}" VARCHAR`).join(", ")}, amount BIGINT)`
)
const appender = await duck.createAppender("posting")
const totals: Array<ReadonlyArray<Posting>> = []
for (let unit = 0; unit < units; unit++) {
  const own: Array<Posting> = []
  for (const { event } of events(Math.floor(count / units), seed + unit)) own.push(...postings(event))
  for (const posting of own) {
    appender.appendInteger(unit)
    for (const name of dimensionNames) appender.appendVarchar(posting[name] ?? "")
    appender.appendBigInt(BigInt(posting.amount))
    appender.endRow()
  }
  totals.push(summed(own))
}
appender.closeSync()

/** What the terms ask of: sums without the dimensions that none of them names. */
const asking = ["measure", "fund", "function", "economic", "nature", "kind"]
  .map((name) => `"${name}"`)
  .join(", ")
const sumsBy = (by: string): string =>
  `(SELECT ${by === "" ? "" : `${by}, `}${asking}, SUM(amount)::BIGINT AS amount FROM posting GROUP BY ALL)`

/** The figures of a table as one query: a row for each code and its parents, or one with all cells. */
const queryOf = (definition: TableDefinition, by: string): string => {
  const { rows, columns } = definition
  const group = by === "" ? "" : `${by}, `
  if (rows.kind === "fixed") {
    const cells = formRows(definition).flatMap((row) =>
      columns.flatMap((column) => {
        const term = termOf(row, column)
        return term === null ? [] : [Term.toSql(term)]
      })
    )
    return `SELECT ${group}${cells.join(", ")} FROM ${sumsBy(by)}${by === "" ? "" : ` GROUP BY ${by}`}`
  }
  const code = `"${rows.dimension}"`
  const cells = columns.map((column) => Term.toSql(column.term!))
  const sets = [3, 5, 7].map((length) => `(${group}substr(${code}, 1, ${length}))`).join(", ")
  const presence = rows.presence.map((where) => Term.toSqlCondition(where)).join(" OR ")
  return (
    `SELECT ${group}${cells.join(", ")} FROM ${sumsBy(by)} WHERE ${presence} ` +
    `GROUP BY GROUPING SETS (${sets}, (${by}))`
  )
}

const median = (times: ReadonlyArray<number>): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

const measured = async (run: () => unknown): Promise<number> => {
  await run()
  const times: Array<number> = []
  for (let turn = 0; turn < runs; turn++) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  return median(times)
}

const asked = async (by: string): Promise<void> => {
  for (const { definition } of ningxia2024.tables) await (await duck.run(queryOf(definition, by))).getRows()
}
const merged = summed(totals.flat())
const derive = (all: Iterable<Posting>): number =>
  countFigures(deriveTables(Cube.fromPostings(all), ningxia2024, 2024))

const rows = [
  ["merged", await measured(() => derive(merged)), await measured(() => asked(""))],
  [
    "each unit",
    await measured(() => totals.reduce((sum, own) => sum + derive(own), 0)),
    await measured(() => asked("unit"))
  ]
] as const
const lines = [
  `${units} units, ${count} events, ${merged.length} merged cells, seed ${seed}, Node ${process.version}`,
  `${os.cpus()[0]?.model ?? "unknown"}, processor time, medians of ${runs}`,
  ...rows.map(
    ([name, ours, theirs]) =>
      `${name}: ${ours.toFixed(0)} ms beside ${theirs.toFixed(0)} ms, ${(ours / theirs).toFixed(2)}×`
  )
]
process.stdout.write(`${lines.join("\n")}\n`)
