/**
 * Rules of the figures in sentences: against cells, against each other, against what they are made of.
 */
import type { AuditRule } from "../CheckResult.ts"
import {
  basicExpenditureText,
  generalPublicText,
  narrativeText,
  scorecardText,
  threePublicText
} from "./exampleText.ts"

const agreement = "部门决算公开文本与公开表口径一致（表文一致）；允许误差只由列示精度推出"
const arithmetic = "比率由所列各数算得，按四舍五入列示"

const overall = (sentence: string): string => narrativeText(["一、收入支出决算总体情况说明", sentence])
const general = (sentence: string): string =>
  narrativeText(["五、一般公共预算财政拨款支出决算情况说明", sentence])
const threePublic = (...sentences: ReadonlyArray<string>): string =>
  narrativeText(["七、财政拨款“三公”经费支出决算情况说明", ...sentences])

const table = generalPublicText(
  ["", "合计", "300.00", "200.00", "100.00"],
  ["205", "教育支出", "300.00", "200.00", "100.00"],
  ["20502", "普通教育", "300.00", "200.00", "100.00"],
  ["2050202", "小学教育", "300.00", "200.00", "100.00"]
)
const withTable = (sentence: string): string => `${table}\n\n${general(sentence)}`
const entry = (name: string): string =>
  withTable(
    `（三）具体情况。1.教育支出（类）普通教育（款）${name}（项）年初预算为150.00元，支出决算为300.00元，完成年初预算的200.00%。`
  )

const basicItems = (...items: ReadonlyArray<string>): string =>
  [
    basicExpenditureText("800.00", "200.00", "50.00"),
    narrativeText(["六、一般公共预算财政拨款基本支出决算情况说明", ...items])
  ].join("\n\n")

const noTrips = threePublicText(
  "900.00",
  "0.00",
  "900.00",
  "0.00",
  "900.00",
  "0.00",
  "800.00",
  "0.00",
  "800.00",
  "0.00",
  "800.00",
  "0.00"
)

const performance = (score: string): string =>
  [
    narrativeText([
      "十、预算绩效情况说明",
      `1.绩效管理工作开展情况。一般公共预算项目1个，共涉及资金5.00万元。`,
      `2.项目绩效自评结果。项目设备更新自评得分为${score}分。`
    ]),
    "第五部分 附件",
    scorecardText("设备更新", "5", "5", "98")
  ].join("\n\n")

export const figureRules = {
  "AR-N-01": {
    id: "AR-N-01",
    title: "文字中的金额与公开表一致",
    severity: "block",
    meaning:
      "情况说明第一至第九部分的每个金额，换算单位后等于它所指的公开表单元格；两处单位不同时按较粗的列示精度比较。",
    formula: "文字金额 = 公开表单元格",
    basis: agreement,
    suggestion: "请核对公开表和账簿，更正有误的一处。",
    examples: {
      pass: withTable("2024年度一般公共预算财政拨款支出合计300.00元。"),
      fail: withTable("2024年度一般公共预算财政拨款支出合计330.00元。")
    }
  },
  "AR-N-02": {
    id: "AR-N-02",
    title: "增减额与比较基数一致",
    severity: "block",
    meaning:
      "写明基数（上年决算数、年初预算数）的，增减额等于本期数与基数之差；同一指标由不同句子反推的上年数相同。",
    formula: "增减额 = |本期数 − 基数|",
    basis: agreement,
    suggestion: "请核对上年决算和预算批复，更正增减额或基数。",
    examples: {
      pass: overall(
        "2024年度收、支总计120.00元，上年决算数为100.00元，增加20.00元，增长20.00%，主要原因是人员增加。"
      ),
      fail: overall("2024年度收、支总计120.00元，上年决算数为100.00元，增加30.00元，主要原因是人员增加。")
    }
  },
  "AR-N-03": {
    id: "AR-N-03",
    title: "增减率等于增减额除以基数",
    severity: "block",
    meaning:
      "增长率、下降率等于增减额除以基数，基数是本期数减去增加额（或加上减少额）；基数为 0 时没有增减率。",
    formula: "增长率 = 增加额 ÷（本期数 − 增加额）；下降率 = 减少额 ÷（本期数 + 减少额）",
    basis: arithmetic,
    suggestion: "请按所述指标自身的上年数重新计算比率。",
    examples: {
      pass: overall(
        "2024年度收、支总计120.00元。与2023年度相比，收、支总计各增加20.00元，增长20.00%，主要原因是人员增加。"
      ),
      fail: overall(
        "2024年度收、支总计120.00元。与2023年度相比，收、支总计各增加20.00元，增长16.67%，主要原因是人员增加。"
      )
    }
  },
  "AR-N-04": {
    id: "AR-N-04",
    title: "占比等于部分除以整体",
    severity: "block",
    meaning:
      "占比的分母是句中写明的整体；没有写明的，收入、支出、支出结构和“三公”经费分别以 T02、T03、T05、T07 的合计为分母。分子、分母口径相同；分母为 0 时没有占比。",
    formula: "占比 = 部分 ÷ 整体",
    basis: arithmetic,
    suggestion: "请核对分子、分母的口径，重新计算占比。",
    examples: {
      pass: narrativeText([
        "三、支出决算情况说明",
        "2024年度支出合计200.00元，其中：基本支出150.00元，占75.00%；项目支出50.00元，占25.00%。"
      ]),
      fail: narrativeText([
        "三、支出决算情况说明",
        "2024年度支出合计200.00元，其中：基本支出150.00元，占76.00%；项目支出50.00元，占25.00%。"
      ])
    }
  },
  "AR-N-05": {
    id: "AR-N-05",
    title: "完成率等于决算数除以预算数",
    severity: "block",
    meaning: "完成年初（全年）预算的百分比等于支出决算除以同句的预算；预算为 0 时没有完成率。",
    formula: "完成率 = 支出决算 ÷ 预算",
    basis: arithmetic,
    suggestion: "请重新计算完成率；预算为 0 的删去完成率。",
    examples: {
      pass: threePublic(
        "2024年度“三公”经费财政拨款支出预算为900.00元，支出决算为450.00元，完成预算的50.00%。"
      ),
      fail: threePublic(
        "2024年度“三公”经费财政拨款支出预算为900.00元，支出决算为450.00元，完成预算的55.00%。"
      )
    }
  },
  "AR-N-08": {
    id: "AR-N-08",
    title: "一般公共预算支出具体情况逐项与公开表对应",
    severity: "block",
    meaning:
      "一般公共预算财政拨款支出表中有支出的每一项都有一条说明，没有表外的项，类、款、项名称与科目名称一致。",
    formula: "说明的项 = T05 的项",
    basis: agreement,
    suggestion: "请补列缺少的项，改正科目名称。",
    examples: { pass: entry("小学教育"), fail: entry("初中教育") }
  },
  "AR-N-09": {
    id: "AR-N-09",
    title: "基本支出逐类说明",
    severity: "explain",
    meaning: "基本支出按经济分类说明的，T06 有支出的每一类都有说明，顺序与表式相同。",
    formula: "说明的类 = T06 的类（301、302、303、307、310、399）",
    basis: agreement,
    suggestion: "请补充缺少的类，并按表式排列。",
    examples: {
      pass: basicItems(
        "1.工资福利支出800.00元。",
        "2.商品和服务支出200.00元。",
        "3.对个人和家庭的补助50.00元。",
        "4.资本性支出100.00元。"
      ),
      fail: basicItems(
        "1.工资福利支出800.00元。",
        "2.商品和服务支出200.00元。",
        "3.对个人和家庭的补助50.00元。"
      )
    }
  },
  "AR-N-10": {
    id: "AR-N-10",
    title: "同一指标只有一个数",
    severity: "block",
    meaning: "公开表中没有的指标（年初预算、政府采购、数量等）在文字中出现几次，各处的数相同。",
    formula: "同一指标的各处列示相等",
    basis: agreement,
    suggestion: "请核对后统一。",
    examples: {
      pass: narrativeText([
        "十一、政府采购支出情况说明",
        "2024年度政府采购支出总额10.00元，政府采购支出总额10.00元。"
      ]),
      fail: narrativeText([
        "十一、政府采购支出情况说明",
        "2024年度政府采购支出总额10.00元，政府采购支出总额12.00元。"
      ])
    }
  },
  "AR-N-12": {
    id: "AR-N-12",
    title: "绩效自评的项目与所附自评表一致",
    severity: "block",
    meaning: "文字中开展自评的项目个数、名称、得分和涉及资金，与所附项目支出绩效自评表相同。",
    formula: "个数、名称、得分、资金 = 自评表",
    basis: "项目支出绩效自评结果随决算公开，文字与自评表为同一结果",
    suggestion: "请按自评表更正文字，或更正自评表。",
    examples: { pass: performance("98.00"), fail: performance("89.00") }
  },
  "AR-N-13": {
    id: "AR-N-13",
    title: "各部分之和等于总额",
    severity: "block",
    meaning: "完整分列的部分之和等于总额，任何“其中”各项之和不超过总额；各项年初预算之和等于年初预算合计。",
    formula: "总额 = Σ 部分",
    basis: agreement,
    suggestion: "请核对各部分和总额。",
    examples: {
      pass: narrativeText([
        "十一、政府采购支出情况说明",
        "2024年度政府采购支出总额10.00元，其中：政府采购货物支出4.00元、政府采购工程支出6.00元、政府采购服务支出0.00元。"
      ]),
      fail: narrativeText([
        "十一、政府采购支出情况说明",
        "2024年度政府采购支出总额10.00元，其中：政府采购货物支出4.00元、政府采购工程支出5.00元、政府采购服务支出0.00元。"
      ])
    }
  },
  "AR-N-16": {
    id: "AR-N-16",
    title: "各部分增减之和等于总额的增减",
    severity: "block",
    meaning: "“三公”经费、公务用车费用和基本支出与同一基数比较时，各部分增减额带符号相加等于总额的增减额。",
    formula: "总额增减 = Σ ± 部分增减",
    basis: agreement,
    suggestion: "请核对各部分和总额的上年数或预算数。",
    examples: {
      pass: narrativeText([
        "六、一般公共预算财政拨款基本支出决算情况说明",
        "2024年度一般公共预算财政拨款基本支出100.00元，比2023年度增加10.00元，主要原因是人员增加。",
        "1.人员经费80.00元，比2023年度增加15.00元，主要原因是人员增加。",
        "2.公用经费20.00元，比2023年度减少5.00元，主要原因是厉行节约。"
      ]),
      fail: narrativeText([
        "六、一般公共预算财政拨款基本支出决算情况说明",
        "2024年度一般公共预算财政拨款基本支出100.00元，比2023年度增加10.00元，主要原因是人员增加。",
        "1.人员经费80.00元，比2023年度增加15.00元，主要原因是人员增加。",
        "2.公用经费20.00元，比2023年度增加5.00元，主要原因是厉行节约。"
      ])
    }
  },
  "AR-N-22": {
    id: "AR-N-22",
    title: "数量之间、数量与金额之间相符",
    severity: "explain",
    meaning:
      "各用途车辆之和等于车辆总数，一级、二级项目之和等于项目数；没有支出的事项没有购置、出国和接待的数量。",
    formula: "总数 = Σ 各类；数量 > 0 则金额 > 0",
    basis: agreement,
    suggestion: "请核对资产、外事和接待的登记。",
    examples: {
      pass: `${noTrips}\n\n${threePublic("2024年度国内公务接待批次0个，国内公务接待人次0人。")}`,
      fail: `${noTrips}\n\n${threePublic("2024年度国内公务接待批次3个，国内公务接待人次0人。")}`
    }
  }
} as const satisfies Record<string, AuditRule>
