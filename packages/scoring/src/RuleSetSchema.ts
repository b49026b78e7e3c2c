/**
 * The shape of a rule set file: which fields there are and which words each may hold. What has to fit together beyond
 * that is asked in `RuleSetFaults.ts`.
 */
import * as Schema from "effect/Schema"

const Decimal = Schema.String.check(Schema.isPattern(/^\d{1,6}(\.\d{1,10})?$/))
const Words = Schema.Struct({ zh: Schema.NonEmptyString, en: Schema.NonEmptyString })
const Direction = Schema.Literals(["atLeast", "atMost", "equal", "moreThan", "lessThan"])
const Text = Schema.NonEmptyString
const Decimals = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isInteger(n) && n >= 0 && n <= 10)
)

const formulas = [
  "ratio",
  "allOrNothing",
  "linear",
  "twoSided",
  "intervals",
  "steps",
  "awarded",
  "function"
] as const

const Interval = Schema.Struct({
  from: Schema.optionalKey(Decimal),
  above: Schema.optionalKey(Decimal),
  share: Schema.optionalKey(Decimal),
  points: Schema.optionalKey(Decimal),
  ratio: Schema.optionalKey(Schema.Literal(true))
})

/** The fields that belong to one formula or another. */
const formulaFields = {
  passFrom: Schema.optionalKey(Schema.NullOr(Decimal)),
  of: Schema.optionalKey(Schema.Literals(["completion", "actual", "points", "weight"])),
  intervals: Schema.optionalKey(Schema.Array(Interval)),
  step: Schema.optionalKey(Decimal),
  deduct: Schema.optionalKey(Decimal),
  per: Schema.optionalKey(Schema.Literals(["target", "unit"])),
  free: Schema.optionalKey(Decimal),
  begun: Schema.optionalKey(Schema.Literals(["free", "counts", "proportional"])),
  floor: Schema.optionalKey(Decimal),
  name: Schema.optionalKey(Text)
}

const formula = <const Names extends ReadonlyArray<string>>(...more: Names) =>
  Schema.Struct({ formula: Schema.Literals([...formulas, ...more]), ...formulaFields })

const LevelWeight = Schema.Struct({ name: Text, weight: Schema.NullOr(Decimal) })

const OverAchievement = Schema.Struct({
  kind: Schema.Literals(["none", "reasonFrom", "reduceFrom", "cutFrom", "discretionary"]),
  from: Schema.optionalKey(Schema.NullOr(Decimal)),
  bands: Schema.optionalKey(Schema.Array(Schema.Struct({ from: Decimal, cut: Decimal }))),
  excusedByReason: Schema.optionalKey(Schema.Boolean)
})

const AppliesTo = Schema.Struct({
  kind: Schema.Literals(["nation", "named", "region"]),
  names: Schema.optionalKey(Schema.Array(Text)),
  codes: Schema.optionalKey(Schema.Array(Schema.String.check(Schema.isPattern(/^\d{2}(\d{2}){0,5}$/))))
})

const Execution = Schema.Struct({
  formula: Schema.Literals(["ratio", "allOrNothing", "intervals", "steps", "function"]),
  ...formulaFields,
  weight: Decimal,
  basis: Schema.Literals(["annual", "initial"]),
  cap: Decimal,
  statedDecimals: Schema.NullOr(Decimals),
  above: Schema.optionalKey(Schema.Literals(["full", "uncapped", "nothing", "inverse"])),
  zeroBudget: Schema.optionalKey(Schema.Literals(["unscored", "nothing", "one"]))
})

const Form = Schema.Struct({
  title: Text,
  notes: Schema.Array(Schema.String),
  quantitative: Schema.String,
  qualitative: Schema.String
})

/** A rule set file. */
export const RuleSetSchema = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,60}$/)),
  title: Words,
  source: Words,
  inForce: Schema.Struct({ from: Schema.NullOr(Schema.String), to: Schema.NullOr(Schema.String) }),
  appliesTo: Schema.optionalKey(AppliesTo),
  clauses: Schema.Struct({
    execution: Text,
    positive: Text,
    reverse: Text,
    equal: Text,
    qualitative: Text,
    noEvidence: Schema.optionalKey(Text),
    overAchievement: Schema.optionalKey(Text)
  }),
  execution: Execution,
  firstLevel: Schema.Array(LevelWeight),
  weightings: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        id: Text,
        title: Words,
        scope: Schema.optionalKey(Schema.Literals(["project", "department"])),
        execution: Schema.optionalKey(Decimal),
        firstLevel: Schema.Array(LevelWeight)
      })
    )
  ),
  tiers: Schema.Array(
    Schema.Struct({
      tier: Text,
      from: Decimal,
      to: Decimal,
      name: Schema.optionalKey(Words),
      share: Schema.optionalKey(Decimal)
    })
  ),
  positive: formula(),
  reverse: formula(),
  equal: formula("asPositive"),
  moreThan: Schema.optionalKey(formula("asPositive")),
  lessThan: Schema.optionalKey(formula("asReverse")),
  methods: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        level1: Schema.optionalKey(Text),
        level2: Schema.optionalKey(Text),
        indicator: Schema.optionalKey(Text),
        directions: Schema.optionalKey(Schema.Array(Direction)),
        use: formula(),
        reference: Text
      })
    )
  ),
  overAchievement: OverAchievement,
  zeroTarget: Schema.Literals(["metByZero", "unscored"]),
  noEvidence: Schema.optionalKey(Schema.Literals(["nothing", "ignored"])),
  undeclared: Schema.Struct({
    default: Direction,
    bySecondLevel: Schema.Array(Schema.Struct({ name: Text, direction: Direction }))
  }),
  scoreDecimals: Decimals,
  rateDecimals: Decimals,
  overrides: Schema.Array(Schema.Struct({ projectName: Text, indicator: Text, decimals: Decimals })),
  roundBeforeSum: Schema.Boolean,
  gradeBands: Schema.Array(Schema.Struct({ grade: Text, from: Decimal })),
  reasonRequired: Schema.Struct({ belowTarget: Schema.Boolean }),
  form: Schema.NullOr(Form),
  layout: Schema.optionalKey(Text),
  inferred: Schema.optionalKey(Schema.Array(Schema.Struct({ clause: Text, why: Words })))
})

/** The shape of a rule set file as a JSON schema (draft 2020-12), for editors and for programs in other languages. */
export const ruleSetJsonSchema = (): unknown => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(RuleSetSchema)
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "juesuan scoring rule set",
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  }
}
