/**
 * What the checks of claims share: the claims by kind, the cells of the tables, the words of two languages.
 */
import { Address } from "@juesuan/domain"
import type { Finding, Operand } from "@juesuan/domain"
import type { Reading } from "@juesuan/tables"
import type { AuditRule, CheckResult, TouchedNumber } from "../CheckResult.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import type { Claim } from "./Claim.ts"
import { claimIndex } from "./ClaimIndex.ts"
import type { ClaimIndex } from "./ClaimIndex.ts"
import { middle } from "./Exact.ts"
import { quantityOfReading } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import { cellLabel } from "./Operands.ts"

export type Language = "zh" | "en"

export type CellState =
  | { readonly state: "value"; readonly quantity: Quantity; readonly operand: Operand }
  /** The table is there, the cell is blank or has no row: an amount of nothing, if the sentence says so too. */
  | { readonly state: "blank"; readonly isEmptyTable: boolean }
  | { readonly state: "unreadable" }
  | { readonly state: "absent" }

export interface ClaimContext {
  readonly document: PublishedDocument
  readonly claims: ReadonlyArray<Claim>
  readonly index: ClaimIndex
  readonly language: Language
}

/** What the checks of a document's claims share. */
export const claimContext = (
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  language: Language
): ClaimContext => ({ document, claims, language, index: claimIndex(claims) })

export const say = ({ language }: ClaimContext, zh: string, en: string): string =>
  language === "zh" ? zh : en

/** The claims of one kind, in order. */
export const claimsIn = <Kind extends Claim["kind"]>(
  { index }: ClaimContext,
  kind: Kind
): ReadonlyArray<Extract<Claim, { kind: Kind }>> => index.ofKind(kind)

const readingAt = ({ document }: ClaimContext, address: string): Reading | undefined => {
  const { table: key, row, column } = Address.cellOf(address)
  return document.tables.get(key)?.rows.get(row)?.cells.get(column)
}

/** What a cell of the tables holds. */
export const cellAt = (context: ClaimContext, address: string): CellState => {
  const table = context.document.tables.get(Address.cellOf(address).table)
  if (table === undefined) return { state: "absent" }
  const reading = readingAt(context, address)
  if (reading === undefined || reading.state === "blank") {
    return { state: "blank", isEmptyTable: table.empty }
  }
  if (reading.state === "unreadable") return { state: "unreadable" }
  const quantity = quantityOfReading(reading)
  const operand: Operand = {
    address,
    label: cellLabel(context.document.tables, address),
    raw: reading.raw ?? null,
    value: middle(quantity.narrow).toFixed(2),
    unit: "元",
    at: reading.at ?? null
  }
  return { state: "value", quantity, operand }
}

/** Collects what a check of one rule has to say. */
export class Collector {
  readonly #keys = new Map<string, number>()
  readonly findings: Array<Finding> = []
  readonly touched: Array<TouchedNumber> = []
  doubtful = 0

  /** The key of what may be printed several times over: numbered from the second on, in order, not by place. */
  keyOf(key: string): string {
    const count = (this.#keys.get(key) ?? 0) + 1
    this.#keys.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  }

  result(rule: AuditRule): CheckResult {
    const isFailed = this.findings.some(({ outcome }) => outcome === "fail")
    const outcome = isFailed
      ? "fail"
      : this.findings.length > 0
        ? "unreadable"
        : this.touched.length > 0
          ? "pass"
          : this.doubtful > 0
            ? "unreadable"
            : "notApplicable"
    return { rule, outcome, findings: this.findings, touched: this.touched }
  }
}
