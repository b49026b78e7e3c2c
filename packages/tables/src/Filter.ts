/**
 * Filters: conditions on the dimensions of an amount, in the words the ledger posts by.
 *
 * Measure, fund, nature and kind have closed vocabularies. A word outside them matches no amount of any ledger, and
 * the figure would be 0.00 with every rule content: types keep it out, and {@link checkFilter} does at run time.
 */
import { byNearness, carryoverKinds, expenditureNatures, fundTypes, incomeKinds } from "@juesuan/domain"
import type { CarryoverKind, ExpenditureNature, FundType, IncomeKind } from "@juesuan/domain"
import { dimensionNames, isAttribute, measures } from "@juesuan/ledger"
import type { AttributeName, Dimensions, Measure } from "@juesuan/ledger"
import * as Data from "effect/Data"

const otherKinds = [
  // of a change of budget
  "supplement",
  "reduction",
  "withdrawal",
  "transfer",
  // of the surplus that was used, and of what a surplus went to
  "nonFiscalSurplus",
  "specialFund",
  "incomeTax"
] as const

/** What refines a measure: the kind of income, of carry-over, of budget change, of a surplus; "" for the others. */
export type PostingKind = IncomeKind | CarryoverKind | (typeof otherKinds)[number] | ""

/** The dimensions whose words are a closed list. */
export interface ClosedWords {
  readonly measure: Measure
  readonly fund: FundType
  readonly nature: ExpenditureNature | ""
  readonly kind: PostingKind
}

const keysOf = <K extends string>(vocabulary: Readonly<Record<K, string>>): ReadonlyArray<K> =>
  Object.keys(vocabulary) as Array<K>

/** The words of the closed dimensions. */
export const closedWords: { readonly [D in keyof ClosedWords]: ReadonlyArray<ClosedWords[D]> } = {
  measure: keysOf(measures),
  fund: keysOf(fundTypes),
  nature: [...keysOf(expenditureNatures), ""],
  kind: [...keysOf(incomeKinds), ...keysOf(carryoverKinds), ...otherKinds, ""]
}

/**
 * What a dimension may be: one value, any of several, or, where values are codes, any code under one of several
 * prefixes.
 */
export type Match<Word extends string = string> =
  | Word
  | { readonly anyOf: ReadonlyArray<Word> }
  | (string extends Word ? { readonly under: ReadonlyArray<string> } : never)

/**
 * A condition on the dimensions; those not named are free. `month` is the month of the business date, such as
 * `2024-03`: only a cube made by `Cube.byMonth` knows it. `unit.<name>` and `project.<name>` are attributes as they are
 * registered: cubes know those that `withAttributes` joined to their postings.
 */
export type Filter = {
  readonly [D in keyof Dimensions]?: Match<D extends keyof ClosedWords ? ClosedWords[D] : string>
} & { readonly month?: Match } & { readonly [name in AttributeName]?: Match }

/** The dimensions a filter may name, in the order of SQL and of printing. */
export const filterNames = [...dimensionNames, "month"] as const

/** Matches any code that starts with one of the prefixes, the prefix itself included. */
export const under = (...prefixes: ReadonlyArray<string>): { readonly under: ReadonlyArray<string> } => ({
  under: prefixes
})

/** Matches any of the values. */
export const anyOf = <const Word extends string>(
  ...values: ReadonlyArray<Word>
): { readonly anyOf: ReadonlyArray<Word> } => ({ anyOf: values })

/** How many words an error names. */
const NEAREST_MAX = 3

/** The words most like a text, the nearest first. */
export const nearestWords = (text: string, words: ReadonlyArray<string>): ReadonlyArray<string> =>
  byNearness(
    text,
    words.filter((word) => word !== "")
  )
    .slice(0, NEAREST_MAX)
    .map(({ candidate }) => candidate)

/**
 * A filter asks for what no posting of any ledger has. `dimension` is where, or `null` when the word itself was to
 * name a dimension; `nearest` are the allowed words most like it.
 */
export class UnknownWord extends Data.TaggedError("UnknownWord")<{
  readonly dimension: string | null
  readonly word: string
  readonly nearest: ReadonlyArray<string>
}> {
  override get message(): string {
    const { dimension, word, nearest } = this
    const what = dimension === null ? "no dimension of a term" : `no ${dimension} that amounts are posted by`
    return `"${word}" is ${what}; a figure of it would be 0.00. Use ${nearest.join(" or ")}.`
  }
}

const isMonth = (word: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(word)

const hasWord = (dimension: string, word: unknown): boolean => {
  if (typeof word !== "string") return false
  if (dimension === "month") return isMonth(word)
  return !Object.hasOwn(closedWords, dimension) || wordsOf(dimension).includes(word)
}

/** The words of a dimension, or an example where they are no list. */
export const wordsOf = (dimension: string): ReadonlyArray<string> =>
  Object.hasOwn(closedWords, dimension)
    ? closedWords[dimension as keyof ClosedWords]
    : [dimension === "month" ? "2024-03" : "2080109"]

const textOf = (word: unknown): string =>
  typeof word === "string" ? word : (JSON.stringify(word) ?? "undefined")

const wantedOf = (dimension: string, match: unknown): ReadonlyArray<unknown> => {
  if (typeof match !== "object" || match === null) return [match]
  if ("anyOf" in match && Array.isArray(match.anyOf)) return match.anyOf
  // Words of a closed list are no codes: nothing is under them.
  const isOpen = !Object.hasOwn(closedWords, dimension)
  return isOpen && "under" in match && Array.isArray(match.under) ? [] : [match]
}

/** Whether a term may name it: a dimension, the month or an attribute. */
export const isDimension = (name: string): boolean =>
  (filterNames as ReadonlyArray<string>).includes(name) || isAttribute(name)

/** What a filter names, dimensions in their order, then attributes in theirs. */
export const namesIn = (filter: Filter): ReadonlyArray<keyof Filter> => [
  ...filterNames.filter((name) => filter[name] !== undefined),
  ...Object.keys(filter).filter(isAttribute).toSorted()
]

/** The filter, if it asks for what postings can have; throws {@link UnknownWord} otherwise. */
export const checkFilter = <F extends Filter>(filter: F): F => {
  for (const [dimension, match] of Object.entries(filter)) {
    if (!isDimension(dimension))
      throw new UnknownWord({
        dimension: null,
        word: dimension,
        nearest: nearestWords(dimension, filterNames)
      })
    if (match === undefined) continue
    for (const wanted of wantedOf(dimension, match)) {
      if (hasWord(dimension, wanted)) continue
      const word = textOf(wanted)
      throw new UnknownWord({ dimension, word, nearest: nearestWords(word, wordsOf(dimension)) })
    }
  }
  return filter
}
