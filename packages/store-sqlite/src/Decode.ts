/**
 * Stored bodies as events: for `verify`, for corrections and for making postings again, never on the path of replay.
 */
import { dimensionNames, postings, upcast } from "@juesuan/ledger"
import type { Event, Posting } from "@juesuan/ledger"

const isPostable = (posting: Posting): boolean =>
  Number.isSafeInteger(posting.amount) && dimensionNames.every((name) => typeof posting[name] === "string")

/**
 * The event of a stored type, version and body, as it reads today: valid or not, but such that its postings can be
 * made; `undefined` when it is none.
 */
export const readStored = (type: string, schemaVersion: number, body: string): Event | undefined => {
  try {
    const event = upcast(type, schemaVersion, JSON.parse(body) as Readonly<Record<string, unknown>>)
    return postings(event).every(isPostable) ? event : undefined
  } catch {
    // Whatever a damaged body makes a step of its upcasting throw says the same: it is no event of its type.
    return undefined
  }
}
