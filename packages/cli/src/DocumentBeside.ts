/**
 * The document beside the tables that `demo` and `replay` write.
 */
import { personalDataIn, publicEdition } from "@juesuan/disclosure"
import type { FindingsReport } from "@juesuan/domain"
import type { EventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { hasScorecards } from "./commands/disclose.ts"
import { automaticRules } from "./commands/options.ts"
import { chosenRules, sayObjection } from "./RuleSets.ts"
import { writeDisclosure, writtenLines } from "./DisclosureFiles.ts"
import { disclosureOf } from "@juesuan/year/disclose"
import { HoldsPersonalData } from "@juesuan/year/personal-data"
import type { YearView } from "@juesuan/year/view"
import type { Edition } from "./Edition.ts"
import { refuseOtherEdition } from "./EditionFolder.ts"
import { orExit } from "./exitOf.ts"

/** Word, whose library takes longer than all else together, and what repeats the tables are left to `disclose`. */
const formats = ["md", "html", "xlsx", "json"] as const

/**
 * Writes the document in the formats that are quick to write; tables that do not articulate have none. Gives the lines
 * that say which it was.
 */
export const writeDocument = (
  store: EventStoreShape,
  view: YearView,
  report: FindingsReport,
  edition: Edition,
  prefix = ""
) =>
  Effect.gen(function* () {
    const rules = yield* chosenRules(automaticRules, { ...view.located, year: view.year })
    const disclosure = yield* disclosureOf(store, view, rules.ruleSet)
    if (hasScorecards(disclosure.document)) sayObjection(rules)
    const options = { withFormulas: false, report }
    const document = publicEdition(disclosure)
    const found = personalDataIn(document, { withPage: true })
    if (found.length > 0) return yield* new HoldsPersonalData({ found })
    yield* refuseOtherEdition(edition.directory, document.edition)
    return writtenLines(yield* writeDisclosure(document, edition, formats, options, prefix))
  }).pipe(
    Effect.catchTag(["NotArticulated", "HoldsPersonalData"], ({ message }) =>
      Effect.succeed([`no document: ${message}`] as ReadonlyArray<string>)
    ),
    orExit
  )
