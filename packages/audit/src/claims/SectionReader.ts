/**
 * Reading the sentences of a section: clause by clause, each number by the words before it.
 *
 * What a number is — amount, change, rate, share, completion, count — is told by the words that stand directly before
 * it and by its unit; whose it is, by the phrase before those or by what the statement has said so far. Numbers in
 * reasons and purposes belong to nobody and are kept as unbound.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { ReaderContext, ScopeSubject } from "./StatementReader.ts"
import { ChangeReader } from "./ChangeReader.ts"
import { clausesOf, isSentenceEnd } from "./Clauses.ts"
import type { Clause } from "./Clauses.ts"
import type { AmountClaim, Claim, Reason } from "./Claim.ts"
import { countSubject } from "./Counts.ts"
import { entryIn } from "./Entries.ts"
import { completionAtEnd, directionAtEnd, directionIn, readLabel, wholeAtEnd } from "./Labels.ts"
import { unitOf } from "./MissingUnits.ts"
import { normalText } from "./NormalText.ts"
import { isMoneyUnit, isRateUnit } from "./Numbers.ts"
import type { ScannedNumber } from "./Numbers.ts"
import { attach } from "./Statement.ts"
import type { FreeText, OpenComparison, Scope } from "./Statement.ts"

const REASON =
  /(?:主要)?原因(?:分析)?(?:为|是|系|有|在于)?|主要情况(?:为|是|$)|主要(?:是(?!以下)|系|由于|因(?!公))|^由于|^因为|是因为|主要因为|系因/
const PURPOSE = /主要用于(?!以下)|主要问题|改进措施|存在问题|存在的问题/
const CONTINUED = /^[一二三四五六七八九]是/
const LISTING = /其中|分项情况(?:是|为|如下)?$|以下方面|(?:主要)?包括$|具体为$|构成为$/
const OF_BUDGET = /(?<!一般公共|基金|经营)(?:预算|预算数|年初预算|预算安排)中$/
const RELATION =
  /(大于|小于|等于|高于|低于|多于|少于|超过|持平于?)((?:[（/、或]+(?:大于|小于|等于|高于|低于|多于|少于|持平)[）]?)*)(?:（|）)?(?:年初|全年|调整后?|当年|本年|年度)?(预算|决算)/
/** A comparison that starts anew inside a reason, without a full stop before it. */
const REOPENED =
  /^(?:决算数)?(?:较|比|与|同)(?:上年|去年|上一年|(?:19|20)\d\d年|年初预算|全年预算|预算)|^完成(?:年初|全年|调整)?预算/

/** 增加（减少）: while the direction is open the number is of neither. */
const OPEN_DIRECTION = /(?:增加|减少|增长|下降)[（/或](?:增加|减少|增长|下降)）?$/

/** 完成全年预算 b 万元的 p%: the budget stands between the word and the rate. */
const COMPLETED = /完成(?:了)?(年初|全年|调整后?|批复的?)?(?:支出)?预算(?:数|总额)?(?:为)?$/

const STATED = /(?:收入|支出|经费|费|总计|合计)(?:决算)?数?(?:为|共)?$/
const DIFFERENCE =
  /(大于|小于|高于|低于|多于|少于|超过|超出)(?:了)?(?:年初|全年|调整后?)?预算数?(?:增加|减少)?(?:了)?$/

const relations: Readonly<Record<string, "greater" | "less" | "equal">> = {
  大于: "greater",
  高于: "greater",
  多于: "greater",
  超过: "greater",
  小于: "less",
  低于: "less",
  少于: "less",
  等于: "equal",
  持平: "equal",
  持平于: "equal"
}

/** A section may hold several topics under one heading: 十、其他重要事项 with its parts. */
const topicWords: ReadonlyArray<readonly [RegExp, SectionTopic]> = [
  [/机关运行经费/, "operating"],
  [/政府采购/, "procurement"],
  [/国有资产|国有资产占/, "assets"],
  [/绩效/, "performance"]
]

const HEADING_MAX = 40
/** 2.政府采购情况。…: a heading with its sentences behind it. */
const RUN_IN = /^#?（?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）、．.][^，：]{2,18}(?:情况|说明)$/
/** Shorter words (具体情况是) turn to nothing. */
const TURN_MIN = 12

/** The number before `at` in a clause that stands for itself; years and dates are words. */
const isFigure = ({ kind }: ScannedNumber): boolean => kind === "figure" || kind === "malformed"

export class SectionReader extends ChangeReader {
  free: FreeText | null = null
  readonly isPlain: boolean
  brackets: Array<{
    readonly scope: Scope
    readonly subject: ScopeSubject | null
    readonly open: OpenComparison | null
  }> = []

  constructor(context: ReaderContext, topic: SectionTopic) {
    super(context, topic)
    this.isPlain = topic === "profile" || topic === "glossary"
  }

  /** Reads a paragraph; its claims are in the result, in order. */
  read(paragraph: ReadParagraph, paragraphIndex: number): ReadonlyArray<Claim> {
    const normal = normalText(paragraph.text)
    this.begin(paragraph, paragraphIndex, normal)
    this.turnTopic(normal.text)
    for (const clause of clausesOf(normal)) this.readClause(clause)
    this.endFreeText(normal.text.length)
    // A paragraph that breaks off in words has lost what the next one breaks down.
    if (/[，。；：][^，。；：\d]*\p{Script=Han}$/u.test(normal.text)) this.scope.isTurned = true
    return this.finish()
  }

  /** 十、其他重要事项: a heading of a part turns the topic. */
  turnTopic(text: string): void {
    if (this.sectionTopic !== "other") return
    const head = text.slice(0, HEADING_MAX).split("。")[0]!
    const isRunIn = RUN_IN.test(head) && text[head.length] === "。"
    const isHeading = text.startsWith("#") || text.length <= HEADING_MAX || isRunIn
    const found = isHeading ? topicWords.find(([words]) => words.test(head)) : undefined
    if (found !== undefined) this.topic = found[1]
  }

  /** A sentence of words alone, that neither compares nor gives a reason, may turn to something else. */
  noteTurn(clause: Clause): void {
    this.isSaid ||=
      clause.numbers.some(isFigure) ||
      this.free !== null ||
      LISTING.test(clause.text) ||
      this.comparisonIn(clause.text) !== null
    this.saidLength += clause.text.length
    if (clause.stop !== "。") return
    if (!this.isSaid && this.saidLength >= TURN_MIN) this.scope.isTurned = true
    this.isSaid = false
    this.saidLength = 0
  }

  /** Whether the running sentence has said something of the amounts before it. */
  isSaid = false
  saidLength = 0

  readClause(clause: Clause): void {
    if (clause.isEntry && this.free === null) this.resetStatement()
    if (clause.isEntry && this.free !== null) this.endFreeText(clause.start - 1)
    if (this.free !== null && !(this.free.isReason && this.reopens(clause))) {
      this.readFree(clause)
    } else {
      if (this.free !== null) this.endFreeText(clause.start - 1)
      this.readStatement(clause)
    }
    this.noteTurn(clause)
    if (clause.stop === "。" || clause.stop === "；" || isSentenceEnd(clause.stop)) {
      this.endFreeText(clause.start + clause.text.length)
      this.endSentence(clause.stop)
      if (clause.stop === "。") {
        this.brackets = []
        this.depth = 0
      }
    }
  }

  reopens({ text, numbers }: Clause): boolean {
    return (
      REOPENED.test(text) &&
      numbers.some(({ kind, unit }) => kind === "figure" && (isMoneyUnit(unit) || isRateUnit(unit)))
    )
  }

  readFree({ numbers, start, text }: Clause): void {
    for (const number of numbers) {
      if (number.kind !== "figure") continue
      this.unbound(number)
      // An amount of another subject has run into the reason: what is compared next may be of that.
      const before = this.normal.text.slice(start, number.start)
      if (isMoneyUnit(number.unit) && STATED.test(before)) this.isStale = true
    }
    this.watchDoubled(text, start)
  }

  /** 主要原因是无…支出较2023年度决算数持平: the next comparison has run into a reason. */
  watchDoubled(text: string, start: number): void {
    const run = /(?:较|比|与)(?:上年度?|(?:19|20)\d\d年度?)(?:年初)?(?:预算|决算)数?(?:持平|增加|减少)/.exec(
      text
    )
    if (run === null || run.index === 0) return
    const rest = this.normal.text.slice(start + text.length, start + text.length + 6)
    if (/^。?(?:主要)?原因/.test(rest)) this.residue("doubled", start, start + text.length)
  }

  readStatement(clause: Clause): void {
    const { text, start } = clause
    const reason = REASON.exec(text)
    const purpose = PURPOSE.exec(text)
    const isContinued = CONTINUED.test(text)
    const free = isContinued
      ? { index: 0, length: 0, isReason: true }
      : reason !== null && (purpose === null || reason.index <= purpose.index)
        ? { index: reason.index, length: reason[0].length, isReason: true }
        : purpose === null
          ? null
          : { index: purpose.index, length: purpose[0].length, isReason: false }
    const head = free === null ? text : text.slice(0, free.index)
    const before = this.reasoned.length
    if (head !== "") this.readHead(head, clause)
    if (free === null) return
    const made = this.reasoned.slice(before)
    // A reason that restates what it explains (决算数小于预算数的主要原因是) explains that alone.
    const targets = made.length > 0 ? this.alike(made) : this.waiting()
    const from = start + free.index + free.length
    this.free = { targets: free.isReason ? targets : [], start: from, isReason: free.isReason }
    const tail = clause.numbers.filter((number) => number.start >= from)
    for (const number of tail) if (number.kind === "figure") this.unbound(number)
    this.watchDoubled(text, start)
  }

  endFreeText(end: number): void {
    const { free } = this
    if (free === null) return
    this.free = null
    if (!free.isReason || end <= free.start) return
    const text = this.normal.text.slice(free.start, end).replace(/^[：，]/, "")
    if (text === "") return
    const reason: Reason = { text, at: placeAt(this.paragraph, this.normal.offsets[free.start]!) }
    attach(free.targets, reason)
  }

  readHead(head: string, clause: Clause): void {
    if (this.isPlain) return this.readPlain(head, clause)
    const end = clause.start + head.length
    let from = clause.start
    for (const number of clause.numbers) {
      if (number.start >= end) break
      if (!isFigure(number)) continue
      this.turnBrackets(this.normal.text.slice(from, number.start))
      this.readNumber(this.normal.text.slice(from, number.start), from, number, clause)
      from = number.end
    }
    this.turnBrackets(this.normal.text.slice(from, end))
    this.readWords(this.normal.text.slice(from, end), from, from === clause.start)
  }

  /** What stands in brackets is said aside: behind them the statement goes on as before them. */
  turnBrackets(gap: string): void {
    for (const character of gap) {
      if (character === "（") {
        this.depth++
        this.brackets.push({ scope: { ...this.scope }, subject: this.subject, open: this.open })
      } else if (character === "）") {
        const aside = this.brackets.pop()
        if (aside === undefined) continue
        this.depth--
        this.scope = aside.scope
        this.subject = aside.subject
        this.open = aside.open
      }
    }
  }

  /** Profile and glossary: only what is counted. */
  readPlain(head: string, clause: Clause): void {
    for (const number of clause.numbers) {
      if (number.kind !== "figure" || number.unit === null) continue
      const subject = countSubject(this.topic, number.unit, { clause: head, before: "" })
      if (subject !== null) this.count(subject, number)
    }
  }

  readNumber(gap: string, gapStart: number, number: ScannedNumber, clause: Clause): void {
    if (LISTING.test(gap)) this.openList(gap)
    if (number.kind === "malformed") return this.malformed(number)
    const unit = unitOf(this.normal.text, number, gap)
    if (unit === null || OPEN_DIRECTION.test(gap)) return this.unbound(number)
    const pair = this.pairIndex(number, unit)
    if (isMoneyUnit(unit)) {
      const direction = directionAtEnd(gap)
      if (COMPLETED.test(gap) && this.normal.text[number.end] === "的") {
        return this.completedBudget(gap, number, unit)
      }
      const more = DIFFERENCE.exec(gap)
      if (more !== null) return this.difference(gap, gapStart, more, number, unit)
      if (pair !== null) return this.pairedMoney(number, unit, pair)
      if (direction !== null && this.isChange(gap, direction)) {
        return this.change(gap, gapStart, direction, number, unit)
      }
      return this.amount(gap, gapStart, number, unit)
    }
    if (isRateUnit(unit)) return this.readRate(gap, gapStart, number, unit, pair)
    this.readPieces(number, unit, clause)
  }

  /** 决算数大于预算数 a 元: how much the outturn is more than the budget. */
  difference(
    gap: string,
    gapStart: number,
    more: RegExpExecArray,
    number: ScannedNumber,
    unit: string
  ): void {
    const isInitial = more[0].includes("年初")
    const open = this.openComparison(
      isInitial ? "initialBudget" : "budget",
      null,
      gapStart + more.index,
      this.labelOf(gap.slice(0, more.index))
    )
    const track = open.tracks[0]!
    track.amount = this.printed(number, unit)
    track.direction = /大于|高于|多于|超/.test(more[1]!) ? "up" : "down"
    this.draft(open, 0, number.end)
    this.previous = { role: "change", index: 0, end: number.end, label: null }
  }

  readRate(gap: string, gapStart: number, number: ScannedNumber, unit: string, pair: number | null): void {
    if (pair !== null) return this.pairedRate(number, unit, pair)
    if (gap === "的" && this.completed?.end === gapStart) {
      return this.completion(this.completed.version, number, unit)
    }
    const completion = completionAtEnd(gap)
    if (completion !== null) return this.completion(completion, number, unit)
    const whole = wholeAtEnd(gap)
    if (whole !== null) return this.share(whole, number, unit, 0, this.partNamed(gap))
    const direction = directionAtEnd(gap)
    if (direction !== null) return this.change(gap, gapStart, direction, number, unit)
    this.unbound(number)
  }

  /** The amount that the words before 占 name; `undefined` when they name none, `null` when it is not printed. */
  partNamed(gap: string): AmountClaim | null | undefined {
    const subject = this.labelOf(gap.slice(0, Math.max(0, gap.lastIndexOf("占"))))
    if (subject === null) return undefined
    const named =
      subject.address === null ? this.labelled.get(subject.label) : this.amounts.get(subject.address)
    return named ?? null
  }

  readPieces(number: ScannedNumber, unit: string, clause: Clause): void {
    const words = this.normal.text.slice(clause.start, number.start)
    if (unit === "分" && this.topic === "performance") {
      if (this.project(words, clause.start, number)) return
    }
    const behind = this.normal.text.slice(number.end, number.end + 4)
    const before = this.normal.text.slice(Math.max(0, clause.start - 60), clause.start)
    const last = this.previous !== null && this.previous.end > clause.start ? this.previous.end : clause.start
    const own = this.normal.text.slice(last, number.start)
    const subject = countSubject(this.topic, unit, {
      clause: (own === "" ? words : own) + (behind.startsWith("项目") ? "项目" : ""),
      before: before + (own === words ? "" : words.slice(0, words.length - own.length))
    })
    if (subject === null) return this.unbound(number)
    this.count(subject, number)
  }

  /** Words without a number behind them: comparisons, 持平, a list that opens, the names of an entry. */
  readWords(words: string, start: number, isWhole: boolean): void {
    if (words === "") return
    if (LISTING.test(words)) this.openList(words)
    if (OF_BUDGET.test(words)) this.openBudget(readLabel(words, null, null).year)
    const entry = isWhole ? entryIn(words) : null
    if (entry !== null) this.enterEntry(entry, start)
    const relation = RELATION.exec(words)
    if (relation !== null && /预算|决算/.test(words)) return this.relation(words, start, relation)
    const comparator = this.comparisonIn(words)
    if (comparator !== null) {
      const direction = directionIn(words.slice(comparator.end - (comparator.end > 2 ? 2 : 0)))
      this.compare(words, start, comparator, direction)
      return
    }
    const level = /持平|无增减变化|无变化/.exec(words)
    if (level !== null) this.level(words, start, level.index)
  }

  relation(words: string, start: number, match: RegExpExecArray): void {
    const alternatives = match[2]!.match(/大于|小于|等于|高于|低于|多于|少于|持平/g) ?? []
    const printed = [match[1]!, ...alternatives]
    const first = relations[match[1]!]!
    // 预算数大于决算数 says of the budget what is asked of the outturn.
    const isReversed = match[3] === "决算" && first !== "equal"
    const relation = !isReversed ? first : first === "greater" ? "less" : "greater"
    const label = readLabel(words.slice(0, match.index), this.context.unitName, this.context.year)
    this.comparison(label.words, start, words, match.index, printed, relation)
  }
}
