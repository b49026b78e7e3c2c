/**
 * Baselines: findings that were seen and accepted before are not told again.
 *
 * A baseline is an earlier report of the same document. Findings are the same when their fingerprints are; those of
 * releases that named rows by their 行次 are read as what they say today.
 */
import type { Finding, FindingsReport } from "@juesuan/domain"
import { withCurrentAddresses } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { isObject, listedFindings } from "./listedFindings.ts"

/** The text is no report to take as a baseline. */
export class BaselineUnreadable extends Data.TaggedError("BaselineUnreadable")<{ readonly reason: string }> {
  override get message(): string {
    return `no baseline: ${this.reason}. Give the output of \`juesuan audit FILE --format json\`.`
  }
}

/** The fingerprints of a report, from its JSON text. Fails with {@link BaselineUnreadable} on any other text. */
export const readBaseline = (text: string): Result.Result<ReadonlySet<string>, BaselineUnreadable> => {
  const listed = listedFindings(text, "juesuan/findings/1")
  if (Result.isFailure(listed)) return Result.fail(new BaselineUnreadable({ reason: listed.failure }))
  const prints = listed.success.map((one: unknown) => (isObject(one) ? one["fingerprint"] : undefined))
  return prints.every((print): print is string => typeof print === "string")
    ? Result.succeed(new Set(prints.map(withCurrentAddresses)))
    : Result.fail(new BaselineUnreadable({ reason: "a finding has no fingerprint" }))
}

/** A report beside what was known before. */
export interface Compared {
  /** The report without what the baseline knows. Its summary stays that of the whole document. */
  readonly report: FindingsReport
  /** Findings that the baseline knows and that are still there. */
  readonly known: ReadonlyArray<Finding>
  /** Fingerprints of the baseline that are not found any more. */
  readonly gone: ReadonlyArray<string>
}

/** Takes out of a report what a baseline knows. */
export const withoutBaseline = (report: FindingsReport, baseline: ReadonlySet<string>): Compared => {
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint))
  return {
    report: { ...report, findings: report.findings.filter(({ fingerprint }) => !baseline.has(fingerprint)) },
    known: report.findings.filter(({ fingerprint }) => baseline.has(fingerprint)),
    gone: [...baseline].filter((fingerprint) => !found.has(fingerprint)).sort()
  }
}
