/**
 * What cut cells must have been: codes and names from the catalogue, amounts from the other tables.
 *
 * An amount is restored when every whole amount of the document that could be the same figure, and begins with what is
 * left of it, is one and the same. It stays unreadable all the same: the restoration explains, it does not replace.
 */
import { Money } from "@juesuan/domain"
import type { Reading, ReadTable, TableDefinition, TableSource } from "@juesuan/tables"
import type { Restoration } from "../PublishedDocument.ts"
import type { BoundTable } from "./Bound.ts"
import { linesNamed, sideLines } from "./FormSet.ts"
import { plain } from "./Text.ts"

/** Restorations of codes and names of a table. */
export const restoredRows = (key: string, { rows }: BoundTable): ReadonlyArray<Restoration> =>
  rows.flatMap((row): ReadonlyArray<Restoration> => {
    const { codeCut, nameCut, at } = row
    const address = `${key}/${row.key}`
    return [
      ...(codeCut === undefined
        ? []
        : [
            {
              kind: "code" as const,
              address,
              raw: codeCut.raw,
              restored: row.key,
              reason: codeCut.reason,
              at
            }
          ]),
      ...(nameCut === undefined
        ? []
        : [
            {
              kind: "name" as const,
              address: `${address}/name`,
              raw: nameCut.raw,
              restored: row.label,
              reason: nameCut.reason,
              at
            }
          ])
    ]
  })

const amountsOf = (table: ReadTable | undefined, row: string): ReadonlyArray<Money.Money> =>
  [...(table?.rows.get(row)?.cells.values() ?? [])].flatMap((reading) =>
    reading.state === "value" && (reading.place ?? 0) <= 2 ? [reading.amount] : []
  )

/** Whole amounts that may be the figure of a row: the same row in other tables, and the sums of its own parts. */
const likely = (
  source: TableSource,
  forms: ReadonlyArray<TableDefinition>,
  key: string,
  row: string
): ReadonlyArray<Money.Money> => {
  const kindOf = (one: string): string | undefined => forms.find((form) => form.key === one)?.layout.kind
  const isFunctional = kindOf(key) !== "blocks"
  const others = forms.flatMap((form) =>
    form.layout.kind === (isFunctional ? "codes" : "blocks") ? [form.key] : []
  )
  const amounts = others.flatMap((other) => amountsOf(source.get(other), row))
  if (!isFunctional) return amounts
  const label = source.get(key)?.rows.get(row)?.label ?? ""
  const lines = forms.flatMap((form) => {
    if (form.layout.kind !== "sides" || row.length !== 3) return []
    const [line] = linesNamed(sideLines(form).right, label)
    return line === undefined ? [] : amountsOf(source.get(form.key), line)
  })
  // A 款 with a single 项 repeats it, and the other way round.
  const own = [...(source.get(key)?.rows.keys() ?? [])]
  const below = own.filter((code) => code.length === row.length + 2 && code.startsWith(row))
  const single = below.length === 1 ? others.flatMap((other) => amountsOf(source.get(other), below[0]!)) : []
  return [...amounts, ...lines, ...single]
}

const isUnreadable = (reading: Reading): reading is Extract<Reading, { state: "unreadable" }> =>
  reading.state === "unreadable"

/** Digits left of a cut amount: enough of them to be more than a coincidence. */
const DIGITS_MIN = 3

/** Restorations of amounts that were cut. */
export const restoredAmounts = (
  source: TableSource,
  forms: ReadonlyArray<TableDefinition>
): ReadonlyArray<Restoration> => {
  const found: Array<Restoration> = []
  for (const { key, rows } of source.values()) {
    for (const row of rows.values()) {
      for (const [column, reading] of row.cells) {
        if (!isUnreadable(reading) || reading.at === undefined) continue
        const rest = plain(reading.raw).replaceAll(",", "")
        if (!/^-?\d+(?:\.\d*)?$/.test(rest) || rest.replace(/\D/g, "").length < DIGITS_MIN) continue
        const texts = likely(source, forms, key, row.key).map((amount) => Money.toText(amount))
        const whole = [...new Set(texts.filter((text) => text.startsWith(rest) && text.length > rest.length))]
        if (whole.length !== 1) continue
        const restored = Money.format(Money.fromFen(Math.round(Number(whole[0]!.replace(".", "")))))
        found.push({
          kind: "amount",
          address: `${key}/${row.key}/${column}`,
          raw: reading.raw,
          restored,
          reason: `同一科目在本文其他表中以 ${reading.raw} 开头的金额只有 ${restored}`,
          at: reading.at
        })
      }
    }
  }
  return found
}
