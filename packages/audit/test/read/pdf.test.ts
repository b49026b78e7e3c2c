/**
 * PDF documents from end to end: what is printed on pages becomes findings with their places, and what cannot be read
 * is reported with the next step.
 */
import { audit, loadDocument, placeText, readDocument } from "@juesuan/audit"
import type { ReadDocument } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { pdfOf, tableMarks, widthOf } from "../../../page/test/pdfWriter.ts"
import type { CellToWrite, Mark, PageToWrite } from "../../../page/test/pdfWriter.ts"

const load = async (pages: ReadonlyArray<PageToWrite>): Promise<ReadDocument> =>
  Result.getOrThrow(await loadDocument(pdfOf(pages), "accounts.pdf"))

const cell = (text: string, columnSpan = 1, rowSpan = 1): CellToWrite => ({
  lines: text.split("/"),
  columnSpan,
  rowSpan
})

const SIZE = 12
const [LEFT, RIGHT] = [72, 523]

/** Prose as an office program sets it: indented by two characters, as much on a line as fits. */
const prose = (paragraphs: ReadonlyArray<string>, top: number): ReadonlyArray<Mark> => {
  const marks: Array<Mark> = []
  let y = top
  for (const paragraph of paragraphs) {
    let line = ""
    let x = LEFT + 2 * SIZE
    // A number with its marks is not parted.
    for (const token of paragraph.match(/[\d.,%]+[，。；、）]?|.[，。；、）]?/gu) ?? []) {
      if (x + widthOf(line + token, SIZE) > RIGHT) {
        marks.push({ kind: "text", text: line, x, y, size: SIZE })
        ;[line, x, y] = ["", LEFT, y + 20]
      }
      line += token
    }
    marks.push({ kind: "text", text: line, x, y, size: SIZE })
    y += 20
  }
  return marks
}

const title = (text: string, y: number): Mark => ({
  kind: "text",
  text,
  x: 297 - widthOf(text, 16) / 2,
  y,
  size: 16
})

const rows = [
  [cell("项目", 2), cell("本年支出合计", 1, 2), cell("基本支出", 1, 2), cell("项目支出", 1, 2)],
  [cell("功能分类/科目编码"), cell("科目名称")],
  [cell("207"), cell("文化旅游体育与传/媒支出"), cell("120.00"), cell("90.00"), cell("30.00")],
  [cell("20701"), cell("文化和旅游"), cell("120.00"), cell("90.00"), cell("30.00")],
  [cell("2070104"), cell("图书馆"), cell("120.00"), cell("90.00"), cell("30.00")],
  [cell("合计", 2), cell("121.00"), cell("90.00"), cell("30.00")]
]

const heads = rows.slice(0, 2)

const accounts = (style: "edges" | "boxes"): ReadonlyArray<PageToWrite> => [
  { marks: [title("某某市图书馆2024年度部门决算", 300)] },
  {
    marks: [
      title("一般公共预算财政拨款支出决算表", 80),
      { kind: "text", text: "单位：万元", x: 440, y: 110, size: 10 },
      ...tableMarks(rows.slice(0, 4), [72, 120], [60, 100, 90, 90, 90], style),
      { kind: "text", text: "- 2 -", x: 290, y: 810, size: 9 }
    ]
  },
  {
    marks: [
      ...tableMarks([...heads, ...rows.slice(4)], [72, 60], [60, 100, 90, 90, 90], style),
      { kind: "text", text: "- 3 -", x: 290, y: 810, size: 9 }
    ]
  },
  {
    marks: prose(
      [
        "五、一般公共预算财政拨款支出决算情况说明",
        "（一）总体情况。2024年度一般公共预算财政拨款支出120.00万元。与2023年度相比，增加20.00万元，增长16.67%，主要原因是新馆于上年年末开放，维护费用和人员经费都有所增加。"
      ],
      80
    )
  }
]

describe("a document that is a PDF", () => {
  it.each(["edges", "boxes"] as const)(
    "is read into its tables and paragraphs, ruled by %s",
    async (style) => {
      const { blocks, problems, format } = await load(accounts(style))
      const texts = blocks.map((block) =>
        block.kind === "paragraph"
          ? block.text
          : block.rows.map((row) => row.map(({ text }) => text).join("|"))
      )
      expect([format, problems]).toEqual(["pdf", []])
      expect(texts).toEqual([
        "某某市图书馆2024年度部门决算",
        "一般公共预算财政拨款支出决算表",
        "单位：万元",
        [
          "项目|本年支出合计|基本支出|项目支出",
          "功能分类科目编码|科目名称",
          "207|文化旅游体育与传媒支出|120.00|90.00|30.00",
          "20701|文化和旅游|120.00|90.00|30.00",
          "2070104|图书馆|120.00|90.00|30.00",
          "合计|121.00|90.00|30.00"
        ],
        "五、一般公共预算财政拨款支出决算情况说明",
        "（一）总体情况。2024年度一般公共预算财政拨款支出120.00万元。与2023年度相比，增加20.00万元，增长16.67%，主要原因是新馆于上年年末开放，维护费用和人员经费都有所增加。"
      ])
    }
  )

  it("is audited, and each finding has its page, line and box", async () => {
    const report = audit(await load(accounts("edges")))
    const found = report.findings
      .filter(({ severity }) => severity === "block")
      .map(({ ruleId, left }) => [ruleId, left?.at?.page, left?.raw] as const)
    expect(found).toEqual([
      ["AR-05-1", 3, "121.00"],
      ["AR-N-03", 4, "16.67%"]
    ])
    const { at } = report.findings.find(({ ruleId }) => ruleId === "AR-05-1")!.left!
    expect(at).toEqual({ file: "accounts.pdf", page: 3, line: 5, column: 4, box: [232, 122, 322, 139] })
    expect(placeText(at)).toBe("accounts.pdf:p3:5:4")
  })
})

describe("a page that cannot be read", () => {
  const picture: Mark = { kind: "picture", box: [0, 0, 595, 842] }

  it("is reported, and the others are read", async () => {
    const { problems, blocks } = await load([{ marks: [picture] }, ...accounts("edges").slice(1)])
    expect(problems.map(({ code, at, message }) => [code, at.page, message])).toEqual([
      ["pageUnread", 1, "Page 1 is not read: it is a scanned picture."]
    ])
    expect(blocks.length).toBe(5)
  })

  it("is reported for a table that has no lines, whose amounts are taken for nobody's", async () => {
    const lines = ["201 一般公共服务支出", "20103 办公厅（室）事务", "2010301 行政运行", "合计"].flatMap(
      (label, at) => [
        { kind: "text", text: label, x: 72, y: 140 + 20 * at, size: 10 } as const,
        { kind: "text", text: "120.00", x: 260, y: 140 + 20 * at, size: 10 } as const,
        { kind: "text", text: "90.00", x: 360, y: 140 + 20 * at, size: 10 } as const
      ]
    )
    const document = await load([{ marks: [title("一般公共预算财政拨款支出决算表", 80), ...lines] }])
    expect(document.problems.map(({ code, at, message }) => [code, at.page, message])).toEqual([
      ["tableUnruled", 1, "Page 1 has a table without ruling lines: its 8 amounts are not read."]
    ])
    expect(audit(document).findings.filter(({ severity }) => severity === "block")).toEqual([])
  })

  it("is reported for what is kept apart on it", async () => {
    const side: Mark = { kind: "text", text: "密件", x: 20, y: 400, size: 10, angle: 90 }
    const { problems } = await load([{ marks: [...prose(["一、收入支出决算总体情况说明"], 80), side] }])
    expect(problems.map(({ code, at }) => [code, at.page])).toEqual([["textRotated", 1]])
  })
})

describe("a file that cannot be read", () => {
  const plain = pdfOf([{ marks: [title("决算", 80)] }])
  const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`

  it.each([
    [
      "scanned",
      pdfOf([{ marks: [{ kind: "picture", box: [0, 0, 595, 842] }] }]),
      "noText",
      /scanned picture.*Audit the \.docx/
    ],
    ["encrypted", pdfOf([{ marks: [] }], `/ID [<00> <00>] ${encryption}`), "encrypted", /without a password/],
    ["cut off", plain.subarray(0, 300), "damaged", /downloaded whole/]
  ] as const)("is refused when it is %s, with the next step", async (_, bytes, reason, words) => {
    const error = Result.getOrThrow(Result.flip(await loadDocument(bytes, "accounts.pdf")))
    expect(error.reason).toBe(reason)
    expect(error.message).toMatch(words)
  })

  it("is refused in one step, which names the reader that can", () => {
    const error = Result.getOrThrow(Result.flip(readDocument(plain, "accounts.pdf")))
    expect(error.message).toContain("loadDocument")
  })

  it("never throws, wherever a file is cut or altered", async () => {
    const bytes = pdfOf(accounts("edges"))
    for (let seed = 1; seed <= 12; seed++) {
      const altered = bytes.slice(0, (bytes.length * (seed % 4 === 0 ? seed : 12)) / 12)
      for (let at = seed * 97; at < altered.length; at += seed * 1009) altered[at] = (at * seed) % 251
      const result = await loadDocument(altered, "accounts.pdf")
      expect(Result.isSuccess(result) || result.failure.reason !== undefined).toBe(true)
    }
  })
})
