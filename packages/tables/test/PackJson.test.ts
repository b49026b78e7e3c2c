/**
 * Packs as JSON: what a region changes, and what is refused with its path and its remedy.
 */
import { Cube, deriveTables, gridOf, packFromJson, packs, printedLines } from "@juesuan/tables"
import type { PackFault, TablePack } from "@juesuan/tables"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const base = {
  schema: "juesuan/pack/1",
  id: "test-2030",
  name: "试点 2030 年度",
  source: "a test",
  extends: "ningxia-2024"
}
const packOf = (change: object): TablePack => Result.getOrThrow(packFromJson({ ...base, ...change }))
const faultsOf = (change: object): ReadonlyArray<PackFault> => {
  const read = packFromJson({ ...base, ...change })
  return Result.isFailure(read) ? read.failure.faults : []
}
const tableOf = (pack: TablePack, key: string) =>
  deriveTables(Cube.empty, pack, 2030).find((table) => table.key === key)!
const textsOf = (pack: TablePack, key: string) => {
  const { header, body } = gridOf(tableOf(pack, key), "某单位")
  return { head: header.flat().map(({ text }) => text), body: body.flat().map(({ text }) => text) }
}

describe("a pack that extends another", () => {
  it("and changes nothing prints the same tables", () => {
    const [ningxia] = packs
    expect(packOf({}).tables).toEqual(ningxia!.tables)
  })

  it("drops classes: the lines below move up, on both sides", () => {
    const pack = packOf({ classes: { drop: ["231", "232"] } })
    const { body } = textsOf(pack, "T01")
    expect(body).toContain("二十四、抗疫特别国债安排的支出")
    expect(body).not.toContain("二十四、债务还本支出")
    const lines = printedLines(tableOf(pack, "T01").definition)
    expect(lines.find(({ row }) => row === "expenditure")).toEqual({
      line: "53",
      row: "expenditure",
      column: "2"
    })
    expect(lines.find(({ row, column }) => row === "total" && column === "1")?.line).toBe("28")
  })

  it("renames and adds classes, in the order of their codes", () => {
    const pack = packOf({ classes: { rename: { "201": "公共服务支出" }, add: { "218": "新增支出" } } })
    const { body } = textsOf(pack, "T04")
    expect(body).toContain("一、公共服务支出")
    expect(body).toContain("十七、新增支出")
    expect(body).toContain("十八、援助其他地区支出")
  })

  it("prints no numbers, and 合计 below", () => {
    const pack = packOf({ numbers: false, total: "below" })
    expect(textsOf(pack, "T01").head).not.toContain("行次")
    expect(textsOf(pack, "T03").head).not.toContain("栏次")
    expect(packOf({ total: "below" }).tables[2]!.definition.rows).toMatchObject({ totalAt: "below" })
  })

  it("numbers its tables in its order, past nine", () => {
    const keys = ["T01", "T02", "T03", "T04", "T05", "T06", "T08", "T09", "T07", "T10", "T13"]
    expect(
      packOf({ tables: keys })
        .tables.map(({ number }) => number)
        .slice(-2)
    ).toEqual(["公开10表", "公开11表"])
  })
})

describe("a pack is refused", () => {
  it.each([
    [{ extends: "ningxia-2042" }, "extends", "ningxia-2024"],
    [{ classes: { drop: ["233"] } }, "classes", "Did you mean"],
    [{ tables: ["T01", "T77"] }, "tables.1", "Did you mean"],
    [{ tables: ["T01", "T01"] }, "tables.1", "Keep one"],
    [{ tables: [{ key: "T03", columns: ["1", { key: "new" }] }] }, "tables.0.columns.1.heads", "Write them"],
    [{ tables: [{ key: "x1", title: "表" }] }, "tables.0.key", "capital letters"],
    [{ tables: [{ key: "T03", titles: ["[支出决算表"] }] }, "tables.0", "brackets"],
    [{ colour: "red" }, "colour", "pack-of-your-own"]
  ])("%j at %s, with a remedy", (change, path, remedy) => {
    const fault = faultsOf(change).find((one) => one.path === path)
    expect(fault?.remedy).toContain(remedy)
  })

  it("where a term names what no posting has", () => {
    const term = { kind: "select", where: [{ measure: "spending" }] }
    const table = { key: "T03", columns: ["1", { key: "x", heads: ["其中"], term }] }
    expect(faultsOf({ tables: [table] }).length).toBeGreaterThan(0)
  })
})
