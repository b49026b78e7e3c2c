/**
 * Reports of an audit: SARIF, baseline, table and page say what the findings say, and no text of a document acts.
 */
import {
  findingsDocument,
  findingsTable,
  placeText,
  readBaseline,
  renderAuditPage,
  toSarif,
  withoutBaseline
} from "@juesuan/audit"
import type { ReadDocument } from "@juesuan/audit"
import { tablesOf } from "@juesuan/disclosure"
import type { Finding, FindingsReport } from "@juesuan/domain"
import * as Result from "effect/Result"
import type { Log } from "sarif"
import { describe, expect, it } from "vitest"

const finding = (fingerprint: string, more: Partial<Finding> = {}): Finding => ({
  ruleId: "AR-N-03",
  outcome: "fail",
  severity: "block",
  title: "增长率",
  message: "增长率与增加额不符",
  left: {
    address: "N/4/rate",
    label: "§四 增长",
    raw: "13.84%",
    value: "13.84",
    unit: "%",
    at: { file: "决算 公开.txt", line: 3, column: 5 }
  },
  right: {
    address: "T04/total/1",
    label: "公开04表 总计",
    raw: null,
    value: "13.75",
    unit: "%",
    at: { file: "表.xlsx", sheet: "04", column: "C5" }
  },
  difference: "0.09",
  allowed: ["-0.005", "0.005"],
  leads: [{ kind: "other-base", text: "等于本年支出的增长率" }],
  basis: "算术",
  suggestion: "请核对",
  fingerprint,
  ...more
})

const report = (findings: ReadonlyArray<Finding>): FindingsReport => ({
  schema: "juesuan/findings/1",
  summary: {
    rules: 5,
    figures: 10,
    verified: 7,
    undetermined: 1,
    unread: 2,
    figuresChecked: 8,
    pass: 4,
    fail: 1,
    unreadable: 0,
    notApplicable: 0,
    error: 0
  },
  findings
})

describe("a SARIF log", () => {
  const log: Log = toSarif(
    report([
      finding("a"),
      finding("b", { severity: "explain", ruleId: "AR-N-01", left: null, right: null }),
      finding("c", { severity: "hint", outcome: "unreadable" })
    ]),
    "0.1.0"
  ) as Log

  it("has one result a finding, with level, place, related place and fingerprint", () => {
    const results = log.runs[0]!.results!
    expect(results.map(({ level, kind }) => [level, kind])).toEqual([
      ["error", "fail"],
      ["warning", "fail"],
      ["none", "review"]
    ])
    const [first, second] = results
    expect(first!.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "%E5%86%B3%E7%AE%97%20%E5%85%AC%E5%BC%80.txt" },
      region: { startLine: 3, startColumn: 5 }
    })
    expect(
      first!.relatedLocations![0]!.logicalLocations!.map((one) => one.fullyQualifiedName ?? one.name)
    ).toEqual(["T04/total/1", "04!C5"])
    expect(first!.partialFingerprints).toEqual({ "juesuan/1": "a" })
    expect(second!.locations).toEqual([])
  })

  it("lists each rule once, and results point at their own", () => {
    const { driver } = log.runs[0]!.tool
    expect(driver.rules!.map(({ id }) => id)).toEqual(["AR-N-01", "AR-N-03"])
    for (const result of log.runs[0]!.results!)
      expect(driver.rules![result.ruleIndex!]!.id).toBe(result.ruleId)
  })
})

describe("a baseline", () => {
  it("takes out what it knows, keeps the summary, and tells what is gone", () => {
    const earlier = Result.getOrThrow(readBaseline(JSON.stringify(report([finding("a"), finding("old")]))))
    const compared = withoutBaseline(report([finding("a"), finding("b")]), earlier)
    expect(compared.report.findings.map(({ fingerprint }) => fingerprint)).toEqual(["b"])
    expect(compared.report.summary.rules).toBe(5)
    expect(compared.known.map(({ fingerprint }) => fingerprint)).toEqual(["a"])
    expect(compared.gone).toEqual(["old"])
  })

  it.each([
    ["no JSON", "{"],
    ["another schema", `{"schema":"x","findings":[]}`],
    ["no list", `{"schema":"juesuan/findings/1","findings":{}}`],
    ["a finding without a fingerprint", `{"schema":"juesuan/findings/1","findings":[{}]}`],
    ["nothing", "null"]
  ])("is refused when it is %s", (_, text) => {
    const read = readBaseline(text)
    expect(Result.isFailure(read) && read.failure.message).toContain("--format json")
  })
})

describe("the table of findings", () => {
  it("has a row a finding, with both places", () => {
    const table = findingsTable(report([finding("a"), finding("b", { right: null, allowed: null })]), {
      unitName: "示例单位"
    })
    expect(table.body.map((cells) => cells.length)).toEqual([table.width, table.width])
    const row = table.body[0]!.map(({ text }) => text)
    expect(row.slice(0, 4)).toEqual(["1", "必须修改", "不成立", "AR-N-03"])
    expect(row).toContain("决算 公开.txt:3:5")
    expect(row).toContain("表.xlsx 04!C5")
    expect(row).toContain("-0.005 … 0.005")
    expect(tablesOf(findingsDocument([table], { title: "审核", generator: "x" }))).toEqual([table])
  })

  it("says where something stands as far as is known", () => {
    expect(placeText(null)).toBe("")
    expect(placeText({ file: "a.txt", line: 7 })).toBe("a.txt:7")
    expect(placeText({ file: "a.docx", line: 7, column: "表3 R5C2" })).toBe("a.docx:7:表3 R5C2")
  })
})

describe("the page", () => {
  const at = { file: "决算 公开.txt", line: 3, column: 1 }
  const read: ReadDocument = {
    file: "决算 公开.txt",
    format: "text",
    problems: [],
    blocks: [
      {
        kind: "paragraph",
        text: "增长 13.84%，<script>alert(1)</script>",
        places: [{ offset: 0, at: { ...at, column: 2 } }]
      },
      {
        kind: "grid",
        at,
        rows: [
          [{ text: "=1+1<img src=x>", at: { file: "表.xlsx", sheet: "04", column: "C5" }, columnSpan: 2 }]
        ]
      }
    ]
  }
  const page = renderAuditPage(read, report([finding("a", { message: "<b>" })]), '审核 "<x>"')

  it("marks both places of a finding, and links finding and place both ways", () => {
    expect(page).toContain(`增长 <mark class="block">13.84%</mark><a class="n" id="p1l" href="#f1">1</a>，`)
    expect(page).toContain(
      `<td colspan="2"><mark class="block">=1+1&lt;img src=x&gt;</mark><a class="n" id="p1r"`
    )
    expect(page).toContain(`<article id="f1" class="block">`)
    expect(page).toContain(`href="#p1l"`)
  })

  it("is inert: no text of a document becomes an element, and there is no script", () => {
    expect(page).not.toMatch(/<script|<img|<b><|<x>/)
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
    expect(page).toContain("default-src 'none'")
  })

  it("says so when nothing was found", () => {
    expect(renderAuditPage(read, report([]), "x")).toContain("没有发现。")
  })
})
