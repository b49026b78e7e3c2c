/**
 * Readers of the document's formats, written apart from the writers: they know the formats' own rules and no more.
 */
import { strFromU8, unzipSync } from "fflate"
import { SaxesParser } from "saxes"

/** A cell as a reader finds it: a number by its decimal text, or text. */
export interface ReadCell {
  readonly text: string
  readonly isNumber: boolean
  readonly formula?: string
}

export interface ReadSheet {
  readonly name: string
  /** By reference, such as `B3`. Cells without content are left out. */
  readonly cells: ReadonlyMap<string, ReadCell>
  readonly merges: ReadonlyArray<string>
  readonly comments: ReadonlyMap<string, string>
  readonly printArea: string
  readonly printTitles: string
  readonly pageSetup: Readonly<Record<string, string>>
}

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Array<Element>
  text: string
}

/** Reads XML as a tree; throws on anything that is not well-formed. */
export const readXml = (xml: string): Element => {
  const root: Element = { name: "", attributes: {}, children: [], text: "" }
  const stack = [root]
  const parser = new SaxesParser()
  parser.on("error", (error) => {
    throw error
  })
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" }
    stack.at(-1)!.children.push(element)
    stack.push(element)
  })
  parser.on("text", (text) => {
    stack.at(-1)!.text += text
  })
  parser.on("closetag", () => {
    stack.pop()
  })
  parser.write(xml).close()
  return root.children[0]!
}

const find = (element: Element, name: string): ReadonlyArray<Element> => [
  ...element.children.filter((child) => child.name === name),
  ...element.children.flatMap((child) => find(child, name))
]

/** The format's own escape of characters: `_x000A_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const readCell = (cell: Element): ReadCell => {
  const [value] = find(cell, "v")
  const [formula] = find(cell, "f")
  if (value !== undefined)
    return { text: value.text, isNumber: true, ...(formula === undefined ? {} : { formula: formula.text }) }
  return { text: unescaped(find(cell, "t")[0]?.text ?? ""), isNumber: false }
}

/** Reads a workbook. */
export const readWorkbook = (bytes: Uint8Array): ReadonlyArray<ReadSheet> => {
  const parts = unzipSync(bytes)
  const part = (name: string): Element => readXml(strFromU8(parts[name]!))
  for (const name of Object.keys(parts)) part(name)
  const book = part("xl/workbook.xml")
  const names = find(book, "definedName")
  const relations = new Map(
    find(part("xl/_rels/workbook.xml.rels"), "Relationship").map(({ attributes }) => [
      attributes["Id"]!,
      attributes["Target"]!
    ])
  )
  return find(book, "sheet").map(({ attributes }, index) => {
    const target = relations.get(attributes["r:id"]!)!
    const sheet = part(`xl/${target}`)
    const defined = (name: string): string =>
      names.find((one) => one.attributes["name"] === name && one.attributes["localSheetId"] === String(index))
        ?.text ?? ""
    const commentsPart = `xl/comments${index + 1}.xml`
    const comments = commentsPart in parts ? find(part(commentsPart), "comment") : []
    return {
      name: attributes["name"]!,
      cells: new Map(
        find(sheet, "c")
          .map((cell) => [cell.attributes["r"]!, readCell(cell)] as const)
          .filter(([, { text }]) => text !== "")
      ),
      merges: find(sheet, "mergeCell").map((merge) => merge.attributes["ref"]!),
      comments: new Map(comments.map((one) => [one.attributes["ref"]!, unescaped(find(one, "t")[0]!.text)])),
      printArea: defined("_xlnm.Print_Area"),
      printTitles: defined("_xlnm.Print_Titles"),
      pageSetup: find(sheet, "pageSetup")[0]?.attributes ?? {}
    }
  })
}

/** Reads CSV by RFC 4180: records of fields. */
export const readCsv = (bytes: Uint8Array): ReadonlyArray<ReadonlyArray<string>> => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
  if (!text.startsWith("\ufeff")) throw new Error("no byte-order mark")
  const records: Array<Array<string>> = [[]]
  let field = ""
  let isQuoted = false
  for (let at = 1; at < text.length; at++) {
    const character = text[at]!
    if (isQuoted) {
      if (character !== '"') field += character
      else if (text[at + 1] === '"') field += text[++at]!
      else isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === "," || character === "\n") {
      records.at(-1)!.push(field)
      field = ""
      if (character === "\n") records.push([])
    } else if (character !== "\r") field += character
  }
  return records.slice(0, -1)
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&emsp;": "",
  "<br>": "\n"
}

/** Markdown text without its escapes. */
export const unescapeMarkdown = (text: string): string =>
  text.replace(/\\([!-/:-@[-`{-~])|&[a-z]+;|<br>/g, (match, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped
    const meant = entities[match]
    if (meant === undefined) throw new Error(`unknown ${match}`)
    return meant
  })

const splitRow = (line: string): ReadonlyArray<string> => {
  const cells: Array<string> = []
  let cell = ""
  for (let at = 1; at < line.length; at++) {
    if (line[at] === "\\") cell += line[at]! + line[++at]!
    else if (line[at] === "|") {
      cells.push(unescapeMarkdown(cell.trim()))
      cell = ""
    } else cell += line[at]!
  }
  return cells
}

/** The tables of a GitHub Markdown text: the head row, then the body's rows. */
export const readMarkdownTables = (
  text: string
): ReadonlyArray<{
  readonly head: ReadonlyArray<string>
  readonly body: ReadonlyArray<ReadonlyArray<string>>
}> => {
  const lines = text.split("\n")
  const starts = lines.flatMap((line, at) => (/^\|( :?-{3,}:? \|)+$/.test(line) ? [at - 1] : []))
  return starts.map((start) => {
    let end = start + 2
    while (lines[end]?.startsWith("|") === true) end++
    return { head: splitRow(lines[start]!), body: lines.slice(start + 2, end).map(splitRow) }
  })
}

/** Blocks of a plain text, which stand apart by an empty line, as rows of fields. */
export const readTextBlocks = (text: string): ReadonlyArray<ReadonlyArray<ReadonlyArray<string>>> =>
  text
    .replace(/\n$/, "")
    .split("\n\n")
    .map((block) => block.split("\n").map((line) => line.split("\t")))
