/**
 * State capital published with its carry-over: what is left at the end follows from the rest of the row.
 */
import { audit, recognise } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { documentOf, gridFrom } from "./documents.ts"

const title = "国有资本经营预算财政拨款收入支出决算表"
const heads = [
  ["功能分类科目编码", "科目名称", "年初结转和结余", "本年收入", ["本年支出", 3], "年末结转和结余"],
  ["", "", "", "", "小计", "基本支出", "项目支出", ""]
] as const
const row = (code: string, name: string, closing: string) => [
  code,
  name,
  "2.00",
  "30.00",
  "25.00",
  "",
  "25.00",
  closing
]
const document = (closing: string) =>
  documentOf(
    title,
    "单位：万元",
    gridFrom([
      ...heads.map((level) => [...level]),
      row("223", "国有资本经营预算支出", closing),
      row("22301", "解决历史遗留问题及改革成本支出", closing),
      row("2230105", "国有企业退休人员社会化管理补助支出", closing),
      row("", "合计", closing)
    ] as never)
  )

describe("a table of state capital with 年初 and 年末", () => {
  it("is read in all six columns", () => {
    const cells = recognise(document("7.00")).tables.get("T09")!.rows.get("223")!.cells
    expect([...cells.keys()]).toEqual(["opening", "income", "1", "2", "3", "closing"])
  })

  it("is accused where 年末 is not what the row leaves, and only then", () => {
    const blocking = (closing: string) =>
      audit(document(closing)).findings.filter(({ severity }) => severity === "block")
    expect(blocking("7.00")).toEqual([])
    expect(blocking("9.00").map(({ left }) => left?.address)).toEqual(["T09/2230105/closing"])
  })
})
