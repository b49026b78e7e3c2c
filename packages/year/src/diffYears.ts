/**
 * The difference of two editions of a year's tables: which cells differ, and which events made them differ.
 */
import { Money } from "@juesuan/domain"
import { dimensionKey } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { attributesOfPack, changedKeys, diffEditions } from "@juesuan/tables"
import type { CellChange } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { joinEntries } from "./joinAttributes.ts"
import type { YearView } from "./YearView.ts"

/** A look at a year, and the store it is of: two windows on one ledger, or two ledgers. */
export interface Edition {
  readonly store: EventStoreShape
  readonly view: YearView
}

const entriesOf = ({ store, view }: Edition, keys: ReadonlySet<string>) =>
  Effect.flatMap(
    store.entries([view.streamId], (dimensions) => keys.has(dimensionKey(dimensions)), view.window),
    (entries) => joinEntries(store, view.streamId, view.window, attributesOfPack(view.pack), entries)
  )

/** The cells that differ from `a` to `b`, each with the events that make up the difference, in fen. */
export const diffYears = Effect.fn("diffYears")(function* (a: Edition, b: Edition) {
  const keys = changedKeys(a.view.cube, b.view.cube)
  const [before, after] = [yield* entriesOf(a, keys), yield* entriesOf(b, keys)]
  const changes: ReadonlyArray<CellChange> = diffEditions(
    { tables: a.view.tables, entries: before },
    { tables: b.view.tables, entries: after }
  )
  for (const { address, difference, causes } of changes) {
    const sum = Money.sum(causes.map(({ amount }) => amount))
    if (sum !== difference) {
      const text = `${address} differs by ${Money.toText(difference)}, its events by ${Money.toText(sum)}`
      return yield* Effect.die(new Error(text))
    }
  }
  return changes
})

/** The differences as `diff --format json` prints them; `a` and `b` name the editions, amounts are in 元. */
export const toDiffJson = (changes: ReadonlyArray<CellChange>, a: string, b: string) => ({
  schema: "juesuan/diff/1",
  a,
  b,
  cells: changes.map((change) => ({
    address: change.address,
    display: change.display,
    a: change.a === null ? null : Money.toText(change.a),
    b: change.b === null ? null : Money.toText(change.b),
    difference: Money.toText(change.difference),
    events: change.causes.map(({ side, event, amount }) => ({
      side,
      eventId: event.eventId,
      type: event.event.type,
      occurredOn: event.occurredOn,
      recordedAt: event.recordedAt,
      documentNo: event.documentNo,
      source: event.source,
      amount: Money.toText(amount)
    }))
  }))
})
