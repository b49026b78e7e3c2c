/**
 * Damage to a document in plain text, and the accusations it gives rise to.
 *
 * What was damaged may be unreadable, or even wrong; what was left alone is as right as it was.
 */
import { audit, auditDocument, readDocument, recognise } from "@juesuan/audit"
import type { PublishedDocument } from "@juesuan/audit"
import type { Finding } from "@juesuan/domain"
import * as Result from "effect/Result"

/** Lines with the number each had before, and whether it was touched; a line that is dropped is absent. */
export interface Line {
  readonly text: string
  readonly was: number
  readonly isIntact: boolean
}

/** The lines of a text; rows of pipe tables are rows of cells between tabs as any others. */
export const linesOf = (text: string): ReadonlyArray<Line> =>
  text.split("\n").map((line, at) => {
    const row = /^\| (.*) \|$/.exec(line)
    return { text: row === null ? line : row[1]!.split(" | ").join("\t"), was: at + 1, isIntact: true }
  })

/** Runs of lines that are rows of one table: they hold tabs, and nothing but blank lines stands between them. */
export const blocksOf = (lines: ReadonlyArray<Line>): ReadonlyArray<readonly [from: number, to: number]> => {
  const blocks: Array<readonly [number, number]> = []
  let from = -1
  for (let at = 0; at <= lines.length; at++) {
    const isRow = at < lines.length && lines[at]!.text.includes("\t")
    if (isRow && from < 0) from = at
    if (!isRow && from >= 0) {
      blocks.push([from, at])
      from = -1
    }
  }
  return blocks
}

/** Blocks by tables: a block whose first row prints an amount goes on where a page ended. */
const tablesOf = (lines: ReadonlyArray<Line>): ReadonlyArray<ReadonlyArray<readonly [number, number]>> => {
  const tables: Array<Array<readonly [number, number]>> = []
  for (const block of blocksOf(lines)) {
    const isContinued = /\d\.\s?\d\d/.test(lines[block[0]]!.text)
    if (isContinued && tables.length > 0) tables.at(-1)!.push(block)
    else tables.push([block])
  }
  return tables
}

/** One act of damage; numbers choose the place, each taken modulo what there is to choose from. */
export type Damage =
  | { readonly kind: "shuffle"; readonly block: number; readonly keys: ReadonlyArray<number> }
  | { readonly kind: "blank"; readonly row: number; readonly cell: number }
  | { readonly kind: "remove"; readonly row: number; readonly cell: number }
  | { readonly kind: "cut"; readonly line: number; readonly at: number }
  | { readonly kind: "drop"; readonly row: number }

const change = (
  lines: ReadonlyArray<Line>,
  at: number,
  text: (line: string) => string
): ReadonlyArray<Line> =>
  lines.map((line, index) => (index === at ? { ...line, text: text(line.text), isIntact: false } : line))

const shuffled = (cells: ReadonlyArray<string>, keys: ReadonlyArray<number>): ReadonlyArray<string> =>
  cells
    .map((cell, at) => [cell, keys[at % keys.length]! + at / 1000] as const)
    .toSorted((a, b) => a[1] - b[1])
    .map(([cell]) => cell)

const rowsOf = (lines: ReadonlyArray<Line>): ReadonlyArray<number> =>
  lines.flatMap(({ text }, at) => (text.includes("\t") ? [at] : []))

/** Columns are moved with their heads: no line counts as touched, for every figure stands under what it was. */
export const damaged = (lines: ReadonlyArray<Line>, damage: Damage): ReadonlyArray<Line> => {
  const rows = rowsOf(lines)
  if (rows.length === 0) return lines
  switch (damage.kind) {
    case "shuffle": {
      const tables = tablesOf(lines)
      const blocks = tables[damage.block % tables.length]!
      const isIn = (at: number): boolean => blocks.some(([from, to]) => at >= from && at < to)
      const width = Math.max(...lines.map(({ text }, at) => (isIn(at) ? text.split("\t").length : 0)))
      return lines.map((line, at) => {
        if (!isIn(at)) return line
        const cells = line.text.split("\t")
        const padded = [...cells, ...Array.from({ length: width - cells.length }, () => "")]
        return { ...line, text: shuffled(padded, damage.keys).join("\t") }
      })
    }
    case "blank":
    case "remove": {
      const at = rows[damage.row % rows.length]!
      return change(lines, at, (text) => {
        const cells = text.split("\t")
        const place = damage.cell % cells.length
        return (
          damage.kind === "blank"
            ? cells.map((cell, index) => (index === place ? "" : cell))
            : cells.filter((_, index) => index !== place)
        ).join("\t")
      })
    }
    case "cut": {
      const filled = lines.flatMap(({ text }, at) => (text.trim() === "" ? [] : [at]))
      const at = filled[damage.line % filled.length]!
      return change(lines, at, (text) => text.slice(0, damage.at % text.length))
    }
    case "drop": {
      const at = rows[damage.row % rows.length]!
      return lines.filter((_, index) => index !== at)
    }
  }
}

/** The forms in which a document is read. */
export type Form = "text" | "html" | "markdown"

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

/** A page with a line of markup for each line of text, so that places are the same in both. */
const htmlOf = (lines: ReadonlyArray<Line>): string => {
  const blocks = blocksOf(lines)
  return lines
    .map(({ text }, at) => {
      if (!text.includes("\t")) return text.trim() === "" ? "" : `<p>${escaped(text)}</p>`
      const row = `<tr>${text
        .split("\t")
        .map((cell) => `<td>${escaped(cell)}</td>`)
        .join("")}</tr>`
      const isFirst = blocks.some(([from]) => from === at)
      const isLast = blocks.some(([, to]) => to === at + 1)
      return `${isFirst ? "<table>" : ""}${row}${isLast ? "</table>" : ""}`
    })
    .join("\n")
}

const markdownOf = (lines: ReadonlyArray<Line>): string =>
  lines.map(({ text }) => (text.includes("\t") ? `| ${text.split("\t").join(" | ")} |` : text)).join("\n")

const printed: Readonly<Record<Form, (lines: ReadonlyArray<Line>) => string>> = {
  text: (lines) => lines.map(({ text }) => text).join("\n"),
  html: htmlOf,
  markdown: markdownOf
}

const extension: Readonly<Record<Form, string>> = { text: "txt", html: "html", markdown: "md" }

const readOf = (lines: ReadonlyArray<Line>, form: Form) =>
  Result.getOrThrow(
    readDocument(new TextEncoder().encode(printed[form](lines)), `document.${extension[form]}`)
  )

export const findingsOf = (lines: ReadonlyArray<Line>, form: Form = "text"): ReadonlyArray<Finding> =>
  audit(readOf(lines, form)).findings

/**
 * The addresses of figures of self-evaluations that stand on damaged lines. A sum is told at the place of its total and
 * names by address all that it adds up: one that names a damaged score or weight says that it may be the wrong one, so
 * that it does not accuse the others alone. Findings of one figure are judged by where that figure stands.
 */
const harmedFigures = (lines: ReadonlyArray<Line>, { scorecards }: PublishedDocument): ReadonlySet<string> =>
  new Set(
    scorecards.flatMap(({ places }) =>
      [...places].flatMap(([address, at]) => (lines[(at.line ?? 0) - 1]?.isIntact === false ? [address] : []))
    )
  )

/** Rules that tell one thing of a whole document, at the first place where it shows. */
const onceTold: ReadonlySet<string> = new Set(["AU-11", "AU-21", "AU-23", "SR-13"])

/** What a finding accuses: a rule, and what is printed where. */
const keyOf = ({ ruleId, left }: Finding, was: number | null): string =>
  onceTold.has(ruleId) ? ruleId : `${ruleId}|${was}|${left?.raw ?? ""}`

const lineOf = (lines: ReadonlyArray<Line>, operand: Finding["left"]): Line | null =>
  operand?.at?.line === undefined ? null : (lines[operand.at.line - 1] ?? null)

/** A heading, or the title of a table: what begins a part of a document. */
const PART =
  /^\s*#{0,6}\s*(?:第[一二三四五六七八九十]部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|(?!备?注|说明)[^：:，。]{1,30}表\s*$)/

/** By the number of a line: the part it stands in, be it a table with its notes or a section of the text. */
const partsOf = (lines: ReadonlyArray<Line>): ReadonlyMap<number, number> => {
  let part = 0
  return new Map(
    lines.map(({ text, was }) => {
      if (!text.includes("\t") && PART.test(text)) part = was
      return [was, part]
    })
  )
}

/**
 * Whether a finding names no figure but something that it misses, such as the reason of a target that was not
 * reached, and a line of the same table or section was damaged. What is missing may be just what that line lost: a
 * document that never had it reads the same, so that the finding is right about what is left, and accuses no figure.
 */
const missesWhatWasDamaged = (
  { left, right }: Finding,
  was: number,
  before: ReadonlyArray<Line>,
  after: ReadonlyArray<Line>
): boolean => {
  if (right !== null || (left?.raw ?? "") !== "") return false
  const intact = new Set(after.flatMap((line) => (line.isIntact ? [line.was] : [])))
  const parts = partsOf(before)
  return before.some((line) => parts.get(line.was) === parts.get(was) && !intact.has(line.was))
}

/** Of findings on a damaged document: failures that name nothing but figures left alone, and were not told before. */
export const accusationsAmong = (
  findings: ReadonlyArray<Finding>,
  before: ReadonlyArray<Line>,
  known: ReadonlyArray<Finding>,
  after: ReadonlyArray<Line>
): ReadonlyArray<string> => {
  const told = new Set(known.map((finding) => keyOf(finding, lineOf(before, finding.left)?.was ?? null)))
  const fingerprints = new Set(known.map(({ fingerprint }) => fingerprint))
  return findings.flatMap((finding) => {
    // Without a left side a finding says that something is not there, such as the entry of a row: it names no figure.
    const [left, right] = [lineOf(after, finding.left), lineOf(after, finding.right)]
    if (finding.outcome !== "fail" || left?.isIntact !== true || right?.isIntact === false) return []
    if (fingerprints.has(finding.fingerprint)) return []
    if (missesWhatWasDamaged(finding, left.was, before, after)) return []
    const key = keyOf(finding, left.was)
    return told.has(key) ? [] : [`${key}: ${finding.message}`]
  })
}

/** What the audit of a damaged document accuses that it did not before: see `accusationsAmong`. */
export const accusations = (
  before: ReadonlyArray<Line>,
  known: ReadonlyArray<Finding>,
  after: ReadonlyArray<Line>,
  form: Form = "text"
): ReadonlyArray<string> => {
  const read = readOf(after, form)
  const document = recognise(read)
  const harmed = harmedFigures(after, document)
  const isNamed = ({ left, right }: Finding): boolean =>
    [left, right].some((operand) => {
      const addends = operand?.address.split(" + ") ?? []
      return addends.length > 1 && addends.some((one) => harmed.has(one))
    })
  const others = auditDocument(document, read).findings.filter((finding) => !isNamed(finding))
  return accusationsAmong(others, before, known, after)
}
