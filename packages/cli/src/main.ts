/**
 * The `juesuan` command: help, errors and exit codes.
 */
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
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { commandLineFor } from "./commandLine.ts"
import { out, say, terminalWidth } from "./Console.ts"
import { Exit as ExitWith, exitCodes } from "./ExitCode.ts"
import type { ExitCode } from "./ExitCode.ts"
import { exitOf } from "./exitOf.ts"
import { HELP_WIDTH, exitCodesHelp, optionMeant, wrapHelp } from "./Help.ts"
import { version } from "@juesuan/year/version"

const formatter = CliOutput.defaultFormatter({ colors: false })

/** Help asked for is data; help for a command line that is wrong would bury the one line that says why. */
const presenter: CliOutput.Presenter = {
  present: (event) =>
    Effect.sync(() => {
      switch (event._tag) {
        case "Help": {
          const help = formatter.formatHelpDoc(event.helpDoc)
          // The whole command's help ends with what every command's end means.
          const text = event.commandPath.length > 1 ? help : `${help.trimEnd()}\n\n${exitCodesHelp}\n`
          return out(`${wrapHelp(text, terminalWidth() ?? HELP_WIDTH)}\n`)
        }
        case "Version":
          return out(`${event.name} ${event.version}\n`)
        case "InvalidInvocation": {
          say(formatter.formatErrors(event.errors).trim())
          for (const error of event.errors) {
            const option = error._tag === "UnknownSubcommand" ? optionMeant(error.subcommand) : undefined
            if (option !== undefined) say(`\n  Did you mean \`juesuan ${option}\`?`)
          }
          return say(`\n\`${event.commandPath.join(" ")} --help\` says what it takes.`)
        }
      }
    })
}

/** --completions as effect/cli has it, with the values of our options in the script. */
const completions: GlobalFlag.BuiltIn = GlobalFlag.Action({
  flag: GlobalFlag.Completions.flag.pipe(
    Flag.withMetavar("SHELL"),
    Flag.withDescription("Prints the script that completes commands and options in that shell")
  ),
  run: (shell, { command }) =>
    Option.match(shell, {
      onNone: () => Effect.void,
      onSome: (name) =>
        Effect.promise(() => import("./Completions.ts")).pipe(
          Effect.flatMap(({ completionScript }) => completionScript(command, name)),
          Effect.map((script) => out(`${script}\n`))
        )
    })
})

/** effect/cli asks for these services; the parser itself touches none of them in our commands. */
const services = Layer.mergeAll(
  CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, completions] }),
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
  const failure = Cause.squash(cause)
  const error = exitOf(failure) ?? failure
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
  const program = Command.runWith(await commandLineFor(args), { version })(args).pipe(
    Effect.scoped,
    Effect.provide(services)
  )
  const exit = await Effect.runPromiseExit(program)
  return Exit.isSuccess(exit) ? exitCodes.clean : codeOf(exit.cause)
}
