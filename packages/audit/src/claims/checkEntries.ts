/**
 * Entries of the general public budget by 项 (AR-N-08), items of basic expenditure by 类 (AR-N-09).
 */
import type { Finding } from "@juesuan/domain"
import type { ReadTable } from "@juesuan/tables"
import { findingOf } from "../check/Finding.ts"
import { isLostRow } from "../LostRow.ts"
import type { EntryClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { middle, zero } from "./Exact.ts"
import type { Exact } from "./Exact.ts"
import { nameKey } from "./Entries.ts"
import { operandOfAmount, touch, yuan } from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

const entryOperand = (claim: EntryClaim) => ({
  address: `N/5.3/${claim.code ?? "·"}`,
  label: claim.item ?? claim.section ?? claim.category,
  raw: [claim.category, claim.section, claim.item].filter((name) => name !== null).join("·"),
  value: null,
  unit: "",
  at: claim.at
})

const nameFinding = (context: ClaimContext, rule: Rules["AR-N-08"], claim: EntryClaim): Finding =>
  findingOf(rule, {
    severity: "explain",
    message: say(
      context,
      `“${entryOperand(claim).raw}”与科目 ${claim.code} 的名称“${claim.standard!.join("·")}”不一致。`,
      `“${entryOperand(claim).raw}” is not the name of ${claim.code}.`
    ),
    left: entryOperand(claim),
    key: `N/5.3/${claim.code}|name`
  })

/** Whether the rows of the table add up without the code: if they do not, its row may be there and was not read. */
const hasAllBelow = (context: ClaimContext, table: ReadTable, code: string): boolean => {
  const cellOf = (key: string) => cellAt(context, `T05/${key}/1`)
  const amountOf = (key: string): Exact => {
    const cell = cellOf(key)
    return cell.state === "value" ? middle(cell.quantity.narrow) : zero
  }
  const parent = [code.slice(0, 5), code.slice(0, 3), "total"].find((key) => table.rows.has(key))
  if (parent === undefined) return false
  const isBelow = (key: string): boolean =>
    parent === "total" ? key.length === 3 : key.length === parent.length + 2 && key.startsWith(parent)
  const below = [...table.rows.keys()].filter((key) => /^\d+$/.test(key) && isBelow(key))
  if ([parent, ...below].some((key) => cellOf(key).state === "unreadable")) return false
  return below.reduce((sum, key) => sum.plus(amountOf(key)), zero).eq(amountOf(parent))
}

/** Whether numbered paragraphs (1. 2. 4.) leave a number out: an entry was lost between print and reading. */
const lacksNumber = (texts: ReadonlyArray<string>): boolean => {
  const numbers = new Set(
    texts.flatMap((text) => /^\s{0,9}(\d{1,2})[.．、]\s?\D/.exec(text)?.[1] ?? []).map(Number)
  )
  return Array.from({ length: Math.max(0, ...numbers) }, (_, at) => at + 1).some((one) => !numbers.has(one))
}

/** What the text of the section says, and the codes of its entries. */
interface EntryTexts {
  readonly table: ReadTable
  readonly codes: ReadonlySet<string>
  /** The text without brackets and spaces. */
  readonly text: string
  /** Whether an entry was lost between print and reading. */
  readonly isLost: boolean
}

/** Rows of the table with expenditure that no entry speaks of. */
const checkMissing = (
  context: ClaimContext,
  rule: Rules["AR-N-08"],
  { table, codes, text, isLost }: EntryTexts,
  out: Collector
): void => {
  for (const { key, label } of table.rows.values()) {
    if (!/^\d{7}$/.test(key) || codes.has(key)) continue
    const cell = cellAt(context, `T05/${key}/1`)
    if (cell.state !== "value" || middle(cell.quantity.narrow).eq(0)) continue
    // Named but not read as an entry: then it is not the document that lacks it.
    if (isLost || text.includes(nameKey(label))) {
      out.doubtful++
      continue
    }
    const amount = yuan(middle(cell.quantity.narrow))
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${key} ${label.trim()} 有支出 ${amount} 元，具体情况中没有这一项。`,
          `${key} ${label.trim()} has ${amount} of expenditure and no entry.`
        ),
        left: null,
        right: cell.operand,
        key: `T05/${key}|missing`
      })
    )
  }
}

/** Entries with expenditure that no row of the table has. */
const checkExtra = (
  context: ClaimContext,
  rule: Rules["AR-N-08"],
  { table, codes }: EntryTexts,
  out: Collector
): void => {
  for (const amount of claimsIn(context, "amount")) {
    const code = /^T05\/(\d{7})\/1$/.exec(amount.subject.address ?? "")?.[1]
    if (code === undefined || table.rows.has(code) || amount.amount.value.eq(0) || !codes.has(code)) continue
    if (!hasAllBelow(context, table, code)) {
      out.doubtful++
      continue
    }
    const left = operandOfAmount(amount)
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${left.label}在具体情况中有支出 ${left.raw}，公开表没有 ${code} 这一行。`,
          `${left.label} has ${left.raw} in the text; the table has no row ${code}.`
        ),
        left,
        key: `T05/${code}|extra`
      })
    )
  }
}

/** AR-N-08: one entry for each 项 of T05 with expenditure, no other, under the names of the table. */
export const checkEntries = (context: ClaimContext, rule: Rules["AR-N-08"]): Collector => {
  const out = new Collector()
  const table = context.document.tables.get("T05")
  const own = claimsIn(context, "entry").filter(({ where }) => where.topic === "generalPublic")
  for (const claim of own) {
    if (claim.standard !== null) out.findings.push(nameFinding(context, rule, claim))
    else if (claim.code !== null) out.touched.push({ at: claim.at, raw: entryOperand(claim).raw })
    else out.doubtful++
  }
  const entries = own.filter(({ item }) => item !== null)
  if (table === undefined || table.empty || entries.length === 0) return out
  const texts = context.document.sections
    .filter(({ topic }) => topic === "generalPublic")
    .flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
  const codes = new Set(entries.flatMap(({ code }) => code ?? []))
  const said = { table, codes, text: texts.map(nameKey).join("\n"), isLost: lacksNumber(texts) }
  if (entries.every(({ code }) => code !== null)) checkMissing(context, rule, said, out)
  checkExtra(context, rule, said, out)
  return out
}

const order = ["301", "302", "303", "307", "310", "399"] as const

/** AR-N-09: where §六 goes by economic 类, it has each with expenditure, in the order of the form. */
export const checkBasicItems = (context: ClaimContext, rule: Rules["AR-N-09"]): Collector => {
  const out = new Collector()
  const items = claimsIn(context, "amount").flatMap((claim) => {
    const code = /^T06\/(\d{3})\/1$/.exec(claim.subject.address ?? "")?.[1]
    return code === undefined || claim.where.topic !== "basic" ? [] : [{ code, claim }]
  })
  const rows = [...(context.document.tables.get("T06")?.rows.values() ?? [])]
  // A sentence is bound by the names of the table: where a row of it was lost, it may be bound to another.
  if (rows.some(isLostRow)) {
    out.doubtful++
    return out
  }
  const codes = [...new Set(items.map(({ code }) => code))]
  if (codes.length < 3) return out
  for (const { claim } of items) out.touched.push(touch(claim.amount))
  for (const code of order) {
    const cell = cellAt(context, `T06/${code}/1`)
    if (codes.includes(code) || cell.state !== "value" || middle(cell.quantity.narrow).eq(0)) continue
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `${cell.operand.label}有支出 ${yuan(middle(cell.quantity.narrow))} 元，说明中没有这一类。`,
          `${cell.operand.label} has expenditure and is not explained.`
        ),
        left: null,
        right: cell.operand,
        key: `T06/${code}|missing`
      })
    )
  }
  const sorted = codes.toSorted((a, b) => order.indexOf(a as never) - order.indexOf(b as never))
  if (sorted.some((code, at) => code !== codes[at])) {
    const first = items.find(({ code }, at) => code !== sorted[at])!
    out.findings.push(
      findingOf(rule, {
        severity: "hint",
        message: say(
          context,
          `各类的顺序为 ${codes.join("、")}，表式的顺序为 ${sorted.join("、")}。`,
          `The items stand as ${codes.join(", ")}, in the form as ${sorted.join(", ")}.`
        ),
        left: operandOfAmount(first.claim),
        key: "N/6|order"
      })
    )
  }
  return out
}
