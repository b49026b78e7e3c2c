/**
 * What the printed document states: profile, budgets by line, last year's figures, counts and reasons.
 *
 * The initial budget of each 项 (§五(三)) and of each economic 类 (§六) is printed; the split of a 项 over 款 is not,
 * and is chosen here so that both sums hold. 23,834.00 of 2101103 must have been budgeted under 303.
 */
import { FUND, day, fen } from "./journal.ts"
import type { Journal, Line } from "./journal.ts"

export const UNIT = "盐池县社会保险事业管理中心"

const basic = (item: string, economic: string): Line => ({ function: item, economic, nature: "基本支出" })
export const office = (economic: string): Line => basic("2080109", economic)

/** The six projects; the codes are invented, the names printed in the self-evaluation tables (the sixth: §五(三)2). */
export const projects = {
  award: { code: "PRJ2024001", name: "2024年企业退休人员民族团结奖", function: "2089999" },
  heating: { code: "PRJ2024002", name: "企业退休人员取暖费", function: "2089999" },
  network: { code: "PRJ2024003", name: "电子政务网网络运行维护费", function: "2080109" },
  cards: { code: "PRJ2024004", name: "社保卡制作经费", function: "2080109" },
  audit: { code: "PRJ2024005", name: "社会保险稽核、宣传工作经历及档案标准管理", function: "2080109" },
  checkup: { code: "PRJ2024006", name: "退休人员体检费", function: "2080502" }
} as const

/** The printed goals of the projects. */
const goals: Readonly<Record<keyof typeof projects, string>> = {
  award: "主要用于发放企业离退休人员民族团结奖，主要目标促进民族团结。",
  heating: "主要用于：2022年1月1日以后企业新办理退休待遇人员的冬季取暖费",
  network: "实现人社系统内各部门网络的正常连接，优化人社网络结构，提升电子政务外网使用效率",
  cards: "主要用于加快推进社会保障卡综合应用，以发卡、用卡促进全民参保登记。",
  audit: "提高档案管理水平，普及宣传政策，提高参保意识，确保基金安全、保障基金准确发放到位。",
  checkup: ""
}

export const ofProject = (project: keyof typeof projects, economic: string): Line => ({
  function: projects[project].function,
  economic,
  nature: "项目支出",
  project: projects[project].code
})

const opened = {
  unitName: UNIT,
  unitKind: "institution",
  control: "strict",
  department: "盐池县人力资源和社会保障局",
  staffing: 12,
  duties:
    "承办全县机关事业、企业单位干部职工和城乡居民各项社会保险登记、个人权益记录管理、关系转移接续、" +
    "待遇核发、基金财务管理、稽核监督和档案管理等工作。",
  unitsCovered: [`${UNIT}本级`]
}

/** Last year's figures that the document implies, by address; fen. */
const comparatives: Readonly<Record<string, string>> = {
  "T01/57/2": "11,405,473.82",
  "T01/59/2": "76,659.27",
  "T01/60/2": "11,482,133.09",
  "T04/59/3": "11,405,473.82",
  "T04/60/2": "76,659.27",
  "T04/60/3": "76,659.27",
  "T04/64/2": "11,482,133.09",
  "T05/total/1": "11,405,473.82",
  "T05/total/2": "2,558,520.54",
  "T05/total/3": "8,846,953.28",
  "T06/301/1": "2,336,987.74",
  "T06/302/1": "127,858.26",
  "T06/303/1": "93,674.54",
  "T06/307/1": "0.00",
  "T06/310/1": "0.00",
  "T06/399/1": "0.00",
  "T07/1/7": "22,673.66",
  "T06/operating/1": "127,858.26",
  "T07/1/8": "0.00",
  "T07/1/9": "22,673.66",
  "T07/1/11": "22,673.66",
  "T07/1/12": "0.00"
}

/**
 * Problems, measures (§十(四)2, in its order) and outcomes (self-evaluation tables) as printed, but for one: print gives
 * the award's target of 5547 persons as what was reached, where its own indicator says 5433.
 */
const selfEvaluations: ReadonlyArray<
  readonly [project: keyof typeof projects, problem: string, measure: string, outcome: string]
> = [
  [
    "heating",
    "预计发放人数预算报高",
    "后续做预算时人数上报更加精确，让误差更小",
    "本年度发放2022年1月1日以后企业新办理退休待遇人员的冬季取暖费858人，共计391.51万元"
  ],
  [
    "network",
    "网络设备升级改造整体规划力度不足",
    "提高资金使用率",
    "实现人社系统内各部门网络的正常连接，优化人社网络结构，提升电子政务外网使用效率"
  ],
  [
    "cards",
    "社保卡更新为三代卡，需要更新社保卡打印机，新的社保卡打印机色带成本高",
    "继续选择高性价比色带，保障社保卡打印机工作更加高效",
    "加快推进社会保障卡综合应用，以发卡、用卡促进全民参保登记"
  ],
  [
    "audit",
    "随着档案数字化管理模式逐步完善，有效降低档案管理日常耗材成本",
    "下一年度及时开展宣传、稽核工作，提高社保政策知晓率，维护社保基金安全",
    "提高档案管理水平，普及宣传政策，提高参保意识，确保基金安全、保障基金准确发放到位"
  ],
  [
    "award",
    "年度指标值为预计全年企业职工领取养老金人数，6月及以后新增人员不发放民族团结奖，故发放实际人数与年度指标值存在偏差，" +
      "以及部分人员未及时认证导致民族团结奖未在当年进行发放",
    "后续上报预算人数时减掉新增不发放民族团结奖人数，加强宣传和提醒力度，确保民族团结奖按时发放完毕",
    "本年度共发放企业离退休人员民族团结奖5433人，共计651.9万元"
  ]
]

/** Reasons as the document gives them, by the figure they explain. */
const reasons: ReadonlyArray<readonly [subject: string, text: string]> = [
  ["N/1/change", "2024年企业退休人员民族团结奖及取暖费增加"],
  ["N/4/change", "2024年企业退休人员民族团结奖及取暖费增加"],
  ["N/5.1/change", "2024年企业退休人员民族团结奖及取暖费增加"],
  ["N/5.3/2080109/outturn", "工资调整，工资福利支出增加"],
  ["N/5.3/2080502/outturn", "用于退休人员民族团结奖和体检费支出"],
  ["N/5.3/2080505/outturn", "工资调整，缴费基数增加，机关事业单位基本养老保险缴费支出增加"],
  ["N/5.3/2080506/outturn", "工资调整，缴费基数增加，机关事业单位职业年金缴费支出增加"],
  ["N/5.3/2089999/outturn", "2024年增加企业退休人员取暖费"],
  ["N/5.3/2101102/outturn", "工资调整，缴费基数增加，事业单位医疗支出增加"],
  ["N/5.3/2101103/outturn", "2024年降低了公务员医疗补助缴费费率"],
  ["N/5.3/2210201/outturn", "工资调整，住房公积金基数上调，住房公积金支出增加"],
  ["N/5.3/2210203/outturn", "2024年单位职工晋级，购房补贴上调"],
  ["N/7.1/budget", "2024年公务用车加油费减少"],
  ["N/7.1/change", "2024年公务用车加油费减少"],
  [
    "N/6/301/budget/change",
    "2024年工资上调，社会保障缴费、医疗保险缴费以及住房公积金等缴费基数增加，缴费支出增加，导致工资福利支出增长"
  ],
  ["N/6/301/last/change", "2024年较2023年津贴补贴及其他工资福利减少"],
  ["N/6/302/budget/change", "2024年公务用车运行维护费决算数较预算数减少"],
  ["N/6/302/last/change", "2024年公务用车运行维护费决算数较2023年度决算数减少"],
  ["N/6/303/budget/change", "对个人和家庭的补助中的退休人员医疗费费率下降，所以较年初预算数减少"],
  ["N/6/303/last/change", "对个人和家庭补助中的退休费较2023年上调，所以较2023年决算数增加"],
  ["N/7.2.2/budget", "2024年公务用车加油费减少"],
  ["N/7.2.2/change", "2024年公务用车加油费减少"],
  ...selfEvaluations.flatMap(
    ([project, problem, measure, outcome]): ReadonlyArray<readonly [string, string]> => [
      [`S/${projects[project].code}/problem`, problem],
      [`S/${projects[project].code}/measure`, measure],
      [`S/${projects[project].code}/outcome`, outcome]
    ]
  )
]

/** Profile, opening carry-over, last year, projects, counts, procurement, reasons. */
export const facts = (journal: Journal): void => {
  const start = "2024-01-02"
  journal.add({
    event_type: "FiscalYearOpened",
    vou_date: start,
    doc_no: "建账-2024",
    abstract: "示例重构：业务流水按公开数推算，不是原始凭证",
    payload: opened
  })
  journal.add({
    event_type: "CarryoverBroughtForward",
    vou_date: start,
    doc_no: "结转-2024",
    fund_type: FUND,
    exp_func_code: "2080109",
    nature: "基本支出",
    kind: "结转",
    amount: fen("76,659.27"),
    abstract: "上年结转"
  })
  const figures = Object.entries(comparatives).map(([address, amount]) => ({ address, amount: fen(amount) }))
  journal.add({
    event_type: "ComparativesImported",
    vou_date: start,
    doc_no: "上年决算-2023",
    payload: { figures }
  })
  for (const [key, { code, name }] of Object.entries(projects)) {
    journal.add({
      event_type: "ProjectRegistered",
      vou_date: "2024-01-05",
      doc_no: `项目-${code}`,
      pro_code: code,
      pro_name: name,
      // §十(四)1: all five are 一级项目.
      payload: { department: UNIT, goal: goals[key as keyof typeof projects], level: "first" }
    })
  }
  journal.add({
    event_type: "ProcurementContracted",
    vou_date: "2024-05-20",
    doc_no: "采购-2024-01",
    amount: fen("4,914.00"),
    abstract: "办公设备及耗材",
    payload: { contractNo: "采购-2024-01", category: "goods", supplierSize: "large" }
  })
  const noVehicles = {
    provincialLeaders: 0,
    principalLeaders: 0,
    confidentialCommunication: 0,
    emergency: 0,
    lawEnforcement: 0,
    specialTechnical: 0,
    retiredOfficials: 0
  }
  journal.add({
    event_type: "AssetsCounted",
    vou_date: "2024-12-31",
    doc_no: "资产-2024",
    payload: {
      buildingAreaCm2: 280_000,
      vehicles: { ...noVehicles, other: 1 },
      otherVehiclesUse: "业务用车",
      equipmentOverMillion: 0
    }
  })
  journal.add({
    event_type: "OfficialActivityRecorded",
    vou_date: "2024-12-31",
    doc_no: "三公-2024",
    payload: {
      abroadGroups: 0,
      abroadPersons: 0,
      vehiclesBought: 0,
      vehiclesHeld: 1,
      domesticReceptions: 0,
      domesticReceptionPersons: 0,
      foreignReceptions: 0,
      foreignReceptionPersons: 0
    }
  })
  for (const [index, [subject, text]] of reasons.entries()) {
    journal.add({
      event_type: "ExplanationGiven",
      vou_date: "2024-12-31",
      doc_no: `说明-2024-${String(index + 1).padStart(2, "0")}`,
      subject,
      reason: text
    })
  }
}

/** Initial budget by line. Printed are the sums by 项 and by economic 类. */
const initial: ReadonlyArray<readonly [line: Line, amount: string]> = [
  [office("30101"), "480,000.00"],
  [office("30102"), "690,000.00"],
  [office("30107"), "60,000.00"],
  [office("30112"), "7,200.00"],
  [office("30199"), "116,486.14"],
  [office("30201"), "70,000.00"],
  [office("30204"), "600.00"],
  [office("30207"), "2,000.00"],
  [office("30211"), "20,000.00"],
  [office("30216"), "6,685.10"],
  [office("30228"), "11,900.00"],
  [office("30231"), "30,000.00"],
  [basic("2080505", "30108"), "158,468.02"],
  [basic("2080506", "30109"), "79,234.00"],
  [basic("2101102", "30110"), "69,723.00"],
  [basic("2101103", "30111"), "41,715.00"],
  [basic("2101103", "30307"), "23,834.00"],
  [basic("2210201", "30113"), "143,137.00"],
  [basic("2210203", "30102"), "66,138.00"],
  [basic("2080502", "30302"), "80,709.00"],
  [ofProject("award", ""), "6,656,400.00"],
  [ofProject("network", ""), "12,150.00"],
  [ofProject("cards", ""), "80,000.00"],
  [ofProject("audit", ""), "45,000.00"]
]

/** Supplements after the pay adjustment of July, the heating programme in September, the check-up in October. */
const supplements: ReadonlyArray<readonly [date: string, line: Line, amount: string, why: string]> = [
  [day(7, 10), office("30101"), "49,659.00", "工资调整"],
  [day(7, 10), office("30102"), "86,597.47", "工资调整"],
  [day(7, 10), office("30107"), "27,815.00", "绩效工资调整"],
  [day(7, 10), office("30112"), "726.96", "缴费基数调整"],
  [day(7, 10), office("30114"), "10,000.00", "医疗费"],
  [day(7, 10), office("30199"), "33,290.14", "其他工资福利"],
  [day(7, 10), basic("2080505", "30108"), "25,337.42", "缴费基数调整"],
  [day(7, 10), basic("2080506", "30109"), "12,668.72", "缴费基数调整"],
  [day(7, 10), basic("2101102", "30110"), "10,736.57", "缴费基数调整"],
  [day(7, 10), basic("2101103", "30111"), "3,958.20", "缴费基数调整"],
  [day(7, 10), basic("2210201", "30113"), "28,727.00", "公积金基数上调"],
  [day(7, 10), basic("2210203", "30102"), "4,828.00", "职工晋级"],
  [day(7, 12), basic("2080502", "30307"), "661.00", "退休人员医疗费补助"],
  [day(9, 20), ofProject("heating", ""), "4,179,400.00", "企业退休人员取暖费"],
  [day(10, 15), ofProject("checkup", ""), "2,100.00", "退休人员体检费"]
]

const transfers: ReadonlyArray<readonly [date: string, from: Line, to: Line, amount: string, why: string]> = [
  [day(7, 11), basic("2101103", "30307"), basic("2080502", "30307"), "20,000.00", "退休人员医疗费补助调剂"],
  [day(7, 11), basic("2080502", "30302"), basic("2080502", "30307"), "14,155.00", "退休费调剂"],
  [day(9, 3), office("30216"), office("30201"), "6,685.10", "培训费调剂办公费"],
  [day(11, 20), office("30211"), office("30201"), "5,160.00", "差旅费调剂办公费"]
]

/** What is left of operating quotas at the year's end; the vehicle quota is not withdrawn: 公开07表 prints 30,000.00. */
const withdrawals: ReadonlyArray<readonly [line: Line, amount: string]> = [
  [office("30201"), "854.03"],
  [office("30204"), "100.00"],
  [office("30207"), "1,398.81"],
  [office("30228"), "14.90"]
]

const lineFields = (line: Line) => ({
  fund_type: FUND,
  exp_func_code: line.function,
  dep_bgt_eco_code: line.economic,
  nature: line.nature,
  pro_code: line.project ?? ""
})

/** Quotas through the year. */
export const budgets = (journal: Journal): void => {
  const approval = journal.quotaNo()
  for (const [line, amount] of initial) {
    const row = {
      event_type: "BudgetApproved",
      vou_date: "2024-01-10",
      doc_no: approval,
      ...lineFields(line)
    }
    journal.add({ ...row, amount: fen(amount), abstract: "年初预算批复" })
  }
  const numbers = new Map<string, string>()
  const numberOf = (date: string): string => {
    const known = numbers.get(date) ?? journal.quotaNo()
    numbers.set(date, known)
    return known
  }
  for (const [date, line, amount, why] of supplements) {
    const row = {
      event_type: "BudgetSupplemented",
      vou_date: date,
      doc_no: numberOf(date),
      ...lineFields(line)
    }
    journal.add({ ...row, amount: fen(amount), abstract: why })
  }
  for (const [date, from, to, amount, why] of transfers) {
    journal.add({
      event_type: "BudgetTransferred",
      vou_date: date,
      doc_no: numberOf(date),
      ...lineFields(from),
      to_func_code: to.function,
      to_eco_code: to.economic,
      amount: fen(amount),
      abstract: why
    })
  }
  journal.add({
    event_type: "BudgetReduced",
    vou_date: day(7, 15),
    doc_no: numberOf(day(7, 15)),
    ...lineFields(basic("2101103", "30307")),
    amount: fen("3,834.00"),
    abstract: "公务员医疗补助缴费费率降低"
  })
  for (const [line, amount] of withdrawals) {
    const row = { event_type: "BudgetWithdrawn", vou_date: "2024-12-31", doc_no: numberOf("2024-12-31") }
    journal.add(
      { ...row, ...lineFields(line), amount: fen(amount), abstract: "年末收回结余指标" },
      "correction"
    )
  }
}
