/**
 * The rule sets that ship.
 */
import type { RuleSet } from "./RuleSet.ts"
import { central2021, national2020 } from "./sets/national.ts"
import { hebei, productDefault, zhejiang } from "./sets/product.ts"
import { anhui, hubei, shanghai, sichuan } from "./sets/provinces.ts"
import { asPublishedYanchi2024, ningxiaYanchi2024 } from "./sets/yanchi.ts"

export {
  anhui,
  asPublishedYanchi2024,
  central2021,
  hebei,
  hubei,
  national2020,
  ningxiaYanchi2024,
  productDefault,
  shanghai,
  sichuan,
  zhejiang
}

/** The rule sets that ship. */
export const ruleSets: ReadonlyArray<RuleSet> = [
  ningxiaYanchi2024,
  national2020,
  central2021,
  productDefault,
  shanghai,
  anhui,
  sichuan,
  hubei,
  hebei,
  zhejiang,
  asPublishedYanchi2024
]

/** The shipped rule set of that id, or `undefined`. */
export const ruleSetById = (id: string): RuleSet | undefined => ruleSets.find((set) => set.id === id)
