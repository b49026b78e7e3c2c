/**
 * Sequences of commands for model-based tests: legal ones, nearly legal ones and wrong ones, each made when its turn
 * comes, so that corrections name entries that are there and amounts hit a limit to the fen.
 */
import { Money } from "@juesuan/domain"
import type { ControlPolicy } from "@juesuan/domain"
import {
  CommandRefused,
  HashChain,
  encodeState,
  handle,
  loadYear,
  make,
  proposeClosing,
  quote,
  streamIdOf
} from "@juesuan/ledger"
import type { Event, EventOf, EventStoreShape, Line, MoneyEventType, NewEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { line } from "../arbitrary/line.ts"
import { amount } from "../arbitrary/money.ts"
import { opened } from "../arbitrary/YearBuilder.ts"
import { decisionOracle } from "./decisionOracle.ts"
import { nonsense } from "./nonsense.ts"

/** What the model knows: the commands that were accepted, and how many were asked. */
export interface Model {
  readonly accepted: Array<NewEvent>
  asked: number
  /** How often each outcome was met: what was predicted and came true. */
  readonly outcomes: Map<string, number>
}

/** The ledger under test. `record` is how commands get into it. */
export interface Real {
  readonly store: EventStoreShape
  readonly record: (
    event: NewEvent
  ) => Promise<string | null | { readonly tag: string; readonly refusal: object }>
}

const YEAR = 2024
/** The stream the model's commands are for. */
export const modelStream = streamIdOf("100001", YEAR)

/** A model of a ledger in which nothing has happened. */
export const newModel = (): Model => ({ accepted: [], asked: 0, outcomes: new Map() })

/** The real ledger: commands go through `handle`. */
export const realOn = (store: EventStoreShape): Real => ({
  store,
  record: async (event) => {
    const result = await Effect.runPromise(Effect.result(handle(store, modelStream, [event])))
    if (Result.isSuccess(result)) return null
    const { failure } = result
    return failure instanceof CommandRefused
      ? { tag: failure.refusal._tag, refusal: failure.refusal }
      : failure._tag
  }
})

/** Everything a refused command must leave as it was, as one text. */
const bytesOf = async (store: EventStoreShape): Promise<string> => {
  const { state, version } = await Effect.runPromise(loadYear(store, modelStream))
  const { digest, breaks } = await Effect.runPromise(store.verify)
  const totals = await Effect.runPromise(store.totals([modelStream]))
  return HashChain.canonicalJson([encodeState(state), version, digest, breaks, totals])
}

type MakeEvent = (model: Model) => Event

class LedgerCommand implements fc.AsyncCommand<Model, Real> {
  readonly #name: string
  readonly #make: MakeEvent
  readonly #occurredOn: string

  constructor(name: string, makeEvent: MakeEvent, occurredOn: string) {
    this.#name = name
    this.#make = makeEvent
    this.#occurredOn = occurredOn
  }

  check(): boolean {
    return true
  }

  async run(model: Model, { store, record }: Real): Promise<void> {
    const command: NewEvent = {
      eventId: `100001/2024/C${++model.asked}`,
      occurredOn: this.#occurredOn,
      recordedAt: "2025-01-01T00:00:00.000Z",
      documentNo: `D${model.asked}`,
      source: null,
      event: this.#make(model)
    }
    const expected = decisionOracle(model.accepted, command, YEAR)
    const before = expected === null ? "" : await bytesOf(store)
    const actual = await record(command)
    const said = JSON.stringify({ command: command.event, expected, actual })
    model.outcomes.set(
      expected?.tag ?? "accepted",
      (model.outcomes.get(expected?.tag ?? "accepted") ?? 0) + 1
    )
    if (expected === null) {
      if (actual !== null) throw new Error(`refused what the rules allow: ${said}`)
      model.accepted.push(command)
      return
    }
    if (actual === null) throw new Error(`accepted what the rules forbid: ${said}`)
    if (typeof actual === "string" || actual.tag !== expected.tag) throw new Error(`another refusal: ${said}`)
    for (const [name, value] of Object.entries(expected.operands)) {
      if ((actual.refusal as Record<string, unknown>)[name] !== value)
        throw new Error(`another ${name}: ${said}`)
    }
    if ((await bytesOf(store)) !== before) throw new Error(`a refused command left something behind: ${said}`)
  }

  toString(): string {
    return `${this.#name} ${this.#occurredOn}`
  }
}

const on = (target: Line, fen: Money.Money) => ({ line: target, amount: fen, abstract: "" })

const pickOf = <A>(values: ReadonlyArray<A>, pick: number): A | undefined =>
  values[pick % Math.max(1, values.length)]

const entriesOf = ({ accepted }: Model): ReadonlyArray<NewEvent> => accepted

const paymentsOf = (model: Model): ReadonlyArray<NewEvent> =>
  entriesOf(model).filter(({ event }) => event.type === "DisbursementPaid")

/** What a year closes with by the ledger's own proposal, or a fen beside it. */
const closingOf = ({ accepted }: Model, off: number): Event => {
  const { state } = Effect.runSync(loadYear(storeOf(accepted), modelStream))
  const { payload } = proposeClosing(state)
  const [first, ...rest] = payload.closing
  if (first === undefined || off === 0) return make("FiscalYearClosed", payload)
  const amount = Money.add(first.amount, Money.fromFen(off))
  return make("FiscalYearClosed", { ...payload, closing: [{ ...first, amount }, ...rest] })
}

/** A store that only reads back what was accepted. */
const storeOf = (accepted: ReadonlyArray<NewEvent>): EventStoreShape =>
  ({
    snapshot: () => Effect.succeed(null),
    read: () => Effect.succeed(accepted)
  }) as unknown as EventStoreShape

interface Seed {
  readonly target: Line
  readonly other: Line
  readonly fen: Money.Money
  readonly pick: number
  readonly control: ControlPolicy
}

/** A few lines, for payments, quotas and corrections to meet on. */
const narrow = (target: Line, pick: number): Line => ({
  ...target,
  function: pick % 3 === 0 ? "2080109" : "2080199",
  economic: pick % 2 === 0 ? "30201" : "30202",
  project: target.nature === "project" ? "P1" : ""
})

const coarse = ({ counterparty: _, ...target }: Line, pick: number) => ({
  ...target,
  function: target.function.slice(0, [7, 5, 3, 7][pick % 4]),
  economic: target.economic.slice(0, [5, 3, 0, 5][(pick >> 2) % 4]),
  project: pick % 5 === 0 ? "" : target.project
})

const quoteAny = ({ event }: NewEvent) => quote(event as EventOf<MoneyEventType>)

/** A payment to correct, mostly; now and then an entry that is none. */
const paymentToCorrect = (model: Model, pick: number) => {
  const candidates = pick % 11 === 0 ? entriesOf(model) : paymentsOf(model)
  const chosen = pickOf(candidates, pick)
  const event = chosen?.event
  const paid = event?.type === "DisbursementPaid" ? event.payload : undefined
  return { corrects: chosen?.eventId ?? "nobody", paid }
}

/** A line that no payment can be on, now and then. */
const distorted = (target: Line, pick: number): Line => {
  if (pick % 13 === 0) return { ...target, economic: "30901", nature: "basic" }
  return pick % 17 === 0 ? { ...target, nature: "operating" } : target
}

/** The commands by name. Each makes the event it stands for from the model and its seed. */
const commands: Readonly<Record<string, (seed: Seed) => MakeEvent>> = {
  open:
    ({ control, pick }) =>
    () =>
      opened(pick % 3 === 0 ? "administrative" : "institution", control),
  issue:
    ({ target, fen, pick }) =>
    () =>
      make("BudgetSupplemented", on(coarse(target, pick) as Line, fen)),
  cut:
    ({ target, fen, pick }) =>
    () =>
      make("BudgetReduced", on(coarse(target, pick) as Line, fen)),
  transfer:
    ({ target, other, fen, pick }) =>
    () =>
      make("BudgetTransferred", {
        from: coarse(target, pick) as Line,
        to: coarse(other, pick >> 3) as Line,
        amount: fen,
        abstract: ""
      }),
  fund:
    ({ target, fen }) =>
    () =>
      target.fund === "specialAccount" || target.fund === "unitFunds"
        ? make("IncomeReceived", {
            kind: "other",
            fund: target.fund,
            function: target.function,
            amount: fen,
            abstract: ""
          })
        : make("AppropriationReceived", {
            fund: target.fund,
            function: target.function,
            nature: target.nature === "basic" ? "basic" : "project",
            project: target.project,
            amount: fen,
            abstract: ""
          }),
  pay:
    ({ target, fen }) =>
    () =>
      make("DisbursementPaid", on(target, fen)),
  payNonsense:
    ({ target, other, fen, pick }) =>
    () =>
      nonsense(target, other, fen)[pick % 4]!,
  payCapitalAsBasic:
    ({ target, fen }) =>
    () =>
      make("DisbursementPaid", on({ ...target, economic: "30901", nature: "basic", project: "" }, fen)),
  remit:
    ({ target, fen }) =>
    () =>
      make("DisbursementPaid", on({ ...target, nature: "remittanceToSuperior", project: "" }, fen)),
  refund:
    ({ target, fen, pick }) =>
    (model) => {
      const { corrects, paid } = paymentToCorrect(model, pick)
      const line = distorted(pick % 7 === 0 ? target : (paid?.line ?? target), pick)
      return make("DisbursementReturned", {
        corrects,
        ...on(line, pick % 2 === 0 ? fen : (paid?.amount ?? fen))
      })
    },
  reclassify:
    ({ target, other, fen, pick }) =>
    (model) => {
      const { corrects, paid } = paymentToCorrect(model, pick)
      return make("DisbursementReclassified", {
        corrects,
        from: pick % 7 === 0 ? target : (paid?.line ?? target),
        to: distorted(other, pick),
        amount: Money.fromFen(Math.min(fen, pick % 3 === 0 ? fen : (paid?.amount ?? fen))),
        abstract: ""
      })
    },
  reverse:
    ({ target, fen, pick }) =>
    (model) => {
      const money = entriesOf(model).filter(({ event }) => "amount" in event.payload)
      const entry = pickOf(money, pick)
      const isMisquoted = pick % 5 === 0 || entry === undefined
      return make("EntryReversed", {
        corrects: entry?.eventId ?? "nobody",
        reason: "generated",
        entry: isMisquoted ? quote(make("DisbursementPaid", on(target, fen))) : quoteAny(entry)
      })
    },
  reverseAReversal:
    ({ target, fen, pick }) =>
    (model) => {
      const reversal = pickOf(
        entriesOf(model).filter(({ event }) => event.type === "EntryReversed"),
        pick
      )
      const entry = quote(make("DisbursementPaid", on(target, fen)))
      return make("EntryReversed", { corrects: reversal?.eventId ?? "nobody", reason: "generated", entry })
    },
  bringForward:
    ({ target, fen, pick }) =>
    () =>
      make("CarryoverBroughtForward", {
        ...carried(target, pick),
        amount: pick % 4 === 0 ? Money.negate(fen) : fen
      }),
  adjustOpening:
    ({ target, fen, pick }) =>
    () =>
      make("OpeningAdjusted", {
        ...carried(target, pick),
        amount: pick % 3 === 0 ? Money.negate(fen) : fen,
        cause: pickOf(
          ["errorCorrection", "priorYearReturn", "transferIn", "transferOut"] as const,
          pick >> 4
        )!,
        corrects: pick % 11 === 0 ? "elsewhere" : "",
        reason: "generated"
      }),
  giveBack:
    ({ target, fen, pick }) =>
    () =>
      make("CarryoverReturned", { ...carried(target, pick), amount: fen, abstract: "" }),
  useSurplus:
    ({ fen }) =>
    () =>
      make("NonFiscalSurplusUsed", { source: "specialFund", amount: fen, abstract: "" }),
  distribute:
    ({ fen }) =>
    () =>
      make("SurplusDistributed", { use: "incomeTax", amount: fen, abstract: "" }),
  control:
    ({ control }) =>
    () =>
      make("ControlPolicyChanged", { control, reason: "generated" }),
  close:
    ({ pick }) =>
    (model) =>
      closingOf(model, pick % 3 === 0 ? 1 : 0),
  adjustAfterClose: (seed) => (model) => {
    const inner = seed.pick % 2 === 0 ? commands["refund"]!(seed)(model) : commands["pay"]!(seed)(model)
    return make("ClosedYearAdjusted", {
      reason: "generated",
      authority: "generated",
      entry: quote(inner as EventOf<MoneyEventType>)
    })
  }
}

const carried = (target: Line, pick: number) => ({
  fund: target.fund,
  function: target.function,
  nature: target.nature === "basic" ? ("basic" as const) : ("project" as const),
  project: target.project,
  kind: pick % 2 === 0 ? ("carryover" as const) : ("surplus" as const)
})

/** How often each command is asked; what is not named, once. */
const weights: Readonly<Record<string, number>> = {
  issue: 4,
  fund: 4,
  pay: 8,
  refund: 4,
  reclassify: 3,
  reverse: 3
}

const seedOf = (): fc.Arbitrary<Seed> =>
  fc
    .record({
      target: line(),
      other: line(),
      fen: fc.oneof(fc.integer({ min: 1, max: 30 }).map(Money.fromFen), amount({ fenMax: 1e9 })),
      pick: fc.nat({ max: 9999 }),
      control: fc.constantFrom<ControlPolicy>("strict", "strict", "strict", "warn", "off")
    })
    .map((seed) => ({
      ...seed,
      target: narrow(seed.target, seed.pick),
      other: narrow(seed.other, seed.pick >> 2)
    }))

const commandOf = (name: string): fc.Arbitrary<LedgerCommand> =>
  fc
    .tuple(seedOf(), fc.constantFrom("2024-03-01", "2024-03-01", "2024-03-01", "2024-12-31", "2025-01-01"))
    .map(([seed, occurredOn]) => new LedgerCommand(name, commands[name]!(seed), occurredOn))

/**
 * Sequences of commands, the first of which mostly opens the year. Run them with `fc.asyncModelRun` on a
 * {@link Model} and a {@link Real}.
 */
export const ledgerCommands = (maxCommands = 30): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, Real>>> => {
  const weighted = Object.keys(commands).flatMap((name) =>
    Array.from({ length: weights[name] ?? 1 }, () => name)
  )
  return fc
    .tuple(
      fc.option(commandOf("open"), { freq: 9 }),
      fc.commands(
        weighted.map((name) => commandOf(name)),
        { maxCommands, size: "max" }
      )
    )
    .map(([first, rest]) => (first === null ? rest : [first, ...rest]))
}
