/**
 * What a clerk does without a file: a batch is undone and recorded again, and the year is what it was.
 */
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { ningxia2024 } from "@juesuan/tables"
import {
  batchesOf,
  budgetOf,
  openFirstYear,
  planEntry,
  planUndo,
  recordRowPlan,
  recordUndo,
  registerOf,
  replayFiles,
  toTablesJson,
  viewOf
} from "../src/index.ts"

const unit = "360002"
const streamId = `unit/${unit}/2024`
const HEAD =
  "业务类型,单位代码,日期,凭证号,行号,资金性质,功能分类,经济分类,支出性质,金额,摘要,原凭证号,原因\n"

const opened = async (): Promise<EventStoreShape> => {
  const store = makeMemoryStore()
  await Effect.runPromise(
    openFirstYear(store, {
      agencyCode: unit,
      year: 2024,
      unitName: "某县农业技术推广站",
      unitKind: "institution",
      control: "strict",
      staffing: 12
    })
  )
  return store
}

const imported = (store: EventStoreShape, name: string, text: string) =>
  Effect.runPromise(replayFiles([{ name, bytes: new TextEncoder().encode(HEAD + text) }], { store }))

const funding =
  "年初预算批复,360002,2024-01-05,批-1,,一般公共预算,2130106,302,基本支出,10000.00,年初预算,,\n" +
  "财政拨款收入,360002,2024-01-08,拨-1,,一般公共预算,2130106,,基本支出,10000.00,拨款,,\n"

/** What a year comes to, whatever its events are called. */
const yearOfStore = async (store: EventStoreShape) => {
  const view = await Effect.runPromise(viewOf(store, streamId, ningxia2024))
  const { rows, state } = await Effect.runPromise(budgetOf(store, view))
  return { tables: toTablesJson(view).tables, rows, money: state.money }
}

interface Paid {
  readonly fen: number
  readonly economic: string
  readonly back: number
}

const payment: fc.Arbitrary<Paid> = fc.record({
  fen: fc.integer({ min: 2, max: 50_000 }),
  economic: fc.constantFrom("30201", "30202", "30211", "30213"),
  back: fc.integer({ min: 0, max: 1 })
})

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`

/** Payments, and returns of one fen of some of them. */
const rowsOf = (payments: ReadonlyArray<Paid>): string =>
  payments
    .flatMap(({ fen, economic, back }, index) => {
      const pay = `支付,360002,2024-03-05,记-${index},,一般公共预算,2130106,${economic},基本支出,${yuan(fen)},购置,,\n`
      const refund = `退款,360002,2024-03-06,退-${index},,,,,,0.01,退回,记-${index},\n`
      return back === 1 ? [pay, refund] : [pay]
    })
    .join("")

const undone = async (store: EventStoreShape, file: string) => {
  const plan = await Effect.runPromise(planUndo(store, file))
  expect(plan.refused).toEqual([])
  await Effect.runPromise(recordUndo(store, plan))
}

describe("a batch that is undone", () => {
  it("leaves the year as it was before; recorded again it is as if it had not been undone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(payment, { minLength: 1, maxLength: 12 }), async (payments) => {
        const store = await opened()
        await imported(store, "指标.csv", funding)
        const before = await yearOfStore(store)
        await imported(store, "支付.csv", rowsOf(payments))
        const once = await yearOfStore(store)
        await undone(store, "支付.csv")
        expect(await yearOfStore(store)).toEqual(before)
        await imported(store, "支付.csv", rowsOf(payments))
        expect(await yearOfStore(store)).toEqual(once)
        await imported(store, "支付.csv", rowsOf(payments))
        expect(await yearOfStore(store)).toEqual(once)
      }),
      runs(process.env, 15, 20_241_201)
    )
  })

  it("may be undone and recorded as often as one likes", async () => {
    const store = await opened()
    await imported(store, "指标.csv", funding)
    for (const _ of [1, 2, 3]) {
      await imported(store, "支付.csv", rowsOf([{ fen: 1200, economic: "30201", back: 0 }]))
      await undone(store, "支付.csv")
    }
    const entries = await Effect.runPromise(
      registerOf(store, [streamId], { documentNo: "记-0", type: "DisbursementPaid" })
    )
    expect(entries.map(({ entry, isUndone }) => [entry.eventId, isUndone])).toEqual([
      ["360002/2024/记-0#1", true],
      ["360002/2024/记-0@2#1", true],
      ["360002/2024/记-0@3#1", true]
    ])
  })

  it("keeps what moves no money, and says so", async () => {
    const store = await opened()
    const reason = "原因说明,360002,2024-12-01,说-1,,,,,,,,,人员减少\n"
    const file = `${HEAD.replace("原因\n", "原因,对象\n")}${reason.replace("\n", ",N/4\n")}`
    await Effect.runPromise(
      replayFiles([{ name: "说明.csv", bytes: new TextEncoder().encode(file) }], { store })
    )
    const plan = await Effect.runPromise(planUndo(store, "说明.csv"))
    expect(plan.reversed).toEqual([])
    expect(plan.kept.map(({ event }) => event.type)).toEqual(["ExplanationGiven"])
  })

  it("is refused while another entry corrects one of its own", async () => {
    const store = await opened()
    await imported(store, "指标.csv", funding)
    await imported(store, "支付.csv", rowsOf([{ fen: 1200, economic: "30201", back: 0 }]))
    await imported(store, "退款.csv", "退款,360002,2024-04-01,退-9,,,,,,0.50,退回,记-0,\n")
    const plan = await Effect.runPromise(planUndo(store, "支付.csv"))
    expect(plan.refused.map(({ refusal }) => refusal._tag)).toEqual(["EntryAlreadyCorrected"])
  })

  it("is named by its year and first number, by that number, or by its file", async () => {
    const store = await opened()
    await imported(store, "指标.csv", funding)
    const [batch] = await Effect.runPromise(batchesOf(store))
    expect(batch).toMatchObject({ id: "360002/2024#2", file: "指标.csv", undone: 0 })
    for (const name of ["360002/2024#2", "2", "#2", "指标.csv"])
      expect((await Effect.runPromise(planUndo(store, name))).batch.id).toBe("360002/2024#2")
    const failure = await Effect.runPromise(Effect.flip(planUndo(store, "支付.csv")))
    expect(failure._tag).toBe("BatchUnknown")
  })
})

describe("one entry without a file", () => {
  it("is read and decided as a row is", async () => {
    const store = await opened()
    await imported(store, "指标.csv", funding)
    const fields = {
      event_type: "支付",
      agency_code: unit,
      vou_date: "2024-04-01",
      doc_no: "记-9",
      fund_type: "一般公共预算",
      exp_func_code: "2130106",
      dep_bgt_eco_code: "30202",
      nature: "基本支出",
      amount: "12.50"
    }
    const plan = await Effect.runPromise(planEntry(store, fields))
    await Effect.runPromise(recordRowPlan(store, plan))
    const entries = await Effect.runPromise(registerOf(store, [streamId], { code: "30202" }))
    expect(entries).toMatchObject([
      { amount: 1250, entry: { documentNo: "记-9", source: { file: "录入", row: 1 } } }
    ])
    const refused = await Effect.runPromise(
      Effect.flip(planEntry(store, { ...fields, doc_no: "记-10", amount: "1.005" }))
    )
    expect(refused).toMatchObject({ _tag: "ReplayRefused", issues: [{ problem: "AmountDecimals" }] })
  })
})
