/**
 * Help fits the terminal.
 */
import * as CliOutput from "effect/cli/CliOutput"
import { describe, expect, it } from "vitest"
import { optionMeant, wrapHelp } from "../src/Help.ts"
import { commandIn } from "./command.ts"

const { run } = commandIn("help")
const overview = (await run("--help")).stdout
const commands = [...overview.split("SUBCOMMANDS")[1]!.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name!)

describe("help", () => {
  it("lists the commands", () => {
    expect(commands.length).toBeGreaterThan(15)
  })

  it.each(["", ...commands])("of juesuan %s has no line over 80 columns", async (name) => {
    const { status, stdout } = await run(...(name === "" ? [] : [name]), "--help")
    expect(status).toBe(0)
    expect(stdout.split("\n").filter((line) => CliOutput.displayWidth(line) > 80)).toEqual([])
  })

  it.each(commands)("of juesuan %s has --format", async (name) => {
    expect((await run(name, "--help")).stdout).toMatch(/^ {2}--format choice {2,}output format/m)
  })
})

describe("a line that is too long", () => {
  it.each([
    [
      "goes on below its text",
      "  --pack P    a table pack\n  -x          one",
      20,
      "  --pack P    a\n          table pack\n  -x          one"
    ],
    ["goes on below its own start", "  one two three", 10, "  one two\n  three"],
    ["counts a Chinese character twice", "  决算 公开 表", 8, "  决算\n  公开\n  表"],
    ["keeps a word that is too long", "  abcdefghij k", 5, "  abcdefghij\n  k"],
    ["is left alone when it fits", "  one two", 9, "  one two"]
  ])("%s", (_, text, width, wrapped) => {
    expect(wrapHelp(text, width)).toBe(wrapped)
  })
})

describe("a word that is no command", () => {
  it.each([
    ["completions", "--completions bash"],
    ["complations", "--completions bash"],
    ["Help", "--help"],
    ["tables", undefined],
    ["", undefined]
  ])("%j meant %s", (word, option) => {
    expect(optionMeant(word)).toBe(option)
  })
})
