/**
 * What is published audits clean: a document built from a year, in whatever format, pack and money unit, is read back
 * and nothing in it is accused; and one digit changed in it is found.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { audit, readDocument } from "@juesuan/audit"
import type { AuditReport } from "@juesuan/audit"
import { buildDocument, roundCube, tablesInWan, wan, yuan } from "@juesuan/disclosure"
import type { Document, MoneyFormat, Provenance } from "@juesuan/disclosure"
import { renderDocx } from "@juesuan/disclosure/docx"
import { renderHtml } from "@juesuan/disclosure/html"
import { renderMarkdown } from "@juesuan/disclosure/markdown"
import { renderText } from "@juesuan/disclosure/text"
import { renderXlsx } from "@juesuan/disclosure/xlsx"
import { figuresOf, narrativePackOf, writeNarrative } from "@juesuan/narrative"
import type { MoneyWords, NarrativeFacts } from "@juesuan/narrative"
import { Classification, Money } from "@juesuan/domain"
import {
  Articulation,
  classesOf,
  deriveTables,
  mof2023,
  ningxia2024,
  packFromJson,
  packs as shipped,
  toSource
} from "@juesuan/tables"
import type { DerivedTable, TablePack } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { exampleYear } from "../packages/disclosure/test/html/exampleYear.ts"
import { cubeOf } from "./documents.ts"
import { narrativeFacts } from "./narrativeFacts.ts"

const { numRuns, seed } = runs(process.env, 1, 20_241_126, 6)
const packs = { "ningxia-2024": ningxia2024, "mof-2023": mof2023 } as const
const units = { 元: yuan, 万元: wan } as const
const noProvenance: Provenance = { events: [], figures: new Map(), rules: new Map() }
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const formats = {
  txt: (document: Document) => utf8(renderText(document)),
  md: (document: Document) => utf8(renderMarkdown(document)),
  html: (document: Document) => utf8(renderHtml(document, noProvenance)),
  docx: (document: Document) => renderDocx(document),
  xlsx: (document: Document) => renderXlsx(document)
} as const
type Format = keyof typeof formats

/** How the narrative prints in 万元 what the tables print; see the command's `disclose`. */
const wordsInWan = (rounded: NarrativeFacts, pack: TablePack): MoneyWords => {
  const printed = new Map(
    writeNarrative(rounded, { pack: narrativePackOf(pack)! })
      .sections.flatMap(({ paragraphs }) => paragraphs.flatMap(figuresOf))
      .filter(({ format, address }) => format === "amount" && !address.endsWith("/change"))
      .map(({ address, value }) => [address, Result.getOrThrow(Money.parse(value))] as const)
  )
  return { unit: "万元", print: (address, fen) => wan.print(printed.get(address) ?? fen) }
}

const nameOf = (code: string): string => Classification.nameOf("functional", code) ?? code

/** The facts of a year, with the official names of its codes. */
const factsOf = (year: Arbitrary.Year): NarrativeFacts => {
  const facts = narrativeFacts(year)
  return {
    ...facts,
    categories: facts.categories.map(({ code }) => ({ code, name: nameOf(code) })),
    items: facts.items.map(({ code }) => ({
      code,
      category: nameOf(code.slice(0, 3)),
      section: nameOf(code.slice(0, 5)),
      item: nameOf(code)
    }))
  }
}

const printedTables = (
  year: Arbitrary.Year,
  pack: TablePack,
  { unit }: MoneyFormat
): ReadonlyArray<DerivedTable> => {
  const cube = cubeOf(year)
  const exact = deriveTables(cube, pack, 2024)
  return unit === "元" ? exact : tablesInWan(exact, roundCube(cube))
}

const documentOf = (year: Arbitrary.Year, pack: TablePack, money: MoneyFormat): Document => {
  const cube = cubeOf(year)
  const exact = deriveTables(cube, pack, 2024)
  const tables: ReadonlyArray<DerivedTable> =
    money.unit === "元" ? exact : tablesInWan(exact, roundCube(cube))
  const facts = factsOf(year)
  const rounded = new Map(
    tables
      .flatMap(({ rows }) => rows.flatMap(({ cells }) => [...cells.values()]))
      .map((cell) => [cell.address, cell.amount])
  )
  const cell = (address: string): Money.Money => rounded.get(address) ?? Money.zero
  const words = money.unit === "元" ? {} : { money: wordsInWan({ ...facts, cell }, pack) }
  return buildDocument({
    unitName: "示例单位",
    year: 2024,
    profile: { duties: "职责一。\n职责二。", unitsCovered: ["示例单位本级"] },
    tables: Result.getOrThrow(Articulation.articulate(tables, {})),
    narrative: writeNarrative(facts, { pack: narrativePackOf(pack)!, ...words }),
    cards: [],
    colophon: { digest: "", tablePack: pack.id, ruleSet: "", generator: "" },
    money
  }).document
}

/** The rules that find something in the printed tables themselves: none blocks, or they would be refused. */
const ownRules = (
  year: Arbitrary.Year,
  money: MoneyFormat,
  pack: TablePack = ningxia2024
): ReadonlySet<string> => {
  const definitions = pack.tables.map(({ definition }) => definition)
  const { findings } = Articulation.checkTables(
    toSource(printedTables(year, pack, money)),
    { definitions },
    Articulation.rulesOfForms(definitions)
  )
  return new Set(findings.filter(({ severity }) => severity !== "block").map(({ ruleId }) => ruleId))
}

const auditOf = async (document: Document, format: Format, pack?: TablePack): Promise<AuditReport> => {
  const bytes = await formats[format](document)
  return audit(Result.getOrThrow(readDocument(bytes, `accounts.${format}`)), { pack })
}

/**
 * What only the unit can say is 【待填：…】 in a generated year: that it is missing is told, and true. So is what a soft
 * rule says of the year itself: it is said of the ledger's own tables too.
 */
const accusations = ({ findings }: AuditReport, own: ReadonlySet<string>): ReadonlyArray<string> =>
  findings
    .filter(({ message, ruleId }) => !message.includes("待填") && !own.has(ruleId))
    .map(({ ruleId, message, left }) => `${ruleId} ${left?.at?.line ?? ""} ${message}`)

describe.each(Object.keys(formats) as ReadonlyArray<Format>)("a document published as %s", (format) => {
  it.each(
    Object.keys(packs).flatMap((pack) =>
      Object.keys(units).map((unit) => [pack as keyof typeof packs, unit as keyof typeof units] as const)
    )
  )("by %s in %s audits to no finding", async (pack, unit) => {
    await fc.assert(
      fc.asyncProperty(Arbitrary.year({ intentionsMax: 25 }), async (year) => {
        const report = await auditOf(documentOf(year, packs[pack], units[unit]), format)
        expect(accusations(report, ownRules(year, units[unit]))).toEqual([])
        expect(report.recognised.tables).toHaveLength(9)
      }),
      { numRuns, seed }
    )
  })
})

const county = Result.getOrThrow(
  packFromJson(
    JSON.parse(
      fs.readFileSync(path.join(import.meta.dirname, "..", "examples", "regional-pack", "pack.json"), "utf8")
    )
  )
)

/** A year that spends nothing in a class of which the form has no line. */
const yearOf = (pack: TablePack): fc.Arbitrary<Arbitrary.Year> => {
  const classes = new Set(
    classesOf(pack.tables.find(({ definition }) => definition.key === "T01")?.definition)
  )
  return Arbitrary.year({ intentionsMax: 25 }).filter((year) =>
    [...cubeOf(year).cells.values()].every(
      ({ measure, function: code }) => measure !== "expenditure" || classes.has(code.slice(0, 3))
    )
  )
}

describe.each([...shipped.slice(2), county].map((pack) => [pack.id, pack] as const))(
  "the forms of %s",
  (_, pack) => {
    const keys = pack.tables.map(({ definition }) => definition.key).toSorted()
    it.each(Object.keys(formats) as ReadonlyArray<Format>)(
      "are read back from %s, each of them",
      async (format) => {
        await fc.assert(
          fc.asyncProperty(yearOf(pack), async (year) => {
            const report = await auditOf(documentOf(year, pack, yuan), format, pack)
            expect(report.recognised.tables.map(({ key }) => key).toSorted()).toEqual(keys)
            expect(accusations(report, ownRules(year, yuan, pack))).toEqual([])
          }),
          { numRuns: Math.ceil(numRuns / 2), seed }
        )
      }
    )
  }
)

/** Every digit of the amounts of a line, altered in turn. */
const alterations = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/\d(?=[\d,]*\.\d\d)/g)].map(({ index }) => {
    const digit = (Number(line[index]) + 1) % 10
    return `${line.slice(0, index)}${digit}${line.slice(index + 1)}`
  })

it("one digit changed in the totals of a published table is found", () => {
  const [year] = fc.sample(Arbitrary.year(), { numRuns: 1, seed: 7 })
  const lines = renderText(documentOf(year!, ningxia2024, yuan)).split("\n")
  const clean = accusations(
    audit(Result.getOrThrow(readDocument(utf8(lines.join("\n")), "a.txt"))),
    ownRules(year!, yuan)
  )
  expect(clean).toEqual([])
  const at = lines.findIndex((line) => /^\t?合计\t.*\.\d\d/.test(line))
  const altered = alterations(lines[at]!)
  expect(altered.length).toBeGreaterThan(10)
  for (const line of altered) {
    const text = lines.with(at, line).join("\n")
    const { findings } = audit(Result.getOrThrow(readDocument(utf8(text), "a.txt")))
    expect(
      findings.filter(({ severity, outcome }) => severity === "block" && outcome === "fail").length,
      line
    ).toBeGreaterThan(0)
  }
})

/**
 * What the example's own self-evaluations say of themselves: its ledger carries the printed indicators, and these
 * contradict each other in print. Each is true; `docs/reference/audit-rules.md` has the rules.
 */
const ofTheExample: Readonly<Record<string, string>> = {
  "AU-14": "5,433 persons at 1,200 元 are not 651.90 万元",
  "AU-15": "894 persons at 4,563 元 are not 417.94 万元",
  "AU-16": "15,000 元 a year is more than the budget of 1.215 万元",
  "AU-17": "12,410 cards at 8.2 元 are more than the 7.00 万元 spent",
  "AU-21": "the form's own note speaks of 指标值",
  "AU-23": "5433 and 12410 have no unit",
  "SR-11": "12,410 against 8,600 has no reason",
  "SR-12": "≥90% is no measurement",
  "SR-15": "no direction is declared in print",
  "AR-N-12": "the names of two projects are misprinted in their tables"
}

describe("the document of the example year", async () => {
  const { document, provenance } = await exampleYear()
  it.each(Object.keys(formats) as ReadonlyArray<Format>)(
    "published as %s is accused of nothing but what its self-evaluations really contradict",
    async (format) => {
      const bytes =
        format === "html" ? utf8(renderHtml(document, provenance)) : await formats[format](document)
      const { findings, recognised } = audit(Result.getOrThrow(readDocument(bytes, `accounts.${format}`)))
      expect(
        findings.filter(({ ruleId }) => !(ruleId in ofTheExample)).map(({ message }) => message)
      ).toEqual([])
      expect(recognised.tables).toHaveLength(9)
      expect(recognised.scorecards).toHaveLength(5)
    }
  )
})
