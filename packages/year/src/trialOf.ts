/**
 * Trials: what a plan would change, found by carrying it out on a copy in memory.
 */
import { Money } from "@juesuan/domain"
import { copyLedger, makeMemoryStore } from "@juesuan/ledger"
import type { CommandPlan, EventStoreShape, StreamId } from "@juesuan/ledger"
import type { TablePack } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { budgetOf } from "./budgetOf.ts"
import { diffYears } from "./diffYears.ts"
import { viewOf } from "./YearView.ts"

/** A quota line whose available amount (指标余额) changes; in fen, 0 where there is no quota. */
export interface QuotaChange {
  readonly key: string
  readonly before: Money.Money
  readonly after: Money.Money
}

/** A cell of the tables that changes; in fen, `null` where there is no such row. */
export interface CellEffect {
  readonly address: string
  readonly display: string
  readonly before: Money.Money | null
  readonly after: Money.Money | null
}

/** What a plan changes in a unit's year. */
export interface YearEffect {
  readonly streamId: StreamId
  readonly quotas: ReadonlyArray<QuotaChange>
  readonly cells: ReadonlyArray<CellEffect>
}

const quotasOf = Effect.fn("quotasOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  pack: TablePack | undefined
) {
  const { rows } = yield* budgetOf(store, yield* viewOf(store, streamId, pack))
  return new Map(rows.map(({ key, available }) => [key, available]))
})

const zero = Money.fromFen(0)

const effectOn = Effect.fn("effectOn")(function* (
  streamId: StreamId,
  [before, after]: readonly [EventStoreShape, EventStoreShape],
  pack: TablePack | undefined
) {
  const old = yield* quotasOf(before, streamId, pack)
  const now = yield* quotasOf(after, streamId, pack)
  const quotas = [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((key) => {
    const change = { key, before: old.get(key) ?? zero, after: now.get(key) ?? zero }
    return change.before === change.after ? [] : [change]
  })
  const changes = yield* diffYears(
    { store: before, view: yield* viewOf(before, streamId, pack) },
    { store: after, view: yield* viewOf(after, streamId, pack) }
  )
  const cells = changes.map(({ address, display, a, b }) => ({ address, display, before: a, after: b }))
  const effect: YearEffect = { streamId, quotas, cells }
  return effect
})

/** The events that open the streams, so that a year which the plan opens has something to be compared with. */
const openings = ({ batches }: CommandPlan) =>
  batches.flatMap(({ streamId, events }) =>
    events
      .filter(({ event }) => event.type === "FiscalYearOpened")
      .slice(0, 1)
      .map((event) => ({ streamId, expectedVersion: 0, events: [event] }))
  )

/**
 * What a plan would change in the quotas and tables of each year it is about, in the forms of a pack or else of the
 * year; nothing is written.
 */
export const trialOf = Effect.fn("trialOf")(function* (
  store: EventStoreShape,
  plan: CommandPlan,
  pack?: TablePack
) {
  const streams = [...new Set(plan.batches.map(({ streamId }) => streamId))]
  const [before, after] = [makeMemoryStore(), makeMemoryStore()]
  yield* copyLedger(store, before, { streams })
  yield* copyLedger(before, after)
  yield* after.append(plan.batches)
  for (const opening of openings(plan))
    if ((yield* before.head(opening.streamId)) === null) yield* before.append([opening])
  return yield* Effect.forEach(streams, (streamId) => effectOn(streamId, [before, after], pack))
})
