/**
 * Word documents: what is printed of them, in blocks, with running numbers as lines.
 */
import { describe, expect, it } from "vitest"
import { cell, docxOf, paragraph, placesOf, readBytes, run, shapesOf, table } from "./samples.ts"

const read = (body: string, footnotes?: string) => readBytes(docxOf(body, footnotes), "a.docx")

describe("paragraphs of a Word document", () => {
  it("join their runs, and count as lines", () => {
    const document = read(
      paragraph("一、概况") + paragraph("支出 ", "12,345", ".67 元。") + paragraph() + paragraph("后")
    )
    expect(shapesOf(document)).toEqual(["一、概况", "支出 12,345.67 元。", "后"])
    expect(document.blocks.map(placesOf)).toEqual(["0@1:1", "0@2:1", "0@4:1"])
  })

  it.each([
    ["a tab", "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲\t乙"]],
    ["a line break", "<w:r><w:t>甲。</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲。", "乙"]],
    ["a hyphen that does not break", "<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", ["1-2"]],
    [
      "deleted text",
      `<w:del>${run("旧")}<w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>${run("新")}</w:ins>`,
      ["新"]
    ],
    ["text moved away", `<w:moveFrom>${run("旧")}</w:moveFrom><w:moveTo>${run("新")}</w:moveTo>`, ["新"]],
    ["hidden text", run("甲") + run("密", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), ["甲乙"]],
    [
      "a property that was changed",
      `<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>`,
      ["甲"]
    ],
    [
      "tab stops and fields",
      '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:instrText>PAGE</w:instrText></w:r>' +
        run("甲"),
      ["甲"]
    ],
    [
      "phonetic guides",
      "<w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r>",
      ["甲"]
    ],
    [
      "symbols",
      '<w:r><w:sym w:font="x" w:char="2265"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
      ["≥□"]
    ],
    [
      "charts",
      '<w:r><w:drawing><a:graphic><a:graphicData uri="x/chart"><a:t>图</a:t><w:t>图</w:t></a:graphicData></a:graphic></w:drawing></w:r>' +
        run("甲"),
      ["甲"]
    ],
    [
      "links, tags and controls",
      `<w:hyperlink>${run("甲")}</w:hyperlink><w:sdt><w:sdtPr><w:t>无</w:t></w:sdtPr><w:sdtContent>${run("乙")}</w:sdtContent></w:sdt>`,
      ["甲乙"]
    ]
  ] as const)("print %s", (_what, content, expected) => {
    expect(shapesOf(read(`<w:p>${content}</w:p>`))).toEqual(expected)
  })

  it("read a text box once, before the paragraph it hangs on", () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
    const shape = `<w:drawing><a:graphicData uri="x/wordprocessingShape"><wps:txbx>${box("框")}</wps:txbx></a:graphicData></w:drawing>`
    const alternate = `<mc:AlternateContent><mc:Choice Requires="wps">${shape}</mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`
    const document = read(`<w:p>${run("前")}<w:r>${alternate}</w:r>${run("后")}</w:p>`)
    expect(shapesOf(document)).toEqual(["框", "前后"])
    expect(document.blocks.map(placesOf)).toEqual(["0@2:1", "0@1:1"])
    const old = `<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox>${box("旧")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(shapesOf(read(old))).toEqual(["旧"])
  })

  it("read footnotes after the body, and no separators", () => {
    const notes = `<w:footnote w:type="separator">${paragraph("线")}</w:footnote><w:footnote w:id="2">${paragraph("脚注。")}</w:footnote>`
    expect(shapesOf(read(paragraph("正文。"), notes))).toEqual(["正文。", "脚注。"])
  })
})

describe("tables of a Word document", () => {
  const span = (count: number) => `<w:gridSpan w:val="${count}"/>`
  const begin = '<w:vMerge w:val="restart"/>'
  const go = "<w:vMerge/>"

  it("have spans, vertical merges and empty cells; lines count rows", () => {
    const document = read(
      paragraph("收入决算表") +
        table(
          [cell("项目", begin), cell("金额", span(2)), cell("备注", begin)],
          [cell("<w:p/>", go), "本年", "上年", cell("<w:p/>", go)],
          ["合计", "1.00", "", cell(paragraph("甲") + paragraph("乙"))]
        ) +
        paragraph("后")
    )
    expect(shapesOf(document)).toEqual([
      "收入决算表",
      ["r2 项目¦c2 金额¦r2 备注", "本年¦上年", "合计¦1.00¦¦甲⏎乙"],
      "后"
    ])
    expect(placesOf(document.blocks[1]!)).toEqual(["2:1 2:2 2:4", "3:2 3:3", "4:1 4:2 4:3 4:4"])
    expect(placesOf(document.blocks[2]!)).toBe("0@5:1")
  })

  it("have no rows that a change deletes, and blank cells before a row that begins late", () => {
    const rows = table(["甲", "1"], ["乙", "2"], ["丙"])
      .replace(
        '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">乙',
        '<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t xml:space="preserve">乙'
      )
      .replace(
        '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">丙',
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t xml:space="preserve">丙'
      )
    expect(shapesOf(read(rows))).toEqual([["甲¦1", "¦丙"]])
  })

  it("inside tables are grids of their own", () => {
    const inner = table(["1", "2"])
    expect(shapesOf(read(table(["甲", cell(paragraph("乙") + inner + "<w:p/>")])))).toEqual([
      ["甲¦乙"],
      ["1¦2"]
    ])
  })

  it("of one cell are a frame", () => {
    expect(shapesOf(read(table([cell(paragraph("甲。") + paragraph("乙。"))])))).toEqual(["甲。", "乙。"])
  })
})
