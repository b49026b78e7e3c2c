/**
 * What the opening of a year says of where its unit is and of the forms it publishes in: whose rules score it, and by
 * which pack its tables are printed.
 */
import type { Region } from "@juesuan/domain"
import type { PayloadOf } from "@juesuan/ledger"

type Profile = PayloadOf<"FiscalYearOpened">

/** The attributes of a unit that hold its division code (行政区划代码), the first of them that is given. */
export const regionAttributes = ["region", "行政区划代码", "行政区划", "mof_div_code"] as const

/** The attributes of a unit that hold the id of its table pack (表套), the first of them that is given. */
export const packAttributes = ["pack", "表套"] as const

const attributeIn = (profile: Profile | undefined, names: ReadonlyArray<string>): string | undefined =>
  names.map((name) => profile?.attributes[name] ?? "").find((value) => value !== "")

/** What the profile of a unit, and its agency code, say of where it is; nothing where the year was not opened. */
export const locatedIn = (profile: Profile | undefined, agencyCode: string): Region.Located => {
  const names = profile === undefined ? [] : [profile.unitName, profile.department]
  return {
    names: names.filter((name) => name !== ""),
    region: attributeIn(profile, regionAttributes),
    agencyCode
  }
}

/** The id of the table pack that the opening of a year states; empty where it states none. */
export const statedPackIn = (profile: Profile): string => attributeIn(profile, packAttributes) ?? ""

/**
 * The profile of a year as the next one takes it on: a pack of its region that is not of that year, as `isOfYear` says,
 * is stated no longer.
 */
export const withPackOf = (profile: Profile, isOfYear: (pack: string) => boolean): Profile => {
  const kept = Object.entries(profile.attributes).filter(
    ([name, value]) => !(packAttributes as ReadonlyArray<string>).includes(name) || isOfYear(value)
  )
  return { ...profile, attributes: Object.fromEntries(kept) }
}
