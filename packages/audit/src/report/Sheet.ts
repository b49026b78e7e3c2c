/**
 * A sheet of a report as a table of the document tree.
 */
import type { DocumentTable } from "@juesuan/disclosure"

/** What a sheet of a report holds: heads in one row, texts below them, and notes. */
interface Sheet {
  readonly key: string
  readonly title: string
  readonly unitName: string
  readonly heads: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly notes: ReadonlyArray<string>
}

/** A sheet of texts as a table of the document tree. */
export const sheetTable = ({ key, title, unitName, heads, rows, notes }: Sheet): DocumentTable => ({
  key,
  title,
  number: "",
  unitName,
  moneyUnit: "元",
  width: heads.length,
  orientation: "landscape",
  header: [heads.map((text) => ({ text, kind: "head" }))],
  body: rows.map((row) => row.map((text) => ({ text, kind: "text" }))),
  notes
})
