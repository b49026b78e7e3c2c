/**
 * Shapes of JSON values: read off samples, printed in a notation close to TypeScript, read back, and
 * held against values.
 */

/** What may stand at a place: names of scalar kinds, elements of lists, fields of objects. */
export interface Shape {
  readonly scalars: Set<string>
  list: Shape | null
  readonly fields: Map<string, { readonly shape: Shape; count: number }>
  /** Objects seen; a field that fewer of them had may be absent. */
  objects: number
  /** What all fields are where their names are keys of data. */
  record: Shape | null
}

const emptyShape = (): Shape => ({
  scalars: new Set(),
  list: null,
  fields: new Map(),
  objects: 0,
  record: null
})

const DECIMAL = /^-?\d+\.\d+$/

const scalarOf = (value: unknown): string => {
  if (value === null) return "null"
  if (typeof value === "string") return DECIMAL.test(value) ? "decimal" : "string"
  return typeof value
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const add = (shape: Shape, value: unknown): void => {
  if (Array.isArray(value)) {
    shape.list ??= emptyShape()
    for (const element of value) add(shape.list, element)
  } else if (isObject(value)) {
    shape.objects++
    for (const [name, inner] of Object.entries(value)) {
      const field = shape.fields.get(name) ?? { shape: emptyShape(), count: 0 }
      shape.fields.set(name, { shape: field.shape, count: field.count + 1 })
      add(field.shape, inner)
    }
  } else shape.scalars.add(scalarOf(value))
}

/** Fields that are keys of data rather than names: columns, codes, indicator ids. */
const isRecord = ({ fields, objects }: Shape): boolean =>
  fields.size > 0 && [...fields.keys()].every((name) => /^\d+[a-z]?$|\d$|\//.test(name)) && objects > 0

const mergeInto = (target: Shape, shape: Shape): void => {
  for (const scalar of shape.scalars) target.scalars.add(scalar)
  target.objects += shape.objects
  if (shape.list !== null) {
    target.list ??= emptyShape()
    mergeInto(target.list, shape.list)
  }
  for (const [name, { shape: field, count }] of shape.fields) {
    const known = target.fields.get(name) ?? { shape: emptyShape(), count: 0 }
    target.fields.set(name, { shape: known.shape, count: known.count + count })
    mergeInto(known.shape, field)
  }
}

const print = (shape: Shape, indent: string): string => {
  const parts = [...shape.scalars].toSorted()
  if (shape.list !== null) parts.push(`[${print(shape.list, indent)}]`)
  if (shape.fields.size > 0) {
    const inner = `${indent}  `
    if (isRecord(shape)) {
      const merged = emptyShape()
      for (const field of shape.fields.values()) mergeInto(merged, field.shape)
      parts.push(`{ [key]: ${print(merged, indent)} }`)
    } else {
      const lines = [...shape.fields].map(
        ([name, { shape: field, count }]) =>
          `${inner}${name}${count < shape.objects ? "?" : ""}: ${print(field, inner)}`
      )
      parts.push(`{\n${lines.join("\n")}\n${indent}}`)
    }
  } else if (shape.objects > 0) parts.push("{}")
  return parts.join(" | ")
}

/** The shape of JSON values in a notation close to TypeScript: `decimal` is a decimal text, `?` may be absent. */
export const shapeText = (...values: ReadonlyArray<unknown>): string => {
  const shape = emptyShape()
  for (const value of values) add(shape, value)
  return print(shape, "")
}

/** Reads a shape in the notation of {@link shapeText}. */
export const parseShape = (text: string): Shape => {
  const tokens = text.match(/\[key\]|[{}[\]|?:]|[^\s{}[\]|?:]+/g) ?? []
  let at = 0
  const take = (wanted: string): boolean => tokens[at] === wanted && ++at > 0
  const expect = (wanted: string): void => {
    if (!take(wanted)) throw new Error(`a shape has ${tokens[at]} where ${wanted} should be`)
  }
  const object = (shape: Shape): void => {
    shape.objects = 2
    while (!take("}")) {
      const name = tokens[at++]!
      const isOptional = take("?")
      expect(":")
      if (name === "[key]") shape.record = type()
      else shape.fields.set(name, { shape: type(), count: isOptional ? 1 : 2 })
    }
  }
  const type = (): Shape => {
    const shape = emptyShape()
    do {
      if (take("[")) {
        shape.list = tokens[at] === "]" ? emptyShape() : type()
        expect("]")
      } else if (take("{")) object(shape)
      else shape.scalars.add(tokens[at++]!)
    } while (take("|"))
    return shape
  }
  return type()
}

/** Where a value is not of a shape: each place with what stands there. A decimal is a string as well. */
export const misfits = (shape: Shape, value: unknown, place = ""): ReadonlyArray<string> => {
  const under = (name: string | number): string => (place === "" ? String(name) : `${place}/${name}`)
  const { list, record, fields } = shape
  if (Array.isArray(value)) {
    if (list === null) return [`${place}: list`]
    return value.flatMap((element: unknown, index) => misfits(list, element, under(index)))
  }
  if (isObject(value)) {
    if (record !== null)
      return Object.entries(value).flatMap(([name, inner]) => misfits(record, inner, under(name)))
    if (shape.objects === 0) return [`${place}: object`]
    const missing = [...fields].filter(([name, { count }]) => count === shape.objects && !(name in value))
    return [
      ...missing.map(([name]) => `${under(name)}: missing`),
      ...Object.entries(value).flatMap(([name, inner]) => {
        const field = fields.get(name)
        return field === undefined
          ? [`${under(name)}: not documented`]
          : misfits(field.shape, inner, under(name))
      })
    ]
  }
  const kind = scalarOf(value)
  const isKnown = shape.scalars.has(kind) || (kind === "decimal" && shape.scalars.has("string"))
  return isKnown ? [] : [`${place}: ${kind}`]
}
