/**
 * What only the unit can say and has not said, as findings: each stands in the document as 【待填：…】.
 */
import type { Finding, FindingsReport } from "@juesuan/domain"
import type { Missing } from "@juesuan/narrative"
import type { Language } from "@juesuan/import"

/** The rule such a finding is of. */
export const textsRule = {
  id: "DC-1",
  title: {
    zh: "须由单位填写的内容已填写",
    en: "What only the unit can say has been said"
  },
  basis: {
    zh: "部门决算公开要求说明增减变动和预决算差异的原因；原因不能由程序编造",
    en: "Published final accounts give reasons for changes and differences; no program may invent them"
  },
  suggestion: {
    zh: "请以 ExplanationGiven（原因说明）录入；部门职责在 FiscalYearOpened（建账）中填写。",
    en: "Record it as ExplanationGiven (原因说明); duties are given in FiscalYearOpened (建账)."
  }
} as const

const findingOf = ({ subject, what }: Missing, language: Language): Finding => ({
  ruleId: textsRule.id,
  outcome: "fail",
  severity: "explain",
  title: textsRule.title[language],
  message:
    language === "zh" ? `【待填：${what}】须由单位填写。` : `【待填：${what}】 is for the unit to say.`,
  left: { address: subject, label: what, raw: null, value: null, unit: "", at: null },
  right: null,
  difference: null,
  allowed: null,
  leads: [],
  basis: textsRule.basis[language],
  suggestion: textsRule.suggestion[language],
  fingerprint: `${textsRule.id}:${subject}`
})

/** The report with a finding for each text that is missing; one that is asked for twice counts once. */
export const withMissingTexts = (
  report: FindingsReport,
  missing: ReadonlyArray<Missing>,
  language: Language
): FindingsReport => {
  const asked = new Map(missing.map((one) => [one.subject, one]))
  const findings = [...asked.values()].map((one) => findingOf(one, language))
  const { summary } = report
  const [fail, pass] = findings.length === 0 ? [0, 1] : [1, 0]
  return {
    ...report,
    summary: {
      ...summary,
      rules: summary.rules + 1,
      fail: summary.fail + fail,
      pass: summary.pass + pass
    },
    findings: [...report.findings, ...findings]
  }
}
