/**
 * Laws of the grammar: what is written in any wording is read back, nothing is thrown, the right is never accused and
 * one wrong number always.
 */
import { audit } from "@juesuan/audit"
import { runs } from "@juesuan/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { wan, yuan, percent } from "../field/figures.ts"
import { claimsIn, lineOf, linesOf, readOf, textOf } from "./reading.ts"

/** Two amounts of one expense in fen, and how they are printed. */
interface Said {
  readonly now: number
  readonly before: number
  readonly unit: "元" | "万元"
  readonly decimals: number
}

const said: fc.Arbitrary<Said> = fc
  .record({
    now: fc.integer({ min: 10_000, max: 900_000 }).map((places) => places * 10_000),
    before: fc.integer({ min: 100_000, max: 900_000 }).map((places) => places * 10_000),
    unit: fc.constantFrom("元" as const, "万元" as const),
    decimals: fc.integer({ min: 0, max: 3 })
  })
  .filter(({ now, before }) => now !== before)

const printed = (fen: number, { unit }: Said): string => `${unit === "元" ? yuan(fen) : wan(fen)}${unit}`
const by = (one: Said): string => printed(one.now - one.before, one)
const rate = (one: Said): string => percent(one.now - one.before, one.before, one.decimals)
const isUp = ({ now, before }: Said): boolean => now > before
const more = (one: Said): string => (isUp(one) ? "增加" : "减少")
const rise = (one: Said): string => (isUp(one) ? "增长" : "下降")

interface Wording {
  readonly write: (one: Said) => string
  /** Whether the sentence prints the base as well. */
  readonly hasBase: boolean
}

const whose = "公务接待费支出"
const why = "主要原因是接待批次有变动。"
const tail = (one: Said): string => `${more(one)}${by(one)}，${rise(one)}${rate(one)}，${why}`

/** A change against last year, as the provinces word it. */
const wordings: Readonly<Record<string, Wording>> = {
  "与…年度相比": {
    write: (one) => `${whose}${printed(one.now, one)}。与2022年度相比，${tail(one)}`,
    hasBase: false
  },
  较上年: { write: (one) => `${whose}${printed(one.now, one)}，较上年${tail(one)}`, hasBase: false },
  比上年决算数: {
    write: (one) => `${whose}决算为${printed(one.now, one)}，比上年决算数${tail(one)}`,
    hasBase: false
  },
  同比: { write: (one) => `${whose}${printed(one.now, one)}，同比${tail(one)}`, hasBase: false },
  "同比、同比": {
    write: (one) =>
      `${whose}${printed(one.now, one)}，同比${more(one)}${by(one)}，同比${rise(one)}${rate(one)}，${why}`,
    hasBase: false
  },
  "…比…年": {
    write: (one) => `2023年度${whose}${printed(one.now, one)}，比2022年${tail(one)}`,
    hasBase: false
  },
  与上年决算数相比: {
    write: (one) => `${whose}为${printed(one.now, one)}，与上年决算数相比，${tail(one)}`,
    hasBase: false
  },
  "比上年累计支出 b": {
    write: (one) => `${whose}${printed(one.now, one)}，比上年累计支出${printed(one.before, one)}${tail(one)}`,
    hasBase: true
  },
  "较2022年 b": {
    write: (one) => `${whose}${printed(one.now, one)}，较2022年${printed(one.before, one)}${tail(one)}`,
    hasBase: true
  }
}

const expected = (one: Said): string => {
  const direction = isUp(one) ? "up" : "down"
  const change = Math.abs(one.now - one.before)
  return `${direction}/${direction} ${change}分 ${rate(one)}`
}

const changesIn = (sentence: string): ReadonlyArray<string> =>
  claimsIn("three", sentence).flatMap((claim) => {
    if (claim.kind !== "change") return []
    expect(claim.subject.address).toBe("T07/reception/outturn")
    return [`${lineOf({ ...claim, baseGiven: null })}`]
  })

const wide = (text: string): string =>
  text.replace(/[0-9.%]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

/** How else the same text is printed: digits and marks of full width, half width, spaces in words, a soft wrap. */
const spellings: Readonly<Record<string, (text: string, at: number) => string>> = {
  plain: (text) => text,
  "full-width digits": (text) => wide(text),
  "half-width marks": (text) => text.replace(/，/g, ", ").replace(/（/g, "(").replace(/）/g, ")"),
  spaces: (text) => [...text].join(" "),
  "a space in a word": (text, at) => {
    const cut = 1 + (at % (text.length - 1))
    return `${text.slice(0, cut)} ${text.slice(cut)}`
  },
  "a soft wrap": (text, at) => {
    const places = [...text.matchAll(/[一-龥](?=[一-龥])/g)]
      .map(({ index }) => index + 1)
      .filter((one) => one > 24)
    const cut = places[at % Math.max(1, places.length)] ?? text.length
    return `${text.slice(0, cut)}\n${text.slice(cut)}`
  }
}

const blocks = (sentence: string): ReadonlyArray<string> =>
  audit(readOf(textOf("three", sentence))).findings.flatMap(({ ruleId, severity }) =>
    severity === "hint" ? [] : [ruleId]
  )

describe("a change, in whatever words", () => {
  for (const [name, { write }] of Object.entries(wordings))
    for (const [spelling, spell] of Object.entries(spellings))
      it(`is read back: ${name}, ${spelling}`, () => {
        fc.assert(
          fc.property(said, fc.nat(500), (one, at) => {
            const lines = changesIn(spell(write(one), at))
            expect(lines).toEqual([`change of ${one.now}分 to lastYear ${expected(one)}`])
          }),
          runs(process.env, 6, 20_260, 12)
        )
      })

  // The law can turn red: of a text whose direction words are exchanged another claim is read.
  it("is another change where its words are exchanged", () => {
    fc.assert(
      fc.property(said, fc.constantFrom(...Object.values(wordings)), (one, { write }) => {
        const mutant = write(one).replaceAll(more(one), isUp(one) ? "减少" : "增加")
        expect(changesIn(mutant)).not.toEqual(changesIn(write(one)))
      }),
      runs(process.env, 15, 20_261, 40)
    )
  })

  for (const [name, { write }] of Object.entries(wordings))
    it(`is not accused when right, and always when its rate is wrong: ${name}`, () => {
      fc.assert(
        fc.property(said, fc.integer({ min: 2, max: 9 }), (one, off) => {
          expect(blocks(write(one))).toEqual([])
          const right = rate(one)
          const wrong = write(one).replace(
            `${rise(one)}${right}`,
            `${rise(one)}${Number.parseInt(right, 10) + off}%`
          )
          expect(blocks(wrong)).toContain("AR-N-03")
        }),
        runs(process.env, 10, 20_262, 25)
      )
    })

  for (const [name, { write, hasBase }] of Object.entries(wordings))
    if (hasBase)
      it(`is accused of an amount that base and amount do not make: ${name}`, () => {
        fc.assert(
          fc.property(said, (one) => {
            const wrong = write(one).replace(
              `${more(one)}${by(one)}`,
              `${more(one)}${printed(one.now - one.before + (isUp(one) ? 1 : -1) * 7_000_000, one)}`
            )
            expect(blocks(wrong).length).toBeGreaterThan(0)
          }),
          runs(process.env, 10, 20_263, 25)
        )
      })
})

describe("the completion of a budget, in whatever words", () => {
  const completions: Readonly<Record<string, (one: Said, done: string) => string>> = {
    "预算为 b，决算为 a": (one, done) =>
      `公务接待费支出预算为${printed(one.before, one)}，支出决算为${printed(one.now, one)}，完成预算的${done}。`,
    "完成预算 b 的": (one, done) =>
      `公务接待费支出决算为${printed(one.now, one)}，完成预算${printed(one.before, one)}的${done}。`,
    完成率: (one, done) =>
      `公务接待费支出预算数${printed(one.before, one)}，决算数${printed(one.now, one)}，预算执行率为${done}。`,
    执行比例: (one, done) =>
      `公务接待费年初预算${printed(one.before, one)}，支出${printed(one.now, one)}，预算执行比例为${done}。`
  }
  for (const [name, write] of Object.entries(completions))
    it(`is read, borne out when right and accused when wrong: ${name}`, () => {
      fc.assert(
        fc.property(said, fc.integer({ min: 2, max: 9 }), (one, off) => {
          const right = percent(one.now, one.before, one.decimals)
          const read = linesOf("three", write(one, right)).filter((line) => line.startsWith("completion"))
          expect(read.map((line) => line.replace(/^completion \w+ /, ""))).toEqual([
            `${one.now}分 of ${one.before}分 ${right}`
          ])
          expect(blocks(write(one, right))).toEqual([])
          expect(blocks(write(one, `${Number.parseInt(right, 10) + off}%`))).toEqual(["AR-N-05"])
        }),
        runs(process.env, 10, 20_264, 25)
      )
    })
})

describe("the reader of sentences", () => {
  const fragments = [
    ..."，。；：、（）()【】%％元万亿年月日#.-—…“”0123456789１２",
    "2023年度",
    "2022年",
    "比上年",
    "较",
    "与",
    "相比",
    "同比",
    "增加",
    "减少",
    "增长",
    "下降",
    "持平",
    "无增减变化",
    "其中：",
    "占",
    "完成",
    "年初预算",
    "全年预算",
    "调整数",
    "决算为",
    "支出",
    "收入",
    "总计",
    "“三公”经费",
    "公务接待费",
    "公务用车购置及运行维护费",
    "因公出国（境）费",
    "主要原因是",
    "主要用于",
    "的",
    "各",
    "分别为",
    "12.50万元",
    "1,234.5元",
    "50%",
    "一般公共预算财政拨款",
    "基本支出",
    "（类）",
    "（款）",
    "（项）",
    "3辆",
    "12批次",
    "XX",
    "大小于",
    "剔除"
  ]
  const sentence = fc
    .array(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: "grapheme" })),
      {
        maxLength: 60
      }
    )
    .map((parts) => parts.join(""))
  const section = fc.constantFrom(
    "overall",
    "income",
    "expenditure",
    "fiscal",
    "general",
    "basic",
    "three" as const
  )

  it("never throws, and reads a text as often the same", () => {
    fc.assert(
      fc.property(section, sentence, (one, text) => {
        expect(linesOf(one, text)).toEqual(linesOf(one, text))
        audit(readOf(textOf(one, text)))
      }),
      runs(process.env, 100, 20_265, 300)
    )
  })

  it("takes no longer than the text is long", () => {
    const time = (count: number): number => {
      const text = "其中：公务接待费12.50万元，占50%，比上年增加（减少）1.00万元，".repeat(count)
      const from = performance.now()
      linesOf("three", text)
      return performance.now() - from
    }
    time(50)
    expect(time(800)).toBeLessThan(64 * Math.max(5, time(100)))
  })
})
