/**
 * The reconstruction checks itself before it is written: printed sums by 项 and by economic 款, quotas never
 * overdrawn, money never spent before it came. A wrong year is not written.
 */
import { fen } from "./journal.ts"
import type { Row } from "./journal.ts"

/** Printed: 公开05表 by 项 (basic, project). */
const byFunction: Readonly<Record<string, readonly [basic: string, project: string]>> = {
  "2080109": ["1,678,227.97", "123,720.00"],
  "2080502": ["101,370.00", "2,100.00"],
  "2080505": ["183,805.44", "0.00"],
  "2080506": ["91,902.72", "0.00"],
  "2089999": ["0.00", "10,434,054.00"],
  "2101102": ["80,459.57", "0.00"],
  "2101103": ["45,673.20", "0.00"],
  "2210201": ["171,864.00", "0.00"],
  "2210203": ["70,966.00", "0.00"]
}

/** Printed: 公开06表 by 款, those that are not zero. */
const byEconomic: Readonly<Record<string, string>> = {
  "30101": "529,659.00",
  "30102": "847,563.47",
  "30107": "87,815.00",
  "30108": "183,805.44",
  "30109": "91,902.72",
  "30110": "80,459.57",
  "30111": "45,673.20",
  "30112": "7,926.96",
  "30113": "171,864.00",
  "30114": "10,000.00",
  "30199": "149,776.28",
  "30201": "80,991.07",
  "30204": "500.00",
  "30207": "601.19",
  "30211": "14,840.00",
  "30228": "11,885.10",
  "30231": "7,635.90",
  "30302": "66,554.00",
  "30307": "34,816.00"
}

/** Printed: the initial budget by 项 in §五(三), and of basic expenditure by economic 类 in §六. */
const initialByFunction: Readonly<Record<string, string>> = {
  "2080109": "1,632,021.24",
  "2080502": "80,709.00",
  "2080505": "158,468.02",
  "2080506": "79,234.00",
  "2089999": "6,656,400.00",
  "2101102": "69,723.00",
  "2101103": "65,549.00",
  "2210201": "143,137.00",
  "2210203": "66,138.00"
}
const initialByCategory: Readonly<Record<string, string>> = {
  "301": "1,912,101.16",
  "302": "141,185.10",
  "303": "104,543.00"
}

const must = (isTrue: boolean, text: string): void => {
  if (!isTrue) throw new Error(`the reconstruction is wrong: ${text}`)
}

type Sums = Map<string, number>
const add = (sums: Sums, key: string, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
const lineKey = (row: Row): string =>
  `${row.exp_func_code}/${row.dep_bgt_eco_code}/${row.nature}/${row.pro_code ?? ""}`

/** What each row does to expenditure, as signed amounts by line. */
const effects = (row: Row, originals: ReadonlyMap<string, Row>): ReadonlyArray<readonly [Row, number]> => {
  const amount = row.amount ?? 0
  const original = originals.get(row.ref_doc_no ?? "")
  switch (row.event_type) {
    case "DisbursementPaid":
      return [[row, amount]]
    case "DisbursementReturned":
      return [[original!, -amount]]
    case "DisbursementReclassified":
      return [
        [original!, -amount],
        [{ ...original!, dep_bgt_eco_code: row.to_eco_code! }, amount]
      ]
    case "EntryReversed":
      return [[original!, -original!.amount!]]
    default:
      return []
  }
}

const checkSums = (paid: Sums, printed: Readonly<Record<string, string>>, what: string): void => {
  for (const [key, amount] of Object.entries(printed)) {
    must((paid.get(key) ?? 0) === fen(amount), `${what} ${key}: ${paid.get(key) ?? 0} is not ${amount}`)
  }
  for (const [key, amount] of paid)
    must(amount === 0 || key in printed, `${what} ${key}: ${amount} is not printed`)
}

/** A quota at project level has no economic code; every other stands on the very line that is paid. */
const quotaKey = (quotas: Sums, row: Row): string =>
  quotas.has(lineKey(row)) ? lineKey(row) : lineKey({ ...row, dep_bgt_eco_code: "" })

/** Throws when the rows are not the printed year. */
export const checkYear = (rows: ReadonlyArray<Row>): void => {
  const originals = new Map(
    rows.filter((row) => row.event_type === "DisbursementPaid").map((row) => [row.doc_no, row])
  )
  const quotas: Sums = new Map()
  const [functions, economics, initial, categories]: [Sums, Sums, Sums, Sums] = [
    new Map(),
    new Map(),
    new Map(),
    new Map()
  ]
  let money = 0
  for (const row of rows) {
    const amount = row.amount ?? 0
    if (/^(Carryover|AppropriationReceived)/.test(row.event_type)) money += amount
    if (row.event_type === "AppropriationReturned") money -= amount
    if (row.event_type === "BudgetApproved") {
      add(initial, row.exp_func_code!, amount)
      if (row.nature === "基本支出") add(categories, row.dep_bgt_eco_code!.slice(0, 3), amount)
    }
    if (/^Budget(Approved|Supplemented)$/.test(row.event_type)) add(quotas, lineKey(row), amount)
    if (/^Budget(Reduced|Withdrawn|Transferred)$/.test(row.event_type)) add(quotas, lineKey(row), -amount)
    if (row.event_type === "BudgetTransferred") {
      const to = { ...row, exp_func_code: row.to_func_code!, dep_bgt_eco_code: row.to_eco_code! }
      add(quotas, lineKey(to), amount)
    }
    for (const [line, change] of effects(row, originals)) {
      money -= change
      add(quotas, quotaKey(quotas, line), -change)
      add(functions, `${line.exp_func_code}/${line.nature}`, change)
      if (line.nature === "基本支出") add(economics, line.dep_bgt_eco_code!, change)
    }
    must(money >= 0, `no money left on ${row.vou_date}`)
    for (const [key, left] of quotas)
      must(left >= 0, `${key} is overdrawn by ${-left} fen on ${row.vou_date}`)
  }
  const printed = Object.entries(byFunction).flatMap(([code, [basic, project]]) => [
    [`${code}/基本支出`, basic],
    [`${code}/项目支出`, project]
  ])
  checkSums(functions, Object.fromEntries(printed) as Record<string, string>, "expenditure of")
  checkSums(economics, byEconomic, "basic expenditure of")
  checkSums(initial, initialByFunction, "initial budget of")
  checkSums(categories, initialByCategory, "initial budget of")
  must(money === fen("76,659.27"), `${money} fen are left at the year's end`)
  must(new Set(rows.map((row) => row.event_type)).size >= 15, "some kinds of events are missing")
}

/** How many rows of the file have an amount. */
export const amountsOf = (csv: string): number =>
  csv.split("\n").filter((line) => /,-?\d+\.\d\d,/.test(line)).length
