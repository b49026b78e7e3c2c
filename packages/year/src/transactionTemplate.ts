/**
 * The format of transactions as a workbook to be filled in: a sheet of columns with notes and drop-down lists, a sheet
 * that says which kind of entry needs which columns with an example of each, and a sheet of the words and codes.
 *
 * It is made of what the import reads, so that what is filled in is what is read.
 */
import { Classification, expenditureNatures, fundTypes } from "@juesuan/domain"
import { entrySheet, listRange, listSheet, workbookOf } from "@juesuan/disclosure/xlsx"
import type { EntryColumn, ListColumn } from "@juesuan/disclosure/xlsx"
import { entryFields, entryTypes, exampleRows, fieldNames, fieldTitle } from "@juesuan/import"
import type { Field } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"

/** What a template is for. */
export interface TemplateOptions {
  /** The fiscal year whose classification is listed (支出功能分类、部门支出经济分类). */
  readonly year: number
}

/** The name of the sheet that is filled in. */
const ENTRIES = "业务流水"
const GUIDE = "填写说明"
const WORDS = "词表"

const everyRow: Readonly<Partial<Record<Field, string>>> = {
  event_type: "从下拉列表选择。各业务类型要填哪些列，见“填写说明”。",
  fiscal_year: "四位年度，如 2024；不填时按凭证日期。",
  agency_code: "预算单位代码，同一单位始终相同。",
  vou_date: "如 2024-05-08，须在预算年度内。",
  doc_no: "凭证号或文号。同一凭证的多行填同一号；同一行再次导入不会重复记账。",
  line_no: "同一凭证有多行时的行号；不填时按先后编号。"
}

const kinds = (): ReadonlyArray<string> => [
  ...new Set(
    entryTypes.flatMap((type) =>
      entryFields(type)
        .filter(({ field }) => field === "kind")
        .flatMap(({ choices }) => choices)
    )
  )
]

const codesOf = (
  list: Classification.ClassificationName,
  level: "款" | "项",
  year: number
): ReadonlyArray<string> =>
  Classification.entries(list, year)
    .filter((entry) => entry.level === level)
    .map(({ code, name }) => `${code} ${name}`)

interface WordList extends ListColumn {
  readonly fields: ReadonlyArray<Field>
  readonly isStrict: boolean
}

/** The list of the columns that take its words, under the title of the first of them. */
const listOf = (
  fields: readonly [Field, ...Array<Field>],
  words: ReadonlyArray<string>,
  { width = 24, isStrict = true }: Partial<Pick<WordList, "width" | "isStrict">> = {}
): WordList => ({ head: fieldTitle(fields[0]), fields, words, width, isStrict })

const listsOf = ({ year }: TemplateOptions): ReadonlyArray<WordList> => [
  listOf(
    ["event_type"],
    entryTypes.map((type) => registry[type].title)
  ),
  listOf(["fund_type"], Object.values(fundTypes)),
  listOf(["nature", "to_nature"], Object.values(expenditureNatures)),
  listOf(["kind"], kinds()),
  // A budget may be issued at a coarser level than that of the list.
  listOf(["exp_func_code", "to_func_code"], codesOf("functional", "项", year), {
    width: 44,
    isStrict: false
  }),
  listOf(["dep_bgt_eco_code", "to_eco_code"], codesOf("departmentEconomic", "款", year), {
    width: 36,
    isStrict: false
  })
]

/** Which kinds of entry use a column, those that need it first. */
const usesOf = (field: Field): string => {
  const uses = entryTypes.flatMap((type) => {
    const found = entryFields(type).find((one) => one.field === field)
    return found === undefined ? [] : [{ title: registry[type].title, isRequired: found.isRequired }]
  })
  const named = (wanted: boolean): string =>
    uses
      .filter(({ isRequired }) => isRequired === wanted)
      .map(({ title }) => title)
      .join("、")
  const [needed, optional] = [named(true), named(false)]
  return [needed && `必填：${needed}。`, optional && `可填：${optional}。`].filter(Boolean).join("\n")
}

const widthOf = (field: Field): number => (field === "abstract" || field === "reason" ? 32 : 18)

const isUsed = (field: Field): boolean =>
  field in everyRow || entryTypes.some((type) => entryFields(type).some((one) => one.field === field))

const columnsOf = (lists: ReadonlyArray<WordList>): ReadonlyArray<EntryColumn> =>
  fieldNames.filter(isUsed).map((field): EntryColumn => {
    const at = lists.findIndex(({ fields }) => fields.includes(field))
    const list = lists[at]
    return {
      head: fieldTitle(field),
      note:
        everyRow[field] ??
        (field === "amount" ? `以元为单位，最多两位小数。\n${usesOf(field)}` : usesOf(field)),
      width: widthOf(field),
      kind: field === "amount" ? "amount" : "text",
      ...(list === undefined
        ? {}
        : { list: { range: listRange(WORDS, at, list.words.length), isStrict: list.isStrict } })
    }
  })

const exampleOf = (type: EventType): string =>
  fieldNames
    .flatMap((field) => {
      const value = exampleRows[type][field]
      return value === undefined || field === "payload" ? [] : [`${fieldTitle(field)}=${value}`]
    })
    .join("；")

const titlesOf = (type: EventType, isRequired: boolean): string =>
  entryFields(type)
    .filter((one) => one.isRequired === isRequired)
    .map(({ title }) => title)
    .join("、")

const guideColumns = (): ReadonlyArray<ListColumn> => [
  { head: "可登记的业务", width: 24, words: entryTypes.map((type) => registry[type].title) },
  { head: "必填（另加每行都填的列）", width: 56, words: entryTypes.map((type) => titlesOf(type, true)) },
  { head: "选填", width: 48, words: entryTypes.map((type) => titlesOf(type, false)) },
  { head: "填写示例（重构，不是真实凭证；不会导入）", width: 100, words: entryTypes.map(exampleOf) }
]

/**
 * The workbook: an xlsx file. The same options give the same bytes. What is filled in is read by `importFiles` as it
 * is; rows that a person leaves empty are none.
 */
export const transactionTemplate = (options: TemplateOptions): Uint8Array => {
  const lists = listsOf(options)
  return workbookOf([
    entrySheet(ENTRIES, columnsOf(lists)),
    listSheet(
      GUIDE,
      "本表不导入：说明各业务类型要填哪些列。建账用 juesuan init；明细为 JSON 的业务（资产、采购、绩效等）见导入格式说明。",
      guideColumns()
    ),
    listSheet(WORDS, `本表不导入：下拉列表的内容。科目为 ${options.year} 年版，请勿改动。`, lists)
  ])
}
