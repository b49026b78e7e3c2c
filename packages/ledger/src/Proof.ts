/**
 * Inclusion proofs: that one event stands in a ledger with a known digest, checked without the ledger.
 *
 * A proof holds the event's stored texts, the hash before it, the way from its hash to the root of its stream, and
 * the way from the stream's head to the digest. It shows that the event is there as it stands; it does not show
 * that nothing else is.
 */
import * as Effect from "effect/Effect"
import { leafOf } from "./HashChain.ts"
import * as HashChain from "./HashChain.ts"
import type { StreamHead } from "./Envelope.ts"
import type { EventStoreShape, StoreFailure } from "./EventStore.ts"
import * as Merkle from "./Merkle.ts"
import { fromHex, sha256, toHex } from "./Sha256.ts"
import type { Sha256 } from "./Sha256.ts"

/** The JSON of a proof. Hashes are lower-case hex, indexes count from zero. */
export interface InclusionProof {
  readonly schema: "juesuan/inclusion-proof/1"
  readonly event: HashChain.StoredTexts
  /** The hash of the event before it in its stream. */
  readonly previousHash: string
  /** The event's place among the stream's events, and the siblings on the way to the stream's root. */
  readonly index: number
  readonly path: ReadonlyArray<string>
  readonly head: StreamHead
  /** The stream's place among the ledger's streams, and the siblings on the way to the digest. */
  readonly ledgerIndex: number
  readonly ledgerSize: number
  readonly ledgerPath: ReadonlyArray<string>
  readonly digest: string
}

/** What a proof is made from. `hashes` are those of all events of the stream, `heads` those of the ledger. */
export interface ProofParts {
  readonly event: HashChain.StoredTexts
  readonly hashes: ReadonlyArray<string>
  readonly heads: ReadonlyArray<StreamHead>
}

/** Makes the proof of an event; `undefined` when the parts do not hold its stream or its version. */
export const prove = (
  { event, hashes, heads }: ProofParts,
  sha: Sha256 = sha256
): InclusionProof | undefined => {
  const ordered = HashChain.inStreamOrder(heads)
  const ledgerIndex = ordered.findIndex(({ streamId }) => streamId === event.streamId)
  const head = ordered[ledgerIndex]
  const index = event.version - 1
  if (head === undefined || hashes.length !== head.version || index < 0 || index >= hashes.length)
    return undefined
  const leaves = hashes.map(fromHex)
  const ledgerLeaves = ordered.map((each) => leafOf(each, sha))
  return {
    schema: "juesuan/inclusion-proof/1",
    event,
    previousHash: index === 0 ? HashChain.genesis : hashes[index - 1]!,
    index,
    path: Merkle.pathOf(leaves, index, sha).map(toHex),
    head,
    ledgerIndex,
    ledgerSize: ordered.length,
    ledgerPath: Merkle.pathOf(ledgerLeaves, ledgerIndex, sha).map(toHex),
    digest: HashChain.digestOf(heads, sha)
  }
}

/**
 * Checks a proof against a digest that was saved or published. Gives the first thing that does not hold, or `null`
 * when the event is in the ledger with that digest.
 */
export const checkProof = (proof: InclusionProof, digest: string, sha: Sha256 = sha256): string | null => {
  const { event, head } = proof
  if (event.streamId !== head.streamId) return "the head is of another stream than the event"
  if (event.version !== proof.index + 1) return "the event's version is not its place in the stream"
  if (!HashChain.isHash(proof.previousHash)) return "the previous hash is no hash"
  const leaf = fromHex(HashChain.hashOf(proof.previousHash, event, sha))
  const root = Merkle.rootOfPath(leaf, proof.index, head.version, proof.path.map(fromHex), sha)
  if (root === undefined || toHex(root) !== head.root)
    return "the event does not lead to the root of its stream"
  const { ledgerIndex, ledgerSize, ledgerPath } = proof
  const top = Merkle.rootOfPath(leafOf(head, sha), ledgerIndex, ledgerSize, ledgerPath.map(fromHex), sha)
  if (top === undefined || toHex(top) !== proof.digest)
    return "the stream does not lead to the digest in the proof"
  return proof.digest === digest ? null : "the digest in the proof is not the one to check against"
}

/** The proof of the first event with that id, from a store; `null` when the store has no such event. */
export const proofOf = (
  store: EventStoreShape,
  eventId: string
): Effect.Effect<InclusionProof | null, StoreFailure> =>
  Effect.gen(function* () {
    const [event] = yield* store.find([eventId])
    if (event === undefined) return null
    const hashes = yield* store.hashes(event.streamId)
    const heads = yield* store.heads
    const [recorded] = yield* store.texts(event.streamId, event.version, 1)
    if (recorded === undefined) return null
    const { hash: _, ...texts } = recorded
    return prove({ event: texts, hashes, heads }) ?? null
  })
