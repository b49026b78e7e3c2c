/**
 * Canonical JSON: one text for one value, whatever the order in which keys were set.
 */

/** Whether an object would not keep the key where it was set: it is a whole number, or sets the prototype. */
const isUnruly = (key: string): boolean => {
  if (key === "__proto__") return true
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at)
    if (unit < 48 || unit > 57) return false
  }
  return key !== ""
}

/** Sorts a few keys in place by code units; an object has too few for the built-in sort to pay. */
export const sortKeys = (keys: Array<string>): ReadonlyArray<string> => {
  if (keys.length > 24) return keys.sort()
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next]!
    let at = next
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!
    keys[at] = key
  }
  return keys
}

const isInOrder = (keys: ReadonlyArray<string>): boolean => {
  for (let index = 1; index < keys.length; index++) if (keys[index - 1]! > keys[index]!) return false
  return true
}

const orderedItems = (items: ReadonlyArray<unknown>): unknown => {
  const made = items.map(ordered)
  return made.includes(undefined) ? undefined : made.every((item, at) => item === items[at]) ? items : made
}

/**
 * The value with the keys of every object in code-unit order: itself where they are. Some keys cannot be ordered in
 * an object; `undefined` then, and the text is put together by hand.
 */
const ordered = (value: unknown): unknown => {
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) return orderedItems(value)
  const record = value as Record<string, unknown>
  const keys = Object.keys(record)
  let made: Record<string, unknown> | null = isInOrder(keys) ? null : {}
  if (made !== null) sortKeys(keys)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!
    if (isUnruly(key)) return undefined
    const before = record[key]
    if (before === undefined) continue
    const after = ordered(before)
    if (after === undefined) return undefined
    if (made === null && after !== before) {
      made = {}
      for (const earlier of keys.slice(0, index)) made[earlier] = record[earlier]
    }
    if (made !== null) made[key] = after
  }
  return made ?? value
}

const byHand = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(byHand).join(",")}]`
  const record = value as Record<string, unknown>
  const members: Array<string> = []
  for (const key of sortKeys(Object.keys(record))) {
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${byHand(record[key])}`)
  }
  return `{${members.join(",")}}`
}

/** JSON with object keys in code-unit order and no white space: equal values have equal texts. */
export const canonicalJson = (value: unknown): string => {
  const inOrder = ordered(value)
  return inOrder === undefined ? byHand(value) : JSON.stringify(inOrder)
}

/** Whether two values have one text in canonical JSON. What has none (a bigint, a circle) is the same as nothing. */
export const isSameJson = (left: unknown, right: unknown): boolean => {
  try {
    return canonicalJson(left) === canonicalJson(right)
  } catch {
    return false
  }
}
