/**
 * The hash chain: SHA-256 over length-prefixed canonical bytes, chained per stream.
 *
 * What is hashed is what is stored: the envelope's texts and the payload's canonical JSON, each preceded by its
 * length, so that no two events share their bytes. A stream's events are also the leaves of a Merkle tree, and the
 * ledger's digest is the Merkle root over the stream heads, with their trees' roots, in stream order. How
 * streams interleave is not hashed: a stream keeps its hash in another ledger.
 *
 * A chain shows any change before a head that was saved; it cannot show that the tail was cut off without one.
 */
import { bytesOfEvent, canonicalBytes, textsOf } from "./CanonicalBytes.ts"
import type { StoredTexts } from "./CanonicalBytes.ts"
import { canonicalJson } from "./CanonicalJson.ts"
import type { NewEvent, StreamHead, StreamId } from "./Envelope.ts"
import * as Merkle from "./Merkle.ts"
import { fromHex, sha256, toHex } from "./Sha256.ts"
import type { Sha256 } from "./Sha256.ts"

export { bytesOfEvent, canonicalBytes, canonicalJson, fromHex, sha256, textsOf, toHex }
export type { Sha256, StoredTexts }

/** The hash before the first event of every stream. */
export const genesis = "0".repeat(64)

/** The one global of every host that this module needs; declared here so that it asks for no host's types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

const encoder = new TextEncoder()

const hexOf = (bytes: Uint8Array, hash: Sha256): string =>
  hash.hex === undefined ? toHex(hash(bytes)) : hash.hex(bytes)

/** The hash of an event that follows `previousHash` in its stream, lower-case hex. */
export const hashOf = (previousHash: string, texts: StoredTexts, hash: Sha256 = sha256): string =>
  hexOf(canonicalBytes(previousHash, texts), hash)

/** The same of an event whose texts are not needed: what {@link hashOf} gives of its {@link textsOf}. */
export const hashOfEvent = (
  previousHash: string,
  streamId: StreamId,
  version: number,
  schemaVersion: number,
  event: NewEvent,
  hash: Sha256 = sha256
): string => hexOf(bytesOfEvent(previousHash, streamId, version, schemaVersion, event), hash)

/** A stream's head as a leaf of the ledger's tree. */
export const leafOf = ({ streamId, version, hash, root }: StreamHead, sha: Sha256 = sha256): Uint8Array =>
  sha(encoder.encode(`\u0000${streamId}\n${version}\n${hash}\n${root}`))

/** Heads in stream order, as the ledger's tree has them. */
export const inStreamOrder = (heads: ReadonlyArray<StreamHead>): ReadonlyArray<StreamHead> =>
  [...heads].sort((a, b) => (a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : 0))

/** The ledger's digest: the Merkle root over its stream heads in stream order, lower-case hex. */
export const digestOf = (heads: ReadonlyArray<StreamHead>, sha: Sha256 = sha256): string =>
  toHex(
    Merkle.rootOf(
      inStreamOrder(heads).map((head) => leafOf(head, sha)),
      sha
    )
  )

/** Whether the text can be a digest or a hash. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
