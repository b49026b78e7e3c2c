/**
 * The ledger against a model of it: for any sequence of commands, illegal ones included, the oracle says beforehand
 * whether the ledger accepts, or with what refusal it does not; and what is refused leaves nothing behind.
 */
import { Refusal, makeMemoryStore } from "@juesuan/ledger"
import type { EventStoreShape, NewEvent } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Model, runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { ledgerCommands, modelStream, newModel, realOn } = Model
const { numRuns, seed } = runs(process.env, 100, 20_240_152, 2000)
process.stdout.write(`model: ${numRuns} runs, JUESUAN_SEED=${seed}\n`)

const timeout = 600_000
const outcomes = new Map<string, number>()

const check = (makeReal: () => Model.Real, parameters: { readonly numRuns: number; readonly seed: number }) =>
  fc.check(
    fc.asyncProperty(ledgerCommands(), async (commands) => {
      const model = newModel()
      await fc.asyncModelRun(() => ({ model, real: makeReal() }), commands)
      for (const [tag, times] of model.outcomes) outcomes.set(tag, (outcomes.get(tag) ?? 0) + times)
    }),
    parameters
  )

describe("what the oracle predicts comes true, and a refused command leaves everything as it was", () => {
  it("in memory", { timeout }, async () => {
    const details = await check(() => realOn(makeMemoryStore()), { numRuns, seed })
    expect(details.failed ? fc.defaultReportMessage(details) : "").toBe("")
  })

  it("on SQLite", { timeout }, async () => {
    const open = (): EventStoreShape => Effect.runSync(openSqlite(":memory:"))
    const details = await check(() => realOn(open()), { numRuns: Math.ceil(numRuns / 10), seed })
    expect(details.failed ? fc.defaultReportMessage(details) : "").toBe("")
  })

  it("for every refusal there is, and for acceptance", () => {
    process.stdout.write(`model: ${[...outcomes].map(([tag, times]) => `${tag} ${times}`).join(", ")}\n`)
    const rare = ["accepted", ...Refusal.refusalOrder].filter((tag) => (outcomes.get(tag) ?? 0) < 3)
    expect(rare).toEqual([])
  })
})

/** Mistakes a ledger could make, each of which the model has to catch. */
const mistakes: Readonly<Record<string, (store: EventStoreShape) => Model.Real>> = {
  "it accepts everything": (store) => ({
    store,
    record: async (event: NewEvent) => {
      const head = await Effect.runPromise(store.head(modelStream))
      const batch = { streamId: modelStream, expectedVersion: head?.version ?? 0, events: [event] }
      await Effect.runPromise(store.append([batch]))
      return null
    }
  }),
  "it accepts payments beyond the quota": (store) => withMistake(store, "QuotaExceeded"),
  "it accepts payments beyond the money": (store) => withMistake(store, "MoneyExceeded"),
  "it accepts returns above the payment": (store) => withMistake(store, "CorrectionExceedsEntry"),
  "it accepts any closing": (store) => withMistake(store, "ClosingDisagrees"),
  "it refuses for another reason": (store) => ({
    store,
    record: async (event) => {
      const said = await realOn(store).record(event)
      return said !== null && typeof said !== "string" && said.tag === "MoneyExceeded"
        ? { ...said, tag: "QuotaExceeded" }
        : said
    }
  }),
  "it appends what it refuses": (store) => ({
    store,
    record: async (event) => {
      const said = await realOn(store).record(event)
      if (said !== null) await appendAnyway(store, event)
      return said
    }
  })
}

const appendAnyway = async (store: EventStoreShape, event: NewEvent): Promise<void> => {
  const head = await Effect.runPromise(store.head(modelStream))
  const batch = { streamId: modelStream, expectedVersion: head?.version ?? 0, events: [event] }
  await Effect.runPromise(store.append([batch]))
}

function withMistake(store: EventStoreShape, tag: string): Model.Real {
  return {
    store,
    record: async (event) => {
      const said = await realOn(store).record(event)
      if (said === null || typeof said === "string" || said.tag !== tag) return said
      await appendAnyway(store, event)
      return null
    }
  }
}

describe("the model catches a ledger that is wrong:", () => {
  it.each(Object.entries(mistakes))("%s", { timeout }, async (_, makeReal) => {
    const details = await check(() => makeReal(makeMemoryStore()), { numRuns: 1000, seed: 20_240_101 })
    expect(details.failed).toBe(true)
  })
})
