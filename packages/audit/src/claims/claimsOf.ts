/**
 * All claims of a published document, section by section, in the order of the text.
 */
import type { PublishedDocument, PublishedSection } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { ReadParagraph } from "../ReadDocument.ts"
import { ClaimLog } from "./ClaimLog.ts"
import type { Claim, ResidueClaim, Where, YearClaim } from "./Claim.ts"
import { readParagraph } from "./discourse.ts"
import { initialState } from "./DiscourseState.ts"
import { normalText } from "./NormalText.ts"
import type { NormalText } from "./NormalText.ts"
import { passageOf } from "./Passage.ts"
import { placeKey } from "../Places.ts"
import { isNarrative, termIn, unitKindIn } from "./Profile.ts"
import { isAnnouncement, isNothing, residueIn } from "./Residue.ts"
import { sectionOf } from "./Subjects.ts"

const residueClaims = (
  where: Where,
  normal: NormalText,
  known: ReadonlyArray<Claim>
): ReadonlyArray<ResidueClaim> => {
  const { paragraph } = where
  // Alternatives of a comparison with the budget are part of its claim.
  const compared = new Set(
    known.flatMap((claim) =>
      claim.kind === "comparison" && claim.words.length > 1 ? [placeKey(claim.at)] : []
    )
  )
  return residueIn(normal).flatMap(({ residue, start, end }) => {
    const at = placeAt(paragraph, normal.offsets[start]!)
    if (residue === "alternatives" && compared.has(placeKey(at))) return []
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

/** What is said of a paragraph as a whole: its dates, what the form left behind, an announcement of nothing. */
const textClaims = (
  section: PublishedSection,
  at: number,
  where: Where,
  normal: NormalText,
  known: ReadonlyArray<Claim>
): ReadonlyArray<Claim> => [
  ...dateClaims(where, normal),
  ...residueClaims(where, normal, known),
  ...announced(section.paragraphs[at - 1], where, normal)
]

const sectionClaims = (
  document: PublishedDocument,
  section: PublishedSection,
  firstIndex: number
): ReadonlyArray<Claim> => {
  const { topic } = section
  const log = new ClaimLog()
  const context = { document, sectionTopic: topic, log }
  let state = initialState(topic)
  const isRead = isNarrative(section)
  for (const [at, paragraph] of section.paragraphs.entries()) {
    const paragraphIndex = firstIndex + at
    const where: Where = {
      topic,
      section: sectionOf(topic),
      paragraph,
      paragraphIndex,
      at: placeAt(paragraph, 0)
    }
    const before = log.claims.length
    const passage = passageOf(paragraph, document.year)
    if (topic === "glossary") {
      const term = termIn(where, passage.normal)
      if (term !== null) log.add(term)
    } else if (topic === "profile") {
      const unitKind = unitKindIn(where, passage.normal)
      if (unitKind !== null) log.add(unitKind)
      readParagraph(initialState(topic), context, passage, paragraphIndex)
    } else if (isRead) {
      state = readParagraph(state, context, passage, paragraphIndex)
      for (const claim of textClaims(section, at, where, passage.normal, log.claims.slice(before))) {
        log.add(claim)
      }
    }
  }
  return log.claims
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
