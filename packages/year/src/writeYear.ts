/**
 * The narrative and the scores of a year.
 */
import { figuresOf, glossaryOf, narrativePackOf, textOf, writeNarrative } from "@juesuan/narrative"
import type { Narrative, NarrativePack } from "@juesuan/narrative"
import type { EventStoreShape } from "@juesuan/ledger"
import type { RuleSet } from "@juesuan/scoring"
import * as Effect from "effect/Effect"
import { narrativeFactsOf } from "./NarrativeFacts.ts"
import { NarrativeUnknown } from "./NarrativeUnknown.ts"
import type { YearView } from "./YearView.ts"

export { narrativeFactsOf } from "./NarrativeFacts.ts"
export { NarrativeUnknown } from "./NarrativeUnknown.ts"
export { textsOfNarrative, textsOfScorecards } from "./publishedTexts.ts"

/** The words in which a year is told: those of its table pack, or a pack of one's own. */
export const wordsOf = (
  view: YearView,
  narrative: NarrativePack | undefined
): Effect.Effect<NarrativePack, NarrativeUnknown> => {
  const pack = narrative ?? narrativePackOf(view.pack)
  return pack === undefined ? Effect.fail(new NarrativeUnknown({ pack: view.pack.id })) : Effect.succeed(pack)
}

/**
 * Writes the narrative of a year (情况说明), with scores by the rule set given.
 *
 * Fails with {@link NarrativeUnknown} where the table pack has no words and none are given.
 */
export const narrativeOf = Effect.fn("narrativeOf")(function* (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet,
  narrative?: NarrativePack
) {
  const pack = yield* wordsOf(view, narrative)
  return writeNarrative(yield* narrativeFactsOf(store, view, rules), { pack })
})

/** The scorecards of a year (项目支出绩效自评), each score with its derivation. */
export const scoresOf = Effect.fn("scoresOf")(function* (
  store: EventStoreShape,
  view: YearView,
  rules: RuleSet
) {
  return (yield* narrativeFactsOf(store, view, rules)).cards
})

/** The figures of a narrative by address, in order of first appearance. */
export const figuresByAddress = ({ sections }: Narrative) =>
  new Map(
    sections
      .flatMap(({ paragraphs }) => paragraphs.flatMap(figuresOf))
      .toReversed()
      .map((figure) => [figure.address, figure] as const)
  )

/** All of the text, for the terms that occur in it. */
export const wholeText = ({ sections }: Narrative): string =>
  sections.flatMap(({ title, paragraphs }) => [title, ...paragraphs.map(textOf)]).join("\n")

/** The narrative as `narrative --format json` prints it: every figure with its address. */
export const toNarrativeJson = (written: Narrative) => ({
  schema: "juesuan/narrative/1",
  title: written.title,
  sections: written.sections.map(({ key, title, paragraphs }) => ({
    key,
    title,
    paragraphs: paragraphs.map((paragraph) => ({
      text: textOf(paragraph),
      parts: paragraph.map((part) => {
        if (typeof part === "string") return part
        const { derivation, ...figure } = part
        return derivation === undefined
          ? figure
          : { ...figure, formula: derivation.formula, from: derivation.from }
      })
    }))
  })),
  glossary: glossaryOf(wholeText(written)),
  missing: written.missing
})
