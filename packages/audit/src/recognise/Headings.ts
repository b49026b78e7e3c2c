/**
 * Headings of the narrative: parts, sections, subsections, and what each is about whatever its number.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import { ordinalOf, plain, withoutOrdinal } from "./Text.ts"

export const isContentsHeading = (text: string): boolean => /^目录$/.test(plain(text))

/** A contents entry or heading without list marks, leaders and page numbers. */
export const entryOf = (text: string): string =>
  plain(text)
    .replace(/^[-•·*]+/, "")
    .replace(/[.…·\-_]{2,}\d{0,4}$/, "")
    .replace(/\d{1,3}$/, "")

export const isSameEntry = (left: string, right: string): boolean => entryOf(left) === entryOf(right)

/** A longer paragraph is no heading: of it only so much is looked at. */
const LOOKED_AT = 300

/** The ordinal of a part, such as 三 of 第三部分; `null` when the text opens no part. */
export const partOf = (text: string): string | null =>
  text.length > LOOKED_AT
    ? null
    : (/^第([一二三四五六七八九十]{1,3})部分(?!.*[。；])/.exec(plain(text))?.[1] ?? null)

/** What is about what, the more particular first. */
const topics: ReadonlyArray<readonly [SectionTopic, RegExp]> = [
  ["glossary", /名词解释|专业名词|专业性名词/],
  ["performance", /绩效/],
  ["threePublic", /三公|^(?:关于)?(?:因公出国|公务用车|公务接待)/],
  ["operating", /机关运行经费/],
  ["procurement", /政府采购/],
  ["assets", /国有资产|资产占用|资产占有/],
  ["governmentFund", /政府性基金/],
  ["stateCapital", /国有资本经营/],
  ["basic", /基本支出/],
  ["generalPublic", /一般公共预算/],
  ["fiscal", /财政拨款(?:收入|收支|收、支|总体|预算|决算)/],
  [
    "overall",
    /(?:收入支出|收支|收、支).{0,4}(?:总体|总的|总计)|(?:收入支出|收支)(?:决算)?(?:总表)?情况|决算收支总体/
  ],
  ["income", /^(?:关于)?.{0,12}收入(?:预?决算)?(?:总体|具体)?(?:情况)/],
  ["expenditure", /^(?:关于)?.{0,12}支出(?:预?决算)?(?:总体|具体)?(?:情况)/],
  [
    "profile",
    /部门职[责能]|单位职[责能]|主要职[责能]|主要职能|机构设置|机构情况|单位概况|部门概况|基本情况|人员情况|决算单位构成|编报范围/
  ]
]

/** What a heading is about. */
export const topicOf = (heading: string): SectionTopic => {
  const text = withoutOrdinal(plain(heading).replace(/^第[一二三四五六七八九十]{1,3}部分/, "")).replace(
    /20\d\d年度?/,
    ""
  )
  return topics.find(([, pattern]) => pattern.test(text))?.[0] ?? "other"
}

/** 1 for 第一部分, 2 for 一、, 3 for （一）, 4 for 1.; `null` when the text opens with no numbering. */
export const levelOf = (text: string): 1 | 2 | 3 | 4 | null => {
  const compact = plain(text.slice(0, LOOKED_AT))
  if (partOf(text) !== null) return 1
  const ordinal = ordinalOf(compact)
  if (ordinal === "") return null
  if (/^\(?\d/.test(ordinal)) return 4
  return ordinal.startsWith("(") ? 3 : 2
}

/** A heading is a line of its own that is no sentence. */
const HEADING_MAX = 45
const TITLE_MAX = 60

/**
 * The title of a text that is about one topic and stands over it without a number: 某某局2020年“三公”经费决算情况说明.
 * What names the accounts as a whole (部门决算) titles the document and no section.
 */
export const looseTitleOf = (text: string): string | null => {
  if (text.length > LOOKED_AT) return null
  const compact = plain(text)
  if (compact.length > TITLE_MAX || levelOf(text) !== null || /[。,，;；!！]/.test(compact)) return null
  const isTold = /(?:情况|说明)[:：]?$|三公经费(?:财政拨款)?(?:支出)?决算$/.test(compact)
  if (!isTold || /(?:部门|单位)(?:预|决)算/.test(compact)) return null
  return topicOf(compact) === "other" ? null : text.trim()
}

/** The heading a paragraph is or opens with, and whether a sentence follows it in the same paragraph. */
export const headingOf = (text: string): { readonly title: string; readonly isRunIn: boolean } | null => {
  if (levelOf(text) === null) return null
  const trimmed = text.trim()
  const end = trimmed.search(/[。：:；]/)
  const isWhole = end < 0 || end === trimmed.length - 1
  const title = (end < 0 ? trimmed : trimmed.slice(0, end)).trim()
  const compact = plain(title)
  if (compact.length > HEADING_MAX || /[,，]/.test(title)) return null
  const isTold = /(?:情况|说明|职责|职能|设置|概况|解释|构成|范围|事项|分析)$/.test(
    compact.replace(/\(.*\)$/, "")
  )
  if (isWhole) return isTold || end < 0 ? { title, isRunIn: false } : null
  return isTold && levelOf(text) !== 4 ? { title, isRunIn: true } : null
}
