/**
 * Forms whose rows are items, such as the “三公” table: all on one line, column by column or item by item, or items down
 * and columns across.
 */
import type { Place } from "@juesuan/domain"
import { formRows } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { columnOf, isLabelOf, rowNamed } from "./FormSet.ts"
import type { FormSet } from "./FormSet.ts"
import { wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable } from "./Bound.ts"
import { bindTail, headsOf, isTrusted } from "./Heads.ts"
import type { BoundCell, Leaf } from "./Heads.ts"
import { isNumberRow, printed } from "./Matrix.ts"
import type { SlotRow } from "./Matrix.ts"
import { labelOf, withoutOrdinal } from "./Text.ts"

type Period = "budget" | "outturn"

/** What counts groups, people and cars stands below the amounts and is none. */
const COUNTED = /数(?:\(.{1,3}\))?$|批次|人次|保有量/

/** A column of how much more or less in percent may stand behind the amounts. */
const RATE = /^-?[\d.]{1,12}%$/

const SUBTOTAL = /^(?:小计|合计)$/

/** Which row of the form the words name: the lowest of them, or the one above a 小计. */
const itemOf = (form: TableDefinition, path: ReadonlyArray<string>): string | null => {
  const heads = path
    .map((head) => withoutOrdinal(head).replace(/^\(\d{1,2}\)/, ""))
    .filter((head) => !/预算数?$|决算数?$|^项目$/.test(head) || head.endsWith("费"))
  const last = heads.at(-1) ?? ""
  if (COUNTED.test(last)) return null
  const rows = formRows(form)
  const above = SUBTOTAL.test(last)
    ? rows.find((row) => heads.slice(0, -1).some((head) => isLabelOf(head, row)))
    : undefined
  if (above !== undefined) return above.key
  return heads.length > 2 && SUBTOTAL.test(last) ? null : (rowNamed(form, last)?.key ?? null)
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

/** The two orders of columns that are printed: column by column, or row by row. */
const ordersOf = (form: TableDefinition): ReadonlyArray<ReadonlyArray<string>> => {
  const [rows, columns] = [formRows(form), form.columns]
  return [
    columns.flatMap((column) => rows.map((row) => keyOf(row.key, column.key))),
    rows.flatMap((row) => columns.map((column) => keyOf(row.key, column.key)))
  ]
}

/** Which column of the form the words name: by its heads, or as budget or outturn. */
const columnNamed = (form: TableDefinition, path: ReadonlyArray<string>, set: FormSet): string | null => {
  const period = periodOf(path)
  return form.columns.some(({ key }) => key === "outturn") ? period : columnOf(form, path, set)
}

/** The rows of the form, of cells by item and period. */
const rowsOf = (
  form: TableDefinition,
  cells: ReadonlyMap<string, BoundCell>,
  at: Place
): ReadonlyArray<BoundRow> =>
  formRows(form).flatMap(({ key, label }): ReadonlyArray<BoundRow> => {
    const own = form.columns.flatMap((period) => {
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

const across = (form: TableDefinition, rows: ReadonlyArray<SlotRow>, set: FormSet): BoundTable | null => {
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
    const item = itemOf(form, path)
    const period = columnNamed(form, path, set)
    return [{ index, number, key: item === null || period === null ? null : keyOf(item, period) }]
  })
  const orders = ordersOf(form)
  const known = leaves.filter(({ key }) => key !== null).length
  // An item of neither the budget nor the outturn: the heads above it have slipped.
  const isSlipped = leaves.some(
    ({ index, key }) =>
      key === null && itemOf(form, heads.columns.find((one) => one.index === index)!.path) !== null
  )
  if (known < Math.min(4, orders[0]!.length) || isSlipped || !isTrusted(heads, leaves, orders)) return null
  if (at < 0) return { rows: [], losses: [] }
  const isBody = (row: SlotRow): boolean =>
    printed(row).some(({ kind }) => kind !== "text") && !isNumberRow(row)
  const body = rows.slice(at).filter(isBody)
  if (body.length !== 1) return null
  const row = body[0]!
  const nameAt = row.findIndex(({ kind }) => kind === "text")
  const cells = bindTail(row, nameAt + 1, heads, leaves, orders[0]!)
  return { rows: rowsOf(form, cells, printed(row)[0]!.at), losses: [] }
}

const down = (form: TableDefinition, rows: ReadonlyArray<SlotRow>, set: FormSet): BoundTable | null => {
  const isItem = (row: SlotRow): boolean => {
    const [label, ...others] = printed(row).filter(({ kind }) => kind === "text")
    const areAmounts = others.every(({ plain }) => RATE.test(plain))
    return label !== undefined && areAmounts && itemOf(form, [labelOf(label.text)]) !== null
  }
  const start = rows.findIndex(isItem)
  // A row of heads may name one item too; items down the side are several.
  if (start < 0 || rows.slice(start).filter(isItem).length < Math.min(4, formRows(form).length)) return null
  const heads = headsOf(rows.slice(0, start))
  const leaves = heads.columns.flatMap(({ index, path, number }): ReadonlyArray<Leaf> => {
    if (path.every((head) => /^(?:项目|行次|栏次|序号|科目)$/.test(head))) return []
    const period = columnNamed(form, path, set)
    return [{ index, number: "", key: period }].map((leaf) => ({ ...leaf, number }))
  })
  const printedPeriods = leaves.flatMap(({ key }) => key ?? [])
  const keys = form.columns.map(({ key }) => key)
  const areKnown = printedPeriods.length === keys.length || printedPeriods.join() === "outturn"
  if (!areKnown || !isTrusted(heads, leaves, [keys])) return null
  const lineAt = heads.columns.find(({ path }) => path.at(-1) === "行次")?.index
  const cells = new Map<string, BoundCell>()
  for (const row of rows.slice(start)) {
    const label = printed(row).find(({ kind }) => kind === "text")
    const item = label === undefined || !isItem(row) ? null : itemOf(form, [labelOf(label.text)])
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
  return { rows: rowsOf(form, cells, rows[start]![0]!.at), losses: [] }
}

/** Binds a form whose rows are items; all its amounts are in doubt where its form cannot be told. */
export const bindItems = (form: TableDefinition, rows: ReadonlyArray<SlotRow>, set: FormSet): BoundTable =>
  across(form, rows, set) ?? down(form, rows, set) ?? { rows: [], losses: wholeLoss(rows) }
