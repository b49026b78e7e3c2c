/**
 * Writes small PDF files for tests: texts in a Chinese font that is not embedded, lines, boxes and pictures.
 *
 * It shares no code with the reader. Coordinates are points from the top left corner, as the page model has them.
 */

/** Something printed on a page. */
export type Mark =
  | {
      readonly kind: "text"
      readonly text: string
      readonly x: number
      /** The base line. */
      readonly y: number
      readonly size: number
      /** Degrees, clockwise; default 0. */
      readonly angle?: number
      /** Text mode; default 0. */
      readonly mode?: number
      /** Red, green and blue from 0 to 1; default black. */
      readonly color?: readonly [number, number, number]
      /** F1 has its code table; F2 has one that no reader of Chinese knows. */
      readonly font?: "F1" | "F2"
    }
  | {
      readonly kind: "line"
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
    }
  | {
      readonly kind: "box"
      readonly box: readonly [number, number, number, number]
      readonly color?: readonly [number, number, number]
    }
  | { readonly kind: "picture"; readonly box: readonly [number, number, number, number] }

export interface PageToWrite {
  readonly width?: number
  readonly height?: number
  /** /Rotate of the page. */
  readonly rotate?: number
  readonly marks: ReadonlyArray<Mark>
}

/** How wide a text is printed: a character of Chinese as wide as its size, one of ASCII half of that. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((width, character) => width + (character < "\u0100" ? size / 2 : size), 0)

const hexOf = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(4, "0")).join("")

const numbers = (...values: ReadonlyArray<number>): string =>
  values.map((value) => value.toFixed(3)).join(" ")

const contentOf = (mark: Mark, height: number): string => {
  switch (mark.kind) {
    case "text": {
      const { text, x, y, size, angle = 0, mode = 0, color = [0, 0, 0], font = "F1" } = mark
      const [cos, sin] = [Math.cos((-angle * Math.PI) / 180), Math.sin((-angle * Math.PI) / 180)]
      const matrix = numbers(cos, sin, -sin, cos, x, height - y)
      return `${numbers(...color)} rg BT /${font} ${size} Tf ${mode} Tr ${matrix} Tm <${hexOf(text)}> Tj ET`
    }
    case "line": {
      const [[x0, y0], [x1, y1]] = [mark.from, mark.to]
      return `0 0 0 RG 0.5 w ${numbers(x0, height - y0)} m ${numbers(x1, height - y1)} l S`
    }
    case "box": {
      const [left, top, right, bottom] = mark.box
      const area = numbers(left, height - bottom, right - left, bottom - top)
      return `${numbers(...(mark.color ?? [0, 0, 0]))} rg ${area} re f`
    }
    case "picture": {
      const [left, top, right, bottom] = mark.box
      return `q ${numbers(right - left, 0, 0, bottom - top, left, height - bottom)} cm /P1 Do Q`
    }
  }
}

const fontOf = (codes: string, ordering: string): string =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${codes} /DescendantFonts [<<
/Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering})
/Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4
/Ascent 860 /Descent -140 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -140 1000 860] >> >>] >>`

const stream = (dictionary: string, data: string): string =>
  `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`

/** A PDF of some pages; `trailer` adds entries to its trailer. */
export const pdfOf = (pages: ReadonlyArray<PageToWrite>, trailer = ""): Uint8Array => {
  const first = 6
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${first + 2 * at} 0 R`).join(" ")}] >>`,
    fontOf("UniGB-UCS2-H", "GB1"),
    fontOf("UniJIS-UCS2-H", "Japan1"),
    stream(
      "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
      "abcd"
    ),
    ...pages.flatMap(({ width = 595, height = 842, rotate = 0, marks }, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${first + 2 * at + 1} 0 R
/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P1 5 0 R >> >> >>`,
      stream("", marks.map((mark) => contentOf(mark, height)).join("\n"))
    ])
  ]
  let text = "%PDF-1.7\n"
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`
  text += `startxref\n${text.indexOf("xref\n0 ")}\n%%EOF\n`
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** A cell to print: its text line by line, and how many columns and rows it takes. */
export interface CellToWrite {
  readonly lines: ReadonlyArray<string>
  readonly columnSpan?: number
  readonly rowSpan?: number
}

/** How the lines of a table are drawn: whole, edge by edge, or as thin boxes. */
export type RulingStyle = "whole" | "edges" | "boxes"

const edgesOf = (from: number, lengths: ReadonlyArray<number>): ReadonlyArray<number> => {
  const edges = [from]
  for (const length of lengths) edges.push(edges.at(-1)! + length)
  return edges
}

/** The marks of a ruled table; a cell that covers others stands at its top left, the others are left out of `rows`. */
export const tableMarks = (
  rows: ReadonlyArray<ReadonlyArray<CellToWrite>>,
  at: readonly [left: number, top: number],
  columnWidths: ReadonlyArray<number>,
  style: RulingStyle = "edges",
  size = 9
): ReadonlyArray<Mark> => {
  const heights = rows.map(
    (row) =>
      6 + Math.max(1, ...row.map(({ lines, rowSpan = 1 }) => (rowSpan > 1 ? 1 : lines.length))) * (size + 2)
  )
  const [xs, ys] = [edgesOf(at[0], columnWidths), edgesOf(at[1], heights)]
  const taken = new Set<string>()
  const marks: Array<Mark> = []
  const draw = (x0: number, y0: number, x1: number, y1: number): void => {
    if (style === "boxes") marks.push({ kind: "box", box: [x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25] })
    else marks.push({ kind: "line", from: [x0, y0], to: [x1, y1] })
  }
  rows.forEach((row, rowAt) => {
    let column = 0
    for (const { lines, columnSpan = 1, rowSpan = 1 } of row) {
      while (taken.has(`${rowAt}|${column}`)) column++
      for (let down = 0; down < rowSpan; down++)
        for (let across = 0; across < columnSpan; across++) taken.add(`${rowAt + down}|${column + across}`)
      const [x0, x1] = [xs[column]!, xs[column + columnSpan]!]
      const [y0, y1] = [ys[rowAt]!, ys[rowAt + rowSpan]!]
      const isPlain = rows.flat().every((cell) => (cell.columnSpan ?? 1) === 1 && (cell.rowSpan ?? 1) === 1)
      if (style !== "whole" || !isPlain) {
        draw(x0, y0, x1, y0)
        draw(x0, y1, x1, y1)
        draw(x0, y0, x0, y1)
        draw(x1, y0, x1, y1)
      }
      lines.forEach((text, line) =>
        marks.push({ kind: "text", text, x: x0 + 3, y: y0 + 3 + size + line * (size + 2), size })
      )
      column += columnSpan
    }
  })
  if (style === "whole") {
    if (!marks.some(({ kind }) => kind === "line")) {
      for (const y of ys) draw(xs[0]!, y, xs.at(-1)!, y)
      for (const x of xs) draw(x, ys[0]!, x, ys.at(-1)!)
    }
  }
  return marks
}
