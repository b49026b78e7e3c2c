/**
 * Moving among the figures of a table with the arrow keys; Tab enters and leaves the table once.
 */

const FIGURES = ".figure"

const figuresIn = (within: Element): ReadonlyArray<HTMLElement> => [
  ...within.querySelectorAll<HTMLElement>(FIGURES)
]

/** The figure of a row that stands below or above a place across the page. */
const nearest = (row: Element, middle: number): HTMLElement | undefined =>
  figuresIn(row).find((figure) => {
    const { left, right } = (figure.closest("td") ?? figure).getBoundingClientRect()
    return left <= middle && middle <= right
  })

const below = (figure: HTMLElement, rows: ReadonlyArray<Element>): HTMLElement | undefined => {
  const { left, right } = (figure.closest("td") ?? figure).getBoundingClientRect()
  for (const row of rows) {
    const found = nearest(row, (left + right) / 2)
    if (found !== undefined) return found
  }
  return undefined
}

const target = (key: string, figure: HTMLElement, table: HTMLTableElement): HTMLElement | undefined => {
  const rows = [...table.rows]
  const row = figure.closest("tr")!
  const inRow = figuresIn(row)
  const at = inRow.findIndex((one) => one === figure)
  switch (key) {
    case "ArrowLeft":
      return inRow[at - 1]
    case "ArrowRight":
      return inRow[at + 1]
    case "Home":
      return inRow[0]
    case "End":
      return inRow.at(-1)
    case "ArrowDown":
      return below(figure, rows.slice(rows.indexOf(row) + 1))
    case "ArrowUp":
      return below(figure, rows.slice(0, rows.indexOf(row)).reverse())
    default:
      return undefined
  }
}

/** Gives every table one place in the order of Tab, and its figures the arrow keys. */
export const moveByArrows = (): void => {
  for (const table of document.querySelectorAll<HTMLTableElement>(".scroll table")) {
    const figures = figuresIn(table)
    for (const [at, figure] of figures.entries()) figure.tabIndex = at === 0 ? 0 : -1
    table.addEventListener("focusin", ({ target: focused }) => {
      if (!(focused instanceof HTMLElement) || !focused.matches(FIGURES)) return
      for (const figure of figures) figure.tabIndex = figure === focused ? 0 : -1
    })
    table.addEventListener("keydown", (event) => {
      if (!(event.target instanceof HTMLElement) || !event.target.matches(FIGURES)) return
      const next = target(event.key, event.target, table)
      if (next === undefined) return
      event.preventDefault()
      next.focus()
    })
  }
}
