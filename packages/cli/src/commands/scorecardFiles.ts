/**
 * Scorecards of a file: JSON, CSV or a workbook; every fault is said at once.
 */
import { readScorecards, scorecardsFromRows, toScorecardRows, toScorecardsJson } from "@juesuan/scoring"
import type { PublishedCard, SheetRow } from "@juesuan/scoring"
import type { DocumentTable } from "@juesuan/disclosure"
import { plain, tablesCsv } from "@juesuan/disclosure/csv"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { unreadable, usage } from "../ExitCode.ts"
import type { Exit } from "../ExitCode.ts"
import { readCsv } from "@juesuan/import"
import { decodeText, readWorkbook } from "@juesuan/page"
import { inputOf, parseJson } from "../Input.ts"
import { writeOutput } from "../Output.ts"

/** A workbook inflates to no more than this. */
const INFLATED_MAX = 64 * 2 ** 20

const rowsOfText = (file: string, bytes: Uint8Array): Effect.Effect<ReadonlyArray<SheetRow>, Exit> => {
  const decoded = decodeText(bytes)
  if (Result.isFailure(decoded)) return Effect.fail(unreadable(`${file}: ${decoded.failure.message}`))
  const { text } = decoded.success
  const delimiter = ["\t", ";", ","].find((one) => text.split("\n", 1)[0]!.includes(one)) ?? ","
  const rows: Array<SheetRow> = []
  const faults: Array<string> = []
  readCsv(text, delimiter as "," | ";" | "\t", {
    row: (row, cells) => {
      rows.push({ row, cells: cells.map(plain) })
      return true
    },
    fault: (fault, row) => void faults.push(`row ${row}: ${fault}`)
  })
  return faults.length === 0 ? Effect.succeed(rows) : Effect.fail(unreadable(`${file}: ${faults.join("; ")}`))
}

const rowsOfBook = (file: string, bytes: Uint8Array): Effect.Effect<ReadonlyArray<SheetRow>, Exit> => {
  const rows: Array<SheetRow> = []
  const faults: Array<string> = []
  let sheets = 0
  const read = readWorkbook(bytes, INFLATED_MAX, {
    // The first visible sheet holds the scorecards; notes on others are not ours to guess at.
    sheet: (_, isHidden) => !isHidden && sheets++ === 0,
    row: (row, cells) => {
      rows.push({ row, cells: [...cells] })
      return true
    },
    fault: (fault, row) => void faults.push(`row ${row}: ${fault}`)
  })
  if (Result.isFailure(read)) return Effect.fail(unreadable(`${file}: ${read.failure.message}`))
  return faults.length === 0 ? Effect.succeed(rows) : Effect.fail(unreadable(`${file}: ${faults.join("; ")}`))
}

/** Reads scorecards of any format; every fault is said at once. */
export const readCards = Effect.fn("readCards")(function* (file: string, year: number) {
  const bytes = yield* inputOf(file)
  const isBook = bytes[0] === 0x50 && bytes[1] === 0x4b
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  if (!isBook && start.startsWith("{")) {
    const read = readScorecards(yield* parseJson(file, bytes))
    if (Result.isSuccess(read)) return read.success
    const faults = read.failure.faults.map((one) => `${file} ${one.path}: ${one.message} ${one.remedy}`)
    return yield* Effect.fail(unreadable(faults.join("\n")))
  }
  const rows = yield* isBook ? rowsOfBook(file, bytes) : rowsOfText(file, bytes)
  const read = scorecardsFromRows(rows, { year })
  if (Result.isSuccess(read)) return read.success
  const faults = read.failure.faults.map(
    ({ row, column, value, message, remedy }) =>
      `${file} 第 ${row} 行 ${column}${value === "" ? "" : `（“${value}”）`}: ${message} ${remedy}`
  )
  return yield* Effect.fail(unreadable([...faults, `${faults.length} 处错误。`].join("\n")))
})

const sheetOf = (cards: ReadonlyArray<PublishedCard>): DocumentTable => {
  const [heads = [], ...rows] = toScorecardRows(cards)
  return {
    key: "scorecards",
    title: "绩效自评指标",
    number: "",
    unitName: cards[0]?.card.unit ?? "",
    moneyUnit: "万元",
    width: heads.length,
    orientation: "landscape",
    header: [heads.map((text) => ({ text, kind: "head" }))],
    body: rows.map((cells) => cells.map((text) => ({ text, kind: "label" }))),
    notes: []
  }
}

/** Writes scorecards to a file that {@link readCards} reads back as them: JSON, CSV or a workbook, by its name. */
export const writeCards = Effect.fn("writeCards")(function* (
  file: string,
  cards: ReadonlyArray<PublishedCard>
) {
  if (/\.json$/i.test(file))
    return yield* writeOutput(file, `${JSON.stringify(toScorecardsJson(cards), null, 2)}\n`)
  if (/\.csv$/i.test(file)) return yield* writeOutput(file, tablesCsv([sheetOf(cards)]))
  if (/\.xlsx$/i.test(file)) {
    const { tablesXlsx } = yield* Effect.promise(() => import("@juesuan/disclosure/xlsx"))
    return yield* writeOutput(file, tablesXlsx([sheetOf(cards)]))
  }
  return yield* Effect.fail(usage(`--cards ${file}: name the file .json, .csv or .xlsx.`))
})
