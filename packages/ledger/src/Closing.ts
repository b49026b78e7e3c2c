/**
 * Closing a year and opening the next (年终结账与新年度建账).
 *
 * A closing states what every line closes with, as 结转 or 结余; the ledger accepts it only when it is what its
 * events come to. The next year opens with exactly these lines, moved by what was adjusted after the close.
 */
import { Money, PlainText, fundTypes, isFiscalFund } from "@juesuan/domain"
import type { CarryoverKind, FundType } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { make } from "./Event.ts"
import type { ClosingLine, Event, EventOf, PayloadOf } from "./Event.ts"
import { ClosingDisagrees } from "./Refusal.ts"
import { amountAt, balanceKey, balanceLineOf } from "./YearState.ts"
import type { BalanceLine, YearState } from "./YearState.ts"

/** The year is not closed: there is nothing to open the next one with. */
export class YearStillOpen extends Data.TaggedError("YearStillOpen")<{
  readonly status: YearState["status"]
}> {
  override get message(): string {
    return "The year is not closed (未年终结账). Close it first, then open the next year from it."
  }
}

/** The closing does not say by function what it leaves: the next year's opening would be a guess. */
export class ClosingTooCoarse extends Data.TaggedError("ClosingTooCoarse")<{ readonly fund: FundType }> {
  override get message(): string {
    return (
      `The closing states ${this.fund} without functional codes. ` +
      "Enter the opening of the next year (CarryoverBroughtForward) line by line."
    )
  }
}

const funds = Object.keys(fundTypes) as ReadonlyArray<FundType>

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0

/** The balances of a fund by key, in key order, without zeros. */
const balancesOf = (
  state: YearState,
  fund: FundType
): ReadonlyArray<readonly [key: string, amount: Money.Money]> =>
  [...state.balances]
    .filter(([key, amount]) => amount !== 0 && key.startsWith(`${fund}/`))
    .sort(byText)
    .map(([key, amount]) => [key, Money.fromFen(amount)] as const)

const sumOf = (parts: ReadonlyArray<{ readonly amount: Money.Money }>): Money.Money =>
  Money.sum(parts.map(({ amount }) => amount))

const lineOf = (
  { fund, function: item, nature, project }: BalanceLine,
  kind: CarryoverKind,
  amount: Money.Money
): ClosingLine => ({
  fund,
  function: item,
  nature: nature as ClosingLine["nature"],
  project,
  kind,
  amount
})

/** A fiscal line, split: what came in as 结余 stays 结余, the rest is 结转 unless its project is finished. */
const fiscalLines = (
  state: YearState,
  key: string,
  amount: Money.Money,
  finished: ReadonlySet<string>
): ReadonlyArray<ClosingLine> => {
  const line = balanceLineOf(key)
  const isFinished = line.project !== "" && finished.has(line.project)
  const surplus = isFinished
    ? amount
    : Money.fromFen(Math.max(0, Math.min(amount, amountAt(state.surplusHeld, balanceKey(line)))))
  const lines = [lineOf(line, "carryover", Money.subtract(amount, surplus)), lineOf(line, "surplus", surplus)]
  return lines.filter((part) => part.amount !== 0)
}

/**
 * A unit's own money by function. Income of one function may have paid for another: what is short somewhere is
 * covered in the order of codes, and what no function explains goes with the first.
 */
const ownLines = (state: YearState, fund: FundType): ReadonlyArray<ClosingLine> => {
  const balances = balancesOf(state, fund).map(([key, amount]) => ({ line: balanceLineOf(key), amount }))
  const sign = Math.sign(sumOf(balances))
  let uncovered = sumOf(balances.filter(({ amount }) => Math.sign(amount) === -sign))
  const kind = fund === "unitFunds" ? "surplus" : "carryover"
  // A balance without a function comes first in key order and is the first to cover.
  return balances
    .filter(({ amount }) => Math.sign(amount) === sign)
    .flatMap(({ line, amount }) => {
      const covered = Money.fromFen(sign * Math.min(Math.abs(amount), Math.abs(uncovered)))
      uncovered = Money.add(uncovered, covered)
      const left = Money.subtract(amount, covered)
      return left === 0 ? [] : [lineOf({ ...line, nature: line.function === "" ? "" : "basic" }, kind, left)]
    })
}

/** Gives the part of a fund that no function explains to the fund's first function, if it has one. */
const withFunctions = (state: YearState, fund: FundType, lines: ReadonlyArray<ClosingLine>) => {
  const blank = lines.find((line) => line.function === "")
  if (blank === undefined) return lines
  const named = lines.filter((line) => line.function !== "")
  const items = balancesOf(state, fund).map(([key]) => balanceLineOf(key).function)
  const item = named[0]?.function ?? items.find((code) => code !== "")
  if (item === undefined) return lines
  const first = named[0]
  return first === undefined
    ? [{ ...blank, function: item, nature: "basic" as const }]
    : [{ ...first, amount: Money.add(first.amount, blank.amount) }, ...named.slice(1)]
}

/**
 * What a year closes with, line by line, as the ledger proposes it: in fund order, then by code.
 *
 * `finishedProjects` are the projects that are done: what is left of them is 结余. The proposal is what
 * {@link closingDisagreement} accepts; whoever closes may state another division of 结转 and 结余.
 */
export const proposeClosing = (
  state: YearState,
  finishedProjects: Iterable<string> = []
): EventOf<"FiscalYearClosed"> => {
  const finished = new Set(finishedProjects)
  const closing = funds.flatMap((fund) =>
    isFiscalFund(fund)
      ? balancesOf(state, fund).flatMap(([key, amount]) => fiscalLines(state, key, amount, finished))
      : withFunctions(state, fund, ownLines(state, fund))
  )
  return make("FiscalYearClosed", {
    closing,
    surplusUsed: Money.fromFen(state.surplusUsed),
    surplusDistributed: Money.fromFen(state.surplusDistributed)
  })
}

const sumsBy = (
  lines: ReadonlyArray<ClosingLine>,
  keyOf: (line: ClosingLine) => string
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const line of lines) sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0) + line.amount)
  return sums
}

/** The first line of a fiscal fund that a detailed closing states otherwise than the ledger has it. */
const lineDisagreement = (
  state: YearState,
  fund: FundType,
  lines: ReadonlyArray<ClosingLine>
): ClosingDisagrees | null => {
  if (!isFiscalFund(fund) || lines.some((line) => line.function === "")) return null
  const stated = sumsBy(lines, balanceKey)
  const keys = [...new Set([...stated.keys(), ...balancesOf(state, fund).map(([key]) => key)])].sort()
  for (const key of keys) {
    const [states, has] = [stated.get(key) ?? 0, amountAt(state.balances, key)]
    if (states !== has) return new ClosingDisagrees({ what: key, stated: states, ledger: has })
  }
  return null
}

/** What a closing states otherwise than the ledger has it, fund by fund and then line by line; `null` for none. */
export const closingDisagreement = (state: YearState, event: Event): ClosingDisagrees | null => {
  if (event.type !== "FiscalYearClosed") return null
  const { closing, surplusUsed, surplusDistributed } = event.payload
  for (const fund of funds) {
    const lines = closing.filter((line) => line.fund === fund)
    const stated = lines.reduce((total, line) => total + line.amount, 0)
    if (stated !== state.money[fund])
      return new ClosingDisagrees({ what: fund, stated, ledger: state.money[fund] })
    const fault = lineDisagreement(state, fund, lines)
    if (fault !== null) return fault
  }
  const pairs = [
    ["surplusUsed", surplusUsed, state.surplusUsed],
    ["surplusDistributed", surplusDistributed, state.surplusDistributed]
  ] as const
  const pair = pairs.find(([, stated, ledger]) => stated !== ledger)
  return pair === undefined ? null : new ClosingDisagrees({ what: pair[0], stated: pair[1], ledger: pair[2] })
}

/** The stated lines, moved to what the ledger has now: adjustments after the close fall on 结转 where there is any. */
const adjusted = (
  state: YearState,
  fund: FundType,
  stated: ReadonlyArray<ClosingLine>
): ReadonlyArray<ClosingLine> => {
  const lines = stated.map((line) => ({ ...line }))
  const moved = isFiscalFund(fund)
    ? balancesOf(state, fund).map(([key, amount]) => lineOf(balanceLineOf(key), "carryover", amount))
    : withFunctions(state, fund, ownLines(state, fund))
  if (!isFiscalFund(fund)) {
    return sumOf(stated) === state.money[fund] ? stated : moved
  }
  const keys = new Set([...stated.map(balanceKey), ...moved.map(balanceKey)])
  for (const key of keys) {
    const mine = lines.filter((line) => balanceKey(line) === key)
    const change = Money.subtract(Money.fromFen(amountAt(state.balances, key)), sumOf(mine))
    if (change === 0) continue
    const bearer = mine.find((line) => line.kind === "carryover") ?? mine[0]
    if (bearer === undefined) lines.push(lineOf(balanceLineOf(key), "carryover", change))
    else lines[lines.indexOf(bearer)] = { ...bearer, amount: Money.add(bearer.amount, change) }
  }
  return lines.filter((line) => line.amount !== 0)
}

/** What a closed year leaves to the next, adjustments after the close included. */
export const closingNow = (
  state: YearState
): Result.Result<ReadonlyArray<ClosingLine>, YearStillOpen | ClosingTooCoarse> => {
  const { closing } = state
  if (state.status !== "closed" || closing === null)
    return Result.fail(new YearStillOpen({ status: state.status }))
  const coarse = closing.find((line) => line.function === "" && line.amount !== 0)
  if (coarse !== undefined) return Result.fail(new ClosingTooCoarse({ fund: coarse.fund }))
  const lines = funds.flatMap((fund) =>
    adjusted(
      state,
      fund,
      closing.filter((line) => line.fund === fund)
    )
  )
  const blank = lines.find((line) => line.function === "")
  return blank === undefined ? Result.succeed(lines) : Result.fail(new ClosingTooCoarse({ fund: blank.fund }))
}

const broughtForward = (line: ClosingLine): EventOf<"CarryoverBroughtForward"> =>
  make("CarryoverBroughtForward", {
    ...line,
    nature: line.nature === "" ? "basic" : line.nature
  } satisfies PayloadOf<"CarryoverBroughtForward">)

/**
 * The events that open the next year: FiscalYearOpened with the profile of the closed one, then what it closed with,
 * line by line. `changes` replaces parts of the profile.
 */
export const openingEvents = (
  closed: YearState,
  changes: Partial<PayloadOf<"FiscalYearOpened">> = {}
): Result.Result<ReadonlyArray<Event>, YearStillOpen | ClosingTooCoarse> => {
  const { profile } = closed
  if (profile === null) return Result.fail(new YearStillOpen({ status: closed.status }))
  return Result.map(closingNow(closed), (lines) => [
    // The texts of a profile from before there was a gate are read as files are.
    make("FiscalYearOpened", { ...(PlainText.foldTexts(profile) as typeof profile), ...changes }),
    ...lines.map(broughtForward)
  ])
}
