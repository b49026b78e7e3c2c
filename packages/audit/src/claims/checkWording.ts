/**
 * Words of the form: residue (AR-N-11), years (AR-N-14), headings (AR-N-17), terms (AR-N-18), empty phrases (AR-N-20),
 * missing units (AR-N-21); and whether the unit has 机关运行经费 at all (AR-N-15).
 */
import type { Operand, Place } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import { entryOf } from "../recognise/Headings.ts"
import { ordinalOf, withoutOrdinal } from "../recognise/Text.ts"
import type { Claim, PrintedNumber, ResidueKind, TermClaim, YearClaim } from "./Claim.ts"
import { cellAt, claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { middle } from "./Exact.ts"
import { agreeLoosely, quantityOf } from "./Judge.ts"
import { narrativeAddress, operandOf, operandOfAmount, rawOf, touch, yuan } from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

const textOperand = (address: string, label: string, raw: string, at: Place): Operand => ({
  address,
  label,
  raw,
  value: null,
  unit: "",
  at
})

const residueWords: Readonly<Record<ResidueKind, readonly [zh: string, en: string]>> = {
  alternatives: ["备选用语未择一", "alternatives left unresolved"],
  clash: ["方向用语自相冲突", "clashing words of direction"],
  placeholder: ["占位符未替换", "a placeholder was left"],
  toFill: ["待填内容未填", "something is still to be filled in"],
  blank: ["数字缺失", "a number is missing"],
  nothing: ["“具体情况如下：无”为套话，应删去，或写明没有此项收支", "an announcement of nothing"],
  purposeOfNothing: ["金额为 0 或没有用途时，应删去“主要用于…”", "a purpose of nothing"],
  doubled: ["前一句的原因后缺句号，比较和原因重复", "two sentences have run into each other"],
  comparedLevel: ["“比…持平”应作“与…持平”", "比 … 持平 should read 与 … 持平"]
}

const residueFindings = (
  context: ClaimContext,
  rule: Rules["AR-N-11"] | Rules["AR-N-20"],
  kinds: ReadonlyArray<ResidueKind>
): Collector => {
  const out = new Collector()
  const seen = new Map<string, number>()
  for (const claim of claimsIn(context, "residue")) {
    if (!kinds.includes(claim.residue)) continue
    const [zh, en] = residueWords[claim.residue]
    const base = `N/${claim.where.section}/${claim.residue}`
    const nth = (seen.get(base) ?? 0) + 1
    seen.set(base, nth)
    const address = nth === 1 ? base : `${base}.${nth}`
    out.touched.push({ at: claim.at, raw: claim.text })
    out.findings.push(
      findingOf(rule, {
        ...(claim.residue === "nothing" ? { severity: "hint" as const } : {}),
        message: say(
          context,
          `“${claim.text.slice(0, 60)}”：${zh}。`,
          `“${claim.text.slice(0, 60)}”: ${en}.`
        ),
        left: textOperand(address, zh, claim.text, claim.at),
        key: address
      })
    )
  }
  // A rule about what must not be there ran over every sentence.
  if (out.touched.length === 0 && context.claims.length > 0) {
    const { where } = context.claims[0]!
    out.touched.push({ at: where.at, raw: "" })
  }
  return out
}

/** AR-N-11: nothing of the form is left. */
export const checkResidue = (context: ClaimContext, rule: Rules["AR-N-11"]): Collector =>
  residueFindings(context, rule, ["alternatives", "clash", "placeholder", "toFill", "blank"])

/** AR-N-20: no sentence about nothing, none twice. */
export const checkPhrases = (context: ClaimContext, rule: Rules["AR-N-20"]): Collector =>
  residueFindings(context, rule, ["doubled", "comparedLevel", "purposeOfNothing", "nothing"])

const yearRoles: Readonly<Record<YearClaim["role"], readonly [offset: 0 | 1, zh: string]>> = {
  subject: [0, "所述年度"],
  lastYear: [1, "比较的上年"],
  budget: [0, "预算年度"],
  date: [0, "截止日期"]
}

/** AR-N-14: a sentence speaks of the document's year and compares with the one before. */
export const checkYears = (context: ClaimContext, rule: Rules["AR-N-14"]): Collector => {
  const out = new Collector()
  const { year } = context.document
  if (year === null) return out
  for (const claim of claimsIn(context, "year")) {
    const [offset, zh] = yearRoles[claim.role]
    out.touched.push({ at: claim.at, raw: claim.raw })
    if (claim.year === year - offset) continue
    const address = `N/${claim.where.section}/year`
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `本文件为 ${year} 年度决算，${zh}应为 ${year - offset} 年，列示 ${claim.raw} 年。`,
          `The document is of ${year}; ${claim.raw} should be ${year - offset}.`
        ),
        left: { address, label: zh, raw: claim.raw, value: claim.raw, unit: "年", at: claim.at },
        right: { address, label: "文件年度", raw: null, value: String(year - offset), unit: "年", at: null },
        difference: String(claim.year - (year - offset)),
        key: out.keyOf(`${address}|${claim.role}`)
      })
    )
  }
  return out
}

/** AR-N-15: 机关运行经费 is of 行政 and 参公 units, and of a single unit all its 公用经费. */
export const checkOperating = (context: ClaimContext, rule: Rules["AR-N-15"]): Collector => {
  const out = new Collector()
  const claim = claimsIn(context, "amount").find(
    ({ subject, role }) => subject.address === "N/10.1/amount" && role === "outturn"
  )
  if (claim === undefined || claim.amount.value.eq(0)) return out
  const units = claimsIn(context, "count").find(({ subject }) => subject.address === "N/profile/units")
  if (units !== undefined && !units.count.value.eq(1)) return out
  const kinds = claimsIn(context, "unitKind")
  const left = operandOfAmount(claim)
  const kind = kinds[0]
  if (kind !== undefined) out.touched.push(touch(claim.amount))
  if (kind !== undefined && kinds.every(({ unitKind }) => unitKind === "institution")) {
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `单位概况称本单位为事业单位（“${kind.text}”）：机关运行经费只统计行政单位和参照公务员法管理的事业单位，除非本单位是参公单位，应写明不适用；列示 ${left.raw}。`,
          `The unit is a public institution; 机关运行经费 (${left.raw}) applies to administrative units only.`
        ),
        left,
        right: textOperand("N/profile/unitKind", "单位性质", kind.text, kind.at),
        key: "N/10.1/amount|kind"
      })
    )
  }
  const cell = cellAt(context, "T06/operating/1")
  if (units === undefined || cell.state !== "value") return out
  out.touched.push(touch(claim.amount))
  if (agreeLoosely(quantityOf(claim.amount), cell.quantity)) return out
  out.findings.push(
    findingOf(rule, {
      message: say(
        context,
        `本部门只有一个单位，机关运行经费 ${left.raw} 应等于基本支出中的公用经费 ${yuan(middle(cell.quantity.narrow))} 元。`,
        `With one unit 机关运行经费 (${left.raw}) should equal 公用经费 (${yuan(middle(cell.quantity.narrow))}).`
      ),
      left,
      right: cell.operand,
      key: "N/10.1/amount|operating"
    })
  )
  return out
}

const pairsOf = (text: string): ReadonlyArray<string> =>
  [...text].slice(1).map((_, at) => text.slice(at, at + 2))

const likeness = (one: string, other: string): number => {
  const [left, right] = [pairsOf(one), new Set(pairsOf(other))]
  if (left.length === 0 || right.size === 0) return 0
  return (2 * left.filter((pair) => right.has(pair)).length) / (left.length + right.size)
}

const LIKE = 0.7

/** How deep a heading stands by its number: 五、 is no other wording of （一）. */
const depthOf = (text: string): string => {
  const ordinal = ordinalOf(entryOf(text))
  return ordinal === "" ? "" : ordinal.replace(/[一二三四五六七八九十\d]/g, "")
}

/** AR-N-17: a heading reads as the contents page announces it. */
export const checkHeadings = (context: ClaimContext, rule: Rules["AR-N-17"]): Collector => {
  const out = new Collector()
  const { contents, headings } = context.document
  const plain = (text: string): string => withoutOrdinal(entryOf(text)).replace(/[“”"'‘’]/g, "")
  const body = headings.map((heading) => ({ ...heading, plain: plain(heading.text) }))
  const announced = contents.map((line) => ({ ...line, plain: plain(line.text) }))
  const printed = new Set(body.map((heading) => heading.plain))
  const known = new Set(announced.map((line) => line.plain))
  for (const line of announced) {
    if (line.plain === "") continue
    if (printed.has(line.plain)) {
      out.touched.push({ at: line.at, raw: line.text })
      continue
    }
    const candidates = body
      .filter((heading) => !known.has(heading.plain))
      .filter(({ text }) => depthOf(line.text) === "" || [depthOf(line.text), ""].includes(depthOf(text)))
      .map((heading) => ({ heading, like: likeness(line.plain, heading.plain) }))
      .sort((a, b) => b.like - a.like)
    const found = candidates[0]
    if (found === undefined || found.like < LIKE) {
      out.doubtful++
      continue
    }
    out.touched.push({ at: line.at, raw: line.text })
    const address = `N/heading/${found.heading.plain.replace(/[/\s]/g, "")}`
    out.findings.push(
      findingOf(rule, {
        message: say(
          context,
          `目录为“${line.text.trim()}”，正文标题为“${found.heading.text.trim()}”。`,
          `The contents say “${line.text.trim()}”, the heading “${found.heading.text.trim()}”.`
        ),
        left: textOperand(address, "正文标题", found.heading.text, found.heading.at),
        right: textOperand(`${address}/contents`, "目录", line.text, line.at),
        key: address
      })
    )
  }
  return out
}

const termFinding = (
  context: ClaimContext,
  rule: Rules["AR-N-18"],
  claim: TermClaim,
  zh: string,
  en: string,
  isHint: boolean
) => {
  const address = `N/glossary/${claim.term}`
  return findingOf(rule, {
    ...(isHint ? { severity: "hint" as const } : {}),
    message: say(context, zh, en),
    left: textOperand(address, claim.term, claim.meaning.slice(0, 80), claim.at),
    key: address
  })
}

/** AR-N-18: a term has its own meaning, and the scope of the table it speaks of. */
export const checkTerms = (context: ClaimContext, rule: Rules["AR-N-18"]): Collector => {
  const out = new Collector()
  const meanings = new Map<string, TermClaim>()
  for (const claim of claimsIn(context, "term")) {
    const { term, meaning } = claim
    out.touched.push({ at: claim.at, raw: term })
    const isOfOneBudget = /^(?:一般公共预算|政府性基金预算|国有资本经营预算)/.exec(term)?.[0]
    const others = ["一般公共预算", "政府性基金预算", "国有资本经营预算"].filter(
      (fund) => fund !== isOfOneBudget && meaning.includes(fund)
    )
    if (isOfOneBudget !== undefined && others.length > 0 && /包括|含|和/.test(meaning)) {
      const zh = `“${term}”的释义包括${others.join("、")}，是“财政拨款收入”的释义，不是${isOfOneBudget}一项的。`
      out.findings.push(
        termFinding(context, rule, claim, zh, `“${term}” is defined as all fiscal appropriations.`, false)
      )
    }
    const title = context.document.tableFacts.get("T07")?.title ?? ""
    const isGeneral = /用一般公共预算财政拨款安排/.test(meaning)
    if (term.startsWith("三公经费") && isGeneral && title !== "" && !title.includes("一般公共预算")) {
      const zh = `“${term}”的释义限于一般公共预算财政拨款，而公开表“${title}”反映全部财政拨款。`
      out.findings.push(
        termFinding(context, rule, claim, zh, `“${term}” is defined narrower than its table.`, true)
      )
    }
    const same = meanings.get(meaning)
    if (same !== undefined && same.term !== term) {
      const zh = `“${term}”与“${same.term}”的释义相同。`
      out.findings.push(
        termFinding(context, rule, claim, zh, `“${term}” has the meaning of “${same.term}”.`, false)
      )
    } else meanings.set(meaning, claim)
  }
  return out
}

const numbersOf = (claim: Claim): ReadonlyArray<PrintedNumber> => {
  switch (claim.kind) {
    case "amount":
      return [claim.amount]
    case "change":
      return [claim.amount, claim.rate].filter((number) => number !== null)
    case "share":
      return [claim.share]
    case "completion":
      return [claim.rate]
    default:
      return []
  }
}

/** AR-N-21: an amount has its unit beside it, a rate its %. */
export const checkUnits = (context: ClaimContext, rule: Rules["AR-N-21"]): Collector => {
  const out = new Collector()
  for (const claim of context.claims) {
    for (const number of numbersOf(claim)) {
      // That its unit is printed says nothing of a number: it counts as read where another rule reads it.
      out.touched.push({ at: claim.where.at, raw: number.raw })
      if (number.isUnitPrinted || number.value.eq(0)) continue
      const label = "subject" in claim && claim.subject !== null ? claim.subject.label : "占比"
      const subject = "subject" in claim ? claim.subject : { label, address: null }
      const address = narrativeAddress(claim.where, subject, `${claim.kind}.unit`)
      out.findings.push(
        findingOf(rule, {
          message: say(
            context,
            `${label}的数 ${rawOf(number)} 后没有单位，按文意应为 ${number.unit}。`,
            `${rawOf(number)} has no unit; it should be ${number.unit}.`
          ),
          left: operandOf(number, address, label),
          key: address
        })
      )
    }
  }
  return out
}
