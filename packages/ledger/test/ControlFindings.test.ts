/**
 * What `check` says of budget control: every rule passing and failing, in both languages.
 */
import { controlFindings, controlRules, make } from "@juesuan/ledger"
import { Money } from "@juesuan/domain"
import type { ControlPolicy } from "@juesuan/domain"
import type { Event, Line } from "@juesuan/ledger"
import { Arbitrary, given } from "@juesuan/testing"
import { describe, expect, it } from "vitest"

const line: Line = {
  fund: "generalPublic",
  function: "2080109",
  economic: "30201",
  nature: "basic",
  project: ""
}
const open = (control: ControlPolicy): Event => Arbitrary.opened("institution", control)
const policy = (control: ControlPolicy, reason = "年底"): Event =>
  make("ControlPolicyChanged", { control, reason })
const issued = (amount: number): Event =>
  make("BudgetSupplemented", { line, amount: Money.fromFen(amount), abstract: "" })
const funded = (amount: number): Event =>
  make("AppropriationReceived", {
    fund: "generalPublic",
    function: "2080109",
    nature: "basic",
    project: "",
    amount: Money.fromFen(amount),
    abstract: ""
  })
const pay = (amount: number): Event =>
  make("DisbursementPaid", { line, amount: Money.fromFen(amount), abstract: "" })
const found = (...history: ReadonlyArray<Event>) =>
  controlFindings(given(...history).state).map(({ ruleId, severity, difference }) => [
    ruleId,
    severity,
    difference
  ])

describe("budget control", () => {
  it.each([
    ["BC-1", [open("warn"), funded(100), pay(70)], [["BC-1", "explain", "0.70"]]],
    ["BC-2", [open("warn"), issued(50), funded(100), pay(70)], [["BC-2", "explain", "0.20"]]],
    ["BC-3", [open("warn"), issued(100), funded(50), pay(70)], [["BC-3", "explain", "0.20"]]],
    ["BC-2 as a hint", [open("off"), issued(50), funded(100), pay(70)], [["BC-2", "hint", "0.20"]]],
    [
      "BC-4",
      [open("strict"), issued(50), funded(100), policy("warn"), pay(70), policy("strict")],
      [["BC-4", "block", "0.20"]]
    ],
    [
      "BC-4 once for all overruns of a period",
      [open("warn"), policy("off"), pay(70)],
      [["BC-4", "block", "1.40"]]
    ]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<Event>, unknown]>)(
    "finds %s",
    (_, history, expected) => {
      expect(found(...history)).toEqual(expected)
    }
  )

  it.each([
    ["BC-1, BC-2, BC-3", [open("warn"), issued(70), funded(70), pay(70)]],
    ["BC-4, for control tightened", [open("off"), issued(70), funded(70), policy("strict"), pay(70)]],
    [
      "BC-4, for control relaxed without an overrun",
      [open("strict"), issued(70), funded(70), policy("off"), pay(70)]
    ]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<Event>]>)(
    "finds nothing where there is none: %s",
    (_, history) => {
      expect(found(...history)).toEqual([])
    }
  )

  it("says that later quota made an overrun good, and that it stays one", () => {
    const { state } = given(open("warn"), issued(50), funded(100), pay(70), issued(20))
    const [finding] = controlFindings(state)
    expect(finding?.leads).toEqual([{ kind: "made-good", text: "以后的追加、收入或退款已补足。" }])
    expect(finding?.right?.value).toBe("0.00")
  })

  it("speaks English as well, and names the policy, its event and its reason", () => {
    const { state } = given(open("strict"), issued(50), funded(100), policy("off", "year-end"), pay(70))
    const [finding] = controlFindings(state, "en")
    expect(finding).toMatchObject({
      title: "Control is not relaxed to let an overrun pass",
      message:
        'Control was relaxed to off on 2024-06-01 (E4, "year-end"), and still is; ' +
        "in that time 1 overruns by 0.20 元 were made.",
      basis: controlRules["BC-4"].basis.en
    })
    expect(JSON.stringify(controlFindings(state, "en"))).not.toMatch(/undefined/)
  })
})
