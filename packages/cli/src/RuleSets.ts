/**
 * Rule sets at the command: by name, as a file, or the one of the unit's region and year.
 */
import * as fs from "node:fs"
import {
  chooseRuleSet,
  describeRuleSet,
  objectionTo,
  readRuleSet,
  ruleSetById,
  ruleSets
} from "@juesuan/scoring"
import type { ChosenRuleSet, Evaluated, RuleSet } from "@juesuan/scoring"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { out, say } from "./Console.ts"
import { unreadable, usage } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import { jsonOf } from "./Input.ts"
import type { Language } from "@juesuan/import"
import { automaticRules } from "./commands/options.ts"

/** The rule set of that name, or in that file. */
export const chooseRules = (name: string): Effect.Effect<RuleSet, Exit> =>
  Effect.gen(function* () {
    const shipped = ruleSetById(name)
    if (shipped !== undefined) return shipped
    const known = ruleSets.map(({ id }) => id).join(", ")
    if (!fs.existsSync(name))
      return yield* Effect.fail(usage(`There is no rule set "${name}". Sets: ${known}; or name a JSON file.`))
    const json = yield* jsonOf(name)
    const read = readRuleSet(json, { known: ruleSets, functions: [] })
    if (Result.isSuccess(read)) return read.success
    return yield* Effect.fail(
      unreadable(
        read.failure.faults.map((one) => `${name} ${one.path}: ${one.message} ${one.remedy}`).join("\n")
      )
    )
  })

/** The set to score a unit's year by: the one that is named, or that of the unit's region and year. */
export const chosenRules = (name: string, evaluated: Evaluated): Effect.Effect<ChosenRuleSet, Exit> =>
  name === automaticRules
    ? Effect.succeed(chooseRuleSet(evaluated))
    : Effect.map(chooseRules(name), (set) => ({ ruleSet: set, objection: objectionTo(set, evaluated) }))

/** Says what speaks against a set that was used. */
export const sayObjection = ({ objection }: ChosenRuleSet, language: Language = "zh"): void => {
  if (objection !== null) say(objection[language])
}

/** The set to score by; what speaks against it is said. */
export const rulesFor = Effect.fn("rulesFor")(function* (
  name: string,
  evaluated: Evaluated,
  language: Language
) {
  const chosen = yield* chosenRules(name, evaluated)
  sayObjection(chosen, language)
  return chosen.ruleSet
})

/** Prints the page of a rule set, or as JSON the set itself: what its file says, source and all. */
export const describeRules = Effect.fn("describeRules")(function* (
  name: string,
  format: "text" | "json",
  language: Language
) {
  const set = yield* chooseRules(name)
  out(`${format === "json" ? JSON.stringify(set, null, 2) : describeRuleSet(set, language)}\n`)
})
