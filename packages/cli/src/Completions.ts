/**
 * Shell completions: the script of `effect/cli`, told which values an option or argument takes.
 *
 * Options such as --pack and --rules are read as plain text, for a rule set may be a file and a pack's message is our
 * own; here their values are listed. In bash, names of files are left to the shell itself (`-o default`), which knows
 * folders, spaces and `~`; the other shells are told where a file stands.
 */
import { packs } from "@juesuan/tables"
import { ruleSets } from "@juesuan/scoring"
import * as Completions from "effect/cli/Completions"
import type * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { ruleIds } from "./KnownRules.ts"
import { documentFormats } from "./DisclosureFiles.ts"

type Type = Completions.FlagType & Completions.ArgumentType

const choice = (values: ReadonlyArray<string>): Type => ({ _tag: "Choice", values: [...new Set(values)] })
const path = (pathType: "file" | "directory" | "either"): Type => ({ _tag: "Path", pathType })

/** What options take, by their names; --format, --lang and their like say it themselves. */
const optionTypes: Readonly<Record<string, Type>> = {
  ledger: path("file"),
  mapping: path("file"),
  baseline: path("file"),
  proof: path("file"),
  out: path("either"),
  pack: choice(packs.map(({ id }) => id)),
  rules: choice(ruleSets.map(({ id }) => id)),
  table: choice(packs.flatMap(({ tables }) => tables.map(({ definition }) => definition.key)).toSorted()),
  formats: choice(documentFormats)
}

/** What arguments take, by command and by the argument's name. */
const argumentTypes = (rules: ReadonlyArray<string>): Readonly<Record<string, Type>> => ({
  "rule ID": choice(rules),
  "rules SET": choice(ruleSets.map(({ id }) => id)),
  "diff A": path("file"),
  "diff B": path("file")
})

/** The script of a shell that completes the command's options, their values, and names of files. */
export const completionScript = Effect.fn("completionScript")(function* (
  command: Command.Command.Any,
  shell: Completions.Shell
) {
  const byArgument = argumentTypes(yield* ruleIds)
  const typed = <T extends Completions.FlagType | Completions.ArgumentType>(type: T, known?: Type): T => {
    const isPath = known?._tag === "Path"
    return known === undefined || type._tag !== "String" || (isPath && shell === "bash") ? type : (known as T)
  }
  const told = (descriptor: Completions.CommandDescriptor): Completions.CommandDescriptor => ({
    ...descriptor,
    flags: descriptor.flags.map((flag) => ({ ...flag, type: typed(flag.type, optionTypes[flag.name]) })),
    arguments: descriptor.arguments.map((argument) => {
      const known = byArgument[`${descriptor.name} ${argument.name}`]
      return { ...argument, type: typed(argument.type, argument.name === "FILE" ? path("file") : known) }
    }),
    subcommands: descriptor.subcommands.map(told)
  })
  const script = Completions.generate(command.name, shell, told(Completions.fromCommand(command)))
  return shell === "bash" ? script.replace(/^complete -F /m, "complete -o default -F ") : script
})
