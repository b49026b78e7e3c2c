/**
 * Columns that changed places where no head tells: 栏次 do, or the sums that the amounts make; then nothing is read.
 */
import { recognise } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { documentOf, gridFrom, rowsFrom } from "./documents.ts"

const statesOf = (title: string, rows: ReadonlyArray<ReadonlyArray<string>>, key: string) => {
  const table = recognise(documentOf(title, gridFrom(rows))).tables.get(key)!
  const cells = [...table.rows.values()].flatMap((row) => [...row.cells.values()])
  return [...new Set(cells.flatMap(({ state }) => (state === "blank" ? [] : [state])))]
}

const exchanged = (
  rows: ReadonlyArray<ReadonlyArray<string>>,
  one: number,
  other: number
): ReadonlyArray<ReadonlyArray<string>> =>
  rows.map((row) => row.map((cell, at) => (at === one ? row[other]! : at === other ? row[one]! : cell)))

describe("two columns that changed places", () => {
  it("are not read where 栏次 say so and the heads are the same", () => {
    const title = "财政拨款“三公”经费支出决算表"
    const rows = rowsFrom(`
      预算数||||||决算数|||||
      合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
      ||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费|
      1|2|3|4|5|6|7|8|9|10|11|12
      9.00|1.00|5.00|2.00|3.00|3.00|8.00|0.00|5.00|1.00|4.00|3.00
    `)
    expect(statesOf(title, rows, "T07")).toEqual(["value"])
    expect(statesOf(title, exchanged(rows, 4, 10), "T07")).toEqual(["unreadable"])
  })

  it("are not read where only the sums of blocks say so", () => {
    const title = "一般公共预算财政拨款基本支出决算明细表"
    const rows = rowsFrom(`
      科目编码|科目名称|金额|科目编码|科目名称|金额
      301|工资福利支出|9.00|302|商品和服务支出|5.00
      30101|基本工资|4.00|30201|办公费|2.00
      30102|津贴补贴|5.00|30202|印刷费|1.00
      303|对个人和家庭的补助|1.00|30203|咨询费|2.00
      30301|离休费|1.00|||
    `)
    expect(statesOf(title, rows, "T06")).toEqual(["value"])
    expect(statesOf(title, exchanged(rows, 2, 5), "T06")).toEqual(["unreadable"])
    // One wrong amount is no exchange: it is read as it stands, for the rules to find.
    const wrong = rows.map((row) => row.map((cell) => (cell === "4.00" ? "4.01" : cell)))
    expect(statesOf(title, wrong, "T06")).toEqual(["value"])
  })
})
