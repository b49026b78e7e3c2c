import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readCsv } from "../src/Csv.ts"
import type { Delimiter } from "../src/Csv.ts"
import { decodeText } from "@juesuan/page"
import { encodeGb18030, line, utf8 } from "./fixtures.ts"
import { parameters } from "./runs.ts"

const read = (text: string, delimiter: Delimiter = ",") => {
  const rows: Array<readonly [number, ReadonlyArray<string>]> = []
  const faults: Array<string> = []
  readCsv(text, delimiter, {
    row: (row, cells) => void rows.push([row, cells]),
    fault: (fault, row, column) => void faults.push(`${fault} ${row}:${column}`)
  })
  return { rows, faults }
}

describe("delimited text", () => {
  it("reads back what was written, under every delimiter and line end", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "1", " ", ",", ";", "\t", '"', "\n", "\r", "办", "😀"),
      maxLength: 8
    })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 })
    const delimiter = fc.constantFrom<Delimiter>(",", ";", "\t")
    fc.assert(
      fc.property(
        table,
        delimiter,
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        (cells, mark, end, isEnded) => {
          const text = cells.map((row) => line(row, mark)).join(end) + (isEnded ? end : "")
          expect(read(text, mark)).toEqual({ rows: cells.map((row, index) => [index + 1, row]), faults: [] })
        }
      ),
      parameters
    )
  })

  it("counts rows as a spreadsheet does: a line break in quotes begins none, an empty line is one", () => {
    expect(read('"a\nb",1\n\n"c"\n').rows).toEqual([
      [1, ["a\nb", "1"]],
      [2, [""]],
      [3, ["c"]]
    ])
  })

  it("goes on after a misplaced quote, and stops at one that is never closed", () => {
    expect(read('"a"b,c\nd,"e\nf\n')).toEqual({
      rows: [[1, ["ab", "c"]]],
      faults: ["quoteMisplaced 1:1", "quoteOpen 2:2"]
    })
  })
})

describe("encodings", () => {
  it("text is the same from UTF-8, UTF-8 with a mark, UTF-16 and GB18030", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", ",", "\n", "支", "付", "凭", "证", "（", "）", "“"),
      maxLength: 30
    })
    fc.assert(
      fc.property(text, (body) => {
        const whole = `业务类型,金额\n${body}`
        const forms = [
          utf8(whole),
          utf8(`\ufeff${whole}`),
          new Uint8Array(Buffer.from(`\ufeff${whole}`, "utf16le")),
          encodeGb18030(whole)
        ]
        for (const bytes of forms) expect(Result.getOrThrow(decodeText(bytes)).text).toBe(whole)
      }),
      parameters
    )
  })

  it("the first wrong byte is named under both encodings", () => {
    const decoded = decodeText(new Uint8Array([0x61, 0xd6, 0xd0, 0x62, 0xff, 0x0a]))
    expect(Result.isFailure(decoded) && decoded.failure).toMatchObject({ utf8Offset: 2, gb18030Offset: 4 })
  })
})
