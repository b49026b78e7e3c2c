/**
 * The laws of replay: no split, order, store or engine changes the cube; windows and explanations see what they say.
 */
import { HashChain } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent, StreamAppend, Window } from "@juesuan/ledger"
import { Cube, matcherOf } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import type { Ledger, Step } from "../arbitrary/ledger.ts"
import { chosen, cubeOf, differences, figuresOf, tablesOf } from "./System.ts"
import type { Law, LedgerLaw, System } from "./System.ts"

const appendSteps = (store: EventStoreShape, steps: ReadonlyArray<Step>, batchSize: number): void => {
  for (let start = 0; start < steps.length; start += batchSize) {
    const batches = new Map<string, StreamAppend>()
    for (const { streamId, expectedVersion, event } of steps.slice(start, start + batchSize)) {
      const batch = batches.get(streamId)
      batches.set(
        streamId,
        batch === undefined
          ? { streamId, expectedVersion, events: [event] }
          : { ...batch, events: [...batch.events, event] }
      )
    }
    Effect.runSync(store.append([...batches.values()]))
  }
}

const storedCube = (
  store: EventStoreShape,
  streamIds: ReadonlyArray<string>,
  window: Window = {}
): Cube.Cube => Cube.fromPostings(Effect.runSync(store.totals(streamIds, window)))

/** Deals events out to piles. */
const piles = (events: ReadonlyArray<NewEvent>, count: number, pick: number): Array<Array<NewEvent>> => {
  const dealt = Array.from({ length: count }, (): Array<NewEvent> => [])
  events.forEach((event, index) => dealt[(index * 7 + (pick >> (index % 16))) % count]!.push(event))
  return dealt
}

const streamsOf = ({ years }: Ledger): ReadonlyArray<string> => years.map(({ streamId }) => streamId)

/** Replaying any prefix, in any split between streams and stores, gives the same cube. */
export const anySplitIsTheSame: LedgerLaw = (system, ledger, pick) => {
  const steps = ledger.steps.slice(0, pick % (ledger.steps.length + 1))
  const events = steps.map(({ event }) => event)
  const streams = streamsOf(ledger)
  const whole = cubeOf(system, events)
  const together = system.makeStore()
  appendSteps(together, steps, 1 + (pick % 5))
  const apart = streams.map((streamId) => {
    const store = system.makeStore()
    appendSteps(
      store,
      steps.filter((step) => step.streamId === streamId),
      100
    )
    return storedCube(store, [streamId])
  })
  const dealt = piles(events, 3, pick).map((pile) => cubeOf(system, pile))
  const mergeAll = (cubes: ReadonlyArray<Cube.Cube>): Cube.Cube => cubes.reduce(system.merge, Cube.empty)
  const ways: ReadonlyArray<readonly [how: string, cube: Cube.Cube]> = [
    ["backwards", cubeOf(system, events.toReversed())],
    ["from one store", storedCube(together, streams)],
    ["stream by stream from one store", mergeAll(streams.map((stream) => storedCube(together, [stream])))],
    ["from a store for each stream", mergeAll(apart)],
    ["in three piles", mergeAll(dealt)],
    ["in three piles, the last first", mergeAll(dealt.toReversed())]
  ]
  const year = ledger.years[0]!.year
  const tables = figuresOf(system.derive(whole, system.pack, year))
  return ways.flatMap(([how, cube]) => [
    ...(Cube.equals(cube, whole) ? [] : [`${how}, the cube differs`]),
    ...differences(tables, figuresOf(system.derive(cube, system.pack, year))).map((text) => `${how}: ${text}`)
  ])
}

/** Merging cubes is associative and commutative, with the empty cube as its unit. */
export const mergingIsAMonoid: LedgerLaw = (system, ledger, pick) => {
  const events = ledger.steps.map(({ event }) => event)
  const [a, b, c] = piles(events, 3, pick).map((pile) => cubeOf(system, pile)) as [
    Cube.Cube,
    Cube.Cube,
    Cube.Cube
  ]
  const { merge } = system
  const laws: ReadonlyArray<readonly [law: string, left: Cube.Cube, right: Cube.Cube]> = [
    ["associative", merge(merge(a, b), c), merge(a, merge(b, c))],
    ["commutative", merge(a, b), merge(b, a)],
    ["the empty cube on the right", merge(a, Cube.empty), a],
    ["the empty cube on the left", merge(Cube.empty, a), a]
  ]
  return laws.flatMap(([law, left, right]) => (Cube.equals(left, right) ? [] : [`not ${law}`]))
}

/** In what turns streams are recorded changes no stream's hash, and so not the ledger's digest. */
export const turnsDoNotMatter: LedgerLaw = (system, ledger, pick) => {
  const [inTurns, oneByOne] = [system.makeStore(), system.makeStore()]
  appendSteps(inTurns, ledger.steps, 1 + (pick % 7))
  for (const { streamId, events } of ledger.years.toReversed()) {
    Effect.runSync(oneByOne.append([{ streamId, expectedVersion: 0, events }]))
  }
  const heads = [inTurns, oneByOne].map((store) => Effect.runSync(store.heads))
  const [left, right] = heads.map((each) => HashChain.digestOf(each))
  const positions = Effect.runSync(inTurns.readPositions(1, 1_000_000)).map(({ position }) => position)
  const gaps = positions.filter((position, index) => position !== index + 1)
  return [
    ...(left === right ? [] : [`the digests are ${left} and ${right}`]),
    ...(gaps.length === 0 && positions.length === ledger.steps.length ? [] : ["positions have gaps"])
  ]
}

const isSeen = ({ occurredOn, recordedAt }: NewEvent, { asOf, knownAt }: Window): boolean =>
  !(asOf !== undefined && occurredOn > asOf) && !(knownAt !== undefined && recordedAt > knownAt)

/** As of a day, or known at a moment, a ledger shows exactly the events up to it; at the end, the whole year. */
export const windowsSeeExactly: Law = (system, { year: { streamId, year, events }, pick }) => {
  const store = system.makeStore()
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  const [some, other] = [chosen(events, pick), chosen(events, pick >> 3)]
  const windows: ReadonlyArray<Window> = [
    { asOf: `${year - 1}-12-31` },
    { asOf: some?.occurredOn },
    { knownAt: other?.recordedAt },
    { asOf: some?.occurredOn, knownAt: other?.recordedAt }
  ]
  const last: Window = { asOf: `${year}-12-31` }
  return [
    ...windows.flatMap((window) => {
      const seen = events.filter((event) => isSeen(event, window))
      const read = Effect.runSync(store.read(streamId, window))
      const named = `${window.asOf ?? ""} ${window.knownAt ?? ""}`
      return [
        ...(Cube.equals(storedCube(store, [streamId], window), cubeOf(system, seen))
          ? []
          : [`${named}: another cube`]),
        ...(read.map(({ eventId }) => eventId).join() === seen.map(({ eventId }) => eventId).join()
          ? []
          : [`${named}: other events`])
      ]
    }),
    ...differences(
      figuresOf(system.derive(storedCube(store, [streamId], last), system.pack, year)),
      figuresOf(tablesOf(system, events, year))
    )
  ]
}

/** The postings that explain a cell sum to it, for every cell; and the store finds those postings. */
export const explanationsSum: Law = (system: System, { year: { streamId, year, events }, pick }) => {
  const store = system.makeStore()
  Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
  const entries = Effect.runSync(store.entries([streamId], () => true))
  const cells = tablesOf(system, events, year).flatMap(({ rows }) =>
    rows.flatMap((row) => [...row.cells.values()])
  )
  const asked = chosen(cells, pick)!
  return cells.flatMap((cell) => {
    const matches = matcherOf(cell.term)
    const mine =
      cell === asked
        ? Effect.runSync(store.entries([streamId], matches))
        : entries.filter(({ posting }) => matches(posting))
    const { total, contributions, parts } = system.explain(cell.term, mine)
    const shares = contributions.reduce((sum, { amount }) => sum + amount, 0)
    const ofParts = parts.reduce((sum, { amount }) => sum + amount, 0)
    return [total, shares, ofParts].every((sum) => sum === cell.amount)
      ? []
      : [`${cell.address}: ${cell.amount}, explained by ${total} (${shares} in shares, ${ofParts} in parts)`]
  })
}
