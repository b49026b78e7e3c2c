/**
 * The attributes that a pack's tables ask for: what is to be joined to the postings of their cube.
 */
import { isAttribute } from "@juesuan/ledger"
import type { AttributeName } from "@juesuan/ledger"
import type { TablePack } from "./Pack.ts"

const collect = (value: unknown, names: Set<AttributeName>): void => {
  if (typeof value !== "object" || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && isAttribute(name)) names.add(name)
    collect(inner, names)
  }
}

const known = new WeakMap<TablePack, ReadonlyArray<AttributeName>>()

/** The attributes that any term of a pack's tables selects by, in text order; definitions are data, so all are seen. */
export const attributesOfPack = (pack: TablePack): ReadonlyArray<AttributeName> => {
  const met = known.get(pack)
  if (met !== undefined) return met
  const names = new Set<AttributeName>()
  for (const { definition } of pack.tables) collect(definition, names)
  const sorted = [...names].toSorted()
  known.set(pack, sorted)
  return sorted
}
