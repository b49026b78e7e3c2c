/**
 * Definitions are data: tables of another team's get values, layout and checks from theirs alone.
 */
import { make, postings } from "@juesuan/ledger"
import {
  Articulation,
  Cube,
  Term,
  cellAt,
  deriveTable,
  gridOf,
  mof2023,
  ningxia2024,
  packById,
  toSource
} from "@juesuan/tables"
import type { PackTable, TableDefinition } from "@juesuan/tables"
import { Address, Classification, Money } from "@juesuan/domain"
import { Arbitrary } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { altered, mixed } from "./articulation/fixtures.ts"

const { checkTables, defaultRulesOf } = Articulation
const { anyOf, minus, partsOf, printTerm, restrict, select, sum, toSql, under } = Term

describe("a term", () => {
  const year = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 11 })[0]!
  const cube = Cube.fromPostings(year.events.flatMap(({ event }) => postings(event)))
  const expenditure = select({ measure: "expenditure" })

  it("distributes over sum and minus, and restriction over both", () => {
    const part = select({ measure: "expenditure", nature: "basic" })
    const whole = Cube.evaluate(cube, expenditure)
    expect(Cube.evaluate(cube, sum(part, minus(expenditure, part)))).toBe(whole)
    const fund = { fund: "generalPublic" } as const
    expect(Cube.evaluate(cube, restrict(minus(expenditure, part), fund))).toBe(
      Cube.evaluate(cube, restrict(expenditure, fund)) - Cube.evaluate(cube, restrict(part, fund))
    )
    expect(Cube.evaluate(cube, sum())).toBe(0)
  })

  it("prints as it reads", () => {
    const term = minus(
      sum(
        select({ measure: "opening" }),
        select({ measure: "income", fund: anyOf("unitFunds", "stateCapital") })
      ),
      restrict(expenditure, { function: under("208", "210") })
    )
    expect(printTerm(term)).toBe(
      "opening + income[fund=unitFunds|stateCapital] − expenditure[function=208*|210*]"
    )
    expect(partsOf(term).map(({ sign }) => sign)).toEqual([1, 1, -1])
  })

  it("quotes what it puts into SQL", () => {
    expect(toSql(select({ measure: "income", project: "x'; DROP TABLE posting; --" }))).toContain(
      `"project" = 'x''; DROP TABLE posting; --'`
    )
  })
})

describe("the default rules", () => {
  it("of the nine definitions hold where the tables agree, and break with any part", () => {
    const rules = ningxia2024.tables.flatMap(({ definition }) => defaultRulesOf(definition))
    expect(rules.map(({ id }) => id)).toEqual([
      "DR-T02-1",
      "DR-T02-rows",
      "DR-T03-1",
      "DR-T03-rows",
      "DR-T04-2",
      "DR-T05-1",
      "DR-T05-rows",
      "DR-T07-total",
      "DR-T07-vehicles",
      "DR-T08-3",
      "DR-T08-6",
      "DR-T08-rows",
      "DR-T09-1",
      "DR-T09-rows"
    ])
    expect(checkTables(mixed.source, mixed.context, rules).findings).toEqual([])
    for (const address of [
      "T02/208/7",
      "T03/2080109/4",
      "T04/208/5",
      "T05/20805/2",
      "T07/vehiclePurchase/outturn",
      "T08/212/1",
      "T09/total/3"
    ]) {
      const { findings } = checkTables(altered(mixed, { [address]: 1 }).source, mixed.context, rules)
      expect(findings.length, address).toBeGreaterThan(0)
    }
  })
})

/** 一般性支出: meetings, training and travel, all fiscal money. */
const generalExpenses: TableDefinition = {
  key: "X01",
  title: "一般性支出表",
  note: "本表由使用者自行定义。",
  moneyUnit: "元",
  columns: [
    {
      key: "1",
      title: "合计",
      heads: ["合计"],
      number: "1",
      term: select({ measure: "expenditure", economic: anyOf("30215", "30216", "30211") }),
      sumOf: ["2", "3", "4"]
    },
    {
      key: "2",
      title: "会议费",
      heads: ["会议费"],
      number: "2",
      term: select({ measure: "expenditure", economic: "30215" })
    },
    {
      key: "3",
      title: "培训费",
      heads: ["培训费"],
      number: "3",
      term: select({ measure: "expenditure", economic: "30216" })
    },
    {
      key: "4",
      title: "差旅费",
      heads: ["差旅费"],
      number: "4",
      term: select({ measure: "expenditure", economic: "30211" })
    }
  ],
  rows: {
    kind: "byCode",
    dimension: "function",
    total: { key: "total", label: "合计", depth: 0, where: {} },
    presence: [[{ measure: "expenditure", economic: anyOf("30215", "30216", "30211") }]]
  },
  layout: { kind: "codes", heading: "项目" }
}

describe("a table of another team's", () => {
  const pay = (economic: string, amount: number) =>
    make("DisbursementPaid", {
      line: { fund: "generalPublic", function: "2080109", economic, nature: "basic", project: "" },
      amount: Money.fromFen(amount),
      abstract: ""
    })
  const cube = Cube.fromPostings(
    [pay("30215", 100), pay("30211", 250), pay("30201", 9)].flatMap((event) => postings(event))
  )
  const entry: PackTable = {
    definition: generalExpenses,
    number: "附01表",
    title: generalExpenses.title,
    note: generalExpenses.note,
    emptyStatement: ""
  }
  const table = deriveTable(cube, entry, 2024)

  it("has its values", () => {
    expect(cellAt([table], Address.cell("X01", "2080109", "4"))?.amount).toBe(250)
    expect(cellAt([table], Address.cell("X01", "total", "1"))?.amount).toBe(350)
    expect(table.rows.map(({ key }) => key)).toEqual(["total", "208", "20801", "2080109"])
  })

  it("has its layout and its checks", () => {
    expect(gridOf(table, "示例单位").width).toBe(6)
    expect(checkTables(toSource([table]), {}, defaultRulesOf(generalExpenses)).summary).toMatchObject({
      rules: 2,
      pass: 2
    })
  })
})

describe("the packs", () => {
  it("print the nine tables once each, under numbers in their order", () => {
    for (const pack of [ningxia2024, mof2023]) {
      expect(new Set(pack.tables.map(({ definition }) => definition.key)).size).toBe(9)
      expect(pack.tables.map(({ number }) => number)).toEqual(
        Array.from({ length: 9 }, (_, index) => `公开0${index + 1}表`)
      )
      expect(packById(pack.id)).toBe(pack)
    }
    expect(packById("nowhere")).toBeUndefined()
  })

  it("label economic rows as the catalogue does", () => {
    const rows = ningxia2024.tables.find(({ definition }) => definition.key === "T06")!.definition.rows
    for (const row of rows.kind === "fixed" ? rows.rows : []) {
      if (/^\d/.test(row.key))
        expect(Classification.nameOf("departmentEconomic", row.key), row.key).toBe(row.label)
    }
  })
})

describe("money on a code the form has no row for", () => {
  const odd = make("DisbursementPaid", {
    line: { fund: "generalPublic", function: "2080188", economic: "30198", nature: "basic", project: "" },
    amount: Money.fromFen(77),
    abstract: ""
  })
  const cube = Cube.fromPostings(postings(odd))
  const tables = ningxia2024.tables.map((table) => deriveTable(cube, table, 2024))

  it("gets a row in 公开06表 behind its 类, and in the tables by function under its code", () => {
    const keys = tables.find(({ key }) => key === "T06")!.rows.map(({ key }) => key)
    expect(keys[keys.indexOf("30198") - 1]).toBe("30199")
    expect(keys[keys.indexOf("30198") + 1]).toBe("303")
    expect(cellAt(tables, Address.cell("T03", "2080188", "2"))?.amount).toBe(77)
    expect(
      gridOf(
        tables.find(({ key }) => key === "T06")!,
        "x"
      )
        .body.flat()
        .some(({ text }) => text === "30198")
    ).toBe(true)
  })

  it("still balances", () => {
    const blocking = checkTables(toSource(tables)).findings.filter(({ severity }) => severity === "block")
    expect(blocking).toEqual([])
  })
})
