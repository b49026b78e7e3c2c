/**
 * Two time axes: what was known at a moment can be printed again, all nine tables of it, whatever was recorded since.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import type { TablesJson } from "@juesuan/year"
import { runCommand } from "../../../scripts/terminal.ts"
import { commandIn } from "./command.ts"

const { folder, env } = commandIn("editions")
const root = path.join(import.meta.dirname, "..", "..", "..")

const run = async (moment: string, ...args: ReadonlyArray<string>): Promise<string> => {
  const { status, stdout, stderr } = await runCommand([...args, "--ledger", "year.db"], {
    cwd: folder,
    env: { ...env, SOURCE_DATE_EPOCH: String(Date.parse(moment) / 1000) }
  })
  expect([status, status === 0 ? "" : stderr]).toEqual([0, ""])
  return stdout
}

/** The tables alone: the digest says what the ledger holds now. */
const tables = async (...args: ReadonlyArray<string>): Promise<TablesJson["tables"]> =>
  (JSON.parse(await run("2025-06-01T00:00:00Z", "tables", "--format", "json", ...args)) as TablesJson).tables

const later = [
  "event_type,agency_code,vou_date,doc_no,ref_doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,abstract",
  "退款,219011,2024-12-30,退-1,支付-0729-加油10,,,,,82.90,加油退款",
  "支付,219011,2024-03-05,补-1,,一般公共预算,2080109,30201,基本支出,10.00,补记三月"
].join("\n")

/** The example year, recorded in three parts and corrected in a fourth, months apart. */
const moments = [
  "2024-07-01T08:00:00.000Z",
  "2024-12-31T08:00:00.000Z",
  "2025-01-20T08:00:00.000Z",
  "2025-03-01T08:00:00.000Z"
] as const
const printed: Array<TablesJson["tables"]> = []

beforeAll(async () => {
  const example = path.join(root, "examples", "yanchi-2024", "transactions.csv")
  const [header, ...rows] = fs.readFileSync(example, "utf8").trimEnd().split("\n")
  const part = Math.ceil(rows.length / 3)
  for (const [index, moment] of moments.entries()) {
    const file = `part-${index}.csv`
    const own = [header, ...rows.slice(index * part, (index + 1) * part)].join("\n")
    fs.writeFileSync(path.join(folder, file), index < 3 ? own : later)
    await run(moment, "import", file, ...(index === 3 ? ["--control", "off"] : []))
    printed.push(await tables())
  }
}, 120_000)

describe("an earlier edition", () => {
  it.each(moments.map((moment, index) => [moment, index] as const))(
    "known at %s is printed again, all nine tables",
    async (moment, index) => {
      const again = await tables("--known-at", moment)
      expect(again).toHaveLength(9)
      expect(again).toEqual(printed[index])
    }
  )

  it("is another one each time", () => {
    expect(new Set(printed.map((edition) => JSON.stringify(edition))).size).toBe(moments.length)
  })

  it("as of a date shows what was entered late for an earlier day, as of a date known before does not", async () => {
    const march = async (...args: ReadonlyArray<string>): Promise<string> =>
      (await tables("--as-of", "2024-03-31", ...args))
        .find(({ key }) => key === "T03")!
        .rows.find(({ key }) => key === "2080109")!.cells["1"]!
    const [now, before] = [await march(), await march("--known-at", moments[2])]
    expect((Number(now) - Number(before)).toFixed(2)).toBe("10.00")
  })
})

interface DiffJson {
  readonly cells: ReadonlyArray<{
    readonly address: string
    readonly difference: string
    readonly events: ReadonlyArray<{ readonly documentNo: string; readonly amount: string }>
  }>
}

describe("the difference of two editions", () => {
  it("is made of the events recorded in between, and they sum to it", async () => {
    const diff = async (a: string, b: string): Promise<DiffJson["cells"]> =>
      (JSON.parse(await run("2025-06-01T00:00:00Z", "diff", a, b, "--format", "json")) as DiffJson).cells
    const cells = await diff(`known-at=${moments[2]}`, `known-at=${moments[3]}`)
    expect(new Set(cells.flatMap(({ events }) => events.map(({ documentNo }) => documentNo)))).toEqual(
      new Set(["退-1", "补-1"])
    )
    for (const { difference, events } of cells) {
      const fen = events.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
      expect(fen).toBe(Math.round(Number(difference) * 100))
    }
    const changed = (edition: TablesJson["tables"]) =>
      new Map(
        edition.flatMap(({ key, rows }) =>
          rows.flatMap((row) =>
            Object.entries(row.cells).map(([column, amount]) => [`${key}/${row.key}/${column}`, amount])
          )
        )
      )
    const [before, after] = [changed(printed[2]!), changed(printed[3]!)]
    const differing = [...after].filter(([address, amount]) => (before.get(address) ?? "0.00") !== amount)
    expect(cells.map(({ address }) => address).toSorted()).toEqual(
      differing.map(([address]) => address).toSorted()
    )
    expect(differing.length).toBeGreaterThan(10)
  })
})
