/**
 * Running the pages of the documentation as their readers do: files are saved, commands run, outputs compared.
 *
 * A fenced block whose info line names a file (`csv year.csv`) is saved under that name. A `sh` block runs in the
 * page's own folder, with what earlier blocks exported; `sh exits with N` says its exit code. A `text` block that
 * follows is what it prints: standard output, and standard error behind it where the block ends with another code
 * than 0. A line `…` stands for any lines, `…` in a line for any text. A block `sh ci` is run by `.ci/run` itself.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

export interface Step {
  readonly line: number
  readonly kind: "file" | "run" | "ci"
  /** The name of a file; empty for commands. */
  readonly name: string
  readonly text: string
  readonly exit: number
  /** What is printed; `null` where the page does not say. */
  readonly output: string | null
}

const FENCE = /^```([^\n`]*)\n([\s\S]*?)^```$/gm

/** The steps of a page in order. */
export const stepsOf = (page: string): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  for (const match of page.matchAll(FENCE)) {
    const [, info, text] = match as unknown as readonly [string, string, string]
    const line = page.slice(0, match.index).split("\n").length
    const [language, ...rest] = info.trim().split(" ")
    const words = rest.join(" ")
    const last = steps.at(-1)
    if (language === "sh")
      steps.push({
        line,
        kind: words === "ci" ? "ci" : "run",
        name: "",
        text,
        exit: Number(/^exits with (\d+)$/.exec(words)?.[1] ?? 0),
        output: null
      })
    else if (language === "text" && last?.kind === "run" && last.output === null && isNext(page, last, line))
      steps[steps.length - 1] = { ...last, output: text }
    else if (rest.length === 1 && /^[\w.-]+\.\w+$/.test(words))
      steps.push({ line, kind: "file", name: words, text, exit: 0, output: null })
  }
  return steps
}

/** Whether nothing but blank lines stands between a block and the line of the next. */
const isNext = (page: string, step: Step, line: number): boolean => {
  const lines = page.split("\n")
  const end = step.line + step.text.split("\n").length - 1
  return lines.slice(end + 1, line - 1).every((text) => text.trim() === "")
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** Whether printed lines are the expected ones, where `…` stands for anything. */
export const fits = (actual: ReadonlyArray<string>, expected: ReadonlyArray<string>): boolean => {
  const [head, ...rest] = expected
  if (head === undefined) return actual.length === 0
  if (head === "…") return rest.length === 0 || actual.some((_, at) => fits(actual.slice(at), rest))
  const pattern = new RegExp(`^${head.split("…").map(escape).join(".*")}$`, "u")
  return actual.length > 0 && pattern.test(actual[0]!.trimEnd()) && fits(actual.slice(1), rest)
}

const linesOf = (text: string): ReadonlyArray<string> =>
  text === "" ? [] : text.replace(/\n$/, "").split("\n")

/** A step that does not do what its page says. */
export interface Disagreement {
  readonly line: number
  readonly command: string
  readonly exit: number | null
  readonly expected: string | null
  readonly printed: string
}

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script in bash, which ends with its first command that fails. */
const runScript = (script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"]
    })
    const [stdout, stderr]: [Array<Buffer>, Array<Buffer>] = [[], []]
    child.stdout.on("data", (part: Buffer) => stdout.push(part))
    child.stderr.on("data", (part: Buffer) => stderr.push(part))
    child.once("error", reject)
    child.once("close", (status) =>
      resolve({ status, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) })
    )
  })

/** Runs a page in a folder; stops at the first disagreement, for later steps build on it. */
export const runPage = async (
  page: string,
  folder: string,
  env: NodeJS.ProcessEnv
): Promise<Disagreement | null> => {
  let exports = ""
  for (const { kind, name, text, line, exit, output } of stepsOf(page)) {
    if (kind === "file") fs.writeFileSync(path.join(folder, name), text)
    if (kind !== "run") continue
    const ran = await runScript(`${exports}${text}`, folder, env)
    const printed = exit === 0 ? ran.stdout : `${ran.stdout}${ran.stderr}`
    if (ran.status !== exit || (output !== null && !fits(linesOf(printed), linesOf(output))))
      return {
        line,
        command: text,
        exit: ran.status,
        expected: output,
        printed: `${ran.stdout}${ran.stderr}`
      }
    exports += (text.match(/^export .*$/gm) ?? []).map((one) => `${one}\n`).join("")
  }
  return null
}
