/**
 * The laws of what tables print: they balance, their totals are sums, they are what the ledger and an oracle say.
 */
import { Classification, Money, fundTypes } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import type { Event, NewEvent } from "@juesuan/ledger"
import { Articulation, ledgerFiguresOf, toSource } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import * as Result from "effect/Result"
import { YearBuilder } from "../arbitrary/YearBuilder.ts"
import { replayOracle } from "../replayOracle.ts"
import { at, cubeOf, figuresOf, stateOf, tablesOf } from "./System.ts"
import type { Figures, Law, System, Trial } from "./System.ts"

/** What was brought forward: last year's 年末结转和结余, before adjustments. */
const broughtForward = (events: ReadonlyArray<NewEvent>): number => {
  const of = (event: Event): number => {
    if (event.type === "CarryoverBroughtForward") return event.payload.amount
    return event.type === "EntryReversed" ? -of(event.payload.entry) : 0
  }
  return events.reduce((sum, { event }) => sum + of(event), 0)
}

const reportOf = (system: System, { year }: Trial, events = year.events) => {
  const cube = cubeOf(system, events)
  return system.checkTables(toSource(system.derive(cube, system.pack, year.year)), {
    unitKind: year.unitKind,
    ledger: ledgerFiguresOf(cube),
    previous: new Map([["T01/closing/2", broughtForward(events) as Money.Money]]),
    nameOf: (code) => Classification.nameOf("functional", code)
  })
}

type Report = ReturnType<typeof reportOf>

/** What no ledger may show: a broken rule of these strengths, or a rule that cannot tell. */
const faultsOf = ({ findings, summary }: Report, strengths: string): ReadonlyArray<string> => [
  ...findings
    .filter(({ ruleId, outcome }) => {
      const strength = Articulation.ruleById(ruleId)?.strength ?? "H"
      return outcome !== "fail" || strengths.includes(strength)
    })
    .map(({ ruleId, outcome, message }) => `${ruleId} ${outcome}: ${message}`),
  ...(summary.error > 0 ? [`${summary.error} rules err`] : []),
  ...(summary.unreadable > 0 ? [`${summary.unreadable} rules cannot read`] : [])
]

/** Every derived table balances by every rule: identities and inequalities hold, soft rules never err. */
export const balances: Law = (system, trial) => faultsOf(reportOf(system, trial), "HI")

/** Every prefix of the year balances too: it is a year. */
export const everyPrefixBalances: Law = (system, trial) => {
  const { events } = trial.year
  const length = trial.pick % (events.length + 1)
  return faultsOf(reportOf(system, trial, events.slice(0, length)), "HI")
}

/** Hard rules that ask for amounts not to be negative. */
const notLinear = new Set(["AR-01-6", "AR-X-18"])

/**
 * Identities hold as of any day, and where nothing is controlled. Inequalities need not: a late refund may precede
 * its payment by date, and a fund that is overdrawn makes the others' part greater than the whole.
 */
export const identitiesAlwaysHold: Law = (system, trial) => {
  const { events } = trial.year
  const day = events[trial.pick % Math.max(1, events.length)]?.occurredOn ?? ""
  const identities = Articulation.articulationRules.filter(
    ({ id, strength }) => strength === "H" && !notLinear.has(id)
  )
  const check: System["checkTables"] = (source, context) => system.checkTables(source, context, identities)
  const upTo = events.filter(({ occurredOn }) => occurredOn <= day)
  const mine = { ...system, checkTables: check }
  return [...faultsOf(reportOf(mine, trial), "H"), ...faultsOf(reportOf(mine, trial, upTo), "H")]
}

/** The 类 of the summary tables, written down again. */
const CLASSES =
  "201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 231 232 234".split(
    " "
  )

/** The formulas of the forms, written down again without the rules: total, then its parts, `-` before a subtrahend. */
const formulas: ReadonlyArray<readonly [total: string, ...parts: ReadonlyArray<string>]> = [
  ["T01/income/1", "T01/income.*/1"],
  ["T01/expenditure/2", "T01/类/2"],
  ["T01/total/1", "T01/income/1", "T01/surplusUsed/1", "T01/opening/1"],
  ["T01/total/2", "T01/expenditure/2", "T01/surplusDistributed/2", "T01/closing/2"],
  ["T01/total/1", "T01/total/2"],
  ["T04/income/1", "T04/income.*/1"],
  ["T04/opening/1", "T04/opening.*/1"],
  ["T04/total/1", "T04/income/1", "T04/opening/1"],
  ["T04/total/1", "T04/total/2"],
  ["T04/income/1", "T02/total/2"],
  ["T02/total/1", "T01/income/1"],
  ["T03/total/1", "T01/expenditure/2"],
  ["T04/expenditure/3", "T05/total/1"],
  ["T05/total/2", "T06/personnel/1", "T06/operating/1"],
  ["T06/personnel/1", "T06/301/1", "T06/303/1"],
  ["T06/operating/1", "T06/302/1", "T06/307/1", "T06/310/1", "T06/399/1"],
  ["T07/total/budget", "T07/abroad/budget", "T07/vehicles/budget", "T07/reception/budget"],
  ["T07/vehicles/budget", "T07/vehiclePurchase/budget", "T07/vehicleOperation/budget"],
  ["T07/total/outturn", "T07/abroad/outturn", "T07/vehicles/outturn", "T07/reception/outturn"],
  ["T07/vehicles/outturn", "T07/vehiclePurchase/outturn", "T07/vehicleOperation/outturn"],
  ["T08/total/1", "T04/opening.governmentFund/1"],
  ["T08/total/2", "T04/income.governmentFund/1"],
  ["T08/total/3", "T04/expenditure/4"],
  ["T08/total/6", "T04/closing/4"],
  ["T09/total/1", "T04/expenditure/5"],
  ...["2", "3", "4", "5"].flatMap((column): ReadonlyArray<readonly [string, ...Array<string>]> => [
    [`T04/expenditure/${column}`, `T04/类/${column}`],
    [`T04/total/${column}`, `T04/expenditure/${column}`, `T04/closing/${column}`]
  ]),
  ...[...CLASSES, "expenditure", "closing", "total"].map((row): readonly [string, ...Array<string>] => [
    `T04/${row}/2`,
    `T04/${row}/3`,
    `T04/${row}/4`,
    `T04/${row}/5`
  ])
]

const rowFormulas: Readonly<Record<string, ReadonlyArray<readonly [total: string, ...Array<string>]>>> = {
  T02: [["1", "2", "3", "4", "5", "6", "7"]],
  T03: [["1", "2", "3", "4", "5", "6"]],
  T05: [["1", "2", "3"]],
  T08: [
    ["3", "4", "5"],
    ["6", "1", "2", "-3"]
  ],
  T09: [["1", "2", "3"]]
}

const valueOf = (figures: Figures, part: string): number => {
  const [table = "", row = "", column = ""] = part.split("/")
  const isPart = (key: string): boolean =>
    row === "类" ? CLASSES.includes(key) : row.endsWith("*") && key.startsWith(row.slice(0, -1))
  if (row !== "类" && !row.endsWith("*")) return figures.get(part) ?? 0
  let sum = 0
  for (const [address, amount] of figures) {
    const [itsTable, key = "", itsColumn] = address.split("/")
    if (itsTable === table && itsColumn === column && isPart(key)) sum += amount
  }
  return sum
}

const unequal = (what: string, total: number, sum: number): ReadonlyArray<string> =>
  total === sum ? [] : [`${what}: ${total} and ${sum}`]

const rowFaults = ({ key, rows }: DerivedTable, figures: Figures): ReadonlyArray<string> =>
  rows.flatMap((row) =>
    (rowFormulas[key] ?? []).flatMap(([total, ...parts]) => {
      const of = (column: string): number => figures.get(`${key}/${row.key}/${column}`) ?? 0
      const sum = parts.reduce((s, part) => (part.startsWith("-") ? s - of(part.slice(1)) : s + of(part)), 0)
      return unequal(`${key}/${row.key}/${total}`, of(total), sum)
    })
  )

/** The rows one level below: 类 of the total, 款 of a 类, 项 of a 款. */
const childrenOf = (keys: ReadonlyArray<string>, parent: string): ReadonlyArray<string> =>
  parent === "total"
    ? keys.filter((key) => /^\d{3}$/.test(key))
    : keys.filter((key) => key.length === parent.length + 2 && key.startsWith(parent))

const treeFaults = ({ key, rows, columns }: DerivedTable, figures: Figures): ReadonlyArray<string> => {
  const keys = rows.map((row) => row.key)
  const leaf = key === "T06" ? 5 : 7
  const parents = keys.filter((row) => row === "total" || (/^\d+$/.test(row) && row.length < leaf))
  return parents.flatMap((parent) =>
    columns.flatMap((column) => {
      const of = (row: string): number => figures.get(`${key}/${row}/${column.key}`) ?? 0
      const sum = childrenOf(keys, parent).reduce((s, row) => s + of(row), 0)
      return unequal(`${key}/${parent}/${column.key}`, of(parent), sum)
    })
  )
}

/** Totals by their own selectors equal the sums of their rows: by formulas of our own, at every level. */
export const totalsAreSums: Law = (system, { year }) => {
  const tables = tablesOf(system, year.events, year.year)
  const figures = figuresOf(tables)
  return [
    ...formulas.flatMap(([total, ...parts]) =>
      unequal(
        total,
        valueOf(figures, total),
        parts.reduce((sum, part) => sum + valueOf(figures, part), 0)
      )
    ),
    ...tables.flatMap((table) => rowFaults(table, figures)),
    ...tables
      .filter(({ key }) => !["T01", "T04", "T07"].includes(key))
      .flatMap((table) => treeFaults(table, figures))
  ]
}

/** What the ledger says each fund has left is what the tables print as 年末结转和结余. */
export const fundsAgree: Law = (system, { year }) => {
  const { money, surplusUsed, surplusDistributed } = stateOf(system, year.events)
  const tables = tablesOf(system, year.events, year.year)
  const all = Object.values(money).reduce((sum, fen) => sum + fen, 0)
  return (
    [
      ["T01/closing/2", all],
      ["T04/closing/2", money.generalPublic + money.governmentFund + money.stateCapital],
      ["T04/closing/3", money.generalPublic],
      ["T04/closing/4", money.governmentFund],
      ["T04/closing/5", money.stateCapital],
      ["T08/total/6", money.governmentFund],
      ["T01/surplusUsed/1", surplusUsed],
      ["T01/surplusDistributed/2", surplusDistributed]
    ] as const
  ).flatMap(([address, fen]) => unequal(address, at(tables, address), fen))
}

/** The year closes with what the tables print, to the fen, and with nothing else. */
export const closesAsPrinted: Law = (system, { year, pick }) => {
  const tables = tablesOf(system, year.events, year.year)
  const state = stateOf(system, year.events)
  if (state.status !== "open") return []
  const fiscal = {
    generalPublic: "T04/closing/3",
    governmentFund: "T04/closing/4",
    stateCapital: "T04/closing/5"
  } as const
  const printed = Object.fromEntries(Object.entries(fiscal).map(([fund, cell]) => [fund, at(tables, cell)]))
  const { specialAccount } = state.money
  const rest = at(tables, "T01/closing/2") - at(tables, "T04/closing/2") - specialAccount
  const amounts: Readonly<Record<string, number>> = { ...printed, specialAccount, unitFunds: rest }
  const wrong = Object.keys(fundTypes)[pick % 5]
  const closing = (off: number): Event =>
    make("FiscalYearClosed", {
      closing: (Object.keys(fundTypes) as ReadonlyArray<FundType>).map((fund) => ({
        fund,
        function: "",
        nature: "",
        project: "",
        kind: "carryover",
        amount: Money.fromFen(amounts[fund]! + (fund === wrong ? off : 0))
      })),
      surplusUsed: Money.fromFen(at(tables, "T01/surplusUsed/1")),
      surplusDistributed: Money.fromFen(at(tables, "T01/surplusDistributed/2"))
    })
  const builder = new YearBuilder(year.agencyCode, year.year, year.events)
  const decided = [0, 1].map((off) =>
    system.decide(builder.commandOf(closing(off), `${year.year}-12-31`), state, year.year)
  ) as [ReturnType<typeof system.decide>, ReturnType<typeof system.decide>]
  return [
    ...(Result.isFailure(decided[0]) ? [`the printed closing: ${decided[0].failure.message}`] : []),
    ...(Result.isSuccess(decided[1]) ? [`a closing one fen off in ${wrong} is accepted`] : [])
  ]
}

/** What is derived is what an independent, naive fold computes; a cell that is not printed is zero. */
export const agreesWithOracle: Law = (system, { year }) => {
  const oracle = replayOracle(year.events)
  const derived = figuresOf(tablesOf(system, year.events, year.year))
  return [...new Set([...derived.keys(), ...oracle.keys()])].flatMap((address) => {
    const [ours, theirs] = [BigInt(derived.get(address) ?? 0), oracle.get(address) ?? 0n]
    return ours === theirs ? [] : [`${address}: ${ours} and ${theirs}`]
  })
}
