/**
 * The indicators of the five published self-evaluation tables (项目支出绩效自评表), as printed.
 *
 * No direction is declared in print but for one target that reads ≥90%; scores of qualitative indicators are the
 * awarded ones, all in the first tier. Scores of quantitative indicators are not facts of the year and are not here.
 */
import { projects } from "./facts.ts"
import type { Journal } from "./journal.ts"

type ProjectKey = keyof typeof projects

/** project | level 2 | level 3 | target | unit | actual | unit of the actual | weight | awarded (qualitative only) */
const printed = `
award|数量指标|预计领取退休职工民族团结奖人数|5547|人|5433||10
award|质量指标|民族团结奖发放合规性|合规||合规||10|10
award|时效指标|民族团结奖发放及时性|及时||及时||10|10
award|成本指标|退休职工民族团结奖补贴标准|1200|元/人/年|1200|元/人/年|10
award|经济效益指标|提高退休人员的收入|有效提高||有效提高||13|13
award|社会效益指标|退休人员的收入水平和幸福感|有效提高||有效提高||13|13
award|可持续影响指标|促进民族团结|长期||长期||14|14
award|服务对象满意度指标|领取民族团结奖的退休人员满意度|0.9||0.9||10
heating|数量指标|取暖费发放人数|894|人|858|人|10
heating|质量指标|取暖费发放合规性|合规||合规||10|10
heating|时效指标|取暖费发放及时性|及时||及时||10|10
heating|成本指标|取暖费发放标准|4563|元/人/年|4563|元/人/年|10
heating|经济效益指标|提升退休人员收入水平和基本生活水平|有效提高||有效提高||10|10
heating|社会效益指标|提升退休人员收入和幸福感|有效提高||有效提高||20|20
heating|可持续影响指标|对提高退休人员生活水平的持续影响|长期||长期||10|10
heating|服务对象满意度指标|领取人员满意度|0.95||0.95||10
network|数量指标|接入电子政务外网线路数量|1|条|1|条|10
network|质量指标|网络正常运行率|1||1||10
network|时效指标|网络维修维护及时性|及时||及时||10|10
network|成本指标|电子政务网运行维护费用|15000|元/年|9000|元|10
network|经济效益指标|降低网络运行成本|有效下降||有效下降||10|10
network|社会效益指标|提高网络运行效率，提升办事效率|效果显著||效果显著||20|20
network|可持续影响指标|电子化服务水平|有效提高||有效提高||10|10
network|服务对象满意度指标|网络使用人员满意度|0.9||0.9||5
network|服务对象满意度指标|办事群众满意度|0.9||0.9||5
cards|数量指标|预计2024年制卡完成数量|8600|张|12410||10
cards|质量指标|社保卡制卡合格率|≥90%||≥90%||10
cards|时效指标|社保卡制作完成时间|当场办结||当场办结||10|10
cards|成本指标|预计采购制卡机色带成本|930|元/卷|1750|元/卷|3
cards|成本指标|预计制作社保卡卡片成本|8.2|元/个|8.2|元/个|3
cards|成本指标|预计制卡机升级、维修成本|3500|元/次|3500|元/次|4
cards|经济效益指标|降低社保卡制作成本|有效下降||有效下降||10|10
cards|社会效益指标|承担医疗支付、养老金发放等功能|效果显著||效果显著||10|10
cards|生态效益指标|减少纸质化办公，有效节约资源|效果显著||效果显著||10|10
cards|可持续影响指标|加快推进社会保障卡综合应用|长期||长期||10|10
cards|服务对象满意度指标|社保卡办卡人满意度|0.9||0.9||10
audit|数量指标|开展社会保险稽核及退休人员资格认证工作次数|24|次|24|次|10
audit|质量指标|稽核、调查结果准确率|0.95||0.95||3
audit|质量指标|居民社保政策知晓率|0.95||0.95||3
audit|质量指标|社保业务档案验收合格率|0.95||0.95||4
audit|时效指标|开展社会保险稽核及退休人员生存调查工作的时间|平均每月2次||平均每月2次||3|3
audit|时效指标|开展政策宣传活动时间|平均每月1次||平均每月1次||3|3
audit|时效指标|档案装订成册至归档上架时限|一周内完成||一周内完成||4|4
audit|成本指标|开展社会保险稽核及退休人员生存调查工作成本|1|万元|1|万元|4
audit|成本指标|开展政策宣传活动成本|2.5|万元|2.5|万元|3
audit|成本指标|采购档案管理相关耗材成本|1|万元|0.97|万元|3
audit|经济效益指标|维护社保资金的安全|有效提高||有效提高||10|10
audit|社会效益指标|推动社保业务档案规范化、标准化、信息化建设|有效推动||有效推动||10|10
audit|社会效益指标|促进社会和谐稳定|有效||有效||10|10
audit|可持续影响指标|政策影响力的可持续性|长期||长期||10|10
audit|服务对象满意度指标|政策受益对象满意度|0.9||0.9||10
`

/** Printed reasons for deviations, at the indicator whose row they explain. */
const deviations: Readonly<Record<string, string>> = {
  "award/数量-1":
    "年度指标值为预计全年企业职工领取养老金人数，6月及以后新增人员不发放民族团结奖，故发放实际人数与年度指标值" +
    "存在偏差，以及部分人员未及时认证导致民族团结奖未在当年进行发放，后续上报预算人数时减掉新增不发放民族团结奖" +
    "人数，加强宣传和提醒力度，确保民族团结奖按时发放完毕。",
  "heating/数量-1":
    "部分人员因未及时进行资格认证导致取暖费未在当年进行发放。下一步加强宣传和提醒力度，确保取暖费按时发放完毕",
  "network/成本-1": "网络设备升级改造整体规划力度不足，导致资金结余费用偏高，资金使用效率有待进一步提高。",
  "cards/成本-1":
    "因社保卡更新为三代卡，需要更新社保卡打印机，新的社保卡打印机色带成本高，之后将继续选择高性价比色带，" +
    "保障社保卡打印机工作更加高效",
  "audit/成本-3": "随着档案数字化管理模式逐步完善，有效降低档案管理日常耗材成本。"
}

const shortNames: Readonly<Record<string, string>> = {
  经济效益指标: "经济",
  社会效益指标: "社会",
  生态效益指标: "生态",
  可持续影响指标: "可持续",
  服务对象满意度指标: "满意"
}

const levelOne = (levelTwo: string): string => {
  if (levelTwo === "服务对象满意度指标") return "满意度指标"
  return levelTwo.includes("效益") || levelTwo.includes("影响") ? "效益指标" : "产出指标"
}

/** Sets the indicators at the start of the year; measures and judges them at its end. */
export const indicators = (journal: Journal): void => {
  const counts = new Map<string, number>()
  for (const row of printed.trim().split("\n")) {
    const [key, level2, level3, target, unit, actual, actualUnit, weight, awarded] = row.split("|") as [
      ProjectKey,
      ...Array<string>
    ]
    const short = shortNames[level2!] ?? level2!.replace("指标", "")
    const serial = (counts.get(`${key}/${short}`) ?? 0) + 1
    counts.set(`${key}/${short}`, serial)
    const indicator = `${short}-${serial}`
    const { code } = projects[key]
    const isQualitative = awarded !== undefined
    const deviation = deviations[`${key}/${indicator}`] ?? ""
    const documentNo = `${code}-${indicator}`
    journal.add({
      event_type: "IndicatorSet",
      vou_date: "2024-01-15",
      doc_no: `指标-${documentNo}`,
      pro_code: code,
      payload: {
        indicator,
        level1: levelOne(level2!),
        level2,
        level3,
        kind: isQualitative ? "qualitative" : "quantitative",
        direction: target!.startsWith("≥") ? "atLeast" : "undeclared",
        target,
        unit,
        weight
      }
    })
    journal.add({
      event_type: "IndicatorMeasured",
      vou_date: "2024-12-31",
      doc_no: `完成-${documentNo}`,
      pro_code: code,
      payload: { indicator, actual, unit: actualUnit, deviation }
    })
    if (!isQualitative) continue
    journal.add({
      event_type: "IndicatorJudged",
      vou_date: "2024-12-31",
      doc_no: `评定-${documentNo}`,
      pro_code: code,
      payload: { indicator, tier: "reached", score: awarded, deviation: "" }
    })
  }
}
