/**
 * Functional items (项) of the 26 类 that the summary tables print, three of each where the list has as many.
 */
import { Classification } from "@juesuan/domain"
import fc from "fast-check"

/** The 类 that never occur in a unit's final accounts: the summary tables have no line for them. */
const lacking = new Set(["209", "227", "230", "233"])

const itemsOf = (category: string): ReadonlyArray<string> => {
  const items = Classification.entries("functional").filter(
    ({ code, level }) => level === "项" && code.startsWith(category)
  )
  const listed = [items[0], items[1], items.at(-1)].flatMap((entry) => entry?.code ?? [])
  // 项 of some 类 are not in the list; the ledger accepts a well-formed code all the same.
  return listed.length > 0 ? [...new Set(listed)] : [`${category}9999`]
}

/** Functional items, so chosen that 类 and 款 have several children. */
export const functionCodes: ReadonlyArray<string> = Classification.entries("functional")
  .filter(({ code, level }) => level === "类" && !lacking.has(code))
  .flatMap(({ code }) => itemsOf(code))

/** A functional item (项). Shrinks to the first of the list. */
export const functionCode = (): fc.Arbitrary<string> => fc.constantFrom(...functionCodes)
