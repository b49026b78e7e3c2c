/**
 * PDF files as printed pages: characters and lines where they are, and what is kept apart or cannot be read.
 */
import type { PrintedPage } from "@juesuan/page"
import { PdfUnreadable, readPdf } from "@juesuan/page/pdf"
import { describe, expect, it } from "vitest"
import { pdfOf } from "./pdfWriter.ts"
import type { Mark, PageToWrite } from "./pdfWriter.ts"

const text = (text: string, more: Partial<Extract<Mark, { kind: "text" }>> = {}): Mark => ({
  kind: "text",
  text,
  x: 100,
  y: 200,
  size: 10,
  ...more
})

const pageOf = async (page: PageToWrite): Promise<PrintedPage> => (await readPdf(pdfOf([page])))[0]!

const printed = ({ characters }: PrintedPage): string => characters.map(({ text }) => text).join("")

describe("a character", () => {
  it("has the place that it is printed at, by the code table of its Chinese font", async () => {
    const { characters, width, height, unread } = await pageOf({ marks: [text("决算1.5")] })
    expect([width, height, unread]).toEqual([595, 842, null])
    expect(
      characters.map(({ text, left, right, baseline, size }) => [text, left, right, baseline, size])
    ).toEqual([
      ["决", 100, 110, 200, 10],
      ["算", 110, 120, 200, 10],
      ["1", 120, 125, 200, 10],
      [".", 125, 130, 200, 10],
      ["5", 130, 135, 200, 10]
    ])
  })

  it.each([0, 90, 180, 270])(
    "has it as the page is looked at when that is turned by %d degrees",
    async (rotate) => {
      const page = await pageOf({ rotate, marks: [text("收入支出决算总表")] })
      // A page that is turned shows its text in another direction, and is read in that of its text.
      expect(printed(page)).toBe("收入支出决算总表")
      expect(page.characters.map(({ baseline }) => baseline)).toEqual(
        Array(8).fill(page.characters[0]!.baseline)
      )
      expect(page.keptApart.rotated).toBe(0)
    }
  )

  it("is read on a page whose whole text runs sideways", async () => {
    const marks = [text("第一行文字", { angle: 90 }), text("二行", { angle: 90, x: 80 })]
    const page = await pageOf({ marks: [...marks, text("横", { x: 300 })] })
    expect([printed(page), page.keptApart.rotated]).toEqual(["第一行文字二行", 1])
    expect([page.width, page.height]).toEqual([842, 595])
  })
})

it("is the one that a radical prints as", async () => {
  expect(printed(await pageOf({ marks: [text("公务用⻋⼀⺠")] }))).toBe("公务用车一民")
})

describe("what is kept apart", () => {
  it.each([
    ["text without ink", [text("看见"), text("藏", { mode: 3, y: 220 })], { hidden: 1 }],
    ["white on white", [text("看见"), text("白", { color: [1, 1, 1], y: 220 })], { white: 1 }],
    ["text at the side", [text("看见"), text("页", { angle: 90, x: 20 })], { rotated: 1 }],
    [
      "a text printed three times for bold",
      [text("看见"), text("看见", { x: 100.4 }), text("看见")],
      { doubled: 4 }
    ]
  ] as const)("is %s", async (_, marks, apart) => {
    const page = await pageOf({ marks })
    expect(printed(page)).toBe("看见")
    expect(page.keptApart).toEqual({ hidden: 0, white: 0, doubled: 0, rotated: 0, ...apart })
  })

  it("is not white on a dark ground, and not a digit that is printed twice on purpose", async () => {
    const ground: Mark = { kind: "box", box: [90, 180, 200, 210], color: [0.1, 0.2, 0.6] }
    const page = await pageOf({
      marks: [ground, text("合计", { color: [1, 1, 1] }), text("1100", { y: 240 })]
    })
    expect(printed(page)).toBe("合计1100")
    expect(page.keptApart).toEqual({ hidden: 0, white: 0, doubled: 0, rotated: 0 })
  })
})

describe("a page that is not read", () => {
  const picture: Mark = { kind: "picture", box: [0, 0, 595, 842] }

  it.each([
    ["fontUnknown", "prints characters by a table that is unknown", [text("一般公共预算", { font: "F2" })]],
    ["fontUnknown", "prints some of them so", [text("合计"), text("12.50", { font: "F2", x: 200 })]],
    ["scanned", "is a picture", [picture]],
    ["scanned", "is a picture with a page number", [picture, text("- 3 -", { y: 820 })]],
    ["recognised", "is a picture with text recognised from it", [picture, text("三公经费", { mode: 3 })]]
  ] as const)("is %s when it %s", async (reason, _, marks) => {
    const page = await pageOf({ marks })
    expect([page.unread, page.characters.length]).toEqual([reason, 0])
  })

  it("is none when it is blank, or has a picture beside its text", async () => {
    expect((await pageOf({ marks: [] })).unread).toBe(null)
    const small: Mark = { kind: "picture", box: [200, 200, 400, 400] }
    expect((await pageOf({ marks: [small, text("决算")] })).unread).toBe(null)
    expect((await pageOf({ marks: [picture, text("某某局二〇二四年度部门决算公开")] })).unread).toBe(null)
  })

  it("is one beyond a limit", async () => {
    const bytes = pdfOf([{ marks: [text("一二三四五")] }, { marks: [text("一二")] }])
    const pages = await readPdf(bytes, { charactersMax: 4 })
    expect(pages.map(({ unread }) => unread)).toEqual(["tooMuch", null])
    expect((await readPdf(bytes, { operatorsMax: 2 })).map(({ unread }) => unread)).toEqual([
      "tooMuch",
      "tooMuch"
    ])
  })
})

describe("a file that is not read", () => {
  const bytes = pdfOf([{ marks: [text("一")] }, { marks: [text("二")] }])
  const locked = pdfOf(
    [{ marks: [text("一")] }],
    `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`
  )

  it.each([
    ["encrypted", locked, {}],
    ["damaged", bytes.subarray(0, 400), {}],
    ["damaged", Uint8Array.from("%PDF-1.7\nnothing", (character) => character.charCodeAt(0)), {}],
    ["tooLarge", bytes, { pagesMax: 1 }]
  ] as const)("is %s", async (fault, file, limits) => {
    const cause = await readPdf(file, limits).catch((error: unknown) => error)
    expect(cause).toBeInstanceOf(PdfUnreadable)
    expect((cause as PdfUnreadable).fault).toBe(fault)
  })
})

it("leaves the bytes and the global names as they were", async () => {
  const bytes = pdfOf([{ marks: [text("一")] }])
  const before = bytes.slice()
  await readPdf(bytes)
  expect(bytes).toEqual(before)
  expect(["DOMMatrix", "Path2D", "ImageData"].filter((name) => name in globalThis)).toEqual([])
})
