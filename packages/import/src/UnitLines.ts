/**
 * The list of units and their superiors (单位隶属关系) as delimited text: one line a unit, for some years.
 */
import type { UnitKind, UnitLine } from "@juesuan/domain"
import { decodeText } from "@juesuan/page"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { readCsv } from "./Csv.ts"
import { normalizeHeader } from "./Field.ts"

/** One thing that is wrong with the list; `row` 0 is the file itself. */
export interface UnitListFault {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly remedy: string
}

/** The list of units cannot be read. */
export class UnitListUnreadable extends Data.TaggedError("UnitListUnreadable")<{
  readonly file: string
  readonly faults: ReadonlyArray<UnitListFault>
}> {
  override get message(): string {
    const lines = this.faults.map(({ row, column, value, remedy }) => {
      const place = row === 0 ? "" : ` row ${row}, ${column}: "${value}".`
      return `${this.file}:${place} ${remedy}`
    })
    return lines.join("\n")
  }
}

const heads = {
  unit: ["unit", "agency_code", "单位代码", "单位编码", "代码"],
  name: ["name", "单位名称", "名称"],
  kind: ["kind", "单位性质", "单位类型", "类型", "级别"],
  superior: ["superior", "上级单位代码", "上级单位", "上级代码", "上级"],
  from: ["from", "起始年度", "起始年"],
  to: ["to", "终止年度", "终止年"]
} as const
type Column = keyof typeof heads

const columnOf = (head: string): Column | undefined =>
  (Object.keys(heads) as ReadonlyArray<Column>).find((column) =>
    heads[column].some((name) => normalizeHeader(name) === normalizeHeader(head))
  )

const CODE = /^[0-9A-Za-z_-]{1,21}$/
const YEAR = /^(?:19|20|21)\d\d$/

type KindReader = (word: string) => UnitKind | null | undefined

const readLine = (
  row: number,
  at: (column: Column) => string,
  kindNamed: KindReader
): UnitLine | ReadonlyArray<UnitListFault> => {
  const faults: Array<UnitListFault> = []
  const fault = (column: Column, remedy: string): void => {
    const title = heads[column].find((name) => /\p{Script=Han}/u.test(name)) ?? column
    faults.push({ row, column: title, value: at(column), remedy })
  }
  const year = (column: "from" | "to"): number | null => {
    if (at(column) === "") return null
    if (!YEAR.test(at(column))) fault(column, "Give a year such as 2024, or leave it empty.")
    return Number(at(column))
  }
  const kind = kindNamed(at("kind"))
  if (!CODE.test(at("unit"))) fault("unit", "Give the code of the unit: up to 21 letters, digits, _ or -.")
  if (at("superior") !== "" && !CODE.test(at("superior")))
    fault("superior", "Give the code of the superior, or leave it empty at the top.")
  if (at("name") === "") fault("name", "Give the name of the unit.")
  if (kind === undefined)
    fault("kind", "One of 行政单位, 参公单位, 事业单位; or 部门, 县, 市, 省 of a node without a ledger.")
  const [from, to] = [year("from"), year("to")]
  if (from !== null && to !== null && from > to) fault("to", "The last year is before the first.")
  if (faults.length > 0 || kind === undefined) return faults
  return { row, unit: at("unit"), name: at("name"), kind, superior: at("superior"), from, to }
}

const needed: ReadonlyArray<Column> = ["unit", "name", "kind", "superior"]

/** The rows of a text with their numbers, under the delimiter of its first line. */
const rowsOf = (text: string): ReadonlyArray<readonly [number, ReadonlyArray<string>]> => {
  const rows: Array<readonly [number, ReadonlyArray<string>]> = []
  const first = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"))
  const delimiter = /\t/.test(first) ? "\t" : /^[^,]*;/.test(first) ? ";" : ","
  readCsv(text, delimiter, {
    row: (row, cells) => {
      if (cells.some((cell) => cell.trim() !== ""))
        rows.push([row, cells.map((cell) => cell.normalize("NFKC").trim())])
    },
    fault: () => {}
  })
  return rows
}

/**
 * Reads a list of units: columns 单位代码, 单位名称, 单位性质, 上级单位代码, and where they are needed 起始年度, 终止年度.
 * `kindNamed` reads the word of a kind.
 *
 * Fails with {@link UnitListUnreadable}, all faults at once.
 */
export const readUnitLines = (
  file: string,
  bytes: Uint8Array,
  kindNamed: KindReader
): Result.Result<ReadonlyArray<UnitLine>, UnitListUnreadable> => {
  const refuse = (faults: ReadonlyArray<UnitListFault>) =>
    Result.fail(new UnitListUnreadable({ file, faults }))
  const whole = (remedy: string) => refuse([{ row: 0, column: "", value: "", remedy }])
  const decoded = decodeText(bytes)
  if (Result.isFailure(decoded)) return whole("It is no text. Save it as CSV.")
  const [head, ...rows] = rowsOf(decoded.success.text)
  if (head === undefined) return whole("It is empty.")
  const columns = head[1].map(columnOf)
  const missing = needed.filter((column) => !columns.includes(column))
  if (missing.length > 0)
    return whole(`It lacks the columns ${missing.map((column) => heads[column].join(" / ")).join("; ")}.`)
  const read = rows.map(([row, cells]) =>
    readLine(row, (column) => cells[columns.indexOf(column)] ?? "", kindNamed)
  )
  const faults = read.flatMap((line) => ("unit" in line ? [] : line))
  return faults.length > 0
    ? refuse(faults)
    : Result.succeed(read.flatMap((line) => ("unit" in line ? line : [])))
}
