/**
 * Anchors of a page: each figure's first occurrence is reached by its address, all else by its key.
 */
import { escapeHtml, printable } from "./escape.ts"

/** Hands out ids, each once: a second use of a name gets a number behind it. */
export class Places {
  readonly #used = new Map<string, number>()

  /** The id for the next place of that name. */
  next(name: string): string {
    const wanted = printable(name).replace(/\s/g, "_")
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

/** A figure as a button that leads to its formula and events. Text that is blank cannot be pressed and stays text. */
export const figureHtml = (address: string, text: string, { places, nameOf }: Figures): string => {
  const id = escapeHtml(places.next(address))
  const at = escapeHtml(printable(address))
  if (text.trim() === "") return `<span id="${id}" data-figure="${at}">${escapeHtml(text)}</span>`
  const name = escapeHtml(`${nameOf(address) ?? address}：${text}`)
  return `<button type="button" id="${id}" data-figure="${at}" aria-label="${name}">${escapeHtml(text)}</button>`
}
