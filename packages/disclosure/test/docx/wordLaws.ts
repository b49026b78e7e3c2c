/**
 * The laws of the Word file, over the document it was made from; each gives what it found broken.
 */
import { contentsOf, tablesOf } from "@juesuan/disclosure"
import type { Document, DocumentTable } from "@juesuan/disclosure"
import { textOf } from "@juesuan/narrative"
import { descendantsOf, elementsOf, tablesRead, textOfElement, textsOf } from "./readWord.ts"
import type { Element, ReadParagraph, ReadTable, ReadWord } from "./readWord.ts"

export type WordLaw = (document: Document, file: ReadWord) => ReadonlyArray<string>

/** Whether a character may stand in the file: seen, on its line, and in its place. */
const isPlain = (character: string): boolean => {
  const code = character.codePointAt(0)!
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return false
  if (code >= 0xd800 && code < 0xe000) return false
  return ![0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].includes(code)
}

/** What is left of a text in print. */
export const plain = (text: string): string => {
  let printed = ""
  let wasBreak = false
  for (const character of text) {
    const isBreak = "\r\n\t".includes(character)
    if (isBreak && !wasBreak) printed += " "
    if (!isBreak) printed += isPlain(character) ? character : "\ufffd"
    wasBreak = isBreak
  }
  return printed
}

const differ = (what: string, read: unknown, expected: unknown): ReadonlyArray<string> =>
  JSON.stringify(read) === JSON.stringify(expected)
    ? []
    : [`${what}: ${JSON.stringify(read)} is not ${JSON.stringify(expected)}`]

const rowsOf = ({ header, body }: DocumentTable) => [...header, ...body]

const pairs = (
  document: Document,
  file: ReadWord
): ReadonlyArray<readonly [given: DocumentTable, read: ReadTable]> => {
  const read = tablesRead(file)
  return tablesOf(document).flatMap((given, at) =>
    read[at] === undefined ? [] : [[given, read[at]] as const]
  )
}

const cellsReadBack: WordLaw = (document, file) => [
  ...differ("tables", tablesRead(file).length, tablesOf(document).length),
  ...pairs(document, file).flatMap(([given, { rows, columns }]) => [
    ...differ(`${given.key} columns`, columns, given.width),
    ...differ(
      given.key,
      rows.map((row) => row.map(({ text, columnSpan, rowSpan }) => [text, columnSpan, rowSpan])),
      rowsOf(given).map((row) =>
        row.map(({ text, columnSpan = 1, rowSpan = 1 }) => [plain(text), columnSpan, rowSpan])
      )
    )
  ])
]

/** A text of so many characters can make a row taller than a page. */
const LONG = 200

const headsRepeat: WordLaw = (document, file) =>
  pairs(document, file).flatMap(([given, { repeated, breaking }]) => [
    ...differ(`${given.key} repeated heads`, repeated, given.header.length),
    // A row taller than a page has to break.
    ...(rowsOf(given).some((row) => row.some(({ text }) => text.length > LONG))
      ? []
      : differ(`${given.key} rows that may break`, breaking, 0))
  ])

/** A digit of the standard's faces is half as wide as it is tall. */
const DIGIT = 0.5

const amountsStandWhole: WordLaw = (document, file) =>
  pairs(document, file).flatMap(([given, { rows }]) =>
    rowsOf(given).flatMap((row, at) =>
      row.flatMap(({ kind, text }, place) => {
        const read = rows[at]?.[place]
        if (kind !== "amount" || read === undefined) return []
        return [
          ...(read.alignment === "right" ? [] : [`${given.key} ${text} stands ${read.alignment}`]),
          ...(text.length * DIGIT * read.size <= read.width ? [] : [`${given.key} ${text} does not fit`]),
          ...(read.size >= 3 ? [] : [`${given.key} ${text} is ${read.size} points tall`])
        ]
      })
    )
  )

const isParagraph = (block: ReadTable | ReadParagraph | undefined): block is ReadParagraph =>
  block?.kind === "paragraph"

const tablesAreTitled: WordLaw = (document, file) => {
  const tables = tablesOf(document)
  return file.blocks
    .flatMap((block, at) => (block.kind === "table" ? [at] : []))
    .flatMap((at, index) => {
      const table = tables[index]!
      const around = file.blocks.slice(at - 3, at + 1 + table.notes.length).filter(isParagraph)
      return differ(
        `${table.key} title, number, units, notes`,
        around.map(({ text }) => text),
        [
          plain(table.title),
          plain(table.number),
          `单位：${plain(table.unitName)}\t金额单位：${table.moneyUnit}`,
          ...table.notes.map(plain)
        ]
      )
    })
}

const MARGINS = {
  portrait: { top: 37, right: 26, bottom: 35, left: 28 },
  landscape: { top: 28, right: 37, bottom: 26, left: 35 }
} as const

const pagesAreTheStandards: WordLaw = (document, file) => {
  const titles = new Set(document.parts.map(({ title }) => plain(title)))
  const tables = [...tablesOf(document)]
  return file.sections.flatMap(({ width, height, orientation, margins, blocks }, at) => {
    const turned = orientation === "landscape"
    const wanted = blocks.filter(({ kind }) => kind === "table").map(() => tables.shift()!.orientation)
    return [
      ...differ(`section ${at} size`, [width, height], turned ? [297, 210] : [210, 297]),
      ...differ(`section ${at} margins`, margins, MARGINS[turned ? "landscape" : "portrait"]),
      ...wanted.flatMap((one) => differ(`section ${at} orientation`, orientation, one)),
      ...blocks.flatMap((block, place) =>
        isParagraph(block) && block.style === "Heading1" && place > 0 && !block.startsPage
          ? [`${block.text} starts no page`]
          : []
      ),
      ...blocks.flatMap((block, place) => {
        if (!isParagraph(block) || block.style !== "TableTitle" || place === 0 || block.startsPage) return []
        const above = blocks[place - 1]
        return isParagraph(above) && titles.has(above.text) ? [] : [`${block.text} starts no page`]
      })
    ]
  })
}

const LINE = /^([\s\S]*)\t(\d+)$/

const contentsLead: WordLaw = (document, file) => {
  const lines = new Set(["TOC1", "TOC2", "TOC3"])
  const read = file.blocks.filter(
    (block): block is ReadParagraph => isParagraph(block) && lines.has(block.style)
  )
  const names = file.blocks.filter(isParagraph).flatMap(({ bookmarks }) => bookmarks)
  const numbers = read.map(({ text }) => Number(LINE.exec(text)?.[2] ?? 0))
  return [
    ...differ(
      "contents",
      read.map(({ style, text }) => [style, LINE.exec(text)?.[1]]),
      contentsOf(document).map(({ level, text }) => [`TOC${level}`, plain(text)])
    ),
    ...differ("places", new Set(names).size, names.length),
    ...read.flatMap(({ source, text }) =>
      descendantsOf(source, "w:hyperlink").flatMap(({ attributes }) =>
        names.includes(attributes["w:anchor"]!) ? [] : [`${text} leads nowhere`]
      )
    ),
    ...numbers.flatMap((number, at) =>
      number >= Math.max(1, numbers[at - 1] ?? 1) ? [] : [`page ${number} of ${read[at]!.text}`]
    )
  ]
}

const textIsWhole: WordLaw = (document, file) => {
  const blocks = document.parts.flatMap((part) => part.blocks)
  return [
    ...differ(
      "parts",
      textsOf(file, "Heading1"),
      document.parts.map(({ title }) => plain(title))
    ),
    ...([2, 3] as const).flatMap((level) =>
      differ(
        `headings of level ${level}`,
        textsOf(file, `Heading${level}`),
        blocks.flatMap((block) =>
          block.kind === "heading" && block.level === level ? [plain(block.text)] : []
        )
      )
    ),
    ...differ("text", textsOf(file, "BodyText"), [
      ...blocks.flatMap((block) =>
        block.kind === "paragraph" ? [`${plain(block.lead ?? "")}${plain(textOf(block.content))}`] : []
      ),
      ...document.remarks.map(plain)
    ])
  ]
}

const FACES = new Set(["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"])

const runsHaveFaces: WordLaw = (_, file) =>
  [...file.parts]
    .filter(([path]) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(path))
    .flatMap(([path, root]) =>
      descendantsOf(root, "w:r")
        .filter((run) => elementsOf(run, "w:t").length > 0)
        .flatMap((run) => {
          const fonts = descendantsOf(run, "w:rFonts")[0]?.attributes ?? {}
          const names = ["w:ascii", "w:hAnsi", "w:eastAsia"].map((name) => fonts[name])
          return names.every((name) => name === names[0] && FACES.has(name!))
            ? []
            : [`${path}: "${textOfElement(run)}" in ${names.join(", ")}`]
        })
    )

/** Point sizes, faces and outline levels of the styles the standard has words for. */
const STYLES = {
  Normal: ["仿宋_GB2312", 16, undefined, 28.95],
  BodyText: [undefined, undefined, undefined, undefined],
  Heading1: ["方正小标宋简体", 22, 0, 36],
  Heading2: ["黑体", 16, 1, 28.95],
  Heading3: ["楷体_GB2312", 16, 2, 28.95],
  TableTitle: ["方正小标宋简体", 18, 1, 26],
  PageNumberLine: ["宋体", 14, undefined, 18]
} as const

const attribute = (element: Element, path: string, name: string): string | undefined =>
  descendantsOf(element, path)[0]?.attributes[name]

const number = (text: string | undefined, over: number): number | undefined =>
  text === undefined ? undefined : Number(text) / over

const stylesAreTheStandards: WordLaw = (_, file) => {
  const styles = new Map(
    descendantsOf(file.parts.get("word/styles.xml")!, "w:style").map((style) => [
      style.attributes["w:styleId"]!,
      style
    ])
  )
  const indent = attribute(styles.get("BodyText")!, "w:ind", "w:firstLineChars")
  return [
    ...differ("first lines stand in", indent, "200"),
    ...Object.entries(STYLES).flatMap(([id, expected]) => {
      const style = styles.get(id)!
      return differ(
        id,
        [
          attribute(style, "w:rFonts", "w:eastAsia"),
          number(attribute(style, "w:sz", "w:val"), 2),
          number(attribute(style, "w:outlineLvl", "w:val"), 1),
          number(attribute(style, "w:spacing", "w:line"), 20)
        ],
        expected
      )
    })
  ]
}

const partOfReference = (
  file: ReadWord,
  section: Element,
  kind: string,
  type: string
): Element | undefined => {
  const references = elementsOf(section, `w:${kind}Reference`)
  const id = references.find(({ attributes }) => attributes["w:type"] === type)?.attributes["r:id"]
  const relation = elementsOf(file.parts.get("word/_rels/document.xml.rels")!).find(
    ({ attributes }) => attributes["Id"] === id
  )
  return relation === undefined ? undefined : file.parts.get(`word/${relation.attributes["Target"]!}`)
}

const pagesAreNumbered: WordLaw = (_, file) =>
  file.sections.slice(1).flatMap((section, at) => {
    const kind = section.orientation === "landscape" ? "header" : "footer"
    const starts = attribute(section.source, "w:pgNumType", "w:start")
    return [
      ...differ(`section ${at} starts at`, starts, at === 0 ? "1" : undefined),
      ...(["default", "even"] as const).flatMap((type) => {
        const part = partOfReference(file, section.source, kind, type)
        const lines = part === undefined ? [] : descendantsOf(part, "w:p")
        const line = lines.find((one) => textOfElement(one) === "— 1 —" && elementsOf(one, "w:r").length > 2)
        if (line === undefined) return [`section ${at} has no ${type} number`]
        return [
          ...differ(`${type} number`, attribute(line, "w:jc", "w:val"), type === "even" ? "left" : "right"),
          ...differ(
            `${type} field`,
            descendantsOf(line, "w:instrText").map((one) => one.children.join("").trim()),
            ["PAGE"]
          )
        ]
      })
    ]
  })

const coverSaysWhatItIs: WordLaw = (document, file) => {
  const [front] = file.sections
  const { digest, tablePack, ruleSet, generator } = document.colophon
  const foot = partOfReference(file, front!.source, "footer", "first")
  const lines = foot === undefined ? "" : textOfElement(foot)
  const titles = textsOf(file, "CoverTitle").join("")
  return [
    ...[digest, tablePack, ruleSet, generator]
      .filter((text) => !lines.includes(plain(text)))
      .map((text) => `the colophon has no ${text}`),
    ...differ("title", titles, document.cover.lines.map(plain).join("")),
    ...differ("attachment", textsOf(file, "Attachment"), [plain(document.cover.attachment)]),
    ...differ("unit", textsOf(file, "CoverUnit"), [plain(document.unitName)])
  ]
}

/** Laws of any document, whatever its text is. */
export const textLaws = {
  "all text is there, of characters that are seen": textIsWhole,
  "every run has a face of the standard": runsHaveFaces,
  "faces, sizes and levels of the styles are the standard's": stylesAreTheStandards,
  "the contents lead to their places and name their pages": contentsLead,
  "the cover says what the document is and what it was made from": coverSaysWhatItIs,
  "pages are numbered from 1, at the outer side": pagesAreNumbered
} as const satisfies Readonly<Record<string, WordLaw>>

/** Laws of documents whose tables cover each of their places once. */
export const wordLaws = {
  ...textLaws,
  "tables read back to the same cells": cellsReadBack,
  "heads are repeated and no row breaks across pages": headsRepeat,
  "amounts stand at the right and fit their column": amountsStandWhole,
  "tables have their title, number and units above and their notes below": tablesAreTitled,
  "pages are A4 with the standard's margins; parts and tables start one": pagesAreTheStandards
} as const satisfies Readonly<Record<string, WordLaw>>

/** What a file breaks, by law. */
export const breaksOf = (
  laws: Readonly<Record<string, WordLaw>>,
  document: Document,
  file: ReadWord
): Readonly<Record<string, ReadonlyArray<string>>> =>
  Object.fromEntries(
    Object.entries(laws)
      .map(([name, law]) => [name, law(document, file)] as const)
      .filter(([, broken]) => broken.length > 0)
  )
