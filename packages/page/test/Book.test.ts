/**
 * Workbooks are packages: their parts are where the relations say, whatever they are called, for every reader.
 */
import { audit, readDocument } from "@juesuan/audit"
import { importFiles } from "@juesuan/import"
import { readWorkbook } from "@juesuan/page"
import { strToU8, zipSync } from "fflate"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://example.org/relationships/${type}" Target="${target}"/>`

/** A workbook of one sheet whose parts have names of their own, one of them given from the root. */
const renamed = (texts: ReadonlyArray<string>, rows: ReadonlyArray<string>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "_rels/.rels": `<R>${relation("r1", "officeDocument", "book/main.xml")}</R>`,
        "book/main.xml": '<workbook xmlns:r="r"><sheets><sheet name="账" r:id="s"/></sheets></workbook>',
        "book/_rels/main.xml.rels": `<R>${relation("s", "worksheet", "/sheets/first.xml")}${relation(
          "t",
          "sharedStrings",
          "../words/list.xml"
        )}${relation("f", "styles", "look.xml")}</R>`,
        "words/list.xml": `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
        "book/look.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "sheets/first.xml": `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`
      }).map(([name, xml]) => [name, strToU8(xml)])
    )
  )

const shared = (at: number): string => `<c t="s"><v>${at}</v></c>`
const bytes = renamed(
  ["日期", "金额", "合计"],
  [
    `<row>${shared(0)}${shared(1)}</row>`,
    '<row><c s="1"><v>45366</v></c><c><v>12.5</v></c></row>',
    `<row>${shared(2)}<c><v>12.5</v></c></row>`
  ]
)

describe("a workbook whose parts have other names", () => {
  it("is read as rows, with its shared texts and formats", () => {
    const rows: Array<ReadonlyArray<string>> = []
    const read = readWorkbook(bytes, 2 ** 20, {
      sheet: (name) => name === "账",
      row: (_, cells) => void rows.push(cells),
      fault: () => expect.fail("no cell is at fault")
    })
    expect(Result.isSuccess(read)).toBe(true)
    expect(rows).toEqual([
      ["日期", "金额"],
      ["2024-03-15", "12.5"],
      ["合计", "12.5"]
    ])
  })

  it("is no damaged one to the import", () => {
    const { issues } = importFiles([{ name: "账.xlsx", bytes }], { lookUp: () => [] })
    expect(issues.map(({ problem }) => problem)).not.toContain("WorkbookBroken")
  })

  it("is a document to the audit", () => {
    const document = Result.getOrThrow(readDocument(bytes, "账.xlsx", { format: "xlsx" }))
    const texts = document.blocks.flatMap((block) =>
      block.kind === "grid" ? block.rows.flatMap((row) => row.map(({ text }) => text)) : [block.text]
    )
    expect(texts).toEqual(expect.arrayContaining(["日期", "金额", "合计"]))
    expect(audit(document).findings).toEqual([])
  })
})
