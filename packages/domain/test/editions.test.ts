/**
 * Editions of the classification: a code is valid in some fiscal years, and a hint says in which.
 */
import { Classification } from "@juesuan/domain"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const ofSpecialBonds = ["2170404", "22911", "23107"]

describe("the edition of a fiscal year", () => {
  it.each([
    [2019, "2024"],
    [2024, "2024"],
    [2025, "2025"],
    [2030, "2025"]
  ])("%i is %s", (year, id) => {
    expect(Classification.editionOf(year).id).toBe(id)
  })

  it.each(ofSpecialBonds)("has %s from 2025 on", (code) => {
    expect(Classification.lookup("functional", code, 2024)).toBeUndefined()
    expect(Classification.lookup("functional", code, 2025)).toMatchObject({ code, from: 2025 })
    expect(Classification.otherEditionOf("functional", code, 2024)?.id).toBe("2025")
    expect(Classification.otherEditionOf("functional", code, 2025)).toBeUndefined()
  })

  it("lists every other code in both, and in the order of codes", () => {
    const of = (year: number) => Classification.entries("functional", year).map(({ code }) => code)
    expect(of(2025).filter((code) => !ofSpecialBonds.includes(code))).toEqual(of(2024))
    expect(of(2025)).toEqual(of(2025).toSorted())
  })

  it("is named by the hint of a code that is of another", () => {
    const checked = Result.getOrThrow(Classification.check("functional", "22911", 2024))
    expect(checked).toMatchObject({ _tag: "Unknown" })
    expect(checked._tag === "Unknown" ? checked.hint : "").toContain("2025")
    expect(Result.getOrThrow(Classification.check("functional", "22911", 2025))._tag).toBe("Known")
  })
})
