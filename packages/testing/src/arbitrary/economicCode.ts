/**
 * Economic items (款) of the department classification, by where they may stand.
 */
import { Classification } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import fc from "fast-check"

const sections = Classification.entries("departmentEconomic")
  .filter(({ level }) => level === "款")
  .map(({ code }) => code)

/** What basic expenditure may be: all but 309, 311, 312 and 313, which belong to projects. */
export const basicEconomicCodes: ReadonlyArray<string> = sections.filter(
  (code) => !/^(309|311|312|313)/.test(code)
)

/** The basic items that 公开06表 has a row for: it prints 30701 and 30702, and none of the other 307. */
export const printedEconomicCodes: ReadonlyArray<string> = basicEconomicCodes.filter(
  (code) => code !== "30703" && code !== "30704"
)

/** What a project may be spent on: all, 基本建设 and 对企业补助 included. */
export const projectEconomicCodes: ReadonlyArray<string> = sections

/** The items of the “三公”经费. */
export const threePublicCodes = ["30212", "31013", "30231", "30217", "30913"] as const

/** “三公” items are four of a hundred: without a preference they would hardly ever meet a budget or each other. */
const preferringThreePublic = (codes: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...codes), weight: 3 },
    { arbitrary: fc.constantFrom(...threePublicCodes.filter((code) => codes.includes(code))), weight: 1 }
  )

/** An economic item (款) that expenditure of this nature, paid from this fund, may have. */
export const economicCode = (nature: ExpenditureNature, fund: FundType): fc.Arbitrary<string> => {
  if (nature !== "basic") return preferringThreePublic(projectEconomicCodes)
  return preferringThreePublic(fund === "generalPublic" ? printedEconomicCodes : basicEconomicCodes)
}
