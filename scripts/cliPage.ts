/**
 * The reference of the command: what `--help` says, command by command.
 */
import { exitCodeMeanings } from "../packages/cli/src/ExitCode.ts"
import { runCommand } from "./terminal.ts"

const help = async (...command: ReadonlyArray<string>): Promise<string> => {
  // Eighty columns, whatever the terminal's width is where this page is generated.
  const env = { ...process.env, COLUMNS: "80" }
  const { stdout, status } = await runCommand([...command, "--help"], { cwd: process.cwd(), env })
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
export const cliPage = async (): Promise<string> => {
  const overview = await help()
  const commands = commandsIn(overview)
  if (commands.length === 0) throw new Error("juesuan --help lists no command")
  const sections: Array<string> = []
  for (const name of commands) {
    const [text] = (await help(name)).split("\n\nGLOBAL FLAGS")
    sections.push(`## juesuan ${name}\n\n\`\`\`text\n${text}\n\`\`\``)
  }
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
