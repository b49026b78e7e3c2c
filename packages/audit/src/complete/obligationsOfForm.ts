/**
 * The items beside the narrative: cover, parts, the unit, the tables, terms, time and form.
 */
import type { Place } from "@juesuan/domain"
import { furtherForms, packs } from "@juesuan/tables"
import type { TablePack } from "@juesuan/tables"
import { entryOf, partOf } from "../recognise/Headings.ts"
import { hasNarrative } from "./DisclosureView.ts"
import type { DisclosureView } from "./DisclosureView.ts"
import { cannotTell, met, notApplicable, notMet } from "./Obligation.ts"
import type { Obligation, Verdict } from "./Obligation.ts"
import { judgeSaid, nothingOf } from "./said.ts"

const law = "《预算法》第十四条"
const rules = "财预〔2016〕143号《地方预决算公开操作规程》"

/** The pack whose forms the document prints: the one given, else the one with the most of the forms it was read by. */
const packOf = ({ pack, document }: DisclosureView): TablePack => {
  if (pack !== undefined) return pack
  const used = new Set<unknown>(document.forms)
  const hits = ({ tables }: TablePack): number =>
    tables.filter(({ definition }) => used.has(definition)).length
  return packs.reduce((best, one) => (hits(one) > hits(best) ? one : best))
}

const unitName = ({ document }: DisclosureView): Verdict =>
  document.unitName === null ? cannotTell("未识别出单位名称", "no name of a unit was recognised") : met(null)

const fiscalYear = ({ document }: DisclosureView): Verdict =>
  document.year === null ? cannotTell("未识别出决算年度", "no fiscal year was recognised") : met(null)

/** A heading without what numbers it. */
const bare = (text: string): string =>
  entryOf(text).replace(/^(?:第.{1,3}部分|[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)+/, "")

/** Of so many entries more than these may differ, before the headings count as not recognised. */
const RECOGNISED_SHARE = 0.5

const contents = (view: DisclosureView): Verdict => {
  const { contents: entries, headings } = view.document
  if (entries.length === 0)
    return hasNarrative(view)
      ? notMet("没有目录", "there is no contents page")
      : cannotTell("未识别出目录", "no contents page was recognised")
  const known = new Set(headings.map(({ text }) => bare(text)))
  const missing = entries.filter(({ text }) => !known.has(bare(text)))
  if (missing.length === 0) return met(entries[0]!.at)
  const names = missing.slice(0, 3).map(({ text }) => `“${text.trim()}”`)
  const zh = `目录所列${names.join("、")}${missing.length > 3 ? "等" : ""}在正文中没有相同的标题`
  const en = `${missing.length} entries of the contents page have no heading of the same words`
  return missing.length < entries.length * RECOGNISED_SHARE
    ? notMet(zh, en, missing[0]!.at)
    : cannotTell(zh, en, missing[0]!.at)
}

const ORDINALS = "一二三四五六"

/** Parts by their headings, and by entries of the contents page whose words stand in the body without a number. */
const parts = ({ document: { headings, contents: entries } }: DisclosureView): Verdict => {
  const found = new Map<number, Place>()
  const add = (text: string, at: Place): void => {
    const ordinal = partOf(text)
    if (ordinal !== null && !found.has(ORDINALS.indexOf(ordinal) + 1))
      found.set(ORDINALS.indexOf(ordinal) + 1, at)
  }
  for (const { text, at } of headings) add(text, at)
  const known = new Map(headings.map(({ text, at }) => [bare(text), at]))
  for (const { text } of entries) {
    const at = known.get(bare(text))
    if (at !== undefined) add(text, at)
  }
  const numbers = [...found.keys()].toSorted((left, right) => left - right)
  const first = found.get(numbers[0] ?? 0) ?? null
  if (first === null) return cannotTell("未识别出各部分的标题", "no headings of parts were recognised")
  if (numbers.length >= 4 && numbers.every((number, at) => number === at + 1)) return met(first)
  return notMet(
    `识别出第${numbers.map((number) => ORDINALS[number - 1]).join("、")}部分，不是依次的四或五部分`,
    `parts ${numbers.join(", ")} are not four or five in order`,
    first
  )
}

const residue = ({ claims, sentences }: DisclosureView): Verdict => {
  if (sentences.length === 0) return cannotTell("未识别出情况说明", "the narrative was not recognised")
  const kinds = new Set(["placeholder", "toFill", "blank", "alternatives"])
  const left = claims.find((claim) => claim.kind === "residue" && kinds.has(claim.residue))
  return left?.kind === "residue"
    ? notMet(`留有模板内容“${left.text}”`, `template text is left: ${left.text}`, left.at)
    : met(null)
}

const moneyUnits = ({ document }: DisclosureView): Verdict => {
  const tables = [...document.tableFacts.values()]
  if (tables.length === 0) return cannotTell("未识别出决算表", "no tables were recognised")
  const without = tables.filter(({ isUnitPrinted }) => !isUnitPrinted)
  return without.length === 0
    ? met(tables[0]!.at)
    : notMet(
        `${without.map(({ title }) => `《${title}》`).join("、")}未标明金额单位`,
        `no money unit is printed beside ${without.length} tables`,
        without[0]!.at
      )
}

/** A section of the unit: under a heading of its own, or by its words. */
const ofUnit =
  (heading: RegExp, words: RegExp, lacks: { readonly zh: string; readonly en: string }) =>
  (view: DisclosureView): Verdict => {
    const own = view.document.sections.find(
      ({ topic, title, paragraphs }) => topic === "profile" && heading.test(title) && paragraphs.length > 0
    )
    return own === undefined
      ? judgeSaid(view, { topics: ["profile"], words, beside: "nothing", lacks })
      : met(own.at)
  }

const duties = ofUnit(/职责|职能/, /职责|职能|负责|承担|承办|贯彻|拟[定订]/, {
  zh: "主要职责",
  en: "duties of the unit"
})

const organisation = ofUnit(/机构|构成|编报范围/, /机构|内设|科室|股室|下属|所属|预算单位|决算单位|本级/, {
  zh: "机构设置和决算单位构成",
  en: "organisation and the units covered"
})

/** Whether the table of a key is in the document, and where. */
const tableOf =
  (key: string) =>
  (view: DisclosureView): Verdict => {
    const facts = view.document.tableFacts.get(key)
    if (facts !== undefined) return met(facts.at)
    const form = packOf(view).tables.find(({ definition }) => definition.key === key)
    if (form === undefined) return notApplicable("所用套表没有这张表", "the forms in use have no such table")
    if (
      view.document.tableFacts.size === 0 ||
      view.document.unbound.length > 0 ||
      view.read.problems.length > 0
    )
      return cannotTell(`未识别出《${form.title}》`, `${form.title} was not recognised`)
    return notMet(`没有《${form.title}》`, `${form.title} is not there`)
  }

/** A table without amounts is kept, with a sentence that names it. */
const emptyTableOf =
  (key: string) =>
  ({ document }: DisclosureView): Verdict => {
    const facts = document.tableFacts.get(key)
    if (facts === undefined) return notApplicable("表未识别出", "the table was not recognised")
    const rows = [...(document.tables.get(key)?.rows.values() ?? [])]
    const isEmpty = rows.every(({ cells }) =>
      [...cells.values()].every((cell) => !("amount" in cell) || cell.amount === null || cell.amount === 0)
    )
    if (!isEmpty) return notApplicable("表中有数据", "the table has amounts")
    const note = facts.notes.find(({ text }) => /空表|没有|无|未/.test(text))
    return note === undefined
      ? notMet(
          `《${facts.title}》无数据，未注明为空表`,
          `${facts.title} is empty and no note says so`,
          facts.at
        )
      : met(note.places[0]?.at ?? facts.at)
  }

const toDepth =
  (keys: ReadonlyArray<string>, pattern: RegExp, zh: string, en: string) =>
  ({ document }: DisclosureView): Verdict => {
    const tables = keys.flatMap((key) => {
      const facts = document.tableFacts.get(key)
      const rows = [...(document.tables.get(key)?.rows.keys() ?? [])].filter((row) => row !== "total")
      return facts === undefined || rows.length === 0 ? [] : [{ facts, rows }]
    })
    if (tables.length === 0) return cannotTell("未识别出有关的表", "the tables were not recognised")
    const coarse = tables.find(({ rows }) => !rows.some((row) => pattern.test(row)))
    return coarse === undefined
      ? met(tables[0]!.facts.at)
      : notMet(`《${coarse.facts.title}》${zh}`, `${coarse.facts.title} ${en}`, coarse.facts.at)
  }

/** Each 项 of 公开05表 has its entry in the text. */
const eachItem = ({ document, claims }: DisclosureView): Verdict => {
  const items = [...(document.tables.get("T05")?.rows.keys() ?? [])].filter((row) => /^\d{7}$/.test(row))
  const entries = claims.flatMap((claim) => (claim.kind === "entry" ? [claim] : []))
  if (items.length === 0 || entries.length === 0)
    return cannotTell("未识别出各项支出的说明", "no entries by item were recognised")
  const named = new Set(entries.map(({ code }) => code))
  const missing = items.filter((code) => !named.has(code))
  if (missing.length === 0) return met(entries[0]!.at)
  const isUnsure = entries.some(({ item, code }) => item !== null && code?.length !== 7)
  const zh = `未逐项说明 ${missing.join("、")}`
  return isUnsure
    ? cannotTell(zh, `no entry of ${missing.join(", ")}`)
    : notMet(zh, `no entry of ${missing.join(", ")}`)
}

/** Said of a unit that has none by its kind: 本单位为事业单位，不属于统计范围. */
const OF_OTHERS = /事业单位|不属于|不在.{0,10}范围|不适用|不涉及/

const operating = (view: DisclosureView): Verdict => {
  const verdict = judgeSaid(view, {
    topics: ["operating"],
    words: /机关运行经费|运行经费/,
    beside: "amount",
    lacks: { zh: "机关运行经费", en: "operating costs of offices" }
  })
  if (verdict.state === "met") return verdict
  const said = view.sentences.find(({ topic, text }) => topic === "operating" && OF_OTHERS.test(text))
  const kind = view.claims.find((claim) => claim.kind === "unitKind")
  const isOther = said !== undefined || (kind?.kind === "unitKind" && kind.unitKind === "institution")
  return isOther
    ? notApplicable(
        "事业单位没有机关运行经费",
        "an institution has no operating costs of offices",
        said?.placeOf(0) ?? kind?.at ?? null
      )
    : verdict
}

const operatingChange = (view: DisclosureView): Verdict => {
  const amount = operating(view)
  if (amount.state === "notApplicable") return amount
  return judgeSaid(view, {
    topics: ["operating"],
    words: /增加|增长|减少|下降|持平|原因/,
    beside: "nothing",
    whole: nothingOf("运行经费"),
    lacks: { zh: "机关运行经费的增减和原因", en: "their change and its reason" }
  })
}

const cards = ({ document, sentences }: DisclosureView): Verdict => {
  if (document.scorecards.length > 0) return met(document.scorecards[0]!.at)
  const none = sentences.find(
    ({ topic, text }) => topic === "performance" && /(?:无|没有|未安排).{0,6}项目/.test(text)
  )
  if (none !== undefined) return met(none.placeOf(0))
  return cannotTell("未识别出项目支出绩效自评表", "no form of a self-evaluation was recognised")
}

const glossary = (view: DisclosureView): Verdict => {
  const own = view.document.sections.find(({ topic }) => topic === "glossary")
  if (own !== undefined && own.paragraphs.length > 0) return met(own.at)
  return hasNarrative(view)
    ? notMet("没有名词解释", "there are no terms explained")
    : cannotTell("未识别出名词解释", "no terms were recognised")
}

const DAY = 86_400_000
const DAYS_MAX = 20

const inTime = ({ dates: { approvedOn, publishedOn } }: DisclosureView): Verdict => {
  if (approvedOn === undefined || publishedOn === undefined)
    return cannotTell("未提供批复日期和公开日期", "the days of approval and of publication were not given")
  const days = (Date.parse(publishedOn) - Date.parse(approvedOn)) / DAY
  return days <= DAYS_MAX
    ? met(null)
    : notMet(`批复后第 ${days} 日公开，超过 20 日`, `published ${days} days after the approval, more than 20`)
}

const searchable = ({ read }: DisclosureView): Verdict =>
  read.problems.some(({ code }) => /unread|scan/i.test(code))
    ? notMet("有不能检索文字的页面", "there are pages whose text cannot be searched", read.problems[0]!.at)
    : met(null)

type Row = readonly [id: string, zh: string, en: string, judge: (view: DisclosureView) => Verdict]

const group = (
  name: Obligation["group"],
  basis: string,
  items: ReadonlyArray<Row>
): ReadonlyArray<Obligation> =>
  items.map(([id, zh, en, judge]) => ({ id, group: name, item: { zh, en }, basis, judge }))

/** All keys that a table may have, those of the nine first. */
const keys = [
  ...new Set([
    ...packs.flatMap(({ tables }) => tables.map(({ definition }) => definition.key)),
    ...furtherForms.map(({ key }) => key)
  ])
].toSorted()

const titleOf = (key: string): string =>
  packs.flatMap(({ tables }) => tables).find(({ definition }) => definition.key === key)?.title ?? key

/** The table of a key; those beyond the nine are asked of the packs that have them. */
const tableObligation = (key: string): Obligation => ({
  ...group("tables", rules, [
    [`OB-03-${Number(key.slice(1))}`, titleOf(key), `table ${key}`, tableOf(key)]
  ])[0]!,
  isAsked: (view) =>
    Number(key.slice(1)) <= 9 || packOf(view).tables.some(({ definition }) => definition.key === key)
})

const tables = [
  ...keys.map(tableObligation),
  ...group("tables", rules, [
    [
      "OB-03-31",
      "政府性基金表无数据时注明空表",
      "an empty table of government funds says so",
      emptyTableOf("T08")
    ],
    [
      "OB-03-32",
      "国有资本表无数据时注明空表",
      "an empty table of state capital says so",
      emptyTableOf("T09")
    ],
    [
      "OB-03-33",
      "支出按功能分类公开到项",
      "functional classes down to 项",
      toDepth(["T03", "T05"], /^\d{7}$/, "未公开到项", "does not go down to 项")
    ],
    [
      "OB-03-34",
      "基本支出按经济分类公开到款",
      "basic expenditure by economic class down to 款",
      toDepth(["T06"], /^\d{5}$/, "未公开到款", "does not go down to 款")
    ]
  ])
]

/** All items beside the narrative, and those that judge it by the tables or by the unit. */
export const obligationsOfForm: ReadonlyArray<Obligation> = [
  ...group("structure", rules, [
    ["OB-01-1", "单位名称", "name of the unit", unitName],
    ["OB-01-2", "决算年度", "fiscal year", fiscalYear],
    ["OB-01-3", "目录与标题一致", "contents agree with headings", contents],
    ["OB-01-4", "各部分齐全、依次", "parts complete and in order", parts],
    ["OB-01-5", "各表标明金额单位", "money unit on each table", moneyUnits],
    ["OB-01-6", "没有模板残留", "no template text left", residue]
  ]),
  ...group("profile", law, [
    ["OB-02-1", "主要职责", "duties", duties],
    ["OB-02-2", "机构设置和决算单位构成", "organisation and units covered", organisation]
  ]),
  ...tables,
  ...group("generalPublic", rules, [["OB-05-5", "逐项说明支出", "each item has its entry", eachItem]]),
  ...group("operating", rules, [
    ["OB-09-1", "机关运行经费", "operating costs of offices", operating],
    ["OB-09-2", "机关运行经费的增减和原因", "their change and its reason", operatingChange]
  ]),
  ...group("performance", rules, [["OB-12-4", "项目支出绩效自评表", "forms of the self-evaluation", cards]]),
  ...group("glossary", rules, [["OB-13-1", "名词解释", "terms explained", glossary]]),
  ...group("form", law, [
    ["OB-14-1", "批复后20日内公开", "published within 20 days of the approval", inTime],
    ["OB-14-2", "文字可以检索", "text that can be searched", searchable]
  ])
]
