/**
 * Recording times as a verification walks over them: where one is earlier than that of the event before it in its
 * stream.
 */
import type { RecordedEvent, StreamId } from "./Envelope.ts"
import type { TimeNotice } from "./EventStore.ts"

/** What is looked at of an event. */
export type Timed = Pick<RecordedEvent, "streamId" | "position" | "version" | "eventId" | "recordedAt">

/** Whether one moment is before another. Releases that did not ask wrote other forms, and no moments at all. */
const isEarlier = (time: string, before: string): boolean =>
  time < before && Date.parse(time) < Date.parse(before)

/** Watches the events of a ledger in the order of each stream. */
export class RecordingTimes {
  readonly #last = new Map<StreamId, string>()
  readonly #notices = new Map<StreamId, TimeNotice>()

  watch({ streamId, position, version, eventId, recordedAt }: Timed): void {
    const before = this.#last.get(streamId)
    this.#last.set(streamId, recordedAt)
    if (before === undefined || !isEarlier(recordedAt, before)) return
    const first = this.#notices.get(streamId)
    const notice = first ?? { streamId, position, version, eventId, recordedAt, before, count: 0 }
    this.#notices.set(streamId, { ...notice, count: notice.count + 1 })
  }

  /** One notice for each stream in which a time goes back. */
  notices(): ReadonlyArray<TimeNotice> {
    return [...this.#notices.values()]
  }
}
