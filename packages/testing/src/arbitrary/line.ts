/**
 * Budget lines: of payments, on which fund, nature and economic code agree, and of quotas, which may be coarser.
 */
import { isFiscalFund } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import type { BudgetLine, Line } from "@juesuan/ledger"
import fc from "fast-check"
import { economicCode } from "./economicCode.ts"
import { functionCode } from "./functionCode.ts"
import { fund } from "./fund.ts"

/** Projects that lines are of: few, so that payments meet the quotas of their project. */
const project = (): fc.Arbitrary<string> => fc.constantFrom("", "P1", "P2")

/** Fiscal appropriations fund basic and project expenditure only; a unit's own money funds all five natures. */
const natureOf = (of: FundType): fc.Arbitrary<ExpenditureNature> =>
  isFiscalFund(of)
    ? fc.constantFrom("basic", "project")
    : fc.constantFrom("basic", "project", "remittanceToSuperior", "operating", "subsidyToSubsidiary")

/** Units that other units pay and are paid by. */
export const counterparty = (): fc.Arbitrary<string> => fc.constantFrom("", "100001", "100002")

const isBetweenUnits = (nature: ExpenditureNature): boolean =>
  nature === "remittanceToSuperior" || nature === "subsidyToSubsidiary"

/** The budget line of a payment that no rule on lines refuses. */
export const line = (): fc.Arbitrary<Line> =>
  fund().chain((of) =>
    natureOf(of).chain((nature) =>
      fc.record<Line>({
        fund: fc.constant(of),
        function: functionCode(),
        economic: economicCode(nature, of),
        nature: fc.constant(nature),
        project: nature === "project" ? project() : fc.constant(""),
        counterparty: isBetweenUnits(nature) ? counterparty() : fc.constant("")
      })
    )
  )

/** How much coarser than a payment's line its quota is issued: digits kept of both codes, and whether the project. */
export interface Coarseness {
  readonly function: 7 | 5 | 3
  readonly economic: 5 | 3 | 0
  readonly isForProject: boolean
}

/** Half of all quotas are as fine as the payment. Shrinks to that. */
export const coarseness = (): fc.Arbitrary<Coarseness> =>
  fc.oneof(
    fc.constant<Coarseness>({ function: 7, economic: 5, isForProject: true }),
    fc.record<Coarseness>({
      function: fc.constantFrom(7, 5, 3),
      economic: fc.constantFrom(5, 3, 0),
      isForProject: fc.boolean()
    })
  )

/** The line of a quota for a payment: quotas name no counterparty. */
export const quotaLine = ({ counterparty: _, ...line }: Line): BudgetLine => line

/** The line of a quota that covers payments on `of`. */
export const coarsened = (of: Line, by: Coarseness): BudgetLine => ({
  ...quotaLine(of),
  function: of.function.slice(0, by.function),
  economic: of.economic.slice(0, by.economic),
  project: by.isForProject ? of.project : ""
})
