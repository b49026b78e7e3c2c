/**
 * Completion: a draft and the entry it corrects become an event that its schema accepts.
 */
import { completePayload, eventTypes, isMoneyEvent, quote, registry } from "@juesuan/ledger"
import type { Event, EventOf, EventType, Line, MoneyEventType } from "@juesuan/ledger"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import type { LedgerLine } from "./Documents.ts"
import type { Draft } from "./Draft.ts"
import type { Operand } from "./Issue.ts"

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

const options = { onExcessProperty: "error", errors: "all" } as const

const decoders = Object.fromEntries(
  eventTypes.map((type) => [
    type,
    Schema.decodeUnknownResult(registry[type].payload as Schema.Codec<unknown, unknown>, options)
  ])
) as unknown as Readonly<Record<EventType, (input: unknown) => Result.Result<unknown, Schema.SchemaError>>>

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const detailOf = (key: string, message: string): Operand => {
  if (message === "Missing key") return { zh: `缺少 ${key}`, en: `${key} is missing` }
  if (message === "Expected no excess property") return { zh: `没有 ${key} 这一项`, en: `there is no ${key}` }
  const expected = message.replace(/^Expected /, "").replace("<filter>", "a number in range")
  return { zh: `${key} 的值不合要求（${expected}）`, en: `${key} is not ${expected}` }
}

/**
 * Checks a payload against the schema of its type. What may be left out is filled in, and an entry that is quoted at a
 * former version is read as today's; the result
 * holds nothing the schema does not name.
 */
export const checkPayload = (
  type: EventType,
  payload: unknown
): Result.Result<Event, ReadonlyArray<CompletionFault>> => {
  const decoded = decoders[type](completePayload(type, payload))
  if (Result.isSuccess(decoded)) return Result.succeed({ type, payload: decoded.success } as Event)
  const faults = format(decoded.failure.issue).issues.map(({ path, message }): CompletionFault => {
    const key = (path ?? []).map((step) => String(typeof step === "object" ? step.key : step)).join(".")
    return { fault: "payload", key, detail: detailOf(key, message) }
  })
  return Result.fail(faults)
}

/** Completes a draft. Fails with every fault of its payload. */
export const complete = (
  draft: Draft,
  original: LedgerLine | undefined
): Result.Result<Event, ReadonlyArray<CompletionFault>> => {
  const payload = payloadOf(draft, original)
  return isFault(payload) ? Result.fail([payload]) : checkPayload(draft.type, payload)
}
