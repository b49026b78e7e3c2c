/**
 * Writing paragraphs: changes, comparisons with budgets, shares and reasons, each worded by what the figures are.
 *
 * Direction words come from the sign of a difference; a base of zero has no rate; a reason comes from the unit or is
 * asked for with 【待填：…】.
 */
import { Money, Rate } from "@juesuan/domain"
import type { NarrativeFacts } from "./Facts.ts"
import { amount, percent } from "./Sentence.ts"
import type { Missing, Paragraph, Part } from "./Sentence.ts"

/** The wording of one comparison with last year. */
export interface ChangeWords {
  /** What is compared, such as 收、支总计各; empty where the sentence has said it. */
  readonly what: string
  /** The address prefix of the figures of the change, such as `N/1`. */
  readonly at: string
}

const absolute = (fen: Money.Money): Money.Money => (fen < 0 ? Money.negate(fen) : fen)

export class Writer {
  readonly facts: NarrativeFacts
  readonly missing: Array<Missing> = []

  constructor(facts: NarrativeFacts) {
    this.facts = facts
  }

  /** A text only the unit can give; where it is not there, it is asked for and remembered. */
  text(subject: string, what: string): string {
    const given = this.facts.texts.get(subject)
    if (given !== undefined) return given
    this.missing.push({ subject, what })
    return `【待填：${what}】`
  }

  /** 增加 x 元，增长 y%，主要原因是…; 持平 without amount or rate; no comparison where there is no last year. */
  change(now: Money.Money, last: Money.Money | undefined, { what, at }: ChangeWords): Paragraph {
    if (last === undefined) return [`${what}上年无可比数`]
    const difference = Money.subtract(now, last)
    if (difference === 0) return [`${what}持平`]
    const rate = Rate.growth(now, last)
    const [more, faster] = difference > 0 ? ["增加", "增长"] : ["减少", "下降"]
    const size: Paragraph = [`${what}${more} `, amount(`${at}/change`, absolute(difference)), " 元"]
    if (rate === undefined) return [...size, "，上年为 0，不可比"]
    const absoluteRate = Rate.growth(difference > 0 ? now : Money.add(last, absolute(difference)), last)!
    return [...size, `，${faster} `, percent(`${at}/rate`, absoluteRate)]
  }

  /** The reason of a change, unless there is none to give. */
  changeReason(now: Money.Money, last: Money.Money | undefined, at: string, lead: string): Paragraph {
    if (last === undefined || now === last) return []
    return [`${lead}${this.text(`${at}/change`, `与上年度相比变动的主要原因（${at}）`)}`]
  }

  /** 完成预算的 x%; nothing where nothing was budgeted. */
  completion(outturn: Money.Money, budget: Money.Money, at: string, of: string): Paragraph {
    const rate = Rate.completion(outturn, budget)
    return rate === undefined ? [] : [`，完成${of}的 `, percent(`${at}/completion`, rate)]
  }

  /** 决算数大于（小于、等于）预算数. */
  againstBudget(outturn: Money.Money, budget: Money.Money): string {
    return outturn > budget ? "大于" : outturn < budget ? "小于" : "等于"
  }

  /** name amount 元，占 share; a share of nothing is left out. */
  share(name: string, address: string, part: Money.Money, whole: Money.Money, at: string): Paragraph {
    const share = Rate.share(part, whole)
    const head: ReadonlyArray<Part> = [`${name} `, amount(address, part), " 元"]
    return share === undefined ? head : [...head, "，占 ", percent(at, share)]
  }
}
