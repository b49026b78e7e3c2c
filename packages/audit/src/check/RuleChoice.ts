/**
 * Which rules of an audit are wanted: only some, or all but some, by their ids or by what ids begin with.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { describedRules } from "./describedRules.ts"

/** Ids of rules, such as `AR-05-1`, or beginnings of ids up to a hyphen, such as `AR-N` or `SR`. */
export type RuleChoice =
  { readonly only: ReadonlyArray<string> } | { readonly without: ReadonlyArray<string> }

/** No rule has this id or this beginning of one. */
export class RuleNameUnknown extends Data.TaggedError("RuleNameUnknown")<{ readonly name: string }> {
  override get message(): string {
    return `There is no rule ${this.name}. Give ids, or what ids begin with, such as AR-05-1 or AR-N.`
  }
}

const isNamed = (id: string, name: string): boolean => id === name || id.startsWith(`${name}-`)

/**
 * Whether a rule is wanted, by its id. Names are read in any case of letters.
 *
 * Fails with {@link RuleNameUnknown} for the first name that no rule has: a misspelt one would choose nothing.
 */
export const rulesChosen = (choice: RuleChoice): Result.Result<(id: string) => boolean, RuleNameUnknown> => {
  const isOnly = "only" in choice
  const names = (isOnly ? choice.only : choice.without).map((name) => name.trim().toUpperCase())
  const known = describedRules().map(({ id }) => id)
  const unknown = names.find((name) => !known.some((id) => isNamed(id, name)))
  if (unknown !== undefined) return Result.fail(new RuleNameUnknown({ name: unknown }))
  return Result.succeed((id) => names.some((name) => isNamed(id, name)) === isOnly)
}
