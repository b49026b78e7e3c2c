/**
 * Personal data in what would be published, as findings: nothing is published while one is left.
 */
import { PersonalData } from "@juesuan/domain"
import type { Finding, FindingsReport } from "@juesuan/domain"
import type { PersonalDatum } from "@juesuan/disclosure"
import type { Language } from "@juesuan/import"
import * as Data from "effect/Data"

/** The rule such a finding is of. */
export const personalDataRule = {
  id: "DC-2",
  title: {
    zh: "公开内容不含身份证号、银行账号和电话号码",
    en: "What is published holds no identity, account or telephone number"
  },
  basis: {
    zh: "《个人信息保护法》第二十五条、《政府信息公开条例》第十五条：涉及个人隐私的信息不得公开",
    en: "Personal Information Protection Law art. 25; Regulations on Open Government Information art. 15"
  },
  suggestion: {
    zh:
      "请更正这段文字后再公开：原因说明、项目和绩效指标以同一主题重新录入，以最后录入的为准；" +
      "建账内容（单位名称、部门职责等）须改正导入文件后导入新的账本。只在内部使用的，用 --internal 生成内部版。",
    en:
      "Correct the text, then publish: record reasons, projects and indicators again under the same subject (the last " +
      "one counts); what FiscalYearOpened says must be corrected in the file and imported into a new ledger. " +
      "For use within the unit, --internal writes the internal edition."
  }
} as const

const article = (name: string): string => (/^[aeiou]/.test(name) ? "an" : "a")

/** Says where a number stands and what it is, with all but its ends hidden. */
export const personalDataWords = ({ where, kind, masked }: PersonalDatum, language: Language): string => {
  const name = PersonalData.kindNames[kind][language]
  return language === "zh"
    ? `${where}：含${name} ${masked}。`
    : `${where}: holds ${article(name)} ${name}, ${masked}.`
}

const findingOf = (datum: PersonalDatum, language: Language): Finding => {
  const { where, address, kind, masked } = datum
  return {
    ruleId: personalDataRule.id,
    outcome: "fail",
    severity: "block",
    title: personalDataRule.title[language],
    message: personalDataWords(datum, language),
    left: { address, label: where, raw: masked, value: null, unit: "", at: null },
    right: null,
    difference: null,
    allowed: null,
    leads: [],
    basis: personalDataRule.basis[language],
    suggestion: personalDataRule.suggestion[language],
    fingerprint: `${personalDataRule.id}:${address}:${kind}:${masked}`
  }
}

/** The report with a finding for each number that must not be published. */
export const withPersonalData = (
  report: FindingsReport,
  found: ReadonlyArray<PersonalDatum>,
  language: Language
): FindingsReport => {
  const { summary } = report
  const [fail, pass] = found.length === 0 ? [0, 1] : [1, 0]
  return {
    ...report,
    summary: {
      ...summary,
      rules: summary.rules + 1,
      fail: summary.fail + fail,
      pass: summary.pass + pass
    },
    findings: [...report.findings, ...found.map((one) => findingOf(one, language))]
  }
}

/** What would have been published holds personal data; nothing was written. */
export class HoldsPersonalData extends Data.TaggedError("HoldsPersonalData")<{
  readonly found: ReadonlyArray<PersonalDatum>
}> {
  override get message(): string {
    const { length } = this.found
    return (
      `What would be published holds personal data in ${length} ${length === 1 ? "place" : "places"} ` +
      `(${personalDataRule.id}): nothing was written. Correct the texts, then publish; ` +
      `\`juesuan rule ${personalDataRule.id}\` says how.`
    )
  }
}
