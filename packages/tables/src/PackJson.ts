/**
 * Packs as JSON: what a region changes of another pack, and tables of its own.
 *
 * A file says which pack it extends and lists its tables in their order: a key is the table as it is there, an object
 * is that table with what it says changed, or a new one. `docs/how-to/pack-of-your-own.md` has an example.
 */
import { Address, nearest } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { expenditureCategories } from "./definitions/categories.ts"
import { withClasses, withTotalBelow, withoutNumbers } from "./FormChange.ts"
import { packById, packs, printedNumber } from "./Pack.ts"
import type { PackTable, TablePack } from "./Pack.ts"
import { isPhrase } from "./Phrase.ts"
import { classesOf, formRows, termOf } from "./TableDefinition.ts"
import type { ColumnDefinition, RowDefinition, TableDefinition } from "./TableDefinition.ts"
import { PackSchema } from "./PackSchema.ts"
import type { ReadPack, ReadTableOf } from "./PackSchema.ts"

/** What is wrong with a pack in JSON: the path, what is wrong there, and what to do. */
export interface PackFault {
  readonly path: string
  readonly message: string
  readonly remedy: string
}

/** The JSON is no pack; every fault has its path and its remedy. */
export class PackUnreadable extends Data.TaggedError("PackUnreadable")<{
  readonly faults: ReadonlyArray<PackFault>
}> {
  override get message(): string {
    return this.faults.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`).join("\n")
  }
}

/** Collects faults while a pack is put together. */
type Report = (path: string, message: string, remedy: string) => void

const meant = (name: string, known: ReadonlyArray<string>): string => {
  const near = nearest(name, known)
  return near === undefined ? `Write one of ${known.join(", ")}.` : `Did you mean "${near}"?`
}

/** The entries of a list, each as it was, changed, or new. */
const merged = <A extends { readonly key: string }>(
  entries: ReadonlyArray<string | { readonly key: string }>,
  before: ReadonlyArray<A>,
  made: (entry: { readonly key: string }, path: string) => A | null,
  path: string,
  report: Report
): ReadonlyArray<A> =>
  entries.flatMap((entry, index): ReadonlyArray<A> => {
    const key = typeof entry === "string" ? entry : entry.key
    const known = before.find((one) => one.key === key)
    const at = `${path}.${index}`
    if (typeof entry === "string") {
      const keys = before.map((one) => one.key)
      if (known === undefined) report(at, `There is no "${key}" in the table it is like.`, meant(key, keys))
      return known === undefined ? [] : [known]
    }
    if (known !== undefined) return [{ ...known, ...entry }]
    const one = made(entry, at)
    return one === null ? [] : [one]
  })

const newColumn =
  (report: Report) =>
  (entry: Partial<ColumnDefinition> & { readonly key: string }, path: string): ColumnDefinition | null => {
    if (entry.heads !== undefined)
      return { number: "", title: entry.heads.join(""), ...entry, heads: entry.heads }
    report(
      `${path}.heads`,
      "A new column has no heads.",
      'Write them from the top down: ["本年支出", "小计"].'
    )
    return null
  }

const newRow =
  (report: Report) =>
  (entry: Partial<RowDefinition> & { readonly key: string }, path: string): RowDefinition | null => {
    if (entry.label === undefined || (entry.where === undefined && entry.cells === undefined)) {
      report(path, `The new row "${entry.key}" says too little.`, "Write its label, and where or cells.")
      return null
    }
    return { depth: 0, ...entry, label: entry.label }
  }

const emptyDefinition = (key: string): TableDefinition => ({
  key,
  title: "",
  note: "",
  moneyUnit: "元",
  columns: [],
  rows: { kind: "fixed", rows: [] },
  layout: { kind: "items", heading: "项目" }
})

/** Rows of a table: by code, or a list; what is not said is as it was. */
const rowsOf = (entry: ReadTableOf, before: TableDefinition, path: string, report: Report) => {
  if (entry.byCode !== undefined) {
    const total: RowDefinition = { key: "total", label: "合计", depth: 0, where: {} }
    return { kind: "byCode", total, ...entry.byCode } as const
  }
  if (entry.rows === undefined) return before.rows
  const rows = merged(entry.rows, formRows(before), newRow(report), `${path}.rows`, report)
  const additions = before.rows.kind === "fixed" ? before.rows.additions : undefined
  return { kind: "fixed", rows, ...(additions === undefined ? {} : { additions }) } as const
}

const phraseFaults = (definition: TableDefinition, path: string, report: Report): void => {
  const phrases = [
    ...(definition.titles ?? []),
    ...definition.columns.flatMap(({ aliases = [] }) => aliases.flat()),
    ...formRows(definition).flatMap(({ aliases = [] }) => aliases)
  ]
  for (const phrase of phrases)
    if (!isPhrase(phrase))
      report(path, `"${phrase}" cannot be read as a phrase.`, "Close its brackets: [本年]收入(合计|小计).")
}

/** What a whole table must have for its figures to be figures. */
const tableFaults = (definition: TableDefinition, path: string, report: Report): void => {
  const { key, columns, layout } = definition
  const rows = formRows(definition)
  if (Result.isFailure(Address.parse(`${key}/total/1`)))
    report(`${path}.key`, `"${key}" is no key of a table.`, "Write capital letters and digits, such as X10.")
  if (definition.title === "")
    report(`${path}.title`, "The table has no title.", "Write the title as printed.")
  if (columns.length === 0) report(`${path}.columns`, "The table has no columns.", "List at least one.")
  if (rows.length === 0) report(`${path}.rows`, "The table has no rows.", "List rows, or say byCode.")
  for (const column of columns)
    if (rows.length > 0 && rows.every((row) => termOf(row, column) === null))
      report(
        `${path}.columns`,
        `The column "${column.key}" has no term.`,
        "Write its term, or cells of rows."
      )
  if (layout.kind === "sides")
    for (const line of [...layout.left.rows, ...layout.right.rows])
      if (line !== null && !rows.some((row) => row.key === line))
        report(
          `${path}.layout`,
          `There is no row "${line}".`,
          meant(
            line,
            rows.map((row) => row.key)
          )
        )
  phraseFaults(definition, path, report)
}

const tableOf = (
  entry: ReadTableOf,
  parent: TablePack,
  emptyStatement: string | undefined,
  path: string,
  report: Report
): PackTable => {
  const wanted = entry.like ?? entry.key
  const all = [...parent.tables, ...packs.flatMap(({ tables }) => tables)]
  const like = all.find(({ definition }) => definition.key === wanted)
  if (entry.like !== undefined && like === undefined) {
    const keys = [...new Set(all.map(({ definition }) => definition.key))]
    report(`${path}.like`, `There is no table "${entry.like}".`, meant(entry.like, keys))
  }
  const before = like?.definition ?? emptyDefinition(entry.key)
  const { title, titles, note, layout, emptyUnless, columns } = entry
  const changed: TableDefinition = {
    ...before,
    key: entry.key,
    ...(title === undefined ? {} : { title }),
    ...(titles === undefined ? {} : { titles }),
    ...(note === undefined ? {} : { note }),
    ...(layout === undefined ? {} : { layout }),
    ...(emptyUnless === undefined ? {} : { emptyUnless }),
    ...(columns === undefined
      ? {}
      : { columns: merged(columns, before.columns, newColumn(report), `${path}.columns`, report) }),
    rows: rowsOf(entry, before, path, report)
  }
  const definition = shaped(changed, entry)
  tableFaults(definition, path, report)
  return {
    definition,
    number: entry.number ?? "",
    title: title ?? like?.title ?? definition.title,
    note: note ?? like?.note ?? definition.note,
    emptyStatement: entry.emptyStatement ?? emptyStatement ?? like?.emptyStatement ?? "此表为空表"
  }
}

const shaped = (
  definition: TableDefinition,
  { total, numbers }: { readonly total?: "above" | "below"; readonly numbers?: boolean }
): TableDefinition => {
  const placed = total === "below" ? withTotalBelow(definition) : definition
  return numbers === false ? withoutNumbers(placed) : placed
}

/** The 类 of a pack after what it drops, renames and adds, in the order of their codes; `null` when it changes none. */
const classesFrom = ({ classes }: ReadPack, parent: TablePack, report: Report) => {
  if (classes === undefined) return null
  const { drop = [], rename = {}, add = {} } = classes
  const summary = parent.tables.find(({ definition }) => definition.key === "T01")?.definition
  const known = classesOf(summary)
  for (const code of [...drop, ...Object.keys(rename)])
    if (!known.includes(code)) report("classes", `The forms have no 类 ${code}.`, meant(code, known))
  for (const code of Object.keys(add))
    if (!/^2\d\d$/.test(code)) report("classes.add", `"${code}" is no code of a 类.`, "Write three digits.")
  const names = new Map(expenditureCategories)
  const labels = new Map(
    (summary === undefined ? [] : formRows(summary)).map(({ key, label }) => [key, label])
  )
  return [...new Set([...known, ...Object.keys(add)])]
    .filter((code) => !drop.includes(code))
    .sort()
    .map((code): readonly [string, string] => [
      code,
      rename[code] ??
        add[code] ??
        names.get(code) ??
        labels.get(code)?.replace(/^[一二三四五六七八九十]+、/, "") ??
        code
    ])
}

const made = (read: ReadPack, parent: TablePack, report: Report): TablePack => {
  const entries = read.tables ?? parent.tables.map(({ definition }) => definition.key)
  const tables = entries.flatMap((entry, index): ReadonlyArray<PackTable> => {
    const path = `tables.${index}`
    if (typeof entry !== "string") return [tableOf(entry, parent, read.emptyStatement, path, report)]
    const shipped = [parent, ...packs].flatMap((pack) => pack.tables)
    const known = shipped.find(({ definition }) => definition.key === entry)
    if (known !== undefined)
      return [read.emptyStatement === undefined ? known : { ...known, emptyStatement: read.emptyStatement }]
    report(
      path,
      `There is no table "${entry}".`,
      meant(
        entry,
        shipped.map(({ definition }) => definition.key)
      )
    )
    return []
  })
  const classes = classesFrom(read, parent, report)
  const whole = tables.map((table, index): PackTable => {
    const own = shaped(table.definition, read)
    const definition = classes === null ? own : withClasses(own, classes)
    const isNumbered =
      read.tables === undefined || (typeof entries[index] !== "string" && table.number !== "")
    return { ...table, definition, number: isNumbered ? table.number : printedNumber(index + 1) }
  })
  const keys = whole.map(({ definition }) => definition.key)
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index)
      report(`tables.${index}`, `The table "${key}" is listed twice.`, "Keep one of them.")
  })
  const { id, name, source, inferred, region, narrative } = read
  return {
    id,
    name,
    source,
    tables: whole,
    ...(inferred === undefined ? {} : { inferred }),
    ...(region === undefined ? {} : { region: { names: [], ...region } }),
    narrative: narrative ?? parent.narrative ?? { like: parent.id }
  }
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()
const SHAPE = "docs/how-to/pack-of-your-own.md has every field with an example."

/**
 * Reads a pack from JSON; `known` are packs of one's own that it may extend. Fails with every fault of it.
 */
export const packFromJson = (
  json: unknown,
  known: ReadonlyArray<TablePack> = []
): Result.Result<TablePack, PackUnreadable> => {
  const read = Schema.decodeUnknownResult(PackSchema, { onExcessProperty: "error", errors: "all" })(json)
  if (Result.isFailure(read)) {
    const faults = format(read.failure.issue).issues.map(({ path = [], message }): PackFault => {
      const steps = path.map((step) => String(typeof step === "object" ? step.key : step))
      return { path: steps.join(".") || "(pack)", message: `${message}.`, remedy: SHAPE }
    })
    return Result.fail(new PackUnreadable({ faults }))
  }
  const faults: Array<PackFault> = []
  const report: Report = (path, message, remedy) => faults.push({ path, message, remedy })
  const parent = known.find(({ id }) => id === read.success.extends) ?? packById(read.success.extends)
  const ids = [...known, ...packs].map(({ id }) => id)
  if (parent === undefined)
    report("extends", `There is no pack "${read.success.extends}".`, meant(read.success.extends, ids))
  const pack = parent === undefined ? null : made(read.success, parent, report)
  return pack === null || faults.length > 0
    ? Result.fail(new PackUnreadable({ faults }))
    : Result.succeed(pack)
}
