/**
 * The events of a budget unit's fiscal year (一个单位一个年度的业务事件).
 *
 * Every event is a fact that has happened; it is appended once and never edited. The registry below is the one
 * list of types: their Chinese names, current schema versions and payload schemas. Amounts are fen (分).
 * An event does not know its place in the ledger: that is the business of the envelope in `Envelope`.
 */
import { controlPolicies, unitKinds } from "@juesuan/domain"
import * as Schema from "effect/Schema"
import {
  keysOf,
  Attributes,
  Fen,
  PositiveFen,
  NonNegativeFen,
  Count,
  Text,
  PlainText,
  ScoreText,
  ClosingLine,
  Vehicles
} from "./EventParts.ts"
import { FactPayload } from "./FactPayload.ts"
import { moneyEntries, moneyRegistry, quotedOf } from "./MoneyEvent.ts"
import { withDefaults } from "./PayloadDefaults.ts"
import type { Given, StoredPayload } from "./PayloadDefaults.ts"
import type { MoneyEventType } from "./MoneyEvent.ts"

export { openingCauses } from "./MoneyEvent.ts"
export type { MoneyEventType, OpeningCause } from "./MoneyEvent.ts"

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
    version: 2,
    payload: Schema.Struct({
      unitName: Text,
      unitKind: keysOf(unitKinds),
      control: keysOf(controlPolicies),
      department: PlainText,
      staffing: Count,
      duties: PlainText,
      unitsCovered: Schema.Array(Text),
      attributes: Attributes
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
      abstract: PlainText
    })
  },
  AssetsCounted: {
    title: "国有资产",
    version: 1,
    payload: Schema.Struct({
      buildingAreaCm2: Count,
      vehicles: Vehicles,
      otherVehiclesUse: PlainText,
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
    version: 3,
    payload: Schema.Struct({
      project: Text,
      name: Text,
      department: PlainText,
      goal: PlainText,
      /** 一级项目 or 二级项目 */
      level: Schema.Literals(["first", "second", "unstated"]),
      attributes: Attributes
    })
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
      unit: PlainText,
      weight: ScoreText
    })
  },
  IndicatorMeasured: {
    title: "指标完成值",
    version: 1,
    payload: Schema.Struct({
      project: Text,
      indicator: Text,
      actual: Text,
      unit: PlainText,
      deviation: PlainText
    })
  },
  IndicatorJudged: {
    title: "定性评定",
    version: 1,
    payload: Schema.Struct({
      project: Text,
      indicator: Text,
      tier: Schema.Literals(["reached", "partly", "missed"]),
      score: ScoreText,
      deviation: PlainText
    })
  },
  ExplanationGiven: {
    title: "原因说明",
    version: 1,
    payload: Schema.Struct({ subject: Text, text: Text })
  },
  FactRecorded: {
    title: "自定事实",
    version: 1,
    payload: Schema.Struct({ kind: Text, payload: FactPayload })
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

/** The event types with their titles, versions and schemas. */
export type Registry = typeof registry
/** The name of an event type, such as `DisbursementPaid`. */
export type EventType = keyof Registry
/** What an event of a type carries; amounts are `Money` of `@juesuan/domain`. */
export type PayloadOf<T extends EventType> = Registry[T]["payload"]["Type"]

/** An event: what happened. */
export type Event = { [T in EventType]: { readonly type: T; readonly payload: PayloadOf<T> } }[EventType]
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { readonly type: T }>

/** The budget line of a payment as it is recorded, with the other unit where it goes to one. */
export type PaidLine = PayloadOf<"DisbursementPaid">["line"]
/** The budget line of a payment as it is given to {@link make}: a counterparty that is left out is none. */
export type Line = Given<PaidLine>
/** The budget line of a quota, at the level it was issued. */
export type BudgetLine = PayloadOf<"BudgetApproved">["line"]

/** What a line closes with, and what the next year opens with. */
export type ClosingLine = PayloadOf<"FiscalYearClosed">["closing"][number]

/** An event as a reversal or an adjustment quotes it. */
export type QuotedEntry = PayloadOf<"ClosedYearAdjusted">["entry"]
/** An entry as a reversal quotes it, word for word. */
export type QuotedMoneyEntry = PayloadOf<"EntryReversed">["entry"]

/** All event types, in the order of the reference. */
export const eventTypes = Object.keys(registry) as ReadonlyArray<EventType>

/** Whether a text is the name of an event type. */
export const isEventType = (type: unknown): type is EventType =>
  typeof type === "string" && Object.hasOwn(registry, type)

/** The event types that move money or quotas: the ones that can be reversed. */
export const moneyEventTypes = Object.keys(moneyRegistry) as ReadonlyArray<MoneyEventType>
/** Whether an event of this type moves money or quotas. */
export const isMoneyEvent = (type: EventType): type is MoneyEventType => Object.hasOwn(moneyRegistry, type)

/** A money event as a reversal quotes it: at its current version. */
export const quote = <E extends EventOf<MoneyEventType | "EntryReversed">>({ type, payload }: E) =>
  ({ type, version: registry[type].version, payload }) as unknown as E extends EventOf<MoneyEventType>
    ? QuotedMoneyEntry
    : QuotedEntry

/** The event types that move neither money nor quotas: they post nothing. */
export type FactEventType = Exclude<EventType, MoneyEventType | "EntryReversed" | "ClosedYearAdjusted">

const factEventTypes: ReadonlySet<EventType> = new Set(
  eventTypes.filter(
    (type) => !isMoneyEvent(type) && type !== "EntryReversed" && type !== "ClosedYearAdjusted"
  )
)
/** Whether an event moves neither money nor quotas. */
export const isFactEvent = (event: Event): event is EventOf<FactEventType> => factEventTypes.has(event.type)

/** A payload of which what has a default may be left out: no counterparty, no attributes. */
export type GivenPayload<T extends EventType> = T extends EventType ? Given<PayloadOf<T>> : never

/** Makes an event; a counterparty that is left out is none, and so are attributes. */
export const make = <T extends EventType>(type: T, payload: GivenPayload<T>): EventOf<T> =>
  ({ type, payload: withDefaults(type, payload as StoredPayload) }) as unknown as EventOf<T>
