/**
 * The document beside the tables that `demo` and `replay` write.
 */
import type { FindingsReport } from "@juesuan/domain"
import type { EventStoreShape } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { chooseRules } from "./commands/score.ts"
import { say } from "./Console.ts"
import { writeDisclosure, writtenLines } from "./DisclosureFiles.ts"
import { disclosureOf } from "@juesuan/year"
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
    const files = yield* writeDisclosure(disclosure, directory, formats, options, prefix)
    for (const line of writtenLines(files)) say(line)
  }).pipe(
    Effect.catchTag("NotArticulated", ({ message }) => Effect.sync(() => say(`no document: ${message}`))),
    orExit
  )
