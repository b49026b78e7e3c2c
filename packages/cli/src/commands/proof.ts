/**
 * `proof`: that one event stands in the ledger, as a document that is checked without the ledger.
 */
import { checkProof, proofOf } from "@juesuan/ledger"
import type { InclusionProof } from "@juesuan/ledger"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Result from "effect/Result"
import { out, say } from "../Console.ts"
import { Exit, exitCodes, unreadable, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { jsonOf } from "../Input.ts"
import { integrityWords } from "../IntegrityWords.ts"
import { ledgerPath, openLedger } from "../Ledger.ts"
import { writeOutput } from "../Output.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

/** Runs `proof`. */
export const proof = Effect.fn("proof")(function* (options: {
  readonly event: string
  readonly ledger: Option.Option<string>
  readonly out: Option.Option<string>
}) {
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const made = yield* orExit(proofOf(store, options.event))
  if (made === null) {
    const text = `There is no event ${options.event}. \`juesuan explain\` names the events behind a figure.`
    return yield* Effect.fail(usage(text))
  }
  const json = `${JSON.stringify(made, null, 2)}\n`
  if (Option.isNone(options.out)) return out(json)
  yield* writeOutput(options.out.value, json)
  say(`wrote ${options.out.value}`)
})

const Hash = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/))
const Index = Schema.Number.check(Schema.makeFilter((n: number) => Number.isSafeInteger(n) && n >= 0))
// A tree of all the events there could ever be is less than 64 levels high.
const Path = Schema.Array(Hash).check(Schema.makeFilter((path: ReadonlyArray<string>) => path.length <= 64))
const Proof = Schema.Struct({
  schema: Schema.Literal("juesuan/inclusion-proof/1"),
  event: Schema.Struct({
    streamId: Schema.String,
    version: Index,
    eventId: Schema.String,
    type: Schema.String,
    schemaVersion: Index,
    occurredOn: Schema.String,
    recordedAt: Schema.String,
    documentNo: Schema.String,
    source: Schema.String,
    body: Schema.String
  }),
  previousHash: Hash,
  index: Index,
  path: Path,
  head: Schema.Struct({ streamId: Schema.String, version: Index, hash: Hash, root: Hash }),
  ledgerIndex: Index,
  ledgerSize: Index,
  ledgerPath: Path,
  digest: Hash
})

const readProof = (file: string): Effect.Effect<InclusionProof, Exit> =>
  Effect.gen(function* () {
    const json = yield* jsonOf(file)
    const read = Schema.decodeUnknownResult(Proof)(json)
    if (Result.isSuccess(read)) return read.success
    return yield* Effect.fail(unreadable(`${file} is no inclusion proof: ${read.failure.message}`))
  })

/** Runs `verify --proof`: no ledger is opened. */
export const verifyProof = Effect.fn("verifyProof")(function* (
  file: string,
  expected: string | undefined,
  format: "text" | "json",
  language: Language
) {
  const read = yield* readProof(file)
  const words = integrityWords[language]
  const fault = checkProof(read, expected ?? read.digest)
  const { eventId, streamId, version } = read.event
  if (format === "json") {
    const json = {
      eventId,
      streamId,
      version,
      digest: read.digest,
      expected: expected ?? null,
      fault,
      ok: fault === null
    }
    out(`${JSON.stringify(json, null, 2)}\n`)
  } else if (fault === null) {
    out(words.proven(read.event, read.digest))
  }
  if (fault !== null)
    return yield* Effect.fail(new Exit({ code: exitCodes.integrityBroken, text: words.notProven(fault) }))
  if (expected === undefined && format === "text") say(words.comparePublished)
})

/** `proof` with its arguments. */
export const command = Command.make(
  "proof",
  {
    event: Argument.String("EVENT").pipe(Argument.withDescription("the event's id, as explain prints it")),
    ledger: flags.ledger,
    format: flags.format("json"),
    out: flags.outFile
  },
  proof
)
