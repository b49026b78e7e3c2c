/**
 * Refusals: why a command is not accepted, one fault each.
 *
 * A refusal is a value, expected and typed. {@link refusalOrder} is the order in which `decide` looks: where two
 * faults meet, the earlier one is reported.
 */
import { Money } from "@juesuan/domain"
import type { FiscalYear, FundType, UnitKind } from "@juesuan/domain"
import * as Data from "effect/Data"
import { openingCauses } from "./Event.ts"
import type { EventType, OpeningCause } from "./Event.ts"
import { NO_FIELD } from "./PayloadFaults.ts"

const yuan = (fen: number): string => `${Money.format(Money.fromFen(fen))} 元`

const SHOWN_MAX = 60
/** What JSON leaves as it is and a terminal or an editor would act on. */
const ACTING = /[\u007f-\u009f\u2028\u2029]/g

const textOf = (value: unknown): string => {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value)
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    // What JSON cannot say (a bigint, a circle) is named by its kind.
    return typeof value
  }
}

/** A value as a message quotes it: on one line, whatever is in it, and not endless. */
export const shownValue = (value: unknown): string => {
  const text = textOf(value).replace(
    ACTING,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`
  )
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
}

/**
 * The event, or its envelope, is not what its type says: nothing invalid enters the ledger. `value` is what was
 * found, `undefined` where the field is missing.
 */
export class PayloadInvalid extends Data.TaggedError("PayloadInvalid")<{
  readonly eventId: string
  readonly type: string
  /** The path of the field: `line.function` of the payload, `source.row` of the envelope. */
  readonly field: string
  readonly value: unknown
  readonly allowed: string
}> {
  override get message(): string {
    const { type, field, value, allowed } = this
    if (allowed === NO_FIELD) return `${type} has no field ${field}. Leave it out.`
    const found = value === undefined ? "is missing" : `is ${shownValue(value)}`
    return `${type}: ${field === "" ? "it" : field} ${found}. Write ${allowed}.`
  }
}

/** Something comes before the year was opened (建账). */
export class YearNotOpened extends Data.TaggedError("YearNotOpened")<{ readonly type: EventType }> {
  override get message(): string {
    return `${this.type} comes before FiscalYearOpened (建账). Open the year first.`
  }
}

/** A stream is opened once. */
export class YearAlreadyOpened extends Data.TaggedError("YearAlreadyOpened")<{ readonly unitName: string }> {
  override get message(): string {
    return `The year is already open for ${this.unitName}. A stream has one FiscalYearOpened, at its start.`
  }
}

/** The year is closed (已年终结账): only adjustments after the close are accepted. */
export class YearClosed extends Data.TaggedError("YearClosed")<{ readonly type: EventType }> {
  override get message(): string {
    return (
      `The year is closed (已年终结账): ${this.type} is not accepted. Enter it in the year that is open, ` +
      "or as an adjustment with its reason (ClosedYearAdjusted, 结账后调整)."
    )
  }
}

/** An adjustment after the close comes before the close. */
export class YearNotClosed extends Data.TaggedError("YearNotClosed") {
  override get message(): string {
    return "The year is not closed. Enter the event itself; ClosedYearAdjusted (结账后调整) is for closed years."
  }
}

/** The business date is not in the stream's fiscal year. */
export class DateOutsideYear extends Data.TaggedError("DateOutsideYear")<{
  readonly occurredOn: FiscalYear.BusinessDate
  readonly year: FiscalYear.FiscalYear
}> {
  override get message(): string {
    return `${this.occurredOn} is not in fiscal year ${this.year}. Correct the date or name the other year.`
  }
}

/** The economic class cannot be basic expenditure (基本支出). */
export class EconomicNotBasic extends Data.TaggedError("EconomicNotBasic")<{ readonly economic: string }> {
  override get message(): string {
    return (
      `${this.economic} cannot be basic expenditure (基本支出): the classes 309, 311, 312 and 313 belong to projects. ` +
      "Correct the economic code or the nature."
    )
  }
}

/** The fund does not pay for expenditure of this nature. */
export class NatureNotOfFund extends Data.TaggedError("NatureNotOfFund")<{
  readonly nature: string
  readonly fund: FundType
}> {
  override get message(): string {
    return (
      `${this.nature} cannot be paid from ${this.fund}: fiscal appropriations (财政拨款) fund basic and project ` +
      "expenditure only. Correct the fund or the nature."
    )
  }
}

/** An opening adjustment has the sign its cause cannot have; the amount is in fen. */
export class AdjustmentSignWrong extends Data.TaggedError("AdjustmentSignWrong")<{
  readonly cause: OpeningCause
  readonly amount: number
}> {
  override get message(): string {
    const direction = openingCauses[this.cause] === 1 ? "brings money in" : "takes money out"
    return (
      `${yuan(this.amount)} has the wrong sign: an opening adjustment by ${this.cause} ${direction}. ` +
      "Correct the sign or the cause."
    )
  }
}

/** The kind of unit may not do this (使用非财政拨款结余, 结余分配). */
export class UnitKindNotEligible extends Data.TaggedError("UnitKindNotEligible")<{
  readonly type: EventType
  readonly unitKind: UnitKind
}> {
  override get message(): string {
    return (
      `${this.type} is open to public institutions (事业单位) only; this unit is ${this.unitKind}. ` +
      "Correct the kind of unit in FiscalYearOpened, or leave the entry out."
    )
  }
}

/** There is no entry of that id to correct. */
export class EntryUnknown extends Data.TaggedError("EntryUnknown")<{ readonly corrects: string }> {
  override get message(): string {
    return `There is no entry ${this.corrects} to correct. Name the document (and line) of the original payment.`
  }
}

/** The entry to correct is not of a kind this correction can touch. */
export class EntryNotCorrectable extends Data.TaggedError("EntryNotCorrectable")<{
  readonly corrects: string
  readonly type: EventType
}> {
  override get message(): string {
    return (
      `${this.corrects} is ${this.type}, which this correction cannot touch. ` +
      "Returns and reclassifications are of payments. Name the payment, or use a reversal (EntryReversed)."
    )
  }
}

/** An entry that was corrected before cannot be reversed whole. */
export class EntryAlreadyCorrected extends Data.TaggedError("EntryAlreadyCorrected")<{
  readonly corrects: string
}> {
  override get message(): string {
    return (
      `${this.corrects} has been returned, reclassified or reversed before: it can no longer be reversed whole. ` +
      "Return what is left of it instead."
    )
  }
}

/** The entry to correct has nothing on the line the correction names. */
export class CorrectionLineUnknown extends Data.TaggedError("CorrectionLineUnknown")<{
  readonly corrects: string
  readonly line: string
}> {
  override get message(): string {
    return `${this.corrects} has nothing on the line ${this.line}. Use the dimensions of the original payment.`
  }
}

/** More would come back than is left of the entry; amounts in fen. */
export class CorrectionExceedsEntry extends Data.TaggedError("CorrectionExceedsEntry")<{
  readonly corrects: string
  readonly amount: number
  readonly remaining: number
}> {
  override get message(): string {
    return (
      `${yuan(this.amount)} is more than the ${yuan(this.remaining)} left of ${this.corrects}. ` +
      "Correct the amount, or name the entry it belongs to."
    )
  }
}

/** A reversal quotes its entry otherwise than it was recorded. */
export class EntryMisquoted extends Data.TaggedError("EntryMisquoted")<{ readonly corrects: string }> {
  override get message(): string {
    return `The reversal does not quote ${this.corrects} as it was recorded. Reverse an entry whole and unchanged.`
  }
}

/** No quota covers the line, at any level (无预算不得支出); the amount is in fen. */
export class LineUnbudgeted extends Data.TaggedError("LineUnbudgeted")<{
  readonly line: string
  readonly amount: number
}> {
  override get message(): string {
    return `No quota (指标) covers ${this.line}: ${yuan(this.amount)} is refused (无预算不得支出). Issue a quota first.`
  }
}

/** The line's quota has less than is asked of it; amounts in fen. */
export class QuotaExceeded extends Data.TaggedError("QuotaExceeded")<{
  readonly line: string
  readonly amount: number
  readonly available: number
}> {
  override get message(): string {
    return (
      `${yuan(this.amount)} exceeds the ${yuan(this.available)} available on the quota ${this.line}. ` +
      "Supplement the quota (BudgetSupplemented) or transfer to it (BudgetTransferred) first."
    )
  }
}

/** The fund holds less money than is asked of it; amounts in fen. */
export class MoneyExceeded extends Data.TaggedError("MoneyExceeded")<{
  readonly fund: FundType
  readonly amount: number
  readonly available: number
}> {
  override get message(): string {
    return (
      `${yuan(this.amount)} exceeds the ${yuan(this.available)} of money that ${this.fund} holds. ` +
      "Record the income or appropriation that pays for it first, or correct the fund."
    )
  }
}

/** A closing states another amount than the ledger comes to; amounts in fen. */
export class ClosingDisagrees extends Data.TaggedError("ClosingDisagrees")<{
  readonly what: string
  readonly stated: number
  readonly ledger: number
}> {
  override get message(): string {
    return (
      `The closing states ${yuan(this.stated)} for ${this.what}; the ledger has ${yuan(this.ledger)}. ` +
      "Close with what the ledger has, or record what is missing first."
    )
  }
}

/** All refusals of a command; `docs/reference/events.md` has the order in which they are looked for. */
export type Refusal =
  | PayloadInvalid
  | YearNotOpened
  | YearAlreadyOpened
  | YearClosed
  | YearNotClosed
  | DateOutsideYear
  | EconomicNotBasic
  | NatureNotOfFund
  | AdjustmentSignWrong
  | UnitKindNotEligible
  | EntryUnknown
  | EntryNotCorrectable
  | EntryAlreadyCorrected
  | CorrectionLineUnknown
  | CorrectionExceedsEntry
  | EntryMisquoted
  | LineUnbudgeted
  | QuotaExceeded
  | MoneyExceeded
  | ClosingDisagrees

/** The order in which faults are looked for. */
export const refusalOrder = [
  "PayloadInvalid",
  "YearNotOpened",
  "YearAlreadyOpened",
  "YearClosed",
  "YearNotClosed",
  "DateOutsideYear",
  "EconomicNotBasic",
  "NatureNotOfFund",
  "AdjustmentSignWrong",
  "UnitKindNotEligible",
  "EntryUnknown",
  "EntryNotCorrectable",
  "EntryAlreadyCorrected",
  "EntryMisquoted",
  "CorrectionLineUnknown",
  "CorrectionExceedsEntry",
  "LineUnbudgeted",
  "QuotaExceeded",
  "MoneyExceeded",
  "ClosingDisagrees"
] as const satisfies ReadonlyArray<Refusal["_tag"]>
