/**
 * Nothing private is published: a year whose abstracts and file name hold names, identity and card numbers, in all
 * seven formats. The people and numbers are made here; no place of registration begins with 99.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { strFromU8, unzipSync } from "fflate"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runCommand } from "../scripts/terminal.ts"
import type { Ran } from "../scripts/terminal.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-privacy-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Weights of GB 11643 as powers of two modulo eleven. */
const identityNumber = (seventeen: string): string => {
  const sum = [...seventeen].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return `${seventeen}${"10X98765432"[sum % 11]!}`
}

const secrets = {
  name: "赵不存在",
  identity: identityNumber("99999919900230000".replace("0230", "0228")),
  card: "6299990000000000000",
  telephone: "19900000000",
  document: "支字第5501号",
  file: "工资表-钱不存在"
} as const

const row = (abstract: string, ...cells: ReadonlyArray<string>): string => [...cells, abstract, ""].join(",")

const opened = (duties: string): string =>
  `建账,100001,2024-01-01,建1,,,,,,,"${JSON.stringify({
    unitName: "示例单位",
    unitKind: "institution",
    control: "off",
    staffing: 3,
    duties,
    unitsCovered: ["示例单位"]
  }).replaceAll('"', '""')}"`

const year = (duties: string): string =>
  [
    "event_type,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,abstract,payload",
    opened(duties),
    row(
      "批复",
      "年初预算批复",
      "100001",
      "2024-01-05",
      "批1",
      "一般公共预算",
      "2080109",
      "30101",
      "基本支出",
      "800.00"
    ),
    row(
      "拨款",
      "财政拨款收入",
      "100001",
      "2024-02-01",
      "收1",
      "一般公共预算",
      "2080109",
      "",
      "基本支出",
      "800.00"
    ),
    row(
      `发放${secrets.name}（身份证${secrets.identity}，卡号${secrets.card}，电话${secrets.telephone}）工资`,
      "支付",
      "100001",
      "2024-03-01",
      secrets.document,
      "一般公共预算",
      "2080109",
      "30101",
      "基本支出",
      "800.00"
    )
  ].join("\n")

const run = (...args: ReadonlyArray<string>): Promise<Ran> => {
  const { JUESUAN_LEDGER: _, COLUMNS: __, ...env } = process.env
  return runCommand(args, { cwd: folder, env })
}

const FORMATS = "md,html,docx,xlsx,json,csv,txt"

/** The texts of a file, of each of its parts where it is a package of them. */
const textsOf = (file: string): ReadonlyArray<string> => {
  const bytes = fs.readFileSync(file)
  if (!/\.(docx|xlsx)$/.test(file)) return [file, bytes.toString("utf8")]
  return [file, ...Object.entries(unzipSync(bytes)).flatMap(([name, part]) => [name, strFromU8(part)])]
}

const filesIn = (name: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(folder, name), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, name, file))
    .filter((file) => fs.statSync(file).isFile())
    .sort()

const formatOf = (file: string): string => path.extname(file).slice(1)

/** Which formats of a folder hold a text. */
const formatsWith = (name: string, text: string): ReadonlyArray<string> => [
  ...new Set(
    filesIn(name)
      .filter((file) => textsOf(file).some((part) => part.includes(text)))
      .map(formatOf)
  )
]

const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text)

beforeAll(async () => {
  write(`${secrets.file}.csv`, year("负责示例工作。"))
  await run("import", `${secrets.file}.csv`, "--ledger", "year.db")
})

describe("given a year whose vouchers hold personal data", () => {
  it("the published set holds none of it, in any format", async () => {
    const { status } = await run("disclose", "--ledger", "year.db", "--out", "public", "--formats", FORMATS)
    expect(status).toBe(0)
    expect(filesIn("public").map(formatOf)).toEqual(expect.arrayContaining(FORMATS.split(",")))
    for (const secret of [...Object.values(secrets), ".csv:"])
      expect(formatsWith("public", secret)).toEqual([])
  })

  it("its figures lead to the events all the same: type, day, amount", () => {
    const page = fs.readFileSync(path.join(folder, "public", "disclosure.html"), "utf8")
    const [, json] = /<script type="application\/json" id="figures">(.*?)<\/script>/s.exec(page)!
    const { events, contributions, figures } = JSON.parse(json!) as {
      readonly events: ReadonlyArray<ReadonlyArray<string>>
      readonly contributions: ReadonlyArray<ReadonlyArray<readonly [number, string]>>
      readonly figures: Readonly<Record<string, readonly [string, string, string, unknown, number]>>
    }
    const behind = contributions[figures["T03/2080109/1"]![4]]!.map(([at, amount]) => [
      ...events[at]!,
      amount
    ])
    expect(behind).toEqual([["支付", "2024-03-01", "", "800.00"]])
  })

  it("with document numbers it holds those, and nothing else of a voucher", async () => {
    const { status } = await run(
      "disclose",
      "--ledger",
      "year.db",
      "--out",
      "numbers",
      "--formats",
      FORMATS,
      "--with-document-numbers"
    )
    expect(status).toBe(0)
    const { document, ...rest } = secrets
    expect(formatsWith("numbers", document)).toEqual(["html"])
    for (const secret of Object.values(rest)) expect(formatsWith("numbers", secret)).toEqual([])
  })

  it("the internal edition holds all of it in every format, and every file says that it is internal", async () => {
    const { status, stdout } = await run(
      "disclose",
      "--ledger",
      "year.db",
      "--out",
      "inside",
      "--formats",
      FORMATS,
      "--internal"
    )
    expect(status).toBe(0)
    expect(stdout).toContain("不得公开")
    for (const secret of Object.values(secrets))
      expect([...formatsWith("inside", secret)].sort()).toEqual(FORMATS.split(",").sort())
    for (const file of filesIn("inside")) {
      expect(path.basename(file)).toMatch(/^internal-/)
      expect(textsOf(file).slice(1).join("\n")).toContain("不得公开")
    }
  })

  it("every page of the internal Word file and workbook says so", () => {
    const word = unzipSync(fs.readFileSync(path.join(folder, "inside", "internal-disclosure.docx")))
    const body = strFromU8(word["word/document.xml"]!)
    const relations = strFromU8(word["word/_rels/document.xml.rels"]!)
    const sections = body.match(/<w:sectPr.*?<\/w:sectPr>/gs)!
    expect(sections.length).toBeGreaterThan(3)
    for (const section of sections) {
      const ids = [...section.matchAll(/<w:headerReference [^>]*r:id="([^"]+)"/g)].map(([, id]) => id!)
      expect(ids.length).toBeGreaterThanOrEqual(2)
      for (const id of ids) {
        const [, target] = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)!
        expect(strFromU8(word[`word/${target}`]!)).toContain("不得公开")
      }
    }
    const book = unzipSync(fs.readFileSync(path.join(folder, "inside", "internal-disclosure.xlsx")))
    const sheets = Object.entries(book).filter(([name]) => name.startsWith("xl/worksheets/sheet"))
    expect(sheets.length).toBeGreaterThan(9)
    for (const [, xml] of sheets)
      expect(strFromU8(xml)).toMatch(/<oddHeader>[^<]*不得公开[^<]*<\/oddHeader><oddFooter>[^<]*不得公开/)
    expect(strFromU8(book["xl/workbook.xml"]!)).toMatch(/<sheets><sheet name="内部版"/)
  })

  it.each([
    ["public", "inside"],
    ["internal", "public"]
  ] as const)("the %s edition refuses the folder of the other, and writes nothing", async (edition, out) => {
    const before = filesIn(out)
    const flags = edition === "internal" ? ["--internal"] : []
    const { status, stderr } = await run("disclose", "--ledger", "year.db", "--out", out, ...flags)
    expect(status).toBe(2)
    expect(stderr).toMatch(/internal edition/)
    expect(filesIn(out)).toEqual(before)
  })
})

describe("given personal data in what would be published", () => {
  const args = ["disclose", "--ledger", "duties.db", "--format", "json", "--fail-on", "never"] as const

  beforeAll(async () => {
    write("duties.csv", year(`负责示例工作，咨询电话${secrets.telephone}。`))
    await run("import", "duties.csv", "--ledger", "duties.db")
    write("named.csv", year("负责示例工作。").replaceAll("示例单位", `示例单位（${secrets.telephone}）`))
    await run("import", "named.csv", "--ledger", "named.db")
    const example = path.resolve(import.meta.dirname, "..", "examples", "yanchi-2024", "transactions.csv")
    const reason = "工资调整，工资福利支出增加"
    write(
      "reasons.csv",
      fs.readFileSync(example, "utf8").replace(reason, `${reason}，见${secrets.telephone}`)
    )
    await run("import", "reasons.csv", "--ledger", "reasons.db")
  })

  it("publication stops: the place is named, the number is not, and nothing is written", async () => {
    const { status, stdout, stderr } = await run(...args, "--out", "stopped")
    expect(status).toBe(1)
    expect(stderr).toMatch(/personal data in 1 place \(DC-2\): nothing was written/)
    expect(stdout + stderr).not.toContain(secrets.telephone)
    const { files, findings } = JSON.parse(stdout) as {
      readonly files: ReadonlyArray<unknown>
      readonly findings: { readonly findings: ReadonlyArray<Readonly<Record<string, unknown>>> }
    }
    expect(files).toEqual([])
    expect(findings.findings.filter(({ ruleId }) => ruleId === "DC-2")).toMatchObject([
      {
        severity: "block",
        message: "第一部分·一、部门职责：含手机号码 19*******00。",
        left: { address: "duties-1", raw: "19*******00" }
      }
    ])
    expect(fs.existsSync(path.join(folder, "stopped"))).toBe(false)
  })

  it.each(["text", "md", "json"])("narrative prints no %s, and names the places", async (format) => {
    const { status, stdout, stderr } = await run("narrative", "--ledger", "reasons.db", "--format", format)
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr).toMatch(/含手机号码 19\*{7}00。\n/)
    expect(stderr).toMatch(/personal data in \d+ places? \(DC-2\)/)
    expect(stderr).not.toContain(secrets.telephone)
  })

  it.each(["text", "md", "csv", "html", "xlsx", "json"])("score writes no %s", async (format) => {
    const card = {
      project: "P1",
      name: "示例项目",
      year: 2024,
      money: { total: { initial: "1", annual: "1", executed: "1" } },
      indicators: [
        {
          id: "数量-1",
          level1: "产出指标",
          level2: "数量指标",
          level3: "次数",
          kind: "quantitative",
          direction: "atLeast",
          target: "1",
          actual: "1",
          weight: "90",
          tier: null,
          awarded: null,
          deviation: `请联系${secrets.name}（${secrets.telephone}）`
        }
      ]
    }
    write("cards.json", JSON.stringify({ schema: "juesuan/scorecards/1", moneyUnit: "万元", cards: [card] }))
    const args = ["score", "cards.json", "--rules", "product-default", "--format", format] as const
    const { status, stdout, stderr } = await run(...args, "--out", "cards.out", "--lang", "en")
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr).toContain("示例项目·次数: holds a mobile number, 19*******00.")
    expect(fs.existsSync(path.join(folder, "cards.out"))).toBe(false)
  })

  it.each(["text", "md", "csv", "html", "xlsx", "json"])("tables are written as no %s", async (format) => {
    const { status, stdout, stderr } = await run(
      "tables",
      "--ledger",
      "named.db",
      "--format",
      format,
      "--out",
      "named.out"
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr).toContain("19*******00")
    expect(fs.existsSync(path.join(folder, "named.out"))).toBe(false)
  })

  it("replay writes no tables and prints none", async () => {
    const { status, stdout } = await run("replay", "named.csv", "--out", "replayed")
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(fs.existsSync(path.join(folder, "replayed"))).toBe(false)
  })

  it("the internal edition is written", async () => {
    const { status } = await run(...args, "--out", "within", "--formats", "txt", "--internal")
    expect(status).toBe(0)
    expect(formatsWith("within", secrets.telephone)).toEqual(["txt"])
  })
})
