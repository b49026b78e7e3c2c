/**
 * Synonyms: what finance systems and clerks call columns and kinds of business, for suggestions and
 * proposed mappings.
 *
 * A wrong guess is worse than none. Chinese words are compared as words, never by the letters they share:
 * two of them with one letter in common are as often opposites as synonyms (收入、支出). Only names in
 * Latin letters are compared by letters, for typing errors. A suggestion never turns money around: a word
 * for paying suggests nothing but paying.
 */
import { nearest } from "@juesuan/domain"
import type { EventType } from "@juesuan/ledger"
import { fieldNames, fieldOfHeader, fields, normalizeHeader } from "./Field.ts"
import type { Field } from "./Field.ts"

/** Other names of fields, as they are printed; each is the name of one field alone. */
const headerSynonyms: Readonly<Partial<Record<Field, ReadonlyArray<string>>>> = {
  event_type: ["业务种类", "业务名称", "交易类型", "收支类型"],
  fiscal_year: ["财政年度", "所属年度", "年份"],
  agency_code: ["单位", "预算部门", "部门代码", "部门编码", "单位编号", "预算单位编码", "用款单位"],
  vou_date: ["记账日期", "制单日期", "入账日期", "付款日期", "发生日期", "交易日期", "支付时间", "凭证时间"],
  doc_no: ["凭证字号", "凭证编码", "凭单号", "记账凭证号", "单据号", "单据编号", "指标文号", "支付令编号"],
  line_no: ["分录行号", "分录序号"],
  fund_type: ["资金来源", "资金类型", "预算类型", "资金种类"],
  exp_func_code: [
    "功能科目",
    "支出功能科目",
    "功能分类编码",
    "功能分类代码",
    "功能科目编码",
    "预算科目",
    "支出功能分类代码"
  ],
  dep_bgt_eco_code: [
    "经济科目",
    "经济分类科目",
    "支出经济分类",
    "支出经济分类科目",
    "经济科目编码",
    "经济分类编码",
    "经济分类代码",
    "部门经济科目",
    "部门经济分类科目"
  ],
  nature: ["基本项目", "支出类别", "支出类型名称", "预算级次性质"],
  pro_code: ["项目编号", "预算项目代码"],
  pro_name: ["项目", "预算项目"],
  amount: [
    "金额合计",
    "付款金额",
    "支出金额",
    "实付金额",
    "拨款金额",
    "收入金额",
    "指标金额",
    "本次支付金额",
    "实际支付金额"
  ],
  abstract: ["用途摘要", "资金用途", "事由", "业务摘要", "内容"],
  ref_doc_no: ["原凭证编号", "原单据号", "被冲凭证号"],
  ref_line_no: ["原分录行号"],
  to_func_code: ["调整后功能分类", "更正后功能分类"],
  to_eco_code: ["调整后经济分类", "更正后经济分类"],
  to_nature: ["调整后支出性质"],
  reason: ["调整原因", "更正原因", "冲销原因"]
}

const fieldsBySynonym: ReadonlyMap<string, Field> = new Map(
  fieldNames.flatMap((field) =>
    (headerSynonyms[field] ?? []).map((name) => [normalizeHeader(name), field] as const)
  )
)

const isLatin = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

/** The field whose header differs in one letter of four or more: 凭证日欺. Shorter words differ in one letter as a rule. */
const fieldOneLetterOff = (name: string): Field | undefined => {
  const letters = [...name]
  const isOneOff = (header: string): boolean =>
    header.length === name.length && letters.filter((letter, index) => header[index] !== letter).length === 1
  const near = fieldNames.filter((field) =>
    [fields[field].title, ...fields[field].aliases].some((header) => isOneOff(normalizeHeader(header)))
  )
  return letters.length >= 4 && near.length === 1 ? near[0] : undefined
}

const fieldNamesNear = (header: string): Field | undefined => {
  const near = nearest(normalizeHeader(header), fieldNames.map(normalizeHeader))
  return near === undefined ? undefined : fieldNames.find((field) => normalizeHeader(field) === near)
}

/** The field that a header which names none may mean; `undefined` rather than a guess. */
export const likelyField = (header: string): Field | undefined => {
  const name = normalizeHeader(header)
  const known = fieldsBySynonym.get(name) ?? fieldOfHeader(name.replace(/[(（].*[)）]$/, ""))
  if (known !== undefined) return known
  return isLatin(name) ? (name.length >= 4 ? fieldNamesNear(name) : undefined) : fieldOneLetterOff(name)
}

/** Whether a column of that name holds money. */
export const isMoneyHeader = (header: string): boolean =>
  /金额|余额|借方|贷方|发生额|(?:[万千百亿]|^|[(（])元|[收支]出数|预算数|决算数|指标数|可用数|总额|数额|价款/.test(
    normalizeHeader(header)
  ) || /元[)）]?$/.test(header.trim())

/** Other words for kinds of business. Words that may mean money going out and coming in are none of them. */
const eventSynonyms: Readonly<Record<string, EventType>> = {
  付款: "DisbursementPaid",
  报销: "DisbursementPaid",
  支出: "DisbursementPaid",
  缴费: "DisbursementPaid",
  发放: "DisbursementPaid",
  转账支付: "DisbursementPaid",
  财政授权支付: "DisbursementPaid",
  财政直接支付: "DisbursementPaid",
  退款入账: "DisbursementReturned",
  支出退回: "DisbursementReturned",
  资金退回: "DisbursementReturned",
  更正: "DisbursementReclassified",
  科目更正: "DisbursementReclassified",
  调账: "DisbursementReclassified",
  红冲: "EntryReversed",
  作废: "EntryReversed",
  收入: "IncomeReceived",
  收款: "IncomeReceived",
  拨款: "AppropriationReceived",
  财政拨款收入: "AppropriationReceived",
  指标下达: "BudgetApproved",
  下达指标: "BudgetApproved",
  预算批复: "BudgetApproved",
  年初批复: "BudgetApproved",
  指标追加: "BudgetSupplemented",
  追加指标: "BudgetSupplemented",
  预算调剂: "BudgetTransferred",
  指标调剂: "BudgetTransferred",
  指标收回: "BudgetWithdrawn",
  开账: "FiscalYearOpened",
  初始化: "FiscalYearOpened",
  采购合同: "ProcurementContracted"
}

/** The kind of business that a word may mean; `undefined` rather than a guess. */
export const likelyEvent = (word: string): EventType | undefined =>
  Object.hasOwn(eventSynonyms, word) ? eventSynonyms[word] : undefined
