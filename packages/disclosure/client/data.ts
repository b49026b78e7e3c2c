/**
 * What the page knows of its figures: the embedded data, read once, and where each figure stands.
 */
import type { FigureData, PageData } from "../src/html/PageData.ts"
import { byId } from "./elements.ts"

/** Written by this project's renderer into this very page. */
export const data = JSON.parse(byId("figures").textContent) as PageData

export const figureAt = (address: string): FigureData | undefined =>
  Object.hasOwn(data.figures, address) ? data.figures[address] : undefined

const collect = (): ReadonlyMap<string, ReadonlyArray<HTMLElement>> => {
  const found = new Map<string, Array<HTMLElement>>()
  const all = [...document.querySelectorAll<HTMLElement>("[data-figure]")]
  const isOfChart = (place: HTMLElement): boolean => place.closest(".chart") !== null
  // Tables and sentences first: a chart repeats what stands in them.
  for (const place of [...all.filter((one) => !isOfChart(one)), ...all.filter(isOfChart)]) {
    const address = place.dataset["figure"] ?? ""
    const places = found.get(address)
    if (places === undefined) found.set(address, [place])
    else places.push(place)
  }
  return found
}

/** The elements that print each figure, by its address. */
export const places = collect()

/** Where an element stands, in words. */
export const whereOf = (place: HTMLElement): string =>
  place.closest<HTMLElement>("[data-where]")?.dataset["where"] ?? ""

/** Other figures whose formula names this one. */
export const usesOf = (address: string): ReadonlyArray<string> =>
  Object.keys(data.figures).filter((other) => data.figures[other]?.[3].includes(address))
