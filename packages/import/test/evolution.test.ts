/**
 * Importing what refers to other years, and what other releases of the program exported.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import { describe, expect, it } from "vitest"
import type { LedgerLine } from "../src/index.ts"
import { bare, importing, importRows, payment } from "./fixtures.ts"
import type { Row } from "./fixtures.ts"

const back = (row: Row = {}): Row =>
  bare("OpeningAdjusted", {
    fiscal_year: "2025",
    vou_date: "2025-02-10",
    doc_no: "SH-1",
    fund_type: "一般公共预算",
    exp_func_code: "2080109",
    nature: "基本支出",
    kind: "结转",
    amount: "80.50",
    reason: "收回上年支出",
    payload: '{"cause":"以前年度支出收回"}',
    ...row
  })
const inYear =
  (year: string, documentNo: string) =>
  (streamId: string, asked: string): ReadonlyArray<LedgerLine> =>
    streamId === `unit/219011/${year}` && asked === documentNo
      ? [
          {
            eventId: `219011/${year}/${documentNo}#1`,
            line: 1,
            event: {
              type: "DisbursementPaid",
              payload: {
                line: {
                  fund: "generalPublic",
                  function: "2080109",
                  economic: "30201",
                  nature: "basic",
                  project: "",
                  counterparty: ""
                },
                amount: Money.fromFen(900),
                abstract: ""
              }
            }
          }
        ]
      : []

describe("money back for an earlier year's payment", () => {
  it.each(["2024", "2021"])("names the document of %s in the ledger", (year) => {
    const { events, issues } = importRows([back({ ref_doc_no: "ZF-9" })], { lookUp: inYear(year, "ZF-9") })
    expect(issues).toEqual([])
    expect(events[0]!.event).toMatchObject({
      type: "OpeningAdjusted",
      payload: { cause: "priorYearReturn", corrects: `219011/${year}/ZF-9#1`, amount: 8050 }
    })
  })

  it("names a document of last year in the same import", () => {
    const { events, issues } = importRows([payment, back({ ref_doc_no: "ZF-1" })])
    expect(issues).toEqual([])
    expect(events[1]!.event).toMatchObject({ payload: { corrects: "219011/2024/ZF-1#1" } })
  })

  it("may name none where the ledger does not hold that year", () => {
    const { events, issues } = importRows([back()])
    expect(issues).toEqual([])
    expect(events[0]!.event).toMatchObject({ payload: { corrects: "" } })
  })

  it("is an error when the document it names is in no earlier year", () => {
    const { issues } = importRows([back({ ref_doc_no: "ZF-9" })])
    expect(issues.map(({ problem, column, value }) => [problem, column, value])).toEqual([
      ["ReferenceAbsent", "ref_doc_no (10)", "ZF-9"]
    ])
  })
})

interface Stored {
  readonly streamId: string
  readonly eventId: string
  readonly type: EventType
  readonly schemaVersion: number
  readonly occurredOn: string
  readonly documentNo: string
  readonly body: string
}

const exported = (name: string): ReadonlyArray<Stored> =>
  fs
    .readFileSync(path.join(import.meta.dirname, "..", "..", "ledger", "test", "fixtures", name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Stored)

const asEnvelope = ({ body, ...rest }: Stored): string =>
  JSON.stringify({ ...rest, payload: JSON.parse(body) as unknown })

describe("an export of the ledger", () => {
  it.each(["version-1.jsonl", "version-2.jsonl"])(
    "of the release that wrote %s is read as today's events",
    (name) => {
      const lines = exported(name)
      const { events, issues } = importing({ "ledger.jsonl": `${lines.map(asEnvelope).join("\n")}\n` })
      expect(issues.filter(({ severity }) => severity === "error")).toEqual([])
      expect(events.map(({ eventId }) => eventId)).toEqual(lines.map(({ eventId }) => eventId))
      const closing = events.find(({ event }) => event.type === "FiscalYearClosed")!.event
      expect(closing.payload).toHaveProperty("closing.0.kind")
    }
  )

  it.each([
    ["a version not written yet", registry.FiscalYearClosed.version + 1],
    ["no version at all", "first"]
  ])("of %s is an error", (_, schemaVersion) => {
    const line = {
      ...exported("version-1.jsonl").find(({ type }) => type === "FiscalYearClosed")!,
      schemaVersion
    }
    const { issues, events } = importing({ "ledger.jsonl": `${asEnvelope(line as Stored)}\n` })
    expect(issues.map(({ problem, column }) => [problem, column])).toEqual([
      ["PayloadInvalid", "schemaVersion"]
    ])
    expect(events).toEqual([])
  })

  it("of a payload that is not of the version it names is an error", () => {
    const line = exported("version-1.jsonl").find(({ type }) => type === "FiscalYearClosed")!
    const { issues } = importing({ "ledger.jsonl": `${asEnvelope({ ...line, body: '{"closing":7}' })}\n` })
    expect(issues.map(({ problem }) => problem)).toEqual(["PayloadInvalid"])
  })
})
