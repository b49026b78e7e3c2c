/**
 * The glossary: only the terms that occur, each with a meaning of its own.
 */
import { glossary, glossaryOf } from "@juesuan/narrative"
import { describe, expect, it } from "vitest"

describe("the glossary", () => {
  it("lists the terms of which a text speaks, and no other", () => {
    expect(glossaryOf("本年基本支出与项目支出").map(({ term }) => term)).toEqual(["基本支出", "项目支出"])
    expect(glossaryOf("没有这些词")).toEqual([])
  })

  it("defines every term once, in words of its own", () => {
    expect(new Set(glossary.map(({ term }) => term)).size).toBe(glossary.length)
    expect(new Set(glossary.map(({ meaning }) => meaning)).size).toBe(glossary.length)
    for (const { meaning } of glossary) expect(meaning.endsWith("。")).toBe(true)
  })
})
