/**
 * The events that move money or quotas, and how other events quote them.
 */
import { incomeKinds } from "@juesuan/domain"
import * as Schema from "effect/Schema"
import {
  keysOf,
  Fen,
  PositiveFen,
  Counterparty,
  FunctionItem,
  Text,
  PlainText,
  Line,
  BudgetLine,
  BudgetAmount,
  CarryoverLine
} from "./EventParts.ts"

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
/** Why an opening balance is adjusted (年初余额调整的原因). */
export type OpeningCause = keyof typeof openingCauses

/** The events that move money or quotas: each can be reversed, and entered again after the close. */
export const moneyRegistry = {
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
      corrects: PlainText,
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
    payload: Schema.Struct({ from: BudgetLine, to: BudgetLine, amount: PositiveFen, abstract: PlainText })
  },
  AppropriationReceived: {
    title: "财政拨款收入",
    version: 1,
    payload: Schema.Struct({
      fund: Schema.Literals(["generalPublic", "governmentFund", "stateCapital"]),
      function: FunctionItem,
      nature: Schema.Literals(["basic", "project"]),
      project: PlainText,
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  AppropriationReturned: {
    title: "财政拨款退回",
    version: 1,
    payload: Schema.Struct({
      fund: Schema.Literals(["generalPublic", "governmentFund", "stateCapital"]),
      function: FunctionItem,
      nature: Schema.Literals(["basic", "project"]),
      project: PlainText,
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  IncomeReceived: {
    title: "单位资金收入",
    version: 2,
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
      counterparty: Counterparty,
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  DisbursementPaid: {
    title: "支付",
    version: 2,
    payload: Schema.Struct({ line: Line, amount: PositiveFen, abstract: PlainText })
  },
  DisbursementReturned: {
    title: "退款",
    version: 2,
    payload: Schema.Struct({ corrects: Text, line: Line, amount: PositiveFen, abstract: PlainText })
  },
  DisbursementReclassified: {
    title: "更正",
    version: 2,
    payload: Schema.Struct({
      corrects: Text,
      from: Line,
      to: Line,
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  NonFiscalSurplusUsed: {
    title: "使用非财政拨款结余",
    version: 1,
    payload: Schema.Struct({
      source: Schema.Literals(["nonFiscalSurplus", "specialFund"]),
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  SurplusDistributed: {
    title: "结余分配",
    version: 1,
    payload: Schema.Struct({
      use: Schema.Literals(["incomeTax", "specialFund", "nonFiscalSurplus"]),
      amount: PositiveFen,
      abstract: PlainText
    })
  },
  CarryoverReturned: {
    title: "上缴结转结余",
    version: 1,
    payload: Schema.Struct({ ...CarryoverLine, amount: PositiveFen, abstract: PlainText })
  }
} as const

export type MoneyRegistry = typeof moneyRegistry
/** The name of an event type that moves money or quotas. */
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

export const quotedOf = <
  R extends Readonly<Record<string, { readonly version: number; readonly payload: Schema.Top }>>
>(
  types: R
): ReadonlyArray<Quoted<R>> =>
  Object.entries(types).map(([type, { version, payload }]) =>
    quotedAs(type, version, payload)
  ) as unknown as ReadonlyArray<Quoted<R>>

export const moneyEntries = quotedOf(moneyRegistry)
