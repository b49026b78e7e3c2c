/**
 * The tree of units (单位隶属关系): who is whose superior, in a year.
 *
 * A unit that keeps a ledger is of a kind of budget unit; a department, a county or a province above it may be none of
 * its own. Units are renamed, merged and moved: each line of the tree holds for the years from–to, and a unit may have
 * several that do not overlap.
 */
import { groupBy, unitKinds } from "@juesuan/domain"
import type { UnitKind, UnitLine } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** A unit in a year, with those directly below it in the order of the list. */
export interface UnitNode {
  readonly unit: string
  readonly name: string
  readonly kind: UnitKind | null
  readonly superior: string
  readonly depth: number
  readonly children: ReadonlyArray<UnitNode>
}

/** What is wrong with a tree. */
export type TreeProblem =
  | { readonly problem: "unitRepeated"; readonly row: number; readonly unit: string; readonly other: number }
  | {
      readonly problem: "superiorUnknown"
      readonly row: number
      readonly unit: string
      readonly superior: string
    }
  | { readonly problem: "circle"; readonly row: number; readonly unit: string }
  | { readonly problem: "empty"; readonly year: number }

const problemText = (problem: TreeProblem): string => {
  switch (problem.problem) {
    case "unitRepeated":
      return `row ${problem.row}: ${problem.unit} is in the year already, in row ${problem.other}. Let their years not overlap.`
    case "superiorUnknown":
      return `row ${problem.row}: ${problem.superior}, the superior of ${problem.unit}, is not in the tree in that year. Add its line.`
    case "circle":
      return `row ${problem.row}: ${problem.unit} is below itself. Correct its superior.`
    case "empty":
      return `no unit is in the tree in ${problem.year}.`
  }
}

/** The lines are no tree in that year. */
export class UnitTreeBroken extends Data.TaggedError("UnitTreeBroken")<{
  readonly year: number
  readonly problems: ReadonlyArray<TreeProblem>
}> {
  override get message(): string {
    return `The tree of units is none in ${this.year}: ${this.problems.map(problemText).join(" ")}`
  }
}

const holdsIn = ({ from, to }: UnitLine, year: number): boolean =>
  (from === null || from <= year) && (to === null || year <= to)

/** The superiors of a unit, itself first, up to the top; `null` when they go round. */
const pathOf = (byUnit: ReadonlyMap<string, UnitLine>, line: UnitLine): ReadonlyArray<string> | null => {
  const path: Array<string> = []
  for (let at: UnitLine | undefined = line; at !== undefined; at = byUnit.get(at.superior)) {
    if (path.includes(at.unit)) return null
    path.push(at.unit)
  }
  return path
}

const problemsOf = (
  lines: ReadonlyArray<UnitLine>,
  byUnit: ReadonlyMap<string, UnitLine>,
  year: number
): ReadonlyArray<TreeProblem> => {
  if (lines.length === 0) return [{ problem: "empty", year }]
  return lines.flatMap((line): ReadonlyArray<TreeProblem> => {
    const { row, unit, superior } = line
    const first = byUnit.get(unit)!
    if (first.row !== row) return [{ problem: "unitRepeated", row, unit, other: first.row }]
    if (superior !== "" && !byUnit.has(superior)) return [{ problem: "superiorUnknown", row, unit, superior }]
    return pathOf(byUnit, line) === null ? [{ problem: "circle", row, unit }] : []
  })
}

/** The tops of the tree in a year, each with all that is below it. Fails with {@link UnitTreeBroken}. */
export const unitTreeOf = (
  lines: ReadonlyArray<UnitLine>,
  year: number
): Result.Result<ReadonlyArray<UnitNode>, UnitTreeBroken> => {
  const own = lines.filter((line) => holdsIn(line, year))
  const byUnit = new Map(own.toReversed().map((line) => [line.unit, line]))
  const problems = problemsOf(own, byUnit, year)
  if (problems.length > 0) return Result.fail(new UnitTreeBroken({ year, problems }))
  const below = groupBy(own, ({ superior }) => superior)
  const nodesUnder = (superior: string, depth: number): ReadonlyArray<UnitNode> =>
    (below.get(superior) ?? []).map(({ unit, name, kind }) => ({
      unit,
      name,
      kind,
      superior,
      depth,
      children: nodesUnder(unit, depth + 1)
    }))
  return Result.succeed(nodesUnder("", 0))
}

/** A node and all below it, superiors first. */
export const nodesOf = (node: UnitNode): ReadonlyArray<UnitNode> => [node, ...node.children.flatMap(nodesOf)]

/** The units with a ledger in a node: itself, when it keeps one, and those below it. */
export const ledgerUnitsOf = (node: UnitNode): ReadonlyArray<UnitNode> =>
  nodesOf(node).filter(({ kind }) => kind !== null)

const kindNames: Readonly<Record<string, UnitKind>> = {
  ...Object.fromEntries(
    Object.entries(unitKinds).flatMap(([key, term]) => [key, term].map((name) => [name, key]))
  ),
  行政: "administrative",
  参公: "civilServiceInstitution",
  参公事业单位: "civilServiceInstitution",
  事业: "institution"
}

/** What a node without a ledger may be called. */
const groupNames =
  /^(?:|部门|主管部门|县|县级|区|市|市级|地市|省|省级|汇总|department|county|city|province|group)$/i

/** The kind that a word names: of a budget unit, or `null` for a node without a ledger; `undefined` for none. */
export const unitKindNamed = (word: string): UnitKind | null | undefined =>
  kindNames[word.trim()] ?? (groupNames.test(word.trim()) ? null : undefined)
