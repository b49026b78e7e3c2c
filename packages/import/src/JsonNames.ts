/**
 * Names in JSON that are written twice in one object: `JSON.parse` would silently keep the last of them.
 */

/** A name that an object has twice, and where the second one begins: the character, from 1. */
export interface RepeatedName {
  readonly name: string
  readonly at: number
}

/** Strings, and the marks that objects and lists begin and end with. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/g
const NAME_END = /\s*:/y

const nameIn = (text: string): string => (text.includes("\\") ? String(JSON.parse(text)) : text.slice(1, -1))

/** The first name that an object of a sound JSON text has twice; takes time linear in the text. */
export const repeatedName = (json: string): RepeatedName | undefined => {
  /** The names of each object that is open; of a list nothing. */
  const open: Array<Set<string> | undefined> = []
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set())
    else if (token === "[") open.push(undefined)
    else if (token === "}" || token === "]") open.pop()
    else {
      NAME_END.lastIndex = index + token.length
      const names = open.at(-1)
      if (names === undefined || !NAME_END.test(json)) continue
      const name = nameIn(token)
      if (names.has(name)) return { name, at: index + 1 }
      names.add(name)
    }
  }
  return undefined
}
