/**
 * The page of GB/T 9704-2012 §5: A4, a text area of 156 mm × 225 mm, 22 lines of 28 characters.
 *
 * A table across the page (横排表格) is the same sheet turned: its top lies at the binding edge, so the margins turn
 * along, and page numbers stay where they are on the other pages (§8), which is beside the table's left.
 */
import { PageOrientation } from "docx"
import type { ISectionPropertiesOptions } from "docx"
import { millimetres, twips } from "./measure.ts"

export type Orientation = "portrait" | "landscape"

const mm = (length: number): number => twips(millimetres(length))

/** Line pitch of the text, in points: 22 lines fill 225 mm. */
export const LINE_PITCH = 28.95

/** Taken off between characters, in twips, so that 28 of 16 points fill 156 mm. */
export const CHARACTER_SPACING = -5

/** The text area of a page, in points. */
export const textArea = (orientation: Orientation): { readonly width: number; readonly height: number } => {
  const [short, long] = [millimetres(156), millimetres(225)]
  return orientation === "portrait" ? { width: short, height: long } : { width: long, height: short }
}

/** Where the page number of a turned page stands, in points from the page's top left. */
export const turnedNumber = {
  left: millimetres(24),
  top: millimetres(28),
  width: millimetres(8),
  height: millimetres(156)
} as const

const margins = {
  portrait: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) },
  landscape: { top: mm(28), bottom: mm(26), left: mm(35), right: mm(37) }
} as const

/**
 * The properties of a section. The page number's dash stands 7 mm below the text area: the footer ends 24.8 mm above
 * the page's edge, and its line is 6.4 mm tall.
 */
export const sectionProperties = (
  orientation: Orientation,
  numberedFrom?: number
): ISectionPropertiesOptions => ({
  page: {
    size: {
      width: mm(210),
      height: mm(297),
      orientation: orientation === "portrait" ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE
    },
    margin: { ...margins[orientation], header: mm(15), footer: mm(24.8), gutter: 0 },
    ...(numberedFrom === undefined ? {} : { pageNumbers: { start: numberedFrom } })
  }
})
