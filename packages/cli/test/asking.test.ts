/**
 * Questions, answered by a list of lines instead of a person.
 */
import { describe, expect, it } from "vitest"
import { confirm } from "../src/Ask.ts"
import type { Asker } from "../src/Ask.ts"
import { entryAsked } from "../src/commands/add.ts"
import { answersFor } from "../src/commands/init.ts"

/** Answers with lines in order, and keeps what it was asked and told. */
const answering = (...lines: ReadonlyArray<string>) => {
  const prompts: Array<string> = []
  const told: Array<string> = []
  const rest = [...lines]
  const asker: Asker = {
    isThere: true,
    line: (prompt) => {
      prompts.push(prompt)
      return rest.shift()
    },
    tell: (text) => void told.push(text)
  }
  return { asker, prompts, told }
}

const nobody: Asker = { isThere: false, line: () => undefined, tell: () => undefined }

describe("init", () => {
  it("asks for what is not given, and again for what cannot be read", () => {
    const { asker, prompts, told } = answering(
      "360 002",
      "360002",
      "",
      "某县农技站",
      "24",
      "2024",
      "参公",
      "3",
      "12",
      "",
      ""
    )
    const read = answersFor({ ledger: "a.db" }, asker, "zh", 2025)
    expect(read).toEqual({
      answers: {
        ledger: "a.db",
        unit: "360002",
        name: "某县农技站",
        year: "2024",
        kind: "institution",
        staffing: "12",
        department: "",
        control: "strict"
      }
    })
    expect(told).toEqual([
      "请写 1 至 21 位字母、数字、_ 或 -，例如 219011。",
      "请填写。",
      "请写四位年份，例如 2024。",
      "可选：行政单位、参照公务员法管理的事业单位、事业单位。"
    ])
    expect(prompts[0]).toBe("单位代码：")
    expect(prompts[4]).toBe("预算年度［2025］：")
  })

  it("asks in English", () => {
    const { asker, prompts } = answering("360002", "A unit", "2024", "institution", "12", "", "")
    expect(answersFor({ ledger: "a.db" }, asker, "en", 2024)).toHaveProperty("answers")
    expect(prompts.join("")).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it("says what is missing where nobody answers", () => {
    expect(answersFor({ ledger: "a.db", unit: "360002", year: "20x4" }, nobody, "en", 2024)).toEqual({
      missing: ["name", "kind", "staffing"],
      faults: ["--year 20x4: Write a year of four digits, such as 2024."]
    })
  })
})

describe("add", () => {
  it("asks for the columns of the kind of entry, in order, by number or by word", () => {
    const { asker, prompts } = answering(
      "1",
      "2024-04-01",
      "记-9",
      "1",
      "2130106",
      "30202",
      "基本支出",
      "",
      "",
      "12.50",
      "印刷"
    )
    expect(entryAsked({}, asker, "zh")).toEqual({
      event_type: "支付",
      vou_date: "2024-04-01",
      doc_no: "记-9",
      fund_type: "一般公共预算",
      exp_func_code: "2130106",
      dep_bgt_eco_code: "30202",
      nature: "基本支出",
      amount: "12.50",
      abstract: "印刷"
    })
    expect(prompts.slice(1, 3)).toEqual(["凭证日期：", "凭证号："])
    expect(prompts.at(-1)).toBe("摘要（没有可直接回车）：")
  })

  it("asks for the document that a return corrects", () => {
    const { asker, prompts } = answering("退款", "2024-04-01", "退-1", "记-9")
    expect(entryAsked({}, asker, "zh")).toBeUndefined()
    expect(prompts[3]).toBe("原凭证号：")
  })

  it("asks for nothing that is given", () => {
    expect(entryAsked({ event_type: "支付", amount: "1.00" }, nobody, "zh")).toEqual({
      event_type: "支付",
      amount: "1.00"
    })
  })
})

describe("a question of yes or no", () => {
  it.each([
    ["是", true],
    ["y", true],
    ["YES", true],
    ["", false],
    ["否", false],
    ["好", false]
  ])("takes %j as %j", (line, agreed) => {
    expect(confirm(answering(line).asker, "记入账簿吗", "Record it", "zh")).toBe(agreed)
  })
  it("takes the end of input as no", () =>
    expect(confirm(answering().asker, "记入账簿吗", "Record it", "zh")).toBe(false))
})
