/**
 * The rows of tables by functional code: T02 收入, T03 支出, T05 一般公共预算, T08 政府性基金, T09 国有资本经营.
 */
import { restoreCodes } from "./Codes.ts"
import type { RestoredRow } from "./Codes.ts"
import { bindTail, headsOf, isTrusted } from "./Heads.ts"
import type { BoundCell, Leaf } from "./Heads.ts"
import { isNumberRow, printed, rawOf } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { formColumns, knownPrefix, wholeLoss } from "./Bound.ts"
import type { BoundRow, BoundTable, Loss } from "./Bound.ts"
import { plain } from "./Text.ts"

type Matcher = readonly [key: string, matches: (path: ReadonlyArray<string>) => boolean]

const first = (path: ReadonlyArray<string>): string => path[0] ?? ""
const last = (path: ReadonlyArray<string>): string => path.at(-1) ?? ""

/** A head of its own, or the 小计 below it; its other parts are other columns. */
const whole =
  (pattern: RegExp) =>
  (path: ReadonlyArray<string>): boolean => {
    const at = path.findIndex((head) => pattern.test(head))
    if (at < 0) return false
    return at === path.length - 1 || (at === path.length - 2 && /^(?:小计|合计)$/.test(last(path)))
  }

const isWithin =
  (pattern: RegExp) =>
  (path: ReadonlyArray<string>): boolean =>
    path.some((head) => pattern.test(head))

const income: ReadonlyArray<Matcher> = [
  ["1", whole(/^(?:本年)?收入合计$|^合计$|^本年收入$/)],
  ["2", whole(/^财政拨款(?:收入)?$/)],
  ["3", whole(/^上级补助(?:收入)?$/)],
  [
    "4a",
    (path) => /教育收费/.test(last(path)) && (path.length === 1 || path.some((head) => head === "事业收入"))
  ],
  ["4", whole(/^事业收入$/)],
  ["5", whole(/^经营收入$/)],
  ["6", whole(/^附属单位(?:上缴收入|缴款)$/)],
  ["7", whole(/^其他收入$/)]
]

const expenditure: ReadonlyArray<Matcher> = [
  ["1", whole(/^(?:本年)?支出合计$|^合计$|^本年支出$/)],
  ["2", whole(/^基本支出$/)],
  ["3", whole(/^项目支出$/)],
  ["4", whole(/^上缴上级支出$/)],
  ["5", whole(/^经营支出$/)],
  ["6", whole(/^对附属单位补助支出$/)]
]

const isCarryOver = isWithin(/^(?:年初|年末|上年|结转下年).{0,12}(?:结转|结余)/)

/** The columns of a fund: movement in, income, expenditure with its two natures, movement out. */
const ofFund = (
  keys: Readonly<Record<"opening" | "income" | "total" | "basic" | "project" | "closing", string>>
) =>
  [
    [keys.opening, whole(/^(?:年初|上年)(?:财政拨款)?结转(?:和|及)?结余$/)],
    [keys.closing, whole(/^(?:年末(?:财政拨款)?结转(?:和|及)?结余|结转下年)$/)],
    [keys.income, whole(/^本年收入(?:合计)?$/)],
    [keys.basic, (path) => !isCarryOver(path) && !/收入/.test(first(path)) && whole(/^基本支出$/)(path)],
    [keys.project, (path) => !isCarryOver(path) && !/收入/.test(first(path)) && whole(/^项目支出$/)(path)],
    [keys.total, whole(/^本年支出(?:合计)?$|^支出合计$|^合计$/)]
  ] satisfies ReadonlyArray<Matcher>

const spending = ofFund({
  opening: "opening",
  income: "income",
  total: "1",
  basic: "2",
  project: "3",
  closing: "closing"
})

const matchers: Readonly<Record<string, ReadonlyArray<Matcher>>> = {
  T02: income,
  T03: expenditure,
  T05: spending,
  T08: ofFund({ opening: "1", income: "2", total: "3", basic: "4", project: "5", closing: "6" }),
  T09: spending
}

const fundOrder = ["opening", "income", "1", "2", "3", "closing"]

/** The orders in which the forms print the columns. */
const orders: Readonly<Record<string, ReadonlyArray<ReadonlyArray<string>>>> = {
  T02: [
    ["1", "2", "3", "4", "4a", "5", "6", "7"],
    ["1", "2", "3", "4", "5", "6", "7"]
  ],
  T03: [["1", "2", "3", "4", "5", "6"]],
  T05: [["1", "2", "3"], fundOrder],
  T08: [["1", "2", "3", "4", "5", "6"]],
  T09: [["1", "2", "3"], fundOrder]
}

/** Heads of the columns of codes and names. */
const LABEL_HEAD =
  /^(?:项目|功能分类.{0,6}|功能分.{0,2}|支出功能分类.{0,8}|科目.{0,6}|类|款|项|类款项|编码|序号|栏次|名称)$/

const isLabelHead = (head: string): boolean => LABEL_HEAD.test(head)

const isLabelColumn = (path: ReadonlyArray<string>): boolean => path.every(isLabelHead)

const TOTAL = /^(?:合计|总计|本年(?:收入|支出)?合计)$/

/** A row of the body begins with a code and a name, or is the 合计 row. */
const isBodyRow = (row: SlotRow): boolean => {
  if (isNumberRow(row)) return false
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
  key: string,
  heads: ReturnType<typeof headsOf>
): { readonly leaves: ReadonlyArray<Leaf>; readonly isSound: boolean } => {
  const list = matchers[key]!
  // Words for amounts above words for codes and names: a head has slipped.
  const isMixed = heads.columns.some(
    ({ path: [, ...below], path }) => below.some(isLabelHead) && !isLabelColumn(path)
  )
  const found = heads.columns.flatMap(({ index, path, number }): ReadonlyArray<Leaf> => {
    if (path.length === 0 || isLabelColumn(path)) return []
    const own = path.filter((head) => head !== "项目" && !head.startsWith("功能分类"))
    const match = list.find(([, matches]) => matches(own))
    return [{ index, key: match?.[0] ?? null, number }]
  })
  return {
    leaves: found,
    isSound:
      !isMixed &&
      isTrusted(heads, found, orders[key]!) &&
      found.some((leaf) => leaf.key === "1" || leaf.key === "3")
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

/** Binds the rows of a table by code; `elsewhere` are codes that other tables print whole. */
export const bindCodes = (
  key: string,
  rows: ReadonlyArray<SlotRow>,
  elsewhere: ReadonlySet<string>
): BoundTable => {
  const start = rows.findIndex(isBodyRow)
  const headRows = start < 0 ? rows : rows.slice(0, start)
  const heads = headsOf(headRows)
  const { leaves, isSound } = leavesOf(key, heads)
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
  const isOrdered = areLevelsInOrder(headRows)
  const answers = new Map<ParsedRow, RestoredRow | null>(
    coded.map((row, at) => [row, isOrdered ? restored[at]! : null])
  )
  const totals = parsed.filter(({ isTotal }) => isTotal)
  for (const one of parsed) {
    const cells: ReadonlyMap<string, BoundCell> = bindTail(
      one.row,
      one.from,
      heads,
      usable,
      formColumns[key]!
    )
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
