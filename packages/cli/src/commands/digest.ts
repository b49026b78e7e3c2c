/**
 * `digest`: what a ledger, or a unit's year, comes to.
 */
import { HashChain } from "@juesuan/ledger"
import type { EventStoreShape, StreamHead, StreamId } from "@juesuan/ledger"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out } from "../Console.ts"
import { orExit } from "../exitOf.ts"
import { chooseStream, ledgerPath, openLedger } from "../Ledger.ts"
import * as flags from "./options.ts"

/** Where a year was closed: the version and hash of its closing, or `null` while it is open. */
const closingOf = Effect.fn("closingOf")(function* (store: EventStoreShape, streamId: StreamId) {
  const facts = yield* orExit(store.facts(streamId))
  const closing = facts.findLast(({ event }) => event.type === "FiscalYearClosed")
  return closing === undefined
    ? null
    : { version: closing.version, hash: closing.hash, on: closing.occurredOn, recordedAt: closing.recordedAt }
})

const renderYear = (
  { streamId, version, hash, root }: StreamHead,
  closed: { readonly version: number; readonly hash: string; readonly on: string } | null
): string => {
  const lines = [streamId, `  version ${version}`, `  hash    ${hash}`, `  root    ${root}`]
  if (closed === null) lines.push("  open")
  else {
    const after = version - closed.version
    const since = after === 0 ? "" : `, ${after} ${after === 1 ? "event" : "events"} since`
    lines.push(`  closed  ${closed.on} at version ${closed.version}, ${closed.hash}${since}`)
  }
  return lines.join("\n")
}

/** Runs `digest`: of the whole ledger, or of one unit's year. */
export const digest = Effect.fn("digest")(function* (options: {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly format: "text" | "json"
}) {
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const heads = yield* orExit(store.heads)
  const root = HashChain.digestOf(heads)
  const isOfYear = Option.isSome(options.unit) || Option.isSome(options.year)
  const chosen = isOfYear ? yield* chooseStream(store, options.unit, options.year) : undefined
  const streams = []
  for (const head of heads) {
    if (chosen !== undefined && head.streamId !== chosen) continue
    streams.push({ ...head, closed: yield* closingOf(store, head.streamId) })
  }
  if (options.format === "json") return out(`${JSON.stringify({ digest: root, streams }, null, 2)}\n`)
  out(isOfYear ? `${streams.map((head) => renderYear(head, head.closed)).join("\n")}\n` : `${root}\n`)
})

/** `digest` with its arguments. */
export const command = Command.make(
  "digest",
  {
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    format: flags.format("text", "json")
  },
  digest
)
