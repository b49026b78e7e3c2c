/**
 * The values of many terms in one pass over a cube.
 *
 * Terms are compiled once. Each selection is filed under its measure and one code prefix, and what a posting counts
 * towards is kept by the dimensions that the terms ask for: those that none of them names are not looked at, and the
 * next posting that says the same, of this cube or another, is added up without being asked again. The cost is
 * cells + figures, where one term after another costs cells × figures.
 */
import { Money } from "@juesuan/domain"
import type { Posting } from "@juesuan/ledger"
import type { Cube } from "./Cube.ts"
import { partsOf, satisfies } from "./Term.ts"
import type { Filter, Match, Term } from "./Term.ts"

/** The figures that take in a posting with this sign if it satisfies the rest of their selection. */
interface Entry {
  readonly rest: ReadonlyArray<Filter>
  readonly targets: Array<Target>
}

/** A figure that takes in a posting, and whether as it is or negated. */
interface Target {
  readonly figure: number
  readonly sign: 1 | -1
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

/** What postings count towards is kept for so many that differ in what terms ask for. */
const KNOWN_MAX = 20_000

/** Terms made ready for cubes; it remembers what postings that differ in no asked dimension count towards. */
export interface CompiledTerms {
  readonly size: number
  readonly index: Index
  /** The dimensions that some term asks for. */
  readonly asked: ReadonlyArray<string>
  readonly known: Map<string, ReadonlyArray<Target>>
}

/** Compiles terms, to be evaluated on as many cubes as one likes. */
export const compileTerms = (terms: ReadonlyArray<Term>): CompiledTerms => {
  const filters = terms.flatMap((term) => partsOf(term).flatMap(({ where }) => where))
  return {
    size: terms.length,
    index: indexOf(terms),
    asked: [...new Set(filters.flatMap((filter) => Object.keys(filter)))],
    known: new Map()
  }
}

const targetsOf = ({ asked, index, known }: CompiledTerms, posting: Posting): ReadonlyArray<Target> => {
  let name = ""
  for (const dimension of asked)
    name += `${(posting as unknown as Readonly<Record<string, string>>)[dimension]}\u001f`
  const before = known.get(name)
  if (before !== undefined) return before
  const targets = entriesFor(index, posting).flatMap((entry) =>
    satisfies(posting, entry.rest) ? entry.targets : []
  )
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(name, targets)
  return targets
}

const signed = (amount: Money.Money, sign: 1 | -1): Money.Money =>
  sign === 1 ? amount : Money.negate(amount)

/** The values of compiled terms on a cube, exact, in their order. */
export const evaluateCompiled = (cube: Cube, compiled: CompiledTerms): ReadonlyArray<Money.Money> => {
  const sums = Array.from({ length: compiled.size }, () => Money.zero)
  for (const posting of cube.cells.values())
    for (const { figure, sign } of targetsOf(compiled, posting))
      sums[figure] = Money.add(sums[figure]!, signed(posting.amount, sign))
  return sums
}

/** How long codes are: 类, 款, 项. */
const CODE_LENGTHS = [3, 5, 7] as const

/** The values of compiled terms for each code that occurs, its parents included: as if narrowed to what is under it. */
export const evaluateByCode = (
  cube: Cube,
  compiled: CompiledTerms,
  dimension: "function" | "economic"
): ReadonlyMap<string, ReadonlyArray<Money.Money>> => {
  const sums = new Map<string, Array<Money.Money>>()
  for (const posting of cube.cells.values()) {
    const targets = targetsOf(compiled, posting)
    if (targets.length === 0) continue
    const code = posting[dimension]
    for (const length of CODE_LENGTHS) {
      if (code.length < length) break
      const key = code.slice(0, length)
      let own = sums.get(key)
      if (own === undefined) sums.set(key, (own = Array.from({ length: compiled.size }, () => Money.zero)))
      for (const { figure, sign } of targets)
        own[figure] = Money.add(own[figure]!, signed(posting.amount, sign))
    }
  }
  return sums
}

/** The values of terms, exact, in their order: what `Cube.evaluate` gives for each of them. */
export const evaluateAll = (cube: Cube, terms: ReadonlyArray<Term>): ReadonlyArray<Money.Money> =>
  evaluateCompiled(cube, compileTerms(terms))
