/**
 * The roll-up of a year (汇总): the nodes of a tree of units, each with its tables, its checks and what was eliminated,
 * and what each unit adds to a figure.
 */
import { Address, Money } from "@juesuan/domain"
import type { FindingsReport, UnitKind, UnitLine } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { HashChain, streamIdOf } from "@juesuan/ledger"
import type { EventStoreShape, PayloadOf, Window } from "@juesuan/ledger"
import {
  Cube,
  attributesOfPack,
  cellAt,
  consolidate,
  deriveTables,
  ledgerUnitsOf,
  missingUnit,
  nodesOf,
  packOfYear,
  rollUpRules,
  transferFindings,
  unitTreeOf
} from "@juesuan/tables"
import type { Consolidation, DerivedTable, TablePack, UnitNode } from "@juesuan/tables"
import * as Effect from "effect/Effect"
import { checkView, withRules } from "./checkYear.ts"
import { cubeOf } from "./joinAttributes.ts"
import { locatedIn, statedPackIn } from "./locatedIn.ts"

/** How a year is rolled up. */
export interface RollUpOptions {
  readonly lines: ReadonlyArray<UnitLine>
  readonly year: number
  /** The forms; default: those of the first unit's region and year. */
  readonly pack?: TablePack | undefined
  readonly window?: Window | undefined
  /** The nodes whose tables are wanted; default: all. */
  readonly isWanted?: ((node: UnitNode) => boolean) | undefined
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
  /** The whole tree, superiors before those below them. */
  readonly tree: ReadonlyArray<UnitNode>
  /** The nodes that were wanted, in the order of the tree. */
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
  const report = checkView({ tables, pack, cube, unitKind: commonKind(units) }, { language })
  const missing = units.filter(({ state }) => state === "missing")
  const findings = [
    ...transferFindings(consolidation, nameOf, language),
    ...missing.map(({ unit }) => missingUnit(unit, year, nameOf, language))
  ]
  const { unit, name, kind, depth } = node
  const whole = withRules(report, findings, Object.keys(rollUpRules).length)
  return { unit, name, kind, depth, units, consolidation, tables, report: whole }
}

/**
 * Rolls up a year: every node of the tree that is wanted, superiors first.
 *
 * Fails with `UnitTreeBroken`, with `PackNotShipped`, or with what the store reports.
 */
export const rollUp = Effect.fn("rollUp")(function* (store: EventStoreShape, options: RollUpOptions) {
  const { lines, year, isWanted = () => true } = options
  const tops = yield* Effect.fromResult(unitTreeOf(lines, year))
  const nodes = tops.flatMap(nodesOf)
  const loaded = yield* loadUnits(store, nodes, options)
  const names = new Map(nodes.map(({ unit, name }) => [unit, name]))
  const nameOf = (unit: string): string => names.get(unit) ?? unit
  const rolled: RolledYear = {
    year,
    pack: loaded.pack,
    digest: HashChain.digestOf(yield* store.heads),
    tree: nodes,
    nodes: nodes.filter(isWanted).map((node) => rollNode(node, loaded, nameOf, options))
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
