/**
 * The fields of a transaction row: canonical column names and the headers finance systems print for them.
 *
 * A header is compared after {@link normalizeHeader}, so that `Vou Date`, `vou_date` and `ＶＯＵ＿ＤＡＴＥ`
 * are one name, and `金额（元）` is 金额. A header that is no alias can be mapped by a mapping file, see
 * `Mapping`.
 */
import type { MoneyUnit } from "./Value.ts"

interface FieldNames {
  /** The Chinese header, the one that templates print. */
  readonly title: string
  readonly aliases: ReadonlyArray<string>
}

/** Every field, in canonical column order. */
export const fields = {
  event_type: { title: "业务类型", aliases: ["业务事件", "事件类型"] },
  fiscal_year: { title: "预算年度", aliases: ["年度", "会计年度"] },
  agency_code: { title: "单位代码", aliases: ["预算单位代码", "预算单位", "单位编码"] },
  vou_date: { title: "凭证日期", aliases: ["日期", "业务日期", "支付日期"] },
  doc_no: { title: "凭证号", aliases: ["凭证编号", "支付凭证号", "文号"] },
  line_no: { title: "行号", aliases: ["分录号", "明细序号"] },
  fund_type: { title: "资金性质", aliases: ["资金性质代码", "fund_type_code"] },
  exp_func_code: {
    title: "支出功能分类科目",
    aliases: ["支出功能分类", "功能分类", "功能分类科目", "支出功能分类科目编码"]
  },
  dep_bgt_eco_code: {
    title: "部门支出经济分类科目",
    aliases: [
      "部门支出经济分类",
      "部门经济分类",
      "经济分类",
      "部门预算经济科目分类",
      "部门支出经济分类科目编码"
    ]
  },
  nature: { title: "支出性质", aliases: ["支出类型"] },
  pro_code: { title: "项目代码", aliases: ["项目编码", "预算项目编码"] },
  pro_name: { title: "项目名称", aliases: ["支出项目名称", "预算项目名称"] },
  counterparty: { title: "对方单位代码", aliases: ["对方预算单位代码"] },
  amount: { title: "金额", aliases: ["支付金额", "发生额"] },
  abstract: { title: "摘要", aliases: ["凭证摘要", "用途"] },
  ref_doc_no: { title: "原凭证号", aliases: ["原支付凭证号"] },
  ref_line_no: { title: "原行号", aliases: ["原分录号"] },
  kind: { title: "类别", aliases: [] },
  to_func_code: { title: "调入功能分类", aliases: ["调入功能分类科目"] },
  to_eco_code: { title: "调入经济分类", aliases: ["调入经济分类科目"] },
  to_nature: { title: "调入支出性质", aliases: [] },
  to_counterparty: { title: "调入对方单位代码", aliases: [] },
  to_pro_code: { title: "调入项目", aliases: ["调入项目代码"] },
  attributes: { title: "分类属性", aliases: [] },
  reason: { title: "原因", aliases: ["原因说明"] },
  subject: { title: "对象", aliases: [] },
  payload: { title: "明细", aliases: ["明细JSON"] }
} as const satisfies Readonly<Record<string, FieldNames>>

/** A field of a transaction, by its canonical column name, such as `vou_date`. */
export type Field = keyof typeof fields

/** The fields in canonical order; a field's place here is its index in a `Layout`. */
export const fieldNames = Object.keys(fields) as ReadonlyArray<Field>

export const fieldIndex = Object.fromEntries(fieldNames.map((field, index) => [field, index])) as Readonly<
  Record<Field, number>
>

/** Full-width to half-width, without spaces, `_`, `-` or a unit in brackets, in lower case. */
export const normalizeHeader = (text: string): string =>
  text
    .slice(0, 200)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*:]+/g, "")
    .replace(/\((?:单位)?(?:人民币)?(?:[百千]?万|[百千]|亿)?元\)$|\(人民币\)$/, "")

/** The money unit that a head names, such as 万元 in `金额（万元）`; `undefined` when it names none. */
export const unitOfHeader = (header: string): MoneyUnit | undefined =>
  unitOfText(
    header
      .slice(0, 200)
      .normalize("NFKC")
      .replace(/[\s_\-*:/]+/g, "")
  )

const unitOfText = (plain: string): MoneyUnit | undefined =>
  /(?:\((?:单位)?(?:人民币)?|额|数|单位(?:人民币)?)((?:[百千]?万|[百千]|亿)?元)\)?$/.exec(plain)?.[1] as
    MoneyUnit | undefined

/** The money unit that a title above a header states, such as `金额单位：万元`. */
export const unitOfTitle = (cells: ReadonlyArray<string>): MoneyUnit | undefined => {
  for (const cell of cells) {
    const found = /单位:?(?:人民币)?((?:[百千]?万|[百千]|亿)?元)/.exec(
      cell.slice(0, 200).normalize("NFKC").replace(/\s+/g, "")
    )?.[1]
    if (found !== undefined) return found as MoneyUnit
  }
  return undefined
}

const byHeader: ReadonlyMap<string, Field> = new Map(
  fieldNames.flatMap((field) =>
    [field, fields[field].title, ...fields[field].aliases].map(
      (name) => [normalizeHeader(name), field] as const
    )
  )
)

/** The field a header names; `undefined` when it names none. */
export const fieldOfHeader = (header: string): Field | undefined => byHeader.get(normalizeHeader(header))

const displayNames = Object.fromEntries(
  fieldNames.map((field) => [field, `${field}（${fields[field].title}）`])
) as Readonly<Record<Field, string>>

/** How messages name a field: `vou_date（凭证日期）`. */
export const displayName = (field: Field): string => displayNames[field]

/** The Chinese header of a field; any other text is given back. */
export const fieldTitle = (name: string): string =>
  Object.hasOwn(fields, name) ? fields[name as Field].title : name
