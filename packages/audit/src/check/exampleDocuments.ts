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
