/**
 * Command transcripts: `tests/cli/*.transcript` are sessions at a terminal, run and compared line by line.
 *
 * `$ juesuan …` runs the command in an empty folder of the transcript's own; `$ write NAME <<END` makes a file,
 * `$ ls` lists the folder. Lines of standard error follow standard output and start with `2> `. A line `…` stands
 * for any lines; `…` within a line for any text. `=> exit N` ends a command; without it the exit code must be 0.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { runCommand } from "../scripts/terminal.ts"

const root = path.dirname(import.meta.dirname)
const folder = path.join(import.meta.dirname, "cli")
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-transcripts-"))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

interface Step {
  readonly line: number
  readonly command: string
  readonly input: ReadonlyArray<string>
  readonly expected: ReadonlyArray<string>
  readonly exit: number
}

const parse = (text: string): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  const lines = text.split("\n")
  for (let index = 0; index < lines.length;) {
    const start = lines[index]!
    if (!start.startsWith("$ ")) {
      if (start !== "" && !start.startsWith("#")) throw new Error(`line ${index + 1}: ${start}`)
      index++
      continue
    }
    const line = ++index
    const input: Array<string> = []
    if (start.endsWith("<<END")) {
      while (lines[index] !== "END") input.push(lines[index++]!)
      index++
    }
    const expected: Array<string> = []
    let exit = 0
    while (index < lines.length && !/^[$#] /.test(lines[index]!)) {
      const match = /^=> exit (\d+)$/.exec(lines[index]!)
      if (match === null) expected.push(lines[index]!)
      else exit = Number(match[1])
      index++
    }
    while (expected.at(-1) === "") expected.pop()
    steps.push({ line, command: start.slice(2).replace(/ <<END$/, ""), input, expected, exit })
  }
  return steps
}

const words = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!)

const run = async (
  step: Step,
  cwd: string
): Promise<{ readonly lines: ReadonlyArray<string>; readonly exit: number }> => {
  const [program, ...args] = words(step.command.replaceAll("$EXAMPLES", path.join(root, "examples")))
  if (program === "write") {
    fs.writeFileSync(
      path.join(cwd, args[0]!),
      step.input.join("\n") + (args[1] === "--no-newline" ? "" : "\n")
    )
    return { lines: [], exit: 0 }
  }
  if (program === "ls") return { lines: fs.readdirSync(cwd).sort(), exit: 0 }
  if (program === "mkdir") {
    fs.mkdirSync(path.join(cwd, args[0]!))
    return { lines: [], exit: 0 }
  }
  if (program !== "juesuan") throw new Error(`line ${step.line}: ${step.command}`)
  const { JUESUAN_LEDGER: _, COLUMNS: __, ...env } = process.env
  const ran = await runCommand(args, { cwd, env: { ...env, SOURCE_DATE_EPOCH: "1737331200" } })
  const linesOf = (output: string, mark: string): ReadonlyArray<string> =>
    output === ""
      ? []
      : output
          .replace(/\n$/, "")
          .split("\n")
          .map((text) => mark + text)
  return { lines: [...linesOf(ran.stdout, ""), ...linesOf(ran.stderr, "2> ")], exit: ran.status }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

const fits = (actual: ReadonlyArray<string>, expected: ReadonlyArray<string>): boolean => {
  const [head, ...rest] = expected
  if (head === undefined) return actual.length === 0
  if (head === "…") return actual.some((_, index) => fits(actual.slice(index), rest)) || rest.length === 0
  const pattern = new RegExp(`^${head.split("…").map(escape).join(".*")}$`, "u")
  return actual.length > 0 && pattern.test(actual[0]!.trimEnd()) && fits(actual.slice(1), rest)
}

describe.each(fs.readdirSync(folder).filter((name) => name.endsWith(".transcript")))("%s", (name) => {
  const cwd = path.join(scratch, name)
  fs.mkdirSync(cwd)
  const steps = parse(fs.readFileSync(path.join(folder, name), "utf8"))
  it.each(steps.map((step) => [`${step.line}: ${step.command}`, step] as const))("%s", async (_, step) => {
    const { lines, exit } = await run(step, cwd)
    if (!fits(lines, step.expected)) expect(lines).toEqual(step.expected)
    expect(exit).toBe(step.exit)
  })
})

describe("the transcripts", () => {
  it("are there", () => {
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".transcript")).length).toBeGreaterThan(0)
  })

  it("tell a wrong line, a missing one and one too many", () => {
    expect(fits(["a", "b"], ["a", "b"])).toBe(true)
    expect(fits(["a", "b", "c"], ["a", "…", "c"])).toBe(true)
    expect(fits(["a 1 b"], ["a … b"])).toBe(true)
    expect(fits(["a"], ["b"])).toBe(false)
    expect(fits(["a"], ["a", "b"])).toBe(false)
    expect(fits(["a", "b"], ["a"])).toBe(false)
    expect(fits(["a", "b", "d"], ["a", "…", "c"])).toBe(false)
  })
})
