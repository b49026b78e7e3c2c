/**
 * The host's SHA-256, for the hash chain: several times faster than the portable one.
 */
import * as crypto from "node:crypto"
import type { HashChain } from "@juesuan/ledger"

export const sha256: HashChain.Sha256 = (bytes) => crypto.hash("sha256", bytes, "buffer")

/** The same as lower-case hex, straight from the host: what the chain of an append keeps. */
export const sha256Hex = (bytes: Uint8Array): string => crypto.hash("sha256", bytes, "hex")
