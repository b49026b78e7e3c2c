/**
 * Which table a grid is: its title, confirmed by its heads; or its heads and note alone where it has no title.
 */
import { printed } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"
import type { TableSegment } from "./Segments.ts"
import { plain } from "./Text.ts"

/** How many rows from the top may hold heads. */
const HEAD_ROWS = 8

const wordsOf = (rows: ReadonlyArray<SlotRow>): string =>
  rows
    .slice(0, HEAD_ROWS)
    .flatMap((row) => printed(row).map(({ plain }) => plain))
    .join("|")

/** What the heads of each table cannot do without; a title above other heads names something else. */
const required: Readonly<Record<string, RegExp>> = {
  T01: /(?=.*收入)(?=.*支出)(?=.*决算|.*行次.*金额)/,
  T02: /收入合计|财政拨款收入|\|合计/,
  T03: /支出合计|基本支出/,
  T04: /(?=.*收入)(?=.*支出)|一般公共预算财政拨款/,
  T05: /支出|基本支出/,
  T06: /人员经费|工资福利支出|科目/,
  T07: /因公出国|公务接待|公务用车/,
  T08: /本年收入|本年支出|支出合计|基本支出/,
  T09: /本年收入|本年支出|支出合计|基本支出/
}

const isScorecard = (words: string): boolean =>
  /项目名称/.test(words) && /资金总额|一级指标|项目资金|预算执行率|执行率/.test(words)

/** Sentences below a table that say what it shows. */
const notes: ReadonlyArray<readonly [key: string, pattern: RegExp]> = [
  ["T07", /三公经费/],
  ["T06", /一般公共预算财政拨款基本支出/],
  ["T08", /政府性基金预算财政拨款(?:收入|支出)/],
  ["T09", /国有资本经营预算财政拨款(?:收入|支出)/],
  ["T05", /反映.{0,12}一般公共预算财政拨款(?:实际)?支出情况/]
]

const byHeads = (words: string, note: string): string | null => {
  if (/因公出国/.test(words) && /公务接待/.test(words) && /预算/.test(words) && /决算/.test(words))
    return "T07"
  if (
    /财政拨款收入/.test(words) &&
    /经营收入/.test(words) &&
    /上级补助收入/.test(words) &&
    /科目名称/.test(words)
  )
    return "T02"
  if (/上缴上级支出/.test(words) && /基本支出/.test(words) && /科目名称/.test(words)) return "T03"
  if (/工资福利支出/.test(words) && /人员经费/.test(words) && /公用经费/.test(words)) return "T06"
  if (/行次|决算数/.test(words) && /收入/.test(words) && /一、一般公共服务支出/.test(words)) {
    if (/政府性基金预算财政拨款/.test(words) && /合计/.test(words)) return "T04"
    return /四、上级补助收入|三、国有资本经营预算财政拨款收入/.test(words) ? "T01" : null
  }
  if (!/科目名称/.test(words) || !/基本支出/.test(words) || !/项目支出/.test(words)) return null
  const named = notes.filter(([, pattern]) => pattern.test(note))
  return named.length === 1 && named[0]![0] !== "T06" && named[0]![0] !== "T07" ? named[0]![0] : null
}

export type Identity =
  | { readonly kind: "table"; readonly key: string }
  | { readonly kind: "scorecard" }
  | { readonly kind: "other" }

/** Says what a table is. */
export const identify = (segment: TableSegment): Identity => {
  const words = wordsOf(segment.rows)
  if (isScorecard(words)) return { kind: "scorecard" }
  const { key } = segment
  if (key !== null && key !== "other")
    return required[key]!.test(words) ? { kind: "table", key } : { kind: "other" }
  if (key === "other") return { kind: "other" }
  const note = segment.notes.map(({ text }) => plain(text)).join("")
  const found = byHeads(words, note)
  return found === null ? { kind: "other" } : { kind: "table", key: found }
}
