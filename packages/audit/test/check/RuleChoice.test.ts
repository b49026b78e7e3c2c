/**
 * Which rules an audit judges by, and in which state each printed number is.
 */
import { audit, describedRules, readDocument, rulesChosen } from "@juesuan/audit"
import type { AuditOptions, AuditReport } from "@juesuan/audit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const text = `某馆2024年度部门决算

公开05表
一般公共预算财政拨款支出决算表
金额单位：元

项目\t\t本年支出合计\t基本支出\t项目支出
功能分类科目编码\t科目名称
类款项\t栏次\t1\t2\t3
\t合计\t50.00\t30.00\t20.00
207\t文化旅游体育与传媒支出\t50.00\t30.00\t20.00
20701\t文化和旅游\t50.00\t31.00\t20.00
2070104\t图书馆\t50.00\t30.00\t20.00

某项说明表
甲\t乙
12.30\t45.60
`

const judged = (options: AuditOptions = {}): AuditReport =>
  audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "馆.txt")), options)

const chosen = (choice: Parameters<typeof rulesChosen>[0]): AuditReport =>
  judged({ isWanted: Result.getOrThrow(rulesChosen(choice)) })

describe("the rules of an audit", () => {
  it("can be some, by id or by what ids begin with", () => {
    expect(chosen({ only: ["AR-05-1"] }).findings.map(({ ruleId }) => ruleId)).toEqual(["AR-05-1"])
    expect(chosen({ only: ["ar-05"] }).summary.rules).toBe(1)
    expect(chosen({ only: ["AR-N", "SR"] }).findings).toEqual([])
  })

  it("can be all but some", () => {
    const [all, rest] = [judged(), chosen({ without: ["AR-05-1"] })]
    expect(all.findings.map(({ ruleId }) => ruleId)).toEqual(["AR-05-1"])
    expect(rest.findings).toEqual([])
    expect(rest.summary.rules).toBe(all.summary.rules - 1)
  })

  it.each(["AR-0", "AR-99", "", "X"])("cannot be by the name %j, which no rule has", (name) => {
    const refused = rulesChosen({ only: ["AR-05-1", name] })
    expect(Result.isFailure(refused) && refused.failure.name).toBe(name)
  })

  it("are each chosen by their own id", () => {
    for (const { id } of describedRules())
      expect(Result.getOrThrow(rulesChosen({ only: [id] }))(id)).toBe(true)
  })
})

describe("each printed number", () => {
  it("is in one state, and of those not verified the reason is given", () => {
    const { summary, unchecked } = judged()
    expect(summary).toMatchObject({
      figures: 14,
      verified: 12,
      undetermined: 0,
      unread: 2,
      figuresChecked: 12
    })
    expect(unchecked.map(({ raw, state, reason }) => [raw, state, reason])).toEqual([
      ["12.30", "unread", "unbound"],
      ["45.60", "unread", "unbound"]
    ])
  })

  it("is undetermined where its rule was not asked", () => {
    const { summary, unchecked } = chosen({ without: ["AR-05-1"] })
    expect(summary).toMatchObject({ figures: 14, verified: 0, undetermined: 12, unread: 2 })
    expect(new Set(unchecked.map(({ reason }) => reason))).toEqual(new Set(["noRule", "unbound"]))
  })
})
