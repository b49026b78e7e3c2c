/**
 * Sheets as a workbook: names that Excel accepts, the parts of the package, the archive.
 */
import { strToU8, zipSync } from "fflate"
import { printable } from "../Placed.ts"
import { commentsPart, drawingPart } from "./Comments.ts"
import { STYLE_SHEET } from "./Styles.ts"
import type { Sheet } from "./TableSheet.ts"
import { HEAD, MAIN, RELATIONS, escapeXml } from "./Xml.ts"

const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Names that Excel accepts: no `[]:*?/\'`, at most 31 characters, not empty, unlike one another. */
export const sheetNames = (wanted: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const base =
      printable(name)
        .replace(/[[\]:*?/\\']/g, " ")
        .trim()
        .slice(0, 31)
        .toWellFormed() || "表"
    let unique = base
    for (let index = 2; taken.has(unique.toLowerCase()); index++)
      unique = `${base.slice(0, 27).toWellFormed()} ${index}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

const definedNames = (sheets: ReadonlyArray<Sheet>): string =>
  sheets
    .map(({ name, titleRows, lastCell }, index) => {
      const sheet = `'${escapeXml(name)}'`
      const absolute = lastCell.replace(/([A-Z]+)(\d+)/, "$$$1$$$2")
      return (
        `<definedName name="_xlnm.Print_Area" localSheetId="${index}">${sheet}!$A$1:${absolute}</definedName>` +
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}!$1:$${titleRows}</definedName>`
      )
    })
    .join("")

const override = (part: string, kind: string): string =>
  `<Override PartName="/xl/${part}" ContentType="${SPREADSHEET}.${kind}+xml"/>`

const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`

const relationships = (relations: ReadonlyArray<string>): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`

/** The parts of one sheet; a drawing and its relations only where there are comments. */
const sheetParts = ({ xml, comments }: Sheet, number: number): ReadonlyArray<readonly [string, string]> => {
  const sheet = [`xl/worksheets/sheet${number}.xml`, xml] as const
  if (comments.length === 0) return [sheet]
  return [
    sheet,
    [
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relationships([
        relation("rId1", "vmlDrawing", `../drawings/vmlDrawing${number}.vml`),
        relation("rId2", "comments", `../comments${number}.xml`)
      ])
    ],
    [`xl/comments${number}.xml`, commentsPart(comments)],
    [`xl/drawings/vmlDrawing${number}.vml`, drawingPart(comments)]
  ]
}

const contentTypes = (sheets: ReadonlyArray<Sheet>): string =>
  [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    override("workbook.xml", "sheet.main"),
    override("styles.xml", "styles"),
    ...sheets.map((_, index) => override(`worksheets/sheet${index + 1}.xml`, "worksheet")),
    ...sheets.flatMap(({ comments }, index) =>
      comments.length === 0 ? [] : [override(`comments${index + 1}.xml`, "comments")]
    ),
    "</Types>"
  ].join("")

const workbookXml = (sheets: ReadonlyArray<Sheet>): string => {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
  )
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${listed.join("")}</sheets><definedNames>${definedNames(sheets)}</definedNames></workbook>`
}

/** The first moment a zip archive can name; every entry has it, so that the same sheets give the same bytes. */
const EPOCH = new Date(1980, 0, 1)

/** Packs the sheets, in order. */
export const workbookOf = (sheets: ReadonlyArray<Sheet>): Uint8Array => {
  const parts: ReadonlyArray<readonly [string, string]> = [
    ["[Content_Types].xml", contentTypes(sheets)],
    ["_rels/.rels", relationships([relation("rId1", "officeDocument", "xl/workbook.xml")])],
    ["xl/workbook.xml", workbookXml(sheets)],
    [
      "xl/_rels/workbook.xml.rels",
      relationships([
        ...sheets.map((_, index) =>
          relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)
        ),
        relation(`rId${sheets.length + 1}`, "styles", "styles.xml")
      ])
    ],
    ["xl/styles.xml", STYLE_SHEET],
    ...sheets.flatMap((sheet, index) => sheetParts(sheet, index + 1))
  ]
  return zipSync(Object.fromEntries(parts.map(([name, text]) => [name, strToU8(text)])), {
    mtime: EPOCH,
    level: 6
  })
}
