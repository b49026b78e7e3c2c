/**
 * What `verify` says in both languages: the same findings and exit codes, and no reason is left in English.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { beforeAll, describe, expect, it } from "vitest"
import { reasonIn } from "../src/IntegrityWords.ts"
import { commandIn } from "./command.ts"

const { folder, env, run } = commandIn("verify-words", { LC_ALL: "C.UTF-8" })
const { run: runInChinese } = commandIn("verify-words-zh", { LC_ALL: "zh_CN.UTF-8" })
const ledger = path.join(folder, "year.db")
const sources = path.join(import.meta.dirname, "..", "..", "store-sqlite", "src")

const profile = JSON.stringify({
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  staffing: 3,
  unitsCovered: ["示例单位"]
}).replaceAll('"', '""')

beforeAll(async () => {
  const rows = [
    "event_type,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,payload",
    `建账,100001,2024-01-02,建-1,,,,,,"${profile}"`,
    "支付,100001,2024-02-01,付-1,一般公共预算,2080109,30201,基本支出,12.00,",
    "支付,100001,2024-03-01,付-2,一般公共预算,2080109,30201,基本支出,34.00,"
  ]
  fs.writeFileSync(path.join(folder, "year.csv"), rows.join("\n"))
  const { status } = await run("import", "year.csv", "--ledger", ledger)
  expect(status).toBe(0)
})

/** A copy with something done to it by SQL. */
const altered = (sql: string): string => {
  const file = path.join(folder, `altered-${Math.random()}.db`)
  fs.copyFileSync(ledger, file)
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
  database.close()
  return file
}

describe("a sound ledger", () => {
  it("is intact in the language that is asked for", async () => {
    const zh = await run("verify", "--ledger", ledger, "--lang", "zh")
    expect(zh.status).toBe(0)
    expect(zh.stdout).toMatch(/^1 个事件流，3 个事件\n账本摘要 [0-9a-f]{64}\n账本完好：/)
    expect(zh.stderr).toMatch(/^未用 --digest 时/)
    const en = await run("verify", "--ledger", ledger, "--lang", "en")
    expect(en.stdout).toMatch(/^3 events in 1 streams\ndigest [0-9a-f]{64}\nintact: /)
    expect(en.stderr).toMatch(/^Without --digest/)
  })

  it("is intact in the language of the locale where none is asked for", async () => {
    expect((await runInChinese("verify", "--ledger", ledger)).stdout).toContain("账本完好")
    expect((await run("verify", "--ledger", ledger)).stdout).toContain("intact")
    expect((await runInChinese("verify", "--ledger", ledger, "--lang", "en")).stdout).toContain("intact")
    expect(env["LC_ALL"]).toBe("C.UTF-8")
  })

  it("is the same JSON in both", async () => {
    const texts = await Promise.resolve(["zh", "en"]).then(async (all) => {
      const said: Array<string> = []
      for (const one of all)
        said.push((await run("verify", "--ledger", ledger, "--format", "json", "--lang", one)).stdout)
      return said
    })
    expect(texts[0]).toBe(texts[1])
    expect(JSON.parse(texts[0]!)).toMatchObject({ events: 3, streams: 1, breaks: [], ok: true })
  })

  it("has another digest than one that is not its own", async () => {
    const { status, stdout, stderr } = await run(
      "verify",
      "--ledger",
      ledger,
      "--digest",
      "0".repeat(64),
      "--lang",
      "zh"
    )
    expect(status).toBe(4)
    expect(stdout).toContain(`已改动  账本摘要不是 ${"0".repeat(64)}`)
    expect(stderr).toMatch(/^账本已不是当初记入的内容。/)
  })
})

describe("a ledger that was altered", () => {
  it.each([
    ["an event", "UPDATE event SET document_no = 'x' WHERE position = 2", "哈希值与所存事件不符"],
    ["an event lost", "DELETE FROM event WHERE position = 2", "缺少位置 2"],
    ["a posting", "UPDATE posting SET amount = amount + 1", "所存记账分录与事件不符"],
    ["a cell's sum", "UPDATE cell SET amount = amount + 1", "汇总格 1"],
    ["a segment", "UPDATE segment SET amounts = zeroblob(length(amounts))", "分录段"],
    ["a stream's sums", "UPDATE stream_sum SET amount = amount + 1", "100001/2024"],
    ["a stream's tree", `UPDATE stream_sum SET peaks = '${"0".repeat(64)}'`, "100001/2024"],
    ["the ledger's sums", "UPDATE ledger_sum SET cells = 7", "账本"],
    [
      "a trigger",
      "CREATE TRIGGER t AFTER INSERT ON posting BEGIN DELETE FROM posting; END",
      "触发器 t 不属于账本"
    ],
    ["an index", "DROP INDEX event_fact", "缺少索引 event_fact"],
    ["a column of another type", "UPDATE event SET posts = 'x' WHERE position = 2", ""],
    ["postings of the future", "UPDATE meta SET value = 99 WHERE name = 'postings'", "记账分录是第 99 版"]
  ])("says in Chinese what: %s", async (_, sql, named) => {
    const file = altered(sql)
    const zh = await run("verify", "--ledger", file, "--lang", "zh")
    const en = await run("verify", "--ledger", file, "--lang", "en")
    expect([zh.status, en.status]).toEqual([4, 4])
    const broken = zh.stdout.split("\n").filter((line) => line.startsWith("已改动"))
    expect(broken.join("\n")).toContain(named)
    expect(broken).toHaveLength(en.stdout.split("\n").filter((line) => line.startsWith("BROKEN")).length)
    for (const line of broken) expect(line).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
  })
})

describe("a ledger of a release that did not check events", () => {
  it("says in Chinese what was wrong with them", async () => {
    const fixture = path.join(sources, "..", "test", "fixtures-invalid", "invalid-0.1.0.ledger")
    const file = path.join(folder, "invalid.db")
    fs.copyFileSync(fixture, file)
    const { status, stdout, stderr } = await run("verify", "--ledger", file, "--lang", "zh")
    expect(status).toBe(1)
    const invalid = stdout.split("\n").filter((line) => line.startsWith("不合格"))
    expect(invalid).toHaveLength(14)
    expect(invalid.join("\n")).toContain(
      "a.csv:6：自写入以来未变，但写入时即不合格：DisbursementPaid 的 amount 为 -10000，应为大于 0、以分为单位的整数"
    )
    expect(invalid.filter((line) => /Write|lone|[a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(line))).toEqual([])
    expect(stderr).toMatch(/^账本与当初记入的一致；/)
  })
})

describe("every reason that the SQLite store gives when it verifies", () => {
  const reasons = ["Seal.ts", "Heads.ts", "Cells.ts", "Segments.ts"].flatMap((name) =>
    [...fs.readFileSync(path.join(sources, name), "utf8").matchAll(/new Damaged\(\s*(["`])(.*?)\1/gs)].map(
      ([, , text]) => text!.replaceAll(/\$\{[^}]*\}/g, "7")
    )
  )
  it("is among them", () => expect(reasons.length).toBeGreaterThan(8))
  it.each(reasons.filter((reason) => !reason.includes("do not come to")))(
    "is said in Chinese: %s",
    (reason) => {
      expect(reasonIn("zh", reason)).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
      expect(reasonIn("en", reason)).toBe(reason)
    }
  )
})
