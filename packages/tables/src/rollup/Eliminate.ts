/**
 * Consolidation: the merged cube of units with the transfers between them eliminated (抵销).
 *
 * A superior's 对附属单位补助支出 is its subordinate's 上级补助收入, and a subordinate's 上缴上级支出 is its
 * superior's 附属单位上缴收入. Both name the other unit. Where both units are in the set, payment and income are struck
 * pair by pair and fund by fund, up to the smaller side: both sides by the same amount, so that no closing balance
 * changes. What one side says more stays in the tables and is a difference to be explained, in transit (在途) or not
 * reconciled (未对账).
 */
import { Money, groupBy } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import type { Posting } from "@juesuan/ledger"
import * as Cube from "../Cube.ts"

/** A unit and its cube. */
export interface UnitCube {
  readonly unit: string
  readonly cube: Cube.Cube
}

/** What a transfer between units is: downwards a subsidy (补助), upwards a remittance (上缴). */
export type TransferKind = "subsidy" | "remittance"

/** What two units say of the transfers between them, of one kind and fund; amounts in fen. */
export interface TransferPair {
  readonly kind: TransferKind
  readonly payer: string
  readonly payee: string
  readonly fund: FundType
  /** What the payer has paid. */
  readonly paid: Money.Money
  /** What the payee has received. */
  readonly received: Money.Money
  /** What is struck on both sides: the smaller, and nothing where a side is not above zero. */
  readonly eliminated: Money.Money
}

/** A transfer that names no other unit: it cannot be eliminated. */
export interface UnnamedTransfer {
  readonly unit: string
  readonly kind: TransferKind
  readonly side: "paid" | "received"
  readonly amount: Money.Money
}

/** The consolidated cube of a set of units, and what was done to make it. */
export interface Consolidation {
  readonly cube: Cube.Cube
  /** By payer, payee, kind and fund, in the order of these texts. */
  readonly pairs: ReadonlyArray<TransferPair>
  readonly unnamed: ReadonlyArray<UnnamedTransfer>
}

interface Side {
  readonly kind: TransferKind
  readonly side: "paid" | "received"
}

/** What of a transfer a posting is; `undefined` when it is none. */
const sideOf = ({ measure, nature, kind }: Posting): Side | undefined => {
  if (measure === "expenditure") {
    if (nature === "subsidyToSubsidiary") return { kind: "subsidy", side: "paid" }
    if (nature === "remittanceToSuperior") return { kind: "remittance", side: "paid" }
  }
  if (measure === "income") {
    if (kind === "superiorSubsidy") return { kind: "subsidy", side: "received" }
    if (kind === "subsidiaryRemittance") return { kind: "remittance", side: "received" }
  }
  return undefined
}

interface Transfer extends Side {
  readonly unit: string
  readonly posting: Posting
}

const transfersOf = ({ unit, cube }: UnitCube): ReadonlyArray<Transfer> =>
  [...cube.cells.values()].flatMap((posting) => {
    const side = sideOf(posting)
    return side === undefined ? [] : [{ ...side, unit, posting }]
  })

const keyOf = ({ kind, side, unit, posting: { counterparty, fund } }: Transfer): string =>
  (side === "paid" ? [unit, counterparty, kind, fund] : [counterparty, unit, kind, fund]).join("\u001f")

const sumOf = (transfers: ReadonlyArray<Transfer>): Money.Money =>
  transfers.reduce((sum, { posting }) => Money.add(sum, posting.amount), Money.zero)

/** What strikes an amount from postings: those above zero, in the order of their keys, until it is struck. */
const strikesOf = (transfers: ReadonlyArray<Transfer>, amount: Money.Money): ReadonlyArray<Posting> => {
  let left: number = amount
  const strikes: Array<Posting> = []
  const inOrder = transfers
    .map(({ posting }) => posting)
    .toSorted((a, b) => (Cube.keyOf(a) < Cube.keyOf(b) ? -1 : 1))
  for (const posting of inOrder) {
    if (left === 0 || posting.amount <= 0) continue
    const struck = Math.min(left, posting.amount)
    strikes.push({ ...posting, amount: Money.fromFen(-struck) })
    left -= struck
  }
  return strikes
}

const pairOf = (transfers: ReadonlyArray<Transfer>) => {
  const paying = transfers.filter(({ side }) => side === "paid")
  const receiving = transfers.filter(({ side }) => side === "received")
  const [paid, received] = [sumOf(paying), sumOf(receiving)]
  const eliminated = Money.fromFen(Math.max(0, Math.min(paid, received)))
  const { kind, side, unit, posting } = transfers[0]!
  const { counterparty, fund } = posting
  const [payer, payee] = side === "paid" ? [unit, counterparty] : [counterparty, unit]
  const pair: TransferPair = { kind, payer, payee, fund, paid, received, eliminated }
  return { pair, strikes: [...strikesOf(paying, eliminated), ...strikesOf(receiving, eliminated)] }
}

const unnamedOf = (transfers: ReadonlyArray<Transfer>): ReadonlyArray<UnnamedTransfer> =>
  [...groupBy(transfers, ({ unit, kind, side }) => `${unit}\u001f${kind}\u001f${side}`).values()].map(
    (same) => {
      const { unit, kind, side } = same[0]!
      return { unit, kind, side, amount: sumOf(same) }
    }
  )

/** Consolidates units: the order in which they come does not matter. */
export const consolidate = (units: ReadonlyArray<UnitCube>): Consolidation => {
  const own = new Set(units.map(({ unit }) => unit))
  const transfers = units.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)).flatMap(transfersOf)
  const inside = transfers.filter(({ posting }) => own.has(posting.counterparty))
  const byPair = [...groupBy(inside, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const pairs = byPair.map(([, same]) => pairOf(same))
  const cells = units.flatMap(({ cube }) => [...cube.cells.values()])
  return {
    cube: Cube.fromPostings([...cells, ...pairs.flatMap(({ strikes }) => strikes)]),
    pairs: pairs.map(({ pair }) => pair),
    unnamed: unnamedOf(transfers.filter(({ posting }) => posting.counterparty === ""))
  }
}
