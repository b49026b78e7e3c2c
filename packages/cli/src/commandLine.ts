/**
 * The command line: every command with its arguments. What a command does is loaded when it is called.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { disclose, narrative } from "./commandLineOfDocuments.ts"
import * as options from "./commands/options.ts"
import { audit } from "./auditCommand.ts"
import { backup } from "./backupCommand.ts"

const demo = Command.make(
  "demo",
  {
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("where to write the ledger, the tables and the document"),
      Flag.withDefault("juesuan-demo")
    ),
    pack: options.pack,
    format: options.format("text", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/demo.ts")),
      ({ demo }) => demo(config)
    )
).pipe(Command.withDescription("Replays the shipped Yanchi 2024 year to its nine published tables"))

const replay = Command.make(
  "replay",
  {
    files: options.files,
    ledger: options.ledger,
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("also write the tables and the document there"),
      Flag.optional
    ),
    mapping: options.mapping,
    control: options.control,
    pack: options.pack,
    format: options.format("text", "json"),
    failOn: options.failOn,
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/replay.ts")),
      ({ replay }) => replay(config)
    )
).pipe(Command.withDescription("Reads transactions, derives the tables and checks them, in one go"))

const importFiles = Command.make(
  "import",
  {
    files: options.files,
    ledger: options.ledger,
    mapping: options.mapping,
    control: options.control,
    afterClose: Flag.String("after-close").pipe(
      Flag.withMetavar("REASON"),
      Flag.withDescription("enter rows of a closed year as adjustments (结账后调整), for this reason"),
      Flag.optional
    ),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("say what would be written and write nothing"),
      Flag.withDefault(false)
    ),
    format: options.format("text", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/import.ts")),
      ({ importCommand }) => importCommand(config)
    )
).pipe(Command.withDescription("Appends transactions to a ledger; writes nothing when one row is bad"))

const { ruleSet, view } = options

const tables = Command.make(
  "tables",
  {
    ...view,
    table: Flag.String("table").pipe(
      Flag.withMetavar("KEY"),
      Flag.withDescription("only this table, such as T03 (default: all nine)"),
      Flag.optional
    ),
    format: options.format("text", "md", "csv", "json", "html", "xlsx"),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write to this file instead of standard output"),
      Flag.optional
    ),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/tables.ts")),
      ({ tables }) => tables(config)
    )
).pipe(Command.withDescription("Prints the tables of a unit's year"))

const check = Command.make(
  "check",
  { ...view, format: options.format("text", "json"), failOn: options.failOn, language: options.language },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/check.ts")),
      ({ check }) => check(config)
    )
).pipe(Command.withDescription("Checks the articulation rules (勾稽关系) of the tables"))

const budget = Command.make(
  "budget",
  { ...view, format: options.format("text", "md", "csv", "json") },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/budget.ts")),
      ({ budget }) => budget(config)
    )
).pipe(Command.withDescription("Lists the quota lines: issued, changed, paid, and what is available"))

const explain = Command.make(
  "explain",
  {
    address: Argument.String("ADDRESS").pipe(
      Argument.withDescription(
        "the figure's address, such as T03/2080109/3, T01/208/2 or S/PRJ2024001/数量-1/score"
      )
    ),
    ...view,
    depth: Flag.Int("depth").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("how many events to list in text (0: all)"),
      Flag.withDefault(20)
    ),
    rules: ruleSet,
    format: options.format("text", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/explain.ts")),
      ({ explain }) => explain(config)
    )
).pipe(
  Command.withDescription("Leads from a figure to its formula, its events and the rules that checked it")
)

const score = Command.make(
  "score",
  {
    words: Argument.String("FILE").pipe(
      Argument.withDescription(
        "scorecards (.json, .csv, .xlsx) instead of a ledger; `verify FILE` judges, `compare FILE` tries all sets"
      ),
      Argument.variadic({ min: 0, max: 3 })
    ),
    ledger: options.ledger,
    unit: options.unit,
    year: options.year,
    rules: ruleSet,
    format: options.format("text", "json", "md", "html", "csv", "xlsx"),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write to this file instead of standard output"),
      Flag.optional
    ),
    failOn: options.failOn,
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/score.ts")),
      ({ score }) => score(config)
    )
).pipe(Command.withDescription("Scores the projects' self-evaluation, or verifies published scores"))

const verify = Command.make(
  "verify",
  {
    ledger: options.ledger,
    digest: Flag.String("digest").pipe(
      Flag.withMetavar("H"),
      Flag.withDescription("a digest saved earlier, to compare with"),
      Flag.optional
    ),
    proof: Flag.String("proof").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("check an inclusion proof instead; needs no ledger"),
      Flag.optional
    ),
    format: options.format("text", "json")
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/integrity.ts")),
      ({ verify }) => verify(config)
    )
).pipe(Command.withDescription("Re-hashes every event and re-derives every posting"))

const digest = Command.make(
  "digest",
  {
    ledger: options.ledger,
    unit: options.unit,
    year: options.year,
    format: options.format("text", "json")
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/integrity.ts")),
      ({ digest }) => digest(config)
    )
).pipe(Command.withDescription("Prints the ledger's digest, or with --unit or --year that of a unit's year"))

const proof = Command.make(
  "proof",
  {
    event: Argument.String("EVENT").pipe(Argument.withDescription("the event's id, as explain prints it")),
    ledger: options.ledger,
    format: options.format("json"),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("write to this file instead of standard output"),
      Flag.optional
    )
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/proof.ts")),
      ({ proof }) => proof(config)
    )
).pipe(Command.withDescription("Proves that one event is in the ledger; verify --proof checks it anywhere"))

const operand = (name: string) =>
  Argument.String(name).pipe(
    Argument.withDescription(
      "a ledger, a saved tables.json, a date (as of it), a time (known at it), now, or FILE,known-at=TIME"
    )
  )

const diff = Command.make(
  "diff",
  {
    a: operand("A"),
    b: operand("B"),
    ledger: options.ledger,
    unit: options.unit,
    year: options.year,
    pack: options.pack,
    depth: Flag.Int("depth").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("how many events to list a cell in text (0: all)"),
      Flag.withDefault(5)
    ),
    format: options.format("text", "json"),
    exitCode: Flag.Boolean("exit-code").pipe(
      Flag.withDescription("exit with 1 when cells differ"),
      Flag.withDefault(false)
    )
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/diff.ts")),
      ({ diff }) => diff(config)
    )
).pipe(Command.withDescription("Compares two editions cell by cell, with the events that made them differ"))

const yearEnd = {
  ledger: options.ledger,
  unit: options.unit,
  year: options.year,
  date: Flag.String("date").pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription("the business date (default: the last, or first, day of the year)"),
    Flag.optional
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("say what would be written and write nothing"),
    Flag.withDefault(false)
  ),
  pack: options.pack,
  format: options.format("text", "json")
}

const close = Command.make(
  "close",
  {
    ...yearEnd,
    finished: Flag.String("finished").pipe(
      Flag.withMetavar("CODES"),
      Flag.withDescription("projects that are finished, comma-separated: what is left of them is 结余"),
      Flag.optional
    )
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/close.ts")),
      ({ close }) => close(config)
    )
).pipe(Command.withDescription("Closes a year (年终结账): states what every line leaves, and freezes it"))

const open = Command.make("open", yearEnd, (config) =>
  Effect.flatMap(
    Effect.promise(() => import("./commands/close.ts")),
    ({ open }) => open(config)
  )
).pipe(Command.withDescription("Opens --year with what the year before it closed with"))

const rule = Command.make(
  "rule",
  {
    id: Argument.String("ID").pipe(Argument.withDescription("such as AR-X-04, AR-N-03, AU-11 or SR-8")),
    format: options.format("text", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/rules.ts")),
      ({ rule }) => rule(config)
    )
).pipe(Command.withDescription("Says what a rule means, on what basis, with its formula and examples"))

const sets = Command.make(
  "sets",
  { format: options.format("text", "json"), language: options.language },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/ruleSets.ts")),
      ({ sets }) => sets(config)
    )
).pipe(
  Command.withDescription("Lists the scoring rule sets: for whom, from when, and what is inferred in them")
)

const rules = Command.make(
  "rules",
  {
    set: Argument.String("SET").pipe(
      Argument.withDescription("a scoring rule set to describe; without it all rules are listed"),
      Argument.optional
    ),
    format: options.format("text", "json"),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/rules.ts")),
      ({ rules }) => rules(config)
    )
).pipe(Command.withDescription("Lists the rules, or describes a scoring rule set"))

/** The whole command line. */
export const juesuan = Command.make("juesuan").pipe(
  Command.withDescription(
    "Department final accounts (部门决算) from budget events: tables, checks, explanations"
  ),
  Command.withSubcommands([
    demo,
    replay,
    importFiles,
    tables,
    check,
    audit,
    budget,
    explain,
    score,
    narrative,
    disclose,
    diff,
    close,
    open,
    backup,
    verify,
    digest,
    proof,
    rule,
    rules,
    sets
  ])
)
