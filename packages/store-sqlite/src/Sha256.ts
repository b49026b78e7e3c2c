/**
 * The host's SHA-256, for the hash chain: several times faster than the portable one.
 *
 * It is asked for hex throughout: a digest as bytes is a buffer outside the heap, which costs more to make than the
 * hash of a short text does, and more than reading the hex.
 */
import * as crypto from "node:crypto"
import { HashChain } from "@juesuan/ledger"

/** As lower-case hex. */
export const sha256Hex = (bytes: Uint8Array): string => crypto.hash("sha256", bytes, "hex")

/** SHA-256 of the host, many times faster than the portable one. */
export const sha256: HashChain.Sha256 = Object.assign(
  (bytes: Uint8Array): Uint8Array => HashChain.fromHex(sha256Hex(bytes)),
  { hex: sha256Hex }
)
