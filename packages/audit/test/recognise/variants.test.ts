/**
 * How regions print the same tables: each form is bound by its words, or left alone.
 */
import { recognise } from "@juesuan/audit"
import type { PublishedDocument } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { documentOf, gridFrom, rowsFrom } from "./documents.ts"
import type { CellSpec } from "./documents.ts"

/** Cells of a table as amounts in fen, `null` for blank and `?` for unreadable. */
const cellsOf = (document: PublishedDocument, key: string): Record<string, number | null | "?"> =>
  Object.fromEntries(
    [...(document.tables.get(key)?.rows.values() ?? [])].flatMap((row) =>
      [...row.cells].map(([column, cell]) => [
        `${row.key}/${column}`,
        cell.state === "value" ? cell.amount : cell.state === "blank" ? null : "?"
      ])
    )
  )

const keysOf = (document: PublishedDocument): ReadonlyArray<string> => [...document.tables.keys()]

const t05 = rowsFrom(`
  项目||本年支出合计|基本支出|项目支出
  功能分类科目编码|科目名称|||
  类款项|栏次|1|2|3
  |合计|300.00|100.00|200.00
  208|社会保障和就业支出|300.00|100.00|200.00
  20801|人力资源和社会保障管理事务|300.00|100.00|200.00
  2080109|社会保险经办机构|300.00|100.00|200.00
`)

describe("a title", () => {
  it.each([
    ["收支决算总表", "T01"],
    ["部门收入支出决算总表", "T01"],
    ["2023年度收入支出决算总表（公开01表）", "T01"],
    ["财政拨款收支决算总表", "T04"],
    ["二、收入决算表", "T02"],
    ["表3：支出决算表", "T03"],
    ["一般公共预算财政拨款收入支出决算表", "T05"],
    ["一般公共预算财政拨款基本支出决算表", "T06"],
    ["一般公共预算财政拨款“三公”经费支出决算表", "T07"],
    ["一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "T07"],
    ["政府性基金预算财政拨款收支决算表", "T08"],
    ["国有资本经营预算财政拨款收入支出决算表", "T09"]
  ])("%s names %s whatever its number", (title, key) => {
    const words: Record<string, CellSpec[][]> = {
      T07: [["合计", "因公出国（境）费"]],
      T06: [["人员经费", "科目名称"]]
    }
    const grid = gridFrom(words[key] ?? [["收入", "支出合计", "决算数", "收入合计"]])
    const document = recognise(documentOf("公开09表", title, grid))
    expect(keysOf(document)).toEqual([key])
  })

  it.each([
    "行政参公单位机关运行经费情况表",
    "国有资产占用情况表",
    "2024年度部门整体支出绩效自评表",
    "项目支出决算明细表"
  ])("%s is none of the forms and is left alone", (title) => {
    const document = recognise(documentOf(title, gridFrom(t05)))
    expect(keysOf(document)).toEqual([])
    expect(document.unbound).toMatchObject([{ title, reason: "unknown" }])
  })

  it("may stand in the first rows of the grid, with number, unit and unit name", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [["一般公共预算财政拨款支出决算表", 5]],
      ["", "", "", "", "公开05表"],
      ["部门：某某中心", "", "", "", "金额单位：万元"],
      ...t05
    ]
    const document = recognise(documentOf(gridFrom(rows, "Z07")))
    expect(document.tableFacts.get("T05")).toMatchObject({
      number: "公开05表",
      moneyUnit: "万元",
      isUnitPrinted: true
    })
    expect(document.unitName).toBe("某某中心")
    expect(cellsOf(document, "T05")["2080109/2"]).toBe(100_000_000)
  })

  it("may be missing where heads and note leave no doubt, and not where they do", () => {
    const note = "注：本表反映部门本年度一般公共预算财政拨款支出情况。"
    expect(keysOf(recognise(documentOf(gridFrom(t05), note)))).toEqual(["T05"])
    expect(keysOf(recognise(documentOf(gridFrom(t05))))).toEqual([])
  })

  it("stands once: a second table of its kind is kept apart", () => {
    const title = "一般公共预算财政拨款支出决算表"
    const document = recognise(documentOf(title, gridFrom(t05), title, gridFrom(t05.slice(0, 4))))
    expect(document.unbound).toMatchObject([{ title, reason: "repeated" }])
    expect(cellsOf(document, "T05")["208/1"]).toBe(30_000)
  })
})

describe("tables by code", () => {
  const title = "支出决算表"
  const heads: ReadonlyArray<ReadonlyArray<CellSpec>> = [
    [
      ["项目", 4],
      ["本年支出合计", 1, 2],
      ["基本支出", 1, 2],
      ["项目支出", 1, 2],
      ["上缴上级支出", 1, 2],
      ["经营支出", 1, 2],
      ["对附属单位补助支出", 1, 2]
    ],
    [["功能分类科目编码", 3], "科目名称"]
  ]
  const all = { 1: 300, 2: 100, 3: 200, 4: 0, 5: null, 6: null }
  const amounts = ["3.00", "1.00", "2.00", "0.00", "", "—"]

  it("read codes in three cells, level by level or repeated", () => {
    const rows = [
      ["208", "", "", "社会保障和就业支出", ...amounts],
      ["208", "01", "", "人力资源和社会保障管理事务", ...amounts],
      ["208", "01", "09", "社会保险经办机构", ...amounts],
      ["", "", "", "合计", ...amounts]
    ]
    const found = cellsOf(recognise(documentOf(title, gridFrom([...heads, ...rows]))), "T03")
    for (const key of ["total", "208", "20801", "2080109"])
      for (const [column, amount] of Object.entries(all)) expect(found[`${key}/${column}`]).toBe(amount)
    expect(Object.keys(found)).toHaveLength(24)
  })

  it.each(["2080109社会保险经办机构", "2080109-社会保险经办机构", "2080109 社会保险经办机构"])(
    "read code and name in one cell: %s",
    (label) => {
      const rows = [
        ["科目", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "3", "1", "2"],
        [label, "3", "1", "2"]
      ]
      const document = recognise(documentOf("金额单位：元", title, gridFrom(rows)))
      expect(cellsOf(document, "T03")).toMatchObject({ "2080109/1": 300, "2080109/2": 100, "2080109/3": 200 })
      expect(document.tables.get("T03")!.rows.get("2080109")!.label).toBe("社会保险经办机构")
    }
  )

  it("leave unknown columns and parts of columns unbound", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["科目编码", 1, 2],
        ["科目名称", 1, 2],
        ["年初结转和结余", 3],
        ["本年收入", 1, 2],
        ["本年支出", 4],
        ["年末结转和结余", 1, 2]
      ],
      ["小计", "基本支出结转", "项目支出结转和结余", "小计", "基本支出", "项目支出", "其中：基建"],
      ["", "合计", "1", "0", "1", "9", "8", "3", "5", "4", "2"],
      ["2080109", "社会保险经办机构", "1", "", "1", "9", "8", "3", "5", "4", "2"]
    ]
    const document = recognise(documentOf("一般公共预算财政拨款收入支出决算表", gridFrom(rows)))
    expect(cellsOf(document, "T05")).toMatchObject({
      "2080109/opening": 100,
      "2080109/income": 900,
      "2080109/1": 800,
      "2080109/2": 300,
      "2080109/3": 500,
      "2080109/closing": 200
    })
  })

  it("bind 国有资本经营 with income columns by their heads", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["项目", 2],
        ["年初结转和结余", 1, 2],
        ["本年收入", 1, 2],
        ["本年支出", 3],
        ["年末结转和结余", 1, 2]
      ],
      ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
      ["", "合计", "", "5.00", "5.00", "", "5.00", ""],
      ["2230105", "国有企业退休人员社会化管理补助支出", "", "5.00", "5.00", "", "5.00", ""]
    ]
    const document = recognise(documentOf("国有资本经营预算财政拨款收入支出决算表", gridFrom(rows)))
    expect(cellsOf(document, "T09")).toMatchObject({ "total/1": 500, "total/2": null, "total/3": 500 })
  })

  it("do not read heads in another order, unless the 栏次 under them says so too", () => {
    const shuffled = (numbers: ReadonlyArray<string>): PublishedDocument =>
      recognise(
        documentOf(
          title,
          gridFrom([
            ["科目编码", "科目名称", "本年支出合计", "项目支出", "基本支出"],
            ["", "栏次", ...numbers],
            ["2080109", "社会保险经办机构", "3.00", "2.00", "1.00"]
          ])
        )
      )
    const values = (document: PublishedDocument): ReadonlyArray<unknown> =>
      ["1", "2", "3"].map((column) => cellsOf(document, "T03")[`2080109/${column}`])
    expect(values(shuffled(["1", "2", "3"]))).toEqual(["?", "?", "?"])
    expect(values(shuffled(["1", "3", "2"]))).toEqual([300, 100, 200])
  })

  it("leave a row whose amounts are too few in doubt", () => {
    const rows = rowsFrom(`
      编码|科目名称|本年支出合计|基本支出|项目支出
      |合计|3.00|1.00|2.00
      2080109|社会保险经办机构|1.00|2.00
    `)
    const found = cellsOf(recognise(documentOf(title, gridFrom(rows))), "T03")
    expect(found).toMatchObject({ "total/1": 300, "2080109/1": "?", "2080109/2": "?", "2080109/3": "?" })
  })

  it("know that a row is missing whose code cannot be told", () => {
    const rows = rowsFrom(`
      编码|科目名称|本年支出合计|基本支出|项目支出
      |合计|6.00|3.00|3.00
      208|社会保障和就业支出|6.00|3.00|3.00
      20801|人力资源和社会保障管理事务|6.00|3.00|3.00
      20801|社会保险经办机构|3.00|1.00|2.00
      20801|无此科目的名称|3.00|2.00|1.00
    `)
    const document = recognise(documentOf(title, gridFrom(rows)))
    const found = cellsOf(document, "T03")
    expect(found["2080109/1"]).toBe(300)
    expect(found["2080100/1"]).toBe("?")
    expect(document.tables.get("T03")!.rows.get("2080100")!.label).toContain("无此科目的名称")
  })

  it("take spaces, wide digits and brackets in amounts", () => {
    const rows = [
      ["编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
      ["2080109", "社会保险经办机构", "12, 984. 90", "１２，９８９．９０", "（5.00）"]
    ]
    const found = cellsOf(recognise(documentOf(title, gridFrom(rows))), "T03")
    expect(found).toEqual({ "2080109/1": 1_298_490, "2080109/2": 1_298_990, "2080109/3": -500 })
  })
})

describe("the unit of money", () => {
  const title = "支出决算表"
  const rows = rowsFrom(`
    编码|科目名称|本年支出合计|基本支出|项目支出
    |合计|3.50|1.25|2.25
    2080109|社会保险经办机构|3.5|1.25|2.25
  `)
  const placeOf = (document: PublishedDocument): number | undefined => {
    const cell = document.tables.get("T03")!.rows.get("2080109")!.cells.get("1")!
    return cell.state === "value" ? cell.place : -1
  }

  it("in 万元 leaves half a place on either side", () => {
    const two = recognise(
      documentOf(
        title,
        "单位：万元",
        gridFrom([...rows.slice(0, 2), ["2080109", "社会保险经办机构", "3.50", "1.25", "2.25"]])
      )
    )
    expect(placeOf(two)).toBe(10_000)
    expect(cellsOf(two, "T03")["2080109/1"]).toBe(3_500_000)
  })

  it("in 元 to the fen is exact", () => {
    const document = recognise(documentOf(title, "单位：元", gridFrom(rows.slice(0, 2))))
    const cell = document.tables.get("T03")!.rows.get("total")!.cells.get("1")!
    expect(cell).toMatchObject({ state: "value", amount: 350 })
    expect(cell).not.toHaveProperty("place")
  })

  it("is taken from the other tables or the whole document, and said not to be printed", () => {
    const t05Title = "一般公共预算财政拨款支出决算表"
    const document = recognise(
      documentOf("收入决算表", "单位：万元", gridFrom(rows), t05Title, gridFrom(rows))
    )
    expect(document.tableFacts.get("T05")).toMatchObject({ moneyUnit: "万元", isUnitPrinted: false })
    const stated = recognise(documentOf("本文各表金额单位：万元", "正文。", title, gridFrom(rows)))
    expect(stated.tableFacts.get("T03")?.moneyUnit).toBe("万元")
  })

  it("that nobody prints leaves amounts rounded to their last place", () => {
    expect(
      placeOf(
        recognise(
          documentOf(
            title,
            gridFrom([...rows.slice(0, 1), ["2080109", "社会保险经办机构", "3.51", "1.25", "2.26"]])
          )
        )
      )
    ).toBe(2)
  })
})

describe("the summary tables", () => {
  const heads: ReadonlyArray<ReadonlyArray<CellSpec>> = [
    [
      ["收入", 2],
      ["支出", 2]
    ],
    ["项目", "决算数", "项目（按功能分类）", "决算数"]
  ]

  it("bind lines by their labels where no 行次 is printed and older names of 类 stand", () => {
    const rows = [
      ["一、一般公共预算财政拨款收入", "9.00", "一、一般公共服务支出", ""],
      ["二、政府性基金预算财政拨款收入", "", "七、文化体育与传媒支出", "2.00"],
      ["", "", "八、社会保障与就业支出", "7.00"],
      ["", "", "九、医疗卫生与计划生育支出", ""],
      ["本年收入合计", "9.00", "本年支出合计", "9.00"],
      ["用事业基金弥补收支差额", "", "结余分配", ""],
      ["上年结转和结余", "1.00", "年末结转和结余", "1.00"],
      ["总 计", "10.00", "总 计", "10.00"]
    ]
    const document = recognise(documentOf("收支决算总表", gridFrom([...heads, ...rows])))
    expect(cellsOf(document, "T01")).toEqual({
      "income.generalPublic/1": 900,
      "income.governmentFund/1": null,
      "income/1": 900,
      "surplusUsed/1": null,
      "opening/1": 100,
      "total/1": 1000,
      "201/2": null,
      "207/2": 200,
      "208/2": 700,
      "210/2": null,
      "expenditure/2": 900,
      "surplusDistributed/2": null,
      "closing/2": 100,
      "total/2": 1000
    })
  })

  it("do not follow a printed 行次 that is not the form's", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["收入", 3],
        ["支出", 3]
      ],
      ["项目", "行次", "决算数", "项目", "行次", "决算数"],
      ["一、一般公共预算财政拨款收入", "1", "9.00", "八、社会保障和就业支出", "36", "9.00"]
    ]
    expect(cellsOf(recognise(documentOf("收入支出决算总表", gridFrom(rows))), "T01")).toEqual({
      "income.generalPublic/1": 900,
      "208/2": 900
    })
  })

  it("read the outturn where budgets stand beside it", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      ["项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"],
      ["一、一般公共预算财政拨款收入", "8.00", "9.00", "八、社会保障和就业支出", "8.00", "9.00"]
    ]
    const found = cellsOf(
      recognise(documentOf("收入支出决算总表", gridFrom([["收入", "", "", "支出", "", ""], ...rows]))),
      "T01"
    )
    expect(found).toEqual({ "income.generalPublic/1": 900, "208/2": 900 })
  })

  it("bind the funds of T04 by their heads, with fewer funds too", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["收入", 2],
        ["支出", 4]
      ],
      [
        ["项目", 1, 2],
        ["决算数", 1, 2],
        ["项目", 1, 2],
        ["决算数", 3]
      ],
      ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
      ["一、一般公共预算财政拨款", "9.00", "八、社会保障和就业支出", "9.00", "8.00", "1.00"],
      ["二、政府性基金预算财政拨款", "", "十九、住房保障支出", "", "", ""],
      ["本年收入合计", "9.00", "本年支出合计", "9.00", "8.00", "1.00"],
      ["年初财政拨款结转和结余", "1.00", "年末财政拨款结转和结余", "1.00", "1.00", ""],
      ["一、一般公共预算财政拨款", "1.00", "", "", "", ""],
      ["总计", "10.00", "总计", "10.00", "9.00", "1.00"]
    ]
    expect(cellsOf(recognise(documentOf("财政拨款收入支出决算总表", gridFrom(rows))), "T04")).toMatchObject({
      "income.generalPublic/1": 900,
      "opening.generalPublic/1": 100,
      "208/2": 900,
      "208/3": 800,
      "208/4": 100,
      "closing/2": 100,
      "closing/4": null,
      "total/3": 900
    })
  })

  it("take a line they do not know for any of those that are not printed", () => {
    const rows = [["一、一般公共预算财政拨款收入", "9.00", "三十、不知何名的支出", "9.00"]]
    const found = cellsOf(recognise(documentOf("收入支出决算总表", gridFrom([...heads, ...rows]))), "T01")
    expect(found["208/2"]).toBe("?")
    expect(found["income.generalPublic/1"]).toBe(900)
  })
})

describe("基本支出", () => {
  const title = "一般公共预算财政拨款基本支出决算表"

  it("in one block, with codes in two cells and three columns of amounts", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["项目", 3],
        ["合计", 1, 2],
        ["人员经费", 1, 2],
        ["公用经费", 1, 2]
      ],
      [["经济分类科目编码", 2], "科目名称"],
      ["301", "", "工资福利支出", "5.00", "5.00", ""],
      ["301", "01", "基本工资", "5.00", "5.00", ""],
      ["302", "", "商品和服务支出", "2.00", "", "2.00"],
      ["302", "01", "办公费", "2.00", "", "2.00"],
      ["", "", "合计", "7.00", "5.00", "2.00"]
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T06")).toMatchObject({
      "301/1": 500,
      "30101/1": 500,
      "302/1": 200,
      "30201/1": 200
    })
  })

  it("in two blocks, with totals that have gaps before their amounts", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["人员经费", 3],
        ["公用经费", 3]
      ],
      ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
      ["301", "工资福利支出", "5.00", "302", "商品和服务支出", "2.00"],
      ["30101", "基本工资", "5.00", "30201", "办公费", "2.00"],
      ["30102", "津贴补贴", "", "30202", "印刷费", "/"],
      [["人员经费合计", 2], "5.00", ["公用经费合计", 2], "2.00"]
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T06")).toEqual({
      "301/1": 500,
      "302/1": 200,
      "30101/1": 500,
      "30201/1": 200,
      "30102/1": null,
      "30202/1": null,
      "personnel/1": 500,
      "operating/1": 200
    })
  })
})

describe("“三公”经费", () => {
  const title = "一般公共预算财政拨款“三公”经费支出决算表"
  const expected = {
    "total/budget": 900,
    "abroad/budget": 100,
    "vehicles/budget": 500,
    "vehiclePurchase/budget": 200,
    "vehicleOperation/budget": 300,
    "reception/budget": 300,
    "total/outturn": 800,
    "abroad/outturn": null,
    "vehicles/outturn": 500,
    "vehiclePurchase/outturn": 200,
    "vehicleOperation/outturn": 300,
    "reception/outturn": 300
  }
  const budget = ["9.00", "1.00", "5.00", "2.00", "3.00", "3.00"]
  const outturn = ["8.00", "", "5.00", "2.00", "3.00", "3.00"]
  const items: ReadonlyArray<ReadonlyArray<CellSpec>> = [
    [
      ["合计", 1, 2],
      ["因公出国（境）费", 1, 2],
      ["公务用车购置及运行费", 3],
      ["公务接待费", 1, 2]
    ],
    ["小计", "公务用车购置费", "公务用车运行费"]
  ]

  it("in two blocks", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["预算数", 6],
        ["决算数", 6]
      ],
      [...items[0]!, ...items[0]!],
      [...items[1]!, ...items[1]!],
      [...budget, ...outturn]
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T07")).toEqual(expected)
  })

  it("in pairs, item by item", () => {
    const pair = ["预算数", "决算数"]
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["合计", 2, 2],
        ["因公出国（境）费", 2, 2],
        ["公务用车购置及运行费", 6],
        ["公务接待费", 2, 2]
      ],
      [
        ["小计", 2],
        ["公务用车购置费", 2],
        ["公务用车运行费", 2]
      ],
      [...pair, ...pair, ...pair, ...pair, ...pair, ...pair],
      budget.flatMap((amount, index) => [amount, outturn[index]!])
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T07")).toEqual(expected)
  })

  it("with items down and budget and outturn across", () => {
    const labels = [
      "合计",
      "1．因公出国（境）费",
      "2．公务用车购置及运行费",
      "（1）公务用车购置费",
      "（2）公务用车运行费",
      "3．公务接待费"
    ]
    const rows = [
      ["项目", "行次", "预算数", "决算数"],
      ...labels.map((label, index) => [label, String(index + 1), budget[index]!, outturn[index]!])
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T07")).toEqual(expected)
  })

  it("with columns of 会议费 and 培训费 beside, which stay unbound", () => {
    const rows: ReadonlyArray<ReadonlyArray<CellSpec>> = [
      [
        ["预算数", 8],
        ["决算数", 8]
      ],
      [...items[0]!, ["会议费", 1, 2], ["培训费", 1, 2], ...items[0]!, ["会议费", 1, 2], ["培训费", 1, 2]],
      [...items[1]!, ...items[1]!],
      [...budget, "70.00", "71.00", ...outturn, "72.00", "73.00"]
    ]
    expect(cellsOf(recognise(documentOf(title, gridFrom(rows))), "T07")).toEqual(expected)
  })
})

describe("an empty form", () => {
  it.each([
    ["注：此表为空表", true],
    [
      "本单位2024年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表无数据。",
      true
    ],
    ["说明：我单位无政府性基金预算收支", true],
    ["注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。", false]
  ])("with the note %s", (note, isStated) => {
    const rows = rowsFrom(`
      编码|科目名称|年初结转和结余|本年收入|本年支出|年末结转和结余
      |合计||||
    `)
    const table = recognise(
      documentOf("政府性基金预算财政拨款收入支出决算表", gridFrom(rows), note)
    ).tables.get("T08")
    expect(table).toMatchObject({ empty: true, emptyStatement: isStated })
  })
})

describe("sections", () => {
  it.each([
    ["一、收入支出决算总体情况说明", "overall"],
    ["（一）收入支出决算总体情况说明", "overall"],
    ["一、2024年度收入支出总体情况", "overall"],
    ["二、收入决算情况说明", "income"],
    ["（三）支出决算情况说明", "expenditure"],
    ["四、财政拨款收支决算总体情况说明", "fiscal"],
    ["五、一般公共预算财政拨款支出决算情况说明", "generalPublic"],
    ["六、一般公共预算财政拨款基本支出决算情况说明", "basic"],
    ["九、“三公”经费支出决算情况说明", "threePublic"],
    ["七、政府性基金预算财政拨款支出决算情况说明", "governmentFund"],
    ["八、国有资本经营预算财政拨款支出决算情况说明", "stateCapital"],
    ["十、机关运行经费支出情况说明", "operating"],
    ["十一、政府采购支出情况说明", "procurement"],
    ["十二、国有资产占用情况说明", "assets"],
    ["十三、预算绩效情况说明", "performance"]
  ])("%s is about %s", (heading, topic) => {
    const document = recognise(
      documentOf("第三部分 2024年度部门决算情况说明", heading, "2024年度……12.00万元。")
    )
    expect(document.sections.map((section) => section.topic)).toEqual([topic])
    expect(document.sections[0]!.paragraphs).toHaveLength(1)
  })

  it("open where a heading runs into its paragraph", () => {
    const text = "（一）机关运行经费支出情况。2024年度机关运行经费支出12.00万元。"
    const [other, operating] = recognise(documentOf("十、其他重要事项情况说明", text)).sections
    expect([other!.topic, operating!.topic, operating!.paragraphs[0]!.text]).toEqual([
      "other",
      "operating",
      text
    ])
  })

  it("are not made of definitions", () => {
    const document = recognise(
      documentOf(
        "第四部分 名词解释",
        "一、财政拨款收入：指单位从本级财政部门取得的资金。",
        "二、基本支出：指为保障机构正常运转发生的支出。"
      )
    )
    expect(document.sections).toMatchObject([{ topic: "glossary" }])
    expect(document.sections[0]!.paragraphs).toHaveLength(2)
  })
})
