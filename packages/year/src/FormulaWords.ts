/**
 * Formulas in words: what a term selects, in the official terms of the vocabularies and classifications.
 */
import { carryoverKinds, Classification, expenditureNatures, fundTypes, incomeKinds } from "@juesuan/domain"
import { dimensionNames, isAttribute, measures } from "@juesuan/ledger"
import type { Dimensions } from "@juesuan/ledger"
import { Term } from "@juesuan/tables"

type Names = Readonly<Record<string, string>>

/** The terms of each dimension that has a closed vocabulary. */
const vocabularies: Partial<Readonly<Record<keyof Dimensions, Names>>> = {
  measure: measures,
  fund: fundTypes,
  nature: expenditureNatures,
  kind: { ...incomeKinds, ...carryoverKinds }
}

const classifications: Partial<Readonly<Record<keyof Dimensions, Classification.ClassificationName>>> = {
  function: "functional",
  economic: "departmentEconomic"
}

/** A code with its name where it has one. A prefix that is no code is printed with a star: `3*`. */
const codeWords = (dimension: keyof Dimensions, code: string, isPrefix: boolean): string => {
  const list = classifications[dimension]
  const name = list === undefined ? undefined : Classification.nameOf(list, code)
  return name === undefined ? `${code}${isPrefix ? "*" : ""}` : `${code} ${name}`
}

const valueWords = (dimension: keyof Dimensions, value: string): string => {
  if (value === "") return "无"
  const names = vocabularies[dimension]
  return names !== undefined && Object.hasOwn(names, value)
    ? names[value]!
    : codeWords(dimension, value, false)
}

const matchWords = (dimension: keyof Dimensions, match: Term.Match): string => {
  if (typeof match === "string") return valueWords(dimension, match)
  return "anyOf" in match
    ? match.anyOf.map((value) => valueWords(dimension, value)).join("或")
    : match.under.map((prefix) => codeWords(dimension, prefix, true)).join("或")
}

/** What a filter asks of attributes, such as 项目类别为民生. */
const attributeWords = (filter: Term.Filter): ReadonlyArray<string> =>
  Object.keys(filter)
    .filter(isAttribute)
    .flatMap((attribute) => {
      const match = filter[attribute]
      if (match === undefined) return []
      const [owner, ...name] = attribute.split(".")
      const values = typeof match === "string" ? [match] : "anyOf" in match ? match.anyOf : match.under
      const words = values.map((value) => (value === "" ? "空" : value)).join("或")
      const verb = typeof match === "object" && "under" in match ? "以其开头：" : "为"
      return [`${owner === "unit" ? "单位" : "项目"}${name.join(".")}${verb}${words}`]
    })

const selectionWords = (where: ReadonlyArray<Term.Filter>): string => {
  const of = (dimension: keyof Dimensions): ReadonlyArray<string> =>
    where.flatMap((filter) => {
      const match = filter[dimension]
      return match === undefined ? [] : [matchWords(dimension, match)]
    })
  const conditions = [
    ...dimensionNames.filter((name) => name !== "measure").flatMap(of),
    ...where.flatMap(attributeWords)
  ]
  return `${of("measure").join("且")}${conditions.length === 0 ? "" : `（${conditions.join("，")}）`}`
}

/** A term in one line, such as 支出（2080109 社会保险经办机构，项目支出）. */
export const termWords = (term: Term.Term): string =>
  Term.partsOf(term)
    .map(({ sign, where }, at) => `${sign === 1 ? (at === 0 ? "" : "+ ") : "− "}${selectionWords(where)}`)
    .join(" ")
