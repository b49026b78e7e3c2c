/**
 * Mutants: systems with one plausible mistake each, and the laws that the mistake breaks.
 *
 * Those of the table definitions are in `mutantsOfDefinitions`; here are mistakes of postings, of the cube, of the
 * state, of decisions and of stores.
 */
import { Money } from "@juesuan/domain"
import { decide, evolve, makeMemoryStore, postings } from "@juesuan/ledger"
import type {
  Event,
  EventType,
  NewEvent,
  OrderedEventStoreShape,
  Posting,
  Window,
  YearState
} from "@juesuan/ledger"
import { Cube, Term, deriveTables, explainTerm } from "@juesuan/tables"
import { Law } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"

const { realSystem } = Law
type System = Law.System
export type LawName = keyof typeof Law.yearLaws | keyof typeof Law.ledgerLaws | keyof typeof Law.historyLaws

export interface Mutant {
  readonly mistake: string
  readonly system: System
  /** Every one of these laws turns red. */
  readonly breaks: ReadonlyArray<LawName>
}

const balance = "every derived table balances by every rule"
const totals = "totals by their own selectors equal the sums of their rows"
const funds = "the ledger's own fund balances are what the tables print"
const oracle = "what is derived equals the oracle"
const closes = "the year closes with what the tables print and with nothing else"
const returnedWhole = "a payment returned whole leaves every table as before"
const reclassified = "a reclassification leaves every total as before"
const reversed = "a reversal leaves every table as if the entry had never been"
const overdrawn = "nothing that strict control lets pass overdraws a quota or a fund"
const exact = "a payment passes up to the last fen of quota and money, and not one beyond"
const remainders = "what is left of a payment is what was paid less what came back"
const decisions = "a decision leaves the state as it was, to the byte"
const appends = "a refused append leaves the store as it was, to the byte"
const windows = "as of a day and known at a moment are exactly the events up to it"
const explained = "the postings that explain a cell sum to it"
const replay = "replaying any prefix, in any split between streams and stores, gives the same cube"
const monoid = "merging cubes is associative and commutative with the empty cube as unit"
const turns = "in what turns streams are recorded changes no hash"

/** Other postings for one type of event. */
const posting = (
  type: EventType,
  change: (postings: ReadonlyArray<Posting>) => ReadonlyArray<Posting>
): System => ({
  ...realSystem,
  postings: (event: Event) => (event.type === type ? change(postings(event)) : postings(event))
})

const negated = (all: ReadonlyArray<Posting>): ReadonlyArray<Posting> =>
  all.map((each) => ({ ...each, amount: Money.negate(each.amount) }))

const rebooked = (change: (posting: Posting) => Posting): System => ({
  ...realSystem,
  postings: (event) => postings(event).map(change)
})

const postingMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "the sign of a refund is lost",
    system: posting("DisbursementReturned", negated),
    breaks: [returnedWhole, funds, oracle]
  },
  {
    mistake: "a refund is not posted",
    system: posting("DisbursementReturned", () => []),
    breaks: [returnedWhole, funds]
  },
  {
    mistake: "a reclassification posts one leg",
    system: posting("DisbursementReclassified", (all) => all.slice(1)),
    breaks: [reclassified, funds, oracle]
  },
  {
    mistake: "a reclassification posts its legs the wrong way round",
    system: posting("DisbursementReclassified", negated),
    breaks: [reclassified, oracle]
  },
  {
    mistake: "a reversal posts the entry again",
    system: posting("EntryReversed", negated),
    breaks: [reversed, oracle]
  },
  {
    mistake: "a reversal takes back the first posting only",
    system: posting("EntryReversed", (all) => all.slice(0, 1)),
    breaks: [reversed, oracle]
  },
  {
    mistake: "opening adjustments are ignored",
    system: posting("OpeningAdjusted", () => []),
    breaks: [funds, oracle, closes]
  },
  {
    mistake: "carry-over given back is booked as expenditure",
    system: posting("CarryoverReturned", (all) => all.map((each) => ({ ...each, measure: "expenditure" }))),
    breaks: [oracle, totals]
  },
  {
    mistake: "an appropriation that goes back comes in again",
    system: posting("AppropriationReturned", negated),
    breaks: [funds, oracle]
  },
  {
    mistake: "政府性基金 income is booked to the general public budget",
    system: rebooked((each) =>
      each.measure === "income" && each.fund === "governmentFund" ? { ...each, fund: "generalPublic" } : each
    ),
    breaks: [oracle, funds]
  },
  {
    mistake: "项目支出 is booked as 基本支出",
    system: rebooked((each) =>
      each.measure === "expenditure" && each.nature === "project" ? { ...each, nature: "basic" } : each
    ),
    breaks: [oracle]
  },
  {
    mistake: "教育收费 is booked as other 事业收入",
    system: rebooked((each) => (each.kind === "educationFees" ? { ...each, kind: "institutional" } : each)),
    breaks: [oracle]
  }
]

/** A term's value when the last condition of every selection is overlooked. */
const evaluateCarelessly = (cube: Cube.Cube, term: Term.Term): Money.Money => {
  let total = Money.zero
  for (const { sign, where } of Term.partsOf(term)) {
    const conditions = where.flatMap((filter) =>
      Object.entries(filter).map(([name, match]) => ({ [name]: match }))
    )
    const kept = conditions.length > 1 ? conditions.slice(0, -1) : conditions
    for (const { amount } of Cube.matching(cube, kept as ReadonlyArray<Term.Filter>)) {
      total = Money.add(total, sign === 1 ? amount : Money.negate(amount))
    }
  }
  return total
}

/** Tables whose cells are valued in another way. */
const evaluatedBy = (evaluate: (cube: Cube.Cube, term: Term.Term) => Money.Money): System => ({
  ...realSystem,
  derive: (cube, pack, year) =>
    deriveTables(cube, pack, year).map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: new Map(
          [...row.cells].map(([key, cell]) => [key, { ...cell, amount: evaluate(cube, cell.term) }])
        )
      }))
    }))
})

const cubeMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "evaluating ignores the last condition",
    system: evaluatedBy(evaluateCarelessly),
    breaks: [balance, totals, oracle, explained]
  },
  {
    mistake: "evaluating adds what is to be taken away",
    system: evaluatedBy((cube, term) =>
      Money.sum(
        Term.partsOf(term).flatMap(({ where }) => Cube.matching(cube, where).map(({ amount }) => amount))
      )
    ),
    breaks: [funds, oracle, explained]
  },
  {
    mistake: "merging drops a cell",
    system: {
      ...realSystem,
      merge: (left, right) =>
        Cube.fromPostings([...left.cells.values()].slice(1).concat([...right.cells.values()]))
    },
    breaks: [replay, monoid]
  },
  {
    mistake: "merging keeps the left of two equal cells",
    system: {
      ...realSystem,
      merge: (left, right) => Cube.fromPostings(new Map([...right.cells, ...left.cells]).values())
    },
    breaks: [replay, monoid]
  },
  {
    mistake: "merging keeps the sums but not what terms are evaluated on",
    system: {
      ...realSystem,
      merge: (left, right) => ({ ...Cube.merge(left, right), byMeasure: left.byMeasure })
    },
    breaks: [replay]
  },
  {
    mistake: "an explanation forgets which parts are taken away",
    system: {
      ...realSystem,
      explain: (term, entries) => {
        const explanation = explainTerm(term, entries)
        return {
          ...explanation,
          total: Money.sum(explanation.parts.map(({ amount }) => Math.abs(amount) as Money.Money))
        }
      }
    },
    breaks: [explained]
  },
  {
    mistake: "an explanation leaves out corrections",
    system: {
      ...realSystem,
      explain: (term, entries) =>
        explainTerm(
          term,
          entries.filter(({ event }) => event.event.type !== "EntryReversed")
        )
    },
    breaks: [explained]
  }
]

/** The state with what some event did to it left out. */
const evolvedBut = (change: (before: YearState, after: YearState, event: NewEvent) => YearState): System => ({
  ...realSystem,
  evolve: (state, event) => change(state, evolve(state, event), event)
})

/** Passes what is refused with one of these tags. */
const passing = (...tags: ReadonlyArray<string>): System => ({
  ...realSystem,
  decide: (command, state, year) => {
    const decided = decide(command, state, year)
    return Result.isFailure(decided) && tags.includes(decided.failure._tag)
      ? Result.succeed([command])
      : decided
  }
})

const stateMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "refunds give no money back",
    system: evolvedBut((before, after, { event }) =>
      event.type === "DisbursementReturned" ? { ...after, money: before.money } : after
    ),
    breaks: [funds, closes]
  },
  {
    mistake: "使用非财政拨款结余 is counted, but not as money",
    system: evolvedBut((before, after, { event }) =>
      event.type === "NonFiscalSurplusUsed" ? { ...after, money: before.money } : after
    ),
    breaks: [funds, closes, overdrawn]
  },
  {
    mistake: "supplements issue no quota",
    system: evolvedBut((before, after, { event }) =>
      event.type === "BudgetSupplemented" ? { ...after, quotas: before.quotas } : after
    ),
    breaks: [exact]
  },
  {
    mistake: "payments are charged to no quota",
    system: evolvedBut((_, after) => ({ ...after, charged: HashMap.empty() })),
    breaks: [exact]
  },
  {
    mistake: "refunds do not lessen what is left of the payment",
    system: evolvedBut((before, after, { event }) =>
      event.type === "DisbursementReturned" ? { ...after, entries: before.entries } : after
    ),
    breaks: [remainders]
  },
  {
    mistake: "folding writes into the state before",
    system: evolvedBut((before, after) =>
      before.status === "unopened" ? after : Object.assign(before, after)
    ),
    breaks: [decisions]
  },
  {
    mistake: "deciding takes the money already",
    system: {
      ...realSystem,
      decide: (command, state, year) => {
        if (state.status === "open") Object.assign(state, { money: { ...state.money, unitFunds: -1 } })
        return decide(command, state, year)
      }
    },
    breaks: [decisions]
  },
  { mistake: "any closing is accepted", system: passing("ClosingDisagrees"), breaks: [closes] },
  { mistake: "quotas are not looked at", system: passing("QuotaExceeded"), breaks: [exact] },
  { mistake: "money is not looked at", system: passing("MoneyExceeded"), breaks: [exact] }
]

/** A store that is not what it says. */
const storing = (change: (store: OrderedEventStoreShape) => Partial<OrderedEventStoreShape>): System => ({
  ...realSystem,
  makeStore: () => {
    const store = makeMemoryStore()
    return { ...store, ...change(store) }
  }
})

/** Totals of the events that `sees` lets through, whatever the store's own window says. */
const seeing = (sees: (event: NewEvent, window: Window) => boolean): System =>
  storing((store) => ({
    totals: (streamIds, window = {}) =>
      Effect.map(
        Effect.forEach(streamIds, (streamId) => store.read(streamId)),
        (streams) => streams.flat().flatMap((event) => (sees(event, window) ? postings(event.event) : []))
      )
  }))

const storeMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "as of a day leaves that day out",
    system: seeing(
      ({ occurredOn, recordedAt }, { asOf = "9", knownAt = "9" }) =>
        occurredOn < asOf && recordedAt <= knownAt
    ),
    breaks: [windows]
  },
  {
    mistake: "known at a moment is read as of that day",
    system: seeing(
      ({ occurredOn }, { asOf = "9", knownAt = "9" }) => occurredOn <= asOf && occurredOn <= knownAt
    ),
    breaks: [windows]
  },
  {
    mistake: "a store sums the first stream only",
    system: storing((store) => ({
      totals: (streamIds, window) => store.totals(streamIds.slice(0, 1), window)
    })),
    breaks: [replay]
  },
  {
    mistake: "batches are appended one by one",
    system: storing((store) => ({
      append: (batches) =>
        Effect.map(
          Effect.forEach(batches, (batch) => store.append([batch])),
          (receipts) => receipts.at(-1)!
        )
    })),
    breaks: [appends]
  },
  {
    mistake: "an expected version that is behind is good enough",
    system: storing((store) => ({
      append: (batches) =>
        Effect.flatMap(store.heads, (heads) =>
          store.append(
            batches.map((batch) => {
              const version = heads.find(({ streamId }) => streamId === batch.streamId)?.version ?? 0
              return { ...batch, expectedVersion: Math.max(batch.expectedVersion, version) }
            })
          )
        )
    })),
    breaks: [appends]
  },
  {
    mistake: "a stream's head knows its place in the ledger",
    system: storing((store) => ({
      heads: Effect.map(store.readPositions(1, 1_000_000), (events) =>
        events.map(({ streamId, version, hash, position }) => ({
          streamId,
          version,
          hash: `${hash}${position}`,
          root: hash
        }))
      )
    })),
    breaks: [turns]
  }
]

export const mutants: ReadonlyArray<Mutant> = [
  ...postingMutants,
  ...cubeMutants,
  ...stateMutants,
  ...storeMutants
]
