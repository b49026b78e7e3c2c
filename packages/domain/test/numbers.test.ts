/**
 * Rates, units and printed amounts.
 */
import { Money, Rate, Units, readAmount } from "@juesuan/domain"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const yuan = (text: string): Money.Money => Result.getOrThrow(Money.parse(text))
const fen = fc.integer({ min: -1e14, max: 1e14 }).map(Money.fromFen)

describe("a rate", () => {
  // Figures of the published 2024 accounts of Yanchi, recomputed.
  it.each([
    ["growth of 总计", Rate.growth(yuan("13060802.17"), yuan("11482133.09")), "13.75%"],
    ["growth of 本年支出", Rate.growth(yuan("12984142.90"), yuan("11405473.82")), "13.84%"],
    ["share of 基本支出", Rate.share(yuan("2424268.90"), yuan("12984142.90")), "18.67%"],
    ["completion of 2101103", Rate.completion(yuan("45673.20"), yuan("65549.00")), "69.68%"],
    ["fall of “三公”", Rate.growth(yuan("7635.90"), yuan("22673.66")), "-66.32%"]
  ])("%s", (_, rate, printed) => expect(Rate.format(rate!)).toBe(printed))

  it("with base zero does not exist", () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(Rate.growth(amount, Money.zero)).toBeUndefined()
        expect(Rate.share(amount, Money.zero)).toBeUndefined()
        expect(Rate.completion(amount, Money.zero)).toBeUndefined()
      })
    )
  })

  it("rounds half up, once", () => {
    expect(Rate.format(Rate.ratio(Money.fromFen(5), Money.fromFen(100_000))!)).toBe("0.01%")
    expect(Rate.format(Rate.ratio(Money.fromFen(4_999), Money.fromFen(100_000_000))!)).toBe("0.00%")
    expect(Rate.format(Rate.ratio(Money.fromFen(1), Money.fromFen(3))!, 4)).toBe("33.3333%")
    // What rounds to nothing has no sign, from whichever side.
    expect(Rate.format(Rate.ratio(Money.fromFen(0), Money.fromFen(-7))!)).toBe("0.00%")
    expect(Rate.format(Rate.ratio(Money.fromFen(-1), Money.fromFen(1_000_000))!)).toBe("0.00%")
    expect(Rate.format(Rate.ratio(Money.fromFen(-1), Money.fromFen(10_000))!)).toBe("-0.01%")
  })
})

describe("an amount in 万元", () => {
  it.each([
    [12_805_000, "万元", "12.81"],
    [12_804_999, "万元", "12.80"],
    [-5_000, "万元", "-0.01"],
    [-4_999, "万元", "0.00"],
    [1_298_414_290, "元", "12984142.90"],
    [1_298_414_290, "亿元", "0.13"]
  ] as const)("%i fen in %s prints as %s", (amount, unit, text) =>
    expect(Units.toUnitText(Money.fromFen(amount), unit)).toBe(text)
  )

  it("is within half a printed unit of what it was", () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const printed = readAmount(Units.toUnitText(amount, "万元"), "万元")
        expect(printed._tag).toBe("Amount")
        if (printed._tag === "Amount") expect(Math.abs(printed.amount - amount)).toBeLessThanOrEqual(5_000)
      })
    )
  })

  it("is allocated so that the printed parts add up to the printed total, and one part alone is changed", () => {
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 12 }), (parts) => {
        const { total, parts: printed, absorbedBy, difference } = Units.allocate(parts, "万元")
        const hundredths = (text: string): number => Math.round(Number(text) * 100)
        expect(printed.reduce((sum, text) => sum + hundredths(text), 0)).toBe(hundredths(total))
        for (const [index, part] of parts.entries()) {
          const own = hundredths(Units.toUnitText(part, "万元"))
          expect(hundredths(printed[index]!)).toBe(own + (index === absorbedBy ? hundredths(difference) : 0))
        }
        expect(Math.abs(hundredths(difference))).toBeLessThanOrEqual(Math.ceil((parts.length + 1) / 2))
      })
    )
  })
})

describe("a printed amount", () => {
  it.each([
    ["12,984,142.90", 1_298_414_290, "元", 2],
    ["12, 984, 142. 90", 1_298_414_290, "元", 2],
    ["１２，９８４．５０", 1_298_450, "元", 2],
    ["0.00", 0, "元", 2],
    ["-5", -500, "元", 0],
    ["5-", -500, "元", 0],
    ["(5.00)", -500, "元", 2],
    ["（5.00）", -500, "元", 2],
    ["¥5.5", 550, "元", 1],
    ["1.215万元", 1_215_000, "万元", 3],
    ["665.64 万元", 665_640_000, "万元", 2],
    ["1.5亿元", 15_000_000_000, "亿元", 1],
    ["1097.295万", 1_097_295_000, "万元", 3],
    ["7.", 700, "元", 0]
  ] as const)("%s", (text, amount, unit, decimals) =>
    expect(readAmount(text)).toEqual({ _tag: "Amount", amount, unit, decimals })
  )

  it("takes the column's unit where it names none", () => {
    expect(readAmount("8", "万元")).toMatchObject({ amount: 8_000_000, unit: "万元" })
    expect(readAmount("8元", "万元")).toMatchObject({ amount: 800, unit: "元" })
  })

  it.each([
    ["", "Blank"],
    [" \u3000", "Blank"],
    ["—", "Dash"],
    ["－－", "Dash"],
    ["/", "Dash"]
  ])("%j is %s, not zero", (text, tag) => expect(readAmount(text)._tag).toBe(tag))

  it.each([
    ["1,23,4.5", "grouping"],
    ["1.2.3", "grouping"],
    ["12,34", "grouping"],
    ["1.005", "finer-than-fen"],
    ["0.0000001万元", "finer-than-fen"],
    ["99999999999999999", "too-large"],
    ["abc", "not-a-number"],
    ["-5-", "not-a-number"],
    ["5%", "not-a-number"],
    ["1e5", "not-a-number"],
    ["元", "not-a-number"]
  ])("%j is unreadable: %s", (text, reason) =>
    expect(readAmount(text)).toEqual({ _tag: "Unreadable", reason })
  )

  it("reads back to the same fen in every form it is printed in", () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const forms = [
          Money.toText(amount),
          Money.format(amount),
          Money.format(amount).replaceAll(",", ", "),
          `${Money.toText(amount)}元`
        ]
        for (const form of forms) expect(readAmount(form)).toMatchObject({ _tag: "Amount", amount })
      })
    )
  })

  it("never throws and never hangs, whatever is printed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", size: "large" }), (text) => {
        expect(["Amount", "Blank", "Dash", "Unreadable"]).toContain(readAmount(text)._tag)
      })
    )
    for (const text of ["9".repeat(200_000), ",".repeat(200_000), " ".repeat(200_000), "(".repeat(200_000)]) {
      expect(["Blank", "Unreadable"]).toContain(readAmount(text)._tag)
    }
  })
})
