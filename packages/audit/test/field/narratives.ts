/**
 * Narratives in the grammar of many provinces, of sentences of our own, from one set of consistent figures.
 */
import { change, percent, relation, sums, wan, yuan } from "./figures.ts"
import type { Figures } from "./figures.ts"

const because = "主要原因是人员和项目有变动"

export type Narrative = (figures: Figures) => string

const head = "某某县水文站2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n\n"

const paired: Narrative = (one) => {
  const { total, lastTotal, income, spent } = sums(one)
  return `${head}一、收入支出决算总体情况说明
2023年度收、支总计各${wan(total)}万元。与2022年相比，收、支总计各${change(total, lastTotal)}。主要变动原因是项目有变动。
（图1：收、支决算总计变动情况图）
二、收入决算情况说明
2023年本年收入合计${wan(income)}万元，其中：一般公共预算财政拨款收入${wan(one.fiscal)}万元，占${percent(one.fiscal, income)}；\
上级补助收入0万元，占0%；事业收入0万元，占0%；其他收入${wan(one.other)}万元，占${percent(one.other, income)}。
三、支出决算情况说明
2023年本年支出合计${wan(spent)}万元，其中：基本支出${wan(one.basic)}万元，占${percent(one.basic, spent)}；\
项目支出${wan(one.project)}万元，占${percent(one.project, spent)}；上缴上级支出0万元，占0%。
`
}

const ofEach: Narrative = (one) => {
  const { total, lastTotal, income, lastIncome } = sums(one)
  const words = { rateDown: "降低" }
  return `${head}一、收入支出决算总体情况说明
本单位2023年度收入总计${wan(total)}万元，其中：本年收入合计${wan(income)}万元，年初结转和结余${wan(one.opening)}万元；支出总计${wan(total)}万元。\
与2022年度相比，收入总计${change(total, lastTotal, words)}，${because}；支出总计${change(total, lastTotal, words)}，\
${because}。
二、收入决算情况说明
本单位2023年度收入合计${wan(income)}万元，比2022年度决算数${change(income, lastIncome, words)}。其中：\
财政拨款收入${wan(one.fiscal)}万元，占本年收入的${percent(one.fiscal, income)}，\
比2022年度决算数${change(one.fiscal, one.lastFiscal, words)}，${because}；其他收入${wan(one.other)}万元，\
占本年收入的${percent(one.other, income)}，比2022年度决算数${change(one.other, one.lastOther, words)}，${because}。
`
}

const carried: Narrative = (one) => {
  const { total, lastTotal, income, lastIncome } = sums(one)
  return `${head}一、收入决算情况说明
本部门2023年度收入总计${wan(total)}万元，其中上年结转和结余${wan(one.opening)}万元，\
较2022年${change(total, lastTotal, { decimals: 1 })}；本年收入合计${wan(income)}万元，\
较2022年${change(income, lastIncome, { decimals: 1 })}，${because}。
本年收入的具体构成为：财政拨款收入${wan(one.fiscal)}万元，占${percent(one.fiscal, income, 1)}；其他收入${wan(one.other)}万元，\
占${percent(one.other, income, 1)}。
`
}

const ofBoth: Narrative = (one) => {
  const { total, lastTotal, income, lastIncome } = sums(one)
  return `${head}一、收入支出决算总体情况说明
2023年度收入、支出决算总计均为${wan(total)}万元。与年初预算相比，收、支总计各${change(total, one.budget)}，主要原因是年中追加了预算；与2022年度决算相比，\
收、支总计各${change(total, lastTotal)}，${because}。其中：
（一）收入决算总计${wan(total)}万元。包括：
1.本年收入决算合计${wan(income)}万元。与2022年度决算相比，${change(income, lastIncome)}，${because}。
2.年初结转和结余${wan(one.opening)}万元。
`
}

const ofTwoYears: Narrative = (one) => {
  const spent = one.basic + one.project
  const last = one.lastFiscal + one.lastOther
  return `${head}二、支出决算情况说明
2023年度支出合计${wan(spent)}万元，其中：基本支出${wan(one.basic)}万元，占总支出的${percent(one.basic, spent, 0)}；\
项目支出${wan(one.project)}万元，占总支出的${percent(one.project, spent, 0)}。2022年度支出合计${wan(last)}万元，其中：\
基本支出${wan(one.lastFiscal)}万元，占总支出的${percent(one.lastFiscal, last, 0)}；项目支出${wan(one.lastOther)}万元，\
占总支出的${percent(one.lastOther, last, 0)}。2023年度基本支出${wan(one.basic)}万元，2022年度基本支出${wan(one.lastFiscal)}万元，\
2023年比上年基本支出${change(one.basic, one.lastFiscal)}，原因是人员有变动，2023年项目支出${wan(one.project)}万元，\
2022年项目支出${wan(one.lastOther)}万元，与上年相比${change(one.project, one.lastOther)}，原因是项目有变动。
`
}

const ofBudget: Narrative = (one) => {
  const { three, threeBudget, lastThree } = sums(one)
  const done = (now: number, budget: number): string => percent(now, budget)
  return `${head}七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明。
“三公”经费财政拨款支出预算为${wan(threeBudget)}万元，支出决算为${wan(three)}万元，完成预算的${done(three, threeBudget)}，其中：\
因公出国（境）费支出预算为0万元，支出决算为0万元，与上年持平；公务接待费支出预算为${wan(one.receptionBudget)}万元，支出决算为${wan(one.reception)}万元，\
完成预算的${done(one.reception, one.receptionBudget)}，\
决算数${relation(one.reception, one.receptionBudget)}预算数的主要原因是厉行节约，\
与上年相比${change(one.reception, one.lastReception)}，主要原因是接待批次有变动；\
公务用车购置费及运行维护费支出预算为${wan(one.vehiclesBudget)}万元，支出决算为${wan(one.vehicles)}万元，\
完成预算的${done(one.vehicles, one.vehiclesBudget)}，\
决算数${relation(one.vehicles, one.vehiclesBudget)}预算数的主要原因是厉行节约，\
与上年相比${change(one.vehicles, one.lastVehicles)}，主要原因是车辆维修有变动。
（二）“三公”经费财政拨款支出决算具体情况说明。
2023年度“三公”经费财政拨款支出决算中，公务接待费支出决算${wan(one.reception)}万元，占${percent(one.reception, three)}；因公出国（境）费支出决算0万元，\
占0.00%；公务用车购置费及运行维护费支出决算${wan(one.vehicles)}万元，占${percent(one.vehicles, three)}。
（三）增减情况。
2023年度“三公”经费财政拨款支出决算数比2022年度${change(three, lastThree)}，其中：因公出国（境）费支出决算与2022年度持平；\
公务用车购置及运行维护费支出决算${change(one.vehicles, one.lastVehicles)}；\
公务接待费支出决算${change(one.reception, one.lastReception)}。${because}。
`
}

const ofBase: Narrative = (one) => {
  const { three, lastThree, threeBudget } = sums(one)
  return `${head}一、“三公”经费财政拨款支出总体情况说明
2023年度本部门一般公共预算财政拨款安排的“三公”经费支出${wan(three)}万元，较上年${wan(lastThree)}${change(three, lastThree)}，${because}；\
其中：因公出国（境）支出0万元；公务用车运行维护费支出${wan(one.vehicles)}万元；公务接待费支出${wan(one.reception)}万元。
二、“三公”经费财政拨款支出与年初预算对比情况
2023年度“三公”经费支出${wan(three)}万元，年初预算为${wan(threeBudget)}万元，差值为${wan(threeBudget - three)}万元，原因是厉行节约。
`
}

const inYuan: Narrative = (one) => {
  const { total, lastTotal, income } = sums(one)
  return `${head}一、收入支出决算总体情况说明
2023年度收入总计${yuan(total)}元，支出总计${yuan(total)}元。与2022年度相比，收、支总计各${change(total, lastTotal, { unit: "元" })}，\
${because}。
二、收入决算情况说明
本年收入合计${yuan(income)}元，其中：财政拨款收入${yuan(one.fiscal)}元，占${percent(one.fiscal, income)}；\
其他收入${yuan(one.other)}元，占${percent(one.other, income)}。
`
}

const ofDifference: Narrative = (one) => {
  const now = one.fiscal
  const { budget } = one
  const more = now === budget ? "" : `，决算数${relation(now, budget)}预算数${wan(now - budget)}万元`
  return `${head}三、一般公共预算财政拨款支出决算情况
2023年度，本单位一般公共预算财政拨款支出总计${wan(now)}万元，与上年相比${change(now, one.lastFiscal)}；\
完成年初预算${percent(now, budget)}${more}，主要原因：人员经费有变动。
`
}

const ofChanges: Narrative = (one) => {
  const { income, lastIncome } = sums(one)
  return `${head}二、收入决算情况说明
本单位2023年度收入合计${wan(income)}万元。其中：财政拨款收入${wan(one.fiscal)}万元，占总收入的${percent(one.fiscal, income)}；\
上级补助收入0.00万元，占总收入的0.00%；其他收入${wan(one.other)}万元，占总收入的${percent(one.other, income)}。与上年相比，\
收入合计${change(income, lastIncome)}。其中：财政拨款收入${change(one.fiscal, one.lastFiscal)}；\
其他收入${change(one.other, one.lastOther)}。${because}。
`
}

const ofBasic: Narrative = (one) => {
  const basic = Math.min(one.basic, one.fiscal)
  return `${head}六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出${wan(basic)}万元，其中：
人员经费${wan(one.personnel)}万元，主要包括：基本工资、津贴补贴、奖金、绩效工资、住房公积金等。
公用经费${wan(basic - one.personnel)}万元，主要包括：办公费、水费、电费、差旅费等。
（注：数据来源于财决07表，仅罗列实际发生的科目。）
`
}

const ofReached: Narrative = (one) => {
  const { three, lastThree } = sums(one)
  return `${head}七、“三公”经费支出决算情况说明
2023年度“三公”经费支出决算${wan(three)}万元，由2022年度的${wan(lastThree)}万元变为${wan(three)}万元。\
公务接待费支出决算减少为${wan(one.reception)}万元。
上年决算${wan(lastThree)}万元，2023年度比上年${change(three, lastThree, { decimals: 0 })}，${because}。
`
}

export const narratives: Readonly<Record<string, Narrative>> = {
  paired,
  ofEach,
  carried,
  ofBoth,
  ofTwoYears,
  ofBudget,
  ofBase,
  inYuan,
  ofDifference,
  ofChanges,
  ofBasic,
  ofReached
}
