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

/** The digits of a number as another script or style writes them. */
const digitsFrom =
  (zero: number) =>
  (text: string): string =>
    text.replace(/\d/g, (one) => String.fromCodePoint(zero + Number(one)))
const circled = (text: string): string => text.replace(/\d/g, (one) => "⓪①②③④⑤⑥⑦⑧⑨"[Number(one)]!)

const signs: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "full-width": (text) => digitsFrom(0xff10)(text).replace("X", "Ｘ"),
  "small x": (text) => text.toLowerCase(),
  circled,
  "in black circles": (text) => text.replace(/\d/g, (one) => "⓿❶❷❸❹❺❻❼❽❾"[Number(one)]!),
  "Arabic-Indic": digitsFrom(0x0660),
  "of the Persian form": digitsFrom(0x06f0),
  Devanagari: digitsFrom(0x0966),
  mathematical: digitsFrom(0x1d7ce),
  "with a keycap": (text) => text.replace(/\d/g, "$&\ufe0f\u20e3"),
  // Every third digit alone.
  mixed: (text) => [...text].map((one, at) => (at % 3 === 2 ? circled(one) : one)).join("")
}

const unseen = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\u00ad",
  "\ufeff",
  "\u202e",
  "\u202c",
  "\u0000",
  "\u180e"
]

const separators = [..." -.·•・．－–—―−_／/\u00a0\u3000\u2009\u202f\t", " - ", ") ", "）"]

/** Any two of a number's writings are combined: what its digits look like, what lies between them, what is not seen. */
const writingOf = (shapes: ReadonlyArray<ReadonlyArray<number>>, between = separators) =>
  fc
    .record({
      sign: fc.constantFrom(...Object.values(signs)),
      shape: fc.constantFrom([], ...shapes),
      gap: fc.constantFrom(...between),
      hidden: fc.option(fc.tuple(fc.constantFrom(...unseen), fc.nat(9)), { nil: undefined, freq: 2 })
    })
    .map(({ sign, shape, gap, hidden }) => (number: string): string => {
      const parts = [...shape, number.length].map((end, at) => number.slice(shape[at - 1] ?? 0, end))
      const hiding = hidden === undefined ? (text: string) => text : hide(...hidden)
      return hiding(parts.map(sign).join(gap))
    })

/** The text with something unseen before its so-many-th sign from the second on. */
const hide =
  (one: string, at: number) =>
  (text: string): string => {
    const all = [...text]
    const from = 1 + (at % (all.length - 1))
    return [...all.slice(0, from), one, ...all.slice(from)].join("")
  }

/** Text that holds no digit where it meets the number. */
const noise = fc
  .tuple(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("", "发放", "，", "张三", "a", "(", "\n", "：", "。")
  )
  .map(([text, edge]) => `${text.replace(/\p{N}/gu, "零").replace(/[ -]$/, "")}${edge}`)

const identityShapes = [
  [6, 14],
  [6, 10, 14],
  [6, 10, 12, 14],
  [4, 8, 12, 16],
  [3, 6, 10, 14]
]
/** Of a place of registration in a real province, as the old numbers have no check digit. */
const oldIdentityNumber = fc
  .tuple(fc.constantFrom("649999", "119999", "819999"), day, digitsOf(3))
  .filter(([, born]) => born >= "1936" && born < "2000")
  .map(([place, born, order]) => `${place}${born.slice(2)}${order}`)
const cardNumber = fc
  .tuple(fc.constantFrom("62", "4", "55"), fc.integer({ min: 16, max: 19 }), digitsOf(18))
  .map(([issuer, length, rest]) => withLuhn(`${issuer}99999${rest}`.slice(0, length - 1)))
/** Of a series that is not given out. */
const mobileNumber = digitsOf(7).map((rest) => `1990${rest}`)
const mobileShapes = [[3, 7]]
/** No area has this number. */
const landlineNumber = digitsOf(6).map((rest) => ["0999", `8${rest}`] as const)

const fours = [
  [4, 8, 12],
  [4, 8, 12, 16]
]

interface Written {
  readonly kind: PersonalData.Kind
  readonly shown: string
  /** Digits of it as they must not be left. */
  readonly inner: string
}

const writtenAs = (
  kind: PersonalData.Kind,
  number: fc.Arbitrary<string>,
  writing: fc.Arbitrary<(number: string) => string>
) =>
  fc.tuple(number, writing).map(([one, write]): Written => ({
    kind,
    shown: write(one),
    inner: [...write(one)].slice(3, -3).join("")
  }))

const withoutSlash = separators.filter((one) => !/[／/]/.test(one))
const personal: Readonly<Record<string, fc.Arbitrary<Written>>> = {
  "an identity number": writtenAs("identityNumber", identityNumber, writingOf(identityShapes)),
  "an identity number of 15 digits": writtenAs("identityNumber", oldIdentityNumber, writingOf([[6, 12]])),
  "a bank card": fc.constantFrom(...fours).chain((shape) =>
    writtenAs(
      "bankCard",
      cardNumber.filter((card) => card.length > shape.at(-1)!),
      writingOf([shape], withoutSlash)
    )
  ),
  "a mobile number": writtenAs("mobileNumber", mobileNumber, writingOf(mobileShapes)),
  "a mobile number in two groups": writtenAs(
    "mobileNumber",
    mobileNumber,
    writingOf(
      [[3], [7]],
      separators.filter((one) => !/[.．]/.test(one))
    )
  ),
  "a mobile number with its country": fc
    .tuple(
      fc.constantFrom("+86", "0086", "+86 ", "+86-", "(+86)", "（0086）", "＋８６"),
      mobileNumber,
      writingOf(mobileShapes)
    )
    .map(([country, one, write]): Written => ({
      kind: "mobileNumber",
      shown: `${country}${write(one)}`,
      inner: [...write(one)].slice(3, -3).join("")
    })),
  "a landline": fc
    .tuple(
      landlineNumber,
      fc.constantFrom(...Object.values(signs)),
      fc.constantFrom("-", "－", "—", "–", ")", "）", " ", "·", " - ")
    )
    .map(([[area, own], sign, gap]): Written => {
      const bracket = gap === ")" ? "(" : gap === "）" ? "（" : ""
      return {
        kind: "landlineNumber",
        shown: `${bracket}${sign(area)}${gap}${sign(own)}`,
        inner: [...sign(own)].slice(0, -2).join("")
      }
    }),
  "a number of a service": fc
    .tuple(
      fc.constantFrom("400", "800"),
      digitsOf(7),
      fc.constantFrom([3, 6], [3, 7], [3]),
      fc.constantFrom("-", "－", "—", "·")
    )
    .map(([area, own, shape, gap]): Written => {
      const number = `${area}${own}`
      const shown = [...shape, 10].map((end, at) => number.slice(shape[at - 1] ?? 0, end)).join(gap)
      return { kind: "landlineNumber", shown, inner: shown.slice(3, -3) }
    })
}

/** What stands before a number, and what after it. */
const before = fc.constantFrom(
  ..."会计 合同 项目 发票 联系人张三 本年合同 计 共 / - 、 ， ： （ 。 张三/ 李四- 财务室－ 3月/ 2024年 ① 一、 1. 2、 税 办公室 1-".split(
    " "
  ),
  "",
  "转账 ",
  "19900000000/",
  "19900000000、",
  "19900000000,",
  "支付2024-03-01 "
)
const after = fc.constantFrom(
  ..."/ - 万某 分管领导 元旦慰问 股长 亿达公司 ， 。 ） 、 /张三 -李四 的3月 /19900000000 ,19900000000 .3月 。2024年 ② ）计1,200.00元".split(
    " "
  ),
  "",
  " 1,200.00元",
  "-3月工资"
)

describe("a number that is personal data", () => {
  it.each(Object.entries(personal))("is found as %s, in any writing and beside anything", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, before, after, ({ kind, shown, inner }, ahead, behind) => {
        const text = `${ahead}${shown}${behind}`
        // A digit that touches a number, in its own style, makes another number of it.
        const touching = [`${ahead.slice(-1)}${shown[0]}`, `${shown.at(-1)}${behind[0]}`]
        fc.pre(!touching.some((two) => /\d\d|\p{No}{2}/u.test(two)))
        expect(find(text).map((one) => one.kind)).toContain(kind)
        expect(mask(text)).not.toContain(inner)
      }),
      options
    )
  })

  it("is found as an identity number with its place, whatever text stands around it", () => {
    fc.assert(
      fc.property(identityNumber, writingOf(identityShapes), noise, noise, (number, write, ahead, behind) => {
        const shown = write(number)
        const text = `${ahead}${shown}${behind.replace(/^[xXｘＸ]/, "")}`
        expect(find(text)).toEqual([
          {
            kind: "identityNumber",
            start: ahead.length,
            end: ahead.length + shown.length,
            masked: expect.stringMatching(/^..\*+..$/u)
          }
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
    ["a landline with an extension", "0999-8000000-801", ["landlineNumber"]],
    ["a landline of a country", "+86 999 8000000", ["landlineNumber"]],
    ["a service number that a word names", "热线4009999999", ["landlineNumber"]],
    ["a number read out", "联系人电话一九九零零零零零零零零", ["mobileNumber"]],
    ["two with a slash between them", "19900000000/19900000001", ["mobileNumber", "mobileNumber"]],
    [
      "an identity number and a telephone",
      `${checked("99999919900101000")}/19900000000`,
      ["identityNumber", "mobileNumber"]
    ],
    ["a mobile number after its country without a sign", "8619900000000", ["mobileNumber"]],
    ["an identity number after a tax", `个人所得税${checked("99999919900101000")}`, ["identityNumber"]],
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
  "a unified social credit code of digits": fc
    .tuple(fc.constantFrom("统一社会信用代码", "统一社会信用代码：", "（信用代码 "), identityNumber)
    .map((parts) => parts.join("")),
  "a day with points or slashes": fc
    .tuple(calendarDay, fc.constantFrom(".", "/", "．", "·"))
    .map(([text, mark]) => text.replaceAll("-", mark)),
  "a period with points": fc
    .tuple(calendarDay, calendarDay, fc.constantFrom("-", "—", " - ", "至"))
    .map(([from, to, dash]) => `${from}${dash}${to}`.replaceAll(/(\d)-(?=\d\d(?!\d))/g, "$1.")),
  "a moment": fc
    .tuple(calendarDay, fc.constantFrom(" 08:30:45", "T23:59:59.999Z"))
    .map((parts) => parts.join("")),
  "amounts in a row": fc
    .array(fc.integer({ min: 1, max: 999_999_999 }), { minLength: 2, maxLength: 6 })
    .map((all) => all.map((fen) => (fen / 100).toFixed(2)).join("、")),
  "an amount with a unit": fc
    .tuple(
      fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }),
      fc.constantFrom("元", "万元", "元整", "亿元", " 元", "%", ".50元", ".5万元")
    )
    .map((parts) => parts.join("")),
  "an amount that a word names": fc
    .tuple(
      fc.constantFrom("金额", "合计：", "共计", "¥", "￥", "总计 "),
      fc.integer({ min: 13_000_000_000, max: 19_999_999_999 })
    )
    .map((parts) => parts.join("")),
  "a share as a program writes it": digitsOf(11).map((digits) => `0.${digits}`),
  "a code of a division, a day and an order": fc
    .tuple(digitsOf(6), fc.integer({ min: 2015, max: 2035 }), digitsOf(2), digitsOf(3))
    .map(([place, year, tail, order]) => `${place}${year % 100}01${tail}${order}`),
  "a number of a document in digits": fc
    .tuple(
      fc.constantFrom(
        "合同编号：",
        "合同号",
        "发票号码：",
        "项目代码",
        "凭证号",
        "第",
        "No.",
        "单号 ",
        "流水号："
      ),
      fc.integer({ min: 11, max: 16 }).chain(digitsOf)
    )
    .map((parts) => parts.join("")),
  "a mobile number's digits in a code": fc
    .tuple(
      fc.constantFrom("ZF", "ZF-", "A", "HT2024-", "2024-", "219011/2024/", "S/", "KZ_", "#"),
      mobileNumber,
      fc.constantFrom("", "#1", "-01")
    )
    .map((parts) => parts.join("")),
  "a number of a letter": fc.nat(999).map((order) => `示财发〔2024〕${order}号`),
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
      for (const { start, end, masked } of find(text))
        expect([...masked]).toHaveLength(Array.from(text.slice(start, end)).length)
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
