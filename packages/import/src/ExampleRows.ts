/**
 * One row of every event type as a sheet would have it, for the page of the format and for workbooks that are to be
 * filled in. A reconstruction: the unit, its projects and amounts are made up.
 */
import type { EventType } from "@juesuan/ledger"
import type { Field } from "./Field.ts"

/** A row by its fields, as it would be typed. */
export type ExampleRow = Readonly<Partial<Record<Field, string>>>

const on = (vou_date: string, doc_no: string, row: ExampleRow): ExampleRow => ({
  fiscal_year: vou_date.slice(0, 4),
  agency_code: "219011",
  vou_date,
  doc_no,
  ...row
})

const item: ExampleRow = { fund_type: "一般公共预算", exp_func_code: "2080109" }
const basic: ExampleRow = { ...item, nature: "基本支出" }
const project: ExampleRow = { ...item, nature: "项目支出", pro_code: "P01" }
const supplies: ExampleRow = { ...basic, dep_bgt_eco_code: "30201" }

const payloadOf = (payload: Readonly<Record<string, unknown>>): ExampleRow => ({
  payload: JSON.stringify(payload)
})

/** The rows without their event type; what a correction names is the payment, `ZF-1`. */
export const exampleRows: Readonly<Record<EventType, ExampleRow>> = {
  FiscalYearOpened: on(
    "2024-01-01",
    "JZ-1",
    payloadOf({
      unitName: "示例单位",
      unitKind: "事业",
      control: "严格控制",
      staffing: 16,
      unitsCovered: ["示例单位"],
      attributes: { 级次: "市级" }
    })
  ),
  ControlPolicyChanged: on("2024-03-01", "KZ-1", { kind: "提示", reason: "系统切换期间" }),
  CarryoverBroughtForward: on("2024-01-01", "NC-1", { ...project, kind: "结转", amount: "50000.00" }),
  OpeningAdjusted: on("2024-02-10", "NC-2", {
    ...project,
    kind: "结转",
    amount: "80.50",
    reason: "收回上年支出",
    ...payloadOf({ cause: "以前年度支出收回" })
  }),
  BudgetApproved: on("2024-01-10", "YS-1", {
    ...basic,
    dep_bgt_eco_code: "302",
    amount: "100000.00",
    abstract: "年初批复"
  }),
  BudgetSupplemented: on("2024-03-01", "YS-2", {
    ...basic,
    dep_bgt_eco_code: "302",
    amount: "5000.00",
    abstract: "追加公用经费"
  }),
  BudgetReduced: on("2024-04-01", "YS-3", {
    ...basic,
    dep_bgt_eco_code: "302",
    amount: "1000.00",
    abstract: "压减一般性支出"
  }),
  BudgetWithdrawn: on("2024-11-20", "YS-4", { ...project, amount: "500.00", abstract: "收回项目结余" }),
  BudgetTransferred: on("2024-05-06", "YS-5", {
    ...supplies,
    to_func_code: "2080199",
    to_eco_code: "30211",
    amount: "2000.00",
    abstract: "调剂至差旅费"
  }),
  AppropriationReceived: on("2024-01-20", "SR-1", { ...basic, amount: "90000.00", abstract: "一季度拨款" }),
  AppropriationReturned: on("2024-12-20", "SR-2", { ...basic, amount: "1000.00", abstract: "退回拨款" }),
  IncomeReceived: on("2024-04-12", "SR-3", {
    kind: "事业收入",
    fund_type: "单位资金",
    exp_func_code: "2080109",
    amount: "20000.00",
    abstract: "服务收入"
  }),
  DisbursementPaid: on("2024-05-08", "ZF-1", { ...supplies, amount: "1,280.50", abstract: "办公用品" }),
  DisbursementReturned: on("2024-06-03", "TK-1", {
    ref_doc_no: "ZF-1",
    amount: "80.50",
    abstract: "退货"
  }),
  DisbursementReclassified: on("2024-06-04", "GZ-1", {
    ref_doc_no: "ZF-1",
    to_eco_code: "30202",
    to_nature: "项目支出",
    to_pro_code: "P01",
    amount: "200.00",
    abstract: "实为项目印刷费"
  }),
  NonFiscalSurplusUsed: on("2024-12-31", "NM-1", {
    kind: "非财政拨款结余",
    amount: "300.00",
    abstract: "弥补收支差额"
  }),
  SurplusDistributed: on("2024-12-31", "NM-2", {
    kind: "提取专用结余",
    amount: "200.00",
    abstract: "提取职工福利基金"
  }),
  CarryoverReturned: on("2024-12-25", "NM-3", {
    ...project,
    kind: "结余",
    amount: "800.00",
    abstract: "上缴项目结余"
  }),
  EntryReversed: on("2024-06-05", "CX-1", { ref_doc_no: "ZF-1", amount: "1,280.50", reason: "重复登记" }),
  ProcurementContracted: on("2024-09-02", "CG-1", {
    amount: "9000.00",
    abstract: "台式计算机",
    ...payloadOf({ contractNo: "HT-2024-01", category: "货物", supplierSize: "小微企业" })
  }),
  AssetsCounted: on(
    "2024-12-31",
    "ZC-1",
    payloadOf({
      buildingAreaCm2: 1_234_500,
      vehicles: {
        provincialLeaders: 0,
        principalLeaders: 0,
        confidentialCommunication: 1,
        emergency: 0,
        lawEnforcement: 0,
        specialTechnical: 0,
        retiredOfficials: 0,
        other: 0
      },
      equipmentOverMillion: 0
    })
  ),
  OfficialActivityRecorded: on(
    "2024-12-31",
    "SG-1",
    payloadOf({
      abroadGroups: 0,
      abroadPersons: 0,
      vehiclesBought: 0,
      vehiclesHeld: 1,
      domesticReceptions: 2,
      domesticReceptionPersons: 9,
      foreignReceptions: 0,
      foreignReceptionPersons: 0
    })
  ),
  ProjectRegistered: on("2024-01-15", "XM-1", {
    pro_code: "P01",
    pro_name: "经办服务能力提升",
    attributes: "类别=民生；来源=中央",
    ...payloadOf({ goal: "缩短办理时间", level: "second" })
  }),
  IndicatorSet: on("2024-01-15", "XM-2", {
    pro_code: "P01",
    ...payloadOf({
      indicator: "I1",
      level1: "产出指标",
      level2: "数量指标",
      level3: "培训人数",
      kind: "定量",
      direction: "≥",
      target: "100",
      unit: "人",
      weight: "20"
    })
  }),
  IndicatorMeasured: on("2024-12-31", "XM-3", {
    pro_code: "P01",
    ...payloadOf({ indicator: "I1", actual: "98", unit: "人", deviation: "两人因病未参加" })
  }),
  IndicatorJudged: on("2024-12-31", "XM-4", {
    pro_code: "P01",
    ...payloadOf({ indicator: "I2", tier: "达成", score: "9.5" })
  }),
  ExplanationGiven: on("2024-12-31", "SM-1", { subject: "N/3/change", reason: "年中新增项目" }),
  FactRecorded: on("2024-12-31", "SS-1", {
    kind: "服务人次",
    ...payloadOf({ value: "12345", unit: "人次", source: "业务系统年报" })
  }),
  ComparativesImported: on(
    "2024-01-01",
    "SN-1",
    payloadOf({ figures: [{ address: "T01/closing/2", amount: 5_000_000 }] })
  ),
  FiscalYearClosed: on(
    "2024-12-31",
    "JZ-2",
    payloadOf({
      closing: [{ fund: "generalPublic", amount: 5_050_000 }],
      surplusUsed: 30_000,
      surplusDistributed: 20_000
    })
  ),
  ClosedYearAdjusted: on("2024-12-31", "SJ-1", {
    reason: "审计调整",
    ...payloadOf({
      authority: "审〔2025〕1号",
      entry: {
        type: "BudgetSupplemented",
        version: 1,
        payload: {
          line: { fund: "generalPublic", function: "2080109", economic: "302", nature: "basic", project: "" },
          amount: 10_000,
          abstract: "补记追加"
        }
      }
    })
  })
}
