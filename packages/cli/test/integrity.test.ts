/**
 * A ledger that does not come to what was appended prints no table; two ledgers are compared event by event.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { beforeAll, describe, expect, it } from "vitest"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("integrity", { SOURCE_DATE_EPOCH: "1737331200" })
const year = [
  "event_type,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,abstract,payload",
  `建账,100001,2024-01-01,KZ-1,,,,,,,"{""unitName"":""示例单位"",""unitKind"":""institution"",""control"":""off"",` +
    `""staffing"":3,""unitsCovered"":[""示例单位""]}"`,
  "财政拨款收入,100001,2024-02-01,SR-1,一般公共预算,2080109,,基本支出,1000.00,拨款,",
  "支付,100001,2024-03-01,ZF-1,一般公共预算,2080109,30201,基本支出,300.00,办公费,",
  "支付,100001,2024-04-01,ZF-2,一般公共预算,2080109,30201,基本支出,200.00,办公费,"
]

beforeAll(async () => {
  fs.writeFileSync(path.join(folder, "year.csv"), year.join("\n"))
  fs.writeFileSync(path.join(folder, "other.csv"), year.join("\n").replace("300.00", "310.00"))
  expect((await run("import", "year.csv", "--ledger", "year.db")).status).toBe(0)
  expect((await run("import", "other.csv", "--ledger", "other.db")).status).toBe(0)
})

/** A copy of the ledger with something done to it behind its back. */
const damaged = (name: string, sql: string): string => {
  const file = path.join(folder, name)
  fs.copyFileSync(path.join(folder, "year.db"), file)
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
  database.close()
  return name
}

describe("a ledger whose postings are not what its events came to", () => {
  const file = (name: string) => damaged(name, "UPDATE segment SET amounts = zeroblob(length(amounts))")

  it.each([["tables"], ["check"], ["explain", "T03/2080109/1"], ["tables", "--format", "json"]])(
    "prints nothing: %s %s",
    async (...args) => {
      const { status, stdout, stderr } = await run(...args, "--ledger", file("columns.db"))
      expect([status, stdout]).toEqual([4, ""])
      expect(stderr).toContain("`verify` says what is wrong")
    }
  )

  it("is named by verify with exit 4", async () => {
    const { status, stdout } = await run("verify", "--ledger", file("verified.db"))
    expect(status).toBe(4)
    expect(stdout).toContain("BROKEN")
  })
})

describe("a ledger whose cells were given other names", () => {
  // The sums over all cells are those of the events still.
  const file = (name: string) =>
    damaged(name, "UPDATE cell SET nature = 'operating' WHERE measure = 'expenditure'")

  it.each([
    ["tables"],
    ["check"],
    ["explain", "T03/2080109/1"],
    ["tables", "--format", "json"],
    ["diff", "now", "now"]
  ])("prints nothing: %s %s", async (...args) => {
    const { status, stdout, stderr } = await run(...args, "--ledger", file("cells.db"))
    expect([status, stdout]).toEqual([4, ""])
    expect(stderr).toContain("is not as it was written. `verify` says what is wrong")
  })

  it("is named by verify with exit 4", async () => {
    expect((await run("verify", "--ledger", file("cells-verified.db"))).status).toBe(4)
  })
})

describe("a ledger with an event changed", () => {
  it("is named with the event, the file and the row it came from", async () => {
    const file = damaged(
      "event.db",
      `UPDATE event SET body = replace(body, '30000', '30001') WHERE position = 3`
    )
    const { status, stdout } = await run("verify", "--ledger", file)
    expect(status).toBe(4)
    expect(stdout).toContain(
      "BROKEN  unit/100001/2024, position 3, version 3, event 100001/2024/ZF-1#1, from year.csv:4: " +
        "the hash does not fit the event as stored"
    )
  })
})

describe("two ledgers", () => {
  it("differ in the cells that an event of one and of the other makes differ", async () => {
    const { status, stdout } = await run("diff", "year.db", "other.db", "--format", "json", "--exit-code")
    expect(status).toBe(1)
    const { cells } = JSON.parse(stdout) as {
      readonly cells: ReadonlyArray<{
        readonly address: string
        readonly difference: string
        readonly events: ReadonlyArray<{ readonly side: string; readonly amount: string }>
      }>
    }
    const cell = cells.find(({ address }) => address === "T03/2080109/1")!
    expect(cell.difference).toBe("10.00")
    expect(cell.events.map(({ side, amount }) => [side, amount])).toEqual([
      ["a", "-300.00"],
      ["b", "310.00"]
    ])
  })

  it("that hold the same do not differ", async () => {
    expect((await run("diff", "year.db", "year.db", "--exit-code")).status).toBe(0)
  })
})

describe("an adjustment after the close without a reason", () => {
  it.each(["", " \u3000"])("is refused, and the closed year stays provable: %j", async (reason) => {
    const ledger = `closed-${reason.length}.db`
    fs.copyFileSync(path.join(folder, "year.db"), path.join(folder, ledger))
    expect((await run("close", "--ledger", ledger)).status).toBe(0)
    const rows = [year[0]!, "支付,100001,2024-12-31,ZF-3,一般公共预算,2080109,30201,基本支出,1.00,办公费,"]
    fs.writeFileSync(path.join(folder, "late.csv"), rows.join("\n"))
    const before = await run("verify", "--ledger", ledger)
    const { status, stdout, stderr } = await run(
      "import",
      "late.csv",
      "--after-close",
      reason,
      "--ledger",
      ledger
    )
    expect([status, stdout]).toEqual([3, ""])
    expect(stderr).toMatch(/reason/)
    expect(await run("verify", "--ledger", ledger)).toEqual(before)
    expect(before.status).toBe(0)
  })
})
