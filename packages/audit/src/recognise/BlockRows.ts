/**
 * The rows of T06 一般公共预算财政拨款基本支出决算明细表: blocks of code, name and amount side by side.
 */
import type { BoundRow, BoundTable, Loss } from "./Bound.ts"
import { restoreCodes } from "./Codes.ts"
import type { BoundCell } from "./Heads.ts"
import { headsOf } from "./Heads.ts"
import { isNumberRow, printed } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"

const TOTALS: ReadonlyArray<readonly [key: string, pattern: RegExp]> = [
  ["personnel", /^人员经费(?:合计|小计|支出合计)?$/],
  ["operating", /^(?:公用|日常公用)经费(?:合计|小计|支出合计)?$/],
  ["total", /^(?:基本支出)?(?:合计|总计)$/]
]

const JOINED = /^(3\d{2,4})(?:-|##)?([^\d].*)$/

/** A code, a name and what is printed behind them up to the next code or name. */
interface Item {
  readonly code: string
  readonly name: string
  readonly slot: Slot
  readonly codeSlot: Slot | null
  readonly tail: ReadonlyArray<Slot>
}

const isCode = ({ plain, kind }: Slot): boolean => kind === "number" && /^(?:3\d{2,4}|\d{2})$/.test(plain)

/** Splits a row at its names. The cells in front of a name that are codes belong to it, not to the one before. */
const itemsOf = (row: SlotRow): ReadonlyArray<Item> => {
  const names = row.flatMap(({ kind }, index) => (kind === "text" ? [index] : []))
  const codesBefore = names.map((name, position) => {
    const from = position === 0 ? 0 : names[position - 1]! + 1
    const near: Array<number> = []
    for (let index = name - 1; index >= from && near.length < 2; index--) {
      const slot = row[index]!
      if (slot.kind === "blank") continue
      if (!isCode(slot)) break
      near.unshift(index)
      if (slot.plain.length > 2) break
    }
    return near[0] !== undefined && row[near[0]]!.plain.length > 2 ? near : []
  })
  return names.map((name, position): Item => {
    const slot = row[name]!
    const codes = codesBefore[position]!
    const end = codesBefore[position + 1]?.[0] ?? names[position + 1] ?? row.length
    const joined = codes.length === 0 ? JOINED.exec(slot.plain) : null
    return {
      code: joined?.[1] ?? codes.map((index) => row[index]!.plain).join(""),
      name: joined === null ? slot.text : slot.text.replace(/^[\d０-９\s]+(?:[-－—–]|##)?\s*/, ""),
      slot,
      codeSlot: codes[0] === undefined ? null : row[codes[0]]!,
      tail: row.slice(name + 1, end)
    }
  })
}

const amountOf = ({ tail, slot }: Item, columns: number): BoundCell => {
  const used = tail.filter(({ kind }) => kind !== "blank")
  if (used.length === 0)
    return { state: "printed", slot: tail[0] ?? { ...slot, text: "", plain: "", kind: "blank" } }
  const raw = used.map(({ text }) => text).join(" ")
  // Where 合计, 人员经费 and 公用经费 stand in columns of their own, a row has its amount once, or twice the same.
  const isSame = used.every(({ plain }) => plain === used[0]!.plain)
  return used.length === 1 || (columns > 1 && isSame)
    ? { state: "printed", slot: used[0]! }
    : { state: "doubtful", slot: used[0]!, raw }
}

const HEAD =
  /^(?:人员经费|公用经费|科目(?:代码|编码|名称)|经济分类.{0,6}|金额|决算数|项目|合计|类|款|基本支出.{0,4}|栏次)$/

const isHeadRow = (row: SlotRow): boolean => {
  const cells = printed(row)
  return isNumberRow(row) || cells.every(({ plain }) => HEAD.test(plain))
}

/** Binds the rows of T06. */
export const bindBlocks = (rows: ReadonlyArray<SlotRow>): BoundTable => {
  const start = rows.findIndex((row) => printed(row).length > 0 && !isHeadRow(row))
  const headRows = start < 0 ? rows : rows.slice(0, start)
  const heads = headsOf(headRows)
  const names = heads.columns.filter(({ path }) => /名称/.test(path.at(-1) ?? "")).length
  const amounts = heads.columns.filter(({ path }) =>
    /^(?:金额|决算数|合计|人员经费|公用经费)$/.test(path.at(-1) ?? "")
  ).length
  const perName = names > 0 && amounts > names ? amounts / names : 1
  const items = (start < 0 ? [] : rows.slice(start)).filter((row) => !isHeadRow(row)).flatMap(itemsOf)
  const found: Array<BoundRow> = []
  const losses: Array<Loss> = []
  const coded = items.filter(({ code }) => code !== "")
  const restored = restoreCodes("departmentEconomic", coded)
  const cell = (item: Item): ReadonlyMap<string, BoundCell> => new Map([["1", amountOf(item, perName)]])
  coded.forEach((item, index) => {
    const answer = restored[index]!
    if (answer === null) {
      const raw = printed([item.slot, ...item.tail])
        .map(({ text }) => text)
        .join(" ")
      losses.push({ at: item.slot.at, raw: `${item.code} ${raw}`, prefix: item.code })
      return
    }
    found.push({
      key: answer.code,
      label: answer.name.trim(),
      at: (item.codeSlot ?? item.slot).at,
      cells: cell(item),
      ...(answer.codeReason === null ? {} : { codeCut: { raw: item.code, reason: answer.codeReason } }),
      ...(answer.nameReason === null ? {} : { nameCut: { raw: item.name, reason: answer.nameReason } })
    })
  })
  for (const item of items.filter(({ code }) => code === "")) {
    const key = TOTALS.find(([, pattern]) => pattern.test(item.slot.plain))?.[0]
    if (key !== undefined && !found.some((row) => row.key === key))
      found.push({ key, label: item.slot.text, at: item.slot.at, cells: cell(item) })
    else if (item.tail.some(({ plain }) => /[1-9]/.test(plain)))
      losses.push({ at: item.slot.at, raw: item.slot.text, prefix: "" })
  }
  return { rows: found, losses, columns: ["1"] }
}
