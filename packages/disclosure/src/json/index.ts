/**
 * The document tree as JSON, the contract `juesuan/document/1`: the tree itself, keys in one order.
 */
import type { Document } from "../Document.ts"

/** Keys in the order in which a reader wants them; any other comes after these, by its name. */
const order = new Map(
  [
    [
      "schema",
      "marking",
      "kind",
      "key",
      "level",
      "title",
      "number",
      "unitName",
      "year",
      "name",
      "text",
      "address"
    ],
    ["format", "value", "lead", "columnSpan", "rowSpan", "depth", "sign", "sumOf", "cover", "attachment"],
    ["lines", "moneyUnit", "width", "orientation", "labels", "header", "body", "notes", "content"],
    ["derivation", "formula", "from", "table", "blocks", "parts", "values", "series", "charts"],
    ["remarks", "colophon", "digest", "tablePack", "ruleSet", "generator"]
  ]
    .flat()
    .map((key, at) => [key, at] as const)
)

const rankOf = (key: string): number => order.get(key) ?? order.size

const byOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : 1)

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(byOrder)
      .map(([key, own]) => [key, ordered(own)])
  )
}

/** The tree as indented JSON. Equal trees give the same text, however their objects were built. */
export const renderJson = (document: Document): string => `${JSON.stringify(ordered(document), null, 2)}\n`
