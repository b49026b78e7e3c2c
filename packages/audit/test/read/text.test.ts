/**
 * Plain text: tables by tabs, bars and spaces; paragraphs over line ends and page ends; exact places.
 *
 * Cut-outs named "seed" are lines of `fixtures/yanchi-2024.txt`.
 */
import { placeAt } from "@juesuan/audit"
import type { ReadParagraph } from "@juesuan/audit"
import * as fs from "node:fs"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { placesOf, readBytes, readText, refusalOf, shapesOf } from "./samples.ts"

const seedBytes = fs.readFileSync(path.join(import.meta.dirname, "..", "fixtures", "yanchi-2024.txt"))
const seedText = seedBytes.toString("utf8")
const seed = readBytes(seedBytes, "yanchi-2024.txt")
const seedLines = seedText.split("\n")
const cutOut = (from: number, to: number): string => seedLines.slice(from - 1, to).join("\n")

describe("the seed", () => {
  it("has nine tables and five self-evaluations, each in one piece over its pages", () => {
    const grids = seed.blocks.filter((block) => block.kind === "grid")
    expect(
      grids.map(({ at, rows }) => [at.line, rows.length, Math.max(...rows.map((row) => row.length))])
    ).toEqual([
      [78, 33, 6],
      [123, 22, 12],
      [157, 22, 10],
      [191, 36, 9],
      [239, 21, 7],
      [272, 31, 9],
      [315, 5, 12],
      [331, 4, 10],
      [347, 8, 7],
      [519, 19, 10],
      [549, 19, 10],
      [581, 20, 10],
      [612, 22, 10],
      [646, 26, 10]
    ])
    expect(seed.problems).toEqual([])
  })

  it("loses no character but white space, and says of each where it stands", () => {
    const printed = (text: string): string => text.replace(/\s/g, "")
    const texts = seed.blocks.map((block) =>
      block.kind === "paragraph"
        ? block.text
        : block.rows.map((row) => row.map(({ text }) => text).join("")).join("")
    )
    expect(printed(texts.join(""))).toBe(printed(seedText))
    const at = (line: number, column: number): string => seedLines[line - 1]!.charAt(column - 1)
    let count = 0
    for (const block of seed.blocks) {
      if (block.kind === "paragraph") {
        for (let offset = 0; offset < block.text.length; offset++) {
          const place = placeAt(block, offset)
          if (at(place.line!, place.column as number) !== block.text[offset])
            expect(place).toBe(block.text[offset])
          count++
        }
      } else {
        for (const { text, at: place } of block.rows.flat()) {
          const line = seedLines[place.line! - 1]!
          expect(line.startsWith(text, (place.column as number) - 1)).toBe(true)
          count++
        }
      }
    }
    expect(count).toBeGreaterThan(10_000)
  })

  it.each([
    [379, 381, "占本年支出合计的 100.00%。"],
    [391, 393, "完成年初预算的 115.99%，"],
    [415, 417, "较 2023 年上调,所以较 2023 年决算数增加。"],
    [435, 437, "因公出国（境）团组数 0 个"],
    [473, 475, "宁夏盐池县社会保险事业管理中心"],
    [477, 479, "领取养老金人数，6月及以后"],
    [499, 501, "完成日常工作任务而发生的人员支出"]
  ])("goes on from line %i to line %i: %s", (first, second, joined) => {
    const paragraphs = seed.blocks.filter((block) => block.kind === "paragraph")
    const found = paragraphs.filter(({ places }) => places[0]!.at.line === first)
    expect(found).toHaveLength(1)
    expect(found[0]!.text).toContain(joined)
    expect(found[0]!.places.map(({ at }) => at.line)).toEqual([first, second])
    // And read alone, the two lines are the same paragraph.
    expect(shapesOf(readText(cutOut(first, second)))).toEqual([found[0]!.text])
  })

  it("keeps rows of differing length with all their empty cells", () => {
    expect(shapesOf(readText(cutOut(142, 145)))).toEqual([
      [
        "22102¦住房改革支出¦¦242,830.00¦242,830.00¦0.00¦0.00¦0.00¦0.00¦0.00¦0.00¦",
        "22102¦住房公积金¦171,864.00¦171,864.00¦0.00¦0.00¦0.00¦0.00¦0.00¦0.00",
        "22102¦购房补贴¦70,966.00¦70,966.00¦0.00¦0.00¦0.00¦0.00¦0.00¦0.00"
      ]
    ])
    expect(placesOf(readText(cutOut(142, 143)).blocks[0]!)).toEqual([
      "1:1 1:7 1:14 1:15 1:26 1:37 1:42 1:47 1:52 1:57 1:62 1:67"
    ])
  })

  it("keeps captions, titles and notes apart from each other and from tables", () => {
    expect(shapesOf(readText(cutOut(336, 348)))).toEqual([
      "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
      "注：此表为空表",
      "国有资本经营预算财政拨款支出决算表",
      "公开 09 表",
      "金额单位：元",
      "单位：盐池县社会保险事业管理中心",
      ["项目¦¦¦本年支出合计¦基本支出¦项目支出¦", "科目名称¦¦¦¦¦¦"]
    ])
  })
})

describe("paragraphs of text", () => {
  it.each([
    [
      "a number wrapped in its middle",
      "支出 8,951,3\n79.26 元，完成预算。",
      ["支出 8,951,379.26 元，完成预算。"]
    ],
    [
      "a word in English",
      "the accounts of 2024, final\naccounts, audited.",
      ["the accounts of 2024, final accounts, audited."]
    ],
    [
      "a page number between",
      "支出合计 12 元，占\n\n- 3 -\n\n本年支出的 5%。",
      ["支出合计 12 元，占本年支出的 5%。"]
    ],
    [
      "第 3 页 between",
      "支出合计 12 元，占\n第 3 页 共 20 页\n本年支出的 5%。",
      ["支出合计 12 元，占本年支出的 5%。"]
    ],
    ["a form feed between", "支出合计 12 元，占\f本年支出的 5%。", ["支出合计 12 元，占本年支出的 5%。"]],
    ["numbers that count on", "甲，占\n\n3\n\n乙，占\n\n4\n\n丙。", ["甲，占乙，占丙。"]],
    [
      "a heading over two lines",
      "六、一般公共预算财政拨款基本支出\n决算情况说明\n\n2024 年，支出 1 元。",
      ["六、一般公共预算财政拨款基本支出决算情况说明", "2024 年，支出 1 元。"]
    ]
  ] as const)("go on over %s", (_what, text, expected) => {
    expect(shapesOf(readText(text))).toEqual(expected)
  })

  it.each([
    ["a full stop", "支出 12 元。\n\n本年收入，3 元。"],
    ["a heading", "一、收入支出决算总体情况说明\n\n2024 年度收、支总计 13 元。"],
    ["a list that begins", "完成预算的 145%，其中\n\n1. 社会保障支出 5 元，增加。"],
    ["a sentence without its stop before a new one", "支出 12 元，因工资调整\n\n2024 年度收入 3 元，减少。"],
    ["a note without its stop", "注：本表反映收支情况\n\n收入决算表"],
    ["an indented paragraph", "支出 12 元，因工资调整\n　　收入 3 元，减少。"],
    ["a colon before one word", "支出 0 元，具体情况如下：\n\n无"],
    ["captions", "金额单位：元\n单位：某局"],
    ["a heading with a number in Chinese", "1. 支出 12 元，增加\n（二）收入情况"]
  ])("end at %s", (_what, text) => {
    expect(shapesOf(readText(text))).toEqual(text.split(/\n+/).map((line) => line.trim()))
  })

  it("say of each piece where it stands", () => {
    const [block] = readText("　　支出 12 元，占\r\n\r\n  本年 5%。").blocks
    expect(placesOf(block!)).toBe("0@1:3 9@3:3")
    expect(placeAt(block as ReadParagraph, 12)).toEqual({ file: "决算.txt", line: 3, column: 6 })
  })

  it("split captions that share a line", () => {
    const document = readText("单位：某局    金额单位：元\n编制单位：某局 公开01表")
    expect(shapesOf(document)).toEqual(["单位：某局", "金额单位：元", "编制单位：某局", "公开01表"])
    expect(document.blocks.map(placesOf)).toEqual(["0@1:1", "0@1:10", "0@2:1", "0@2:9"])
  })

  it("are paragraphs though a tab follows the number of their list", () => {
    expect(shapesOf(readText("1.\t工资福利支出 5 元，增加 1 元。\n2.\t商品和服务支出 3 元。"))).toHaveLength(
      2
    )
  })
})

describe("tables by spaces", () => {
  const page = [
    "            收入支出决算总表",
    "                                   公开01表",
    "部门：某局                     金额单位：万元",
    "      收 入                     支 出",
    "项目            行次   金额     项目          行次   金额",
    "一、财政拨款    1    1,234.00   一、教育支出  2      0.00",
    "二、其他收入    2                 二、科学支出  3",
    "",
    "\f                - 4 -",
    "",
    "本年收入合计    3    1,234.00   本年支出合计  4  1,234.00",
    "注：本表反映总收支。"
  ].join("\n")

  it("have their cells in the columns they stand under, blank ones included", () => {
    const document = readText(page)
    expect(shapesOf(document)).toEqual([
      "收入支出决算总表",
      "公开01表",
      "部门：某局",
      "金额单位：万元",
      [
        "收 入¦¦¦支 出¦¦",
        "项目¦行次¦金额¦项目¦行次¦金额",
        "一、财政拨款¦1¦1,234.00¦一、教育支出¦2¦0.00",
        "二、其他收入¦2¦¦二、科学支出¦3¦",
        "本年收入合计¦3¦1,234.00¦本年支出合计¦4¦1,234.00"
      ],
      "注：本表反映总收支。"
    ])
    expect(document.problems).toEqual([])
  })

  it("have a heading over several columns span them", () => {
    const text = [
      "科目       本年支出合计",
      "编码    基本支出  项目支出",
      "208         1.00      2.00",
      "210         3.00      4.00"
    ]
    expect(shapesOf(readText(text.join("\n")))).toEqual([
      ["科目¦c2 本年支出合计", "编码¦基本支出¦项目支出", "208¦1.00¦2.00", "210¦3.00¦4.00"]
    ])
  })

  it("are separated by full-width spaces, too", () => {
    expect(shapesOf(readText("合　计　　1.00　2.00\n小　计　　3.00　4.00"))).toEqual([
      ["合　计¦1.00¦2.00", "小　计¦3.00¦4.00"]
    ])
  })

  it.each([
    ["two cells stand under one column", "科目编码编码    1.00    2.00\n208  211"],
    ["the fullest rows are askew", "甲  1,000.00  2.00\n一般公共预算财政拨款  3.00  4.00\n合计  5.00"]
  ])("are taken in order, with a problem, when %s", (_why, text) => {
    const document = readText(text)
    expect(document.problems.map(({ code, at }) => [code, at.line])).toEqual([["columnsUnaligned", 1]])
    expect(shapesOf(document)).toEqual([text.split("\n").map((line) => line.split(/ {2,}/).join("¦"))])
  })

  it("are no tables when a single line has gaps", () => {
    expect(shapesOf(readText("目　　录\n\n第一部分　单位概况\n\n签字：      日期："))).toEqual([
      "目　　录",
      "第一部分　单位概况",
      "签字：      日期："
    ])
  })
})

describe("tables by bars", () => {
  it("have the cells between the bars; drawn lines are no rows", () => {
    const text = "┌──┬──┐\n│ 项目 │ 金额 │\n├──┼──┤\n│ 合计 │ 1.00 │\n│      │ 2.00 │\n└──┴──┘"
    expect(shapesOf(readText(text))).toEqual([["项目¦金额", "合计¦1.00", "¦2.00"]])
    expect(placesOf(readText(text).blocks[0]!)).toEqual(["2:3 2:8", "4:3 4:8", "5:2 5:10"])
  })
})

describe("encodings", () => {
  const text = "支出合计 12 元。"
  const gb18030 = Uint8Array.from([
    0xd6, 0xa7, 0xb3, 0xf6, 0xba, 0xcf, 0xbc, 0xc6, 0x20, 0x31, 0x32, 0x20, 0xd4, 0xaa, 0xa1, 0xa3
  ])
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])
  ])
  it.each([
    ["UTF-8 with its mark", new TextEncoder().encode(`\uFEFF${text}`)],
    ["GB18030", gb18030],
    ["UTF-16 with its mark", utf16]
  ])("reads %s, places counting from the text", (_name, bytes) => {
    const document = readBytes(bytes, "a.txt")
    expect(shapesOf(document)).toEqual([text])
    expect(placesOf(document.blocks[0]!)).toBe("0@1:1")
  })

  it("refuses bytes of no encoding, naming the first wrong one and what to do", () => {
    const error = refusalOf(Uint8Array.from([0x41, 0xff, 0xff, 0x42]), "a.txt")
    expect(error.reason).toBe("encodingUnknown")
    expect(error.message).toBe(
      "a.txt cannot be read: Neither UTF-8 (wrong at byte 1) nor GB18030 (wrong at byte 1). " +
        "Save the document as UTF-8 or GB18030 text, or audit the original .docx, .xlsx or .html file."
    )
  })

  it.each([new Uint8Array(), new TextEncoder().encode(" \n\f\t")])("refuses nothing", (bytes) => {
    expect(refusalOf(bytes, "a.txt").reason).toBe("empty")
  })
})
