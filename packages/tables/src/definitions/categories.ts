/**
 * The 26 类 that the summary tables print, in the order of the form.
 *
 * Source: 公开01表 and 公开04表 of the Ningxia forms for 2024; the order is that of the codes, without 209, 227, 230
 * and 233, which never occur in a department's final accounts.
 */
export const expenditureCategories: ReadonlyArray<readonly [code: string, name: string]> = [
  ["201", "一般公共服务支出"],
  ["202", "外交支出"],
  ["203", "国防支出"],
  ["204", "公共安全支出"],
  ["205", "教育支出"],
  ["206", "科学技术支出"],
  ["207", "文化旅游体育与传媒支出"],
  ["208", "社会保障和就业支出"],
  ["210", "卫生健康支出"],
  ["211", "节能环保支出"],
  ["212", "城乡社区支出"],
  ["213", "农林水支出"],
  ["214", "交通运输支出"],
  ["215", "资源勘探工业信息等支出"],
  ["216", "商业服务业等支出"],
  ["217", "金融支出"],
  ["219", "援助其他地区支出"],
  ["220", "自然资源海洋气象等支出"],
  ["221", "住房保障支出"],
  ["222", "粮油物资储备支出"],
  ["223", "国有资本经营预算支出"],
  ["224", "灾害防治及应急管理支出"],
  ["229", "其他支出"],
  ["231", "债务还本支出"],
  ["232", "债务付息支出"],
  ["234", "抗疫特别国债安排的支出"]
]

/** Names that 类 had before, or are printed under elsewhere; each is a phrase (see `Phrase`). */
export const otherCategoryNames: Readonly<Record<string, ReadonlyArray<string>>> = {
  "207": ["(文化体育与|文化旅游体育和)传媒[支出]"],
  "208": ["社会保障与就业[支出]"],
  "210": ["医疗卫生[与计划生育][支出]"],
  "215": ["资源勘探(信息等|电力信息等|工业信息)[支出]"],
  "216": ["商业服务业[支出]"],
  "220": ["(国土海洋气象等|国土资源气象等|自然资源海洋气象)[支出]"],
  "224": ["灾害防治与应急管理[支出]"],
  "234": ["抗疫特别国债安排[支出]"]
}

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

/** Chinese ordinals 一 … 九十九, as the forms number their lines. */
export const chineseOrdinal = (n: number): string => {
  const tens = Math.floor(n / 10)
  const ones = digits[n % 10]!
  if (tens === 0) return ones
  return `${tens === 1 ? "" : digits[tens]}十${ones}`
}
