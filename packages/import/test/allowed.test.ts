/**
 * What a field may hold is said in Chinese too, for every field of every event and of the envelope.
 */
import { allowedBy, eventFault, eventTypes, payloadFaults, registry } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { describe, expect, it } from "vitest"
import { allowedInChinese, hasAllowedWords } from "../src/words/allowed.ts"

type Shape = Parameters<typeof allowedBy>[0]

/** What the leaves of a schema may hold. */
const leavesOf = (schema: Shape): ReadonlyArray<string> => {
  if (schema.value !== undefined) return leavesOf(schema.value)
  if (schema.fields === undefined) return [allowedBy(schema)]
  return Object.entries(schema.fields).flatMap(([name, field]) => (name === "entry" ? [] : leavesOf(field)))
}

const sound: NewEvent = {
  eventId: "1/2024/a#1",
  occurredOn: "2024-01-01",
  recordedAt: "2024-01-01T00:00:00.000Z",
  documentNo: "",
  source: null,
  event: { type: "ExplanationGiven", payload: { subject: "N/1/change", text: "a" } }
}
const envelopes: ReadonlyArray<object> = [
  { eventId: "" },
  { occurredOn: "" },
  { recordedAt: "" },
  { documentNo: null },
  { source: 1 },
  { source: { file: "" } },
  { source: { file: "a", sheet: 1, row: 1 } },
  { source: { file: "a", row: 0 } },
  { source: { file: "a", row: 1, extra: 1 } },
  { event: { type: "none", payload: {} } }
]

describe("what is allowed is said in Chinese", () => {
  it.each(eventTypes)("of %s", (type) => {
    const said = [
      ...leavesOf(registry[type].payload as unknown as Shape),
      ...payloadFaults(type, {}).map(({ allowed }) => allowed),
      ...payloadFaults(type, null).map(({ allowed }) => allowed),
      ...payloadFaults(type, { note: 1 }).map(({ allowed }) => allowed)
    ]
    expect(said.filter((allowed) => !hasAllowedWords(allowed))).toEqual([])
    expect(said.map(allowedInChinese).filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([])
  })

  it.each(envelopes)("of an envelope with %o", (more) => {
    const fault = eventFault({ ...sound, ...more } as NewEvent, () => undefined)
    expect(fault === null || hasAllowedWords(fault.allowed)).toBe(true)
    expect(fault).not.toBeNull()
  })
})
