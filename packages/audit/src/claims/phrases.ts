/**
 * The words before a number: whose number it is, in which role, of which year.
 */
import type { AmountClaim, BudgetVersion, Direction } from "./Claim.ts"

const YEAR = /(?:19|20)\d\d年度?/
const LEADING = new RegExp(
  "^(?:其中|.{2,40}(?:19|20)\\d\\d年度(?=.)|#|[）（：，、和及与的]|本年度|当年度|" +
    "(?:19|20)\\d\\d年度?(?:\\d{1,2}月(?:\\d{1,2}日|底|末)?)?|截[至止]|全年度|" +
    "[本我](?:部门|单位|中心|局|委|厅|机关|站|所|院|校|镇|乡|街道|办|馆|会|队|县|区|市)(?:的)?|" +
    "另外|此外|同时|[一二三四五六]是|主要包括|包括|主要用于|用于|主要|以下方面)"
)
const TRAILING = [
  "分别为",
  "均为",
  "各为",
  "共计",
  "为",
  "是",
  "达到",
  "达",
  "分别",
  "均",
  "各",
  "：",
  "（",
  "共",
  "金额",
  "实现",
  "完成"
] as const

const trimEnd = (text: string): string => {
  for (;;) {
    const tail = TRAILING.find((one) => text.endsWith(one))
    if (tail === undefined) return text
    text = text.slice(0, -tail.length)
  }
}

const trimStart = (text: string, unitName: string | null): string => {
  for (;;) {
    const head =
      LEADING.exec(text)?.[0] ??
      (unitName !== null && unitName !== "" && text.startsWith(unitName) ? unitName : "")
    if (head === "") return text
    text = text.slice(head.length)
  }
}

// The three budgets are funds, not versions of a budget.
const FUNDS = "(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?<!基金)(?<!部门)(?<!国资)"
const BUDGET = new RegExp(
  `(?:的)?(年初|全年|调整后?的?|本年|当年|年度|批复的?)?(?:支出)?${FUNDS}预算(?:安排数?|批复数?|总额|总计|合计|支出|数|金额)?$`
)
const OUTTURN = /(支出|收入)?决算(?:数|支出数?|金额|总额)?$/
/** 上年结转 is of this year: what the last one left. */
const LAST_YEAR = /(?:上年|去年|上一年)(?!度?(?:末|结转|结余))/

/** 公务接待费减少为 a: how an amount came to be what it is, and no part of its name. */
const CAME_TO = /(?<=[一-龥）])(?:增加|减少|增长|下降|降低|上升|提高|压减)(?:为|到|至)$/

/** How a label before an amount reads. */
export interface Label {
  /** What is left when years, roles and verbs are taken away. */
  readonly words: string
  readonly role: AmountClaim["role"]
  readonly budgetVersion: BudgetVersion | null
  /** Whether the words name the role (支出决算为), or only what the amount is of. */
  readonly isRoleNamed: boolean
  readonly year: number | null
}

export const budgetVersionOf = (words: string): BudgetVersion =>
  words.includes("年初") ? "initial" : /全年|调整/.test(words) ? "annual" : "unspecified"

/** Reads the words before an amount. `year` is the document's, for what is last year's. */
export const readLabel = (text: string, unitName: string | null, year: number | null): Label => {
  const named = YEAR.exec(text)?.[0]
  const labelled = named === undefined ? null : Number(named.slice(0, 4))
  const isLast = LAST_YEAR.test(text) || (year !== null && labelled === year - 1)
  const trimmed = trimEnd(text.replace(CAME_TO, ""))
  const budget = BUDGET.exec(trimmed)
  if (budget !== null) {
    const rest = trimmed.slice(0, budget.index) + (budget[0].includes("支出预算") ? "支出" : "")
    const words = trimStart(trimEnd(rest), unitName)
    return {
      words,
      role: "budget",
      budgetVersion: budgetVersionOf(budget[0]),
      isRoleNamed: true,
      year: labelled
    }
  }
  const outturn = OUTTURN.exec(trimmed)
  const rest = outturn === null ? trimmed : trimmed.slice(0, outturn.index) + (outturn[1] ?? "")
  const words = trimStart(trimEnd(rest), unitName)
    .replace(LAST_YEAR, "")
    .replace(/^(?:同期|度)?数?/, "")
  return {
    words: words === "支出" && outturn !== null ? "" : words,
    role: isLast ? "lastYear" : "outturn",
    budgetVersion: null,
    isRoleNamed: outturn !== null,
    year: labelled
  }
}

/**
 * 2022年…支出决算为 a，完成预算 p%: in a document of 2023 the amount that its budget is completed by is this year's, and
 * the year is wrong. `behind` are the words after the amount.
 */
export const isOfThisYear = ({ role, year, words, isRoleNamed }: Label, behind: string): boolean =>
  role === "lastYear" &&
  year !== null &&
  words !== "" &&
  isRoleNamed &&
  /^[，；][^。，；]{0,12}完成(?:了)?(?:年初|全年|调整后?)?预算/.test(behind)

/** A comparison: 与2023年度相比, 较年初预算数, 同比. */
export interface Comparator {
  readonly base: "lastYear" | "earlierYear" | "initialBudget" | "budget"
  readonly year: number | null
  /** In the text searched. */
  readonly start: number
  readonly end: number
}

const COMPARATOR = new RegExp(
  "(?:较|比|与|同|相比|相较于?|对比)(?:本年度?|当年)?" +
    "(上年度?|去年|上一年度?|前一年度?|上一?年同期|同期|(?:19|20)\\d\\d年度?|年初|全年|调整后?|预算|决算)" +
    "(?:的|批复|调整|累计|实际)?(?:同期)?(年初|全年|调整后?|支出)?(预算|决算)?(?:支出|收入)?(?:数|额)?" +
    "(?:相比|比较|对比|相较|比)?|同比(?!例)(?:上年度?|去年)?(?:同期)?",
  "g"
)

/** The last comparison in a short text, or `null`. */
export const comparatorIn = (text: string): Comparator | null => {
  let last: Comparator | null = null
  for (const match of text.matchAll(COMPARATOR)) {
    const words = match[0]
    const isBudget = words.includes("预算") || /年初|全年|调整/.test(match[1] ?? "")
    const year = /(?:19|20)\d\d/.exec(words)?.[0]
    // 与同年执行数（快报数）相比: a figure of another count than last year's final accounts.
    const isPreliminary = /^(?:的)?(?:执行数|快报数?|预计数)/.test(text.slice(match.index + words.length))
    last = {
      base: isPreliminary
        ? "earlierYear"
        : !isBudget
          ? "lastYear"
          : words.includes("年初")
            ? "initialBudget"
            : "budget",
      year: year === undefined ? null : Number(year),
      start: match.index,
      end: match.index + words.length
    }
  }
  return last
}

const directions: Readonly<Record<string, Direction>> = {
  增加: "up",
  增长: "up",
  上升: "up",
  提高: "up",
  上涨: "up",
  增支: "up",
  增收: "up",
  增: "up",
  增幅: "up",
  多: "up",
  减少: "down",
  下降: "down",
  降低: "down",
  减支: "down",
  减收: "down",
  压减: "down",
  减: "down",
  降: "down",
  降幅: "down",
  少: "down",
  持平: "level",
  无变化: "level",
  无增减变化: "level",
  无增减: "level"
}

const DIRECTION_END =
  /(增加|增长|上升|提高|上涨|增支|增收|增幅|减少|下降|降低|减支|减收|压减|降幅|持平|无增减变化|无变化|无增减|增|减|降|多|少)(?:额|了|率|幅度?|比例)?(?:各|均|分别)?(?:为|是|达到?|：|（)?$/
const RATE_WORD = /增长|下降|上升|降低|提高|增幅|降幅|上涨/

export interface DirectionWord {
  readonly word: string
  readonly direction: Direction
  /** Whether it is a word of rates (增长, 下降) more than of amounts. */
  readonly isOfRates: boolean
  readonly start: number
}

/** The direction word with which a text ends; `null` where it ends otherwise, as in 增加到. */
export const directionAtEnd = (text: string): DirectionWord | null => {
  const match = DIRECTION_END.exec(text)
  // 减少为 a: what it came down to, not by how much.
  if (match === null || /(?:增加|减少)为$/.test(text)) return null
  const word = match[1]!
  return { word, direction: directions[word]!, isOfRates: RATE_WORD.test(word), start: match.index }
}

const DIRECTION = /增加|增长|上升|减少|下降|降低|持平|无增减变化|无变化|无增减/g

/** The last direction word in a text without a number. */
export const directionIn = (text: string): DirectionWord | null => {
  const match = [...text.matchAll(DIRECTION)].at(-1)
  if (match === undefined) return null
  const word = match[0]
  return { word, direction: directions[word]!, isOfRates: RATE_WORD.test(word), start: match.index }
}

const COMPLETION = new RegExp(
  "(?:完成(?:了|比例)?(?:为)?|为|占|是|达到?)?(?:本年度?|当年|(?:19|20)\\d\\d年度?)?" +
    "(年初|全年|调整后?的?|批复的?)?(?:支出)?预算(?:数|总额|支出|安排数?|收入)?的(?:比例为|比重为)?$"
)
const COMPLETION_RATE =
  /(?:完成率|执行率|完成比例|执行比例|执行进度|完成进度|完成(?:年初|全年|调整后?)?(?:的)?预算数?)(?:为|是|达到?|：)?$/

/** Whether a percentage after this text is how much of a budget was spent, and of which version. */
export const completionAtEnd = (text: string): BudgetVersion | null => {
  const match = COMPLETION.exec(text)
  // 占一般公共预算的 names a fund.
  if (match !== null && !/(?:一般公共|政府性基金|国有资本经营)(?:支出)?预算[^预]{0,12}$/.test(text)) {
    return budgetVersionOf(match[0])
  }
  const rate = COMPLETION_RATE.exec(text)
  return rate === null ? null : budgetVersionOf(text.slice(-12))
}

/** The words of the whole in 占…的; `""` when none are given, `null` when it is no share. */
export const wholeAtEnd = (text: string): string | null => {
  const at = text.lastIndexOf("占")
  if (at < 0) {
    return /(?:比重|比例|占比)(?:为|是|：)?$/.test(text) ? "" : null
  }
  const words = text.slice(at + 1)
  if (words.length > 40) return null
  if (/^(?:比|用)?(?:例|重)?(?:分别|均)?(?:为|是|：|达)?$/.test(words)) return ""
  return words
    .replace(/(?:的|总)?(?:比重|比例|比|百分比)?(?:分别|均)?(?:为|是|：|达到?)?$/, "")
    .replace(/的$/, "")
}
