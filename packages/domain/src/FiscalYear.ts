/**
 * Fiscal years and the business dates within them.
 *
 * A fiscal year (预算年度) is the calendar year. Dates are `YYYY-MM-DD` texts: they sort as they compare, carry
 * no clock and no zone.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** A four-digit fiscal year, such as 2024. */
export type FiscalYear = number

/** A business date, `YYYY-MM-DD`. */
export type BusinessDate = string

/** The text is not a calendar date. */
export class DateUnreadable extends Data.TaggedError("DateUnreadable")<{ readonly text: string }> {
  override get message(): string {
    return `"${this.text}" is not a date. Write the year, month and day, such as 2024-03-05.`
  }
}

const DATE_TEXT =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/
const CANONICAL = /^\d{4}-\d{2}-\d{2}$/

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/**
 * Reads `2024-03-05`, `2024/3/5`, `2024.3.5`, `2024年3月5日` or `20240305` to `2024-03-05`.
 *
 * Fails with {@link DateUnreadable} on anything else and on days that do not exist.
 */
export const parseDate = (text: string): Result.Result<BusinessDate, DateUnreadable> => {
  const match = DATE_TEXT.exec(text.trim())
  if (match === null) return Result.fail(new DateUnreadable({ text }))
  const year = Number(match[1])
  const month = Number(match[2] ?? match[4] ?? match[6] ?? match[8] ?? match[10])
  const day = Number(match[3] ?? match[5] ?? match[7] ?? match[9] ?? match[11])
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return Result.fail(new DateUnreadable({ text }))
  }
  return Result.succeed(`${match[1]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`)
}

/** Whether the text is a real date in the canonical form. */
export const isBusinessDate = (text: string): boolean =>
  CANONICAL.test(text) && Result.isSuccess(parseDate(text))

/** The fiscal year a business date falls in. */
export const yearOf = (date: BusinessDate): FiscalYear => Number(date.slice(0, 4))

/** Days since 1970-01-01, the integer that stores keep a business date as. */
export const toDayNumber = (date: BusinessDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/** The inverse of {@link toDayNumber}. */
export const fromDayNumber = (day: number): BusinessDate =>
  new Date(day * 86_400_000).toISOString().slice(0, 10)
