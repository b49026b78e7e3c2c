/**
 * Documents in a few lines, for the examples of rules: a table by function code.
 *
 * They are read and audited like any other document, by the tests and by whoever tries `juesuan rule ID`.
 */

const rowOf = (...cells: ReadonlyArray<string>): string => cells.join("\t")

/** 公开05表 with its rows; a row is 编码, 科目名称 and three amounts. */
export const exampleT05 = (
  ...rows: ReadonlyArray<readonly [string, string, string, string, string]>
): string =>
  [
    "一般公共预算财政拨款支出决算表",
    "",
    "公开05表",
    "",
    "金额单位：元",
    "",
    rowOf("项目", "", "本年支出合计", "基本支出", "项目支出"),
    rowOf("功能分类科目编码", "科目名称", "", "", ""),
    rowOf("类款项", "栏次", "1", "2", "3"),
    ...rows.map((cells) => rowOf(...cells)),
    "",
    "注：本表反映部门本年度一般公共预算财政拨款支出情况。"
  ].join("\n")

/** The narrative of a year whose initial budget holds 20 万元 of basic expenditure and 10 万元 of projects. */
export const exampleBudgets = [
  "一般公共预算财政拨款基本支出决算明细表",
  "",
  "公开06表",
  "",
  "金额单位：元",
  "",
  "人员经费\t\t\t公用经费\t\t\t\t\t",
  "科目代码\t科目名称\t金额\t科目代码\t科目名称\t金额\t科目代码\t科目名称\t金额",
  "301\t工资福利支出\t200,000.00\t302\t商品和服务支出\t0.00\t307\t债务利息及费用支出\t0.00",
  "30101\t基本工资\t200,000.00\t30201\t办公费\t0.00\t30701\t国内债务付息\t0.00",
  "人员经费合计\t\t200,000.00\t公用经费合计\t\t\t\t\t0.00",
  "",
  "第三部分 2024年度部门决算情况说明",
  "",
  "五、一般公共预算财政拨款支出决算情况说明",
  "",
  "（三）一般公共预算财政拨款支出决算具体情况。2024年度一般公共预算财政拨款支出年初预算为300,000.00元，" +
    "支出决算为300,000.00元，完成年初预算的100.00%。",
  "",
  "六、一般公共预算财政拨款基本支出决算情况说明",
  "",
  "2024年度一般公共预算财政拨款基本支出200,000.00元，其中：人员经费200,000.00元，公用经费0.00元，支出具体情况如下：",
  "",
  "1. 工资福利支出200,000.00元，较2024年度年初预算数持平。",
  "",
  "第五部分 附件",
  ""
].join("\n")
