/**
 * The pure packages in a browser, unchanged: a bundle replays the example year there, to the printed tables.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { makeMemoryStore } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { ruleSets } from "@juesuan/scoring"
import { replayFiles } from "juesuan"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Browser } from "playwright-core"
import { pdfOf } from "../../packages/page/test/pdfWriter.ts"
import { executable, launch, openPage } from "./openPage.ts"

const root = path.resolve(import.meta.dirname, "..", "..")
const example = path.join(root, "examples", "yanchi-2024")

/** What the page runs: the packages from `domain` to `audit`, by their names, as any application would import them. */
const program = `
import { makeMemoryStore } from "@juesuan/ledger"
import { Articulation, Cube, deriveTables, ningxia2024, toSource } from "@juesuan/tables"
import { Money } from "@juesuan/domain"
import { ruleSets } from "@juesuan/scoring"
import { narrativePacks } from "@juesuan/narrative"
import { chineseNumber } from "@juesuan/disclosure"
import { renderMarkdown } from "@juesuan/disclosure/markdown"
import { readDocument } from "@juesuan/audit"
import * as Effect from "effect/Effect"

const { streamId, events } = JSON.parse(document.getElementById("events").textContent)
const store = makeMemoryStore()
Effect.runSync(store.append([{ streamId, expectedVersion: 0, events }]))
const cube = Cube.fromPostings(Effect.runSync(store.totals([streamId])))
const tables = deriveTables(cube, ningxia2024, 2024)
const { summary } = Articulation.checkTables(toSource(tables))
globalThis.result = {
  cells: Object.fromEntries(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => [...cells.values()].map(({ address, amount }) => [address, Money.toText(amount)]))
    )
  ),
  fail: summary.fail,
  packages: [ruleSets.length, narrativePacks.length, chineseNumber(9), typeof renderMarkdown, typeof readDocument]
}
`

/** A page that reads a PDF, in one script: nothing is there to be fetched. */
const reader = `
import { loadDocument } from "@juesuan/audit"
import * as Result from "effect/Result"

const bytes = Uint8Array.from(atob(document.getElementById("pdf").textContent), (character) => character.charCodeAt(0))
globalThis.result = loadDocument(bytes, "a.pdf").then((read) => Result.getOrThrow(read).blocks.map(({ text }) => text))
`

let browser: Browser

describe.skipIf(executable === undefined && process.env["JUESUAN_BROWSER_REQUIRED"] !== "1")(
  "the pure packages, bundled for a browser",
  () => {
    beforeAll(async () => {
      browser = await launch()
    })
    afterAll(() => browser.close())

    it("replay the example year to every printed cell", async () => {
      const { outputFiles } = await build({
        stdin: { contents: program, resolveDir: root, loader: "ts" },
        bundle: true,
        write: false,
        platform: "browser",
        format: "iife",
        target: "es2022",
        conditions: ["source"],
        minify: true
      })
      const bytes = fs.readFileSync(path.join(example, "transactions.csv"))
      const store = makeMemoryStore()
      const { streams } = await Effect.runPromise(replayFiles([{ name: "year.csv", bytes }], { store }))
      const streamId = streams[0]!
      const recorded = await Effect.runPromise(store.read(streamId))
      const events = recorded.map(({ eventId, occurredOn, recordedAt, documentNo, source, event }) => ({
        eventId,
        occurredOn,
        recordedAt,
        documentNo,
        source,
        event
      }))
      const data = JSON.stringify({ streamId, events }).replaceAll("<", "\\u003c")
      const script = outputFiles[0]!.text.replaceAll("</script", "<\\/script")
      const html = `<!doctype html><meta charset="utf-8"><script type="application/json" id="events">${data}</script><script>${script}</script>`
      const opened = await openPage(browser, html)
      const result = await opened.page.evaluate<{
        readonly cells: Readonly<Record<string, string>>
        readonly fail: number
        readonly packages: ReadonlyArray<unknown>
      }>("globalThis.result")
      await opened.close()

      const printed = JSON.parse(fs.readFileSync(path.join(example, "expected", "tables.json"), "utf8")) as {
        readonly tables: ReadonlyArray<{
          readonly key: string
          readonly rows: ReadonlyArray<{
            readonly key: string
            readonly cells: Readonly<Record<string, string>>
          }>
        }>
      }
      const expected = printed.tables.flatMap(({ key, rows }) =>
        rows.flatMap((row) =>
          Object.entries(row.cells).map(([column, amount]) => [`${key}/${row.key}/${column}`, amount])
        )
      )
      expect(result.cells).toEqual(Object.fromEntries(expected))
      expect(result.fail).toBe(0)
      expect(result.packages).toEqual([ruleSets.length, 2, "九", "function", "function"])
      expect(opened.complaints).toEqual([])
      expect(opened.requests).toEqual([])
    })

    it("read a PDF with a Chinese font, from memory", async () => {
      const { outputFiles } = await build({
        stdin: { contents: reader, resolveDir: root, loader: "ts" },
        bundle: true,
        write: false,
        platform: "browser",
        format: "iife",
        target: "es2022",
        conditions: ["source"],
        minify: true
      })
      const marks = [{ kind: "text", text: "收入支出决算总表", x: 100, y: 100, size: 12 }] as const
      const bytes = Buffer.from(pdfOf([{ marks }])).toString("base64")
      const script = outputFiles[0]!.text.replaceAll("</script", "<\\/script")
      const html = `<!doctype html><meta charset="utf-8"><p id="pdf">${bytes}</p><script>${script}</script>`
      const opened = await openPage(browser, html)
      const texts = await opened.page.evaluate<ReadonlyArray<string>>("globalThis.result")
      await opened.close()
      expect(texts).toEqual(["收入支出决算总表"])
      expect(opened.complaints).toEqual([])
      expect(opened.requests).toEqual([])
    })
  }
)
