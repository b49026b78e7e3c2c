/**
 * The texts of what commands print for readers outside: what people wrote into the ledger or a file, each with the
 * place where it is printed. Numbers that were computed are not among them.
 */
import type { PersonalData } from "@juesuan/domain"
import { textOf } from "@juesuan/narrative"
import type { Narrative } from "@juesuan/narrative"
import type { Scorecard } from "@juesuan/scoring"

type Texts = ReadonlyArray<PersonalData.PlacedText>

/** The texts of a narrative: its paragraphs, by section. */
export const textsOfNarrative = ({ title, sections, missing }: Narrative): Texts => [
  { where: title, address: "narrative", text: title },
  ...sections.flatMap((section) =>
    [section.title, ...section.paragraphs.map(textOf)].map((text) => ({
      where: section.title,
      address: "narrative",
      text
    }))
  ),
  ...missing.map(({ subject }) => ({ where: subject, address: subject, text: subject }))
]

/** The texts of scorecards: names, goals, outcomes, indicators and reasons. */
export const textsOfScorecards = (cards: ReadonlyArray<Scorecard>): Texts =>
  cards.flatMap(({ project, name, department, unit, goal, outcome, indicators }) => [
    ...[project, name, department, unit, goal, outcome].map((text) => ({
      where: name,
      address: `S/${project}`,
      text
    })),
    ...indicators.flatMap(
      ({ id, level1, level2, level3, target, actual, tier, deviation, deductions = [] }) =>
        [
          id,
          level1,
          level2,
          level3,
          target,
          actual ?? "",
          tier ?? "",
          deviation,
          ...deductions.map(({ reason }) => reason)
        ].map((text) => ({ where: `${name}·${level3}`, address: `S/${project}/${id}`, text }))
    )
  ])
