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
  /** The keys of all lines, in order of the form. */
  readonly keys: ReadonlyArray<string>
}

type Words = Readonly<Record<string, ReadonlyArray<string>>>

const more: Readonly<Record<string, Words>> = {
  T01: {
    income: ["本年收入合计", "本年收入小计", "收入合计"],
    surplusUsed: ["使用非财政拨款结余", "使用非财政拨款结余(含专用结余)", "用事业基金弥补收支差额"],
    opening: ["年初结转和结余", "上年结转和结余", "年初结转结余"],
    expenditure: ["本年支出合计", "本年支出小计", "支出合计"],
    surplusDistributed: ["结余分配"],
    closing: ["年末结转和结余", "结转下年", "年末结转结余"]
  },
  T04: {
    income: ["本年收入合计", "收入合计"],
    opening: ["年初财政拨款结转和结余", "上年财政拨款结转和结余", "年初结转和结余"],
    expenditure: ["本年支出合计", "支出合计"],
    closing: ["年末财政拨款结转和结余", "年末结转和结余"]
  }
}

/** What the last line of either side is called. */
const totals: Readonly<Record<Side, ReadonlyArray<string>>> = {
  left: ["总计", "收入总计"],
  right: ["总计", "支出总计"]
}

const namesOf = (table: string, side: Side, key: string, label: string): ReadonlyArray<string> => {
  const own = stem(labelOf(label))
  const listed = key === "total" ? totals[side] : more[table]![key]
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
  const linesOf = (side: Side): SideLines => {
    const lines = new Map<string, Array<string>>()
    const keys = layout[side].rows.filter((key) => key !== null)
    for (const key of keys)
      for (const name of namesOf(table, side, key, labels.get(key)!))
        lines.set(name, [...(lines.get(name) ?? []), key])
    return { lines, keys }
  }
  const sides = { left: linesOf("left"), right: linesOf("right") }
  made.set(table, sides)
  return sides
}

/** The lines a label may stand on. */
export const linesNamed = ({ lines }: SideLines, label: string): ReadonlyArray<string> =>
  lines.get(stem(labelOf(label))) ?? []
