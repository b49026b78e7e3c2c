/**
 * The state of a unit's year, as far as decisions need it.
 *
 * It keeps quotas (指标) by budget line, what has been charged to each, money by fund, balances by line, what is left
 * to correct of every entry, and the record of budget control. It is persistent: nothing in it is ever changed in
 * place. How events change it is the business of `Evolve`.
 */
import { isFiscalFund } from "@juesuan/domain"
import type { ControlPolicy, FiscalYear, FundType, UnitKind } from "@juesuan/domain"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { BudgetLine, ClosingLine, Event, EventType, Line, PayloadOf } from "./Event.ts"

/** What is left of one line of an entry, and the quota line it was charged to (none when nothing covered it). */
export interface EntryLine {
  readonly remaining: number
  readonly charged: string | null
}

/** A recorded entry that later events may correct. */
export interface Entry {
  readonly type: EventType
  readonly event: Event
  readonly lines: Readonly<Record<string, EntryLine>>
  readonly reversed: boolean
  /** Whether a later event has touched it, wholly or in part. */
  readonly corrected: boolean
}

/** A control policy in force, from the opening or from a change of it. */
export interface PolicyPeriod {
  readonly control: ControlPolicy
  readonly eventId: string
  readonly since: FiscalYear.BusinessDate
  /** What the change gave as its reason; empty for the opening. */
  readonly reason: string
}

/**
 * What strict control would have refused and another policy let pass, summed up by policy period, kind and key.
 * `unbudgeted` and `quota` name a budget line, `money` a fund.
 */
export interface Overrun {
  readonly kind: "unbudgeted" | "quota" | "money"
  readonly key: string
  /** The place of the policy period in {@link YearState.policies}. */
  readonly period: number
  readonly events: number
  /** By how much in all, in fen. */
  readonly amount: number
  readonly firstEventId: string
  readonly lastEventId: string
}

/** All that decisions of a unit's year rest on; amounts in fen. */
export interface YearState {
  readonly status: "unopened" | "open" | "closed"
  /** What FiscalYearOpened stated. */
  readonly profile: PayloadOf<"FiscalYearOpened"> | null
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly control: ControlPolicy
  readonly policies: ReadonlyArray<PolicyPeriod>
  readonly overruns: HashMap.HashMap<string, Overrun>
  /** Net quota issued by budget line, at the level it was issued. */
  readonly quotas: HashMap.HashMap<string, number>
  /** Charged to each quota line: paid less returned. */
  readonly charged: HashMap.HashMap<string, number>
  /** Money by fund: opening, income and surplus used, less paid, distributed and given back. */
  readonly money: Readonly<Record<FundType, number>>
  /** The same money by {@link balanceKey}: what each line closes with. */
  readonly balances: HashMap.HashMap<string, number>
  /** Of it, what was brought forward as 结余, by the same key. */
  readonly surplusHeld: HashMap.HashMap<string, number>
  readonly surplusUsed: number
  readonly surplusDistributed: number
  /** Money back for payments of earlier years, by the id of the payment. */
  readonly priorReturns: HashMap.HashMap<string, number>
  readonly entries: HashMap.HashMap<string, Entry>
  /** The lines the year was closed with; `null` while it is open. */
  readonly closing: ReadonlyArray<ClosingLine> | null
}

/** The state before any event: nothing is opened, issued or held. */
export const initialState: YearState = {
  status: "unopened",
  profile: null,
  unitName: "",
  unitKind: "institution",
  control: "warn",
  policies: [],
  overruns: HashMap.empty(),
  quotas: HashMap.empty(),
  charged: HashMap.empty(),
  money: { generalPublic: 0, governmentFund: 0, stateCapital: 0, specialAccount: 0, unitFunds: 0 },
  balances: HashMap.empty(),
  surplusHeld: HashMap.empty(),
  surplusUsed: 0,
  surplusDistributed: 0,
  priorReturns: HashMap.empty(),
  entries: HashMap.empty(),
  closing: null
}

/** The line of a quota as text, for keys and for messages: fund/function/economic/nature/project. */
export const lineKey = (line: Line | BudgetLine): string =>
  `${line.fund}/${line.function}/${line.economic}/${line.nature}/${line.project}`

/**
 * What the lines of an entry are kept by: a payment's line with its counterparty. What comes back of a payment comes
 * back from whom it was paid to.
 */
export const paymentKey = (line: Line): string =>
  line.counterparty === undefined || line.counterparty === ""
    ? lineKey(line)
    : `${lineKey(line)}\u001f${line.counterparty}`

/** What a balance is kept by. */
export interface BalanceLine {
  readonly fund: FundType
  readonly function: string
  readonly nature: string
  readonly project: string
}

/**
 * The key of a balance: fund/function/nature/project for fiscal appropriations. A unit's own money is not bound to
 * a nature or project when it comes in, so it is kept by fund and function only.
 */
export const balanceKey = ({ fund, function: item, nature, project }: BalanceLine): string =>
  isFiscalFund(fund) ? `${fund}/${item}/${nature}/${project}` : `${fund}/${item}//`

/** Reads a key made by {@link balanceKey}. */
export const balanceLineOf = (key: string): BalanceLine => {
  const [fund, item, nature, ...project] = key.split("/")
  return { fund, function: item, nature, project: project.join("/") } as BalanceLine
}

/**
 * The quota lines that may cover a payment, most specific first: function at 项, then 款, then 类; within it the
 * payment's project, then none; within that economic 款, then 类, then no economic code.
 */
export const coveringLines = (line: Line | BudgetLine): ReadonlyArray<string> => {
  const keys: Array<string> = []
  for (const digits of [7, 5, 3]) {
    for (const project of line.project === "" ? [""] : [line.project, ""]) {
      for (const economic of [line.economic, line.economic.slice(0, 3), ""]) {
        keys.push(lineKey({ ...line, function: line.function.slice(0, digits), project, economic }))
      }
    }
  }
  return keys
}

/** The quota lines found so far, by the quotas they were found among: payments are many, budgets issued are few. */
const charges = new WeakMap<YearState["quotas"], Map<string, string | null>>()

/** The quota line a payment is charged to: the most specific one ever issued; `null` when none covers it. */
export const quotaLineOf = ({ quotas }: YearState, line: Line | BudgetLine): string | null => {
  let found = charges.get(quotas)
  if (found === undefined) charges.set(quotas, (found = new Map<string, string | null>()))
  const own = lineKey(line)
  const known = found.get(own)
  if (known !== undefined) return known
  const charged = coveringLines(line).find((key) => HashMap.has(quotas, key)) ?? null
  found.set(own, charged)
  return charged
}

/** The number at a key, in fen; nothing there is zero. */
export const amountAt = (map: HashMap.HashMap<string, number>, key: string): number =>
  Option.getOrElse(HashMap.get(map, key), () => 0)

/** What may still be paid from a quota line, in fen: issued less charged. */
export const availableOn = (state: YearState, key: string): number =>
  amountAt(state.quotas, key) - amountAt(state.charged, key)

/** The entry of an event that may be corrected, with what is left of it. */
export const entryOf = (state: YearState, eventId: string): Entry | undefined =>
  Option.getOrUndefined(HashMap.get(state.entries, eventId))

/** Whether the year takes no more events but adjustments (结账后调整). */
export const isTerminal = (state: YearState): boolean => state.status === "closed"

/** The year a stream is of, for decisions about dates. */
export type StreamYear = FiscalYear.FiscalYear
