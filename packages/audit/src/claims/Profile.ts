/**
 * Profile and glossary: what kind of unit it is, and what the terms are said to mean.
 */
import type { PublishedSection } from "../PublishedDocument.ts"
import { placeAt } from "../ReadDocument.ts"
import type { TermClaim, UnitKindClaim, Where } from "./Claim.ts"
import type { NormalText } from "./NormalText.ts"
import { plainPhrase } from "./Subjects.ts"

const kinds: ReadonlyArray<readonly [RegExp, UnitKindClaim["unitKind"]]> = [
  [/参照公务员法?管理|参公(?:管理)?(?:的)?事业单位|参公单位/, "civilServiceInstitution"],
  [/(?:为|是|属)[^。；]{0,20}(?:行政机关|行政单位|政府工作部门|政府组成部门|行政部门)/, "administrative"],
  [
    /(?:为|是|属)[^。；]{0,24}(?:全额(?:拨款|供款|预算)|差额(?:拨款|补贴)|自收自支|公益[一二]类|财政补助)[^。；]{0,8}事业单位/,
    "institution"
  ]
]

/** What a paragraph of the profile says the unit is; the first that is said. */
export const unitKindIn = (where: Where, normal: NormalText): UnitKindClaim | null => {
  for (const [pattern, unitKind] of kinds) {
    const match = pattern.exec(normal.text)
    if (match === null) continue
    const at = placeAt(where.paragraph, normal.offsets[match.index]!)
    return { kind: "unitKind", where, unitKind, text: match[0], at }
  }
  return null
}

const TERM = /^#?(?:\d{1,2}[、.])?([^：。；]{2,30})：(?:是?指)?(.{4,})$/

/** The term a paragraph of the glossary defines. */
export const termIn = (where: Where, normal: NormalText): TermClaim | null => {
  const match = TERM.exec(normal.text)
  if (match === null) return null
  const term = plainPhrase(match[1]!).replace(/^#/, "")
  return { kind: "term", where, term, meaning: match[2]!, at: placeAt(where.paragraph, 0) }
}

/** Sections whose sentences are read for figures. */
export const isNarrative = ({ topic, title }: PublishedSection): boolean =>
  topic !== "profile" && topic !== "glossary" && !/目录|附件|附表|决算表$/.test(title)
