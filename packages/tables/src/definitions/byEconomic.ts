/**
 * The tables by economic code (经济分类): T06 基本支出明细 and T07 “三公”经费.
 */
import type { ColumnDefinition, RowDefinition, TableDefinition } from "../TableDefinition.ts"
import { anyOf, restrict, select, sum, under } from "../Term.ts"
import type { Filter } from "../Term.ts"
import { expenditure, fiscal } from "./terms.ts"

const basicOfGeneralPublic = select({ measure: "expenditure", fund: "generalPublic", nature: "basic" })

/**
 * The rows of the form: 类 and 款 of the department economic classification that can be basic expenditure.
 *
 * Source: 公开06表 of the Ningxia forms for 2024, codes restored; 30703 and 30704 have no row in it.
 */
const economicRows: ReadonlyArray<readonly [code: string, label: string]> = [
  ["301", "工资福利支出"],
  ["30101", "基本工资"],
  ["30102", "津贴补贴"],
  ["30103", "奖金"],
  ["30106", "伙食补助费"],
  ["30107", "绩效工资"],
  ["30108", "机关事业单位基本养老保险缴费"],
  ["30109", "职业年金缴费"],
  ["30110", "职工基本医疗保险缴费"],
  ["30111", "公务员医疗补助缴费"],
  ["30112", "其他社会保障缴费"],
  ["30113", "住房公积金"],
  ["30114", "医疗费"],
  ["30199", "其他工资福利支出"],
  ["303", "对个人和家庭的补助"],
  ["30301", "离休费"],
  ["30302", "退休费"],
  ["30303", "退职（役）费"],
  ["30304", "抚恤金"],
  ["30305", "生活补助"],
  ["30306", "救济费"],
  ["30307", "医疗费补助"],
  ["30308", "助学金"],
  ["30309", "奖励金"],
  ["30310", "个人农业生产补贴"],
  ["30311", "代缴社会保险费"],
  ["30399", "其他对个人和家庭的补助"],
  ["302", "商品和服务支出"],
  ["30201", "办公费"],
  ["30202", "印刷费"],
  ["30203", "咨询费"],
  ["30204", "手续费"],
  ["30205", "水费"],
  ["30206", "电费"],
  ["30207", "邮电费"],
  ["30208", "取暖费"],
  ["30209", "物业管理费"],
  ["30211", "差旅费"],
  ["30212", "因公出国（境）费用"],
  ["30213", "维修（护）费"],
  ["30214", "租赁费"],
  ["30215", "会议费"],
  ["30216", "培训费"],
  ["30217", "公务接待费"],
  ["30218", "专用材料费"],
  ["30224", "被装购置费"],
  ["30225", "专用燃料费"],
  ["30226", "劳务费"],
  ["30227", "委托业务费"],
  ["30228", "工会经费"],
  ["30229", "福利费"],
  ["30231", "公务用车运行维护费"],
  ["30239", "其他交通费用"],
  ["30240", "税金及附加费用"],
  ["30299", "其他商品和服务支出"],
  ["307", "债务利息及费用支出"],
  ["30701", "国内债务付息"],
  ["30702", "国外债务付息"],
  ["310", "资本性支出"],
  ["31001", "房屋建筑物购建"],
  ["31002", "办公设备购置"],
  ["31003", "专用设备购置"],
  ["31005", "基础设施建设"],
  ["31006", "大型修缮"],
  ["31007", "信息网络及软件购置更新"],
  ["31008", "物资储备"],
  ["31009", "土地补偿"],
  ["31010", "安置补助"],
  ["31011", "地上附着物和青苗补偿"],
  ["31012", "拆迁补偿"],
  ["31013", "公务用车购置"],
  ["31019", "其他交通工具购置"],
  ["31021", "文物和陈列品购置"],
  ["31022", "无形资产购置"],
  ["31099", "其他资本性支出"],
  ["399", "其他支出"],
  ["39907", "国家赔偿费用支出"],
  ["39908", "对民间非营利组织和群众性自治组织补贴"],
  ["39909", "经常性赠与"],
  ["39910", "资本性赠与"],
  ["39999", "其他支出"]
]

const economicRow = ([code, label]: readonly [string, string]): RowDefinition => ({
  key: code,
  label,
  depth: code.length === 3 ? 0 : 1,
  where: { economic: under(code) }
})

/** 一般公共预算财政拨款基本支出决算明细表: 人员经费 are 301 and 303, 公用经费 are 302, 307, 310 and 399. */
export const T06: TableDefinition = {
  key: "T06",
  title: "一般公共预算财政拨款基本支出决算明细表",
  titles: ["一般公共预算[财政拨款]基本支出决算[经济分类][明细]表"],
  note: "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
  moneyUnit: "元",
  columns: [{ key: "1", title: "金额", heads: ["金额"], number: "", term: basicOfGeneralPublic }],
  rows: {
    kind: "fixed",
    rows: [
      ...economicRows.map(economicRow),
      {
        key: "personnel",
        label: "人员经费合计",
        aliases: ["人员经费[合计|小计|支出合计]"],
        depth: 0,
        where: { economic: under("301", "303") }
      },
      {
        key: "operating",
        label: "公用经费合计",
        aliases: ["[日常]公用经费[合计|小计|支出合计]"],
        depth: 0,
        where: { economic: under("302", "307", "310", "399") }
      }
    ],
    additions: {
      dimension: "economic",
      presence: [{ measure: "expenditure", fund: "generalPublic", nature: "basic" }]
    }
  },
  layout: {
    kind: "blocks",
    blocks: [
      { heading: "人员经费", categories: ["301", "303"] },
      { heading: "公用经费", categories: ["302"] },
      { heading: "公用经费", categories: ["307", "310", "399"] }
    ],
    totals: [
      { row: "personnel", blocks: 1 },
      { row: "operating", blocks: 2 }
    ]
  }
}

const vehicles = "公务用车购置及运行维护费"
const vehiclesAsPrinted = "公务用车(购置(及|和|与)运行(维护费|费|维护)|经费|费|费用)"

/** The economic codes of the “三公”经费: 309 is 资本性支出（基本建设）, where a car may be bought too. */
const threePublicItems: ReadonlyArray<
  Omit<RowDefinition, "depth" | "where"> & { readonly economic: ReadonlyArray<string> }
> = [
  {
    key: "total",
    label: "合计",
    aliases: ["[支出]合计", "“三公”经费[合计|支出]", "总计"],
    heads: ["合计"],
    sumOf: ["abroad", "vehicles", "reception"],
    economic: ["30212", "31013", "30913", "30231", "30217"]
  },
  {
    key: "abroad",
    label: "因公出国（境）费",
    aliases: ["因公出国[（境）][支出]费[用]"],
    heads: ["因公出国（境）费"],
    economic: ["30212"]
  },
  {
    key: "vehicles",
    label: vehicles,
    aliases: [vehiclesAsPrinted],
    heads: [vehicles, "小计"],
    sumOf: ["vehiclePurchase", "vehicleOperation"],
    economic: ["31013", "30913", "30231"]
  },
  {
    key: "vehiclePurchase",
    label: "公务用车购置费",
    aliases: ["公务用车购置[费|费用][支出]", "购置费"],
    heads: [vehicles, "公务用车购置费"],
    economic: ["31013", "30913"]
  },
  {
    key: "vehicleOperation",
    label: "公务用车运行维护费",
    aliases: ["[公务用车]运行[维护][费|费用][支出]"],
    heads: [vehicles, "公务用车运行维护费"],
    economic: ["30231"]
  },
  {
    key: "reception",
    label: "公务接待费",
    aliases: ["公务接待费[支出]"],
    heads: ["公务接待费"],
    economic: ["30217"]
  }
]

const itemRows: ReadonlyArray<RowDefinition> = threePublicItems.map(({ economic, ...item }) => ({
  ...item,
  depth: 0,
  where: { economic: anyOf(...economic) }
}))

/** 全年预算数: the initial budget and every adjustment of it. */
const annualBudget = sum(select({ measure: "budgetInitial" }), select({ measure: "budgetChange" }))

const budgetAndOutturn = (fund: Filter): ReadonlyArray<ColumnDefinition> => [
  {
    key: "budget",
    title: "预算数",
    heads: ["{year}年度预算数"],
    number: "",
    term: restrict(annualBudget, fund)
  },
  {
    key: "outturn",
    title: "决算数",
    heads: ["{year}年度决算数"],
    number: "",
    term: restrict(expenditure, fund)
  }
]

const threePublicTitles = [
  "[一般公共预算][财政拨款]“三公”经费[及会议费[、]培训费][财政拨款]" +
    "(支出|决算|预决算|情况|汇总|统计|公开|总|明细)+表"
]

/** 财政拨款“三公”经费支出决算表: all fiscal money, basic and project; 预算数 is the adjusted 全年预算数. */
export const T07: TableDefinition = {
  key: "T07",
  title: "财政拨款“三公”经费支出决算表",
  titles: threePublicTitles,
  note:
    "本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，{year}年度预算数为“三公”经费全年预算数，" +
    "反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转结余资金安排的实际支出。",
  moneyUnit: "元",
  columns: budgetAndOutturn({ fund: fiscal }),
  rows: { kind: "fixed", rows: itemRows },
  layout: { kind: "single", order: "blocks" }
}

/** 机关运行经费: what basic expenditure of the general public budget pays for running an office. */
const operatingCosts = restrict(basicOfGeneralPublic, { economic: under("302", "307", "310", "399") })

/** “三公”经费、行政参公单位机关运行经费情况表: items in rows, the running costs of the office below them. */
export const T12: TableDefinition = {
  key: "T12",
  title: "“三公”经费、行政参公单位机关运行经费情况表",
  titles: ["[财政拨款]“三公”经费[、|及|和](行政参公单位|)机关运行经费(情况|支出决算|决算)表"],
  note: "本表反映部门本年度财政拨款“三公”经费和行政参公单位机关运行经费情况。",
  moneyUnit: "元",
  columns: budgetAndOutturn({ fund: fiscal }),
  rows: {
    kind: "fixed",
    rows: [
      ...itemRows,
      {
        key: "operating",
        label: "机关运行经费",
        aliases: ["[行政参公单位]机关运行经费[支出]"],
        depth: 0,
        cells: { outturn: operatingCosts }
      }
    ]
  },
  layout: { kind: "items", heading: "项目" }
}

/** 一般公共预算财政拨款“三公”经费支出决算表: of the general public budget alone. */
export const T13: TableDefinition = {
  ...T07,
  key: "T13",
  title: "一般公共预算财政拨款“三公”经费支出决算表",
  note: "本表反映部门本年度一般公共预算财政拨款“三公”经费支出预决算情况。",
  columns: budgetAndOutturn({ fund: "generalPublic" })
}
