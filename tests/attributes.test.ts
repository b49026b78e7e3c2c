/**
 * Attributes of units and projects as dimensions: the fold, SQL and an independent reckoning agree in every window.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Money } from "@juesuan/domain"
import { attributesOf, make, makeMemoryStore, withAttributes } from "@juesuan/ledger"
import type { AttributeName, EventStoreShape, NewEvent, RecordedEvent, Window } from "@juesuan/ledger"
import { openSqlite } from "@juesuan/store-sqlite"
import { Cube, Term, ningxia2024, packTable } from "@juesuan/tables"
import type { TableDefinition, TablePack } from "@juesuan/tables"
import { runs } from "@juesuan/testing"
import { diffYears, explainCell, viewOf } from "@juesuan/year"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-attributes-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const stream = "unit/100001/2024"
const asked: ReadonlyArray<AttributeName> = ["project.类别", "unit.级次"]

/** What happens: a payment of a project, or a registration of it, of the unit's where there is none. */
interface Step {
  readonly project: string
  readonly value: string
  readonly fen: number
  readonly isPayment: boolean
  readonly day: number
  readonly known: number
}

const step: fc.Arbitrary<Step> = fc.record({
  project: fc.constantFrom("", "P1", "P2"),
  value: fc.constantFrom("", "民生", "产业", "it's"),
  fen: fc.integer({ min: 1, max: 1000 }),
  isPayment: fc.boolean(),
  day: fc.integer({ min: 1, max: 9 }),
  known: fc.integer({ min: 1, max: 9 })
})
const history = fc.array(step, { minLength: 1, maxLength: 16 })
const bounds = fc.record({ day: fc.integer({ min: 0, max: 9 }), known: fc.integer({ min: 0, max: 9 }) })
const windowOf = ({ day, known }: { readonly day: number; readonly known: number }): Window => ({
  asOf: `2024-03-1${day}`,
  knownAt: `2025-01-1${known}T00:00:00.000Z`
})

const profile = {
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  department: "",
  staffing: 1,
  duties: "",
  unitsCovered: ["示例单位"]
} as const

const eventOf = ({ project, value, fen, isPayment }: Step): NewEvent["event"] => {
  const nature = project === "" ? "basic" : "project"
  const line = { fund: "generalPublic", function: "2080109", economic: "30201", nature, project } as const
  if (isPayment) return make("DisbursementPaid", { line, amount: Money.fromFen(fen), abstract: "" })
  if (project === "") return make("FiscalYearOpened", { ...profile, attributes: { 级次: value } })
  const named = { project, name: "项目", department: "", goal: "", level: "unstated" } as const
  // Another attribute alone leaves the value that was registered.
  const attributes: Record<string, string> = fen % 5 === 0 ? { 备注: "x" } : { 类别: value }
  return make("ProjectRegistered", { ...named, attributes })
}
const eventsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<NewEvent> =>
  steps.map((each, index) => ({
    eventId: `100001/2024/E${index}`,
    occurredOn: `2024-03-1${each.day}`,
    recordedAt: `2025-01-1${each.known}T00:00:00.000Z`,
    documentNo: "",
    source: null,
    event: eventOf(each)
  }))

const stored = <S extends EventStoreShape>(store: S, steps: ReadonlyArray<Step>): S => {
  Effect.runSync(store.append([{ streamId: stream, expectedVersion: 0, events: eventsOf(steps) }]))
  return store
}

type Join = typeof withAttributes
type Register = (facts: ReadonlyArray<RecordedEvent>) => ReturnType<typeof attributesOf>

const foldOf = (
  store: EventStoreShape,
  window: Window,
  register: Register = attributesOf,
  join: Join = withAttributes
): Cube.Cube => {
  const totals = Effect.runSync(store.totals([stream], window))
  return Cube.fromPostings(join(totals, register(Effect.runSync(store.facts(stream, window))), asked))
}

/** Expenditure by the two values, reckoned from the steps alone. */
const reckoned = (steps: ReadonlyArray<Step>, day: number, known: number): ReadonlyMap<string, number> => {
  const seen = steps.filter((each) => each.day <= day && each.known <= known)
  const last = (project: string): string => {
    const said = seen.filter(
      (each) => !each.isPayment && each.project === project && (project === "" || each.fen % 5 !== 0)
    )
    return said.length === 0 ? "" : said[said.length - 1]!.value
  }
  const sums = new Map<string, number>()
  for (const { project, fen, isPayment } of seen) {
    if (!isPayment) continue
    const key = `${project === "" ? "" : last(project)}|${last("")}`
    sums.set(key, (sums.get(key) ?? 0) + fen)
  }
  return sums
}

const spent = (where: Partial<Record<AttributeName, string>>): Term.Term =>
  Term.select({ measure: "expenditure", ...where })

const differencesTo = (
  cube: Cube.Cube,
  steps: ReadonlyArray<Step>,
  { day, known }: { readonly day: number; readonly known: number }
): ReadonlyArray<string> => {
  const expected = reckoned(steps, day, known)
  return ["", "民生", "产业", "it's"].flatMap((category) =>
    ["", "民生", "产业", "it's"].flatMap((rank) => {
      const found = Cube.evaluate(cube, spent({ "project.类别": category, "unit.级次": rank }))
      const wanted = expected.get(`${category}|${rank}`) ?? 0
      return found === wanted ? [] : [`${category}|${rank}: ${found}, and ${wanted} expected`]
    })
  )
}

const parameters = runs(process.env, 100, 20_241_201, 1000)
let files = 0

describe("attributes of a unit and of projects", () => {
  it("select what the steps come to in every window: by the fold, and by SQL", () => {
    fc.assert(
      fc.property(history, bounds, (steps, at) => {
        const window = windowOf(at)
        expect(differencesTo(foldOf(stored(makeMemoryStore(), steps), window), steps, at)).toEqual([])
        const file = stored(Effect.runSync(openSqlite(path.join(folder, `${files++}.db`))), steps)
        const bySql = Cube.fromPostings(Effect.runSync(file.totalsBySql([stream], window, asked)))
        expect(differencesTo(bySql, steps, at)).toEqual([])
        expect(Cube.equals(bySql, foldOf(file, window))).toBe(true)
        Effect.runSync(file.close)
      }),
      { ...parameters, numRuns: Math.ceil(parameters.numRuns / 4) }
    )
  })

  it("divide a total: its values sum to the figure without it", () => {
    fc.assert(
      fc.property(history, bounds, (steps, at) => {
        const cube = foldOf(stored(makeMemoryStore(), steps), windowOf(at))
        for (const attribute of asked) {
          const parts = ["", "民生", "产业", "it's"].map((value) =>
            Cube.evaluate(cube, spent({ [attribute]: value }))
          )
          expect(Money.sum(parts)).toBe(Cube.evaluate(cube, spent({})))
        }
      }),
      parameters
    )
  })

  it("registered again change only the windows that know it", () => {
    fc.assert(
      fc.property(history, step, bounds, (steps, later, at) => {
        const again = { ...later, isPayment: false }
        fc.pre(at.day < again.day || at.known < again.known)
        const before = foldOf(stored(makeMemoryStore(), steps), windowOf(at))
        const after = foldOf(stored(makeMemoryStore(), [...steps, again]), windowOf(at))
        expect(Cube.equals(before, after)).toBe(true)
      }),
      parameters
    )
  })

  it.each<readonly [string, Register, Join]>([
    ["the value first registered", (facts) => attributesOf([...facts].toReversed()), withAttributes],
    ["no value of the unit", (facts) => ({ ...attributesOf(facts), unit: new Map() }), withAttributes],
    [
      "values of another project",
      attributesOf,
      (postings, registered, names) =>
        withAttributes(
          postings.map((posting) => ({ ...posting, project: posting.project === "P1" ? "P2" : "P1" })),
          registered,
          names
        )
    ]
  ])("are not %s: the law finds it", (_, register, join) => {
    const found = fc.check(
      fc.property(history, bounds, (steps, at) => {
        const cube = foldOf(stored(makeMemoryStore(), steps), windowOf(at), register, join)
        return differencesTo(cube, steps, at).length === 0
      }),
      { ...parameters, numRuns: Math.max(200, parameters.numRuns) }
    )
    expect(found.failed).toBe(true)
  })

  it("are asked of a cube that does not know them by mistake only", () => {
    const store = stored(makeMemoryStore(), [
      { project: "P1", value: "", fen: 1, isPayment: true, day: 1, known: 1 }
    ])
    const cube = Cube.fromPostings(Effect.runSync(store.totals([stream])))
    expect(() => Cube.evaluate(cube, spent({ "project.类别": "民生" }))).toThrow("does not know project.类别")
  })
})

describe("a term with an attribute", () => {
  const term = Term.select({ measure: "expenditure", "project.类别": Term.anyOf("民生", "产业") })

  it("is read back from JSON, and a name that is none is refused", () => {
    expect(Result.getOrThrow(Term.fromJson(JSON.parse(JSON.stringify(term))))).toEqual(term)
    for (const name of ["projet.类别", "project.", "project.1类", "unit"]) {
      const json = { kind: "select", where: [{ measure: "expenditure", [name]: "民生" }] }
      expect(Result.isFailure(Term.fromJson(json)), name).toBe(true)
      expect(() => Term.select(json.where[0] as never), name).toThrow("no dimension of a term")
    }
  })

  it("is printed for people and for a database", () => {
    expect(Term.printTerm(term)).toBe("expenditure[project.类别=民生|产业]")
    expect(Term.toSql(term)).toContain(`"project.类别" IN ('民生', '产业')`)
    expect(Term.attributesIn(term)).toEqual(["project.类别"])
  })
})

describe("a table of one's own that selects by an attribute", () => {
  const definition: TableDefinition = {
    key: "X01",
    title: "民生支出",
    note: "",
    moneyUnit: "元",
    columns: [
      {
        key: "1",
        title: "金额",
        heads: ["金额"],
        number: "1",
        term: Term.select({ measure: "expenditure", "project.类别": "民生" })
      }
    ],
    rows: {
      kind: "byCode",
      dimension: "economic",
      total: { key: "total", label: "合计", depth: 0, where: {} },
      presence: [[{ measure: "expenditure" }]]
    },
    layout: { kind: "codes", heading: "项目" }
  }
  const pack: TablePack = {
    ...ningxia2024,
    id: "ours",
    tables: [...ningxia2024.tables, packTable(definition, "附表1")]
  }
  const at = { day: 1, known: 1, isPayment: false, fen: 1 }
  const store = stored(makeMemoryStore(), [
    { ...at, project: "", value: "市级" },
    { ...at, project: "P1", value: "民生" },
    { ...at, project: "P1", value: "", isPayment: true, fen: 700 },
    { ...at, project: "P2", value: "", isPayment: true, fen: 50 },
    { ...at, project: "P1", value: "产业", day: 5 }
  ])

  it("derives and explains by what was registered in the window", () => {
    const early = Effect.runSync(viewOf(store, stream, pack, { asOf: "2024-03-14" }))
    const explained = Effect.runSync(explainCell(store, early, "X01/total/1"))
    expect(explained).toMatchObject({ value: "7.00", formula: "expenditure[project.类别=民生]" })
    expect(explained.postings).toMatchObject([{ amount: "7.00", dimensions: { "project.类别": "民生" } }])
    const late = Effect.runSync(viewOf(store, stream, pack))
    expect(Effect.runSync(explainCell(store, late, "X01/total/1")).value).toBe("0.00")
  })

  it("differs between two windows by the events that moved", () => {
    const [a, b] = [{ asOf: "2024-03-14" }, {}].map((window) => ({
      store,
      view: Effect.runSync(viewOf(store, stream, pack, window))
    }))
    const changed = Effect.runSync(diffYears(a!, b!)).filter(({ address }) => address === "X01/total/1")
    expect(changed).toMatchObject([{ difference: -700, causes: [{ amount: -700 }] }])
  })
})
