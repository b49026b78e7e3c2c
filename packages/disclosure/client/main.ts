/**
 * The page's script: what is pressed opens, what is typed finds, what the address names is shown.
 *
 * It runs in the reader's browser, from the disk, and asks for nothing. `npm run generate:page` bundles it into
 * `src/html/data/clientScript.ts`; a test compares them.
 */
import { places } from "./data.ts"
import { byId } from "./elements.ts"
import { moveByArrows } from "./keys.ts"
import { closePanel, openFigure, openFromHash, openPressed } from "./panel.ts"
import { searchFigures } from "./search.ts"

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return
  const figure = event.target.closest<HTMLElement>("button[data-figure]")
  if (figure !== null) return openPressed(figure)
  const hash = event.target.closest<HTMLAnchorElement>("a[href^='#']")?.hash
  // A link to the figure that is open already changes no address, so no change would be heard of.
  if (hash !== undefined && hash === window.location.hash) {
    const address = decodeURI(hash.slice(1))
    if (places.has(address)) openFigure(address)
  }
})
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closePanel()
})
byId("panel-close").addEventListener("click", closePanel)
window.addEventListener("hashchange", openFromHash)
moveByArrows()
searchFigures()
openFromHash()
