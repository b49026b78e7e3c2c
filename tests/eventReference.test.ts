/**
 * The page of the events says what the ledger does.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { eventTypes, make, makeMemoryStore } from "@juesuan/ledger"
import type { EventType, NewEvent } from "@juesuan/ledger"
import { Arbitrary, Model, given, isDeep, runs } from "@juesuan/testing"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { eventWords, eventsPage, fieldsOf, payloadOf, refusalsOf } from "../scripts/eventReference.ts"

const root = path.dirname(import.meta.dirname)

/** What was refused of each type, in many sequences of commands. */
const observed = new Map<EventType, Set<string>>()

beforeAll(async () => {
  const watching = (): Model.Real => {
    const real = Model.realOn(makeMemoryStore())
    const record = async (event: NewEvent) => {
      const said = await real.record(event)
      if (said !== null && typeof said !== "string") {
        const { type } = event.event
        observed.set(type, (observed.get(type) ?? new Set()).add(said.tag))
      }
      return said
    }
    return { ...real, record }
  }
  await fc.assert(
    fc.asyncProperty(Model.ledgerCommands(40), (commands) =>
      fc.asyncModelRun(() => ({ model: Model.newModel(), real: watching() }), commands)
    ),
    runs(process.env, 400, 20_240_109, 3000)
  )
}, 300_000)

describe("the page of the events", () => {
  it("is what its generator writes", () => {
    expect(fs.readFileSync(path.join(root, "docs", "reference", "events.md"), "utf8")).toBe(eventsPage(root))
  })

  it.each(eventTypes)("names every field of %s and no other", (type) => {
    const paths = fieldsOf(payloadOf(type)).map(([name]) => name)
    expect(Object.keys(eventWords[type].fields).toSorted()).toEqual(paths.toSorted())
  })

  it.each(eventTypes)("names every refusal of %s that was met", (type) => {
    const listed = new Set<string>(refusalsOf(type))
    expect([...(observed.get(type) ?? [])].filter((tag) => !listed.has(tag))).toEqual([])
  })

  it("names the money of the other fund, which sequences seldom lack", () => {
    const line = { function: "2010101", economic: "30201", nature: "basic", project: "" } as const
    const [own, fiscal] = [
      { ...line, fund: "unitFunds" } as const,
      { ...line, fund: "generalPublic" } as const
    ]
    const amount = Money.fromFen(100)
    given(
      Arbitrary.opened("institution"),
      make("BudgetApproved", { line: fiscal, amount, abstract: "" }),
      make("BudgetApproved", { line: own, amount, abstract: "" }),
      make("AppropriationReceived", { ...fiscal, amount, abstract: "" }),
      make("DisbursementPaid", { line: fiscal, amount, abstract: "" })
    )
      .when(
        make("DisbursementReclassified", { corrects: "E5", from: fiscal, to: own, amount, abstract: "" }),
        "2024-06-01"
      )
      .thenRefused("MoneyExceeded")
    expect(refusalsOf("DisbursementReclassified")).toContain("MoneyExceeded")
  })

  // Rare refusals are met in many sequences only.
  it.runIf(isDeep(process.env))("names none for a payment or a correction that is never met", () => {
    const types = ["DisbursementPaid", "DisbursementReturned", "DisbursementReclassified"] as const
    const unmet = types.flatMap((type) =>
      refusalsOf(type)
        .filter((tag) => observed.get(type)?.has(tag) !== true)
        .map((tag) => `${type} ${tag}`)
    )
    expect(unmet.filter((one) => one !== "DisbursementReclassified MoneyExceeded")).toEqual([])
  })
})
