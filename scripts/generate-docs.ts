/**
 * Writes the pages of the reference that follow from the code: `npm run generate:docs`; a test compares them.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { severityLabels } from "@juesuan/domain"
import { ruleSetJsonSchema } from "@juesuan/scoring"
import { Articulation } from "@juesuan/tables"
import { auditRulesPage } from "./auditRulesPage.ts"
import { eventsPage } from "./eventReference.ts"
import { cliPage } from "./cliPage.ts"
import { glossaryPage } from "./glossaryPage.ts"
import { importFormatPage } from "./importFormatPage.ts"
import { jsonPage } from "./jsonPage.ts"
import { obligationsPage } from "./obligationsPage.ts"
import { errorsPage, tablesPage } from "./referencePages.ts"
import { scoringRulesPage } from "./scoringRulesPage.ts"

const { articulationRules, basisTexts, exampleOf, printRelation } = Articulation

const indented = (text: string): ReadonlyArray<string> => text.split("\n").map((line) => `  ${line}`)

/** The page of the articulation rules. */
export const rulesPage = (): string => {
  const sections = articulationRules.map((rule) => {
    const formulas = rule.relations.map((relation) => printRelation(relation, "en"))
    const structure = rule.structure === undefined ? [] : [`structural check: ${rule.structure}`]
    return [
      `### ${rule.id} ${rule.title.zh}`,
      "",
      `${rule.title.en}.`,
      "",
      "```text",
      ...formulas,
      ...structure,
      "```",
      "",
      `Strength ${rule.strength}, severity ${rule.severity} (${severityLabels[rule.severity]}); ` +
        `basis ${rule.basis.join(", ")}.`,
      "",
      "```text",
      "passes",
      ...indented(exampleOf(rule.id).pass),
      "fails",
      ...indented(exampleOf(rule.id).fail),
      "```",
      ""
    ].join("\n")
  })
  const bases = Object.entries(basisTexts).map(([letter, text]) => `- **${letter}** ${text}`)
  return `# Articulation rules (勾稽关系)

The ${articulationRules.length} rules that concern tables, as the program runs them; \`juesuan rule ID\` prints one.
This page is generated from the rules (\`npm run generate:docs\`).

A cell is \`table/row/column\`. \`Σ T01/1…8/1\` adds up lines, \`Σ T03/children($row)/1\` the rows one level
below a row; \`previous(…)\` is last year's figure and \`ledger(…)\` one that only a ledger knows. Every rule is
exact to the fen. A row that a table by codes does not print counts as nothing; a printed row whose cell is blank
counts as zero, but a rule that would fail only because of a blank is *unreadable*, not failed. A table that was not
published leaves its rules not applicable.

Strength: **H** hard identity, **I** inequality, **S** hint. Basis:

${bases.join("\n")}

The examples of each rule are run by a test; a line is an address with its amount, and what is left out is nothing.

${sections.join("\n")}`
}

/** The generated pages by their place in `docs/`. */
export const generatedPages = async (root: string): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ["reference/articulation-rules.md", rulesPage()],
    ["reference/audit-rules.md", auditRulesPage()],
    ["reference/disclosure-checklist.md", obligationsPage()],
    ["reference/scoring-rules.md", scoringRulesPage()],
    ["reference/scoring-rule-set.schema.json", `${JSON.stringify(ruleSetJsonSchema(), null, 2)}\n`],
    ["reference/events.md", eventsPage(root)],
    ["reference/import-format.md", importFormatPage()],
    ["reference/cli.md", await cliPage()],
    ["reference/tables.md", tablesPage()],
    ["reference/errors.md", await errorsPage()],
    ["reference/json.md", await jsonPage()],
    ["glossary.md", glossaryPage()]
  ])

if (process.argv[1] === import.meta.filename) {
  const root = path.dirname(import.meta.dirname)
  fs.mkdirSync(path.join(root, "docs", "reference"), { recursive: true })
  for (const [name, text] of await generatedPages(root)) fs.writeFileSync(path.join(root, "docs", name), text)
}
