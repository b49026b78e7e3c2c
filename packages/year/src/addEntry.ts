/**
 * One entry without a file: its columns as a person states them, read and decided as a row of a file is.
 */
import type { Field } from "@juesuan/import"
import type { EventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { planImport } from "./replayFiles.ts"
import type { FileOptions } from "./replayFiles.ts"

// Every runtime has it; the package asks for no types of any.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

/** The columns of an entry by field, as they would stand in a file. */
export type EntryFields = Readonly<Partial<Record<Field, string>>>

/** What the source of an entry is called that came from no file. */
export const ENTERED = "录入"

/**
 * Decides an entry; writes nothing. Fails with `ReplayRefused` that names every fault of it, or why the
 * ledger refuses it; `recordRowPlan` records it.
 */
export const planEntry = Effect.fn("planEntry")(function* (
  store: EventStoreShape,
  fields: EntryFields,
  options: FileOptions = {}
) {
  const bytes = new TextEncoder().encode(`${JSON.stringify(fields)}\n`)
  return yield* planImport(store, [{ name: ENTERED, bytes }], options)
})
