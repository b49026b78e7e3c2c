/**
 * Narrative packs: which sections a region prints, in what order, under what titles and in what words.
 *
 * Addresses go by meaning and do not change with the order: the “三公” section is N/7 wherever it stands.
 */
import { basic, basicByItem, expenditure, fiscal, generalPublic, income, overall } from "./sections.ts"
import {
  governmentFund,
  held,
  operating,
  performance,
  procured,
  stateCapital,
  threePublic
} from "./sectionsOther.ts"
import type { Paragraph } from "./Sentence.ts"
import type { TablePack } from "@juesuan/tables"
import type { Wording, Writer } from "./Writer.ts"

/** A section as a pack defines it: key by meaning, title, and what writes its paragraphs. */
export interface SectionDefinition {
  /** By meaning: `1` 总体, `2` 收入, … `7` “三公”, `8` 基金, `9` 国资, `10` 其他重要事项 or `10.1` … `10.4` its parts. */
  readonly key: string
  readonly title: string
  readonly write: (writer: Writer) => ReadonlyArray<Paragraph>
}

/** A region's sections, their order, titles and words. */
export interface NarrativePack {
  /** The id of the table pack it belongs to. */
  readonly id: string
  readonly source: string
  readonly wording: Wording
  readonly sections: ReadonlyArray<SectionDefinition>
}

const opening = [
  { key: "1", title: "一、收入支出决算总体情况说明", write: overall },
  { key: "2", title: "二、收入决算情况说明", write: income },
  { key: "3", title: "三、支出决算情况说明", write: expenditure },
  { key: "4", title: "四、财政拨款收入支出决算总体情况说明", write: fiscal },
  { key: "5", title: "五、一般公共预算财政拨款支出决算情况说明", write: generalPublic }
] as const

const led = (lead: string, paragraph: Paragraph): Paragraph => [lead, ...paragraph]

/** 十、其他重要事项的情况, with its four parts. */
const otherMatters = (writer: Writer): ReadonlyArray<Paragraph> => [
  led("（一）机关运行经费支出情况。", operating(writer)),
  led("（二）政府采购支出情况。", procured(writer)),
  led("（三）国有资产占用使用情况。", held(writer)),
  ["（四）预算绩效管理工作开展情况。"],
  ...performance(writer)
]

/** Ningxia, 2024: other matters in one section of four parts, basic expenditure against the budget by economic 类. */
export const ningxia2024: NarrativePack = {
  id: "ningxia-2024",
  source: "盐池县社会保险事业管理中心2024年度部门决算, 第三部分",
  wording: { comparedWith: (year) => `与 ${year - 1} 年度相比` },
  sections: [
    ...opening,
    { key: "6", title: "六、一般公共预算财政拨款基本支出决算情况说明", write: basic },
    { key: "7", title: "七、财政拨款“三公”经费支出决算情况说明", write: threePublic },
    { key: "8", title: "八、政府性基金预算财政拨款收入支出决算情况说明", write: governmentFund },
    { key: "9", title: "九、国有资本经营预算财政拨款支出情况说明", write: stateCapital },
    { key: "10", title: "十、其他重要事项的情况说明", write: otherMatters }
  ]
}

/** The order of departments that follow the Ministry's form: funds before “三公”, other matters as sections. */
export const mof2023: NarrativePack = {
  id: "mof-2023",
  source: "published 2024 accounts of Gansu departments, which follow the Ministry's order",
  wording: { comparedWith: () => "与上年相比" },
  sections: [
    ...opening,
    { key: "6", title: "六、一般公共预算财政拨款基本支出决算情况说明", write: basicByItem },
    { key: "8", title: "七、政府性基金预算财政拨款收入支出决算情况说明", write: governmentFund },
    { key: "9", title: "八、国有资本经营预算财政拨款支出决算情况说明", write: stateCapital },
    { key: "7", title: "九、财政拨款“三公”经费支出决算情况说明", write: threePublic },
    { key: "10.1", title: "十、机关运行经费支出情况说明", write: (writer) => [operating(writer)] },
    { key: "10.2", title: "十一、政府采购支出情况说明", write: (writer) => [procured(writer)] },
    { key: "10.3", title: "十二、国有资产占用情况说明", write: (writer) => [held(writer)] },
    { key: "10.4", title: "十三、预算绩效情况说明", write: performance }
  ]
}

/** The packs that ship, one for each table pack. */
export const narrativePacks: ReadonlyArray<NarrativePack> = [ningxia2024, mof2023]

/**
 * The narrative of a table pack: the one of its id, else another's with the order, titles and phrase of comparison that
 * the table pack says; `undefined` where it says none. Sections that the other does not have are left out.
 */
export const narrativePackOf = ({ id, source, narrative }: TablePack): NarrativePack | undefined => {
  const own = narrativePackById(id)
  if (own !== undefined || narrative === undefined) return own
  const like = narrativePackById(narrative.like)
  if (like === undefined) return undefined
  const { sections, comparedWith } = narrative
  return {
    id,
    source,
    wording:
      comparedWith === undefined
        ? like.wording
        : {
            ...like.wording,
            comparedWith: (year) => comparedWith.replaceAll("{previous}", String(year - 1))
          },
    sections:
      sections?.flatMap(({ key, title }) => {
        const section = like.sections.find((one) => one.key === key)
        return section === undefined ? [] : [{ ...section, title }]
      }) ?? like.sections
  }
}

/** The narrative of that id, or `undefined`. */
export const narrativePackById = (id: string): NarrativePack | undefined =>
  narrativePacks.find((pack) => pack.id === id)
