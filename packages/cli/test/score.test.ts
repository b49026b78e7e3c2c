/**
 * `score` on files: the same sheet as CSV, GB18030 and a workbook, and hostile ones.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { encodeGb18030 } from "../../import/test/fixtures.ts"
import { workbook } from "../../import/test/workbook.ts"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("score")
const rows = [
  ["项目名称", "一级指标", "二级指标", "三级指标", "年度指标值(A)", "全年实际值(B)", "分值", "得分", "方向"],
  ["网络费", "产出指标", "数量指标", "线路数量", "10条", "9条", "40", "36", "≥"],
  ["", "效益指标", "社会效益指标", "办事效率", "显著", "显著", "40", "40", ""],
  ["", "满意度指标", "服务对象满意度指标", "满意度", "0.9", "0.95", "10", "10", "≥"]
]
const csv = rows.map((cells) => cells.join(",")).join("\n")
const write = (name: string, bytes: string | Uint8Array): string => {
  fs.writeFileSync(path.join(folder, name), bytes)
  return name
}
const book = workbook([{ name: "自评", rows }])

describe("the same sheet", () => {
  it.each([
    ["as CSV", "a.csv", csv],
    ["as CSV in GB18030", "b.csv", encodeGb18030(csv)],
    ["as a workbook", "c.xlsx", book]
  ] as ReadonlyArray<readonly [string, string, string | Uint8Array]>)(
    "%s gives the same scores",
    async (_, name, bytes) => {
      const { status, stdout } = await run("score", write(name, bytes), "--year", "2024", "--format", "json")
      expect(status).toBe(0)
      const { projects } = JSON.parse(stdout) as {
        readonly projects: ReadonlyArray<{ readonly indicators: ReadonlyArray<{ readonly score: string }> }>
      }
      expect(projects.map(({ indicators }) => indicators.map(({ score }) => score))).toEqual([
        ["36.00", "40.00", "10.00"]
      ])
    }
  )

  it("with its scores moved is found to be wrong", async () => {
    const file = write("d.csv", csv.replace("40,36,", "40,37,"))
    const { status, stdout } = await run("score", "verify", file, "--year", "2024", "--format", "json")
    expect(status).toBe(1)
    const { findings } = JSON.parse(stdout) as {
      readonly findings: ReadonlyArray<{ readonly ruleId: string; readonly left: { readonly at: unknown } }>
    }
    expect(findings.map(({ ruleId, left }) => [ruleId, left.at])).toContainEqual([
      "SR-8",
      { file: "d.csv", line: 2 }
    ])
  })
})

describe("a hostile file", () => {
  it.each([
    ["no sheet at all", "e.csv", "\u0000\u0001\u0002"],
    ["a workbook that is cut", "f.xlsx", book.subarray(0, book.length - 40)],
    ["JSON of another kind", "g.json", '{"schema":"other"}'],
    ["JSON that is cut", "h.json", '{"schema":'],
    ["nothing", "i.csv", ""],
    ["a formula instead of a number", "j.csv", csv.replace("10条,9条,40", "10条,9条,=1+1")]
  ] as ReadonlyArray<readonly [string, string, string | Uint8Array]>)(
    "(%s) is refused with exit 3",
    async (_, name, bytes) => {
      const { status, stderr, stdout } = await run("score", write(name, bytes), "--year", "2024")
      expect([status, stdout]).toEqual([3, ""])
      expect(stderr).toContain(name)
    }
  )

  it("with markup in its texts stays text in every format", async () => {
    const file = write("k.csv", csv.replace("线路数量", "<script>alert(1)</script>"))
    const { stdout } = await run("score", file, "--year", "2024", "--format", "html")
    expect(stdout).not.toContain("<script>alert")
    expect(stdout).toContain("&lt;script&gt;")
  })
})
