/**
 * Sections of the narrative by their headings.
 *
 * A heading whose topic differs from that of the section it stands in opens a section of its own: （一）机关运行经费
 * under 十、其他重要事项 does, （二）结构情况 under 五、 does not. Definitions of 名词解释 are numbered like sections and
 * are none.
 */
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { ContentsLine, PublishedSection, SectionTopic } from "../PublishedDocument.ts"
import { headingOf, levelOf, looseTitleOf, partOf, topicOf } from "./Headings.ts"
import type { FormSet } from "./FormSet.ts"
import { titleOf } from "./TableTitle.ts"
import { plain } from "./Text.ts"

interface Open {
  readonly topic: SectionTopic
  readonly title: string
  readonly level: number
  readonly at: PublishedSection["at"]
  readonly paragraphs: Array<ReadParagraph>
  readonly subsections: Array<{ title: string; at: PublishedSection["at"]; from: number }>
}

/** Parts that hold tables or attachments, not sentences. */
const isFormPart = (title: string): boolean => /决算(?:报)?表|^第.{1,3}部分附件|附表/.test(plain(title))

/** The sections of the paragraphs outside contents page and tables; `apart` are those printed with tables. */
export const sectionsOf = (
  paragraphs: ReadonlyArray<ReadParagraph>,
  apart: ReadonlySet<ReadParagraph>,
  forms: FormSet
): ReadonlyArray<PublishedSection> => {
  const sections: Array<Open> = []
  const open = (paragraph: ReadParagraph, title: string, level: number, topic: SectionTopic): Open => {
    const section = { topic, title, level, at: placeAt(paragraph, 0), paragraphs: [], subsections: [] }
    sections.push(section)
    return section
  }
  let current: Open | null = null
  let part: SectionTopic | "form" | null = null
  for (const paragraph of paragraphs) {
    if (apart.has(paragraph)) continue
    const text = paragraph.text.trim()
    if (partOf(text) !== null) {
      const title = plain(text).replace(/^第.{1,3}部分[:、]?/, "")
      part = isFormPart(text) && !/说明/.test(title) ? "form" : topicOf(title)
      current = part === "form" || part === "other" ? null : open(paragraph, text, 1, part)
      continue
    }
    const level = levelOf(text)
    const isSolid = part === "glossary" || part === "profile"
    const heading = isSolid && current !== null && part === "glossary" ? null : headingOf(text)
    if (heading !== null && level !== null && titleOf(heading.title, forms) === null) {
      const topic = topicOf(heading.title)
      const at = placeAt(paragraph, 0)
      const isSame: boolean =
        current !== null && level > current.level && (topic === current.topic || topic === "other")
      if (level <= 3 && !isSame) {
        part = topic !== "other" && part === "form" ? null : part
        current = open(paragraph, heading.title, level, topic)
        if (heading.isRunIn) current.paragraphs.push(paragraph)
        continue
      }
      if (current !== null && (level <= 3 || !heading.isRunIn)) {
        current.subsections.push({ title: heading.title, at, from: current.paragraphs.length })
        if (heading.isRunIn) current.paragraphs.push(paragraph)
        continue
      }
    }
    const title = current === null && part !== "form" ? looseTitleOf(text) : null
    if (title !== null) current = open(paragraph, title, 1, topicOf(title))
    else if (current !== null && part !== "form") current.paragraphs.push(paragraph)
  }
  return sections
}

/** All headings and table titles of the body: what a contents page should say. */
export const headingsOf = (
  paragraphs: ReadonlyArray<ReadParagraph>,
  forms: FormSet
): ReadonlyArray<ContentsLine> =>
  paragraphs.flatMap((paragraph): ReadonlyArray<ContentsLine> => {
    const text = paragraph.text.trim()
    const heading = headingOf(text)
    const isTitle = partOf(text) !== null || titleOf(text, forms) !== null
    if (heading === null && !isTitle) return []
    return [{ text: heading?.title ?? text, at: placeAt(paragraph, 0) }]
  })
