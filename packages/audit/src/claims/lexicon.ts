/**
 * The words that sentences of a narrative are read by, as data: reasons, lists, comparisons, budgets, topics.
 *
 * A pattern that ends in `$` is asked of the words before a number; every pattern is a sequence of bounded parts, so
 * that matching takes time linear in the text.
 */
import type { ComparisonClaim } from "./Claim.ts"
import type { SectionTopic } from "../PublishedDocument.ts"

/** Words that begin a reason. */
export const REASON =
  /(?:主要)?原因(?:分析)?(?:为|是|系|有|在于)?|主要情况(?:为|是|$)|主要(?:是(?!以下)|系|由于|因(?!公))|^由于|^因为|是因为|主要因为|系因/
/** Words that begin a purpose or a plan: what follows has no figures of the accounts. */
export const PURPOSE = /主要用于(?!以下)|主要问题|改进措施|存在问题|存在的问题/
/** 一是…，二是…: a reason goes on in a sentence of its own. */
export const CONTINUED_REASON = /^[一二三四五六七八九]是/
/** A comparison that starts anew inside a reason, without a full stop before it. */
export const REOPENED =
  /^(?:决算数)?(?:较|比|与|同)(?:上年|去年|上一年|(?:19|20)\d\d年|年初预算|全年预算|预算)|^完成(?:年初|全年|调整)?预算/
/** The next comparison has run into a reason. */
export const RUN_TOGETHER =
  /(?:较|比|与)(?:上年度?|(?:19|20)\d\d年度?)(?:年初)?(?:预算|决算)数?(?:持平|增加|减少)/
/** An amount stated inside a reason. */
export const STATED = /(?:收入|支出|经费|费|总计|合计)(?:决算)?数?(?:为|共)?$/

/** Words that open a list of parts. */
export const LISTING = /其中|分项情况(?:是|为|如下)?$|以下方面|(?:主要)?包括$|具体为$|构成为$/
/** 某年预算中: what follows are parts of the budget. */
export const BUDGET_LISTING = /(?<!一般公共|基金|经营)(?:预算|预算数|年初预算|预算安排)中$/

/** How the outturn relates to the budget, with the alternatives that the form offers. */
export const RELATION =
  /(大于|小于|等于|高于|低于|多于|少于|超过|持平于?)((?:[（/、或]+(?:大于|小于|等于|高于|低于|多于|少于|持平)[）]?)*)(?:（|）)?(?:年初|全年|调整后?|当年|本年|年度)?(预算|决算)/
export const relations: Readonly<Record<string, ComparisonClaim["relation"]>> = {
  大于: "greater",
  高于: "greater",
  多于: "greater",
  超过: "greater",
  小于: "less",
  低于: "less",
  少于: "less",
  等于: "equal",
  持平: "equal",
  持平于: "equal"
}
export const ALTERNATIVE = /大于|小于|等于|高于|低于|多于|少于|持平/g

/** 增加（减少）: while the direction is open the number is of neither. */
export const OPEN_DIRECTION = /(?:增加|减少|增长|下降)[（/或](?:增加|减少|增长|下降)）?$/
/** 完成全年预算 b 万元的 p%: the budget stands between the word and the rate. */
export const COMPLETED = /完成(?:了)?(年初|全年|调整后?|批复的?)?(?:支出)?预算(?:数|总额)?(?:为)?$/
/** 决算数大于预算数 a 元: how much the outturn is more or less than the budget. */
export const DIFFERENCE =
  /(大于|小于|高于|低于|多于|少于|超过|超出)(?:了)?(?:年初|全年|调整后?)?预算数?(?:增加|减少)?(?:了)?$/
export const MORE_THAN = /大于|高于|多于|超/
/** Words of more or less. */
export const MORE_OR_LESS = /[增减升降涨跌缩压]|节(?:约|支|省)/
export const LEVEL = /持平|无增减变化|无变化/
/** A direction and all that follows it. */
export const FROM_DIRECTION = /(?:增加|减少|增长|下降|持平|上升|降低|基本持平|无增减|无变化).*$/

/** Words that name no subject of their own. */
export const GENERIC =
  /^(?:支出|收入|决算|总额|经费|总计|合计|数|金额|该项|费用|其|实际|年度|实际支出|总体|整体)?(?:各|均|分别|比|相比)?$/
/** 剔除这一因素，仍减少…: a change of what is printed nowhere. */
export const SET_ASIDE = /剔除|扣除|(?:同|可比)口径|不考虑/g
/** Between two comparisons of one subject none of these stands. */
export const NEW_THOUGHT = /[。；]|原因|主要/g

/** Totals that an enumeration may set side by side: 收入总计、支出总计分别为. */
export const PAIRED_TOTAL = /(?:总计|合计|总额|各|均|分别)$/
/** 分别为 a，b 和 c: an enumeration whose numbers stand one behind another, whatever mark parts them. */
export const ENUMERATION = /分别(?:为|是)?[\d.,、，和与万亿元-]*/g
/** 预算数 a，调整数 b，决算数 c: the second is a budget too. */
export const ADJUSTED_BUDGET = /^调整(?:预算)?数$/
/** Money of the projects that were counted before. */
export const PROJECT_MONEY = /涉及(?:预算|项目)?(?:支出)?资金$|^资金(?:总额)?$/
/** Totals of a whole section, as against those of one of its rows. */
export const WHOLE_OF_SECTION = /总|合计|本年|全年|财政拨款|一般公共预算|基金|国有资本|^支出$/
/** A year and a budget without a subject: that of the paragraph before. */
export const BUDGET_WITHOUT_WORDS = /^#?(?:19|20)\d\d年度?(?:年初|全年|支出)?预算数/
/** A paragraph that breaks off in words has lost what the next one breaks down. */
export const BROKEN_OFF = /[，。；：][^，。；：\d]*\p{Script=Han}$/u

/** A section may hold several topics under one heading: 十、其他重要事项 with its parts. */
export const topicWords: ReadonlyArray<readonly [RegExp, SectionTopic]> = [
  [/机关运行经费/, "operating"],
  [/政府采购/, "procurement"],
  [/国有资产|国有资产占/, "assets"],
  [/绩效/, "performance"]
]
/** 2.政府采购情况。…: a heading with its sentences behind it. */
export const RUN_IN_HEADING =
  /^#?（?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）、．.][^，：]{2,18}(?:情况|说明)$/
