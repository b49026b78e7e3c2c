/**
 * Proposed mappings: what the heads of a file probably mean, as a mapping that a person checks and
 * `--mapping` takes.
 *
 * A head is proposed by the vocabulary of synonyms alone, never by resemblance of letters across words; two
 * heads that mean one field are left to the person. Debit and credit become a pair, without kinds of
 * business: which side is what is not to be guessed.
 */
import * as Result from "effect/Result"
import { decodeText, readWorkbook } from "@juesuan/page"
import { delimiters, readCsv } from "./Csv.ts"
import { normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import { fieldOf } from "./Layout.ts"
import type { Mapping, SheetMapping } from "./Mapping.ts"
import { TITLE_ROWS_MAX } from "./SheetReader.ts"
import { defaultLimits } from "./Source.ts"
import type { ImportFile } from "./Source.ts"
import { likelyField } from "./Synonyms.ts"

type Rows = ReadonlyArray<ReadonlyArray<string>>

const none: ReadonlyMap<string, Field> = new Map()

const meaningOf = (head: string): Field | undefined => fieldOf(head, none) ?? likelyField(head)

const isSide = (side: string) => (head: string) =>
  new RegExp(`^${side}(?:金额|发生额)?$`).test(normalizeHeader(head))

/** How many heads of a row mean something. */
const headsIn = (cells: ReadonlyArray<string>): number =>
  cells.filter((cell) => cell.trim() !== "" && meaningOf(cell) !== undefined).length

const headerOf = (rows: Rows): ReadonlyArray<string> | undefined => {
  const counts = rows.map(headsIn)
  const best = Math.max(0, ...counts)
  return best === 0 ? undefined : rows[counts.indexOf(best)]!.map((cell) => cell.trim())
}

const proposalOf = (heads: ReadonlyArray<string>): SheetMapping => {
  const named = new Set(heads.flatMap((head) => fieldOf(head, none) ?? []))
  const meant = heads.flatMap((head) => {
    const field = fieldOf(head, none) === undefined ? likelyField(head) : undefined
    return field === undefined || named.has(field) ? [] : [{ head, field }]
  })
  const isSole = ({ field }: { readonly field: Field }): boolean =>
    meant.filter((other) => other.field === field).length === 1
  const columns = Object.fromEntries(meant.filter(isSole).map(({ head, field }) => [head, field]))
  const [debit, credit] = [heads.find(isSide("借方")), heads.find(isSide("贷方"))]
  const [year, month, day] = ["年", "月", "日"].map((name) => heads.find((head) => head === name))
  return {
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(debit === undefined || credit === undefined || named.has("amount")
      ? {}
      : { amountPair: { debit, credit } }),
    ...(year === undefined || month === undefined || day === undefined
      ? {}
      : { dateParts: { year, month, day } })
  }
}

/** The first rows of every visible sheet; those of a text file under no name. */
const firstRowsOf = ({ bytes }: ImportFile): ReadonlyMap<string, Rows> => {
  const sheets = new Map<string, Array<ReadonlyArray<string>>>()
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    let rows: Array<ReadonlyArray<string>> = []
    readWorkbook(bytes, defaultLimits.inflatedBytesMax, {
      sheet: (name, isHidden) => {
        if (isHidden) return false
        sheets.set(name, (rows = []))
        return true
      },
      row: (_, cells) => rows.push([...cells]) <= TITLE_ROWS_MAX,
      fault: () => {}
    })
    return sheets
  }
  const text = decodeText(bytes)
  if (Result.isFailure(text)) return sheets
  const read = delimiters.map((delimiter) => {
    const rows: Array<ReadonlyArray<string>> = []
    readCsv(text.success.text, delimiter, {
      row: (_, cells) => rows.push(cells) <= TITLE_ROWS_MAX,
      fault: () => {}
    })
    return rows
  })
  const best = read.toSorted((a, b) => Math.max(0, ...b.map(headsIn)) - Math.max(0, ...a.map(headsIn)))
  return new Map([["", best[0]!]])
}

/** The mapping that a file's heads suggest; empty where every head is known, or none means anything. */
export const proposeMapping = (file: ImportFile): Mapping => {
  const proposals = [...firstRowsOf(file)].flatMap(([sheet, rows]) => {
    const heads = headerOf(rows)
    return heads === undefined ? [] : [[sheet, proposalOf(heads)] as const]
  })
  const [first] = proposals
  if (first === undefined) return {}
  return proposals.length === 1 ? first[1] : { sheets: Object.fromEntries(proposals) }
}
