/**
 * The document tree: everything a department publishes as its final accounts (部门决算公开), before any format.
 *
 * Five parts in order (单位概况, 决算表, 情况说明, 名词解释, 附件), each a list of blocks. Every figure, in a sentence or
 * a cell, carries its address and its exact value beside the text that is printed; a renderer prints, links or
 * computes with them but never reads numbers back from text. The tree holds no time: what a format must date is an
 * argument of its renderer.
 */
import type { Paragraph } from "@juesuan/narrative"

/** What a cell is for: a head, a label, a code, a 行次, an amount, another number, a text, or nothing. */
export type CellKind = "head" | "label" | "code" | "line" | "amount" | "number" | "text" | "blank"

/** A signed sum of other cells of the same table that this cell always equals. */
export type CellSum = ReadonlyArray<{ readonly sign: 1 | -1; readonly address: string }>

/** A merged cell stands once, at its top left; the places it covers are left out of their rows, as in HTML. */
export interface TableCell {
  readonly text: string
  readonly kind: CellKind
  /** Default 1. */
  readonly columnSpan?: number
  /** Default 1. */
  readonly rowSpan?: number
  readonly address?: string
  /** The figure as a decimal text in the table's money unit (`amount`) or its own unit (`number`). */
  readonly value?: string
  /** How deep a label or code stands: 0 for totals and 类, 1 for 款, 2 for 项. */
  readonly depth?: number
  /** What the cell is the sum of, where the form says so and all terms are printed in the same table. */
  readonly sumOf?: CellSum
}

/** A table of the document, laid out; amounts in its money unit as decimal texts. */
export interface DocumentTable {
  /** `T01` … `T09`, or `S-<project>` for a self-evaluation table. */
  readonly key: string
  readonly title: string
  /** Such as 公开03表; for a self-evaluation table 附件 n. */
  readonly number: string
  readonly unitName: string
  readonly moneyUnit: "元" | "万元"
  /** The number of leaf columns. */
  readonly width: number
  readonly orientation: "portrait" | "landscape"
  /** Rows of heads, repeated on every page. A self-evaluation table has none: its heads stand in the body. */
  readonly header: ReadonlyArray<ReadonlyArray<TableCell>>
  readonly body: ReadonlyArray<ReadonlyArray<TableCell>>
  readonly notes: ReadonlyArray<string>
}

/** Level 1 is a part (第一部分 …), 2 a section (一、…), 3 a subsection (（一）…). */
export interface Heading {
  readonly kind: "heading"
  readonly level: 2 | 3
  readonly text: string
  /** Unique in the document; an anchor. */
  readonly key: string
}

/** A paragraph with its figures. */
export interface TextBlock {
  readonly kind: "paragraph"
  /** Unique in the document; an anchor. */
  readonly key: string
  /** A run-in heading that opens the paragraph, such as （一）…情况。; printed before `content`. */
  readonly lead?: string
  readonly content: Paragraph
}

/** A table among the blocks of a part. */
export interface TableBlock {
  readonly kind: "table"
  readonly table: DocumentTable
}

/** A heading, a paragraph or a table, in the order of print. */
export type Block = Heading | TextBlock | TableBlock

/** One of the five parts, with its blocks. */
export interface DocumentPart {
  /** `1` … `5` */
  readonly key: string
  /** Such as 第一部分 单位概况. */
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}

/** One row of values of a chart. */
export interface ChartSeries {
  readonly name: string
  /** One value a label, decimal texts in the chart's money unit, each with the address of its figure if it has one. */
  readonly values: ReadonlyArray<{ readonly value: string; readonly address?: string }>
}

/** A chart for reading on a screen; it is no part of the official form. */
export interface Chart {
  readonly key: string
  readonly title: string
  readonly kind: "bars" | "line"
  readonly moneyUnit: "元" | "万元"
  readonly labels: ReadonlyArray<string>
  readonly series: ReadonlyArray<ChartSeries>
}

/** What the document was made from: printed in its footer, so that it can be made again. */
export interface Colophon {
  /** The digest of the ledger. */
  readonly digest: string
  readonly tablePack: string
  readonly ruleSet: string
  /** Such as `juesuan 0.1.0`. */
  readonly generator: string
}

/** The whole document before any format: the contract `juesuan/document/1`. */
export interface Document {
  readonly schema: "juesuan/document/1"
  /** What every page says of an edition that is not for publication, such as 内部版, 不得公开; a published one has none. */
  readonly marking?: string
  readonly unitName: string
  readonly year: number
  /** Such as 2024 年度盐池县社会保险事业管理中心部门决算. */
  readonly title: string
  readonly cover: { readonly attachment: string; readonly lines: ReadonlyArray<string> }
  readonly moneyUnit: "元" | "万元"
  readonly parts: ReadonlyArray<DocumentPart>
  readonly charts: ReadonlyArray<Chart>
  /** Sentences about the document itself, such as which cell absorbed the 尾差 in 万元. */
  readonly remarks: ReadonlyArray<string>
  readonly colophon: Colophon
}

/** One line of the table of contents. */
export interface ContentsEntry {
  readonly level: 1 | 2 | 3
  readonly text: string
  /** The anchor it leads to. */
  readonly key: string
}

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"] as const

/** 一, 二, … 十, 十一, … 二十一, … for 1 to 99. */
export const chineseNumber = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens === 0 ? "" : `${tens === 1 ? "" : digits[tens]!}十`}${digits[ones]!}`
}

/** The table of contents (目录): parts, their sections and subsections, tables by title. */
export const contentsOf = ({ parts }: Document): ReadonlyArray<ContentsEntry> =>
  parts.flatMap((part): ReadonlyArray<ContentsEntry> => {
    let tables = 0
    return [
      { level: 1, text: part.title, key: `part-${part.key}` },
      ...part.blocks.flatMap((block): ReadonlyArray<ContentsEntry> => {
        if (block.kind === "heading") return [{ level: block.level, text: block.text, key: block.key }]
        if (block.kind === "table") {
          const { key, title } = block.table
          return [{ level: 2, text: `${chineseNumber(++tables)}、${title}`, key }]
        }
        return []
      })
    ]
  })

/** All tables of the document, in order. */
export const tablesOf = ({ parts }: Document): ReadonlyArray<DocumentTable> =>
  parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])))
