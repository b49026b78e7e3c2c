/**
 * Articulated tables: the only tables that may be published.
 *
 * The type is the proof: {@link articulate} is its one maker, and refuses tables that break a rule that blocks.
 */
import type { FindingsReport } from "@juesuan/domain"
import type { Brand } from "effect/Brand"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { toSource } from "../Derive.ts"
import type { DerivedTable } from "../Derive.ts"
import { checkTables } from "./Check.ts"
import type { ArticulationContext } from "./Context.ts"

/** Derived tables of which no blocking rule was found broken. */
export type ArticulatedTables = ReadonlyArray<DerivedTable> & Brand<"ArticulatedTables">

/** A rule that blocks publication is broken. */
export class NotArticulated extends Data.TaggedError("NotArticulated")<{ readonly report: FindingsReport }> {
  override get message(): string {
    const rules = [...new Set(this.report.findings.map(({ ruleId }) => ruleId))]
    return `The tables do not articulate (${rules.join(", ")}). Correct what \`juesuan check\` finds, then publish.`
  }
}

/** Checks tables by all rules; fails with {@link NotArticulated}, which carries the blocking findings. */
export const articulate = (
  tables: ReadonlyArray<DerivedTable>,
  context: ArticulationContext
): Result.Result<ArticulatedTables, NotArticulated> => {
  const report = checkTables(toSource(tables), context)
  const findings = report.findings.filter(
    ({ severity, outcome }) => severity === "block" && outcome === "fail"
  )
  return findings.length === 0
    ? Result.succeed(tables as ArticulatedTables)
    : Result.fail(new NotArticulated({ report: { ...report, findings } }))
}
