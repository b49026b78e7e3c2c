/**
 * Leads (差额线索): what a difference may come from. A lead is a hint for people, never part of a verdict.
 *
 * All work is bounded: amounts of the tables are looked up once, and sums of several cells are tried among the
 * tables at hand only.
 */
import { Address, Money } from "@juesuan/domain"
import type { Lead } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"

const LEADS_MAX = 3

/** So many different amounts are tried for sums of two or three. */
const SUBSET_MAX = 80

type Words = Readonly<Record<"zh" | "en", string>>

interface AmountCell {
  readonly address: string
  readonly label: string
  readonly amount: number
}

/** The amounts of the tables, one cell each that is not among those excepted; zeros tell nothing. */
const amountCells = (
  source: TableSource,
  except: ReadonlySet<string>,
  tables?: ReadonlySet<string>
): ReadonlyMap<number, AmountCell> => {
  const cells = new Map<number, AmountCell>()
  for (const table of source.values()) {
    if (tables !== undefined && !tables.has(table.key)) continue
    for (const row of table.rows.values()) {
      for (const [column, reading] of row.cells) {
        const address = `${table.key}/${row.key}/${column}`
        if (reading.state !== "value" || reading.amount === 0 || except.has(address)) continue
        const amount = Math.abs(reading.amount)
        if (!cells.has(amount)) cells.set(amount, { address, amount, label: `${table.number} ${row.label}` })
      }
    }
  }
  return cells
}

const sameAs = (cells: ReadonlyMap<number, AmountCell>, amount: number): Words | null => {
  const cell = cells.get(amount)
  if (cell === undefined) return null
  const at = `${cell.label}（${cell.address}）`
  return { zh: `差额等于${at}`, en: `the difference equals ${at}` }
}

const slipOf = (left: number, right: number): Words | null => {
  for (let power = 1; power <= 8; power++) {
    const factor = 10 ** power
    if (left !== 0 && right !== 0 && (left === right * factor || right === left * factor)) {
      return power === 4
        ? { zh: "两数相差一万倍，疑为元与万元混用", en: "off by 10,000: 元 and 万元 may be mixed up" }
        : {
            zh: `两数相差 10 的 ${power} 次方倍，疑为小数点错位`,
            en: `off by 10^${power}: a slipped decimal point`
          }
    }
  }
  return null
}

const digitsOf = (fen: number): string => String(Math.abs(fen))

/** Whether one digit, anywhere, makes the longer text the shorter one when it is left out. */
const isOneDigitLost = (longer: string, shorter: string): boolean => {
  if (longer.length !== shorter.length + 1) return false
  let at = 0
  while (at < shorter.length && longer[at] === shorter[at]) at++
  return longer.slice(at + 1) === shorter.slice(at)
}

const digitLost = (left: number, right: number): Words | null => {
  const [one, other] = [digitsOf(left), digitsOf(right)]
  if (left === 0 || right === 0 || (!isOneDigitLost(one, other) && !isOneDigitLost(other, one))) return null
  return { zh: "两数只差一位数字，疑为漏写或多写一位", en: "one digit more or less: it may have been lost" }
}

/** Exactly two neighbouring digits changed places. */
const isTransposed = (left: number, right: number): boolean => {
  const [one, other] = [digitsOf(left), digitsOf(right)]
  if (one.length !== other.length) return false
  const at = [...one].findIndex((digit, index) => digit !== other[index])
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  )
}

const transposition = (left: number, right: number): Words | null => {
  if (isTransposed(left, right))
    return { zh: "两数只有相邻两位数字前后颠倒", en: "the two differ by two digits changed places" }
  return (left - right) % 9 === 0
    ? {
        zh: "差额（分）能被 9 整除，疑为数字前后颠倒",
        en: "the difference in fen is divisible by 9: digits may be transposed"
      }
    : null
}

const isOneDigitOther = (left: number, right: number): boolean => {
  const [one, other] = [digitsOf(left), digitsOf(right)]
  return one.length === other.length && [...one].filter((digit, at) => digit !== other[at]).length === 1
}

const digitChanged = (left: number, right: number): Words | null =>
  isOneDigitOther(left, right)
    ? { zh: "两数只有一位数字不同，疑为录入错误", en: "the two differ in one digit: a typing slip" }
    : null

const signOf = (left: number, right: number): Words | null =>
  left !== 0 && left === -right
    ? { zh: "两数绝对值相同，正负号相反", en: "the same amount with the opposite sign" }
    : null

/** Two or three cells of these tables that the difference is the sum of. */
const subsetOf = (cells: ReadonlyMap<number, AmountCell>, difference: number): Words | null => {
  const parts = [...cells.values()].filter(({ amount }) => amount < difference).slice(0, SUBSET_MAX)
  const among = new Map(parts.map((cell) => [cell.amount, cell]))
  const told = (...found: ReadonlyArray<AmountCell>): Words => {
    const list = found.map(({ label, address }) => `${label}（${address}）`)
    return { zh: `差额等于${list.join(" + ")}`, en: `the difference equals ${list.join(" + ")}` }
  }
  for (const [at, first] of parts.entries()) {
    const rest = among.get(difference - first.amount)
    if (rest !== undefined && rest.amount > first.amount) return told(first, rest)
    for (const second of parts.slice(at + 1)) {
      const third = among.get(difference - first.amount - second.amount)
      const isNew = third !== undefined && third !== first && third !== second
      if (isNew) return told(first, second, third)
    }
  }
  return null
}

const lastYear = (
  previous: ReadonlyMap<string, number> | undefined,
  left: number,
  right: number,
  difference: number
): Words | null => {
  for (const [address, amount] of previous ?? []) {
    if (amount === 0) continue
    if (amount === left || amount === right)
      return { zh: `其中一数等于上年数（${address}）`, en: `one of the two is last year's ${address}` }
    if (Math.abs(amount) === difference)
      return { zh: `差额等于上年数（${address}）`, en: `the difference is last year's ${address}` }
  }
  return null
}

/** The leads of a failed comparison, the most telling first. `previous` are last year's figures by address. */
export const leadsOf = (
  source: TableSource,
  left: Money.Money,
  right: Money.Money,
  addresses: ReadonlyArray<string>,
  language: "zh" | "en",
  previous?: ReadonlyMap<string, Money.Money>
): ReadonlyArray<Lead> => {
  const difference = Math.abs(left - right)
  if (difference === 0) return []
  const others = amountCells(source, new Set(addresses))
  const leads: Array<Lead> = []
  const add = (kind: string, words: Words | null): boolean => {
    if (words !== null) leads.push({ kind, text: words[language] })
    return words !== null
  }
  add("unit-slip", slipOf(left, right))
  add("sign", signOf(left, right))
  add("equals-cell", sameAs(others, difference))
  if (difference % 2 === 0) {
    const half = sameAs(amountCells(source, new Set()), difference / 2)
    add(
      "half-cell",
      half === null
        ? null
        : {
            zh: `${half.zh.replace("差额", "差额的一半")}，疑为正负号记反`,
            en: `half of it: ${half.en}; a sign may be reversed`
          }
    )
  }
  add("last-year", lastYear(previous, left, right, difference))
  add("digit-changed", digitChanged(left, right))
  add("digit-lost", digitLost(left, right))
  add("transposition", transposition(left, right))
  if (leads.length === 0) {
    const tables = new Set(addresses.map((address) => Address.cellOf(address).table))
    add("subset", subsetOf(amountCells(source, new Set(addresses), tables), difference))
  }
  return leads.slice(0, LEADS_MAX)
}
