/**
 * Amounts, shares, completions and counts of a statement: the claims that name one number each.
 */
import { placeAt } from "../ReadDocument.ts"
import type { AmountClaim, BudgetVersion, Subject } from "./Claim.ts"
import { entryIn } from "./Entries.ts"
import { budgetVersionOf, isOfThisYear, readLabel } from "./Labels.ts"
import type { Label } from "./Labels.ts"
import { isMoneyUnit, isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { isOutside } from "./Partitions.ts"
import { projectNameIn } from "./ProjectNames.ts"
import { StatementReader } from "./StatementReader.ts"
import type { ScopeSubject } from "./StatementReader.ts"
import { plainPhrase, wholeAddressOf } from "./Subjects.ts"

/** A list whose numbers stand one behind another, from the word that says it. */
const EACH = /^分别(?:为|是)?[\d.,、，和与万亿元-]*$/
const SUMS = /(?:总计|合计|总额|各|均|分别)$/

export class AmountReader extends StatementReader {
  /** The place in a pair of a number that only an enumeration mark parts from the one before it. */
  pairIndex(number: ScannedNumber, unit: string): number | null {
    const { previous } = this
    if (previous === null) return null
    const between = this.normal.text.slice(previous.end, number.start)
    // 分别为 a，b 和 c: of a list that says so each number has its own, whatever mark parts them.
    const isSaid = between === "，" && EACH.test(this.saidEach(previous.end))
    if (!isSaid && between !== "、" && between !== "和" && between !== "与") return null
    const isMoney = previous.role === "amount" || previous.role === "change"
    const isRate = previous.role === "rate" || previous.role === "share"
    return (isMoney && isMoneyUnit(unit)) || (isRate && isRateUnit(unit)) ? previous.index + 1 : null
  }

  /** The text from the last 分别 on; empty where there is none. */
  saidEach(end: number): string {
    const said = this.normal.text.slice(0, end)
    const at = said.lastIndexOf("分别")
    return at < 0 ? "" : said.slice(at)
  }

  amount(gap: string, gapStart: number, number: ScannedNumber, unit: string): void {
    this.position = gapStart
    const label = this.labelAt(gap, number.end)
    if (/^调整(?:预算)?数$/.test(label.words)) return this.adjustedBudget(label, number, unit)
    const claim = this.amountClaim(label, gap, number, unit, 0)
    this.noteYear(label, gap, gapStart, claim.subject)
    this.place(claim)
    this.previous = { role: "amount", index: 0, end: number.end, label }
  }

  /** 预算数 a，调整数 b，决算数 c: b is a budget too, and a is still what the outturn is compared with. */
  adjustedBudget({ words, year }: Label, number: ScannedNumber, unit: string): void {
    this.claims.push({
      kind: "amount",
      where: this.here(),
      subject: { label: words, address: null },
      role: "budget",
      budgetVersion: "annual",
      year,
      amount: this.printed(number, unit)
    })
    this.previous = { role: "other", index: 0, end: number.end, label: null }
  }

  labelAt(gap: string, end: number): Label {
    const label = readLabel(gap, this.context.unitName, this.context.year)
    const isFirst = !this.claims.some(({ kind }) => kind === "amount")
    const { isListing, isOfBudget, budget } = this.scope
    if (isListing && isOfBudget && label.role === "outturn" && !label.isRoleNamed) {
      const year = label.year ?? this.saidYear
      return { ...label, role: "budget", budgetVersion: budget?.budgetVersion ?? "unspecified", year }
    }
    if (!isFirst || !isOfThisYear(label, this.normal.text.slice(end, end + 30))) return this.yearOf(label)
    return { ...label, role: "outturn" }
  }

  /** 2016年度支出合计 a，其中基本支出 b: a part is of the year that its sentence names. */
  yearOf(label: Label): Label {
    const { year } = this.context
    if (label.year !== null) this.saidYear = label.year
    const isLast = year !== null && this.saidYear === year - 1
    if (label.year !== null || label.role !== "outturn" || !isLast) return label
    return { ...label, role: "lastYear", year: this.saidYear }
  }

  amountClaim(label: Label, gap: string, number: ScannedNumber, unit: string, index: number): AmountClaim {
    const labels = label.words.split(/[、和及与]/)
    const subject = this.subjectOf(label.words, gap)
    if (index === 0 && (label.words !== "" || entryIn(gap) !== null)) this.subject = subject
    // Of a pair (收入总计、支出总计分别为 a、b) each number has its own words, where the words come in as many.
    const own = labels.length > 1 && SUMS.test(labels[0]!) ? this.subjectOf(labels[index] ?? "", "") : subject
    const isNamed = label.role !== "lastYear" && !this.isOfPart(own)
    const address = !isNamed ? null : label.role === "budget" ? own.budget : own.outturn
    return {
      kind: "amount",
      where: this.here(),
      subject: { label: own.label, address },
      role: label.role,
      budgetVersion: label.budgetVersion,
      year: label.year,
      amount: this.printed(number, unit)
    }
  }

  /** 学前教育支出 a，其中：基本支出 b: what b is a part of is not what the section as a whole spends. */
  isOfPart({ outturn }: ScopeSubject): boolean {
    const { isListing, total } = this.scope
    if (!isListing || total === null || !/^T0[358]\/total\/[2-6]$/.test(outturn ?? "")) return false
    const { address, label } = total.subject
    if (address !== null) return /^T0[358]\/\d/.test(address)
    return (
      label.endsWith("支出") && !/总|合计|本年|全年|财政拨款|一般公共预算|基金|国有资本|^支出$/.test(label)
    )
  }

  noteYear({ year, role }: Label, gap: string, gapStart: number, { address }: Subject): void {
    if (year === null || role === "lastYear" || address === null || !gap.includes(String(year))) return
    // A document may go on to next year's budget, which has no outturn yet.
    const behind = this.normal.text.slice(gapStart)
    if (role === "budget" && year === (this.context.year ?? 0) + 1 && !behind.includes("决算")) return
    this.year(
      year,
      role === "budget" ? "budget" : "subject",
      gapStart + Math.max(0, gap.indexOf(String(year)))
    )
  }

  /** Puts an amount into the statement: as a part, as a head, as the budget or last year's figure of a subject. */
  place(claim: AmountClaim): void {
    const { scope } = this
    this.claims.push(claim)
    this.isStale = false
    this.closeComparison()
    if (claim.role === "budget" && scope.isListing && scope.isOfBudget) {
      this.part(claim)
    } else if (claim.role === "budget") {
      scope.budget = claim
      scope.tracks = []
      scope.heads = []
    } else if (claim.role === "lastYear") {
      // Of several figures of last year none is the base of what is compared next.
      if (scope.last?.role === "lastYear") this.isStale = true
      scope.lastYear = scope.last?.role === "lastYear" ? null : claim
    } else {
      this.placeOutturn(claim)
    }
    scope.last = claim
    scope.isEnded = false
    scope.isTurned = false
  }

  placeOutturn(claim: AmountClaim): void {
    const { scope } = this
    const { address, label } = claim.subject
    if (address !== null) this.amounts.set(address, claim)
    if (label !== "") this.labelled.set(plainPhrase(label), claim)
    const isNamed = label !== this.subject?.label || scope.tracks.length > 0
    if (scope.budget !== null && isNamed && scope.tracks.length > 0) scope.budget = null
    // 收入总计 a，其中…；支出总计 b: the other total is no part of the first.
    if (/(?:收入|支出)总计$/.test(label)) scope.isListing = false
    if (scope.outer !== null && isOutside(scope.total?.subject.address ?? null, address)) {
      Object.assign(scope, { ...scope.outer, outer: null })
    }
    const isRow = scope.list !== null && address !== null && /^T0[35]\/\d{3}\/1$/.test(address)
    if ((scope.isListing || isRow) && scope.total !== null && scope.list !== null) {
      this.part(claim)
    } else {
      scope.heads = scope.isEnded ? [claim] : [...scope.heads, claim]
      scope.list = null
      scope.total = null
    }
    scope.lastYear = null
    scope.tracks = [claim]
  }

  /** A part of the running list, unless it stands in brackets of its own. */
  part(claim: AmountClaim): void {
    const { list, depth } = this.scope
    if (this.depth === depth) this.lists.find((one) => one.list === list)?.parts.push(claim)
  }

  /** The comparison that is open ends where another amount is printed; see ChangeReader. */
  closeComparison(): void {}

  openList(words: string): void {
    const { scope } = this
    // 预算 a 元，支其中…: a sentence that broke off in a word has lost what it breaks down.
    if (/\p{Script=Han}其中/u.test(words)) scope.isTurned = true
    const isOfLastYear = scope.last?.role === "lastYear"
    const isSingle = scope.tracks.length === 1 && !isOfLastYear && !scope.isTurned
    const isOfBudget = scope.last?.role === "budget" && scope.tracks.length === 0 && !scope.isTurned
    const total = isSingle ? scope.tracks[0]! : isOfBudget ? scope.budget : null
    const isPart = scope.isListing && scope.list !== null && this.isPartOf(scope.list, total)
    scope.outer = isPart && scope.total !== null ? { list: scope.list!, total: scope.total } : null
    scope.isOfBudget = isOfBudget
    scope.depth = this.depth
    scope.isListing = true
    scope.list = ++this.listCount
    scope.total = total
    if (total !== null) this.lists.push({ list: scope.list, total, parts: [] })
  }

  /** The budget of 完成预算 b 万元的, and where its rate stands. */
  completed: { readonly end: number; readonly version: BudgetVersion } | null = null

  /** 完成全年预算 b 万元的: the budget of the outturn before it, which stays what is spoken of. */
  completedBudget(gap: string, number: ScannedNumber, unit: string): void {
    const { scope, subject } = this
    const version = budgetVersionOf(gap)
    const claim: AmountClaim = {
      kind: "amount",
      where: this.here(),
      subject: { label: subject?.label ?? "", address: subject?.budget ?? null },
      role: "budget",
      budgetVersion: version,
      year: null,
      amount: this.printed(number, unit)
    }
    this.claims.push(claim)
    scope.budget = claim
    this.completed = { end: number.end, version }
    this.previous = { role: "other", index: 0, end: number.end, label: null }
  }

  /** 某年预算中，因公出国费 a，公务接待费 b: what follows is of the budget, though no total of it was printed. */
  openBudget(year: number | null): void {
    const { scope } = this
    Object.assign(scope, { isListing: true, isOfBudget: true, list: ++this.listCount, total: null })
    Object.assign(scope, { outer: null, depth: this.depth, tracks: [], heads: [] })
    scope.budget = null
    if (year !== null) this.saidYear = year
  }

  isPartOf(number: number, claim: AmountClaim | null): boolean {
    const list = this.lists.find((one) => one.list === number)
    return claim !== null && list !== undefined && list.parts.includes(claim)
  }

  completion(of: BudgetVersion, number: ScannedNumber, unit: string): void {
    const { scope } = this
    const outturn = scope.tracks.length === 1 ? scope.tracks[0]! : null
    this.claims.push({
      kind: "completion",
      where: this.here(),
      subject: {
        label: this.subject?.label ?? "",
        address: outturn?.subject.address ?? this.subject?.outturn ?? null
      },
      of,
      outturn,
      budget: scope.budget,
      rate: this.printed(number, unit)
    })
    this.previous = { role: "completion", index: 0, end: number.end, label: null }
  }

  /** `own` is the part the words before 占 name; `undefined` when they name none. */
  share(words: string, number: ScannedNumber, unit: string, index = 0, own?: AmountClaim | null): void {
    const { scope } = this
    const address = wholeAddressOf(this.topic, words)
    const named =
      address === null
        ? this.labelled.get(plainPhrase(words.replace(/决算$/, "")))
        : this.amounts.get(address)
    const isOfList = words === "" && scope.total !== null
    this.claims.push({
      kind: "share",
      where: this.here(),
      part: scope.last?.role === "lastYear" ? null : own === undefined ? (scope.tracks[index] ?? null) : own,
      whole: {
        label: words === "" ? (scope.total?.subject.label ?? "") : words,
        address: isOfList ? (scope.total?.subject.address ?? null) : address
      },
      wholeAmount: isOfList ? scope.total : (named ?? null),
      share: this.printed(number, unit),
      list: scope.list
    })
    this.previous = { role: "share", index, end: number.end, label: null }
    this.shareWords = words
  }

  shareWords = ""

  count(subject: Subject, number: ScannedNumber): void {
    if (subject.address?.endsWith("projects")) this.projects = subject.address
    this.claims.push({
      kind: "count",
      where: this.here(),
      subject,
      count: this.printed(number, number.unit ?? "")
    })
  }

  /** 项目…自评得分为 s 分; `false` when the words name no project. */
  project(words: string, start: number, number: ScannedNumber): boolean {
    const name = projectNameIn(words)
    if (name === null) return false
    const at = placeAt(this.paragraph, this.normal.offsets[start]!)
    this.claims.push({ kind: "project", where: this.here(), name, score: this.printed(number, "分"), at })
    return true
  }
}
