/**
 * What stands around a number: the word that names it, the code or the amount that it is a part of.
 *
 * All of it is read in plain characters, as `digitTextOf` makes them.
 */

/** What the words before a number say that it is: a number of this kind, one that numbers something, or an amount. */
export type NumberName =
  "identityNumber" | "bankCard" | "telephone" | "creditCode" | "document" | "amount" | undefined

/** How much of what stands before a number is looked at. */
export const CONTEXT = 24

const LABEL_END = "(?:号码|号|码|number)?(?:为|是|[:：=\\s(\\-/]){0,4}$"
const labelled = (words: string): RegExp => new RegExp(`(?:${words})${LABEL_END}`, "i")

/** Words before a number, the first that fit. */
const names: ReadonlyArray<readonly [RegExp, Exclude<NumberName, undefined>]> = [
  [labelled("信用代码|机构代码"), "creditCode"],
  [labelled("身份证|身份证件|公民身份|证件|id ?card"), "identityNumber"],
  [labelled("卡号|账号|帐号|账户|帐户|银行卡|工资卡|储蓄卡|社保卡|一卡通|card|account"), "bankCard"],
  [labelled("电话|手机|座机|热线|传真|联系方式|tel|phone|mobile"), "telephone"],
  [labelled("凭证|单号|编号|文号|序号|流水|代码|第|\\bno\\.?|№"), "document"],
  [
    /(?:合同|发票|票据|支票|收据|单据|项目|订单|批次|文件)(?:号码|号|码)(?:为|是|[:：=\s(\-/]){0,4}$/,
    "document"
  ],
  [/(?:[¥￥$]|金额|合计|共计|总计|小计|累计)(?:为|是|[:：\s])*$/, "amount"]
]

/** What the words before a number say that it is. */
export const nameBefore = (before: string): NumberName => names.find(([words]) => words.test(before))?.[1]

/** Decimals, or a unit of money or of a share; not the first character of a name, a title or a verb (万某, 分管, 股长). */
const AMOUNT_AFTER =
  /^(?:\.\d{1,2}(?![\d年月日])| ?(?:[%％]|(?:万|百万|千万|亿|万亿)?元(?![旦宵月])|[万亿分股](?!\p{L})))/u

const DECIMAL_BEFORE = /(?:^|\D)0\.$/
const CODE_BEFORE = /[A-Za-z#\\]$/
const JOINED_BEFORE = /([A-Za-z\d#]*)([-/])$/
/** An event's id before its document: agency and year. */
const ID_BEFORE = /\d{3,}\/\d{4}\/$/
const CODE_AFTER = /^(?:[A-Za-z]|[-/\\][A-Za-z])/
const ORDER_AFTER = /^-\d{1,4}(?![\d年月日./-])/

const isJoinedToCode = (before: string): boolean => {
  const joined = JOINED_BEFORE.exec(before)
  if (joined === null) return false
  const [, token = "", mark] = joined
  if (token === "") return false
  if (/[A-Za-z#]/.test(token)) return !/^\d{17}X$/i.test(token)
  return mark === "/" ? ID_BEFORE.test(before) : token.length >= 3 && token.length <= 10
}

/** Whether a number is a part of a code, by the characters that touch it. */
export const isInCode = (before: string, after: string): boolean =>
  CODE_BEFORE.test(before) || isJoinedToCode(before) || CODE_AFTER.test(after) || ORDER_AFTER.test(after)

/** Whether a number is an amount or its decimals, by the characters that touch it. */
export const isInAmount = (before: string, after: string): boolean =>
  AMOUNT_AFTER.test(after) || DECIMAL_BEFORE.test(before)

/** Whether the country's number stands before: +86, 0086. */
export const isAfterCountry = (before: string): boolean => /(?:\+|00)86[ )-]{0,2}\(?$/.test(before)
