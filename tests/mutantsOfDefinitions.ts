/**
 * Mutants of the table definitions: plausible mistakes in what a cell selects, each with the laws it breaks.
 */
import { fiscalFunds } from "@juesuan/domain"
import type { ExpenditureNature } from "@juesuan/domain"
import { Term } from "@juesuan/tables"
import type { PackTable, RowDefinition, TableDefinition } from "@juesuan/tables"
import { Law } from "@juesuan/testing"
import type { Mutant } from "./mutants.ts"

const { select, sum, minus, restrict, under } = Term
const { realSystem } = Law
type System = Law.System

const alter = (key: string, change: (definition: TableDefinition) => TableDefinition): System => ({
  ...realSystem,
  pack: {
    ...realSystem.pack,
    tables: realSystem.pack.tables.map((table): PackTable =>
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

const nature = (name: ExpenditureNature): Term.Term => select({ measure: "expenditure", nature: name })
const opening = select({ measure: "opening" })
const income = select({ measure: "income" })
const expenditure = select({ measure: "expenditure" })
const distributed = select({ measure: "surplusDistributed" })
const returned = select({ measure: "carryoverReturned" })
const adjusted = select({ measure: "openingAdjusted" })
const used = select({ measure: "surplusUsed" })
const closing = minus(sum(opening, adjusted, income), sum(expenditure, returned))

const balance = "every derived table balances by every rule"
const prefix = "every prefix of a year balances"
const identities = "identities hold as of any day"
const totals = "totals by their own selectors equal the sums of their rows"
const funds = "the ledger's own fund balances are what the tables print"
const oracle = "what is derived equals the oracle"
const closes = "the year closes with what the tables print and with nothing else"

export const definitionMutants: ReadonlyArray<Mutant> = [
  {
    mistake: "a 类 is dropped from T01",
    system: alterRows("T01", (row) => (row.key === "208" ? [] : [row])),
    breaks: [balance, totals, oracle]
  },
  {
    mistake: "a 类 of T04 takes in its neighbours",
    system: cellsOf("T04", "208", {
      3: restrict(select({ measure: "expenditure", fund: "generalPublic" }), { function: under("20") })
    }),
    breaks: [balance, totals]
  },
  {
    mistake: "two natures are swapped in T03",
    system: alterColumns("T03", { 2: nature("project"), 3: nature("basic") }),
    breaks: [balance, oracle]
  },
  {
    mistake: "T03 forgets 经营支出",
    system: alterColumns("T03", { 5: sum() }),
    breaks: [balance, prefix, identities, totals]
  },
  {
    mistake: "the total of T03 counts one fund",
    system: alterColumns("T03", { 1: select({ measure: "expenditure", fund: "generalPublic" }) }),
    breaks: [balance, prefix, identities, totals]
  },
  {
    mistake: "本年支出合计 counts fiscal money only",
    system: cellsOf("T01", "expenditure", {
      2: restrict(expenditure, { fund: Term.anyOf("generalPublic", "governmentFund", "stateCapital") })
    }),
    breaks: [balance, totals]
  },
  {
    mistake: "年末结转和结余 forgets 使用非财政拨款结余",
    system: cellsOf("T01", "closing", {
      2: minus(sum(opening, adjusted, income), sum(expenditure, distributed, returned))
    }),
    breaks: [balance, totals, funds, closes]
  },
  {
    mistake: "年末结转和结余 forgets 结余分配",
    system: cellsOf("T01", "closing", {
      2: minus(sum(opening, adjusted, income, used), sum(expenditure, returned))
    }),
    breaks: [balance, funds, closes]
  },
  {
    mistake: "年初结转和结余 forgets adjustments",
    system: cellsOf("T01", "opening", { 1: minus(opening, returned) }),
    breaks: [balance, totals]
  },
  {
    mistake: "年初结转和结余 forgets what was given back",
    system: cellsOf("T01", "opening", { 1: sum(opening, adjusted) }),
    breaks: [balance, totals]
  },
  {
    mistake: "两项预算 are swapped in T04",
    system: cellsOf("T04", "expenditure", {
      3: restrict(expenditure, { fund: "governmentFund" }),
      4: restrict(expenditure, { fund: "generalPublic" })
    }),
    breaks: [balance, totals]
  },
  {
    mistake: "year-end carry-over of two funds is swapped in T04",
    system: cellsOf("T04", "closing", {
      3: restrict(closing, { fund: "governmentFund" }),
      4: restrict(closing, { fund: "generalPublic" })
    }),
    breaks: [balance, funds, closes]
  },
  {
    mistake: "事业收入 forgets 教育收费",
    system: alterColumns("T02", { 4: select({ measure: "income", kind: "institutional" }) }),
    breaks: [balance, totals]
  },
  {
    mistake: "其他收入 goes to 经营收入",
    system: alterColumns("T02", {
      5: select({ measure: "income", kind: Term.anyOf("operating", "other") }),
      7: sum()
    }),
    breaks: [balance, oracle]
  },
  {
    mistake: "人员经费 forgets 303",
    system: alterRows("T06", (row) => [
      row.key === "personnel" ? { ...row, where: { economic: under("301") } } : row
    ]),
    breaks: [balance, totals]
  },
  {
    mistake: "公务用车运行维护费 counts the general public budget only",
    system: cellsOf("T07", "vehicleOperation", {
      outturn: select({ measure: "expenditure", fund: "generalPublic", economic: "30231" })
    }),
    breaks: [balance, totals]
  },
  {
    mistake: "“三公” budgets are the initial ones, without adjustments",
    system: cellsOf("T07", "vehicleOperation", {
      budget: select({ measure: "budgetInitial", economic: "30231", fund: Term.anyOf(...fiscalFunds) })
    }),
    breaks: [balance, totals, oracle]
  },
  {
    mistake: "T08 forgets its opening",
    system: alterColumns("T08", { 1: sum() }),
    breaks: [balance, totals]
  },
  {
    mistake: "T08 prints rows for expenditure only",
    system: alter("T08", (definition) =>
      definition.rows.kind === "byCode"
        ? {
            ...definition,
            rows: { ...definition.rows, presence: [[{ measure: "expenditure", fund: "governmentFund" }]] }
          }
        : definition
    ),
    breaks: [balance, totals, oracle]
  }
]
