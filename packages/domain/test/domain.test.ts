/**
 * The vocabulary: exact money, dates, addresses, codes.
 */
import {
  Address,
  Classification,
  FiscalYear,
  Money,
  codeOf,
  fundTypes,
  isAtLeast,
  isFiscalFund,
  isInstitution
} from "@juesuan/domain"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const fen = fc.maxSafeInteger().map(Money.fromFen)
const smallFen = fc.integer({ min: -(2 ** 50), max: 2 ** 50 }).map(Money.fromFen)

describe("money", () => {
  it("is read back from what is printed", () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(Result.getOrThrow(Money.parse(Money.toText(amount)))).toBe(amount)
        expect(Result.getOrThrow(Money.parse(Money.format(amount).replaceAll(",", "")))).toBe(amount)
      })
    )
  })

  it("adds up exactly in any order, as bigint does", () => {
    fc.assert(
      fc.property(fc.array(smallFen, { maxLength: 7 }), (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
        expect(BigInt(Money.sum(amounts))).toBe(exact)
        expect(Money.sum([...amounts].reverse())).toBe(Money.sum(amounts))
      })
    )
  })

  it("stops rather than leave the exact range", () => {
    expect(() => Money.add(Money.fromFen(Number.MAX_SAFE_INTEGER), Money.fromFen(1))).toThrow(
      Money.MoneyOverflow
    )
    expect(() => Money.subtract(Money.fromFen(Number.MIN_SAFE_INTEGER), Money.fromFen(1))).toThrow(
      Money.MoneyOverflow
    )
    expect(() => Money.fromFen(0.5)).toThrow(Money.MoneyOverflow)
    expect(Money.add(Money.fromFen(Number.MAX_SAFE_INTEGER - 1), Money.fromFen(1))).toBe(
      Number.MAX_SAFE_INTEGER
    )
  })

  it("has one zero", () => {
    expect(Object.is(Money.negate(Money.zero), 0)).toBe(true)
    expect(Object.is(Money.fromFen(-0), 0)).toBe(true)
    expect(Object.is(Result.getOrThrow(Money.parse("-0.00")), 0)).toBe(true)
  })

  it.each([
    ["1280.5", 128050],
    ["-3", -300],
    ["0.07", 7],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER]
  ])("reads %s", (text, expected) => expect(Result.getOrThrow(Money.parse(text))).toBe(expected))

  it.each([
    ["", "empty"],
    ["1.005", "too-many-decimals"],
    ["1,280.50", "not-a-number"],
    ["１２", "not-a-number"],
    ["1e3", "not-a-number"],
    [".5", "not-a-number"],
    ["+1", "not-a-number"],
    ["90071992547409.92", "too-large"]
  ])("refuses %j: %s", (text, reason) => {
    const result = Money.parse(text)
    expect(Result.isFailure(result) && result.failure.reason).toBe(reason)
    expect(Result.isFailure(result) && result.failure.message).toMatch(/元|0\.00/)
  })

  it.each([
    [0, "0.00"],
    [7, "0.07"],
    [-7, "-0.07"],
    [1_234_567_89, "1,234,567.89"],
    [-100_000, "-1,000.00"]
  ])("prints %i fen as %s", (amount, text) => expect(Money.format(Money.fromFen(amount))).toBe(text))

  it("of the year's 301 items sums to what floats do not", () => {
    const items = [
      "529659.00",
      "847563.47",
      "87815.00",
      "183805.44",
      "91902.72",
      "80459.57",
      "45673.20",
      "7926.96",
      "171864.00",
      "10000.00",
      "149776.28"
    ]
    expect(Money.toText(Money.sum(items.map((item) => Result.getOrThrow(Money.parse(item)))))).toBe(
      "2206445.64"
    )
    expect(items.reduce((sum, item) => sum + Number(item), 0)).not.toBe(2206445.64)
  })
})

describe("dates", () => {
  it("are read in the forms finance systems write", () => {
    for (const text of ["2024-03-05", "2024/3/5", "2024.03.05", "2024年3月5日", "20240305", " 2024-3-05 "]) {
      expect(Result.getOrThrow(FiscalYear.parseDate(text))).toBe("2024-03-05")
    }
  })

  it.each([
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "2024-00-10",
    "24-03-05",
    "",
    "2024-3",
    "2024/03-05",
    "1899-12-31"
  ])("%j is none", (text) => expect(Result.isFailure(FiscalYear.parseDate(text))).toBe(true))

  it("become day numbers and back, in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 40_000 }), (a, b) => {
        const [left, right] = [FiscalYear.fromDayNumber(a), FiscalYear.fromDayNumber(b)]
        expect(FiscalYear.toDayNumber(left)).toBe(a)
        expect(FiscalYear.isBusinessDate(left)).toBe(true)
        expect(left < right).toBe(a < b)
      })
    )
  })
})

describe("addresses", () => {
  const segment = fc.stringMatching(/^[0-9A-Za-z.#\u4e00-\u4eff-]{1,12}$/)
  const address: fc.Arbitrary<Address.Address> = fc.oneof(
    fc
      .tuple(fc.stringMatching(/^T0[1-9]$/), segment, segment)
      .map(([table, row, column]): Address.Address => Address.cell(table, row, column)),
    fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((path): Address.Address => ({ _tag: "Narrative", path })),
    fc
      .tuple(segment, segment, segment)
      .map(([project, indicator, figure]): Address.Address => ({ _tag: "Score", project, indicator, figure }))
  )

  it("are read back from what is printed", () => {
    fc.assert(
      fc.property(address, (value) => {
        expect(Result.getOrThrow(Address.parse(Address.print(value)))).toEqual(value)
      })
    )
  })

  it("print what they were read from", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = Address.parse(text)
        if (Result.isSuccess(parsed)) expect(Address.print(parsed.success)).toBe(text)
      })
    )
  })

  it.each([
    "",
    "T03",
    "T03/1",
    "T03/1/2/3",
    "T03//3",
    "T03/1/",
    "t03/1/2",
    "S/1/2",
    "N",
    "N/",
    "T03/1 /2",
    "T03/1\n/2"
  ])("%j is none", (text) => expect(Result.isFailure(Address.parse(text))).toBe(true))
})

describe("the catalogues", () => {
  it.each([
    ["functional", 1581],
    ["departmentEconomic", 110],
    ["governmentEconomic", 82]
  ] as const)("%s holds its codes, each under its parent and with a basis", (list, count) => {
    const entries = Classification.entries(list)
    expect(entries).toHaveLength(count)
    for (const { code, name, parent, basis } of entries) {
      expect(Classification.isWellFormed(list, code)).toBe(true)
      expect(name).not.toBe("")
      expect(basis).not.toBe("")
      if (parent !== null)
        expect(Classification.lookup(list, parent), `${code} under ${parent}`).toBeDefined()
    }
  })

  it("know the codes of the printed year with the printed names", () => {
    expect(Classification.nameOf("functional", "2080109")).toBe("社会保险经办机构")
    expect(Classification.nameOf("departmentEconomic", "30231")).toBe("公务用车运行维护费")
    expect(Classification.lookup("functional", "2080109")).toMatchObject({
      level: "项",
      parent: "20801",
      basis: "seed",
      isVerified: true
    })
  })

  it("accept a well-formed code they do not know, with a hint", () => {
    const checked = Result.getOrThrow(Classification.check("functional", "2080188"))
    expect(checked).toMatchObject({ _tag: "Unknown", code: "2080188" })
    expect(checked._tag === "Unknown" && checked.hint).toContain("20801 人力资源和社会保障管理事务")
    expect(Result.getOrThrow(Classification.check("functional", "2999999"))).toMatchObject({
      _tag: "Unknown"
    })
  })

  it("refuse every malformed code", () => {
    for (const code of ["", "2", "20", "2080", "208010", "20801099", "308", "2080109 ", "２０８"]) {
      expect(Result.isFailure(Classification.check("functional", code)), code).toBe(true)
    }
    for (const code of ["3010", "2010101", "301011"]) {
      expect(Result.isFailure(Classification.check("departmentEconomic", code)), code).toBe(true)
    }
  })

  it("accept names that were changed", () => {
    expect(Classification.isNameOf("functional", "20805", "行政事业单位离退休")).toBe(true)
    expect(Classification.isNameOf("functional", "20805", "行政事业单位养老支出")).toBe(true)
    expect(Classification.isNameOf("functional", "20805", "教育支出")).toBe(false)
  })

  it.each([
    ["2010101-行政运行", "2010101", "行政运行"],
    ["30101##基本工资", "30101", "基本工资"],
    ["2010101 行政运行", "2010101", "行政运行"],
    ["2010101", "2010101", null]
  ])("split %s", (text, code, name) => expect(Classification.splitJoined(text)).toEqual({ code, name }))

  it("split nothing from what is no code", () => {
    for (const text of ["行政运行", "x2010101", "12", "", "1".repeat(1000)])
      expect(Classification.splitJoined(text)).toBeUndefined()
  })
})

describe("the vocabularies", () => {
  it("find a code by itself, by its term and by an alias, and nothing by anything else", () => {
    expect(codeOf(fundTypes, "generalPublic")).toBe("generalPublic")
    expect(codeOf(fundTypes, "政府性基金预算")).toBe("governmentFund")
    expect(codeOf(fundTypes, "111", { "111": "generalPublic" })).toBe("generalPublic")
    for (const text of ["", "toString", "constructor", "一般"])
      expect(codeOf(fundTypes, text)).toBeUndefined()
  })

  it("know which funds are fiscal and which units may distribute a surplus", () => {
    expect(
      ["generalPublic", "governmentFund", "stateCapital", "specialAccount", "unitFunds"].map((fund) =>
        isFiscalFund(fund as "unitFunds")
      )
    ).toEqual([true, true, true, false, false])
    expect([
      isInstitution("administrative"),
      isInstitution("civilServiceInstitution"),
      isInstitution("institution")
    ]).toEqual([false, true, true])
  })

  it("rank severities", () => {
    expect(isAtLeast("block", "explain")).toBe(true)
    expect(isAtLeast("hint", "explain")).toBe(false)
    expect(isAtLeast("explain", "explain")).toBe(true)
  })
})
