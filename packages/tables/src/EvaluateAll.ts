/**
 * The values of many terms in one pass over a cube.
 *
 * Each selection of a term is filed under its measure and one code prefix; what else it asks for is asked once a
 * posting, however many figures ask the same. The cost is cells + figures, where one term after another costs
 * cells × figures.
 */
import { Money } from "@juesuan/domain"
import type { Posting } from "@juesuan/ledger"
import type { Cube } from "./Cube.ts"
import { partsOf, satisfies } from "./Term.ts"
import type { Filter, Match, Term } from "./Term.ts"

/** The figures that take in a posting with this sign if it satisfies the rest of their selection. */
interface Entry {
  readonly rest: ReadonlyArray<Filter>
  readonly targets: Array<{ readonly figure: number; readonly sign: 1 | -1 }>
}

/** Entries by measure and code prefix, and then by what else they ask for; `""` is any measure, any code. */
type Index = Map<string, Map<string, Entry>>

const codeDimensions = ["function", "economic"] as const

/** Prefixes of which none begins with another: a code begins with one of them at most. */
const apart = (prefixes: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(prefixes)].filter((one, _, all) => !all.some((other) => other !== one && one.startsWith(other)))

const without = (where: ReadonlyArray<Filter>, at: number, name: keyof Filter): ReadonlyArray<Filter> =>
  where.map((filter, index) => {
    if (index !== at) return filter
    const { [name]: _, ...rest } = filter
    return rest
  })

const isPrefixes = (match: Match | undefined): match is { readonly under: ReadonlyArray<string> } =>
  typeof match === "object" && "under" in match && match.under.every((prefix) => prefix !== "")

const keyOf = (measure: string, dimension: string, prefix: string): string =>
  `${measure}\u001f${dimension}\u001f${prefix}`

/** The keys a selection is filed under, and what they leave to be asked. */
const filed = (
  where: ReadonlyArray<Filter>
): { readonly keys: ReadonlyArray<string>; readonly rest: ReadonlyArray<Filter> } => {
  const measureAt = where.findIndex((filter) => typeof filter.measure === "string")
  const measure = measureAt < 0 ? "" : (where[measureAt]!.measure as string)
  const rest = measureAt < 0 ? where : without(where, measureAt, "measure")
  for (const dimension of codeDimensions) {
    const at = rest.findIndex((filter) => isPrefixes(filter[dimension]))
    if (at < 0) continue
    const { under } = rest[at]![dimension] as { readonly under: ReadonlyArray<string> }
    return {
      keys: apart(under).map((prefix) => keyOf(measure, dimension, prefix)),
      rest: without(rest, at, dimension)
    }
  }
  return { keys: [keyOf(measure, "", "")], rest }
}

const indexOf = (terms: ReadonlyArray<Term>): Index => {
  const index: Index = new Map()
  for (const [figure, term] of terms.entries()) {
    for (const { sign, where } of partsOf(term)) {
      const { keys, rest } = filed(where)
      const name = JSON.stringify(rest)
      for (const key of keys) {
        const entries = index.get(key) ?? new Map<string, Entry>()
        const entry = entries.get(name) ?? { rest, targets: [] }
        entry.targets.push({ figure, sign })
        entries.set(name, entry)
        index.set(key, entries)
      }
    }
  }
  return index
}

const entriesFor = (index: Index, posting: Posting): ReadonlyArray<Entry> => {
  const found: Array<Entry> = []
  const take = (key: string): void => {
    for (const entry of index.get(key)?.values() ?? []) found.push(entry)
  }
  for (const measure of [posting.measure, ""]) {
    take(keyOf(measure, "", ""))
    for (const dimension of codeDimensions) {
      const code = posting[dimension]
      for (let length = 1; length <= code.length; length++)
        take(keyOf(measure, dimension, code.slice(0, length)))
    }
  }
  return found
}

/** The values of terms, exact, in their order: what `Cube.evaluate` gives for each of them. */
export const evaluateAll = (cube: Cube, terms: ReadonlyArray<Term>): ReadonlyArray<Money.Money> => {
  const index = indexOf(terms)
  const known = new Map<string, ReadonlyArray<Entry>>()
  const sums = terms.map(() => Money.zero)
  for (const posting of cube.cells.values()) {
    const name = `${posting.measure}\u001f${posting.function}\u001f${posting.economic}`
    let entries = known.get(name)
    if (entries === undefined) known.set(name, (entries = entriesFor(index, posting)))
    for (const { rest, targets } of entries) {
      if (!satisfies(posting, rest)) continue
      for (const { figure, sign } of targets) {
        const amount = sign === 1 ? posting.amount : Money.negate(posting.amount)
        sums[figure] = Money.add(sums[figure]!, amount)
      }
    }
  }
  return sums
}
