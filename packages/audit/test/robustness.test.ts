/**
 * Never wrong about what it cannot read: a document that came to harm is told as unreadable, not as contradicting
 * itself.
 *
 * Columns change places with their heads, cells go blank or missing, lines are cut short, rows are lost. Nothing that
 * was left alone has become wrong by that, so no failure may name figures left alone that was not told before.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Finding } from "@juesuan/domain"
import { renderMarkdown } from "@juesuan/disclosure/markdown"
import { renderText } from "@juesuan/disclosure/text"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documentOf } from "../../../tests/documents.ts"
import { accusations, accusationsAmong, damaged, findingsOf, linesOf } from "./damage.ts"
import type { Damage, Form, Line } from "./damage.ts"

const { numRuns, seed } = runs(process.env, 8, 20_241_127, 100)

const place = fc.nat(1_000_000)

const act: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({
    kind: fc.constant("shuffle" as const),
    block: place,
    keys: fc.array(fc.nat(9), { minLength: 4, maxLength: 10 })
  }),
  fc.record({ kind: fc.constant("blank" as const), row: place, cell: place }),
  fc.record({ kind: fc.constant("remove" as const), row: place, cell: place }),
  fc.record({ kind: fc.constant("cut" as const), line: place, at: place }),
  fc.record({ kind: fc.constant("drop" as const), row: place })
)

const acts = fc.array(act, { minLength: 1, maxLength: 3 })

const harm = (lines: ReadonlyArray<Line>, done: ReadonlyArray<Damage>): ReadonlyArray<Line> =>
  done.reduce(damaged, lines)

const published = linesOf(
  fs.readFileSync(path.join(import.meta.dirname, "fixtures", "yanchi-2024.txt"), "utf8")
)

const knownOf: Readonly<Record<"text" | "html", ReadonlyArray<Finding>>> = {
  text: findingsOf(published),
  html: findingsOf(published, "html")
}

const accusesNobody = (
  lines: ReadonlyArray<Line>,
  known: ReadonlyArray<Finding>,
  form: Form,
  count: number
): void => {
  fc.assert(
    fc.property(acts, (done) => {
      expect(accusations(lines, known, harm(lines, done), form)).toEqual([])
    }),
    { numRuns: count, seed }
  )
}

describe(`a document that came to harm (seed ${seed})`, () => {
  it("accuses none of its figures left alone, where it is a published one", { timeout: 0 }, () => {
    accusesNobody(published, knownOf.text, "text", numRuns)
  })

  it("nor where it is a page", { timeout: 0 }, () => {
    accusesNobody(published, knownOf.html, "html", Math.ceil(numRuns / 4))
  })

  it("nor where it was generated", { timeout: 0 }, () => {
    const years = fc.sample(Arbitrary.year(), { numRuns: Math.max(4, Math.ceil(numRuns / 25)), seed })
    const forms = ["text", "html", "markdown"] as const
    for (const [at, year] of years.entries()) {
      const form = forms[at % forms.length]!
      const print = form === "markdown" ? renderMarkdown : renderText
      const lines = linesOf(print(documentOf(year)))
      accusesNobody(lines, findingsOf(lines, form), form, 20)
    }
  })
})

describe("harm that once made it accuse", () => {
  it.each<readonly [string, Damage]>([
    [
      "amounts of two blocks exchanged, whose heads are the same",
      { kind: "shuffle", block: 63_187, keys: [3, 4, 9, 9, 9, 9, 7, 8, 5, 6] }
    ],
    ["a paragraph cut in front of 其中", { kind: "cut", line: 817_334, at: 522_528 }]
  ])("accuses nobody: %s", (_, done) => {
    for (const form of ["text", "html"] as const)
      expect(accusations(published, knownOf[form], harm(published, [done]), form)).toEqual([])
  })
})

describe("an entry that is lost", () => {
  it("is not missed by its table where the numbers of the others leave it out", () => {
    const entry = published.findIndex(({ text }) => text.startsWith("2. 社会保障和就业支出"))
    const lost = published.filter((_, at) => at !== entry)
    const missed = (lines: ReadonlyArray<Line>) =>
      findingsOf(lines).filter(({ ruleId, left }) => ruleId === "AR-N-08" && left === null)
    expect(missed(lost)).toEqual([])
    const renumbered = lost.map((line) => ({
      ...line,
      text: line.text.replace(/^([3-9])(?=\. .{2,12}支出\(类\))/, (number) => String(Number(number) - 1))
    }))
    expect(missed(renumbered)).toHaveLength(1)
  })
})

/** The amounts of a column, counted from the right, moved one row down from a line on; the last falls off. */
const slipped = (from: number, to: number, fromRight: number): ReadonlyArray<Line> => {
  let above = ""
  return published.map((line) => {
    if (line.was < from || line.was > to || !line.text.includes("\t")) return line
    const cells = line.text.split("\t")
    const at = cells.length - fromRight
    const text = cells.with(at, above).join("\t")
    above = cells[at]!
    return { ...line, text }
  })
}

describe("one cause", () => {
  const known = new Set(knownOf.text.map(({ fingerprint }) => fingerprint))
  const fresh = (lines: ReadonlyArray<Line>) =>
    findingsOf(lines).filter(({ fingerprint }) => !known.has(fingerprint))

  it.each([
    ["a column with its total", 161, 180, 6, 18],
    ["the column beside it", 161, 180, 5, 18],
    ["a column below its total", 162, 180, 5, 17],
    ["a column over a page's end", 243, 260, 2, 17],
    ["and the first of its table", 243, 260, 3, 17],
    ["a column of blocks side by side", 274, 302, 7, 27],
    ["the column of the block beside it", 274, 302, 4, 28],
    ["a column of a block below its first sum", 275, 302, 7, 26]
  ])("is one finding where a column has slipped by a row: %s", (_, from, to, fromRight, count) => {
    const told = fresh(slipped(from, to, fromRight))
    expect(told.map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([["AU-02", "unreadable"]])
    expect(told[0]!.left?.at?.line).toBe(from)
    expect(told[0]!.message).toContain(`${count} 行`)
  })

  it("is one finding where a row cannot be told to be any", () => {
    const told = fresh(
      published.map((line) =>
        line.was === 166 ? { ...line, text: line.text.replace(/^\d+\t+[^\t]+/, "某项支出") } : line
      )
    ).filter(({ ruleId }) => ruleId === "AU-04")
    expect(told.map(({ left }) => left?.at?.line)).toEqual([166])
  })
})

describe("the law", () => {
  const known = knownOf.text
  const share = known.find(({ ruleId }) => ruleId === "AR-N-03")!
  const dropped = harm(published, [{ kind: "drop", row: 40 }])
  const told = (line: number) => [
    { ...share, fingerprint: "new", left: { ...share.left!, at: { file: "document.txt", line, column: 1 } } }
  ]

  it("is broken by a failure that names a figure left alone, and by it alone", () => {
    const touched = dropped.findIndex((line, at) => line.was !== at + 1)
    expect(accusationsAmong(told(touched + 1), published, known, dropped)).toHaveLength(1)
    const blank = harm(published, [{ kind: "blank", row: 40, cell: 2 }])
    const harmed = blank.findIndex(({ isIntact }) => !isIntact)
    expect(accusationsAmong(told(harmed + 1), published, known, blank)).toEqual([])
    expect(accusationsAmong(told(harmed + 2), published, known, blank)).toHaveLength(1)
    const mild = told(harmed + 2).map((one) => ({ ...one, outcome: "unreadable" as const }))
    expect(accusationsAmong(mild, published, known, blank)).toEqual([])
  })

  it("is broken by an audit that takes two rows for one another", () => {
    // The amounts of two rows change places, and nothing says that the lines were touched.
    const rows = published.flatMap(({ text }, at) => (/^\d{7}\t/.test(text) ? [at] : []))
    const [one, other] = [rows[0]!, rows[1]!].map((at) => published[at]!.text.split("\t"))
    const swapped = published.map((line, at) => {
      if (at === rows[0]) return { ...line, text: [...one!.slice(0, 2), ...other!.slice(2)].join("\t") }
      return at === rows[1] ? { ...line, text: [...other!.slice(0, 2), ...one!.slice(2)].join("\t") } : line
    })
    expect(accusations(published, known, swapped).length).toBeGreaterThan(0)
  })
})
