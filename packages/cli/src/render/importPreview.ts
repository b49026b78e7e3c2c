/**
 * The preview of an import as text and as JSON: columns, rows in words, where the money went, totals, effects.
 */
import { Money } from "@juesuan/domain"
import { fieldTitle } from "@juesuan/import"
import type { Language, SheetTotals } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import type { EventType } from "@juesuan/ledger"
import { lineInChinese } from "@juesuan/year/import"
import type { ImportPreview, YearEffect } from "@juesuan/year/import"

type Passed = SheetTotals["passed"][number]
type Tally = SheetTotals["accounts"]["file"]

/** How many rows, quotas and cells are listed; of the others it is said how many there are. */
const SHOWN = 20

const passedKinds: Readonly<Record<Passed["kind"], readonly [zh: string, en: string]>> = {
  total: ["合计行", "total"],
  carried: ["承转行", "carried amount"],
  pageHead: ["页首或表头", "page head"],
  signature: ["签章行", "signature"],
  note: ["说明", "note"],
  mapped: ["列对照写明不读", "left out by the mapping"]
}

const reasons: Readonly<Record<SheetTotals["columns"][number]["reason"], readonly [zh: string, en: string]>> =
  {
    name: ["列名相符", "by its name"],
    mapping: ["列对照", "by the mapping"],
    pair: ["借贷合并", "debit and credit as one"],
    dateParts: ["年月日合并", "year, month and day as one"]
  }

const isChinese = (language: Language): 0 | 1 => (language === "zh" ? 0 : 1)
const titleOf = (type: EventType, language: Language): string =>
  language === "zh" ? registry[type].title : type
const yuan = (fen: number): string => (Number.isSafeInteger(fen) ? Money.format(Money.fromFen(fen)) : "—")
const placeOf = ({ file, sheet }: SheetTotals): string => [file, sheet ?? ""].join(" ").trimEnd()

const more = (count: number, language: Language): ReadonlyArray<string> =>
  count <= SHOWN ? [] : [language === "zh" ? `  ……另有 ${count - SHOWN} 项` : `  … ${count - SHOWN} more`]

/** The rows that were passed over, one a line. */
const passedLines = ({ passed, skipped }: SheetTotals, language: Language): ReadonlyArray<string> => [
  ...passed.slice(0, SHOWN).map(({ row, kind, text, amounts }) => {
    const name = passedKinds[kind][isChinese(language)]
    const amount = amounts.length === 0 ? "" : ` ${amounts.join(" / ")}`
    return language === "zh"
      ? `  第 ${row} 行未导入（${name}）：${text}${amount}`
      : `  row ${row} passed over (${name}): ${text}${amount}`
  }),
  ...more(skipped, language)
]

/** Control totals of each sheet, and the rows of it that were passed over, as lines. */
export const renderTotals = (totals: ReadonlyArray<SheetTotals>, language: Language): string =>
  totals
    .flatMap((sheet) => {
      const { rows, skipped } = sheet
      const counts =
        language === "zh"
          ? `读入 ${rows} 行，未导入 ${skipped} 行`
          : `${rows} ${rows === 1 ? "row" : "rows"}, ${skipped} passed over`
      return [
        `${placeOf(sheet)}${language === "zh" ? "：" : ": "}${counts}`,
        ...sheet.types.map(({ type, count, amount }) =>
          language === "zh"
            ? `  ${titleOf(type, language)} ${count} 笔，${Money.format(amount)} 元`
            : `  ${type.padEnd(26)}${String(count).padStart(8)}${Money.format(amount).padStart(22)} 元`
        ),
        ...passedLines(sheet, language)
      ]
    })
    .join("\n")

const columnLines = (sheet: SheetTotals, language: Language): ReadonlyArray<string> => {
  const { unit } = sheet
  const head =
    language === "zh"
      ? `${placeOf(sheet)} 的列（金额单位：${unit}）：`
      : `columns of ${placeOf(sheet)} (amounts in ${unit}):`
  const read = sheet.columns.map(({ column, field, reason }) => {
    const name = language === "zh" ? fieldTitle(field) : field
    return `  ${column} → ${name}${language === "zh" ? "，" : ", "}${reasons[reason][isChinese(language)]}`
  })
  return sheet.columns.length === 0 ? [] : [head, ...read]
}

const accountLines = (sheet: SheetTotals, language: Language): ReadonlyArray<string> => {
  const { file, events, refused, passed, unmapped } = sheet.accounts
  const line = (zh: string, en: string, { cells, unreadable, sum }: Tally): string => {
    const rest =
      unreadable === 0 ? "" : language === "zh" ? `，另 ${unreadable} 格读不出` : `, ${unreadable} unreadable`
    return language === "zh"
      ? `  ${zh} ${cells} 格，${yuan(sum)} 元${rest}`
      : `  ${en}: ${cells} cells, ${yuan(sum)} yuan${rest}`
  }
  if (file.cells === 0) return []
  return [
    language === "zh" ? `${placeOf(sheet)} 的金额去向：` : `where the amounts of ${placeOf(sheet)} went:`,
    line("文件金额", "file", file),
    line("记入业务", "events", events),
    line("有误的行", "refused rows", refused),
    line("未导入的行", "rows passed over", passed),
    ...unmapped.map((column) =>
      line(`未读的列“${column.column}”`, `column not read "${column.column}"`, column)
    )
  ]
}

const effectLines = (effects: ReadonlyArray<YearEffect>, language: Language): ReadonlyArray<string> =>
  effects.flatMap(({ streamId, quotas, cells }) => [
    ...(quotas.length === 0
      ? []
      : [language === "zh" ? `${streamId} 指标余额的变化：` : `quotas of ${streamId}:`]),
    ...quotas.slice(0, SHOWN).map(({ key, before, after }) => {
      const name = language === "zh" ? lineInChinese(key) : key
      return `  ${name} ${yuan(before)} → ${yuan(after)}`
    }),
    ...more(quotas.length, language),
    ...(cells.length === 0
      ? []
      : [language === "zh" ? `${streamId} 报表的变化：` : `tables of ${streamId}:`]),
    ...cells
      .slice(0, SHOWN)
      .map(({ display, before, after }) => `  ${display} ${yuan(before ?? 0)} → ${yuan(after ?? 0)}`),
    ...more(cells.length, language)
  ])

/** The effect of a plan on quotas and tables, as lines. */
export const renderEffects = (effects: ReadonlyArray<YearEffect>, language: Language): string =>
  effectLines(effects, language).join("\n")

/** The preview as text. */
export const renderPreview = (preview: ImportPreview, language: Language): string => {
  const { totals, first, months, effects } = preview
  const rows = first.map(({ sheet, row, words }) => {
    const place = language === "zh" ? `第 ${row} 行` : `row ${row}`
    return `  ${[sheet ?? "", place].join(" ").trim()} ${words}`
  })
  const byMonth = months.map(({ month, type, count, amount }) =>
    language === "zh"
      ? `  ${month} ${titleOf(type, language)} ${count} 笔，${Money.format(amount)} 元`
      : `  ${month} ${type}: ${count}, ${Money.format(amount)} yuan`
  )
  return [
    ...totals.flatMap((sheet) => columnLines(sheet, language)),
    ...(rows.length === 0 ? [] : [language === "zh" ? "前几行读作：" : "the first rows read:", ...rows]),
    ...(byMonth.length === 0
      ? []
      : [language === "zh" ? "按月份和业务类型：" : "by month and type:", ...byMonth]),
    ...totals.flatMap((sheet) => accountLines(sheet, language)),
    ...effectLines(effects, language)
  ].join("\n")
}

const tallyJson = ({ cells, unreadable, sum }: Tally) => ({
  cells,
  unreadable,
  sum: Number.isSafeInteger(sum) ? Money.toText(Money.fromFen(sum)) : null
})

/** The totals of sheets as JSON: amounts as decimal texts in 元. */
export const totalsJson = (totals: ReadonlyArray<SheetTotals>) =>
  totals.map(({ accounts, types, ...sheet }) => ({
    ...sheet,
    types: types.map((line) => ({ ...line, amount: Money.toText(line.amount) })),
    accounts: {
      file: tallyJson(accounts.file),
      events: tallyJson(accounts.events),
      refused: tallyJson(accounts.refused),
      passed: tallyJson(accounts.passed),
      unmapped: accounts.unmapped.map((column) => ({ column: column.column, ...tallyJson(column) }))
    }
  }))

/** Effects as JSON: amounts as decimal texts in 元. */
export const effectsJson = (effects: ReadonlyArray<YearEffect>) =>
  effects.map(({ streamId, quotas, cells }) => ({
    stream: streamId,
    quotas: quotas.map(({ key, before, after }) => ({
      key,
      before: Money.toText(before),
      after: Money.toText(after)
    })),
    cells: cells.map(({ address, display, before, after }) => ({
      address,
      display,
      before: before === null ? null : Money.toText(before),
      after: after === null ? null : Money.toText(after)
    }))
  }))

/** The preview as JSON. */
export const previewJson = ({ first, months, effects }: ImportPreview) => ({
  first,
  months: months.map((line) => ({ ...line, amount: Money.toText(line.amount) })),
  effects: effectsJson(effects)
})
