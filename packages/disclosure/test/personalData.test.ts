/**
 * The scan before publication sees every text of a document: a number planted anywhere is found, and documents
 * without one are let pass.
 */
import { publicEdition, personalDataIn } from "@juesuan/disclosure"
import type { Document, VoucherEvent, Provenance } from "@juesuan/disclosure"
import { PersonalData } from "@juesuan/domain"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { expect, it } from "vitest"
import { anyDocument, anyVouchers, withTexts } from "./html/documents.ts"

const { numRuns, seed } = runs(process.env, 60, 20_261_201)

/** Of a place that does not exist, with its check digit. */
const planted = `99999919900228000${PersonalData.checkCharacterOf("99999919900228000")}`

const none: Provenance<VoucherEvent> = { events: [], figures: new Map(), rules: new Map() }

/** What is no text that people wrote: names of ours, figures, anchors, the digest. */
const ours: ReadonlySet<string> = new Set([
  "schema",
  "kind",
  "orientation",
  "moneyUnit",
  "digest",
  "format",
  "value",
  "values"
])

type Path = ReadonlyArray<string>

/** Every place of a text in a tree, whatever its shape. */
const placesOf = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value === "string") return [path]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, own]) => (ours.has(key) ? [] : placesOf(own, [...path, key])))
}

const planting = (value: unknown, [key, ...rest]: Path): unknown => {
  if (key === undefined) return `甲${planted}乙`
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) }
  const changed = { ...copy, [key]: planting(copy[key], rest) }
  return Array.isArray(value) ? Object.values(changed) : changed
}

const found = (document: Document) =>
  personalDataIn(publicEdition({ document, provenance: () => none }), { withPage: false })

const calm = anyDocument.map((document) => withTexts(document, (text) => text.replace(/\d/g, "零")))

it("finds a number wherever in the document it stands", () => {
  fc.assert(
    fc.property(calm, fc.nat(), (document, choice) => {
      const places = placesOf(document).filter((path) => path.at(-1) !== "key" || path.includes("table"))
      const place = places[choice % places.length]!
      const hits = found(planting(document, place) as Document)
      expect(hits.map(({ kind }) => kind)).toContain("identityNumber")
      expect(JSON.stringify(hits)).not.toContain(planted)
    }),
    { numRuns, seed }
  )
})

it("finds it in what a page says of its figures, where there is to be one", () => {
  fc.assert(
    fc.property(calm, anyVouchers, (document, vouchers) => {
      const events = [
        { title: "支付", occurredOn: "2024-03-01", documentNo: planted, abstract: "", source: "", amount: "" }
      ]
      const provenance = () => ({ ...vouchers, events, figures: new Map() })
      const scan = (withDocumentNumbers: boolean, withPage: boolean) =>
        personalDataIn(publicEdition({ document, provenance }, { withDocumentNumbers }), { withPage })
      expect(scan(true, true).map(({ where }) => where)).toEqual(["2024-03-01 的凭证号"])
      expect([...scan(true, false), ...scan(false, true)]).toEqual([])
    }),
    { numRuns: Math.ceil(numRuns / 3), seed }
  )
})

it("lets documents without one pass", () => {
  fc.assert(
    fc.property(calm, (document) => {
      expect(found(document)).toEqual([])
    }),
    { numRuns, seed }
  )
})
