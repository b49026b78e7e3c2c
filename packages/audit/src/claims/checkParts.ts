/**
 * Parts and wholes that only sentences print: contracts of reserved and of other procurement (AR-N-13), and the change
 * of a total against that of the expenditure in it (AR-N-16).
 */
import { findingOf } from "../check/Finding.ts"
import type { AmountClaim, ChangeClaim } from "./Claim.ts"
import { cellAt, claimsIn, say } from "./Context.ts"
import type { ClaimContext, Collector } from "./Context.ts"
import type { IsNamed } from "./checkSums.ts"
import { middle, minus, negated, plus, sumOf, zero } from "./Exact.ts"
import { agreeLoosely, exactly, quantityOf } from "./Judge.ts"
import type { Quantity } from "./Judge.ts"
import {
  changeAddress,
  expectedOperand,
  gapOf,
  inUnitOf,
  narrativeAddress,
  operandOf,
  operandOfAmount,
  rawOf,
  touch,
  wordOperand,
  yuan
} from "./Operands.ts"
import { isDoubtful } from "./Quantities.ts"
import type { claimRules } from "./rules.ts"

type Rules = typeof claimRules

/** The clause of a sentence that a number ends. */
const clauseBefore = ({ amount, where }: AmountClaim): string =>
  /[^。；;]*$/.exec(where.paragraph.text.slice(0, amount.offset))![0]

/** Contracts under procurement that is reserved for smaller enterprises, and under all other. */
const RESERVED = /面向中小企业预留的?(?:政府采购)?项目(?:中|里).*(?:中标|成交).*金额/
const OTHERS = /(?:其他|其它|非预留)的?(?:政府采购)?项目(?:中|里).*(?:中标|成交).*金额/

/** AR-N-13: contracts under reserved and under other procurement are together no more than all procurement. */
export const checkProcurement = (
  context: ClaimContext,
  rule: Rules["AR-N-13"],
  out: Collector,
  isNamed: IsNamed
): void => {
  const amounts = claimsIn(context, "amount").filter(
    ({ where, role }) => where.topic === "procurement" && role === "outturn"
  )
  const whole = amounts.find(({ subject }) => subject.address === "N/10.2/total")
  const parts = [RESERVED, OTHERS].flatMap(
    (clause) => amounts.find((amount) => amount !== whole && clause.test(clauseBefore(amount))) ?? []
  )
  if (whole === undefined || parts.length < 2 || parts[0] === parts[1]) return
  for (const { amount } of [whole, ...parts]) out.touched.push(touch(amount))
  const quantities = parts.map(({ amount }) => quantityOf(amount))
  const sum: Quantity = {
    narrow: sumOf(quantities.map(({ narrow }) => narrow)),
    loose: sumOf(quantities.map(({ loose }) => loose))
  }
  const isWithin = sum.loose.low.lte(quantityOf(whole.amount).loose.high)
  if (isWithin || [whole, ...parts].some(({ amount }) => isNamed(amount))) return
  const left = operandOfAmount(whole)
  const value = inUnitOf(whole.amount, middle(sum.narrow))
  const address = (part: string): string =>
    narrativeAddress(whole.where, { address: null, label: part }, "amount")
  out.findings.push(
    findingOf(rule, {
      message: say(
        context,
        `${left.label}列示 ${rawOf(whole.amount)}，预留项目和其他项目中由中小企业中标、成交的金额之和 ${value} ${whole.amount.unit}，超过了总额。`,
        `${left.label}: ${rawOf(whole.amount)} printed; contracts under reserved and other procurement add up to ${value}.`
      ),
      left,
      right: expectedOperand(
        whole.amount,
        sum,
        `${address("预留项目")} + ${address("其他项目")}`,
        "Σ 预留项目 + 其他项目",
        parts[0]!.amount
      ),
      ...gapOf(whole.amount, sum),
      key: `${left.address}|contracts`
    })
  )
}

/** A change with its sign in 元; 持平 is none. */
export const signedChange = ({ amount, direction }: ChangeClaim): Quantity | null => {
  if (direction === "level") return exactly(zero)
  if (amount === null || direction === null) return null
  const quantity = quantityOf(amount)
  if (direction === "up") return quantity
  return { narrow: negated(quantity.narrow), loose: negated(quantity.loose) }
}

/** What the year's carry-over adds to the change of a total: closing less opening; `null` where it was not read. */
const carried = (context: ClaimContext): Quantity | null => {
  const [closing, opening] = ["T04/closing/2", "T04/opening/1"].map((address) => {
    const cell = cellAt(context, address)
    return cell.state === "value" ? cell.quantity : cell.state === "blank" ? exactly(zero) : null
  })
  if (closing === null || closing === undefined || opening === null || opening === undefined) return null
  return { narrow: minus(closing.narrow, opening.narrow), loose: minus(closing.loose, opening.loose) }
}

/** Whether all that is financed is the general public budget: the other two tables are there, and empty. */
const isGeneralOnly = (context: ClaimContext): boolean =>
  ["T08", "T09"].every((key) => context.document.tables.get(key)?.empty === true)

/**
 * AR-N-16: the total of fiscal appropriation is expenditure and what is carried forward. Last year's closing is this
 * year's opening, so its change is that of expenditure, and closing less opening.
 */
export const checkTotalChange = (context: ClaimContext, rule: Rules["AR-N-16"], out: Collector): void => {
  const changeOf = (topic: string, address: string): ChangeClaim | undefined =>
    claimsIn(context, "change").find(
      (change) =>
        change.where.topic === topic &&
        change.base === "lastYear" &&
        change.subject.address === address &&
        !isDoubtful(change) &&
        signedChange(change) !== null
    )
  const whole = changeOf("fiscal", "T04/total/1")
  const part = changeOf("generalPublic", "T05/total/1")
  const added = carried(context)
  if (whole === undefined || part?.amount === null || part === undefined || added === null) return
  if (!isGeneralOnly(context)) return
  const [change, spent] = [signedChange(whole)!, signedChange(part)!]
  const expected: Quantity = {
    narrow: plus(spent.narrow, added.narrow),
    loose: plus(spent.loose, added.loose)
  }
  for (const number of [whole.amount, part.amount]) if (number !== null) out.touched.push(touch(number))
  if (agreeLoosely(change, expected)) return
  const address = changeAddress(whole, "change")
  const { label } = whole.subject
  out.findings.push(
    findingOf(rule, {
      severity: "explain",
      message: say(
        context,
        `${label}${whole.direction === "level" ? "列示持平" : `增减 ${yuan(middle(change.narrow))} 元`}；` +
          `一般公共预算财政拨款支出增减 ${yuan(middle(spent.narrow))} 元，结转结余增减 ${yuan(middle(added.narrow))} 元，` +
          `总计应增减 ${yuan(middle(expected.narrow))} 元。`,
        `${label} changes by ${yuan(middle(change.narrow))}; its expenditure by ${yuan(middle(spent.narrow))}, ` +
          `what is carried by ${yuan(middle(added.narrow))}.`
      ),
      left:
        whole.amount === null
          ? wordOperand(address, `${label}增减`, whole.text, whole.where.at)
          : operandOf(whole.amount, address, `${label}增减额`),
      right: operandOf(part.amount, changeAddress(part, "change"), `${part.subject.label}增减额`),
      difference: middle(change.narrow).minus(middle(expected.narrow)).toFixed(2),
      key: `${address}|carried`
    })
  )
}
