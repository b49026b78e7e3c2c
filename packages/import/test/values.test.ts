import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Money } from "@juesuan/domain"
import { dateOfSerial, isDateFormat, numberText } from "@juesuan/page"
import { nearest } from "@juesuan/domain"
import * as Value from "../src/Value.ts"
import * as Word from "../src/Word.ts"
import { parameters } from "./runs.ts"

const read = <A>(reader: Value.Reader<A>, text: string): A | string => {
  const result = reader(text)
  return Result.isSuccess(result) ? result.success : result.failure.problem
}

describe("an amount", () => {
  it.each([
    ["1280.50", 128_050],
    ["1,280.50", 128_050],
    ["12, 984, 142. 90", 1_298_414_290],
    ["１２８０．５", 128_050],
    ["¥1,280.50元", 128_050],
    ["-80.5", -8050],
    ["80.50-", -8050],
    ["（80.50）", -8050],
    ["−80.50", -8050],
    ["0", 0],
    ["-0.00", 0]
  ])("reads %s", (text, fen) => {
    expect(read(Value.signedAmount, text)).toBe(fen)
  })

  it.each([
    ["—", "AmountMalformed"],
    ["1,23", "AmountMalformed"],
    ["1234,50", "AmountMalformed"],
    ["12万元", "AmountMalformed"],
    ["1e3", "AmountMalformed"],
    ["--5", "AmountMalformed"],
    ["(-5)", "AmountMalformed"],
    ["12.340", "AmountDecimals"],
    ["0.001", "AmountDecimals"],
    ["99999999999999999", "AmountMalformed"],
    ["9999999999999999", "AmountTooLarge"]
  ])("refuses %s as %s", (text, problem) => {
    expect(read(Value.signedAmount, text)).toBe(problem)
  })

  it("printed with or without separators reads back as itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (fen) => {
        const amount = Money.fromFen(fen)
        expect(read(Value.signedAmount, Money.toText(amount))).toBe(amount)
        expect(read(Value.signedAmount, Money.format(amount))).toBe(amount)
      }),
      parameters
    )
  })
})

describe("a number of a workbook", () => {
  it.each([
    ["2206445.6399999997", "2206445.64"],
    ["0.30000000000000004", "0.3"],
    ["1280.5", "1280.5"],
    ["1280.00", "1280"],
    ["2080109.0", "2080109"],
    ["1.2805E3", "1280.5"],
    ["2.19011E+5", "219011"],
    ["-0", "0"],
    ["123456789012345678901", "123456789012345678901"],
    ["12.345", "12.345"],
    ["2206445.641", "2206445.641"],
    ["6000000000000.123", "6000000000000.123"],
    ["1E-7", "1e-7"],
    ["abc", "abc"]
  ])("stored as %s is %s", (raw, text) => {
    expect(numberText(raw)).toBe(text)
  })

  it("that is an amount is recovered from its double, and from a sum that drifted by a few steps", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 13 }), fc.integer({ min: -3, max: 3 }), (fen, steps) => {
        const yuan = fen / 100
        const step = 2 ** (Math.floor(Math.log2(yuan)) - 52)
        const drifted = yuan + steps * step
        const back = read(Value.signedAmount, numberText(drifted.toPrecision(17)))
        expect(back).toBe(fen)
      }),
      parameters
    )
  })

  it("with a third decimal is never taken for an amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 9 }), (cents, third) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}${third}`
        expect(read(Value.signedAmount, numberText(String(Number(text))))).toBe("AmountDecimals")
      }),
      parameters
    )
  })
})

describe("a date", () => {
  it.each([
    ["2024-03-05", "2024-03-05"],
    ["2024/3/5", "2024-03-05"],
    ["2024年3月5日", "2024-03-05"],
    ["20240305", "2024-03-05"],
    ["2024-03-05 10:30:00", "2024-03-05"],
    ["2024-03-05T00:00:00Z", "2024-03-05"],
    ["２０２４－０３－０５", "2024-03-05"],
    ["45356", "2024-03-05"],
    ["45356.75", "2024-03-05"],
    ["2024-02-30", "DateMalformed"],
    ["03/05/2024", "DateMalformed"],
    ["60", "DateMalformed"]
  ])("%s reads as %s", (text, date) => {
    expect(read(Value.date, text)).toBe(date)
  })

  it("serials count from 1899-12-30, and none before March 1900 is a date", () => {
    expect([dateOfSerial("61"), dateOfSerial("60"), dateOfSerial("45356"), dateOfSerial("2958466")]).toEqual([
      "1900-03-01",
      undefined,
      "2024-03-05",
      undefined
    ])
  })

  it.each([
    [14, undefined, true],
    [0, undefined, false],
    [20, undefined, false],
    [176, 'yyyy"年"m"月"d"日"', true],
    [177, "#,##0.00_);[Red](#,##0.00)", false],
    [178, '0.00"day"', false],
    [179, "[$-804]d;@", true],
    [180, "General", false],
    [181, "hh:mm:ss", false]
  ])("format %i %s prints a day: %s", (id, format, isDate) => {
    expect(isDateFormat(id, format)).toBe(isDate)
  })
})

describe("a code", () => {
  const item = Value.code("functional", 7)
  const section = Value.code("departmentEconomic", 5)
  it.each([
    ["2010101-行政运行", "2010101"],
    ["2010101 行政运行", "2010101"],
    ["[2010101]行政运行", "2010101"],
    ["２０１０１０１", "2010101"],
    ["2010101.0", "2010101"],
    ["'2010101", "2010101"],
    ["201010", "CodeMalformed"],
    ["2010101.5", "CodeMalformed"],
    ["行政运行", "CodeMalformed"],
    ["20101011", "CodeMalformed"]
  ])("%s reads as %s", (text, code) => {
    expect(read(item, text)).toBe(code)
  })

  it("30101##基本工资 is an economic code", () => {
    expect(read(section, "30101##基本工资")).toBe("30101")
  })

  it("in the wrong column is recognised", () => {
    const result = item("30101")
    expect(Result.isFailure(result) && result.failure.operands["advice"]).toMatchObject({
      zh: expect.stringContaining("填错了列")
    })
  })
})

describe("a word", () => {
  it.each([
    [Word.fund, "一般公共预算财政拨款", "generalPublic"],
    [Word.fund, "generalPublic", "generalPublic"],
    [Word.fund, "111-一般公共预算资金", "generalPublic"],
    [Word.fund, "公共预算", "WordUnknown"],
    [Word.nature, " 项目 支出", "project"],
    [Word.incomeKind, "财政拨款收入", "WordUnknown"],
    [Word.incomeKind, "其他收入", "other"],
    [Word.eventType, "支付", "DisbursementPaid"],
    [Word.eventType, "disbursementpaid", "DisbursementPaid"],
    [Word.eventType, "__proto__", "EventTypeUnknown"]
  ] as ReadonlyArray<readonly [Value.Reader<string>, string, string]>)(
    "%o reads %s as %s",
    (reader, text, code) => {
      expect(read(reader, text)).toBe(code)
    }
  )
})

describe("the nearest candidate", () => {
  it.each([
    ["DisbursmentPaid", "DisbursementPaid"],
    ["amuont", "amount"],
    ["zzzzzz", undefined],
    ["", undefined]
  ])("of %s is %s", (text, near) => {
    expect(nearest(text, ["amount", "DisbursementPaid"])).toBe(near)
  })
})
