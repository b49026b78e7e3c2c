/**
 * The panel beside the document: opened by a figure, it walks through the places where that figure stands.
 *
 * It does not block the page. Focus goes to its title when it opens; when it closes, back to the figure last looked
 * at.
 */
import { places, whereOf } from "./data.ts"
import { detailsOf, headOf } from "./details.ts"
import { button, byId, element } from "./elements.ts"

const panel = byId("panel")
const title = byId("panel-title")
const body = byId("panel-body")

interface Shown {
  readonly address: string
  readonly at: number
}

let shown: Shown | undefined

const placesOf = (address: string): ReadonlyArray<HTMLElement> => places.get(address) ?? []

const unmark = (): void => {
  for (const marked of document.querySelectorAll(".here,.also")) marked.classList.remove("here", "also")
}

const mark = ({ address, at }: Shown): void => {
  unmark()
  for (const [number, place] of placesOf(address).entries())
    place.classList.add(number === at ? "here" : "also")
}

/** A figure inside folded numbers of a chart has to be unfolded to be seen. */
const unfold = (place: HTMLElement): void => {
  const folded = place.closest("details")
  if (folded !== null) folded.open = true
}

const bringIntoSight = (place: HTMLElement): void => {
  unfold(place)
  place.scrollIntoView({ block: "center", inline: "nearest" })
}

const stepsTo = (address: string): HTMLElement => {
  const all = placesOf(address)
  const count = element("span", { id: "panel-count", "aria-live": "polite" })
  const list = element("ul", {})
  const goTo = (at: number): void => {
    shown = { address, at: (at + all.length) % all.length }
    mark(shown)
    bringIntoSight(all[shown.at]!)
    describe()
  }
  const describe = (): void => {
    const at = shown?.at ?? 0
    count.textContent = `第 ${at + 1} 处，共 ${all.length} 处`
    for (const [number, item] of [...list.children].entries())
      item.firstElementChild?.setAttribute("aria-current", String(number === at))
  }
  list.append(
    ...all.map((place, at) =>
      element(
        "li",
        {},
        button(whereOf(place), () => goTo(at), `到第 ${at + 1} 处：${whereOf(place)}`)
      )
    )
  )
  describe()
  const next = button("下一处", () => goTo((shown?.at ?? 0) + 1))
  const previous = button("上一处", () => goTo((shown?.at ?? 0) - 1))
  const steps = element("div", { class: "steps" }, previous, next, count)
  return element(
    "div",
    { id: "panel-places" },
    element("h3", {}, "出处"),
    ...(all.length > 1 ? [steps] : []),
    list
  )
}

/** Opens the panel for a figure, from one of its places or from elsewhere. */
export const openFigure = (address: string, from?: HTMLElement): void => {
  const all = placesOf(address)
  const at = Math.max(0, from === undefined ? 0 : all.indexOf(from))
  const place = all[at]
  if (place === undefined) return
  shown = { address, at }
  const before = place.getBoundingClientRect().top
  title.textContent = place.textContent
  body.replaceChildren(...headOf(address), stepsTo(address), ...detailsOf(address))
  panel.hidden = false
  panel.scrollTop = 0
  document.body.classList.add("open")
  mark(shown)
  // The text may wrap anew beside the panel: what was pressed stays where the eye is, or comes into sight.
  if (from === undefined) bringIntoSight(place)
  else {
    window.scrollBy(0, place.getBoundingClientRect().top - before)
    const sight = panel.getBoundingClientRect()
    const end = sight.left > 0 ? window.innerHeight : sight.top
    if (place.getBoundingClientRect().bottom > end) bringIntoSight(place)
  }
  title.focus({ preventScroll: true })
}

const setHash = (address: string | undefined): void => {
  const { pathname, search } = window.location
  window.history.replaceState(null, "", address === undefined ? pathname + search : `#${encodeURI(address)}`)
}

/** Opens the panel for the figure that was pressed, and makes the page's address lead to it. */
export const openPressed = (place: HTMLElement): void => {
  const address = place.dataset["figure"] ?? ""
  openFigure(address, place)
  setHash(address)
}

/** Closes the panel; focus returns to the figure. */
export const closePanel = (): void => {
  if (shown === undefined) return
  const place = placesOf(shown.address)[shown.at]
  shown = undefined
  panel.hidden = true
  document.body.classList.remove("open")
  unmark()
  body.replaceChildren()
  setHash(undefined)
  place?.focus({ preventScroll: true })
}

/** The figure that a hash names; one that is no valid text names none. */
export const addressIn = (hash: string): string => {
  try {
    return decodeURI(hash.slice(1))
  } catch {
    return ""
  }
}

/** Opens the figure that the page's address names, if it names one. */
export const openFromHash = (): void => {
  const address = addressIn(window.location.hash)
  if (address !== "" && address !== shown?.address) openFigure(address)
}
