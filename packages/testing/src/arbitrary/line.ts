/**
 * Budget lines that a payment may be charged to: fund, nature and economic code agree.
 */
import type { Line } from "@juesuan/ledger"
import fc from "fast-check"
import { basicEconomicCode, functionCode, projectEconomicCode } from "./codes.ts"

const fiscal = ["generalPublic", "governmentFund", "stateCapital"] as const

/** A line; general public money and basic expenditure are common, the rest is there often enough to matter. */
export const line = (): fc.Arbitrary<Line> =>
  fc.oneof(
    fc.record<Line>({
      fund: fc.constantFrom("generalPublic", ...fiscal, "specialAccount", "unitFunds"),
      function: functionCode(),
      economic: basicEconomicCode(),
      nature: fc.constant("basic"),
      project: fc.constant("")
    }),
    fc.record<Line>({
      fund: fc.constantFrom("generalPublic", ...fiscal, "specialAccount", "unitFunds"),
      function: functionCode(),
      economic: projectEconomicCode(),
      nature: fc.constant("project"),
      project: fc.constantFrom("", "P1", "P2")
    }),
    fc.record<Line>({
      fund: fc.constant("unitFunds"),
      function: functionCode(),
      economic: projectEconomicCode(),
      nature: fc.constantFrom("remittanceToSuperior", "operating", "subsidyToSubsidiary"),
      project: fc.constant("")
    }),
    // The “三公” codes are four of a hundred: without this they would hardly ever meet.
    fc.record<Line>({
      fund: fc.constantFrom("generalPublic", "governmentFund", "unitFunds"),
      function: functionCode(),
      economic: fc.constantFrom("30212", "30217", "30231", "31013"),
      nature: fc.constantFrom("basic", "project"),
      project: fc.constant("")
    })
  )
