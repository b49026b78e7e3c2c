/**
 * Cells that were cut in print: the tables with what they could be restored to, and what is said of them.
 */
import { Address, readAmount } from "@juesuan/domain"
import type { Finding, Operand } from "@juesuan/domain"
import type { TableSource } from "@juesuan/tables"
import type { CheckResult } from "../CheckResult.ts"
import { lineInWords } from "../Places.ts"
import type { PublishedDocument, Restoration } from "../PublishedDocument.ts"
import { readingAt, withReading } from "./Corrected.ts"
import { findingOf, resultOf } from "./Finding.ts"
import type { Language } from "./Language.ts"
import { say } from "./Language.ts"
import { readingRules } from "./readingRules.ts"

const isCell = ({ kind }: Restoration): boolean => kind === "amount"

/** The tables in which each cut amount counts as what it was restored to. */
export const restoredTables = ({ tables, tableFacts, restorations }: PublishedDocument): TableSource =>
  restorations.filter(isCell).reduce((source, { address, restored, raw, at }) => {
    if (readingAt(source, address)?.state !== "unreadable") return source
    const unit = tableFacts.get(Address.cellOf(address).table)?.moneyUnit ?? "元"
    const read = readAmount(restored, unit)
    if (read._tag !== "Amount") return source
    return withReading(source, address, { state: "value", amount: read.amount, raw, at })
  }, tables)

type Kind = Restoration["kind"]

const words = {
  amount: ["金额", "amounts"],
  code: ["科目编码", "codes"],
  name: ["名称", "names"],
  label: ["标注", "labels"]
} as const satisfies Record<Kind, readonly [string, string]>

/** What is told once: the cut amounts of a row, all cut labels of a self-evaluation, all cut codes of a table. */
const groupOf = ({ kind, address }: Restoration): string => {
  const { table, row } = Address.cellOf(address)
  if (kind === "code") return `code|${table}`
  return kind === "label" ? `label|${table}/${row}` : `${kind}|${table}/${row}`
}

const operandOf = ({ address, raw, at }: Restoration, label: string, value: string | null): Operand => ({
  address,
  label,
  raw,
  value,
  unit: "",
  at
})

const LISTED_MAX = 12

const groupFinding = (
  group: ReadonlyArray<Restoration>,
  { tables }: PublishedDocument,
  language: Language
): Finding => {
  const first = group[0]!
  const { kind } = first
  const table = tables.get(Address.cellOf(first.address).table)
  const name =
    table === undefined ? say(language, "自评表", "self-evaluation") : `${table.number} ${table.title}`
  const list = group
    .slice(0, LISTED_MAX)
    .map(
      ({ raw, restored, at }) => `${lineInWords(at, language)}${say(language, "", ": ")}${raw} → ${restored}`
    )
    .join("，")
  const more = group.length > LISTED_MAX ? say(language, "等", " …") : ""
  const [zh, en] = words[kind]
  // The cut amounts of a row are told together, and each of them by its address.
  const address = kind === "amount" ? group.map((one) => one.address).join(" + ") : first.address
  return findingOf(readingRules["AU-01"], {
    outcome: "unreadable",
    message: say(
      language,
      `${name}有 ${group.length} 处${zh}被截断，已恢复：${list}${more}。依据：${first.reason}。`,
      `${name}: ${group.length} ${en} were cut and restored: ${list}${more}. ${first.reason}.`
    ),
    left: { ...operandOf(first, say(language, "列示", "printed"), null), address },
    right: {
      ...operandOf(first, say(language, "恢复", "restored"), first.restored),
      address,
      raw: null,
      at: null
    },
    key: groupOf(first)
  })
}

/** What was cut and restored: unreadable, never wrong. */
export const restorationResult = (document: PublishedDocument, language: Language): CheckResult => {
  const groups = new Map<string, Array<Restoration>>()
  for (const restoration of document.restorations) {
    const key = groupOf(restoration)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [restoration])
    else group.push(restoration)
  }
  const findings = [...groups.values()].map((group) => groupFinding(group, document, language))
  const result = resultOf(readingRules["AU-01"], findings, [])
  const hasAnything = document.tables.size + document.scorecards.length > 0
  return hasAnything ? result : { ...result, outcome: "notApplicable" }
}
