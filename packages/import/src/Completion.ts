/**
 * Completion: a draft and the entry it corrects become an event that its schema accepts.
 */
import { NO_FIELD, Refusal, completePayload, isMoneyEvent, payloadFaults, quote } from "@juesuan/ledger"
import type { Event, EventOf, EventType, Line, MoneyEventType, PayloadFault } from "@juesuan/ledger"
import * as Result from "effect/Result"
import type { LedgerLine } from "./Documents.ts"
import type { Draft } from "./Draft.ts"
import type { Operand } from "./Issue.ts"
import { allowedInChinese } from "./words/allowed.ts"

type Payload = Readonly<Record<string, unknown>>

/** Why a draft is no event. */
export type CompletionFault =
  | { readonly fault: "targetAbsent" }
  | { readonly fault: "amountDiffers"; readonly amount: number }
  | { readonly fault: "payload"; readonly key: string; readonly detail: Operand }

/**
 * The line with the columns that were filled in. A line that becomes basic expenditure leaves its project.
 */
const redirected = (line: Payload, target: Payload): Payload => ({
  ...line,
  ...(target["nature"] === "basic" ? { project: "" } : {}),
  ...target
})

/** Closing lines as a sheet may state them: by fund only, where nothing more is said. */
const detailed = (closing: unknown): unknown =>
  Array.isArray(closing)
    ? closing.map((line: unknown) =>
        line !== null && typeof line === "object"
          ? { function: "", nature: "", project: "", kind: "carryover", ...line }
          : line
      )
    : closing

/** The payload of a draft; `original` is there when the type names one. */
const payloadOf = (draft: Draft, original: LedgerLine | undefined): Payload | CompletionFault => {
  const { type, parts } = draft
  if (type === "BudgetTransferred") {
    const { to, ...rest } = parts as { readonly to: Payload; readonly from: Payload }
    return Object.keys(to).length === 0
      ? { fault: "targetAbsent" }
      : { ...rest, to: redirected(rest.from, to) }
  }
  if (type === "FiscalYearClosed") return { ...parts, closing: detailed(parts["closing"]) }
  if (original === undefined) return parts
  const corrects = original.eventId
  if (type === "OpeningAdjusted") return { ...parts, corrects }
  if (type === "EntryReversed") {
    const { amount, reason } = parts as { readonly amount?: number; readonly reason: string }
    const { payload } = original.event
    if (amount !== undefined && "amount" in payload && payload.amount !== amount) {
      return { fault: "amountDiffers", amount: payload.amount }
    }
    const entry = isMoneyEvent(original.event.type)
      ? quote(original.event as EventOf<MoneyEventType>)
      : original.event
    return { corrects, reason, entry }
  }
  const paid = (original.event as Extract<Event, { type: "DisbursementPaid" }>).payload.line as Line & Payload
  if (type === "DisbursementReturned") {
    return { corrects, ...parts, line: { ...paid, ...(parts["line"] as Payload) } }
  }
  const { from, to, ...rest } = parts as { readonly from: Payload; readonly to: Payload }
  if (Object.keys(to).length === 0) return { fault: "targetAbsent" }
  const source = { ...paid, ...from }
  return { corrects, ...rest, from: source, to: redirected(source, to) }
}

const isFault = (made: Payload | CompletionFault): made is CompletionFault =>
  typeof made["fault"] === "string"

/** A fault in words: the field, what it holds and what it may hold. */
const detailOf = ({ field, value, allowed }: PayloadFault): Operand => {
  if (allowed === NO_FIELD) return { zh: `没有 ${field} 这一项`, en: `there is no ${field}` }
  const found = value === undefined ? undefined : Refusal.shownValue(value)
  return {
    zh: `${field} ${found === undefined ? "缺失" : `为 ${found}`}，应为${allowedInChinese(allowed)}`,
    en: `${field} is ${found ?? "missing"}, and should be ${allowed}`
  }
}

/**
 * Checks a payload against the schema of its type. What may be left out is filled in, and an entry quoted
 * at a former version is read as today's. A field that `isGiven` is taken as it is.
 */
export const checkPayload = (
  type: EventType,
  given: unknown,
  isGiven: (field: string) => boolean = () => false
): Result.Result<Event, ReadonlyArray<CompletionFault>> => {
  const payload = completePayload(type, given)
  const faults = payloadFaults(type, payload).filter(({ field }) => !isGiven(field))
  if (faults.length === 0) return Result.succeed({ type, payload } as Event)
  return Result.fail(faults.map((found) => ({ fault: "payload", key: found.field, detail: detailOf(found) })))
}

/** What a reversal quotes is in the ledger as it is, whatever it says. */
const isQuoted = (field: string): boolean => field.startsWith("entry.")

/** Completes a draft. Fails with every fault of its payload. */
export const complete = (
  draft: Draft,
  original: LedgerLine | undefined
): Result.Result<Event, ReadonlyArray<CompletionFault>> => {
  const payload = payloadOf(draft, original)
  if (isFault(payload)) return Result.fail([payload])
  return checkPayload(draft.type, payload, draft.type === "EntryReversed" ? isQuoted : undefined)
}
