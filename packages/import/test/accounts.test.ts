/**
 * Where the money of a sheet goes, over workbooks in the layouts of clerks: titles, units, totals, carried
 * amounts, page heads, signatures, amounts as texts, rows with faults, columns of another system, a sheet
 * of totals beside.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { SheetTotals } from "../src/index.ts"
import { importing } from "./fixtures.ts"
import { runsOf } from "./runs.ts"
import { workbook } from "./workbook.ts"
import type { Cell } from "./workbook.ts"

type Where = "events" | "refused" | "passed" | "unmapped"

/** A row as a clerk writes it: its cells, and where each of its amounts must be found. */
interface Written {
  readonly cells: ReadonlyArray<Cell>
  readonly amounts: ReadonlyArray<readonly [Where, number]>
}

interface Sheet {
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  /** The sums that must be found, in fen. */
  readonly sums: Readonly<Record<Where, number>>
}

const wan = { 元: 0, 千元: 3, 万元: 4 } as const
type Unit = keyof typeof wan

/** An amount in fen as a text of the unit: digits moved, not divided. */
const written = (fen: number, unit: Unit): string => {
  const places = 2 + wan[unit]
  const digits = String(Math.abs(fen)).padStart(places + 1, "0")
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return `${fen < 0 ? "-" : ""}${text}`
}

const grouped = (text: string): string =>
  text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","))

const heads = [
  "业务类型",
  "单位代码",
  "日期",
  "凭证号",
  "资金性质",
  "功能分类",
  "经济分类",
  "支出性质",
  "摘要"
]

const cellsOf = (number: number, code: string): ReadonlyArray<string> => [
  "支付",
  "360002",
  "2024-05-06",
  `记-${number}`,
  "一般公共预算",
  "2010301",
  code,
  "基本支出",
  "会务用品"
]

const labelled = (label: string): ReadonlyArray<string> => heads.map((head) => (head === "摘要" ? label : ""))

type Draft =
  | {
      readonly kind: "payment" | "wrong"
      readonly fen: number
      readonly style: "text" | "grouped" | "number"
    }
  | { readonly kind: "total" | "carried"; readonly label: string; readonly fen: number }
  | { readonly kind: "head" | "signature" | "blank" }

const fen = fc.integer({ min: 1, max: 99_999_999 })
const draft: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("payment" as const, "payment" as const, "wrong" as const),
      fen,
      style: fc.constantFrom("text" as const, "grouped" as const, "number" as const)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("total" as const),
      label: fc.constantFrom("合计", "小计", "本月合计", "本年累计", "办公费小计", "总 计", "3月份合计："),
      fen
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("carried" as const),
      label: fc.constantFrom("承前页", "过次页", "转下页"),
      fen
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("head" as const, "signature" as const, "blank" as const) })
  }
)

const layout = fc.record({
  unit: fc.constantFrom<Unit>("元", "千元", "万元"),
  unitAt: fc.constantFrom("head" as const, "title" as const),
  titles: fc.integer({ min: 0, max: 2 }),
  balance: fc.boolean(),
  drafts: fc.array(draft, { minLength: 1, maxLength: 25 }),
  beside: fc.boolean()
})
type Layout = typeof layout extends fc.Arbitrary<infer A> ? A : never

const amountCell = (text: string, style: "text" | "grouped" | "number"): Cell =>
  style === "number" ? { number: text } : style === "grouped" ? grouped(text) : text

const writeRow = (
  row: Draft,
  index: number,
  { unit, balance }: Layout,
  header: ReadonlyArray<Cell>
): Written => {
  const rest = (sum: number): ReadonlyArray<Cell> => (balance ? [grouped((sum / 100).toFixed(2))] : [])
  switch (row.kind) {
    case "payment":
    case "wrong": {
      const code = row.kind === "payment" ? "30201" : "302A1"
      const cells = [...cellsOf(index, code), amountCell(written(row.fen, unit), row.style), ...rest(row.fen)]
      const at: Where = row.kind === "payment" ? "events" : "refused"
      return { cells, amounts: [[at, row.fen], ...(balance ? [["unmapped", row.fen] as const] : [])] }
    }
    case "total":
    case "carried":
      return { cells: [...labelled(row.label), written(row.fen, unit)], amounts: [["passed", row.fen]] }
    case "head":
      return { cells: header, amounts: [] }
    case "signature":
      return { cells: ["制表人：甲", "", "审核：乙"], amounts: [] }
    case "blank":
      return { cells: [], amounts: [] }
  }
}

const sheetOf = (given: Layout): Sheet => {
  const { unit, unitAt, titles, balance, drafts } = given
  const header = [...heads, unitAt === "head" ? `金额（${unit}）` : "金额", ...(balance ? ["账户余额"] : [])]
  const title = [["支出明细账"], ["2024 年度"]].slice(0, titles)
  const named = unitAt === "title" ? [...title, ["", "", `单位：${unit}`]] : title
  const rows = drafts.map((row, index) => writeRow(row, index + 1, given, header))
  const sums = { events: 0, refused: 0, passed: 0, unmapped: 0 }
  for (const { amounts } of rows) for (const [where, amount] of amounts) sums[where] += amount
  return { rows: [...named, header, ...rows.map(({ cells }) => cells)], sums }
}

type Accounts = SheetTotals["accounts"]

/** The sums that were found, and whether those of the four places add up to the sheet's. */
const found = ({ file, events, refused, passed, unmapped }: Accounts) => {
  const columns = unmapped.reduce((sum, column) => sum + column.sum, 0)
  const sums = { events: events.sum, refused: refused.sum, passed: passed.sum, unmapped: columns }
  return { sums, addsUp: events.sum + refused.sum + passed.sum + columns === file.sum }
}

const accountsOf = (given: Layout): Accounts => {
  const { rows } = sheetOf(given)
  const beside = {
    name: "汇总",
    rows: [
      ["科目", "金额"],
      ["会务用品", "1.00"]
    ]
  }
  const { totals } = importing({
    "账.xlsx": workbook([{ name: "明细", rows }, ...(given.beside ? [beside] : [])])
  })
  return totals.find(({ sheet }) => sheet === "明细")!.accounts
}

const holds = (given: Layout, accounts: Accounts): boolean => {
  const { sums, addsUp } = found(accounts)
  return addsUp && JSON.stringify(sums) === JSON.stringify(sheetOf(given).sums)
}

describe("the money of a sheet", () => {
  it("is in an event, a refused row, a row passed over, or a named column; the four add up to the file", () => {
    fc.assert(
      fc.property(layout, (given) => {
        const { sums, addsUp } = found(accountsOf(given))
        expect(sums).toEqual(sheetOf(given).sums)
        expect(addsUp).toBe(true)
      }),
      runsOf(60)
    )
  })

  const none = { cells: 0, unreadable: 0, sum: 0 }
  const mutants: Readonly<Record<string, (accounts: Accounts) => Accounts>> = {
    "a total is an event": (one) => ({
      ...one,
      events: { ...one.events, sum: one.events.sum + one.passed.sum },
      passed: none
    }),
    "a refused row is nowhere": (one) => ({ ...one, refused: none }),
    "a row passed over is not counted in the file either": (one) => ({
      ...one,
      file: { ...one.file, sum: one.file.sum - one.passed.sum },
      passed: none
    }),
    "a column that is not read is not named": (one) => ({ ...one, unmapped: [] }),
    "万元 are read as 元": (one) => ({
      ...one,
      events: { ...one.events, sum: Math.trunc(one.events.sum / 10_000) }
    })
  }
  it.each(Object.entries(mutants))("is missed where %s", (_, mutate) => {
    const result = fc.check(
      fc.property(layout, (given) => holds(given, mutate(accountsOf(given)))),
      { ...runsOf(60), seed: 7 }
    )
    expect(result.failed).toBe(true)
  })

  it("of a row is listed when it is passed over, with its kind", () => {
    const rows = [
      [...heads, "金额"],
      [...cellsOf(1, "30201"), "10.00"],
      [...labelled("过次页"), "10.00"],
      [...labelled("承前页"), "10.00"],
      [...cellsOf(2, "30201"), "5.50"],
      [...labelled("本月合计"), "15.50"],
      [...heads, "金额"],
      ["制表人：甲", "", "审核：乙"]
    ]
    const { events, issues, totals } = importing({ "账.xlsx": workbook([{ name: "明细", rows }]) })
    expect(events).toHaveLength(2)
    expect(issues).toEqual([])
    expect(totals[0]!.passed).toEqual([
      { row: 3, kind: "carried", text: "过次页", amounts: ["10.00"] },
      { row: 4, kind: "carried", text: "承前页", amounts: ["10.00"] },
      { row: 6, kind: "total", text: "本月合计", amounts: ["15.50"] },
      { row: 7, kind: "pageHead", text: "业务类型", amounts: [] },
      { row: 8, kind: "signature", text: "制表人：甲", amounts: [] }
    ])
  })
})
