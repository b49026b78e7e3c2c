/**
 * Writing paragraphs: changes, comparisons with budgets, shares and reasons, each worded by what the figures are.
 *
 * Direction words come from the sign of a difference; a base of zero has no rate; a reason comes from the unit or is
 * asked for with 【待填：…】. Amounts are printed in the money unit of the document, rates always from the exact fen; but
 * what a reader sees as nothing, or as equal, is worded so: beside 0.00 万元 there is no rate and no direction.
 */
import { Money, Rate } from "@juesuan/domain"
import type { NarrativeFacts } from "./Facts.ts"
import { amountIn, percent } from "./Sentence.ts"
import type { Derivation, Figure, Missing, Paragraph, Part } from "./Sentence.ts"

/** The money unit of a document, and how an amount is printed in it. */
export interface MoneyWords {
  readonly unit: "元" | "万元"
  /** What is printed for the figure at an address; cells print what their table prints. */
  readonly print: (address: string, fen: Money.Money) => string
}

/** 元 with two decimals and separators. */
export const inYuan: MoneyWords = { unit: "元", print: (_, fen) => Money.format(fen) }

/** How a region words what all regions say. */
export interface Wording {
  /** 与 2023 年度相比 or 与上年相比 */
  readonly comparedWith: (year: number) => string
}

/** The wording of one comparison with last year or with a budget. */
export interface ChangeWords {
  /** What is compared, such as 收、支总计各; empty where the sentence has said it. */
  readonly what: string
  /** The address prefix of the figures of the change, such as `N/1`. */
  readonly at: string
  /** The address of the figure that changed. */
  readonly of: string
  /** What it is compared with, in the words of a formula: 上年 T01/total/2. */
  readonly base: string
}

const absolute = (fen: Money.Money): Money.Money => (fen < 0 ? Money.negate(fen) : fen)

/** The addresses in the words of a base that are figures of this year's document. */
const addressesIn = (...words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.filter((word) => !word.includes(" "))

export class Writer {
  readonly facts: NarrativeFacts
  readonly money: MoneyWords
  readonly wording: Wording
  readonly missing: Array<Missing> = []

  constructor(facts: NarrativeFacts, money: MoneyWords, wording: Wording) {
    this.facts = facts
    this.money = money
    this.wording = wording
  }

  /** The figure of an amount, in the document's money unit. */
  amount(address: string, fen: Money.Money, derivation?: Derivation): Figure {
    return amountIn((value) => this.money.print(address, value))(address, fen, derivation)
  }

  /** A cell of the tables. */
  cell(address: string): Figure {
    return this.amount(address, this.facts.cell(address))
  }

  /** Whether an amount prints as nothing. */
  isNothing(fen: Money.Money, address = ""): boolean {
    return /^-?0(\.0*)?$/.test(this.money.print(address, fen))
  }

  /** A text only the unit can give; where it is not there, it is asked for and remembered. */
  text(subject: string, what: string): string {
    const given = this.facts.texts.get(subject)
    if (given !== undefined) return given
    this.missing.push({ subject, what })
    return `【待填：${what}】`
  }

  /** 增加 x 元，增长 y%，主要原因是…; 持平 without amount or rate; no comparison where there is no last year. */
  change(now: Money.Money, last: Money.Money | undefined, { what, at, of, base }: ChangeWords): Paragraph {
    if (last === undefined) return [`${what}上年无可比数`]
    const difference = Money.subtract(now, last)
    if (this.isNothing(absolute(difference))) return [`${what}持平`]
    const [more, faster] = difference > 0 ? ["增加", "增长"] : ["减少", "下降"]
    const from = addressesIn(of, base)
    const size = this.amount(`${at}/change`, absolute(difference), { formula: `|${of} − ${base}|`, from })
    const head: Paragraph = [`${what}${more} `, size, ` ${this.money.unit}`]
    const rate = this.isNothing(last) ? undefined : Rate.share(absolute(difference), absolute(last))
    if (rate === undefined) return [...head, `，${base.startsWith("上年") ? "上年" : "年初预算"}为 0，不可比`]
    const formula = `|${of} − ${base}| ÷ ${base}`
    return [...head, `，${faster} `, percent(`${at}/rate`, rate, { formula, from })]
  }

  /** The reason of a change, unless there is none to give. */
  changeReason(now: Money.Money, last: Money.Money | undefined, at: string, lead: string): Paragraph {
    if (last === undefined || this.isNothing(Money.subtract(now, last))) return []
    return [`${lead}${this.text(`${at}/change`, `与上年度相比变动的主要原因（${at}）`)}`]
  }

  /** 完成预算的 x%; nothing where nothing was budgeted. */
  completion(
    outturn: readonly [address: string, fen: Money.Money],
    budget: readonly [address: string, fen: Money.Money],
    at: string,
    of: string
  ): Paragraph {
    const rate = this.isNothing(budget[1], budget[0]) ? undefined : Rate.completion(outturn[1], budget[1])
    if (rate === undefined) return []
    const from = [outturn[0], budget[0]]
    const derivation: Derivation = { formula: from.join(" ÷ "), from }
    return [`，完成${of}的 `, percent(`${at}/completion`, rate, derivation)]
  }

  /** 决算数大于（小于、等于）预算数, as both are printed. */
  againstBudget(
    outturn: readonly [address: string, fen: Money.Money],
    budget: readonly [address: string, fen: Money.Money]
  ): "大于" | "小于" | "等于" {
    if (this.money.print(...outturn) === this.money.print(...budget)) return "等于"
    return outturn[1] > budget[1] ? "大于" : "小于"
  }

  /** 占 share of a whole; nothing of a whole of nothing. */
  shareOf(lead: string, part: string, whole: string, at: string): Paragraph {
    const of = this.facts.cell(whole)
    const share = this.isNothing(of, whole) ? undefined : Rate.share(this.facts.cell(part), of)
    if (share === undefined) return []
    return [lead, percent(at, share, { formula: `${part} ÷ ${whole}`, from: [part, whole] })]
  }

  /** name amount 元，占 share; a share of nothing is left out. */
  share(name: string, part: string, whole: string, at: string): Paragraph {
    const head: ReadonlyArray<Part> = [`${name} `, this.cell(part), ` ${this.money.unit}`]
    return [...head, ...this.shareOf("，占 ", part, whole, at)]
  }
}
