/**
 * Terms cannot ask for what no posting has: by types, when they are made, and when they are read from JSON.
 */
import { expenditureNatures, fundTypes } from "@juesuan/domain"
import { measures, postings } from "@juesuan/ledger"
import { Term } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const { select, restrict, anyOf, under, closedWords, fromJson } = Term

const parameters = runs(process.env, 200, 20_260_301)

const refusalOf = (make: () => unknown): Term.UnknownWord => {
  try {
    make()
  } catch (error) {
    if (error instanceof Term.UnknownWord) return error
    throw error
  }
  throw new Error("nothing was refused")
}

describe("the types of a selection", () => {
  it("let no word through that is not in its vocabulary", () => {
    const wrong: ReadonlyArray<() => Term.Term> = [
      // @ts-expect-error a measure in the plural
      () => select({ measure: "expenditures" }),
      // @ts-expect-error a fund in other case
      () => select({ measure: "expenditure", fund: "generalpublic" }),
      // @ts-expect-error every posting has a fund
      () => select({ measure: "expenditure", fund: "" }),
      // @ts-expect-error a nature cut short
      () => select({ measure: "expenditure", nature: "proj" }),
      // @ts-expect-error a kind by its Chinese term
      () => select({ measure: "income", kind: "其他收入" }),
      // @ts-expect-error one of several is wrong
      () => select({ measure: "income", kind: anyOf("other", "others") }),
      // @ts-expect-error words of a closed list are no codes
      () => select({ measure: "income", fund: under("general") }),
      // @ts-expect-error no such dimension
      () => select({ measure: "income", economy: "30201" }),
      // @ts-expect-error a filter is held to the same
      () => restrict(select({ measure: "income" }), { nature: "proj" })
    ]
    for (const make of wrong) expect(make).toThrow(Term.UnknownWord)
  })

  it("let codes be any text, and every word of the vocabularies", () => {
    expect(
      select({ measure: anyOf("income", "opening"), function: under("208"), project: "X-1", nature: "" }).kind
    ).toBe("select")
  })
})

describe("a selection made without types", () => {
  it("given a misspelt word, when made, then it names dimension, word and the nearest words", () => {
    const make = select as (where: object) => Term.Term
    const error = refusalOf(() => make({ measure: "income", fund: "generalpublic" }))
    expect(error).toMatchObject({ dimension: "fund", word: "generalpublic" })
    expect(error.nearest[0]).toBe("generalPublic")
    expect(error.message).toContain('"generalpublic" is no fund')
  })

  it("given a misspelt dimension, when made, then it names the nearest dimension", () => {
    const make = select as (where: object) => Term.Term
    const error = refusalOf(() => make({ measure: "income", economics: "30201" }))
    expect(error).toMatchObject({ dimension: null, word: "economics" })
    expect(error.nearest[0]).toBe("economic")
  })

  it.each(["2024-3", "2024-13", "202403"])("given the month %j, when made, then it is refused", (month) => {
    expect(refusalOf(() => select({ measure: "income", month }))).toMatchObject({
      dimension: "month",
      word: month
    })
  })
})

describe("the vocabularies", () => {
  it("hold every word that any year posts", () => {
    fc.assert(
      fc.property(Arbitrary.year(), ({ events }) => {
        for (const { event } of events) {
          for (const posting of postings(event)) {
            expect(closedWords.measure).toContain(posting.measure)
            expect(closedWords.fund).toContain(posting.fund)
            expect(closedWords.nature).toContain(posting.nature)
            expect(closedWords.kind).toContain(posting.kind)
          }
        }
      }),
      parameters
    )
  })
})

const keysOf = <K extends string>(vocabulary: Readonly<Record<K, string>>): ReadonlyArray<K> =>
  Object.keys(vocabulary) as Array<K>

const filter = (): fc.Arbitrary<Term.Filter> =>
  fc.record(
    {
      fund: fc.oneof(
        fc.constantFrom(...keysOf(fundTypes)),
        fc.subarray([...keysOf(fundTypes)]).map((funds) => anyOf(...funds))
      ),
      nature: fc.constantFrom("" as const, ...keysOf(expenditureNatures)),
      kind: fc.constantFrom(...closedWords.kind),
      function: fc.oneof(Arbitrary.functionCode(), fc.constantFrom(under("208"), anyOf("2080109"))),
      project: fc.string(),
      month: fc.constantFrom("2024-03", under("2024"), anyOf("2024-01", "2024-12"))
    },
    { requiredKeys: [] }
  )

const { term } = fc.letrec<{ term: Term.Term; leaf: Term.Term }>((tie) => ({
  leaf: fc
    .tuple(fc.constantFrom(...keysOf(measures)), filter(), fc.array(filter(), { maxLength: 2 }))
    .map(([measure, where, more]) => more.reduce<Term.Term>(restrict, select({ ...where, measure }))),
  term: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("term"), { maxLength: 3 }).map((terms) => Term.sum(...terms)),
    fc.tuple(tie("term"), tie("term")).map(([left, right]) => Term.minus(left, right))
  )
}))

const faultsOf = (json: unknown): ReadonlyArray<Term.TermFault> => {
  const read = fromJson(json)
  if (Result.isSuccess(read)) throw new Error("it was read")
  return read.failure.faults
}

describe("terms as JSON", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(term, (one) => {
        expect(Result.getOrThrow(fromJson(JSON.parse(JSON.stringify(one))))).toEqual(one)
      }),
      parameters
    )
  })

  it.each([
    ["measure", { measure: "expenditures" }, "expenditure"],
    ["fund", { measure: "income", fund: "generalpublic" }, "generalPublic"],
    ["nature", { measure: "income", nature: "proj" }, "project"],
    ["kind", { measure: "income", kind: { anyOf: ["others"] } }, "other"],
    ["economy", { measure: "income", economy: "30201" }, "economic"],
    ["month", { measure: "income", month: "2024-3" }, "2024-03"]
  ])(
    "given a wrong %s deep in a term, when read, then the path and the remedy say so",
    (name, where, right) => {
      const json = Term.sum(
        Term.minus(select({ measure: "income" }), { kind: "select", where: [where as Term.Filter] })
      )
      const [fault, ...more] = faultsOf(json)
      expect(more).toEqual([])
      expect(fault!.path).toMatch(new RegExp(`^terms\\.0\\.right\\.where\\.0\\.${name}`))
      expect(fault!.remedy).toContain(right)
    }
  )

  it.each([null, 7, "income", [], {}, { kind: "product", terms: [] }, { kind: "minus", left: Term.sum() }])(
    "given %j, when read, then it is no term and the shapes are named",
    (json) => {
      const faults = faultsOf(json)
      expect(faults.length).toBeGreaterThan(0)
      for (const { remedy } of faults) expect(remedy).toContain('"kind":"select"')
    }
  )
})
