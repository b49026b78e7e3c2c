/**
 * Sentences of text and figures: what is printed, and the address by which each figure can be asked for.
 */
import { Money, Rate } from "@juesuan/domain"

/** A figure in a sentence. */
export interface Figure {
  readonly kind: "figure"
  /** A cell (`T01/30/1`) or a narrative figure (`N/1/rate`). */
  readonly address: string
  readonly format: "amount" | "percent" | "count" | "score"
  /** As printed. */
  readonly text: string
  /** The exact value as a decimal text: 元, percent, pieces or points. */
  readonly value: string
}

export type Part = string | Figure
/** One paragraph: parts in order. */
export type Paragraph = ReadonlyArray<Part>

/** A reason, or another text only the unit can give, that is not there. */
export interface Missing {
  readonly subject: string
  readonly what: string
}

export const figure = (
  address: string,
  format: Figure["format"],
  text: string,
  value: string = text
): Figure => ({ kind: "figure", address, format, text, value })

/** An amount in 元, with separators. */
export const amount = (address: string, fen: Money.Money): Figure =>
  figure(address, "amount", Money.format(fen), Money.toText(fen))

/** A rate or share with two decimals and its percent sign. */
export const percent = (address: string, rate: Rate.Rate): Figure => {
  const text = Rate.format(rate)
  return figure(address, "percent", text, text.slice(0, -1))
}

export const count = (address: string, pieces: number): Figure => figure(address, "count", String(pieces))

/** The paragraph as plain text. */
export const textOf = (paragraph: Paragraph): string =>
  paragraph.map((part) => (typeof part === "string" ? part : part.text)).join("")

export const figuresOf = (paragraph: Paragraph): ReadonlyArray<Figure> =>
  paragraph.filter((part): part is Figure => typeof part !== "string")
