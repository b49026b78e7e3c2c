/**
 * Examples of the import format besides the rows of each event: a mapping and an envelope. Reconstructions.
 */

/** An export of another system, and the mapping that makes it rows: the page prints both. */
export const mappedExample = {
  mapping: {
    columns: {
      记账日期: "vou_date",
      凭证字号: "doc_no",
      科目: "exp_func_code",
      款: "dep_bgt_eco_code",
      资金: "fund_type",
      付款: "amount"
    },
    constants: { event_type: "DisbursementPaid", agency_code: "219011", nature: "基本支出" },
    values: { fund_type: { 本级财力: "一般公共预算" } },
    docNoByMonth: true
  },
  csv: "记账日期,凭证字号,科目,款,资金,付款\n2024-05-08,付-1,2080109,30201,本级财力,12.50\n"
} as const

/** A payment in its envelope, as a ledger exports it; amounts of a payload are fen (分). */
export const envelopeExample = {
  streamId: "unit/219011/2024",
  occurredOn: "2024-05-08",
  documentNo: "ZF-1",
  eventId: "219011/2024/ZF-1#1",
  type: "DisbursementPaid",
  schemaVersion: 1,
  payload: {
    line: { fund: "generalPublic", function: "2080109", economic: "30201", nature: "basic", project: "" },
    amount: 128_050,
    abstract: "办公用品"
  }
} as const
