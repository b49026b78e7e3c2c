import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { hasErrors } from "../src/index.ts"
import { csv, importing, jsonl, payment, utf8 } from "./fixtures.ts"
import { runsOf } from "./runs.ts"
import { workbook, workbookParts, zip } from "./workbook.ts"

const good = csv([payment])
const sheet = good
  .trimEnd()
  .split("\n")
  .map((text) => text.split(","))
const goodBook = workbook([{ name: "明细", rows: sheet }])
const problemsOf = (content: string | Uint8Array, options = {}) =>
  importing({ "a.csv": content }, options).issues.map(({ problem }) => problem)

describe("hostile files", () => {
  it("random bytes are issues, never an exception and never an event", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { events, issues } = importing({ "a.csv": bytes })
        expect(events).toEqual([])
        expect(hasErrors(issues)).toBe(true)
      }),
      runsOf(500)
    )
  })

  it("random text is issues, never an exception and never an event", () => {
    const start = fc.constantFrom(
      "",
      "{",
      '{"type":"DisbursementPaid","payload":{}}\n',
      `${good.split("\n")[0]}\n`,
      "PK\u0003\u0004"
    )
    fc.assert(
      fc.property(start, fc.string({ unit: "binary", maxLength: 200 }), (head, tail) => {
        const { events, issues } = importing({ "a.csv": head + tail })
        expect(events).toEqual([])
        expect(issues.length).toBeGreaterThan(0)
      }),
      runsOf(500)
    )
  })

  it("a workbook with changed bytes never throws, and gives the payment or an error", () => {
    const change = fc.tuple(fc.nat(goodBook.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = goodBook.slice()
        for (const [index, byte] of changes) bytes[index] = byte
        const { events, issues } = importing({ "a.xlsx": bytes })
        expect(events.length === 1 || hasErrors(issues)).toBe(true)
      }),
      runsOf(500)
    )
  })

  it("a workbook cut anywhere is an error", () => {
    fc.assert(
      fc.property(fc.nat(goodBook.length - 1), (length) => {
        expect(hasErrors(importing({ "a.xlsx": goodBook.slice(0, length) }).issues)).toBe(true)
      }),
      runsOf(200)
    )
  })

  it("a file cut within its last line gives an error or the very same amount", () => {
    const bytes = utf8(good)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        const { events, issues } = importing({ "a.csv": bytes.slice(0, length) })
        expect(issues.length > 0 || events[0]!.event.payload).toBeTruthy()
        for (const { event } of events) expect(event.payload).toMatchObject({ amount: 128_050 })
      }),
      runsOf(200)
    )
  })

  it.each([
    ["one line of 200,000 letters", "a".repeat(200_000)],
    ["one line of 200,000 quotes", '"'.repeat(200_000)],
    ["one line of 200,000 commas", ",".repeat(200_000)],
    ["200,000 opening brackets", `${good}${"[{(".repeat(70_000)}\n`],
    ["a cell of 200,000 digits", good.replace("1280.50", "9".repeat(200_000))],
    ["a cell of 200,000 spaces", good.replace("1280.50", `1${" ".repeat(200_000)}x`)],
    ["a code of 200,000 digits", good.replace("2080109", "2".repeat(200_000))],
    ["a unit code of 200,000 signs", good.replace("219011", "-".repeat(200_000))],
    ["JSON nested 200,000 deep", `{"payload":${"[".repeat(200_000)}`]
  ])("%s is refused at once", (_what, text) => {
    const start = performance.now()
    expect(hasErrors(importing({ "a.csv": text }).issues)).toBe(true)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it("a bomb stops at the limit, whatever its directory says of its size", () => {
    const bomb = zip([
      { name: "xl/workbook.xml", content: workbookParts([{ name: "a", rows: [] }])["xl/workbook.xml"]! },
      { name: "xl/sharedStrings.xml", content: new Uint8Array(64 * 2 ** 20) }
    ])
    // The uncompressed sizes of all headers claim one byte.
    const view = new DataView(bomb.buffer)
    for (let at = 0; at + 28 < bomb.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true)
    }
    expect(bomb.length).toBeLessThan(100_000)
    expect(problemsOf(bomb, { limits: { inflatedBytesMax: 2 ** 20 } })).toEqual(["InflatedTooLarge"])
  })

  it.each([
    ["billion laughs", '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "WorkbookHasDtd"],
    ["an external entity", '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "WorkbookHasDtd"],
    ["an undeclared entity", "<sst><si><t>&lol;</t></si></sst>", "WorkbookBroken"],
    ["a part that is not UTF-8", "\ud800<", "WorkbookBroken"]
  ])("%s in a workbook is refused", (_what, xml, problem) => {
    const rows = sheet
    expect(problemsOf(workbook([{ name: "a", rows }], { "xl/sharedStrings.xml": xml }))).toEqual([problem])
  })

  it.each([
    ["a shared text that is not there", { "xl/sharedStrings.xml": "<sst/>" }],
    ["a sheet that is not there", { "xl/worksheets/sheet1.xml": undefined }],
    [
      "a relation out of the archive",
      { "xl/_rels/workbook.xml.rels": '<R><Relationship Id="rId1" Target="../../../etc/passwd"/></R>' }
    ],
    ["no book", { "xl/workbook.xml": undefined }]
  ])("%s is a damaged workbook", (_what, replace) => {
    expect(problemsOf(workbook([{ name: "a", rows: sheet }], replace))).toEqual(["WorkbookBroken"])
  })

  it.each([
    ["an encrypted entry", { flags: 1 }],
    ["a wrong check sum", { crc: 1 }]
  ])("%s is a damaged workbook", (_what, extra) => {
    const parts = Object.entries(workbookParts([{ name: "a", rows: sheet }]))
    expect(problemsOf(zip(parts.map(([name, content]) => ({ name, content, ...extra }))))).toEqual([
      "WorkbookBroken"
    ])
  })

  it("a text that looks like a formula stays text, and is shown without control characters", () => {
    const { events, issues } = importing({ "a.csv": csv([{ ...payment, abstract: "=cmd|' /C calc'!A0" }]) })
    expect(issues).toEqual([])
    expect(events[0]!.event.payload).toMatchObject({ abstract: "=cmd|' /C calc'!A0" })
    const [issue] = importing({ "a.csv": csv([{ ...payment, nature: "\u001b[31m红" }]) }).issues
    expect(issue!.value).toBe("\ufffd[31m红")
  })

  it("names of JSON lines cannot reach a prototype", () => {
    const { issues } = importing({
      "a.jsonl": jsonl([payment]).replace("{", '{"__proto__":{"amount":"1"},"constructor":1,')
    })
    expect(issues.map(({ problem, value }) => [problem, value])).toEqual([
      ["ColumnUnknown", "__proto__"],
      ["ColumnUnknown", "constructor"]
    ])
  })
})
