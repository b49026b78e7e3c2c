/**
 * What a payload says when it leaves out what was added after its first version: no counterparty, no attributes.
 *
 * Events of former versions are read so, and events that are made may leave the same out.
 */

/** A payload as JSON, of whatever version. */
export type StoredPayload = Readonly<Record<string, unknown>>

type Defaulted = "counterparty" | "attributes"

/** A payload or a line whose defaulted fields may be left out. */
export type Given<P> = {
  readonly [K in keyof P as K extends Defaulted ? never : K]: P[K] extends { readonly counterparty: string }
    ? Given<P[K]>
    : P[K]
} & { readonly [K in keyof P as K extends Defaulted ? K : never]?: P[K] }

// A copy begins with what it copies: that keeps its shape, and is several times faster than the other way round.
const withCounterparty = <P>(part: P): P =>
  typeof part !== "object" || part === null || "counterparty" in part ? part : { ...part, counterparty: "" }

const onLine = (payload: StoredPayload): StoredPayload => {
  const line = withCounterparty(payload["line"])
  return line === payload["line"] ? payload : { ...payload, line }
}

const withAttributes = (payload: StoredPayload): StoredPayload =>
  "attributes" in payload ? payload : { ...payload, attributes: {} }

const defaults: Readonly<Record<string, (payload: StoredPayload) => StoredPayload>> = {
  FiscalYearOpened: withAttributes,
  ProjectRegistered: withAttributes,
  IncomeReceived: withCounterparty,
  DisbursementPaid: onLine,
  DisbursementReturned: onLine,
  DisbursementReclassified: (payload) => ({
    ...payload,
    from: withCounterparty(payload["from"]),
    to: withCounterparty(payload["to"])
  })
}

/** The payload of an event of that type with what it leaves out filled in. Total on whatever it is given. */
export const withDefaults = (type: string, payload: StoredPayload): StoredPayload =>
  Object.hasOwn(defaults, type) && typeof payload === "object" && payload !== null
    ? defaults[type]!(payload)
    : payload
