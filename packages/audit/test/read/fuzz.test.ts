/**
 * Documents altered at random: whatever comes of them is blocks whose places are right, or a refusal by name.
 */
import { placeAt, readDocument } from "@juesuan/audit"
import type { DocumentFormat, ReadDocument } from "@juesuan/audit"
import type { Place } from "@juesuan/domain"
import { runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { cell, docxOf, paragraph, run, table, utf8, xlsxOf } from "./samples.ts"

const REASONS: ReadonlySet<string> = new Set(
  "empty encodingUnknown formatUnknown encrypted damaged hasDtd tooLarge".split(" ")
)

const text = [
  "收入支出决算总表\n公开01表\n单位：某局    金额单位：元\n项目\t行次\t决算数\n一、财政拨款\t1\t12,984.00\n\n- 3 -\n合计\t\t12,984.00\n注：无。\n",
  "一、支出情况\n　　2024 年度支出 12,345.67 元，占\n\n本年支出的 5%。其中：\n1. 工资 3 元，增长\n13.5%。\f（二）其他\n",
  "科目编码      科目名称        金额   占比\n208        社会保障      1,234.00   5%\n           卫生健康                 6%\n" +
    "合计                     1,234.00\n│甲│乙│\n├──┼──┤\n│1 │2 │\n"
]
const markdown = [
  "# 决算\n\n## 一、概况\n支出 **12** 元，占\n5%[^1]。\n\n| 项目 | 金额 |\n|:--|--:|\n| 甲\\|乙 | `1.00` |\n| 丙<br>丁 | &mdash; |\n\n- [决算](a)\n1\\. 甲\n",
  "# 甲\n\n<table>\n<tr><td rowspan=2>项目</td><td>1</td></tr>\n<tr><td>2</td></tr></table>\n\n```\na | b\n```\n***\n> _引_ ~~用~~\n"
]
const html = [
  "<!DOCTYPE html><html><head><style>p{}</style></head><body><h1>决算</h1><p>支出<b>合计</b>\n 12&nbsp;元，<span style='display:none'>x</span>占<br>5%。</p>" +
    "<table><caption>表</caption><thead><tr><th rowspan=2>项目</th><th colspan='2'>金额</th></tr><tr><th>a<th>b</tr><tbody><tr><td>合计<td>1<td></table></body></html>",
  "<table><tr><td>标题<table><tr><td>1</td><td>2</td></tr></table></td></tr></table><ul><li>a<li>b</ul><pre>x\n  y</pre><!-- z --><script>1</script>"
]
const docx = [
  docxOf(
    `<w:p>${run("支出 ")}<w:del>${run("旧")}</w:del><w:ins>${run("12 元")}</w:ins><w:r><w:br/><w:tab/></w:r></w:p>` +
      table(
        ["甲", cell("乙", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')],
        ["丙", cell("<w:p/>", "<w:vMerge/>")]
      ) +
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph("框")}</w:txbxContent></mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    `<w:footnote>${paragraph("注")}</w:footnote>`
  )
]
const xlsx = [
  xlsxOf({
    sheets: [
      {
        name: "表",
        xml:
          '<cols><col min="4" max="4" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>' +
          '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" s="0"><v>1234.5</v></c><c r="C2" s="1"><f>B2</f><v>0.5</v></c></row>' +
          '<row r="4" hidden="1"><c t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
      },
      { name: "隐", xml: "<sheetData/>", state: "hidden" }
    ],
    shared: ["收入决算表"],
    formats: ["#,##0.00_);(#,##0.00)", "0.00%", 'yyyy"年"m"月"']
  })
]

/** Pieces that mean something to one reader or another. */
const TOKENS = (
  "\t|\n|\n\n|\f|\r\n|　　|  |,|。|，|1|9.|-|%|（|一、|单位：|公开01表|注：|合计|│|┌─┐|" +
  "\\|#|*|**|`|[|](|&|&amp;|&#0;|&nbsp;|<|>|</|<!--|-->|" +
  "<p>|</p>|<br>|<b>|</b>|<table>|</table>|<tr>|<td>|<td colspan=3 rowspan=0>|<script>|<svg>|<w:p>|</w:p>|<w:t>|<w:tbl>|</w:tbl>|<w:tr>|" +
  '<w:tc>|</w:tc>|<w:vMerge/>|<w:del/>|<v>|</v>|<c>|<row>|<c t="s">|<mergeCell ref="A1:ZZ9999999"/>|r="XFD1048576"|<!DOCTYPE a>|' +
  "<![CDATA[x]]>|<?x?>|\0|\uFEFF|\ud83d\ude00|NaN|1e999|-0|" +
  "9".repeat(400)
)
  .split("|")
  .concat("|", "|---|", "||")

type Alteration = readonly [kind: number, at: number, other: number]
const alterations = fc.array(fc.tuple(fc.nat(5), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 })

const alterText = (source: string, changes: ReadonlyArray<Alteration>): string =>
  changes.reduce((now, [kind, at, other]) => {
    const from = now.length === 0 ? 0 : at % now.length
    const length = other % 12
    const token = TOKENS[other % TOKENS.length]!
    switch (kind) {
      case 0:
        return now.slice(0, from) + token + now.slice(from)
      case 1:
        return now.slice(0, from) + now.slice(from + length)
      case 2:
        return now.slice(0, from) + token + now.slice(from + token.length)
      case 3:
        return (
          now.slice(0, from) + now.slice(from, from + length * 4).repeat(1 + (other % 5)) + now.slice(from)
        )
      case 4:
        return other % 4 === 0 ? now.slice(0, from) : now.slice(from) + now.slice(0, from)
      default:
        return now.slice(0, from) + String.fromCharCode(other % 0x3000) + now.slice(from + 1)
    }
  }, source)

const alterBytes = (source: Uint8Array, changes: ReadonlyArray<Alteration>): Uint8Array => {
  let bytes = source.slice()
  for (const [kind, at, other] of changes) {
    const from = bytes.length === 0 ? 0 : at % bytes.length
    if (kind === 4 && other % 8 === 0) bytes = bytes.slice(0, from)
    else if (kind === 1) bytes.copyWithin(from, from + (other % 64))
    else bytes[from] = other & 255
  }
  return bytes
}

/** Alters one part of an archive, or every third time the bytes of the archive itself. */
const alterArchive = (source: Uint8Array, changes: ReadonlyArray<Alteration>): Uint8Array => {
  const [, at, other] = changes[0]!
  if (other % 3 === 0) return alterBytes(source, changes)
  const parts = unzipSync(source)
  const names = Object.keys(parts)
  const name = names[at % names.length]!
  return zipSync({ ...parts, [name]: strToU8(alterText(strFromU8(parts[name]!), changes)) }, { level: 0 })
}

const isPlace = (place: Place): boolean =>
  place.file === "a" && (place.line === undefined || (Number.isSafeInteger(place.line) && place.line >= 1))

/** Whether blocks say what their types promise. */
const wellFormed = ({ blocks, problems }: ReadDocument): boolean =>
  problems.every(({ at, code, message }) => isPlace(at) && code !== "" && message !== "") &&
  blocks.every((block) =>
    block.kind === "paragraph"
      ? block.text !== "" &&
        block.text === block.text.trim() &&
        block.places[0]?.offset === 0 &&
        block.places.every(
          ({ offset, at }, index) =>
            isPlace(at) && offset < block.text.length && offset >= (block.places[index - 1]?.offset ?? 0)
        )
      : isPlace(block.at) &&
        block.rows.some((row) => row.some((item) => item.text !== "")) &&
        block.rows.every((row) =>
          row.every(
            ({ text: printed, at, columnSpan = 1, rowSpan = 1 }) =>
              printed === printed.trim() &&
              isPlace(at) &&
              columnSpan >= 1 &&
              rowSpan >= 1 &&
              rowSpan <= block.rows.length
          )
        )
  )

/** Whether every character of a text document stands where its place says. */
const standsThere = ({ blocks }: ReadDocument, source: string): boolean => {
  const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)
  const isAt = (printed: string, { line, column }: Place): boolean =>
    lines[line! - 1]?.startsWith(printed, (column as number) - 1) === true
  return blocks.every((block) =>
    block.kind === "grid"
      ? block.rows.flat().every(({ text: printed, at }) => isAt(printed, at))
      : block.places.every(({ offset }) => isAt(block.text[offset]!, placeAt(block, offset)))
  )
}

const limits = { inflatedBytesMax: 1 << 20, cellsMax: 20_000, blocksMax: 5_000, piecesMax: 50_000 }

const outcomes = (format: DocumentFormat, bytes: Uint8Array): ReadDocument | undefined => {
  const read = readDocument(bytes, "a", { format, limits })
  if (Result.isSuccess(read)) {
    if (!wellFormed(read.success)) throw new Error(`not well formed: ${JSON.stringify(read.success)}`)
    return read.success
  }
  const { _tag, reason, remedy } = read.failure
  if (_tag !== "DocumentUnreadable" || !REASONS.has(reason) || remedy === "") throw read.failure
  return undefined
}

describe("altered documents are read or refused, never thrown at", () => {
  const check = (
    name: string,
    seed: number,
    alter: (n: number, changes: ReadonlyArray<Alteration>) => boolean
  ) => {
    let read = 0
    const options = runs(process.env, 2000, seed, 21_000)
    fc.assert(
      fc.property(fc.nat(7), alterations, (sample, changes) => {
        if (alter(sample, changes)) read++
      }),
      options
    )
    // Alterations that nothing survives would test the refusals alone.
    expect(read, `${name}: read`).toBeGreaterThan(options.numRuns / 20)
  }

  it("as text, every character where its place says", () =>
    check("text", 61, (sample, changes) => {
      const source = alterText(text[sample % text.length]!, changes)
      const document = outcomes("text", utf8(source))
      if (document === undefined) return false
      // Lone surrogates do not survive UTF-8.
      if (!standsThere(document, new TextDecoder().decode(utf8(source))))
        throw new Error(JSON.stringify(document))
      return true
    }))

  it.each([
    ["markdown", markdown, 62],
    ["html", html, 63]
  ] as const)("as %s", (format, samples, seed) =>
    check(format, seed, (sample, changes) => {
      const source = samples[sample % samples.length]!
      const bytes = sample > 5 ? alterBytes(utf8(source), changes) : utf8(alterText(source, changes))
      return outcomes(format, bytes) !== undefined
    })
  )

  it.each([
    ["docx", docx, 64],
    ["xlsx", xlsx, 65]
  ] as const)("as %s", (format, samples, seed) =>
    check(
      format,
      seed,
      (_sample, changes) => outcomes(format, alterArchive(samples[0]!, changes)) !== undefined
    )
  )
})
