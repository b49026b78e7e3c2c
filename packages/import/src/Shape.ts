/**
 * Shapes: what is done to the cells of a row before they are read, where a mapping asks for it. Debit and
 * credit become one amount, year, month and day one date; a date in another order is turned; an empty cell
 * repeats the one above.
 */
import { normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"
import { fieldOf } from "./Layout.ts"
import { mappedHeaders } from "./Mapping.ts"
import type { SheetMapping } from "./Mapping.ts"

/** A cell that is made from others: its index beyond the cells of the file, and theirs. */
export interface MadeCell {
  readonly field: Field
  readonly index: number
  readonly from: ReadonlyArray<number>
  readonly reason: "pair" | "dateParts"
}

/** What is done to rows. */
export interface Shape {
  readonly made: ReadonlyArray<MadeCell>
  /** Columns that cells are made from. */
  readonly uses: ReadonlySet<number>
  /** Columns that say which rows are skipped. */
  readonly looksAt: ReadonlySet<number>
  /** Whether the mapping leaves the row out. */
  readonly isSkipped: (cells: ReadonlyArray<string>) => boolean
  /** The cells of a transaction as they are to be read. Rows come in order, for empty cells repeat those above. */
  readonly apply: (cells: ReadonlyArray<string>) => ReadonlyArray<string>
}

/** The shape that a mapping asks for, and what of it does not fit the header. */
export interface Shaped {
  readonly shape: Shape | undefined
  /** Heads that the mapping names and the file does not have. */
  readonly absent: ReadonlyArray<string>
  /** Columns of amounts that are to be filled down: an amount is never made up. */
  readonly forbidden: ReadonlyArray<string>
}

const isNothing = (text: string): boolean => /^(?:[-—–]|[-+]?0+(?:\.0+)?|)$/.test(text.trim())

/** The amount with the other sign, as a text. */
const negated = (text: string): string => {
  const bare = text.trim().normalize("NFKC")
  if (bare.startsWith("-")) return bare.slice(1)
  return /^\(.*\)$/.test(bare) ? bare.slice(1, -1) : `-${bare}`
}

/** A text that a pattern with `*` for any characters matches whole. */
const matcher = (pattern: string): ((text: string) => boolean) => {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
  const whole = new RegExp(`^${parts.join(".*")}$`)
  return (text) => whole.test(text.trim())
}

const dateTokens: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MM: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})"
}

/** Turns a date in a format such as `DD/MM/YYYY` into `YYYY-MM-DD`; any other text stays, and is refused later. */
const dateTurner = (format: string): ((text: string) => string) => {
  const escaped = format.replace(/[.+?^${}()|[\]\\]/g, "\\$&")
  const pattern = new RegExp(`^${escaped.replace(/YYYY|MM|DD/g, (token) => dateTokens[token]!)}$`)
  return (text) => {
    const found = pattern.exec(text.trim().normalize("NFKC"))?.groups
    if (found !== undefined)
      return [found["year"], found["month"]!.padStart(2, "0"), found["day"]!.padStart(2, "0")].join("-")
    // A date cell of a workbook has no order of its own.
    return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) || text.trim() === "" ? text : `${text.trim()} ≠ ${format}`
  }
}

type Step = (cells: Array<string>) => void

const pairStep = (
  [debit, credit]: readonly [number, number],
  amount: number,
  type: number | undefined,
  types: { readonly debit: string; readonly credit: string } | undefined
): Step => {
  return (cells) => {
    const [ofDebit, ofCredit] = [cells[debit] ?? "", cells[credit] ?? ""]
    if (!isNothing(ofDebit) && !isNothing(ofCredit)) cells[amount] = `借 ${ofDebit} 贷 ${ofCredit}`
    else if (isNothing(ofDebit) && !isNothing(ofCredit)) {
      cells[amount] = types === undefined ? negated(ofCredit) : ofCredit
      if (type !== undefined) cells[type] = types!.credit
    } else if (!isNothing(ofDebit)) {
      cells[amount] = ofDebit
      if (type !== undefined) cells[type] = types!.debit
    }
  }
}

/** A shape while it is planned. */
class Plan {
  readonly #at: ReadonlyMap<string, number>
  readonly made: Array<MadeCell> = []
  readonly uses = new Set<number>()
  readonly steps: Array<Step> = []
  readonly absent: Array<string> = []
  next: number

  constructor(header: ReadonlyArray<string>) {
    this.#at = new Map(header.map((head, index) => [normalizeHeader(head), index]))
    this.next = header.length
  }

  /** The index of a head; −1 where the file has none. */
  find(head: string): number {
    const index = this.#at.get(normalizeHeader(head))
    if (index === undefined) this.absent.push(head)
    return index ?? -1
  }

  /** The indexes of heads; `undefined` where one of them is absent. */
  findAll(heads: ReadonlyArray<string>): ReadonlyArray<number> | undefined {
    const found = heads.map((head) => this.find(head))
    return found.includes(-1) ? undefined : found
  }

  make(field: Field, from: ReadonlyArray<number>, reason: MadeCell["reason"]): number {
    for (const index of from) this.uses.add(index)
    this.made.push({ field, index: this.next, from, reason })
    return this.next++
  }
}

const planFillDown = (plan: Plan, heads: ReadonlyArray<string>): void => {
  const filled = heads.map((head) => plan.find(head)).filter((index) => index !== -1)
  const above = new Map<number, string>()
  plan.steps.push((cells) => {
    for (const index of filled) {
      const text = cells[index] ?? ""
      if (text.trim() === "") cells[index] = above.get(index) ?? ""
      else above.set(index, text)
    }
  })
}

const planPair = (plan: Plan, { debit, credit, types }: NonNullable<SheetMapping["amountPair"]>): void => {
  const from = plan.findAll([debit, credit])
  if (from === undefined) return
  const amount = plan.make("amount", from, "pair")
  const type = types === undefined ? undefined : plan.make("event_type", from, "pair")
  plan.steps.push(pairStep([from[0]!, from[1]!], amount, type, types))
}

const planDateParts = (plan: Plan, { year, month, day }: NonNullable<SheetMapping["dateParts"]>): void => {
  const from = plan.findAll([year, month, day])
  if (from === undefined) return
  const index = plan.make("vou_date", from, "dateParts")
  plan.steps.push((cells) => {
    const parts = from.map((part) => (cells[part] ?? "").trim().replace(/[年月日]$/, ""))
    cells[index] = parts.every((part) => part === "") ? "" : parts.join("-")
  })
}

/** Plans the shape for a header. */
export const shapeOf = (header: ReadonlyArray<string>, mapping: SheetMapping): Shaped => {
  const mapped = mappedHeaders(mapping)
  const plan = new Plan(header)
  const { amountPair, dateParts, dateFormat, fillDown = [], skip = {} } = mapping
  const ofPair = new Set([amountPair?.debit, amountPair?.credit].map((head) => normalizeHeader(head ?? "")))
  const isAmount = (head: string): boolean =>
    ofPair.has(normalizeHeader(head)) || fieldOf(head, mapped) === "amount"
  if (fillDown.length > 0)
    planFillDown(
      plan,
      fillDown.filter((head) => !isAmount(head))
    )
  if (amountPair !== undefined) planPair(plan, amountPair)
  if (dateParts !== undefined) planDateParts(plan, dateParts)
  const dated = header.findIndex((head) => fieldOf(head, mapped) === "vou_date")
  if (dateFormat !== undefined && dated !== -1) {
    const turn = dateTurner(dateFormat)
    plan.steps.push((cells) => void (cells[dated] = turn(cells[dated] ?? "")))
  }
  const rules = Object.entries(skip).map(([head, texts]) => ({
    index: plan.find(head),
    matches: texts.map(matcher)
  }))
  const { absent, made, uses, steps, next } = plan
  const forbidden = fillDown.filter(isAmount)
  const looksAt = new Set(rules.map(({ index }) => index).filter((index) => index !== -1))
  if (steps.length === 0 && looksAt.size === 0) return { shape: undefined, absent, forbidden }
  const shape: Shape = {
    made,
    uses,
    looksAt,
    isSkipped: (cells) =>
      rules.some(({ index, matches }) => index !== -1 && matches.some((match) => match(cells[index] ?? ""))),
    apply: (cells) => {
      const shaped = Array.from({ length: Math.max(next, cells.length) }, (_, index) => cells[index] ?? "")
      // What stands beyond the header is none of the cells that are made.
      for (let index = header.length; index < next; index++) shaped[index] = ""
      for (const step of steps) step(shaped)
      return shaped
    }
  }
  return { shape, absent, forbidden }
}
