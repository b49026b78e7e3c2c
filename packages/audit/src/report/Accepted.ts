/**
 * Accepted findings: those that a person looked at and let stand, with the reason, the name and the day.
 *
 * They are known by their fingerprints, which outlive a new export of the document; where an entry names a unit or a
 * year, it holds for that unit's or that year's document alone.
 */
import { FiscalYear } from "@juesuan/domain"
import type { Finding, FindingsReport } from "@juesuan/domain"
import { withCurrentAddresses } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import type { AuditReport } from "../check/audit.ts"
import { isObject, listedFindings } from "./listedFindings.ts"

/** One finding that was accepted. */
export interface AcceptedFinding {
  readonly fingerprint: string
  /** Why it may stand. */
  readonly reason: string
  /** Who accepted it. */
  readonly name: string
  /** On which day, YYYY-MM-DD. */
  readonly date: string
  readonly unit?: string
  readonly year?: number
}

/** The text is no list of accepted findings; `entry` counts from 1, 0 is the whole. */
export class AcceptedUnreadable extends Data.TaggedError("AcceptedUnreadable")<{
  readonly entry: number
  readonly reason: string
}> {
  override get message(): string {
    const place = this.entry === 0 ? "" : `, entry ${this.entry}`
    return (
      `no list of accepted findings${place}: ${this.reason}. Give ` +
      '{"schema":"juesuan/accepted/1","findings":[{"fingerprint":"…","reason":"…","name":"…","date":"2025-09-01"}]}.'
    )
  }
}

const known = new Set(["fingerprint", "reason", "name", "date", "unit", "year"])

/** What is wrong with an entry; `null` when nothing is. */
const faultOf = (entry: unknown): string | null => {
  if (!isObject(entry)) return "it is no object"
  const empty = ["fingerprint", "reason", "name", "date"].find((field) => {
    const value = entry[field]
    return typeof value !== "string" || value.trim() === ""
  })
  if (empty !== undefined) return `${empty} is missing or empty`
  if (!FiscalYear.isBusinessDate(entry["date"] as string)) return `date "${String(entry["date"])}" is no day`
  if (entry["unit"] !== undefined && typeof entry["unit"] !== "string") return "unit is no text"
  if (entry["year"] !== undefined && !Number.isInteger(entry["year"])) return "year is no year"
  const extra = Object.keys(entry).find((field) => !known.has(field))
  return extra === undefined ? null : `${extra} is no field of it`
}

/** Reads a list of accepted findings from its JSON text. Fails with {@link AcceptedUnreadable} on any other text. */
export const readAccepted = (
  text: string
): Result.Result<ReadonlyArray<AcceptedFinding>, AcceptedUnreadable> => {
  const refuse = (reason: string, entry = 0) => Result.fail(new AcceptedUnreadable({ entry, reason }))
  const listed = listedFindings(text, "juesuan/accepted/1")
  if (Result.isFailure(listed)) return refuse(listed.failure)
  const faults = listed.success.map(faultOf)
  const at = faults.findIndex((fault) => fault !== null)
  if (at >= 0) return refuse(faults[at]!, at + 1)
  return Result.succeed(
    (listed.success as ReadonlyArray<AcceptedFinding>).map((one) => ({
      ...one,
      fingerprint: withCurrentAddresses(one.fingerprint)
    }))
  )
}

/** A finding that is there and was accepted. */
export interface FoundAccepted {
  readonly finding: Finding
  readonly accepted: AcceptedFinding
}

/** A report without what was accepted, and that. */
export interface WithAccepted {
  /** The report without accepted findings. Its summary stays that of the whole document. */
  readonly report: FindingsReport
  readonly accepted: ReadonlyArray<FoundAccepted>
}

/** Takes accepted findings out of what is shown of an audit. */
export const withoutAccepted = (
  { recognised }: Pick<AuditReport, "recognised">,
  shown: FindingsReport,
  accepted: ReadonlyArray<AcceptedFinding>
): WithAccepted => {
  const own = new Map(
    accepted
      .filter(
        ({ unit, year }) =>
          (unit === undefined || unit === recognised.unitName) &&
          (year === undefined || year === recognised.year)
      )
      .map((one) => [one.fingerprint, one])
  )
  const found = shown.findings.flatMap((finding): ReadonlyArray<FoundAccepted> => {
    const one = own.get(finding.fingerprint)
    return one === undefined ? [] : [{ finding, accepted: one }]
  })
  const findings = shown.findings.filter(({ fingerprint }) => !own.has(fingerprint))
  return { report: { ...shown, findings }, accepted: found }
}
