/**
 * `verify`: is the ledger what was appended to it?
 */
import { HashChain } from "@juesuan/ledger"
import type { IntegrityBreak, TimeNotice, VerifyReport } from "@juesuan/ledger"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out, say } from "../Console.ts"
import { Exit, exitCodes, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { ledgerPath, openLedger } from "../Ledger.ts"
import * as flags from "./options.ts"

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

const describeNotice = ({ streamId, position, eventId, recordedAt, before, count }: TimeNotice): string => {
  const more = count === 1 ? "" : `, and ${count - 1} more of the stream`
  return (
    `${streamId}, position ${position}, event ${eventId}: recorded at ${recordedAt}, ` +
    `before the event ahead of it (${before})${more}`
  )
}

const toJson = (report: VerifyReport, expected: string | undefined): string =>
  `${JSON.stringify({ ...report, expected: expected ?? null, ok: isIntact(report, expected) }, null, 2)}\n`

const isIntact = (report: VerifyReport, expected: string | undefined): boolean =>
  report.breaks.length === 0 && (expected === undefined || expected === report.digest)

/** Whether everything is as it was appended, right or wrong. */
const isAsAppended = (report: VerifyReport, expected: string | undefined): boolean =>
  report.breaks.every(({ kind }) => kind === "invalid") &&
  (expected === undefined || expected === report.digest)

/** Runs `verify`. */
export const verify = Effect.fn("verify")(function* (options: {
  readonly ledger: Option.Option<string>
  readonly digest: Option.Option<string>
  readonly proof: Option.Option<string>
  readonly format: "text" | "json"
}) {
  const expected = Option.getOrUndefined(Option.map(options.digest, (text) => text.trim().toLowerCase()))
  if (expected !== undefined && !HashChain.isHash(expected)) {
    return yield* Effect.fail(
      usage("--digest takes the 64 hexadecimal digits that `juesuan digest` printed.")
    )
  }
  if (Option.isSome(options.proof)) {
    const file = options.proof.value
    const { verifyProof } = yield* Effect.promise(() => import("./proof.ts"))
    return yield* verifyProof(file, expected, options.format)
  }
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const report = yield* orExit(store.verify)
  if (options.format === "json") out(toJson(report, expected))
  else {
    out(`${report.events} events in ${report.streams} streams\ndigest ${report.digest}\n`)
    for (const found of report.breaks)
      out(`${found.kind === "altered" ? "BROKEN " : "INVALID"} ${describe(found)}\n`)
    for (const notice of report.notices) out(`NOTICE  ${describeNotice(notice)}\n`)
    if (expected !== undefined && expected !== report.digest) out(`BROKEN  the digest is not ${expected}\n`)
  }
  if (!isAsAppended(report, expected)) {
    return yield* Effect.fail(
      new Exit({
        code: exitCodes.integrityBroken,
        text: "The ledger is not what was appended to it. Restore it from a copy whose digest fits."
      })
    )
  }
  if (!isIntact(report, expected)) {
    return yield* Effect.fail(
      new Exit({
        code: exitCodes.findings,
        text:
          "The ledger is what was appended to it; the events named INVALID were wrong when they were recorded, by a " +
          "release that did not check them. Reverse those that move money or quotas (红字冲销) and enter them anew; " +
          "enter the others again as they should be."
      })
    )
  }
  if (options.format === "text") {
    out("intact: every event hashes to the chain, every posting follows from its event\n")
    if (report.notices.length > 0)
      say(
        "NOTICE: a clock was put back, or events were given earlier times; --known-at goes by each event's own."
      )
    if (expected === undefined)
      say("Without --digest a ledger whose end was cut off looks intact: compare a saved digest.")
  }
})

/** `verify` with its arguments. */
export const command = Command.make(
  "verify",
  {
    ledger: flags.ledger,
    digest: Flag.String("digest").pipe(
      Flag.withMetavar("H"),
      Flag.withDescription("a digest saved earlier, to compare with"),
      Flag.optional
    ),
    proof: Flag.String("proof").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("check an inclusion proof instead; needs no ledger"),
      Flag.optional
    ),
    format: flags.format("text", "json")
  },
  verify
)
