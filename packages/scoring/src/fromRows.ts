/**
 * Scorecards from the rows of a sheet: one row an indicator, a row 预算执行率 with the project's money, a row 总分.
 *
 * Columns are found by their titles, Chinese or English, in any order. Every fault is said with its row, its column,
 * the value and what to do; a sheet with a fault gives no scorecard.
 */
import { Money, PlainText } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { columns, directions, evidences, kinds, required, rowNamed, scopes, tiers } from "./CardColumns.ts"
import type { Column } from "./CardColumns.ts"
import * as Exact from "./Exact.ts"
import { noMoneyLine } from "./Scorecard.ts"
import type { Indicator, MoneyLine, Scorecard } from "./Scorecard.ts"
import type { PublishedCard } from "./ScorecardFile.ts"

/** The cells of one row of a sheet; `row` is its number there. */
export interface SheetRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

/** What is wrong with one cell of a sheet of scorecards, and what to do. */
export interface RowFault {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly message: string
  readonly remedy: string
}

/** The sheet holds no scorecards that can be read; every fault has row, column, value and remedy. */
export class ScoreRowsUnreadable extends Data.TaggedError("ScoreRowsUnreadable")<{
  readonly faults: ReadonlyArray<RowFault>
}> {
  override get message(): string {
    return this.faults
      .map(
        ({ row, column, value, message, remedy }) => `row ${row} ${column} ("${value}"): ${message} ${remedy}`
      )
      .join("\n")
  }
}

const plainTitle = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/[（(]万?元[）)]$/, "")

/** The place of every column in the header row. */
const placesOf = (header: SheetRow): ReadonlyMap<Column, number> => {
  const places = new Map<Column, number>()
  for (const [index, cell] of header.cells.entries()) {
    const title = plainTitle(cell)
    const column = (Object.keys(columns) as Array<Column>).find((name) =>
      (columns[name] as ReadonlyArray<string>).some((known) => plainTitle(known) === title)
    )
    if (column !== undefined && !places.has(column)) places.set(column, index)
  }
  return places
}

/** The first part of an indicator's id: 数量 of 数量指标, 经济 of 经济效益指标. */
const shortName = (level2: string): string => {
  const short = level2.replace(/服务对象|效益|影响|指标|度$/g, "").replace(/满意度/, "满意")
  return short === "" ? level2 : short
}

interface Draft {
  readonly first: number
  readonly card: Omit<Scorecard, "indicators" | "money">
  readonly indicators: Array<Indicator>
  readonly scores: Record<string, string>
  readonly lines: Record<string, number>
  readonly labels: Record<string, string>
  money: Scorecard["money"]
  rate: string | null
  execution: string | null
  total: string | null
  totalWeight: string | null
}

const DECIMAL = /^-?\d{1,12}(\.\d{1,10})?$/

class Reader {
  readonly faults: Array<RowFault> = []
  readonly drafts: Array<Draft> = []
  readonly #places: ReadonlyMap<Column, number>
  readonly #unit: "元" | "万元"
  readonly #year: number

  constructor(places: ReadonlyMap<Column, number>, unit: "元" | "万元", year: number) {
    this.#places = places
    this.#unit = unit
    this.#year = year
  }

  #text({ cells }: SheetRow, column: Column): string {
    const place = this.#places.get(column)
    return place === undefined ? "" : PlainText.foldBreaks((cells[place] ?? "").trim())
  }

  /** Says which cells hold what no text may hold; line breaks and tabs are read as spaces. */
  #checkTexts(row: SheetRow): void {
    for (const column of this.#places.keys()) {
      const text = this.#text(row, column)
      const code = PlainText.firstForbidden(text)
      if (code === undefined) continue
      this.#fault(row, column, text, `含控制字符 (holds ${code}).`, "删去这个字符 (take it out).")
    }
  }

  /** The code of the project, whose parts on two lines are no code. */
  #code(row: SheetRow): string {
    const place = this.#places.get("project")
    const text = place === undefined ? "" : (row.cells[place] ?? "").trim()
    if (!PlainText.hasBreak(text)) return this.#text(row, "project")
    const message = "代码中间有换行或制表符 (a line break or tab within the code)."
    this.#fault(row, "project", PlainText.foldBreaks(text), message, "删去它 (take it out).")
    return ""
  }

  #fault({ row }: SheetRow, column: Column, value: string, message: string, remedy: string): void {
    this.faults.push({ row, column: columns[column][0], value, message, remedy })
  }

  #number(row: SheetRow, column: Column): string | null {
    const text = this.#text(row, column).normalize("NFKC").replace(/,/g, "")
    if (text === "" || /^[—–-]+$/.test(text)) return null
    if (DECIMAL.test(text)) return text
    this.#fault(row, column, text, "不是数 (not a number).", "只写数字，如 9.5 (write digits only).")
    return null
  }

  #money(row: SheetRow, column: "initial" | "annual" | "executed"): Money.Money | null {
    const text = this.#number(row, column)
    if (text === null) return null
    const fen = Exact.exact(text).times(this.#unit === "元" ? 100 : 1_000_000)
    if (fen.isInteger()) return Money.fromFen(fen.toNumber())
    this.#fault(row, column, text, "不到一分 (less than a fen).", "最多写到分 (write no more than fen).")
    return null
  }

  #word<A>(row: SheetRow, column: Column, words: Readonly<Record<string, A>>, otherwise: A): A {
    const text = this.#text(row, column)
    if (Object.hasOwn(words, text)) return words[text]!
    const known = Object.keys(words).filter((word) => word !== "")
    this.#fault(row, column, text, "不认识 (unknown).", `可写 (write one of) ${known.join("、")}`)
    return otherwise
  }

  #draft(row: SheetRow): Draft | undefined {
    const name = this.#text(row, "name")
    const last = this.drafts.at(-1)
    if (name === "" && last !== undefined) return last
    if (name === "") {
      this.#fault(row, "name", "", "没有项目名称 (no project).", "填写项目名称 (name the project).")
      return undefined
    }
    const project = this.#code(row)
    const known = this.drafts.find(
      ({ card }) => card.name === name && (project === "" || card.project === project)
    )
    if (known !== undefined) return known
    const year = this.#number(row, "year")
    const scope = this.#word(row, "scope", scopes, null)
    const draft: Draft = {
      first: row.row,
      card: {
        project: project === "" ? `P${this.drafts.length + 1}` : project,
        name,
        department: this.#text(row, "department"),
        unit: this.#text(row, "unit"),
        year: year === null ? this.#year : Number(year),
        ...(scope === null ? {} : { scope }),
        goal: this.#text(row, "goal"),
        outcome: this.#text(row, "outcome")
      },
      indicators: [],
      scores: {},
      lines: {},
      labels: {},
      money: { total: noMoneyLine, current: noMoneyLine, carryover: noMoneyLine, other: noMoneyLine },
      rate: null,
      execution: null,
      total: null,
      totalWeight: null
    }
    this.drafts.push(draft)
    return draft
  }

  /** Reads a row below the header. */
  read(row: SheetRow): void {
    if (row.cells.every((cell) => cell.trim() === "")) return
    this.#checkTexts(row)
    const draft = this.#draft(row)
    if (draft === undefined) return
    switch (rowNamed(this.#text(row, "level3"))) {
      case "execution":
        return this.#execution(row, draft)
      case "current":
        draft.money = { ...draft.money, current: this.#moneyLine(row) }
        return
      case "carryover":
        draft.money = { ...draft.money, carryover: this.#moneyLine(row) }
        return
      case "other":
        draft.money = { ...draft.money, other: this.#moneyLine(row) }
        return
      case "deduction":
        return this.#deduction(row, draft)
      case "total":
        draft.total = this.#number(row, "score")
        draft.totalWeight = this.#number(row, "weight")
        draft.lines["total"] = row.row
        return
      case undefined:
        return this.#indicator(row, draft)
    }
  }

  #moneyLine(row: SheetRow): MoneyLine {
    return {
      initial: this.#money(row, "initial"),
      annual: this.#money(row, "annual"),
      executed: this.#money(row, "executed")
    }
  }

  #execution(row: SheetRow, draft: Draft): void {
    draft.money = { ...draft.money, total: this.#moneyLine(row) }
    const rate = this.#text(row, "rate")
    draft.rate = rate === "" ? null : rate
    draft.execution = this.#number(row, "score")
    draft.lines["execution"] = row.row
  }

  /** Further points taken off the indicator above. */
  #deduction(row: SheetRow, draft: Draft): void {
    const last = draft.indicators.pop()
    const { deductions = [] } = this.#adjustments(row)
    if (last === undefined)
      this.#fault(
        row,
        "level3",
        "扣分",
        "上面没有指标 (no indicator above).",
        "写在指标行之下 (put it below one)."
      )
    else draft.indicators.push({ ...last, deductions: [...(last.deductions ?? []), ...deductions] })
  }

  /** Evidence, and points taken off by hand, which need their reason. */
  #adjustments(row: SheetRow): Pick<Indicator, "evidence" | "deductions"> {
    const evidence = this.#word(row, "evidence", evidences, null)
    const points = this.#number(row, "deduct")
    const reason = this.#text(row, "deductReason")
    if (points !== null && reason === "")
      this.#fault(row, "deductReason", "", "扣分没有原因 (no reason).", "填写扣分原因 (give the reason).")
    return {
      ...(evidence === null || evidence === undefined ? {} : { evidence }),
      ...(points === null || reason === "" ? {} : { deductions: [{ points, reason }] })
    }
  }

  #indicator(row: SheetRow, draft: Draft): void {
    const before = draft.indicators.at(-1)
    const level1 = this.#text(row, "level1") || (before?.level1 ?? "")
    const level2 = this.#text(row, "level2") || (before?.level2 ?? "")
    const missing = (["level3", "target"] as const).filter((column) => this.#text(row, column) === "")
    for (const column of missing)
      this.#fault(row, column, "", "没有填写 (empty).", "填写后再试 (fill it in).")
    const weight = this.#number(row, "weight")
    if (weight === null && this.#text(row, "weight") === "")
      this.#fault(row, "weight", "", "没有分值 (no weight).", "填写三级指标的分值 (give its weight).")
    const score = this.#number(row, "score")
    const kind = this.#places.has("kind")
      ? this.#word(row, "kind", kinds, "quantitative")
      : /\d/.test(this.#text(row, "target"))
        ? "quantitative"
        : "qualitative"
    const serial = draft.indicators.filter((one) => one.level2 === level2).length + 1
    const id = this.#text(row, "id") || `${shortName(level2)}-${serial}`
    if (draft.indicators.some((one) => one.id === id))
      this.#fault(row, "id", id, "编号重复 (stands twice).", "换一个编号 (give another).")
    const actual = this.#text(row, "actual")
    const tier = this.#text(row, "tier")
    draft.indicators.push({
      id,
      level1,
      level2,
      level3: this.#text(row, "level3"),
      kind,
      direction: this.#word(row, "direction", directions, "undeclared"),
      target: this.#text(row, "target"),
      actual: actual === "" ? null : actual,
      weight: weight ?? "0",
      // A rule set may have tiers of its own names.
      tier: Object.hasOwn(tiers, tier) ? tiers[tier]! : tier,
      awarded: this.#places.has("awarded")
        ? this.#number(row, "awarded")
        : kind === "qualitative"
          ? score
          : null,
      deviation: this.#text(row, "deviation"),
      ...this.#adjustments(row)
    })
    if (score !== null) draft.scores[id] = score
    const [label1, label2] = [this.#number(row, "label1"), this.#number(row, "label2")]
    if (label1 !== null) draft.labels[level1] = label1
    if (label2 !== null) draft.labels[`${level1}/${level2}`] = label2
    draft.lines[id] = row.row
  }
}

/** Whether a row names at least three columns: the header, wherever it stands. */
const isHeader = (row: SheetRow): boolean => placesOf(row).size >= 3

/** What a sheet of scorecards does not say of itself. */
export interface RowsOptions {
  /** The unit of 年初预算数, 全年预算数 and 全年执行数; default 万元. */
  readonly moneyUnit?: "元" | "万元"
  /** Where rows state no year. */
  readonly year: number
}

/** Reads scorecards from rows. Fails with every fault; a header that lacks a column is one. */
export const scorecardsFromRows = (
  rows: ReadonlyArray<SheetRow>,
  { moneyUnit = "万元", year }: RowsOptions
): Result.Result<ReadonlyArray<PublishedCard>, ScoreRowsUnreadable> => {
  const at = rows.findIndex(isHeader)
  const header = rows[at]
  const places = header === undefined ? new Map<Column, number>() : placesOf(header)
  const absent = required.filter((column) => !places.has(column))
  if (header === undefined || absent.length > 0) {
    const faults = absent.map((column) => ({
      row: header?.row ?? 1,
      column: columns[column][0],
      value: "",
      message: "没有这一列 (the column is missing).",
      remedy: `表头写 (title it) ${columns[column].join("、")}`
    }))
    return Result.fail(new ScoreRowsUnreadable({ faults }))
  }
  const reader = new Reader(places, moneyUnit, year)
  for (const row of rows.slice(at + 1)) reader.read(row)
  if (reader.faults.length > 0) return Result.fail(new ScoreRowsUnreadable({ faults: reader.faults }))
  return Result.succeed(
    reader.drafts.map(({ card, indicators, money, lines, ...printed }): PublishedCard => {
      const { scores, labels, rate, execution, total, totalWeight } = printed
      const isPublished = Object.keys(scores).length > 0 || execution !== null || total !== null
      return {
        card: { ...card, indicators, money },
        published: isPublished ? { rate, execution, scores, total, totalWeight, labels } : null,
        lines
      }
    })
  )
}
