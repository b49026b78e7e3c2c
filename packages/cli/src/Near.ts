/**
 * Near misses in messages: of a long list only what was most likely meant, how many there are, and what prints all.
 */
import { byNearness } from "@juesuan/domain/nearest"

/** How many names a message lists. */
const LISTED_MAX = 8

/**
 * Lists the names a mistyped one may have meant: all of a short list as they are, `Rows: 1, 2.`; of a long one the
 * nearest, `Nearest rows: 38, 28, … of 60; \`juesuan tables\` prints all.` Where none is like it, the first ones
 * stand for all: `Rows: 1, 2, … of 60; …`.
 *
 * `where` is the command that prints all of them; it is left out where none does.
 */
export const nearText = (
  what: string,
  text: string,
  names: ReadonlyArray<string>,
  where?: string,
  listedMax = LISTED_MAX
): string => {
  const heading = what.charAt(0).toUpperCase() + what.slice(1)
  if (names.length <= listedMax) return `${heading}: ${names.join(", ") || "none"}.`
  const near = byNearness(text, names)
  const isLike = near[0]!.isLike
  const listed = isLike
    ? near.slice(0, listedMax).map(({ candidate }) => candidate)
    : names.slice(0, listedMax)
  const all = `… of ${names.length}${where === undefined ? "" : `; ${where} prints all`}`
  return `${isLike ? `Nearest ${what}` : heading}: ${listed.join(", ")}, ${all}.`
}

/** The same, one name a line: for names that are to be copied. */
export const nearLines = (text: string, names: ReadonlyArray<string>, where: string): string => {
  const near = byNearness(text, names).slice(0, LISTED_MAX)
  const listed =
    names.length <= LISTED_MAX
      ? names
      : [...near.map(({ candidate }) => candidate), `… of ${names.length}; ${where} prints all`]
  return listed.map((line) => `  ${line}`).join("\n")
}
