/**
 * The transactions of Yanchi 2024: a reconstruction (示例重构), not the unit's vouchers.
 *
 * The published accounts give sums; this script splits them into a plausible year — monthly payroll, contributions,
 * purchases, two benefit programmes in batches, quotas, corrections — so that every printed cell comes out to the
 * fen. Splits, dates, document numbers and the economic codes of projects are invented; sums, budgets and last
 * year's figures are printed facts. The same seed gives the same bytes: `npm run generate:example`.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { amountsOf, checkYear } from "./check.ts"
import { budgets, facts } from "./facts.ts"
import { indicators } from "./indicators.ts"
import { csvOf, Journal } from "./journal.ts"
import { payroll, programmes, purchases } from "./payments.ts"

/** The whole file, as text. */
export const generate = (): string => {
  const journal = new Journal(20240101)
  facts(journal)
  indicators(journal)
  budgets(journal)
  payroll(journal)
  purchases(journal)
  programmes(journal)
  const rows = journal.rows()
  checkYear(rows)
  return csvOf(rows)
}

if (process.argv[1] === import.meta.filename) {
  const text = generate()
  fs.writeFileSync(path.join(import.meta.dirname, "transactions.csv"), text)
  process.stdout.write(`${text.trimEnd().split("\n").length - 1} rows, ${amountsOf(text)} money rows\n`)
}
