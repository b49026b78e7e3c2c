/**
 * Anchors of a page: each figure's first occurrence is reached by its address, all else by its key.
 */
import { escapeHtml, printable } from "./escape.ts"

/** The id that a name wants: an id holds no spaces. */
const idOf = (name: string): string => printable(name).replace(/\s/g, "_")

/** The address of a place within the page, for the first place of a name. */
export const linkTo = (name: string): string => `#${encodeURI(idOf(name))}`

/** Hands out ids, each once: a second use of a name gets a number behind it. */
export class Places {
  readonly #used = new Map<string, number>()

  /** The id for the next place of that name. */
  next(name: string): string {
    const wanted = idOf(name)
    const count = (this.#used.get(wanted) ?? 0) + 1
    this.#used.set(wanted, count)
    if (count === 1) return wanted
    const id = `${wanted}~${count}`
    return this.#used.has(id) ? this.next(name) : this.#take(id)
  }

  #take(id: string): string {
    this.#used.set(id, 1)
    return id
  }
}

/** What a figure is called when it is read aloud. */
export type NameOf = (address: string) => string | undefined

/** What is needed to print figures. */
export interface Figures {
  readonly places: Places
  readonly nameOf: NameOf
}

const attributesOf = (address: string, { places }: Figures): string =>
  `id="${escapeHtml(places.next(address))}" data-figure="${escapeHtml(address)}"`

/** A figure of a table or chart: a button named by where it stands. Blank text cannot be pressed and stays text. */
export const cellFigureHtml = (address: string, text: string, figures: Figures): string => {
  const attributes = attributesOf(address, figures)
  if (text.trim() === "") return `<span ${attributes}>${escapeHtml(text)}</span>`
  const name = escapeHtml(`${figures.nameOf(address) ?? address}：${text}`)
  return `<button type="button" class="figure" ${attributes} aria-label="${name}">${escapeHtml(text)}</button>`
}

/**
 * A figure of a sentence. A `<button>` is a box to the line it stands in, so that the mark behind it could begin the
 * next line; this is text that acts as a button. Its name is what is printed: the sentence says the rest.
 */
export const sentenceFigureHtml = (address: string, text: string, figures: Figures): string =>
  `<span class="figure" role="button" tabindex="0" ${attributesOf(address, figures)}>${escapeHtml(text)}</span>`
