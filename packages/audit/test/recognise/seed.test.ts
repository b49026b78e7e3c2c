/**
 * The published document of 2024 recognised whole: every cell of its nine tables at its place, its sections, its five
 * self-evaluations, and what was cut in print with what it must have been.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { readDocument, recognise } from "@juesuan/audit"
import { Money } from "@juesuan/domain"
import { readScorecards } from "@juesuan/scoring"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..", "..", "..", "..")
const expected = join(root, "examples", "yanchi-2024", "expected")
const json = (name: string): unknown => JSON.parse(readFileSync(join(expected, name), "utf8"))
const bytes = readFileSync(join(import.meta.dirname, "..", "fixtures", "yanchi-2024.txt"))
const lines = bytes.toString("utf8").split("\n")
const document = recognise(Result.getOrThrow(readDocument(bytes, "yanchi-2024.txt")))

interface ExpectedTable {
  readonly key: string
  readonly number: string
  readonly title: string
  readonly empty: boolean
  readonly rows: ReadonlyArray<{
    readonly key: string
    readonly label: string
    readonly cells: Record<string, string>
  }>
}
const { tables } = json("tables.json") as { readonly tables: ReadonlyArray<ExpectedTable> }

/** What stands at a place of the file, up to the next tab. */
const printedAt = (at: { readonly line?: number; readonly column?: number | string }): string =>
  lines[at.line! - 1]!.slice(Number(at.column) - 1)
    .split("\t")[0]!
    .trim()

/** The published document leaves the forms of 08 and 09 empty; the ledger says 0.00. */
const empty = new Set(["T08", "T09"])
/** 208, 20899 and 2089999 of 公开02表 have lost their last digit. */
const cut = new Map([
  ["T02/208/1", "12,615,180.13"],
  ["T02/208/2", "12,615,180.13"],
  ["T02/20899/1", "10,434,054.00"],
  ["T02/20899/2", "10,434,054.00"],
  ["T02/2089999/1", "10,434,054.00"],
  ["T02/2089999/2", "10,434,054.00"]
])

describe("the tables of the published document", () => {
  it("are all nine, by number, title and unit of money as printed", () => {
    expect([...document.tables.keys()]).toEqual(tables.map(({ key }) => key))
    for (const { key, number, title } of tables) {
      expect(document.tables.get(key)).toMatchObject({ number, title })
      expect(document.tableFacts.get(key)).toMatchObject({
        moneyUnit: "元",
        isUnitPrinted: true,
        number,
        title
      })
    }
    expect(document.unbound).toEqual([])
  })

  it.each(tables.map((table) => [table.key, table] as const))(
    "%s has every cell of the ledger's",
    (key, table) => {
      const found = document.tables.get(key)!
      let cells = 0
      for (const row of table.rows) {
        for (const [column, amount] of Object.entries(row.cells)) {
          const address = `${key}/${row.key}/${column}`
          const reading = found.rows.get(row.key)?.cells.get(column)
          cells++
          if (empty.has(key)) {
            expect(reading?.state ?? "blank", address).toBe("blank")
            continue
          }
          if (cut.has(address)) expect(reading, address).toMatchObject({ state: "unreadable" })
          else
            expect(reading, address).toMatchObject({
              state: "value",
              amount: Result.getOrThrow(Money.parse(amount))
            })
          const { raw, at } = reading as {
            readonly raw: string
            readonly at: { line: number; column: number }
          }
          expect(printedAt(at), address).toBe(raw)
        }
        if (!empty.has(key) && row.label !== "")
          expect(found.rows.get(row.key)?.label, row.key).toBe(row.label)
      }
      expect(cells).toBe(table.rows.reduce((sum, row) => sum + Object.keys(row.cells).length, 0))
      // No row beyond the ledger's: a row that could not be bound would stand here.
      const keys = new Set(table.rows.map((row) => row.key))
      expect([...found.rows.keys()].filter((row) => !keys.has(row))).toEqual([])
    }
  )

  it("has 577 cells, exact to the fen where they are printed whole", () => {
    const all = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.keys(cells)))
    expect(all).toHaveLength(577)
    const places = [...document.tables.values()].flatMap(({ rows }) =>
      [...rows.values()].flatMap(({ cells }) =>
        [...cells.values()].flatMap((reading) => (reading.state === "value" ? (reading.place ?? []) : []))
      )
    )
    expect(places).toEqual([])
  })

  it("says of the two empty forms that they are empty, and that they say so", () => {
    for (const [key, table] of document.tables)
      expect([table.empty, table.emptyStatement], key).toEqual([empty.has(key), empty.has(key)])
  })
})

describe("what was cut in print", () => {
  const of = (pattern: RegExp): ReadonlyArray<(typeof document.restorations)[number]> =>
    document.restorations.filter(({ address }) => pattern.test(address))

  it("SC-21 to SC-23: three amounts of 公开02表, in two columns each", () => {
    const amounts = document.restorations.filter(({ kind }) => kind === "amount")
    expect(new Map(amounts.map(({ address, restored }) => [address, restored]))).toEqual(cut)
    for (const { raw, restored, reason, at } of amounts) {
      expect(restored.startsWith(raw) && restored !== raw).toBe(true)
      expect(printedAt(at)).toBe(raw)
      expect(reason).toContain(restored)
    }
  })

  it("SC-24: nine codes of 公开02表 by prefix and name, one of them by order", () => {
    const codes = of(/^T02\/\d+$/)
    expect(codes.map(({ raw, restored, at }) => [at.line, raw, restored])).toEqual([
      [130, "20801", "2080109"],
      [132, "20805", "2080502"],
      [133, "20805", "2080505"],
      [134, "20805", "2080506"],
      [136, "20899", "2089999"],
      [139, "21011", "2101102"],
      [140, "21011", "2101103"],
      [144, "22102", "2210201"],
      [145, "22102", "2210203"]
    ])
    expect(codes.find(({ restored }) => restored === "2089999")!.reason).toContain("按行序")
  })

  it("SC-25, SC-27: three names", () => {
    const names = document.restorations.filter(({ kind }) => kind === "name")
    expect(names.map(({ address, raw, restored }) => [address, raw, restored])).toEqual([
      ["T02/2080505/name", "机关事业单位基本养老保险缴费", "机关事业单位基本养老保险缴费支出"],
      ["T06/30108/name", "机关事业单位基本养老保险缴", "机关事业单位基本养老保险缴费"],
      ["T06/39908/name", "对民间非营利组织和群众性自治组织补", "对民间非营利组织和群众性自治组织补贴"]
    ])
  })

  it("SC-26: the 75 codes of 公开06表 that have four digits", () => {
    const codes = of(/^T06\/\d+$/)
    expect(codes).toHaveLength(75)
    for (const { raw, restored } of codes) expect([raw.length, restored.slice(0, 4)]).toEqual([4, raw])
  })
})

describe("the narrative of the published document", () => {
  it("has its sections by topic, each once, and those of 十、 by their own", () => {
    expect(document.sections.map(({ topic, at, paragraphs }) => [topic, at.line, paragraphs.length])).toEqual(
      [
        ["profile", 58, 2],
        ["overall", 361, 1],
        ["income", 365, 1],
        ["expenditure", 369, 1],
        ["fiscal", 373, 1],
        ["generalPublic", 377, 12],
        ["basic", 407, 7],
        ["threePublic", 425, 6],
        ["governmentFund", 445, 2],
        ["stateCapital", 451, 2],
        ["other", 457, 0],
        ["operating", 459, 1],
        ["procurement", 463, 1],
        ["assets", 467, 1],
        ["performance", 471, 2],
        ["glossary", 481, 13]
      ]
    )
    const fifth = document.sections.find(({ topic }) => topic === "generalPublic")!
    expect(fifth.subsections.map(({ from }) => from)).toEqual([0, 1, 2])
  })

  it("is by the unit on its tables, for the year on its cover", () => {
    expect([document.unitName, document.year]).toEqual(["盐池县社会保险事业管理中心", 2024])
  })

  it("keeps the contents page apart, so that SC-17 can be seen: two entries no heading has", () => {
    expect(document.contents).toHaveLength(30)
    const bare = (text: string): string => text.replace(/^- /, "").replace(/\s/g, "").replaceAll("(", "（")
    const headings = new Set(
      document.headings.map(({ text }) => bare(text).replace(/^[一二三四五六七八九]、/, ""))
    )
    const missing = document.contents
      .map(({ text }) => bare(text))
      .filter((entry) => !headings.has(entry) && !headings.has(entry.replace(/^[一二三四五六七八九]、/, "")))
    expect(missing).toEqual(["（一）机关运行经费支出情况说明", "（三）国有资产占有使用情况说明"])
  })
})

describe("the self-evaluations of the published document", () => {
  const published = Result.getOrThrow(readScorecards(json("scorecards.json")))

  it.each(published.map((card, index) => [card.card.name, card, index] as const))(
    "%s is the card that was transcribed",
    (_name, wanted, index) => {
      const found = document.scorecards[index]!
      const { indicators, ...card } = wanted.card
      expect({ ...found.card, project: card.project, goal: "", outcome: "", indicators: [] }).toEqual({
        ...card,
        indicators: []
      })
      expect(found.card.indicators.map((one) => ({ ...one, deviation: "" }))).toEqual(
        indicators.map((one) => ({ ...one, deviation: "", tier: null }))
      )
      expect(found.published).toEqual(wanted.published)
      expect(found.doubts).toEqual([])
    }
  )

  it("keeps the reasons, beside the row that fell short where a merged cell was printed beside another", () => {
    for (const [index, { card }] of published.entries()) {
      const found = document.scorecards[index]!.card.indicators
      const told = (list: typeof found): ReadonlyArray<string> =>
        list.flatMap(({ id, deviation }) => (deviation === "" ? [] : [`${id} ${deviation}`]))
      // The reason for the dear ribbons stands beside 经济-1, which did not fall short either; it is left there.
      const printed = told(card.indicators).map((text) => text.replace("成本-1 因社保卡", "经济-1 因社保卡"))
      expect(told(found)).toEqual(printed)
    }
  })

  it("has the place of every printed value", () => {
    const found = document.scorecards
    expect(found.map(({ card }) => card.project)).toEqual(["P1", "P2", "P3", "P4", "P5"])
    for (const { card, published: scores, places } of found) {
      for (const [id, score] of Object.entries(scores.scores))
        expect(printedAt(places.get(`S/${card.project}/${id}/score`)!)).toBe(score)
      for (const { id, weight } of card.indicators)
        expect(printedAt(places.get(`S/${card.project}/${id}/weight`)!)).toBe(weight)
      expect(printedAt(places.get(`S/${card.project}/execution/score`)!)).toBe(scores.execution)
      expect(printedAt(places.get(`S/${card.project}/execution/rate`)!)).toBe(scores.rate)
      expect(printedAt(places.get(`S/${card.project}/total/score`)!)).toBe(scores.total)
      const total = printedAt(places.get(`S/${card.project}/money/total-initial`)!)
      expect(Money.fromFen(Math.round(Number(total) * 1_000_000))).toBe(card.money.total.initial)
    }
  })

  it("SC-49 to SC-51: keeps heads, methods, notes and the numbers of attachments", () => {
    const found = document.scorecards
    expect(found.map(({ attachment }) => attachment?.at.line ?? null)).toEqual([513, null, 575, null, 641])
    for (const { notes, heads, methods } of found) {
      expect(notes).toHaveLength(5)
      expect(notes[3]!.text).toContain("未完成原因分析")
      expect(heads.map(({ text }) => text.replace(/\s/g, ""))).toContain("偏差原因分析及改进措施")
      expect([...methods.values()].some((text) => text.includes("记满分"))).toBe(true)
    }
  })

  it("reads the two labels that lost their bracket by the weights below them, and says so", () => {
    expect(
      document.restorations.filter(({ kind }) => kind === "label").map(({ address }) => address)
    ).toEqual(["S/P4/满意度指标/label", "S/P4/满意度指标/服务对象满意度指标/label"])
  })
})
