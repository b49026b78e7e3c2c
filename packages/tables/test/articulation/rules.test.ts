/**
 * Every articulation rule passes on tables that agree, fails on the smallest change, and says where.
 */
import { Address } from "@juesuan/domain"
import { Articulation } from "@juesuan/tables"
import { describe, expect, it } from "vitest"
import { altered, cases, fiscalOnly, mixed } from "./fixtures.ts"
import type { Fixture } from "./fixtures.ts"

const { articulationRules, checkRule, checkTables, ruleById } = Articulation

const outcomeOf = (id: string, { source, context }: Fixture): string =>
  checkRule(ruleById(id)!, source, context).outcome

const expectedIds = [
  ...Array.from({ length: 8 }, (_, index) => `AR-01-${index + 1}`),
  ...Array.from({ length: 4 }, (_, index) => `AR-02-${index + 1}`),
  "AR-03-1",
  "AR-03-2",
  ...Array.from({ length: 9 }, (_, index) => `AR-04-${index + 1}`),
  "AR-05-1",
  ...Array.from({ length: 3 }, (_, index) => `AR-06-${index + 1}`),
  ...Array.from({ length: 3 }, (_, index) => `AR-07-${index + 1}`),
  "AR-08-1",
  "AR-09-1",
  ...Array.from({ length: 19 }, (_, index) => `AR-X-${String(index + 1).padStart(2, "0")}`),
  "AR-X-21"
]

describe("the articulation rules", () => {
  it("are the 52 of tables, each with a passing and a failing fixture", () => {
    expect(articulationRules.map(({ id }) => id)).toEqual(expectedIds)
    expect(articulationRules).toHaveLength(52)
    expect(Object.keys(cases).sort()).toEqual([...expectedIds].sort())
    for (const [id, { failing }] of Object.entries(cases)) expect(failing.length, id).toBeGreaterThan(0)
  })

  it.each(Object.entries(cases))("%s passes where it holds", (id, { passing }) => {
    expect(outcomeOf(id, passing)).toBe("pass")
  })

  it.each(
    Object.entries(cases).flatMap(([id, { failing }]) =>
      failing.map((fixture, index) => [id, index + 1, fixture] as const)
    )
  )("%s fails on its breach %i", (id, _, fixture) => {
    expect(outcomeOf(id, fixture)).toBe("fail")
  })

  it("find nothing wrong with either year but the hints of a mixed one", () => {
    const blocking = (fixture: Fixture) =>
      checkTables(fixture.source, fixture.context).findings.filter(({ severity }) => severity === "block")
    expect(blocking(mixed)).toEqual([])
    expect(blocking(fiscalOnly)).toEqual([])
  })
})

describe("a finding", () => {
  const { findings } = checkTables(altered(mixed, { "T01/income/1": 1 }).source, mixed.context)
  const finding = findings.find(({ ruleId }) => ruleId === "AR-01-1")!

  it("names both sides, the difference and what it was allowed to be", () => {
    expect(finding.left).toMatchObject({ address: "T01/income/1", value: "1136.01", unit: "元" })
    expect(finding.right).toMatchObject({ address: "T01/income.generalPublic/1", value: "1136.00" })
    expect(finding.difference).toBe("0.01")
    expect(finding.allowed).toEqual(["0.00", "0.00"])
    expect(finding.severity).toBe("block")
    expect(finding.fingerprint).toBe(
      "AR-01-1|T01/income/1,T01/income.generalPublic/1,T01/income.governmentFund/1,T01/income.stateCapital/1,T01/income.superiorSubsidy/1,T01/income.institutional/1,T01/income.operating/1,T01/income.subsidiaryRemittance/1,T01/income.other/1"
    )
  })

  it("is in Chinese by default and in English on request, under the same id", () => {
    const english = checkTables(altered(mixed, { "T01/income/1": 1 }).source, {
      ...mixed.context,
      language: "en"
    })
    expect(finding.title).toBe("本年收入合计 = 各项收入之和")
    expect(english.findings[0]).toMatchObject({
      ruleId: "AR-01-1",
      title: "Total income is the sum of its kinds"
    })
    expect(english.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      findings.map(({ fingerprint }) => fingerprint)
    )
  })

  it("names the deepest break of a hierarchy once, not every level above it", () => {
    const { source, context } = altered(mixed, { "T03/2080109/6": 1, "T03/2080109/1": 1 })
    const hierarchy = checkTables(source, context).findings.filter(({ ruleId }) => ruleId === "AR-03-2")
    expect(hierarchy.map(({ left }) => left?.address)).toEqual(["T03/20801/1", "T03/20801/6"])
  })

  it.each([
    ["a unit slip", { "T01/total/1": 99_990_000 - 9_999 }, "unit-slip"],
    ["another cell's amount", { "T01/expenditure/2": 80_00 }, "equals-cell"],
    ["a multiple of nine fen", { "T01/expenditure/2": 27 }, "transposition"]
  ] as const)("leads to %s", (_, change, kind) => {
    const base = altered(mixed, {})
    const { source, context } =
      kind === "unit-slip"
        ? altered(
            altered(base, {
              "T01/total/1": 9_999 - amountOf(base, "T01/total/1"),
              "T01/total/2": 9_999 - amountOf(base, "T01/total/2")
            }),
            change
          )
        : altered(base, change)
    const leads = checkTables(source, context).findings.flatMap((found) => found.leads)
    expect(leads.map((lead) => lead.kind)).toContain(kind)
  })
})

const amountOf = ({ source }: Fixture, address: string): number => {
  const { table, row, column } = Address.cellOf(address)
  const reading = source.get(table)!.rows.get(row)!.cells.get(column)!
  return reading.state === "value" ? reading.amount : 0
}

describe("what cannot be told", () => {
  it("an unreadable cell is unreadable, not wrong", () => {
    expect(outcomeOf("AR-01-1", altered(mixed, { "T01/income/1": "unreadable" }))).toBe("unreadable")
  })

  it("a blank that would have to be an amount accuses nobody", () => {
    expect(outcomeOf("AR-01-1", altered(mixed, { "T01/income/1": "blank" }))).toBe("unreadable")
  })

  it("a blank that may be zero is zero", () => {
    expect(outcomeOf("AR-01-1", altered(mixed, { "T01/income.superiorSubsidy/1": "blank" }))).toBe("pass")
  })

  it.each([
    ["AR-X-12", "ledger"],
    ["AR-X-18", "ledger"],
    ["AR-X-21", "ledger"],
    ["AR-01-8", "previous"]
  ] as const)("%s does not apply without its %s", (id, what) => {
    const { source, context } = mixed
    expect(outcomeOf(id, { source, context: { ...context, [what]: undefined } })).toBe("notApplicable")
  })

  it("a table that was not published leaves its rules not applicable", () => {
    const source = new Map(mixed.source)
    source.delete("T02")
    for (const id of ["AR-02-1", "AR-02-2", "AR-02-3", "AR-X-01", "AR-X-02", "AR-X-07"]) {
      expect(outcomeOf(id, { ...mixed, source }), id).toBe("notApplicable")
    }
  })

  it.each([
    ["AR-01-7", fiscalOnly],
    ["AR-08-1", fiscalOnly],
    ["AR-09-1", fiscalOnly],
    ["AR-X-16", mixed],
    ["AR-X-17", mixed]
  ] as const)("%s does not apply where there is nothing for it", (id, fixture) => {
    expect(outcomeOf(id, fixture)).toBe("notApplicable")
  })
})

describe("the summary", () => {
  it("counts rules once, figures and figures checked", () => {
    const { summary } = checkTables(fiscalOnly.source, fiscalOnly.context)
    expect(summary.rules).toBe(52)
    expect(summary.pass + summary.fail + summary.unreadable + summary.notApplicable + summary.error).toBe(52)
    expect(summary.figuresChecked).toBeLessThanOrEqual(summary.figures)
  })
})
