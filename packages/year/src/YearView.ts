/**
 * A unit's year in a ledger, as its tables show it: the figures of this year and of last year, within a window.
 */
import type { Money, Region, UnitKind } from "@juesuan/domain"
import { HashChain, parseStreamId, streamIdOf } from "@juesuan/ledger"
import type { EventStoreShape, PayloadOf, StoreFailure, StreamId, Window } from "@juesuan/ledger"
import { assertInvariants, attributesOfPack, currentAddress, deriveTables, packOfYear } from "@juesuan/tables"
import type { ChosenPack, Cube, DerivedTable, TablePack } from "@juesuan/tables"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { cubeOf } from "./joinAttributes.ts"
import { locatedIn, statedPackIn } from "./locatedIn.ts"

export { PackNotShipped } from "@juesuan/tables"
export { locatedIn, packAttributes, regionAttributes } from "./locatedIn.ts"

/** The ledger holds no opened year of that name. */
export class YearNotFound extends Data.TaggedError("YearNotFound")<{ readonly streamId: StreamId }> {
  override get message(): string {
    return `${this.streamId} has no FiscalYearOpened (建账). Import a year first.`
  }
}

/** A unit's year as the tables show it. */
export interface YearView {
  readonly streamId: StreamId
  readonly agencyCode: string
  readonly year: number
  readonly unitName: string
  readonly unitKind: UnitKind
  /** Where the unit is: for the rules that score it. */
  readonly located: Region.Located
  readonly pack: TablePack
  /** Why it is that pack, and what should be known of it. */
  readonly choice: Pick<ChosenPack, "by" | "remark">
  readonly window: Window
  readonly cube: Cube.Cube
  readonly tables: ReadonlyArray<DerivedTable>
  /** Last year's figures by address. */
  readonly previous: ReadonlyMap<string, Money.Money>
  readonly digest: string
}

const previousYear = (
  store: EventStoreShape,
  agencyCode: string,
  year: number,
  pack: TablePack,
  knownAt: string | undefined
): Effect.Effect<ReadonlyMap<string, Money.Money>, StoreFailure> =>
  Effect.gen(function* () {
    const streamId = streamIdOf(agencyCode, year - 1)
    if ((yield* store.head(streamId)) === null) return new Map()
    const cube = yield* cubeOf(store, streamId, { knownAt }, attributesOfPack(pack))
    const figures = new Map<string, Money.Money>()
    for (const table of deriveTables(cube, pack, year - 1)) {
      for (const row of table.rows)
        for (const cell of row.cells.values()) figures.set(cell.address, cell.amount)
    }
    return figures
  })

/**
 * Derives the view of a stream within a window, in the forms of a pack; without one, in those that the opening event
 * states, else of the unit's region and year, else the Ministry's.
 *
 * Fails with {@link YearNotFound}, with `PackNotShipped` where the opening event states a pack of somebody's own, or
 * with what the store reports.
 */
export const viewOf = Effect.fn("viewOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  given: TablePack | undefined,
  window: Window = {}
) {
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(streamId))
  // What the ledger had not recorded yet at --known-at had not been said either.
  const facts = yield* store.facts(streamId, { knownAt: window.knownAt })
  const opened = facts.find(({ event }) => event.type === "FiscalYearOpened")
  if (opened === undefined) return yield* Effect.fail(new YearNotFound({ streamId }))
  const profile = opened.event.payload as PayloadOf<"FiscalYearOpened">
  const located = locatedIn(profile, agencyCode)
  const chosen: ChosenPack =
    given === undefined
      ? yield* Effect.fromResult(packOfYear({ ...located, year, pack: statedPackIn(profile) }))
      : { pack: given, by: "caller", remark: null }
  const { pack } = chosen
  const previous = new Map(yield* previousYear(store, agencyCode, year, pack, window.knownAt))
  if (previous.size === 0) {
    for (const { event, occurredOn } of facts) {
      if (event.type !== "ComparativesImported") continue
      if (window.asOf !== undefined && occurredOn > window.asOf) continue
      for (const { address, amount } of event.payload.figures)
        previous.set(currentAddress(address, pack), amount as Money.Money)
    }
  }
  const cube = yield* cubeOf(store, streamId, window, attributesOfPack(pack))
  const tables = deriveTables(cube, pack, year)
  assertInvariants(tables)
  const view: YearView = {
    streamId,
    agencyCode,
    year,
    unitName: profile.unitName,
    unitKind: profile.unitKind,
    located,
    pack,
    choice: { by: chosen.by, remark: chosen.remark },
    window,
    cube,
    tables,
    previous,
    digest: HashChain.digestOf(yield* store.heads)
  }
  return view
})
