/**
 * The regions whose forms ship, by the division codes of their provinces and by the names of the divisions in them that
 * names of units begin with.
 *
 * Source: 中华人民共和国行政区划 (provinces and prefectures; of Ningxia the counties, too). Districts of large cities
 * share their names with others and are not listed: their units are placed by code.
 */
import type { Region } from "@juesuan/domain"

const of = (codes: ReadonlyArray<string>, names: string): Region.Region => ({
  codes,
  names: names.split(" ")
})

/** 宁夏回族自治区 */
export const ningxia = of(
  ["64"],
  "宁夏 银川市 石嘴山市 吴忠市 固原市 中卫市 永宁县 贺兰县 灵武市 平罗县 盐池县 同心县 青铜峡市 " +
    "西吉县 隆德县 泾源县 彭阳县 中宁县 海原县 红寺堡区 利通区 原州区 沙坡头区 大武口区 惠农区"
)

/** 上海市 */
export const shanghai = of(["31"], "上海")

/** 云南省 */
export const yunnan = of(
  ["53"],
  "云南 昆明市 曲靖市 玉溪市 保山市 昭通市 丽江市 普洱市 临沧市 楚雄彝族自治州 红河哈尼族彝族自治州 " +
    "文山壮族苗族自治州 西双版纳傣族自治州 大理白族自治州 德宏傣族景颇族自治州 怒江傈僳族自治州 迪庆藏族自治州"
)

/** 四川省 */
export const sichuan = of(
  ["51"],
  "四川 成都市 自贡市 攀枝花市 泸州市 德阳市 绵阳市 广元市 遂宁市 内江市 乐山市 南充市 眉山市 宜宾市 " +
    "广安市 达州市 雅安市 巴中市 资阳市 阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州"
)

/** 安徽省 */
export const anhui = of(
  ["34"],
  "安徽 合肥市 芜湖市 蚌埠市 淮南市 马鞍山市 淮北市 铜陵市 安庆市 黄山市 滁州市 阜阳市 宿州市 六安市 亳州市 " +
    "池州市 宣城市"
)
