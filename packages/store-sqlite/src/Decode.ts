/**
 * Decoding stored bodies as their types say: for `verify` and for making postings again, never on
 * the path of replay.
 */
import { registry, upcast } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The event of a stored type, version and body, as it reads today; `null` when it is none. */
export const decodeStored = (type: string, schemaVersion: number, body: string): Event | null => {
  try {
    const event = upcast(type, schemaVersion, JSON.parse(body) as Readonly<Record<string, unknown>>)
    const schema = registry[event.type].payload as unknown as Schema.ConstraintDecoder<unknown>
    return Result.isSuccess(Schema.decodeUnknownResult(schema)(event.payload)) ? event : null
  } catch {
    // Whatever a damaged body makes a step of its upcasting throw says the same: it is no event of its type.
    return null
  }
}
