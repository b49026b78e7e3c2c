/**
 * The `juesuan` command: arguments, help, exit codes. What a command does is loaded when it is called.
 */
import * as Argument from "effect/cli/Argument"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import * as options from "./commands/options.ts"
import { out, say } from "./Console.ts"
import { Exit as ExitWith, exitCodes } from "./ExitCode.ts"
import type { ExitCode } from "./ExitCode.ts"
import { version } from "./version.ts"

const demo = Command.make(
  "demo",
  {
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("where to write the ledger and the tables"),
      Flag.withDefault("juesuan-demo")
    ),
    pack: options.pack,
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
      Flag.withDescription("also write tables.json, .md, .html, .xlsx and .csv there"),
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

const view = {
  ledger: options.ledger,
  unit: options.unit,
  year: options.year,
  asOf: options.asOf,
  knownAt: options.knownAt,
  pack: options.pack
}

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
    )
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

const explain = Command.make(
  "explain",
  {
    address: Argument.String("ADDRESS").pipe(
      Argument.withDescription("the figure's address, such as T03/2080109/3 or T01/38/2")
    ),
    ...view,
    depth: Flag.Int("depth").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("how many events to list in text (0: all)"),
      Flag.withDefault(20)
    ),
    format: options.format("text", "json")
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/explain.ts")),
      ({ explain }) => explain(config)
    )
).pipe(
  Command.withDescription("Leads from a figure to its formula, its events and the rules that checked it")
)

const verify = Command.make(
  "verify",
  {
    ledger: options.ledger,
    digest: Flag.String("digest").pipe(
      Flag.withMetavar("H"),
      Flag.withDescription("a digest saved earlier, to compare with"),
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
  { ledger: options.ledger, format: options.format("text", "json") },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/integrity.ts")),
      ({ digest }) => digest(config)
    )
).pipe(Command.withDescription("Prints the ledger's digest: the Merkle root over its streams"))

const rule = Command.make(
  "rule",
  {
    id: Argument.String("ID").pipe(Argument.withDescription("such as AR-X-04")),
    language: options.language
  },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/rules.ts")),
      ({ rule }) => rule(config)
    )
).pipe(Command.withDescription("Says what an articulation rule means, on what basis, with its formula"))

const rules = Command.make(
  "rules",
  { format: options.format("text", "json"), language: options.language },
  (config) =>
    Effect.flatMap(
      Effect.promise(() => import("./commands/rules.ts")),
      ({ rules }) => rules(config)
    )
).pipe(Command.withDescription("Lists the articulation rules"))

const juesuan = Command.make("juesuan").pipe(
  Command.withDescription(
    "Department final accounts (部门决算) from budget events: tables, checks, explanations"
  ),
  Command.withSubcommands([demo, replay, importFiles, tables, check, explain, verify, digest, rule, rules])
)

const formatter = CliOutput.defaultFormatter({ colors: false })

/** Help asked for is data; help for a command line that is wrong would bury the one line that says why. */
const presenter: CliOutput.Presenter = {
  present: (event) =>
    Effect.sync(() => {
      switch (event._tag) {
        case "Help":
          return out(`${formatter.formatHelpDoc(event.helpDoc)}\n`)
        case "Version":
          return out(`${event.name} ${event.version}\n`)
        case "InvalidInvocation": {
          say(formatter.formatErrors(event.errors).trim())
          return say(`\n\`${event.commandPath.join(" ")} --help\` says what it takes.`)
        }
      }
    })
}

/** effect/cli asks for these services; the parser itself touches none of them in our commands. */
const services = Layer.mergeAll(
  CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
  CliOutput.layerPresenter(presenter),
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({}),
  Layer.succeed(
    Terminal.Terminal,
    Terminal.make({
      columns: Effect.sync(() => process.stdout.columns ?? 80),
      rows: Effect.sync(() => process.stdout.rows ?? 24),
      size: Effect.die("no prompts"),
      readInput: Effect.die("no prompts"),
      readLine: Effect.die("no prompts"),
      display: () => Effect.void
    })
  ),
  Layer.succeed(
    ChildProcessSpawner.ChildProcessSpawner,
    ChildProcessSpawner.make(() => Effect.die("no child processes"))
  )
)

const codeOf = (cause: Cause.Cause<unknown>): ExitCode => {
  const error = Cause.squash(cause)
  if (error instanceof ExitWith) {
    if (error.text !== "") say(error.text)
    return error.code
  }
  if (CliError.isCliError(error)) {
    return error._tag === "ShowHelp" && error.errors.length === 0 ? exitCodes.clean : exitCodes.usage
  }
  say(`A bug of ours, please report it with what you did:\n${Cause.pretty(cause)}`)
  return exitCodes.bug
}

/** Runs the command line; resolves to the exit code. */
export const main = async (args: ReadonlyArray<string>): Promise<ExitCode> => {
  const program = Command.runWith(juesuan, { version })(args).pipe(Effect.scoped, Effect.provide(services))
  const exit = await Effect.runPromiseExit(program)
  return Exit.isSuccess(exit) ? exitCodes.clean : codeOf(exit.cause)
}

/**
 * Runs the command line as a process and sets the exit code.
 *
 * There is no handler for signals: what is killed leaves nothing half-written, for files are renamed into place and
 * appends are transactions. `bin/juesuan.js` turns a child's death by signal into 130.
 */
export const run = async (args: ReadonlyArray<string>): Promise<void> => {
  process.exitCode = await main(args)
}
