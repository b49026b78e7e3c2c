/**
 * Errors of the server, of the network and of damaged rows as failures of the store.
 */
import { Money } from "@juesuan/domain"
import { AmountsTooLarge, EventVersionUnknown, StoreFailure } from "@juesuan/ledger"
import type { StoreFailureKind } from "@juesuan/ledger"

/** What is stored is not what the store wrote. Thrown while reading; becomes a failure of kind `corrupt`. */
export class Damaged extends Error {}

/** An error as the libraries and the system make them. */
export interface Failing {
  readonly code?: string
  readonly message: string
  readonly hint?: string
}

/** SQLSTATE codes, whole or by class, by what they mean here. */
const states: Readonly<Record<string, StoreFailureKind>> = {
  "08": "unreachable",
  "28": "noPermission",
  "3D000": "unreachable",
  "40": "busy",
  "42501": "noPermission",
  "25006": "noPermission",
  "53100": "full",
  "53": "busy",
  "55P03": "busy",
  "57": "unreachable",
  "57014": "busy",
  "58": "input-output",
  XX001: "corrupt",
  XX002: "corrupt"
}

/** What the network says. A connection that ends in the middle has no code of its own in every library. */
const networkCodes = /^E(CONN|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE)/
const ended = /Connection terminated|connection is closed|timeout exceeded when trying to connect/i

const isState = (code: string | undefined): code is string => code !== undefined && /^[0-9A-Z]{5}$/.test(code)

const kindOf = ({ code, message }: Failing): StoreFailureKind | undefined => {
  if (message === "Cannot use a pool after calling end on the pool") return "closed"
  if (isState(code) && !networkCodes.test(code))
    return states[code] ?? states[code.slice(0, 2)] ?? "input-output"
  return (code !== undefined && networkCodes.test(code)) || ended.test(message) ? "unreachable" : undefined
}

const asSentence = (text: string): string => (/[.!?。]$/.test(text) ? text : `${text}.`)

/** An error met while working on a ledger as the store's failure; one that means none is a bug and thrown on. */
export const toFailure = (operation: string, path: string, error: unknown): StoreFailure => {
  if (error instanceof StoreFailure) return error
  const fail = (kind: StoreFailureKind, detail: string) => {
    const isRetryable = kind === "busy" || (kind === "unreachable" && (error as Failing).code !== "3D000")
    return new StoreFailure({ operation, path, detail, kind, isRetryable, cause: error })
  }
  if (error instanceof Damaged || error instanceof Money.MoneyOverflow || error instanceof AmountsTooLarge)
    return fail("corrupt", error.message)
  if (error instanceof SyntaxError) return fail("corrupt", "a stored text is no JSON any more.")
  if (error instanceof EventVersionUnknown) return fail("newer", error.message)
  const kind = kindOf(error as Failing)
  if (kind === undefined) throw error
  const { code, message, hint } = error as Failing
  const said = isState(code) ? `the server says ${code}: ${message}` : message
  const text = said === "" ? `${String(code)}.` : asSentence(said)
  return fail(kind, hint === undefined ? text : `${text} ${asSentence(hint)}`)
}
