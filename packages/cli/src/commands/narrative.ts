/**
 * `narrative`: the explanatory text of a unit's year, every figure with its address.
 */
import { Money } from "@juesuan/domain"
import type { Address } from "@juesuan/domain"
import type { EventStoreShape, RecordedEvent } from "@juesuan/ledger"
import { figuresOf, glossaryOf, textOf, writeNarrative } from "@juesuan/narrative"
import type { Derivation, Figure, Narrative } from "@juesuan/narrative"
import { explainTerm, matcherOf } from "@juesuan/tables"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out, outFile, say } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import type { Exit } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import type { YearView } from "@juesuan/year/view"
import {
  narrativeFactsOf,
  textsOfNarrative,
  toNarrativeJson,
  wholeText,
  wordsOf
} from "@juesuan/year/narrative"
import { nearText } from "../Near.ts"
import { refusePersonalData } from "../PublicOutput.ts"
import type { Language } from "./check.ts"
import { chosenRules, sayObjection } from "../RuleSets.ts"
import { openView } from "../OpenView.ts"
import type { ViewOptions } from "../OpenView.ts"
import * as flags from "./options.ts"

const toText = (written: Narrative, heading: (level: 1 | 2, text: string) => string): string =>
  [
    heading(1, written.title),
    ...written.sections.flatMap((section) => [heading(2, section.title), ...section.paragraphs.map(textOf)]),
    heading(1, "名词解释"),
    ...glossaryOf(wholeText(written)).map(({ term, meaning }, at) => `${at + 1}. ${term}：${meaning}`)
  ].join("\n\n")

/** The narrative of a view, in the words of its pack. */
const writtenOf = Effect.fn("writtenOf")(function* (store: EventStoreShape, view: YearView, rules: string) {
  const pack = yield* orExit(wordsOf(view, undefined))
  const chosen = yield* chosenRules(rules, { ...view.located, year: view.year })
  const facts = yield* orExit(narrativeFactsOf(store, view, chosen.ruleSet))
  if (facts.cards.length > 0) sayObjection(chosen)
  return writeNarrative(facts, { pack })
})

/** The events a narrative figure is a sum of, or was recorded by. */
const eventsBehind = Effect.fn("eventsBehind")(function* (
  store: EventStoreShape,
  view: YearView,
  derivation: Derivation | undefined
) {
  if (derivation === undefined) return []
  const { term, recordedBy } = derivation
  const lineOf = ({ event, occurredOn, documentNo }: RecordedEvent, amount: string) => ({
    amount,
    occurredOn,
    type: event.type,
    documentNo,
    abstract: "abstract" in event.payload ? event.payload.abstract : ""
  })
  if (term !== undefined) {
    const entries = yield* orExit(store.entries([view.streamId], matcherOf(term), view.window))
    const { contributions } = explainTerm(term, entries)
    return contributions.map(({ event, amount }) => lineOf(event, Money.toText(amount)))
  }
  const facts = yield* orExit(store.facts(view.streamId, view.window))
  return facts.filter(({ event }) => event.type === recordedBy).map((event) => lineOf(event, ""))
})

interface FoundFigure {
  readonly section: string
  readonly figure: Figure
  readonly paragraph: ReadonlyArray<string | Figure>
}

/** Where a figure first stands in the narrative. */
const findFigure = ({ sections }: Narrative, wanted: string): FoundFigure | undefined => {
  for (const { title, paragraphs } of sections)
    for (const paragraph of paragraphs) {
      const figure = figuresOf(paragraph).find((one) => one.address === wanted)
      if (figure !== undefined) return { section: title, figure, paragraph }
    }
  return undefined
}

/** Says that there is no such figure, and which are like it: those of its section, where that has any. */
const noFigure = ({ sections }: Narrative, wanted: string): Exit => {
  const all = sections.flatMap(({ paragraphs }) => paragraphs.flatMap(figuresOf))
  const own = [...new Set(all.map((one) => one.address).filter((one) => one.startsWith("N/")))]
  const ofSection = own.filter((one) => one.startsWith(wanted.split("/").slice(0, 2).join("/") + "/"))
  const known = ofSection.length > 0 ? ofSection : own
  const near = nearText("figures", wanted, known, "`juesuan narrative --format json`")
  return usage(`The narrative has no figure ${wanted}. ${near}`)
}

type EventBehind = Effect.Success<ReturnType<typeof eventsBehind>>[number]

const figureJson = ({ section, figure, paragraph }: FoundFigure, events: ReadonlyArray<EventBehind>) => {
  const { formula = "", from = [] } = figure.derivation ?? {}
  return {
    address: figure.address,
    value: figure.value,
    text: figure.text,
    section,
    sentence: textOf(paragraph),
    formula,
    from,
    events,
    figures: figuresOf(paragraph).map(({ address, text }) => ({ address, text }))
  }
}

const figureText = (
  { section, figure, paragraph }: FoundFigure,
  behind: ReadonlyArray<EventBehind>,
  depth: number
): string => {
  const { formula = "" } = figure.derivation ?? {}
  const shown = behind.slice(0, depth === 0 ? behind.length : depth)
  const events = shown.map(({ amount, occurredOn, type, documentNo, abstract }) =>
    `  ${amount.padStart(16)}  ${occurredOn}  ${type}  ${documentNo}  ${abstract}`.trimEnd()
  )
  if (shown.length < behind.length)
    events.push(`  … ${behind.length - shown.length} more (--depth 0 lists all)`)
  return [
    `${figure.address} = ${figure.text}`,
    section,
    "",
    textOf(paragraph),
    "",
    ...(formula === "" ? [] : [`公式 ${formula}`, ""]),
    ...(events.length === 0 ? [] : ["事件", ...events, ""]),
    "句中数字",
    ...figuresOf(paragraph).map(({ address, text }) => `  ${text}  ${address}`),
    ""
  ].join("\n")
}

/** Explains a figure of the narrative: the sentences it stands in, and what it says there. */
export const explainFigure = Effect.fn("explainFigure")(function* (
  address: Address.NarrativeAddress,
  options: ViewOptions & { readonly rules: string; readonly depth: number; readonly format: "text" | "json" }
) {
  const { store, view } = yield* openView(options)
  const written = yield* writtenOf(store, view, options.rules)
  const wanted = ["N", ...address.path].join("/")
  const found = findFigure(written, wanted)
  if (found === undefined) return yield* Effect.fail(noFigure(written, wanted))
  const behind = yield* eventsBehind(store, view, found.figure.derivation)
  out(
    options.format === "json"
      ? `${JSON.stringify(figureJson(found, behind), null, 2)}\n`
      : figureText(found, behind, options.depth)
  )
})

/** Runs `narrative`. */
export const narrative = Effect.fn("narrative")(function* (
  options: ViewOptions & {
    readonly rules: string
    readonly format: "text" | "md" | "json"
    readonly language: Language
  }
) {
  const { store, view } = yield* openView(options)
  const written = yield* writtenOf(store, view, options.rules)
  yield* refusePersonalData(textsOfNarrative(written), options.language)
  switch (options.format) {
    case "json":
      out(`${JSON.stringify(toNarrativeJson(written), null, 2)}\n`)
      break
    case "md":
      outFile(`${toText(written, (level, text) => `${"#".repeat(level)} ${text}`)}\n`)
      break
    case "text":
      out(`${toText(written, (_, text) => text)}\n`)
      break
  }
  const asked = new Set(written.missing.map(({ subject }) => subject)).size
  if (asked > 0) say(`${asked} 处须由单位填写（【待填：…】），以 ExplanationGiven（原因说明）录入。`)
})

/** `narrative` with its arguments. */
export const command = Command.make(
  "narrative",
  {
    ...flags.view,
    rules: flags.ruleSet,
    format: flags.format("text", "md", "json"),
    language: flags.language
  },
  narrative
)
