/**
 * Mapping files: how another system's export fits the canonical columns.
 *
 * A mapping is JSON, see {@link SheetMapping} for its parts; `sheets` says what is different for a sheet of
 * that name, or that it is not read at all (`false`). Fields are written by name (`vou_date`) or as the
 * header that they have in Chinese (凭证日期).
 */
import * as Result from "effect/Result"
import { decodeText } from "@juesuan/page"
import { fieldOfHeader, fields, normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, Operand } from "./Issue.ts"
import { repeatedName } from "./JsonNames.ts"
import { likelyField } from "./Synonyms.ts"
import { moneyUnits } from "./Value.ts"
import type { MoneyUnit } from "./Value.ts"

/** How the columns of a sheet fit; heads are as the file has them. */
export interface SheetMapping {
  /** Head → field. */
  readonly columns?: Readonly<Record<string, Field>>
  /** Field → text, where the file gives nothing. */
  readonly constants?: Readonly<Partial<Record<Field, string>>>
  /** Field → text of the file → text that is meant. */
  readonly values?: Readonly<Partial<Record<Field, Readonly<Record<string, string>>>>>
  /** The unit of the amounts, where no head names one. */
  readonly moneyUnit?: MoneyUnit
  /**
   * Heads of debit (借方) and credit (贷方). The amount is the debit, or the credit with a minus; with
   * `types`, each side has its kind of business and its amount as it is written.
   */
  readonly amountPair?: {
    readonly debit: string
    readonly credit: string
    readonly types?: { readonly debit: string; readonly credit: string }
  }
  /** How dates are written, such as `DD/MM/YYYY`. */
  readonly dateFormat?: string
  /** Heads of year, month and day, where they are three columns. */
  readonly dateParts?: { readonly year: string; readonly month: string; readonly day: string }
  /** Head → texts; rows with one of them are passed over and listed. `*` is any text. */
  readonly skip?: Readonly<Record<string, ReadonlyArray<string>>>
  /** Heads whose empty cells repeat the cell above, as merged cells do; never amounts. */
  readonly fillDown?: ReadonlyArray<string>
}

/** How another system's export fits the canonical columns; see the module. */
export interface Mapping extends SheetMapping {
  /** Voucher numbers begin again every month, so that the month becomes part of the document number. */
  readonly docNoByMonth?: boolean
  /** What is different for sheets, by name; `false` leaves a sheet out. */
  readonly sheets?: Readonly<Record<string, SheetMapping | false>>
}

/** The mapping of a sheet: its own parts in place of those of the file; `false` where it is left out. */
export const mappingOfSheet = (mapping: Mapping, sheet: string | undefined): SheetMapping | false => {
  const own = sheet === undefined ? undefined : mapping.sheets?.[sheet]
  return own === undefined ? mapping : own === false ? false : { ...mapping, ...own }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const fieldUnknown = (name: string): Operand => {
  const near = likelyField(name)
  return {
    zh: `没有字段 ${name}${near === undefined ? "" : `，是不是 ${near}（${fields[near].title}）`}`,
    en: `there is no field ${name}${near === undefined ? "" : `; ${near} perhaps`}`
  }
}

const wrongKind = (key: string, zh: string, en: string): Operand => ({
  zh: `${key} 应为${zh}`,
  en: `${key} is not ${en}`
})

type Faults = Array<Operand>
/** Reads a part of a mapping: the part as it is meant, and what is wrong with it. */
type PartReader = (value: unknown, key: string, faults: Faults) => unknown

const texts = { zh: "由文字组成的对象", en: "an object of texts" }

const fieldNamed = (name: unknown, faults: Faults): Field | undefined => {
  const field = typeof name === "string" ? fieldOfHeader(name) : undefined
  if (field === undefined) faults.push(fieldUnknown(String(name)))
  return field
}

const isText = (value: unknown): value is string => typeof value === "string"

const wrong = (
  faults: Faults,
  key: string,
  { zh, en }: { readonly zh: string; readonly en: string }
): void => {
  faults.push(wrongKind(key, zh, en))
}

const columnsPart: PartReader = (value, key, faults) => {
  if (!isRecord(value)) return wrong(faults, key, { zh: "对象", en: "an object" })
  return Object.fromEntries(Object.entries(value).map(([head, name]) => [head, fieldNamed(name, faults)]))
}

/** A part by fields, whose names become those of the fields. */
const byFieldPart =
  (isRight: (value: unknown) => boolean, kind: { readonly zh: string; readonly en: string }): PartReader =>
  (value, key, faults) => {
    if (!isRecord(value)) return wrong(faults, key, { zh: "对象", en: "an object" })
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (!isRight(inner)) wrong(faults, `${key}.${name}`, kind)
        return [fieldNamed(name, faults), inner]
      })
    )
  }

const isTextsOf = (
  value: unknown,
  keys: ReadonlyArray<string>,
  optional: ReadonlyArray<string> = []
): boolean =>
  isRecord(value) &&
  keys.every((key) => isText(value[key])) &&
  Object.keys(value).every((key) => keys.includes(key) || optional.includes(key))

const isAmountPair = (value: unknown): boolean =>
  isTextsOf(value, ["debit", "credit"], ["types"]) &&
  ((value as { types?: unknown }).types === undefined ||
    isTextsOf((value as { types?: unknown }).types, ["debit", "credit"]))

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

/** A part that is taken as it is, where it is of its kind. */
const plainPart =
  (isRight: (value: unknown) => boolean, kind: { readonly zh: string; readonly en: string }): PartReader =>
  (value, key, faults) => {
    if (!isRight(value)) wrong(faults, key, kind)
    return value
  }

const sheetParts: Readonly<Record<keyof SheetMapping, PartReader>> = {
  columns: columnsPart,
  constants: byFieldPart(isText, { zh: "文字", en: "a text" }),
  values: byFieldPart((words) => isRecord(words) && Object.values(words).every(isText), texts),
  moneyUnit: plainPart((unit) => isText(unit) && Object.hasOwn(moneyUnits, unit), {
    zh: `金额单位：${Object.keys(moneyUnits).join("、")}`,
    en: `a unit of money: ${Object.keys(moneyUnits).join(", ")}`
  }),
  amountPair: plainPart(isAmountPair, {
    zh: "含 debit、credit 两个列名的对象，可加 types",
    en: "an object of the heads debit and credit, with types if need be"
  }),
  dateFormat: plainPart(
    (format) => isText(format) && ["YYYY", "MM", "DD"].every((token) => format.split(token).length === 2),
    { zh: "含 YYYY、MM、DD 各一次的日期格式", en: "a format with YYYY, MM and DD once each" }
  ),
  dateParts: plainPart((parts) => isTextsOf(parts, ["year", "month", "day"]), {
    zh: "含 year、month、day 三个列名的对象",
    en: "an object of the heads year, month and day"
  }),
  skip: plainPart((rules) => isRecord(rules) && Object.values(rules).every(isTextList), {
    zh: "列名到文字列表的对象",
    en: "an object of heads and lists of texts"
  }),
  fillDown: plainPart(isTextList, { zh: "列名的列表", en: "a list of heads" })
}

const mappingParts: Readonly<Record<keyof Mapping, PartReader>> = {
  ...sheetParts,
  docNoByMonth: plainPart((value) => typeof value === "boolean", {
    zh: " true 或 false",
    en: "true or false"
  }),
  sheets: (value, key, faults) => {
    if (!isRecord(value)) return wrong(faults, key, { zh: "对象", en: "an object" })
    return Object.fromEntries(
      Object.entries(value).map(([sheet, own]) => {
        if (own === false) return [sheet, own]
        if (isRecord(own)) return [sheet, readParts(own, sheetParts, faults)]
        wrong(faults, `${key}.${sheet}`, { zh: "对象或 false", en: "an object or false" })
        return [sheet, own]
      })
    )
  }
}

const readParts = (
  json: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, PartReader>>,
  faults: Faults
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (!Object.hasOwn(parts, key)) {
        faults.push({ zh: `没有 ${key} 这一项`, en: `there is no ${key}` })
        return [key, value]
      }
      return [key, parts[key]!(value, key, faults)]
    })
  )

/** Reads a mapping file. Fails with every fault found, each a `MappingBroken` issue. */
export const parseMapping = (
  file: string,
  bytes: Uint8Array
): Result.Result<Mapping, ReadonlyArray<ImportIssue>> => {
  const fail = (faults: ReadonlyArray<Operand>) =>
    Result.fail(faults.map((detail) => makeIssue("MappingBroken", { file }, { detail })))
  const decoded = decodeText(bytes)
  if (Result.isFailure(decoded)) return fail([decoded.failure.message])
  const json = parseJsonObject(decoded.success.text)
  if (Result.isFailure(json)) return fail([json.failure])
  const faults: Faults = []
  const mapping = readParts(json.success, mappingParts, faults)
  return faults.length > 0 ? fail(faults) : Result.succeed(mapping as Mapping)
}

/** Parses a text that must be one JSON object, each name in it once; fails with the reason. */
export const parseJsonObject = (text: string): Result.Result<Readonly<Record<string, unknown>>, Operand> => {
  try {
    const json: unknown = JSON.parse(text)
    if (!isRecord(json)) return Result.fail({ zh: "它是别的 JSON 值", en: "it is another JSON value" })
    const repeated = repeatedName(text)
    if (repeated === undefined) return Result.succeed(json)
    const { name, at } = repeated
    return Result.fail({
      zh: `其中 ${JSON.stringify(name)} 写了两次，第二次在第 ${at} 个字符`,
      en: `it has ${JSON.stringify(name)} twice, the second time at character ${at}`
    })
  } catch (cause) {
    // `JSON.parse` has one way to fail; its message names the place.
    return Result.fail(cause instanceof Error ? cause.message : String(cause))
  }
}

/** Headers of the mapping by normalized name. */
export const mappedHeaders = (mapping: SheetMapping): ReadonlyMap<string, Field> =>
  new Map(Object.entries(mapping.columns ?? {}).map(([header, field]) => [normalizeHeader(header), field]))
