/**
 * Laws of layout: a table comes back cell by cell however it is ruled and wherever a page cuts it, and prose comes back
 * paragraph by paragraph wherever a line or a page ends.
 */
import { layOut } from "@juesuan/page"
import type { PrintedCharacter, PrintedPage, Ruling } from "@juesuan/page"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const HEIGHT = 842
const WIDTH = 595

const typed = (text: string, x: number, baseline: number, size: number): ReadonlyArray<PrintedCharacter> => {
  let left = x
  return [...text].map((character) => {
    const right = left + (character < "\u0100" ? size / 2 : size)
    const printed = { text: character, left, right, baseline, size }
    left = right
    return printed
  })
}

const pageOf = (
  number: number,
  characters: ReadonlyArray<PrintedCharacter>,
  rulings: ReadonlyArray<Ruling> = []
): PrintedPage => ({
  number,
  width: WIDTH,
  height: HEIGHT,
  characters,
  rulings,
  keptApart: { hidden: 0, white: 0, doubled: 0, rotated: 0 },
  unread: null
})

interface Cell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

interface Sheet {
  readonly cells: ReadonlyArray<Cell>
  readonly rows: number
  readonly columns: number
}

const words = fc.constantFrom("", "合计", "基本支出", "1,234.50", "0.00", "住房公积金", "208", "—")

/** A table with merged cells: each place that no cell covers begins one that reaches as far as it may. */
const sheet: fc.Arbitrary<Sheet> = fc
  .record({ rows: fc.integer({ min: 3, max: 9 }), columns: fc.integer({ min: 2, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc
      .array(
        fc.record({
          text: words,
          down: fc.integer({ min: 1, max: 3 }),
          across: fc.integer({ min: 1, max: 3 }),
          isMerged: fc.boolean()
        }),
        {
          minLength: rows * columns,
          maxLength: rows * columns
        }
      )
      .map((wishes): Sheet => {
        const taken = new Set<number>()
        const cells: Array<Cell> = []
        for (const [place, wish] of wishes.entries()) {
          if (taken.has(place)) continue
          const [row, column] = [Math.floor(place / columns), place % columns]
          // The first row and the first column show every line of the table.
          const mayMerge = wish.isMerged && row > 0 && column > 0
          const rowSpan = mayMerge ? Math.min(wish.down, rows - row) : 1
          let columnSpan = mayMerge ? Math.min(wish.across, columns - column) : 1
          const isFree = (width: number): boolean =>
            !Array.from({ length: width }, (_, across) => place + across).some((other) => taken.has(other))
          while (!isFree(columnSpan)) columnSpan--
          for (let down = 0; down < rowSpan; down++)
            for (let across = 0; across < columnSpan; across++) taken.add(place + down * columns + across)
          const text = place === 0 ? "项目" : wish.text
          cells.push({ row, column, rowSpan, columnSpan, text })
        }
        return { cells, rows, columns }
      })
  )

const [COLUMN, ROW, SIZE] = [80, 20, 10]

/** Lines around a cell: one by one as some programs print them, or in pieces with squares at the corners. */
const edgesOf = (
  { row, column, rowSpan, columnSpan }: Cell,
  isInPieces: boolean,
  top: number
): ReadonlyArray<Ruling> => {
  const [x0, x1] = [50 + column * COLUMN, 50 + (column + columnSpan) * COLUMN]
  const [y0, y1] = [top + row * ROW, top + (row + rowSpan) * ROW]
  const line = (isHorizontal: boolean, position: number, from: number, to: number): ReadonlyArray<Ruling> => {
    if (!isInPieces) return [{ isHorizontal, position, from, to }]
    const middle = (from + to) / 2
    return [
      { isHorizontal, position: position + 0.3, from: from - 0.5, to: middle },
      { isHorizontal, position: position - 0.3, from: middle + 1, to: to + 0.5 },
      { isHorizontal, position, from: from - 0.5, to: from + 0.5 }
    ]
  }
  return [
    ...line(true, y0, x0, x1),
    ...line(true, y1, x0, x1),
    ...line(false, x0, y0, y1),
    ...line(false, x1, y0, y1)
  ]
}

const printSheet = (
  number: number,
  cells: ReadonlyArray<Cell>,
  isInPieces: boolean,
  top = 100
): PrintedPage =>
  pageOf(
    number,
    cells.flatMap(({ row, column, text }) => typed(text, 54 + column * COLUMN, top + row * ROW + 14, SIZE)),
    cells.flatMap((cell) => edgesOf(cell, isInPieces, top))
  )

/** The cells of each row as they come back: text and spans. */
const cellsOf = (pages: ReadonlyArray<PrintedPage>): ReadonlyArray<unknown> =>
  layOut(pages).map((block) =>
    block.kind === "table"
      ? block.rows.map((row) => row.map(({ text, rowSpan, columnSpan }) => [text, rowSpan, columnSpan]))
      : block.text
  )

const expected = ({ cells, rows }: Sheet) => [
  Array.from({ length: rows }, (_, at) =>
    cells.filter(({ row }) => row === at).map(({ text, rowSpan, columnSpan }) => [text, rowSpan, columnSpan])
  )
]

describe("a ruled table", () => {
  it("comes back cell by cell, however its lines are printed", () => {
    fc.assert(
      fc.property(sheet, fc.boolean(), (table, isInPieces) => {
        expect(cellsOf([printSheet(1, table.cells, isInPieces)])).toEqual(expected(table))
      }),
      runs(process.env, 60, 20_241_201, 2000)
    )
  })

  it("comes back as one when a page cuts it, with its head printed again", () => {
    const body = fc.array(fc.tuple(words, words, words), { minLength: 4, maxLength: 20 })
    fc.assert(
      fc.property(body, fc.nat(), (rows, cut) => {
        const at = 1 + (cut % (rows.length - 1))
        const head = ["科目名称", "基本支出", "项目支出"]
        const cellsIn = (lines: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<Cell> =>
          lines.flatMap((line, row) =>
            line.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text }))
          )
        const pages = [
          printSheet(1, cellsIn([head, ...rows.slice(0, at)]), false, 400),
          printSheet(2, cellsIn([head, ...rows.slice(at)]), true, 60)
        ]
        const whole = [head, ...rows].map((line) => line.map((text) => [text, 1, 1]))
        // Rows that begin a page as the table itself began are its head.
        fc.pre(rows[at]!.join() !== rows[0]!.join())
        expect(cellsOf(pages)).toEqual([whole])
      }),
      runs(process.env, 40, 20_241_202, 1000)
    )
  })

  it("is two where a line of it is missing", () => {
    const cells = [0, 1, 2].flatMap((row) =>
      [0, 1].map((column): Cell => ({ row, column, rowSpan: 1, columnSpan: 1, text: `甲${row}${column}` }))
    )
    const { rulings, ...page } = printSheet(1, cells, false)
    const cut = rulings.filter(
      ({ isHorizontal, position, to }) => !(isHorizontal && position === 140 && to <= 130)
    )
    expect(cellsOf([{ ...page, rulings: cut }])).toEqual([
      [
        [
          ["甲00", 1, 1],
          ["甲01", 1, 1]
        ],
        [
          ["甲10甲20", 2, 1],
          ["甲11", 1, 1]
        ],
        [["甲21", 1, 1]]
      ]
    ])
  })
})

const sentence = fc
  .array(
    fc.constantFrom(
      "一般公共预算",
      "财政拨款",
      "支出",
      "2024年度",
      "1,234.50万元",
      "增长9.09%",
      "主要原因是",
      "，",
      "人员经费"
    ),
    {
      minLength: 3,
      maxLength: 40
    }
  )
  .map((parts) => `本年${parts.join("")}。`)

const [LEFT, RIGHT, BODY] = [72, 72 + 36 * 12, 12]

/** Sets prose as office programs do: indented, as much on a line as fits, page by page with a number below. */
const typeset = (paragraphs: ReadonlyArray<string>, linesPerPage: number): ReadonlyArray<PrintedPage> => {
  const lines: Array<{ readonly text: string; readonly x: number }> = []
  for (const paragraph of paragraphs) {
    let [line, x] = ["", LEFT + 2 * BODY]
    const widthOf = (text: string): number => typed(text, 0, 0, BODY).at(-1)?.right ?? 0
    for (const token of paragraph.match(/(?:[\d.,%]+|.)[，。；、]*/gu) ?? []) {
      if (x + widthOf(line + token) > RIGHT) {
        lines.push({ text: line, x })
        ;[line, x] = ["", LEFT]
      }
      line += token
    }
    lines.push({ text: line, x })
  }
  return Array.from({ length: Math.ceil(lines.length / linesPerPage) }, (_, page) => {
    const own = lines.slice(page * linesPerPage, (page + 1) * linesPerPage)
    const body = own.flatMap(({ text, x }, at) => typed(text, x, 90 + at * 22, BODY))
    return pageOf(page + 1, [...body, ...typed(`- ${page + 1} -`, 290, 800, 9)])
  })
}

describe("prose", () => {
  it("comes back paragraph by paragraph, over lines and pages", () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 4, maxLength: 14 }),
        fc.integer({ min: 5, max: 30 }),
        (paragraphs, linesPerPage) => {
          expect(cellsOf(typeset(paragraphs, linesPerPage))).toEqual(paragraphs)
        }
      ),
      runs(process.env, 60, 20_241_203, 2000)
    )
  })

  it.each([0, 14])(
    "has a heading over two centred lines in one piece, its first line %d points off",
    (off) => {
      const size = 18
      const [first, second] = ["第三部分某某市某某区某某局某某年度部门决算情况", "说明"]
      const centred = (text: string, y: number, by: number): ReadonlyArray<PrintedCharacter> =>
        typed(text, (LEFT + RIGHT) / 2 - (text.length * size) / 2 + by, y, size)
      const [page] = typeset(Array(8).fill(`本年收入${"合计".repeat(20)}10.00万元。`), 30)
      const heading = [...centred(first, 40, off), ...centred(second, 62, 0)]
      const texts = cellsOf([{ ...page!, characters: [...heading, ...page!.characters] }])
      expect(texts[0]).toBe(first + second)
      expect(texts.length).toBe(9)
    }
  )

  it("loses a heading that stands on every page, and its page numbers, and nothing else", () => {
    const head = typed("部门决算公开", 260, 40, 9)
    const pages = typeset(Array(30).fill("本年收入合计10.00万元。"), 5).map((page) => ({
      ...page,
      characters: [...head, ...page.characters]
    }))
    expect(cellsOf(pages)).toEqual(Array(30).fill("本年收入合计10.00万元。"))
  })
})
