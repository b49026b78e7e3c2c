/**
 * Decoding stored bodies as their types say: for `verify` and for making postings again, never on
 * the path of replay.
 */
import { registry } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The event of a stored type and body; `null` when it is none. */
export const decodeStored = (type: string, body: string): Event | null => {
  if (!Object.hasOwn(registry, type)) return null
  const schema = registry[type as keyof typeof registry]
    .payload as unknown as Schema.ConstraintDecoder<unknown>
  try {
    const payload: unknown = JSON.parse(body)
    return Result.isSuccess(Schema.decodeUnknownResult(schema)(payload)) ? ({ type, payload } as Event) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
