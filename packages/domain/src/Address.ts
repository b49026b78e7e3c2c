/**
 * Addresses: the name by which every figure can be asked for and explained.
 *
 * `T03/2080109/3` is table T03, row 2080109, column (栏次) 3. A row is keyed by what it means: a functional or economic
 * code, or a word such as `total` for 合计, `expenditure` or `opening.generalPublic`; the 行次 that a form prints is no
 * key. The one column without a printed number, 其中：教育收费 in T02, is `4a`; those of T07 are `budget` and `outturn`.
 * Narrative figures start with `N/`, scores with `S/`.
 * {@link parse} and {@link print} are inverse.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** A cell of a table: its key by meaning, its row, its column (栏次). */
export type TableAddress = {
  readonly _tag: "Cell"
  readonly table: string
  readonly row: string
  readonly column: string
}
/** A figure of the narrative, by section and name, such as `N/5.3/2080109/initial`. */
export type NarrativeAddress = { readonly _tag: "Narrative"; readonly path: ReadonlyArray<string> }
/**
 * A figure of a project's self-evaluation: project, indicator (or `execution`, `total`), and which figure.
 */
export type ScoreAddress = {
  readonly _tag: "Score"
  readonly project: string
  readonly indicator: string
  readonly figure: string
}
/** The name of a figure, in a table, a sentence or a score. */
export type Address = TableAddress | NarrativeAddress | ScoreAddress

/** The text is not an address. */
export class AddressUnreadable extends Data.TaggedError("AddressUnreadable")<{ readonly text: string }> {
  override get message(): string {
    return (
      `"${this.text}" is not an address. Write table/row/column, such as T03/2080109/3; ` +
      "S/project/indicator/score; or N/section/figure."
    )
  }
}

const TABLE_KEY = /^[A-Z][A-Z0-9]*\d[A-Z0-9]*$/
const SEGMENT = /^[^/\s\p{Cc}]+$/u

/** Makes the address of a table cell. */
export const cell = (table: string, row: string, column: string): TableAddress => ({
  _tag: "Cell",
  table,
  row,
  column
})

/** Reads an address; fails with {@link AddressUnreadable} on any other text. */
export const parse = (text: string): Result.Result<Address, AddressUnreadable> => {
  const segments = text.split("/")
  const [head, second, third, fourth] = segments
  if (!segments.every((segment) => SEGMENT.test(segment))) return Result.fail(new AddressUnreadable({ text }))
  if (head === "N" && segments.length >= 2)
    return Result.succeed({ _tag: "Narrative", path: segments.slice(1) })
  if (head === "S" && segments.length === 4) {
    return Result.succeed({ _tag: "Score", project: second!, indicator: third!, figure: fourth! })
  }
  if (segments.length === 3 && TABLE_KEY.test(head!)) return Result.succeed(cell(head!, second!, third!))
  return Result.fail(new AddressUnreadable({ text }))
}

/**
 * The parts of the address of a cell that a program of ours printed. The column is empty for the address of a row, row
 * and column are for the address of a table. Total: of any other text it is the parts between the first slashes.
 */
export const cellOf = (text: string): TableAddress => {
  const [table = "", row = "", column = ""] = text.split("/")
  return cell(table, row, column)
}

/** The address of the row of a cell: `T03/2080109`. */
export const rowOf = (text: string): string => {
  const { table, row } = cellOf(text)
  return `${table}/${row}`
}

/** Prints the address of a cell: `T03/2080109/3`. */
export const printCell = (table: string, row: string, column: string): string => `${table}/${row}/${column}`

/** Prints an address in the form {@link parse} reads. */
export const print = (address: Address): string => {
  switch (address._tag) {
    case "Cell":
      return printCell(address.table, address.row, address.column)
    case "Narrative":
      return ["N", ...address.path].join("/")
    case "Score":
      return `S/${address.project}/${address.indicator}/${address.figure}`
  }
}
