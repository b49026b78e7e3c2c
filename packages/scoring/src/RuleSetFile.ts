/**
 * Rule sets of one's own: JSON files, read with every fault said at its place.
 *
 * A file is a whole set, or it `extends` a shipped one and says only what differs, with an id, a title, a source and
 * dates of its own.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { RuleSet } from "./RuleSet.ts"
import { ruleSetFaults } from "./RuleSetFaults.ts"
import { RuleSetSchema } from "./RuleSetSchema.ts"
import { faultsOf } from "./ScorecardFile.ts"
import type { FileFault } from "./ScorecardFile.ts"
import { ruleSetById, ruleSets } from "./sets.ts"

/** The file is no rule set that fits together; every fault has its path and its remedy. */
export class RuleSetUnreadable extends Data.TaggedError("RuleSetUnreadable")<{
  readonly faults: ReadonlyArray<FileFault>
}> {
  override get message(): string {
    return this.faults.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`).join("\n")
  }
}

/** What reading a rule set may ask for beside its own fields. */
export interface ReadRuleSetOptions {
  /** Sets whose ids it may not take, unless it says the same. Default: none. */
  readonly known?: ReadonlyArray<RuleSet>
  /** The names of the functions that its formulas may call. Default: any. */
  readonly functions?: Iterable<string>
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json)

/** The same with keys in one order, so that two sets that say the same are the same text. */
const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : isRecord(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, canonical(value[key])])
        )
      : value

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other))

/** What a set hands on to one that extends it: not its name, dates, region and form. */
const inherited = (
  base: RuleSet,
  own: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> => {
  const { id: _id, title: _title, source: _source, inForce: _inForce, appliesTo: _appliesTo, ...rest } = base
  const inferred = (base.inferred ?? []).filter(({ clause }) => !Object.hasOwn(own, clause))
  const form = { form: null, overrides: [] }
  return { ...rest, ...form, ...(inferred.length === 0 ? { inferred: [] } : { inferred }) }
}

const extended = (json: unknown): Result.Result<unknown, RuleSetUnreadable> => {
  if (!isRecord(json) || json["extends"] === undefined) return Result.succeed(json)
  const { extends: name, ...own } = json
  const base = typeof name === "string" ? ruleSetById(name) : undefined
  if (base !== undefined) return Result.succeed({ ...inherited(base, own), ...own })
  const remedy = `Name one of ${ruleSets.map(({ id }) => id).join(", ")}, or write the whole set.`
  const faults = [{ path: "extends", message: `There is no rule set ${JSON.stringify(name)}.`, remedy }]
  return Result.fail(new RuleSetUnreadable({ faults }))
}

const takenId = (set: RuleSet, known: ReadonlyArray<RuleSet>): ReadonlyArray<FileFault> => {
  const taken = known.find(({ id }) => id === set.id)
  if (taken === undefined || isSame(set, taken)) return []
  const message = `"${set.id}" is the id of a set that says something else.`
  return [{ path: "id", message, remedy: "Give it an id of its own." }]
}

/** Reads a rule set from JSON. Fails with every fault of it: place, what is wrong, what to do. */
export const readRuleSet = (
  json: unknown,
  { known = [], functions }: ReadRuleSetOptions = {}
): Result.Result<RuleSet, RuleSetUnreadable> => {
  const whole = extended(json)
  if (Result.isFailure(whole)) return Result.fail(whole.failure)
  const read = Schema.decodeUnknownResult(RuleSetSchema, { onExcessProperty: "error", errors: "all" })(
    whole.success
  )
  if (Result.isFailure(read))
    return Result.fail(new RuleSetUnreadable({ faults: faultsOf(read.failure, "scoring-language.md") }))
  // The schema has the fields of all formulas; which belong together is asked of the set below.
  const set = read.success as unknown as RuleSet
  const names = functions === undefined ? null : new Set(functions)
  const faults = [...ruleSetFaults(set, names), ...takenId(set, known)]
  return faults.length === 0 ? Result.succeed(set) : Result.fail(new RuleSetUnreadable({ faults }))
}
