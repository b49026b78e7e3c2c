/**
 * `rollup`: a tree of units as one: each node's tables with internal transfers eliminated, what was found, and what
 * each unit adds to a figure.
 */
import { Address, Money, unitKinds } from "@juesuan/domain"
import { readUnitLines } from "@juesuan/import"
import type { Language } from "@juesuan/import"
import { parseStreamId } from "@juesuan/ledger"
import type { EventStoreShape } from "@juesuan/ledger"
import { gridOf, resolveAddress, unitKindNamed } from "@juesuan/tables"
import type { DerivedTable, TransferPair, UnitNode } from "@juesuan/tables"
import { explainRollUp, rollUp } from "@juesuan/year/rollup"
import type { ExplainedRollUp, RolledNode, RolledYear } from "@juesuan/year/rollup"
import { tableToJson, textsOfTables } from "@juesuan/year/tables"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { outAs, terminalWidth } from "../Console.ts"
import { deliver, refuseOnTerminal } from "../Delivery.ts"
import { unreadable, usage } from "../ExitCode.ts"
import type { Exit } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { inputOf } from "../Input.ts"
import { ledgerPath, openLedger, packIfNamed, windowOf } from "../Ledger.ts"
import { nearText } from "../Near.ts"
import { refusePersonalData } from "../PublicOutput.ts"
import { renderGrids } from "../render/index.ts"
import { failOnFindings, renderReport } from "./check.ts"
import type { FailOn } from "./check.ts"
import * as flags from "./options.ts"
import type { TableFormat } from "./tables.ts"

interface RollUpCommand {
  readonly ledger: Option.Option<string>
  readonly tree: string
  readonly year: Option.Option<number>
  readonly node: Option.Option<string>
  readonly table: Option.Option<string>
  readonly explain: Option.Option<string>
  readonly asOf: Option.Option<string>
  readonly knownAt: Option.Option<string>
  readonly pack: Option.Option<string>
  readonly format: TableFormat
  readonly out: Option.Option<string>
  readonly failOn: FailOn
  readonly language: Language
}

/** The year that is named, or the only one in the ledger. */
const chooseYear = Effect.fn("chooseYear")(function* (store: EventStoreShape, year: Option.Option<number>) {
  if (Option.isSome(year)) return year.value
  const years = new Set(
    (yield* orExit(store.heads)).flatMap(({ streamId }) =>
      Result.match(parseStreamId(streamId), { onFailure: () => [], onSuccess: (id) => [id.year] })
    )
  )
  const [only, other] = [...years].toSorted((a, b) => a - b)
  if (only === undefined) return yield* Effect.fail(unreadable("The ledger is empty: import a year first."))
  if (other === undefined) return only
  return yield* Effect.fail(
    usage(`The ledger holds several years; say which by --year: ${[...years].join(", ")}.`)
  )
})

const pairJson = ({ kind, payer, payee, fund, paid, received, eliminated }: TransferPair) => ({
  kind,
  payer,
  payee,
  fund,
  paid: Money.toText(paid),
  received: Money.toText(received),
  eliminated: Money.toText(eliminated)
})

const nodeJson = ({ unit, name, kind, depth, units, consolidation, tables, report }: RolledNode) => ({
  unit,
  name,
  kind,
  depth,
  units: units.map(({ cube: _, expenditure, budget, ...one }) => ({
    ...one,
    budget: Money.toText(budget),
    expenditure: Money.toText(expenditure)
  })),
  eliminated: consolidation.pairs.map(pairJson),
  tables: tables.map(tableToJson),
  summary: report.summary,
  findings: report.findings
})

const explainedJson = ({ address, amount, shares, eliminated }: ExplainedRollUp) => ({
  address,
  value: Money.toText(amount),
  shares: shares.map((share) => ({ ...share, amount: Money.toText(share.amount) })),
  eliminated: Money.toText(eliminated)
})

const states = {
  missing: { zh: "没有账", en: "no ledger" },
  open: { zh: "未结账", en: "open" },
  closed: { zh: "已结账", en: "closed" }
} as const

/** The units of a node beside one another: how far each is, and how much of its budget it has spent. */
const unitsText = ({ units }: RolledNode, language: Language): string =>
  units
    .map(({ unit, name, kind, state, budget, expenditure }) => {
      const over =
        expenditure > budget ? (language === "zh" ? "，支出超过指标" : ", spent more than its quotas") : ""
      const [spent, of] = [Money.format(expenditure), Money.format(budget)]
      return language === "zh"
        ? `  ${unit} ${name}（${unitKinds[kind]}，${states[state].zh}）指标 ${of}，支出 ${spent}${over}`
        : `  ${unit} ${name} (${kind}, ${states[state].en}): quotas ${of}, spent ${spent}${over}`
    })
    .join("\n")

const eliminatedText = ({ consolidation: { pairs } }: RolledNode, language: Language): string =>
  pairs
    .map(({ payer, payee, eliminated }) => `  ${payer} → ${payee}  ${Money.format(eliminated)}`)
    .concat(pairs.length > 0 ? [] : [language === "zh" ? "  没有" : "  none"])
    .join("\n")

const explainedText = (
  { address, amount, shares, eliminated }: ExplainedRollUp,
  language: Language
): string => {
  const isZh = language === "zh"
  return [
    `${address} = ${Money.format(amount)} 元`,
    ...shares.map((share) => `  ${share.unit} ${share.name}  ${Money.format(share.amount)}`),
    `  ${isZh ? "减：抵销" : "less: eliminated"}  ${Money.format(eliminated)}`,
    shares[0] === undefined
      ? ""
      : isZh
        ? `下一步：juesuan explain ${address} --unit ${shares[0].unit} 查看某个单位的凭证。`
        : `Next: juesuan explain ${address} --unit ${shares[0].unit} leads to the vouchers of a unit.`
  ].join("\n")
}

const headOf = ({ name, units }: RolledNode, { year }: RolledYear, language: Language): string =>
  language === "zh"
    ? `${name} ${year} 年度汇总，${units.length} 个单位`
    : `${name} ${year}, ${units.length} units`

const chosenTables = ({ tables }: RolledNode, table: Option.Option<string>): ReadonlyArray<DerivedTable> =>
  tables.filter(({ key }) => Option.isNone(table) || key === table.value.toUpperCase())

/** A node for people: its units, its tables, what was struck, and what was found. */
const textOf = async (node: RolledNode, rolled: RolledYear, options: RollUpCommand): Promise<string> => {
  const { language } = options
  const grids = chosenTables(node, options.table).map((table) => gridOf(table, node.name))
  const tables = await renderGrids(grids, "text", {
    width: Option.isSome(options.out) ? undefined : terminalWidth()
  })
  return [
    headOf(node, rolled, language),
    unitsText(node, language),
    String(tables).trimEnd(),
    language === "zh" ? "单位之间抵销：" : "Eliminated between units:",
    eliminatedText(node, language),
    renderReport(node.report)
  ].join("\n\n")
}

/** Whether a node is shown: the one that is named, else those at the top; all of them as JSON. */
const isShown =
  ({ node, format }: RollUpCommand) =>
  ({ unit, name, depth }: UnitNode): boolean =>
    Option.match(node, {
      onNone: () => format === "json" || depth === 0,
      onSome: (wanted) => unit === wanted || name === wanted
    })

/** A tree without the node that is named. */
const nodeUnknown = ({ tree }: RolledYear, name: string): Exit => {
  const known = tree.map(({ unit }) => unit)
  return usage(`There is no node ${name} in the tree. ${nearText("nodes", name, known)}`)
}

const explainIn = (node: RolledNode, rolled: RolledYear, text: string) => {
  const read = resolveAddress(text, rolled.pack)
  const address =
    Result.isSuccess(read) && read.success._tag === "Cell" ? Address.print(read.success) : undefined
  const explained = address === undefined ? null : explainRollUp(node, address)
  return explained === null
    ? Effect.fail(usage(`There is no cell ${text} in the tables of ${node.name}.`))
    : Effect.succeed(explained)
}

const render = async (
  nodes: ReadonlyArray<RolledNode>,
  rolled: RolledYear,
  options: RollUpCommand
): Promise<string | Uint8Array> => {
  const { year, pack, digest } = rolled
  if (options.format === "json") {
    const shown = nodes.map((node) => nodeJson({ ...node, tables: chosenTables(node, options.table) }))
    const data = { schema: "juesuan/rollup/1", year, pack: pack.id, money: "元", digest, nodes: shown }
    return `${JSON.stringify(data, null, 2)}\n`
  }
  if (options.format === "text")
    return `${(await Promise.all(nodes.map((node) => textOf(node, rolled, options)))).join("\n\n")}\n`
  const grids = nodes.flatMap((node) =>
    chosenTables(node, options.table).map((table) => gridOf(table, node.name))
  )
  return renderGrids(grids, options.format, {
    title: `${nodes[0]?.name ?? ""}${year}年度决算汇总表`,
    footer: `账本摘要 ${digest} · 表套 ${pack.id}`
  })
}

const rolledOf = Effect.fn("rolledOf")(function* (options: RollUpCommand) {
  const pack = yield* packIfNamed(options.pack)
  const window = yield* windowOf(options.asOf, options.knownAt)
  const bytes = yield* inputOf(options.tree)
  const lines = readUnitLines(options.tree, bytes, unitKindNamed)
  if (Result.isFailure(lines)) return yield* Effect.fail(unreadable(lines.failure.message))
  const store = yield* openLedger(yield* ledgerPath(options.ledger), "read")
  const year = yield* chooseYear(store, options.year)
  const { language } = options
  return yield* orExit(
    Effect.catchTag(
      rollUp(store, { lines: lines.success, year, pack, window, isWanted: isShown(options), language }),
      "UnitTreeBroken",
      ({ message }) => Effect.fail(unreadable(`${options.tree}: ${message}`))
    )
  )
})

/** Runs `rollup`. */
export const rollup = Effect.fn("rollup")(function* (options: RollUpCommand) {
  const rolled = yield* rolledOf(options)
  const { nodes } = rolled
  if (Option.isSome(options.node) && nodes.length === 0)
    return yield* Effect.fail(nodeUnknown(rolled, options.node.value))
  if (Option.isSome(options.explain)) {
    const explained = yield* explainIn(nodes[0]!, rolled, options.explain.value)
    return outAs(
      options.format,
      options.format === "json"
        ? `${JSON.stringify(explainedJson(explained), null, 2)}\n`
        : `${explainedText(explained, options.language)}\n`
    )
  }
  for (const { name, tables } of nodes)
    yield* refusePersonalData(textsOfTables(name, tables), options.language)
  yield* refuseOnTerminal(options.format, options.out)
  const data = yield* Effect.promise(() => render(nodes, rolled, options))
  yield* deliver(options.format, data, options.out)
  for (const { report } of nodes) yield* failOnFindings(report, options.failOn)
}, Effect.scoped)

/** `rollup` with its arguments. */
export const command = Command.make(
  "rollup",
  {
    ledger: flags.ledger,
    tree: Flag.String("tree").pipe(
      Flag.withMetavar("units.csv"),
      Flag.withDescription(
        "the units and their superiors: 单位代码, 单位名称, 单位性质, 上级单位代码, 起始年度, 终止年度"
      )
    ),
    year: flags.year,
    node: Flag.String("node").pipe(
      Flag.withMetavar("CODE"),
      Flag.withDescription("only this node of the tree, by its code or name; default: the top, as JSON all"),
      Flag.optional
    ),
    table: Flag.String("table").pipe(
      Flag.withMetavar("KEY"),
      Flag.withDescription("only this table, such as T03"),
      Flag.optional
    ),
    explain: Flag.String("explain").pipe(
      Flag.withMetavar("ADDRESS"),
      Flag.withDescription("what each unit adds to this figure of the node"),
      Flag.optional
    ),
    asOf: flags.asOf,
    knownAt: flags.knownAt,
    pack: flags.packIfAny,
    format: flags.format("text", "md", "csv", "json", "html", "xlsx"),
    out: flags.outFile,
    failOn: flags.failOn,
    language: flags.language
  },
  rollup
)
