/**
 * Table packs: what a region prints around the same nine tables — order, numbers, titles, notes, the empty sentence.
 *
 * Keys are by meaning and do not change: the “三公” table is T07 whether it is printed as 公开07表 or 公开09表.
 */
import { Address } from "@juesuan/domain"
import * as Result from "effect/Result"
import { T06, T07 } from "./definitions/byEconomic.ts"
import { T02, T03, T05, T08, T09 } from "./definitions/byFunction.ts"
import { T01, T04 } from "./definitions/summary.ts"
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
}

/** The number of a table in the order of publication: 公开03表, 公开10表. */
export const printedNumber = (place: number): string => `公开${String(place).padStart(2, "0")}表`

const numbered = (
  definitions: ReadonlyArray<TableDefinition>,
  emptyStatement: (definition: TableDefinition) => string,
  titles: Readonly<Record<string, string>> = {}
): ReadonlyArray<PackTable> =>
  definitions.map((definition, index) => ({
    definition,
    number: printedNumber(index + 1),
    title: titles[definition.key] ?? definition.title,
    note: definition.note,
    emptyStatement: emptyStatement(definition)
  }))

/** Ningxia, 2024: “三公” is 公开07表. */
export const ningxia2024: TablePack = {
  id: "ningxia-2024",
  name: "宁夏回族自治区 2024 年度",
  source: "盐池县社会保险事业管理中心2024年度部门决算, 公开01–09表",
  tables: numbered([T01, T02, T03, T04, T05, T06, T07, T08, T09], () => "此表为空表")
}

const mofEmpty: Readonly<Record<string, string>> = {
  T08: "本单位{year}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表无数据。",
  T09: "本单位{year}年度没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。"
}

/** The order of the Ministry's forms since 2022 as far as known: 07 基金, 08 国资, 09 三公. */
export const mof2023: TablePack = {
  id: "mof-2023",
  name: "财政部 2023 年度部门决算公开格式",
  source: "published 2024 accounts of Gansu and Hunan departments, which follow the Ministry's order",
  tables: numbered(
    [T01, T02, T03, T04, T05, T06, T08, T09, T07],
    (definition) => mofEmpty[definition.key] ?? "本表无数据。"
  )
}

/** The packs that ship, the default first. */
export const packs: ReadonlyArray<TablePack> = [ningxia2024, mof2023]

/** The pack of that id, or `undefined`. */
export const packById = (id: string): TablePack | undefined => packs.find((pack) => pack.id === id)
