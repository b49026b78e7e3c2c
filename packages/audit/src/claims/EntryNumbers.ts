/**
 * The numbers in front of entries: whether they run on without one left out.
 */
import { claimsIn } from "./Context.ts"
import type { ClaimContext } from "./Context.ts"

/** Whether the numbers of the entries leave one out (1, 3, 4): what stood there was lost, or not read. */
export const hasGap = (context: ClaimContext): boolean => {
  const entries = claimsIn(context, "entry").filter(({ where }) => where.topic === "generalPublic")
  const paragraphs = [...new Set(entries.map(({ where }) => where.paragraph.text))]
  const ordinals = new Set(
    paragraphs.flatMap((text) =>
      [...text.matchAll(/(?:^|[。；;])\s{0,4}[（(]?(\d{1,2})(?:[)）]|[、．.](?!\d))/g)].map(([, one]) =>
        Number(one)
      )
    )
  )
  return Array.from({ length: Math.max(0, ...ordinals) }, (_, at) => at + 1).some((one) => !ordinals.has(one))
}
