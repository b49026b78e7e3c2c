/**
 * A small document with one of everything: heads merged both ways, long and negative amounts, a form, remarks.
 */
import type { Document, DocumentTable, TableCell } from "@juesuan/disclosure"

const head = (text: string, spans: Partial<TableCell> = {}): TableCell => ({ text, kind: "head", ...spans })
const amount = (text: string): TableCell => ({ text, kind: "amount", value: text.replaceAll(",", "") })
const label = (text: string, depth = 0): TableCell => ({ text, kind: "label", depth })

const narrow: DocumentTable = {
  key: "T01",
  title: "收入支出决算总表",
  number: "公开01表",
  unitName: "示例单位",
  moneyUnit: "元",
  width: 3,
  orientation: "portrait",
  header: [[head("项目"), head("行次"), head("决算数")]],
  body: [
    [label("一、一般公共预算财政拨款收入"), { text: "1", kind: "line" }, amount("1,234,567.89")],
    [label("二、其他收入", 1), { text: "2", kind: "line" }, amount("-100.00")]
  ],
  notes: ["注：本表反映总收支。"]
}

const wide: DocumentTable = {
  ...narrow,
  key: "T02",
  title: "收入决算表",
  number: "公开02表",
  width: 12,
  orientation: "landscape",
  header: [
    [
      head("项目", { columnSpan: 2 }),
      head("本年收入合计", { rowSpan: 2 }),
      head("事业收入", { columnSpan: 2 }),
      ...Array.from({ length: 7 }, (_, at) => head(`收入${at}`, { rowSpan: 2 }))
    ],
    [head("功能分类科目编码"), head("科目名称"), head("小计"), head("其中：教育收费")]
  ],
  body: [
    [
      { text: "2080109", kind: "code", depth: 2 },
      label("社会保险经办机构", 2),
      ...Array.from({ length: 10 }, () => amount("90,071,992,547,409.91"))
    ]
  ],
  notes: []
}

const form: DocumentTable = {
  ...wide,
  key: "S-1",
  title: "项目支出绩效自评表",
  number: "附件 1",
  moneyUnit: "万元",
  width: 4,
  header: [],
  body: [
    [head("项目名称"), { text: "示例项目", kind: "label", columnSpan: 3 }],
    [head("绩效指标", { rowSpan: 2 }), head("指标"), head("分值"), head("得分")],
    [label("完成率".repeat(40)), { text: "10", kind: "number" }, { text: "9.6", kind: "number" }]
  ],
  notes: ["1. 注一", "2. 注二"]
}

export const sample: Document = {
  schema: "juesuan/document/1",
  unitName: "示例单位",
  year: 2024,
  title: "2024 年度示例单位部门决算",
  cover: { attachment: "附件", lines: ["2024 年度", "示例单位部门决算"] },
  moneyUnit: "元",
  parts: [
    {
      key: "1",
      title: "第一部分 单位概况",
      blocks: [
        { kind: "heading", level: 2, text: "一、部门职责", key: "duties" },
        { kind: "paragraph", key: "duties-1", content: ["负责示例工作。"] },
        { kind: "heading", level: 3, text: "（一）细目", key: "detail" },
        { kind: "paragraph", key: "lead", lead: "（二）情况。", content: [] }
      ]
    },
    {
      key: "2",
      title: "第二部分 决算表",
      blocks: [
        { kind: "table", table: narrow },
        { kind: "table", table: { ...narrow, key: "T03", title: "另一张表" } },
        { kind: "table", table: wide }
      ]
    },
    { key: "5", title: "第五部分 附件", blocks: [{ kind: "table", table: form }] }
  ],
  charts: [],
  remarks: ["没有单元格吸收尾差。"],
  colophon: { digest: "ab".repeat(32), tablePack: "ningxia-2024", ruleSet: "rules", generator: "juesuan 0" }
}

/** A document of one table. */
export const documentWith = (table: DocumentTable): Document => ({
  ...sample,
  parts: [{ key: "2", title: "第二部分 决算表", blocks: [{ kind: "table", table }] }]
})

export { form, narrow, wide }
