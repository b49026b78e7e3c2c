/**
 * The parts that payloads are made of: amounts in fen (分), codes, budget lines.
 */
import { carryoverKinds, expenditureNatures, fundTypes } from "@juesuan/domain"
import * as Schema from "effect/Schema"

export const keysOf = <K extends string>(vocabulary: Readonly<Record<K, unknown>>) =>
  Schema.Literals(Object.keys(vocabulary) as unknown as readonly [K, ...Array<K>])

/** A whole number of fen; may be negative where a payload says so. */
export const Fen = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isSafeInteger(n) && !Object.is(n, -0))
)
/** More than zero fen. */
export const PositiveFen = Fen.check(Schema.makeFilter((n: number) => n > 0))
export const NonNegativeFen = Fen.check(Schema.makeFilter((n: number) => n >= 0))
export const Count = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))
)
export const FunctionItem = Schema.String.check(Schema.isPattern(/^\d{7}$/))
export const EconomicSection = Schema.String.check(Schema.isPattern(/^\d{5}$/))
/** A budget may be issued at a coarser level than a payment: 类, 款 or 项; 类 or 款; or no economic code at all. */
export const BudgetFunction = Schema.String.check(Schema.isPattern(/^(\d{3}|\d{5}|\d{7})$/))
export const BudgetEconomic = Schema.String.check(Schema.isPattern(/^(\d{3}|\d{5})?$/))
export const Text = Schema.NonEmptyString
/** A weight or score as decimal text, such as `10` or `2.91`. */
export const ScoreText = Schema.String.check(Schema.isPattern(/^\d{1,4}(\.\d{1,10})?$/))
export const Fund = keysOf(fundTypes)
export const Nature = keysOf(expenditureNatures)

/** The budget line a payment is charged to. `project` is empty for basic expenditure. */
export const Line = Schema.Struct({
  fund: Fund,
  function: FunctionItem,
  economic: EconomicSection,
  nature: Nature,
  project: Schema.String
})
/** The budget line a quota is issued for, at the level it is issued. */
export const BudgetLine = Schema.Struct({
  fund: Fund,
  function: BudgetFunction,
  economic: BudgetEconomic,
  nature: Nature,
  project: Schema.String
})
export const BudgetAmount = { line: BudgetLine, amount: PositiveFen, abstract: Schema.String }
export const CarryoverLine = {
  fund: Fund,
  function: FunctionItem,
  nature: Schema.Literals(["basic", "project"]),
  project: Schema.String,
  kind: keysOf(carryoverKinds)
}
/**
 * What a line closes with (年末结转和结余). A blank function, nature or project says that the closing does not go
 * into that detail, as closings recorded before version 2 did not.
 */
export const ClosingLine = Schema.Struct({
  fund: Fund,
  function: Schema.String.check(Schema.isPattern(/^(\d{7})?$/)),
  nature: Schema.Literals(["basic", "project", ""]),
  project: Schema.String,
  kind: keysOf(carryoverKinds),
  amount: Fen
})
export const Vehicles = Schema.Struct({
  provincialLeaders: Count,
  principalLeaders: Count,
  confidentialCommunication: Count,
  emergency: Count,
  lawEnforcement: Count,
  specialTechnical: Count,
  retiredOfficials: Count,
  other: Count
})
