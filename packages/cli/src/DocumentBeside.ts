/**
 * The document beside the tables that `demo` and `replay` write.
 */
import { personalDataIn, publicEdition } from "@juesuan/disclosure"
import type { FindingsReport } from "@juesuan/domain"
import type { EventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { chooseRules } from "./commands/score.ts"
import { say } from "./Console.ts"
import { writeDisclosure, writtenLines } from "./DisclosureFiles.ts"
import { refuseOtherEdition } from "./EditionFolder.ts"
import { HoldsPersonalData, disclosureOf } from "@juesuan/year"
import { orExit } from "./exitOf.ts"
import type { YearView } from "@juesuan/year"

/** Word, whose library takes longer than all else together, and what repeats the tables are left to `disclose`. */
const formats = ["md", "html", "xlsx", "json"] as const

/**
 * Writes the document in the formats that are quick to write; tables that do not articulate have none, and
 * it says so.
 */
export const writeDocument = (
  store: EventStoreShape,
  view: YearView,
  report: FindingsReport,
  directory: string,
  prefix = ""
) =>
  Effect.gen(function* () {
    const disclosure = yield* disclosureOf(store, view, yield* chooseRules("ningxia-yanchi-2024"))
    const options = { withFormulas: false, report }
    const edition = publicEdition(disclosure)
    const found = personalDataIn(edition, { withPage: true })
    if (found.length > 0) return yield* new HoldsPersonalData({ found })
    yield* refuseOtherEdition(directory, edition.edition)
    const files = yield* writeDisclosure(edition, directory, formats, options, prefix)
    for (const line of writtenLines(files)) say(line)
  }).pipe(
    Effect.catchTag(["NotArticulated", "HoldsPersonalData"], ({ message }) =>
      Effect.sync(() => say(`no document: ${message}`))
    ),
    orExit
  )
