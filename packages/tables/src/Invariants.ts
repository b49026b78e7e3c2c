/**
 * Invariants of derived tables: what holds for every set of events, because both sides are the same money.
 *
 * Articulation rules judge what somebody published; these judge us. A broken one is a bug of ours, and no table is
 * printed then.
 */
import { Address, Money } from "@juesuan/domain"
import * as Data from "effect/Data"
import { cellAt } from "./Derive.ts"
import type { DerivedTable } from "./Derive.ts"

/** Two figures that are the same money differ. */
export class InvariantBroken extends Data.TaggedError("InvariantBroken")<{
  readonly invariant: string
  readonly left: Money.Money
  readonly right: Money.Money
}> {
  override get message(): string {
    const { left, right } = this
    return (
      `${this.invariant} does not hold: ${Money.toText(left)} is not ${Money.toText(right)}. ` +
      "Report it with the ledger's digest: no table is printed from it."
    )
  }
}

/** Pairs of addresses, or sums of them, that are the same money in every ledger. */
const identities: ReadonlyArray<readonly [left: ReadonlyArray<string>, right: ReadonlyArray<string>]> = [
  [["T01/total/1"], ["T01/total/2"]],
  [["T01/income/1"], ["T02/total/1"]],
  [["T01/expenditure/2"], ["T03/total/1"]],
  [["T04/total/1"], ["T04/total/2"]],
  [["T04/total/2"], ["T04/total/3", "T04/total/4", "T04/total/5"]],
  [["T04/expenditure/3"], ["T05/total/1"]],
  [["T04/expenditure/4"], ["T08/total/3"]],
  [["T04/expenditure/5"], ["T09/total/1"]],
  [["T05/total/1"], ["T05/total/2", "T05/total/3"]]
]

const tableOf = (address: string): string => address.slice(0, address.indexOf("/"))

const valueAt = (tables: ReadonlyArray<DerivedTable>, address: string): Money.Money => {
  const { table, row, column } = Address.cellOf(address)
  return cellAt(tables, Address.cell(table, row, column))?.amount ?? Money.zero
}

/** Throws {@link InvariantBroken} for the first identity that fails; tables that a pack leaves out are not asked. */
export const assertInvariants = (tables: ReadonlyArray<DerivedTable>): void => {
  const keys = new Set(tables.map(({ key }) => key))
  for (const [left, right] of identities) {
    if (![...left, ...right].every((address) => keys.has(tableOf(address)))) continue
    const [one, other] = [left, right].map((side) =>
      Money.sum(side.map((address) => valueAt(tables, address)))
    ) as [Money.Money, Money.Money]
    if (one !== other)
      throw new InvariantBroken({
        invariant: `${left.join(" + ")} = ${right.join(" + ")}`,
        left: one,
        right: other
      })
  }
}
