/**
 * Recording times as a verification walks over them: where one is earlier than that of the event before it in its
 * stream.
 */
import type { RecordedEvent, StreamId } from "./Envelope.ts"
import type { TimeNotice } from "./EventStore.ts"

/** What is looked at of an event. */
export type Timed = Pick<RecordedEvent, "streamId" | "version" | "eventId" | "recordedAt">

/** Watches the events of a ledger in the order of each stream. */
export class RecordingTimes {
  readonly #last = new Map<StreamId, { readonly time: string; readonly at: number }>()
  readonly #notices = new Map<StreamId, TimeNotice>()

  /** Looks at the next event of a stream; `position` is where it is in the ledger, if it is anywhere there. */
  watch({ streamId, version, eventId, recordedAt }: Timed, position: number | null): void {
    const last = this.#last.get(streamId)
    if (last?.time === recordedAt) return
    // Releases that did not ask wrote moments with an offset, whose texts are in another order than they are, and
    // texts that are no moments, which are before and after nothing.
    const at = Date.parse(recordedAt)
    if (Number.isNaN(at)) return
    this.#last.set(streamId, { time: recordedAt, at })
    if (last === undefined || at >= last.at) return
    const before = last.time
    const first = this.#notices.get(streamId)
    const notice = first ?? { streamId, position, version, eventId, recordedAt, before, count: 0 }
    this.#notices.set(streamId, { ...notice, count: notice.count + 1 })
  }

  /** One notice for each stream in which a time goes back. */
  notices(): ReadonlyArray<TimeNotice> {
    return [...this.#notices.values()]
  }
}
