/**
 * A name that a JSON object has twice is found wherever it is, and no other name is taken for one.
 */
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { repeatedName } from "../src/JsonNames.ts"

const options = runs(process.env, 300, 20_261_201, 20_000)

/** Values with nested objects and lists, and names with quotes, colons, brackets and escapes in them. */
const value = fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" })
const named = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a"', "{", "a:", "\\", "]", "名")), value)

/** A string with some of its characters written as escapes. */
const escaped = (text: string): string =>
  `"${[...JSON.stringify(text).slice(1, -1).replaceAll(/\\./g, "")].map((one) => (/[a-z]/.test(one) ? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}` : one)).join("")}"`

describe("an object's names", () => {
  it("are not found twice where each is there once", () => {
    fc.assert(
      fc.property(named, fc.constantFrom(0, 2), (object, space) => {
        expect(repeatedName(JSON.stringify(object, null, space))).toBeUndefined()
      }),
      options
    )
  })

  it("are found twice where one is written again, in whatever depth and with whatever escapes", () => {
    fc.assert(
      fc.property(
        named,
        value,
        fc.stringMatching(/^[a-z]{1,5}$/),
        fc.boolean(),
        fc.boolean(),
        (object, again, name, isNested, isEscaped) => {
          const rest = JSON.stringify({ ...object, [name]: 1 }).slice(0, -1)
          const second = isEscaped ? escaped(name) : JSON.stringify(name)
          const inner = `${rest},${second} :${JSON.stringify(again)}}`
          const text = isNested ? `{"x":[{"y":${inner}}]}` : inner
          expect(repeatedName(text)).toMatchObject({ name })
          expect(text.slice(repeatedName(text)!.at - 1).startsWith(second)).toBe(true)
        }
      ),
      options
    )
  })

  it("are compared within one object", () => {
    expect(repeatedName('{"a":{"a":1},"b":[{"a":1},{"a":2}]}')).toBeUndefined()
    expect(repeatedName('{"a":"a:","b":["a","a"]}')).toBeUndefined()
    expect(repeatedName('{"a":1,"b":{},"a":2}')).toEqual({ name: "a", at: 15 })
  })

  it("take time linear in the text", () => {
    const names = Array.from({ length: 200_000 }, (_, at) => `"${at}":[{}]`)
    expect(repeatedName(`{${names.join(",")}}`)).toBeUndefined()
    expect(repeatedName(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toBeUndefined()
  })
})
