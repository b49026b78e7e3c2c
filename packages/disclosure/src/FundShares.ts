/**
 * What each fund gets of the rounded total of each measure, so that no fund is overspent by rounding.
 *
 * Shares of one measure come from the largest remainders. Taken measure by measure alone, a fund that received and
 * spent 125.01 元 could get 0.01 万元 of the income and 0.02 of the expenditure, and end at -0.01: what all funds have
 * left would then be less than what the fiscal ones have. So where a balance falls below zero that is not below it, a
 * place is moved to the fund from another one that can spare it; where none can, the measure's total gives way.
 */
import { Money } from "@juesuan/domain"
import { Cube, closing, opening } from "@juesuan/tables"
import { WAN_PLACE } from "./MoneyFormat.ts"

type Measure = Cube.Cube["byMeasure"] extends ReadonlyMap<infer Key, unknown> ? Key : never

/** The balances that no rounding may overdraw: 年初结转和结余 and 年末结转和结余. */
const balances = [opening, closing]

/** How an amount of a measure counts in each balance: 1, 0 or -1. */
const signsOf = (measure: Measure): ReadonlyArray<number> => {
  const blank = { function: "", economic: "", nature: "", project: "", kind: "", counterparty: "" } as const
  const one = Cube.fromPostings([{ ...blank, measure, fund: "unitFunds", amount: Money.fromFen(1) }])
  return balances.map((balance) => Cube.evaluate(one, balance))
}

/** A fund's part of a measure: what it is, and the whole places it gets of the rounded total. */
export interface FundShare {
  readonly measure: Measure
  readonly fund: string
  readonly exact: Money.Money
  share: Money.Money
}

interface Part {
  readonly of: FundShare
  readonly signs: ReadonlyArray<number>
}

const moved = (share: Money.Money, places: number): Money.Money => Money.fromFen(share + places * WAN_PLACE)

/** Whether a share may be moved: it stays one of the two places beside the exact amount. */
const canMove = ({ exact, share }: FundShare, places: number): boolean =>
  Math.abs(moved(share, places) - exact) < WAN_PLACE

/** The parts of one fund. */
class FundParts {
  readonly parts: Array<Part> = []

  #balance(which: number, amountOf: (share: FundShare) => number): number {
    return this.parts.reduce((sum, { of, signs }) => sum + signs[which]! * amountOf(of), 0)
  }

  /** Whether a balance is overdrawn by rounding alone, were one more amount taken from it. */
  isOverdrawn(which: number, less = 0): boolean {
    return (
      this.#balance(which, ({ share }) => share) - less < 0 && this.#balance(which, ({ exact }) => exact) >= 0
    )
  }

  /** Whether a part can move without overdrawing a balance. */
  canSpare({ of, signs }: Part, places: number): boolean {
    return (
      canMove(of, places) &&
      signs.every((sign, which) => !this.isOverdrawn(which, -sign * places * WAN_PLACE))
    )
  }
}

/** A step that raises an overdrawn balance of a fund: its part, and the part of another fund that gives it. */
const stepFor = (
  fund: FundParts,
  which: number,
  funds: ReadonlyArray<FundParts>
): { readonly part: Part; readonly places: number; readonly giver: Part | undefined } | undefined => {
  const steps = fund.parts.flatMap((part) => {
    const places = part.signs[which]!
    if (places === 0 || !canMove(part.of, places)) return []
    const givers = funds.flatMap((other) =>
      other.parts.filter(
        (one) => other !== fund && one.of.measure === part.of.measure && other.canSpare(one, -places)
      )
    )
    return [{ part, places, giver: givers[0] }]
  })
  return steps.find(({ giver }) => giver !== undefined) ?? steps[0]
}

/**
 * Moves places between the shares until no fund's balance is below zero whose exact balance is not. A share remains
 * one of the two places beside its exact amount.
 */
export const settle = (shares: ReadonlyArray<FundShare>): void => {
  const byFund = new Map<string, FundParts>()
  for (const of of shares) {
    const fund = byFund.get(of.fund) ?? new FundParts()
    byFund.set(of.fund, fund)
    fund.parts.push({ of, signs: signsOf(of.measure) })
  }
  const funds = [...byFund.values()]
  for (const fund of funds) {
    for (const which of balances.keys()) {
      while (fund.isOverdrawn(which)) {
        const step = stepFor(fund, which, funds)
        if (step === undefined) break
        step.part.of.share = moved(step.part.of.share, step.places)
        if (step.giver !== undefined) step.giver.of.share = moved(step.giver.of.share, -step.places)
      }
    }
  }
}
