/**
 * A form of one's own is one piece of data: twelve tables, a class renamed, two dropped, a column added, 合计 below and
 * numbers without a zero are checked and explained like any other, by every address that they print.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { displayAddress, packFromJson } from "@juesuan/tables"
import { checkYear } from "@juesuan/year/check"
import { explainCell } from "@juesuan/year/explain"
import { replayFiles } from "@juesuan/year/import"
import { viewOf } from "@juesuan/year/view"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const of = (economic: string) => ({
  kind: "select",
  where: [{ measure: "expenditure", fund: "generalPublic", economic }]
})

/** Numbers without a zero: 公开1表. */
const numbered = (key: string, place: number) => ({ key, number: `公开${place}表` })

const pack = Result.getOrThrow(
  packFromJson({
    schema: "juesuan/pack/1",
    id: "own-2024",
    name: "示例地区 2024 年度",
    source: "invented by a test",
    extends: "mof-2023",
    classes: { drop: ["231", "232"], rename: { "208": "社会保障与就业支出" } },
    total: "below",
    tables: [
      numbered("T01", 1),
      numbered("T02", 2),
      {
        ...numbered("T03", 3),
        columns: [
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
          { key: "fuel", heads: ["其中：公务用车运行维护费"], term: of("30231") }
        ]
      },
      ...["T04", "T05", "T06", "T08", "T09", "T07", "T10", "T13"].map((key, at) => numbered(key, at + 4)),
      {
        ...numbered("X12", 12),
        title: "办公费和差旅费支出决算表",
        note: "本表反映部门本年度办公费和差旅费支出情况。",
        byCode: {
          dimension: "function",
          presence: [
            [{ measure: "expenditure", fund: "generalPublic", economic: { anyOf: ["30201", "30211"] } }]
          ]
        },
        columns: [
          {
            key: "1",
            heads: ["办公差旅费小计"],
            sumOf: ["2", "3"],
            term: {
              kind: "select",
              where: [
                { measure: "expenditure", fund: "generalPublic", economic: { anyOf: ["30201", "30211"] } }
              ]
            }
          },
          { key: "2", heads: ["办公费支出"], term: of("30201") },
          { key: "3", heads: ["差旅费支出"], term: of("30211") }
        ],
        layout: { kind: "codes", heading: "项目", isNumbered: true }
      }
    ],
    narrative: { like: "mof-2023" }
  })
)

const transactions = path.join(import.meta.dirname, "..", "examples", "yanchi-2024", "transactions.csv")

describe("a pack of twelve tables, written in a test", async () => {
  const { store, streams } = await Effect.runPromise(
    replayFiles([{ name: "year.csv", bytes: fs.readFileSync(transactions) }])
  )
  const view = await Effect.runPromise(viewOf(store, streams[0]!, pack))
  const explained = (address: string) => Effect.runPromise(explainCell(store, view, address))

  it("derives them all, with the numbers and names it gives", () => {
    expect(view.tables.map(({ number }) => number)).toEqual(
      Array.from({ length: 12 }, (_, at) => `公开${at + 1}表`)
    )
    const [summary, , outlay] = view.tables
    expect(summary!.rows.find(({ key }) => key === "208")!.label).toBe("八、社会保障与就业支出")
    expect(summary!.rows.some(({ key }) => key === "231")).toBe(false)
    expect(outlay!.rows.at(-1)!.key).toBe("total")
    expect(outlay!.columns.at(-1)!.key).toBe("fuel")
  })

  it("is checked to no finding, its own sums included", async () => {
    const { findings, summary } = await Effect.runPromise(checkYear(store, view))
    expect(findings.filter(({ severity }) => severity === "block")).toEqual([])
    const without = await Effect.runPromise(
      checkYear(store, await Effect.runPromise(viewOf(store, streams[0]!, undefined)))
    )
    expect(summary.rules).toBeGreaterThan(without.summary.rules)
  })

  it("explains every cell of a table of its own, and of a column of its own, by what it prints", async () => {
    const cells = view.tables.flatMap(({ key, rows }) =>
      rows.flatMap((row) =>
        [...row.cells].flatMap(([column, { address, amount }]) =>
          amount !== 0 && (key === "X12" || column === "fuel")
            ? [{ key, row: row.key, column, address, amount }]
            : []
        )
      )
    )
    expect(cells.length).toBeGreaterThan(10)
    for (const { key, row, column, address, amount } of cells) {
      const table = view.tables.find((one) => one.key === key)!
      const { postings, ...cell } = await explained(address)
      expect([cell.address, cell.value]).toEqual([address, Money.toText(amount)])
      const sum = Money.sum(postings.map((posting) => Result.getOrThrow(Money.parse(posting.amount))))
      expect(sum).toBe(amount)
      expect((await explained(displayAddress(table, row, column))).address).toBe(address)
    }
  })

  it("reads addresses by the lines it prints: two classes fewer move those below", async () => {
    const line = (key: string) => Effect.runPromise(explainCell(store, view, `T01/${key}/2`))
    const shipped = await Effect.runPromise(viewOf(store, streams[0]!, undefined))
    const total = (await explained("T01/expenditure/2")).value
    const found = await Promise.all(
      Array.from({ length: 30 }, (_, at) => line(String(at + 31)).catch(() => null))
    )
    const at = found.findIndex((cell) => cell?.address === "T01/expenditure/2")
    expect(found[at]!.value).toBe(total)
    const before = await Effect.runPromise(explainCell(store, shipped, "T01/57/2"))
    expect(before.address).toBe("T01/expenditure/2")
    // Two lines fewer on the left, where the numbers of the right begin, and two on the right.
    expect(at + 31).toBe(57 - 4)
  })
})
