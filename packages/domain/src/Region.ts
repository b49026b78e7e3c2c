/**
 * Where a unit is (所在地区): whose forms it publishes in, and whose rules score it.
 *
 * What is stated counts before what a name says, and a name before what an agency code happens to begin with.
 */

/** A region by the names its units begin with, and by division codes (行政区划代码). */
export interface Region {
  /** Names that a unit or its department begins with, such as 上海市. */
  readonly names: ReadonlyArray<string>
  /** Division codes, such as `31` or `640323`; a longer code that begins so is within it. */
  readonly codes: ReadonlyArray<string>
}

/** What is known of where a unit is. */
export interface Located {
  /** Names of the unit and of its department; empty ones say nothing. */
  readonly names: ReadonlyArray<string>
  /** The division code of the unit, where it is stated. */
  readonly region?: string | undefined
  /** The agency code (单位代码), which may begin with a division code. */
  readonly agencyCode?: string | undefined
}

/**
 * The division code that an agency code begins with, or `undefined`. Most agency codes begin with the number of a
 * department, such as 219011: what can be no county (310001: a prefecture 00 has no counties) is none.
 */
export const divisionOf = (agencyCode: string): string | undefined => {
  const code = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}/.exec(agencyCode)?.[0]
  return code === undefined || /^\d\d00(?!00)/.test(code) ? undefined : code
}

/** The ways in which a unit can be placed, the surest first; `null` where nothing is known in that way. */
const ways: ReadonlyArray<(region: Region, located: Located) => boolean | null> = [
  ({ codes }, { region }) =>
    region === undefined || region === "" ? null : codes.some((code) => region.startsWith(code)),
  ({ names }, located) => {
    const own = located.names.filter((name) => name !== "")
    return own.length === 0 ? null : names.some((name) => own.some((unit) => unit.startsWith(name)))
  },
  ({ codes }, { agencyCode = "" }) => {
    const division = divisionOf(agencyCode)
    return division === undefined ? null : codes.some((code) => division.startsWith(code))
  }
]

/** Whether a unit is in a region; `null` where nothing is known of where it is. */
export const isWithin = (region: Region, located: Located): boolean | null => {
  const answers = ways.map((way) => way(region, located)).filter((answer) => answer !== null)
  return answers.length === 0 ? null : answers.includes(true)
}

/** Those of some things that are of a unit's region, by the surest way that places it in any of theirs. */
export const ofRegion = <A>(
  things: ReadonlyArray<A>,
  regionOf: (thing: A) => Region | undefined,
  located: Located
): ReadonlyArray<A> => {
  for (const way of ways) {
    const found = things.filter((thing) => {
      const region = regionOf(thing)
      return region !== undefined && way(region, located) === true
    })
    if (found.length > 0) return found
  }
  return []
}
