/**
 * Opening ledgers and looking at a unit's year in them.
 */
import { FiscalYear } from "@juesuan/domain"
import type { Money, UnitKind } from "@juesuan/domain"
import { HashChain, makeMemoryStore, parseStreamId, streamIdOf } from "@juesuan/ledger"
import type { EventStoreShape, PayloadOf, StoreFailure, StreamHead, StreamId, Window } from "@juesuan/ledger"
import { Cube, assertInvariants, currentAddress, deriveTables, packById, packs } from "@juesuan/tables"
import type { DerivedTable, TablePack } from "@juesuan/tables"
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Exit, exitCodes, unreadable, usage } from "./ExitCode.ts"
import { nearLines, nearText } from "./Near.ts"

/** Where a ledger is: the flag, else JUESUAN_LEDGER. */
export const ledgerPath = (flag: Option.Option<string>): Effect.Effect<string, Exit> => {
  const path = Option.getOrUndefined(flag) ?? process.env["JUESUAN_LEDGER"]
  return path === undefined || path === ""
    ? Effect.fail(usage("No ledger named. Give --ledger FILE.db (or set JUESUAN_LEDGER)."))
    : Effect.succeed(path)
}

const exitOfStore = (failure: StoreFailure): Exit =>
  new Exit({
    code: failure.kind === "corrupt" ? exitCodes.integrityBroken : exitCodes.inputUnreadable,
    text: failure.message
  })

/** Turns a store's failure into the exit it means. */
export const orExit = <A, E>(
  effect: Effect.Effect<A, E | StoreFailure>
): Effect.Effect<A, Exclude<E, StoreFailure> | Exit> =>
  Effect.mapError(effect, (error) =>
    (error as StoreFailure)._tag === "StoreFailure"
      ? exitOfStore(error as StoreFailure)
      : (error as Exclude<E, StoreFailure>)
  )

/** Opens a ledger for the length of a scope. `:memory:` is a new, empty one. */
export const openLedger = Effect.fn("openLedger")(function* (path: string, mode: "read" | "write") {
  if (/^postgres(ql)?:\/\//.test(path)) {
    return yield* Effect.fail(usage("PostgreSQL ledgers are not available yet; use a SQLite file."))
  }
  const { hostSha256, openSqlite } = yield* Effect.promise(() => import("@juesuan/store-sqlite"))
  if (path === ":memory:") return makeMemoryStore({ sha256: hostSha256 })
  if (mode === "read" && !fs.existsSync(path))
    return yield* Effect.fail(
      unreadable(
        `open ${path}: there is no such file. \`juesuan import FILE --ledger ${path}\` makes a ledger there.`
      )
    )
  const store = yield* Effect.acquireRelease(orExit(openSqlite(path, { mode })), (opened) =>
    Effect.ignore(opened.close)
  )
  return store as EventStoreShape
})

/**
 * Opens what an import is to be decided on: the ledger for reading, or an empty one where none is yet. So a file
 * with one bad row leaves no new ledger behind.
 */
export const openForPlanning = (path: string) =>
  path === ":memory:" || (!path.startsWith("postgres") && !fs.existsSync(path))
    ? Effect.succeed(makeMemoryStore())
    : openLedger(path, "read")

const nameOf = ({ streamId }: StreamHead): string =>
  Result.match(parseStreamId(streamId), {
    onFailure: () => streamId,
    onSuccess: ({ agencyCode, year }) => `--unit ${agencyCode} --year ${year}`
  })

/** The stream that --unit and --year name; they may be left out where only one fits. */
export const chooseStream = Effect.fn("chooseStream")(function* (
  store: EventStoreShape,
  unit: Option.Option<string>,
  year: Option.Option<number>
) {
  const heads = yield* orExit(store.heads)
  const fitting = heads.filter(({ streamId }) =>
    Result.match(parseStreamId(streamId), {
      onFailure: () => false,
      onSuccess: (id) =>
        Option.getOrElse(unit, () => id.agencyCode) === id.agencyCode &&
        Option.getOrElse(year, () => id.year) === id.year
    })
  )
  if (fitting.length === 1) return fitting[0]!.streamId
  const wanted = [
    ...Option.match(unit, { onNone: () => [], onSome: (code) => [`--unit ${code}`] }),
    ...Option.match(year, { onNone: () => [], onSome: (number) => [`--year ${number}`] })
  ].join(" ")
  const known = nearLines(
    wanted,
    (fitting.length === 0 ? heads : fitting).map(nameOf),
    "`juesuan digest --format json`"
  )
  if (heads.length === 0) return yield* Effect.fail(unreadable("The ledger is empty: import a year first."))
  return yield* Effect.fail(
    usage(
      fitting.length === 0
        ? `No unit and year of that name in the ledger. It holds:\n${known}`
        : `The ledger holds several units or years; say which:\n${known}`
    )
  )
})

/** The pack of that id. */
export const choosePack = (id: string): Effect.Effect<TablePack, Exit> => {
  const pack = packById(id)
  return pack === undefined
    ? Effect.fail(
        usage(
          `There is no table pack "${id}". ${nearText(
            "packs",
            id,
            packs.map((known) => known.id)
          )}`
        )
      )
    : Effect.succeed(pack)
}

/** Checks the two time bounds and completes them: a date for --known-at means the end of that day. */
export const windowOf = Effect.fn("windowOf")(function* (
  asOf: Option.Option<string>,
  knownAt: Option.Option<string>
) {
  const window: { asOf?: string; knownAt?: string } = {}
  if (Option.isSome(asOf)) {
    const date = FiscalYear.parseDate(asOf.value)
    if (Result.isFailure(date)) return yield* Effect.fail(usage(`--as-of: ${date.failure.message}`))
    window.asOf = date.success
  }
  if (Option.isSome(knownAt)) {
    const text = /^\d{4}-\d{2}-\d{2}$/.test(knownAt.value) ? `${knownAt.value}T23:59:59.999Z` : knownAt.value
    const moment = new Date(text)
    if (Number.isNaN(moment.getTime())) {
      return yield* Effect.fail(
        usage(`--known-at: "${knownAt.value}" is not a moment, such as 2025-01-20T08:00:00Z.`)
      )
    }
    window.knownAt = moment.toISOString()
  }
  return window satisfies Window
})

/** A unit's year as the tables show it. */
export interface YearView {
  readonly streamId: StreamId
  readonly agencyCode: string
  readonly year: number
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly pack: TablePack
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
): Effect.Effect<ReadonlyMap<string, Money.Money>, Exit> =>
  Effect.gen(function* () {
    const streamId = streamIdOf(agencyCode, year - 1)
    if ((yield* orExit(store.head(streamId))) === null) return new Map()
    const cube = Cube.fromPostings(yield* orExit(store.totals([streamId], { knownAt })))
    const figures = new Map<string, Money.Money>()
    for (const table of deriveTables(cube, pack, year - 1)) {
      for (const row of table.rows)
        for (const cell of row.cells.values()) figures.set(cell.address, cell.amount)
    }
    return figures
  })

/** Derives the view of a stream within a window. */
export const viewOf = Effect.fn("viewOf")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  pack: TablePack,
  window: Window = {}
) {
  const { agencyCode, year } = Result.getOrThrow(parseStreamId(streamId))
  // What the ledger had not recorded yet at --known-at had not been said either.
  const facts = yield* orExit(store.facts(streamId, { knownAt: window.knownAt }))
  const opened = facts.find(({ event }) => event.type === "FiscalYearOpened")
  if (opened === undefined)
    return yield* Effect.fail(unreadable(`${streamId} has no FiscalYearOpened (建账).`))
  const profile = opened.event.payload as PayloadOf<"FiscalYearOpened">
  const previous = new Map(yield* previousYear(store, agencyCode, year, pack, window.knownAt))
  if (previous.size === 0) {
    for (const { event, occurredOn } of facts) {
      if (event.type !== "ComparativesImported") continue
      if (window.asOf !== undefined && occurredOn > window.asOf) continue
      for (const { address, amount } of event.payload.figures)
        previous.set(currentAddress(address, pack), amount as Money.Money)
    }
  }
  const cube = Cube.fromPostings(yield* orExit(store.totals([streamId], window)))
  const tables = deriveTables(cube, pack, year)
  assertInvariants(tables)
  const view: YearView = {
    streamId,
    agencyCode,
    year,
    unitName: profile.unitName,
    unitKind: profile.unitKind,
    pack,
    window,
    cube,
    tables,
    previous,
    digest: HashChain.digestOf(yield* orExit(store.heads))
  }
  return view
})
