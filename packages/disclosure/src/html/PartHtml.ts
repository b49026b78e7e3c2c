/**
 * The parts of the document as sections of a page: headings, sentences with their figures, tables.
 */
import type { Block, DocumentPart, Heading, TextBlock } from "../Document.ts"
import { escapeHtml } from "./escape.ts"
import { sentenceFigureHtml } from "./Places.ts"
import type { Figures } from "./Places.ts"
import { tableHtml } from "./TableHtml.ts"

const paragraphHtml = ({ key, lead, content }: TextBlock, figures: Figures): string => {
  const opening = lead === undefined ? "" : `<b class="lead">${escapeHtml(lead)}</b>`
  const parts = content.map((part) =>
    typeof part === "string" ? escapeHtml(part) : sentenceFigureHtml(part.address, part.text, figures)
  )
  return `<p id="${escapeHtml(figures.places.next(key))}">${opening}${parts.join("")}</p>`
}

const headingHtml = ({ level, text, key }: Heading, figures: Figures): string =>
  `<h${level + 1} id="${escapeHtml(figures.places.next(key))}">${escapeHtml(text)}</h${level + 1}>`

/** Blocks by section: each heading of level 2 opens one, so that a place in the text can be named by it. */
const sectionsOf = (blocks: ReadonlyArray<Block>): ReadonlyArray<ReadonlyArray<Block>> => {
  const sections: Array<Array<Block>> = []
  for (const block of blocks) {
    const last = sections.at(-1)
    const opens = (block.kind === "heading" && block.level === 2) || block.kind === "table"
    if (last === undefined || opens || last.at(-1)?.kind === "table") sections.push([block])
    else last.push(block)
  }
  return sections
}

const sectionHtml = (blocks: ReadonlyArray<Block>, part: string, figures: Figures): string => {
  const [first] = blocks
  if (first?.kind === "table") return tableHtml(first.table, part, figures)
  const where = first?.kind === "heading" ? `${part} · ${first.text}` : part
  const inner = blocks.map((block) => {
    if (block.kind === "heading") return headingHtml(block, figures)
    return block.kind === "paragraph" ? paragraphHtml(block, figures) : ""
  })
  return `<section class="prose" data-where="${escapeHtml(where)}">\n${inner.join("\n")}\n</section>`
}

/** One part, headed by its title. */
export const partHtml = ({ key, title, blocks }: DocumentPart, figures: Figures): string => {
  // 第三部分 of 第三部分 2024 年度部门决算情况说明: what a place is named by.
  const [short = title] = title.split(" ")
  const sections = sectionsOf(blocks).map((section) => sectionHtml(section, short, figures))
  return `<section class="part" id="${escapeHtml(figures.places.next(`part-${key}`))}">
<h2>${escapeHtml(title)}</h2>
${sections.join("\n")}
</section>`
}
