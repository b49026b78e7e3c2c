/**
 * Mutants of what goes from one year to the next, and from one edition to another.
 */
import { makeMemoryStore, postings } from "@juesuan/ledger"
import type { Event, EventStoreShape, EventType, Posting } from "@juesuan/ledger"
import { Law } from "@juesuan/testing"
import type { Mutant } from "./mutants.ts"

const { realSystem } = Law
const opens = "the next year opens with what this one closed with"
const adjusts = "an adjustment after the close changes the tables as the entry would have before it"
const returns = "money back for an earlier year's payment touches carry-over, not income or expenditure"
const editions = "what was known at any moment stays what was known then"
const causes = "the events that made a cell differ sum to its difference"
const closed = "a closed year takes adjustments and nothing else"

const posting = (
  type: EventType,
  change: (all: ReadonlyArray<Posting>) => ReadonlyArray<Posting>
): Law.System => ({
  ...realSystem,
  postings: (event: Event) => (event.type === type ? change(postings(event)) : postings(event))
})

const storing = (change: (store: EventStoreShape) => Partial<EventStoreShape>): Law.System => ({
  ...realSystem,
  makeStore: () => {
    const store = makeMemoryStore()
    return { ...store, ...change(store) }
  }
})

export const historyMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "结余 is not brought forward",
    system: posting("CarryoverBroughtForward", (all) => all.filter(({ kind }) => kind !== "surplus")),
    breaks: [opens]
  },
  {
    mistake: "an adjustment after the close posts nothing",
    system: posting("ClosedYearAdjusted", () => []),
    breaks: [opens, adjusts]
  },
  {
    mistake: "money back for last year's payment is income of this year",
    system: posting("OpeningAdjusted", (all) =>
      all.map((each) => ({ ...each, measure: "income", kind: "other" }))
    ),
    breaks: [returns]
  },
  {
    mistake: "money back for last year's payment lessens this year's expenditure",
    system: posting("OpeningAdjusted", (all) =>
      all.map((each) => ({ ...each, measure: "expenditure", amount: -each.amount as Posting["amount"] }))
    ),
    breaks: [returns]
  },
  {
    mistake: "an edition is what the ledger knows now",
    system: storing((store) => ({ totals: (streamIds) => store.totals(streamIds) })),
    breaks: [editions]
  },
  {
    mistake: "the causes of a change are looked up in the whole ledger",
    system: storing((store) => ({ entries: (streamIds, matches) => store.entries(streamIds, matches) })),
    breaks: [causes]
  },
  {
    mistake: "a closed year is decided on as if it were open",
    system: {
      ...realSystem,
      decide: (command, state, year) => realSystem.decide(command, { ...state, status: "open" }, year)
    },
    breaks: [closed]
  }
]
