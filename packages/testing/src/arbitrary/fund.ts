/**
 * Fund types, general public money as often as all others together: as in a unit's year.
 */
import { fiscalFunds, nonFiscalFunds } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import fc from "fast-check"

/** Any of the five fund types; the general public budget most often, as in life. */
export const fund = (): fc.Arbitrary<FundType> =>
  fc.oneof(
    { arbitrary: fc.constant<FundType>("generalPublic"), weight: 1 },
    { arbitrary: fc.constantFrom<FundType>(...fiscalFunds, ...nonFiscalFunds), weight: 1 }
  )

/** One of the three budgets of fiscal appropriations (财政拨款). */
export const fiscalFund = (): fc.Arbitrary<(typeof fiscalFunds)[number]> => fc.constantFrom(...fiscalFunds)
