/**
 * Laws of the document: what is printed is what the tables hold, in 元 and in 万元.
 */
import { Address, Money, fundTypes } from "@juesuan/domain"
import {
  absorbedIn,
  apportion,
  remarksOfWan,
  roundCube,
  tablesInWan,
  tablesOf,
  wan
} from "@juesuan/disclosure"
import { contentsOf } from "@juesuan/disclosure"
import { figuresOf, textOf } from "@juesuan/narrative"
import { Articulation, Cube, cellAt, toSource } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import type { FundType } from "@juesuan/domain"
import type { Measure } from "@juesuan/ledger"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cubeOf, documentOf, tablesOfYear } from "./documents.ts"

const { numRuns, seed } = runs(process.env, 40, 20_241_124, 200)
const PLACE = 10_000

/** What a fund has in a measure. */
const held = (cube: Cube.Cube, fund: string, measure: Measure): number =>
  (cube.byMeasure.get(measure) ?? []).reduce((sum, one) => sum + (one.fund === fund ? one.amount : 0), 0)

const openingOf = (cube: Cube.Cube, fund: string): number =>
  held(cube, fund, "opening") + held(cube, fund, "openingAdjusted") - held(cube, fund, "carryoverReturned")

const closingOf = (cube: Cube.Cube, fund: string): number =>
  openingOf(cube, fund) +
  held(cube, fund, "income") +
  held(cube, fund, "surplusUsed") -
  held(cube, fund, "expenditure") -
  held(cube, fund, "surplusDistributed")

/** Whether a balance of any fund is so small that rounding could overdraw it. */
const isTight = (cube: Cube.Cube): boolean =>
  Object.keys(fundTypes).some((fund) =>
    [openingOf, closingOf].some((balanceOf) => Math.abs(balanceOf(cube, fund)) < 8 * PLACE)
  )

describe("sharing out a total", () => {
  const parts = fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }).map(Money.fromFen), {
    minLength: 1,
    maxLength: 12
  })

  it("gives whole places that sum to the total, each less than a place from its part", () => {
    fc.assert(
      fc.property(parts, fc.boolean(), (given, up) => {
        const sum = Money.sum(given)
        const below = Math.floor(sum / PLACE) * PLACE
        const total = Money.fromFen(up && sum !== below ? below + PLACE : below)
        const shares = apportion(total, given)
        expect(Money.sum(shares)).toBe(total)
        for (const [at, share] of shares.entries()) {
          expect(Math.abs(share % PLACE)).toBe(0)
          expect(Math.abs(share - given[at]!)).toBeLessThan(PLACE)
        }
      }),
      { numRuns: numRuns * 10, seed }
    )
  })
})

/** Funds that gave back what they could of their opening, and have spent all but a few fen at the end. */
const spentUp: fc.Arbitrary<Cube.Cube> = fc
  .array(
    fc.record({
      fund: fc.constantFrom(...(Object.keys(fundTypes) as Array<FundType>)),
      opening: fc.nat(3 * PLACE),
      returned: fc.nat(3 * PLACE),
      income: fc.nat(5 * PLACE),
      left: fc.nat(3)
    }),
    { minLength: 1, maxLength: 4 }
  )
  .map((years) =>
    Cube.fromPostings(
      years.flatMap(({ fund, opening, returned, income, left }) => {
        const back = Math.min(returned, opening)
        const spent = Math.max(0, opening - back + income - left)
        const amounts = { opening, carryoverReturned: back, income, expenditure: spent }
        return (Object.keys(amounts) as Array<keyof typeof amounts>).map((measure) => ({
          measure,
          fund,
          function: "2010101",
          economic: "",
          nature: "" as const,
          project: "",
          kind: "",
          counterparty: "",
          amount: Money.fromFen(amounts[measure])
        }))
      })
    )
  )

describe("a document in 万元", () => {
  it("articulates as the exact tables do, cell by printed cell", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const tables = tablesInWan(tablesOfYear(year), roundCube(cubeOf(year)))
        const { findings } = Articulation.checkTables(toSource(tables), {})
        expect(findings.filter(({ severity }) => severity === "block")).toEqual([])
        for (const table of tables)
          for (const row of table.rows)
            for (const { amount } of row.cells.values()) expect(Math.abs(amount % PLACE)).toBe(0)
      }),
      { numRuns, seed }
    )
  })

  it("overdraws no fund by rounding, at the opening and at the close", () => {
    fc.assert(
      fc.property(spentUp, (exact) => {
        const rounded = roundCube(exact)
        for (const fund of Object.keys(fundTypes)) {
          expect(openingOf(rounded, fund)).toBeGreaterThanOrEqual(0)
          expect(closingOf(rounded, fund)).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: numRuns * 5, seed }
    )
  })

  it("rounds each total to its nearest place unless that overdraws a fund, and its parts by less than one", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const exact = cubeOf(year)
        const rounded = roundCube(exact)
        for (const [measure, amounts] of exact.byMeasure) {
          const of = (cube: Cube.Cube, fund?: string): number =>
            Money.sum(
              (cube.byMeasure.get(measure) ?? [])
                .filter((one) => fund === undefined || one.fund === fund)
                .map(({ amount }) => amount)
            )
          expect(Math.abs(of(rounded) - of(exact))).toBeLessThanOrEqual(
            isTight(exact) ? PLACE - 1 : PLACE / 2
          )
          for (const { fund } of amounts)
            expect(Math.abs(of(rounded, fund) - of(exact, fund))).toBeLessThan(PLACE)
        }
      }),
      { numRuns, seed }
    )
  })

  it("names exactly the cells that print another place than their own rounding", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const exact = tablesOfYear(year)
        const printed = tablesInWan(exact, roundCube(cubeOf(year)))
        const named = new Map(absorbedIn(exact, printed).map((one) => [one.address, one]))
        for (const [at, table] of exact.entries()) {
          for (const [line, row] of table.rows.entries()) {
            for (const [column, { address, amount }] of row.cells) {
              const shown = printed[at]!.rows[line]!.cells.get(column)!.amount
              const isOff = wan.print(shown) !== wan.print(amount)
              expect(named.has(address)).toBe(isOff)
              if (isOff) expect(named.get(address)!.printed).toBe(wan.print(shown))
            }
          }
        }
        const [remark] = remarksOfWan([...named.values()])
        for (const { display } of named.values()) expect(remark).toContain(display)
      }),
      { numRuns, seed }
    )
  })
})

describe("the sums a form names", () => {
  it("are the cells' values, and no cell is a sum of itself", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const tables = tablesOfYear(year)
        const sums = Articulation.cellSumsOf(toSource(tables))
        const amountAt = (address: string): number => {
          const { table, row, column } = Address.cellOf(address)
          return cellAt(tables, { _tag: "Cell", table, row, column })!.amount
        }
        expect(sums.has("T01/income/1")).toBe(true)
        expect(sums.has("T06/personnel/1")).toBe(true)
        const depth = (address: string): number =>
          Math.max(0, ...(sums.get(address) ?? []).map((one) => depth(one.address) + 1))
        for (const [address, cells] of sums) {
          expect(cells.reduce((sum, one) => sum + one.sign * amountAt(one.address), 0)).toBe(
            amountAt(address)
          )
          expect(depth(address)).toBeLessThan(10)
        }
      }),
      { numRuns: Math.ceil(numRuns / 4), seed }
    )
  })
})

describe("the document of every year", () => {
  it("holds each cell of the nine tables once, with its exact value", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const tables = tablesOfYear(year)
        const printed = new Map(
          tablesOf(documentOf(year)).flatMap(({ body }) =>
            body.flatMap((cells) =>
              cells.flatMap(({ address, value }) =>
                address === undefined ? [] : [[address, value] as const]
              )
            )
          )
        )
        const expected = new Map(
          tables
            .filter(({ empty }) => !empty)
            .flatMap(({ rows }) =>
              rows.flatMap(({ cells }) =>
                [...cells.values()].map(({ address, amount }) => [address, Money.toText(amount)] as const)
              )
            )
        )
        expect(printed).toEqual(expected)
      }),
      { numRuns: Math.ceil(numRuns / 2), seed }
    )
  })

  it("prints every narrative amount as its cell, and leaves nothing open but 【待填：…】", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const document = documentOf(year)
        const cells = new Map(
          tablesOf(document).flatMap(({ body }) =>
            body.flatMap((row) =>
              row.flatMap(({ address, text }) => (address === undefined ? [] : [[address, text] as const]))
            )
          )
        )
        for (const { blocks } of document.parts) {
          for (const block of blocks) {
            if (block.kind !== "paragraph") continue
            for (const { address, text } of figuresOf(block.content))
              if (cells.has(address)) expect(text).toBe(cells.get(address))
            const text = `${block.lead ?? ""}${textOf(block.content)}`
            expect(text.replace(/【待填：[^】]+】/g, "")).not.toMatch(/[【】{}]|undefined|NaN|null/)
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 2), seed }
    )
  })

  it("has five parts, unique anchors, and a table of contents that leads to them", () => {
    fc.assert(
      fc.property(Arbitrary.year(), (year) => {
        const document = documentOf(year)
        expect(document.parts.map(({ key }) => key)).toEqual(["1", "2", "3", "4", "5"])
        const anchors = document.parts.flatMap(({ key, blocks }) => [
          `part-${key}`,
          ...blocks.map((block) => (block.kind === "table" ? block.table.key : block.key))
        ])
        expect(new Set(anchors).size).toBe(anchors.length)
        for (const { key } of contentsOf(document)) expect(anchors).toContain(key)
      }),
      { numRuns: 20, seed }
    )
  })
})

describe("tables that do not articulate", () => {
  it("cannot be published: the type's one maker refuses them, with the findings", () => {
    const [year] = fc.sample(Arbitrary.year({ intentionsMax: 40 }), { numRuns: 1, seed })
    const tables = tablesOfYear(year!).map((table) =>
      table.key === "T03"
        ? {
            ...table,
            rows: table.rows.map((row) => ({
              ...row,
              cells: new Map(
                [...row.cells].map(([column, cell]) => [
                  column,
                  row.key === "total" && column === "1"
                    ? { ...cell, amount: Money.fromFen(cell.amount + 1) }
                    : cell
                ])
              )
            }))
          }
        : table
    )
    const result = Articulation.articulate(tables, {})
    expect(Result.isFailure(result) && result.failure.report.findings.map(({ ruleId }) => ruleId)).toContain(
      "AR-X-03"
    )
  })
})
