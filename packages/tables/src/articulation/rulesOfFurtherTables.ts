/**
 * The rules of tables that some regions publish beside the nine: AR-10 to AR-14, each asked only where its table is.
 */
import { atMost, cell, equal, plus, rule } from "./Rule.ts"
import type { ArticulationRule } from "./Rule.ts"

const T14 = (column: string) => cell("T14", "total", column)
const T04 = (row: string, column: number) => cell("T04", row, column)

/** Further rules, in the order of their ids; `AR-14-1` is of T14. */
export const rulesOfFurtherTables: ReadonlyArray<ArticulationRule> = [
  rule(
    "AR-11-1",
    "H",
    ["A"],
    "财政拨款支出决算明细表 = 04表本年支出合计",
    "Fiscal expenditure in detail agrees with table 04",
    [equal(cell("T11", "total", 1), T04("expenditure", 2))]
  ),
  rule("AR-13-1", "I", ["A"], "一般公共预算“三公”经费不超过全部财政拨款“三公”经费", "A part of T07", [
    atMost(cell("T13", "total", "outturn"), cell("T07", "total", "outturn"))
  ]),
  rule(
    "AR-14-1",
    "H",
    ["A"],
    "一般公共预算收入支出决算表 = 04表一般公共预算各数",
    "General public budget with carry-over agrees with table 04",
    [
      equal(T14("opening"), T04("opening.generalPublic", 1)),
      equal(T14("income"), T04("income.generalPublic", 1)),
      equal(T14("1"), T04("expenditure", 3)),
      equal(T14("closing"), T04("closing", 3))
    ]
  ),
  rule(
    "AR-14-2",
    "H",
    ["A"],
    "一般公共预算基本支出 = 06表人员经费 + 公用经费",
    "Basic expenditure agrees with table 06",
    [equal(T14("2"), plus(cell("T06", "personnel", 1), cell("T06", "operating", 1)))]
  )
]
