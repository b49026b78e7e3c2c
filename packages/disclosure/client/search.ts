/**
 * Finding figures by name, amount or address.
 */
import { data, places } from "./data.ts"
import { byId, element } from "./elements.ts"

const SHOWN_AT_MOST = 12

/** Without what people leave out or add when they type an amount. */
const plain = (text: string): string => text.toLowerCase().replace(/[,，\s]/g, "")

/** Lists what fits while the reader types; every word must fit. */
export const searchFigures = (): void => {
  const input = byId("search") as HTMLInputElement
  const found = byId("found")
  const known = Object.entries(data.figures)
    .filter(([address]) => places.has(address))
    .map(([address, [display, value]]) => ({
      address,
      display,
      value,
      text: plain(`${address} ${display} ${value}`)
    }))
  input.addEventListener("input", () => {
    const words = input.value
      .split(/\s+/)
      .map(plain)
      .filter((word) => word !== "")
    const hits =
      words.length === 0 ? [] : known.filter(({ text }) => words.every((word) => text.includes(word)))
    const items = hits
      .slice(0, SHOWN_AT_MOST)
      .map(({ address, display, value }) =>
        element(
          "li",
          {},
          element("a", { href: `#${encodeURI(address)}` }, display, " ", element("b", {}, value))
        )
      )
    if (hits.length > SHOWN_AT_MOST)
      items.push(element("li", {}, `另有 ${hits.length - SHOWN_AT_MOST} 个，请写得更细。`))
    if (hits.length === 0 && words.length > 0) items.push(element("li", {}, "没有找到。"))
    found.replaceChildren(...items)
  })
}
