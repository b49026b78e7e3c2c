/**
 * Laying a derived table out as its official form: heads merged as printed, blocks side by side, notes below.
 *
 * An empty form prints its heads, a blank 合计 and the sentence that says so: a zero was not measured, there was
 * nothing to measure.
 */
import { Money } from "@juesuan/domain"
import type { DerivedRow, DerivedTable } from "./Derive.ts"
import type { Grid, GridCell } from "./Grid.ts"
import type { ColumnDefinition, TableDefinition } from "./TableDefinition.ts"

const head = (text: string, columnSpan = 1, rowSpan = 1): GridCell => ({
  text,
  kind: "head",
  columnSpan,
  rowSpan
})
const blankCell: GridCell = { text: "", kind: "blank" }
const label = (row: DerivedRow): GridCell => ({ text: row.label, kind: "label", depth: row.depth })

const amountCell = (row: DerivedRow, column: string, empty = false): GridCell => {
  const cell = row.cells.get(column)
  if (cell === undefined || empty) return blankCell
  return { text: Money.format(cell.amount), kind: "amount", amount: cell.amount, address: cell.address }
}

/** The heads of columns as rows of merged cells, `depth` rows high; a short column's last head spans down. */
const mergeHeads = (
  columns: ReadonlyArray<ColumnDefinition>,
  depth: number
): ReadonlyArray<ReadonlyArray<GridCell>> =>
  Array.from({ length: depth }, (_, level) => {
    const cells: Array<GridCell> = []
    for (let index = 0; index < columns.length;) {
      const { heads } = columns[index]!
      let span = 1
      const path = heads.slice(0, level + 1).join("\n")
      const shares = (other: ColumnDefinition | undefined): boolean =>
        other !== undefined &&
        other.heads.length > level + 1 &&
        other.heads.slice(0, level + 1).join("\n") === path
      if (heads.length > level + 1) while (shares(columns[index + span])) span++
      if (heads.length === level + 1) cells.push(head(heads[level]!, 1, depth - level))
      if (heads.length > level + 1) cells.push(head(heads[level]!, span))
      index += span
    }
    return cells
  })

const depthOf = (columns: ReadonlyArray<ColumnDefinition>): number =>
  Math.max(...columns.map((column) => column.heads.length))

type Body = Pick<Grid, "header" | "body" | "width">

/** What the codes of a table are called above them. */
const codeHeads = {
  function: ["功能分类科目编码", "类款项"],
  economic: ["经济分类科目编码", "类款"]
} as const

/** The classification that the codes of a table are of: that which its rows are narrowed by. */
const classificationOf = ({ rows }: TableDefinition): keyof typeof codeHeads => {
  if (rows.kind === "byCode") return rows.dimension
  return rows.rows.some(({ where }) => where?.economic !== undefined) ? "economic" : "function"
}

const codesLayout = (
  table: DerivedTable,
  { heading, isNumbered = true }: Extract<DerivedTable["definition"]["layout"], { kind: "codes" }>
): Body => {
  const { columns, definition } = table
  const [codeHead, levels] = codeHeads[classificationOf(definition)]
  const depth = Math.max(2, depthOf(columns))
  const merged = mergeHeads(columns, depth)
  const header = merged.map((cells, level) => {
    if (level === 0) return [head(heading, 2), ...cells]
    return level === 1 ? [head(codeHead, 1, depth - 1), head("科目名称", 1, depth - 1), ...cells] : cells
  })
  const numbers = [head(levels), head("栏次"), ...columns.map((column) => head(column.number))]
  const body = table.rows.map((row): ReadonlyArray<GridCell> => {
    const code: GridCell = row.key === "total" ? blankCell : { text: row.key, kind: "code", depth: row.depth }
    return [code, label(row), ...columns.map((column) => amountCell(row, column.key, table.empty))]
  })
  return { header: isNumbered ? [...header, numbers] : header, body, width: columns.length + 2 }
}

/** A label and its amounts to a line. */
const itemsLayout = (table: DerivedTable, heading: string): Body => {
  const { columns } = table
  const depth = depthOf(columns)
  const merged = mergeHeads(columns, depth)
  return {
    header: merged.map((cells, level) => (level === 0 ? [head(heading, 1, depth), ...cells] : cells)),
    body: table.rows.map((row) => [
      label(row),
      ...columns.map((column) => amountCell(row, column.key, table.empty))
    ]),
    width: columns.length + 1
  }
}

type SidesLayout = Extract<DerivedTable["definition"]["layout"], { kind: "sides" }>

/** One side of a row: label, 行次 where the form numbers its lines, amounts. */
const sideCells = (
  row: DerivedRow | undefined,
  line: number | null,
  columns: ReadonlyArray<ColumnDefinition>
): ReadonlyArray<GridCell> => [
  row === undefined ? { text: "", kind: "label", depth: 0 } : label(row),
  ...(line === null ? [] : [{ text: String(line), kind: "line" } as const]),
  ...columns.map((column) => (row === undefined ? blankCell : amountCell(row, column.key)))
]

const sidesLayout = (table: DerivedTable, { left, right, isNumbered }: SidesLayout): Body => {
  const [first, ...rest] = table.columns
  const depth = depthOf(rest)
  const rows = new Map(table.rows.map((row) => [row.key, row]))
  const fixed = isNumbered ? 2 : 1
  const line = isNumbered ? ["行次"] : []
  const numbers = (columns: ReadonlyArray<ColumnDefinition>): ReadonlyArray<GridCell> => [
    head("栏次"),
    ...line.map(() => head("")),
    ...columns.map(({ number }) => head(number))
  ]
  const header: Array<ReadonlyArray<GridCell>> = [
    [head(left.heading, fixed + 1), head(right.heading, fixed + rest.length)],
    ...mergeHeads(rest, depth).map((cells, level) =>
      level === 0
        ? [
            ...[left.subheading, ...line, ...first!.heads].map((text) => head(text, 1, depth)),
            ...[right.subheading, ...line].map((text) => head(text, 1, depth)),
            ...cells
          ]
        : cells
    ),
    ...(isNumbered ? [[...numbers([first!]), ...numbers(rest)]] : [])
  ]
  const height = Math.max(left.rows.length, right.rows.length)
  const body = Array.from({ length: height }, (_, index): ReadonlyArray<GridCell> => {
    const [leftLine, rightLine] = isNumbered ? [index + 1, left.rows.length + index + 1] : [null, null]
    return [
      ...sideCells(rows.get(left.rows[index] ?? ""), leftLine, [first!]),
      ...sideCells(rows.get(right.rows[index] ?? ""), rightLine, rest)
    ]
  })
  return { header, body, width: 2 * fixed + 1 + rest.length }
}

const blocksLayout = (
  table: DerivedTable,
  layout: Extract<DerivedTable["definition"]["layout"], { kind: "blocks" }>
): Body => {
  const column = table.columns[0]!
  const blocks = layout.blocks.map(({ categories }) =>
    categories.flatMap((category) => table.rows.filter((row) => row.key.startsWith(category)))
  )
  const headings: Array<GridCell> = []
  for (const { heading } of layout.blocks) {
    const last = headings.at(-1)
    if (last?.text === heading) headings[headings.length - 1] = head(heading, last.columnSpan! + 3)
    else headings.push(head(heading, 3))
  }
  const height = Math.max(...blocks.map((rows) => rows.length))
  const body = Array.from({ length: height }, (_, index): ReadonlyArray<GridCell> =>
    blocks.flatMap((rows) => {
      const row = rows[index]
      if (row === undefined) return [blankCell, blankCell, blankCell]
      return [
        { text: row.key, kind: "code", depth: row.depth } as const,
        label(row),
        amountCell(row, column.key)
      ]
    })
  )
  const totals = layout.totals.flatMap(({ row: key, blocks: span }) => {
    const row = table.rows.find((candidate) => candidate.key === key)!
    return [{ ...label(row), columnSpan: span * 3 - 1 }, amountCell(row, column.key)]
  })
  return {
    header: [headings, blocks.flatMap(() => ["科目代码", "科目名称", "金额"].map((text) => head(text)))],
    body: [...body, totals],
    width: blocks.length * 3
  }
}

const singleLayout = (
  table: DerivedTable,
  { order, isNumbered = true }: Extract<DerivedTable["definition"]["layout"], { kind: "single" }>
): Body => {
  const { rows, columns } = table
  const leaves =
    order === "blocks"
      ? columns.flatMap((column) => rows.map((row) => ({ row, column })))
      : rows.flatMap((row) => columns.map((column) => ({ row, column })))
  const printed = leaves.map(({ row, column }, index) => {
    const own = row.heads ?? [row.label]
    const heads = order === "blocks" ? [...column.heads, ...own] : [...own, ...column.heads]
    return { ...column, heads, number: String(index + 1) }
  })
  return {
    header: [
      ...mergeHeads(printed, depthOf(printed)),
      ...(isNumbered ? [printed.map(({ number }) => head(number))] : [])
    ],
    body: [leaves.map(({ row, column }) => amountCell(row, column.key, table.empty))],
    width: leaves.length
  }
}

const layOut = (table: DerivedTable): Body => {
  const { layout } = table.definition
  switch (layout.kind) {
    case "codes":
      return codesLayout(table, layout)
    case "items":
      return itemsLayout(table, layout.heading)
    case "sides":
      return sidesLayout(table, layout)
    case "blocks":
      return blocksLayout(table, layout)
    case "single":
      return singleLayout(table, layout)
  }
}

/** The table as a grid, for any renderer. */
export const gridOf = (table: DerivedTable, unitName: string): Grid => ({
  key: table.key,
  title: table.title,
  number: table.number,
  unitName,
  moneyUnit: table.definition.moneyUnit,
  ...layOut(table),
  notes: [`注：${table.note}`, ...(table.emptyStatement === null ? [] : [`注：${table.emptyStatement}`])]
})
