/**
 * The forms of the tables as lines of text print them: heads of their columns, level by level.
 */

/** An amount as tables print it; a number of any other form may be a code, a 行次 or cut. */
export const AMOUNT = /^-?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}|0)$/

/** A functional code: 类, 款 or 项. */
export const FUNCTIONAL_CODE = /^2\d{2}(?:\d{2}){0,2}$/

/** Whether words stand in a text, whole or each character of them: a head may be wrapped anywhere. */
export const hasWords = (text: string, words: string): boolean =>
  text.includes(words) || [...words].every((character) => text.includes(character))

export interface CodedForm {
  /** Heads of the amounts, level by level, as many in each level as there are columns. */
  readonly heads: ReadonlyArray<ReadonlyArray<string>>
  /** A column that other forms of the table have: its words stand in the heads, and the columns are others. */
  readonly other: RegExp
  /** Whether the first amount printed is always that of the first column: a total is never blank. */
  readonly isFirstSure: boolean
  /** Whether the form prints no 栏次 where nothing else tells its columns from those of another. */
  readonly isUnnumbered: boolean
  /** How many columns the 栏次 count; absent where they count all. */
  readonly count?: number
}

const income = ["本年收入合计", "财政拨款收入", "上级补助收入"]
const otherIncome = ["经营收入", "附属单位上缴收入", "其他收入"]
const fundHeads = ["年初结转和结余", "本年收入", "本年支出", "本年支出", "本年支出", "年末结转和结余"]
const numbered = { isFirstSure: true, isUnnumbered: false }

/** The forms of the tables by functional code, the one that is printed most in front. */
export const codedForms: Readonly<Record<string, ReadonlyArray<CodedForm>>> = {
  T02: [
    { ...numbered, heads: [[...income, "事业收入", ...otherIncome]], other: /教育/ },
    {
      ...numbered,
      heads: [
        [...income, "事业收入", "事业收入", ...otherIncome],
        ["", "", "", "小计", "其中：教育收费", "", "", ""]
      ],
      other: /$^/,
      count: 7
    }
  ],
  T03: [
    {
      ...numbered,
      heads: [["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]],
      other: /$^/
    }
  ],
  T05: ["合计", "本年支出合计"].map((total) => ({
    heads: [[total, "基本支出", "项目支出"]],
    other: /结转|人员|公用/,
    isFirstSure: true,
    isUnnumbered: true
  })),
  T08: ["合计", "小计"].map((total) => ({
    heads: [fundHeads, ["", "", total, "基本支出", "项目支出", ""]],
    other: /调整/,
    isFirstSure: false,
    isUnnumbered: true
  })),
  T09: ["合计", "本年支出合计"].map((total) => ({
    heads: [[total, "基本支出", "项目支出"]],
    other: /结转|本年收入/,
    isFirstSure: true,
    isUnnumbered: true
  }))
}

/** Heads of the summary tables: a label and its amount for income, a label and its amounts for expenditure. */
export const sideHeads = {
  T01: [
    ["收入", "", "支出", ""],
    ["项目", "决算数", "项目", "决算数"]
  ],
  T04: [
    ["收入", "", "支出", "", "", "", ""],
    [
      "项目",
      "决算数",
      "项目",
      "合计",
      "一般公共预算财政拨款",
      "政府性基金预算财政拨款",
      "国有资本经营预算财政拨款"
    ]
  ]
} as const

/** Heads of the “三公” table, item by item, for the budget or for the outturn. */
export const threePublicHeads = [
  [
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置及运行维护费",
    "公务用车购置及运行维护费",
    "公务接待费"
  ],
  ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
] as const

/** The lowest head over each column. */
export const leavesOf = (heads: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  heads[0]!.map((_, column) => heads.findLast((level) => level[column] !== "")![column]!)
