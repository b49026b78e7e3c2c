/**
 * Documents of generated years, for the laws of the document and of its formats.
 */
import { buildDocument } from "@juesuan/disclosure"
import type { Document } from "@juesuan/disclosure"
import { postings } from "@juesuan/ledger"
import { writeNarrative } from "@juesuan/narrative"
import type { ScoredCard } from "@juesuan/scoring"
import { Articulation, Cube, deriveTables, ningxia2024 } from "@juesuan/tables"
import type { DerivedTable } from "@juesuan/tables"
import type { Arbitrary } from "@juesuan/testing"
import * as Result from "effect/Result"
import { narrativeFacts } from "./narrativeFacts.ts"

export const cubeOf = ({ events }: Arbitrary.Year): Cube.Cube =>
  Cube.fromPostings(events.flatMap(({ event }) => postings(event)))

export const tablesOfYear = (year: Arbitrary.Year): ReadonlyArray<DerivedTable> =>
  deriveTables(cubeOf(year), ningxia2024, 2024)

const articulated = (tables: ReadonlyArray<DerivedTable>): Articulation.ArticulatedTables =>
  Result.getOrThrow(Articulation.articulate(tables, {}))

/** The document of a generated year, with self-evaluations as attachments. */
export const documentOf = (year: Arbitrary.Year, cards: ReadonlyArray<ScoredCard> = []): Document =>
  buildDocument({
    unitName: "示例单位",
    year: 2024,
    profile: { duties: "职责一\n职责二", unitsCovered: ["示例单位本级"] },
    tables: articulated(tablesOfYear(year)),
    narrative: writeNarrative(narrativeFacts(year)),
    cards,
    colophon: { digest: "", tablePack: "ningxia-2024", ruleSet: "", generator: "" }
  }).document
