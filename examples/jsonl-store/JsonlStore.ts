/**
 * An `EventStore` on a file of JSON lines: one append, or one snapshot, is one line.
 *
 * The store in memory does the work; this one replays the lines that others wrote since it last looked, and writes
 * its own under a lock. A line that was cut off by a crash was never acknowledged; the next append overwrites it.
 */
import * as fs from "node:fs"
import { makeMemoryStore, storeBehind } from "@juesuan/ledger"
import type { EventStoreShape, Snapshot, StreamAppend, StreamHead } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

type Line =
  | { readonly batches: ReadonlyArray<StreamAppend>; readonly heads: ReadonlyArray<StreamHead> }
  | { readonly snapshot: Snapshot }

/** Opens, or makes, the ledger in a file. */
export const openJsonl = (file: string): EventStoreShape => {
  const memory = makeMemoryStore()
  let read = 0

  const replay = (line: Line) =>
    "snapshot" in line
      ? memory.saveSnapshot(line.snapshot)
      : Effect.flatMap(Effect.orDie(memory.append(line.batches)), ({ heads }) =>
          line.heads.every(({ hash }, at) => hash === heads[at]!.hash)
            ? Effect.void
            : Effect.die(new Error(`${file}: the events do not come to the head saved with them`))
        )
  const catchUp = Effect.suspend(() => {
    const bytes = fs.existsSync(file) ? fs.readFileSync(file).subarray(read) : new Uint8Array()
    const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1)
    read += whole.length
    const lines = new TextDecoder().decode(whole).split("\n").slice(0, -1)
    return Effect.forEach(lines, (text) => replay(JSON.parse(text) as Line), { discard: true })
  })
  const write = (line: Line): void => {
    const descriptor = fs.openSync(file, "a")
    fs.ftruncateSync(descriptor, read)
    read += fs.writeSync(descriptor, `${JSON.stringify(line)}\n`)
    fs.fsyncSync(descriptor)
    fs.closeSync(descriptor)
  }
  /** One writer at a time: the lock is a folder that only one process can make. */
  const locked = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.retry(
      Effect.try(() => fs.mkdirSync(`${file}.lock`)),
      { schedule: Schedule.spaced("5 millis") }
    ).pipe(
      Effect.orDie,
      Effect.andThen(
        Effect.ensuring(
          Effect.andThen(catchUp, work),
          Effect.sync(() => fs.rmdirSync(`${file}.lock`))
        )
      )
    ) as Effect.Effect<A, E>

  return {
    ...storeBehind(memory, catchUp),
    append: (batches) =>
      locked(
        Effect.tap(memory.append(batches), ({ appended, heads }) =>
          Effect.sync(() => (appended > 0 ? write({ batches, heads }) : undefined))
        )
      ),
    saveSnapshot: (snapshot) =>
      locked(Effect.tap(memory.saveSnapshot(snapshot), () => Effect.sync(() => write({ snapshot }))))
  }
}
