/**
 * Which columns make which event: one entry per event type, columns to payload.
 *
 * A part says which column it comes from, how its text is read and what an empty cell means. Whatever a
 * type does not list is not its column: columns that would change the meaning of a row are then refused,
 * others reported once.
 */
import type { EventType } from "@juesuan/ledger"
import type { Field } from "./Field.ts"
import { agency, attributes, code, freeText, identifier, signedAmount } from "./Value.ts"
import type { CodeList, Reader } from "./Value.ts"
import * as Word from "./Word.ts"

/** One part of a payload. */
export interface Part {
  readonly kind: "part"
  readonly field: Field
  readonly read: Reader<unknown>
  /**
   * An empty cell: an issue unless the `payload` column has the part, an empty text, or a part left out for
   * a later step to complete.
   */
  readonly empty: "missing" | "blank" | "absent"
  /** The catalogue a code is looked up in. */
  readonly list?: CodeList
  /** Which amounts are refused. */
  readonly sign?: "positive" | "signed"
}

export interface Parts {
  readonly [key: string]: Part | Parts
}

/** Whether a type has a `payload` column: it may carry what no column has, or it must. */
export type PayloadUse = "none" | "optional" | "required"

export interface EventColumns {
  readonly parts: Parts
  readonly payload: PayloadUse
  /** Whether the JSON of the column is one part of the event's payload, named so, as it stands. */
  readonly isPayloadWhole: boolean
  /** Whether the row names the entry it corrects, and what that must be; one of an earlier year may be left out. */
  readonly reference: "none" | "payment" | "any" | "earlierYear"
  /** Texts that may be left out of a payload. */
  readonly defaults: Readonly<Record<string, string>>
}

const part = (
  field: Field,
  read: Reader<unknown>,
  empty: Part["empty"] = "missing",
  extra: Pick<Part, "list" | "sign"> = {}
): Part => ({ kind: "part", field, read, empty, ...extra })

const item = code("functional", 7)
const economicSection = code("departmentEconomic", 5)
const functional = { list: "functional" } as const
const economic = { list: "departmentEconomic" } as const

const amount = part("amount", signedAmount, "missing", { sign: "positive" })
const signed = part("amount", signedAmount, "missing", { sign: "signed" })
const abstract = part("abstract", freeText, "blank")
const project = part("pro_code", identifier, "blank")

const line: Parts = {
  fund: part("fund_type", Word.fund),
  function: part("exp_func_code", item, "missing", functional),
  economic: part("dep_bgt_eco_code", economicSection, "missing", economic),
  nature: part("nature", Word.nature),
  project,
  counterparty: part("counterparty", agency, "blank")
}

/** A line whose empty columns are those of the corrected payment. */
const lineIfGiven: Parts = {
  fund: part("fund_type", Word.fund, "absent"),
  function: part("exp_func_code", item, "absent", functional),
  economic: part("dep_bgt_eco_code", economicSection, "absent", economic),
  nature: part("nature", Word.nature, "absent"),
  project: part("pro_code", identifier, "absent"),
  counterparty: part("counterparty", agency, "absent")
}

const targetOf = (readFunction: Reader<string>, readEconomic: Reader<string>): Parts => ({
  function: part("to_func_code", readFunction, "absent", functional),
  economic: part("to_eco_code", readEconomic, "absent", economic),
  nature: part("to_nature", Word.nature, "absent"),
  project: part("to_pro_code", identifier, "absent")
})

const budgetFunction = code("functional", 3, 5, 7)
const budgetEconomic = code("departmentEconomic", 3, 5)

const budgetLine: Parts = {
  fund: part("fund_type", Word.fund),
  function: part("exp_func_code", budgetFunction, "missing", functional),
  economic: part("dep_bgt_eco_code", budgetEconomic, "blank", economic),
  nature: part("nature", Word.nature),
  project
}

const carryover: Parts = {
  fund: part("fund_type", Word.fund),
  function: part("exp_func_code", item, "missing", functional),
  nature: part("nature", Word.basicOrProject),
  project,
  kind: part("kind", Word.carryoverKind)
}

const appropriation: Parts = {
  fund: part("fund_type", Word.fiscalFund),
  function: part("exp_func_code", item, "missing", functional),
  nature: part("nature", Word.basicOrProject),
  project,
  amount,
  abstract
}

const registered = part("attributes", attributes, "absent")
const projectKey = part("pro_code", identifier)

const of = (parts: Parts, rest: Partial<Omit<EventColumns, "parts">> = {}): EventColumns => ({
  parts,
  payload: "none",
  isPayloadWhole: false,
  reference: "none",
  defaults: {},
  ...rest
})

/** The columns of every event type. */
export const eventColumns: Readonly<Record<EventType, EventColumns>> = {
  FiscalYearOpened: of(
    { attributes: registered },
    { payload: "required", defaults: { department: "", duties: "" } }
  ),
  ControlPolicyChanged: of(
    { control: part("kind", Word.control), reason: part("reason", freeText) },
    { payload: "optional" }
  ),
  CarryoverBroughtForward: of({ ...carryover, amount: signed }),
  OpeningAdjusted: of(
    { ...carryover, amount: signed, reason: part("reason", freeText) },
    { payload: "required", reference: "earlierYear", defaults: { corrects: "" } }
  ),
  BudgetApproved: of({ line: budgetLine, amount, abstract }),
  BudgetSupplemented: of({ line: budgetLine, amount, abstract }),
  BudgetReduced: of({ line: budgetLine, amount, abstract }),
  BudgetWithdrawn: of({ line: budgetLine, amount, abstract }),
  BudgetTransferred: of({ from: budgetLine, to: targetOf(budgetFunction, budgetEconomic), amount, abstract }),
  AppropriationReceived: of(appropriation),
  AppropriationReturned: of(appropriation),
  IncomeReceived: of({
    kind: part("kind", Word.incomeKind),
    fund: part("fund_type", Word.nonFiscalFund),
    function: part("exp_func_code", item, "missing", functional),
    counterparty: part("counterparty", agency, "blank"),
    amount,
    abstract
  }),
  DisbursementPaid: of({ line, amount, abstract }),
  DisbursementReturned: of({ line: lineIfGiven, amount, abstract }, { reference: "payment" }),
  DisbursementReclassified: of(
    {
      from: lineIfGiven,
      to: { ...targetOf(item, economicSection), counterparty: part("to_counterparty", agency, "absent") },
      amount,
      abstract
    },
    { reference: "payment" }
  ),
  EntryReversed: of(
    { reason: part("reason", freeText), amount: { ...amount, empty: "absent" } },
    { reference: "any" }
  ),
  NonFiscalSurplusUsed: of({ source: part("kind", Word.surplusSource), amount, abstract }),
  SurplusDistributed: of({ use: part("kind", Word.surplusUse), amount, abstract }),
  CarryoverReturned: of({ ...carryover, amount, abstract }),
  ProcurementContracted: of({ amount, abstract }, { payload: "required" }),
  AssetsCounted: of({}, { payload: "required", defaults: { otherVehiclesUse: "" } }),
  OfficialActivityRecorded: of({}, { payload: "required" }),
  ProjectRegistered: of(
    { project: projectKey, name: part("pro_name", freeText), attributes: registered },
    { payload: "optional", defaults: { department: "", goal: "", level: "unstated" } }
  ),
  IndicatorSet: of({ project: projectKey }, { payload: "required", defaults: { unit: "" } }),
  IndicatorMeasured: of(
    { project: projectKey },
    { payload: "required", defaults: { unit: "", deviation: "" } }
  ),
  IndicatorJudged: of({ project: projectKey }, { payload: "required", defaults: { deviation: "" } }),
  ExplanationGiven: of(
    { subject: part("subject", identifier), text: part("reason", freeText) },
    { payload: "optional" }
  ),
  FactRecorded: of({ kind: part("kind", freeText) }, { payload: "required", isPayloadWhole: true }),
  ComparativesImported: of({}, { payload: "required" }),
  FiscalYearClosed: of({}, { payload: "required" }),
  ClosedYearAdjusted: of({ reason: part("reason", freeText) }, { payload: "required" })
}

/** Fields every row has, and remarks that no event type refuses. */
const common: ReadonlySet<Field> = new Set<Field>([
  "event_type",
  "fiscal_year",
  "agency_code",
  "vou_date",
  "doc_no",
  "line_no",
  "pro_name",
  "abstract"
])

/** Fields that would change what a row means: where a type has no use for one, its text is an error. */
export const decisive: ReadonlySet<Field> = new Set<Field>([
  "ref_doc_no",
  "ref_line_no",
  "kind",
  "to_func_code",
  "to_eco_code",
  "to_nature",
  "to_pro_code",
  "counterparty",
  "to_counterparty",
  "attributes",
  "payload"
])

const fieldsOf = (parts: Parts): ReadonlyArray<Field> =>
  Object.values(parts).flatMap((entry) => (isPart(entry) ? [entry.field] : fieldsOf(entry)))

export const isPart = (entry: Part | Parts): entry is Part => entry["kind"] === "part"

/** Whether a type uses a field. */
export const usesField = (type: EventType, field: Field): boolean => {
  const { parts, payload, reference } = eventColumns[type]
  if (common.has(field)) return true
  if (field === "payload") return payload !== "none"
  if (field === "ref_doc_no" || field === "ref_line_no") return reference !== "none"
  return fieldsOf(parts).includes(field)
}
