/**
 * Opening a ledger and looking at one unit's year in it, as the options of many commands say.
 */
import type { Language } from "@juesuan/import"
import type { EventStoreShape, StreamId, Window } from "@juesuan/ledger"
import type { TablePack } from "@juesuan/tables"
import { viewOf } from "@juesuan/year/view"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { say } from "./Console.ts"
import { orExit } from "./exitOf.ts"
import { chooseStream, ledgerPath, openLedger, packIfNamed, windowOf } from "./Ledger.ts"

/** The options that say which year is looked at. */
export interface ViewOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly asOf: Option.Option<string>
  readonly knownAt: Option.Option<string>
  readonly pack: Option.Option<string>
  readonly language?: Language
}

/** The view of a stream; what should be known of a pack that nobody named is said. */
export const viewIn = Effect.fn("viewIn")(function* (
  store: EventStoreShape,
  streamId: StreamId,
  pack: TablePack | undefined,
  window: Window = {},
  language: Language = "zh"
) {
  const view = yield* orExit(viewOf(store, streamId, pack, window))
  const { remark } = view.choice
  if (remark !== null) say(remark[language])
  return view
})

/** Opens the ledger and derives the view the options ask for. */
export const openView = Effect.fn("openView")(function* (options: ViewOptions) {
  const path = yield* ledgerPath(options.ledger)
  const pack = yield* packIfNamed(options.pack)
  const window = yield* windowOf(options.asOf, options.knownAt)
  const store = yield* openLedger(path, "read")
  const streamId = yield* chooseStream(store, options.unit, options.year)
  return { store, view: yield* viewIn(store, streamId, pack, window, options.language) }
})
