/**
 * The rules between tables: AR-X-01 to AR-X-19 and AR-X-21. AR-X-20 compares with the self-evaluation and is no
 * rule of tables.
 */
import { atLeast, atMost, cell, equal, ledger, less, nothing, plus, rule } from "./Rule.ts"
import type { ArticulationRule, Expression, Quantifier } from "./Rule.ts"

const T01 = (row: string, column = 1) => cell("T01", row, column)
const T02 = (column: number) => cell("T02", "total", column)
const T04 = (row: string, column = 1) => cell("T04", row, column)
const T06 = (row: string) => cell("T06", row, 1)
const spent = (item: string) => cell("T07", item, "outturn")

const classes: { readonly each: Quantifier } = { each: { over: "classes" } }
const T01OfClass = cell("T01", "$row", 2)
const T04OfClass = (column: number): Expression => cell("T04", "$row", column)

const withSummary: ReadonlyArray<ArticulationRule> = [
  rule("AR-X-01", "H", ["G"], "01表本年收入 = 02表合计", "Income agrees between tables 01 and 02", [
    equal(T01("income"), T02(1))
  ]),
  rule(
    "AR-X-02",
    "H",
    ["L"],
    "01表各项收入 = 02表合计各栏",
    "Income by kind agrees between tables 01 and 02",
    [
      equal(
        plus(T01("income.generalPublic"), T01("income.governmentFund"), T01("income.stateCapital")),
        T02(2)
      ),
      equal(T01("income.superiorSubsidy"), T02(3)),
      equal(T01("income.institutional"), T02(4)),
      equal(T01("income.operating"), T02(5)),
      equal(T01("income.subsidiaryRemittance"), T02(6)),
      equal(T01("income.other"), T02(7))
    ]
  ),
  rule("AR-X-03", "H", ["G"], "01表本年支出 = 03表合计", "Expenditure agrees between tables 01 and 03", [
    equal(T01("expenditure", 2), cell("T03", "total", 1))
  ]),
  rule("AR-X-04", "H", ["L"], "01表各类支出 = 03表该类", "Each class agrees between tables 01 and 03", [
    equal(T01OfClass, cell("T03", "$row", 1), classes)
  ]),
  rule("AR-X-05", "H", ["L"], "01表财政拨款收入 = 04表", "Fiscal income agrees between tables 01 and 04", [
    equal(T01("income.generalPublic"), T04("income.generalPublic")),
    equal(T01("income.governmentFund"), T04("income.governmentFund")),
    equal(T01("income.stateCapital"), T04("income.stateCapital"))
  ]),
  rule(
    "AR-X-06",
    "I",
    ["A"],
    "04表年初、年末、各类支出不超过01表；只有财政拨款时相等",
    "Table 04 is a part of table 01; equal where there is only fiscal money",
    [
      atMost(T04("opening"), T01("opening")),
      atMost(T04("closing", 2), T01("closing", 2)),
      atMost(T04OfClass(2), T01OfClass, classes),
      equal(T04("opening"), T01("opening"), { when: ["onlyFiscal"] }),
      equal(T04("closing", 2), T01("closing", 2), { when: ["onlyFiscal"] }),
      equal(T04OfClass(2), T01OfClass, { ...classes, when: ["onlyFiscal"] })
    ]
  ),
  rule(
    "AR-X-07",
    "H",
    ["G"],
    "02表财政拨款收入 = 04表本年收入",
    "Fiscal income agrees between tables 02 and 04",
    [equal(T02(2), T04("income"))]
  ),
  rule(
    "AR-X-08",
    "H",
    ["G"],
    "04表一般公共预算支出 = 05表",
    "General public budget agrees between 04 and 05",
    [
      equal(T04("expenditure", 3), cell("T05", "total", 1)),
      equal(T04OfClass(3), cell("T05", "$row", 1), classes)
    ]
  )
]

const parts: ReadonlyArray<ArticulationRule> = [
  rule("AR-X-09", "I", ["A"], "05表各科目基本、项目支出不超过03表", "Table 05 is a part of table 03", [
    atMost(cell("T05", "$row", "$column"), cell("T03", "$row", "$column"), {
      each: { over: "rows", tables: ["T05"] },
      columns: ["2", "3"]
    })
  ]),
  rule(
    "AR-X-10",
    "H",
    ["G"],
    "05表基本支出 = 06表人员经费 + 公用经费",
    "Basic expenditure agrees between 05 and 06",
    [equal(cell("T05", "total", 2), plus(T06("personnel"), T06("operating")))]
  ),
  rule("AR-X-11", "I", ["G"], "06表“三公”科目不超过07表决算数", "Table 06 is a part of table 07", [
    atMost(T06("30212"), spent("abroad")),
    atMost(T06("31013"), spent("vehiclePurchase")),
    atMost(T06("30231"), spent("vehicleOperation")),
    atMost(T06("30217"), spent("reception"))
  ]),
  rule(
    "AR-X-12",
    "H",
    ["D"],
    "07表决算数 = 账内全部财政拨款的“三公”支出",
    "Table 07 is all fiscal “三公” spending of the ledger",
    [
      equal(spent("abroad"), ledger("threePublic/abroad")),
      equal(spent("vehiclePurchase"), ledger("threePublic/vehicleBought")),
      equal(spent("vehicleOperation"), ledger("threePublic/vehicleRun")),
      equal(spent("reception"), ledger("threePublic/reception"))
    ]
  ),
  rule(
    "AR-X-13",
    "H",
    ["G"],
    "08表 = 04表政府性基金各数",
    "Government funds agree between tables 04 and 08",
    [
      equal(cell("T08", "total", 1), T04("opening.governmentFund")),
      equal(cell("T08", "total", 2), T04("income.governmentFund")),
      equal(cell("T08", "total", 3), T04("expenditure", 4)),
      equal(cell("T08", "total", 6), T04("closing", 4)),
      equal(cell("T08", "$row", 3), T04OfClass(4), classes)
    ]
  ),
  rule(
    "AR-X-14",
    "H",
    ["G"],
    "09表 = 04表国有资本经营预算支出",
    "State capital agrees between tables 04 and 09",
    [
      equal(cell("T09", "total", 1), T04("expenditure", 5)),
      equal(cell("T09", "$row", 1), T04OfClass(5), classes)
    ]
  )
]

const nonFiscalRest = less(
  plus(cell("T03", "$row", 2), cell("T03", "$row", 3)),
  plus(cell("T05", "$row", 1), cell("T08", "$row", 3), cell("T09", "$row", 1))
)
const T03Rows: { readonly each: Quantifier } = { each: { over: "rows", tables: ["T03"] } }

const basicPairs: ReadonlyArray<readonly [functions: ReadonlyArray<string>, economic: string]> = [
  [["2080505"], "30108"],
  [["2080506"], "30109"],
  [["2101101", "2101102"], "30110"],
  [["2101103"], "30111"],
  [["2210201"], "30113"],
  [["2080501", "2080502"], "303"]
]

const wholes: ReadonlyArray<ArticulationRule> = [
  rule(
    "AR-X-15",
    "I",
    ["A"],
    "03表基本和项目支出 ≥ 05 + 08 + 09表；只有财政拨款时相等",
    "Tables 05, 08 and 09 are parts of table 03; equal where there is only fiscal money",
    [
      atLeast(nonFiscalRest, nothing, T03Rows),
      equal(nonFiscalRest, nothing, { ...T03Rows, when: ["onlyFiscal"] })
    ]
  ),
  rule(
    "AR-X-16",
    "S",
    ["D"],
    "只有财政拨款且结转未变动时，02表各行 = 03表各行",
    "Where only fiscal money moved and carry-over did not, tables 02 and 03 agree row by row",
    [
      equal(cell("T02", "$row", 1), cell("T03", "$row", 1), {
        each: { over: "rows", tables: ["T02", "T03"] },
        when: ["onlyFiscal", "noCarryoverMovement"]
      })
    ]
  ),
  rule(
    "AR-X-17",
    "H",
    ["G"],
    "08、09表为空表时须有说明，且04表相应栏为零",
    "An empty table 08 or 09 says so, and table 04 shows nothing for it",
    [],
    { structure: "emptyStatement", suggestion: "空表须公开并注明没有相应收支；有数的须列示。" }
  ),
  rule(
    "AR-X-18",
    "H",
    ["D"],
    "基本支出的功能 × 经济分类矩阵非负，行和 = 05表，列和 = 06表",
    "Basic expenditure by function and economic class: rows are table 05, columns table 06",
    [
      equal(ledger("basicByFunction/$row"), cell("T05", "$row", 2), { each: { over: "ledgerFunctions" } }),
      equal(ledger("basicByEconomic/$row"), cell("T06", "$row", 1), { each: { over: "ledgerEconomics" } })
    ],
    { structure: "basicMatrix" }
  ),
  rule(
    "AR-X-19",
    "S",
    ["D"],
    "基本支出中功能科目与经济科目通常一致的对应关系",
    "Functional and economic codes that usually coincide in basic expenditure",
    basicPairs.map(([functions, economic]) =>
      equal(plus(...functions.map((code) => cell("T05", code, 2))), T06(economic))
    )
  ),
  rule(
    "AR-X-21",
    "H",
    ["L"],
    "年初预算合计 = 各项年初预算之和",
    "The initial budget is the sum of its items",
    [equal(ledger("initialBudget/total"), ledger("initialBudget/items"))]
  )
]

export const rulesBetween: ReadonlyArray<ArticulationRule> = [...withSummary, ...parts, ...wholes]
