/**
 * `narrative`: the explanatory text of a unit's year, every figure with its address.
 */
import { textOf, writeNarrative } from "@juesuan/narrative"
import type { Narrative } from "@juesuan/narrative"
import * as Effect from "effect/Effect"
import { out, say } from "../Console.ts"
import { narrativeFactsOf } from "../NarrativeFacts.ts"
import { chooseRules } from "./score.ts"
import { openView } from "./tables.ts"
import type { ViewOptions } from "./tables.ts"

const toJson = ({ title, sections, missing }: Narrative) => ({
  schema: "juesuan/narrative/1",
  title,
  sections: sections.map(({ key, title: heading, paragraphs }) => ({
    key,
    title: heading,
    paragraphs: paragraphs.map((paragraph) => ({ text: textOf(paragraph), parts: paragraph }))
  })),
  missing
})

const toText = ({ title, sections }: Narrative, heading: (level: 1 | 2, text: string) => string): string =>
  [
    heading(1, title),
    ...sections.flatMap((section) => [heading(2, section.title), ...section.paragraphs.map(textOf)])
  ].join("\n\n")

/** Runs `narrative`. */
export const narrative = Effect.fn("narrative")(function* (
  options: ViewOptions & { readonly rules: string; readonly format: "text" | "md" | "json" }
) {
  const { store, view } = yield* openView(options)
  const written = writeNarrative(yield* narrativeFactsOf(store, view, yield* chooseRules(options.rules)))
  switch (options.format) {
    case "json":
      out(`${JSON.stringify(toJson(written), null, 2)}\n`)
      break
    case "md":
      out(`${toText(written, (level, text) => `${"#".repeat(level)} ${text}`)}\n`)
      break
    case "text":
      out(`${toText(written, (_, text) => text)}\n`)
      break
  }
  const asked = new Set(written.missing.map(({ subject }) => subject)).size
  if (asked > 0) say(`${asked} 处须由单位填写（【待填：…】），以 ExplanationGiven（原因说明）录入。`)
})
