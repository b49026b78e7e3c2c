/**
 * A small writer of ZIP archives and workbooks, for tests only: what it writes is laid out by hand, so that
 * the reader is tested against the format and not against a writer's habits.
 */
import { crc32, deflateRawSync } from "node:zlib"

export interface ZipPart {
  readonly name: string
  readonly content: string | Uint8Array
  readonly isStored?: boolean
  /** Flags of the directory entry; 1 claims encryption. */
  readonly flags?: number
  readonly crc?: number
}

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content)

/** Writes an archive. */
export const zip = (parts: ReadonlyArray<ZipPart>): Uint8Array => {
  const locals: Array<Buffer> = []
  const directory: Array<Buffer> = []
  let offset = 0
  for (const { name, content, isStored = false, flags = 0, crc } of parts) {
    const plain = bytesOf(content)
    const packed = isStored ? plain : deflateRawSync(plain)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(isStored ? 0 : 8, 4)
    common.writeUInt32LE(crc ?? crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, nameBytes, packed])
    const entry = Buffer.alloc(46)
    entry.write("PK\u0001\u0002", "latin1")
    entry.writeUInt16LE(20, 4)
    common.copy(entry, 6, 0, 26)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, nameBytes)
    locals.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.write("PK\u0005\u0006", "latin1")
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]))
}

/** A cell: a text, a number as stored, a date serial (style 1), or XML as it stands. */
export type Cell =
  | string
  | { readonly number: string; readonly style?: number }
  | { readonly date: string }
  | { readonly inline: string }
  | { readonly formula: string; readonly value?: string }
  | { readonly error: string }

export interface Sheet {
  readonly name: string
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  readonly isHidden?: boolean
}

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const letters = (column: number): string =>
  column <= 0 ? "" : letters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/** The parts of a workbook, by name: a test may replace one. */
export const workbookParts = (sheets: ReadonlyArray<Sheet>): Record<string, string> => {
  const shared: Array<string> = []
  const index = new Map<string, number>()
  const share = (text: string): number => {
    const known = index.get(text)
    if (known !== undefined) return known
    index.set(text, shared.length)
    return shared.push(text) - 1
  }
  const cellXml = (cell: Cell, at: string): string => {
    if (typeof cell === "string") return cell === "" ? "" : `<c r="${at}" t="s"><v>${share(cell)}</v></c>`
    if ("number" in cell) return `<c r="${at}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`
    if ("date" in cell) return `<c r="${at}" s="1"><v>${cell.date}</v></c>`
    if ("inline" in cell) return `<c r="${at}" t="inlineStr"><is><t>${escapeXml(cell.inline)}</t></is></c>`
    if ("error" in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`
    const value = cell.value === undefined ? "" : `<v>${cell.value}</v>`
    return `<c r="${at}"><f>${escapeXml(cell.formula)}</f>${value}</c>`
  }
  const parts: Record<string, string> = {}
  sheets.forEach(({ rows }, sheet) => {
    const body = rows.map((cells, row) => {
      const inner = cells.map((cell, column) => cellXml(cell, `${letters(column + 1)}${row + 1}`)).join("")
      return `<row r="${row + 1}">${inner}</row>`
    })
    parts[`xl/worksheets/sheet${sheet + 1}.xml`] =
      `${XML}<worksheet xmlns="${MAIN}"><sheetData>${body.join("")}</sheetData></worksheet>`
  })
  const texts = shared.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join("")
  parts["xl/sharedStrings.xml"] = `${XML}<sst xmlns="${MAIN}">${texts}</sst>`
  const dateCode = "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"
  const cellFormats = [0, 14, 176, 4].map((id) => `<xf numFmtId="${id}"/>`).join("")
  parts["xl/styles.xml"] =
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="176" formatCode="${dateCode}"/></numFmts>` +
    `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cellFormats}</cellXfs></styleSheet>`
  const entries = sheets.map(({ name, isHidden }, sheet) => {
    const state = isHidden === true ? ' state="hidden"' : ""
    return `<sheet name="${escapeXml(name)}" sheetId="${sheet + 1}"${state} r:id="rId${sheet + 1}"/>`
  })
  parts["xl/workbook.xml"] =
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${entries.join("")}</sheets></workbook>`
  const relations = sheets.map(
    (_, sheet) => `<Relationship Id="rId${sheet + 1}" Type="x" Target="worksheets/sheet${sheet + 1}.xml"/>`
  )
  parts["xl/_rels/workbook.xml.rels"] = `${XML}<Relationships>${relations.join("")}</Relationships>`
  return parts
}

/** Writes a workbook; `replace` puts other content in place of parts, or leaves them out. */
export const workbook = (
  sheets: ReadonlyArray<Sheet>,
  replace: Readonly<Record<string, string | undefined>> = {}
): Uint8Array => {
  const parts = { ...workbookParts(sheets), ...replace }
  return zip(
    Object.entries(parts).flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]))
  )
}
