/**
 * Given, when, then for decisions: what had happened, what is asked for, and exactly what comes of it.
 *
 * `then` takes the events in order, all of them: an expected subset does not pass. Failures are thrown as errors
 * whose message shows both sides, so that any test runner can be used.
 */
import { HashChain, decide, evolve, initialState, registry } from "@juesuan/ledger"
import type {
  DecisionContext,
  Event,
  NewEvent,
  RecordedTexts,
  Refusal,
  StreamId,
  YearState
} from "@juesuan/ledger"
import * as Result from "effect/Result"

/**
 * An event put in an envelope: the n-th of its story. To be appended to a store, its id has to begin with the unit and
 * the year of the stream: `idPrefix` is such as `100001/2024/`.
 */
export const recorded = (
  event: Event,
  serial: number,
  occurredOn = "2024-06-01",
  idPrefix = ""
): NewEvent => ({
  eventId: `${idPrefix}E${serial}`,
  occurredOn,
  recordedAt: "2025-01-01T00:00:00.000Z",
  documentNo: `D${serial}`,
  source: null,
  event
})

/**
 * The texts of events recorded one after the other from the start of a stream, for a store to adopt: so a test has
 * what no append accepts any more, such as ids of before.
 */
export const recordedTexts = (
  streamId: StreamId,
  events: ReadonlyArray<NewEvent>
): ReadonlyArray<RecordedTexts> => {
  let hash = HashChain.genesis
  return events.map((event, index) => {
    const texts = HashChain.textsOf(streamId, index + 1, registry[event.event.type].version, event)
    hash = HashChain.hashOf(hash, texts)
    return { ...texts, hash }
  })
}

/** The outcome of a command, to be compared. */
export interface Outcome {
  /** Exactly these events, in this order. */
  readonly then: (...events: ReadonlyArray<Event>) => void
  /** Refused with this tag, and with these operands where given; or with exactly this refusal. */
  readonly thenRefused: (
    refusal: Refusal.Refusal["_tag"] | Refusal.Refusal,
    operands?: Readonly<Record<string, unknown>>
  ) => void
}

/** What has happened so far, and what can be tried on it: see {@link given}. */
export interface Story {
  readonly when: (event: Event, occurredOn?: string, context?: DecisionContext) => Outcome
  readonly state: YearState
}

const show = (value: unknown): string => HashChain.canonicalJson(value)

/** The operands of a refusal: its own fields, without what every error has. */
const operandsOf = (refusal: Refusal.Refusal): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(refusal).filter(([name]) => !["_tag", "stack", "message", "name"].includes(name))
  )

const outcomeOf = (result: Result.Result<ReadonlyArray<NewEvent>, Refusal.Refusal>): Outcome => ({
  // oxlint-disable-next-line unicorn/no-thenable -- given/when/then reads so; an outcome is never awaited
  then: (...expected) => {
    if (Result.isFailure(result))
      throw new Error(`refused: ${result.failure._tag}: ${result.failure.message}`)
    const actual = result.success.map(({ event }) => event)
    if (show(actual) !== show(expected))
      throw new Error(`expected ${show(expected)}\nactual   ${show(actual)}`)
  },
  thenRefused: (expected, operands = {}) => {
    const tag = typeof expected === "string" ? expected : expected._tag
    if (Result.isSuccess(result)) throw new Error(`expected ${tag}, but it was accepted`)
    const refusal = result.failure as unknown as Readonly<Record<string, unknown>>
    if (refusal["_tag"] !== tag) throw new Error(`expected ${tag}, was ${String(refusal["_tag"])}`)
    if (typeof expected !== "string" && expected.message !== result.failure.message) {
      throw new Error(`${tag}: expected ${expected.message}\nactual   ${result.failure.message}`)
    }
    const wanted = typeof expected === "string" ? operands : operandsOf(expected)
    for (const [name, value] of Object.entries(wanted)) {
      if (show(refusal[name]) !== show(value)) {
        throw new Error(`${tag}.${name}: expected ${show(value)}, was ${show(refusal[name])}`)
      }
    }
  }
})

/** What had happened, event by event; events are E1, E2, … and their documents D1, D2, … */
export const given = (...history: ReadonlyArray<Event>): Story => {
  const state = history.reduce<YearState>(
    (before, event, index) => evolve(before, recorded(event, index + 1)),
    initialState
  )
  return {
    state,
    when: (event, occurredOn, context) =>
      outcomeOf(decide(recorded(event, history.length + 1, occurredOn), state, 2024, context))
  }
}
