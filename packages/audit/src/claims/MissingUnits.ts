/**
 * The unit of a number, where none stands beside it: that of its enumeration, or what the words around it ask for.
 */
import type { ScannedNumber } from "./Numbers.ts"
import type { Passage } from "./Passage.ts"
import { comparatorIn } from "./phrases.ts"

const NOTHING = /(?:预算数?|决算数?|支出|收入|经费|费)(?:均|各)?(?:为|是)$/

/**
 * The unit of a number: its own; that of the number it is enumerated with; or, where the words before it ask for a
 * percentage or an amount, that. `gap` are the words before it.
 */
export const unitOf = ({ text, moneyUnit }: Passage, number: ScannedNumber, gap: string): string | null => {
  if (number.unit !== null) return number.unit
  const after = /^[、和](\d[\d,]*(?:\.\d+)?)(万元|亿元|元|%|个百分点)/.exec(
    text.slice(number.end, number.end + 40)
  )
  if (after !== null) return after[2]!
  // 较上年 b 减少 a 万元: the base has the unit of the change.
  const behind = text.slice(number.end, number.end + 4)
  if (comparatorIn(gap)?.end === gap.length && /^(?:增|减|下降|上升|降低|持平)/.test(behind)) {
    return moneyUnit
  }
  // 年初预算为 0: nothing is nothing in any unit.
  if (number.value.eq(0) && number.decimals === 0 && NOTHING.test(gap)) return moneyUnit ?? "元"
  if (/占[^，。]{0,40}$|(?:增长|下降|上升)(?:了|率)?(?:为)?$|预算的$|完成率为?$/.test(gap)) return "%"
  const isMoney = /(?:增加|减少|预算为|决算为|支出为?|收入为?|经费为?|总计为?|合计为?|资金|金额为?)$/.test(
    gap
  )
  return isMoney && number.decimals === 2 ? moneyUnit : null
}
