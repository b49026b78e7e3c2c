/**
 * Lines of a table whose cells nothing separates, taken apart by what the form of the table says.
 *
 * Blank cells leave no trace in such lines, and labels are wrapped over the lines around their amounts. A row has all
 * its amounts or is in doubt about those behind the first: nothing is bound because it would fit. Where even the heads
 * are not those of the form, the table is left out.
 */
import { Classification } from "@juesuan/domain"
import type { Place } from "@juesuan/domain"
import type { ReadCell } from "../ReadDocument.ts"
import type { TableDefinition } from "@juesuan/tables"
import { linesNamed, rowNamed, sideLines } from "./FormSet.ts"
import { areInTurn } from "./LaidOutSides.ts"
import { AMOUNT, codedForms, FUNCTIONAL_CODE, hasWords, itemHeads, sideHeads } from "./Forms.ts"
import type { CodedForm } from "./Forms.ts"
import { piecesOf } from "./Layout.ts"
import { OPEN_CELL, slotOfText } from "./Matrix.ts"
import type { Slot, SlotRow } from "./Matrix.ts"
import { labelOf, plain } from "./Text.ts"

interface Token {
  readonly text: string
  readonly at: Place
  readonly kind: "amount" | "digits" | "word"
}

type TokenLine = ReadonlyArray<Token>

const tokensOf = (line: ReadCell): TokenLine =>
  piecesOf(line).map(({ text, at }) => ({
    text,
    at,
    kind: AMOUNT.test(text) ? "amount" : /^[\d.,]+$/.test(text) ? "digits" : "word"
  }))

const slotOfToken = ({ text, at }: Token): Slot => slotOfText(text, at)

/** A cell that may hold any of what the line prints, or nothing. */
const open = (raw: string, at: Place): Slot => slotOfText(`${OPEN_CELL}${raw}〕`, at)

const rawOf = (tokens: TokenLine): string => tokens.map(({ text }) => text).join(" ")

/** A row that is being put together from its lines. */
interface Draft {
  readonly code: Token | null
  readonly names: Array<Token>
  /** Lines of its name above and below: as many on both sides, for the code stands in the middle. */
  head: ReadonlyArray<string>
  tail: ReadonlyArray<string>
  amounts: Array<Token>
  isDoubtful: boolean
  /** Whether code, name and amounts stand on lines of their own: names of two rows may then run into each other. */
  isMangled: boolean
}

const nameOf = ({ code, names, head, tail, isMangled }: Draft): string => {
  const printed = isMangled ? "" : [...head, ...names.map(({ text }) => text), ...tail].join("")
  if (code === null) return printed === "" ? "合计" : printed
  return printed === "" ? (Classification.nameOf("functional", code.text) ?? "名称未辨") : printed
}

const codedRow = (draft: Draft, { heads, isFirstSure }: CodedForm): SlotRow => {
  const width = heads[0]!.length
  const { code, amounts, isDoubtful } = draft
  const at = (code ?? draft.names[0] ?? amounts[0])!.at
  const label = [slotOfText(code?.text ?? "", at), slotOfText(nameOf(draft), draft.names[0]?.at ?? at)]
  if (amounts.length === width && !isDoubtful) return [...label, ...amounts.map(slotOfToken)]
  const raw = rawOf(amounts)
  return [
    ...label,
    ...Array.from({ length: width }, (_, index) =>
      index === 0 && isFirstSure && !isDoubtful && amounts.length > 0
        ? slotOfToken(amounts[0]!)
        : open(raw, amounts[0]?.at ?? at)
    )
  ]
}

const isTotalLine = (line: TokenLine): boolean =>
  line.some(({ text, kind }) => kind === "word" && text === "合计") &&
  line.some(({ kind }) => kind === "amount")

const isCodeLine = ([first]: TokenLine): boolean => first !== undefined && FUNCTIONAL_CODE.test(first.text)

const draftOf = (line: TokenLine): Draft => {
  const isTotal = !isCodeLine(line)
  const rest = isTotal ? line.slice(line.findIndex(({ text }) => text === "合计") + 1) : line.slice(1)
  const amounts = rest.filter(({ kind }) => kind === "amount")
  const tail = rest.slice(rest.findIndex(({ kind }) => kind === "amount"))
  return {
    code: isTotal ? null : line[0]!,
    names: isTotal ? [] : rest.filter(({ kind }) => kind === "word"),
    head: [],
    tail: [],
    amounts,
    isMangled: false,
    isDoubtful: rest.some(({ kind }) => kind === "digits") || tail.some(({ kind }) => kind === "word")
  }
}

const codedRows = (form: CodedForm, lines: ReadonlyArray<TokenLine>): ReadonlyArray<SlotRow> | null => {
  const start = lines.findIndex((line) => isCodeLine(line) || isTotalLine(line))
  if (start < 0) return null
  const head = plain(lines.slice(0, start).map(rawOf).join(""))
  if (!form.heads.flat().every((words) => hasWords(head, words)) || form.other.test(head)) return null
  if (form.isUnnumbered && head.includes("栏次")) return null
  const drafts: Array<Draft> = []
  let current: Draft | null = null
  let between: Array<string> = []
  /** Parts the lines between two rows: the rest of the name above, the beginning of the one below. */
  const part = (before: Draft | null, next: Draft | null): void => {
    // The first row of a page has its beginning among the heads.
    const isFirst = before !== null && before === drafts[0] && before.names.length === 0
    const rest = isFirst ? 1 : (before?.head.length ?? 0)
    if (before !== null && !isFirst) before.tail = between.slice(0, rest)
    if (next !== null) next.head = between.slice(rest)
    between = []
  }
  for (const line of lines.slice(start)) {
    if (isCodeLine(line) || isTotalLine(line)) {
      const next = draftOf(line)
      part(current, next)
      current = next
      drafts.push(current)
      continue
    }
    const amounts = line.filter(({ kind }) => kind === "amount")
    const isWaiting = current !== null && current.amounts.length === 0
    if (amounts.length === line.length && isWaiting) {
      current!.amounts = amounts
      current!.isMangled = true
      between = []
      continue
    }
    if (amounts.length === 0) {
      between.push(line.map(({ text }) => text).join(""))
      continue
    }
    // Amounts of a row whose code is not beside them: it is lost, and may be any.
    drafts.push({
      code: null,
      names: [{ ...line[0]!, text: "行未辨" }],
      head: [],
      tail: [],
      amounts,
      isDoubtful: true,
      isMangled: false
    })
    if (current !== null) current.isDoubtful = true
  }
  part(current, null)
  const at = lines[0]![0]!.at
  const heads = form.heads.map((level, index): SlotRow => {
    const label = index === 0 ? ["功能分类科目编码", "科目名称"] : ["", ""]
    return [...label, ...level].map((text) => slotOfText(text, at))
  })
  return [...heads, ...drafts.map((draft) => codedRow(draft, form))]
}

interface Item {
  label: Token
  amounts: Array<Token>
}

const itemsOf = (line: TokenLine): ReadonlyArray<Item> => {
  const items: Array<Item> = []
  for (const token of line) {
    if (token.kind === "word") items.push({ label: token, amounts: [] })
    else items.at(-1)?.amounts.push(token)
  }
  return items
}

const ORDINAL = /^[一二三四五六七八九十]{1,3}、/

const sideRows = (form: TableDefinition, lines: ReadonlyArray<TokenLine>): ReadonlyArray<SlotRow> | null => {
  const start = lines.findIndex(([first]) => first !== undefined && ORDINAL.test(first.text))
  if (start < 0) return null
  const head = plain(lines.slice(0, start).map(rawOf).join(""))
  const { left, right } = sideLines(form)
  if (!areInTurn(left.heading, right.heading, head) || !/决算/.test(head) || /行次|预算数|调整/.test(head))
    return null
  // Heads of several amounts are wrapped: the first words of each must be there.
  const beginnings = right.columns.map(({ heads }) => plain(heads.at(-1)!).slice(0, WRAPPED_MIN))
  if (right.columns.length > 1 && !beginnings.every((words) => head.includes(words))) return null
  const levels = sideHeads(form)
  const width = levels[1].length
  const rows: Array<Array<Item>> = []
  for (const line of lines.slice(start)) {
    const items = itemsOf(line)
    const last = rows.at(-1)?.at(-1)
    if (line.every(({ kind }) => kind !== "word")) {
      // Amounts alone belong to the label that was wrapped above them.
      if (last === undefined || last.amounts.length > 0) return null
      last.amounts = [...line]
    } else if (items.length === 1 && items[0]!.label.text.length <= 6 && isRest(form, items[0]!)) {
      if (last === undefined || items[0]!.amounts.length > 0) return null
      last.label = { ...last.label, text: last.label.text + items[0]!.label.text }
    } else if (items.length > 2) return null
    else rows.push([...items])
  }
  const at = lines[0]![0]!.at
  const heads = levels.map((level) => level.map((text) => slotOfText(text, at)))
  const body = rows.map((items): SlotRow => {
    const isLeft = ({ label }: Item): boolean =>
      linesNamed(left, label.text).length > 0 && !label.text.endsWith("支出")
    const [one, other] =
      items.length === 2 ? items : isLeft(items[0]!) ? [items[0]!, undefined] : [undefined, items[0]!]
    const amountsOf = (item: Item | undefined, count: number): ReadonlyArray<Slot> => {
      const amounts = item?.amounts ?? []
      const place = amounts[0]?.at ?? item?.label.at ?? at
      const isSure = amounts.every(({ kind }) => kind === "amount")
      if (amounts.length === 0) return Array.from({ length: count }, () => slotOfText("", place))
      if (isSure && amounts.length === count) return amounts.map(slotOfToken)
      const raw = rawOf(amounts)
      return Array.from({ length: count }, (_, index) =>
        index === 0 && isSure && count > 1 && amounts.length < count
          ? slotOfToken(amounts[0]!)
          : open(raw, place)
      )
    }
    const labelSlot = (item: Item | undefined): Slot =>
      slotOfText(item?.label.text ?? "", item?.label.at ?? at)
    return [labelSlot(one), ...amountsOf(one, 1), labelSlot(other), ...amountsOf(other, width - 3)]
  })
  return [...heads, ...body]
}

/** Whether a short word is the rest of a label rather than a line of its own. */
const isRest = (form: TableDefinition, { label }: Item): boolean => {
  const { left, right } = sideLines(form)
  return (
    !ORDINAL.test(label.text) &&
    linesNamed(left, label.text).length === 0 &&
    linesNamed(right, label.text).length === 0
  )
}

const ECONOMIC = /^3\d{2}(?:\d{2})?$/

/** Fewer characters of a head than this tell nothing. */
const WRAPPED_MIN = 4

const isSum = (form: TableDefinition, text: string): boolean => {
  const row = rowNamed(form, labelOf(text))
  return row !== undefined && !/^\d/.test(row.key)
}

/** A code, a name and an amount of a block; a sum has no code. */
interface Triple {
  code: string
  name: string
  amount: Token | null
  readonly at: Place
  isDoubtful: boolean
}

const triplesOf = (line: TokenLine, form: TableDefinition): ReadonlyArray<Triple> => {
  const triples: Array<Triple> = []
  line.forEach((token, index) => {
    const last = triples.at(-1)
    if (ECONOMIC.test(token.text))
      triples.push({ code: token.text, name: "", amount: null, at: token.at, isDoubtful: false })
    else if (/[合小]计$/.test(token.text) && isSum(form, token.text))
      triples.push({ code: "", name: token.text, amount: null, at: token.at, isDoubtful: false })
    else if (last === undefined) return
    else if (/^\d\d$/.test(token.text) && last.code.length === 3 && line[index - 1]?.text === last.code)
      last.code += token.text
    else if (token.kind === "word") {
      // Words behind an amount are the wrapped name of another item.
      if (last.amount === null) last.name += token.text
    } else if (token.kind === "amount" && last.amount === null) last.amount = token
    else last.isDoubtful = true
  })
  return triples
}

const blockRows = (form: TableDefinition, lines: ReadonlyArray<TokenLine>): ReadonlyArray<SlotRow> | null => {
  const start = lines.findIndex((line) => triplesOf(line, form).length > 0)
  if (start < 0) return null
  const head = plain(lines.slice(0, start).map(rawOf).join(""))
  const blocks = [...head.matchAll(/科目名称(?:决算数|金额)/g)].length
  if (blocks < 2 || blocks > 3) return null
  const at = lines[0]![0]!.at
  const headRow = Array.from({ length: blocks }, () =>
    ["经济分类科目编码", "科目名称", "决算数"].map((text) => slotOfText(text, at))
  ).flat()
  const rows: Array<SlotRow> = [headRow]
  for (const line of lines.slice(start)) {
    const triples = triplesOf(line, form)
    if (triples.length === 0 && line.some(({ kind }) => kind === "amount")) return null
    if (triples.length > blocks) return null
    const slots = triples.flatMap(({ code, name, amount, at, isDoubtful }) => [
      slotOfText(code, at),
      slotOfText(Classification.nameOf("departmentEconomic", code) ?? (name === "" ? "名称未辨" : name), at),
      isDoubtful ? open(rawOf(line), at) : amount === null ? slotOfText("", at) : slotOfToken(amount)
    ])
    if (slots.length > 0)
      rows.push([...slots, ...Array.from({ length: blocks * 3 - slots.length }, () => slotOfText("", at))])
  }
  return rows
}

/** The “三公” table in pairs, where all of its twelve amounts are printed; else nothing says which are not. */
const itemRows = (form: TableDefinition, lines: ReadonlyArray<TokenLine>): ReadonlyArray<SlotRow> | null => {
  const body = lines.filter((line) => line.length > 0 && line.every(({ kind }) => kind === "amount"))
  const [row] = body
  const levels = itemHeads(form)
  const count = levels[0]!.length
  if (row === undefined || body.length !== 1 || row.length !== 2 * count) return null
  const head = plain(
    lines
      .filter((line) => line !== row)
      .map(rawOf)
      .join("")
  )
  if (
    form.columns.length !== 2 ||
    !head.includes("预算数决算数".repeat(count)) ||
    !levels.flat().every((words) => hasWords(head, plain(words)))
  )
    return null
  const { at } = row[0]!
  const pair = (level: ReadonlyArray<string>): SlotRow =>
    level.flatMap((text) => [slotOfText(text, at), slotOfText(text, at)])
  const periods = Array.from({ length: 2 * count }, (_, index) =>
    slotOfText(index % 2 === 0 ? "预算数" : "决算数", at)
  )
  return [...levels.map(pair), periods, row.map(slotOfToken)]
}

/** The rows of a table of lines, heads of the form on top; `null` where its cells cannot be told apart. */
export const rowsOfLines = (
  form: TableDefinition,
  read: ReadonlyArray<ReadCell>
): ReadonlyArray<SlotRow> | null => {
  const lines = read.map(tokensOf).filter((line) => line.length > 0)
  if (lines.length === 0) return null
  switch (form.layout.kind) {
    case "sides":
      return sideRows(form, lines)
    case "blocks":
      return blockRows(form, lines)
    case "single":
      return itemRows(form, lines)
    case "codes":
      for (const printed of codedForms(form)) {
        const rows = codedRows(printed, lines)
        if (rows !== null) return rows
      }
      return null
    case "items":
      return null
  }
}
