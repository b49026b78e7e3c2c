/**
 * The rules inside one table: AR-01 to AR-09.
 */
import {
  atLeast,
  atMost,
  cell,
  children,
  classes,
  equal,
  ledger,
  less,
  nothing,
  plus,
  previous,
  rule
} from "./Rule.ts"
import type { ArticulationRule, Condition, Quantifier, RelationRule } from "./Rule.ts"

/** Each row: the first column is the sum of the others. */
const rowSum = (
  table: string,
  total: string,
  parts: ReadonlyArray<string>,
  when?: ReadonlyArray<Condition>
): RelationRule =>
  equal(cell(table, "$row", total), plus(...parts.map((part) => cell(table, "$row", part))), {
    each: { over: "rows", tables: [table] },
    ...(when === undefined ? {} : { when })
  })

/** 合计 = Σ类, 类 = Σ款, 款 = Σ项, in every column. */
const hierarchy = (
  table: string,
  columns: ReadonlyArray<string>,
  when?: ReadonlyArray<Condition>
): RelationRule =>
  equal(cell(table, "$row", "$column"), children(table, "$column"), {
    each: { over: "parents", table },
    columns,
    ...(when === undefined ? {} : { when })
  })

const T01 = (row: string, column = 1) => cell("T01", row, column)
const T04 = (row: string, column: number | string = 1) => cell("T04", row, column)
const spent = (item: string) => cell("T07", item, "outturn")
const budget = (item: string) => cell("T07", item, "budget")
const T06 = (row: string) => cell("T06", row, 1)

const incomeKinds = [
  "generalPublic",
  "governmentFund",
  "stateCapital",
  "superiorSubsidy",
  "institutional",
  "operating",
  "subsidiaryRemittance",
  "other"
]
const threePublicItems = ["total", "abroad", "vehicles", "vehiclePurchase", "vehicleOperation", "reception"]

const rules01: ReadonlyArray<ArticulationRule> = [
  rule("AR-01-1", "H", ["L"], "本年收入合计 = 各项收入之和", "Total income is the sum of its kinds", [
    equal(T01("income"), plus(...incomeKinds.map((kind) => T01(`income.${kind}`))))
  ]),
  rule("AR-01-2", "H", ["L"], "本年支出合计 = 各类支出之和", "Total expenditure is the sum of its classes", [
    equal(T01("expenditure", 2), classes("T01", "2"))
  ]),
  rule(
    "AR-01-3",
    "H",
    ["L"],
    "收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余",
    "Income side adds up",
    [equal(T01("total"), plus(T01("income"), T01("surplusUsed"), T01("opening")))]
  ),
  rule(
    "AR-01-4",
    "H",
    ["L", "G"],
    "支出总计 = 本年支出 + 结余分配 + 年末结转和结余",
    "Expenditure side adds up",
    [equal(T01("total", 2), plus(T01("expenditure", 2), T01("surplusDistributed", 2), T01("closing", 2)))]
  ),
  rule("AR-01-5", "H", ["L"], "收入总计 = 支出总计", "Both sides are equal", [
    equal(T01("total"), T01("total", 2))
  ]),
  rule(
    "AR-01-6",
    "H",
    ["A"],
    "使用非财政拨款结余、结余分配不为负，且仅事业单位可有数",
    "Surplus used and distributed are not negative, and nil unless a public institution",
    [
      atLeast(T01("surplusUsed"), nothing),
      atLeast(T01("surplusDistributed", 2), nothing),
      equal(T01("surplusUsed"), nothing, { when: ["notInstitution"] }),
      equal(T01("surplusDistributed", 2), nothing, { when: ["notInstitution"] })
    ]
  ),
  rule(
    "AR-01-7",
    "S",
    ["A"],
    "使用非财政拨款结余只用于弥补当年收支缺口",
    "Surplus is used to cover a shortfall only",
    [
      {
        when: ["surplusUsed"],
        left: plus(T01("income"), T01("opening")),
        relation: "<",
        right: T01("expenditure", 2)
      }
    ]
  ),
  rule(
    "AR-01-8",
    "H",
    ["A"],
    "年初结转和结余 = 上年年末结转和结余（加年初余额调整，减上缴结转结余）",
    "Opening carry-over is last year's closing, adjusted",
    [
      equal(
        T01("opening"),
        less(plus(previous("T01/closing/2"), ledger("openingAdjusted")), ledger("carryoverReturned")),
        { when: ["previousKnown"] }
      )
    ],
    { suggestion: "请核对上年决算年末数；有年初余额调整或上缴的，应有相应分录。" }
  )
]

const incomeColumns = ["1", "2", "3", "4", "4a", "5", "6", "7"]

const rules02to03: ReadonlyArray<ArticulationRule> = [
  rule("AR-02-1", "H", ["L"], "收入决算表各行：合计 = 各栏之和", "Each income row adds up", [
    rowSum("T02", "1", ["2", "3", "4", "5", "6", "7"])
  ]),
  rule("AR-02-2", "I", ["L"], "教育收费 ≤ 事业收入", "Education fees are a part of institutional income", [
    atMost(cell("T02", "$row", "4a"), cell("T02", "$row", "4"), { each: { over: "rows", tables: ["T02"] } })
  ]),
  rule("AR-02-3", "H", ["L", "G"], "收入决算表：合计 = Σ类 = Σ款 = Σ项", "The income hierarchy adds up", [
    hierarchy("T02", incomeColumns)
  ]),
  rule(
    "AR-02-4",
    "H",
    ["G"],
    "科目编码为3、5、7位，上级科目在表中，名称与科目一致",
    "Codes have 3, 5 or 7 digits under a parent, and their standard names",
    [],
    { structure: "codes", suggestion: "请按当年《政府收支分类科目》更正编码或名称。" }
  ),
  rule("AR-03-1", "H", ["L", "G"], "支出决算表各行：合计 = 各栏之和", "Each expenditure row adds up", [
    rowSum("T03", "1", ["2", "3", "4", "5", "6"])
  ]),
  rule(
    "AR-03-2",
    "H",
    ["L", "G"],
    "支出决算表：合计 = Σ类 = Σ款 = Σ项",
    "The expenditure hierarchy adds up",
    [hierarchy("T03", ["1", "2", "3", "4", "5", "6"])]
  )
]

const fundColumns = ["2", "3", "4", "5"]
const byBudget = (each: Quantifier): RelationRule =>
  equal(
    cell("T04", "$row", 2),
    plus(cell("T04", "$row", 3), cell("T04", "$row", 4), cell("T04", "$row", 5)),
    { each }
  )

const rules04: ReadonlyArray<ArticulationRule> = [
  rule(
    "AR-04-1",
    "H",
    ["L"],
    "财政拨款本年收入合计 = 三项预算之和",
    "Fiscal income is the sum of three budgets",
    [
      equal(
        T04("income"),
        plus(T04("income.generalPublic"), T04("income.governmentFund"), T04("income.stateCapital"))
      )
    ]
  ),
  rule(
    "AR-04-2",
    "H",
    ["L"],
    "年初财政拨款结转和结余 = 三项预算之和",
    "Fiscal opening is the sum of three budgets",
    [
      equal(
        T04("opening"),
        plus(T04("opening.generalPublic"), T04("opening.governmentFund"), T04("opening.stateCapital"))
      )
    ]
  ),
  rule("AR-04-3", "H", ["L"], "财政拨款收入总计 = 本年收入 + 年初结转和结余", "Fiscal income side adds up", [
    equal(T04("total"), plus(T04("income"), T04("opening")))
  ]),
  rule(
    "AR-04-4",
    "H",
    ["L"],
    "支出各行：合计 = 三项预算之和",
    "Each expenditure line is the sum of three budgets",
    [byBudget({ over: "classes" }), byBudget({ over: "keys", keys: ["expenditure", "closing", "total"] })]
  ),
  rule("AR-04-5", "H", ["L"], "本年支出合计 = 各类支出之和", "Expenditure is the sum of its classes", [
    equal(T04("expenditure", "$column"), classes("T04", "$column"), { columns: fundColumns })
  ]),
  rule("AR-04-6", "H", ["L"], "支出总计 = 本年支出 + 年末结转和结余", "Fiscal expenditure side adds up", [
    equal(T04("total", "$column"), plus(T04("expenditure", "$column"), T04("closing", "$column")), {
      columns: fundColumns
    })
  ]),
  rule("AR-04-7", "H", ["L", "G"], "财政拨款收入总计 = 支出总计", "Both fiscal sides are equal", [
    equal(T04("total"), T04("total", 2))
  ]),
  rule("AR-04-8", "H", ["A"], "分预算：收入 + 年初 = 支出 + 年末", "Each budget balances", [
    equal(
      plus(T04("income.generalPublic"), T04("opening.generalPublic")),
      plus(T04("expenditure", 3), T04("closing", 3))
    ),
    equal(
      plus(T04("income.governmentFund"), T04("opening.governmentFund")),
      plus(T04("expenditure", 4), T04("closing", 4))
    ),
    equal(
      plus(T04("income.stateCapital"), T04("opening.stateCapital")),
      plus(T04("expenditure", 5), T04("closing", 5))
    )
  ]),
  rule(
    "AR-04-9",
    "S",
    ["A"],
    "223类只列国有资本经营预算，234类只列政府性基金预算",
    "Class 223 is state capital only, class 234 government funds only",
    [
      equal(T04("223", 3), nothing),
      equal(T04("223", 4), nothing),
      equal(T04("234", 3), nothing),
      equal(T04("234", 5), nothing)
    ]
  )
]

const rules05to06: ReadonlyArray<ArticulationRule> = [
  rule(
    "AR-05-1",
    "H",
    ["L", "G"],
    "一般公共预算支出表：合计 = 基本 + 项目；合计 = Σ类 = Σ款 = Σ项",
    "General public budget rows and hierarchy add up",
    [rowSum("T05", "1", ["2", "3"]), hierarchy("T05", ["1", "2", "3"])]
  ),
  rule("AR-06-1", "H", ["L"], "经济分类各类 = 其各款之和", "Each economic class is the sum of its items", [
    equal(cell("T06", "$row", 1), children("T06", "1"), {
      each: { over: "keys", keys: ["301", "303", "302", "307", "310", "399"] }
    })
  ]),
  rule("AR-06-2", "H", ["L", "G"], "人员经费合计 = 301 + 303", "Personnel expenses are 301 and 303", [
    equal(T06("personnel"), plus(T06("301"), T06("303")))
  ]),
  rule(
    "AR-06-3",
    "H",
    ["L"],
    "公用经费合计 = 302 + 307 + 310 + 399",
    "Operating expenses are 302, 307, 310, 399",
    [equal(T06("operating"), plus(T06("302"), T06("307"), T06("310"), T06("399")))]
  )
]

const rules07to09: ReadonlyArray<ArticulationRule> = [
  rule(
    "AR-07-1",
    "H",
    ["L", "G"],
    "“三公”经费合计 = 三项之和",
    "The “三公” total is the sum of its three items",
    [
      equal(budget("total"), plus(budget("abroad"), budget("vehicles"), budget("reception"))),
      equal(spent("total"), plus(spent("abroad"), spent("vehicles"), spent("reception")))
    ]
  ),
  rule("AR-07-2", "H", ["L"], "公务用车购置及运行维护费 = 购置费 + 运行维护费", "Vehicles: bought plus run", [
    equal(budget("vehicles"), plus(budget("vehiclePurchase"), budget("vehicleOperation"))),
    equal(spent("vehicles"), plus(spent("vehiclePurchase"), spent("vehicleOperation")))
  ]),
  rule(
    "AR-07-3",
    "S",
    ["D"],
    "“三公”经费决算数不超过全年预算数",
    "“三公” spending stays within its budget",
    threePublicItems.map((item) => atMost(spent(item), budget(item))),
    { severity: "explain", suggestion: "决算数超过预算数的，须在情况说明中写明原因。" }
  ),
  rule(
    "AR-08-1",
    "H",
    ["L", "A"],
    "政府性基金表：支出 = 基本 + 项目；年末 = 年初 + 收入 − 支出；逐级相加",
    "Government funds: rows, carry-over and hierarchy",
    [
      rowSum("T08", "3", ["4", "5"], ["T08NotEmpty"]),
      equal(
        cell("T08", "$row", 6),
        less(plus(cell("T08", "$row", 1), cell("T08", "$row", 2)), cell("T08", "$row", 3)),
        { each: { over: "rows", tables: ["T08"] }, when: ["T08NotEmpty"] }
      ),
      hierarchy("T08", ["1", "2", "3", "4", "5", "6"], ["T08NotEmpty"])
    ]
  ),
  rule(
    "AR-09-1",
    "H",
    ["L"],
    "国有资本经营预算表：合计 = 基本 + 项目；逐级相加",
    "State capital: rows and hierarchy",
    [rowSum("T09", "1", ["2", "3"], ["T09NotEmpty"]), hierarchy("T09", ["1", "2", "3"], ["T09NotEmpty"])]
  )
]

export const rulesWithin: ReadonlyArray<ArticulationRule> = [
  ...rules01,
  ...rules02to03,
  ...rules04,
  ...rules05to06,
  ...rules07to09
]
