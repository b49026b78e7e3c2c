/**
 * The words of import issues in Chinese. `{value}`, `{column}` and the operands of each problem are filled
 * in.
 */
export const words = {
  FileMissing: { message: "文件不存在：{value}。", remedy: "检查路径和文件名。" },
  FileIsDirectory: {
    message: "这是文件夹，不是文件：{value}",
    remedy: "写明文件夹里的文件，例如 {value}/*.csv。"
  },
  FileUnreadable: {
    message: "无法读取文件：{value}（{cause}）",
    remedy: "检查读取权限，或关闭正在占用它的程序。"
  },
  FileSpecial: {
    message: "{value} 不是能够读完的文件：{detail}。",
    remedy: "请指定文件，或用管道送入（juesuan import -）。"
  },
  FileEmpty: { message: "文件是空的。", remedy: "重新导出，第一行应为列名。" },
  FileTooLarge: { message: "文件超过上限：{limit}。", remedy: "拆成几个文件后一起导入。" },
  FileRepeated: { message: "与“{other}”内容完全相同，同一文件重复提供。", remedy: "去掉其中一个。" },
  FileCut: { message: "文件不完整：{detail}。", remedy: "文件可能在复制或导出时被截断，请重新导出。" },
  FileEndOpen: {
    message: "文件在金额“{value}”处结束，后面没有换行：如果文件被截断，这个金额就不完整。",
    remedy: "与原系统核对最后一行和合计；文件完整时可以忽略本提示。"
  },
  EncodingWrong: {
    message: "无法识别文字编码：按 UTF-8 在第 {utf8} 字节处出错，按 GB18030 在第 {gb18030} 字节处出错。",
    remedy: "另存为 UTF-8 或 GB18030（GBK）编码的 CSV。"
  },
  FormatUnknown: {
    message: "不能读取这种文件：{detail}。",
    remedy: "另存为 .xlsx、.csv 或 .jsonl 后再导入。"
  },
  WorkbookBroken: { message: "工作簿损坏：{detail}。", remedy: "用表格软件打开并另存为 .xlsx。" },
  WorkbookHasDtd: {
    message: "工作簿含有文档类型或实体声明，拒绝读取。",
    remedy: "正常的表格软件不写这种声明，请核实文件来源。"
  },
  InflatedTooLarge: {
    message: "解压后超过上限 {limit}。",
    remedy: "请核实文件来源；确有这么多数据时拆成几个文件。"
  },
  HeaderMissing: { message: "前 {rows} 行里没有找到列名。", remedy: "第一行应为列名，例如 {example}。" },
  ColumnMissing: { message: "缺少列 {field}。", remedy: "{advice}" },
  ColumnRepeated: { message: "列 {field} 出现了两次，另一处在 {other}。", remedy: "只保留一列，或改名。" },
  ColumnUnknown: { message: "无法识别列“{value}”，未读取。", remedy: "{advice}" },
  MappedColumnAbsent: { message: "列对照里的「{value}」不在文件中。", remedy: "核对列对照文件与表头。" },
  MappingBroken: {
    message: "列对照文件有误：{detail}。",
    remedy: "列对照的各项见 docs/reference/import-format.md。"
  },
  ShapedColumnAbsent: {
    message: "列对照里写明的列“{value}”不在文件中。",
    remedy: "核对列对照文件与表头；否则金额或日期会读错。"
  },
  AmountFilledDown: {
    message: "列对照要求金额列“{value}”沿用上一行，拒绝照办。",
    remedy: "金额不能沿用；从 fillDown 里去掉这一列。"
  },
  MoneyUnitConflict: {
    message: "金额列“{value}”的单位说法不一：{units}。",
    remedy: "核对表头、标题和列对照的 moneyUnit，只保留正确的一个。"
  },
  MoneyUnitRead: {
    message: "“{value}”按{unit}读入，换算成元记账。",
    remedy: "单位不对时，在列对照的 moneyUnit 写明，或改正表头。"
  },
  SheetIgnored: {
    message: "工作表「{value}」没有读取：{detail}。",
    remedy: "如含业务数据，请取消隐藏并补上列名。"
  },
  RowsAbsent: { message: "只有列名，没有数据。", remedy: "确认导出的日期范围。" },
  CellsExtra: {
    message: "这一行有 {cells} 格，表头只有 {columns} 列。",
    remedy: "含逗号的文字和 1,234.50 这样的金额要用双引号括起来。"
  },
  QuoteOpen: {
    message: "双引号没有结束，一直到文件末尾。",
    remedy: "补上右引号；文字里的双引号要写成两个。"
  },
  QuoteMisplaced: {
    message: "右引号之后还有文字。",
    remedy: '文字里的双引号要写成两个，例如 "他说""好"""。'
  },
  CellError: { message: "单元格是错误值 {value}。", remedy: "改正公式后重新保存。" },
  FormulaUncomputed: {
    message: "单元格只有公式，没有计算结果。",
    remedy: "用表格软件打开、计算并保存，或粘贴为数值。"
  },
  JsonBroken: { message: "这一行不是 JSON 对象：{detail}。", remedy: "每行写一个 JSON 对象。" },
  PayloadBroken: {
    message: "明细不是 JSON 对象：{detail}。",
    remedy: '例如 {"contractNo":"…"}；CSV 里双引号要写成两个。'
  },
  PayloadConflict: { message: "明细里的 {key} 与列 {field} 重复。", remedy: "只在一处填写。" },
  PayloadInvalid: { message: "「{title}」的内容不合要求：{detail}。", remedy: "按说明补齐或改正 {key}。" },
  ValueMissing: { message: "「{title}」必须填写 {field}。", remedy: "补上这一格。" },
  ValueForbidden: {
    message: "「{title}」不能填写 {field}，却写了“{value}”。",
    remedy: "清空这一格，或改正业务类型。"
  },
  ValueUnused: {
    message: "「{title}」不用列 {field}，这里的“{value}”没有记入（同类行不再提示）。",
    remedy: "可以清空。"
  },
  PersonalData: {
    message: "{rows}含{kind}。",
    remedy: "公开版不含摘要，账本和内部版仍会保存；可改用姓名或工号后再导入。"
  },
  EventTypeUnknown: { message: "无法识别业务类型“{value}”。", remedy: "{advice}" },
  AttributesMalformed: {
    message: "分类属性“{value}”不合格式。",
    remedy: "写成 名称=值，多项用分号隔开，例如 类别=民生；级次=市级。名称以文字开头，不重复。"
  },
  AgencyMalformed: {
    message: "单位代码“{value}”不合格式。",
    remedy: "写 1 至 21 位字母、数字、_ 或 -，例如 219011。"
  },
  YearMalformed: { message: "预算年度“{value}”不是四位年份。", remedy: "例如 2024。" },
  DateMalformed: { message: "“{value}”不是日期。", remedy: "请按年月日填写，例如 2024-03-05。" },
  DateOutsideYear: { message: "日期 {value} 不在 {year} 预算年度内。", remedy: "改正日期，或改正预算年度。" },
  DocumentMalformed: {
    message: "凭证号“{value}”太长或含不可见字符。",
    remedy: "删去换行、制表等不可见字符；凭证号不超过 100 个字符。"
  },
  IdentifierMalformed: {
    message: "{field}“{value}”含换行、制表等不可见字符（{code}）。",
    remedy: "代码和编号中间不能有这类字符，删去后再导入。"
  },
  TextMalformed: {
    message: "{field} 的文字含控制字符或残缺字符（{code}）。",
    remedy: "删去这个字符再导入；换行和制表符不必删，会读作空格。"
  },
  LineMalformed: { message: "行号“{value}”不是正整数。", remedy: "写 1、2、3……，或整列留空。" },
  AmountMalformed: {
    message: "“{value}”不是金额。",
    remedy: "写以元为单位的数字，例如 1280.50；千分位写成 1,280.50。"
  },
  AmountDecimals: {
    message: "金额“{value}”超过两位小数。",
    remedy: "金额以元为单位，最多两位小数，请核对原始凭证。"
  },
  AmountTooLarge: { message: "金额“{value}”超过能精确保存的 90 万亿元。", remedy: "核对金额和单位。" },
  AmountZero: { message: "金额是零。", remedy: "没有发生的业务不用登记；删去这一行或填写金额。" },
  AmountNegative: { message: "「{title}」的金额不能是负数：{value}。", remedy: "{advice}" },
  PaymentNegative: {
    message: "支付金额是负数 {value}，却没有写明退的是哪一笔。",
    remedy: "在 ref_doc_no（原凭证号）填写原支付的凭证号，这一行就按退款登记。"
  },
  CodeMalformed: { message: "{field} 的代码“{value}”不合格式，应为 {expected}。", remedy: "{advice}" },
  CodeUnknown: {
    message: "{field} 的代码 {value} 不在科目目录里。",
    remedy: "核对科目；地方自设的科目可以忽略本提示。"
  },
  CodeOfOtherEdition: {
    message: "{field} 的代码 {value} 是 {edition} 年版科目，{year} 年度的科目里没有。",
    remedy: "核对年度和科目；确为本年度增设的科目，可以忽略本提示。"
  },
  WordUnknown: { message: "{field}“{value}”无效。", remedy: "{advice}" },
  RowRepeated: {
    message: "与第 {row} 行是同一凭证、同样的科目和金额。",
    remedy: "重复的行删去一行；确是两笔时填写 line_no（行号）。"
  },
  DocumentAmountDiffers: {
    message: "凭证号 {doc} 在第 {row} 行已有同样科目的记录，金额是 {other}，这里是 {value}。",
    remedy: "改正凭证号或金额；确是一张凭证的两行时填写 line_no（行号）。"
  },
  LineRepeated: {
    message: "凭证号 {doc} 的第 {line} 行在第 {row} 行已经用过。",
    remedy: "同一凭证的行号不能重复，要么都填，要么都不填。"
  },
  DocumentTwoDates: {
    message: "凭证号 {doc} 在第 {row} 行的日期是 {other}，这里是 {value}。",
    remedy: "一张凭证只有一个日期，改正其中一个。"
  },
  ReferenceAbsent: {
    message: "找不到原凭证 {value}。",
    remedy: "核对原凭证号；原凭证要先登记，或在同一次导入里。"
  },
  ReferenceLineAbsent: { message: "原凭证 {doc} 没有第 {value} 行。", remedy: "它的行号是：{lines}。" },
  ReferenceAmbiguous: {
    message: "原凭证 {value} 有几行（{lines}），不知道指哪一行。",
    remedy: "在 ref_line_no（原行号）填写行号。"
  },
  ReferenceLater: {
    message: "原凭证 {value} 排在后面（第 {row} 行）。",
    remedy: "把原凭证排在更正它的行之前。"
  },
  ReferenceMonthUnclear: {
    message: "原凭证 {value} 没有写明月份，以前月份也有这个凭证号：{months}。",
    remedy: "写明月份，例如 {example}。"
  },
  ReferenceDatedLater: {
    message: "「{title}」的日期 {value} 早于原业务（{corrected}）的日期 {other}。",
    remedy: "改正其中一个日期，或改正原凭证号。"
  },
  DocumentSpelledTwice: {
    message: "凭证号“{value}”与“{other}”写法不同，日期、科目和金额都相同，应是同一笔业务。",
    remedy: "同一凭证请统一写法；确是两笔时，改用不易混淆的凭证号。"
  },
  DocumentSpelledOtherwise: {
    message: "凭证号“{value}”与“{other}”日期相同，只有写法不同，可能是同一凭证。",
    remedy: "是同一凭证时请统一写法；确是两张凭证，可以忽略本提示。"
  },
  ProjectSpelledOtherwise: {
    message: "项目代码“{value}”与“{other}”只有大小写、前面的零或空格不同，可能是同一项目。",
    remedy: "是同一项目时请统一写法；确是两个项目，可以忽略本提示。"
  },
  NumberTooLong: {
    message: "{field} 是超过 15 位的数值 {value}，表格软件只保留前 15 位，后面的数字已经不是原来的。",
    remedy: "把这一列设为文本格式，重新填写或重新导出。"
  },
  CellsMerged: {
    message: "单元格 {value} 是合并的，只有第一行有内容。",
    remedy: "取消合并并逐行填写；确应逐行沿用时，在列对照的 fillDown 里写明这一列。"
  },
  TotalDiffers: {
    message: "“{label}”列示 {value}，以上各行合计 {sum}，相差 {difference}。",
    remedy: "核对是否漏行、多行或改过金额；累计数含本文件以外月份的，可以忽略本提示。"
  },
  ReferenceNotPayment: {
    message: "原凭证 {value} 不是支付，不能「{title}」。",
    remedy: "退款和更正只针对支付；其他业务用「红字冲销」。"
  },
  ReferenceAmountDiffers: {
    message: "冲销金额 {value} 与原业务的金额 {other} 不同。",
    remedy: "红字冲销是全额冲销；部分退回用「退款」。"
  },
  TargetAbsent: {
    message: "「{title}」没有写明调到哪里。",
    remedy: "至少填写一个调入列：to_func_code、to_eco_code、to_nature、to_pro_code。"
  },
  TotalTooLarge: { message: "金额合计超过能精确保存的 90 万亿元。", remedy: "核对金额和单位。" }
} as const satisfies Readonly<Record<string, { readonly message: string; readonly remedy: string }>>
