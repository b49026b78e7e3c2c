/**
 * The page's script: what is pressed opens, what is typed finds, what the address names is shown.
 *
 * It runs in the reader's browser, from the disk, and asks for nothing. `npm run generate:page` bundles it into
 * `src/html/data/clientScript.ts`; a test compares them.
 */
import { places } from "./data.ts"
import { byId } from "./elements.ts"
import { moveByArrows } from "./keys.ts"
import { addressIn, closePanel, openFigure, openFromHash, openPressed } from "./panel.ts"
import { searchFigures } from "./search.ts"

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return
  const figure = event.target.closest<HTMLElement>(".figure")
  if (figure !== null) return openPressed(figure)
  const hash = event.target.closest<HTMLAnchorElement>("a[href^='#']")?.hash
  // A link to the figure that is open already changes no address, so no change would be heard of.
  if (hash !== undefined && hash === window.location.hash) {
    const address = addressIn(hash)
    if (places.has(address)) openFigure(address)
  }
})
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closePanel()
  // A figure of a sentence is no <button>: the keys that press one are heard here.
  if ((event.key !== "Enter" && event.key !== " ") || !(event.target instanceof HTMLElement)) return
  if (!event.target.matches("span.figure")) return
  event.preventDefault()
  openPressed(event.target)
})
byId("panel-close").addEventListener("click", closePanel)
window.addEventListener("hashchange", openFromHash)
moveByArrows()
searchFigures()
// After the browser has gone to the anchor itself, which takes the focus.
window.addEventListener("load", () => requestAnimationFrame(openFromHash))
