/** The five published scorecards, from the example's transcription of the printed tables. */
import * as fs from "node:fs"
import * as path from "node:path"
import * as Result from "effect/Result"
import { readScorecards } from "@juesuan/scoring"

const file = path.join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "examples",
  "yanchi-2024",
  "expected",
  "scorecards.json"
)
export const json = JSON.parse(fs.readFileSync(file, "utf8")) as {
  readonly cards: ReadonlyArray<Record<string, unknown>>
}
export const published = Result.getOrThrow(readScorecards(json))
