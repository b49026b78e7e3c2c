/**
 * The roll-up of a year (汇总): the nodes of a tree of units, each with its tables, its checks and what was eliminated,
 * and what each unit adds to a figure.
 */
import { Address, Classification, Money } from "@juesuan/domain"
import type { Finding, FindingsReport, UnitKind } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { HashChain, streamIdOf } from "@juesuan/ledger"
import type { EventStoreShape, PayloadOf, Window } from "@juesuan/ledger"
import {
  Articulation,
  Cube,
  attributesOfPack,
  cellAt,
  consolidate,
  deriveTables,
  ledgerFiguresOf,
  ledgerUnitsOf,
  missingUnit,
  nodesOf,
  packOfYear,
  toSource,
  transferFindings,
  unitTreeOf
} from "@juesuan/tables"
import type { Consolidation, DerivedTable, TablePack, UnitLine, UnitNode } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { cubeOf } from "./joinAttributes.ts"
import { locatedIn, statedPackIn } from "./locatedIn.ts"

/** How a year is rolled up. */
export interface RollUpOptions {
  readonly lines: ReadonlyArray<UnitLine>
  readonly year: number
  /** The forms; default: those of the first unit's region and year. */
  readonly pack?: TablePack | undefined
  readonly window?: Window | undefined
  /** Default: zh. */
  readonly language?: Language | undefined
}

/** A unit of the tree, as its ledger has it. */
export interface RolledUnit {
  readonly unit: string
  readonly name: string
  readonly kind: UnitKind
  /** Whether its year is not there, open, or closed. */
  readonly state: "missing" | "open" | "closed"
  /** Payments and budgets of the year, in fen. */
  readonly expenditure: Money.Money
  readonly budget: Money.Money
  readonly cube: Cube.Cube
}

/** A node of the tree, rolled up. */
export interface RolledNode {
  readonly unit: string
  readonly name: string
  readonly kind: UnitKind | null
  readonly depth: number
  /** The units with a ledger in it, itself among them where it keeps one. */
  readonly units: ReadonlyArray<RolledUnit>
  readonly consolidation: Consolidation
  readonly tables: ReadonlyArray<DerivedTable>
  /** The articulation rules over its tables, with what the roll-up itself found. */
  readonly report: FindingsReport
}

/** A year of all units. */
export interface RolledYear {
  readonly year: number
  readonly pack: TablePack
  readonly digest: string
  /** Superiors before those below them. */
  readonly nodes: ReadonlyArray<RolledNode>
}

const sumOf = (cube: Cube.Cube, measures: ReadonlyArray<string>): Money.Money =>
  [...cube.cells.values()].reduce(
    (sum, { measure, amount }) => (measures.includes(measure) ? Money.add(sum, amount) : sum),
    Money.zero
  )

interface Loaded {
  readonly units: ReadonlyMap<string, RolledUnit>
  readonly pack: TablePack
}

const loadUnits = Effect.fn("loadUnits")(function* (
  store: EventStoreShape,
  nodes: ReadonlyArray<UnitNode>,
  { year, pack: given, window = {} }: RollUpOptions
) {
  const units = new Map<string, RolledUnit>()
  let pack = given
  for (const { unit, name, kind } of nodes) {
    if (kind === null) continue
    const streamId = streamIdOf(unit, year)
    const facts = yield* store.facts(streamId, window)
    const opened = facts.find(({ event }) => event.type === "FiscalYearOpened")
    const profile = opened?.event.payload as PayloadOf<"FiscalYearOpened"> | undefined
    if (profile === undefined) {
      const none = { expenditure: Money.zero, budget: Money.zero, cube: Cube.empty }
      units.set(unit, { unit, name, kind, state: "missing", ...none })
      continue
    }
    pack ??= (yield* Effect.fromResult(
      packOfYear({ ...locatedIn(profile, unit), year, pack: statedPackIn(profile) })
    )).pack
    const cube = yield* cubeOf(store, streamId, window, attributesOfPack(pack))
    units.set(unit, {
      unit,
      name,
      kind: profile.unitKind,
      state: facts.some(({ event }) => event.type === "FiscalYearClosed") ? "closed" : "open",
      expenditure: sumOf(cube, ["expenditure"]),
      budget: sumOf(cube, ["budgetInitial", "budgetChange"]),
      cube
    })
  }
  pack ??= (yield* Effect.fromResult(packOfYear({ names: [], year }))).pack
  return { units, pack } satisfies Loaded
})

/** The kind that all units have; `undefined` where they differ: rules of one kind do not apply then. */
const commonKind = (units: ReadonlyArray<RolledUnit>): UnitKind | undefined => {
  const kinds = new Set(units.filter(({ state }) => state !== "missing").map(({ kind }) => kind))
  return kinds.size === 1 ? [...kinds][0] : undefined
}

const withRollUp = (report: FindingsReport, findings: ReadonlyArray<Finding>): FindingsReport => {
  const failed = new Set(findings.map(({ ruleId }) => ruleId)).size
  const { summary } = report
  const added = { rules: summary.rules + 3, fail: summary.fail + failed, pass: summary.pass + 3 - failed }
  return { ...report, summary: { ...summary, ...added }, findings: [...report.findings, ...findings] }
}

const rollNode = (
  node: UnitNode,
  { units: all, pack }: Loaded,
  nameOf: (unit: string) => string,
  { year, language = "zh" }: RollUpOptions
): RolledNode => {
  const units = ledgerUnitsOf(node).map(({ unit }) => all.get(unit)!)
  const consolidation = consolidate(units)
  const { cube } = consolidation
  const tables = deriveTables(cube, pack, year)
  const definitions = pack.tables.map(({ definition }) => definition)
  const report = Articulation.checkTables(
    toSource(tables),
    {
      unitKind: commonKind(units),
      definitions,
      ledger: ledgerFiguresOf(cube),
      nameOf: (code) => Classification.nameOf("functional", code),
      language
    },
    Articulation.rulesOfForms(definitions)
  )
  const missing = units.filter(({ state }) => state === "missing")
  const findings = [
    ...transferFindings(consolidation, nameOf, language),
    ...missing.map(({ unit }) => missingUnit(unit, year, nameOf, language))
  ]
  const { unit, name, kind, depth } = node
  return { unit, name, kind, depth, units, consolidation, tables, report: withRollUp(report, findings) }
}

/**
 * Rolls up a year: every node of the tree, superiors first.
 *
 * Fails with `UnitTreeBroken`, with `PackNotShipped`, or with what the store reports.
 */
export const rollUp = Effect.fn("rollUp")(function* (store: EventStoreShape, options: RollUpOptions) {
  const { lines, year } = options
  const tops = yield* Effect.fromResult(unitTreeOf(lines, year))
  const nodes = tops.flatMap(nodesOf)
  const loaded = yield* loadUnits(store, nodes, options)
  const names = new Map(nodes.map(({ unit, name }) => [unit, name]))
  const nameOf = (unit: string): string => names.get(unit) ?? unit
  const rolled: RolledYear = {
    year,
    pack: loaded.pack,
    digest: HashChain.digestOf(yield* store.heads),
    nodes: nodes.map((node) => rollNode(node, loaded, nameOf, options))
  }
  return rolled
})

/** What a unit adds to a figure of a node. */
export interface Share {
  readonly unit: string
  readonly name: string
  readonly amount: Money.Money
}

/** A figure of a node: what each unit adds, and what was eliminated of it. The shares less that are the figure. */
export interface ExplainedRollUp {
  readonly address: string
  readonly amount: Money.Money
  readonly shares: ReadonlyArray<Share>
  readonly eliminated: Money.Money
}

/**
 * Explains a cell of a node by the units in it; from a unit, `explainCell` leads on to its events. The address is a
 * canonical one; `null` where the node's tables have no such cell.
 */
export const explainRollUp = (
  { units, tables, consolidation }: RolledNode,
  address: string
): ExplainedRollUp | null => {
  const { table, row, column } = Address.cellOf(address)
  const cell = cellAt(tables, Address.cell(table, row, column))
  if (cell === undefined) return null
  const shares = units
    .map(({ unit, name, cube }) => ({ unit, name, amount: Cube.evaluate(cube, cell.term) }))
    .filter(({ amount }) => amount !== 0)
  const sum = shares.reduce((total, { amount }) => Money.add(total, amount), Money.zero)
  const amount = Cube.evaluate(consolidation.cube, cell.term)
  return { address: cell.address, amount, shares, eliminated: Money.subtract(sum, amount) }
}
