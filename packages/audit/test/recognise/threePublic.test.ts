/**
 * “三公” tables of counties and cities: with the outturn alone, beside last year's, with counts below.
 */
import { audit, recognise } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { documentOf, gridFrom } from "./documents.ts"

type Rows = ReadonlyArray<ReadonlyArray<string>>

const bound = (title: string, rows: Rows): Record<string, string> => {
  const table = recognise(documentOf(title, "单位：万元", gridFrom(rows))).tables.get("T07")
  return Object.fromEntries(
    [...(table?.rows.values() ?? [])].flatMap((row) =>
      [...row.cells].map(([period, cell]) => [
        `${row.key}/${period}`,
        cell.state === "blank" ? "" : (cell.raw ?? "")
      ])
    )
  )
}

const alone: Rows = [
  ["项目", "决算数"],
  ["合计", "900.00"],
  ["1.因公出国（境）费用", "30.00"],
  ["2.公务接待费", "70.00"],
  ["3.公务用车费", "800.00"],
  ["其中：（1）公务用车运行维护费", "500.00"],
  ["（2）公务用车购置", "300.00"]
]
const outturn = {
  "total/outturn": "900.00",
  "abroad/outturn": "30.00",
  "vehicles/outturn": "800.00",
  "vehiclePurchase/outturn": "300.00",
  "vehicleOperation/outturn": "500.00",
  "reception/outturn": "70.00"
}

const accused = (title: string, rows: Rows): ReadonlyArray<string> =>
  audit(documentOf(title, "单位：万元", gridFrom(rows))).findings.map(
    ({ ruleId, left }) => `${ruleId} ${left?.address ?? ""}`
  )

describe("a “三公” table", () => {
  it.each([
    "2023年区本级“三公”经费决算支出表",
    "某某市某某局部门“三公”经费情况统计表",
    "某某县2023年“三公”经费汇总情况决算表",
    "附表：某某市本级2023年“三公”经费决算汇总表"
  ])("is known by its title: %s", (title) => {
    expect(bound(title, alone)).toEqual(outturn)
  })

  it.each(["2023年“三公”经费预算表", "2023年“三公”经费预算情况表"])(
    "is none where it is of the budget: %s",
    (title) => {
      expect(bound(title, alone)).toEqual({})
    }
  )

  it("without budgets exceeds none, and still adds up", () => {
    expect(accused("2023年“三公”经费决算表", alone)).toEqual([])
    const wrong = alone.map((row) => (row[0] === "3.公务用车费" ? [row[0], "0"] : row))
    expect(accused("2023年“三公”经费决算表", wrong)).toEqual(["AR-07-1 T07/vehicles/outturn"])
  })

  it("beside last year's outturn and the change, in amount and percent", () => {
    const more = ["上年决算数", "本年决算数", "增、减金额", "增、减幅度"]
    const rows = alone.map(([label, now], at) =>
      at === 0 ? ["项目", ...more] : [label!, "50.00", now!, "-1.00", "-7.03%"]
    )
    expect(bound("2023年“三公”经费决算情况统计表", rows)).toEqual(outturn)
  })

  it("has counts below that are no amounts", () => {
    const counts = [
      ["1.因公出国（境）团组数（个）", "3"],
      ["5.公务接待批次（批）", "10"],
      ["3.公务用车购置数（辆）", "2"]
    ]
    expect(bound("2023年“三公”经费决算表", [...alone, ...counts])).toEqual(outturn)
  })

  it("takes its unit from its head, and is of none where nothing prints one", () => {
    const unitOf = (head: string) =>
      recognise(
        documentOf("2023年“三公”经费决算表", gridFrom([["项目", head], ...alone.slice(1)]))
      ).tableFacts.get("T07")
    expect(unitOf("2023年决算（万元）")).toMatchObject({ moneyUnit: "万元", isUnitPrinted: true })
    expect(unitOf("2023年决算")).toMatchObject({ isUnitPrinted: false })
  })
})
