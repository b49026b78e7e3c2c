/**
 * The glossary: one word an idea, one idea a word. What is a vocabulary of the code is printed from it; concepts are
 * listed here, each with the name that code, documents, command and JSON use.
 */
import {
  carryoverKinds,
  controlPolicies,
  expenditureNatures,
  fundTypes,
  incomeKinds,
  severityLabels,
  unitKinds
} from "@juesuan/domain"
import { eventTypes, measures, registry } from "@juesuan/ledger"
import { ningxia2024 } from "@juesuan/tables"

export interface Concept {
  /** The word in English prose, such as `articulation rule`. */
  readonly english: string
  readonly chinese: string
  /** The identifier in code or JSON, or the word on the command line. */
  readonly name: string
  readonly meaning: string
}

/** The concepts in the order data flows. */
export const concepts: ReadonlyArray<Concept> = [
  {
    english: "budget unit",
    chinese: "预算单位",
    name: "agencyCode",
    meaning: "who spends and publishes; named by its unit code"
  },
  { english: "fiscal year", chinese: "预算年度", name: "FiscalYear", meaning: "1 January to 31 December" },
  {
    english: "amount",
    chinese: "金额",
    name: "Money",
    meaning: "whole fen (分), exact from the event to the cell"
  },
  {
    english: "rate",
    chinese: "比率",
    name: "Rate",
    meaning: "growth, share or completion; none where the base is zero"
  },
  { english: "event", chinese: "业务事件", name: "Event", meaning: "a fact that was recorded; never edited" },
  {
    english: "stream",
    chinese: "事件流",
    name: "StreamId",
    meaning: "the events of one unit's year, `unit/<unit code>/<year>`"
  },
  {
    english: "event store",
    chinese: "事件库",
    name: "EventStoreShape",
    meaning: "keeps streams; appends on the version that was seen"
  },
  {
    english: "refusal",
    chinese: "拒绝",
    name: "Refusal",
    meaning: "why a command is not accepted, with its operands"
  },
  {
    english: "budget line",
    chinese: "预算指标行",
    name: "BudgetLine",
    meaning: "fund × item × economic item × nature × project"
  },
  {
    english: "posting",
    chinese: "记账分录",
    name: "Posting",
    meaning: "a signed amount under a measure and dimensions"
  },
  { english: "measure", chinese: "计量项目", name: "Measure", meaning: "what a posting measures" },
  { english: "cube", chinese: "多维汇总", name: "Cube", meaning: "postings summed by dimension" },
  { english: "term", chinese: "取数式", name: "Term", meaning: "what a figure is, as data" },
  {
    english: "table definition",
    chinese: "表定义",
    name: "TableDefinition",
    meaning: "rows × columns of terms"
  },
  {
    english: "table pack",
    chinese: "表套",
    name: "TablePack",
    meaning: "a region's order, numbers and titles of the tables"
  },
  {
    english: "address",
    chinese: "地址",
    name: "Address",
    meaning: "the name of a figure, such as `T03/2080109/3`"
  },
  {
    english: "articulation rule",
    chinese: "勾稽关系",
    name: "ArticulationRule",
    meaning: "what must hold between cells"
  },
  {
    english: "finding",
    chinese: "审核结果",
    name: "Finding",
    meaning: "what a check has to say, with both operands"
  },
  {
    english: "lead",
    chinese: "差额线索",
    name: "Lead",
    meaning: "what a difference may come from; never a verdict"
  },
  {
    english: "scorecard",
    chinese: "项目支出绩效自评表",
    name: "Scorecard",
    meaning: "a project's targets, results, money and scores"
  },
  {
    english: "rule set",
    chinese: "评分规则",
    name: "RuleSet",
    meaning: "how a scorecard is scored, as dated data"
  },
  {
    english: "derivation",
    chinese: "计算过程",
    name: "Derivation",
    meaning: "how a score or a figure came about"
  },
  {
    english: "narrative",
    chinese: "情况说明",
    name: "Narrative",
    meaning: "sentences of figures, in sections"
  },
  {
    english: "disclosure",
    chinese: "部门决算公开",
    name: "disclose",
    meaning: "the whole document of five parts"
  },
  {
    english: "document tree",
    chinese: "文档树",
    name: "Document",
    meaning: "the document before any format"
  },
  {
    english: "restoration",
    chinese: "复原",
    name: "Restoration",
    meaning: "a clipped cell that can be completed in one way only"
  },
  {
    english: "claim",
    chinese: "文中论断",
    name: "Claim",
    meaning: "what a sentence of a published text says in numbers"
  },
  { english: "audit", chinese: "审核", name: "audit", meaning: "recomputing what was published" },
  {
    english: "allowed difference",
    chinese: "允许误差",
    name: "allowed",
    meaning: "the differences that printed precision alone explains"
  },
  {
    english: "residue",
    chinese: "模板残留",
    name: "residue",
    meaning: "what a form left behind in a text"
  },
  {
    english: "fingerprint",
    chinese: "指纹",
    name: "fingerprint",
    meaning: "by what a finding is known again: its rule and what it is about"
  },
  {
    english: "baseline",
    chinese: "基线",
    name: "baseline",
    meaning: "an earlier report, whose findings are not told again"
  },
  {
    english: "digest",
    chinese: "账本摘要",
    name: "digest",
    meaning: "the Merkle root over the streams' heads"
  }
]

const outcomes = {
  pass: "成立",
  fail: "不成立",
  unreadable: "无法判断",
  notApplicable: "不适用",
  error: "程序错误"
} as const

const table = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const vocabulary = (words: Readonly<Record<string, string>>): string =>
  table(
    ["in code and JSON", "中文"],
    Object.entries(words).map(([code, text]) => [`\`${code}\``, text])
  )

const vocabularies = [
  ["Fund types (资金性质)", fundTypes],
  ["Natures of expenditure (支出性质)", expenditureNatures],
  ["Kinds of income (收入类别)", incomeKinds],
  ["Kinds of unit (单位性质)", unitKinds],
  ["Kinds of carry-over (结转结余)", carryoverKinds],
  ["Control policies (预算控制方式)", controlPolicies],
  ["Measures (计量项目)", measures],
  ["Severities (级别)", severityLabels],
  ["Outcomes (结论)", outcomes]
] as const

/** Words of Chinese public finance that documents are made of. No name in code is theirs; labels are data, verbatim. */
const publicFinance: ReadonlyArray<readonly [chinese: string, english: string, meaning: string]> = [
  ["部门决算", "final accounts", "what a department or unit received and spent in a year; published by law"],
  ["决算数", "outturn", "what was in fact received or spent"],
  ["年初预算", "initial budget", "as approved at the beginning of the year"],
  ["全年预算", "annual budget", "the initial budget with everything added, cut and moved during the year"],
  ["指标", "quota", "the right to spend on a budget line; also: an indicator of a self-evaluation"],
  [
    "财政拨款",
    "fiscal appropriation",
    "money from the treasury; a unit may have income of its own beside it"
  ],
  ["一般公共预算", "general public budget", "the main fund, of taxes"],
  ["政府性基金预算", "government funds", "money levied for one purpose, such as land sales"],
  ["国有资本经营预算", "state capital", "profits of state companies"],
  [
    "功能分类",
    "functional classification",
    "what for: 类 (3 digits), 款 (5), 项 (7), such as 208, 20801, 2080109"
  ],
  [
    "经济分类",
    "economic classification",
    "on what: 类 (3 digits), 款 (5), such as 302 goods, 30231 vehicles"
  ],
  ["基本支出", "basic expenditure", "salaries (人员经费) and running costs (公用经费)"],
  ["项目支出", "project expenditure", "everything that was approved as a project"],
  ["结转", "carry-over", "what is left and stays bound to its purpose"],
  ["结余", "surplus", "what is left and is free, or goes back"],
  ["“三公”经费", "the “three publics”", "official trips abroad, official vehicles, official receptions"],
  ["机关运行经费", "operating expenses of agencies", "running costs of administrative units only"],
  [
    "绩效自评",
    "self-evaluation",
    "each project's targets and results, scored to 100 points by the unit itself"
  ],
  ["行次, 栏次", "line and column numbers", "printed beside rows and under heads of a form"],
  ["尾差", "rounding remainder", "a last place moved so that rounded amounts still add up"],
  ["勾稽", "articulation", "that figures which say the same thing agree, within a table and between tables"]
]

/** The page. */
export const glossaryPage = (): string => `# Glossary

One word an idea, one idea a word, in code, documents, command and JSON. This page is generated
(\`npm run generate:docs\`): vocabularies are printed from the code, and every name in it is one the code has.

## Concepts

${table(
  ["English", "中文", "name", "meaning"],
  concepts.map(({ english, chinese, name, meaning }) => [english, chinese, `\`${name}\``, meaning])
)}

## Words of public finance

What the documents are made of, for readers who know neither.

${table(
  ["中文", "English", "meaning"],
  publicFinance.map((cells) => [...cells])
)}

## Events (业务事件)

${table(
  ["event", "中文"],
  eventTypes.map((type) => [`\`${type}\``, registry[type].title])
)}

## Tables (公开表)

Keys go by meaning; numbers are those of the pack \`${ningxia2024.id}\`.

${table(
  ["key", "number", "中文"],
  ningxia2024.tables.map(({ definition, number, title }) => [`\`${definition.key}\``, number, title])
)}

${vocabularies.map(([title, words]) => `## ${title}\n\n${vocabulary(words)}`).join("\n\n")}
`
