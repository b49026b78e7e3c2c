/**
 * Leads (差额线索): what a difference may come from. A lead is a hint for people, never part of a verdict.
 */
import { Money } from "@juesuan/domain"
import type { Lead } from "@juesuan/domain"
import type { TableSource } from "../TableSource.ts"

const LEADS_MAX = 3

type Words = Readonly<Record<"zh" | "en", string>>

const sameAs = (source: TableSource, amount: number, except: ReadonlySet<string>): Words | null => {
  for (const table of source.values()) {
    for (const row of table.rows.values()) {
      for (const [column, reading] of row.cells) {
        const address = `${table.key}/${row.key}/${column}`
        if (reading.state !== "value" || Math.abs(reading.amount) !== amount || except.has(address)) continue
        const at = `${table.number} ${row.label}（${address}）`
        return { zh: `差额等于${at}`, en: `the difference equals ${at}` }
      }
    }
  }
  return null
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

/** The leads of a failed comparison, the most telling first. */
export const leadsOf = (
  source: TableSource,
  left: Money.Money,
  right: Money.Money,
  addresses: ReadonlyArray<string>,
  language: "zh" | "en"
): ReadonlyArray<Lead> => {
  const difference = Math.abs(left - right)
  const except = new Set(addresses)
  const leads: Array<Lead> = []
  const add = (kind: string, words: Words | null): void => {
    if (words !== null) leads.push({ kind, text: words[language] })
  }
  add("unit-slip", slipOf(left, right))
  add("equals-cell", sameAs(source, difference, except))
  if (difference % 2 === 0) {
    const half = sameAs(source, difference / 2, new Set())
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
  if (difference % 9 === 0) {
    add("transposition", {
      zh: "差额（分）能被 9 整除，疑为数字前后颠倒",
      en: "the difference in fen is divisible by 9: digits may be transposed"
    })
  }
  return leads.slice(0, LEADS_MAX)
}
