/**
 * Projects of the performance section against the attached self-evaluations (AR-N-12).
 */
import type { Finding } from "@juesuan/domain"
import { findingOf } from "../check/Finding.ts"
import type { PublishedScorecard } from "../PublishedDocument.ts"
import type { AmountClaim, CountClaim, ProjectClaim } from "./Claim.ts"
import { claimsIn, Collector, say } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"
import { exact } from "./Exact.ts"
import type { Exact } from "./Exact.ts"
import { exactly, judge } from "./Judge.ts"
import {
  expectedOperand,
  gapOf,
  inUnitOf,
  operandOf,
  operandOfAmount,
  rawOf,
  slipLeads,
  touch
} from "./Operands.ts"
import type { claimRules } from "./rules.ts"

type Rule = (typeof claimRules)["AR-N-12"]

const keyOf = (name: string): string =>
  name.replace(/[\s（）()“”"、，,·]/g, "").replace(/^(?:19|20)\d\d年度?/, "")

const pairsOf = (text: string): ReadonlyArray<string> =>
  [...text].slice(1).map((_, at) => text.slice(at, at + 2))

/** How alike two names are: pairs of characters in common over all pairs, from 0 to 1. */
const likeness = (one: string, other: string): number => {
  const [left, right] = [pairsOf(keyOf(one)), new Set(pairsOf(keyOf(other)))]
  if (left.length === 0 || right.size === 0) return 0
  const common = left.filter((pair) => right.has(pair)).length
  return (2 * common) / (left.length + right.size)
}

interface Match {
  readonly claim: ProjectClaim
  readonly card: PublishedScorecard
}

const scoreOf = ({ published }: PublishedScorecard): Exact | null =>
  published.total === null || !/^-?\d+(?:\.\d+)?$/.test(published.total) ? null : exact(published.total)

const LIKE = 0.25

/**
 * Matches what the text says of projects with the tables: by name, then by the score where it is nobody else's, then
 * by the likest name. Each table is matched once; what is left over is matched with nothing.
 */
const matchesOf = (
  projects: ReadonlyArray<ProjectClaim>,
  cards: ReadonlyArray<PublishedScorecard>
): ReadonlyArray<Match> => {
  const matches: Array<Match> = []
  const free = new Set(cards)
  const open = new Set(projects)
  const take = (claim: ProjectClaim, card: PublishedScorecard): void => {
    matches.push({ claim, card })
    free.delete(card)
    open.delete(claim)
  }
  for (const claim of projects) {
    if (free.size === 0) return matches
    const card = [...free].find(
      (one) => keyOf(one.card.name) === keyOf(claim.name) || one.card.name === claim.name
    )
    if (card !== undefined) take(claim, card)
  }
  const rivals = new Map<string, number>()
  const scoreKey = ({ score }: ProjectClaim): string => score.value.toFixed()
  for (const claim of open) rivals.set(scoreKey(claim), (rivals.get(scoreKey(claim)) ?? 0) + 1)
  for (const claim of open) {
    const same = [...free].filter((card) => scoreOf(card)?.eq(claim.score.value) === true)
    const isAlone = same.length === 1 && rivals.get(scoreKey(claim)) === 1
    if (isAlone && likeness(claim.name, same[0]!.card.name) > 0) take(claim, same[0]!)
  }
  const ranked = [...open]
    .flatMap((claim) =>
      [...free].map((card) => ({ claim, card, like: likeness(claim.name, card.card.name) }))
    )
    .sort((a, b) => b.like - a.like)
  for (const { claim, card, like } of ranked)
    if (like >= LIKE && open.has(claim) && free.has(card)) take(claim, card)
  return matches
}

const nameFinding = (context: ClaimContext, rule: Rule, { claim, card }: Match): Finding | null => {
  if (claim.name === card.card.name || claim.name === card.card.name.replace(/[\s“”]/g, "")) return null
  const address = `S/${card.card.project}/project/name`
  return findingOf(rule, {
    severity: "explain",
    message: say(
      context,
      `文字中的项目“${claim.name}”，自评表的名称为“${card.card.name}”。`,
      `The text names the project “${claim.name}”, its table “${card.card.name}”.`
    ),
    left: {
      address: `N/10.4/${card.card.project}/name`,
      label: "文字中的项目名称",
      raw: claim.name,
      value: null,
      unit: "",
      at: claim.at
    },
    right: {
      address,
      label: "自评表的项目名称",
      raw: card.card.name,
      value: null,
      unit: "",
      at: card.places.get(`S/${card.card.project}/name`) ?? card.at
    },
    key: `${address}`
  })
}

const scoreFinding = (context: ClaimContext, rule: Rule, { claim, card }: Match): Finding | null => {
  const score = scoreOf(card)
  if (score === null || score.eq(claim.score.value)) return null
  const address = `S/${card.card.project}/total/score`
  return findingOf(rule, {
    message: say(
      context,
      `项目“${claim.name}”文字中得 ${claim.score.raw} 分，自评表总分 ${card.published.total} 分。`,
      `“${claim.name}” has ${claim.score.raw} in the text and ${card.published.total} in its table.`
    ),
    left: operandOf(claim.score, `N/10.4/${card.card.project}/score`, `${claim.name}自评得分`),
    right: {
      address,
      label: `${card.card.name}总分`,
      raw: card.published.total,
      value: score.toFixed(),
      unit: "分",
      at: card.places.get(address) ?? card.at
    },
    difference: claim.score.value.minus(score).toFixed(),
    leads: slipLeads(claim.score.value, score),
    key: address
  })
}

const numberFinding = (
  context: ClaimContext,
  rule: Rule,
  count: CountClaim | undefined,
  total: Exact | null,
  projects: ReadonlyArray<ProjectClaim>
): Finding | null => {
  const cards = context.document.scorecards.length
  if (count === undefined || total === null || cards === 0 || total.eq(cards)) return null
  // A table that was not recognised may be the one that is wanted.
  const isUnread = context.document.unbound.some(({ reason }) => reason === "unknown")
  if (isUnread && total.gt(cards)) return null
  return findingOf(rule, {
    severity: "explain",
    message: say(
      context,
      `文字中有 ${total.toFixed()} 个项目开展自评，附有 ${cards} 张自评表，列出得分的项目 ${projects.length} 个。`,
      `${total.toFixed()} projects are said to be evaluated; ${cards} tables are attached.`
    ),
    left: operandOf(count.count, "N/10.4/projects", "开展自评的项目"),
    right: {
      address: "S/projects/count/number",
      label: "所附自评表",
      raw: null,
      value: String(cards),
      unit: "张",
      at: null
    },
    difference: total.minus(cards).toFixed(),
    key: "N/10.4/projects"
  })
}

const bases = [
  ["annual", "全年预算数"],
  ["executed", "全年执行数"],
  ["initial", "年初预算数"]
] as const

/** The amount of the evaluated projects is the sum of one column of their tables. */
const moneyFinding = (context: ClaimContext, rule: Rule, claim: AmountClaim): Finding | null => {
  const { scorecards } = context.document
  const sums = bases.flatMap(([key, name]) => {
    const amounts = scorecards.map(({ card }) => card.money.total[key])
    if (amounts.length === 0 || amounts.some((amount) => amount === null)) return []
    const total = amounts.reduce<Exact>((sum, amount) => sum.plus(exact(amount!).div(100)), exact(0))
    return [{ name, total, verdict: judge(claim.amount, exactly(total)) }]
  })
  if (sums.length === 0 || sums.some(({ verdict }) => verdict === "pass")) return null
  const cut = sums.find(({ verdict }) => verdict === "cut")
  const { name, total } = cut ?? sums[0]!
  const left = operandOfAmount(claim)
  const value = inUnitOf(claim.amount, total)
  const listed = sums.map((one) => `${one.name}合计 ${inUnitOf(claim.amount, one.total)}`).join("、")
  return findingOf(rule, {
    severity: cut === undefined ? "explain" : "hint",
    message: say(
      context,
      cut === undefined
        ? `纳入自评的资金列示 ${rawOf(claim.amount)}，各自评表的${listed} ${claim.amount.unit}，都不相等。`
        : `纳入自评的资金列示 ${rawOf(claim.amount)}，各自评表${name}合计四舍五入为 ${value} ${claim.amount.unit}：末位是截断得来的。`,
      `The evaluated projects have ${rawOf(claim.amount)} in the text; their tables add up to ${value}.`
    ),
    left,
    right: expectedOperand(claim.amount, exactly(total), "S/projects/sum/annual", `各自评表${name}合计`),
    ...gapOf(claim.amount, exactly(total)),
    leads: cut === undefined ? slipLeads(claim.amount.value, total) : [],
    key: left.address
  })
}

/** AR-N-12: number, names, scores and money of the projects are those of the attached tables. */
export const checkProjects = (context: ClaimContext, rule: Rule): Collector => {
  const out = new Collector()
  const { scorecards } = context.document
  const projects = claimsIn(context, "project")
  if (scorecards.length === 0) return out
  const add = (finding: Finding | null): void => {
    if (finding !== null) out.findings.push(finding)
  }
  for (const match of matchesOf(projects, scorecards)) {
    out.touched.push(touch(match.claim.score))
    add(nameFinding(context, rule, match))
    add(scoreFinding(context, rule, match))
  }
  const counts = claimsIn(context, "count").filter(({ subject }) => subject.address !== null)
  const general = counts.find(({ subject }) => subject.address === "N/10.4/projects")
  const fund = counts.find(({ subject }) => subject.address === "N/10.4/fund/projects")
  const total = general === undefined ? null : general.count.value.plus(fund?.count.value ?? 0)
  if (general !== undefined) out.touched.push(touch(general.count))
  add(numberFinding(context, rule, general, total, projects))
  const amount = claimsIn(context, "amount").find(({ subject }) => subject.address === "N/10.4/amount")
  const isAll =
    total !== null && total.eq(scorecards.length) && (fund === undefined || fund.count.value.eq(0))
  if (amount !== undefined && isAll) {
    out.touched.push(touch(amount.amount))
    add(moneyFinding(context, rule, amount))
  }
  return out
}
