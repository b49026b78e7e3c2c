/**
 * Merkle trees in the manner of RFC 9162 §2.1: a list of hashes as one root, with short proofs of membership.
 *
 * Leaves are hashes already: an event's hash is SHA-256 of bytes that begin with zero (the first byte of a length
 * prefix), which is what the RFC's leaf prefix is for; nodes are SHA-256 of one, left, right. A tree that only grows
 * is kept as its peaks: the roots of the perfect trees that its size in binary is made of, at most one a bit.
 */
import { fromHex, readHex, sha256, toHex } from "./Sha256.ts"
import type { Sha256 } from "./Sha256.ts"

/** The roots of a tree's perfect parts, largest first. A tree of n leaves has as many as n has binary ones. */
export type Peaks = ReadonlyArray<Uint8Array>

const node = new Uint8Array(65)
node[0] = 1

/** The hash of an inner node. */
export const nodeOf = (left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array => {
  node.set(left, 1)
  node.set(right, 33)
  return hash(node)
}

/** Adds a leaf to the peaks of a tree of `size` leaves, in place: one node hash on average. */
export const grow = (
  peaks: Array<Uint8Array>,
  size: number,
  leaf: Uint8Array,
  hash: Sha256 = sha256
): void => {
  let top = leaf
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = nodeOf(peaks.pop()!, top, hash)
  peaks.push(top)
}

const nodeOfHex = (left: string, right: string, hash: Sha256): string => {
  readHex(left, node, 1)
  readHex(right, node, 33)
  return hash.hex === undefined ? toHex(hash(node)) : hash.hex(node)
}

/**
 * {@link grow} for peaks kept as hex: an append has its leaves as hex, and neither reads them into bytes of their own
 * nor writes them back.
 */
export const growHex = (peaks: Array<string>, size: number, leaf: string, hash: Sha256 = sha256): void => {
  let top = leaf
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = nodeOfHex(peaks.pop()!, top, hash)
  peaks.push(top)
}

/** The root of the tree with these peaks, all in hex. */
export const rootOfHexPeaks = (peaks: ReadonlyArray<string>, hash: Sha256 = sha256): string =>
  toHex(rootOfPeaks(peaks.map(fromHex), hash))

/** The root of the tree with these peaks; that of no leaves is the hash of nothing. */
export const rootOfPeaks = (peaks: Peaks, hash: Sha256 = sha256): Uint8Array =>
  peaks.length === 0 ? hash(new Uint8Array(0)) : peaks.reduceRight((right, left) => nodeOf(left, right, hash))

/** The peaks of a list of leaves. */
export const peaksOf = (leaves: ReadonlyArray<Uint8Array>, hash: Sha256 = sha256): Peaks => {
  const peaks: Array<Uint8Array> = []
  for (const [index, leaf] of leaves.entries()) grow(peaks, index, leaf, hash)
  return peaks
}

/** Peaks as one text of hex digits, and back. */
export const peaksToText = (peaks: Peaks): string => peaks.map(toHex).join("")

/** Reads the peaks of a tree, as hex, from the text {@link peaksToText} makes. */
export const hexPeaksFromText = (text: string): Array<string> => text.match(/.{64}/g) ?? []

/** Reads the peaks of a tree from the text {@link peaksToText} makes. */
export const peaksFromText = (text: string): Array<Uint8Array> =>
  hexPeaksFromText(text).map((hex) => fromHex(hex))

/** The largest power of two below `size`; the RFC splits a tree there. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))

/** The root of a list of leaves. */
export const rootOf = (leaves: ReadonlyArray<Uint8Array>, hash: Sha256 = sha256): Uint8Array =>
  rootOfPeaks(peaksOf(leaves, hash), hash)

/** The siblings on the way from a leaf to the root, the leaf's own first. */
export const pathOf = (
  leaves: ReadonlyArray<Uint8Array>,
  index: number,
  hash: Sha256 = sha256
): ReadonlyArray<Uint8Array> => {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...pathOf(left, index, hash), rootOf(right, hash)]
    : [...pathOf(right, index - split, hash), rootOf(left, hash)]
}

/**
 * The root that a leaf and its siblings lead to in a tree of `size` leaves; `undefined` when the number of
 * siblings cannot be that of a leaf at `index`.
 */
export const rootOfPath = (
  leaf: Uint8Array,
  index: number,
  size: number,
  path: ReadonlyArray<Uint8Array>,
  hash: Sha256 = sha256
): Uint8Array | undefined => {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    return undefined
  if (size === 1) return path.length === 0 ? leaf : undefined
  const sibling = path.at(-1)
  if (sibling === undefined) return undefined
  const split = splitOf(size)
  const isLeft = index < split
  const inner = isLeft
    ? rootOfPath(leaf, index, split, path.slice(0, -1), hash)
    : rootOfPath(leaf, index - split, size - split, path.slice(0, -1), hash)
  if (inner === undefined) return undefined
  return isLeft ? nodeOf(inner, sibling, hash) : nodeOf(sibling, inner, hash)
}
