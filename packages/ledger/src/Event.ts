/**
 * The events of a budget unit's fiscal year (一个单位一个年度的业务事件).
 *
 * Every event is a fact that has happened; it is appended once and never edited. The registry below is the one
 * list of types: their Chinese names, current schema versions and payload schemas. Amounts are fen (分).
 * An event does not know its place in the ledger: that is the business of the envelope in `Envelope`.
 */
import {
  carryoverKinds,
  controlPolicies,
  expenditureNatures,
  fundTypes,
  incomeKinds,
  unitKinds
} from "@juesuan/domain"
import * as Schema from "effect/Schema"

const keysOf = <K extends string>(vocabulary: Readonly<Record<K, unknown>>) =>
  Schema.Literals(Object.keys(vocabulary) as unknown as readonly [K, ...Array<K>])

/** A whole number of fen; may be negative where a payload says so. */
const Fen = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isSafeInteger(n) && !Object.is(n, -0))
)
/** More than zero fen. */
const PositiveFen = Fen.check(Schema.makeFilter((n: number) => n > 0))
const NonNegativeFen = Fen.check(Schema.makeFilter((n: number) => n >= 0))
const Count = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))
)
const FunctionItem = Schema.String.check(Schema.isPattern(/^\d{7}$/))
const EconomicSection = Schema.String.check(Schema.isPattern(/^\d{5}$/))
/** A budget may be issued at a coarser level than a payment: 类, 款 or 项; 类 or 款; or no economic code at all. */
const BudgetFunction = Schema.String.check(Schema.isPattern(/^(\d{3}|\d{5}|\d{7})$/))
const BudgetEconomic = Schema.String.check(Schema.isPattern(/^(\d{3}|\d{5})?$/))
const Text = Schema.NonEmptyString
const Fund = keysOf(fundTypes)
const Nature = keysOf(expenditureNatures)

/** The budget line a payment is charged to. `project` is empty for basic expenditure. */
const Line = Schema.Struct({
  fund: Fund,
  function: FunctionItem,
  economic: EconomicSection,
  nature: Nature,
  project: Schema.String
})
/** The budget line a quota is issued for, at the level it is issued. */
const BudgetLine = Schema.Struct({
  fund: Fund,
  function: BudgetFunction,
  economic: BudgetEconomic,
  nature: Nature,
  project: Schema.String
})
const BudgetAmount = { line: BudgetLine, amount: PositiveFen, abstract: Schema.String }
const CarryoverLine = {
  fund: Fund,
  function: FunctionItem,
  nature: Schema.Literals(["basic", "project"]),
  project: Schema.String,
  kind: keysOf(carryoverKinds)
}
/**
 * What a line closes with (年末结转和结余). A blank function, nature or project says that the closing does not go
 * into that detail, as closings recorded before version 2 did not.
 */
const ClosingLine = Schema.Struct({
  fund: Fund,
  function: Schema.String.check(Schema.isPattern(/^(\d{7})?$/)),
  nature: Schema.Literals(["basic", "project", ""]),
  project: Schema.String,
  kind: keysOf(carryoverKinds),
  amount: Fen
})
const Vehicles = Schema.Struct({
  provincialLeaders: Count,
  principalLeaders: Count,
  confidentialCommunication: Count,
  emergency: Count,
  lawEnforcement: Count,
  specialTechnical: Count,
  retiredOfficials: Count,
  other: Count
})

/**
 * Why an opening balance is adjusted (年初余额调整的原因), with the sign the amount must have: 1 for money that
 * comes in, −1 for money that goes out, 0 for either.
 */
export const openingCauses = {
  errorCorrection: 0,
  priorYearReturn: 1,
  transferIn: 1,
  transferOut: -1,
  internalTransfer: 0
} as const
export type OpeningCause = keyof typeof openingCauses

/** The events that move money or quotas: each can be reversed, and entered again after the close. */
const moneyRegistry = {
  CarryoverBroughtForward: {
    title: "年初结转和结余",
    version: 1,
    payload: Schema.Struct({ ...CarryoverLine, amount: Fen })
  },
  OpeningAdjusted: {
    title: "年初余额调整",
    version: 2,
    payload: Schema.Struct({
      ...CarryoverLine,
      amount: Fen,
      cause: keysOf(openingCauses),
      /** The payment of an earlier year that a 以前年度支出收回 is of; empty when this ledger does not hold it. */
      corrects: Schema.String,
      reason: Text
    })
  },
  BudgetApproved: { title: "年初预算批复", version: 1, payload: Schema.Struct(BudgetAmount) },
  BudgetSupplemented: { title: "预算追加", version: 1, payload: Schema.Struct(BudgetAmount) },
  BudgetReduced: { title: "预算追减", version: 1, payload: Schema.Struct(BudgetAmount) },
  BudgetWithdrawn: { title: "预算收回", version: 1, payload: Schema.Struct(BudgetAmount) },
  BudgetTransferred: {
    title: "预算调剂",
    version: 1,
    payload: Schema.Struct({ from: BudgetLine, to: BudgetLine, amount: PositiveFen, abstract: Schema.String })
  },
  AppropriationReceived: {
    title: "财政拨款收入",
    version: 1,
    payload: Schema.Struct({
      fund: Schema.Literals(["generalPublic", "governmentFund", "stateCapital"]),
      function: FunctionItem,
      nature: Schema.Literals(["basic", "project"]),
      project: Schema.String,
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  AppropriationReturned: {
    title: "财政拨款退回",
    version: 1,
    payload: Schema.Struct({
      fund: Schema.Literals(["generalPublic", "governmentFund", "stateCapital"]),
      function: FunctionItem,
      nature: Schema.Literals(["basic", "project"]),
      project: Schema.String,
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  IncomeReceived: {
    title: "单位资金收入",
    version: 1,
    payload: Schema.Struct({
      kind: Schema.Literals(
        (Object.keys(incomeKinds) as Array<keyof typeof incomeKinds>).filter(
          (k) => k !== "appropriation"
        ) as [
          "superiorSubsidy",
          "institutional",
          "educationFees",
          "operating",
          "subsidiaryRemittance",
          "other"
        ]
      ),
      fund: Schema.Literals(["specialAccount", "unitFunds"]),
      function: FunctionItem,
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  DisbursementPaid: {
    title: "支付",
    version: 1,
    payload: Schema.Struct({ line: Line, amount: PositiveFen, abstract: Schema.String })
  },
  DisbursementReturned: {
    title: "退款",
    version: 1,
    payload: Schema.Struct({ corrects: Text, line: Line, amount: PositiveFen, abstract: Schema.String })
  },
  DisbursementReclassified: {
    title: "更正",
    version: 1,
    payload: Schema.Struct({
      corrects: Text,
      from: Line,
      to: Line,
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  NonFiscalSurplusUsed: {
    title: "使用非财政拨款结余",
    version: 1,
    payload: Schema.Struct({
      source: Schema.Literals(["nonFiscalSurplus", "specialFund"]),
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  SurplusDistributed: {
    title: "结余分配",
    version: 1,
    payload: Schema.Struct({
      use: Schema.Literals(["incomeTax", "specialFund", "nonFiscalSurplus"]),
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  CarryoverReturned: {
    title: "上缴结转结余",
    version: 1,
    payload: Schema.Struct({ ...CarryoverLine, amount: PositiveFen, abstract: Schema.String })
  }
} as const

type MoneyRegistry = typeof moneyRegistry
export type MoneyEventType = keyof MoneyRegistry

/** An event as another event quotes it: its type, the version its payload has, and the payload. */
const quotedAs = <T extends string, V extends number, P extends Schema.Top>(
  type: T,
  version: V,
  payload: P
) => Schema.Struct({ type: Schema.Literal(type), version: Schema.Literal(version), payload })

type Quoted<R extends Readonly<Record<string, { readonly version: number; readonly payload: Schema.Top }>>> =
  {
    readonly [T in keyof R & string]: ReturnType<typeof quotedAs<T, R[T]["version"], R[T]["payload"]>>
  }[keyof R & string]

const quotedOf = <
  R extends Readonly<Record<string, { readonly version: number; readonly payload: Schema.Top }>>
>(
  types: R
): ReadonlyArray<Quoted<R>> =>
  Object.entries(types).map(([type, { version, payload }]) =>
    quotedAs(type, version, payload)
  ) as unknown as ReadonlyArray<Quoted<R>>

const moneyEntries = quotedOf(moneyRegistry)

/** What corrects another entry whole. */
const reversalRegistry = {
  EntryReversed: {
    title: "红字冲销",
    version: 2,
    payload: Schema.Struct({
      corrects: Text,
      reason: Text,
      /** The entry taken back, whole: its postings are negated. */
      entry: Schema.Union(moneyEntries)
    })
  }
} as const

const adjustingEntries = [...moneyEntries, ...quotedOf(reversalRegistry)]

/** Every event type: Chinese name, current schema version, payload. The order is about that of the year. */
export const registry = {
  FiscalYearOpened: {
    title: "建账",
    version: 1,
    payload: Schema.Struct({
      unitName: Text,
      unitKind: keysOf(unitKinds),
      control: keysOf(controlPolicies),
      department: Schema.String,
      staffing: Count,
      duties: Schema.String,
      unitsCovered: Schema.Array(Text)
    })
  },
  ControlPolicyChanged: {
    title: "预算控制方式变更",
    version: 1,
    payload: Schema.Struct({ control: keysOf(controlPolicies), reason: Text })
  },
  ...moneyRegistry,
  ...reversalRegistry,
  ProcurementContracted: {
    title: "政府采购",
    version: 1,
    payload: Schema.Struct({
      contractNo: Text,
      category: Schema.Literals(["goods", "works", "services"]),
      supplierSize: Schema.Literals(["large", "smallOrMedium", "microOrSmall"]),
      amount: PositiveFen,
      abstract: Schema.String
    })
  },
  AssetsCounted: {
    title: "国有资产",
    version: 1,
    payload: Schema.Struct({
      buildingAreaCm2: Count,
      vehicles: Vehicles,
      otherVehiclesUse: Schema.String,
      equipmentOverMillion: Count
    })
  },
  OfficialActivityRecorded: {
    title: "三公事项",
    version: 1,
    payload: Schema.Struct({
      abroadGroups: Count,
      abroadPersons: Count,
      vehiclesBought: Count,
      vehiclesHeld: Count,
      domesticReceptions: Count,
      domesticReceptionPersons: Count,
      foreignReceptions: Count,
      foreignReceptionPersons: Count
    })
  },
  ProjectRegistered: {
    title: "项目登记",
    version: 1,
    payload: Schema.Struct({ project: Text, name: Text, department: Schema.String, goal: Schema.String })
  },
  IndicatorSet: {
    title: "绩效指标",
    version: 1,
    payload: Schema.Struct({
      project: Text,
      indicator: Text,
      level1: Text,
      level2: Text,
      level3: Text,
      kind: Schema.Literals(["quantitative", "qualitative"]),
      direction: Schema.Literals(["atLeast", "atMost", "equal", "undeclared"]),
      target: Text,
      unit: Schema.String,
      weight: Text
    })
  },
  IndicatorMeasured: {
    title: "指标完成值",
    version: 1,
    payload: Schema.Struct({
      project: Text,
      indicator: Text,
      actual: Text,
      unit: Schema.String,
      deviation: Schema.String
    })
  },
  IndicatorJudged: {
    title: "定性评定",
    version: 1,
    payload: Schema.Struct({
      project: Text,
      indicator: Text,
      tier: Schema.Literals(["reached", "partly", "missed"]),
      score: Text,
      deviation: Schema.String
    })
  },
  ExplanationGiven: {
    title: "原因说明",
    version: 1,
    payload: Schema.Struct({ subject: Text, text: Text })
  },
  ComparativesImported: {
    title: "上年决算数",
    version: 1,
    payload: Schema.Struct({ figures: Schema.Array(Schema.Struct({ address: Text, amount: Fen })) })
  },
  FiscalYearClosed: {
    title: "年终结账",
    version: 2,
    payload: Schema.Struct({
      closing: Schema.Array(ClosingLine),
      surplusUsed: NonNegativeFen,
      surplusDistributed: NonNegativeFen
    })
  },
  ClosedYearAdjusted: {
    title: "结账后调整",
    version: 1,
    payload: Schema.Struct({
      reason: Text,
      /** The decision it rests on (依据), such as the number of an audit report. */
      authority: Text,
      /** The entry made after the close. */
      entry: Schema.Union(adjustingEntries)
    })
  }
} as const

export type Registry = typeof registry
export type EventType = keyof Registry
export type PayloadOf<T extends EventType> = Registry[T]["payload"]["Type"]

/** An event: what happened. */
export type Event = { [T in EventType]: { readonly type: T; readonly payload: PayloadOf<T> } }[EventType]
export type EventOf<T extends EventType> = Extract<Event, { readonly type: T }>

/** The budget line of a payment. */
export type Line = PayloadOf<"DisbursementPaid">["line"]
/** The budget line of a quota, at the level it was issued. */
export type BudgetLine = PayloadOf<"BudgetApproved">["line"]

/** What a line closes with, and what the next year opens with. */
export type ClosingLine = PayloadOf<"FiscalYearClosed">["closing"][number]

/** An event as a reversal or an adjustment quotes it. */
export type QuotedEntry = PayloadOf<"ClosedYearAdjusted">["entry"]
export type QuotedMoneyEntry = PayloadOf<"EntryReversed">["entry"]

export const eventTypes = Object.keys(registry) as ReadonlyArray<EventType>

/** The event types that move money or quotas: the ones that can be reversed. */
export const isMoneyEvent = (type: EventType): type is MoneyEventType => Object.hasOwn(moneyRegistry, type)

/** A money event as a reversal quotes it: at its current version. */
export const quote = <E extends EventOf<MoneyEventType | "EntryReversed">>({ type, payload }: E) =>
  ({ type, version: registry[type].version, payload }) as unknown as E extends EventOf<MoneyEventType>
    ? QuotedMoneyEntry
    : QuotedEntry

/** Makes an event. */
export const make = <T extends EventType>(type: T, payload: PayloadOf<T>): EventOf<T> =>
  ({ type, payload }) as unknown as EventOf<T>
