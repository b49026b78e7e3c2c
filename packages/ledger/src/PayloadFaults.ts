/**
 * What is wrong with a payload, read off the schema of its type: the field, what it holds and what it may hold.
 *
 * A schema is turned into a check once. A check walks structures and lists by their fields, so that a fault has a
 * path such as `line.function`, and nothing passes that the schema does not name; single values are judged by Effect.
 */
import * as Schema from "effect/Schema"
import { FactPayload, factFault } from "./FactPayload.ts"
import { isEventType, moneyEventTypes, registry } from "./Event.ts"
import type { EventType } from "./Event.ts"
import { extraOf } from "./extraOf.ts"
import { rememberingLast } from "./rememberingLast.ts"

/** One thing that is wrong: where, what is there (`undefined` where nothing is), and what is allowed there. */
export interface PayloadFault {
  /** The path of the field, such as `line.function` or `unitsCovered.2`; empty for the whole. */
  readonly field: string
  readonly value: unknown
  readonly allowed: string
}

/** What {@link PayloadFault.allowed} says of a field that no schema names. */
export const NO_FIELD = "no such field"

/** Takes what is wrong with a value at a path into the list; says whether nothing was. */
type Check = (value: unknown, path: string, faults: Array<PayloadFault> | null) => boolean

/** A schema as far as a check looks into it. */
interface Shape {
  readonly fields?: Readonly<Record<string, Shape>>
  /** Of a record, whose names are not listed. */
  readonly key?: Shape
  readonly value?: Shape
  readonly literals?: ReadonlyArray<string | number>
}

type Plain = Readonly<Record<string, unknown>>

/** Whether a value is an object as JSON makes them, of whatever realm. */
const isPlain = (value: unknown): value is Plain => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.getPrototypeOf(prototype as object) === null
  )
}

const below = (path: string, name: string | number): string =>
  path === "" ? String(name) : `${path}.${name}`

/** What a schema says that it holds: the words it has, or its description. */
export const allowedBy = (schema: Shape): string => {
  if (schema.literals !== undefined) {
    const words = schema.literals.map((word) => (word === "" ? "nothing" : String(word)))
    return words.length === 1 ? words[0]! : `one of ${words.join(", ")}`
  }
  return Schema.resolveAnnotations(schema as unknown as Schema.Top)?.description ?? "a value of its kind"
}

const checkOfLeaf = (schema: Shape): Check => {
  const allowed = allowedBy(schema)
  const words = schema.literals === undefined ? null : new Set<unknown>(schema.literals)
  const accepts = rememberingLast(
    words === null ? Schema.is(schema as unknown as Schema.Top) : (value) => words.has(value)
  )
  return (value, field, faults) => {
    if (accepts(value)) return true
    faults?.push({ field, value, allowed })
    return false
  }
}

const checkOfList = (item: Check): Check => {
  return (value, field, faults) => {
    if (!Array.isArray(value)) {
      faults?.push({ field, value, allowed: "a list" })
      return false
    }
    let isSound = true
    for (let index = 0; index < value.length; index++) {
      if (!item(value[index], faults === null ? "" : below(field, index), faults)) isSound = false
      if (!isSound && faults === null) return false
    }
    return isSound
  }
}

const checkOfFields = (fields: Readonly<Record<string, Check>>): Check => {
  const [names, checks] = [Object.keys(fields), Object.values(fields)]
  const known = new Set(names)
  const isSound = (value: Plain): boolean => {
    for (let index = 0; index < names.length; index++)
      if (!checks[index]!(value[names[index]!], "", null)) return false
    return extraOf(value, known) === undefined
  }
  return (value, field, faults) => {
    if (isPlain(value) && isSound(value)) return true
    if (faults === null) return false
    if (!isPlain(value)) {
      faults.push({ field, value, allowed: `an object with ${names.join(", ")}` })
      return false
    }
    for (const name of names) fields[name]!(value[name], below(field, name), faults)
    for (const name of Object.keys(value))
      if (!known.has(name)) faults.push({ field: below(field, name), value: value[name], allowed: NO_FIELD })
    return false
  }
}

const checkOfRecord = (name: Shape, item: Check): Check => {
  const [isName, allowed] = [Schema.is(name as unknown as Schema.Top), allowedBy(name)]
  return (value, field, faults) => {
    if (!isPlain(value)) {
      faults?.push({ field, value, allowed: "an object of texts" })
      return false
    }
    let isSound = true
    for (const key of Object.keys(value)) {
      const path = faults === null ? "" : below(field, key)
      if (!isName(key)) {
        faults?.push({ field: path, value: key, allowed })
        isSound = false
      } else if (!item(value[key], path, faults)) isSound = false
      if (!isSound && faults === null) return false
    }
    return isSound
  }
}

const checkOfFact: Check = (value, field, faults) => {
  const fault = factFault(value, field)
  if (fault !== null) faults?.push(fault)
  return fault === null
}

/** The check of a schema. `quoted` is the check of a field that quotes an event. */
const checkOf = (schema: Shape, quoted?: Check): Check => {
  if (schema === (FactPayload as unknown as Shape)) return checkOfFact
  if (schema.key !== undefined) return checkOfRecord(schema.key, checkOf(schema.value!))
  if (schema.value !== undefined) return checkOfList(checkOf(schema.value))
  if (schema.fields === undefined) return checkOfLeaf(schema)
  const fields = Object.entries(schema.fields).map(([name, field]) => [
    name,
    name === "entry" && quoted !== undefined ? quoted : checkOf(field)
  ])
  return checkOfFields(Object.fromEntries(fields) as Readonly<Record<string, Check>>)
}

const quotable = [...moneyEventTypes, "EntryReversed"] as const

/** The check of an event as another quotes it: a type that may be quoted so, at its version, with its payload. */
const checkOfQuote =
  (types: ReadonlyArray<EventType>): Check =>
  (value, field, faults) => {
    if (!isPlain(value)) {
      faults?.push({ field, value, allowed: "an object with type, version, payload" })
      return false
    }
    const { type, version, payload, ...rest } = value
    if (!isEventType(type) || !types.includes(type)) {
      faults?.push({ field: below(field, "type"), value: type, allowed: `one of ${types.join(", ")}` })
      return false
    }
    const extra = Object.keys(rest)
    const isCurrent = version === registry[type].version
    if (faults === null) return isCurrent && extra.length === 0 && checkOfType(type)(payload, "", null)
    if (!isCurrent)
      faults.push({ field: below(field, "version"), value: version, allowed: String(registry[type].version) })
    const isSound = checkOfType(type)(payload, below(field, "payload"), faults)
    for (const name of extra) faults.push({ field: below(field, name), value: rest[name], allowed: NO_FIELD })
    return isCurrent && isSound && extra.length === 0
  }

const quotes: Readonly<Partial<Record<EventType, Check>>> = {
  EntryReversed: checkOfQuote(moneyEventTypes),
  ClosedYearAdjusted: checkOfQuote(quotable)
}

const checks = new Map<EventType, Check>()

const checkOfType = (type: EventType): Check => {
  const met = checks.get(type)
  if (met !== undefined) return met
  const check = checkOf(registry[type].payload as unknown as Shape, quotes[type])
  checks.set(type, check)
  return check
}

/** Whether a payload is one of its type: what the schema names, all of it, and nothing else. */
export const isPayload = (type: EventType, payload: unknown): boolean => checkOfType(type)(payload, "", null)

/** All that is wrong with a payload, in the order of the schema's fields; nothing when it is one of its type. */
export const payloadFaults = (type: EventType, payload: unknown): ReadonlyArray<PayloadFault> => {
  const faults: Array<PayloadFault> = []
  checkOfType(type)(payload, "", faults)
  return faults
}
