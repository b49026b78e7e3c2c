/**
 * Words of self-evaluations: what was copied from another project's table, notes that speak of columns that are not
 * there, numbering, units, doubled characters.
 */
import type { Finding, Operand, Place } from "@juesuan/domain"
import type { AuditRule, CheckResult } from "../../CheckResult.ts"
import type { PublishedScorecard } from "../../PublishedDocument.ts"
import { placeAt } from "../../ReadDocument.ts"
import { crossRules } from "../crossRules.ts"
import { findingOf, resultOf } from "../Finding.ts"
import { say } from "../Language.ts"
import type { CardContext } from "./CardContext.ts"

const plain = (text: string): string => text.replace(/[^\p{Script=Han}\p{L}\d]/gu, "")

const worded = (address: string, label: string, raw: string, at: Place | null): Operand => ({
  address,
  label,
  raw,
  value: null,
  unit: "",
  at
})

const result = (rule: AuditRule, context: CardContext, findings: ReadonlyArray<Finding>): CheckResult => {
  const made = resultOf(rule, findings, [])
  return context.document.scorecards.length === 0 ? { ...made, outcome: "notApplicable" } : made
}

/** What a card says of itself, outside its reasons. */
const ownText = ({ card, methods }: PublishedScorecard): string =>
  plain(
    [
      card.name,
      card.goal,
      card.outcome,
      ...card.indicators.flatMap(({ level3, target, actual }) => [level3, target, actual ?? ""]),
      ...methods.values()
    ].join("\n")
  )

const TERM_MIN = 3

/** The longest part of `name`, of at least three characters, that stands in `text` and not in `own`. */
const foreignTerm = (name: string, text: string, own: string): string | null => {
  for (let length = name.length; length >= TERM_MIN; length--)
    for (let start = 0; start + length <= name.length; start++) {
      const term = name.slice(start, start + length)
      if (text.includes(term) && !own.includes(term)) return term
    }
  return null
}

const NAME_MAX = 60

/** AU-19: a reason that speaks of another project's subject. */
const foreignReasons = (context: CardContext): CheckResult => {
  const { scorecards } = context.document
  const findings = scorecards.flatMap((card) => {
    const own = ownText(card)
    return card.card.indicators.flatMap(({ id, deviation, level3 }): ReadonlyArray<Finding> => {
      const text = plain(deviation)
      if (text === "") return []
      const found = scorecards.flatMap((other) => {
        if (other === card) return []
        const term = foreignTerm(plain(other.card.name).slice(0, NAME_MAX), text, own)
        return term === null ? [] : [{ other, term }]
      })
      // What several other projects are called by is a word of the trade, not one project's subject.
      if (found.length !== 1) return []
      const { other, term } = found[0]!
      const address = `S/${card.card.project}/${id}/deviation`
      const at = card.places.get(address)
      const offset = context.textAt(at).indexOf(term)
      const place =
        at !== undefined && typeof at.column === "number" && offset > 0
          ? { ...at, column: at.column + offset }
          : (at ?? card.at)
      return [
        findingOf(crossRules["AU-19"], {
          message: say(
            context.language,
            `“${card.card.name}”表“${level3}”的偏差原因写到“${term}”，是另一个项目“${other.card.name}”的内容。`,
            `In the table of "${card.card.name}" the reason of "${level3}" speaks of "${term}", the subject of ` +
              `"${other.card.name}".`
          ),
          left: worded(address, say(context.language, "偏差原因分析", "reason"), term, place),
          right: worded(
            `S/${other.card.project}/name`,
            say(context.language, "项目名称", "project"),
            other.card.name,
            other.places.get(`S/${other.card.project}/name`) ?? other.at
          ),
          key: address
        })
      ]
    })
  })
  return result(crossRules["AU-19"], context, findings)
}

interface Mention {
  readonly text: string
  readonly at: Place
  readonly card: PublishedScorecard
}

const lineOf = ({ page, line, column, sheet }: Place): string =>
  line === undefined ? `${sheet ?? ""}!${column ?? ""}` : page === undefined ? `${line}` : `p${page}:${line}`

const linesOf = (mentions: ReadonlyArray<Mention>): string =>
  [...new Set(mentions.map(({ at }) => lineOf(at)))].slice(0, 8).join("、")

const COLUMN = /[“"”「]\s{0,2}([^“"”「」\n]{2,20}?)\s{0,2}["”“」]\s{0,2}一?栏/g

const columnMentions = ({ document }: CardContext): ReadonlyArray<Mention> =>
  document.scorecards.flatMap((card) => {
    const heads = new Set(card.heads.map(({ text }) => plain(text)))
    return card.notes.flatMap((note) =>
      [...note.text.matchAll(COLUMN)].flatMap((match): ReadonlyArray<Mention> => {
        const text = match[1]!
        const isThere = [...heads].some((head) => head.includes(plain(text)) || plain(text).includes(head))
        return heads.size === 0 || isThere ? [] : [{ text, at: placeAt(note, match.index), card }]
      })
    )
  })

/** AU-20: notes that speak of a column the table does not have. One finding for each such column. */
const absentColumns = (context: CardContext): CheckResult => {
  const mentions = columnMentions(context)
  const columns = [...new Set(mentions.map(({ text }) => plain(text)))]
  const findings = columns.map((column): Finding => {
    const mine = mentions.filter(({ text }) => plain(text) === column)
    const { text, at, card } = mine[0]!
    const head = card.heads.find(({ text: one }) => /原因/.test(one)) ?? card.heads.at(-1)!
    return findingOf(crossRules["AU-20"], {
      message: say(
        context.language,
        `表注说到“${text}”一栏（第 ${linesOf(mine)} 行），表中没有这一栏，相近的是“${plain(head.text)}”。`,
        `The notes (lines ${linesOf(mine)}) speak of a column "${text}" that the table does not have.`
      ),
      left: worded(
        `S/${card.card.project}/notes`,
        say(context.language, "表注所称的栏", "column of the notes"),
        text,
        at
      ),
      right: worded(
        `S/${card.card.project}/heads`,
        say(context.language, "表头", "head"),
        plain(head.text),
        head.at
      ),
      key: column
    })
  })
  return result(crossRules["AU-20"], context, findings)
}

const OF_TARGET = /指标值的\s{0,2}100/

/** AU-21: tiers of a score told as shares of the target instead of the weight. */
const tiersOfTarget = (context: CardContext): CheckResult => {
  const mentions = context.document.scorecards.flatMap((card) =>
    card.notes.flatMap((note): ReadonlyArray<Mention> => {
      const match = OF_TARGET.exec(note.text)
      return match === null ? [] : [{ text: "指标值的100", at: placeAt(note, match.index), card }]
    })
  )
  const [first] = mentions
  const findings =
    first === undefined
      ? []
      : [
          findingOf(crossRules["AU-21"], {
            message: say(
              context.language,
              `表注按“指标值”的百分比计分（第 ${linesOf(mentions)} 行），应为指标“分值”的百分比。`,
              `The notes (lines ${linesOf(mentions)}) score by shares of the target; it should be of the weight.`
            ),
            left: worded(
              `S/${first.card.card.project}/notes`,
              say(context.language, "表注", "note"),
              "指标值",
              first.at
            ),
            key: "notes"
          })
        ]
  return result(crossRules["AU-21"], context, findings)
}

const ordinals = "一二三四五六七八九十"

const numberOf = (text: string): number | null => {
  const digits = /附件\s*(\d{1,3}|[一二三四五六七八九十])/.exec(text.normalize("NFKC"))?.[1]
  if (digits === undefined) return null
  return /\d/.test(digits) ? Number(digits) : ordinals.indexOf(digits) + 1
}

/** AU-22: attachments numbered from one, each number once, all or none. */
const attachments = (context: CardContext): CheckResult => {
  const { scorecards } = context.document
  const printed = scorecards.flatMap(({ attachment }) => {
    const number = attachment === null ? null : numberOf(attachment.text)
    return attachment === null || number === null
      ? []
      : [{ number, at: attachment.at, text: attachment.text }]
  })
  const numbers = printed.map(({ number }) => number)
  const isSeries = numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1)
  // One 附件 above all tables is one attachment of several tables.
  const isOne = printed.length <= 1
  const findings =
    isOne || isSeries
      ? []
      : [
          findingOf(crossRules["AU-22"], {
            message: say(
              context.language,
              `${scorecards.length} 张自评表中 ${printed.length} 张标有附件号，依次为 ` +
                `${printed.map(({ number, at }) => `${number}（第 ${lineOf(at)} 行）`).join("、")}：` +
                `编号重复或不连续。`,
              `${printed.length} of ${scorecards.length} tables have attachment numbers: ${numbers.join(", ")}.`
            ),
            left: worded(
              "S/attachments",
              say(context.language, "附件号", "attachment"),
              printed[0]!.text,
              printed[0]!.at
            ),
            key: "attachments"
          })
        ]
  return result(crossRules["AU-22"], context, findings)
}

const BARE = /^[≥≤=><]?\d+(?:\.\d+)?$/
const WITH_UNIT = /^[≥≤=><]?\d+(?:\.\d+)?\s?[\p{Script=Han}%]/u

/** AU-23: A and B with their units on both sides; rates as percentages. */
const unitsOfValues = (context: CardContext): CheckResult => {
  const faults = context.document.scorecards.flatMap(({ card, places }) =>
    card.indicators.flatMap(({ id, target, actual, level3 }) => {
      const at = places.get(`S/${card.project}/${id}/actual`) ?? null
      const said = { address: `S/${card.project}/${id}/actual`, raw: actual ?? "", at, level3 }
      if (actual === null || !BARE.test(actual)) return []
      if (WITH_UNIT.test(target)) return [said]
      const isRate = /率|满意度/.test(level3) && BARE.test(target) && Number(actual) <= 1
      return isRate ? [said] : []
    })
  )
  const [first] = faults
  const list = faults.slice(0, 6).map(({ level3, raw }) => `“${level3}” ${raw}`)
  const findings =
    first === undefined
      ? []
      : [
          findingOf(crossRules["AU-23"], {
            message: say(
              context.language,
              `${faults.length} 个实际值没有计量单位，或比率没有写成百分数：${list.join("，")}` +
                `${faults.length > 6 ? " 等" : ""}。`,
              `${faults.length} actuals have no unit, or are rates not written as percentages: ${list.join(", ")}.`
            ),
            left: worded(
              first.address,
              say(context.language, "全年实际值（B）", "actual (B)"),
              first.raw,
              first.at
            ),
            key: "units"
          })
        ]
  return result(crossRules["AU-23"], context, findings)
}

/**
 * A character printed twice in a name, when without the second the document prints it elsewhere: 政务网网络 beside
 * 政务网络. A name that only happens to join two words (网 | 网络) stays a hint.
 */
const doubledAt = (name: string, text: string): number => {
  for (let at = 2; at < name.length - 2; at++) {
    if (name[at] !== name[at - 1]) continue
    const without = name.slice(at - 2, at) + name.slice(at + 1, at + 2)
    if (text.includes(without)) return at
  }
  return -1
}

/** AU-24: a doubled character in a project's name. */
const doubled = (context: CardContext): CheckResult => {
  const findings = context.document.scorecards.flatMap(({ card, places, at }): ReadonlyArray<Finding> => {
    const name = plain(card.name)
    const found = doubledAt(name, context.plainText)
    if (found < 0) return []
    const address = `S/${card.project}/name`
    const mended = name.slice(0, found) + name.slice(found + 1)
    return [
      findingOf(crossRules["AU-24"], {
        message: say(
          context.language,
          `项目名称“${card.name}”中“${name[found]}”重复，疑为“${mended}”。`,
          `In the name "${card.name}" a character stands twice: perhaps "${mended}".`
        ),
        left: worded(
          address,
          say(context.language, "项目名称", "project"),
          card.name,
          places.get(address) ?? at
        ),
        key: address
      })
    ]
  })
  return result(crossRules["AU-24"], context, findings)
}

/** Checks AU-19 to AU-24. */
export const checkWording = (context: CardContext): ReadonlyArray<CheckResult> => [
  foreignReasons(context),
  absentColumns(context),
  tiersOfTarget(context),
  attachments(context),
  unitsOfValues(context),
  doubled(context)
]
