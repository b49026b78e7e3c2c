/**
 * What has to fit together in a rule set: every fault with its path and what to do.
 */
import { FiscalYear } from "@juesuan/domain"
import * as Exact from "./Exact.ts"
import type { Formula, Interval } from "./Formula.ts"
import type { AsPositive, AsReverse } from "./Formula.ts"
import type { LevelWeight, RuleSet, Tier } from "./RuleSet.ts"
import type { FileFault } from "./ScorecardFile.ts"

type Faults = ReadonlyArray<FileFault>
type AnyFormula = Formula | AsPositive | AsReverse

const fault = (path: string, message: string, remedy: string): FileFault => ({ path, message, remedy })

const dateFaults = ({ inForce: { from, to } }: RuleSet): Faults => {
  const bad = (["from", "to"] as const).flatMap((end) => {
    const text = end === "from" ? from : to
    return text === null || FiscalYear.isBusinessDate(text)
      ? []
      : [fault(`inForce.${end}`, `"${text}" is no date.`, "Write YYYY-MM-DD, or null.")]
  })
  if (bad.length > 0 || from === null || to === null || from <= to) return bad
  return [fault("inForce.to", `${to} is before ${from}.`, "Swap the two dates.")]
}

/** Tiers have to meet: the top one ends at 1, each begins where the next better one ends, the last begins at 0. */
const tierFaults = ({ tiers }: RuleSet): Faults => {
  if (tiers.length === 0) return [fault("tiers", "There is no tier.", "Write at least one, from 0 to 1.")]
  const meet = (at: number, better: Tier, worse: Tier): Faults => {
    const [from, to] = [Exact.exact(better.from), Exact.exact(worse.to)]
    if (from.eq(to)) return []
    const what = to.gt(from) ? "overlaps" : "leaves a gap to"
    const remedy = `Write ${better.from}, where ${better.tier} begins.`
    return [fault(`tiers.${at}.to`, `${worse.tier} ${what} ${better.tier}.`, remedy)]
  }
  const last = tiers.length - 1
  return [
    ...(Exact.exact(tiers[0]!.to).eq(1)
      ? []
      : [fault("tiers.0.to", "The best tier does not end at the weight.", "Write 1.")]),
    ...tiers.slice(1).flatMap((tier, at) => meet(at + 1, tiers[at]!, tier)),
    ...(Exact.exact(tiers[last]!.from).isZero()
      ? []
      : [fault(`tiers.${last}.from`, "The last tier does not begin at 0.", "Write 0.")]),
    ...tiers.flatMap(({ tier, from, to, share }, at) => [
      ...(Exact.exact(from).gte(to)
        ? [fault(`tiers.${at}`, `${tier} is empty or upside down.`, "Let from be below to.")]
        : []),
      ...(share !== undefined && (Exact.exact(share).lt(from) || Exact.exact(share).gt(to))
        ? [fault(`tiers.${at}.share`, `${share} is outside of ${tier}.`, `Write ${from} to ${to}.`)]
        : []),
      ...(tiers.findIndex((one) => one.tier === tier) === at
        ? []
        : [fault(`tiers.${at}.tier`, `${tier} stands twice.`, "Give each tier a name of its own.")])
    ])
  ]
}

const levelFaults = (path: string, execution: string, levels: ReadonlyArray<LevelWeight>): Faults => {
  const known = levels.map(({ weight }) => weight)
  const sum = Exact.sum(
    [execution, ...known.flatMap((weight) => weight ?? [])].map((text) => Exact.exact(text))
  )
  if (known.includes(null) ? sum.lte(100) : sum.eq(100)) return []
  const message = `The weights and that of execution sum to ${Exact.plain(sum)}, not to 100.`
  return [fault(path, message, "Let them close, or write null for a weight that the unit sets.")]
}

const weightFaults = ({ execution, firstLevel, weightings = [] }: RuleSet): Faults => [
  ...levelFaults("firstLevel", execution.weight, firstLevel),
  ...weightings.flatMap(({ execution: own, firstLevel: levels }, at) =>
    levelFaults(`weightings.${at}.firstLevel`, own ?? execution.weight, levels)
  )
]

const bandFaults = ({ gradeBands }: RuleSet): Faults => {
  if (gradeBands.length === 0)
    return [fault("gradeBands", "There is no grade.", "Write at least one band from 0.")]
  const last = gradeBands.length - 1
  return [
    ...gradeBands.flatMap(({ from }, index) => {
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
    }),
    ...(Exact.exact(gradeBands[last]!.from).isZero()
      ? []
      : [fault(`gradeBands.${last}.from`, "The last grade does not begin at 0.", "Write 0.")])
  ]
}

/** The fields of each formula: those it needs, and those it may have. */
const fieldsOf: Readonly<
  Record<AnyFormula["formula"], readonly [ReadonlyArray<string>, ReadonlyArray<string>]>
> = {
  ratio: [[], ["passFrom"]],
  allOrNothing: [[], ["passFrom"]],
  linear: [[], []],
  twoSided: [[], []],
  intervals: [["intervals"], ["of"]],
  steps: [
    ["step", "deduct"],
    ["per", "of", "free", "begun", "floor"]
  ],
  awarded: [[], []],
  function: [["name"], []],
  asPositive: [[], []],
  asReverse: [[], []]
}

const allFields = [...new Set(Object.values(fieldsOf).flat(2))]

const ofWords: Readonly<Record<string, ReadonlyArray<string>>> = {
  intervals: ["completion", "actual"],
  steps: ["points", "weight"]
}

const boundOf = ({ from, above }: Interval): string => from ?? above ?? "0"

const intervalFaults = (path: string, intervals: ReadonlyArray<Interval>): Faults => {
  const last = intervals.at(-1)
  if (last === undefined)
    return [fault(`${path}.intervals`, "There is no band.", "Write at least one, the last from 0.")]
  const each = intervals.flatMap((band, at): Faults => {
    const place = `${path}.intervals.${at}`
    const better = intervals[at - 1]
    const bounds = [band.from, band.above].filter((one) => one !== undefined).length
    const earned = [band.share, band.points, band.ratio].filter((one) => one !== undefined).length
    return [
      ...(bounds === 1
        ? []
        : [
            fault(place, `A band has one bound, not ${bounds}.`, "Write from (included) or above (excluded).")
          ]),
      ...(earned === 1
        ? []
        : [fault(place, `A band earns one thing, not ${earned}.`, "Write share, points, or ratio: true.")]),
      ...(band.share !== undefined && Exact.exact(band.share).gt(1)
        ? [fault(`${place}.share`, `${band.share} is more than the weight.`, "Write 1 or less.")]
        : []),
      ...(better !== undefined && Exact.exact(boundOf(band)).gt(boundOf(better))
        ? [fault(place, `${boundOf(band)} is not below ${boundOf(better)}.`, "List the best band first.")]
        : [])
    ]
  })
  const isClosed = last.from !== undefined && Exact.exact(last.from).isZero()
  const end = `${path}.intervals.${intervals.length - 1}.from`
  return isClosed ? each : [...each, fault(end, "The last band does not begin at 0.", 'Write from: "0".')]
}

const formulaFaults = (path: string, rule: AnyFormula, functions: ReadonlySet<string> | null): Faults => {
  const [needed, allowed] = fieldsOf[rule.formula]
  const has = (field: string): boolean => Object.hasOwn(rule, field)
  const missing = needed
    .filter((field) => !has(field))
    .map((field) =>
      fault(`${path}.${field}`, `${rule.formula} needs it.`, `Write ${field}, or take another formula.`)
    )
  const foreign = allFields
    .filter((field) => has(field) && ![...needed, ...allowed].includes(field))
    .map((field) => fault(`${path}.${field}`, `${rule.formula} has no ${field}.`, "Leave it out."))
  const words = ofWords[rule.formula] ?? []
  const of =
    "of" in rule && rule.of !== undefined && !words.includes(rule.of)
      ? [fault(`${path}.of`, `${rule.formula} is not of ${rule.of}.`, `Write ${words.join(" or ")}.`)]
      : []
  const found = [...missing, ...foreign, ...of]
  if (found.length > 0) return found
  if (rule.formula === "intervals") return intervalFaults(path, rule.intervals)
  if (rule.formula === "steps" && Exact.exact(rule.step).isZero())
    return [fault(`${path}.step`, "A step of 0 is none.", "Write how much one step is, such as 0.05.")]
  if (rule.formula === "function" && functions !== null && !functions.has(rule.name)) {
    const remedy = "Give the function in code, or write the rule as data."
    return [fault(`${path}.name`, `There is no function ${rule.name}.`, remedy)]
  }
  return []
}

const formulasOf = (set: RuleSet): ReadonlyArray<readonly [path: string, rule: AnyFormula]> => [
  ["execution", set.execution],
  ["positive", set.positive],
  ["reverse", set.reverse],
  ["equal", set.equal],
  ...(set.moreThan === undefined ? [] : [["moreThan", set.moreThan] as const]),
  ...(set.lessThan === undefined ? [] : [["lessThan", set.lessThan] as const]),
  ...(set.methods ?? []).map(({ use }, at) => [`methods.${at}.use`, use] as const)
]

const methodFaults = ({ methods = [] }: RuleSet): Faults =>
  methods.flatMap(({ level1, level2, indicator }, at) =>
    level1 === undefined && level2 === undefined && indicator === undefined
      ? [
          fault(
            `methods.${at}`,
            "It is of no indicator.",
            "Name level1, level2 or indicator; or change positive."
          )
        ]
      : []
  )

const capFaults = ({ execution }: RuleSet): Faults =>
  Exact.exact(execution.cap).isZero()
    ? [
        fault(
          "execution.cap",
          "A rate of 0 cannot earn the full weight.",
          "Write the rate from which it does, such as 1."
        )
      ]
    : []

const overFaults = ({ overAchievement: over }: RuleSet): Faults => {
  const path = "overAchievement"
  const has = (field: string): boolean => Object.hasOwn(over, field)
  if (over.kind === "cutFrom") {
    if (!has("bands") || over.bands.length === 0)
      return [fault(`${path}.bands`, "There is no band.", "Write from which multiple how much is cut.")]
    return over.bands.flatMap(({ from, cut }, at) => {
      const before = over.bands[at - 1]
      return [
        ...(Exact.exact(cut).gt(1)
          ? [fault(`${path}.bands.${at}.cut`, `${cut} is more than the weight.`, "Write 1 or less.")]
          : []),
        ...(before !== undefined && Exact.exact(from).lte(before.from)
          ? [
              fault(
                `${path}.bands.${at}.from`,
                `${from} is not above ${before.from}.`,
                "List the lowest first."
              )
            ]
          : [])
      ]
    })
  }
  const isNeeded = over.kind === "reasonFrom" || over.kind === "reduceFrom"
  if (isNeeded && typeof (over.from as unknown) !== "string")
    return [fault(`${path}.from`, `${over.kind} needs it.`, "Write the multiple of the target, such as 1.3.")]
  if (over.kind === "discretionary" && !has("from"))
    return [fault(`${path}.from`, "discretionary needs it.", "Write the multiple of the target, or null.")]
  return has("bands") ? [fault(`${path}.bands`, `${over.kind} has no bands.`, "Leave it out.")] : []
}

const regionFaults = ({ appliesTo }: RuleSet): Faults =>
  appliesTo?.kind === "region" && !(Object.hasOwn(appliesTo, "names") && Object.hasOwn(appliesTo, "codes"))
    ? [fault("appliesTo", "A region needs names and codes.", "Write both lists; either may be empty.")]
    : []

/** All that does not fit together in a rule set; `functions` are the names that formulas may call, `null` for any. */
export const ruleSetFaults = (set: RuleSet, functions: ReadonlySet<string> | null): Faults => {
  const shapes = [
    ...overFaults(set),
    ...regionFaults(set),
    ...formulasOf(set).flatMap(([path, rule]) => formulaFaults(path, rule, functions))
  ]
  return [
    ...dateFaults(set),
    ...weightFaults(set),
    ...tierFaults(set),
    ...bandFaults(set),
    ...capFaults(set),
    ...methodFaults(set),
    ...shapes
  ]
}
