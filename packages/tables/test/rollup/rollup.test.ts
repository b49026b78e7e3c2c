/**
 * Consolidation: a county by hand, and what holds of any units in any order and grouping.
 */
import { Money } from "@juesuan/domain"
import type { UnitLine } from "@juesuan/domain"
import type { Posting } from "@juesuan/ledger"
import {
  Cube,
  cellAt,
  consolidate,
  deriveTables,
  ledgerUnitsOf,
  missingUnit,
  nodesOf,
  packById,
  transferFindings,
  unitKindNamed,
  unitTreeOf
} from "@juesuan/tables"
import type { Consolidation, UnitCube } from "@juesuan/tables"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const { numRuns, seed } = runs(process.env, 100, 20240611, 2000)

const blank = {
  function: "2080109",
  economic: "",
  nature: "",
  project: "",
  kind: "",
  counterparty: ""
} as const
const fen = (yuan: number): Money.Money => Money.fromFen(Math.round(yuan * 100))

const appropriated = (amount: number): Posting => ({
  ...blank,
  measure: "income",
  fund: "generalPublic",
  nature: "basic",
  kind: "appropriation",
  amount: fen(amount)
})
const spent = (amount: number): Posting => ({
  ...blank,
  measure: "expenditure",
  fund: "generalPublic",
  nature: "basic",
  economic: "30201",
  amount: fen(amount)
})
const transferred = (
  side: "paid" | "received",
  way: "subsidy" | "remittance",
  counterparty: string,
  amount: number
): Posting =>
  side === "paid"
    ? {
        ...blank,
        measure: "expenditure",
        fund: "unitFunds",
        nature: way === "subsidy" ? "subsidyToSubsidiary" : "remittanceToSuperior",
        economic: "39999",
        counterparty,
        amount: fen(amount)
      }
    : {
        ...blank,
        measure: "income",
        fund: "unitFunds",
        kind: way === "subsidy" ? "superiorSubsidy" : "subsidiaryRemittance",
        counterparty,
        amount: fen(amount)
      }

const unit = (code: string, ...postings: ReadonlyArray<Posting>): UnitCube => ({
  unit: code,
  cube: Cube.fromPostings(postings)
})

/** Seven units of three kinds; A and its two, D and its three. C says 0.01 less than A paid it. */
const county: ReadonlyArray<UnitCube> = [
  unit(
    "A",
    appropriated(1000),
    spent(900),
    transferred("paid", "subsidy", "B", 100),
    transferred("paid", "subsidy", "C", 50)
  ),
  unit("B", appropriated(200), spent(200), transferred("received", "subsidy", "A", 100)),
  unit("C", appropriated(300), spent(290), transferred("received", "subsidy", "A", 49.99)),
  unit(
    "D",
    appropriated(400),
    spent(400),
    transferred("paid", "subsidy", "G", 12),
    transferred("paid", "subsidy", "Z", 5),
    transferred("received", "remittance", "E", 30)
  ),
  unit("E", appropriated(150), spent(150), transferred("paid", "remittance", "D", 30)),
  unit("F", appropriated(250), spent(240), transferred("received", "subsidy", "", 7)),
  unit("G", appropriated(100), spent(100), transferred("received", "subsidy", "D", 12))
]

const of = (...codes: ReadonlyArray<string>) => county.filter((one) => codes.includes(one.unit))

/** 02: 合计, 上级补助收入, 附属单位上缴收入; 03: 合计, 上缴上级支出, 对附属单位补助支出. */
const printed = ({ cube }: Consolidation): ReadonlyArray<string> => {
  const tables = deriveTables(cube, packById("mof-2023")!, 2024)
  return ["T02/total/1", "T02/total/3", "T02/total/6", "T03/total/1", "T03/total/4", "T03/total/6"].map(
    (address) => {
      const [table, row, column] = address.split("/")
      return Money.toText(cellAt(tables, { _tag: "Cell", table: table!, row: row!, column: column! })!.amount)
    }
  )
}

describe("a county by hand", () => {
  it("has the totals that its units and transfers come to", () => {
    expect(printed(consolidate(of("A", "B", "C")))).toEqual([
      "1500.00",
      "0.00",
      "0.00",
      "1390.01",
      "0.00",
      "0.01"
    ])
    expect(printed(consolidate(of("D", "E", "F", "G")))).toEqual([
      "907.00",
      "7.00",
      "0.00",
      "895.00",
      "0.00",
      "5.00"
    ])
    expect(printed(consolidate(county))).toEqual(["2407.00", "7.00", "0.00", "2285.01", "0.00", "5.01"])
    expect(printed(consolidate(of("B")))).toEqual(["300.00", "100.00", "0.00", "200.00", "0.00", "0.00"])
  })

  it("has each pair with both sides and what was struck, and what differs or names nobody is found", () => {
    const consolidation = consolidate(county)
    expect(
      consolidation.pairs.map(({ kind, payer, payee, paid, received, eliminated }) =>
        [kind, payer, payee, ...[paid, received, eliminated].map((amount) => Money.toText(amount))].join(" ")
      )
    ).toEqual([
      "subsidy A B 100.00 100.00 100.00",
      "subsidy A C 50.00 49.99 49.99",
      "subsidy D G 12.00 12.00 12.00",
      "remittance E D 30.00 30.00 30.00"
    ])
    const findings = transferFindings(consolidation, (code) => `${code}单位`, "zh")
    expect(findings.map(({ ruleId, difference, fingerprint }) => [ruleId, difference, fingerprint])).toEqual([
      ["RU-1", "0.01", "RU-1|A|C|subsidy|unitFunds"],
      ["RU-2", null, "RU-2|F|subsidy|received"]
    ])
    expect(findings[0]!.message).toBe(
      "A单位付C单位的补助记 50.00 元，C单位收到记 49.99 元；已抵销 49.99 元，差额未抵销。"
    )
    expect(transferFindings(consolidate(of("A", "B")), String, "zh")).toEqual([])
    expect(missingUnit("H", 2024, () => "H局", "zh").message).toBe(
      "H局（H）没有 2024 年度的账，汇总数不含该单位。"
    )
  })
})

const codes = ["U1", "U2", "U3", "U4", "U5"] as const
const amounts = fc.integer({ min: -500, max: 2000 }).filter((amount) => amount !== 0)
const transfers = fc.tuple(
  fc.constantFrom("paid" as const, "received" as const),
  fc.constantFrom("subsidy" as const, "remittance" as const),
  fc.constantFrom(...codes, "OUT", ""),
  amounts
)
const units: fc.Arbitrary<ReadonlyArray<UnitCube>> = fc.tuple(
  ...codes.map((code) =>
    fc.tuple(amounts, amounts, fc.array(transfers, { maxLength: 6 })).map(([income, expense, moved]) => ({
      unit: code,
      cube: Cube.fromPostings([
        appropriated(income),
        spent(expense),
        ...moved
          .filter(([, , other]) => other !== code)
          .map(([side, way, other, amount]) => transferred(side, way, other, amount))
      ])
    }))
  )
)

type Consolidate = (units: ReadonlyArray<UnitCube>) => Consolidation

const sum = (cube: Cube.Cube, measure: string): number =>
  [...cube.cells.values()].reduce((total, one) => (one.measure === measure ? total + one.amount : total), 0)

/** Each law says of a way to consolidate, and of units, whether it holds. */
const laws: Readonly<Record<string, (make: Consolidate, of: ReadonlyArray<UnitCube>) => boolean>> = {
  "the order of the units does not matter": (make, of) =>
    Cube.equals(make(of).cube, make(of.toReversed()).cube) &&
    JSON.stringify(make(of).pairs) === JSON.stringify(make(of.toReversed()).pairs),
  "each side is the sum of the units less what was eliminated": (make, of) => {
    const { cube, pairs } = make(of)
    const struck = pairs.reduce((total, { eliminated }) => total + eliminated, 0)
    return ["income", "expenditure"].every(
      (measure) =>
        sum(cube, measure) === of.reduce((total, one) => total + sum(one.cube, measure), 0) - struck
    )
  },
  "a group's pairs are those of the whole that lie in it": (make, of) => {
    const group = of.slice(0, 3)
    const own = new Set(group.map(({ unit: code }) => code))
    const inside = make(of).pairs.filter(({ payer, payee }) => own.has(payer) && own.has(payee))
    return JSON.stringify(make(group).pairs) === JSON.stringify(inside)
  },
  "no more is struck than either side says, and all of the smaller": (make, of) =>
    make(of).pairs.every(
      ({ paid, received, eliminated }) => eliminated === Math.max(0, Math.min(paid, received))
    ),
  "transfers with units outside stay": (make, of) => {
    const outside = (cube: Cube.Cube): number =>
      [...cube.cells.values()].reduce(
        (total, one) =>
          ["OUT", ""].includes(one.counterparty) && one.fund === "unitFunds" ? total + one.amount : total,
        0
      )
    return outside(make(of).cube) === of.reduce((total, one) => total + outside(one.cube), 0)
  }
}

const holds = (law: string, make: Consolidate): boolean =>
  !fc.check(
    fc.property(units, (of) => laws[law]!(make, of)),
    { numRuns, seed }
  ).failed

/** What a consolidation might get wrong, and the law that sees it. */
const mutants: ReadonlyArray<readonly [string, string, Consolidate]> = [
  [
    "depends on the order",
    "the order of the units does not matter",
    (of) => ({
      ...consolidate(of),
      pairs: consolidate(of).pairs.filter(({ payer }) => payer !== of[0]!.unit)
    })
  ],
  [
    "strikes one side only",
    "each side is the sum of the units less what was eliminated",
    (of) => {
      const made = consolidate(of)
      const back = made.pairs.map(({ payer, eliminated }) => ({
        ...transferred("received", "subsidy", payer, 0),
        amount: eliminated
      }))
      return { ...made, cube: Cube.merge(made.cube, Cube.fromPostings(back)) }
    }
  ],
  [
    "strikes pairs of the first unit with others of the whole only",
    "a group's pairs are those of the whole that lie in it",
    (of) => ({
      ...consolidate(of),
      pairs: of.length > 3 ? consolidate(of).pairs.slice(1) : consolidate(of).pairs
    })
  ],
  [
    "strikes the larger side",
    "no more is struck than either side says, and all of the smaller",
    (of) => ({
      ...consolidate(of),
      pairs: consolidate(of).pairs.map((pair) => ({
        ...pair,
        eliminated: Money.fromFen(Math.max(pair.paid, pair.received))
      }))
    })
  ],
  [
    "strikes whole kinds",
    "transfers with units outside stay",
    (of) => ({
      ...consolidate(of),
      cube: Cube.fromPostings(
        of.flatMap(({ cube }) => [...cube.cells.values()].filter(({ fund }) => fund !== "unitFunds"))
      )
    })
  ]
]

describe(`laws of consolidation (${numRuns} runs, seed ${seed})`, () => {
  it.each(Object.keys(laws))("%s", (law) => {
    fc.assert(
      fc.property(units, (of) => laws[law]!(consolidate, of)),
      { numRuns, seed }
    )
  })

  it.each(mutants)("one that %s is caught by: %s", (_, law, make) => {
    expect(holds(law, make)).toBe(false)
  })
})

const line = (row: number, code: string, superior: string, rest: Partial<UnitLine> = {}): UnitLine => ({
  row,
  unit: code,
  name: `${code}局`,
  kind: "institution",
  superior,
  from: null,
  to: null,
  ...rest
})

describe("a tree of units", () => {
  const lines = [
    line(2, "X", "", { kind: null }),
    line(3, "A", "X"),
    line(4, "B", "A", { to: 2023 }),
    line(5, "B", "D", { from: 2024, name: "B中心" }),
    line(6, "D", "X", { kind: null })
  ]

  it("is that of its year: units move and are renamed", () => {
    const shown = (year: number) =>
      Result.getOrThrow(unitTreeOf(lines, year))
        .flatMap(nodesOf)
        .map(({ unit: code, name, depth }) => `${depth} ${code} ${name}`)
    expect(shown(2023)).toEqual(["0 X X局", "1 A A局", "2 B B局", "1 D D局"])
    expect(shown(2024)).toEqual(["0 X X局", "1 A A局", "1 D D局", "2 B B中心"])
    const [top] = Result.getOrThrow(unitTreeOf(lines, 2024))
    expect(ledgerUnitsOf(top!).map(({ unit: code }) => code)).toEqual(["A", "B"])
  })

  it.each([
    [[line(2, "A", ""), line(3, "A", "")], [{ problem: "unitRepeated", row: 3, unit: "A", other: 2 }]],
    [[line(2, "A", "Q")], [{ problem: "superiorUnknown", row: 2, unit: "A", superior: "Q" }]],
    [
      [line(2, "A", "B"), line(3, "B", "A")],
      [
        { problem: "circle", row: 2, unit: "A" },
        { problem: "circle", row: 3, unit: "B" }
      ]
    ],
    [[line(2, "A", "", { to: 2020 })], [{ problem: "empty", year: 2024 }]]
  ])("that is none is refused with what is wrong (%#)", (of, problems) => {
    const tree = unitTreeOf(of, 2024)
    expect(Result.isFailure(tree) && tree.failure.problems).toEqual(problems)
  })

  it("reads the words of kinds, and of nodes without a ledger", () => {
    expect(["行政", "行政单位", "参公", "事业单位", "institution"].map(unitKindNamed)).toEqual([
      "administrative",
      "administrative",
      "civilServiceInstitution",
      "institution",
      "institution"
    ])
    expect(["", "县", "部门", "province"].map(unitKindNamed)).toEqual([null, null, null, null])
    expect(unitKindNamed("企业")).toBeUndefined()
  })
})
