/**
 * What a fact of one's own may say: JSON that every program reads and writes as the same text.
 *
 * Numbers are whole: a decimal read and written by two programs is not always the same text, and the text is what is
 * hashed.
 */
import { PlainText as Plain } from "@juesuan/domain"
import * as Schema from "effect/Schema"
import { isWhole } from "./EventParts.ts"

/** A value in a fact of one's own. */
export type FactValue =
  null | boolean | number | string | ReadonlyArray<FactValue> | { readonly [name: string]: FactValue }
/** What a fact of one's own says, by name. */
export type FactPayload = { readonly [name: string]: FactValue }

const DEPTH_MAX = 8
const ALLOWED =
  "JSON: texts without control characters, whole numbers (decimals go as text), true, false, null, lists and objects " +
  `of these, at most ${DEPTH_MAX} levels deep`

/** What is wrong in a fact of one's own, and where. */
export interface FactFault {
  readonly field: string
  readonly value: unknown
  readonly allowed: string
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  (Object.getPrototypeOf(value) === null || Object.getPrototypeOf(Object.getPrototypeOf(value)) === null)

const isName = (name: string): boolean => name !== "" && name !== "__proto__" && Plain.isPlain(name)

const isLeaf = (value: unknown): boolean => {
  if (value === null || typeof value === "boolean") return true
  return typeof value === "number" ? isWhole(value) : typeof value === "string" && Plain.isPlain(value)
}

const firstFault = (value: unknown, field: string, depth: number): FactFault | null => {
  if (isLeaf(value)) return null
  if (depth === 0 || !(Array.isArray(value) || isRecord(value))) return { field, value, allowed: ALLOWED }
  // Object.entries leaves out the holes of a list, which JSON has none of.
  const members: ReadonlyArray<readonly [string, unknown]> = Array.isArray(value)
    ? Array.from<unknown>(value).map((item, index) => [String(index), item])
    : Object.entries(value)
  for (const [name, inner] of members) {
    const path = field === "" ? name : `${field}.${name}`
    if (!isName(name)) return { field: path, value: name, allowed: ALLOWED }
    const fault = firstFault(inner, path, depth - 1)
    if (fault !== null) return fault
  }
  return null
}

/** The first thing in a value that keeps it from being a fact of one's own, its path from `field` on. */
export const factFault = (value: unknown, field = ""): FactFault | null =>
  isRecord(value) ? firstFault(value, field, DEPTH_MAX) : { field, value, allowed: `an object of ${ALLOWED}` }

/** The schema of what a fact of one's own says. */
export const FactPayload = Schema.declare(
  (value: unknown): value is FactPayload => factFault(value) === null,
  { description: `an object of ${ALLOWED}` }
)
