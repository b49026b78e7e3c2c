/**
 * Rule sets of one's own: JSON files, read with every fault said at its place.
 */
import { FiscalYear } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Exact from "./Exact.ts"
import type { RuleSet } from "./RuleSet.ts"
import { faultsOf } from "./ScorecardFile.ts"
import type { FileFault } from "./ScorecardFile.ts"

/** The file is no rule set that fits together; every fault has its path and its remedy. */
export class RuleSetUnreadable extends Data.TaggedError("RuleSetUnreadable")<{
  readonly faults: ReadonlyArray<FileFault>
}> {
  override get message(): string {
    return this.faults.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`).join("\n")
  }
}

const Decimal = Schema.String.check(Schema.isPattern(/^\d{1,6}(\.\d{1,10})?$/))
const Words = Schema.Struct({ zh: Schema.NonEmptyString, en: Schema.NonEmptyString })
const Direction = Schema.Literals(["atLeast", "atMost", "equal"])
const Decimals = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isInteger(n) && n >= 0 && n <= 10)
)
const tier = <T extends string>(name: T) =>
  Schema.Struct({ tier: Schema.Literal(name), from: Decimal, to: Decimal })

const File = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,60}$/)),
  title: Words,
  source: Words,
  inForce: Schema.Struct({ from: Schema.NullOr(Schema.String), to: Schema.NullOr(Schema.String) }),
  clauses: Schema.Struct({
    execution: Schema.NonEmptyString,
    positive: Schema.NonEmptyString,
    reverse: Schema.NonEmptyString,
    equal: Schema.NonEmptyString,
    qualitative: Schema.NonEmptyString
  }),
  execution: Schema.Struct({
    weight: Decimal,
    basis: Schema.Literals(["annual", "initial"]),
    cap: Decimal,
    formula: Schema.Literals(["ratio", "allOrNothing"]),
    statedDecimals: Schema.NullOr(Decimals)
  }),
  firstLevel: Schema.Array(Schema.Struct({ name: Schema.NonEmptyString, weight: Schema.NullOr(Decimal) })),
  tiers: Schema.Tuple([tier("reached"), tier("partly"), tier("missed")]),
  positive: Schema.Struct({
    formula: Schema.Literals(["ratio", "allOrNothing"]),
    passFrom: Schema.NullOr(Decimal)
  }),
  reverse: Schema.Struct({ formula: Schema.Literals(["ratio", "linear", "allOrNothing"]) }),
  equal: Schema.Struct({ formula: Schema.Literals(["asPositive", "twoSided"]) }),
  overAchievement: Schema.Union([
    Schema.Struct({ kind: Schema.Literal("none") }),
    Schema.Struct({ kind: Schema.Literal("reasonFrom"), from: Decimal }),
    Schema.Struct({ kind: Schema.Literal("reduceFrom"), from: Decimal })
  ]),
  zeroTarget: Schema.Literals(["metByZero", "unscored"]),
  undeclared: Schema.Struct({
    default: Direction,
    bySecondLevel: Schema.Array(Schema.Struct({ name: Schema.NonEmptyString, direction: Direction }))
  }),
  scoreDecimals: Decimals,
  rateDecimals: Decimals,
  overrides: Schema.Array(
    Schema.Struct({
      projectName: Schema.NonEmptyString,
      indicator: Schema.NonEmptyString,
      decimals: Decimals
    })
  ),
  roundBeforeSum: Schema.Boolean,
  gradeBands: Schema.Array(Schema.Struct({ grade: Schema.NonEmptyString, from: Decimal })),
  reasonRequired: Schema.Struct({ belowTarget: Schema.Boolean }),
  form: Schema.NullOr(
    Schema.Struct({
      title: Schema.NonEmptyString,
      notes: Schema.Array(Schema.String),
      quantitative: Schema.String,
      qualitative: Schema.String
    })
  )
})

const fault = (path: string, message: string, remedy: string): FileFault => ({ path, message, remedy })

const dateFaults = ({ inForce: { from, to } }: RuleSet): ReadonlyArray<FileFault> => {
  const bad = (["from", "to"] as const).flatMap((end) => {
    const text = end === "from" ? from : to
    return text === null || FiscalYear.isBusinessDate(text)
      ? []
      : [fault(`inForce.${end}`, `"${text}" is no date.`, "Write YYYY-MM-DD, or null.")]
  })
  if (bad.length > 0 || from === null || to === null || from <= to) return bad
  return [fault("inForce.to", `${to} is before ${from}.`, "Swap the two dates.")]
}

/** Tiers have to meet: the top one ends at 1, each begins where the next better one ends. */
const tierFaults = ({ tiers }: RuleSet): ReadonlyArray<FileFault> => {
  const [reached, partly, missed] = tiers
  const found: Array<FileFault> = []
  const meet = (at: number, better: RuleSet["tiers"][number], worse: RuleSet["tiers"][number]): void => {
    const [from, to] = [Exact.exact(better.from), Exact.exact(worse.to)]
    if (from.eq(to)) return
    const what = to.gt(from) ? "overlaps" : "leaves a gap to"
    found.push(
      fault(
        `tiers.${at}.to`,
        `${worse.tier} ${what} ${better.tier}.`,
        `Write ${better.from}, where ${better.tier} begins.`
      )
    )
  }
  if (!Exact.exact(reached.to).eq(1))
    found.push(fault("tiers.0.to", "The best tier ends below the weight.", "Write 1."))
  meet(1, reached, partly)
  meet(2, partly, missed)
  if (!Exact.exact(missed.from).isZero())
    found.push(fault("tiers.2.from", "The last tier does not begin at 0.", "Write 0."))
  for (const [index, one] of tiers.entries())
    if (Exact.exact(one.from).gte(one.to))
      found.push(fault(`tiers.${index}`, `${one.tier} is empty or upside down.`, "Let from be below to."))
  return found
}

const weightFaults = ({ execution, firstLevel }: RuleSet): ReadonlyArray<FileFault> => {
  const known = firstLevel.map(({ weight }) => weight)
  const sum = Exact.sum(
    [execution.weight, ...known.flatMap((weight) => weight ?? [])].map((text) => Exact.exact(text))
  )
  const isOpen = known.includes(null)
  if (isOpen ? sum.lte(100) : sum.eq(100)) return []
  return [
    fault(
      "firstLevel",
      `The weights and that of execution sum to ${Exact.plain(sum)}, not to 100.`,
      "Let them close, or write null for a weight that the unit sets."
    )
  ]
}

const bandFaults = ({ gradeBands }: RuleSet): ReadonlyArray<FileFault> => {
  if (gradeBands.length === 0)
    return [fault("gradeBands", "There is no grade.", "Write at least one band from 0.")]
  const found = gradeBands.flatMap(({ from }, index) => {
    const better = gradeBands[index - 1]
    return better !== undefined && Exact.exact(from).gte(better.from)
      ? [
          fault(
            `gradeBands.${index}.from`,
            `${from} is not below ${better.from}.`,
            "List the best grade first."
          )
        ]
      : []
  })
  return Exact.exact(gradeBands.at(-1)!.from).isZero()
    ? found
    : [
        ...found,
        fault(`gradeBands.${gradeBands.length - 1}.from`, "The last grade does not begin at 0.", "Write 0.")
      ]
}

const capFaults = ({ execution }: RuleSet): ReadonlyArray<FileFault> =>
  Exact.exact(execution.cap).isZero()
    ? [
        fault(
          "execution.cap",
          "A rate of 0 cannot earn the full weight.",
          "Write the rate from which it does, such as 1."
        )
      ]
    : []

/** Reads a rule set from JSON. Fails with every fault of it: place, what is wrong, what to do. */
export const readRuleSet = (json: unknown): Result.Result<RuleSet, RuleSetUnreadable> => {
  const read = Schema.decodeUnknownResult(File, { onExcessProperty: "error", errors: "all" })(json)
  if (Result.isFailure(read)) return Result.fail(new RuleSetUnreadable({ faults: faultsOf(read.failure) }))
  const set: RuleSet = read.success
  const faults = [
    ...dateFaults(set),
    ...weightFaults(set),
    ...tierFaults(set),
    ...bandFaults(set),
    ...capFaults(set)
  ]
  return faults.length === 0 ? Result.succeed(set) : Result.fail(new RuleSetUnreadable({ faults }))
}
