/**
 * Personal data in files: a warning names the rows and the column once, never the number, and stops nothing.
 */
import { PersonalData } from "@juesuan/domain"
import { describe, expect, it } from "vitest"
import { hasErrors, inLanguage } from "../src/index.ts"
import { bare, importRows, importing, jsonl, payment } from "./fixtures.ts"

/** Of a place that does not exist. */
const seventeen = "99999919900228000"
const identity = `${seventeen}${PersonalData.checkCharacterOf(seventeen)}`
const telephone = "19900000000"
const paidTo = (at: number, abstract: string) => ({ ...payment, doc_no: `ZF-${at}`, abstract })

describe("given files with personal data in their texts", () => {
  it("says the rows of a column and kind once, imports all of them, and never says the number", () => {
    const texts = Array.from({ length: 14 }, (_, at) => (at % 2 === 0 ? `发放${identity}` : "办公费"))
    const { events, issues } = importRows([...texts, `退${telephone}`].map((text, at) => paidTo(at, text)))
    expect(events).toHaveLength(15)
    expect(hasErrors(issues)).toBe(false)
    expect(issues.map(({ row, column, value, message }) => [row, column, value, message])).toEqual([
      [2, "abstract (11)", "99**************0X", "第 2、4、6、8、10、12、14 行含身份证号。"],
      [16, "abstract (11)", "19*******00", "第 16 行含手机号码。"]
    ])
    const said = JSON.stringify(issues.map((issue) => [issue, inLanguage(issue, "en")]))
    expect(said).not.toContain(identity)
    expect(said).not.toContain(telephone)
  })

  it("names ten rows and counts the others", () => {
    const { issues } = importRows(Array.from({ length: 12 }, (_, at) => paidTo(at, identity)))
    expect(issues.map(({ message }) => message)).toEqual([
      "第 2、3、4、5、6、7、8、9、10、11 等 12 行含身份证号。"
    ])
  })

  it.each([
    ["reason", bare("ExplanationGiven", { subject: "N/4", reason: `联系${telephone}` }), "reason"],
    [
      "payload",
      bare("ExplanationGiven", { subject: "N/4", payload: JSON.stringify({ text: `联系${telephone}` }) }),
      "payload"
    ],
    [
      "payload with escapes",
      bare("ExplanationGiven", {
        subject: "N/4",
        payload: `{"text":"${[...`联系${telephone}`].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"}`
      }),
      "payload"
    ],
    ["doc_no", { ...payment, doc_no: `付张三${telephone}` }, "doc_no"]
  ])("looks into %s", (_, row, column) => {
    expect(importRows([row]).issues.map(({ problem, column: at }) => [problem, at.split(" ")[0]])).toEqual([
      ["PersonalData", column]
    ])
  })

  it("looks into lines of JSON, by name and in an envelope", () => {
    const envelope = JSON.stringify({
      streamId: "unit/219011/2024",
      occurredOn: "2024-03-05",
      documentNo: "说-1",
      type: "ExplanationGiven",
      payload: { subject: "N/4", text: `联系${telephone}` }
    })
    const { issues } = importing({ "明细.jsonl": `${jsonl([paidTo(1, `联系${telephone}`)])}${envelope}\n` })
    expect(issues.map(({ problem, row }) => [problem, row])).toEqual([
      ["PersonalData", 1],
      ["PersonalData", 2]
    ])
  })

  it("takes no amount of last year's figures for a number of a person", () => {
    const figures = [{ address: "T01/57/2", amount: 13_800_138_000 }]
    const row = bare("ComparativesImported", { payload: JSON.stringify({ figures }) })
    expect(importRows([row]).issues).toEqual([])
  })
})
