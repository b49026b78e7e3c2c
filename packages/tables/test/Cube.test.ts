/**
 * The cube and its terms against a naive reading: a list of postings, and bigint.
 */
import { expenditureNatures, fundTypes } from "@juesuan/domain"
import type { Money } from "@juesuan/domain"
import { dimensionNames, measures, postings } from "@juesuan/ledger"
import type { Measure, Posting } from "@juesuan/ledger"
import { Cube, Term } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const parameters = runs(process.env, 100, 20_240_101, 300)

const yearPostings = (): fc.Arbitrary<ReadonlyArray<Posting>> =>
  Arbitrary.year({ intentionsMax: 20 }).map(({ events }) => events.flatMap(({ event }) => postings(event)))

const keysOf = <K extends string>(vocabulary: Readonly<Record<K, string>>): ReadonlyArray<K> =>
  Object.keys(vocabulary) as Array<K>

const filter = (): fc.Arbitrary<Term.Filter> =>
  fc.record(
    {
      fund: fc.oneof(
        fc.constantFrom(...keysOf(fundTypes)),
        fc.subarray([...keysOf(fundTypes)]).map((funds) => Term.anyOf(...funds))
      ),
      nature: fc.constantFrom("" as const, ...keysOf(expenditureNatures)),
      function: Arbitrary.functionCode().chain((code) =>
        fc.constantFrom<Term.Match>(code, Term.under(code.slice(0, 3)), Term.under(code.slice(0, 5), "208"))
      ),
      economic: fc.constantFrom<Term.Match>("30201", Term.under("302"), Term.under("301", "303"), "")
    },
    { requiredKeys: [] }
  )

const { term } = fc.letrec<{ term: Term.Term; leaf: Term.Term }>((tie) => ({
  leaf: fc
    .tuple(fc.constantFrom<Measure>(...keysOf(measures)), filter())
    .map(([measure, where]) => Term.select({ ...where, measure })),
  term: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("term"), { maxLength: 3 }).map((terms) => Term.sum(...terms)),
    fc.tuple(tie("term"), tie("term")).map(([left, right]) => Term.minus(left, right)),
    fc.tuple(tie("term"), filter()).map(([inner, where]) => Term.restrict(inner, where))
  )
}))

const passes = (posting: Posting, filters: ReadonlyArray<Term.Filter>): boolean =>
  filters.every((each) =>
    dimensionNames.every((name) => {
      const match = each[name]
      const value: string = posting[name]
      if (match === undefined) return true
      if (typeof match === "string") return value === match
      return "anyOf" in match
        ? match.anyOf.some((wanted) => wanted === value)
        : match.under.some((prefix) => value.slice(0, prefix.length) === prefix)
    })
  )

/** The value of a term by its structure, not by its parts. */
const naive = (all: ReadonlyArray<Posting>, of: Term.Term): bigint => {
  switch (of.kind) {
    case "select":
      return all
        .filter((posting) => passes(posting, of.where))
        .reduce((s, { amount }) => s + BigInt(amount), 0n)
    case "sum":
      return of.terms.reduce((s, inner) => s + naive(all, inner), 0n)
    case "minus":
      return naive(all, of.left) - naive(all, of.right)
  }
}

describe("a term's value", () => {
  it("is what a list of postings adds up to, whatever the term", () => {
    fc.assert(
      fc.property(yearPostings(), term, (all, of) => {
        expect(BigInt(Cube.evaluate(Cube.fromPostings(all), of))).toBe(naive(all, of))
      }),
      parameters
    )
  })

  it("restricted is its value on the postings that pass the restriction", () => {
    fc.assert(
      fc.property(yearPostings(), term, filter(), (all, of, where) => {
        const passing = all.filter((posting) => passes(posting, [where]))
        const restricted = Cube.evaluate(Cube.fromPostings(all), Term.restrict(of, where))
        expect(restricted).toBe(Cube.evaluate(Cube.fromPostings(passing), of))
      }),
      parameters
    )
  })

  it("is additive over cubes", () => {
    fc.assert(
      fc.property(yearPostings(), yearPostings(), term, (left, right, of) => {
        const [a, b] = [Cube.fromPostings(left), Cube.fromPostings(right)]
        expect(Cube.evaluate(Cube.merge(a, b), of)).toBe(Cube.evaluate(a, of) + Cube.evaluate(b, of))
      }),
      parameters
    )
  })

  it("of no selections is zero, and taken from itself too", () => {
    const all = fc.sample(yearPostings(), { numRuns: 1, seed: 5 })[0]!
    const cube = Cube.fromPostings(all)
    const income = Term.select({ measure: "income" })
    expect(Object.is(Cube.evaluate(cube, Term.sum()), 0)).toBe(true)
    expect(Object.is(Cube.evaluate(cube, Term.minus(income, income)), 0)).toBe(true)
  })
})

describe("a cube", () => {
  it("does not depend on the order of its postings, and its cells stand in one order", () => {
    fc.assert(
      fc.property(yearPostings(), fc.infiniteStream(fc.nat()), (all, dice) => {
        const shuffled = all
          .map((posting) => [dice.next().value as number, posting] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, posting]) => posting)
        const [one, two] = [Cube.fromPostings(all), Cube.fromPostings(shuffled)]
        expect(Cube.equals(one, two)).toBe(true)
        expect([...two.cells.keys()]).toEqual([...one.cells.keys()])
        expect([...two.byMeasure.values()].flat().length).toBe(two.cells.size)
      }),
      parameters
    )
  })

  it("keeps no trace of what sums to zero", () => {
    fc.assert(
      fc.property(yearPostings(), (all) => {
        const undone = all.map((posting) => ({ ...posting, amount: -posting.amount as Money.Money }))
        expect(Cube.fromPostings([...all, ...undone]).cells.size).toBe(0)
      }),
      parameters
    )
  })

  it("is another one when one fen differs", () => {
    const all = fc.sample(yearPostings(), { numRuns: 20, seed: 5 }).find((list) => list.length > 3)!
    const [first, ...rest] = all
    const more = [{ ...first!, amount: (first!.amount + 1) as Money.Money }, ...rest]
    expect(Cube.equals(Cube.fromPostings(all), Cube.fromPostings(more))).toBe(false)
    expect(Cube.equals(Cube.fromPostings(all), Cube.empty)).toBe(false)
  })
})
