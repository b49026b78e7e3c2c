/**
 * Help for terminals: lines that are too long go on below where their text began; and what words meant that are no
 * command.
 */
import * as CliOutput from "effect/cli/CliOutput"
import { nearest } from "@juesuan/domain/nearest"
import { exitCodeMeanings } from "./ExitCode.ts"

/** Help is wrapped at the terminal's width, and at this one where there is no terminal. */
export const HELP_WIDTH = 80

/** A name, a gap of two spaces or more, and what the name means. */
const ROW = /^( {2}\S.*? {2,})(?=\S)/

/** A line as lines of at most `width` places. Words are not broken; one that is too long stands alone. */
const wrapLine = (line: string, width: number): ReadonlyArray<string> => {
  if (CliOutput.displayWidth(line) <= width) return [line]
  const head = ROW.exec(line)?.[1] ?? /^ */.exec(line)![0]
  // A name that leaves less than half of the line to its meaning does not push all of it to the right.
  const indent = " ".repeat(Math.min(CliOutput.displayWidth(head), width >> 1))
  const lines: Array<string> = []
  let current = head
  for (const word of line.slice(head.length).split(" ")) {
    const isStart = current === head
    const longer = isStart ? current + word : `${current} ${word}`
    if (isStart || CliOutput.displayWidth(longer) <= width) current = longer
    else {
      lines.push(current)
      current = indent + word
    }
  }
  return [...lines, current]
}

/** What is asked for by an option of the command itself, and the words people try for it as a command. */
const optionsOfWords: Readonly<Record<string, string>> = {
  completions: "--completions bash",
  completion: "--completions bash",
  help: "--help",
  version: "--version"
}

/** The option that a word meant which is no command: `juesuan completions` meant `--completions`. */
export const optionMeant = (word: string): string | undefined =>
  optionsOfWords[nearest(word.toLowerCase(), Object.keys(optionsOfWords)) ?? ""]

/** Wraps help at a width. */
export const wrapHelp = (text: string, width: number): string =>
  text
    .split("\n")
    .flatMap((line) => wrapLine(line, width))
    .join("\n")

/** What the command ends with, as a section of its help. */
export const exitCodesHelp = [
  "EXIT CODES",
  ...exitCodeMeanings.map(([code, meaning]) => `  ${code.padEnd(15)}${meaning}`)
].join("\n")
