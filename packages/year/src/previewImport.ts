/**
 * The preview of an import: what its rows say, by type and month, where the money of its sheets went, and
 * what they would change. As data; the command prints it.
 */
import { Money } from "@juesuan/domain"
import type { ImportedEvent, ImportResult, Language, SheetTotals } from "@juesuan/import"
import type { EventStoreShape, EventType } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import { amountOfEvent, eventInWords } from "./EventWords.ts"
import type { RefusedRow, RowPlan } from "./recordRows.ts"
import { trialOf } from "./trialOf.ts"
import type { YearEffect } from "./trialOf.ts"

/** The events of a month and type: how many, and their sum in fen. */
export interface MonthTotal {
  readonly month: string
  readonly type: EventType
  readonly count: number
  readonly amount: Money.Money
}

/** A row in words, with its place. */
export interface SaidRow {
  readonly file: string
  readonly sheet: string | null
  readonly row: number
  readonly words: string
}

/** What an import would do. */
export interface ImportPreview {
  readonly totals: ReadonlyArray<SheetTotals>
  readonly first: ReadonlyArray<SaidRow>
  readonly months: ReadonlyArray<MonthTotal>
  /** Empty where rows are refused: nothing would be written then. */
  readonly effects: ReadonlyArray<YearEffect>
}

/** How many rows are put into words. */
const ROWS_SAID = 5

const saidRow = (row: ImportedEvent, language: Language): SaidRow => ({
  file: row.source.file,
  sheet: row.source.sheet ?? null,
  row: row.source.row,
  words: eventInWords(row, language)
})

const monthsOf = (events: ReadonlyArray<ImportedEvent>): ReadonlyArray<MonthTotal> => {
  const sums = new Map<string, MonthTotal>()
  for (const { occurredOn, event } of events) {
    const month = occurredOn.slice(0, 7)
    const key = `${month} ${event.type}`
    const { count, amount } = sums.get(key) ?? { count: 0, amount: Money.fromFen(0) }
    const sum = Money.fromFen(amount + (amountOfEvent(event) ?? 0))
    sums.set(key, { month, type: event.type, count: count + 1, amount: sum })
  }
  return [...sums.values()].toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
}

/** The totals of the sheets with the rows that the ledger refuses among the refused. */
const totalsWith = (
  { events, money, totals }: ImportResult,
  refused: ReadonlyArray<RefusedRow>
): ReadonlyArray<SheetTotals> => {
  const isRefused = new Set(refused.map(({ event }) => event))
  const moved = events.flatMap((event, index) =>
    isRefused.has(event) ? [{ event, money: money[index]! }] : []
  )
  if (moved.length === 0) return totals
  return totals.map((sheet) => {
    const accounts = {
      ...sheet.accounts,
      events: { ...sheet.accounts.events },
      refused: { ...sheet.accounts.refused }
    }
    const base = sheet.file.slice(Math.max(sheet.file.lastIndexOf("/"), sheet.file.lastIndexOf("\\")) + 1)
    for (const { event, money: cells } of moved) {
      if (event.source.file !== base || event.source.sheet !== sheet.sheet) continue
      for (const key of ["cells", "unreadable", "sum"] as const) {
        accounts.events[key] -= cells[key]
        accounts.refused[key] += cells[key]
      }
    }
    return { ...sheet, accounts }
  })
}

/** The preview of what was imported, and of the plan that was made of it; nothing is written. */
export const previewImport = Effect.fn("previewImport")(function* (
  store: EventStoreShape,
  imported: ImportResult,
  plan: RowPlan | undefined,
  language: Language = "zh"
) {
  const refused = plan?.refused ?? []
  const isWhole = plan !== undefined && refused.length === 0
  const preview: ImportPreview = {
    totals: totalsWith(imported, refused),
    first: imported.events.slice(0, ROWS_SAID).map((row) => saidRow(row, language)),
    months: monthsOf(imported.events),
    effects: isWhole ? yield* trialOf(store, plan.plan) : []
  }
  return preview
})
