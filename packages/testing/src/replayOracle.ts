/**
 * An oracle for the nine tables: a naive fold in bigint that shares nothing with the tables package.
 *
 * It walks the events once and adds each amount to every address it belongs to, straight from a reading of the
 * official forms. No terms, no cube, no catalogue: slow, plain, and wrong in other ways than the real thing.
 */
import type { Event, NewEvent } from "@juesuan/ledger"

type Ledger = Record<string, bigint>

const CATEGORIES =
  "201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 231 232 234".split(
    " "
  )

const bump = (ledger: Ledger, fen: bigint, ...addresses: ReadonlyArray<string>): void => {
  for (const address of addresses) ledger[address] = (ledger[address] ?? 0n) + fen
}

const rowsOfCode = (code: string): ReadonlyArray<string> => [
  "total",
  code.slice(0, 3),
  code.slice(0, 5),
  code
]

const fiscalColumn: Record<string, string> = { generalPublic: "3", governmentFund: "4", stateCapital: "5" }
const natureColumn: Record<string, string> = {
  basic: "2",
  project: "3",
  remittanceToSuperior: "4",
  operating: "5",
  subsidyToSubsidiary: "6"
}
const threePublicRows: Record<string, ReadonlyArray<string>> = {
  "30212": ["total", "abroad"],
  "31013": ["total", "vehicles", "vehiclePurchase"],
  "30913": ["total", "vehicles", "vehiclePurchase"],
  "30231": ["total", "vehicles", "vehicleOperation"],
  "30217": ["total", "reception"]
}

interface PaidFrom {
  readonly fund: string
  readonly function: string
  readonly economic: string
  readonly nature: string
}

const spend = (ledger: Ledger, line: PaidFrom, fen: bigint): void => {
  const { fund, function: item, economic, nature } = line
  const category = item.slice(0, 3)
  const isListed = CATEGORIES.includes(category)
  bump(ledger, fen, "T01/expenditure/2", "T01/total/2", ...(isListed ? [`T01/${category}/2`] : []))
  close(ledger, fund, -fen, item)
  for (const row of rowsOfCode(item)) bump(ledger, fen, `T03/${row}/1`, `T03/${row}/${natureColumn[nature]}`)
  const column = fiscalColumn[fund]
  if (column === undefined) return
  for (const c of ["2", column]) {
    bump(ledger, fen, `T04/expenditure/${c}`, `T04/total/${c}`, ...(isListed ? [`T04/${category}/${c}`] : []))
  }
  for (const row of threePublicRows[economic] ?? []) bump(ledger, fen, `T07/${row}/outturn`)
  const byFund = { generalPublic: "T05", governmentFund: "T08", stateCapital: "T09" }[fund]!
  const shift = byFund === "T08" ? 2 : 0
  for (const row of rowsOfCode(item)) {
    bump(ledger, fen, `${byFund}/${row}/${1 + shift}`)
    if (nature === "basic") bump(ledger, fen, `${byFund}/${row}/${2 + shift}`)
    if (nature === "project") bump(ledger, fen, `${byFund}/${row}/${3 + shift}`)
  }
  if (fund !== "generalPublic" || nature !== "basic") return
  bump(ledger, fen, `T06/${economic}/1`, `T06/${economic.slice(0, 3)}/1`)
  const whose = /^30[13]/.test(economic) ? "personnel" : "operating"
  bump(ledger, fen, `T06/${whose}/1`)
}

/** Moves the year-end carry-over; both sides of the summaries move with it, and the fund's row in T08. */
const close = (ledger: Ledger, fund: string, fen: bigint, item: string): void => {
  bump(ledger, fen, "T01/closing/2", "T01/total/2")
  const column = fiscalColumn[fund]
  if (column !== undefined) {
    for (const c of ["2", column]) bump(ledger, fen, `T04/closing/${c}`, `T04/total/${c}`)
  }
  if (fund === "governmentFund") for (const row of rowsOfCode(item)) bump(ledger, fen, `T08/${row}/6`)
}

const carry = (ledger: Ledger, fund: string, item: string, fen: bigint): void => {
  bump(ledger, fen, "T01/opening/1", "T01/total/1")
  if (fiscalColumn[fund] !== undefined)
    bump(ledger, fen, "T04/opening/1", "T04/total/1", `T04/opening.${fund}/1`)
  if (fund === "governmentFund") for (const row of rowsOfCode(item)) bump(ledger, fen, `T08/${row}/1`)
  close(ledger, fund, fen, item)
}

const incomeColumn: Record<string, string> = {
  appropriation: "2",
  superiorSubsidy: "3",
  institutional: "4",
  educationFees: "4",
  operating: "5",
  subsidiaryRemittance: "6",
  other: "7"
}

const earn = (ledger: Ledger, fund: string, kind: string, item: string, fen: bigint): void => {
  const isFiscal = kind === "appropriation"
  const source = isFiscal ? fund : kind === "educationFees" ? "institutional" : kind
  bump(ledger, fen, "T01/income/1", "T01/total/1", `T01/income.${source}/1`)
  const column = incomeColumn[kind]!
  for (const row of rowsOfCode(item)) {
    bump(ledger, fen, `T02/${row}/1`, `T02/${row}/${column}`)
    if (kind === "educationFees") bump(ledger, fen, `T02/${row}/4a`)
  }
  if (isFiscal) bump(ledger, fen, "T04/income/1", "T04/total/1", `T04/income.${fund}/1`)
  if (fund === "governmentFund") for (const row of rowsOfCode(item)) bump(ledger, fen, `T08/${row}/2`)
  close(ledger, fund, fen, item)
}

const budget = (
  ledger: Ledger,
  line: { readonly fund: string; readonly economic: string },
  fen: bigint
): void => {
  if (fiscalColumn[line.fund] === undefined) return
  for (const row of threePublicRows[line.economic] ?? []) bump(ledger, fen, `T07/${row}/budget`)
}

const apply = (ledger: Ledger, event: Event, sign: bigint): void => {
  const { type, payload } = event
  const fen = "amount" in payload ? sign * BigInt(payload.amount) : 0n
  if (type === "DisbursementPaid") spend(ledger, payload.line, fen)
  if (type === "DisbursementReturned") spend(ledger, payload.line, -fen)
  if (type === "DisbursementReclassified") {
    spend(ledger, payload.from, -fen)
    spend(ledger, payload.to, fen)
  }
  if (type === "CarryoverBroughtForward" || type === "OpeningAdjusted")
    carry(ledger, payload.fund, payload.function, fen)
  if (type === "CarryoverReturned") carry(ledger, payload.fund, payload.function, -fen)
  if (type === "AppropriationReceived") earn(ledger, payload.fund, "appropriation", payload.function, fen)
  if (type === "AppropriationReturned") earn(ledger, payload.fund, "appropriation", payload.function, -fen)
  if (type === "IncomeReceived") earn(ledger, payload.fund, payload.kind, payload.function, fen)
  if (type === "BudgetApproved" || type === "BudgetSupplemented") budget(ledger, payload.line, fen)
  if (type === "BudgetReduced" || type === "BudgetWithdrawn") budget(ledger, payload.line, -fen)
  if (type === "BudgetTransferred") {
    budget(ledger, payload.from, -fen)
    budget(ledger, payload.to, fen)
  }
  if (type === "NonFiscalSurplusUsed") {
    bump(ledger, fen, "T01/surplusUsed/1", "T01/total/1")
    close(ledger, "unitFunds", fen, "")
  }
  if (type === "SurplusDistributed") {
    bump(ledger, fen, "T01/surplusDistributed/2", "T01/total/2")
    close(ledger, "unitFunds", -fen, "")
  }
  if (type === "EntryReversed") apply(ledger, payload.entry, -sign)
  if (type === "ClosedYearAdjusted") apply(ledger, payload.entry, sign)
}

/** The cells of the nine tables that are not zero, by address, in fen. */
export const replayOracle = (events: Iterable<NewEvent>): ReadonlyMap<string, bigint> => {
  const ledger: Ledger = {}
  for (const { event } of events) apply(ledger, event, 1n)
  return new Map(Object.entries(ledger).filter(([, fen]) => fen !== 0n))
}
