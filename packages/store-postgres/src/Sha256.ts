/** The host's SHA-256, for the hash chain: several times faster than the portable one. */
import * as crypto from "node:crypto"
import { HashChain } from "@juesuan/ledger"

/** As lower-case hex. */
const sha256Hex = (bytes: Uint8Array): string => crypto.hash("sha256", bytes, "hex")

/** SHA-256 of the host. */
export const sha256: HashChain.Sha256 = Object.assign(
  (bytes: Uint8Array): Uint8Array => HashChain.fromHex(sha256Hex(bytes)),
  { hex: sha256Hex }
)
