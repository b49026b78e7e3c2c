/**
 * Reads sentences as a section of a document does, and says of each claim in one line what it says.
 */
import { readDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import type { AmountClaim, Claim, PrintedNumber } from "../../src/claims/Claim.ts"
import { claimsOf } from "../../src/claims/claimsOf.ts"
import { valueOf } from "../../src/claims/Judge.ts"
import { isMoneyUnit } from "../../src/claims/Numbers.ts"
import { recognise } from "../../src/recognise/index.ts"

export const sections = {
  overall: "一、收入支出决算总体情况说明",
  income: "二、收入决算情况说明",
  expenditure: "三、支出决算情况说明",
  fiscal: "四、财政拨款收入支出决算总体情况说明",
  general: "五、一般公共预算财政拨款支出决算情况说明",
  basic: "六、一般公共预算财政拨款基本支出决算情况说明",
  three: "七、财政拨款“三公”经费支出决算情况说明",
  operating: "十、机关运行经费支出情况说明",
  procurement: "十一、政府采购支出情况说明"
} as const

export type Section = keyof typeof sections

/** A document of 2023 with one section. */
export const textOf = (section: Section, sentence: string): string =>
  `某某县水文站2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n\n${sections[section]}\n${sentence}\n`

export const readOf = (text: string) =>
  Result.getOrThrow(readDocument(new TextEncoder().encode(text), "s.txt"))

export const claimsIn = (section: Section, sentence: string): ReadonlyArray<Claim> =>
  claimsOf(recognise(readOf(textOf(section, sentence))))

/** Amounts in fen, rates and pieces as printed. */
export const numberIn = (number: PrintedNumber | null): string =>
  number === null
    ? "-"
    : isMoneyUnit(number.unit)
      ? `${valueOf(number).times(100).toFixed()}分`
      : `${number.raw}${number.unit}`

const whose = (claim: AmountClaim | null): string => (claim === null ? "?" : numberIn(claim.amount))

/** What a claim says, on one line. */
export const lineOf = (claim: Claim): string => {
  switch (claim.kind) {
    case "amount":
      return `amount ${claim.subject.address ?? `“${claim.subject.label}”`} ${claim.role} ${numberIn(claim.amount)}`
    case "change": {
      const of = claim.current.map(whose).join("|")
      const given = claim.baseGiven === null ? "" : ` from ${whose(claim.baseGiven)}`
      const directions = `${claim.direction ?? "-"}/${claim.rateDirection ?? "-"}`
      return `change of ${of} to ${claim.base}${given} ${directions} ${numberIn(claim.amount)} ${numberIn(claim.rate)}`
    }
    case "share":
      return `share of ${whose(claim.part)} in ${claim.whole.address ?? `“${claim.whole.label}”`} ${numberIn(claim.share)}`
    case "completion":
      return `completion ${claim.of} ${whose(claim.outturn)} of ${whose(claim.budget)} ${numberIn(claim.rate)}`
    case "comparison":
      return `comparison ${claim.words.join("/")} ${whose(claim.outturn)} with ${whose(claim.budget)}`
    case "list":
      return `list ${whose(claim.total)} = ${claim.parts.map(whose).join(" + ")}`
    case "count":
      return `count ${claim.subject.address ?? claim.subject.label} ${numberIn(claim.count)}`
    case "year":
      return `year ${claim.role} ${claim.year}`
    case "residue":
      return `residue ${claim.residue} ${claim.text}`
    case "entry":
      return `entry ${claim.code ?? "?"}`
    case "unbound":
      return `unbound ${numberIn(claim.number)}`
    default:
      return claim.kind
  }
}

export const linesOf = (section: Section, sentence: string): ReadonlyArray<string> =>
  claimsIn(section, sentence).map(lineOf)
