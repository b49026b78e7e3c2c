/**
 * Table packs: the forms a region publishes in a year, with what it prints around them — order, numbers, titles, notes,
 * the empty sentence.
 *
 * Keys are by meaning and do not change: the “三公” table is T07 whether it is printed as 公开07表 or 公开09表.
 */
import { Address } from "@juesuan/domain"
import type { Region } from "@juesuan/domain"
import * as Result from "effect/Result"
import { expenditureCategories } from "./definitions/categories.ts"
import { T06, T07, T12, T13 } from "./definitions/byEconomic.ts"
import {
  T02,
  T03,
  T05,
  T05WithCarryover,
  T08,
  T09,
  T09WithCarryover,
  T10,
  T11,
  T14
} from "./definitions/byFunction.ts"
import { anhui, ningxia, shanghai, sichuan, yunnan } from "./definitions/regions.ts"
import { T01, T04 } from "./definitions/summary.ts"
import { withClasses, withTotalBelow, withoutNumbers } from "./FormChange.ts"
import type { TableDefinition } from "./TableDefinition.ts"

/** A definition with what a region prints around it. */
export interface PackTable {
  readonly definition: TableDefinition
  /** Such as 公开03表. */
  readonly number: string
  readonly title: string
  readonly note: string
  /** What an empty form says; `{year}` is the fiscal year. */
  readonly emptyStatement: string
}

/**
 * A definition as a table of a pack, under its own title and note; `emptyStatement` is what an empty form says. Throws
 * a `TypeError` for a key with which no address could be read.
 */
export const packTable = (
  definition: TableDefinition,
  number: string,
  emptyStatement = "此表为空表"
): PackTable => {
  if (Result.isFailure(Address.parse(`${definition.key}/total/1`)))
    throw new TypeError(
      `"${definition.key}" is not a table key: no address with it could be read. ` +
        "Write capital letters and digits, a letter first and at least one digit, such as X10."
    )
  return { definition, number, title: definition.title, note: definition.note, emptyStatement }
}

/** A region's tables in the order of publication, with the source of what it prints. */
export interface TablePack {
  readonly id: string
  readonly name: string
  readonly source: string
  /** In the order of publication. */
  readonly tables: ReadonlyArray<PackTable>
  /** What no printed source was seen for, in words. */
  readonly inferred?: ReadonlyArray<string>
  /** Whose accounts it is for, and of which fiscal years. */
  readonly region?: Region.Region & { readonly years: ReadonlyArray<number> }
  /** In whose words the narrative is written, and in which order. Default: those of the pack of the same id. */
  readonly narrative?: PackNarrative
}

/** The narrative of a pack: another pack's words, with the order, titles and phrase of comparison of its own. */
export interface PackNarrative {
  /** The id of a pack whose narrative it is. */
  readonly like: string
  /** Sections in the order of print, by key, with their titles. Default: as there. */
  readonly sections?: ReadonlyArray<{ readonly key: string; readonly title: string }>
  /** How last year is named; `{previous}` is last year. Default: as there. */
  readonly comparedWith?: string
}

/** The number of a table in the order of publication: 公开03表, 公开10表. */
export const printedNumber = (place: number): string => `公开${String(place).padStart(2, "0")}表`

const ministryEmpty: Readonly<Record<string, string>> = {
  T08: "本单位{year}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表无数据。",
  T09: "本单位{year}年度没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。"
}

const NO_DATA = "本表无数据。"

/** What an empty form says by the Ministry's forms. */
const ministryEmptyOf = ({ key }: TableDefinition): string => ministryEmpty[key] ?? NO_DATA

/** Tables in the order of publication, numbered in it. */
const inOrder = (
  definitions: ReadonlyArray<TableDefinition>,
  emptyOf: (definition: TableDefinition) => string = ministryEmptyOf
): ReadonlyArray<PackTable> =>
  definitions.map((definition, index) => packTable(definition, printedNumber(index + 1), emptyOf(definition)))

/** Ningxia, 2024: “三公” is 公开07表. */
export const ningxia2024: TablePack = {
  id: "ningxia-2024",
  name: "宁夏回族自治区 2024 年度",
  source: "盐池县社会保险事业管理中心2024年度部门决算, 公开01–09表",
  region: { ...ningxia, years: [2024] },
  tables: inOrder([T01, T02, T03, T04, T05, T06, T07, T08, T09], () => "此表为空表")
}

/** The order of the Ministry's forms since 2022 as far as known: 07 基金, 08 国资, 09 三公. */
export const mof2023: TablePack = {
  id: "mof-2023",
  name: "财政部 2023 年度部门决算公开格式",
  source: "published 2024 accounts of Gansu and Hunan departments, which follow the Ministry's order",
  tables: inOrder([T01, T02, T03, T04, T05, T06, T08, T09, T07])
}

const inPairs: TableDefinition = { ...T07, layout: { kind: "single", order: "pairs" } }

const shanghaiTables = (change: (definition: TableDefinition) => TableDefinition): ReadonlyArray<PackTable> =>
  inOrder([T01, T02, T03, T04, T05, T06, inPairs, T08, T09WithCarryover].map(change))

/** Shanghai, 2024: state capital as 收入支出 with 年初 and 年末, “三公” in pairs. */
export const shanghai2024: TablePack = {
  id: "shanghai-2024",
  name: "上海市 2024 年度",
  source: "published 2024 accounts of four departments of Putuo District, Shanghai",
  region: { ...shanghai, years: [2024] },
  tables: shanghaiTables((definition) => definition),
  inferred: ["26 类 in 公开01 and 04 with 行次", "notes and empty sentences", "narrative"],
  narrative: { like: "mof-2023" }
}

/** Shanghai, 2025: 24 类, no 行次, 合计 below. */
export const shanghai2025: TablePack = {
  id: "shanghai-2025",
  name: "上海市 2025 年度",
  source: "published 2025 accounts of Putuo departments: 24 类, 债务还本 and 债务付息 are gone",
  region: { ...shanghai, years: [2025] },
  tables: shanghaiTables((definition) =>
    withoutNumbers(
      withTotalBelow(
        withClasses(
          definition,
          expenditureCategories.filter(([code]) => !["231", "232"].includes(code))
        )
      )
    )
  ),
  inferred: ["order of the tables", "notes and empty sentences", "narrative"],
  narrative: { like: "mof-2023" }
}

/** Yunnan, 2024: eleven tables, 05 and 09 with their carry-over, 07 项目支出, “三公” twice. */
export const yunnan2024: TablePack = {
  id: "yunnan-2024",
  name: "云南省 2024 年度",
  source: "titles and order of published 2024 accounts of Yunnan units (官渡区, 西双版纳, 昆明)",
  region: { ...yunnan, years: [2024] },
  tables: inOrder([T01, T02, T03, T04, T14, T06, T10, T08, T09WithCarryover, T12, T13]),
  inferred: ["columns of 公开07 and rows of 公开10", "notes and empty sentences", "narrative"],
  narrative: { like: "mof-2023" }
}

/** Sichuan, 2023: fiscal expenditure in detail as 05, project expenditure of its own. */
export const sichuan2023: TablePack = {
  id: "sichuan-2023",
  name: "四川省 2023 年度",
  source: "published 2023 accounts of a hospital in Luzhou: 财政拨款支出决算明细表 is 公开05",
  region: { ...sichuan, years: [2023] },
  tables: inOrder([T01, T02, T03, T04, T11, T05, T06, T10, T08, T09, T07]),
  inferred: ["order behind 公开05", "columns of 公开05 and 08", "notes and empty sentences", "narrative"],
  narrative: { like: "mof-2023" }
}

/** Anhui, 2021: eight tables, and “三公” on a page of its own with its items in rows. */
export const anhui2021: TablePack = {
  id: "anhui-2021",
  name: "安徽省 2021 年度",
  source: "published 2021 accounts of Anhui units: eight tables and a page of “三公”",
  region: { ...anhui, years: [2021] },
  tables: [
    ...inOrder([T01, T02, T03, T04, T05, T06, T08, T09]),
    packTable({ ...T07, layout: { kind: "items", heading: "项目" } }, "附表", NO_DATA)
  ],
  inferred: ["number of the “三公” page", "notes and empty sentences", "narrative"],
  narrative: { like: "mof-2023" }
}

/** The packs that ship. */
export const packs: ReadonlyArray<TablePack> = [
  ningxia2024,
  mof2023,
  shanghai2024,
  shanghai2025,
  yunnan2024,
  sichuan2023,
  anhui2021
]

/** Forms that no pack prints and published documents may have. */
export const furtherForms: ReadonlyArray<TableDefinition> = [T05WithCarryover]

/** The pack of that id, or `undefined`. */
export const packById = (id: string): TablePack | undefined => packs.find((pack) => pack.id === id)
