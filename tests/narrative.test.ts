/**
 * The narrative of the example year against the printed one, figure by figure; and its laws for every year.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { mof2023, writeNarrative } from "@juesuan/narrative"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runCommand } from "../scripts/terminal.ts"
import { narrativeFacts } from "./narrativeFacts.ts"
import { narrativeLaws, narrativeMutants } from "./narrativeLaws.ts"
import type { NarrativeLaw } from "./narrativeLaws.ts"

const root = path.dirname(import.meta.dirname)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-narrative-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

interface Written {
  readonly sections: ReadonlyArray<{
    readonly key: string
    readonly paragraphs: ReadonlyArray<{ readonly text: string }>
  }>
  readonly missing: ReadonlyArray<unknown>
}
let written: Written = { sections: [], missing: [] }

const run = async (...args: ReadonlyArray<string>): Promise<string> => {
  const { JUESUAN_LEDGER: _, ...env } = process.env
  return (await runCommand(args, { cwd: folder, env })).stdout
}

beforeAll(async () => {
  await run("demo", "--out", "demo")
  written = JSON.parse(await run("narrative", "--ledger", "demo/ledger.db", "--format", "json")) as Written
}, 60_000)

const printed = (
  JSON.parse(
    fs.readFileSync(path.join(root, "examples", "yanchi-2024", "expected", "narrative-figures.json"), "utf8")
  ) as { readonly sections: Readonly<Record<string, ReadonlyArray<string>>> }
).sections

/** Every number with its unit; numbering, years and dates are none. */
const NUMBER = /\d[\d,]*(?:\.\d+)?\s*(?:%|元|万元|个|人次|人(?!员)|辆|平方米|台|分(?!别))/g
const numbersOf = (key: string): ReadonlyArray<string> =>
  written.sections
    .find((section) => section.key === key)!
    .paragraphs.flatMap(({ text }) => text.match(NUMBER) ?? [])
    .map((number) => number.replace(/\s/g, ""))

/**
 * Where the narrative rightly differs from print: the place in the printed sequence, what is printed there, and what
 * is right; `null` leaves it out. Ids are those of the study of the printed document's contradictions.
 */
const differences: Readonly<
  Record<string, ReadonlyArray<readonly [id: string, at: number, print: string, right: string | null]>>
> = {
  "1": [["SC-02: one precision for all rates", 2, "13.750%", "13.75%"]],
  "4": [["SC-01: the rate of another quantity (1,578,669.08 over 11,482,133.09)", 2, "13.84%", "13.75%"]],
  "7": [
    ["SC-20: no rate on a budget of zero", 7, "0.00%", null],
    ["SC-20: no rate on a budget of zero", 20, "0.00%", null]
  ],
  "10": [
    ["SC-14: 机关运行经费 of an institution", 0, "116,453.26元", null],
    ["SC-14: 机关运行经费 of an institution", 1, "8.92%", null],
    [
      "SC-03, SC-04: a budget (and cut) where the share is of what was spent",
      25,
      "1097.29万元",
      "10,557,774.00元"
    ],
    ["SC-04: numerator and denominator on one basis", 26, "100.00%", "99.98%"],
    ["SC-04: one money unit", 28, "0.00万元", "0.00元"],
    ["SC-20: no share of a total of zero", 29, "0.00%", null],
    ["SC-35: costs are reverse indicators", 31, "93.40分", "97.41分"],
    ["SC-37: an overrun has no full marks", 32, "98.75分", "97.34分"],
    ["SC-42: costs are reverse indicators", 33, "99.81分", "99.93分"],
    ["SC-31: one precision for all scores", 34, "99.60分", "99.58分"]
  ]
}

const expected = (key: string): ReadonlyArray<string> => {
  const right = [...printed[key]!] as Array<string | null>
  for (const [id, at, print, value] of differences[key] ?? []) {
    expect(right[at], id).toBe(print)
    right[at] = value
  }
  // Print says 一辆 in words where the count of vehicles held stands.
  if (key === "7") right.splice(18, 0, "1辆")
  return right.filter((number) => number !== null)
}

describe("the narrative of the example year", () => {
  it.each(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"])(
    "prints the figures of section %s in print's order, but for what print got wrong",
    (key) => {
      expect(numbersOf(key)).toEqual(expected(key))
    }
  )

  it("says of an institution that 机关运行经费 is not its own", () => {
    const { paragraphs } = written.sections.find(({ key }) => key === "10")!
    expect(paragraphs[0]!.text).toContain("不属于机关运行经费统计范围")
  })

  it("needs nothing that the unit has not said, and leaves no template behind", () => {
    expect(written.missing).toEqual([])
    const text = written.sections.flatMap(({ paragraphs }) => paragraphs.map((one) => one.text)).join("\n")
    expect(text).not.toMatch(/【|（大于）|（减少）|undefined|NaN|\{|\}|XX/)
  })
})

const { numRuns, seed } = runs(process.env, 60, 20_240_141, 300)

const facts = fc
  .tuple(Arbitrary.year(), Arbitrary.year())
  .map(([year, before]) => narrativeFacts(year, before))

describe("for every year", () => {
  it.each(Object.entries(narrativeLaws))("%s", (_, law) => {
    fc.assert(
      fc.property(facts, (about) => {
        expect(law(writeNarrative, about)).toEqual([])
        expect(law((of) => writeNarrative(of, { pack: mof2023 }), about)).toEqual([])
      }),
      { numRuns, seed }
    )
  })
})

describe("the laws can fail", () => {
  it.each(narrativeMutants)("%s: %s", (_, name, spoil) => {
    const law: NarrativeLaw = narrativeLaws[name]
    const spoilt = fc.check(
      fc.property(facts, (about) => law((of) => spoil(writeNarrative(of)), about).length === 0),
      { numRuns: 300, seed, endOnFailure: true }
    )
    expect(spoilt.failed).toBe(true)
  })

  it("has a mutant for every law", () => {
    expect(new Set(narrativeMutants.map(([, name]) => name))).toEqual(new Set(Object.keys(narrativeLaws)))
  })
})
