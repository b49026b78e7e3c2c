/**
 * Stored bodies as events: for `verify`, for corrections and for making postings again, never on the path of replay.
 */
import { postings, upcast } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"

/**
 * The event of a stored type, version and body, as it reads today: valid or not, but such that its postings can be
 * made; `undefined` when it is none.
 */
export const readStored = (type: string, schemaVersion: number, body: string): Event | undefined => {
  try {
    const event = upcast(type, schemaVersion, JSON.parse(body) as Readonly<Record<string, unknown>>)
    postings(event)
    return event
  } catch {
    // Whatever a damaged body makes a step of its upcasting throw says the same: it is no event of its type.
    return undefined
  }
}
