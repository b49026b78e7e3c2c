/**
 * Where a unit is, as the opening of its year says: whose forms it publishes in and whose rules score it.
 */
import type { Region } from "@juesuan/domain"
import type { PayloadOf } from "@juesuan/ledger"

/** The attributes of a unit that hold its division code (行政区划代码), the first of them that is given. */
export const regionAttributes = ["region", "行政区划代码", "行政区划", "mof_div_code"] as const

/** What the profile of a unit, and its agency code, say of where it is; nothing where the year was not opened. */
export const locatedIn = (
  profile: PayloadOf<"FiscalYearOpened"> | undefined,
  agencyCode: string
): Region.Located => {
  const attributes: Readonly<Record<string, string>> = profile?.attributes ?? {}
  const stated = regionAttributes.map((name) => attributes[name] ?? "").find((code) => code !== "")
  const names = profile === undefined ? [] : [profile.unitName, profile.department]
  return { names: names.filter((name) => name !== ""), region: stated, agencyCode }
}
