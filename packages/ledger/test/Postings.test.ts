/**
 * What each event adds to the cube: measures, dimensions and signs, one example of every type.
 */
import { Money } from "@juesuan/domain"
import { eventTypes, make, postings, quote, volumeOf } from "@juesuan/ledger"
import type { Event, EventOf, EventType, Line, MoneyEventType, Posting } from "@juesuan/ledger"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "governmentFund",
  function: "2120801",
  economic: "30905",
  nature: "project",
  project: "P1"
}
const other: Line = {
  ...line,
  fund: "unitFunds",
  function: "2080109",
  economic: "30201",
  nature: "operating"
}
const carryover = {
  fund: "unitFunds",
  function: "2080109",
  nature: "basic",
  project: "",
  kind: "surplus"
} as const
const granted = { fund: "stateCapital", function: "2230105", nature: "project", project: "P2" } as const
const blank = { function: "", economic: "", nature: "", project: "" } as const
const toUnit: Line = { ...other, nature: "subsidyToSubsidiary", counterparty: "100002" }
const on = { line, amount: Money.fromFen(7), abstract: "" }
const reversal = (entry: Event): Event =>
  make("EntryReversed", {
    corrects: "E1",
    reason: "twice",
    entry: quote(entry as EventOf<MoneyEventType>)
  })

type Expected = ReadonlyArray<Record<string, unknown>>

const examples: ReadonlyArray<readonly [EventType, Event, Expected]> = [
  [
    "CarryoverBroughtForward",
    make("CarryoverBroughtForward", { ...carryover, amount: Money.fromFen(5) }),
    [{ ...carryover, economic: "", measure: "opening", amount: 5 }]
  ],
  [
    "OpeningAdjusted",
    make("OpeningAdjusted", {
      ...carryover,
      amount: Money.fromFen(-5),
      cause: "transferOut",
      corrects: "",
      reason: "moved"
    }),
    [{ ...carryover, economic: "", measure: "openingAdjusted", amount: -5 }]
  ],
  [
    "CarryoverReturned",
    make("CarryoverReturned", { ...carryover, amount: Money.fromFen(5), abstract: "" }),
    [{ ...carryover, economic: "", measure: "carryoverReturned", amount: 5 }]
  ],
  [
    "BudgetApproved",
    make("BudgetApproved", on),
    [{ ...line, measure: "budgetInitial", kind: "", amount: 7 }]
  ],
  [
    "BudgetSupplemented",
    make("BudgetSupplemented", on),
    [{ ...line, measure: "budgetChange", kind: "supplement", amount: 7 }]
  ],
  [
    "BudgetReduced",
    make("BudgetReduced", on),
    [{ ...line, measure: "budgetChange", kind: "reduction", amount: -7 }]
  ],
  [
    "BudgetWithdrawn",
    make("BudgetWithdrawn", on),
    [{ ...line, measure: "budgetChange", kind: "withdrawal", amount: -7 }]
  ],
  [
    "BudgetTransferred",
    make("BudgetTransferred", { from: line, to: other, amount: Money.fromFen(7), abstract: "" }),
    [
      { ...line, measure: "budgetChange", kind: "transfer", amount: -7 },
      { ...other, measure: "budgetChange", kind: "transfer", amount: 7 }
    ]
  ],
  [
    "AppropriationReceived",
    make("AppropriationReceived", { ...granted, amount: Money.fromFen(9), abstract: "" }),
    [{ ...granted, economic: "", measure: "income", kind: "appropriation", amount: 9 }]
  ],
  [
    "AppropriationReturned",
    make("AppropriationReturned", { ...granted, amount: Money.fromFen(9), abstract: "" }),
    [{ ...granted, economic: "", measure: "income", kind: "appropriation", amount: -9 }]
  ],
  [
    "IncomeReceived",
    make("IncomeReceived", {
      kind: "educationFees",
      fund: "specialAccount",
      function: "2050205",
      amount: Money.fromFen(3),
      abstract: ""
    }),
    [
      {
        ...blank,
        function: "2050205",
        measure: "income",
        fund: "specialAccount",
        kind: "educationFees",
        amount: 3
      }
    ]
  ],
  [
    "DisbursementPaid",
    make("DisbursementPaid", on),
    [{ ...line, measure: "expenditure", kind: "", amount: 7 }]
  ],
  [
    "DisbursementReturned",
    make("DisbursementReturned", { ...on, corrects: "E1" }),
    [{ ...line, measure: "expenditure", kind: "", amount: -7 }]
  ],
  [
    "DisbursementReclassified",
    make("DisbursementReclassified", {
      corrects: "E1",
      from: line,
      to: other,
      amount: Money.fromFen(7),
      abstract: ""
    }),
    [
      { ...line, measure: "expenditure", kind: "", amount: -7 },
      { ...other, measure: "expenditure", kind: "", amount: 7 }
    ]
  ],
  [
    "NonFiscalSurplusUsed",
    make("NonFiscalSurplusUsed", { source: "specialFund", amount: Money.fromFen(2), abstract: "" }),
    [{ ...blank, measure: "surplusUsed", fund: "unitFunds", kind: "specialFund", amount: 2 }]
  ],
  [
    "SurplusDistributed",
    make("SurplusDistributed", { use: "incomeTax", amount: Money.fromFen(2), abstract: "" }),
    [{ ...blank, measure: "surplusDistributed", fund: "unitFunds", kind: "incomeTax", amount: 2 }]
  ],
  [
    "EntryReversed",
    reversal(make("BudgetTransferred", { from: line, to: other, amount: Money.fromFen(7), abstract: "" })),
    [
      { ...line, measure: "budgetChange", kind: "transfer", amount: 7 },
      { ...other, measure: "budgetChange", kind: "transfer", amount: -7 }
    ]
  ],
  [
    "ClosedYearAdjusted",
    make("ClosedYearAdjusted", {
      reason: "审计调整",
      authority: "审〔2025〕1号",
      entry: quote(make("DisbursementReturned", { ...on, corrects: "E1" }))
    }),
    [{ ...line, kind: "", measure: "expenditure", amount: -7 }]
  ]
]

const silent: ReadonlyArray<EventType> = [
  "FiscalYearOpened",
  "ControlPolicyChanged",
  "ProcurementContracted",
  "AssetsCounted",
  "OfficialActivityRecorded",
  "ProjectRegistered",
  "IndicatorSet",
  "IndicatorMeasured",
  "IndicatorJudged",
  "ExplanationGiven",
  "FactRecorded",
  "ComparativesImported",
  "FiscalYearClosed"
]

describe("an event posts what it means:", () => {
  it.each(examples)("%s", (_, event, expected) => {
    expect(postings(event)).toEqual(expected.map((posting) => ({ counterparty: "", ...posting })))
  })

  it.each(examples)("the volume of %s is what its postings come to, signs aside", (_, event) => {
    const sum = postings(event).reduce((total, { amount }) => total + Math.abs(amount), 0)
    expect(volumeOf(event)).toBe(sum)
  })

  it("a payment or an income names the other unit, and so does what takes it back", () => {
    const paid = make("DisbursementPaid", { ...on, line: toUnit })
    const at = (event: Event) => postings(event).map(({ counterparty, amount }) => [counterparty, amount])
    expect(at(paid)).toEqual([["100002", 7]])
    expect(at(reversal(paid))).toEqual([["100002", -7]])
    const wrong = { ...toUnit, counterparty: "100003" }
    const moved = { corrects: "E1", from: wrong, to: toUnit, amount: Money.fromFen(7), abstract: "" }
    expect(at(make("DisbursementReclassified", moved))).toEqual([
      ["100003", -7],
      ["100002", 7]
    ])
    const income = { kind: "superiorSubsidy", fund: "unitFunds", function: "2080109" } as const
    const received = { ...income, counterparty: "100001", amount: Money.fromFen(3), abstract: "" }
    expect(at(make("IncomeReceived", received))).toEqual([["100001", 3]])
  })

  it.each(silent)("%s posts nothing", (type) => {
    expect(postings({ type, payload: {} } as unknown as Event)).toEqual([])
  })

  it("and each type is one or the other", () => {
    const told = [...examples.map(([type]) => type), ...silent]
    expect(told.toSorted()).toEqual([...eventTypes].toSorted())
  })

  it("a reversal of nothing at all is nothing, with plain zeros", () => {
    const [posting] = postings(
      reversal(
        make("OpeningAdjusted", {
          ...carryover,
          amount: Money.zero,
          cause: "errorCorrection",
          corrects: "",
          reason: "nil"
        })
      )
    ) as readonly [Posting]
    expect(Object.is(posting.amount, 0)).toBe(true)
  })
})
