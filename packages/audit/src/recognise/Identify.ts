/**
 * Which table a grid is: its title, confirmed by its heads; or its heads and note alone where it has no title.
 */
import { Phrase, formRows } from "@juesuan/tables"
import type { TableDefinition } from "@juesuan/tables"
import { formsOf, isLabelOf, subjectOf } from "./FormSet.ts"
import type { FormSet } from "./FormSet.ts"
import { printed } from "./Matrix.ts"
import type { TableSegment } from "./Segments.ts"
import { labelOf, plain } from "./Text.ts"

/** How many rows from the top may hold heads. */
const HEAD_ROWS = 8

const wordsOf = ({ rows }: TableSegment): ReadonlyArray<string> => [
  ...new Set(rows.slice(0, HEAD_ROWS).flatMap((row) => printed(row).map(({ plain }) => plain)))
]

/** Heads that tell one column from another: not 合计, 小计 and 金额, which stand in many tables. */
const telling = ({ columns }: TableDefinition): ReadonlyArray<ReadonlyArray<string>> =>
  columns
    .map(({ heads, aliases = [] }) => [...heads, ...aliases.flat()].filter((head) => head.length > 2))
    .filter((heads) => heads.length > 0)

const hasLabel = (form: TableDefinition, words: ReadonlyArray<string>): boolean =>
  words.some((word) => formRows(form).some((row) => row.key !== "total" && isLabelOf(labelOf(word), row)))

/** A title above heads and labels of which the form has none names something else. */
const isConfirmed = (form: TableDefinition, words: ReadonlyArray<string>): boolean =>
  words.some((word) =>
    Phrase.isOneOf(
      word,
      form.columns.flatMap(({ heads, aliases = [] }) => [...heads, ...aliases.flat()])
    )
  ) ||
  hasLabel(form, words) ||
  words.some((word) => /决算|科目/.test(word) && form.rows.kind === "fixed")

const isScorecard = (words: string): boolean =>
  /项目名称/.test(words) && /资金总额|一级指标|项目资金|预算执行率|执行率/.test(words)

/** How many labels of a form with rows of its own its first rows show where nothing else tells which it is. */
const LABELS_MIN = 3

/** Whether heads and first labels are those of this form, all of them. */
const isWhole = (form: TableDefinition, words: ReadonlyArray<string>): boolean => {
  const heads = telling(form).filter((_, index) => form.columns[index]?.isOptional !== true)
  const hasHeads = heads.every((column) => words.some((word) => Phrase.isOneOf(word, column)))
  if (form.rows.kind === "byCode") return hasHeads && heads.length > 1 && words.includes("科目名称")
  const named = formRows(form).filter((row) => words.some((word) => isLabelOf(labelOf(word), row)))
  return hasHeads && named.length >= LABELS_MIN
}

const byHeads = ({ forms }: FormSet, words: ReadonlyArray<string>, note: string): string | null => {
  const whole = forms.filter((form) => isWhole(form, words))
  const most = Math.max(0, ...whole.map((form) => telling(form).length + formRows(form).length))
  const best = whole.filter((form) => telling(form).length + formRows(form).length === most)
  const keys = new Set(best.map(({ key }) => key))
  if (keys.size === 1 && (best[0]!.columns.length > 3 || best[0]!.rows.kind === "fixed")) return best[0]!.key
  const spoken = note.replaceAll("、", "")
  const named = new Set(whole.filter((form) => spoken.includes(subjectOf(form))).map(({ key }) => key))
  return named.size === 1 ? [...named][0]! : null
}

export type Identity =
  | { readonly kind: "table"; readonly key: string }
  | { readonly kind: "scorecard" }
  | { readonly kind: "other" }

/** Says what a table is. */
export const identify = (segment: TableSegment, forms: FormSet): Identity => {
  const words = wordsOf(segment)
  if (isScorecard(words.join("|"))) return { kind: "scorecard" }
  const { key } = segment
  if (key === "other") return { kind: "other" }
  if (key !== null)
    return formsOf(forms, key).some((form) => isConfirmed(form, words))
      ? { kind: "table", key }
      : { kind: "other" }
  const found = byHeads(forms, words, segment.notes.map(({ text }) => plain(text)).join(""))
  return found === null ? { kind: "other" } : { kind: "table", key: found }
}
