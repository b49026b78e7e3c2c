/**
 * Markdown: what it prints, in blocks, and where that stands in the source.
 */
import { describe, expect, it } from "vitest"
import { placesOf, readText, shapesOf } from "./samples.ts"

const read = (text: string) => readText(text, "决算.md")

describe("Markdown", () => {
  it("has headings, paragraphs and lists without their marks", () => {
    const document = read(
      "# 部门决算 #\n\n## 一、概况\n本单位 1 个，\n包括本级。\n\n- 甲\n* 乙\n1. 丙\n> 引用\n\n---\n标题\n===\n"
    )
    expect(shapesOf(document)).toEqual([
      "部门决算",
      "一、概况",
      "本单位 1 个，包括本级。",
      "甲",
      "乙",
      "1. 丙",
      "引用",
      "标题"
    ])
    expect(document.format).toBe("markdown")
    expect(placesOf(document.blocks[2]!)).toBe("0@4:1 8@5:1")
  })

  it.each([
    ["emphasis", "**支出** 12 *元*，_增_ 长 ~~5~~ `x`", "支出 12 元，增 长 5 x"],
    ["marks without a partner", "指标值为≥** 的，a_b_c 与 5 * 3", "指标值为≥** 的，a_b_c 与 5 * 3"],
    ["escapes", "1\\. 甲 \\*\\* \\| \\\\", "1. 甲 ** | \\"],
    ["entities", "&ldquo;三公&rdquo;&nbsp;&#x5143;&#20803; &bogus; &", "“三公”\u00a0元元 &bogus; &"],
    ["links and pictures", '见[决算表](http://a/b "t")，[甲] 与 乙](c)', "见决算表，[甲] 与 乙](c)"],
    ["tags", "支出<sup>1</sup> 5 < 6 元 <!-- no", "支出1 5 < 6 元 <!-- no"]
  ])("resolves %s", (_what, source, expected) => {
    expect(shapesOf(read(`# a\n\n# b\n\n${source}`)).slice(2)).toEqual([expected])
  })

  it("reads pipe tables with escaped bars, blank cells, breaks and marks, each cell with its place", () => {
    const document = read(
      "| 项目 | **行次** | 决算数 |\n| :--- | :---: | ---: |\n| 甲\\|乙 |  | 1,234.00 |\n| 丙<br>丁 | `—` |\n\n后文。"
    )
    expect(shapesOf(document)).toEqual([["项目¦行次¦决算数", "甲|乙¦¦1,234.00", "丙⏎丁¦—"], "后文。"])
    expect(placesOf(document.blocks[0]!)).toEqual(["1:3 1:10 1:17", "3:3 3:9 3:13", "4:3 4:13"])
  })

  it("reads tables without outer bars, and ends them at a line without bars", () => {
    expect(shapesOf(read("项目 | 金额\n--|--\n甲 | 1\n注：无。"))).toEqual([
      ["项目¦金额", "甲¦1"],
      "注：无。"
    ])
  })

  it("reads rows that lost their bars, their head or their rule, as long as others of the table follow", () => {
    const [head, rule, one, other] = ["| 项目 | 金额 |", "| -- | --: |", "| 甲 | 1 |", "| 乙 | 2 |"] as const
    const rows = (...lines: ReadonlyArray<string>) => shapesOf(read(lines.join("\n")))
    expect(rows(head, rule, "甲", other)).toEqual([["项目¦金额", "甲", "乙¦2"]])
    expect(rows(head, rule, one, "", other)).toEqual([["项目¦金额", "甲¦1"], ["乙¦2"]])
    expect(rows(rule, one, other)).toEqual([["甲¦1", "乙¦2"]])
    expect(rows(head, one, other)).toEqual([["项目¦金额", "甲¦1", "乙¦2"]])
    expect(rows(head, rule, one, "后文。", head, rule)).toEqual([
      ["项目¦金额", "甲¦1"],
      "后文。",
      ["项目¦金额"]
    ])
  })

  it("reads tables written in HTML, counting the lines of the whole file", () => {
    const document = read(
      '# 甲\n\n<table>\n<tr><td rowspan="2">项目</td><td>1</td></tr>\n<tr><td>2</td></tr>\n</table>\n\n# 乙\n'
    )
    expect(shapesOf(document)).toEqual(["甲", ["r2 项目¦1", "2"], "乙"])
    expect(placesOf(document.blocks[1]!)).toEqual(["4:21 4:32", "5:9"])
  })

  it("is told by its content whatever the name of the file, and by the name otherwise", () => {
    expect(readText("a | b\n--- | ---\n1 | 2", "决算.txt").format).toBe("markdown")
    expect(readText("只有一段。", "决算.md").format).toBe("markdown")
    expect(readText("只有一段。", "决算.txt").format).toBe("text")
    // A bulleted list is no sign: plain texts have them, too.
    expect(readText("- 一、部门职责\n- 二、机构设置", "决算.txt").format).toBe("text")
  })
})
