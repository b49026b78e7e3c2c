/** Another system's records by code, where no mapping of columns is enough; recorded with the mapped payments. */
import { Money } from "@juesuan/domain"
import { make } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { recordRows, yearOf } from "juesuan"
import type { ImportedEvent } from "juesuan"
import { payments } from "./byMapping.ts"

const row = (serial: number, occurredOn: string, event: ImportedEvent["event"]): ImportedEvent => ({
  streamId: "unit/100001/2024",
  eventId: `100001/2024/API-${serial}#1`,
  documentNo: `API-${serial}`,
  source: { file: "api.json", row: serial },
  occurredOn,
  event
})
const yuan = (text: string): Money.Money => Result.getOrThrow(Money.parse(text))
const quota = { fund: "generalPublic", function: "2080109", nature: "basic", project: "" } as const
const abstract = ""

// What the other system's interface gives: budgets as nested records, which are events after a line or two.
const quotas = { "30201": "2000.00", "30211": "1000.00", "30207": "500.00" }
const budgets = Object.entries(quotas).map(([economic, amount], at) =>
  row(
    at + 2,
    "2024-01-05",
    make("BudgetApproved", { line: { ...quota, economic }, amount: yuan(amount), abstract })
  )
)
const opening = make("FiscalYearOpened", {
  unitName: "示例单位",
  unitKind: "institution",
  control: "strict",
  department: "示例部门",
  staffing: 3,
  duties: "示例。",
  unitsCovered: ["示例单位本级"]
})
const money = make("AppropriationReceived", { ...quota, amount: yuan("3500.00"), abstract })

const rows = [row(1, "2024-01-02", opening), ...budgets, row(9, "2024-01-06", money), ...payments.events]
const replayed = await Effect.runPromise(recordRows(rows))
const year = await Effect.runPromise(yearOf(replayed))
for (const { key, label, cells } of year.tables.find((table) => table.key === "T03")!.rows)
  console.log(key, label, Money.format(cells.get("1")!.amount))

// A payment without a budget is refused, and nothing of its batch is written.
const line = { ...quota, economic: "30215" }
const unbudgeted = make("DisbursementPaid", { line, amount: yuan("1.00"), abstract })
const refused = Effect.flip(recordRows([row(10, "2024-05-01", unbudgeted)], replayed))
console.log((await Effect.runPromise(refused)).message)
