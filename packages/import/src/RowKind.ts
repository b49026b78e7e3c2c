/**
 * What kind of row stands under the header: a transaction, or one that finance systems and clerks print
 * between them, such as totals (合计), carried amounts (承前页) and signatures (制表人).
 *
 * A row that names what a transaction names (a document, or a date with a code) is one, whatever else it
 * says. A row with an amount is passed over only as a total or a carried amount; it is listed with its
 * amount then.
 */
import type { Field } from "./Field.ts"
import { fieldIndex } from "./Field.ts"
import type { SourceRow } from "./Layout.ts"

/** Why a row is no transaction. `mapped`: the mapping says so. */
export type PassedKind = "total" | "carried" | "pageHead" | "signature" | "note" | "mapped"

/** A row that was passed over: where, why, its first text, and the amount in it as it is written. */
export interface PassedRow {
  readonly row: number
  readonly kind: PassedKind
  readonly text: string
  readonly amounts: ReadonlyArray<string>
}

/** What kind of total a label names: for comparing it with the rows it is of. */
export interface PassedAs {
  readonly kind: PassedKind
  readonly label: string
}

const TOTAL_WORDS = "(?:合计|小计|总计|累计|共计|总额)"
const PERIOD =
  "(?:[本全当][日旬月季年期页周]度?|上半年|下半年|半年|月|年|季|季度|日|\\d{4}年(?:度)?|\\d{1,2}月份?)"
/** A label that can be nothing but a total: 合计, 本月合计, 3月份小计, 本年累计发生额. */
const TOTAL_WHOLE = new RegExp(
  `^(?:${PERIOD}){0,2}(?:发生额|金额|支出|收入)?${TOTAL_WORDS}(?:数|额|金额|发生额)?$`
)
/** A label of which that is only likely: 办公费小计, 合计（大写）. */
const TOTAL_LIKELY = new RegExp(`^${TOTAL_WORDS}|${TOTAL_WORDS}$`)
const CARRIED = /^(?:承前页|承上页|接前页|接上页|过次页|转次页|转下页|过下页|结转下页|结转次页|承前累计)$/
const OPENING = /^(?:期初余额|月初余额|年初余额|期末余额|月末余额|年末余额|上月结余|上年结余)$/
const SIGNATURE =
  /^(?:制表|制单|编制|填表|填报|审核|复核|记账|出纳|经办|打印|会计主管|财务主管|财务负责人|单位负责人|分管领导)(?:人员?|单位|日期|时间)?(?:[:：(（]|$)/
const NOTE = /^(?:注|备注|说明|附注|附件)\s*(?:\d|[一二三四五六七八九十])?[:：.、]/
const PAGE_HEAD =
  /^(?:第\s*\d+\s*页|共\s*\d+\s*页|(?:编制|填报)?单位(?:名称)?[:：]|金额单位|单位[:：]|币种|(?:会计|预算)(?:年度|期间)[:：])|第\s*\d+\s*页/
const LABEL_MAX = 60

const labelOf = (cell: string): string =>
  cell
    .slice(0, LABEL_MAX)
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/^[[("【]+|[\])"】]+$|[::]+$/g, "")

/** The first text of a row that has one. */
const firstText = (cells: ReadonlyArray<string>): string =>
  cells.find((cell) => cell.trim() !== "")?.trim() ?? ""

const evidence: ReadonlyArray<ReadonlyArray<Field>> = [
  ["event_type"],
  ["vou_date"],
  ["exp_func_code", "dep_bgt_eco_code"]
]

/** The cell of a field; a constant of the mapping stands in every row and says nothing of this one. */
const cellOf = ({ cells, layout }: SourceRow, field: Field): string => {
  const index = layout.at[fieldIndex[field]]!
  return index === -1 ? "" : (cells[index] ?? "").trim()
}

/** How many of type, date and code a row has, besides its label. */
const evidenceOf = (row: SourceRow, label: string): number =>
  evidence.filter((fields) =>
    fields.some((field) => {
      const cell = cellOf(row, field)
      return (
        cell !== "" &&
        labelOf(cell) !== label &&
        (field === "vou_date" || field === "event_type" || /\d/.test(cell))
      )
    })
  ).length

/** The label of a total in a row, and whether it can be nothing else. */
const totalIn = (
  cells: ReadonlyArray<string>
): { readonly label: string; readonly isSure: boolean } | undefined => {
  let likely: string | undefined
  for (const cell of cells) {
    if (cell.trim() === "") continue
    const label = labelOf(cell)
    if (TOTAL_WHOLE.test(label)) return { label, isSure: true }
    if (TOTAL_LIKELY.test(label)) likely ??= label
  }
  return likely === undefined ? undefined : { label: likely, isSure: false }
}

const carriedIn = (cells: ReadonlyArray<string>): string | undefined => {
  for (const cell of cells) {
    const label = cell.trim() === "" ? "" : labelOf(cell)
    if (CARRIED.test(label) || OPENING.test(label)) return label
  }
  return undefined
}

/** What a row without an amount is, if it is no transaction. */
const withoutAmount = (row: SourceRow): PassedAs | undefined => {
  const first = firstText(row.cells)
  const plain = first.slice(0, LABEL_MAX).normalize("NFKC").replace(/\s+/g, "")
  if (SIGNATURE.test(plain)) return { kind: "signature", label: first }
  if (NOTE.test(plain)) return { kind: "note", label: first }
  if (PAGE_HEAD.test(plain)) return { kind: "pageHead", label: first }
  return undefined
}

/** Whether a row is the header again, as every printed page has it. */
export const isHeaderAgain = (cells: ReadonlyArray<string>, header: ReadonlyArray<string>): boolean =>
  header.every((head, index) => head.trim() === "" || head.trim() === (cells[index] ?? "").trim())

const isLabel = (text: string): boolean => carriedIn([text]) !== undefined || totalIn([text]) !== undefined

/** Why a row is passed over; `undefined` for a transaction, right or wrong. */
export const passedAs = (row: SourceRow, hasAmount: boolean): PassedAs | undefined => {
  const documentNo = cellOf(row, "doc_no")
  if (documentNo !== "" && !isLabel(documentNo)) return undefined
  const carried = carriedIn(row.cells)
  const total = carried === undefined ? totalIn(row.cells) : undefined
  const label = carried ?? total?.label
  if (label === undefined) return hasAmount ? undefined : withoutAmount(row)
  // Type, date and code together are a transaction whose number is missing.
  const allowed = total?.isSure === false ? 1 : 2
  if (cellOf(row, "ref_doc_no") !== "" || evidenceOf(row, label) > allowed) return undefined
  return { kind: carried === undefined ? "total" : "carried", label }
}
