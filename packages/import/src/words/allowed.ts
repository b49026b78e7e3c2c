/**
 * What a field may hold, in Chinese; the English words are the descriptions of the schemas and of the gate.
 */
import { NO_FIELD } from "@juesuan/ledger"

const noControls = "不含换行、制表等控制字符和残缺字符"
const whole = "以分为单位的整数"

const json =
  "JSON: texts without control characters, whole numbers (decimals go as text), true, false, null, lists and objects " +
  "of these, at most 8 levels deep"
const jsonWords =
  "JSON 值，可为文字（不含控制字符）、整数（小数写成文字）、true、false、null、列表和对象，至多 8 层"

const words: Readonly<Record<string, string>> = {
  [NO_FIELD]: "没有这一项",
  "a list": "一个列表",
  "a value of its kind": "该项目所要求的值",
  "a whole number of fen (分)": whole,
  "a whole number of fen (分), more than 0": `大于 0、${whole}`,
  "a whole number of fen (分), 0 or more": `不小于 0、${whole}`,
  "a whole number, 0 or more": "不小于 0 的整数",
  "a whole number, 1 or more": "不小于 1 的整数",
  "text without line breaks, tabs, other control characters and lone surrogates; may be empty": `文字，${noControls}，可以为空`,
  "text without line breaks, tabs, other control characters and lone surrogates, not empty": `文字，${noControls}，不能为空`,
  "text without control characters and lone surrogates, not empty": `文字，${noControls}，不能为空`,
  "text without control characters and lone surrogates; empty when there is none": `文字，${noControls}，没有时为空`,
  "text without control characters and lone surrogates, or left out": `文字，${noControls}，或不填`,
  "a functional 项: 7 digits": "7 位数字的支出功能分类项级科目",
  "a functional 项: 7 digits, or empty": "7 位数字的支出功能分类项级科目，或为空",
  "a functional 类, 款 or 项: 3, 5 or 7 digits": "3、5 或 7 位数字的支出功能分类科目",
  "an economic 款: 5 digits": "5 位数字的部门支出经济分类款级科目",
  "an economic 类 or 款: 3 or 5 digits, or empty where the quota leaves it open":
    "3 或 5 位数字的部门支出经济分类科目，指标不细分到经济分类时为空",
  "a decimal number, 0 or more, of up to 4 digits before and 10 after the point":
    "不小于 0 的数，整数部分至多 4 位、小数至多 10 位",
  "a unit code: up to 21 letters, digits, _ or -; empty where no other unit is named":
    "至多 21 位字母、数字、_ 或 - 的单位代码，没有对方单位时为空",
  "a name: a letter, then up to 39 letters, digits, _ or -":
    "属性名称：以文字或字母开头，其后至多 39 个文字、字母、数字、_ 或 -",
  "an object of texts": "由名称和文字组成的一组属性",
  [`an object of ${json}`]: `一个对象：${jsonWords}`,
  [json]: jsonWords,
  "a calendar day from 1900 on, YYYY-MM-DD": "1900 年以后真实存在的日期，如 2024-03-05",
  "a moment in UTC with milliseconds, such as 2025-01-20T08:00:00.000Z":
    "精确到毫秒的世界协调时，如 2025-01-20T08:00:00.000Z",
  "null, or an object with file, sheet and row": "空值，或文件、工作表和行号",
  "file, sheet and row": "只有文件、工作表和行号",
  "unit/<agency code>/<year>, such as unit/219011/2024": "unit/<单位代码>/<年度>，如 unit/219011/2024"
}

/** Whether there are Chinese words for what a field may hold. */
export const hasAllowedWords = (allowed: string): boolean => allowedInChinese(allowed) !== allowed

/** What a field may hold, in Chinese where there are words for it. */
export const allowedInChinese = (allowed: string): string => {
  const known = words[allowed]
  if (known !== undefined) return known
  if (allowed.startsWith("one of ")) return `${allowed.slice("one of ".length).replaceAll(", ", "、")} 之一`
  if (allowed.startsWith("an object with "))
    return `含 ${allowed.slice("an object with ".length).replaceAll(", ", "、")} 的一组项目`
  return allowed
}
