/**
 * Small documents in plain text for the examples of rules.
 */

/** A document of 2024 with sections of the narrative, each a heading and its paragraphs. */
export const narrativeText = (
  ...sections: ReadonlyArray<readonly [heading: string, ...paragraphs: ReadonlyArray<string>]>
): string => ["示例局2024年度部门决算", "第三部分 2024年度部门决算情况说明", ...sections.flat()].join("\n\n")

const table = (title: string, number: string, lines: ReadonlyArray<string>): string =>
  [title, number, "金额单位：元", "单位：示例局", lines.join("\n")].join("\n\n")

/** 一般公共预算财政拨款支出决算表: code, name, total, basic, project. */
export const generalPublicText = (
  ...rows: ReadonlyArray<readonly [string, string, string, string, string]>
): string =>
  table("一般公共预算财政拨款支出决算表", "公开05表", [
    "项目\t\t\t\t本年支出合计\t基本支出\t项目支出",
    "功能分类科目编码\t\t\t科目名称\t\t\t",
    "类\t款\t项\t栏次\t1\t2\t3",
    ...rows.map(([code, name, ...amounts]) =>
      code === "" ? `\t\t\t${name}\t${amounts.join("\t")}` : `${code}\t\t\t${name}\t${amounts.join("\t")}`
    )
  ])

/** 一般公共预算财政拨款基本支出决算明细表 with 301, 302 and 303 as given, and no 307. */
export const basicExpenditureText = (staff: string, goods: string, subsidies: string): string =>
  table("一般公共预算财政拨款基本支出决算明细表", "公开06表", [
    "人员经费\t\t\t公用经费\t\t\t\t\t",
    "科目代码\t科目名称\t金额\t科目代码\t科目名称\t金额\t科目代码\t科目名称\t金额",
    `301\t工资福利支出\t${staff}\t302\t商品和服务支出\t${goods}\t307\t债务利息及费用支出\t0.00`,
    `30101\t基本工资\t${staff}\t30201\t办公费\t${goods}\t30701\t国内债务付息\t0.00`,
    `303\t对个人和家庭的补助\t${subsidies}\t310\t资本性支出\t100.00\t\t\t`,
    `30301\t离休费\t${subsidies}\t31002\t办公设备购置\t100.00\t\t\t`
  ])

/** 财政拨款“三公”经费支出决算表: twelve amounts. */
export const threePublicText = (...amounts: ReadonlyArray<string>): string =>
  table("财政拨款“三公”经费支出决算表", "公开07表", [
    "2024年度预算数\t\t\t\t\t\t2024年度决算数\t\t\t\t\t",
    "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费",
    "\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t",
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12",
    amounts.join("\t")
  ])

/** One item of a self-evaluation, with its name, its budget and execution in 万元, and its total score. */
export const scorecardText = (name: string, budget: string, executed: string, score: string): string =>
  [
    "项目支出绩效自评表",
    "（2024年度）",
    [
      `项目名称\t\t${name}\t\t\t\t\t\t\t`,
      "主管部门\t\t示例局\t\t\t实施单位\t示例局\t\t\t",
      "项目资金（万元）\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t",
      `\t年度资金总额：\t\t${budget}\t${budget}\t${executed}\t10\t1\t10\t`,
      "年度总体目标\t预期目标\t\t\t\t实际完成情况\t\t\t\t",
      "\t按时完成\t\t\t\t按时完成\t\t\t\t",
      "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值（A）\t全年实际值（B）\t分值\t得分\t得分计算方法\t偏差原因分析及改进措施",
      "\t产出指标（50分）\t数量指标（50分）\t指标1：次数\t10次\t10次\t50\t50\t\t",
      "\t满意度指标（40分）\t服务对象满意度指标（40分）\t指标1：满意度\t90%\t90%\t40\t40\t\t",
      `\t总 分\t\t\t\t\t100\t${score}\t\t`
    ].join("\n")
  ].join("\n\n")
