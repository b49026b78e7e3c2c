/**
 * By which rules published scores are judged: those whose notes the document prints, or the national ones.
 */
import { national2020, ruleSetById, ruleSets } from "@juesuan/scoring"
import type { RuleSet } from "@juesuan/scoring"
import type { PublishedDocument } from "../PublishedDocument.ts"

export interface ChosenSet {
  readonly ruleSet: RuleSet
  /** Whether the document itself prints these rules, or the caller named them. */
  readonly isOwn: boolean
  /** Whether the caller named them: whether they are the unit's has then to be said. */
  readonly isNamed: boolean
}

const plain = (text: string): string => text.replace(/[^\p{Script=Han}\dA-Z]/gu, "")

/** The shipped set most of whose notes stand below the document's self-evaluations. */
const printedSet = ({ scorecards }: PublishedDocument): RuleSet | undefined => {
  const notes = plain(scorecards.flatMap((card) => card.notes.map(({ text }) => text)).join(""))
  const counts = ruleSets.flatMap((ruleSet) => {
    const known = ruleSet.form?.notes ?? []
    const found = known.filter((note) => notes.includes(plain(note))).length
    return found * 2 > known.length ? [{ ruleSet, found }] : []
  })
  return counts.sort((a, b) => b.found - a.found)[0]?.ruleSet
}

/** The set to judge by. */
export const chooseSet = (document: PublishedDocument, wanted: string | undefined): ChosenSet => {
  const named = wanted === undefined ? undefined : ruleSetById(wanted)
  const ruleSet = named ?? printedSet(document)
  const isNamed = named !== undefined
  return ruleSet === undefined
    ? { ruleSet: national2020, isOwn: false, isNamed }
    : { ruleSet, isOwn: true, isNamed }
}
