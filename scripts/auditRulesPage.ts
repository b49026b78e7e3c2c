/**
 * The reference of the audit's own rules: of sentences, of what could be read, of self-evaluations.
 */
import { describedRules } from "@juesuan/audit"
import type { AuditRule } from "@juesuan/audit"
import { severityLabels } from "@juesuan/domain"

interface Family {
  readonly title: string
  readonly text: string
  readonly isOf: (id: string) => boolean
}

const families: ReadonlyArray<Family> = [
  {
    title: "Sentences (AR-N)",
    text: "What the narrative (情况说明) says: against the tables, against other sentences, and within one sentence.",
    isOf: (id) => id.startsWith("AR-N-")
  },
  {
    title: "What could be read (AU-01 to AU-09)",
    text:
      "Print and reading: cut cells, amounts that stand one place off, rows that are not there, cells that are no " +
      "amount. Their outcome is *unreadable*; none of them says that a figure is wrong.",
    isOf: (id) => id.startsWith("AU-0")
  },
  {
    title: "Self-evaluations and the rest of the document (AU-11 and on)",
    text: "Self-evaluation tables (绩效自评表) against the narrative, against each other, and against their own notes.",
    isOf: (id) => /^AU-[1-9]/.test(id)
  },
  {
    title: "Scores (SR)",
    text:
      "Self-evaluation tables by a rule set (评分规则): the one whose notes the document prints, or the national one. " +
      "The arithmetic is told in [scoring](scoring.md). The example of SR-5 is a file for `juesuan score verify`: " +
      "published tables print no tier (档次).",
    isOf: (id) => id.startsWith("SR-")
  }
]

const numberOf = (id: string): number => Number(/\d+$/.exec(id)?.[0])

const fenced = (lines: ReadonlyArray<string>): ReadonlyArray<string> => ["```text", ...lines, "```"]

const linesOf = (text: string): ReadonlyArray<string> => text.replace(/\n+$/, "").split("\n")

/** The failing example: where it has the passing one's lines, only those that differ. */
const failing = (pass: ReadonlyArray<string>, fail: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (pass.length !== fail.length) return ["Fails:", "", ...fenced(fail)]
  const others = fail.flatMap((line, at) => (line === pass[at] ? [] : [`${at + 1}: ${line}`]))
  return ["Fails with, by line:", "", ...fenced(others)]
}

const ruleSection = (rule: AuditRule, english: AuditRule): ReadonlyArray<string> => {
  const { id, title, severity, meaning, formula, basis, suggestion, examples } = rule
  const pass = linesOf(examples.pass)
  return [
    `### ${id} ${title}`,
    "",
    ...(english.title === title ? [] : [`${english.title}.`, ""]),
    meaning,
    "",
    ...fenced([formula]),
    "",
    `- severity: ${severity} (${severityLabels[severity]})`,
    `- basis: ${basis}`,
    `- suggestion: ${suggestion}`,
    "",
    "Passes:",
    "",
    ...fenced(pass),
    "",
    ...failing(pass, linesOf(examples.fail)),
    ""
  ]
}

/** The page of the rules of an audit that are not articulation rules. */
export const auditRulesPage = (): string => {
  const english = new Map(describedRules("en").map((rule) => [rule.id, rule]))
  const rules = describedRules("zh").filter(({ id }) => families.some(({ isOf }) => isOf(id)))
  const sections = families.flatMap(({ title, text, isOf }) => [
    `## ${title}`,
    "",
    text,
    "",
    ...rules
      .filter(({ id }) => isOf(id))
      .toSorted((one, other) => numberOf(one.id) - numberOf(other.id))
      .flatMap((rule) => ruleSection(rule, english.get(rule.id)!))
  ])
  return `# Rules of the audit (审核规则)

The ${rules.length} rules of [an audit](audit.md) beside the [articulation rules](articulation-rules.md), as the program
runs them; \`juesuan rule ID\` prints one. This page is generated from the rules (\`npm run generate:docs\`). Rules are
worded in Chinese, as the findings are that a department answers.

The severity is that of the rule; a finding may be milder, such as a hint where a rate was cut instead of rounded. The
examples are small documents in plain text, whose cells tabs separate, and are run by a test; of the failing one only
the lines that differ are shown where it has as many. Save a passing example, change those lines, and
\`juesuan audit\` finds it.

${sections.join("\n")}`
}
