/**
 * What a roll-up finds that the tables of a unit cannot say (RU): transfers whose sides differ, that name no unit, and
 * units that have not reported.
 */
import { Money } from "@juesuan/domain"
import type { Finding, Operand, Severity } from "@juesuan/domain"
import type { Consolidation, TransferPair, UnnamedTransfer } from "./Eliminate.ts"

type Language = "zh" | "en"
type Texts = Readonly<Record<Language, string>>

/** A rule of a roll-up. */
export interface RollUpRule {
  readonly id: string
  readonly severity: Severity
  readonly title: Texts
  readonly basis: Texts
  readonly suggestion: Texts
}

const basis: Texts = {
  zh: "部门决算汇总须剔除单位之间的重复收支；上下级之间的补助和上缴，收付两方应当一致",
  en: "A consolidation strikes what units pay one another; both sides of a subsidy or a remittance agree"
}

/** The rules by id. */
export const rollUpRules = {
  "RU-1": {
    id: "RU-1",
    severity: "explain",
    title: {
      zh: "单位之间的补助、上缴，付款方与收款方一致",
      en: "Both sides of a transfer between units agree"
    },
    basis,
    suggestion: {
      zh: "请两单位对账：在途的说明原因，漏记、错记的更正；按较小一方抵销，差额留在汇总表中。",
      en: "Explain what is in transit, correct what is wrong. What the smaller side lacks stays in the tables."
    }
  },
  "RU-2": {
    id: "RU-2",
    severity: "explain",
    title: { zh: "单位之间的补助、上缴注明对方单位", en: "A transfer between units names the other unit" },
    basis,
    suggestion: {
      zh: "请在业务中填写对方单位代码；没有填写的无法抵销，汇总数可能重复。",
      en: "Name the other unit in the entries: without it nothing is struck, and the sums may count twice."
    }
  },
  "RU-3": {
    id: "RU-3",
    severity: "explain",
    title: { zh: "隶属关系中的单位都有该年度的账", en: "Every unit of the tree has a ledger of the year" },
    basis: { zh: "汇总范围应当完整", en: "A consolidation is whole" },
    suggestion: {
      zh: "请催报；该单位不编决算的，在隶属关系中写明终止年度。",
      en: "Ask for its figures; or end its line in the tree, where it reports no more."
    }
  }
} as const satisfies Record<string, RollUpRule>

/** The id of a rule of roll-ups. */
export type RollUpRuleId = keyof typeof rollUpRules

const kindText = {
  subsidy: { zh: "补助", en: "subsidy" },
  remittance: { zh: "上缴", en: "remittance" }
} as const
const sideText = { paid: { zh: "支出", en: "paid" }, received: { zh: "收入", en: "received" } } as const

const operand = (address: string, label: string, amount: Money.Money): Operand => ({
  address,
  label,
  raw: null,
  value: Money.toText(amount),
  unit: "元",
  at: null
})

const findingOf = (
  ruleId: RollUpRuleId,
  language: Language,
  rest: Pick<Finding, "message" | "left" | "right" | "difference"> & { readonly of: string }
): Finding => {
  const rule = rollUpRules[ruleId]
  const { of, ...said } = rest
  return {
    ruleId,
    outcome: "fail",
    severity: rule.severity,
    title: rule.title[language],
    ...said,
    allowed: said.difference === null ? null : ["0.00", "0.00"],
    leads: [],
    basis: rule.basis[language],
    suggestion: rule.suggestion[language],
    fingerprint: `${ruleId}|${of}`
  }
}

/** Names of units by code. */
export type UnitNames = (unit: string) => string

const differing = (pair: TransferPair, nameOf: UnitNames, language: Language): Finding => {
  const { kind, payer, payee, fund, paid, received, eliminated } = pair
  const word = kindText[kind][language]
  const [from, to] = [nameOf(payer), nameOf(payee)]
  const amounts = [paid, received, eliminated].map(Money.format)
  const message =
    language === "zh"
      ? `${from}付${to}的${word}记 ${amounts[0]} 元，${to}收到记 ${amounts[1]} 元；已抵销 ${amounts[2]} 元，差额未抵销。`
      : `${from} paid ${to} a ${word} of ${amounts[0]}, ${to} received ${amounts[1]}; ${amounts[2]} struck, the difference not.`
  return findingOf("RU-1", language, {
    message,
    left: operand(`unit/${payer}`, from, paid),
    right: operand(`unit/${payee}`, to, received),
    difference: Money.toText(Money.subtract(paid, received)),
    of: [payer, payee, kind, fund].join("|")
  })
}

const withoutName = (
  { unit, kind, side, amount }: UnnamedTransfer,
  nameOf: UnitNames,
  language: Language
): Finding => {
  const [name, word, of] = [nameOf(unit), kindText[kind][language], sideText[side][language]]
  const message =
    language === "zh"
      ? `${name}的${word}${of} ${Money.format(amount)} 元没有注明对方单位，不能抵销。`
      : `${name}: ${Money.format(amount)} of ${word} ${of} names no other unit and is not struck.`
  return findingOf("RU-2", language, {
    message,
    left: operand(`unit/${unit}`, name, amount),
    right: null,
    difference: null,
    of: [unit, kind, side].join("|")
  })
}

/** A unit without a ledger of the year. */
export const missingUnit = (unit: string, year: number, nameOf: UnitNames, language: Language): Finding =>
  findingOf("RU-3", language, {
    message:
      language === "zh"
        ? `${nameOf(unit)}（${unit}）没有 ${year} 年度的账，汇总数不含该单位。`
        : `${nameOf(unit)} (${unit}) has no ledger of ${year}: the sums are without it.`,
    left: {
      address: `unit/${unit}/${year}`,
      label: nameOf(unit),
      raw: null,
      value: null,
      unit: "",
      at: null
    },
    right: null,
    difference: null,
    of: `${unit}|${year}`
  })

/** What a consolidation has to say of the transfers in it. */
export const transferFindings = (
  { pairs, unnamed }: Consolidation,
  nameOf: UnitNames,
  language: Language = "zh"
): ReadonlyArray<Finding> => [
  ...pairs.filter(({ paid, received }) => paid !== received).map((pair) => differing(pair, nameOf, language)),
  ...unnamed.map((transfer) => withoutName(transfer, nameOf, language))
]
