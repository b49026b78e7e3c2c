/** Audit as a library: a folder of published documents to one workbook of findings and one SARIF log. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { audit, findingsTable, readDocument, toSarif } from "@juesuan/audit"
import { tablesXlsx } from "@juesuan/disclosure/xlsx"
import * as Result from "effect/Result"

const folder = path.join(import.meta.dirname, "documents")
const target = process.argv[2] ?? fs.mkdtempSync(path.join(os.tmpdir(), "audit-folder-"))

const audits = fs
  .readdirSync(folder)
  .sort()
  .flatMap((name) => {
    const read = readDocument(fs.readFileSync(path.join(folder, name)), name)
    if (Result.isSuccess(read)) return [audit(read.success)]
    console.log(read.failure.message)
    return []
  })

for (const { file, findings, summary } of audits) {
  console.log(`${file}: ${summary.verified}/${summary.figures} 个数字已核实，${findings.length} 处`)
  for (const { ruleId, severity, left, right } of findings)
    console.log(`  ${left?.at?.line} ${ruleId} ${severity} ${left?.raw} → ${right?.value} ${right?.unit}`)
}

const tables = audits.map((report, at) =>
  findingsTable(report, { unitName: report.file, key: `audit-${at + 1}` })
)
fs.writeFileSync(path.join(target, "findings.xlsx"), tablesXlsx(tables))
const [first, ...rest] = audits.map((report) => toSarif(report, "0.1.0"))
const log = { ...first, runs: [first, ...rest].flatMap((sarif) => sarif?.runs ?? []) }
fs.writeFileSync(path.join(target, "findings.sarif"), JSON.stringify(log, null, 2))
console.log(fs.readdirSync(target).sort().join(" "))
