/**
 * The items of the narrative, as data: their section, their words, and what stands beside them.
 *
 * Source: the checks of openness by finance bureaus (及时, 完整, 细化, 准确, 可读) after 财预〔2016〕143号.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import type { Obligation } from "./Obligation.ts"
import { judgeSaid, nothingOf } from "./said.ts"
import type { Beside, SaidCriterion } from "./said.ts"

const openness = "财预〔2016〕143号《地方预决算公开操作规程》"

type Row = readonly [
  id: string,
  zh: string,
  en: string,
  beside: Beside,
  words: RegExp,
  more?: Pick<SaidCriterion, "merged" | "whole">
]

/** The items of one group and section. */
const rows = (
  group: Obligation["group"],
  topics: ReadonlyArray<SectionTopic>,
  items: ReadonlyArray<Row>
): ReadonlyArray<Obligation> =>
  items.map(([id, zh, en, beside, words, more = {}]) => {
    const criterion: SaidCriterion = { topics, words, beside, ...more, lacks: { zh, en } }
    return { id, group, item: { zh, en }, basis: openness, judge: (view) => judgeSaid(view, criterion) }
  })

const lastYear =
  /(?:与|比|较|同|和).{0,6}(?:上年|上一年|去年|20\d\d年)|同比|上年.{0,8}(?:增|减|持平)|无上年|上年无|首次|新(?:成立|设立|组建)/
const reason = /原因|由于|因为|系因|主要是因|持平/

const overall = rows(
  "overall",
  ["overall"],
  [
    ["OB-04-1", "收入支出总计", "totals of income and expenditure", "amount", /总计|总额|收入|收、支/],
    ["OB-04-2", "收支总计与上年的比较", "totals compared with last year", "nothing", lastYear],
    ["OB-04-3", "收支增减的原因", "reasons of the change", "nothing", reason]
  ]
)

const shares = [
  ...rows(
    "overall",
    ["income"],
    [["OB-04-4", "各类收入的占比", "shares of income by kind", "rate", /收入.{0,40}占|财政拨款/]]
  ),
  ...rows(
    "overall",
    ["expenditure"],
    [
      [
        "OB-04-5",
        "各类支出的占比",
        "shares of expenditure by kind",
        "rate",
        /支出.{0,40}占|基本支出|项目支出/
      ]
    ]
  )
]

const generalPublic = rows(
  "generalPublic",
  ["generalPublic"],
  [
    ["OB-05-1", "一般公共预算支出总额", "total of the general public budget", "amount", /一般公共预算/],
    [
      "OB-05-2",
      "占本年支出的比重",
      "its share of the year's expenditure",
      "rate",
      /占.{0,8}(?:本年|全部|总)?支出/
    ],
    ["OB-05-3", "与上年的比较", "compared with last year", "nothing", lastYear],
    ["OB-05-4", "按功能分类的支出结构", "structure by functional class", "rate", /[（(]类[）)]|结构|主要用于/]
  ]
)

const basic = rows(
  "basic",
  ["basic"],
  [
    ["OB-06-1", "人员经费", "personnel expenses", "amount", /人员(?:经费|支出)/],
    ["OB-06-2", "公用经费", "operating expenses", "amount", /(?:日常)?公用(?:经费|支出)/],
    [
      "OB-06-3",
      "人员经费和公用经费的构成",
      "what they consist of",
      "nothing",
      /主要(?:包括|用于|是)|包括|工资福利支出|基本工资|具体(?:情况)?如下/
    ]
  ]
)

const mergedVehicles =
  /公务用车购置(?:费)?(?:及|和|与|、)(?:公务用车)?运行(?:维护)?(?:费|支出)?|公车购置(?:及|和)运行(?:维护)?费/
const noneOfThree = nothingOf("三公")
const either = (...wordings: ReadonlyArray<RegExp>): RegExp =>
  new RegExp(wordings.map(({ source }) => source).join("|"))
const abroad = /因公出国|出国[（(]境[）)]|因公临时出国/
const hospitality = /公务接待/
const noAbroad = either(nothingOf("因公(?:临时)?出国"), noneOfThree)
const noHospitality = either(nothingOf("公务接待"), noneOfThree)
const noVehicles = either(nothingOf("公务用车|公车|车辆", "购置|运行|更新|加油|维修"), noneOfThree)

const threePublic = rows(
  "threePublic",
  ["threePublic"],
  [
    ["OB-07-1", "“三公”经费总额", "total of the three", "amount", /三公/],
    ["OB-07-2", "“三公”经费预算数", "budget of the three", "amount", /预算/, { whole: noneOfThree }],
    [
      "OB-07-3",
      "“三公”经费完成预算的情况",
      "outturn against budget",
      "rate",
      /完成|(?:与|比|较).{0,6}预算|预算数?(?:相比|持平|一致)/,
      { whole: noneOfThree }
    ],
    [
      "OB-07-4",
      "“三公”经费与上年的比较",
      "compared with last year",
      "nothing",
      lastYear,
      { whole: noneOfThree }
    ],
    ["OB-07-5", "“三公”经费增减的原因", "reasons of the change", "nothing", reason, { whole: noneOfThree }],
    ["OB-07-6", "因公出国（境）费", "travel abroad", "amount", abroad, { whole: noneOfThree }],
    [
      "OB-07-7",
      "因公出国（境）团组数和人次",
      "groups and persons abroad",
      "count",
      /团组|人次|人数/,
      { whole: noAbroad }
    ],
    [
      "OB-07-8",
      "公务用车购置及运行维护费",
      "vehicles, in all",
      "amount",
      /公务用车|公车/,
      { whole: noneOfThree }
    ],
    [
      "OB-07-9",
      "公务用车购置费（购置数）",
      "vehicles bought",
      "amount",
      /购置|购买|更新/,
      { merged: mergedVehicles, whole: noneOfThree }
    ],
    [
      "OB-07-10",
      "公务用车运行维护费",
      "operation of vehicles",
      "amount",
      /运行(?:维护)?(?:费|支出|经费)/,
      { merged: mergedVehicles, whole: noneOfThree }
    ],
    ["OB-07-11", "公务用车保有量", "vehicles held", "count", /保有|公务用车数量/, { whole: noVehicles }],
    ["OB-07-12", "公务接待费", "official hospitality", "amount", hospitality, { whole: noneOfThree }],
    [
      "OB-07-13",
      "国内公务接待批次和人次",
      "receptions and persons",
      "count",
      /接待/,
      { whole: noHospitality }
    ],
    [
      "OB-07-14",
      "外事接待批次和人次",
      "foreign guests among them",
      "count",
      /外事接待|国[（(]境[）)]外.{0,4}接待|外宾|接待外/,
      { whole: noHospitality }
    ]
  ]
)

const governmentFund = nothingOf("政府性基金")
const stateCapital = nothingOf("国有资本")

const otherFunds = [
  ...rows(
    "otherFunds",
    ["governmentFund"],
    [
      [
        "OB-08-1",
        "政府性基金收入",
        "income of government funds",
        "amount",
        /收入/,
        { whole: governmentFund }
      ],
      [
        "OB-08-2",
        "政府性基金支出",
        "expenditure of government funds",
        "amount",
        /支出/,
        { whole: governmentFund }
      ]
    ]
  ),
  ...rows(
    "otherFunds",
    ["stateCapital"],
    [
      [
        "OB-08-3",
        "国有资本经营预算支出",
        "expenditure of state capital",
        "amount",
        /支出/,
        { whole: stateCapital }
      ]
    ]
  )
]

const purchases = nothingOf("(?:政府)?采购", "货物|工程|服务|合同")

const procurement = rows(
  "procurement",
  ["procurement"],
  [
    ["OB-10-1", "政府采购支出总额", "procurement in all", "amount", /采购/],
    ["OB-10-2", "政府采购货物支出", "goods", "amount", /货物/, { whole: purchases }],
    ["OB-10-3", "政府采购工程支出", "works", "amount", /工程/, { whole: purchases }],
    ["OB-10-4", "政府采购服务支出", "services", "amount", /服务/, { whole: purchases }],
    [
      "OB-10-5",
      "授予中小企业合同金额",
      "contracts to small and medium firms",
      "amount",
      /中小企业/,
      { whole: purchases }
    ],
    [
      "OB-10-6",
      "授予中小企业合同金额的占比",
      "their share",
      "rate",
      /中小企业.{0,40}占|占.{0,12}(?:采购|合同)/,
      { whole: purchases }
    ],
    [
      "OB-10-7",
      "授予小微企业合同金额",
      "micro and small firms among them",
      "amount",
      /小微企业|小型.{0,3}微型企业/,
      { whole: purchases }
    ]
  ]
)

const assets = rows(
  "assets",
  ["assets"],
  [
    ["OB-11-1", "年末车辆数", "vehicles at the year's end", "count", /车辆|公务用车/],
    [
      "OB-11-2",
      "车辆按用途的数量",
      "vehicles by use",
      "count",
      /领导(?:干部)?用车|机要通信|应急保障|执法执勤|特种专业|离退休干部|其他用车|业务用车/,
      { whole: noVehicles }
    ],
    [
      "OB-11-3",
      "单价100万元以上的设备",
      "equipment of 1 million yuan and more",
      "count",
      /(?:100|50|一百|五十)万元.{0,8}(?:设备|资产)|大型设备/
    ]
  ]
)

const performance = rows(
  "performance",
  ["performance"],
  [
    ["OB-12-1", "绩效自评的项目数", "how many projects were evaluated", "count", /项目/],
    ["OB-12-2", "绩效自评涉及的资金", "the money evaluated", "amount", /资金|金额|经费/],
    [
      "OB-12-3",
      "自评结果",
      "results of the self-evaluation",
      "nothing",
      /得分|评分|自评(?:结果|等级|结论)|评价(?:结果|等级)|(?:优|良|中|差)(?:秀|好)?等?级?/
    ]
  ]
)

/** All items of the narrative, in the order of the document. */
export const obligationsOfText: ReadonlyArray<Obligation> = [
  ...overall,
  ...shares,
  ...generalPublic,
  ...basic,
  ...threePublic,
  ...otherFunds,
  ...procurement,
  ...assets,
  ...performance
]
