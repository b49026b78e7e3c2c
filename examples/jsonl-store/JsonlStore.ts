/**
 * An `EventStore` on a file of JSON lines: one append, one taking over, or one snapshot, is one line.
 *
 * The store in memory does the work; this one replays the lines that others wrote since it last looked, and writes
 * its own under a lock. A line that was cut off by a crash was never acknowledged; the next append overwrites it.
 */
import * as fs from "node:fs"
import { makeMemoryStore, storeBehind } from "@juesuan/ledger"
import type {
  AppendReceipt,
  OrderedEventStoreShape,
  RecordedTexts,
  Snapshot,
  StoreFailure,
  StreamAppend,
  StreamHead
} from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

type Line =
  | { readonly batches: ReadonlyArray<StreamAppend>; readonly heads: ReadonlyArray<StreamHead> }
  | { readonly texts: ReadonlyArray<RecordedTexts> }
  | { readonly snapshot: Snapshot }

/** Opens, or makes, the ledger in a file. */
export const openJsonl = (file: string): OrderedEventStoreShape => {
  const memory = makeMemoryStore()
  let read = 0

  const replay = (line: Line): Effect.Effect<unknown, StoreFailure> => {
    if ("snapshot" in line) return memory.saveSnapshot(line.snapshot)
    if ("texts" in line) return Effect.orDie(memory.adopt(line.texts))
    return Effect.flatMap(Effect.orDie(memory.append(line.batches)), ({ heads }) =>
      line.heads.every(({ hash }, at) => hash === heads[at]!.hash)
        ? Effect.void
        : Effect.die(new Error(`${file}: the events do not come to the head saved with them`))
    )
  }
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
  const keeping = (lineOf: (receipt: AppendReceipt) => Line) => (receipt: AppendReceipt) =>
    Effect.sync(() => (receipt.appended > 0 ? write(lineOf(receipt)) : undefined))
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
        Effect.tap(
          memory.append(batches),
          keeping(({ heads }) => ({ batches, heads }))
        )
      ),
    adopt: (texts) =>
      locked(
        Effect.tap(
          memory.adopt(texts),
          keeping(() => ({ texts }))
        )
      ),
    saveSnapshot: (snapshot) =>
      locked(Effect.tap(memory.saveSnapshot(snapshot), () => Effect.sync(() => write({ snapshot }))))
  }
}
