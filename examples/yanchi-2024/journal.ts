/**
 * A journal under construction: rows by date, documents by running number, exact splits by a seeded generator.
 */

/** One row of the file; absent fields are empty cells. Amounts are fen here and 元 in the file. */
export interface Row {
  readonly event_type: string
  readonly vou_date: string
  readonly doc_no: string
  readonly line_no?: number
  readonly fund_type?: string
  readonly exp_func_code?: string
  readonly dep_bgt_eco_code?: string
  readonly nature?: string
  readonly pro_code?: string
  readonly pro_name?: string
  readonly amount?: number
  readonly abstract?: string
  readonly ref_doc_no?: string
  readonly ref_line_no?: number
  readonly kind?: string
  readonly to_func_code?: string
  readonly to_eco_code?: string
  readonly to_nature?: string
  readonly to_pro_code?: string
  readonly reason?: string
  readonly subject?: string
  readonly payload?: unknown
}

export interface Line {
  readonly function: string
  readonly economic: string
  readonly nature: "基本支出" | "项目支出"
  readonly project?: string
}

const columns = [
  "event_type",
  "fiscal_year",
  "agency_code",
  "vou_date",
  "doc_no",
  "line_no",
  "fund_type",
  "exp_func_code",
  "dep_bgt_eco_code",
  "nature",
  "pro_code",
  "pro_name",
  "amount",
  "abstract",
  "ref_doc_no",
  "ref_line_no",
  "kind",
  "to_func_code",
  "to_eco_code",
  "to_nature",
  "to_pro_code",
  "reason",
  "subject",
  "payload"
] as const

export const FUND = "一般公共预算"

/** 元 as text, from fen. */
export const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, "0")
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Fen from a printed amount, such as "529,659.00". */
export const fen = (text: string): number => Number(text.replaceAll(",", "").replace(".", ""))

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The rows as CSV with a header line. */
export const csvOf = (rows: ReadonlyArray<Row>): string => {
  const cellOf = (row: Row, column: (typeof columns)[number]): string => {
    if (column === "fiscal_year") return "2024"
    if (column === "agency_code") return "219011"
    if (column === "amount") return row.amount === undefined ? "" : yuan(row.amount)
    if (column === "payload") return row.payload === undefined ? "" : JSON.stringify(row.payload)
    return String(row[column] ?? "")
  }
  const lines = rows.map((row) => columns.map((column) => quoted(cellOf(row, column))).join(","))
  return `${[columns.join(","), ...lines].join("\n")}\n`
}

/** Mulberry32, so that the same seed gives the same year everywhere. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A date of 2024; a weekend is moved to the Monday after it, or at the year's end to the Friday before. */
export const day = (month: number, dayOfMonth: number): string => {
  const date = new Date(Date.UTC(2024, month - 1, dayOfMonth))
  while (date.getUTCDay() % 6 === 0) date.setUTCDate(date.getUTCDate() + 1)
  if (date.getUTCFullYear() > 2024) return "2024-12-31"
  return date.toISOString().slice(0, 10)
}

/** A payment document's line: what is paid from where. */
export interface Payment {
  readonly line: Line
  readonly amount: number
  readonly abstract: string
}

/** Which number series a document belongs to; lower ranks come first on a day. */
const ranks = { budget: 0, appropriation: 1, payment: 2, correction: 3 } as const

export class Journal {
  readonly #entries: Array<{ readonly rank: number; readonly order: number; readonly row: Row }> = []
  readonly #random: () => number
  #quotas = 0
  #order = 0

  constructor(seed: number) {
    this.#random = randomOf(seed)
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1))
  }

  /** Splits a total into parts by weights, each jittered; the parts are multiples of `step` but for the last. */
  split(total: number, weights: ReadonlyArray<number>, step = 1, jitter = 0): ReadonlyArray<number> {
    const shaken = weights.map((weight) => weight * (1 + jitter * (this.#random() * 2 - 1)))
    const whole = shaken.reduce((sum, weight) => sum + weight, 0)
    const parts = shaken.map((weight) => Math.round((total * weight) / whole / step) * step)
    const rest = total - parts.reduce((sum, part) => sum + part, 0)
    return parts.map((part, index) => (index === parts.length - 1 ? part + rest : part))
  }

  /** Adds a row. */
  add(row: Row, rank: keyof typeof ranks = "budget"): void {
    this.#entries.push({ rank: ranks[rank], order: this.#order++, row })
  }

  /** The number of the next quota document (指标文号). */
  quotaNo(): string {
    this.#quotas++
    return `盐财指〔2024〕${this.#quotas}号`
  }

  /** A payment document with the appropriation that funds it: treasury money comes with the payment. */
  pay(date: string, name: string, payments: ReadonlyArray<Payment>, isFunded = true): string {
    const documentNo = `支付-${date.slice(5).replace("-", "")}-${name}`
    const byPurpose = new Map<string, number>()
    for (const { line, amount } of payments) {
      const key = `${line.function}|${line.nature}|${line.project ?? ""}`
      byPurpose.set(key, (byPurpose.get(key) ?? 0) + amount)
    }
    for (const [key, amount] of isFunded ? byPurpose : []) {
      const [item, nature, project] = key.split("|") as [string, string, string]
      this.add(
        {
          event_type: "AppropriationReceived",
          vou_date: date,
          doc_no: `拨款-${documentNo.slice(3)}`,
          fund_type: FUND,
          exp_func_code: item,
          nature,
          pro_code: project,
          amount,
          abstract: `国库集中支付：${name}`
        },
        "appropriation"
      )
    }
    for (const { line, amount, abstract } of payments) {
      this.add(
        {
          event_type: "DisbursementPaid",
          vou_date: date,
          doc_no: documentNo,
          fund_type: FUND,
          exp_func_code: line.function,
          dep_bgt_eco_code: line.economic,
          nature: line.nature,
          pro_code: line.project ?? "",
          amount,
          abstract
        },
        "payment"
      )
    }
    return documentNo
  }

  /** All rows by date; on one day quotas come first, then appropriations, payments and corrections. */
  rows(): ReadonlyArray<Row> {
    return [...this.#entries]
      .sort(
        (a, b) =>
          (a.row.vou_date < b.row.vou_date ? -1 : a.row.vou_date > b.row.vou_date ? 1 : 0) ||
          a.rank - b.rank ||
          a.order - b.order
      )
      .map(({ row }) => row)
  }
}
