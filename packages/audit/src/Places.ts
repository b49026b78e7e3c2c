/**
 * Places of a document as keys and in words.
 */
import type { Place } from "@juesuan/domain"

/** Text that is the same for two places on one sheet, one page, or in one file without either. */
export const partKey = ({ file, sheet, page }: Place): string => {
  if (sheet !== undefined) return `${file}|${sheet}`
  return page === undefined ? file : `${file}|p${page}`
}

/** Text that is the same for the same place, and only for it. */
export const placeKey = (at: Place): string => `${partKey(at)}|${at.line ?? 0}|${at.column ?? 0}`

/** The line of a place: 第 12 行, of a page 第 3 页第 12 行; in a workbook its sheet and cell. */
export const lineInWords = ({ sheet, page, line, column }: Place, language: "zh" | "en" = "zh"): string => {
  if (line === undefined)
    return page === undefined ? `${sheet ?? ""}!${column ?? ""}` : pageInWords(page, language)
  if (language === "en") return page === undefined ? `line ${line}` : `page ${page}, line ${line}`
  return page === undefined ? `第 ${line} 行` : `第 ${page} 页第 ${line} 行`
}

const pageInWords = (page: number, language: "zh" | "en"): string =>
  language === "en" ? `page ${page}` : `第 ${page} 页`
