/**
 * Figures that articulation rules need and published tables do not show: only a ledger knows them.
 */
import { Money, isFiscalFund } from "@juesuan/domain"
import type { Cube } from "../Cube.ts"

/** Basic expenditure (基本支出) of one functional and one economic item, in fen. */
export interface BasicCell {
  readonly function: string
  readonly economic: string
  readonly amount: Money.Money
}

/** Figures only a ledger knows, for rules that published tables cannot be checked by; amounts in fen. */
export interface LedgerFigures {
  /** Figures by name, such as `openingAdjusted`, `threePublic/abroad`, `initialBudget/total`. */
  readonly named: ReadonlyMap<string, Money.Money>
  /** Basic expenditure of the general public budget by 项 and 款. */
  readonly basic: ReadonlyArray<BasicCell>
}

const threePublic: Readonly<Record<string, string>> = {
  "30212": "abroad",
  "31013": "vehicleBought",
  "30913": "vehicleBought",
  "30231": "vehicleRun",
  "30217": "reception"
}

/** The names that every ledger has a figure for. */
export const ledgerFigureNames = [
  "openingAdjusted",
  "carryoverReturned",
  "threePublic/abroad",
  "threePublic/vehicleBought",
  "threePublic/vehicleRun",
  "threePublic/reception",
  "initialBudget/total",
  "initialBudget/items"
]

/** Whether a ledger could have a figure of that name; the code of a figure by code may be a variable. */
export const isLedgerFigure = (name: string): boolean =>
  ledgerFigureNames.includes(name) ||
  /^(basicByFunction\/(\$row|\d{7})|basicByEconomic\/(\$row|\d{5}))$/.test(name)

/** Reads the figures off a cube, posting by posting; no term of any table is used. */
export const ledgerFiguresOf = (cube: Cube): LedgerFigures => {
  const named = new Map<string, Money.Money>(ledgerFigureNames.map((name) => [name, Money.zero]))
  const basic = new Map<string, BasicCell>()
  const add = (name: string, amount: Money.Money): void => {
    named.set(name, Money.add(named.get(name) ?? Money.zero, amount))
  }
  for (const posting of cube.cells.values()) {
    const { measure, fund, economic, nature, amount } = posting
    if (measure === "openingAdjusted" || measure === "carryoverReturned") add(measure, amount)
    if (measure === "budgetInitial" && fund === "generalPublic") {
      add("initialBudget/total", amount)
      // A budget issued at 款 or 类 only is part of the total but of no 项, and the rule says so.
      if (posting.function.length === 7) add("initialBudget/items", amount)
    }
    if (measure !== "expenditure") continue
    const item = threePublic[economic]
    if (item !== undefined && isFiscalFund(fund)) add(`threePublic/${item}`, amount)
    if (fund !== "generalPublic" || nature !== "basic") continue
    const key = `${posting.function}/${economic}`
    const before = basic.get(key)?.amount ?? Money.zero
    basic.set(key, { function: posting.function, economic, amount: Money.add(before, amount) })
    add(`basicByFunction/${posting.function}`, amount)
    add(`basicByEconomic/${economic}`, amount)
  }
  return { named, basic: [...basic.values()] }
}
