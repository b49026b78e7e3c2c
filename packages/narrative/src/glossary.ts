/**
 * The glossary (第四部分 名词解释): the terms that occur in a document, each with its own meaning.
 *
 * Meanings follow the government accounting rules (政府会计制度) and the notes of the disclosure forms, in our words.
 */

/** A term of the glossary (名词解释) with its meaning, in words of our own. */
export interface Term {
  readonly term: string
  readonly meaning: string
}

/** All terms, in the order in which they are listed. */
export const glossary: ReadonlyArray<Term> = [
  {
    term: "财政拨款收入",
    meaning: "单位从同级财政部门取得的一般公共预算、政府性基金预算和国有资本经营预算资金。"
  },
  { term: "上级补助收入", meaning: "事业单位从主管部门和上级单位取得的非财政补助收入。" },
  { term: "事业收入", meaning: "事业单位开展专业业务活动及其辅助活动取得的收入。" },
  { term: "经营收入", meaning: "事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入。" },
  { term: "附属单位上缴收入", meaning: "事业单位附属的独立核算单位按规定上缴的收入。" },
  { term: "其他收入", meaning: "除财政拨款、上级补助、事业、经营、附属单位上缴等收入以外的各项收入。" },
  { term: "使用非财政拨款结余", meaning: "事业单位用以前年度积累的非财政拨款结余弥补当年收支差额的金额。" },
  {
    term: "年初结转和结余",
    meaning: "以前年度未完成、结转到本年按原用途继续使用的资金，以及项目完成等形成的剩余资金。"
  },
  { term: "结余分配", meaning: "事业单位按规定缴纳所得税、提取专用结余和转入非财政拨款结余的金额。" },
  {
    term: "年末结转和结余",
    meaning: "本年未用完、按规定结转到下年继续使用的资金，以及项目完成等形成的剩余资金。"
  },
  { term: "基本支出", meaning: "为保障机构正常运转、完成日常工作任务发生的人员支出和公用支出。" },
  { term: "项目支出", meaning: "在基本支出之外，为完成特定的行政任务和事业发展目标发生的支出。" },
  { term: "上缴上级支出", meaning: "事业单位按规定上缴上级单位的支出。" },
  { term: "经营支出", meaning: "事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动发生的支出。" },
  { term: "对附属单位补助支出", meaning: "事业单位用财政拨款以外的资金对附属单位补助发生的支出。" },
  { term: "人员经费", meaning: "基本支出中的工资福利支出和对个人和家庭的补助。" },
  { term: "公用经费", meaning: "基本支出中的商品和服务支出、债务利息、资本性支出和其他支出。" },
  {
    term: "“三公”经费",
    meaning: "用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"
  },
  {
    term: "机关运行经费",
    meaning: "行政单位和参照公务员法管理的事业单位为保障运行，用一般公共预算财政拨款安排的公用经费。"
  },
  { term: "政府性基金预算", meaning: "依法向特定对象征收、专项用于特定公共事业的收支预算。" },
  { term: "国有资本经营预算", meaning: "国有资本收益及其安排支出的收支预算。" }
]

/** The terms of which the text speaks, in the glossary's order. */
export const glossaryOf = (text: string): ReadonlyArray<Term> =>
  glossary.filter(({ term }) => text.includes(term))
