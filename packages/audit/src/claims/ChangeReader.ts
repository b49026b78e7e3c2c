/**
 * Changes and comparisons of a statement: 与上年相比增加…, 较年初预算数持平, 决算数小于预算数.
 *
 * A comparison is opened by its words and filled by the numbers after it; of a pair each number has its own track. A
 * change whose words do not say whose it is belongs to the amount printed last, and is doubtful where there are two.
 */
import { placeAt } from "../ReadDocument.ts"
import { AmountReader } from "./AmountReader.ts"
import type { AmountClaim, ChangeClaim, ComparisonClaim, Subject } from "./Claim.ts"
import { bindToBudget, comparisonIn, isSetAside } from "./Comparisons.ts"
import { comparatorIn, readLabel } from "./Labels.ts"
import type { Comparator, DirectionWord } from "./Labels.ts"
import { isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { emptyTrack } from "./Statement.ts"
import type { Draft, OpenComparison, Reasoned } from "./Statement.ts"
import { addressOf, plainPhrase } from "./Subjects.ts"

const TEXT_MAX = 60
/** Words that name no subject of their own. */
const GENERIC =
  /^(?:支出|收入|决算|总额|经费|总计|合计|数|金额|该项|费用|其|实际|年度|实际支出|总体|整体)?(?:各|均|分别|比|相比)?$/

const MORE_OR_LESS = /[增减升降涨跌缩压]|节(?:约|支|省)/

export class ChangeReader extends AmountReader {
  open: OpenComparison | null = null
  /** Claims that may have a reason, in order; those before the last reason are done. */
  reasoned: Array<Reasoned> = []

  override resetStatement(): void {
    super.resetStatement()
    this.open = null
    this.reasoned = []
  }

  override closeComparison(): void {
    this.open = null
  }

  comparisonIn(text: string): Comparator | null {
    return comparisonIn(text, this.open, this.context.year)
  }

  /** Those that wait for a reason. */
  waiting(): ReadonlyArray<Reasoned> {
    return this.reasoned.filter(({ reason }) => reason === null)
  }

  /** The claims made, and the earlier ones of the same comparison that still wait. */
  alike(made: ReadonlyArray<Reasoned>): ReadonlyArray<Reasoned> {
    const isAlike = (one: Reasoned): boolean =>
      made.some(
        (other) =>
          one === other || (one.kind === "change" && other.kind === "change" && one.base === other.base)
      )
    return this.reasoned.filter((one) => one.reason === null && isAlike(one))
  }

  /** 比上年决算数 b 元增加…: an amount that its words compare with is the base of the comparison, and no new subject. */
  override amount(gap: string, gapStart: number, number: ScannedNumber, unit: string): void {
    const comparator = this.comparisonIn(gap)
    const { scope } = this
    // 比上年节支 a: a word of more or less that is not known makes no base of what follows it.
    if (comparator !== null && MORE_OR_LESS.test(gap.slice(comparator.end))) return this.unbound(number)
    if (comparator === null || comparator.end < gap.length) {
      const isEnded = scope.isEnded
      super.amount(gap, gapStart, number, unit)
      // 上年决算 b 万元 in a sentence of its own does not say of which amount before it.
      if (isEnded && scope.last?.role === "lastYear" && readLabel(gap, null, null).words === "")
        this.isStale = true
      return
    }
    const isLast = comparator.base === "lastYear" || comparator.base === "earlierYear"
    const claim: AmountClaim = {
      kind: "amount",
      where: this.here(),
      subject: { label: this.subject?.label ?? "", address: null },
      role: isLast ? "lastYear" : "budget",
      budgetVersion: isLast ? null : comparator.base === "initialBudget" ? "initial" : "unspecified",
      year: comparator.year,
      amount: this.printed(number, unit)
    }
    this.claims.push(claim)
    this.noteBaseYear(comparator, gap, gapStart)
    if (isLast) scope.lastYear = claim
    else scope.budget = claim
    const subject = this.labelOf(gap.slice(0, comparator.start))
    this.openComparison(comparator.base, comparator.year, gapStart + comparator.start, subject)
    this.previous = { role: "other", index: 0, end: number.end, label: null }
  }

  /** Whether a direction word before an amount makes it a change; 多 and 少 need a comparison. */
  isChange(gap: string, { word }: DirectionWord): boolean {
    return word.length > 1 || comparatorIn(gap) !== null || this.open !== null || /[减增]$/.test(word)
  }

  /** What a change is a change of, by the words around its comparison. */
  labelOf(words: string): Subject | null {
    const { words: phrase } = readLabel(words, this.context.unitName, this.context.year)
    const plain = plainPhrase(phrase).replace(/(?:各|均|分别)$/, "")
    if (GENERIC.test(plain)) return null
    const budget = plain.replace(/(?:支出)?决算$/, "")
    return { label: plain, address: addressOf(this.topic, budget, "outturn") ?? this.rowOf(budget) }
  }

  /** The amounts a change may be a change of. */
  currentOf(subject: Subject | null): ReadonlyArray<AmountClaim> {
    const { scope } = this
    if (subject !== null) {
      const named =
        subject.address === null ? this.labelled.get(subject.label) : this.amounts.get(subject.address)
      return named === undefined ? [] : [named]
    }
    // 2022年为 a，较上年增加…: a change follows the amount it is of, whatever year that names.
    if (scope.tracks.length === 0 && scope.last?.role === "lastYear" && scope.last.year !== null) {
      return [scope.last]
    }
    if (scope.list !== null && !scope.isListing && scope.total !== null) return [...scope.tracks, scope.total]
    if (scope.list !== null && scope.isEnded && scope.total !== null) return [...scope.tracks, scope.total]
    // 总计 a，其中年初结转 b，较上年增加…: of the first part, or of the total that it was an aside to.
    const parts = this.lists.find(({ list }) => list === scope.list)?.parts.length ?? 0
    if (scope.isListing && scope.total !== null && parts === 1 && this.previous?.role === "amount") {
      return [...scope.tracks, scope.total]
    }
    if (scope.heads.length > 1 && scope.list === null) return scope.heads
    // An amount of a paragraph before this one may be another's: then no single amount is certain.
    if (this.isStale && scope.tracks.length === 1) return [...scope.tracks, ...scope.tracks]
    return scope.tracks
  }

  openComparison(
    base: ChangeClaim["base"],
    year: number | null,
    start: number,
    subject: Subject | null
  ): OpenComparison {
    const current = this.currentOf(subject)
    const open: OpenComparison = {
      base,
      year,
      start,
      text: "",
      subject,
      tracks: [emptyTrack()],
      current,
      drafts: []
    }
    this.open = open
    return open
  }

  /** A comparison in words: opens it, and closes it at once where a direction stands without a number. */
  compare(words: string, start: number, comparator: Comparator, direction: DirectionWord | null): void {
    const before = this.labelOf(words.slice(0, comparator.start))
    const subject =
      before ??
      this.labelOf(
        words
          .slice(comparator.end)
          .replace(/(?:增加|减少|增长|下降|持平|上升|降低|基本持平|无增减|无变化).*$/, "")
      )
    this.noteBaseYear(comparator, words, start)
    const open = this.openComparison(comparator.base, comparator.year, start + comparator.start, subject)
    if (direction === null) return
    open.tracks[0]!.direction = direction.direction
    this.draft(open, 0, start + words.length)
    if (words.startsWith("比", comparator.start) && direction.word === "持平") {
      this.residue("comparedLevel", start + comparator.start, start + words.length)
    }
  }

  noteBaseYear({ year, base }: Comparator, words: string, start: number): void {
    if (year === null || base === "earlierYear") return
    // 2025年预算较2024年增加: what is itself of another year compares with the year before that.
    if (words.includes(`${year + 1}年`) && this.context.year !== year + 1) return
    const at = start + Math.max(0, words.lastIndexOf(String(year)))
    this.year(year, base === "lastYear" ? "lastYear" : "budget", at)
  }

  /** 持平 without a comparison of its own. */
  level(words: string, start: number, at: number): void {
    const open = this.open ?? this.openComparison("unknown", null, start, null)
    if (open.drafts.length > 0) return
    open.subject ??= this.labelOf(words.slice(0, at))
    open.tracks[0]!.direction = "level"
    this.draft(open, 0, start + words.length)
  }

  /** A direction word with a number: the amount of a change, or its rate. */
  change(gap: string, gapStart: number, direction: DirectionWord, number: ScannedNumber, unit: string): void {
    const isRate = isRateUnit(unit)
    const comparator = this.comparisonIn(gap)
    const start = gapStart + (comparator?.start ?? Math.max(0, direction.start))
    const label = this.changeLabel(gap, comparator, direction)
    const open = this.comparisonFor(comparator, label, isRate, start)
    if (comparator !== null) this.noteBaseYear(comparator, gap, gapStart)
    const said = this.normal.text.slice(0, number.start)
    if (open === null || isSetAside(said, this.context.year)) return this.unbound(number)
    const track = open.tracks[0]!
    const printed = this.printed(number, unit)
    if (isRate) {
      track.rate = printed
      track.rateDirection = direction.direction
      if (direction.isOfRates === false && track.amount === null) track.direction ??= direction.direction
    } else {
      track.amount = printed
      track.direction = direction.direction
    }
    this.draft(open, 0, number.end)
    this.previous = { role: isRate ? "rate" : "change", index: 0, end: number.end, label: null }
  }

  changeLabel(gap: string, comparator: Comparator | null, direction: DirectionWord): Subject | null {
    if (comparator === null) return this.labelOf(gap.slice(0, direction.start))
    const between = gap.slice(comparator.end, Math.max(comparator.end, direction.start))
    return this.labelOf(between) ?? this.labelOf(gap.slice(0, comparator.start))
  }

  /** a 比预算无变化，比上年增加…: in one sentence whose the first comparison is, the second is too. */
  runningSubject(start: number): Subject | null {
    const { open } = this
    if (open === null || open.drafts.length === 0) return null
    return /[。；]|原因|主要/.test(this.normal.text.slice(open.start, start)) ? null : open.subject
  }

  /** The comparison a number belongs to: one that its own words open, or the open one where it still lacks it. */
  comparisonFor(
    comparator: Comparator | null,
    label: Subject | null,
    isRate: boolean,
    start: number
  ): OpenComparison | null {
    const { open } = this
    if (comparator !== null) {
      // 同比增加 a 元，同比增长 p% is one comparison said twice.
      const lacks =
        open !== null && (isRate ? open.tracks[0]!.rate === null : open.tracks[0]!.amount === null)
      const isSame = lacks && label === null && open.base === comparator.base && open.drafts.length > 0
      if (isSame && (comparator.year === null || comparator.year === open.year)) return open
      return this.openComparison(comparator.base, comparator.year, start, label ?? this.runningSubject(start))
    }
    if (open === null) {
      return label === null && this.scope.tracks.length === 0
        ? null
        : this.openComparison("unknown", null, start, label)
    }
    const track = open.tracks[0]!
    const isFilled = isRate ? track.rate !== null : track.amount !== null
    if (isFilled) return label === null ? null : this.openComparison(open.base, open.year, start, label)
    if (label !== null && open.drafts.length === 0) {
      open.subject = label
      open.current = this.currentOf(label)
    } else if (label !== null && open.subject?.label !== label.label) {
      return this.openComparison(open.base, open.year, start, label)
    }
    return open
  }

  pairedMoney(number: ScannedNumber, unit: string, index: number): void {
    const { previous, open } = this
    if (previous?.role === "change" && open !== null) {
      const track = (open.tracks[index] ??= emptyTrack())
      track.amount = this.printed(number, unit)
      track.direction = open.tracks[0]!.direction
      this.draft(open, index, number.end)
      this.previous = { ...previous, index, end: number.end }
      return
    }
    if (previous?.role !== "amount" || previous.label === null) return this.unbound(number)
    const { tracks } = this.scope
    const claim = this.amountClaim(previous.label, "", number, unit, index)
    this.place(claim)
    if (claim.role === "outturn") {
      this.scope.tracks = [...tracks, claim]
      this.scope.heads = this.scope.heads.slice(0, -1)
    }
    this.previous = { ...previous, index, end: number.end }
  }

  pairedRate(number: ScannedNumber, unit: string, index: number): void {
    const { previous, open } = this
    if (previous?.role === "share") return this.share(this.shareWords, number, unit, index)
    if (previous?.role !== "rate" || open === null) return this.unbound(number)
    const track = (open.tracks[index] ??= emptyTrack())
    track.rate = this.printed(number, unit)
    track.rateDirection = open.tracks[0]!.rateDirection
    this.draft(open, index, number.end)
    this.previous = { ...previous, index, end: number.end }
  }

  /** Makes or completes the claim of a track. */
  draft(open: OpenComparison, index: number, end: number): void {
    bindToBudget(open, this.scope.budget)
    const { amount, direction, rate, rateDirection } = open.tracks[index]!
    const known = open.drafts[index]
    open.text = this.normal.text.slice(open.start, Math.min(end, open.start + TEXT_MAX))
    if (known !== undefined) {
      Object.assign(known, {
        amount,
        direction,
        rate,
        rateDirection,
        text: open.text,
        subject: this.subjectOfChange(open, index)
      })
      known.current = this.trackCurrent(open, index)
      return
    }
    const made: Draft<ChangeClaim> = {
      kind: "change",
      where: { ...this.here(), at: placeAt(this.paragraph, this.normal.offsets[open.start]!) },
      subject: this.subjectOfChange(open, index),
      base: open.base,
      baseYear: open.year,
      current: this.trackCurrent(open, index),
      baseGiven: open.tracks.length > 1 ? null : this.baseOf(open),
      amount,
      direction,
      rate,
      rateDirection,
      reason: null,
      text: open.text
    }
    open.drafts[index] = made
    this.claims.push(made)
    this.reasoned.push(made)
  }

  baseOf({ base, current }: OpenComparison): AmountClaim | null {
    const { lastYear } = this.scope
    if (base === "earlierYear") return null
    if (base === "lastYear" || base === "unknown") {
      return lastYear !== null && current.includes(lastYear) ? null : lastYear
    }
    return this.scope.budget
  }

  subjectOfChange(open: OpenComparison, index: number): Subject {
    const { subject } = open
    if (subject !== null) return subject
    const current = this.trackCurrent(open, index)
    return current.length === 1 ? current[0]!.subject : { label: this.subject?.label ?? "", address: null }
  }

  /** A pair of amounts with one change each has one amount a track; one change of a pair (各增加) is of the first. */
  trackCurrent({ current }: OpenComparison, index: number): ReadonlyArray<AmountClaim> {
    const { tracks } = this.scope
    if (tracks.length < 2) return index === 0 ? current : []
    const isOfTracks = current.length === 0 || current.some((one) => tracks.includes(one))
    if (!isOfTracks) return index === 0 ? current : []
    const own = tracks[index]
    return own === undefined ? [] : [own]
  }

  comparison(
    label: string,
    start: number,
    words: string,
    at: number,
    printed: ReadonlyArray<string>,
    relation: ComparisonClaim["relation"]
  ): void {
    const { scope } = this
    const plain = plainPhrase(label).replace(/(?:支出)?决算$/, "")
    const named = GENERIC.test(plain) ? null : addressOf(this.topic, plain, "outturn")
    const outturn =
      named === null
        ? scope.tracks.length === 1
          ? scope.tracks[0]!
          : null
        : (this.amounts.get(named) ?? null)
    const budgetOf = scope.budget?.subject.address ?? null
    const isOwn =
      named === null ||
      (named === outturn?.subject.address &&
        (budgetOf === null || budgetOf === addressOf(this.topic, plain, "budget")))
    const made: Draft<ComparisonClaim> = {
      kind: "comparison",
      where: this.here(),
      subject: {
        label: plain === "" ? (this.subject?.label ?? "") : plain,
        address: outturn?.subject.address ?? named
      },
      outturn,
      budget: isOwn ? scope.budget : null,
      words: printed,
      relation,
      reason: null,
      text: words.slice(0, TEXT_MAX),
      at: placeAt(this.paragraph, this.normal.offsets[start + at]!)
    }
    this.claims.push(made)
    this.reasoned.push(made)
  }
}
