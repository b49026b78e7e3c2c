/**
 * The gate of what is printed for readers outside: nothing is printed or written while a text of it holds personal
 * data. `explain`, `diff` and `check` print vouchers and findings for those who keep the ledger, and do not pass here.
 */
import { PersonalData } from "@juesuan/domain"
import { HoldsPersonalData, personalDataWords } from "@juesuan/year/personal-data"
import * as Effect from "effect/Effect"
import { say } from "./Console.ts"
import type { Language } from "./commands/check.ts"
import { orExit } from "./exitOf.ts"

/** How many places are named one by one. */
const SHOWN_MAX = 20

/** Fails with exit 1 after naming every place of the texts that holds personal data. */
export const refusePersonalData = (texts: ReadonlyArray<PersonalData.PlacedText>, language: Language) =>
  Effect.suspend(() => {
    const found = PersonalData.findIn(texts)
    if (found.length === 0) return Effect.void
    for (const one of found.slice(0, SHOWN_MAX)) say(personalDataWords(one, language))
    return orExit(Effect.fail(new HoldsPersonalData({ found })))
  })
