/**
 * Mapping files: how another system's export fits the canonical columns.
 *
 * A mapping is JSON: `columns` (header → field), `constants` (field → text, where the file gives nothing),
 * `values` (field → text → text) and `docNoByMonth` (voucher numbers start again every month, so the month
 * becomes part of the document number).
 */
import * as Result from "effect/Result"
import { decodeText } from "@juesuan/page"
import { fieldNames, normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import { makeIssue } from "./Issue.ts"
import type { ImportIssue, Operand } from "./Issue.ts"
import { repeatedName } from "./JsonNames.ts"
import { nearest } from "@juesuan/domain"

/** How another system's export fits the canonical columns; see the module for each part. */
export interface Mapping {
  readonly columns?: Readonly<Record<string, Field>>
  readonly constants?: Readonly<Partial<Record<Field, string>>>
  readonly values?: Readonly<Partial<Record<Field, Readonly<Record<string, string>>>>>
  readonly docNoByMonth?: boolean
}

const keys = ["columns", "constants", "values", "docNoByMonth"] as const

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isField = (name: unknown): name is Field => (fieldNames as ReadonlyArray<unknown>).includes(name)

const fieldUnknown = (name: unknown): Operand => {
  const text = String(name)
  const near = nearest(text, fieldNames)
  return {
    zh: `没有字段 ${text}${near === undefined ? "" : `，是不是 ${near}`}`,
    en: `there is no field ${text}${near === undefined ? "" : `; ${near} perhaps`}`
  }
}

const wrongKind = (key: string, zh: string, en: string): Operand => ({
  zh: `${key} 应为${zh}`,
  en: `${key} is not ${en}`
})

/** What is wrong with parsed mapping JSON; empty when it is a {@link Mapping}. */
const faultsOf = (json: Readonly<Record<string, unknown>>): ReadonlyArray<Operand> => {
  const faults: Array<Operand> = []
  for (const key of Object.keys(json)) {
    if (!(keys as ReadonlyArray<string>).includes(key))
      faults.push({ zh: `没有 ${key} 这一项`, en: `there is no ${key}` })
  }
  const { columns = {}, constants = {}, values = {}, docNoByMonth = false } = json
  if (!isRecord(columns)) faults.push(wrongKind("columns", "对象", "an object"))
  else for (const field of Object.values(columns)) if (!isField(field)) faults.push(fieldUnknown(field))
  if (!isRecord(constants)) faults.push(wrongKind("constants", "对象", "an object"))
  else {
    for (const [field, text] of Object.entries(constants)) {
      if (!isField(field)) faults.push(fieldUnknown(field))
      if (typeof text !== "string") faults.push(wrongKind(`constants.${field}`, "文字", "a text"))
    }
  }
  if (!isRecord(values)) faults.push(wrongKind("values", "对象", "an object"))
  else {
    for (const [field, words] of Object.entries(values)) {
      if (!isField(field)) faults.push(fieldUnknown(field))
      if (!isRecord(words) || Object.values(words).some((word) => typeof word !== "string")) {
        faults.push(wrongKind(`values.${field}`, "文字到文字的对象", "an object of texts"))
      }
    }
  }
  if (typeof docNoByMonth !== "boolean")
    faults.push(wrongKind("docNoByMonth", " true 或 false", "true or false"))
  return faults
}

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
  const faults = faultsOf(json.success)
  return faults.length > 0 ? fail(faults) : Result.succeed(json.success as Mapping)
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
export const mappedHeaders = (mapping: Mapping): ReadonlyMap<string, Field> =>
  new Map(Object.entries(mapping.columns ?? {}).map(([header, field]) => [normalizeHeader(header), field]))
