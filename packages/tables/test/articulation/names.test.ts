/**
 * A rule that names what nothing has is an error, not a comparison with 0.00.
 */
import { Articulation, ningxia2024 } from "@juesuan/tables"
import type { TableSource } from "@juesuan/tables"
import { describe, expect, it } from "vitest"
import { mixed } from "./fixtures.ts"

const {
  atLeast,
  cell,
  checkRule,
  checkTables,
  children,
  classes,
  equal,
  ledger,
  nothing,
  plus,
  previous,
  rule
} = Articulation

const check = (
  relation: Articulation.RelationRule,
  source: TableSource = mixed.source,
  context: Articulation.ArticulationContext = mixed.context
) => checkRule(rule("X-1", "H", ["D"], "自定规则", "A rule of one's own", [relation]), source, context)

const without = (key: string): TableSource => new Map([...mixed.source].filter(([table]) => table !== key))

const right = cell("T03", "total", "1")

describe("a rule of one's own", () => {
  it.each([
    ["table", cell("T3", "total", "1"), "T3"],
    ["row", cell("T03", "totals", "1"), "T03/totals"],
    ["row", cell("T03", "20801091", "1"), "T03/20801091"],
    ["row", cell("T01", "income.others", "1"), "T01/income.others"],
    ["column", cell("T03", "total", "9"), "T03/total/9"],
    ["column", classes("T04", "total"), "T04/201/total"],
    ["cell", cell("T01", "income.other", "2"), "T01/income.other/2"],
    ["variable", cell("T03", "$row", "1"), "T03"],
    ["address", previous("T01-closing"), "T01-closing"],
    ["row of last year", previous("T01/closings/2"), "T01/closings"],
    ["figure of the ledger", ledger("openingAdjustments"), "ledger:openingAdjustments"],
    ["table inside a sum", plus(right, cell("X09", "total", "1")), "X09"]
  ])("given a %s that nothing has, when checked, then it is an error at %s", (_, left, address) => {
    const { outcome, findings, comparisons } = check(equal(left, right))
    expect(outcome).toBe("error")
    expect(comparisons).toEqual([])
    expect(findings[0]).toMatchObject({
      ruleId: "X-1",
      outcome: "error",
      severity: "block",
      left: { address }
    })
  })

  it("given a misspelt key among several, when checked, then that one is named with what was meant", () => {
    const { findings } = check(
      equal(cell("T01", "$row", "$column"), nothing, {
        each: { over: "keys", keys: ["income.other", "income.othre"] },
        columns: ["1", "one"]
      })
    )
    expect(findings.map(({ message }) => message)).toEqual([
      "规则无法执行：没有名为“income.othre”的行（T01/income.othre）。是不是“income.other”？",
      "规则无法执行：没有名为“one”的栏（T01/$row/one）。"
    ])
  })

  it("given a misspelt table of a range, when checked, then it is an error", () => {
    const each = { over: "rows", tables: ["T33"] } as const
    expect(check(equal(cell("T03", "$row", "1"), nothing, { each })).outcome).toBe("error")
    const parents = { over: "parents", table: "T33" } as const
    expect(check(equal(right, children("T33", "1"), { each: parents })).outcome).toBe("error")
  })

  it("given a table of the forms that was not published, when checked, then it does not apply", () => {
    expect(check(equal(right, cell("T05", "total", "1")), without("T05")).outcome).toBe("notApplicable")
  })

  it("given a code that did not occur, when checked, then it is nothing and the rule is run", () => {
    expect(mixed.source.get("T03")!.rows.has("2299999")).toBe(false)
    expect(check(equal(cell("T03", "2299999", "1"), nothing)).outcome).toBe("pass")
    expect(check(atLeast(right, cell("T03", "2299999", "1"))).outcome).toBe("pass")
  })

  it("given a form of one's own that was not published, when it is defined, then it does not apply", () => {
    const { definition } = ningxia2024.tables[2]!
    const definitions = [{ ...definition, key: "X03" }]
    const relation = equal(right, cell("X03", "total", "1"))
    expect(check(relation).outcome).toBe("error")
    expect(check(relation, mixed.source, { ...mixed.context, definitions }).outcome).toBe("notApplicable")
  })

  it("given an error, when all are counted, then it is counted as one", () => {
    const wrong = rule("X-1", "H", ["D"], "自定规则", "Own", [equal(cell("T3", "total", "1"), right)])
    expect(checkTables(mixed.source, mixed.context, [wrong]).summary).toMatchObject({
      rules: 1,
      error: 1,
      fail: 0
    })
  })
})

describe("the rules that ship", () => {
  it("name only what the forms have, with or without tables", () => {
    for (const source of [mixed.source, new Map() as TableSource]) {
      const { findings } = checkTables(source, mixed.context)
      expect(findings.filter(({ outcome }) => outcome === "error")).toEqual([])
    }
  })

  it("as do those that the definitions imply", () => {
    const rules = ningxia2024.tables.flatMap(({ definition }) => Articulation.defaultRulesOf(definition))
    expect(checkTables(mixed.source, mixed.context, rules).summary.error).toBe(0)
  })
})
