/**
 * All claims of a published document, section by section, in the order of the text.
 */
import type { PublishedDocument, PublishedSection } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import type { Claim, ResidueClaim, Where, YearClaim } from "./Claim.ts"
import { normalText } from "./NormalText.ts"
import type { NormalText } from "./NormalText.ts"
import { isNarrative, termIn, unitKindIn } from "./Profile.ts"
import { isAnnouncement, isNothing, residueIn } from "./Residue.ts"
import { SectionReader } from "./SectionReader.ts"
import { sectionOf } from "./Subjects.ts"

const residueClaims = (
  where: Where,
  normal: NormalText,
  known: ReadonlyArray<Claim>
): ReadonlyArray<ResidueClaim> => {
  const { paragraph } = where
  // Alternatives of a comparison with the budget are part of its claim.
  const compared = known.flatMap((claim) =>
    claim.kind === "comparison" && claim.words.length > 1 ? [claim.at] : []
  )
  const isCompared = (at: ResidueClaim["at"]): boolean =>
    compared.some(({ line, column }) => line === at.line && column === at.column)
  return residueIn(normal).flatMap(({ residue, start, end }) => {
    const at = placeAt(paragraph, normal.offsets[start]!)
    if (residue === "alternatives" && isCompared(at)) return []
    return [{ kind: "residue", where, residue, text: normal.text.slice(start, end), at }]
  })
}

const dateClaims = (where: Where, normal: NormalText): ReadonlyArray<YearClaim> =>
  [...normal.text.matchAll(/截[至止]((?:19|20)\d\d)年12月31日/g)].map(({ 1: raw, index }) => ({
    kind: "year",
    where,
    year: Number(raw),
    role: "date",
    raw: raw!,
    at: placeAt(where.paragraph, normal.offsets[index + 2]!)
  }))

const announced = (
  before: ReadParagraph | undefined,
  where: Where,
  normal: NormalText
): ReadonlyArray<ResidueClaim> => {
  if (before === undefined || !isNothing(normal) || !isAnnouncement(normalText(before.text))) return []
  return [
    {
      kind: "residue",
      where,
      residue: "nothing",
      text: "具体情况如下：无",
      at: placeAt(before, Math.max(0, before.text.lastIndexOf("具体情况")))
    }
  ]
}

const sectionClaims = (
  document: PublishedDocument,
  section: PublishedSection,
  firstIndex: number
): ReadonlyArray<Claim> => {
  const reader = isNarrative(section) ? new SectionReader(document, section.topic) : null
  return section.paragraphs.flatMap((paragraph, at): ReadonlyArray<Claim> => {
    const normal = normalText(paragraph.text)
    const { topic } = section
    const where: Where = {
      topic,
      section: sectionOf(topic),
      paragraph,
      paragraphIndex: firstIndex + at,
      at: placeAt(paragraph, 0)
    }
    if (topic === "glossary") return [termIn(where, normal)].filter((claim) => claim !== null)
    if (topic === "profile") {
      const counts = new SectionReader(document, "profile").read(paragraph, firstIndex + at)
      return [unitKindIn(where, normal), ...counts].filter((claim) => claim !== null)
    }
    if (reader === null) return []
    const claims = reader.read(paragraph, firstIndex + at)
    return [
      ...claims,
      ...dateClaims(where, normal),
      ...residueClaims(where, normal, claims),
      ...announced(section.paragraphs[at - 1], where, normal)
    ]
  })
}

/** Reads the claims of a document. Total: what is not understood is left as unbound numbers. */
export const claimsOf = (document: PublishedDocument): ReadonlyArray<Claim> => {
  let index = 0
  return document.sections.flatMap((section) => {
    const claims = sectionClaims(document, section, index)
    index += section.paragraphs.length
    return claims
  })
}
