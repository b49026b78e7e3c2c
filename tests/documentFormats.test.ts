/**
 * The document in every format: readers that know nothing of the writers find the same cells, whatever the texts say.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { tablesOf } from "@juesuan/disclosure"
import type { Document, DocumentTable, TableCell } from "@juesuan/disclosure"
import { renderCsv } from "@juesuan/disclosure/csv"
import { renderJson } from "@juesuan/disclosure/json"
import { renderMarkdown } from "@juesuan/disclosure/markdown"
import { renderText } from "@juesuan/disclosure/text"
import { renderXlsx } from "@juesuan/disclosure/xlsx"
import { ruleSets, scoreCard } from "@juesuan/scoring"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { card } from "../packages/scoring/test/laws.ts"
import { documentOf } from "./documents.ts"
import {
  readCsv,
  readMarkdownTables,
  readTextBlocks,
  readWorkbook,
  unescapeMarkdown
} from "./formatReaders.ts"
import type { ReadSheet } from "./formatReaders.ts"
import { evaluate, hundredths } from "./formulas.ts"
import { runCommand } from "../scripts/terminal.ts"

const { numRuns, seed } = runs(process.env, 4, 20_241_125, 40)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-formats-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let example: Document

beforeAll(async () => {
  const { JUESUAN_LEDGER: _, ...env } = process.env
  const { status, stderr } = await runCommand(["demo", "--out", "demo"], { cwd: folder, env })
  if (status !== 0) throw new Error(stderr)
  example = JSON.parse(fs.readFileSync(path.join(folder, "demo", "disclosure.json"), "utf8")) as Document
}, 120_000)

/** The cell that covers each place, by `row,column`; where it starts it is `isOwn`. */
const places = (rows: ReadonlyArray<ReadonlyArray<TableCell>>) => {
  const taken = new Map<string, { readonly cell: TableCell; readonly isOwn: boolean }>()
  for (const [y, cells] of rows.entries()) {
    let x = 0
    for (const cell of cells) {
      while (taken.has(`${y},${x}`)) x++
      for (let dy = 0; dy < (cell.rowSpan ?? 1); dy++)
        for (let dx = 0; dx < (cell.columnSpan ?? 1); dx++)
          taken.set(`${y + dy},${x + dx}`, { cell, isOwn: dy === 0 && dx === 0 })
    }
  }
  return taken
}

type Shown = (cell: TableCell) => string

const matrix = (
  rows: ReadonlyArray<ReadonlyArray<TableCell>>,
  width: number,
  shown: Shown
): ReadonlyArray<ReadonlyArray<string>> => {
  const taken = places(rows)
  return rows.map((_, y) =>
    Array.from({ length: width }, (__, x) => {
      const place = taken.get(`${y},${x}`)
      return place?.isOwn === true ? shown(place.cell) : ""
    })
  )
}

const all = ({ header, body, width }: DocumentTable, shown: Shown) => [
  ...matrix(header, width, shown),
  ...matrix(body, width, shown)
]

const isHidden = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code < 0xa0) ||
  [0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].includes(code) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  (code >= 0xd800 && code < 0xe000)

/** What is to be seen of a text: one line, marks that hide or turn text around shown as U+FFFD. */
const seen = (text: string): string =>
  [...text.replace(/[\r\n\t]/g, " ")]
    .map((character) => (isHidden(character.codePointAt(0)!) ? "\ufffd" : character))
    .join("")
    .replace(/\s+/g, " ")
    .trim()

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim()
const lines = (rows: ReadonlyArray<ReadonlyArray<string>>) => rows.map((row) => row.map(oneLine))

const printed: Shown = ({ text }) => seen(text)
const figures: Shown = ({ text, value }) => value ?? seen(text)

const column = (index: number): string => String.fromCharCode(65 + index)

const mergesOf = ({ header, body }: DocumentTable): ReadonlyArray<string> =>
  [
    { rows: header, first: 3 },
    { rows: body, first: 3 + header.length }
  ].flatMap(({ rows, first }) =>
    [...places(rows)].flatMap(([key, { cell, isOwn }]) => {
      const [y, x] = key.split(",").map(Number) as [number, number]
      const { columnSpan = 1, rowSpan = 1 } = cell
      if (!isOwn || columnSpan * rowSpan === 1) return []
      return [`${column(x)}${first + y}:${column(x + columnSpan - 1)}${first + y + rowSpan - 1}`]
    })
  )

/** Checks that a workbook says of each table what the table says. */
const checkWorkbook = (document: Document, withFormulas = false): ReadonlyArray<ReadSheet> => {
  const tables = tablesOf(document)
  const sheets = readWorkbook(renderXlsx(document, { withFormulas }))
  expect(sheets.length).toBe(tables.length + 1)
  for (const [index, table] of tables.entries()) {
    const { cells, merges } = sheets[index]!
    const read = all(table, figures).map((row, y) =>
      row.map((_, x) => oneLine(cells.get(`${column(x)}${3 + y}`)?.text ?? ""))
    )
    expect(read).toEqual(all(table, figures))
    const numbers = all(table, ({ value }) => (value === undefined ? "text" : "number"))
    for (const [y, row] of numbers.entries())
      for (const [x, kind] of row.entries()) {
        const cell = cells.get(`${column(x)}${3 + y}`)
        if (cell === undefined) continue
        expect(cell.isNumber).toBe(kind === "number")
        if (!withFormulas) expect(cell.formula).toBeUndefined()
      }
    expect(merges).toEqual(expect.arrayContaining([...mergesOf(table)]))
    expect(oneLine(cells.get("A1")?.text ?? "")).toBe(seen(table.title))
    expect(oneLine(cells.get("A2")?.text ?? "")).toBe(seen(`单位：${table.unitName}`))
    for (const [at, note] of table.notes.entries()) {
      const row = 3 + table.header.length + table.body.length + at
      expect(oneLine(cells.get(`A${row}`)?.text ?? "")).toBe(seen(note))
    }
  }
  return sheets
}

const headOf = ({ header }: DocumentTable, x: number): string => {
  const taken = places(header)
  const cells = header.map((_, y) => taken.get(`${y},${x}`)?.cell)
  return cells
    .filter((cell, y): cell is TableCell => cell !== undefined && cell !== cells[y - 1] && cell.text !== "")
    .map(printed)
    .join(" ")
}

const checkMarkdown = (document: Document): void => {
  const tables = tablesOf(document)
  const text = renderMarkdown(document)
  const read = readMarkdownTables(text)
  expect(read.length).toBe(tables.length)
  for (const [index, table] of tables.entries()) {
    const { head, body } = read[index]!
    expect(head.map(oneLine)).toEqual(
      Array.from({ length: table.width }, (_, x) => oneLine(headOf(table, x)))
    )
    expect(lines(body)).toEqual(matrix(table.body, table.width, printed))
  }
}

/** CSV shows text that a spreadsheet would compute with an apostrophe before it. */
const checkCsv = (document: Document): void => {
  const tables = tablesOf(document)
  const files = renderCsv(document)
  expect(new Set(files.map(({ name }) => name.toLowerCase())).size).toBe(tables.length)
  for (const [index, table] of tables.entries()) {
    const { name, bytes } = files[index]!
    expect(name).toMatch(/^\d{2}[^\\/:*?"<>|\s]*\.csv$/u)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    const records = readCsv(bytes)
    const bare = (field: string): string => oneLine(field.replace(/^'(?=\s*['"\s]*[=+\-@＝＋－＠])/, ""))
    expect(records.slice(2, 2 + table.header.length + table.body.length).map((row) => row.map(bare))).toEqual(
      all(table, (cell) => bare(figures(cell)))
    )
    expect(records.length).toBe(2 + table.header.length + table.body.length + table.notes.length)
    for (const field of records.flat())
      if (!/^-?\d+(\.\d+)?$/.test(field)) expect(field).not.toMatch(/^\s*[=+\-@]/)
  }
}

const checkText = (document: Document): void => {
  const blocks = readTextBlocks(renderText(document))
  const tables = tablesOf(document)
  // Tables are the blocks of several columns; a paragraph or a line of the contents has one.
  const read = blocks.filter((block) => block.some((row) => row.length > 1))
  expect(read.length).toBe(tables.filter(({ width }) => width > 1).length)
  for (const [index, table] of tables.entries()) expect(lines(read[index]!)).toEqual(all(table, printed))
}

const checkAll = (document: Document): void => {
  checkWorkbook(document)
  checkMarkdown(document)
  checkCsv(document)
  checkText(document)
  expect(JSON.parse(renderJson(document))).toEqual(JSON.parse(JSON.stringify(document)))
}

const documents = fc
  .record({ year: Arbitrary.year({ intentionsMax: 30 }), cards: fc.array(card, { maxLength: 2 }) })
  .map(({ year, cards }) =>
    documentOf(
      year,
      cards.map((one, at) => scoreCard({ ...one, project: `P${at}` }, ruleSets[0]!))
    )
  )

describe("the example's document", () => {
  it("has nine tables and the self-evaluations", () => {
    const keys = tablesOf(example).map(({ key }) => key)
    expect(keys.slice(0, 9)).toEqual(["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09"])
    expect(keys.slice(9).every((key) => key.startsWith("S-")) && keys.length > 9).toBe(true)
  })

  it("reads back from xlsx, md, csv, txt and json to the same cells", () => {
    checkAll(example)
  })

  it("is printed on A4, its heads on every page, nothing left out", () => {
    for (const [index, table] of tablesOf(example).entries()) {
      const { pageSetup, printArea, printTitles } = readWorkbook(renderXlsx(example))[index]!
      expect(pageSetup).toMatchObject({ paperSize: "9", orientation: table.orientation, fitToWidth: "1" })
      expect(printTitles).toMatch(new RegExp(`!\\$1:\\$${2 + table.header.length}$`))
      const last = 2 + table.header.length + table.body.length + table.notes.length
      expect(printArea).toMatch(new RegExp(`!\\$A\\$1:\\$${column(table.width - 1)}\\$${last}$`))
    }
  })

  it("names its tables' sheets by their numbers, the last one by what it holds", () => {
    const sheets = readWorkbook(renderXlsx(example))
    expect(sheets.map(({ name }) => name)).toEqual([...tablesOf(example).map(({ number }) => number), "说明"])
    const about = [...sheets.at(-1)!.cells.values()].map(({ text }) => text)
    for (const { title } of tablesOf(example)) expect(about).toContain(title)
    expect(about.some((text) => text.includes(example.colophon.digest))).toBe(true)
  })

  it("says every sentence, heading and term in md and txt", () => {
    const md = oneLine(unescapeMarkdown(renderMarkdown(example).replace(/<a id="[^"]*"><\/a>/g, "")))
    const txt = oneLine(renderText(example))
    for (const { title, blocks } of example.parts) {
      expect(txt).toContain(seen(title))
      for (const block of blocks) {
        if (block.kind === "table") continue
        const text =
          block.kind === "heading"
            ? block.text
            : `${block.lead ?? ""}${block.content.map((one) => (typeof one === "string" ? one : one.text)).join("")}`
        expect(md).toContain(seen(text))
        expect(txt).toContain(seen(text))
      }
    }
  })

  it("is found out where one cell is another", () => {
    const [first, ...rest] = tablesOf(example)
    const changed = { ...first!, body: first!.body.map((row) => row.map((cell) => ({ ...cell }))) }
    const target = changed.body.flat().find(({ value }) => value === "12984142.90")! as {
      text: string
      value: string
    }
    const wrong = (): Document => ({
      ...example,
      parts: [{ key: "2", title: "", blocks: [changed, ...rest].map((table) => ({ kind: "table", table })) }]
    })
    for (const check of [checkWorkbook, checkMarkdown, checkCsv, checkText]) {
      Object.assign(target, { text: "12,984,142.90", value: "12984142.90" })
      const right = wrong()
      expect(() => check(right)).not.toThrow()
    }
    const sheets = readWorkbook(renderXlsx(wrong()))
    Object.assign(target, { text: "12,984,142.91", value: "12984142.91" })
    expect([...sheets[0]!.cells.values()].some(({ text }) => text === target.value)).toBe(false)
  })
})

describe("the document of every year", () => {
  it("reads back from xlsx, md, csv, txt and json to the same cells", () => {
    fc.assert(fc.property(documents, checkAll), { numRuns, seed })
  })

  it("has the same bytes every time", () => {
    const bytes = (document: Document) => [
      renderXlsx(document, { withFormulas: true }),
      renderMarkdown(document),
      renderText(document),
      renderJson(document),
      ...renderCsv(document).map((file) => file.bytes)
    ]
    fc.assert(
      fc.property(documents, (document) => {
        // A copy with its keys the other way round is the same document.
        const copy = JSON.parse(JSON.stringify(document), (_, value: unknown) =>
          typeof value === "object" && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value
        ) as Document
        expect(bytes(copy)).toEqual(bytes(document))
      }),
      { numRuns: Math.ceil(numRuns / 4), seed }
    )
  })
})

describe("live totals", () => {
  const check = (document: Document): number => {
    const sheets = checkWorkbook(document, true)
    let formulas = 0
    for (const [index, table] of tablesOf(document).entries()) {
      const sheet = sheets[index]!
      const own = [...sheet.cells].filter(([, { formula }]) => formula !== undefined)
      const summed = table.body.flat().filter(({ sumOf }) => sumOf !== undefined)
      expect(own.length).toBe(summed.length)
      for (const [reference, { text }] of own) expect(evaluate(sheet, reference)).toBe(hundredths(text))
      formulas += own.length
    }
    return formulas
  }

  it("compute to the values that stand in them, in the example and in every year", () => {
    expect(check(example)).toBeGreaterThan(50)
    fc.assert(
      fc.property(documents, (document) => void check(document)),
      { numRuns: Math.ceil(numRuns / 2), seed }
    )
  })

  it("follow when a figure changes", () => {
    const [sheet] = readWorkbook(renderXlsx(example, { withFormulas: true }))
    const [total] = [...sheet!.cells].find(([, { formula }]) => formula?.startsWith("SUM(") === true)!
    const [, first] = /SUM\(([A-Z]+\d+):/.exec(sheet!.cells.get(total)!.formula!)!
    const before = evaluate(sheet!, first!)
    expect(evaluate(sheet!, total, new Map([[first!, before + 1n]]))).toBe(evaluate(sheet!, total) + 1n)
  })
})

describe("comments", () => {
  it("stand on the cells they are about, as they were said", () => {
    const comments = new Map([
      ["T03/total/1", "[提示] AR-X-03\n=1+1 <b>"],
      ["T03/nothing/1", "nowhere"]
    ])
    const sheet = readWorkbook(renderXlsx(example, { comments }))[2]!
    expect([...sheet.comments.values()]).toEqual(["[提示] AR-X-03\n=1+1 <b>"])
    const [[reference]] = [...sheet.comments] as [[string, string]]
    expect(sheet.cells.get(reference)?.text).toBe("12984142.90")
  })
})

const nasty = [
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "+1",
  "-2+3",
  "@SUM(A1)",
  "＝1+1",
  " =1",
  "a\nb\r\nc\td",
  "\u202eevil\u202c",
  "\u001b[31mred",
  "]]>&<!--",
  "|a|b\\|",
  "[x](javascript:alert(1))",
  "![x](http://x.invalid/y.png) www.x.invalid a@x.invalid",
  "_x000A_",
  "\ud800",
  "\uffff",
  "# 1. `code` ***",
  '","\r\n',
  "1. 2) - ---",
  "长".repeat(3_000),
  "w".repeat(3_000),
  ""
]
const free = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 3 })
  .map((parts) => parts.join(""))

/** A document whose every free text is hostile; figures, spans and addresses are as they were. */
const hostile = (document: Document, texts: ReadonlyArray<string>): Document => {
  let next = 0
  const say = (): string => texts[next++ % texts.length]!
  const rowsOf = (rows: DocumentTable["body"]): DocumentTable["body"] =>
    rows.map((row) => row.map((cell) => (cell.value === undefined ? { ...cell, text: say() } : cell)))
  return {
    ...document,
    unitName: say(),
    title: say(),
    cover: { attachment: say(), lines: [say(), say()] },
    parts: document.parts.map((part) => ({
      ...part,
      title: say(),
      blocks: part.blocks.map((block) => {
        if (block.kind === "heading") return { ...block, text: say() }
        if (block.kind === "paragraph")
          return { ...block, content: block.content.map((one) => (typeof one === "string" ? say() : one)) }
        const { table } = block
        const { header, body, notes } = table
        return {
          kind: "table",
          table: {
            ...table,
            key: say(),
            title: say(),
            number: say(),
            unitName: say(),
            header: rowsOf(header),
            body: rowsOf(body),
            notes: notes.map(say)
          }
        }
      })
    })),
    remarks: [say()],
    colophon: { ...document.colophon, generator: say() }
  }
}

describe("free text", () => {
  const small = fc.record({
    document: Arbitrary.year({ intentionsMax: 6 }).map((year) => documentOf(year)),
    texts: fc.array(free, { minLength: 1, maxLength: 40 })
  })

  it("is inert in xlsx: every text is a text, every figure a number, and all of it reads back", () => {
    fc.assert(
      fc.property(small, ({ document, texts }) => void checkWorkbook(hostile(document, texts))),
      { numRuns, seed }
    )
  })

  it("is inert in md: no markup, no HTML, no cell more or less", () => {
    fc.assert(
      fc.property(small, ({ document, texts }) => {
        const given = hostile(document, texts)
        checkMarkdown(given)
        const ours = renderMarkdown(given).replace(/<a id="[\w%.-]*"><\/a>|<br>/g, "")
        expect(ours).not.toMatch(/</)
        expect(ours.replace(/\\[!-/:-@[-`{-~]/g, "").replace(/\]\(#[\w%.-]*\)/g, "")).not.toMatch(
          /\]\(|:\/\//
        )
      }),
      { numRuns, seed }
    )
  })

  it("is inert in csv: nothing to compute but the figures, negative ones among them", () => {
    fc.assert(
      fc.property(small, ({ document, texts }) => checkCsv(hostile(document, texts))),
      { numRuns, seed }
    )
  })

  it("is inert in txt: one line each, nothing that drives a terminal or turns text around", () => {
    fc.assert(
      fc.property(small, ({ document, texts }) => {
        const given = hostile(document, texts)
        checkText(given)
        const isBad = (character: string): boolean =>
          !"\n\t".includes(character) && isHidden(character.codePointAt(0)!)
        expect([...renderText(given)].filter(isBad)).toEqual([])
      }),
      { numRuns, seed }
    )
  })

  it("is kept as it is in json", () => {
    fc.assert(
      fc.property(small, ({ document, texts }) => {
        const given = hostile(document, texts)
        expect(JSON.parse(renderJson(given))).toEqual(JSON.parse(JSON.stringify(given)))
      }),
      { numRuns: Math.ceil(numRuns / 4), seed }
    )
  })
})
