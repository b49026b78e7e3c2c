/**
 * Opening ledgers and looking at a unit's year in them.
 */
import { FiscalYear } from "@juesuan/domain"
import { makeMemoryStore, parseStreamId } from "@juesuan/ledger"
import type { EventStoreShape, StoreFailure, StreamHead, Window } from "@juesuan/ledger"
import { packById, packs } from "@juesuan/tables"
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Exit } from "./ExitCode.ts"
import { unreadable, usage } from "./ExitCode.ts"
import { orExit } from "./exitOf.ts"
import { jsonOf } from "./Input.ts"
import { nearLines, nearText } from "./Near.ts"

/** Where a ledger is: the flag, else JUESUAN_LEDGER. */
export const ledgerPath = (flag: Option.Option<string>): Effect.Effect<string, Exit> => {
  const path = Option.getOrUndefined(flag) ?? process.env["JUESUAN_LEDGER"]
  return path === undefined || path === ""
    ? Effect.fail(usage("No ledger named. Give --ledger FILE.db (or set JUESUAN_LEDGER)."))
    : Effect.succeed(path)
}

/** What is no file is the caller's to mend, not the store's; what cannot be asked is left to the store. */
const mustBeFile = (path: string): Effect.Effect<void, Exit> => {
  let stat: fs.Stats | undefined
  try {
    stat = fs.statSync(path, { throwIfNoEntry: false })
  } catch {
    return Effect.void
  }
  if (stat === undefined || stat.isFile()) return Effect.void
  const what = stat.isDirectory()
    ? "a folder; name a file in it, such as ledger.db"
    : "a device, a pipe or a socket"
  return Effect.fail(unreadable(`open ${path}: it is ${what}.`))
}

/** Whether a ledger's name is that of a file: neither of a ledger in memory nor of one in a database. */
export const isFilePath = (path: string): boolean => path !== ":memory:" && !isServerUrl(path)

/** Whether a ledger's name is the URL of one on a PostgreSQL server. */
const isServerUrl = (path: string): boolean => /^postgres(ql)?:/.test(path)

/** A ledger's name as it may be printed: without the password of a URL. */
export const shownLedger = (path: string): string => {
  if (!isServerUrl(path) || !URL.canParse(path)) return path
  const url = new URL(path)
  url.password = ""
  return url.href
}

/** Opens a ledger file for the length of a scope, with the store's own failures. */
const openSqliteStore = Effect.fn("openSqliteStore")(function* (path: string, mode: "read" | "write") {
  yield* mustBeFile(path)
  const { openSqlite } = yield* Effect.promise(() => import("@juesuan/store-sqlite"))
  return yield* Effect.acquireRelease(openSqlite(path, { mode }), (opened) => Effect.ignore(opened.close))
})

/** Opens a ledger on a server for the length of a scope, with the store's own failures. */
const openPostgresStore = Effect.fn("openPostgresStore")(function* (url: string, mode: "read" | "write") {
  const { openPostgres } = yield* Effect.promise(() => import("@juesuan/store-postgres"))
  return yield* Effect.acquireRelease(openPostgres(url, { mode }), (opened) => Effect.ignore(opened.close))
})

/** Opens a ledger, with the store's own failures. `:memory:` is a new, empty one. */
const openStore = Effect.fn("openStore")(function* (path: string, mode: "read" | "write") {
  if (isServerUrl(path)) return (yield* openPostgresStore(path, mode)) as EventStoreShape
  if (path !== ":memory:") return (yield* openSqliteStore(path, mode)) as EventStoreShape
  const { hostSha256 } = yield* Effect.promise(() => import("@juesuan/store-sqlite"))
  return makeMemoryStore({ sha256: hostSha256 })
})

const isAbsent = (error: StoreFailure | Exit): error is StoreFailure =>
  error._tag === "StoreFailure" && error.kind === "absent"

const saidAsAbsent = (error: StoreFailure | Exit): StoreFailure | Exit =>
  isAbsent(error)
    ? unreadable(
        `open ${error.path}: ${error.detail} \`juesuan import FILE --ledger ${error.path}\` makes a ledger there.`
      )
    : error

/** Opens a ledger for the length of a scope. `:memory:` is a new, empty one. */
export const openLedger = (path: string, mode: "read" | "write") =>
  orExit(Effect.mapError(openStore(path, mode), saidAsAbsent))

/** Opens a ledger file to read it, with what only files can do. */
export const openFile = (path: string) =>
  isFilePath(path)
    ? orExit(Effect.mapError(openSqliteStore(path, "read"), saidAsAbsent))
    : Effect.fail(
        usage("Only a ledger in a file is backed up so: copy others with `juesuan copy L FILE.db`.")
      )

/**
 * Opens what an import is to be decided on: the ledger for reading, or an empty one where none is yet, or one that
 * was not made to its end. So a file with one bad row leaves no new ledger behind.
 */
export const openForPlanning = (path: string) =>
  orExit(Effect.catchIf(openStore(path, "read"), isAbsent, () => Effect.succeed(makeMemoryStore())))

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

/** The pack of that id, or in that JSON file. */
export const choosePack = Effect.fn("choosePack")(function* (name: string) {
  const shipped = packById(name)
  if (shipped !== undefined) return shipped
  if (!fs.existsSync(name)) {
    const ids = packs.map((known) => known.id)
    const near = nearText("packs", name, ids)
    return yield* Effect.fail(usage(`There is no table pack "${name}", and no file of that name. ${near}`))
  }
  // Its schema is loaded by those who hand in a file, and by nobody else.
  const { packFromJson } = yield* Effect.promise(() => import("@juesuan/tables/pack-json"))
  const read = packFromJson(yield* jsonOf(name))
  if (Result.isSuccess(read)) return read.success
  return yield* Effect.fail(
    unreadable(
      read.failure.faults
        .map(({ path, message, remedy }) => `${name} ${path}: ${message} ${remedy}`)
        .join("\n")
    )
  )
})

/** The pack that is named, or `undefined` where none is: the year's own. */
export const packIfNamed = (name: Option.Option<string>) =>
  Option.match(name, {
    onNone: () => Effect.succeed(undefined),
    onSome: choosePack
  })

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
