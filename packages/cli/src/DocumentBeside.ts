/**
 * The document beside the tables that `demo` and `replay` write.
 */
import type { FindingsReport } from "@juesuan/domain"
import type { EventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { chooseRules } from "./commands/score.ts"
import { writeDisclosure, writtenLines } from "./DisclosureFiles.ts"
import { disclosureOf } from "@juesuan/year"
import type { YearView } from "@juesuan/year"
import type { Edition } from "./Edition.ts"
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
    const disclosure = yield* disclosureOf(store, view, yield* chooseRules("ningxia-yanchi-2024"))
    const options = { withFormulas: false, report }
    return writtenLines(yield* writeDisclosure(disclosure, edition, formats, options, prefix))
  }).pipe(
    Effect.catchTag("NotArticulated", ({ message }) =>
      Effect.succeed([`no document: ${message}`] as ReadonlyArray<string>)
    ),
    orExit
  )
