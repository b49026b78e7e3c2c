/**
 * The rows of tables by functional code.
 */
import { restoreCodes } from "./Codes.ts"
import type { RestoredRow } from "./Codes.ts"
import { bindTail, headsOf, isTrusted } from "./Heads.ts"
import type { BoundCell, Leaf } from "./Heads.ts"
import { isNumberRow, printed, rawOf } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import type { TableDefinition } from "@juesuan/tables"
import { columnKeys, columnNumbers, columnOf, columnOrders } from "./FormSet.ts"
import type { FormSet } from "./FormSet.ts"
import { knownPrefix, wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable, Loss } from "./Bound.ts"
import { plain } from "./Text.ts"

/** Heads of the columns of codes and names. */
const LABEL_HEAD =
  /^(?:项目|功能分类.{0,6}|功能分.{0,2}|支出功能分类.{0,8}|科目.{0,6}|类|款|项|类款项|编码|序号|栏次|名称)$/

const isLabelHead = (head: string): boolean => LABEL_HEAD.test(head)

const isLabelColumn = (path: ReadonlyArray<string>): boolean => path.every(isLabelHead)

const TOTAL = /^(?:合计|总计|本年(?:收入|支出)?合计)$/

/** Where 合计 stands in a row that begins with the heads 类, 款, 项 of the codes below it; -1 in any other row. */
const totalBesideLevels = (row: SlotRow): number => {
  const at = row.findIndex(({ plain }) => TOTAL.test(plain))
  const before = printed(row.slice(0, Math.max(0, at)))
  return before.length > 0 && before.every(({ plain }) => /^(?:[类款项]|类款项)$/.test(plain)) ? at : -1
}

/** A row of the body begins with a code and a name, or is the 合计 row. */
const isBodyRow = (row: SlotRow): boolean => {
  if (isNumberRow(row)) return false
  if (totalBesideLevels(row) >= 0) return true
  const cells = printed(row)
  const label = cells.find(({ kind }) => kind === "text")
  if (cells.some(({ text, kind }) => kind === "number" && /[.．,，]\s?\d/.test(text))) return true
  if (label === undefined) return false
  if (/^[23]\d{2,6}-?[^\d]/.test(label.plain)) return true
  if (cells[0] !== label && /^[23]\d{2,6}$/.test(cells[0]!.plain)) return true
  // Amounts that run into each other are a text with digits.
  return (
    TOTAL.test(label.plain) &&
    cells.every((cell) => cell === label || cell.kind !== "text" || /\d/.test(cell.plain))
  )
}

interface ParsedRow {
  readonly row: SlotRow
  readonly code: string
  readonly codeSlot: Slot
  readonly name: string
  readonly isTotal: boolean
  readonly from: number
}

/** One code out of its cells: whole in one, level by level, or repeated from level to level. */
const joinCode = (parts: ReadonlyArray<string>): string => {
  let code = ""
  for (const part of parts) {
    if (part.length > code.length && part.startsWith(code)) code = part
    else if (part.length === 2 && (code.length === 3 || code.length === 5)) code += part
    else if (part !== code) return ""
  }
  return code
}

const JOINED = /^(\d{3,7})(?:-|##)?([^\d].*)$/

/** A code of no catalogue has no name, and may stand in the place of it: the same digits twice, then amounts. */
const repeatedCode = (row: SlotRow): number => {
  const at = row.findIndex(({ kind }) => kind !== "blank")
  const [code, name] = [row[at], row[at + 1]]
  return code !== undefined && name?.plain === code.plain && /^2\d{2}(?:\d{2}){0,2}$/.test(code.plain)
    ? at + 1
    : -1
}

const parseRow = (row: SlotRow): ParsedRow | null => {
  const total = totalBesideLevels(row)
  if (total >= 0) {
    const slot = row[total]!
    return { row, codeSlot: slot, from: total + 1, code: "", name: slot.text, isTotal: true }
  }
  const repeated = repeatedCode(row)
  const nameAt = repeated >= 0 ? repeated : row.findIndex(({ kind }) => kind === "text")
  const slot = row[nameAt]
  if (slot === undefined) return null
  const before = printed(row.slice(0, nameAt))
  const joined = JOINED.exec(slot.plain)
  const codeSlot = before[0] ?? slot
  const base = { row, codeSlot, from: nameAt + 1 }
  if (TOTAL.test(slot.plain)) return { ...base, code: "", name: slot.text, isTotal: before.length === 0 }
  if (joined !== null && before.length === 0) {
    const name = slot.text.replace(/^[\d０-９\s]+(?:[-－—–]|##)?\s*/, "")
    return { ...base, code: joined[1]!, name, isTotal: false }
  }
  return { ...base, code: joinCode(before.map(({ plain }) => plain)), name: slot.text, isTotal: false }
}

const leavesOf = (
  form: TableDefinition,
  heads: ReturnType<typeof headsOf>,
  set: FormSet
): { readonly leaves: ReadonlyArray<Leaf>; readonly isSound: boolean } => {
  // Words for amounts above words for codes and names: a head has slipped.
  const isMixed = heads.columns.some(
    ({ path: [, ...below], path }) => below.some(isLabelHead) && !isLabelColumn(path)
  )
  const found = heads.columns.flatMap(({ index, path, number }): ReadonlyArray<Leaf> => {
    if (path.length === 0 || isLabelColumn(path)) return []
    const own = path.filter((head) => head !== "项目" && !head.startsWith("功能分类"))
    return [{ index, key: columnOf(form, own, set), number }]
  })
  const sums = new Set(
    form.columns.flatMap(({ key, sumOf }, at) => (at === 0 || sumOf !== undefined ? [key] : []))
  )
  return {
    leaves: found,
    isSound:
      !isMixed &&
      isTrusted(heads, found, columnOrders(form), columnNumbers(form)) &&
      found.some((leaf) => leaf.key !== null && sums.has(leaf.key))
  }
}

/** Whether 类, 款 and 项, where they head columns of their own, stand in that order: else codes read as other codes. */
const areLevelsInOrder = (rows: ReadonlyArray<SlotRow>): boolean =>
  rows.every((row) => {
    const levels = row.flatMap(({ plain }) => (/^[类款项]$/.test(plain) ? ["类款项".indexOf(plain)] : []))
    return levels.every((level, at) => at === 0 || level > levels[at - 1]!)
  })

const hasAmount = (row: SlotRow, from: number): boolean =>
  row.slice(from).some(({ kind, text }) => kind === "number" && /[1-9１-９]/.test(text))

/** The rows of a body by their codes and names; what has amounts and neither is a loss. */
const parsedRows = (body: ReadonlyArray<SlotRow>, losses: Array<Loss>): ReadonlyArray<ParsedRow> =>
  body.flatMap((row): ReadonlyArray<ParsedRow> => {
    if (printed(row).length === 0 || isNumberRow(row) || !isBodyRow(row)) return []
    const one = parseRow(row)
    if (one !== null) return [one]
    if (hasAmount(row, 0)) losses.push({ at: printed(row)[0]!.at, raw: rawOf(row), prefix: "" })
    return []
  })

/** A row under the code and the name that it was found to have. */
const codedRow = (
  { codeSlot: { at }, code, name }: ParsedRow,
  answer: RestoredRow,
  cells: ReadonlyMap<string, BoundCell>
): BoundRow => ({
  key: answer.code,
  label: answer.name.trim(),
  at,
  cells,
  ...(answer.codeReason === null ? {} : { codeCut: { raw: code, reason: answer.codeReason } }),
  ...(answer.nameReason === null ? {} : { nameCut: { raw: name, reason: answer.nameReason } })
})

/** How many columns of a form the heads of rows name. */
export const columnsNamed = (form: TableDefinition, rows: ReadonlyArray<SlotRow>, set: FormSet): number => {
  const start = rows.findIndex(isBodyRow)
  const { leaves } = leavesOf(form, headsOf(start < 0 ? rows : rows.slice(0, start)), set)
  return new Set(leaves.flatMap(({ key }) => key ?? [])).size
}

/** Binds the rows of a table by code; `elsewhere` are codes that other tables print whole. */
export const bindCodes = (
  form: TableDefinition,
  rows: ReadonlyArray<SlotRow>,
  elsewhere: ReadonlySet<string>,
  set: FormSet
): BoundTable => {
  const start = rows.findIndex(isBodyRow)
  const headRows = start < 0 ? rows : rows.slice(0, start)
  const heads = headsOf(headRows)
  const { leaves, isSound } = leavesOf(form, heads, set)
  const losses: Array<Loss> = []
  const usable = isSound ? leaves : []
  const parsed = parsedRows(start < 0 ? [] : rows.slice(start), losses)
  const coded = parsed.filter(({ isTotal }) => !isTotal)
  const rowsOfCodes = coded.map(({ row, code, name }) => ({
    code,
    name,
    isInPlace: heads.isRegular && row.length === heads.width
  }))
  const restored = restoreCodes("functional", rowsOfCodes, elsewhere)
  const bound: Array<BoundRow> = []
  // The heads of the levels may stand in the first row of the body.
  const isOrdered = areLevelsInOrder(rows.slice(0, headRows.length + 1))
  const answers = new Map<ParsedRow, RestoredRow | null>(
    coded.map((row, at) => [row, isOrdered ? restored[at]! : null])
  )
  const totals = parsed.filter(({ isTotal }) => isTotal)
  for (const one of parsed) {
    const cells: ReadonlyMap<string, BoundCell> = bindTail(one.row, one.from, heads, usable, columnKeys(form))
    const at = one.codeSlot.at
    if (one.isTotal) {
      if (totals.length === 1) bound.push({ key: "total", label: plain(one.name), at, cells })
      else losses.push({ at, raw: rawOf(one.row), prefix: "total" })
      continue
    }
    const answer = answers.get(one) ?? null
    if (answer === null) {
      losses.push({
        at,
        raw: rawOf(one.row),
        prefix: isOrdered ? knownPrefix(one.code, heads.isRegular && one.row.length === heads.width) : ""
      })
      continue
    }
    bound.push(codedRow(one, answer, cells))
  }
  if (bound.length === 0 && losses.length === 0) losses.push(...wholeLoss(rows))
  return { rows: bound, losses }
}
