/**
 * T07 财政拨款“三公”经费支出决算表, in its three forms: budget and outturn in two blocks, in pairs item by item, or
 * items down and budget and outturn across.
 */
import type { Place } from "@juesuan/domain"
import { packById } from "@juesuan/tables"
import { wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable } from "./Bound.ts"
import { bindTail, headsOf, isTrusted } from "./Heads.ts"
import type { BoundCell, Leaf } from "./Heads.ts"
import { isNumberRow, printed } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"
import { labelOf } from "./Text.ts"

type Item = "total" | "abroad" | "vehicles" | "vehiclePurchase" | "vehicleOperation" | "reception"
type Period = "budget" | "outturn"

/** What counts groups, people and cars stands below the amounts and is none. */
const COUNTED = /数(?:\(.{1,3}\))?$|批次|人次|保有量/

/** A column of how much more or less in percent may stand behind the amounts. */
const RATE = /^-?[\d.]{1,12}%$/

/** Which item the words name: 合计, 出国, 公车小计, 购置, 运行, 接待. */
const itemOf = (path: ReadonlyArray<string>): Item | null => {
  const heads = path.filter((head) => !/预算数?$|决算数?$|^项目$/.test(head) || head.endsWith("费"))
  const last = heads.at(-1) ?? ""
  if (COUNTED.test(last)) return null
  if (/因公出国/.test(last)) return "abroad"
  if (/公务接待费/.test(last)) return "reception"
  if (/公务用车购置(?:及|和|与)运行|^公务用车(?:经?费|费用)$/.test(last)) return "vehicles"
  if (/公务用车购置|^购置费/.test(last)) return "vehiclePurchase"
  if (/公务用车运行|^运行(?:维护)?费/.test(last)) return "vehicleOperation"
  if (/^小计$|^合计$/.test(last) && heads.some((head) => /公务用车购置(?:及|和|与)运行/.test(head)))
    return "vehicles"
  return /^(?:支出)?合计$|^三公经费(?:合计|支出)?$|^总计$/.test(last) && heads.length <= 2 ? "total" : null
}

/** Whether words speak of the budget or of the outturn; `null` when of neither or both. */
const periodOf = (path: ReadonlyArray<string>): Period | null => {
  const heads = path.map((head) => head.replace(/\((?:万元|元)\)$/, ""))
  if (heads.some((head) => /上年|去年|其中|增减|增、减/.test(head))) return null
  const isBudget = heads.some((head) => /预算数?$|预算$/.test(head) && !/初/.test(head))
  const isOutturn = heads.some((head) => /决算数?$|支出数$/.test(head))
  return isBudget === isOutturn ? null : isBudget ? "budget" : "outturn"
}

const keyOf = (item: string, period: string): string => `${item}/${period}`

const { rows: itemRows, columns: periods } = packById("ningxia-2024")!.tables.find(
  ({ definition }) => definition.key === "T07"
)!.definition
const items = itemRows.kind === "fixed" ? itemRows.rows : []

/** The two orders of columns that are printed. */
const inBlocks = periods.flatMap((period) => items.map((item) => keyOf(item.key, period.key)))
const inPairs = items.flatMap((item) => periods.map((period) => keyOf(item.key, period.key)))

/** The rows of the form, of cells by item and period. */
const rowsOf = (cells: ReadonlyMap<string, BoundCell>, at: Place): ReadonlyArray<BoundRow> =>
  items.flatMap(({ key, label }): ReadonlyArray<BoundRow> => {
    const own = periods.flatMap((period) => {
      const cell = cells.get(keyOf(key, period.key))
      return cell === undefined ? [] : [[period.key, cell] as const]
    })
    return own.length === 0 ? [] : [{ key, label, at, cells: new Map(own) }]
  })

/** 栏次 in whatever order: small numbers, each once. */
const areColumnNumbers = (row: SlotRow): boolean => {
  const cells = printed(row)
  const isSmall = cells.every(({ plain }) => /^\d{1,2}$/.test(plain))
  return cells.length > 3 && isSmall && new Set(cells.map(({ plain }) => plain)).size === cells.length
}

const isNumbers = (row: SlotRow): boolean => {
  const cells = printed(row)
  const areFigures = cells.length > 0 && cells.every(({ kind }) => kind !== "text")
  return areFigures && !isNumberRow(row) && !areColumnNumbers(row)
}

const across = (rows: ReadonlyArray<SlotRow>): BoundTable | null => {
  const at = rows.findIndex((row) => {
    const cells = printed(row)
    const numbers = cells.filter(({ kind }) => kind !== "text").length
    return isNumbers(row) || (numbers > 1 && cells.length - numbers === 1 && !isNumberRow(row))
  })
  const headRows = rows.slice(0, at < 0 ? rows.length : at)
  const heads = headsOf(headRows)
  // 栏次 that do not rise are no row of numbers to other tables; here they say which columns changed places.
  const moved = headRows.find((row) => areColumnNumbers(row) && !isNumberRow(row))
  const leaves = heads.columns.flatMap(({ index, path, ...column }): ReadonlyArray<Leaf> => {
    if (path.every((head) => /^(?:项目|单位(?:名称)?|栏次|预算单位|序号)$/.test(head))) return []
    const number = moved?.[index]?.plain ?? column.number
    const item = itemOf(path)
    const period = periodOf(path)
    return [{ index, number, key: item === null || period === null ? null : keyOf(item, period) }]
  })
  const known = leaves.filter(({ key }) => key !== null).length
  // An item of neither the budget nor the outturn: the heads above it have slipped.
  const isSlipped = leaves.some(
    ({ index, key }) =>
      key === null && itemOf(heads.columns.find((one) => one.index === index)!.path) !== null
  )
  if (known < 4 || isSlipped || !isTrusted(heads, leaves, [inBlocks, inPairs])) return null
  if (at < 0) return { rows: [], losses: [] }
  const isBody = (row: SlotRow): boolean =>
    printed(row).some(({ kind }) => kind !== "text") && !isNumberRow(row)
  const body = rows.slice(at).filter(isBody)
  if (body.length !== 1) return null
  const row = body[0]!
  const nameAt = row.findIndex(({ kind }) => kind === "text")
  const cells = bindTail(row, nameAt + 1, heads, leaves, inBlocks)
  return { rows: rowsOf(cells, printed(row)[0]!.at), losses: [] }
}

const down = (rows: ReadonlyArray<SlotRow>): BoundTable | null => {
  const isItem = (row: SlotRow): boolean => {
    const [label, ...others] = printed(row).filter(({ kind }) => kind === "text")
    const areAmounts = others.every(({ plain }) => RATE.test(plain))
    return label !== undefined && areAmounts && itemOf([labelOf(label.text)]) !== null
  }
  const start = rows.findIndex(isItem)
  // A row of heads may name one item too; items down the side are several.
  if (start < 0 || rows.slice(start).filter(isItem).length < 4) return null
  const heads = headsOf(rows.slice(0, start))
  const leaves = heads.columns.flatMap(({ index, path, number }): ReadonlyArray<Leaf> => {
    if (path.every((head) => /^(?:项目|行次|栏次|序号|科目)$/.test(head))) return []
    const period = periodOf(path)
    return [{ index, number: "", key: period }].map((leaf) => ({ ...leaf, number }))
  })
  const printedPeriods = leaves.flatMap(({ key }) => key ?? [])
  const areKnown = printedPeriods.length === 2 || printedPeriods.join() === "outturn"
  if (!areKnown || !isTrusted(heads, leaves, [["budget", "outturn"]])) return null
  const lineAt = heads.columns.find(({ path }) => path.at(-1) === "行次")?.index
  const cells = new Map<string, BoundCell>()
  for (const row of rows.slice(start)) {
    const label = printed(row).find(({ kind }) => kind === "text")
    const item = label === undefined || !isItem(row) ? null : itemOf([labelOf(label.text)])
    if (item === null) continue
    const from = row.findIndex((slot) => slot === label) + 1
    const behind = lineAt !== undefined && row.length === heads.width ? Math.max(from, lineAt + 1) : from
    for (const [period, cell] of bindTail(row, behind, heads, leaves, printedPeriods)) {
      const key = keyOf(item, period)
      const doubled = cells.get(key)
      cells.set(
        key,
        doubled === undefined ? cell : { state: "doubtful", slot: cell.slot, raw: cell.slot.text }
      )
    }
  }
  return { rows: rowsOf(cells, rows[start]![0]!.at), losses: [] }
}

/** Binds the “三公” table; all its amounts are in doubt where its form cannot be told. */
export const bindThreePublic = (rows: ReadonlyArray<SlotRow>): BoundTable =>
  across(rows) ?? down(rows) ?? { rows: [], losses: wholeLoss(rows) }
