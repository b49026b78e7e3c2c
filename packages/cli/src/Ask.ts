/**
 * Questions on a terminal: one line is asked for, and asked for again until it can be read.
 */
import * as fs from "node:fs"
import * as tty from "node:tty"
import type { Language } from "@juesuan/import"
import { say, sayPrompt } from "./Console.ts"

/** Who answers: a person at a terminal, or a test. */
export interface Asker {
  /** Whether anybody answers at all. */
  readonly isThere: boolean
  /** The line that was typed; `undefined` when there will be no more. */
  readonly line: (prompt: string) => string | undefined
  /** Says what is wrong with an answer. */
  readonly tell: (text: string) => void
}

/** What a question asks for. */
export interface Question<A> {
  readonly zh: string
  readonly en: string
  /** What an empty line means; `undefined` where it means nothing. */
  readonly initial?: string | undefined
  /** The answer, or what is wrong with it. */
  readonly read: (text: string) => { readonly value: A } | { readonly fault: string }
}

const LINE_MAX = 4096

/** Reads lines from the terminal itself, whatever standard input is. */
const openTerminal = (): number => {
  try {
    return fs.openSync("/dev/tty", "r")
  } catch {
    return 0
  }
}

const readLine = (descriptor: number): string | undefined => {
  const bytes: Array<number> = []
  const one = new Uint8Array(1)
  while (bytes.length < LINE_MAX) {
    if (fs.readSync(descriptor, one, 0, 1, null) === 0) return bytes.length === 0 ? undefined : decode(bytes)
    if (one[0] === 10) break
    bytes.push(one[0]!)
  }
  return decode(bytes)
}

const decode = (bytes: ReadonlyArray<number>): string =>
  new TextDecoder().decode(new Uint8Array(bytes)).replace(/\r$/, "")

/** The person at the terminal. Nobody is there when standard input or standard error is no terminal. */
export const terminalAsker = (): Asker => {
  let descriptor: number | undefined
  return {
    isThere: tty.isatty(0) && tty.isatty(2),
    line: (prompt) => {
      descriptor ??= openTerminal()
      sayPrompt(prompt)
      return readLine(descriptor)
    },
    tell: say
  }
}

/** Asks until the answer can be read; `undefined` when nobody answers any more. */
export const ask = <A>(asker: Asker, question: Question<A>, language: Language): A | undefined => {
  const { initial, read } = question
  const shown =
    initial === undefined || initial === "" ? "" : language === "zh" ? `［${initial}］` : ` [${initial}]`
  for (;;) {
    const typed = asker.line(`${question[language]}${shown}${language === "zh" ? "：" : ": "}`)
    if (typed === undefined) return undefined
    const text = typed.trim() === "" ? initial : typed.trim()
    const answer =
      text === undefined ? { fault: language === "zh" ? "请填写。" : "Please answer." } : read(text)
    if ("value" in answer) return answer.value
    asker.tell(answer.fault)
  }
}

/** Whether the person agrees; nothing typed means no. */
export const confirm = (asker: Asker, zh: string, en: string, language: Language): boolean => {
  const typed = asker.line(language === "zh" ? `${zh}（是/否）［否］：` : `${en} (yes/no) [no]: `)
  return /^(?:是|y|yes)$/i.test((typed ?? "").trim())
}
