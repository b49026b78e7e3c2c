/**
 * Personal data in text: every number that is one is found whatever stands around it, and no amount, date, document
 * number or code is taken for one. All numbers are made here, of places that do not exist.
 */
import { PersonalData } from "@juesuan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { find, mask } = PersonalData
const seed = 20_260_712
const numRuns = Number(process.env["JUESUAN_RUNS"] ?? 500)
const options = { seed, numRuns }

/** An own reading of GB 11643: the weights are powers of two modulo eleven, and the whole is 1 modulo eleven. */
const checked = (seventeen: string): string => {
  let sum = 0
  for (const [at, digit] of [...seventeen].entries()) sum += Number(digit) * (2 ** (17 - at) % 11)
  const last = (12 - (sum % 11)) % 11
  return `${seventeen}${last === 10 ? "X" : last}`
}

/** Digits that pass ISO/IEC 7812, by trying every last digit. */
const withLuhn = (digits: string): string => {
  const sumOf = (text: string): number =>
    [...text].reduceRight((sum, digit, at) => {
      const isDoubled = (text.length - 1 - at) % 2 === 1
      const worth = isDoubled ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]! : Number(digit)
      return sum + worth
    }, 0)
  return [..."0123456789"].map((last) => `${digits}${last}`).find((whole) => sumOf(whole) % 10 === 0)!
}

const digitsOf = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((digits) => digits.join(""))

const day = fc
  .date({ min: new Date("1930-01-01"), max: new Date("2015-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll("-", ""))

/** Of a place of registration that begins with 99, which no place does. */
const identityNumber = fc
  .tuple(digitsOf(4), day, digitsOf(3))
  .map(([place, born, order]) => checked(`99${place}${born}${order}`))

const wide = (text: string): string =>
  text.replace(/[0-9X]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

const written: ReadonlyArray<(number: string) => string> = [
  (number) => number,
  wide,
  (number) => number.toLowerCase(),
  (number) => `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
  (number) => `${number.slice(0, 6)}-${number.slice(6, 14)}-${number.slice(14)}`,
  (number) =>
    `${number.slice(0, 6)}\u3000${number.slice(6, 10)}\u3000${number.slice(10, 14)}\u3000${number.slice(14)}`,
  (number) => number.replace(/(.{4})(?=.)/g, "$1 ")
]

/** Text that holds no digit where it meets the number. */
const noise = fc
  .tuple(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("", "发放", "，", "张三", "a", "(", "\n", "：", "。")
  )
  .map(([text, edge]) => `${text.replace(/\p{N}/gu, "零").replace(/[ -]$/, "")}${edge}`)

describe("a number that is personal data", () => {
  it("is found as an identity number, however it is written and whatever stands around it", () => {
    fc.assert(
      fc.property(
        identityNumber,
        fc.constantFrom(...written),
        noise,
        noise,
        (number, write, before, after) => {
          const shown = write(number)
          const text = `${before}${shown}${after.replace(/^[xXｘＸ]/, "")}`
          expect(find(text)).toEqual([
            {
              kind: "identityNumber",
              start: before.length,
              end: before.length + shown.length,
              masked: expect.stringMatching(/^..\*+..$/u)
            }
          ])
          expect(mask(text)).not.toContain(shown.slice(3, -3))
        }
      ),
      options
    )
  })

  it("is found as a bank card with an issuer's digits and its check digit, in one piece or in fours", () => {
    const card = fc
      .tuple(fc.constantFrom("62", "4", "55"), fc.integer({ min: 16, max: 19 }), digitsOf(18))
      .map(([issuer, length, rest]) => withLuhn(`${issuer}99999${rest}`.slice(0, length - 1)))
    fc.assert(
      fc.property(card, fc.boolean(), (number, isInFours) => {
        const shown = isInFours ? number.replace(/(.{4})(?=.)/g, "$1 ") : number
        expect(find(`工资发放至${shown}。`)).toMatchObject([
          { kind: "bankCard", start: 5, end: 5 + shown.length }
        ])
      }),
      options
    )
  })

  it.each([
    ["an old identity number", "经办人640323991301001，", []],
    ["an old identity number of a real day", "经办人640323990101001，", ["identityNumber"]],
    ["a mistyped one that a word names", "身份证号：999999199001010000", ["identityNumber"]],
    ["a card that a word names", "卡号9999021234567890123", ["bankCard"]],
    ["an account that a word names", "收款账户 999900112233445", ["bankCard"]],
    ["a mobile number", "联系张三19900000000。", ["mobileNumber"]],
    ["a mobile number in groups", "199 0000 0000", ["mobileNumber"]],
    ["a mobile number with its country", "+86 199-0000-0000", ["mobileNumber"]],
    ["a landline", "咨询0999-9000000", []],
    ["a landline of an area", "咨询0999-8000000。", ["landlineNumber"]],
    ["a landline with its area in brackets", "（0999）8000000", ["landlineNumber"]],
    ["a landline that a word names", "电话：8000000", ["landlineNumber"]],
    ["two of them", `${checked("99999919900101000")}、19900000000`, ["identityNumber", "mobileNumber"]]
  ] as const)("%s", (_, text, kinds) => {
    expect(find(text).map(({ kind }) => kind)).toEqual(kinds)
  })
})

/** The check character of GB 32100, which unified social credit codes end with. */
const creditCode = fc
  .tuple(
    fc.constantFrom("11", "12", "51", "91", "92", "N2"),
    digitsOf(6),
    fc.string({ unit: fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY"), minLength: 9, maxLength: 9 })
  )
  .map(([kind, place, body]) => {
    const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    const sum = [...`${kind}${place}${body}`].reduce(
      (total, sign, at) => total + signs.indexOf(sign) * (3 ** at % 31),
      0
    )
    return `${kind}${place}${body}${signs[(31 - (sum % 31)) % 31]!}`
  })

const amount = fc
  .integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 })
  .map((fen) => (fen / 100).toFixed(2))

const calendarDay = day.map((digits) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)

const harmless = {
  "an amount": amount,
  "an amount with separators": amount.map((text) => text.replace(/\B(?=(\d{3})+\.)/g, ",")),
  "an amount in whole 元": fc.integer({ min: 0, max: 90_000_000_000_000 }).map((yuan) => `${yuan}元`),
  "a day": calendarDay,
  "days and periods": fc.array(calendarDay, { minLength: 2, maxLength: 5 }).map((days) => days.join(" ")),
  "a period in digits": fc.tuple(day, day).map((days) => days.join("-")),
  years: fc
    .array(fc.integer({ min: 1990, max: 2030 }), { minLength: 2, maxLength: 8 })
    .map((all) => all.join(" ")),
  "a document number": fc
    .tuple(fc.constantFrom("支付-", "ZF", "ZF-", "记字第", "凭证号"), day, digitsOf(4))
    .map(([name, on, order]) => `${name}${on}${order}`),
  "a dated number": fc
    .tuple(day, fc.integer({ min: 4, max: 10 }).chain(digitsOf))
    .map((parts) => parts.join("")),
  "a classification code": fc.constantFrom("2080109", "30201", "30231", "2210201"),
  "a project code": fc
    .tuple(digitsOf(6), fc.constantFrom("24", "25"), digitsOf(9))
    .map(([place, year, order]) => `${place}${year}T${order}`),
  "an event id": fc
    .tuple(digitsOf(6), digitsOf(4))
    .map(([agency, order]) => `${agency}/2024/支付-${order}#1`),
  "an address": fc.constantFrom("T03/2080109/3", "N/5.3/2080109/outturn", "S/PRJ2024001/数量-1/score"),
  "a unified social credit code": creditCode,
  "a digest": fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 })
} as const

describe("what is no personal data is not taken for it", () => {
  it.each(Object.entries(harmless))("%s", (_, arbitrary: fc.Arbitrary<string>) => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom("", "支付", "（"),
        fc.constantFrom("", "，", " 本级"),
        (text, before, after) => {
          expect(find(`${before}${text}${after}`)).toEqual([])
        }
      ),
      options
    )
  })

  it.each([
    "共支付13812345678.00元",
    "凭证号13812345678",
    "ZF-13812345678",
    "合同编号：6222020000000000000",
    `统一社会信用代码：${checked("12999920000101000")}`,
    "2024-01-01至2024-12-31共计1234567890123元",
    "本年收入合计 12,984,142.90 元，比上年增加 1,578,668.08 元",
    ""
  ])("%s", (text) => {
    expect(find(text)).toEqual([])
  })
})

it("reads any text, in time linear in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const { start, end, masked } of find(text)) expect(masked.length).toBe(end - start)
    }),
    options
  )
  for (const text of ["1 ".repeat(20_000), "1".repeat(40_000), "0-".repeat(20_000), "(0999)".repeat(6_000)])
    expect(mask(text)).toHaveLength(text.length)
})

describe("a reader with one fault breaks a law", () => {
  it("the weights of the check digit are those of the standard", () => {
    fc.assert(
      fc.property(digitsOf(17), (seventeen) => {
        expect(PersonalData.checkCharacterOf(seventeen)).toBe(checked(seventeen).at(-1))
      }),
      options
    )
  })
  it("one digit changed in a card is noticed", () => {
    fc.assert(
      fc.property(digitsOf(17), fc.nat(17), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const card = withLuhn(digits)
        const changed = `${card.slice(0, at)}${(Number(card[at]) + by) % 10}${card.slice(at + 1)}`
        expect([PersonalData.passesLuhn(card), PersonalData.passesLuhn(changed)]).toEqual([true, false])
      }),
      options
    )
  })
})
