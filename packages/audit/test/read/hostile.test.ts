/**
 * Files that are broken or made to harm: each is refused by name or read, and nothing grows beyond its limits.
 */
import { readDocument } from "@juesuan/audit"
import type { ReadDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { strToU8, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import {
  docxOf,
  paragraph,
  readBytes,
  readText,
  refusalOf,
  shapesOf,
  table,
  utf8,
  xlsxOf
} from "./samples.ts"

const good = docxOf(paragraph("支出 12 元。"))
const book = xlsxOf({
  sheets: [{ name: "表", xml: "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>" }]
})

const docxWith = (document: string): Uint8Array => zipSync({ "word/document.xml": strToU8(document) })

describe("what is refused", () => {
  it.each([
    ["a PDF", utf8("%PDF-1.7 …"), "formatUnknown", "loadDocument"],
    [
      "an old .doc, or one with a password",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      "formatUnknown",
      "without a password"
    ],
    ["RTF", utf8("{\\rtf1 …"), "formatUnknown", "Save it as .docx"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1]), "formatUnknown", "picture of"],
    ["gzip", Uint8Array.from([0x1f, 0x8b, 8]), "formatUnknown", "Unpack it"],
    [
      "an OpenDocument file",
      zipSync({
        mimetype: strToU8("application/vnd.oasis.opendocument.text"),
        "content.xml": strToU8("<a/>")
      }),
      "formatUnknown",
      "Save it as .docx"
    ],
    [
      "an OFD",
      zipSync({ "OFD.xml": strToU8("<a/>"), "Doc_0/Document.xml": strToU8("<a/>") }),
      "formatUnknown",
      "Save it as PDF"
    ],
    ["an archive of something else", zipSync({ "a.txt": strToU8("x") }), "formatUnknown", "Unpack it"],
    ["an archive cut off", good.subarray(0, good.length - 30), "damaged", "save it again"],
    [
      "a Word document without its body",
      zipSync({ "word/styles.xml": strToU8("<a/>") }),
      "damaged",
      "save it again"
    ],
    ["XML that is none", docxWith("<w:document><w:body></w:document>"), "damaged", "save it again"],
    [
      "a document type",
      docxWith('<!DOCTYPE a [<!ENTITY x "y">]><w:document>&x;</w:document>'),
      "hasDtd",
      "ask the publisher"
    ],
    ["an entity that nobody declared", docxWith("<w:document>&x;</w:document>"), "damaged", "save it again"],
    ["elements in elements", docxWith("<a>".repeat(600) + "</a>".repeat(600)), "tooLarge", "save it again"],
    [
      "a shared text that is missing",
      xlsxOf({ sheets: [{ name: "表", xml: '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>' }] }),
      "damaged",
      "save it again"
    ]
  ] as const)("names %s", (_what, bytes, reason, remedy) => {
    const error = refusalOf(bytes, "决算.docx")
    expect(error).toMatchObject({ _tag: "DocumentUnreadable", file: "决算.docx", reason })
    expect(error.message).toContain(remedy)
  })

  it("names an entity that expands itself, before it expands", () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("")
    const bomb = `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><w:document>&l9;</w:document>`
    expect(refusalOf(docxWith(bomb), "a.docx").reason).toBe("hasDtd")
    expect(refusalOf(docxWith('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "a.docx").reason).toBe(
      "hasDtd"
    )
  })

  it("names every byte of an archive that is not as it was, or reads the same", () => {
    const expected = JSON.stringify(shapesOf(readBytes(good, "a.docx")))
    let refused = 0
    for (let at = 0; at < good.length; at++) {
      const bytes = good.slice()
      bytes[at]! ^= 0x55
      const read = readDocument(bytes, "a.docx")
      if (Result.isFailure(read)) refused++
      else if (read.success.format === "docx") expect(JSON.stringify(shapesOf(read.success))).toBe(expected)
    }
    expect(refused).toBeGreaterThan(good.length / 3)
  })
})

describe("limits", () => {
  const zeros = new Uint8Array(8 * 1024 * 1024)

  it("stop a bomb at the budget, whatever the directory says of its size", () => {
    const bomb = zipSync({ "word/document.xml": zeros }, { level: 9 })
    expect(bomb.length).toBeLessThan(20_000)
    const limits = { inflatedBytesMax: 1024 * 1024 }
    expect(refusalOf(bomb, "a.docx", { limits })).toMatchObject({ reason: "tooLarge" })
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let at = 0; at + 4 <= bomb.length; at++)
      if (view.getUint32(at, true) === zeros.length) view.setUint32(at, 5, true)
    expect(refusalOf(bomb, "a.docx", { limits })).toMatchObject({ reason: "tooLarge" })
  })

  it("count all parts of an archive together, and one part every time it is read", () => {
    const sheets = Array.from({ length: 40 }, (_, n) => ({ name: `表${n}`, xml: " ".repeat(100_000) }))
    expect(refusalOf(xlsxOf({ sheets }), "a.xlsx", { limits: { inflatedBytesMax: 3_000_000 } }).reason).toBe(
      "tooLarge"
    )
  })

  it.each([
    ["bytes", { bytesMax: 10 }, utf8("支出 12 元，收入 12 元。")],
    ["cells of a text", { cellsMax: 5 }, utf8("甲\t乙\t丙\n丁\t戊\t己")],
    [
      "cells of a page",
      { cellsMax: 5 },
      utf8("<html><table><tr><td>1<td colspan=2 rowspan=2>2<tr><td>3<td>4</table>")
    ],
    ["cells of a Word document", { cellsMax: 3 }, docxOf(table(["1", "2"], ["3", "4"]))],
    ["cells of a workbook", { cellsMax: 3 }, book],
    ["paragraphs", { blocksMax: 2 }, utf8("一。\n二。\n三。")],
    ["lines", { piecesMax: 100 }, utf8("\n".repeat(101) + "甲")],
    ["nodes of a page", { piecesMax: 100 }, utf8("<html><body>" + "<!---->".repeat(101))]
  ] as const)("of %s are kept", (_what, limits, bytes) => {
    expect(refusalOf(bytes, "a", { limits })).toMatchObject({ reason: "tooLarge" })
    expect(Result.isSuccess(readDocument(bytes, "a"))).toBe(true)
  })
})

/** How much of a document was made: blocks, pieces and cells, and the characters in them. */
const sizeOf = ({ blocks, problems }: ReadDocument): number => {
  let size = problems.length
  for (const block of blocks) {
    if (block.kind === "paragraph") size += 1 + block.text.length + block.places.length
    else for (const row of block.rows) for (const { text } of row) size += 1 + text.length
  }
  return size
}

describe("long files", () => {
  const LENGTH = 40_000
  const fill = (pattern: string): string => pattern.repeat(Math.ceil(LENGTH / pattern.length))
  // Each of these is where a reader that looks ahead or back would grow with the square of the length.
  const patterns = (
    "支|支出，|1|12,|-|- |— |　|  a|a  |\ta|a\t|\n|a\n|a\n\n|，\n\n的|\f|一、\n|1.\n|（|公开 01 表 |单位：|单位：a \n|│|│a│\n|" +
    "*|**a |_|`|[|[a](|](|](b)|<|<b>|</b>|<p|<p |<!--|<a b='|&|&amp;|&a|\\|\\|# |> |- [ ] |<br>|<table>|<td>|<table><tr><td>|" +
    "<table>\n|<b id=|</p>|\u00a0|\ud83d\ude00|\ud800"
  ).split("|")
  const files = ["a.txt", "a.md", "a.html"]
  it.each(files)("of one pattern are read or refused, and give no more than they hold: %s", (file) => {
    const format = file === "a.txt" ? "text" : file === "a.md" ? "markdown" : "html"
    for (const pattern of [...patterns, "|", "|-", "|a|\n|-|\n", "a|b\n"]) {
      for (const text of [
        fill(pattern),
        `${fill(pattern)}\n${fill("a")}`,
        `# a\n\n|a|\n|-|\n|${fill(pattern)}|`
      ]) {
        const read = readDocument(utf8(text), file, { format })
        if (Result.isSuccess(read)) expect(sizeOf(read.success)).toBeLessThan(8 * text.length + 100)
      }
    }
  })

  it.each([
    ["paragraphs", "<w:p/>"],
    ["runs", "<w:r><w:t>a</w:t></w:r>"],
    ["tables", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"],
    ["cells", "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"],
    ["merges", "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"],
    ["breaks", "<w:br/>"],
    ["text", "支"]
  ])("of Word with many %s are read", (_what, part) => {
    const many = part.repeat(Math.ceil(LENGTH / part.length))
    const body = `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>${part === "支" ? many : `</w:t></w:r></w:p>${many}<w:p><w:r><w:t>`}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`
    expect(sizeOf(readBytes(docxOf(body), "a.docx"))).toBeLessThan(8 * body.length)
  })

  it("keep a line of 200,000 characters whole, with its place at every character", () => {
    const document = readText(`${"支出".repeat(100_000)}。`)
    expect(document.blocks).toMatchObject([
      { kind: "paragraph", places: [{ offset: 0, at: { line: 1, column: 1 } }] }
    ])
    expect((shapesOf(document)[0] as string).length).toBe(200_001)
  })
})
