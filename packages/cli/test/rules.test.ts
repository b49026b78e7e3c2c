/**
 * Rules and rule sets as JSON: a printed set is a rule set file.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { readRuleSet, ruleSets } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("rules")

describe("a rule set as JSON", () => {
  it.each(ruleSets)("$id is the set, and a file that is read back as it", async (set) => {
    const { status, stdout } = await run("rules", set.id, "--format", "json")
    expect(status).toBe(0)
    const json: unknown = JSON.parse(stdout)
    expect(json).toEqual(set)
    expect(readRuleSet(json)).toEqual(Result.succeed(set))
  })

  it("is what a set of one's own begins with", async () => {
    const printed = (await run("rules", "national-2020-10", "--format", "json")).stdout
    fs.writeFileSync(
      path.join(folder, "own.json"),
      printed.replace('"id": "national-2020-10"', '"id": "own"')
    )
    const { status, stdout } = await run("rules", "own.json", "--lang", "en")
    expect(status).toBe(0)
    expect(stdout).toMatch(/^own {2}Measures for project performance evaluation/)
  })

  it("is text without the option", async () => {
    expect((await run("rules", "national-2020-10")).stdout).toMatch(
      /^national-2020-10 {2}项目支出绩效评价管理办法/
    )
  })
})

describe("a rule as JSON", () => {
  const ruleOf = async (id: string): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse((await run("rule", id, "--format", "json", "--lang", "en")).stdout) as Readonly<
      Record<string, unknown>
    >

  it("of tables has its formula and its examples", async () => {
    expect(await ruleOf("ar-01-1")).toEqual({
      id: "AR-01-1",
      strength: "H",
      severity: "block",
      title: "Total income is the sum of its kinds",
      meaning: "Total income is the sum of its kinds. It must hold exactly.",
      formula:
        "T01/income/1 = T01/income.generalPublic/1 + T01/income.governmentFund/1 + T01/income.stateCapital/1 + " +
        "T01/income.superiorSubsidy/1 + T01/income.institutional/1 + T01/income.operating/1 + " +
        "T01/income.subsidiaryRemittance/1 + T01/income.other/1",
      basis: "公开表的表式和表头逻辑",
      suggestion: "请核对两处数据，按账更正有误的一处。",
      examples: {
        pass: expect.stringMatching(/^T01\/income\/1 1136\.00\n/) as string,
        fail: expect.stringMatching(/^T01\/income\/1 1136\.01\n/) as string
      }
    })
  })

  it("of budget control has null for what it has not", async () => {
    const { id, strength, severity, title, meaning, formula, examples } = await ruleOf("BC-3")
    expect({ id, strength, severity, title, meaning, formula, examples }).toEqual({
      id: "BC-3",
      strength: "I",
      severity: "block",
      title: "Payments stay within the money of their fund",
      meaning: null,
      formula: null,
      examples: null
    })
  })

  it("is known for every rule that is listed", async () => {
    const listed = JSON.parse((await run("rules", "--format", "json")).stdout) as ReadonlyArray<{
      readonly id: string
    }>
    expect(listed.length).toBeGreaterThan(100)
    for (const { id } of [listed[0]!, listed.at(-1)!, listed[listed.length >> 1]!])
      expect(await ruleOf(id)).toMatchObject({ id })
  })
})
