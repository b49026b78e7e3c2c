/**
 * Operands, addresses and leads of findings on claims.
 */
import { Address } from "@juesuan/domain"
import type { Lead, Operand, Place } from "@juesuan/domain"
import type { ReadTable, TableSource } from "@juesuan/tables"
import type { TouchedNumber } from "../CheckResult.ts"
import type { AmountClaim, ChangeClaim, PrintedNumber, Subject, Where } from "./Claim.ts"
import { exact, middle } from "./Exact.ts"
import type { Exact } from "./Exact.ts"
import { valueOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import { isMoneyUnit, yuanIn } from "./Numbers.ts"

const segment = (text: string): string => text.replace(/[\s/\p{Cc}]/gu, "") || "·"

/** The part of a narrative address that names a subject: a code, or its own words. */
const pathOf = ({ address, label }: Subject): string => {
  if (address === null) return segment(label)
  const { table, row, column } = Address.cellOf(address)
  if (table === "N") return address.split("/").slice(2).join("/")
  if (column === "outturn") return row
  if (column === "budget") return `${row}.budget`
  // The figures of the summary tables are those that a section is about.
  if (table === "T01" || table === "T04") return ""
  if (row === "total") return column === "1" ? "" : `total.${column}`
  return row
}

/** The address of a figure of the narrative: N/section/subject/figure. */
export const narrativeAddress = ({ section }: Where, subject: Subject, figure: string): string =>
  ["N", section, pathOf(subject), figure].filter((part) => part !== "").join("/")

/** The address of a change's amount or rate. */
export const changeAddress = (claim: ChangeClaim, figure: "change" | "rate" | "direction"): string => {
  const version = claim.base === "initialBudget" || claim.base === "budget" ? "budget/" : ""
  return narrativeAddress(claim.where, claim.subject, `${version}${figure}`)
}

/** What stands in print: the number with its unit. */
export const rawOf = ({ raw, unit, isUnitPrinted }: PrintedNumber): string => {
  if (!isUnitPrinted) return raw
  return unit === "%" ? `${raw}%` : `${raw} ${unit}`
}

export const touch = (number: PrintedNumber): TouchedNumber => ({ at: number.at, raw: number.raw })

export const operandOf = (number: PrintedNumber, address: string, label: string): Operand => ({
  address,
  label,
  raw: rawOf(number),
  value: number.value.toFixed(),
  unit: number.unit,
  at: number.at
})

export const operandOfAmount = (claim: AmountClaim): Operand =>
  operandOf(
    claim.amount,
    claim.subject.address ?? narrativeAddress(claim.where, claim.subject, "amount"),
    claim.subject.label
  )

/** What a number should be, in its unit and to its decimals; its place is that of the number it is computed from. */
export const expectedOperand = (
  number: PrintedNumber,
  quantity: Quantity,
  address: string,
  label: string,
  from: PrintedNumber | null = null
): Operand => ({
  address,
  label,
  raw: null,
  value: inUnitOf(number, middle(quantity.narrow)),
  unit: number.unit,
  at: from?.at ?? null
})

const toUnit = ({ unit }: PrintedNumber, value: Exact): Exact =>
  isMoneyUnit(unit) ? value.div(yuanIn(unit)) : unit === "倍" ? value.div(100) : value

/** A value in 元 or percent as it should print in a number's place: its unit, its decimals, at least two. */
export const inUnitOf = (number: PrintedNumber, value: Exact): string =>
  toUnit(number, value).toFixed(
    isMoneyUnit(number.unit) || number.unit === "%" ? Math.max(2, number.decimals) : number.decimals
  )

/** The difference of a printed number from what it should be, and the interval that print alone explains. */
export const gapOf = (
  number: PrintedNumber,
  { narrow }: Quantity
): { readonly difference: string; readonly allowed: readonly [string, string] } => {
  const decimals = Math.max(4, number.decimals + 2)
  const half = exact(10).pow(-number.decimals).div(2)
  const spread = toUnit(number, narrow.high.minus(narrow.low)).div(2)
  const isExact = isMoneyUnit(number.unit) && number.unit === "元" && number.decimals >= 2
  const bound = (isExact ? spread : spread.plus(half)).toDecimalPlaces(decimals)
  const shown = toUnit(number, valueOf(number).minus(middle(narrow))).toDecimalPlaces(decimals)
  return {
    difference: shown.toFixed(Math.max(2, shown.decimalPlaces())),
    allowed: [
      bound.neg().toFixed(Math.max(2, bound.decimalPlaces())),
      bound.toFixed(Math.max(2, bound.decimalPlaces()))
    ]
  }
}

/** An amount in 元 with separators, for messages. */
export const yuan = (value: Exact): string => {
  const [whole, decimals] = value.abs().toFixed(2).split(".") as [string, string]
  return `${value.lt(0) ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`
}

const digitsOf = (value: Exact): string => value.abs().toFixed(2).replace(".", "").replace(/^0+/, "")

/** Whether one digit string is the other with one digit left out. */
const isWithoutDigit = (short: string, long: string): boolean => {
  if (long.length !== short.length + 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at) === long.slice(at + 1)
}

const isSwap = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  const places = [...one].flatMap((digit, at) => (digit === other[at] ? [] : [at]))
  const [first, second] = places
  return (
    places.length === 2 &&
    second === first! + 1 &&
    one[first!] === other[second] &&
    one[second] === other[first!]
  )
}

const ratioLead = (printed: Exact, right: Exact): Lead | null => {
  if (printed.eq(0) || right.eq(0)) return null
  for (let power = 1; power <= 8; power++) {
    const factor = exact(10).pow(power)
    if (!printed.eq(right.times(factor)) && !right.eq(printed.times(factor))) continue
    return power === 4
      ? { kind: "unit-slip", text: "两数相差一万倍，疑为元与万元混用" }
      : { kind: "unit-slip", text: `两数相差 10 的 ${power} 次方倍，疑为小数点错位` }
  }
  return null
}

/** What a printed number may be instead of the right one. */
export const slipLeads = (printed: Exact, right: Exact): ReadonlyArray<Lead> => {
  const leads: Array<Lead> = []
  const ratio = ratioLead(printed, right)
  if (ratio !== null) leads.push(ratio)
  const [one, other] = [digitsOf(printed), digitsOf(right)]
  if (printed.eq(right.neg())) leads.push({ kind: "sign", text: "两数只差正负号" })
  else if (isWithoutDigit(one, other))
    leads.push({ kind: "digit-lost", text: "列示的数比应有的数少一位数字" })
  else if (isWithoutDigit(other, one))
    leads.push({ kind: "digit-added", text: "列示的数比应有的数多一位数字" })
  else if (isSwap(one, other)) leads.push({ kind: "transposition", text: "相邻两位数字颠倒" })
  return leads
}

const nameOfCell = (table: ReadTable, label: string, address: string): string =>
  `${table.number === "" ? table.title : table.number} ${label.trim()}（${address}）`

interface AmountCell {
  readonly address: string
  readonly name: string
}

const cellsByAmount = new WeakMap<TableSource, ReadonlyMap<number, ReadonlyArray<AmountCell>>>()

/** The first two cells of each amount in fen: one of them is another than a given cell. */
const cellsOf = (tables: TableSource): ReadonlyMap<number, ReadonlyArray<AmountCell>> => {
  const known = cellsByAmount.get(tables)
  if (known !== undefined) return known
  const cells = new Map<number, ReadonlyArray<AmountCell>>()
  for (const table of tables.values()) {
    for (const row of table.rows.values()) {
      for (const [column, reading] of row.cells) {
        if (reading.state !== "value") continue
        const same = cells.get(reading.amount) ?? []
        const address = `${table.key}/${row.key}/${column}`
        if (same.length < 2)
          cells.set(reading.amount, [...same, { address, name: nameOfCell(table, row.label, address) }])
      }
    }
  }
  cellsByAmount.set(tables, cells)
  return cells
}

/** A cell elsewhere that holds exactly this amount. */
export const sameCellLead = (tables: TableSource, value: Exact, except: string | null): Lead | null => {
  const fen = value.times(100)
  if (fen.eq(0) || !fen.isInteger() || fen.abs().gt(Number.MAX_SAFE_INTEGER)) return null
  const cell = cellsOf(tables)
    .get(fen.toNumber())
    ?.find(({ address }) => address !== except)
  return cell === undefined ? null : { kind: "other-cell", text: `这个数是${cell.name}的数，疑为取错行或栏` }
}

/** A cell in words: 公开01表 总计. */
export const cellLabel = (tables: TableSource, address: string): string => {
  const { table: key, row } = Address.cellOf(address)
  const table = tables.get(key)
  if (table === undefined) return address
  const label = table.rows.get(row)?.label.trim() ?? row
  return `${table.number === "" ? table.title : table.number} ${label}`
}

/** Words as an operand: they have no value. */
export const wordOperand = (address: string, label: string, raw: string, at: Place): Operand => ({
  address,
  label,
  raw,
  value: null,
  unit: "",
  at
})
