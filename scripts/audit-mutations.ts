/**
 * Alters every number of two documents in turn and says which of them the audit finds: `npm run audit:mutations`.
 *
 * Writes `docs/reference/audit-coverage.md`. The documents are the published one of the tests and the example year's,
 * generated as text; it takes some minutes. `JUESUAN_STEP=10` tries each tenth mutant, prints, and writes nothing.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { renderText } from "@juesuan/disclosure/text"
import type { Document } from "@juesuan/disclosure"
import { auditedOf, coveredOf, mutantsOf, operators, outcomeOf } from "../packages/audit/test/mutants.ts"
import type { Audited, Outcome } from "../packages/audit/test/mutants.ts"

const root = path.dirname(import.meta.dirname)
const step = Math.max(1, Number(process.env["JUESUAN_STEP"] ?? "1"))

const exampleText = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-mutations-"))
  try {
    const command = path.join(root, "packages", "cli", "bin", "juesuan.js")
    const { status, stderr } = spawnSync(process.execPath, [command, "demo", "--out", "demo"], {
      cwd: folder,
      encoding: "utf8"
    })
    if (status !== 0) throw new Error(stderr)
    const json = fs.readFileSync(path.join(folder, "demo", "disclosure.json"), "utf8")
    return renderText(JSON.parse(json) as Document)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`

const reasons = {
  precision:
    "a rate comes out the same for both numbers as far as it is printed, and nothing else prints them",
  score: "a target or an actual value that earns the indicator the same score",
  "cut label": "a weight in a label that the page's edge cuts; it is restored from the weights below it"
} as const

const kinds = [
  ["cells of tables", /^T/],
  ["self-evaluations", /^S/],
  ["sentences", /^(?![TS])/]
] as const

const survivorLine = ({ mutant }: Outcome): string => {
  const { figure, line, operator, printed, altered } = mutant
  return `- line ${line}, ${figure.label}: ${printed} → ${altered} (${operator})`
}

const sectionOf = (title: string, audited: Audited): string => {
  const covered = coveredOf(audited)
  const all = covered.flatMap((figure) => mutantsOf(audited, figure))
  const outcomes = all.filter((_, at) => at % step === 0).map((mutant) => outcomeOf(audited, mutant))
  const row = (name: string, some: ReadonlyArray<Outcome>): string => {
    const count = (wanted: Outcome["fate"]): number => some.filter(({ fate }) => fate === wanted).length
    const found = some.length - count("survived")
    return `| ${name} | ${some.length} | ${count("failed")} | ${count("unreadable")} | ${count("survived")} | ${percent(found, some.length)} |`
  }
  const survivors = outcomes.filter(({ fate }) => fate === "survived")
  const unexplained = survivors.filter(({ reason }) => reason === null)
  const { unchecked } = audited.report
  return [
    `## ${title}`,
    "",
    `${audited.figures.length} numbers are printed, ${covered.length} (${percent(covered.length, audited.figures.length)}) of them are read by a rule. ` +
      `The others: ${unchecked.map(({ raw, at }) => `${raw} (line ${at.line})`).join(", ")}.`,
    "",
    "| altered by | mutants | contradiction | unreadable | survived | found |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...operators.map((operator) =>
      row(
        operator,
        outcomes.filter(({ mutant }) => mutant.operator === operator)
      )
    ),
    ...kinds.map(([name, pattern]) =>
      row(
        name,
        outcomes.filter(({ mutant }) => pattern.test(mutant.figure.label))
      )
    ),
    row("all", outcomes),
    "",
    ...Object.entries(reasons).flatMap(([reason, text]) => {
      const mine = survivors.filter((one) => one.reason === reason)
      return mine.length === 0
        ? []
        : [`Survivors, ${mine.length}: ${text}.`, "", ...mine.map(survivorLine), ""]
    }),
    ...(unexplained.length === 0
      ? ["No other mutant survived.", ""]
      : [`Survivors without a reason, ${unexplained.length}:`, "", ...unexplained.map(survivorLine), ""])
  ].join("\n")
}

const published = path.join(root, "packages", "audit", "test", "fixtures", "yanchi-2024.txt")
const page = `# What an audit finds of altered numbers

Every number that a rule reads is altered in turn — one digit changed, two neighbours swapped, ten times the amount, the
other sign, 元 for 万元 (in a cell of a table: the amount in the other unit), decimals cut — and the document is audited
again. A mutant is found when a finding that the document did not have names the altered number on its left or its
right; *unreadable* is a finding too, which says what a cut cell was restored to. Decimals cut where the shorter number
is right as printed are no mutants. This page is written by \`npm run audit:mutations\`.

What is not reached, and why:

- **Numbers of which no rule knows a second printing.** Floor areas, counts of vehicles, visitors and devices stand once
  in a document and follow from nothing else in it. They are listed below as read by no rule, and \`--unchecked\` lists
  them for any document.
- **Targets and actual values of self-evaluations.** An indicator earns full marks for any target at or below its actual
  value. Where the score stays what it was, only a number that cannot be (negative, a share of nothing or of more than
  all), a second printing in the outcome, or the money of the project gives an altered one away.
- **Changes in money that only a rate repeats.** 1,578,669.08 元 and 1,578,664.08 元 are the same 13.75 % of last year.
- **Weights in labels that the edge of the page cuts.** They are restored from the weights below them, so they prove
  nothing.

No cell of the nine tables is among the survivors: each stands in a sum, in a second table, or in a sentence.

${sectionOf("A published document", auditedOf(fs.readFileSync(published, "utf8")))}
${sectionOf("The example year, generated as text", auditedOf(exampleText()))}`.trimEnd()

if (step === 1) fs.writeFileSync(path.join(root, "docs", "reference", "audit-coverage.md"), `${page}\n`)
process.stdout.write(`${page}\n`)
