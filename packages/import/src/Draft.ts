/**
 * Drafts: a row read into the parts of an event, before the entry it corrects is looked up.
 */
import { FiscalYear, Money } from "@juesuan/domain"
import { registry, streamIdOf } from "@juesuan/ledger"
import type { EventType, StreamId } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { decisive, eventColumns, isPart, usesField } from "./EventColumns.ts"
import type { Part, Parts } from "./EventColumns.ts"
import { displayName, fieldIndex, fieldNames } from "./Field.ts"
import type { Field } from "./Field.ts"
import type { IssuePlace, Operands, Problem } from "./Issue.ts"
import { columnMissing } from "./Header.ts"
import { hasField, placeOf, textOf } from "./Layout.ts"
import type { Layout, SourceRow } from "./Layout.ts"
import { parseJsonObject } from "./Mapping.ts"
import type { ImportIssue } from "./Issue.ts"
import type { SpellingCheck } from "./SpellingCheck.ts"
import * as Value from "./Value.ts"
import type { CodeList, Reader } from "./Value.ts"
import { eventType, payloadWords } from "./Word.ts"

/** Whose document a row belongs to. */
export interface Head {
  readonly streamId: StreamId
  readonly occurredOn: FiscalYear.BusinessDate
  readonly documentNo: string
  /** The line number the row states; `undefined` when it states none. */
  readonly line: number | undefined
}

/** The parts of an event. Corrections lack what comes from the entry they correct. */
export interface Draft {
  readonly type: EventType
  readonly parts: Readonly<Record<string, unknown>>
  readonly reference:
    | {
        readonly documentNo: string
        readonly line: number | undefined
        /** Whether the row itself names the month, where numbers begin again every month. */
        readonly isMonthStated: boolean
      }
    | undefined
}

/** What a row came to; a part with an issue is `undefined`. */
export interface ReadRow {
  readonly type: EventType | undefined
  readonly head: Head | undefined
  readonly draft: Draft | undefined
}

/** Catalogues that codes are looked up in. */
export type CodeCatalogue = CodeList | "governmentEconomic"

export interface DraftOptions {
  readonly report: (problem: Problem, place: IssuePlace, operands?: Operands) => void
  readonly push: (issue: ImportIssue) => void
  readonly isKnown: ((list: CodeCatalogue, code: string) => boolean) | undefined
  readonly otherEdition: ((list: CodeCatalogue, code: string, year: number) => string | undefined) | undefined
  readonly spelled: Pick<SpellingCheck, "document" | "project">
  readonly docNoByMonth: boolean
}

interface Step {
  readonly path: readonly [string] | readonly [string, string]
  readonly part: Part
}

const stepsOf = (parts: Parts): ReadonlyArray<Step> =>
  Object.entries(parts).flatMap(([key, entry]): ReadonlyArray<Step> =>
    isPart(entry)
      ? [{ path: [key], part: entry }]
      : Object.entries(entry).flatMap(([inner, part]) =>
          isPart(part) ? [{ path: [key, inner], part } as Step] : []
        )
  )

/** The parts of every type, flat, in column-table order. */
const steps = Object.fromEntries(
  Object.entries(eventColumns).map(([type, { parts }]) => [type, stepsOf(parts)])
) as Readonly<Record<EventType, ReadonlyArray<Step>>>

export const titleOf = (type: EventType): Operands[string] => ({ zh: registry[type].title, en: type })

const MONTH_PREFIX = /^\d{4}-\d{2}\//

const negativeAdvice = (type: EventType): Operands[string] => {
  switch (type) {
    case "BudgetApproved":
    case "BudgetSupplemented":
      return {
        zh: "调减用「预算追减」，收回用「预算收回」，金额写正数。",
        en: "Use BudgetReduced or BudgetWithdrawn with a positive amount."
      }
    case "AppropriationReceived":
      return {
        zh: "退回用「财政拨款退回」，金额写正数。",
        en: "Use AppropriationReturned with a positive amount."
      }
    case "DisbursementReturned":
    case "BudgetReduced":
    case "BudgetWithdrawn":
    case "AppropriationReturned":
      return {
        zh: "业务类型已经表示减少，金额写正数。",
        en: "The event type says so already: write a positive amount."
      }
    default:
      return {
        zh: "冲回已登记的业务用「红字冲销」，金额写正数。",
        en: "To take back an entry use EntryReversed with a positive amount."
      }
  }
}

/** What the parts of a row are read by. */
interface PartsGiven {
  readonly type: EventType
  readonly isNegated: boolean
  readonly head: Head | undefined
  readonly json: Readonly<Record<string, unknown>>
  readonly unknownHeaders: ReadonlyArray<string>
}

const isProject = ({ field }: Part): boolean => field === "pro_code" || field === "to_pro_code"

/** Reads rows to drafts. Keeps what was already reported once for a sheet. */
export class DraftReader {
  readonly #options: DraftOptions
  readonly #reported = new Set<string>()
  /** The fiscal year of the row that is read; `null` before one is known. */
  #year: number | null = null
  readonly #unusedFields = new Map<Layout, Partial<Record<EventType, ReadonlyArray<Field>>>>()

  constructor(options: DraftOptions) {
    this.#options = options
  }

  /** Reads a row; every fault in it is reported. */
  read(row: SourceRow, unknownHeaders: ReadonlyArray<string>): ReadRow {
    const stated = this.#required(row, "event_type", eventType)
    const head = this.#head(row)
    if (stated === undefined) {
      this.#optional(row, "amount", row.layout.readAmount)
      return { type: undefined, head, draft: undefined }
    }
    const amount = stated === "DisbursementPaid" ? row.layout.readAmount(textOf(row, "amount")) : undefined
    const isReturn =
      amount !== undefined &&
      Result.isSuccess(amount) &&
      amount.success < 0 &&
      textOf(row, "ref_doc_no") !== ""
    const type = isReturn ? "DisbursementReturned" : stated
    const draft = this.#draft(row, type, isReturn, head, unknownHeaders)
    return { type, head, draft }
  }

  #once(key: string): boolean {
    if (this.#reported.has(key)) return false
    this.#reported.add(key)
    return true
  }

  #read<A>(row: SourceRow, field: Field, read: Reader<A>, text: string): A | undefined {
    const result = read(text)
    if (Result.isSuccess(result)) return result.success
    const { problem, operands } = result.failure
    this.#options.report(problem, placeOf(row, field), { field: displayName(field), ...operands })
    return undefined
  }

  #required<A>(row: SourceRow, field: Field, read: Reader<A>): A | undefined {
    const text = textOf(row, field)
    if (text !== "") return this.#read(row, field, read, text)
    const title = { zh: "每一行", en: "Every row" }
    this.#options.report("ValueMissing", placeOf(row, field), { field: displayName(field), title })
    return undefined
  }

  /** `null` when the cell is empty, `undefined` when it cannot be read. */
  #optional<A>(row: SourceRow, field: Field, read: Reader<A>): A | null | undefined {
    const text = textOf(row, field)
    return text === "" ? null : this.#read(row, field, read, text)
  }

  #head(row: SourceRow): Head | undefined {
    const year = this.#optional(row, "fiscal_year", Value.year)
    const agency = this.#required(row, "agency_code", Value.agency)
    const occurredOn = this.#required(row, "vou_date", Value.date)
    const number = this.#required(row, "doc_no", Value.documentNumber)
    const line = this.#optional(row, "line_no", Value.lineNumber)
    if (occurredOn !== undefined && typeof year === "number" && FiscalYear.yearOf(occurredOn) !== year) {
      this.#options.report("DateOutsideYear", placeOf(row, "vou_date"), { year: String(year) })
      return undefined
    }
    if (year === undefined || agency === undefined || occurredOn === undefined) return undefined
    if (number === undefined || line === undefined) return undefined
    this.#year = FiscalYear.yearOf(occurredOn)
    const streamId = streamIdOf(agency, this.#year)
    const stated = this.#options.docNoByMonth ? `${occurredOn.slice(0, 7)}/${number}` : number
    const documentNo = this.#options.spelled.document(streamId, stated)
    return { streamId, occurredOn, documentNo, line: line ?? undefined }
  }

  #draft(
    row: SourceRow,
    type: EventType,
    isNegated: boolean,
    head: Head | undefined,
    unknownHeaders: ReadonlyArray<string>
  ): Draft | undefined {
    const hasUse = this.#checkUnused(row, type)
    const json = this.#payload(row, type)
    const parts = this.#parts(row, { type, isNegated, head, json: json ?? {}, unknownHeaders })
    const reference = this.#reference(row, type, head)
    if (!hasUse || json === undefined || parts === undefined || reference === undefined) return undefined
    return {
      type,
      parts: { ...eventColumns[type].defaults, ...json, ...parts },
      reference: reference ?? undefined
    }
  }

  /** Columns the type has no use for: decisive ones are refused, others reported once a sheet. */
  #checkUnused(row: SourceRow, type: EventType): boolean {
    const { layout } = row
    let byType = this.#unusedFields.get(layout)
    if (byType === undefined) this.#unusedFields.set(layout, (byType = {}))
    const unused = (byType[type] ??= fieldNames.filter(
      (field) => layout.at[fieldIndex[field]] !== -1 && !usesField(type, field)
    ))
    let isClean = true
    for (const field of unused) {
      const text = textOf(row, field)
      if (text === "") continue
      const operands = { field: displayName(field), title: titleOf(type) }
      if (decisive.has(field)) {
        isClean = false
        this.#options.report("ValueForbidden", placeOf(row, field), operands)
      } else if (this.#once(`unused ${layout.file} ${layout.sheet} ${type} ${field}`)) {
        this.#options.report("ValueUnused", placeOf(row, field), operands)
      }
    }
    return isClean
  }

  /** The JSON of the payload column, its words made codes; empty when the type or the row has none. */
  #payload(row: SourceRow, type: EventType): Readonly<Record<string, unknown>> | undefined {
    const { payload, isPayloadWhole } = eventColumns[type]
    const text = payload === "none" ? "" : textOf(row, "payload")
    if (text === "") {
      if (payload !== "required") return {}
      const operands = { field: displayName("payload"), title: titleOf(type) }
      this.#options.report("ValueMissing", placeOf(row, "payload"), operands)
      return undefined
    }
    const parsed = parseJsonObject(text)
    if (Result.isFailure(parsed)) {
      this.#options.report("PayloadBroken", placeOf(row, "payload"), { detail: parsed.failure })
      return undefined
    }
    if (isPayloadWhole) return { payload: parsed.success }
    const json: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(Value.foldPayload(parsed.success) as typeof parsed.success)) {
      const words = Object.hasOwn(payloadWords, key) ? payloadWords[key] : undefined
      const coded = words !== undefined && typeof value === "string" ? words(value) : undefined
      // A word that is none stays as it is: the schema names the words there are.
      json[key] = coded !== undefined && Result.isSuccess(coded) ? coded.success : value
    }
    return json
  }

  #parts(row: SourceRow, given: PartsGiven): Readonly<Record<string, unknown>> | undefined {
    const { type, isNegated, head, json, unknownHeaders } = given
    const parts: Record<string, unknown> = {}
    let isWhole = true
    for (const { path, part } of steps[type]) {
      const [key, inner] = path
      const group = inner === undefined ? parts : ((parts[key] ??= {}) as Record<string, unknown>)
      const text = textOf(row, part.field)
      const isInPayload = inner === undefined && Object.hasOwn(json, key)
      if (text === "") {
        if (part.empty === "blank" && !isInPayload) group[inner ?? key] = ""
        else if (part.empty === "missing" && !isInPayload)
          isWhole = this.#missing(row, type, part, unknownHeaders)
        continue
      }
      if (isInPayload) {
        this.#options.report("PayloadConflict", placeOf(row, part.field), {
          key,
          field: displayName(part.field)
        })
        isWhole = false
        continue
      }
      const read = this.#part(row, type, part, isNegated, text)
      const value = head !== undefined && isProject(part) ? this.#project(row, part, head, read) : read
      if (value === undefined) isWhole = false
      else group[inner ?? key] = value
    }
    return isWhole ? parts : undefined
  }

  #project(row: SourceRow, { field }: Part, { streamId }: Head, read: unknown): unknown {
    return typeof read === "string"
      ? this.#options.spelled.project(streamId, read, () => placeOf(row, field))
      : read
  }

  /** Reports an empty cell, or once a sheet that the whole column is missing. Always `false`. */
  #missing(row: SourceRow, type: EventType, part: Part, unknownHeaders: ReadonlyArray<string>): false {
    const { layout } = row
    if (hasField(layout, part.field) || layout.headerRow === 0) {
      const operands = { field: displayName(part.field), title: titleOf(type) }
      this.#options.report("ValueMissing", placeOf(row, part.field), operands)
    } else if (this.#once(`column ${layout.file} ${layout.sheet} ${part.field}`)) {
      this.#options.push(columnMissing(layout, part.field, unknownHeaders))
    }
    return false
  }

  #part(row: SourceRow, type: EventType, part: Part, isNegated: boolean, text: string): unknown {
    const read = part.field === "amount" ? row.layout.readAmount : part.read
    const value = this.#read(row, part.field, read, text)
    if (value === undefined) return undefined
    if (part.list !== undefined) this.#checkKnown(row, part.field, part.list, value as string)
    if (part.sign === undefined) return value
    const amount = isNegated ? Money.negate(value as Money.Money) : (value as Money.Money)
    if (part.sign === "signed" || amount > 0) return amount
    const title = titleOf(type)
    if (amount === 0) this.#options.report("AmountZero", placeOf(row, part.field), { title })
    else if (type === "DisbursementPaid") this.#options.report("PaymentNegative", placeOf(row, part.field))
    else {
      const operands = { title, advice: negativeAdvice(type) }
      this.#options.report("AmountNegative", placeOf(row, part.field), operands)
    }
    return undefined
  }

  #checkKnown(row: SourceRow, field: Field, list: CodeList, code: string): void {
    const { isKnown, otherEdition, report } = this.#options
    if (isKnown === undefined) return
    const key = `code ${row.layout.file} ${row.layout.sheet} ${field} ${code}`
    if (this.#reported.has(key)) return
    this.#reported.add(key)
    const place = placeOf(row, field, code)
    if (!isKnown(list, code)) {
      report("CodeUnknown", place, { field: displayName(field) })
      return
    }
    const edition = this.#year === null ? undefined : otherEdition?.(list, code, this.#year)
    if (edition === undefined) return
    report("CodeOfOtherEdition", place, { field: displayName(field), edition, year: String(this.#year) })
  }

  /** `null` when the type has no reference, `undefined` when the row's cannot be read. */
  #reference(row: SourceRow, type: EventType, head: Head | undefined): Draft["reference"] | null | undefined {
    const { reference } = eventColumns[type]
    if (reference === "none") return null
    const number = this.#optional(row, "ref_doc_no", Value.documentNumber)
    if (reference === "earlierYear" && number === null) return null
    const line = this.#optional(row, "ref_line_no", Value.lineNumber)
    if (number === null) {
      const operands = { field: displayName("ref_doc_no"), title: titleOf(type) }
      this.#options.report("ValueMissing", placeOf(row, "ref_doc_no"), operands)
      return undefined
    }
    if (number === undefined || line === undefined || head === undefined) return undefined
    const isMonthStated = MONTH_PREFIX.test(number)
    const isByMonth = this.#options.docNoByMonth && !isMonthStated
    const stated = isByMonth ? `${head.occurredOn.slice(0, 7)}/${number}` : number
    const documentNo = this.#options.spelled.document(head.streamId, stated)
    return { documentNo, line: line ?? undefined, isMonthStated }
  }
}
