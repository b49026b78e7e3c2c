/**
 * What a number of pieces counts: groups, persons, vehicles, receptions, equipment, projects, units.
 */
import type { SectionTopic } from "../PublishedDocument.ts"
import type { Subject } from "./Claim.ts"

type Counted = readonly [units: RegExp, words: RegExp, address: string]

/** In the order in which they are tried: the more special first. */
const threePublic: ReadonlyArray<Counted> = [
  [/^(?:个|批|批次)$/, /接待[^，。]{0,8}团组/, "N/7.2.3/domestic"],
  [/^(?:人|人次)$/, /来宾/, "N/7.2.3/domesticPersons"],
  [/^(?:个|次|批|批次)$/, /团组/, "N/7.2.1/groups"],
  [/^(?:人次|人)$/, /出国/, "N/7.2.1/persons"],
  [/^辆$/, /保有|实有/, "N/7.2.2/held"],
  [/^辆$/, /(?:共有|现有|拥有)(?:公务用?车|车辆)/, "N/7.2.2/held"],
  [/^辆$/, /(?<!未)(?:新增)?购置/, "N/7.2.2/bought"],
  [/^(?:个|批|批次|次)$/, /(?:国（境）外|国境外|国外|外宾|外事)[^，。]{0,6}接待/, "N/7.2.3/foreign"],
  [/^(?:人|人次)$/, /(?:国（境）外|国境外|外宾|外事)[^，。]{0,6}接待/, "N/7.2.3/foreignPersons"],
  [/^(?:个|批|批次|次)$/, /国内[^，。]{0,6}接待/, "N/7.2.3/domestic"],
  [/^(?:人|人次)$/, /国内[^，。]{0,6}接待/, "N/7.2.3/domesticPersons"]
]

const assets: ReadonlyArray<Counted> = [
  [/^平方米$/, /面积|房屋/, "N/10.3/area"],
  [/^(?:台（套）|台|套)$/, /100万元以上/, "N/10.3/equipment"],
  [/^(?:台（套）|台|套)$/, /50万元以上/, "N/10.3/equipment50"],
  [/^辆$/, /省）?级?及?以?上?领导干?部?用车/, "N/10.3/vehicles/provincialLeaders"],
  [/^辆$/, /主要领导(?:干部)?用车/, "N/10.3/vehicles/principalLeaders"],
  [/^辆$/, /机要通信(?:应急)?用车/, "N/10.3/vehicles/confidentialCommunication"],
  [/^辆$/, /应急保障用车/, "N/10.3/vehicles/emergency"],
  [/^辆$/, /执法执勤用车/, "N/10.3/vehicles/lawEnforcement"],
  [/^辆$/, /特种专业技术用车/, "N/10.3/vehicles/specialTechnical"],
  [/^辆$/, /离退休干部(?:服务)?用车/, "N/10.3/vehicles/retiredOfficials"],
  [/^辆$/, /其他(?:公务)?用车/, "N/10.3/vehicles/other"],
  [/^辆$/, /共有(?:公务)?(?:用车|车辆)|(?:公务用车|车辆)(?:共计?|合计|总数)/, "N/10.3/vehicles"]
]

/** Projects under evaluation; those with targets or under supervision (绩效目标、跟踪) are others. */
const performance: ReadonlyArray<Counted> = [
  [/^(?:个|项)$/, /一级项目/, "first"],
  [/^(?:个|项)$/, /二级项目/, "second"],
  [/^(?:个|项)$/, /^(?!.*(?:目标|跟踪|监控|评审|事前)).*(?:一般公共预算|政府性基金|自评).*项目/, "projects"]
]

const profile: ReadonlyArray<Counted> = [
  [/^(?:个|家)$/, /编[报制]范围的[^，。]{0,12}单位/, "N/profile/units"]
]

const byTopic: Readonly<Partial<Record<SectionTopic, ReadonlyArray<Counted>>>> = {
  threePublic,
  assets,
  performance,
  profile
}

/** 公务接待共 3 批次: what the clause itself names is not what the words before it count. */
const isOfOther = (clause: string, address: string): boolean =>
  (/接待/.test(clause) && /^N\/7\.2\.[12]/.test(address)) ||
  (/团组|出国/.test(clause) && /^N\/7\.2\.[23]/.test(address))

/** What stands in a clause before the number, and in the statement before the clause. */
export interface CountContext {
  readonly clause: string
  readonly before: string
}

/**
 * The subject of a number of pieces. The words of the clause decide; only where they hold no key, those before it do
 * (公务接待 3 批次、20 人次). A number of pieces with other words has no subject.
 */
export const countSubject = (
  topic: SectionTopic,
  unit: string,
  { clause, before }: CountContext
): Subject | null => {
  const counted = byTopic[topic]
  if (counted === undefined) return null
  const match = (words: string): Counted | undefined =>
    counted.find(([units, pattern]) => units.test(unit) && pattern.test(words))
  // What stands aside in brackets (其中外事接待支出 0 元) is not what the number after them counts.
  const aside = (words: string): string => words.replace(/（[^（）]{2,40}）/g, "")
  const own = match(clause)
  const found =
    own ?? (clause.length <= 12 && topic === "threePublic" ? match(aside(before + clause)) : undefined)
  if (found === undefined || isOfOther(clause, found[2])) return null
  const label = (own === undefined ? before + clause : clause).slice(-30)
  if (topic !== "performance") return { label, address: found[2] }
  const isFund =
    /政府性基金/.test(clause) || (!/一般公共预算/.test(clause) && /政府性基金[^。]*$/.test(before))
  return { label, address: `N/10.4/${isFund ? "fund/" : ""}${found[2]}` }
}
