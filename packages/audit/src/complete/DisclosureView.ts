/**
 * A document as obligations look at it: its sections as sentences in one spelling, with the way back to their places.
 */
import type { Place } from "@juesuan/domain"
import type { TablePack } from "@juesuan/tables"
import type { Claim } from "../claims/index.ts"
import { normalText } from "../claims/NormalText.ts"
import type { PublishedDocument, SectionTopic } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadDocument, ReadParagraph } from "../ReadDocument.ts"

/** Days that only the caller knows. */
export interface DisclosureDates {
  /** When the accounts were approved (批复), YYYY-MM-DD. */
  readonly approvedOn?: string | undefined
  /** When they were published, YYYY-MM-DD. */
  readonly publishedOn?: string | undefined
}

/** A sentence of a section. */
export interface Sentence {
  readonly topic: SectionTopic
  /** In the spelling of `normalText`. */
  readonly text: string
  /** Where a character of `text` stands. */
  readonly placeOf: (offset: number) => Place
}

/** A recognised document and what is known of it, as obligations are judged on it. */
export interface DisclosureView {
  readonly document: PublishedDocument
  readonly read: ReadDocument
  readonly claims: ReadonlyArray<Claim>
  readonly pack: TablePack | undefined
  readonly dates: DisclosureDates
  readonly sentences: ReadonlyArray<Sentence>
  /** Topics of which a section was recognised. */
  readonly topics: ReadonlySet<SectionTopic>
}

const sentencesIn = (topic: SectionTopic, paragraph: ReadParagraph): ReadonlyArray<Sentence> => {
  const { text, offsets } = normalText(paragraph.text)
  const sentences: Array<Sentence> = []
  let start = 0
  for (const { index } of text.matchAll(/[。；！]|$/g)) {
    const from = start
    if (index > from)
      sentences.push({
        topic,
        text: text.slice(from, index),
        placeOf: (offset) => placeAt(paragraph, offsets[from + offset] ?? 0)
      })
    start = index + 1
  }
  return sentences
}

/** The view of a recognised document. */
export const viewOf = (
  document: PublishedDocument,
  read: ReadDocument,
  claims: ReadonlyArray<Claim>,
  { pack, dates = {} }: { readonly pack?: TablePack | undefined; readonly dates?: DisclosureDates }
): DisclosureView => ({
  document,
  read,
  claims,
  pack,
  dates,
  sentences: document.sections.flatMap(({ topic, paragraphs }) =>
    paragraphs.flatMap((paragraph) => sentencesIn(topic, paragraph))
  ),
  topics: new Set(document.sections.map(({ topic }) => topic))
})

/** With so many sections of its own subject a text is a narrative: what it lacks it lacks. */
const NARRATIVE_MIN = 4

const narrativeTopics: ReadonlySet<SectionTopic> = new Set([
  "overall",
  "income",
  "expenditure",
  "fiscal",
  "generalPublic",
  "basic",
  "threePublic",
  "governmentFund",
  "stateCapital",
  "operating",
  "procurement",
  "assets",
  "performance"
])

/** Whether the narrative was recognised as such. */
export const hasNarrative = ({ topics }: DisclosureView): boolean =>
  [...topics].filter((topic) => narrativeTopics.has(topic)).length >= NARRATIVE_MIN
