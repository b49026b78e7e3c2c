/**
 * The reference of the command: what `--help` says, command by command.
 */
import { spawnSync } from "node:child_process"
import * as path from "node:path"
import { exitCodeMeanings } from "../packages/cli/src/ExitCode.ts"

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, "packages", "cli", "bin", "juesuan.js")

const help = (...command: ReadonlyArray<string>): string => {
  // Eighty columns, whatever the terminal's width is where this page is generated.
  const env = { ...process.env, COLUMNS: "80" }
  const { stdout, status } = spawnSync(process.execPath, [bin, ...command, "--help"], {
    encoding: "utf8",
    env
  })
  if (status !== 0) throw new Error(`juesuan ${command.join(" ")} --help ends with ${status}`)
  return stdout
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim()
}

/** The subcommands that `juesuan --help` lists, in its order. */
export const commandsIn = (text: string): ReadonlyArray<string> => {
  const [, list = ""] = text.split(/^SUBCOMMANDS$/m)
  return [...list.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name!)
}

/** The page. */
export const cliPage = (): string => {
  const overview = help()
  const commands = commandsIn(overview)
  if (commands.length === 0) throw new Error("juesuan --help lists no command")
  const sections = commands.map(
    (name) => `## juesuan ${name}\n\n\`\`\`text\n${help(name).split("\n\nGLOBAL FLAGS")[0]}\n\`\`\``
  )
  return `# The command

What \`juesuan --help\` and \`juesuan COMMAND --help\` print; this page is generated (\`npm run generate:docs\`).

Standard output is data, standard error messages and progress. The [exit codes](#exit-codes) are the same for all
commands; [Use it in scripts](../how-to/scripts.md) says what to do on each. \`--ledger\` is a SQLite file or \`:memory:\`; \`JUESUAN_LEDGER\` is its default. Near misses of commands and options are
suggested, and so are those of rows, rules, projects and rule sets; a long list shows the nearest, how many there are,
and the command that prints all.

\`juesuan --completions bash\` (zsh, fish, powershell) prints a script that completes commands, options, names of files,
and the values of \`--table\`, \`--pack\`, \`--rules\`, \`--format\` and their like, the ids of \`rule\` and the sets of
\`rules\`. Its first lines say how to install it. It completes \`juesuan\`, not \`npx juesuan\`. Help is wrapped at the
terminal's width, or at \`COLUMNS\`.

\`\`\`text
${overview}
\`\`\`

${sections.join("\n\n")}

## Exit codes

| code | meaning |
| ---- | ------- |
${exitCodeMeanings.map(([code, meaning]) => `| ${code} | ${meaning.replaceAll("--fail-on", "`--fail-on`")} |`).join("\n")}
`
}
