/**
 * The payments of the year, and the corrections among them. Every total below is a printed cell.
 */
import { ofProject, office, projects } from "./facts.ts"
import { FUND, day, fen } from "./journal.ts"
import type { Journal, Line, Payment } from "./journal.ts"

const basic = (item: string, economic: string): Line => ({ function: item, economic, nature: "基本支出" })

const months = Array.from({ length: 12 }, (_, index) => index + 1)
/** Pay rose by some 12 % from July on. */
const afterRaise = months.map((month) => (month < 7 ? 1 : 1.12))

const monthly: ReadonlyArray<
  readonly [name: string, dayOfMonth: number, lines: ReadonlyArray<readonly [Line, string, string]>]
> = [
  [
    "工资",
    10,
    [
      [office("30101"), "529,659.00", "基本工资"],
      [office("30102"), "776,597.47", "津贴补贴"],
      [office("30199"), "149,776.28", "其他工资福利支出"],
      [basic("2210203", "30102"), "70,966.00", "购房补贴"]
    ]
  ],
  [
    "社保公积金",
    18,
    [
      [basic("2080505", "30108"), "183,805.44", "基本养老保险缴费"],
      [basic("2080506", "30109"), "91,902.72", "职业年金缴费"],
      [basic("2101102", "30110"), "80,459.57", "职工基本医疗保险缴费"],
      [basic("2101103", "30111"), "45,673.20", "公务员医疗补助缴费"],
      [office("30112"), "7,926.96", "工伤、失业保险缴费"],
      [basic("2210201", "30113"), "171,864.00", "住房公积金"]
    ]
  ],
  ["退休费", 12, [[basic("2080502", "30302"), "66,554.00", "退休费"]]]
]

/** Monthly payroll, contributions and pensions; performance pay by quarter; medical benefits. */
export const payroll = (journal: Journal): void => {
  for (const [name, dayOfMonth, lines] of monthly) {
    const shares = lines.map(([, total]) => journal.split(fen(total), afterRaise, 1, 0.01))
    for (const month of months) {
      const payments = lines.map(([line, , abstract], index): Payment => ({
        line,
        amount: shares[index]![month - 1]!,
        abstract: `${month}月${abstract}`
      }))
      journal.pay(day(month, dayOfMonth), name, payments)
    }
  }
  for (const [index, amount] of journal.split(fen("87,815.00"), [1, 1, 1.4, 1.6], 100).entries()) {
    const payment = { line: office("30107"), amount, abstract: `${index + 1}季度绩效工资` }
    journal.pay(day(index * 3 + 3, 25), "绩效", [payment])
  }
  journal.pay(day(8, 21), "医疗费", [
    { line: office("30114"), amount: fen("10,000.00"), abstract: "职工医疗费" }
  ])
  for (const [index, amount] of journal.split(fen("34,816.00"), [1, 1], 100).entries()) {
    const payment = { line: basic("2080502", "30307"), amount, abstract: "退休人员医疗费补助" }
    journal.pay(day(index === 0 ? 8 : 11, 22), "退休医疗", [payment])
  }
}

/** Many small payments of one line, spread over the year. */
const spread = (
  journal: Journal,
  name: string,
  line: Line,
  amounts: ReadonlyArray<number>,
  abstracts: ReadonlyArray<string>
): void => {
  for (const [index, amount] of amounts.entries()) {
    const at = 12 + Math.floor((index * 345) / amounts.length) + journal.between(0, 4)
    const date = day(1, at)
    const abstract = abstracts[index % abstracts.length]!
    journal.pay(date, `${name}${String(index + 1).padStart(2, "0")}`, [{ line, amount, abstract }])
  }
}

const even = (count: number): ReadonlyArray<number> => Array.from({ length: count }, () => 1)

/** Office purchases, fuel, travel, union dues, postage and fees, and what went wrong among them. */
export const purchases = (journal: Journal): void => {
  // 80,991.07 less the contract, the reclassified bill and the purchase that was booked twice.
  const stationery = fen("80,991.07") - fen("4,914.00") - fen("860.00") - fen("640.00")
  spread(journal, "办公", office("30201"), journal.split(stationery, even(36), 1, 0.7), [
    "打印纸",
    "硒鼓墨盒",
    "办公用品",
    "档案盒",
    "表格印制耗材"
  ])
  spread(journal, "加油", office("30231"), journal.split(fen("7,635.90"), even(16), 10, 0.3), [
    "公务用车加油"
  ])
  spread(journal, "邮电", office("30207"), journal.split(fen("601.19"), even(6), 1, 0.2), [
    "邮寄费",
    "电话费"
  ])
  spread(journal, "手续", office("30204"), journal.split(fen("500.00"), even(5), 100, 0), ["转账手续费"])
  for (const [index, amount] of journal.split(fen("11,885.10"), even(4), 10, 0.02).entries()) {
    journal.pay(day(index * 3 + 2, 26), "工会", [
      { line: office("30228"), amount, abstract: `${index + 1}季度工会经费` }
    ])
  }
  const contract = { line: office("30201"), amount: fen("4,914.00"), abstract: "政府采购办公设备及耗材" }
  journal.pay(day(5, 27), "采购", [contract])
  travel(journal)
  corrections(journal)
}

/** Eighteen trips; the ninth is overpaid by 140.00, which comes back and goes back to the treasury. */
const travel = (journal: Journal): void => {
  const total = fen("14,840.00") + fen("140.00")
  const trips = journal.split(total - fen("1,300.00"), even(17), 1000, 0.4)
  spread(journal, "差旅", office("30211"), trips, ["赴市局业务培训差旅", "稽核下乡差旅", "参加会议差旅"])
  const date = day(6, 5)
  const overpaid = journal.pay(date, "差旅多付", [
    { line: office("30211"), amount: fen("1,300.00"), abstract: "赴区厅业务对接差旅" }
  ])
  journal.add(
    {
      event_type: "DisbursementReturned",
      vou_date: day(6, 19),
      doc_no: "退款-0619-差旅",
      fund_type: FUND,
      exp_func_code: "2080109",
      dep_bgt_eco_code: "30211",
      nature: "基本支出",
      amount: fen("140.00"),
      abstract: "退回多付差旅费",
      ref_doc_no: overpaid
    },
    "correction"
  )
  journal.add(
    {
      event_type: "AppropriationReturned",
      vou_date: day(6, 19),
      doc_no: "退库-0619-差旅",
      fund_type: FUND,
      exp_func_code: "2080109",
      nature: "基本支出",
      amount: fen("140.00"),
      abstract: "差旅退款冲减财政拨款"
    },
    "correction"
  )
}

/** A bill coded to postage that was stationery, and a purchase booked twice. */
const corrections = (journal: Journal): void => {
  const miscoded = journal.pay(day(4, 16), "耗材错列", [
    { line: office("30207"), amount: fen("860.00"), abstract: "打印耗材（误列邮电费）" }
  ])
  journal.add(
    {
      event_type: "DisbursementReclassified",
      vou_date: day(4, 24),
      doc_no: "更正-0424-耗材",
      amount: fen("860.00"),
      ref_doc_no: miscoded,
      to_eco_code: "30201",
      abstract: "邮电费更正为办公费"
    },
    "correction"
  )
  const purchase = { line: office("30201"), amount: fen("640.00"), abstract: "会议桌签及文件架" }
  journal.pay(day(3, 13), "文件架", [purchase])
  const twice = journal.pay(day(3, 14), "文件架重复", [purchase], false)
  journal.add(
    {
      event_type: "EntryReversed",
      vou_date: day(3, 18),
      doc_no: "冲销-0318-文件架",
      ref_doc_no: twice,
      reason: "同一发票重复入账"
    },
    "correction"
  )
}

const townships = [
  "花马池镇",
  "大水坑镇",
  "惠安堡镇",
  "高沙窝镇",
  "王乐井乡",
  "冯记沟乡",
  "青山乡",
  "麻黄山乡"
]

/** The two benefit programmes in batches of whole persons, and the four small projects. */
export const programmes = (journal: Journal): void => {
  awards(journal)
  const persons = journal.split(858, even(12), 1, 0.2)
  for (const [index, count] of persons.entries()) {
    const abstract = `${townships[index % 8]}取暖费${count}人`
    const payment = { line: ofProject("heating", "30305"), amount: count * fen("4,563.00"), abstract }
    journal.pay(day(11, 4 + index * 4), `取暖${String(index + 1).padStart(2, "0")}`, [payment])
  }
  for (const quarter of [1, 2, 3, 4]) {
    const payment = {
      line: ofProject("network", "30207"),
      amount: fen("2,250.00"),
      abstract: `${quarter}季度线路租用`
    }
    journal.pay(day(quarter * 3, 20), "线路", [payment])
  }
  for (let index = 0; index < 10; index++) {
    const payment = {
      line: ofProject("cards", "30201"),
      amount: fen("6,650.00"),
      abstract: "社保卡卡片及色带"
    }
    journal.pay(day(index + 2, 8), "制卡", [payment])
  }
  journal.pay(day(9, 11), "制卡机", [
    { line: ofProject("cards", "30213"), amount: fen("3,500.00"), abstract: "制卡机升级维修" }
  ])
  for (const [index, amount] of journal.split(fen("10,000.00"), even(8), 100, 0.2).entries()) {
    const payment = { line: ofProject("audit", "30211"), amount, abstract: "稽核及生存调查差旅" }
    journal.pay(day(index + 3, 14), "稽核", [payment])
  }
  for (const [index, amount] of journal.split(fen("25,000.00"), even(5), 100, 0.2).entries()) {
    const payment = { line: ofProject("audit", "30202"), amount, abstract: "政策宣传印刷" }
    journal.pay(day(index * 2 + 2, 28), "宣传", [payment])
  }
  const archives = { line: ofProject("audit", "30201"), amount: fen("9,720.00"), abstract: "档案管理耗材" }
  journal.pay(day(10, 23), "档案", [archives])
  journal.pay(day(10, 25), "体检", [
    { line: ofProject("checkup", "30299"), amount: fen("2,100.00"), abstract: "退休人员体检" }
  ])
}

/**
 * 5,432 awards of 1,200.00 and one of 600.00: the print books 6,519,000.00, half an award short of 5,433 persons.
 * Two awards go to closed accounts, come back and are paid again.
 */
const awards = (journal: Journal): void => {
  const returned = 2
  const persons = journal.split(5432 - returned, even(16), 1, 0.25)
  const documents = persons.map((count, index) => {
    const isHalf = index === persons.length - 1
    const extra = index === 0 ? returned : 0
    const amount = (count + extra) * fen("1,200.00") + (isHalf ? fen("600.00") : 0)
    const abstract = `${townships[index % 8]}民族团结奖${count + extra + (isHalf ? 1 : 0)}人`
    const payment = { line: ofProject("award", "30305"), amount, abstract }
    return journal.pay(day(3, 5 + index * 6), `团结奖${String(index + 1).padStart(2, "0")}`, [payment])
  })
  const amount = returned * fen("1,200.00")
  journal.add(
    {
      event_type: "DisbursementReturned",
      vou_date: day(4, 2),
      doc_no: "退款-0402-团结奖",
      fund_type: FUND,
      exp_func_code: projects.award.function,
      dep_bgt_eco_code: "30305",
      nature: "项目支出",
      pro_code: projects.award.code,
      amount,
      abstract: "两人账户已销户，款项退回",
      ref_doc_no: documents[0]!
    },
    "correction"
  )
  const again = { line: ofProject("award", "30305"), amount, abstract: "退回的民族团结奖重新发放2人" }
  journal.pay(day(11, 15), "团结奖补发", [again], false)
}
