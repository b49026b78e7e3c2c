/**
 * `verify` and `digest`: is the ledger what was appended to it?
 */
import { HashChain } from "@juesuan/ledger"
import type { IntegrityBreak, VerifyReport } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out, say } from "../Console.ts"
import { Exit, exitCodes, usage } from "../ExitCode.ts"
import { ledgerPath, openLedger, orExit } from "../Ledger.ts"

const describe = (found: IntegrityBreak): string => {
  const place = [
    found.streamId,
    found.position === null ? null : `position ${found.position}`,
    found.version === null ? null : `version ${found.version}`,
    found.eventId === null ? null : `event ${found.eventId}`,
    found.source === null ? null : `from ${found.source}`
  ]
  return `${place.filter((part) => part !== null).join(", ")}: ${found.reason}`
}

const toJson = (report: VerifyReport, expected: string | undefined): string =>
  `${JSON.stringify({ ...report, expected: expected ?? null, ok: isIntact(report, expected) }, null, 2)}\n`

const isIntact = (report: VerifyReport, expected: string | undefined): boolean =>
  report.breaks.length === 0 && (expected === undefined || expected === report.digest)

/** Runs `verify`. */
export const verify = Effect.fn("verify")(function* (options: {
  readonly ledger: Option.Option<string>
  readonly digest: Option.Option<string>
  readonly format: "text" | "json"
}) {
  const expected = Option.getOrUndefined(Option.map(options.digest, (text) => text.trim().toLowerCase()))
  if (expected !== undefined && !HashChain.isHash(expected)) {
    return yield* Effect.fail(
      usage("--digest takes the 64 hexadecimal digits that `juesuan digest` printed.")
    )
  }
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const report = yield* orExit(store.verify)
  if (options.format === "json") out(toJson(report, expected))
  else {
    out(`${report.events} events in ${report.streams} streams\ndigest ${report.digest}\n`)
    for (const found of report.breaks) out(`BROKEN  ${describe(found)}\n`)
    if (expected !== undefined && expected !== report.digest) out(`BROKEN  the digest is not ${expected}\n`)
  }
  if (!isIntact(report, expected)) {
    return yield* Effect.fail(
      new Exit({
        code: exitCodes.integrityBroken,
        text: "The ledger is not what was appended to it. Restore it from a copy whose digest fits."
      })
    )
  }
  if (options.format === "text") {
    out("intact: every event hashes to the chain, every posting follows from its event\n")
    if (expected === undefined)
      say("Without --digest a ledger whose end was cut off looks intact: compare a saved digest.")
  }
})

/** Runs `digest`. */
export const digest = Effect.fn("digest")(function* (options: {
  readonly ledger: Option.Option<string>
  readonly format: "text" | "json"
}) {
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const heads = yield* orExit(store.heads)
  const root = HashChain.digestOf(heads)
  out(
    options.format === "json" ? `${JSON.stringify({ digest: root, streams: heads }, null, 2)}\n` : `${root}\n`
  )
})
