/** Budget execution alert: a projection of one's own over the events, month by month, with two kinds of warning. */
import * as fs from "node:fs"
import { Money, Rate } from "@juesuan/domain"
import { postings } from "@juesuan/ledger"
import type { RecordedEvent } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { replayFiles } from "juesuan"

/** What was budgeted and spent on one 项 so far; the projection's state is one of these a code. */
interface Execution {
  readonly budget: Money.Money
  readonly spent: Money.Money
}
type Executions = ReadonlyMap<string, Execution>

const nothing: Execution = { budget: Money.zero, spent: Money.zero }

/** One event more. Postings say what an event means in amounts, so corrections need no case of their own. */
const evolve = (before: Executions, { event }: RecordedEvent): Executions => {
  const after = new Map(before)
  for (const { measure, function: code, amount } of postings(event)) {
    if (code.length !== 7) continue
    const { budget, spent } = after.get(code) ?? nothing
    if (measure === "budgetInitial" || measure === "budgetChange")
      after.set(code, { budget: Money.add(budget, amount), spent })
    if (measure === "expenditure") after.set(code, { budget, spent: Money.add(spent, amount) })
  }
  return after
}

/** Above 90 % is nearly used up; more than 10 points below the share of the year that has passed is behind time. */
const alertsAt = (executions: Executions, month: number): ReadonlyArray<string> =>
  [...executions].sort().flatMap(([code, { budget, spent }]) => {
    const rate = Rate.completion(spent, budget)
    if (rate === undefined) return [`${code} 没有预算，已支出 ${Money.format(spent)}`]
    if (rate.gt("0.9") && month < 12) return [`${code} 已执行 ${Rate.format(rate)}，剩余不足一成`]
    return rate.plus("0.1").times(12).lt(month) ? [`${code} 已执行 ${Rate.format(rate)}，落后于序时进度`] : []
  })

const files = [
  { name: "year.csv", bytes: fs.readFileSync(new URL("../yanchi-2024/transactions.csv", import.meta.url)) }
]
const { store, streams } = await Effect.runPromise(replayFiles(files))
const events = await Effect.runPromise(store.read(streams[0]!))
for (const month of [3, 6, 9, 12]) {
  const until = events.filter(({ occurredOn }) => Number(occurredOn.slice(5, 7)) <= month)
  console.log(`${month} 月末`)
  for (const alert of alertsAt(until.reduce(evolve, new Map()), month)) console.log(`  ${alert}`)
}
