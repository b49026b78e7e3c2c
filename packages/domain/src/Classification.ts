/**
 * The classification catalogues (政府收支分类科目): functional codes and the two economic classifications.
 *
 * Editions 2024, as amended by 财预〔2024〕22号, and 2025, as amended by 财预〔2025〕41号. Each code carries the basis it
 * stands on, for the lists are an assembly of printed documents and working knowledge (see `packages/domain/data`): a
 * well-formed code that they do not know is accepted with a hint, a malformed one is refused. Names that changed are
 * accepted as synonyms.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { departmentEconomic } from "./classification/departmentEconomic.ts"
import { editions, laterCodes } from "./classification/editions.ts"
import type { Edition } from "./classification/editions.ts"
import { functional } from "./classification/functional.ts"
import { governmentEconomic } from "./classification/governmentEconomic.ts"

/** The three catalogues: 支出功能分类, 部门预算支出经济分类, 政府预算支出经济分类. */
export type ClassificationName = "functional" | "departmentEconomic" | "governmentEconomic"

/** 类, 款 and 项; the economic lists stop at 款. */
export type ClassificationLevel = "类" | "款" | "项"

/** A code of a catalogue with its official name and how sure that name is. */
export interface ClassificationEntry {
  readonly code: string
  readonly name: string
  readonly level: ClassificationLevel
  readonly parent: string | null
  /** Where the code is known from, such as `seed` or `recalled`. */
  readonly basis: string
  /** Whether the code was seen in a printed document, a notice or public code. */
  readonly isVerified: boolean
  /** The first and the last fiscal year it is valid for; `null` where none is known. */
  readonly from: number | null
  readonly to: number | null
}

export { editions }
export type { Edition }

/** The edition of a fiscal year; years before the first edition are read by it. */
export const editionOf = (year: number): Edition =>
  editions.findLast(({ from }) => from <= year) ?? editions[0]!

const isIn = ({ from, to }: Edition, entry: ClassificationEntry): boolean =>
  (entry.from === null || entry.from <= from) && (entry.to === null || to === null || entry.to >= to)

/** The text cannot be a code of that list. */
export class CodeMalformed extends Data.TaggedError("CodeMalformed")<{
  readonly list: ClassificationName
  readonly code: string
}> {
  override get message(): string {
    const digits = this.list === "functional" ? "3, 5 or 7" : "3 or 5"
    const example =
      this.list === "functional" ? "2080109" : this.list === "departmentEconomic" ? "30201" : "50201"
    return `"${this.code.slice(0, 40)}" is not a code: it must have ${digits} digits, such as ${example}.`
  }
}

const texts: Readonly<Record<ClassificationName, string>> = {
  functional,
  departmentEconomic,
  governmentEconomic
}
const patterns: Readonly<Record<ClassificationName, RegExp>> = {
  functional: /^2\d\d(\d\d(\d\d)?)?$/,
  departmentEconomic: /^3\d\d(\d\d)?$/,
  governmentEconomic: /^5\d\d(\d\d)?$/
}
const levels: Readonly<Record<number, ClassificationLevel>> = { 3: "类", 5: "款", 7: "项" }

const toEntry = (line: string): ClassificationEntry => {
  const [code, name, basis] = line.split("\t") as [string, string, string]
  return {
    code,
    name,
    level: levels[code.length]!,
    parent: code.length === 3 ? null : code.slice(0, -2),
    basis,
    isVerified: !basis.startsWith("recalled"),
    from: null,
    to: null
  }
}

/** The codes of later editions, in the form of the list. */
const laterEntries: ReadonlyArray<ClassificationEntry> = laterCodes.map(([code, name, from]) => ({
  ...toEntry(`${code}\t${name}\tnotice-${from}`),
  from
}))

const catalogues = new Map<ClassificationName, ReadonlyMap<string, ClassificationEntry>>()

/** The catalogue by code, in code order; read on first use, for most runs need none or one of them. */
const catalogueOf = (list: ClassificationName): ReadonlyMap<string, ClassificationEntry> => {
  const known = catalogues.get(list)
  if (known !== undefined) return known
  const first = texts[list].trim().split("\n").map(toEntry)
  const all = list === "functional" ? [...first, ...laterEntries] : first
  const made = new Map(all.sort((a, b) => (a.code < b.code ? -1 : 1)).map((entry) => [entry.code, entry]))
  catalogues.set(list, made)
  return made
}

/** All entries of a list, in code order: of a fiscal year's edition, or of all editions where none is asked for. */
export const entries = (list: ClassificationName, year?: number): ReadonlyArray<ClassificationEntry> => {
  const all = [...catalogueOf(list).values()]
  return year === undefined ? all : all.filter((entry) => isIn(editionOf(year), entry))
}

/** The entry of a code in a fiscal year's edition, or in any; `undefined` when the list does not know it. */
export const lookup = (
  list: ClassificationName,
  code: string,
  year?: number
): ClassificationEntry | undefined => {
  const entry = catalogueOf(list).get(code)
  return entry === undefined || year === undefined || isIn(editionOf(year), entry) ? entry : undefined
}

/** The edition that a code is of which the fiscal year's edition lacks; `undefined` where none has it. */
export const otherEditionOf = (list: ClassificationName, code: string, year: number): Edition | undefined => {
  if (lookup(list, code, year) !== undefined) return undefined
  const entry = lookup(list, code)
  return entry === undefined ? undefined : editions.find((edition) => isIn(edition, entry))
}

/** The standard name of a code, or `undefined`. */
export const nameOf = (list: ClassificationName, code: string): string | undefined => lookup(list, code)?.name

/** Whether the text has the form of a code of the list. */
export const isWellFormed = (list: ClassificationName, code: string): boolean => patterns[list].test(code)

/** The entries one level below a code. */
export const children = (list: ClassificationName, code: string): ReadonlyArray<ClassificationEntry> =>
  entries(list).filter((entry) => entry.parent === code)

/** The 类 of a code: its first three digits. */
export const categoryOf = (code: string): string => code.slice(0, 3)

/** The 款 of a code: its first five digits. */
export const sectionOf = (code: string): string => code.slice(0, 5)

/** Whether a catalogue has a well-formed code; where it does not, a hint says so in words. */
export type Checked =
  | { readonly _tag: "Known"; readonly entry: ClassificationEntry }
  | { readonly _tag: "Unknown"; readonly code: string; readonly hint: string }

const hintOf = (list: ClassificationName, code: string, year: number): string => {
  const edition = editionOf(year)
  const other = otherEditionOf(list, code, year)
  if (other !== undefined)
    return `${code} ${nameOf(list, code)} is of the ${other.id} list and not of the ${edition.id} list.`
  for (let length = code.length - 2; length >= 3; length -= 2) {
    const parent = lookup(list, code.slice(0, length))
    if (parent === undefined) continue
    const near = children(list, parent.code).slice(0, 5)
    const known = near.map((entry) => `${entry.code} ${entry.name}`).join(", ")
    return `${code} is not in the ${edition.id} list; ${parent.code} ${parent.name} has ${known}.`
  }
  return `${code} is not in the ${edition.id} list, nor is any code above it.`
}

/** Checks a code by the edition of a fiscal year (default: the first): known, unknown with a hint, or malformed. */
export const check = (
  list: ClassificationName,
  code: string,
  year: number = editions[0]!.from
): Result.Result<Checked, CodeMalformed> => {
  if (!isWellFormed(list, code)) return Result.fail(new CodeMalformed({ list, code }))
  const entry = lookup(list, code, year)
  return Result.succeed(
    entry === undefined ? { _tag: "Unknown", code, hint: hintOf(list, code, year) } : { _tag: "Known", entry }
  )
}

/** Names that documents still print after the standard changed them. */
const synonyms: Readonly<Record<string, ReadonlyArray<string>>> = {
  "20805": ["行政事业单位离退休"],
  "207": ["文化体育与传媒支出"],
  "215": ["资源勘探信息等支出"],
  "210": ["医疗卫生与计划生育支出"],
  "2013804": ["市场主体管理"],
  "2080709": ["职业技能鉴定补贴"]
}

/** Whether the name is the code's own or one it had before. */
export const isNameOf = (list: ClassificationName, code: string, name: string): boolean =>
  nameOf(list, code) === name || (list === "functional" && synonyms[code]?.includes(name) === true)

const JOINED = /^\s*(\d{3,7})(?:\s*(?:-|－|##|\s|　)\s*(.+?))?\s*$/

/** Splits what finance systems export: `2010101-行政运行`, `30101##基本工资`, `2010101 行政运行`, `2010101`. */
export const splitJoined = (
  text: string
): { readonly code: string; readonly name: string | null } | undefined => {
  if (text.length > 200) return undefined
  const match = JOINED.exec(text)
  return match === null ? undefined : { code: match[1]!, name: match[2] ?? null }
}
