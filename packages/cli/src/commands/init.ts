/**
 * `init`: opens a unit's first year (建账), asked on a terminal or taken from options.
 */
import { controlPolicies, nearest, unitKinds } from "@juesuan/domain"
import type { ControlPolicy, UnitKind } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { openFirstYear } from "@juesuan/year/clerk"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { ask, terminalAsker } from "../Ask.ts"
import type { Asker, Question } from "../Ask.ts"
import { out } from "../Console.ts"
import { usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { openLedger } from "../Ledger.ts"
import * as flags from "./options.ts"

/** What is asked for, by the name of its option; each answer is a text that can be read. */
export interface InitAnswers {
  readonly ledger: string
  readonly unit: string
  readonly year: string
  readonly name: string
  readonly kind: string
  readonly staffing: string
  readonly department: string
  readonly control: string
}

type Name = keyof InitAnswers

const matching =
  (pattern: RegExp, fault: string) =>
  (text: string): { readonly value: string } | { readonly fault: string } =>
    pattern.test(text) ? { value: text } : { fault }

const oneOf =
  (words: Readonly<Record<string, string>>, language: Language) =>
  (text: string): { readonly value: string } | { readonly fault: string } => {
    const keys = Object.keys(words)
    const found = keys[Number(text) - 1] ?? keys.find((key) => key === text || words[key] === text)
    if (found !== undefined) return { value: found }
    const near = /^[a-z]+$/i.test(text) ? nearest(text, keys) : undefined
    const list = language === "zh" ? Object.values(words).join("、") : keys.join(", ")
    if (language === "zh") return { fault: `可选：${list}。` }
    return { fault: near === undefined ? `One of ${list}.` : `Did you mean ${near}? One of ${list}.` }
  }

const numbered = (words: Readonly<Record<string, string>>, language: Language): string =>
  Object.entries(words)
    .map(([key, term], index) => `${index + 1} ${language === "zh" ? term : key}`)
    .join(language === "zh" ? "，" : ", ")

/** The questions in the order in which they are asked. */
const questionsIn = (language: Language, thisYear: number): Readonly<Record<Name, Question<string>>> => {
  const isZh = language === "zh"
  return {
    ledger: {
      zh: "账簿文件",
      en: "ledger file",
      initial: "ledger.db",
      read: matching(/\S/, isZh ? "请填写文件名。" : "Name a file.")
    },
    unit: {
      zh: "单位代码",
      en: "agency code",
      read: matching(
        /^[0-9A-Za-z_-]{1,21}$/,
        isZh
          ? "请写 1 至 21 位字母、数字、_ 或 -，例如 219011。"
          : "Write 1 to 21 letters, digits, _ or -, such as 219011."
      )
    },
    name: {
      zh: "单位名称",
      en: "name of the unit",
      read: matching(/\S/, isZh ? "请填写单位全称。" : "Write the unit's full name.")
    },
    year: {
      zh: "预算年度",
      en: "fiscal year",
      initial: String(thisYear),
      read: matching(
        /^(?:19|20|21)\d{2}$/,
        isZh ? "请写四位年份，例如 2024。" : "Write a year of four digits, such as 2024."
      )
    },
    kind: {
      zh: `单位性质（${numbered(unitKinds, language)}）`,
      en: `kind of unit (${numbered(unitKinds, language)})`,
      read: oneOf(unitKinds, language)
    },
    staffing: {
      zh: "年末实有人数",
      en: "staff at the end of the year",
      read: matching(/^\d{1,7}$/, isZh ? "请写整数，例如 16。" : "Write a whole number, such as 16.")
    },
    department: {
      zh: "主管部门（没有可直接回车）",
      en: "superior department (empty where there is none)",
      initial: "",
      read: (text) => ({ value: text })
    },
    control: {
      zh: `预算控制方式（${numbered(controlPolicies, language)}）`,
      en: `budget control (${numbered(controlPolicies, language)})`,
      initial: "1",
      read: oneOf(controlPolicies, language)
    }
  }
}

/** What an option left open means where nobody is asked. */
const defaults: Readonly<Partial<Record<Name, string>>> = { department: "", control: "strict" }

/** The answers: those given, those asked for, those that have a default where nobody is asked; or what is missing. */
export const answersFor = (
  given: Readonly<Partial<InitAnswers>>,
  asker: Asker,
  language: Language,
  thisYear: number
):
  | { readonly answers: InitAnswers }
  | { readonly missing: ReadonlyArray<Name>; readonly faults: ReadonlyArray<string> } => {
  const answers: Partial<Record<Name, string>> = {}
  const missing: Array<Name> = []
  const faults: Array<string> = []
  for (const [name, question] of Object.entries(questionsIn(language, thisYear)) as Array<
    [Name, Question<string>]
  >) {
    const text = given[name] ?? (asker.isThere ? undefined : defaults[name])
    if (text === undefined) {
      const answer = asker.isThere ? ask(asker, question, language) : undefined
      if (answer === undefined) missing.push(name)
      else answers[name] = answer
      continue
    }
    const read = question.read(text)
    if ("fault" in read) faults.push(`--${name} ${text}: ${read.fault}`)
    else answers[name] = read.value
  }
  return missing.length + faults.length > 0 ? { missing, faults } : { answers: answers as InitAnswers }
}

interface InitOptions {
  readonly ledger: Option.Option<string>
  readonly unit: Option.Option<string>
  readonly year: Option.Option<number>
  readonly name: Option.Option<string>
  readonly kind: Option.Option<string>
  readonly staffing: Option.Option<number>
  readonly department: Option.Option<string>
  readonly control: Option.Option<string>
  readonly format: "text" | "json"
  readonly language: Language
}

const wrongIn = (
  { missing, faults }: { readonly missing: ReadonlyArray<string>; readonly faults: ReadonlyArray<string> },
  language: Language
): string => {
  const names = missing.map((name) => `--${name}`).join(" ")
  const absent = language === "zh" ? `还需要：${names}。` : `Also needed: ${names}.`
  return [...faults, ...(missing.length === 0 ? [] : [absent])].join("\n")
}

/** Runs `init`. */
export const init = Effect.fn("init")(function* (options: InitOptions) {
  const { language } = options
  const environment = process.env["JUESUAN_LEDGER"]
  const texts = { ...options, ledger: Option.orElse(options.ledger, () => Option.fromNullishOr(environment)) }
  const given = Object.fromEntries(
    (["ledger", "unit", "year", "name", "kind", "staffing", "department", "control"] as const).flatMap(
      (name) =>
        Option.match(texts[name] as Option.Option<string | number>, {
          onNone: () => [],
          onSome: (value) => [[name, String(value)]]
        })
    )
  )
  const now = recordingTime()
  const read = answersFor(given, terminalAsker(), language, Number(now.slice(0, 4)))
  if ("missing" in read) return yield* Effect.fail(usage(wrongIn(read, language)))
  const { ledger, unit, name, kind, control, staffing, department, year } = read.answers
  const store = yield* openLedger(ledger, "write")
  const { streamId, isNew } = yield* orExit(
    openFirstYear(store, {
      agencyCode: unit,
      year: Number(year),
      unitName: name,
      unitKind: kind as UnitKind,
      control: control as ControlPolicy,
      staffing: Number(staffing),
      department,
      recordedAt: now
    })
  )
  if (options.format === "json") {
    const json = { ledger, stream: streamId, opened: isNew }
    return out(`${JSON.stringify(json, null, 2)}\n`)
  }
  const done =
    language === "zh"
      ? isNew
        ? `已为“${name}”建账：${year} 年度，账簿 ${ledger}。`
        : `“${name}”${year} 年度已经建账，没有改动。`
      : isNew
        ? `Opened ${year} of ${name} in ${ledger}.`
        : `${year} of ${name} is open already; nothing was written.`
  const next =
    language === "zh"
      ? `下一步：juesuan import 文件 --ledger ${ledger} 导入业务，或 juesuan add --ledger ${ledger} 逐笔录入。`
      : `Next: \`juesuan import FILE --ledger ${ledger}\`, or \`juesuan add --ledger ${ledger}\` for one entry.`
  out(`${done}\n${next}\n`)
})

const text = (name: string, about: string) =>
  Flag.String(name).pipe(Flag.withDescription(about), Flag.optional)

/** `init` with its arguments. */
export const command = Command.make(
  "init",
  {
    ledger: flags.ledger,
    unit: flags.unit,
    year: flags.year,
    name: text("name", "the unit's full name (单位名称)"),
    kind: text("kind", "administrative (行政单位), civilServiceInstitution (参公), institution (事业单位)"),
    staffing: Flag.Int("staffing").pipe(
      Flag.withDescription("staff at the end of the year (年末实有人数)"),
      Flag.optional
    ),
    department: text("department", "the superior department (主管部门)"),
    control: text("control", "budget control: strict, warn or off"),
    format: flags.format("text", "json"),
    language: flags.language
  },
  init
)
