/**
 * The exit that each failure of the library means.
 */
import type {
  ChainBroken,
  AmountsTooLarge,
  CommandsRefused,
  EventIdReused,
  PayloadInvalid,
  StoreFailure,
  StoreFailureKind,
  VersionConflict
} from "@juesuan/ledger"
import type { Articulation, PackNotShipped } from "@juesuan/tables"
import type { OpenedOtherwise } from "@juesuan/year/close"
import type { CellDiffers, CellUnknown } from "@juesuan/year/explain"
import type { NarrativeUnknown } from "@juesuan/year/narrative"
import type { HoldsPersonalData } from "@juesuan/year/personal-data"
import type { YearNotFound } from "@juesuan/year/view"
import * as Effect from "effect/Effect"
import { Exit, exitCodes, storeFailed, unreadable, usage } from "./ExitCode.ts"
import type { ExitCode } from "./ExitCode.ts"

/** Failures of the library that end a command. */
type YearFailure =
  | PayloadInvalid
  | AmountsTooLarge
  | StoreFailure
  | VersionConflict
  | EventIdReused
  | CommandsRefused
  | Articulation.NotArticulated
  | HoldsPersonalData
  | NarrativeUnknown
  | OpenedOtherwise
  | PackNotShipped
  | ChainBroken
  | CellUnknown
  | CellDiffers
  | YearNotFound

/** Whose turn it is when a store fails: the file is none of ours, it was damaged, or the machine does not let us. */
const codesOfStores: Readonly<Record<StoreFailureKind, ExitCode>> = {
  absent: exitCodes.inputUnreadable,
  notALedger: exitCodes.inputUnreadable,
  newer: exitCodes.inputUnreadable,
  corrupt: exitCodes.integrityBroken,
  busy: exitCodes.storeFailed,
  full: exitCodes.storeFailed,
  noPermission: exitCodes.storeFailed,
  unreachable: exitCodes.storeFailed,
  "input-output": exitCodes.storeFailed,
  exists: exitCodes.outputUnwritable,
  closed: exitCodes.bug
}

/** Each failure with the exit code it means. Everything else is of the command itself. */
const exits: { readonly [Tag in YearFailure["_tag"]]: (failure: YearFailure & { _tag: Tag }) => Exit } = {
  StoreFailure: ({ kind, message }) => new Exit({ code: codesOfStores[kind], text: message }),
  AmountsTooLarge: ({ message }) => unreadable(`${message} Nothing was written.`),
  VersionConflict: ({ message }) => storeFailed(`${message} Nothing was written: run the command again.`),
  PayloadInvalid: ({ eventId, message }) => unreadable(`${eventId}: ${message} Nothing was written.`),
  EventIdReused: ({ message }) => unreadable(message),
  ChainBroken: ({ message }) => storeFailed(message),
  CommandsRefused: ({ refused }) => unreadable(refused.map(({ refusal }) => refusal.message).join("\n")),
  CellUnknown: ({ message }) => usage(message),
  CellDiffers: ({ message }) => new Exit({ code: exitCodes.integrityBroken, text: message }),
  OpenedOtherwise: ({ message }) => unreadable(message),
  NotArticulated: ({ message }) => new Exit({ code: exitCodes.findings, text: message }),
  HoldsPersonalData: ({ message }) => new Exit({ code: exitCodes.findings, text: message }),
  NarrativeUnknown: ({ message }) => usage(message),
  PackNotShipped: ({ message }) => usage(message),
  YearNotFound: ({ message }) => unreadable(message)
}

const isYearFailure = (error: unknown): error is YearFailure =>
  typeof error === "object" && error !== null && "_tag" in error && Object.hasOwn(exits, String(error._tag))

/** The exit that a failure means; `undefined` for what is no failure of the library. */
export const exitOf = (error: unknown): Exit | undefined =>
  isYearFailure(error) ? (exits[error._tag] as (failure: YearFailure) => Exit)(error) : undefined

/** Turns a failure of the library into the exit it means. */
export const orExit = <A, E, R = never>(
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, Exclude<E, YearFailure> | Exit, R> =>
  Effect.mapError(effect, (error) => exitOf(error) ?? (error as Exclude<E, YearFailure>))
