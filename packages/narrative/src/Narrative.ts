/**
 * The narrative (第三部分 部门决算情况说明): sections of sentences, every figure with its address.
 */
import type { NarrativeFacts } from "./Facts.ts"
import { mof2023 } from "./packs.ts"
import type { NarrativePack } from "./packs.ts"
import type { Missing, Paragraph } from "./Sentence.ts"
import { inYuan, Writer } from "./Writer.ts"
import type { MoneyWords } from "./Writer.ts"

/** A numbered section of the narrative; its key goes by meaning, its title by the pack. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly paragraphs: ReadonlyArray<Paragraph>
}

/** The whole text in sections, and what is missing in it. */
export interface Narrative {
  readonly title: string
  readonly sections: ReadonlyArray<Section>
  /** What only the unit can give and has not given: each is printed as 【待填：…】. */
  readonly missing: ReadonlyArray<Missing>
}

/** In whose words and in which money unit the text is written. */
export interface NarrativeOptions {
  /** Default: the words of the year's own table pack, else the Ministry's. */
  readonly pack?: NarrativePack
  /** Default: 元 with two decimals. */
  readonly money?: MoneyWords
}

/** Writes the narrative of a unit's year. */
export const writeNarrative = (
  facts: NarrativeFacts,
  { pack = facts.pack ?? mof2023, money = inYuan }: NarrativeOptions = {}
): Narrative => {
  const writer = new Writer(facts, money, pack.wording)
  const sections = pack.sections.map(({ key, title, write }) => ({ key, title, paragraphs: write(writer) }))
  return { title: `${facts.year} 年度部门决算情况说明`, sections, missing: writer.missing }
}
