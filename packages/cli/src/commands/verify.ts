/**
 * `verify`: is the ledger what was appended to it?
 */
import { HashChain } from "@juesuan/ledger"
import type { VerifyReport } from "@juesuan/ledger"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { out, say } from "../Console.ts"
import { Exit, exitCodes, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { integrityWords, localeLanguage } from "../IntegrityWords.ts"
import { ledgerPath, openLedger } from "../Ledger.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

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
  readonly language: Option.Option<Language>
}) {
  const expected = Option.getOrUndefined(Option.map(options.digest, (text) => text.trim().toLowerCase()))
  if (expected !== undefined && !HashChain.isHash(expected)) {
    return yield* Effect.fail(
      usage("--digest takes the 64 hexadecimal digits that `juesuan digest` printed.")
    )
  }
  const language = Option.getOrElse(options.language, () => localeLanguage(process.env))
  if (Option.isSome(options.proof)) {
    const file = options.proof.value
    const { verifyProof } = yield* Effect.promise(() => import("./proof.ts"))
    return yield* verifyProof(file, expected, options.format, language)
  }
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const report = yield* orExit(store.verify)
  const words = integrityWords[language]
  if (options.format === "json") out(toJson(report, expected))
  else {
    out(words.counted(report))
    for (const found of report.breaks) out(words.broken(found))
    for (const notice of report.notices) out(words.notice(notice))
    if (expected !== undefined && expected !== report.digest) out(words.otherDigest(expected))
  }
  if (!isAsAppended(report, expected))
    return yield* Effect.fail(new Exit({ code: exitCodes.integrityBroken, text: words.altered }))
  if (!isIntact(report, expected))
    return yield* Effect.fail(new Exit({ code: exitCodes.findings, text: words.invalid }))
  if (options.format === "text") {
    out(words.intact)
    if (report.notices.length > 0) say(words.clocks)
    if (expected === undefined) say(words.compare)
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
    format: flags.format("text", "json"),
    language: flags.localeLanguage
  },
  verify
)
