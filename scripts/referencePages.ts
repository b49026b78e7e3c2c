/**
 * Pages of the reference that follow from the code: the nine tables, and the errors with what they say.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Term, ningxia2024, packs, termOf } from "@juesuan/tables"
import type { PackTable, RowDefinition } from "@juesuan/tables"
import { classes, sampleOf } from "./errorSamples.ts"

const root = path.dirname(import.meta.dirname)

const tableOf = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n")

const rowText = ({ key, label }: RowDefinition): readonly [string, string] => [`\`${key}\``, label]

/** The terms of a fixed row, where they are its own. */
const termsOf = (row: RowDefinition, { definition }: PackTable): string =>
  definition.columns
    .flatMap((column) => {
      const term = termOf(row, column)
      return term === null ? [] : [`${column.key}: \`${Term.printTerm(term)}\``]
    })
    .join("<br>")

const sectionOf = (table: PackTable): string => {
  const { definition } = table
  const { rows, columns, key } = definition
  const heads = tableOf(
    ["column", "heads", "term"],
    columns.map(({ key: column, heads, term, sumOf }) => [
      `\`${column}\``,
      heads.join(" · "),
      `${term === undefined ? "by row" : `\`${Term.printTerm(term)}\``}${sumOf === undefined ? "" : ` (= ${sumOf.join(" + ")})`}`
    ])
  )
  const body =
    rows.kind === "byCode"
      ? `Rows: 合计 and one for each 类, 款 and 项 that occurs (by ${rows.dimension} code).`
      : tableOf(
          ["row", "label", "terms"],
          // Lines that the form prints without a label or a figure say nothing.
          rows.rows.filter(({ label }) => label !== "").map((row) => [...rowText(row), termsOf(row, table)])
        )
  const numbers = packs.map(
    (pack) => `${pack.id}: ${pack.tables.find((one) => one.definition.key === key)?.number ?? "none"}`
  )
  const empty =
    definition.emptyUnless === undefined ? "" : `\n\nPublished as an empty form where nothing of it occurs.`
  return `## ${key} ${table.title}\n\n${numbers.join(" · ")}. ${definition.note}\n\n${heads}\n\n${body}${empty}`
}

/** The page of the nine tables. */
export const tablesPage = (): string => `# The nine tables

What every cell is the value of; this page is generated from the definitions (\`npm run generate:docs\`). An address is
table/row/column, such as \`T03/2080109/3\`. A term selects amounts by measure and dimensions: \`function=208*\` is any code
under 208, \`a|b\` either, \`∅\` none; see [concepts](../concepts.md). Amounts are in 元, exact to the fen.

${ningxia2024.tables.map(sectionOf).join("\n\n")}
`

/** The docstring above a class in its source, as one line. */
const docstringOf = (name: string, module: string): string => {
  const source = fs.readFileSync(module, "utf8")
  const before = source.slice(0, source.indexOf(`export class ${name} `))
  const [, text = ""] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before) ?? []
  return text
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .trim()
}

/** The page of the errors, each with a sample of what it says. */
export const errorsPage = async (): Promise<string> => {
  const taught = classes.filter(({ name }) => name !== "Exit")
  const rows = await Promise.all(
    taught.map(async (one) => {
      const { message } = await sampleOf(one)
      const [, owner] = path.relative(root, one.module).split(path.sep)
      return { ...one, owner: owner!, message, meaning: docstringOf(one.name, one.module) }
    })
  )
  const owners = [...new Set(rows.map(({ owner }) => owner))]
  const sections = owners.map((owner) => {
    const own = rows.filter((row) => row.owner === owner)
    const blocks = own.map(
      ({ name, meaning, message }) => `### ${name}\n\n${meaning}\n\n\`\`\`text\n${message}\n\`\`\``
    )
    return `## ${owner === "cli" ? "juesuan" : `@juesuan/${owner}`}\n\n${blocks.join("\n\n")}`
  })
  return `# Errors

Every typed error, with a sample of what it says: the operands, and what to do next. This page is generated
(\`npm run generate:docs\`) and the samples are tested. Refusals of the ledger are also told in Chinese on the command line;
the order in which they are looked for stands with each [event](events.md). Problems of import files have names of their
own and are told with file, row, column, value and remedy.

${sections.join("\n\n")}
`
}
