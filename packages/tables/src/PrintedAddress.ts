/**
 * Addresses as forms print them, read to addresses by meaning.
 *
 * `T01/38/2` and `公开01表/38/2` name the line 38 of a form that prints it, `T07/1/11` its eleventh column,
 * `公开03表·2080109 社会保险经办机构·项目支出` a cell by number, code and head. All of them are read under the form in
 * use and answered as `T01/208/2`, `T07/vehicleOperation/outturn`, `T03/2080109/3`.
 */
import { Address } from "@juesuan/domain"
import * as Result from "effect/Result"
import type { PackTable, TablePack } from "./Pack.ts"
import type { ColumnDefinition, RowDefinition, TableDefinition } from "./TableDefinition.ts"

/** The printed 行次 of the rows of a form, by row and column; none where it numbers no lines. */
export const printedLines = ({
  layout,
  columns
}: TableDefinition): ReadonlyArray<{
  readonly line: string
  readonly row: string
  readonly column: string
}> => {
  if (layout.kind !== "sides" || !layout.isNumbered) return []
  const [first, ...rest] = columns.map(({ key }) => key)
  const side = (
    rows: ReadonlyArray<string | null>,
    before: number,
    keys: ReadonlyArray<string>
  ): ReturnType<typeof printedLines> =>
    rows.flatMap((row, index) =>
      row === null ? [] : keys.map((column) => ({ line: String(before + index + 1), row, column }))
    )
  return [...side(layout.left.rows, 0, [first!]), ...side(layout.right.rows, layout.left.rows.length, rest)]
}

/** The 行次 at which the form prints a row, by column; empty where it prints none. */
export const linesOfRow = (definition: TableDefinition, row: string): ReadonlyMap<string, string> =>
  new Map(
    printedLines(definition).flatMap((printed) =>
      printed.row === row ? [[printed.column, printed.line] as const] : []
    )
  )

const fixedRows = ({ rows }: TableDefinition): ReadonlyArray<RowDefinition> =>
  rows.kind === "fixed" ? rows.rows : [rows.total]

/** The cells of a form that sets all rows on one line, in the order of print. */
export const cellsOnOneLine = (
  definition: TableDefinition
): ReadonlyArray<{ readonly row: string; readonly column: string }> => {
  const { layout, columns } = definition
  if (layout.kind !== "single") return []
  const rows = fixedRows(definition)
  return layout.order === "blocks"
    ? columns.flatMap((column) => rows.map((row) => ({ row: row.key, column: column.key })))
    : rows.flatMap((row) => columns.map((column) => ({ row: row.key, column: column.key })))
}

const plainText = (text: string): string => text.normalize("NFKC").replace(/\s/g, "")

const isTable = ({ definition, number, title }: PackTable, text: string): boolean =>
  [definition.key, number, title, definition.title].some((name) => plainText(name) === plainText(text))

const isColumn = ({ key, number, title, heads }: ColumnDefinition, text: string): boolean =>
  [key, number, title, heads.join("")].some((name) => name !== "" && plainText(name) === plainText(text))

/** The key of a row by its key, its code with or without its name, or its label where only one row has it. */
const rowNamed = (definition: TableDefinition, text: string): string => {
  const rows = fixedRows(definition)
  if (rows.some(({ key }) => key === text)) return text
  const code = /^(\d{3}|\d{5}|\d{7})(?=$|\s|\p{Script=Han})/u.exec(text)?.[1]
  if (code !== undefined) return code
  const labelled = rows.filter(({ label }) => label !== "" && plainText(label) === plainText(text))
  return labelled.length === 1 ? labelled[0]!.key : text
}

const cellNamed = (definition: TableDefinition, row: string, column: string): Address.TableAddress => {
  const own = definition.columns.find((candidate) => isColumn(candidate, column))?.key ?? column
  if (definition.layout.kind === "single" && row === "1") {
    const cell = cellsOnOneLine(definition)[Number(column) - 1]
    return Address.cell(definition.key, cell?.row ?? row, cell?.column ?? own)
  }
  const printed = printedLines(definition).find(({ line }) => line === row)
  return Address.cell(definition.key, printed?.row ?? rowNamed(definition, row), own)
}

/**
 * Reads an address in any form under a pack; answers the address by meaning. That the table has such a cell is not
 * said: ask `cellAt`. Fails with `AddressUnreadable` on what is no address in any form.
 */
export const resolveAddress = (
  text: string,
  pack: TablePack
): Result.Result<Address.Address, Address.AddressUnreadable> => {
  const [first = "", row = "", column = "", ...more] = text
    .trim()
    .split(/[/·]/)
    .map((part) => part.trim())
  const table =
    more.length === 0 && column !== "" ? pack.tables.find((one) => isTable(one, first)) : undefined
  if (table === undefined || row === "") return Address.parse(text)
  return Result.succeed(cellNamed(table.definition, row, column))
}

const codes =
  "201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 231 232 234".split(
    " "
  )
const funds = ["generalPublic", "governmentFund", "stateCapital"]
const items = ["total", "abroad", "vehicles", "vehiclePurchase", "vehicleOperation", "reception"]

const numbered = (first: number, keys: ReadonlyArray<string>): ReadonlyArray<readonly [string, string]> =>
  keys.map((key, index) => [String(first + index), key])

/** The rows that addresses of the first releases named by their 行次 in the forms of Ningxia for 2024. */
const formerRows: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  T01: new Map([
    ...numbered(1, [
      ...funds.map((fund) => `income.${fund}`),
      "income.superiorSubsidy",
      "income.institutional",
      "income.operating",
      "income.subsidiaryRemittance",
      "income.other"
    ]),
    ...numbered(27, ["income", "surplusUsed", "opening", "total"]),
    ...numbered(31, [...codes, "expenditure", "surplusDistributed", "closing", "total"])
  ]),
  T04: new Map([
    ...numbered(
      1,
      funds.map((fund) => `income.${fund}`)
    ),
    ...numbered(27, ["income", "opening", ...funds.map((fund) => `opening.${fund}`), "total"]),
    ...numbered(33, [...codes, "expenditure", "closing"]),
    ["64", "total"]
  ])
}

const formerItem = (number: string): string => {
  const index = Number(number) - 1
  const item = items[index % items.length]
  return item === undefined || index < 0 || index > 11
    ? number
    : `${item}/${index < 6 ? "budget" : "outturn"}`
}

/**
 * A text in which every address of the first releases is written as it is today: what fingerprints, baselines and
 * recorded figures said before rows were keyed by what they mean. Other texts are returned as they are.
 */
export const withCurrentAddresses = (text: string): string =>
  text
    .replace(/\b(T01|T04)\/(\d{1,2})(?=$|[^\d.])/g, (all, table: string, line: string) => {
      const row = formerRows[table]!.get(line)
      return row === undefined ? all : `${table}/${row}`
    })
    .replace(/\bT07\/1\/(\d{1,2})(?=$|[^\d.])/g, (_, number: string) => `T07/${formerItem(number)}`)
    .replace(
      /(\bN\/(?:\d+(?:\.\d+)*|other)\/)c(\d{1,2})(?=$|[^\w.])/g,
      (_, before: string, number: string) =>
        `${before}${formerItem(number)
          .replace(/\/outturn$/, "")
          .replace("/", ".")}`
    )

/** The address by meaning of a recorded figure, as printed by the form in use or by those of the first releases. */
export const currentAddress = (text: string, pack: TablePack): string => {
  const read = resolveAddress(withCurrentAddresses(text), pack)
  return Result.isSuccess(read) ? Address.print(read.success) : text
}
