/**
 * The exit that each failure of the library means.
 */
import type { StoreFailure, VersionConflict } from "@juesuan/ledger"
import type { Articulation } from "@juesuan/tables"
import type { HoldsPersonalData, NarrativeUnknown, YearNotFound } from "@juesuan/year"
import * as Effect from "effect/Effect"
import { Exit, exitCodes, unreadable, usage } from "./ExitCode.ts"

/** Failures of the library that end a command. */
type YearFailure =
  | StoreFailure
  | VersionConflict
  | Articulation.NotArticulated
  | HoldsPersonalData
  | NarrativeUnknown
  | YearNotFound

/** Each failure with the exit code it means. Everything else is of the command itself. */
const exits: { readonly [Tag in YearFailure["_tag"]]: (failure: YearFailure & { _tag: Tag }) => Exit } = {
  StoreFailure: ({ kind, message }) =>
    new Exit({
      code: kind === "corrupt" ? exitCodes.integrityBroken : exitCodes.inputUnreadable,
      text: message
    }),
  VersionConflict: ({ message }) => unreadable(`${message} Nothing was written: run the import again.`),
  NotArticulated: ({ message }) => new Exit({ code: exitCodes.findings, text: message }),
  HoldsPersonalData: ({ message }) => new Exit({ code: exitCodes.findings, text: message }),
  NarrativeUnknown: ({ message }) => usage(message),
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
