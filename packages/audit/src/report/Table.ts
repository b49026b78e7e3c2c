/**
 * Findings as a table of the document tree (审核结果表), for the workbook of an audit.
 */
import type { Document, DocumentTable } from "@juesuan/disclosure"
import { figureStatesText, severityLabels } from "@juesuan/domain"
import type { Finding, FindingsReport, Operand, Place } from "@juesuan/domain"
import { sheetTable } from "./Sheet.ts"

const heads = [
  "序号",
  "级别",
  "结论",
  "规则",
  "事项",
  "说明",
  "左方",
  "左方列示",
  "左方位置",
  "右方",
  "右方重算或列示",
  "右方位置",
  "差额",
  "允许误差",
  "线索",
  "依据",
  "建议"
] as const

const outcomes = { fail: "不成立", unreadable: "无法判断", error: "程序错误" } as const

/** Where something stands: 文件:行:列, or 文件 sheet!cell. */
export const placeText = (at: Place | null): string => {
  if (at === null) return ""
  const { file, sheet, page, line, column } = at
  const where = page === undefined ? file : `${file}:p${page}`
  if (line !== undefined) return `${where}:${line}${column === undefined ? "" : `:${column}`}`
  if (page !== undefined) return where
  return `${file} ${[sheet, column].filter((part) => part !== undefined).join("!")}`.trim()
}

const said = (operand: Operand | null): string =>
  operand === null
    ? ""
    : (operand.raw ?? (operand.value === null ? "" : `${operand.value} ${operand.unit}`.trimEnd()))

const rowOf = (finding: Finding, at: number): ReadonlyArray<string> => {
  const { left, right, leads, allowed } = finding
  return [
    String(at + 1),
    severityLabels[finding.severity],
    outcomes[finding.outcome],
    finding.ruleId,
    finding.title,
    finding.message,
    left?.label ?? "",
    said(left),
    placeText(left?.at ?? null),
    right?.label ?? "",
    said(right),
    placeText(right?.at ?? null),
    finding.difference ?? "",
    allowed === null ? "" : `${allowed[0]} … ${allowed[1]}`,
    leads.map(({ text }) => text).join("\n"),
    finding.basis,
    finding.suggestion
  ]
}

/** One table of all findings, in their order. */
export const findingsTable = (
  { findings, summary }: FindingsReport,
  { unitName, key = "audit" }: { readonly unitName: string; readonly key?: string }
): DocumentTable =>
  sheetTable({
    key,
    title: "审核结果表",
    unitName,
    heads,
    rows: findings.map(rowOf),
    notes: [
      `共检查 ${summary.rules} 条规则、${summary.figures} 个数字（${figureStatesText(summary, "zh")}），` +
        `发现 ${findings.length} 处。`
    ]
  })

/** The tables of audits as a document, for a renderer of documents. */
export const findingsDocument = (
  tables: ReadonlyArray<DocumentTable>,
  { title, generator }: { readonly title: string; readonly generator: string }
): Document => ({
  schema: "juesuan/document/1",
  unitName: tables[0]?.unitName ?? "",
  year: 0,
  title,
  cover: { attachment: "", lines: [title] },
  moneyUnit: "元",
  parts: [{ key: "1", title, blocks: tables.map((table) => ({ kind: "table", table })) }],
  charts: [],
  remarks: [],
  colophon: { digest: "", tablePack: "", ruleSet: "", generator }
})
