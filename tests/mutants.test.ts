/**
 * The laws can fail: each mutant below is a plausible mistake, and the law named with it turns red.
 */
import { Money } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import { Cube, Term } from "@juesuan/tables"
import type { PackTable, RowDefinition, TableDefinition } from "@juesuan/tables"
import { Arbitrary } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { laws, system } from "./laws.ts"
import type { System } from "./laws.ts"

const { select, sum, minus, restrict, under } = Term

const alter = (key: string, change: (definition: TableDefinition) => TableDefinition): System => ({
  ...system,
  pack: {
    ...system.pack,
    tables: system.pack.tables.map((table): PackTable =>
      table.definition.key === key ? { ...table, definition: change(table.definition) } : table
    )
  }
})

const alterRows = (key: string, change: (row: RowDefinition) => ReadonlyArray<RowDefinition>): System =>
  alter(key, (definition) => {
    if (definition.rows.kind !== "fixed") throw new Error(`${key} has no fixed rows`)
    return { ...definition, rows: { ...definition.rows, rows: definition.rows.rows.flatMap(change) } }
  })

const alterColumns = (key: string, terms: Readonly<Record<string, Term.Term>>): System =>
  alter(key, (definition) => ({
    ...definition,
    columns: definition.columns.map((column) => {
      const term = terms[column.key]
      return term === undefined ? column : { ...column, term }
    })
  }))

const cellsOf = (key: string, row: string, cells: Readonly<Record<string, Term.Term>>): System =>
  alterRows(key, (definition) => [
    definition.key === row ? { ...definition, cells: { ...definition.cells, ...cells } } : definition
  ])

const nature = (name: string): Term.Term => select({ measure: "expenditure", nature: name })
const opening = select({ measure: "opening" })
const income = select({ measure: "income" })
const expenditure = select({ measure: "expenditure" })
const distributed = select({ measure: "surplusDistributed" })
const returned = select({ measure: "carryoverReturned" })

const balance = "every derived table balances by every rule"
const oracle = "what is derived is what a naive fold computes"
const funds = "what the funds have left is what the tables print"

const mutants: ReadonlyArray<readonly [mistake: string, mutant: System, law: string]> = [
  ["a 类 is dropped from T01", alterRows("T01", (row) => (row.key === "38" ? [] : [row])), balance],
  [
    "a 类 of T04 takes in its neighbour",
    cellsOf("T04", "40", {
      3: restrict(select({ measure: "expenditure", fund: "generalPublic" }), { function: under("20") })
    }),
    balance
  ],
  [
    "two natures are swapped in T03",
    alterColumns("T03", { 2: nature("project"), 3: nature("basic") }),
    balance
  ],
  ["T03 forgets 经营支出", alterColumns("T03", { 5: sum() }), balance],
  [
    "the total of T03 counts one fund",
    alterColumns("T03", { 1: select({ measure: "expenditure", fund: "generalPublic" }) }),
    balance
  ],
  [
    "本年支出合计 counts fiscal money only",
    cellsOf("T01", "57", {
      2: restrict(expenditure, { fund: Term.anyOf("generalPublic", "governmentFund", "stateCapital") })
    }),
    balance
  ],
  [
    "年末结转和结余 forgets 使用非财政拨款结余",
    cellsOf("T01", "59", { 2: minus(sum(opening, income), sum(expenditure, distributed)) }),
    balance
  ],
  ["年初结转和结余 forgets adjustments", cellsOf("T01", "29", { 1: minus(opening, returned) }), balance],
  [
    "年初结转和结余 forgets what was given back",
    cellsOf("T01", "29", { 1: sum(opening, select({ measure: "openingAdjusted" })) }),
    balance
  ],
  [
    "两项预算 are swapped in T04",
    cellsOf("T04", "59", {
      3: restrict(expenditure, { fund: "governmentFund" }),
      4: restrict(expenditure, { fund: "generalPublic" })
    }),
    balance
  ],
  [
    "教育收费 is counted beside 事业收入",
    alterColumns("T02", { 4: select({ measure: "income", kind: "institutional" }) }),
    balance
  ],
  [
    "其他收入 goes to 经营收入",
    alterColumns("T02", {
      5: select({ measure: "income", kind: Term.anyOf("operating", "other") }),
      7: sum()
    }),
    balance
  ],
  [
    "人员经费 forgets 303",
    alterRows("T06", (row) => [
      row.key === "personnel" ? { ...row, where: { economic: under("301") } } : row
    ]),
    balance
  ],
  [
    "“三公” counts the general public budget only",
    alterColumns("T07", { 11: select({ measure: "expenditure", fund: "generalPublic", economic: "30231" }) }),
    balance
  ],
  ["T08 forgets its opening", alterColumns("T08", { 1: sum() }), balance],
  [
    "the sign of a refund is lost",
    {
      ...system,
      postings: (event) =>
        event.type === "DisbursementReturned"
          ? postings(event).map((posting) => ({ ...posting, amount: Money.negate(posting.amount) }))
          : postings(event)
    },
    "a payment that comes back whole leaves every table as it was"
  ],
  [
    "a refund is not posted",
    { ...system, postings: (event) => (event.type === "DisbursementReturned" ? [] : postings(event)) },
    funds
  ],
  [
    "a reclassification posts one leg",
    {
      ...system,
      postings: (event) =>
        event.type === "DisbursementReclassified" ? postings(event).slice(1) : postings(event)
    },
    "a reclassification leaves every total as it was"
  ],
  [
    "a reversal posts the entry again",
    {
      ...system,
      postings: (event) =>
        event.type === "EntryReversed"
          ? postings(event).map((posting) => ({ ...posting, amount: Money.negate(posting.amount) }))
          : postings(event)
    },
    "a reversal leaves every table as if the entry had never been"
  ],
  [
    "an opening adjustment is not posted",
    { ...system, postings: (event) => (event.type === "OpeningAdjusted" ? [] : postings(event)) },
    funds
  ],
  [
    "政府性基金 income is booked to the general public budget",
    {
      ...system,
      postings: (event) =>
        postings(event).map((posting) =>
          posting.measure === "income" && posting.fund === "governmentFund"
            ? { ...posting, fund: "generalPublic" }
            : posting
        )
    },
    oracle
  ],
  [
    "项目支出 is booked as 基本支出",
    {
      ...system,
      postings: (event) =>
        postings(event).map((posting) =>
          posting.nature === "project" && posting.measure === "expenditure"
            ? { ...posting, nature: "basic" }
            : posting
        )
    },
    oracle
  ],
  [
    "merging drops a cell",
    {
      ...system,
      merge: (left, right) =>
        Cube.fromPostings([...left.cells.values()].slice(1).concat([...right.cells.values()]))
    },
    "replay in any split and order gives the same cube"
  ],
  [
    "merging keeps the left of two equal cells",
    {
      ...system,
      merge: (left, right) => Cube.fromPostings(new Map([...right.cells, ...left.cells]).values())
    },
    "replay in any split and order gives the same cube"
  ],
  [
    "as of a day leaves that day out",
    { ...system, isWithin: (event, { asOf }) => asOf === undefined || event.occurredOn < asOf },
    "as of a day is the events up to that day"
  ]
]

const isBroken = (mutant: System, law: string): boolean =>
  fc.check(
    fc.property(Arbitrary.year(), (year) => laws[law]!(mutant, year).length === 0),
    { numRuns: 1000, seed: 20_240_101, endOnFailure: true }
  ).failed

describe("a law turns red when", () => {
  it.each(mutants)("%s", { timeout: 120_000 }, (_, mutant, law) => {
    expect(isBroken(mutant, law)).toBe(true)
  })

  it("nothing is wrong: never", { timeout: 120_000 }, () => {
    expect(isBroken(system, balance)).toBe(false)
  })

  it("each has a mutant, or is implied by one that has", () => {
    const covered = new Set(mutants.map(([, , law]) => law))
    // A prefix of a year is a year; totals and explanations are broken by the mutants below.
    const rest = Object.keys(laws).filter((law) => !covered.has(law))
    expect(rest).toEqual([
      "totals by their own selectors equal the sums of their rows",
      "every prefix of a year balances",
      "the postings that explain a cell sum to it"
    ])
    const oneFund = mutants.find(([mistake]) => mistake === "the total of T03 counts one fund")![1]
    expect(isBroken(oneFund, "every prefix of a year balances")).toBe(true)
  })
})
