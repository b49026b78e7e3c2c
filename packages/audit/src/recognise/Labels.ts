/**
 * The lines of the summary tables T01 and T04 by what they are called, whatever number is printed beside them.
 */
import { packById } from "@juesuan/tables"
import { labelOf } from "./Text.ts"

/** Names that the 26 类 had before, or have in other years. */
const olderNames: Readonly<Record<string, ReadonlyArray<string>>> = {
  文化旅游体育与传媒: ["文化体育与传媒", "文化旅游体育和传媒"],
  卫生健康: ["医疗卫生与计划生育", "医疗卫生"],
  资源勘探工业信息等: ["资源勘探信息等", "资源勘探电力信息等", "资源勘探工业信息"],
  自然资源海洋气象等: ["国土海洋气象等", "国土资源气象等", "自然资源海洋气象"],
  商业服务业等: ["商业服务业"],
  灾害防治及应急管理: ["灾害防治与应急管理"],
  抗疫特别国债安排的: ["抗疫特别国债安排"],
  社会保障和就业: ["社会保障与就业"],
  债务还本: [],
  债务付息: []
}

const stem = (label: string): string => label.replace(/(?:支出|收入)$/, "").replace(/\(类\)$/, "")

export type Side = "left" | "right"

export interface SideLines {
  /** Line keys by label, in order of the form where one label stands on several lines. */
  readonly lines: ReadonlyMap<string, ReadonlyArray<string>>
  /** The lines that are parts of a sum, in order. */
  readonly parts: ReadonlyArray<string>
  readonly total: string
}

type Words = Readonly<Record<string, ReadonlyArray<string>>>

const more: Readonly<Record<string, Words>> = {
  T01: {
    "27": ["本年收入合计", "本年收入小计", "收入合计"],
    "28": ["使用非财政拨款结余", "使用非财政拨款结余(含专用结余)", "用事业基金弥补收支差额"],
    "29": ["年初结转和结余", "上年结转和结余", "年初结转结余"],
    "30": ["总计", "收入总计"],
    "57": ["本年支出合计", "本年支出小计", "支出合计"],
    "58": ["结余分配"],
    "59": ["年末结转和结余", "结转下年", "年末结转结余"],
    "60": ["总计", "支出总计"]
  },
  T04: {
    "27": ["本年收入合计", "收入合计"],
    "28": ["年初财政拨款结转和结余", "上年财政拨款结转和结余", "年初结转和结余"],
    "32": ["总计", "收入总计"],
    "59": ["本年支出合计", "支出合计"],
    "60": ["年末财政拨款结转和结余", "年末结转和结余"],
    "64": ["总计", "支出总计"]
  }
}

const namesOf = (table: string, key: string, label: string): ReadonlyArray<string> => {
  const own = stem(labelOf(label))
  const listed = more[table]![key]
  if (listed !== undefined) return listed.map(stem)
  return own === "" ? [] : [own, ...(olderNames[own] ?? [])]
}

const definitionOf = (table: string) =>
  packById("ningxia-2024")!.tables.find(({ definition }) => definition.key === table)!.definition

const made = new Map<string, Readonly<Record<Side, SideLines>>>()

/** The lines of both sides of T01 or T04. */
export const sideLines = (table: "T01" | "T04"): Readonly<Record<Side, SideLines>> => {
  const known = made.get(table)
  if (known !== undefined) return known
  const { rows, layout } = definitionOf(table)
  if (rows.kind !== "fixed" || layout.kind !== "sides") throw new TypeError(`${table} has no sides.`)
  const labels = new Map(rows.rows.map(({ key, label }) => [key, label]))
  const linesOf = (keys: ReadonlyArray<string>): SideLines => {
    const lines = new Map<string, Array<string>>()
    for (const key of keys)
      for (const name of namesOf(table, key, labels.get(key)!))
        lines.set(name, [...(lines.get(name) ?? []), key])
    const listed = more[table]!
    const parts = keys.filter((key) => labels.get(key) !== "" && listed[key] === undefined)
    return { lines, parts, total: keys.find((key) => listed[key] !== undefined)! }
  }
  const sides = { left: linesOf(layout.left.rows), right: linesOf(layout.right.rows) }
  made.set(table, sides)
  return sides
}

/** The lines a label may stand on. */
export const linesNamed = ({ lines }: SideLines, label: string): ReadonlyArray<string> =>
  lines.get(stem(labelOf(label))) ?? []
