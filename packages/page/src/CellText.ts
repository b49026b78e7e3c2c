/**
 * Cell values of workbooks as text: exact decimals, dates, escapes.
 *
 * A workbook stores numbers as IEEE doubles in decimal text. 2206445.64 added up from its parts may be
 * stored as `2206445.6399999997`: that is the double next to the amount and means 2206445.64. `2206445.641`
 * means itself.
 */
import { FiscalYear } from "@juesuan/domain"

const PLAIN = /^-?\d{1,400}(?:\.\d{1,400})?$/
const NUMBER = /^[-+]?\d{1,400}(?:\.\d{0,400})?(?:[eE][-+]?\d{1,4})?$/
/**
 * Eight half steps of a double: what sums of amounts drift by, less than the fifteenth digit a spreadsheet
 * shows.
 */
const NOISE = 2 ** -50
/** No drift may reach a tenth of a fen, however large the number. */
const NOISE_MAX = 0.0005

const withoutZeros = (decimal: string): string => {
  const text = decimal.includes(".") ? decimal.replace(/0+$/, "").replace(/\.$/, "") : decimal
  return text === "-0" ? "0" : text
}

/**
 * The exact decimal text of a stored number: its own digits where they have at most two decimals, the
 * two-decimal number it is the binary noise of, or else its shortest decimal. Text that is no number comes
 * back as it is.
 */
export const numberText = (raw: string): string => {
  if (!NUMBER.test(raw)) return raw
  const point = raw.indexOf(".")
  if (PLAIN.test(raw) && (point === -1 || raw.length - point <= 3)) return withoutZeros(raw)
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  const rounded = value.toFixed(2)
  const drift = Math.abs(value - Number(rounded))
  if (drift <= Math.min(Math.abs(value) * NOISE, NOISE_MAX) && Math.abs(value) < 1e21)
    return withoutZeros(rounded)
  return PLAIN.test(raw) && raw.length <= 17 ? withoutZeros(raw) : String(value)
}

/** Days from 1899-12-30 to 1970-01-01: serial 25569 is the first day of 1970. */
const SERIAL_OF_1970 = 25_569
/** Serial 60 is 29 February 1900, a day that was not; before it serials are one day off. */
const SERIAL_AFTER_FALSE_LEAP_DAY = 61
/** 31 December 9999. */
const SERIAL_MAX = 2_958_465
/** From the 1900 system to the 1904 system of old Macintosh workbooks. */
export const DAYS_1904 = 1462

/**
 * The day of a date serial (1900 system), such as `45356` or `45356.5`, as `YYYY-MM-DD`; a time of day is
 * dropped. `undefined` for what is no serial of March 1900 or later.
 */
export const dateOfSerial = (raw: string, shift = 0): FiscalYear.BusinessDate | undefined => {
  if (!NUMBER.test(raw)) return undefined
  const serial = Math.floor(Number(raw)) + shift
  return serial >= SERIAL_AFTER_FALSE_LEAP_DAY && serial <= SERIAL_MAX
    ? FiscalYear.fromDayNumber(serial - SERIAL_OF_1970)
    : undefined
}

/**
 * The built-in number formats that print a day, those of East Asian editions among them (ECMA-376 18.8.30).
 */
const dateFormats: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58
])

/** Whether a number format prints a day: a built-in one, or a custom code with a year or a day in it. */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code === undefined) return dateFormats.has(id)
  if (code.length > 255) return false
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "").split(";")[0]!
  return !/general/i.test(bare) && /[yd]/i.test(bare)
}

/** Resolves `_x000D_` escapes of workbook texts. */
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
