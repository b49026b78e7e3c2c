/**
 * Errors of SQLite, of the host and of damaged rows as failures of the store.
 */
import * as fs from "node:fs"
import * as nodePath from "node:path"
import { Money } from "@juesuan/domain"
import { AmountsTooLarge, EventVersionUnknown, StoreFailure } from "@juesuan/ledger"
import type { StoreFailureKind } from "@juesuan/ledger"

/** What is stored is not what the store wrote. Thrown while reading; becomes a failure of kind `corrupt`. */
export class Damaged extends Error {}

/**
 * SQLite's primary result codes by what they mean here. A statement of ours that does not compile (1), a value of a
 * wrong type (20) or size (18), and a page that is none (11, 26) all say that the file is not as it was written.
 */
const kinds: Readonly<Record<number, StoreFailureKind>> = {
  1: "corrupt",
  3: "noPermission",
  5: "busy",
  6: "busy",
  8: "noPermission",
  11: "corrupt",
  13: "full",
  18: "corrupt",
  20: "corrupt",
  23: "noPermission",
  26: "corrupt"
}

const systemKinds: Readonly<Record<string, StoreFailureKind>> = {
  ENOENT: "absent",
  EACCES: "noPermission",
  EPERM: "noPermission",
  EROFS: "noPermission",
  ENOSPC: "full",
  EDQUOT: "full",
  EEXIST: "exists"
}

/** Whether the disk under a path has no block left for an ordinary user. */
const isDiskFull = (path: string): boolean => {
  try {
    return fs.statfsSync(nodePath.dirname(path)).bavail === 0
  } catch {
    // A path whose disk cannot be asked gets the failure that led here.
    return false
  }
}

interface HostError {
  readonly errcode?: number
  readonly code?: string
  readonly message: string
}

const kindOf = ({ errcode, code }: HostError, path: string): StoreFailureKind | undefined => {
  if (code === "ERR_INVALID_STATE") return "closed"
  // A number beyond what the store ever writes.
  if (code === "ERR_OUT_OF_RANGE") return "corrupt"
  if (errcode !== undefined || code === "ERR_SQLITE_ERROR") {
    const kind = kinds[(errcode ?? 10) & 0xff] ?? "input-output"
    return kind === "input-output" && isDiskFull(path) ? "full" : kind
  }
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return undefined
  return systemKinds[code] ?? "input-output"
}

/** An error met while working on a file as the store's failure; one that means none is a bug and thrown on. */
export const toFailure = (operation: string, path: string, error: unknown): StoreFailure => {
  if (error instanceof StoreFailure) return error
  const fail = (kind: StoreFailureKind, detail: string) =>
    new StoreFailure({ operation, path, detail, kind, isRetryable: kind === "busy", cause: error })
  if (error instanceof Damaged) return fail("corrupt", error.message)
  if (error instanceof SyntaxError) return fail("corrupt", "a stored text is no JSON any more.")
  // No append lets sums leave the exact range; a ledger of a former release may hold some that did.
  if (error instanceof Money.MoneyOverflow || error instanceof AmountsTooLarge)
    return fail("corrupt", error.message)
  if (error instanceof EventVersionUnknown) return fail("newer", error.message)
  const kind = kindOf(error as HostError, path)
  if (kind === undefined) throw error
  const { message } = error as HostError
  return fail(kind, kind === "full" ? `the disk is full (${message}).` : `${message}.`)
}
