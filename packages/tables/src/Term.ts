/**
 * Terms: what a figure is, as data.
 *
 * A term selects amounts of the cube by measure and dimensions and combines them by plus and minus. From one term
 * come the value of a cell, the postings that explain it and the SQL that pushes it down: {@link partsOf} flattens
 * any term to signed selections, and all three work on those.
 */
import { isAttribute } from "@juesuan/ledger"
import type { AttributeName, Dimensions } from "@juesuan/ledger"
import { checkFilter, filterNames, namesIn } from "./Filter.ts"
import type { ClosedWords, Filter, Match } from "./Filter.ts"

export { UnknownWord, anyOf, closedWords, under } from "./Filter.ts"
export type { ClosedWords, Filter, Match, PostingKind } from "./Filter.ts"
export { Schema, TermUnreadable, fromJson } from "./TermJson.ts"
export type { TermFault } from "./TermJson.ts"

/** Dimensions of an amount that may say its month, and the attributes that were joined to it. */
export type DatedDimensions = Dimensions & { readonly month?: string }

/**
 * A selection of amounts, or a sum or difference of terms. Closed under {@link sum}, {@link minus} and
 * {@link restrict}.
 */
export type Term =
  | { readonly kind: "select"; readonly where: ReadonlyArray<Filter> }
  | { readonly kind: "sum"; readonly terms: ReadonlyArray<Term> }
  | { readonly kind: "minus"; readonly left: Term; readonly right: Term }

/** One signed selection: the amounts that satisfy every filter. */
export interface TermPart {
  readonly sign: 1 | -1
  readonly where: ReadonlyArray<Filter>
}

/**
 * Selects the amounts of one measure that satisfy the filter. Throws `UnknownWord` for a measure, fund, nature, kind or
 * dimension that no posting has, which types do not let through.
 */
export const select = (where: Filter & { readonly measure: Match<ClosedWords["measure"]> }): Term => ({
  kind: "select",
  where: [checkFilter(where)]
})

/** Adds terms up; the sum of none is zero. */
export const sum = (...terms: ReadonlyArray<Term>): Term => ({ kind: "sum", terms })

/** Takes `right` from `left`. */
export const minus = (left: Term, right: Term): Term => ({ kind: "minus", left, right })

/** Narrows every selection of a term by one more filter. Throws `UnknownWord` as {@link select} does. */
export const restrict = (term: Term, filter: Filter): Term => narrow(term, checkFilter(filter))

const narrow = (term: Term, filter: Filter): Term => {
  switch (term.kind) {
    case "select":
      return { kind: "select", where: [...term.where, filter] }
    case "sum":
      return { kind: "sum", terms: term.terms.map((inner) => narrow(inner, filter)) }
    case "minus":
      return { kind: "minus", left: narrow(term.left, filter), right: narrow(term.right, filter) }
  }
}

/** Flattens a term to its signed selections, in the order written. */
export const partsOf = (term: Term, sign: 1 | -1 = 1): ReadonlyArray<TermPart> => {
  switch (term.kind) {
    case "select":
      return [{ sign, where: term.where }]
    case "sum":
      return term.terms.flatMap((inner) => partsOf(inner, sign))
    case "minus":
      return [...partsOf(term.left, sign), ...partsOf(term.right, sign === 1 ? -1 : 1)]
  }
}

/** Whether a dimension's value is what the match asks for. */
export const isMatch = (value: string, match: Match): boolean => {
  if (typeof match === "string") return value === match
  return "anyOf" in match
    ? match.anyOf.includes(value)
    : match.under.some((prefix) => value.startsWith(prefix))
}

const unknownTo = (name: string): string =>
  name === "month"
    ? "this cube does not know months: make it with Cube.byMonth(entries)"
    : `this cube does not know ${name}: join it to the postings with withAttributes(postings, registered, ["${name}"])`

/**
 * Whether a tuple satisfies every filter of a selection. Asking a tuple for a month or an attribute that it does not
 * say is a mistake of the program and throws: a silent no would make every such figure zero.
 */
export const satisfies = (dimensions: DatedDimensions, where: ReadonlyArray<Filter>): boolean => {
  for (const filter of where) {
    // for-in over a small literal is several times faster than asking for each of the dimensions.
    for (const name in filter) {
      const match = filter[name as keyof Filter]
      if (match === undefined) continue
      const value = (dimensions as unknown as Readonly<Record<string, string | undefined>>)[name]
      if (value === undefined) throw new Error(unknownTo(name))
      if (!isMatch(value, match)) return false
    }
  }
  return true
}

/** The attributes that a selection asks for. */
const attributesAsked = (where: ReadonlyArray<Filter>): ReadonlyArray<AttributeName> =>
  where.flatMap((filter) => Object.keys(filter).filter(isAttribute))

/** The selection without months and attributes: what can be asked of amounts before those are joined to them. */
export const onDimensions = (where: ReadonlyArray<Filter>): ReadonlyArray<Filter> =>
  where.map(({ month: _, ...filter }) =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => !isAttribute(name)))
  )

/** The attributes that a term asks for, in text order: what is to be joined to the postings of its cube. */
export const attributesIn = (term: Term): ReadonlyArray<AttributeName> =>
  [...new Set(partsOf(term).flatMap(({ where }) => attributesAsked(where)))].toSorted()

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

const matchToSql = (column: string, match: Match): string => {
  if (typeof match === "string") return `${column} = ${quote(match)}`
  if ("anyOf" in match) return `${column} IN (${match.anyOf.map(quote).join(", ")})`
  return `(${match.under.map((prefix) => `substr(${column}, 1, ${prefix.length}) = ${quote(prefix)}`).join(" OR ")})`
}

/** The selection as a SQL condition over columns named as the dimensions (`function` quoted), `month` among them. */
export const toSqlCondition = (where: ReadonlyArray<Filter>): string => {
  const conditions = where.flatMap((filter) =>
    namesIn(filter).flatMap((name) => {
      const match = filter[name]
      return match === undefined ? [] : [matchToSql(`"${name}"`, match)]
    })
  )
  return conditions.length === 0 ? "1 = 1" : conditions.join(" AND ")
}

/** The term as one SQL expression over rows with an integer column `amount`. */
export const toSql = (term: Term): string => {
  const parts = partsOf(term)
  if (parts.length === 0) return "0"
  return parts
    .map(
      ({ sign, where }) =>
        `${sign === 1 ? "+" : "-"} COALESCE(SUM(CASE WHEN ${toSqlCondition(where)} THEN "amount" END), 0)`
    )
    .join(" ")
    .replace(/^\+ /, "")
}

const printMatch = (match: Match): string => {
  if (typeof match === "string") return match === "" ? "∅" : match
  return "anyOf" in match ? match.anyOf.join("|") : match.under.map((prefix) => `${prefix}*`).join("|")
}

/** Prints a selection for people, such as `expenditure[function=208*, nature=basic]`. */
export const printSelection = (where: ReadonlyArray<Filter>): string => {
  const of = (name: keyof Filter): ReadonlyArray<Match> => where.flatMap((filter) => filter[name] ?? [])
  const measure = of("measure").map(printMatch).join("&")
  const rest = [...filterNames, ...new Set(attributesAsked(where))]
    .filter((name) => name !== "measure")
    .flatMap((name) => of(name).map((match) => `${name}=${printMatch(match)}`))
  return rest.length === 0 ? measure : `${measure}[${rest.join(", ")}]`
}

/** Prints a whole term, such as `opening + income − expenditure[fund=generalPublic]`. */
export const printTerm = (term: Term): string =>
  partsOf(term)
    .map(
      ({ sign, where }, index) => `${sign === 1 ? (index === 0 ? "" : "+ ") : "− "}${printSelection(where)}`
    )
    .join(" ")
