/**
 * Web pages: what a browser shows, in blocks, and where that stands in the source.
 */
import { placeAt } from "@juesuan/audit"
import type { ReadParagraph } from "@juesuan/audit"
import { describe, expect, it } from "vitest"
import { placesOf, readText, refusalOf, shapesOf, utf8 } from "./samples.ts"

const read = (body: string) =>
  readText(`<!DOCTYPE html><html><head><title>无</title></head><body>\n${body}\n</body></html>`, "a.html")

describe("text of a page", () => {
  it("is joined over inline elements, and its white space printed once", () => {
    const source = "<p>支出<b>合计</b>\n   12,345.67&nbsp;元，<span>增长 </span> <i>5%</i>。</p>"
    const document = read(source)
    expect(shapesOf(document)).toEqual(["支出合计 12,345.67\u00a0元，增长 5%。"])
    const [block] = document.blocks
    const offset = (block as ReadParagraph).text.indexOf("5%")
    expect(placeAt(block as ReadParagraph, offset)).toEqual({ file: "a.html", line: 3, column: 41 })
    expect(placeAt(block as ReadParagraph, 5)).toEqual({ file: "a.html", line: 3, column: 4 })
  })

  it("goes on without a space where the source wraps between Chinese characters", () => {
    expect(shapesOf(read("<p>本年\r\n  支出 12\n  元。</p>"))).toEqual(["本年支出 12 元。"])
  })

  it("ends at blocks, and at line breaks unless the sentence plainly goes on", () => {
    expect(
      shapesOf(read("<h1>决算</h1><div>甲。<br>乙。<div>丙</div>丁</div><ul><li>一</li><li>二</li></ul>"))
    ).toEqual(["决算", "甲。", "乙。", "丙", "丁", "一", "二"])
    expect(
      shapesOf(read("<p>支出 12 元，占</p><p>本年支出的 5%。</p><p>收入增加</p><p>支出，减少。</p>"))
    ).toEqual(["支出 12 元，占本年支出的 5%。", "收入增加", "支出，减少。"])
  })

  it.each([
    '<script>"<p>x</p>"</script>',
    "<style>p { }</style>",
    '<p style="color:red; DISPLAY : none">x</p>',
    "<p hidden>x</p>",
    "<template><p>x</p></template>",
    "<!-- <p>x</p> -->",
    "<noscript>x</noscript>",
    "<svg><text>x</text></svg>",
    "<select><option>x</option></select>",
    "<textarea>x</textarea>"
  ])("leaves out %s", (hidden) => {
    expect(shapesOf(read(`<p>前</p>${hidden}<p>后</p>`))).toEqual(["前", "后"])
  })

  it("keeps the lines of preformatted text", () => {
    expect(shapesOf(read("<pre>单位：甲\n支出  1.00。\n</pre>"))).toEqual(["单位：甲", "支出  1.00。"])
  })
})

describe("tables of a page", () => {
  it("have spans, empty cells, breaks and places", () => {
    const document = read(
      "<table><caption>收入决算表</caption><thead>\n<tr><th rowspan='2'>项目</th><th colspan=2>金额</th></tr>\n" +
        "<tr><th>本年</th><th>上年</th></tr></thead><tbody>\n<tr><td>合<br>计</td><td> </td><td><p>1.00</p><p>元</p></td></tr></tbody></table>"
    )
    expect(shapesOf(document)).toEqual(["收入决算表", ["r2 项目¦c2 金额", "本年¦上年", "合⏎计¦¦1.00⏎元"]])
    expect(placesOf(document.blocks[1]!)).toEqual(["3:21 3:42", "4:9 4:20", "5:9 5:20 5:37"])
  })

  it("have their titles, captions and notes as paragraphs", () => {
    const document = read(
      "<table><tr><td colspan=2>收入支出决算总表</td></tr><tr><td>部门：某局</td><td>金额单位：元</td></tr>" +
        "<tr><td>项目</td><td>金额</td></tr><tr><td>合计</td><td>1</td></tr><tr><td colspan=2>注：无。</td></tr></table>"
    )
    expect(shapesOf(document)).toEqual([
      "收入支出决算总表",
      "部门：某局",
      "金额单位：元",
      ["项目¦金额", "合计¦1"],
      "注：无。"
    ])
  })

  it("that arrange others are no tables; a table in a cell of data comes after it", () => {
    expect(
      shapesOf(
        read(
          "<table><tr><td><p>标题</p><table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>尾</td></tr></table>"
        )
      )
    ).toEqual(["标题", ["1¦2"], "尾"])
    expect(
      shapesOf(
        read("<table><tr><td>a</td><td>b<table><tr><td>1</td><td>2</td></tr></table></td></tr></table>")
      )
    ).toEqual([["a¦b"], ["1¦2"]])
  })

  it("reach no further than their rows, whatever a span says", () => {
    expect(
      shapesOf(
        read(
          "<table><tr><td rowspan=60000>甲</td><td rowspan=0>乙</td></tr><tr><td colspan=x>丙</td></tr></table>"
        )
      )
    ).toEqual([["r2 甲¦r2 乙", "丙"]])
  })
})

describe("hostile pages", () => {
  it.each([
    ["nesting", "<div>".repeat(600), "tooLarge"],
    [
      "formatting that multiplies",
      `<p>${Array.from({ length: 300 }, (_, n) => `<b id=${n}>`).join("")}</p>${"<p>x</p>".repeat(2000)}`,
      "damaged"
    ]
  ])("of too much %s are refused", (_what, body, reason) => {
    expect(refusalOf(utf8(`<html><body>${body}`), "a.html").reason).toBe(reason)
  })

  it("of spans that multiply cells are refused", () => {
    const row = `<tr>${"<td colspan=256 rowspan=9999>x</td>".repeat(20)}</tr>`
    expect(refusalOf(utf8(`<html><table>${row.repeat(400)}</table>`), "a.html").reason).toBe("tooLarge")
  })

  it("of tables in tables beyond the limit are read as text, with a problem", () => {
    const deep = 40
    const document = read(`${"<table><tr><td>a</td><td>".repeat(deep)}x${"</td></tr></table>".repeat(deep)}`)
    expect(document.problems.map(({ code }) => code)).toEqual(["tablesNested"])
    expect(JSON.stringify(shapesOf(document))).toContain("x")
  })

  it.each([
    ["attributes of one tag", `<p ${Array.from({ length: 50_000 }, (_, n) => `a${n}=1`).join(" ")}>x</p>`],
    ["misplaced rows of a table", `<table>${"<b>x</b>".repeat(20_000)}<tr><td>1</td><td>2</td></tr></table>`],
    ["a line of 200,000 characters", `<p>${"支".repeat(200_000)}</p>`],
    ["white space", `<p>a${" ".repeat(200_000)}b${"\n".repeat(200_000)}</p>`],
    ["entities", `<p>${"&amp;".repeat(100_000)}</p>`]
  ])("with many %s are read", (_what, body) => {
    expect(read(body).blocks.length).toBeGreaterThan(0)
  })
})

describe("what is a page", () => {
  it.each([
    ["a declaration", "<!DOCTYPE HTML><p>支出", "a.xls"],
    ["a comment before it", "<!-- saved --><html><p>支出", "a.txt"],
    ["a piece of one", "<div><table><tr><td>支出</td></tr></table></div>", "a"],
    ["the name alone", "支出<br>", "A.HTM"]
  ])("is told by %s", (_what, text, file) => {
    expect(readText(text, file).format).toBe("html")
  })
})
