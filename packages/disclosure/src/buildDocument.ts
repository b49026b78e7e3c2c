/**
 * Building the document tree: five parts from tables, narrative, glossary and self-evaluations.
 *
 * Only articulated tables are accepted: tables that disagree cannot be published.
 */
import { glossaryOf, textOf } from "@juesuan/narrative"
import type { Missing, Narrative, Paragraph } from "@juesuan/narrative"
import { layoutScorecard } from "@juesuan/scoring"
import type { ScoredCard } from "@juesuan/scoring"
import { Articulation, gridOf, toSource } from "@juesuan/tables"
import { chineseNumber } from "./Document.ts"
import type { Block, Chart, Colophon, Document, DocumentPart, TextBlock } from "./Document.ts"
import type { MoneyFormat } from "./MoneyFormat.ts"
import { yuan } from "./MoneyFormat.ts"
import { tableOfGrid, tableOfScoreGrid } from "./tableOfGrid.ts"

/** What the unit says of itself in part one. */
export interface Profile {
  /** 部门职责, a paragraph a line. */
  readonly duties: string
  /** The units whose accounts the document covers. */
  readonly unitsCovered: ReadonlyArray<string>
}

/** All that a document is built from; amounts in fen. */
export interface DocumentInput {
  readonly unitName: string
  readonly year: number
  readonly profile: Profile
  readonly tables: Articulation.ArticulatedTables
  readonly narrative: Narrative
  readonly cards: ReadonlyArray<ScoredCard>
  readonly charts?: ReadonlyArray<Chart>
  readonly remarks?: ReadonlyArray<string>
  readonly colophon: Colophon
  /** Default: 元. Tables in 万元 must be given amounts that are whole places of it. */
  readonly money?: MoneyFormat
}

/** The tree, and what only the unit can still say. */
export interface BuiltDocument {
  readonly document: Document
  /** What only the unit can give and has not given, the narrative's among it. */
  readonly missing: ReadonlyArray<Missing>
}

const LEAD = /^（[一二三四五六七八九十]+）[^。]*。$/

/** A paragraph as a block; a first part that is a run-in heading becomes its lead. */
const textBlock = (key: string, paragraph: Paragraph): TextBlock => {
  const [first, ...content] = paragraph
  return typeof first === "string" && LEAD.test(first)
    ? { kind: "paragraph", key, lead: first, content }
    : { kind: "paragraph", key, content: paragraph }
}

const heading = (key: string, text: string): Block => ({ kind: "heading", level: 2, text, key })

const linesOf = (text: string): ReadonlyArray<string> =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")

const profilePart = (
  { unitName, year, profile }: DocumentInput,
  ask: (subject: string, what: string) => string
): DocumentPart => {
  const duties = profile.duties.trim() === "" ? [ask("profile/duties", "部门职责")] : linesOf(profile.duties)
  const units = profile.unitsCovered.length === 0 ? [`${unitName}本级`] : profile.unitsCovered
  const covered =
    `按照部门决算编报要求，纳入${unitName} ${year} 年度部门决算编报范围的单位共 ${units.length} 个，` +
    `包括：${units.join("、")}。`
  return {
    key: "1",
    title: "第一部分 单位概况",
    blocks: [
      heading("duties", "一、部门职责"),
      ...duties.map((line, at) => textBlock(`duties-${at + 1}`, [line])),
      heading("units", "二、机构设置"),
      textBlock("units-1", [covered])
    ]
  }
}

const tablesPart = ({ unitName, year, tables, money = yuan }: DocumentInput): DocumentPart => {
  const sums = Articulation.cellSumsOf(toSource(tables))
  return {
    key: "2",
    title: `第二部分 ${year} 年度部门决算表`,
    blocks: tables.map((table) => ({
      kind: "table",
      table: tableOfGrid(gridOf(table, unitName), { money, sums })
    }))
  }
}

const narrativePart = ({ narrative }: DocumentInput): DocumentPart => ({
  key: "3",
  title: `第三部分 ${narrative.title}`,
  blocks: narrative.sections.flatMap(({ key, title, paragraphs }) => [
    heading(`N-${key}`, title),
    ...paragraphs.map((paragraph, at) => textBlock(`N-${key}-${at + 1}`, paragraph))
  ])
})

const glossaryPart = (text: string): DocumentPart => ({
  key: "4",
  title: "第四部分 名词解释",
  blocks: glossaryOf(text).map(({ term, meaning }, at) =>
    textBlock(`term-${at + 1}`, [`${chineseNumber(at + 1)}、${term}：${meaning}`])
  )
})

const attachmentsPart = ({ cards, year }: DocumentInput): DocumentPart => ({
  key: "5",
  title: "第五部分 附件",
  blocks:
    cards.length === 0
      ? [textBlock("attachments-none", [`${year} 年度没有纳入绩效自评的项目。`])]
      : cards.map((card, at) => ({
          kind: "table",
          table: tableOfScoreGrid(layoutScorecard(card), `附件 ${at + 1}`)
        }))
})

const textOfPart = ({ blocks }: DocumentPart): string =>
  blocks
    .map((block) => {
      if (block.kind === "heading") return block.text
      if (block.kind === "paragraph") return textOf(block.content)
      const { header, body, title } = block.table
      return [title, ...[...header, ...body].flatMap((cells) => cells.map(({ text }) => text))].join("\n")
    })
    .join("\n")

/** Builds the tree. What the unit has not given stands in it as 【待填：…】 and is listed. */
export const buildDocument = (input: DocumentInput): BuiltDocument => {
  const missing: Array<Missing> = [...input.narrative.missing]
  const ask = (subject: string, what: string): string => {
    missing.push({ subject, what })
    return `【待填：${what}】`
  }
  const { unitName, year, money = yuan } = input
  const [profile, tables, narrative] = [profilePart(input, ask), tablesPart(input), narrativePart(input)]
  const document: Document = {
    schema: "juesuan/document/1",
    unitName,
    year,
    title: `${year} 年度${unitName}部门决算`,
    cover: { attachment: "附件", lines: [`${year} 年度`, `${unitName}部门决算`] },
    moneyUnit: money.unit,
    parts: [
      profile,
      tables,
      narrative,
      glossaryPart([tables, narrative].map(textOfPart).join("\n")),
      attachmentsPart(input)
    ],
    charts: input.charts ?? [],
    remarks: input.remarks ?? [],
    colophon: input.colophon
  }
  return { document, missing }
}
