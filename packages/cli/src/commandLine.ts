/**
 * The command line: the commands by name. What a command takes and does is in a file of its own, which is loaded when
 * it is called; the names of the others, and what they are for, are all that help needs.
 */
import * as Command from "effect/cli/Command"

/** What a file of a command exports. */
interface CommandFile {
  readonly command: Command.Command.Any
}

interface Entry {
  /** What the command is for, in help. */
  readonly summary: string
  readonly load: () => Promise<CommandFile>
}

const entry = (summary: string, load: Entry["load"]): Entry => ({ summary, load })

const commands: Readonly<Record<string, Entry>> = {
  demo: entry(
    "Replays the shipped Yanchi 2024 year to its nine published tables",
    () => import("./commands/demo.ts")
  ),
  replay: entry(
    "Reads transactions, derives the tables and checks them, in one go",
    () => import("./commands/replay.ts")
  ),
  import: entry(
    "Appends transactions to a ledger; writes nothing when one row is bad",
    () => import("./commands/import.ts")
  ),
  init: entry("Opens a unit's first year (建账), asked step by step", () => import("./commands/init.ts")),
  template: entry(
    "Writes the format of transactions as a workbook to be filled in",
    () => import("./commands/template.ts")
  ),
  add: entry("Enters one entry, asked step by step", () => import("./commands/add.ts")),
  register: entry(
    "Lists entries, filtered, or the batches they came in",
    () => import("./commands/register.ts")
  ),
  undo: entry(
    "Takes a batch back by reversals (红字冲销), after showing the effect",
    () => import("./commands/undo.ts")
  ),
  tables: entry("Prints the tables of a unit's year", () => import("./commands/tables.ts")),
  check: entry("Checks the articulation rules (勾稽关系) of the tables", () => import("./commands/check.ts")),
  audit: entry(
    "Recomputes what published final accounts print, and says what disagrees",
    () => import("./commands/audit.ts")
  ),
  budget: entry(
    "Lists the quota lines: issued, changed, paid, and what is available",
    () => import("./commands/budget.ts")
  ),
  explain: entry(
    "Leads from a figure to its formula, its events and the rules that checked it",
    () => import("./commands/explain.ts")
  ),
  score: entry(
    "Scores the projects' self-evaluation, or verifies published scores",
    () => import("./commands/score.ts")
  ),
  narrative: entry(
    "Writes the explanatory narrative (情况说明); every figure has an address",
    () => import("./commands/narrative.ts")
  ),
  disclose: entry(
    "Writes the whole document to publish: tables, narrative, glossary, scores",
    () => import("./commands/disclose.ts")
  ),
  diff: entry(
    "Compares two editions cell by cell, with the events that made them differ",
    () => import("./commands/diff.ts")
  ),
  close: entry(
    "Closes a year (年终结账): states what every line leaves, and freezes it",
    () => import("./commands/close.ts")
  ),
  open: entry("Opens --year with what the year before it closed with", () => import("./commands/open.ts")),
  rollup: entry(
    "Consolidates a tree of units: tables of each node, internal transfers eliminated",
    () => import("./commands/rollup.ts")
  ),
  backup: entry(
    "Copies a ledger as of one moment, while others may write to it",
    () => import("./commands/backup.ts")
  ),
  copy: entry(
    "Copies a ledger to another place or kind of store; every hash stays as it is",
    () => import("./commands/copy.ts")
  ),
  verify: entry("Re-hashes every event and re-derives every posting", () => import("./commands/verify.ts")),
  digest: entry(
    "Prints the ledger's digest, or with --unit or --year that of a unit's year",
    () => import("./commands/digest.ts")
  ),
  proof: entry(
    "Proves that one event is in the ledger; verify --proof checks it anywhere",
    () => import("./commands/proof.ts")
  ),
  rule: entry(
    "Says what a rule means, on what basis, with its formula and examples",
    () => import("./commands/rule.ts")
  ),
  rules: entry("Lists the rules, or describes a scoring rule set", () => import("./commands/rules.ts")),
  sets: entry(
    "Lists the scoring rule sets: for whom, from when, and what is inferred in them",
    () => import("./commands/sets.ts")
  ),
  packs: entry(
    "Lists the table packs: whose forms, of which years, and what is inferred in them",
    () => import("./commands/packs.ts")
  )
}

const named = ([name, { summary }]: readonly [string, Entry]) =>
  Command.make(name).pipe(Command.withDescription(summary))

/**
 * The whole command line, with the arguments of the command that is called. Completions need those of all commands.
 */
export const commandLineFor = async (args: ReadonlyArray<string>) => {
  const isOfAll = args.some((arg) => arg.startsWith("--completions"))
  const called = args.find((arg) => Object.hasOwn(commands, arg))
  const subcommands = Object.entries(commands).map(async (known) => {
    const [name, { summary, load }] = known
    if (!isOfAll && name !== called) return named(known)
    const { command } = await load()
    return (command as ReturnType<typeof named>).pipe(Command.withDescription(summary))
  })
  return Command.make("juesuan").pipe(
    Command.withDescription(
      "Department final accounts (部门决算) from budget events: tables, checks, explanations"
    ),
    Command.withSubcommands(await Promise.all(subcommands))
  )
}
