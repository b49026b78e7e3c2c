/**
 * The rows of a form in blocks: code, name and amount side by side.
 */
import { Classification } from "@juesuan/domain"
import { knownPrefix, wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable, Loss } from "./Bound.ts"
import { restoreCodes } from "./Codes.ts"
import type { RestoredRow } from "./Codes.ts"
import { areExchanged } from "./Exchanged.ts"
import type { BlockLine } from "./Exchanged.ts"
import type { BoundCell, HeadColumn, Heads } from "./Heads.ts"
import { headsOf } from "./Heads.ts"
import { isNumberRow, printed, rawOf } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { formRows } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { rowNamed } from "./FormSet.ts"
import { labelOf, plain } from "./Text.ts"

const JOINED = /^(3\d{2,4})(?:-|##)?([^\d].*)$/

/** What stands above the blocks of a form. */
const blockHeadings = ({ layout }: TableDefinition): ReadonlySet<string> =>
  new Set(layout.kind === "blocks" ? layout.blocks.map(({ heading }) => plain(heading)) : [])

/** A total of all blocks, which forms of two totals do not print. */
const WHOLE = /^(?:基本支出)?(?:合计|总计)$/

/** The key of a row without a code: a sum. */
const sumNamed = (form: TableDefinition, label: string): string | undefined => {
  const row = rowNamed({ ...form, rows: { kind: "fixed", rows: sumsOf(form) } }, labelOf(label))
  return row?.key ?? (WHOLE.test(plain(label)) ? "total" : undefined)
}

const sumsOf = (form: TableDefinition) => formRows(form).filter(({ key }) => !/^\d+$/.test(key))

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

/** What stands above columns of codes, names and amounts in any form. */
const COLUMN_HEAD =
  /^(?:科目(?:代码|编码|名称)|经济分类.{0,6}|金额|决算数|项目|合计|类|款|基本支出.{0,4}|栏次)$/

const isHeadRow = (row: SlotRow, form: TableDefinition): boolean => {
  const cells = printed(row)
  const headings = blockHeadings(form)
  return isNumberRow(row) || cells.every(({ plain }) => COLUMN_HEAD.test(plain) || headings.has(plain))
}

/** The part each column plays, one letter a column: code, name, amount, or `-`. */
const rolesOf = (columns: ReadonlyArray<HeadColumn>, form: TableDefinition): string =>
  columns
    .map(({ path }) => {
      const last = path.at(-1) ?? ""
      if (/名称/.test(last)) return "n"
      if (/代码|编码|^[类款]$/.test(last)) return "c"
      return /^(?:金额|决算数|合计)$/.test(last) || blockHeadings(form).has(last) ? "a" : "-"
    })
    .join("")

/** Whether a row is nothing but code, name, amount again and again, each in its place or all three blank. */
const isTriples = (row: SlotRow): boolean => {
  if (row.length % 3 !== 0) return false
  return row.every((slot, index) => {
    if (index % 3 !== 0) return true
    const [name, amount] = [row[index + 1]!, row[index + 2]!]
    const isNone = slot.kind === "blank" && name.kind === "blank" && amount.kind === "blank"
    return isNone || (isCode(slot) && slot.plain.length > 2 && name.kind === "text" && amount.kind !== "text")
  })
}

/** Whether the cells of a row are where its heads expect them, so that an amount belongs to the name before it. */
const isInPlace = (row: SlotRow, heads: Heads, form: TableDefinition): boolean =>
  isTriples(row) ||
  (heads.isRegular && row.length === heads.width && /^(?:c+na+)+$/.test(rolesOf(heads.columns, form)))

/** A code and an amount in front of the first name: their own name is gone. */
const strayFigures = (row: SlotRow): ReadonlyArray<Loss> => {
  const [first] = itemsOf(row)
  const end = first === undefined ? row.length : row.indexOf(first.codeSlot ?? first.slot)
  const stray = printed(row.slice(0, end))
  if (!stray.some(({ plain }) => /[1-9]/.test(plain))) return []
  const code = /^3\d{2,4}$/.test(stray[0]!.plain) ? stray[0]!.plain : ""
  return [{ at: stray[0]!.at, raw: stray.map(({ text }) => text).join(" "), prefix: code }]
}

/** A name without a code behind two figures: one of them is not of the name before it, and may be of this one. */
const namesBehindAmounts = (row: SlotRow, form: TableDefinition): ReadonlyArray<Loss> =>
  itemsOf(row).flatMap(({ code, name, slot }, index, items): ReadonlyArray<Loss> => {
    const before = items[index - 1]?.tail.filter(({ plain }) => /[1-9]/.test(plain)) ?? []
    const isTotal = sumNamed(form, slot.text) !== undefined
    return code === "" && !isTotal && before.length > 1 ? [{ at: slot.at, raw: name, prefix: "" }] : []
  })

/** Two figures behind one sum: the name of the other sum is gone. */
const sumsAlone = (row: SlotRow, form: TableDefinition): ReadonlyArray<Loss> =>
  itemsOf(row).flatMap(({ code, slot, tail }): ReadonlyArray<Loss> => {
    const isTotal = code === "" && sumNamed(form, slot.text) !== undefined
    const used = new Set(tail.flatMap(({ kind, plain }) => (kind === "number" ? [plain] : [])))
    return isTotal && used.size > 1 ? [{ at: slot.at, raw: slot.text, prefix: "" }] : []
  })

/** A code among the figures behind another name: its own name is gone. */
const codesAlone = (row: SlotRow): ReadonlyArray<Loss> =>
  itemsOf(row).flatMap(({ tail }): ReadonlyArray<Loss> => {
    const used = tail.filter(({ kind }) => kind !== "blank")
    if (used.length < 2) return []
    return used
      .filter(({ plain }) => /^3\d{2}(?:\d{2})?$/.test(plain))
      .map(({ at, plain }) => ({ at, raw: plain, prefix: plain }))
  })

const economic = new Map(
  Classification.entries("departmentEconomic").map(({ code, name }) => [plain(name), code] as const)
)

/** Whether code and name are those of two entries: columns changed places, and no amount is sure to be either's. */
const isAtOdds = ({ code, name }: Item): boolean => {
  const named = economic.get(plain(name))
  const isKnown = Classification.lookup("departmentEconomic", code) !== undefined
  return isKnown && named !== undefined && !Classification.isNameOf("departmentEconomic", code, name.trim())
}

const inDoubt = (item: Item): BoundCell => ({
  state: "doubtful",
  slot: item.slot,
  raw: item.tail
    .map(({ text }) => text)
    .join(" ")
    .trim()
})

/** Where a row in its place has its amounts, block by block. */
const amountsOf = (row: SlotRow, heads: Heads, form: TableDefinition): ReadonlyArray<number> => {
  if (isTriples(row)) return row.flatMap((_, index) => (index % 3 === 2 ? [index] : []))
  return [...rolesOf(heads.columns, form)].flatMap((role, index) => (role === "a" ? [index] : []))
}

/** The line of a block that a name stands in. */
const blockLine = (
  code: string,
  { slot }: Item,
  row: SlotRow,
  heads: Heads,
  form: TableDefinition
): BlockLine => {
  const at = amountsOf(row, heads, form)
  const name = row.indexOf(slot)
  return { code, block: at.filter((index) => index < name).length, amounts: at.map((index) => row[index]!) }
}

/** A coded item under the code and the name that it was found to have. */
const codedRow = (
  { code, name, codeSlot, slot }: Item,
  answer: RestoredRow,
  cells: ReadonlyMap<string, BoundCell>
): BoundRow => ({
  key: answer.code,
  label: answer.name.trim(),
  at: (codeSlot ?? slot).at,
  cells,
  ...(answer.codeReason === null ? {} : { codeCut: { raw: code, reason: answer.codeReason } }),
  ...(answer.nameReason === null ? {} : { nameCut: { raw: name, reason: answer.nameReason } })
})

/** A coded item whose row is not certain. */
const lostItem = (item: Item, isSound: boolean): Loss => ({
  at: item.slot.at,
  raw: `${item.code} ${rawOf([item.slot, ...item.tail])}`,
  prefix: isAtOdds(item) ? "" : knownPrefix(item.code, isSound)
})

/** Figures and names that belong to no item of their row. */
const strays = (row: SlotRow, form: TableDefinition): ReadonlyArray<Loss> => [
  ...strayFigures(row),
  ...namesBehindAmounts(row, form),
  ...codesAlone(row),
  ...sumsAlone(row, form)
]

/** Binds the rows of a form in blocks. */
export const bindBlocks = (form: TableDefinition, rows: ReadonlyArray<SlotRow>): BoundTable => {
  const start = rows.findIndex((row) => printed(row).length > 0 && !isHeadRow(row, form))
  const headRows = start < 0 ? rows : rows.slice(0, start)
  const heads = headsOf(headRows)
  const roles = rolesOf(heads.columns, form)
  const perName = roles.replace(/[^a]/g, "").length / Math.max(1, roles.replace(/[^n]/g, "").length)
  const body = (start < 0 ? [] : rows.slice(start)).filter(
    (row) => printed(row).length > 0 && !isHeadRow(row, form)
  )
  const places = new Map<Item, boolean>()
  const rowOf = new Map<Item, SlotRow>()
  const items = body.flatMap((row) => {
    const isSound = isInPlace(row, heads, form)
    return itemsOf(row).map((item) => {
      places.set(item, isSound)
      rowOf.set(item, row)
      return item
    })
  })
  const found: Array<BoundRow> = []
  const losses: Array<Loss> = []
  const coded = items.filter(({ code }) => code !== "")
  const restored = restoreCodes(
    "departmentEconomic",
    coded.map((item) => ({ code: item.code, name: item.name, isInPlace: places.get(item)! }))
  )
  // Where several names stand beside the codes of others the columns have changed places, and those of totals too.
  const lines = coded.flatMap((item, index): ReadonlyArray<BlockLine> => {
    const code = restored[index]?.code
    const isKnown = code !== undefined && places.get(item) === true
    return isKnown ? [blockLine(code, item, rowOf.get(item)!, heads, form)] : []
  })
  const isShuffled = coded.filter(isAtOdds).length > 1 || areExchanged(lines)
  const cell = (item: Item): ReadonlyMap<string, BoundCell> =>
    new Map([
      [
        form.columns[0]!.key,
        places.get(item) === true && !isShuffled ? amountOf(item, perName) : inDoubt(item)
      ]
    ])
  coded.forEach((item, index) => {
    const answer = isAtOdds(item) ? null : restored[index]!
    if (answer === null) losses.push(lostItem(item, places.get(item)!))
    else found.push(codedRow(item, answer, cell(item)))
  })
  for (const item of items.filter(({ code }) => code === "")) {
    const key = sumNamed(form, item.slot.text)
    if (key !== undefined && !found.some((row) => row.key === key))
      found.push({ key, label: item.slot.text, at: item.slot.at, cells: cell(item) })
    else if (item.tail.some(({ plain }) => /[1-9]/.test(plain)))
      losses.push({ at: item.slot.at, raw: item.slot.text, prefix: "" })
  }
  for (const row of body) for (const stray of strays(row, form)) losses.push(stray)
  if (found.length === 0 && losses.length === 0) losses.push(...wholeLoss(rows))
  return { rows: found, losses }
}
