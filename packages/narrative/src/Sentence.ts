/**
 * Sentences of text and figures: what is printed, and the address by which each figure can be asked for.
 */
import { Money, Rate } from "@juesuan/domain"
import type { Term } from "@juesuan/tables"

/** How a figure that stands only in the narrative came about. */
export interface Derivation {
  /** In one line, figures by address: `(T01/total/1 − 上年 T01/total/1) ÷ 上年 T01/total/1`. */
  readonly formula: string
  /** The addresses the formula names. */
  readonly from: ReadonlyArray<string>
  /** What it is a sum of in the ledger, where it is one. */
  readonly term?: Term.Term
  /** The type of the events that recorded it, such as AssetsCounted. */
  readonly recordedBy?: string
}

/** A figure in a sentence. */
export interface Figure {
  readonly kind: "figure"
  /** A cell (`T01/total/1`) or a narrative figure (`N/1/rate`). */
  readonly address: string
  readonly format: "amount" | "percent" | "count" | "score"
  /** As printed. */
  readonly text: string
  /** The exact value as a decimal text: 元, percent, pieces or points. */
  readonly value: string
  /** How it came about; a cell of a table is explained by its own address. */
  readonly derivation?: Derivation
}

/** A piece of a sentence: words, or a figure with its address. */
export type Part = string | Figure
/** One paragraph: parts in order. */
export type Paragraph = ReadonlyArray<Part>

/** A reason, or another text only the unit can give, that is not there. */
export interface Missing {
  readonly subject: string
  readonly what: string
}

/** Makes a figure: its address, its exact value as decimal text, and the text that is printed of it. */
export const figure = (
  address: string,
  format: Figure["format"],
  text: string,
  { value = text, derivation }: { readonly value?: string; readonly derivation?: Derivation } = {}
): Figure => ({
  kind: "figure",
  address,
  format,
  text,
  value,
  ...(derivation === undefined ? {} : { derivation })
})

/** A rate or share with two decimals and its percent sign. */
export const percent = (address: string, rate: Rate.Rate, derivation: Derivation): Figure => {
  const text = Rate.format(rate)
  return figure(address, "percent", text, { value: text.slice(0, -1), derivation })
}

/** A number of pieces that an event of the type recorded. */
export const count = (address: string, pieces: number, recordedBy: string): Figure =>
  figure(address, "count", String(pieces), { derivation: recorded(recordedBy) })

/** Recorded as it is, by events of a type. */
export const recorded = (recordedBy: string): Derivation => ({
  formula: `由 ${recordedBy} 事件登记`,
  from: [],
  recordedBy
})

/** An amount printed in another money unit than 元 is still held in 元. */
export const amountIn =
  (print: (fen: Money.Money) => string) =>
  (address: string, fen: Money.Money, derivation?: Derivation): Figure =>
    figure(address, "amount", print(fen), {
      value: Money.toText(fen),
      ...(derivation === undefined ? {} : { derivation })
    })

/** The paragraph as plain text. */
export const textOf = (paragraph: Paragraph): string =>
  paragraph.map((part) => (typeof part === "string" ? part : part.text)).join("")

/** The figures of a paragraph, in the order they are printed. */
export const figuresOf = (paragraph: Paragraph): ReadonlyArray<Figure> =>
  paragraph.filter((part): part is Figure => typeof part !== "string")
