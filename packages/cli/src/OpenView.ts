/**
 * Opening a ledger and looking at one unit's year in it, as the options of many commands say.
 */
import { viewOf } from "@juesuan/year/view"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { choosePack, chooseStream, ledgerPath, openLedger, windowOf } from "./Ledger.ts"

/** The options that say which year is looked at. */
export interface ViewOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly asOf: Option.Option<string>
  readonly knownAt: Option.Option<string>
  readonly pack: string
}

/** Opens the ledger and derives the view the options ask for. */
export const openView = Effect.fn("openView")(function* (options: ViewOptions) {
  const path = yield* ledgerPath(options.ledger)
  const pack = yield* choosePack(options.pack)
  const window = yield* windowOf(options.asOf, options.knownAt)
  const store = yield* openLedger(path, "read")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  return { store, view: yield* viewOf(store, streamId, pack, window) }
})
