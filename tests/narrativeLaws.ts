/**
 * The laws of the narrative, over whoever writes it; each gives what it found broken.
 *
 * Figures are recomputed from the words of their own formulas, with integers, by code the writer does not share.
 */
import type { Money } from "@juesuan/domain"
import { figuresOf, textOf } from "@juesuan/narrative"
import type { Figure, Narrative, NarrativeFacts, Paragraph } from "@juesuan/narrative"

export type Write = (facts: NarrativeFacts) => Narrative
export type NarrativeLaw = (write: Write, facts: NarrativeFacts) => ReadonlyArray<string>

const paragraphsOf = (narrative: Narrative): ReadonlyArray<Paragraph> =>
  narrative.sections.flatMap(({ paragraphs }) => paragraphs)

const initialOf = (facts: NarrativeFacts, address: string): bigint => {
  const code = address.split("/")[2]!
  if (code !== "initial") return BigInt(facts.initialByFunction.get(code) ?? 0)
  let sum = 0n
  for (const amount of facts.initialByFunction.values()) sum += BigInt(amount)
  return sum
}

/** Fen of a word of a formula; `null` where it names nothing of the facts. */
const fenOf = (facts: NarrativeFacts, word: string): bigint | null => {
  const last = /^上年 (T\S+)$/.exec(word)
  if (last !== null) {
    const fen: Money.Money | undefined = facts.last(last[1]!)
    return fen === undefined ? null : BigInt(fen)
  }
  const budget = /^年初预算 (\d{3})$/.exec(word)
  if (budget !== null) return BigInt(facts.initialByEconomic.get(budget[1]!) ?? 0)
  if (word.startsWith("T")) return BigInt(facts.cell(word))
  return /^N\/5\.3\/(\d{7}\/)?initial$/.test(word) ? initialOf(facts, word) : null
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

/** Percent with two decimals, half up away from zero. */
const percentText = (over: bigint, under: bigint): string => {
  const scaled = magnitude(over) * 100_000n
  const base = magnitude(under)
  const hundredths = (scaled / base + 5n) / 10n
  const sign = over < 0n !== under < 0n && hundredths !== 0n ? "-" : ""
  return `${sign}${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`
}

const yuanText = (fen: bigint): string =>
  `${fen < 0n ? "-" : ""}${magnitude(fen) / 100n}.${String(magnitude(fen) % 100n).padStart(2, "0")}`

const CHANGE = /^\|(.+) − (.+)\|$/
const RATE = /^\|(.+) − (.+)\| ÷ (.+)$/
const SHARE = /^(\S+) ÷ (\S+)$/

/** What a figure's formula comes to, as its decimal text; `null` where this code cannot tell. */
const recomputed = (facts: NarrativeFacts, formula: string): string | null => {
  const rate = RATE.exec(formula)
  const change = rate ?? CHANGE.exec(formula)
  if (change !== null) {
    const [now, base] = [fenOf(facts, change[1]!), fenOf(facts, change[2]!)]
    if (now === null || base === null) return null
    if (rate === null) return yuanText(magnitude(now - base))
    return base === 0n ? "no rate" : percentText(magnitude(now - base), magnitude(base))
  }
  const share = SHARE.exec(formula)
  if (share === null) return null
  const [over, under] = [fenOf(facts, share[1]!), fenOf(facts, share[2]!)]
  if (over === null || under === null) return null
  return under === 0n ? "no rate" : percentText(over, under)
}

const isCell = ({ format, address }: Figure): boolean => format === "amount" && address.startsWith("T")

const expectedWords = (now: bigint, base: bigint): readonly [string, string] =>
  now > base ? ["增加", "增长"] : ["减少", "下降"]

export const narrativeLaws = {
  "each amount with the address of a cell is that cell": (write, facts) =>
    paragraphsOf(write(facts))
      .flatMap(figuresOf)
      .filter(isCell)
      .filter(({ address, value }) => value !== yuanText(BigInt(facts.cell(address))))
      .map(({ address, value }) => `${address} ${value}`),

  "each figure is what its formula comes to, and none stands on a base of zero": (write, facts) =>
    paragraphsOf(write(facts))
      .flatMap(figuresOf)
      .flatMap(({ address, value, format, derivation }) => {
        if (derivation === undefined) return format === "percent" ? [`${address} has no formula`] : []
        const right = recomputed(facts, derivation.formula)
        return right === null || right === value ? [] : [`${address} ${value}, not ${right}`]
      }),

  "words of direction agree with the sign of the difference": (write, facts) =>
    paragraphsOf(write(facts)).flatMap((paragraph) =>
      paragraph.flatMap((part, at) => {
        if (typeof part === "string" || part.derivation === undefined) return []
        const formula = RATE.exec(part.derivation.formula) ?? CHANGE.exec(part.derivation.formula)
        const before = paragraph[at - 1]
        if (formula === null || typeof before !== "string") return []
        const [now, base] = [fenOf(facts, formula[1]!), fenOf(facts, formula[2]!)]
        if (now === null || base === null) return []
        const word = expectedWords(now, base)[part.format === "percent" ? 1 : 0]
        return before.trimEnd().endsWith(word)
          ? []
          : [`${part.address}: ${before} for ${now} against ${base}`]
      })
    ),

  "持平 is said of what did not change, and of nothing else": (write, facts) => {
    const [first] = write(facts).sections[0]!.paragraphs
    const [now, before] = [facts.cell("T01/total/1"), facts.last("T01/total/2")]
    const isLevel = textOf(first!).includes("持平")
    return isLevel === (before !== undefined && now === before) ? [] : [textOf(first!)]
  },

  "shares of one sentence sum to 100.00 within 0.01 an item": (write, facts) =>
    write(facts)
      .sections.filter(({ key }) => key === "2" || key === "3")
      .flatMap(({ key, paragraphs }) => {
        const shares = paragraphs.flatMap(figuresOf).filter(({ format }) => format === "percent")
        const cents = shares.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0)
        return shares.length === 0 || Math.abs(cents - 10_000) <= shares.length ? [] : [`${key}: ${cents}`]
      }),

  "what is missing is both printed and reported": (write, facts) => {
    const written = write(facts)
    const text = paragraphsOf(written).map(textOf).join("\n")
    const printed = (text.match(/【待填：[^】]+】/g) ?? []).map((one) => one.slice(4, -1)).sort()
    const reported = written.missing.map(({ what }) => what).sort()
    return printed.join("\n") === reported.join("\n") ? [] : [`${printed.length} / ${reported.length}`]
  },

  "nothing else is left open, and no template is left behind": (write, facts) => {
    const text = paragraphsOf(write(facts))
      .map(textOf)
      .join("\n")
      .replace(/【待填：[^】]+】/g, "…")
    const residue = /[【】{}]|undefined|NaN|null|XX|××|（大于）|（小于）|（减少）|：，|，，|。，|，。/.exec(
      text
    )
    return residue === null ? [] : [text.slice(Math.max(0, residue.index - 20), residue.index + 20)]
  }
} satisfies Record<string, NarrativeLaw>

export type NarrativeLawName = keyof typeof narrativeLaws

const mapParagraphs =
  (change: (paragraph: Paragraph) => Paragraph) =>
  (narrative: Narrative): Narrative => ({
    ...narrative,
    sections: narrative.sections.map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map(change)
    }))
  })

const mapFigures = (change: (figure: Figure) => Figure) =>
  mapParagraphs((paragraph) => paragraph.map((part) => (typeof part === "string" ? part : change(part))))

const mapTexts = (change: (text: string) => string) =>
  mapParagraphs((paragraph) => paragraph.map((part) => (typeof part === "string" ? change(part) : part)))

/** Plausible mistakes of a writer, each with the law it must turn red. */
export const narrativeMutants: ReadonlyArray<
  readonly [mistake: string, law: NarrativeLawName, spoil: (narrative: Narrative) => Narrative]
> = [
  [
    "an amount is taken from a float of 元",
    "each amount with the address of a cell is that cell",
    mapFigures((one) =>
      one.format === "amount" && one.value.length > 6
        ? { ...one, value: (Number(one.value) * 1.0001).toFixed(2) }
        : one
    )
  ],
  [
    "a rate is cut instead of rounded",
    "each figure is what its formula comes to, and none stands on a base of zero",
    mapFigures((one) =>
      one.format === "percent" ? { ...one, value: (Number(one.value) - 0.004).toFixed(2) } : one
    )
  ],
  [
    "a change keeps its sign beside the word",
    "each figure is what its formula comes to, and none stands on a base of zero",
    mapFigures((one) =>
      one.address.endsWith("/change") && one.format === "amount" ? { ...one, value: `-${one.value}` } : one
    )
  ],
  [
    "every change is called an increase",
    "words of direction agree with the sign of the difference",
    mapTexts((text) => text.replace("减少", "增加").replace("下降", "增长"))
  ],
  [
    "no change is told as an increase of nothing",
    "持平 is said of what did not change, and of nothing else",
    mapTexts((text) => text.replace("持平", "增加 0.00 元"))
  ],
  [
    "shares are of another whole",
    "shares of one sentence sum to 100.00 within 0.01 an item",
    mapFigures((one) =>
      one.address.endsWith("/share") ? { ...one, value: (Number(one.value) / 2).toFixed(2) } : one
    )
  ],
  [
    "a missing reason is not reported",
    "what is missing is both printed and reported",
    (narrative) => ({ ...narrative, missing: narrative.missing.slice(1) })
  ],
  [
    "both alternatives of the form are left standing",
    "nothing else is left open, and no template is left behind",
    mapTexts((text) => text.replace("决算数小于预算数", "决算数小于（大于）预算数"))
  ]
]
