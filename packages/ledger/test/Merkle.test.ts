/**
 * Merkle trees and inclusion proofs. The roots are the well-known test vectors of Certificate Transparency.
 */
import { HashChain, Merkle, checkProof, makeMemoryStore, proofOf } from "@juesuan/ledger"
import type { InclusionProof } from "@juesuan/ledger"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import * as crypto from "node:crypto"
import { describe, expect, it } from "vitest"

const { numRuns, seed } = runs(process.env, 60, 20_240_107, 200)

/** RFC 6962's reference leaves, and the roots of the trees of the first n of them. */
const inputs = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f"
]
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
]
const leafOf = (hex: string): Uint8Array =>
  crypto
    .createHash("sha256")
    .update(Buffer.concat([Buffer.from([0]), Buffer.from(hex, "hex")]))
    .digest()
const leaves = inputs.map(leafOf)

describe("the root of a tree", () => {
  it.each(roots.map((root, size) => [size, root] as const))(
    "of %i leaves is the published one",
    (size, root) => {
      expect(HashChain.toHex(Merkle.rootOf(leaves.slice(0, size)))).toBe(root)
      const peaks: Array<Uint8Array> = []
      for (let index = 0; index < size; index++) Merkle.grow(peaks, index, leaves[index]!)
      const hexPeaks: Array<string> = []
      for (let index = 0; index < size; index++)
        Merkle.growHex(hexPeaks, index, HashChain.toHex(leaves[index]!))
      expect(hexPeaks).toEqual(peaks.map(HashChain.toHex))
      expect(Merkle.hexPeaksFromText(Merkle.peaksToText(peaks))).toEqual(hexPeaks)
      expect(Merkle.rootOfHexPeaks(hexPeaks)).toBe(root)
      const kept = Merkle.peaksFromText(Merkle.peaksToText(peaks))
      expect(HashChain.toHex(Merkle.rootOfPeaks(kept))).toBe(root)
    }
  )
})

describe("a path", () => {
  it("leads from every leaf to the root, and from no other place", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, pick, other) => {
        const all = Array.from({ length: size }, (_, index) => leafOf(index.toString(16).padStart(4, "0")))
        const index = pick % size
        const root = HashChain.toHex(Merkle.rootOf(all))
        const path = Merkle.pathOf(all, index)
        const led = Merkle.rootOfPath(all[index]!, index, size, path)
        expect(HashChain.toHex(led!)).toBe(root)
        const elsewhere = other % size
        if (elsewhere === index) return
        const wrong = Merkle.rootOfPath(all[index]!, elsewhere, size, path)
        expect(wrong === undefined || HashChain.toHex(wrong) !== root).toBe(true)
      }),
      { numRuns, seed }
    )
  })
})

describe("an inclusion proof", () => {
  const proofs = fc.tuple(Arbitrary.ledger(), fc.nat()).map(([{ steps }, pick]) => {
    const store = makeMemoryStore()
    for (const { streamId, expectedVersion, event } of steps)
      Effect.runSync(store.append([{ streamId, expectedVersion, events: [event] }]))
    const { eventId } = steps[pick % steps.length]!.event
    const { digest } = Effect.runSync(store.verify)
    return { proof: Effect.runSync(proofOf(store, eventId))!, digest }
  })

  it("holds for every event of a ledger against its digest, through JSON, without the ledger", () => {
    fc.assert(
      fc.property(proofs, ({ proof, digest }) => {
        expect(checkProof(JSON.parse(JSON.stringify(proof)) as InclusionProof, digest)).toBeNull()
      }),
      { numRuns, seed }
    )
  })

  it("fails when anything in it is changed, and against any other digest", () => {
    fc.assert(
      fc.property(proofs, fc.nat(), ({ proof, digest }, pick) => {
        const texts = ["eventId", "type", "occurredOn", "recordedAt", "documentNo", "source", "body"] as const
        const name = texts[pick % texts.length]!
        const changed = { ...proof, event: { ...proof.event, [name]: `${proof.event[name]} ` } }
        expect(checkProof(changed, digest)).not.toBeNull()
        expect(checkProof({ ...proof, previousHash: "f".repeat(64) }, digest)).not.toBeNull()
        expect(checkProof({ ...proof, index: proof.index + 1 }, digest)).not.toBeNull()
        expect(checkProof({ ...proof, path: [...proof.path, "f".repeat(64)] }, digest)).not.toBeNull()
        const head = { ...proof.head, hash: "f".repeat(64) }
        expect(checkProof({ ...proof, head }, digest)).not.toBeNull()
        expect(checkProof(proof, "f".repeat(64))).not.toBeNull()
      }),
      { numRuns, seed }
    )
  })

  it("is not made for an event the ledger does not have", () => {
    expect(Effect.runSync(proofOf(makeMemoryStore(), "nobody"))).toBeNull()
  })
})
