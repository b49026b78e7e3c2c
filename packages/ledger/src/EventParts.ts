/**
 * The parts that payloads are made of: amounts in fen (分), codes, budget lines.
 *
 * Each part says in its description what it holds: refusals and the reference of the events quote it.
 */
import { PlainText as Plain, carryoverKinds, expenditureNatures, fundTypes } from "@juesuan/domain"
import * as Schema from "effect/Schema"

export const keysOf = <K extends string>(vocabulary: Readonly<Record<K, unknown>>) =>
  Schema.Literals(Object.keys(vocabulary) as unknown as readonly [K, ...Array<K>])

export const isWhole = (n: number): boolean => Number.isSafeInteger(n) && !Object.is(n, -0)

const fen = (description: string, isInRange: (n: number) => boolean) =>
  Schema.Number.check(Schema.makeFilter((n: number) => isWhole(n) && isInRange(n), { description })).pipe(
    Schema.brand("Money")
  )
const whole = "a whole number of fen (分)"
/** A whole number of fen; may be negative where a payload says so. */
export const Fen = fen(whole, () => true)
/** More than zero fen. */
export const PositiveFen = fen(`${whole}, more than 0`, (n) => n > 0)
export const NonNegativeFen = fen(`${whole}, 0 or more`, (n) => n >= 0)
export const Count = Schema.Number.check(
  Schema.makeFilter((n: number) => isWhole(n) && n >= 0, { description: "a whole number, 0 or more" })
)

const matching = (pattern: RegExp, description: string) =>
  Schema.String.check(Schema.isPattern(pattern, { description }))

// The ledger's own separators are among the characters that no plain text holds.
const noControls = "without line breaks, tabs, other control characters and lone surrogates"

/** Text that may be empty. */
export const PlainText = matching(Plain.PATTERN, `text ${noControls}; may be empty`)
/** Text that says something: white space alone is empty. */
export const Text = PlainText.check(
  Schema.makeFilter((text: string) => text.trim() !== "", { description: `text ${noControls}, not empty` })
)
export const FunctionItem = matching(/^\d{7}$/, "a functional 项: 7 digits")
export const EconomicSection = matching(/^\d{5}$/, "an economic 款: 5 digits")
/** A budget may be issued at a coarser level than a payment: 类, 款 or 项; 类 or 款; or no economic code at all. */
export const BudgetFunction = matching(/^(\d{3}|\d{5}|\d{7})$/, "a functional 类, 款 or 项: 3, 5 or 7 digits")
export const BudgetEconomic = matching(
  /^(\d{3}|\d{5})?$/,
  "an economic 类 or 款: 3 or 5 digits, or empty where the quota leaves it open"
)
/** A weight or score as decimal text, such as `10` or `2.91`. */
export const ScoreText = matching(
  /^\d{1,4}(\.\d{1,10})?$/,
  "a decimal number, 0 or more, of up to 4 digits before and 10 after the point"
)
/** The other unit of a payment or income between units (对方单位), by its code. */
export const Counterparty = matching(
  /^[0-9A-Za-z_-]{0,21}$/,
  "a unit code: up to 21 letters, digits, _ or -; empty where no other unit is named"
)
/** Whether a text can name an attribute: it begins with a letter of any script, so that no key is special to a host. */
export const isAttributeName = (text: string): boolean => /^\p{L}[\p{L}\p{N}_-]{0,39}$/u.test(text)
/** What is registered of a unit or a project besides its own fields, by name; an empty value withdraws one. */
export const Attributes = Schema.Record(
  Schema.String.check(
    Schema.makeFilter(isAttributeName, {
      description: "a name: a letter, then up to 39 letters, digits, _ or -"
    })
  ),
  PlainText
)
export const Fund = keysOf(fundTypes)
export const Nature = keysOf(expenditureNatures)

/** The budget line a payment is charged to. `project` is empty for basic expenditure. */
export const Line = Schema.Struct({
  fund: Fund,
  function: FunctionItem,
  economic: EconomicSection,
  nature: Nature,
  project: PlainText,
  counterparty: Counterparty
})
/** The budget line a quota is issued for, at the level it is issued. */
export const BudgetLine = Schema.Struct({
  fund: Fund,
  function: BudgetFunction,
  economic: BudgetEconomic,
  nature: Nature,
  project: PlainText
})
export const BudgetAmount = { line: BudgetLine, amount: PositiveFen, abstract: PlainText }
export const CarryoverLine = {
  fund: Fund,
  function: FunctionItem,
  nature: Schema.Literals(["basic", "project"]),
  project: PlainText,
  kind: keysOf(carryoverKinds)
}
/**
 * What a line closes with (年末结转和结余). A blank function, nature or project says that the closing does not go
 * into that detail, as closings recorded before version 2 did not.
 */
export const ClosingLine = Schema.Struct({
  fund: Fund,
  function: matching(/^(\d{7})?$/, "a functional 项: 7 digits, or empty"),
  nature: Schema.Literals(["basic", "project", ""]),
  project: PlainText,
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
