/**
 * Which table a title names. Titles vary by region and year; numbers such as 公开07表 mean different tables and
 * decide nothing.
 */
import { Phrase } from "@juesuan/tables"
import type { FormSet } from "./FormSet.ts"
import { plain, withoutOrdinal } from "./Text.ts"

/** What may stand in front of a title: numbering, the year, 部门 or 单位. */
const PREFIX =
  /^(?:附?表[一二三四五六七八九十\d]{0,3}[:、.-]?|\(?公开附?\d{1,2}表\)?[:、.-]?|20\d\d年度?|二[〇○零]..年度?|部门|单位|[市县区省州]?本级)/

const SUFFIX =
  /(?:\((?:公开\d{1,2}表|附?表\d{1,2}|20\d\d年度?|[^()]{0,6}单位:?(?:万元|元)?)\)|[.…·-]+\d{0,4}|\d{1,3})$/

const bare = (text: string): string => {
  let rest = withoutOrdinal(text)
  for (let turn = 0; turn < 6; turn++) {
    const less = withoutOrdinal(rest.replace(PREFIX, "").replace(SUFFIX, ""))
    if (less === rest) break
    rest = less
  }
  return rest
}

/** A title longer than this is a sentence. */
const TITLE_MAX = 60

const keyOf = (title: string, { forms, titled }: FormSet): string | null =>
  titled.get(title) ??
  forms.find((form) => Phrase.isOneOf(title, [form.title, ...(form.titles ?? [])]))?.key ??
  null

/** What a line of text titles: a table of the forms, another table (`other`), or nothing (`null`). */
export const titleOf = (text: string, forms: FormSet): string | null => {
  const title = plain(text)
  if (title.length === 0 || title.length > TITLE_MAX || /[。;]/.test(title)) return null
  const core = bare(title)
  const key = keyOf(core, forms)
  if (key !== null) return key
  // 某某局2024年度收入决算表: the unit's name in front is set off by the year or by 部门.
  const cut = core.search(/20\d\d年度?|部门(?=[收支财一政国三“])|(?<=.[级县市区省州])三公经费/)
  const behind = cut < 0 ? null : keyOf(bare(core.slice(cut)), forms)
  if (behind !== null) return behind
  return /表(?:\(.{0,20}\))?$/.test(core) && !/[,:]/.test(core) ? "other" : null
}

/** The number printed with a table, such as 公开03表; empty when the text has none. */
export const numberOf = (text: string): string => {
  const match = /公开(附?)(\d{1,3})(?:-\d)?表/.exec(plain(text))
  return match === null ? "" : `公开${match[1]!}${match[2]!.padStart(2, "0")}表`
}

/** The money unit a text states, or `null`. 万元 is asked for first: 单位：万元 also contains 元. */
export const unitOf = (text: string): "元" | "万元" | "亿元" | null => {
  const match = /(?:金额)?(?:货币)?单位:?(?:人民币)?:?(万元|亿元|元)(?![一-龥])/.exec(plain(text))
  return match === null ? null : (match[1] as "元" | "万元" | "亿元")
}

/** The unit that a line names as its own, such as 单位：某某中心 or 部门：某某局; `null` when there is none. */
export const unitNameOf = (text: string): string | null => {
  const match =
    /^(?:.{0,12}?)(?:填报|编制|公开)?(?:单位|部门)(?:名称)?:(?!人民币|万元|亿元|元)([^:]{2,60}?)(?:(?:金额)?单位:.{0,8}|公开\d\d表)?$/.exec(
      plain(text)
    )
  return match === null ? null : match[1]!
}
