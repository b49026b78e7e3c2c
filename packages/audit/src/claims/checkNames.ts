/**
 * Names of classifications in sentences (AR-N-23): items of basic expenditure that are listed without an amount, and
 * what an entry is said to be spent on.
 */
import { Classification } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import { isLostRow } from "../LostRow.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { EntryClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { nameKey } from "./Entries.ts"
import { middle, sumOf, zero } from "./Exact.ts"
import { wordOperand } from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rule = (typeof claimRules)["AR-N-23"]

/** Items of basic expenditure by name; a name of several codes (医疗费) is none. */
const itemCodes: () => ReadonlyMap<string, string> = (() => {
  let known: ReadonlyMap<string, string> | undefined
  return () => {
    if (known !== undefined) return known
    const codes = new Map<string, string | null>()
    for (const { code, name } of Classification.entries("departmentEconomic")) {
      if (code.length !== 5) continue
      const key = nameKey(name)
      codes.set(key, codes.has(key) ? null : code)
    }
    known = new Map([...codes].flatMap(([name, code]) => (code === null ? [] : [[name, code] as const])))
    return known
  }
})()

/** Whether the items of a 类 of T06 add up to it: then a blank item is none that was not read. */
const isWhole = (context: ClaimContext, category: string): boolean => {
  const table = context.document.tables.get("T06")
  const rows = [...(table?.rows.values() ?? [])].filter(({ key }) => key.startsWith(category))
  if (rows.some(isLostRow)) return false
  const cells = rows.map(({ key }) => ({ key, cell: cellAt(context, `T06/${key}/1`) }))
  if (cells.some(({ cell }) => cell.state === "unreadable")) return false
  const quantities = cells.flatMap(({ key, cell }) =>
    key.length === 5 && cell.state === "value" ? [cell.quantity.loose] : []
  )
  const whole = cells.find(({ key }) => key === category)?.cell
  if (whole?.state !== "value") return false
  const sum = sumOf(quantities)
  return sum.low.lte(whole.quantity.loose.high) && sum.high.gte(whole.quantity.loose.low)
}

/** A list of names without amounts, such as 主要包括：基本工资、津贴补贴。 */
const LIST = /(?:主要)?包括[：:]?([^，。；;：:\d]{2,400})/g

/** The names of a list with their offsets in the paragraph. */
const namesIn = ({
  text
}: ReadParagraph): ReadonlyArray<{ readonly name: string; readonly offset: number }> =>
  [...text.matchAll(LIST)].flatMap((match) => {
    const from = match.index + match[0].length - match[1]!.length
    return [...match[1]!.matchAll(/[^、和及]{2,30}/g)].map(({ 0: name, index }) => ({
      name,
      offset: from + index
    }))
  })

/** Items that §六 lists although the table has nothing for them. */
const checkListed = (context: ClaimContext, rule: Rule, out: Collector): void => {
  const paragraphs = context.document.sections
    .filter(({ topic }) => topic === "basic")
    .flatMap(({ paragraphs }) => paragraphs)
  const named = paragraphs.flatMap((paragraph) =>
    namesIn(paragraph).flatMap(({ name, offset }) => {
      const code = itemCodes().get(nameKey(name.replace(/等$/, "")))
      return code === undefined ? [] : [{ name, code, at: placeAt(paragraph, offset) }]
    })
  )
  for (const { name, code, at } of named) {
    const cell = cellAt(context, `T06/${code}/1`)
    if (cell.state === "unreadable" || cell.state === "absent" || !isWhole(context, code.slice(0, 3))) {
      out.doubtful++
      continue
    }
    out.touched.push({ at, raw: name })
    if (cell.state === "value" && !middle(cell.quantity.narrow).eq(zero)) continue
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `基本支出的说明列有“${name}”，基本支出表 ${code} 没有支出。`,
          `“${name}” is listed as basic expenditure, and the table has none for ${code}.`
        ),
        left: wordOperand(`N/6/${code}/name`, name, name, at),
        right: cell.state === "value" ? cell.operand : null,
        key: `N/6/${code}|listed`
      })
    )
  }
}

/** Items that a purpose may begin with whatever the entry is. */
const GENERAL = /^(?:行政运行|一般行政管理事务|机关服务|事业运行)$/
const PURPOSE = /主要用于[：:]?\s?([^，。；;]{2,60})/

/** Pairs of neighbouring characters. */
const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))

const namesOf = ({ category, section, item }: EntryClaim): string =>
  [category, section, item].map((name) => nameKey(name ?? "")).join("|")

/** What the paragraph of an entry says it was spent on. */
const purposeOf = ({ where }: EntryClaim): { readonly text: string; readonly offset: number } | null => {
  const found = PURPOSE.exec(where.paragraph.text)
  return found === null ? null : { text: found[1]!, offset: found.index + found[0].length - found[1]!.length }
}

/** Entries that are said to be spent on what another entry, of another 类, is named after. */
const checkPurposes = (context: ClaimContext, rule: Rule, out: Collector): void => {
  const entries = claimsIn(context, "entry").filter(
    ({ where, item, code }) => where.topic === "generalPublic" && item !== null && code !== null
  )
  for (const entry of entries) {
    const purpose = purposeOf(entry)
    const isShared = entries.some(
      (other) => other !== entry && other.where.paragraph === entry.where.paragraph
    )
    if (purpose === null || isShared) continue
    const at = placeAt(entry.where.paragraph, purpose.offset)
    out.touched.push({ at, raw: purpose.text })
    const own = pairsOf(namesOf(entry))
    const isOwn = [...pairsOf(nameKey(purpose.text))].some((pair) => own.has(pair) && pair !== "支出")
    const other = entries.find(
      ({ item, code }) =>
        code!.slice(0, 3) !== entry.code!.slice(0, 3) &&
        !GENERAL.test(nameKey(item!)) &&
        nameKey(item!).length >= 4 &&
        nameKey(purpose.text).startsWith(nameKey(item!))
    )
    if (isOwn || other === undefined) continue
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `“${entry.item}”主要用于“${purpose.text}”，这是另一项“${other.item}”的用途。`,
          `“${entry.item}” is said to be for “${purpose.text}”, which is what “${other.item}” is for.`
        ),
        left: wordOperand(`N/5.3/${entry.code}/purpose`, entry.item!, purpose.text, at),
        right: wordOperand(`N/5.3/${other.code}`, other.item!, other.item!, other.at),
        key: `N/5.3/${entry.code}|purpose`
      })
    )
  }
}

/** AR-N-23: what is listed has an amount, and an entry is spent on what it is named after. */
export const checkNames = (context: ClaimContext, rule: Rule): Collector => {
  const out = new Collector()
  checkListed(context, rule, out)
  checkPurposes(context, rule, out)
  return out
}
