/**
 * Events of every type, made from their schemas, and the same with one thing damaged: what a gate must let in and
 * what it must keep out. What is right and what is wrong is written here once more, apart from the gate.
 */
import { eventTypes, moneyEventTypes, registry } from "@juesuan/ledger"
import type { Event, EventType, NewEvent } from "@juesuan/ledger"
import fc from "fast-check"
import { businessDate } from "./businessDate.ts"

/** A schema as far as it is looked into here. */
interface Shape {
  readonly fields?: Readonly<Record<string, Shape>>
  readonly key?: Shape
  readonly value?: Shape
  readonly literals?: ReadonlyArray<string | number>
}

type Plain = Readonly<Record<string, unknown>>

const letters = fc.constantFrom(..."账a1 　\u00a0😀𠮷（）·—“”é")
const text = (minLength: number): fc.Arbitrary<string> =>
  fc.array(letters, { maxLength: 12 }).map((drawn) => `${minLength > 0 ? "事" : ""}${drawn.join("")}`)
const digits = (...lengths: ReadonlyArray<number>): fc.Arbitrary<string> =>
  fc
    .constantFrom(...lengths)
    .chain((length) =>
      fc
        .array(fc.constantFrom(..."0123456789"), { minLength: length, maxLength: length })
        .map((drawn) => drawn.join(""))
    )
const fen = (min: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: Math.max(min, -1000), max: 1000 }), fc.integer({ min, max: 1e9 }))

/** Sound values of a field by its name; of a field that is not here, text that is not empty. */
const soundFields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  amount: fen(1),
  surplusUsed: fen(0),
  surplusDistributed: fen(0),
  function: digits(7),
  economic: digits(5),
  counterparty: fc.constantFrom("", "100002", "A-1_b"),
  weight: fc.constantFrom("0", "10", "2.91", "1234.0123456789"),
  score: fc.constantFrom("0", "10", "2.91", "1234.0123456789"),
  ...Object.fromEntries(
    ["project", "abstract", "department", "duties", "goal", "deviation", "otherVehiclesUse"].map((name) => [
      name,
      text(0)
    ])
  )
}

/** Fields that hold another thing in some types. */
const soundOf = (type: EventType, name: string): fc.Arbitrary<unknown> | undefined => {
  const isAnySign = ["CarryoverBroughtForward", "OpeningAdjusted", "ComparativesImported", "FiscalYearClosed"]
  if (name === "amount" && isAnySign.includes(type)) return fen(-1e9)
  if (name === "function" && type.startsWith("Budget")) return digits(3, 5, 7)
  if (name === "economic" && type.startsWith("Budget")) return digits(0, 3, 5)
  if (name === "function" && type === "FiscalYearClosed") return digits(0, 7)
  if (name === "corrects" && type === "OpeningAdjusted") return text(0)
  if (name === "project" && /^(Project|Indicator)/.test(type)) return text(1)
  if (name === "unit" && type.startsWith("Indicator")) return text(0)
  return soundFields[name]
}

/** A name as attributes have them. */
const attributeName = fc.constantFrom("类别", "region", "A-1", "é_2", "级次")

const jsonValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    text(0),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(text(1), tie("value"), { maxKeys: 2 })
  )
})).value

const counted =
  /^(staffing|buildingAreaCm2|equipmentOverMillion|abroad|vehiclesBought|vehiclesHeld|domestic|foreign)/

const valueOf = (type: EventType, name: string, schema: Shape): fc.Arbitrary<unknown> => {
  if (schema.literals !== undefined) return fc.constantFrom(...schema.literals)
  if (name === "entry") return quoteOf(type)
  if (schema.key !== undefined) return fc.dictionary(attributeName, text(0), { maxKeys: 3 })
  if (name === "payload" && type === "FactRecorded") return fc.dictionary(text(1), jsonValue, { maxKeys: 3 })
  if (schema.value !== undefined) return fc.array(valueOf(type, name, schema.value), { maxLength: 3 })
  if (schema.fields !== undefined) return structOf(type, name, schema.fields)
  return soundOf(type, name) ?? (counted.test(name) ? fc.nat() : text(1))
}

const structOf = (
  type: EventType,
  name: string,
  fields: Readonly<Record<string, Shape>>
): fc.Arbitrary<Plain> =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([field, schema]) => [
        field,
        name === "vehicles" ? fc.nat() : valueOf(type, field, schema)
      ])
    )
  )

const quoteOf = (by: EventType): fc.Arbitrary<Plain> => {
  const types: ReadonlyArray<EventType> =
    by === "ClosedYearAdjusted" ? [...moneyEventTypes, "EntryReversed"] : moneyEventTypes
  return fc.constantFrom(...types).chain((type) =>
    fc.record({
      type: fc.constant(type),
      version: fc.constant(registry[type].version),
      payload: payloadOf(type)
    })
  )
}

/** A sound payload of a type. */
export const payloadOf = (type: EventType): fc.Arbitrary<Plain> =>
  valueOf(type, "", registry[type].payload as unknown as Shape) as fc.Arbitrary<Plain>

/** A sound event of any type in a sound envelope. Ids are to be given by who appends it. */
export const soundEvent = (): fc.Arbitrary<NewEvent> =>
  fc.constantFrom(...eventTypes).chain((type) =>
    fc.record({
      eventId: fc.constant("100001/2024/D1#1"),
      occurredOn: businessDate(),
      recordedAt: fc.constantFrom("2025-01-20T08:00:00.000Z", "2024-02-29T23:59:59.999Z"),
      documentNo: text(0),
      source: fc.option(
        fc.oneof(
          fc.record({ file: text(1), row: fc.integer({ min: 1, max: 1e6 }) }),
          fc.record({ file: text(1), sheet: text(0), row: fc.constant(1) })
        )
      ),
      event: payloadOf(type).map((payload) => ({ type, payload }) as unknown as Event)
    })
  )

/** A damage: what stands in place of what stood there. */
type Damage = (before: unknown) => unknown

const marks = ["\u0000", "\u001f", "\n", "\t", "\u007f", "\u0085", "\u2028", "\u2029", "\ud800", "\udfff"]

const ofNumbers: ReadonlyArray<Damage> = [
  ...[0.5, Number.NaN, Infinity, -0, 2 ** 53, -(2 ** 53), "1", null, undefined, 1n, [1], true].map(
    (value) => () => value
  ),
  (before) => String(before)
]
const ofTexts: ReadonlyArray<Damage> = [
  ...[1, null, undefined, [], {}, true].map((value) => () => value),
  ...marks.map((mark) => (before: unknown) => `${String(before)}${mark}`),
  ...marks.map((mark) => (before: unknown) => `${mark}${String(before)}`)
]
const ofStructures: ReadonlyArray<Damage> = [
  ...[1, null, undefined, "{}"].map((value) => () => value),
  (before) => [before],
  (before) => ({ ...(before as Plain), note: "extra" }),
  (before) => Object.fromEntries(Object.entries(before as Plain).slice(1)),
  (before) => new Map(Object.entries(before as Plain))
]
const ofLists: ReadonlyArray<Damage> = [
  ...[1, null, undefined, {}].map((value) => () => value),
  (before) => [...(before as ReadonlyArray<unknown>), undefined]
]

const damagesOf = (value: unknown): ReadonlyArray<Damage> => {
  if (typeof value === "number") return ofNumbers
  if (typeof value === "string") return ofTexts
  return Array.isArray(value) ? ofLists : ofStructures
}

type Path = ReadonlyArray<string | number>

/** What an object with names of one's own may not become: more names, or fewer, are no damage. */
const ofOpenObjects: ReadonlyArray<Damage> = [
  ...[1, null, undefined, "{}"].map((value) => () => value),
  (before) => [before],
  (before) => new Map(Object.entries(before as Plain))
]
/** What no value of a fact of one's own may be. */
const ofFacts: ReadonlyArray<Damage> = [
  ...[undefined, 0.5, Number.NaN, 1n, new Date(0), new Map([["a", 1]])].map((value) => () => value),
  ...marks.map((mark) => (before: unknown) => `${mark}${typeof before === "string" ? before : ""}`)
]

/** Damages that a place allows no others than, because of what its schema leaves open. */
const damagesAt = (path: Path): ReadonlyArray<Damage> | undefined => {
  const [first, second, third, ...rest] = path.map(String)
  if (first !== "event" || second !== "payload") return undefined
  if (third === "payload") return rest.length === 0 ? ofOpenObjects : ofFacts
  return path.at(-1) === "attributes" ? ofOpenObjects : undefined
}

const pathsIn = (value: unknown, path: Path): ReadonlyArray<Path> => {
  if (typeof value !== "object" || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))]
}

const at = (value: unknown, [first, ...rest]: Path): unknown =>
  first === undefined ? value : at((value as Record<string, unknown>)[first], rest)

const changed = (value: unknown, [first, ...rest]: Path, damage: Damage): unknown => {
  if (first === undefined) return damage(value)
  const inner = changed((value as Record<string, unknown>)[first], rest, damage)
  if (!Array.isArray(value)) return { ...(value as Plain), [first]: inner }
  return value.map((item, index) => (String(index) === String(first) ? inner : (item as unknown)))
}

/** Damages that only some fields can have: by name, what is well-formed and wrong. */
const ofFields: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  function: ["banana", "20801", "２０８０１０９", "208010 ", "+208010"].filter((code) => code.length !== 5),
  fund: ["pocket", "", "toString", "__proto__", "generalpublic"],
  reason: ["", " ", "\u3000\u00a0"],
  text: ["", " "],
  occurredOn: [
    "2024-02-30",
    "2024-02-31",
    "2023-02-29",
    "2024-13-01",
    "2024-3-1",
    "20240301",
    "1899-01-01",
    ""
  ],
  recordedAt: [
    "2025-01-20T08:00:00Z",
    "2025-01-20T16:00:00.000+08:00",
    "2025-02-30T08:00:00.000Z",
    "2025-01-20",
    ""
  ],
  eventId: ["", " "],
  row: [0, -1, 1.5],
  file: ["", " "],
  type: ["NoSuchEvent", "constructor", "__proto__", ""],
  version: [0, 99, "1"]
}

/** What may stand there after all: no source, and no sheet of it. */
const mayBe = (path: string, made: unknown): boolean =>
  (path === "source" && made === null) || (path === "source.sheet" && made === undefined)

/** An event with one thing wrong, and where. */
export interface DamagedEvent {
  readonly event: NewEvent
  readonly path: string
}

/** A sound event with one thing made wrong. */
export const damagedEvent = (): fc.Arbitrary<DamagedEvent> =>
  fc
    .tuple(soundEvent(), fc.nat({ max: 999_983 }), fc.nat({ max: 999_983 }))
    .map(([sound, place, kind]) => {
      // The whole envelope is the caller's own; what is in it is judged.
      const paths = pathsIn(sound, []).slice(1)
      const path = paths[place % paths.length]!
      const value = at(sound, path)
      const special = (ofFields[String(path.at(-1))] ?? []).map((wrong) => () => wrong)
      const damages =
        damagesAt(path) ??
        (value === null ? [() => 1, () => "a.csv"] : [...damagesOf(value), ...special, ...special])
      const damage = damages[kind % damages.length]!
      return { event: changed(sound, path, damage) as NewEvent, path: path.join("."), made: damage(value) }
    })
    .filter(({ made, path }) => !mayBe(path, made))
    .map(({ event, path }) => ({ event, path }))
