/**
 * Fixtures for the articulation rules: two small years whose tables agree, and for every rule the smallest change
 * that breaks it.
 */
import { Address, Money } from "@juesuan/domain"
import type { UnitKind } from "@juesuan/domain"
import { make, postings } from "@juesuan/ledger"
import type { Event, Line } from "@juesuan/ledger"
import { Articulation, Cube, deriveTables, ledgerFiguresOf, ningxia2024, toSource } from "@juesuan/tables"
import type { Reading, TableSource } from "@juesuan/tables"

export interface Fixture {
  readonly source: TableSource
  readonly context: Articulation.ArticulationContext
}

const line = (fund: Line["fund"], item: string, economic: string, nature: Line["nature"]): Line => ({
  fund,
  function: item,
  economic,
  nature,
  project: ""
})

const paid = (target: Line, amount: number): Event =>
  make("DisbursementPaid", { line: target, amount: Money.fromFen(amount), abstract: "" })

const fixtureOf = (events: ReadonlyArray<Event>, unitKind: UnitKind, previousClosing: number): Fixture => {
  const cube = Cube.fromPostings(events.flatMap((event) => postings(event)))
  return {
    source: toSource(deriveTables(cube, ningxia2024, 2024)),
    context: {
      unitKind,
      ledger: ledgerFiguresOf(cube),
      previous: new Map([["T01/closing/2", previousClosing as Money.Money]]),
      nameOf: (code) => ({ "208": "社会保障和就业支出" })[code]
    }
  }
}

const carried = (fund: Line["fund"], item: string, amount: number): Event =>
  make("CarryoverBroughtForward", {
    fund,
    function: item,
    nature: "basic",
    project: "",
    kind: "carryover",
    amount: Money.fromFen(amount)
  })

const granted = (
  fund: "generalPublic" | "governmentFund" | "stateCapital",
  item: string,
  amount: number
): Event =>
  make("AppropriationReceived", {
    fund,
    function: item,
    nature: "basic",
    project: "",
    amount: Money.fromFen(amount),
    abstract: ""
  })

const earned = (
  kind: "institutional" | "educationFees" | "operating" | "other",
  item: string,
  amount: number
): Event => {
  const fund = kind === "educationFees" ? "specialAccount" : "unitFunds"
  return make("IncomeReceived", { kind, fund, function: item, amount: Money.fromFen(amount), abstract: "" })
}

/** All funds, natures and kinds of income, a shortfall covered by surplus, openings adjusted and given back. */
export const mixed = fixtureOf(
  [
    carried("generalPublic", "2080109", 100_00),
    carried("governmentFund", "2120801", 50_00),
    carried("unitFunds", "2080109", 30_00),
    make("OpeningAdjusted", {
      fund: "generalPublic",
      function: "2080109",
      nature: "basic",
      project: "",
      kind: "carryover",
      amount: Money.fromFen(5_00),
      cause: "errorCorrection",
      corrects: "",
      reason: "example"
    }),
    make("CarryoverReturned", {
      fund: "generalPublic",
      function: "2080109",
      nature: "basic",
      project: "",
      kind: "surplus",
      amount: Money.fromFen(7_00),
      abstract: ""
    }),
    granted("generalPublic", "2080109", 900_00),
    granted("generalPublic", "2210201", 80_00),
    granted("governmentFund", "2120801", 60_00),
    granted("stateCapital", "2230105", 40_00),
    earned("institutional", "2080109", 20_00),
    earned("educationFees", "2050205", 15_00),
    earned("operating", "2080109", 12_00),
    earned("other", "2080109", 9_00),
    paid(line("generalPublic", "2080109", "30101", "basic"), 300_00),
    paid(line("generalPublic", "2080109", "30201", "basic"), 100_00),
    paid(line("generalPublic", "2080109", "30231", "basic"), 11_00),
    paid(line("generalPublic", "2080109", "30217", "basic"), 3_00),
    paid(line("generalPublic", "2080109", "30212", "basic"), 2_00),
    paid(line("generalPublic", "2080109", "31013", "basic"), 4_00),
    paid(line("generalPublic", "2080109", "30302", "basic"), 21_00),
    paid(line("generalPublic", "2080109", "30701", "basic"), 1_00),
    paid(line("generalPublic", "2080109", "39999", "basic"), 2_00),
    paid(line("generalPublic", "2080505", "30108", "basic"), 33_00),
    paid(line("generalPublic", "2210201", "30113", "basic"), 80_00),
    paid(line("generalPublic", "2080109", "30201", "project"), 400_00),
    paid(line("governmentFund", "2120801", "30905", "project"), 70_00),
    paid(line("governmentFund", "2120801", "30201", "basic"), 8_00),
    paid(line("stateCapital", "2230105", "31204", "project"), 25_00),
    paid(line("unitFunds", "2080109", "30201", "operating"), 260_00),
    paid(line("unitFunds", "2080109", "39999", "remittanceToSuperior"), 6_00),
    paid(line("unitFunds", "2080109", "39999", "subsidyToSubsidiary"), 5_00),
    make("NonFiscalSurplusUsed", { source: "nonFiscalSurplus", amount: Money.fromFen(205_00), abstract: "" }),
    make("SurplusDistributed", { use: "incomeTax", amount: Money.fromFen(3_00), abstract: "" }),
    make("BudgetApproved", {
      line: line("generalPublic", "2080109", "30231", "basic"),
      amount: Money.fromFen(20_00),
      abstract: ""
    }),
    make("BudgetApproved", {
      line: line("generalPublic", "2080109", "30217", "basic"),
      amount: Money.fromFen(5_00),
      abstract: ""
    }),
    make("BudgetApproved", {
      line: line("generalPublic", "2080109", "30212", "basic"),
      amount: Money.fromFen(5_00),
      abstract: ""
    }),
    make("BudgetApproved", {
      line: line("generalPublic", "2080109", "31013", "basic"),
      amount: Money.fromFen(5_00),
      abstract: ""
    })
  ],
  "institution",
  180_00
)

/** One fund, carry-over that does not move: tables 08 and 09 are empty forms. */
export const fiscalOnly = fixtureOf(
  [
    carried("generalPublic", "2080109", 100_00),
    granted("generalPublic", "2080109", 500_00),
    granted("generalPublic", "2080505", 40_00),
    paid(line("generalPublic", "2080109", "30101", "basic"), 300_00),
    paid(line("generalPublic", "2080109", "30201", "project"), 200_00),
    paid(line("generalPublic", "2080505", "30108", "basic"), 40_00)
  ],
  "administrative",
  100_00
)

/** Changes cells by so many fen; a cell that is not there is made, `blank` and `unreadable` replace it. */
export const altered = (
  { source, context }: Fixture,
  changes: Readonly<Record<string, number | "blank" | "unreadable">>
): Fixture => {
  const tables = new Map(source)
  for (const [address, change] of Object.entries(changes)) {
    const { table: key, row, column } = Address.cellOf(address)
    const table = tables.get(key)!
    const rows = new Map(table.rows)
    const before = rows.get(row) ?? { key: row, label: row, cells: new Map<string, Reading>() }
    const reading = before.cells.get(column)
    const amount = reading?.state === "value" ? reading.amount : 0
    const after: Reading =
      change === "blank"
        ? { state: "blank" }
        : change === "unreadable"
          ? { state: "unreadable", raw: "1?3.00" }
          : { state: "value", amount: (amount + change) as Money.Money }
    rows.set(row, { ...before, cells: new Map(before.cells).set(column, after) })
    tables.set(key, { ...table, rows })
  }
  return { source: tables, context }
}

const withContext = ({ source, context }: Fixture, more: Articulation.ArticulationContext): Fixture => ({
  source,
  context: { ...context, ...more }
})

const withLedger = (fixture: Fixture, changes: Readonly<Record<string, number>>): Fixture => {
  const named = new Map(fixture.context.ledger!.named)
  for (const [name, change] of Object.entries(changes)) {
    named.set(name, ((named.get(name) ?? 0) + change) as Money.Money)
  }
  return withContext(fixture, { ledger: { ...fixture.context.ledger!, named } })
}

const withoutStatement = (fixture: Fixture): Fixture => {
  const tables = new Map(fixture.source)
  tables.set("T08", { ...tables.get("T08")!, emptyStatement: false })
  return { ...fixture, source: tables }
}

const renamed = (fixture: Fixture, label: string): Fixture => {
  const tables = new Map(fixture.source)
  const table = tables.get("T03")!
  tables.set("T03", { ...table, rows: new Map(table.rows).set("208", { ...table.rows.get("208")!, label }) })
  return { ...fixture, source: tables }
}

/** For every rule: tables on which it passes, and the smallest change of them that breaks it. */
export const cases: Readonly<
  Record<string, { readonly passing: Fixture; readonly failing: ReadonlyArray<Fixture> }>
> = {
  "AR-01-1": {
    passing: mixed,
    failing: [altered(mixed, { "T01/income/1": 1 }), altered(mixed, { "T01/income.other/1": -1 })]
  },
  "AR-01-2": {
    passing: mixed,
    failing: [altered(mixed, { "T01/expenditure/2": 1 }), altered(mixed, { "T01/234/2": 1 })]
  },
  "AR-01-3": {
    passing: mixed,
    failing: [altered(mixed, { "T01/total/1": 1 }), altered(mixed, { "T01/surplusUsed/1": 1 })]
  },
  "AR-01-4": {
    passing: mixed,
    failing: [altered(mixed, { "T01/total/2": 1 }), altered(mixed, { "T01/surplusDistributed/2": 1 })]
  },
  "AR-01-5": {
    passing: mixed,
    failing: [altered(mixed, { "T01/total/1": 1 }), altered(mixed, { "T01/total/2": 1 })]
  },
  "AR-01-6": {
    passing: mixed,
    failing: [
      altered(mixed, { "T01/surplusDistributed/2": -3_01 }),
      withContext(mixed, { unitKind: "administrative" }),
      altered(fiscalOnly, { "T01/surplusUsed/1": 1 })
    ]
  },
  "AR-01-7": { passing: mixed, failing: [altered(mixed, { "T01/income/1": 200_00 })] },
  "AR-01-8": {
    passing: mixed,
    failing: [
      altered(mixed, { "T01/opening/1": 1 }),
      withLedger(mixed, { openingAdjusted: -1 }),
      withLedger(mixed, { carryoverReturned: 1 })
    ]
  },
  "AR-02-1": {
    passing: mixed,
    failing: [altered(mixed, { "T02/2080109/5": 1 }), altered(mixed, { "T02/total/1": 1 })]
  },
  "AR-02-2": { passing: mixed, failing: [altered(mixed, { "T02/2050205/4a": 1 })] },
  "AR-02-3": {
    passing: mixed,
    failing: [altered(mixed, { "T02/208/2": 1 }), altered(mixed, { "T02/2050205/4a": -1 })]
  },
  "AR-02-4": {
    passing: mixed,
    failing: [
      altered(mixed, { "T03/20801/9": 0, "T03/2080/1": 0 }),
      altered(mixed, { "T05/2150101/1": 0 }),
      renamed(mixed, "社会保障支出")
    ]
  },
  "AR-03-1": {
    passing: mixed,
    failing: [altered(mixed, { "T03/208/4": 1 }), altered(mixed, { "T03/2080109/1": -1 })]
  },
  "AR-03-2": {
    passing: mixed,
    failing: [altered(mixed, { "T03/20801/3": 1 }), altered(mixed, { "T03/total/6": 1 })]
  },
  "AR-04-1": {
    passing: mixed,
    failing: [altered(mixed, { "T04/income/1": 1 }), altered(mixed, { "T04/income.stateCapital/1": 1 })]
  },
  "AR-04-2": {
    passing: mixed,
    failing: [altered(mixed, { "T04/opening/1": 1 }), altered(mixed, { "T04/opening.stateCapital/1": 1 })]
  },
  "AR-04-3": { passing: mixed, failing: [altered(mixed, { "T04/total/1": 1 })] },
  "AR-04-4": {
    passing: mixed,
    failing: [altered(mixed, { "T04/208/2": 1 }), altered(mixed, { "T04/total/5": 1 })]
  },
  "AR-04-5": {
    passing: mixed,
    failing: [altered(mixed, { "T04/expenditure/3": 1 }), altered(mixed, { "T04/201/5": 1 })]
  },
  "AR-04-6": {
    passing: mixed,
    failing: [altered(mixed, { "T04/total/4": 1 }), altered(mixed, { "T04/closing/2": 1 })]
  },
  "AR-04-7": { passing: mixed, failing: [altered(mixed, { "T04/total/1": 1 })] },
  "AR-04-8": {
    passing: mixed,
    failing: [altered(mixed, { "T04/income.governmentFund/1": 1 }), altered(mixed, { "T04/closing/5": 1 })]
  },
  "AR-04-9": {
    passing: mixed,
    failing: [altered(mixed, { "T04/223/3": 1 }), altered(mixed, { "T04/234/5": 1 })]
  },
  "AR-05-1": {
    passing: mixed,
    failing: [altered(mixed, { "T05/2210201/1": 1 }), altered(mixed, { "T05/22102/2": 1 })]
  },
  "AR-06-1": {
    passing: mixed,
    failing: [altered(mixed, { "T06/30199/1": 1 }), altered(mixed, { "T06/399/1": 1 })]
  },
  "AR-06-2": {
    passing: mixed,
    failing: [altered(mixed, { "T06/personnel/1": 1 }), altered(mixed, { "T06/303/1": 1 })]
  },
  "AR-06-3": {
    passing: mixed,
    failing: [altered(mixed, { "T06/operating/1": 1 }), altered(mixed, { "T06/307/1": 1 })]
  },
  "AR-07-1": {
    passing: mixed,
    failing: [altered(mixed, { "T07/total/budget": 1 }), altered(mixed, { "T07/reception/outturn": 1 })]
  },
  "AR-07-2": {
    passing: mixed,
    failing: [
      altered(mixed, { "T07/vehiclePurchase/budget": 1 }),
      altered(mixed, { "T07/vehicles/outturn": 1 })
    ]
  },
  "AR-07-3": { passing: mixed, failing: [altered(mixed, { "T07/vehicleOperation/outturn": 9_01 })] },
  "AR-08-1": {
    passing: mixed,
    failing: [
      altered(mixed, { "T08/2120801/5": 1 }),
      altered(mixed, { "T08/212/6": 1 }),
      altered(mixed, { "T08/total/1": 1 })
    ]
  },
  "AR-09-1": {
    passing: mixed,
    failing: [altered(mixed, { "T09/2230105/2": 1 }), altered(mixed, { "T09/total/3": 1 })]
  },
  "AR-X-01": { passing: mixed, failing: [altered(mixed, { "T02/total/1": 1 })] },
  "AR-X-02": {
    passing: mixed,
    failing: [altered(mixed, { "T02/total/2": 1 }), altered(mixed, { "T01/income.superiorSubsidy/1": 1 })]
  },
  "AR-X-03": { passing: mixed, failing: [altered(mixed, { "T03/total/1": 1 })] },
  "AR-X-04": {
    passing: mixed,
    failing: [altered(mixed, { "T01/221/2": 1 }), altered(mixed, { "T03/208/1": 1 })]
  },
  "AR-X-05": {
    passing: mixed,
    failing: [
      altered(mixed, { "T04/income.generalPublic/1": 1 }),
      altered(mixed, { "T01/income.stateCapital/1": 1 })
    ]
  },
  "AR-X-06": {
    passing: mixed,
    failing: [
      altered(mixed, { "T04/opening/1": 30_01 }),
      altered(mixed, { "T04/208/2": 10_000_00 }),
      altered(fiscalOnly, { "T04/208/2": -1 })
    ]
  },
  "AR-X-07": { passing: mixed, failing: [altered(mixed, { "T04/income/1": 1 })] },
  "AR-X-08": {
    passing: mixed,
    failing: [altered(mixed, { "T05/total/1": 1 }), altered(mixed, { "T05/221/1": 1 })]
  },
  "AR-X-09": { passing: mixed, failing: [altered(mixed, { "T05/2210201/2": 1 })] },
  "AR-X-10": {
    passing: mixed,
    failing: [altered(mixed, { "T05/total/2": 1 }), altered(mixed, { "T06/operating/1": 1 })]
  },
  "AR-X-11": {
    passing: mixed,
    failing: [altered(mixed, { "T06/30231/1": 1 }), altered(mixed, { "T07/abroad/outturn": -1 })]
  },
  "AR-X-12": {
    passing: mixed,
    failing: [altered(mixed, { "T07/reception/outturn": 1 }), withLedger(mixed, { "threePublic/abroad": 1 })]
  },
  "AR-X-13": {
    passing: mixed,
    failing: [altered(mixed, { "T08/total/2": 1 }), altered(mixed, { "T08/212/3": 1 })]
  },
  "AR-X-14": {
    passing: mixed,
    failing: [altered(mixed, { "T09/total/1": 1 }), altered(mixed, { "T09/223/1": -1 })]
  },
  "AR-X-15": {
    passing: mixed,
    failing: [altered(mixed, { "T05/2080109/1": 1 }), altered(fiscalOnly, { "T05/2080109/1": -1 })]
  },
  "AR-X-16": { passing: fiscalOnly, failing: [altered(fiscalOnly, { "T02/2080109/1": 1 })] },
  "AR-X-17": {
    passing: fiscalOnly,
    failing: [withoutStatement(fiscalOnly), altered(fiscalOnly, { "T04/expenditure/5": 1 })]
  },
  "AR-X-18": {
    passing: mixed,
    failing: [altered(mixed, { "T06/30101/1": 1 }), withLedger(mixed, { "basicByFunction/2080109": 1 })]
  },
  "AR-X-19": { passing: fiscalOnly, failing: [altered(fiscalOnly, { "T05/2080505/2": 1 }), mixed] },
  "AR-X-21": { passing: mixed, failing: [withLedger(mixed, { "initialBudget/total": 1 })] }
}
