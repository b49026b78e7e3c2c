/**
 * The page of the events: what each means, its fields, how it is refused, what it feeds.
 *
 * Fields, units and versions are read off the schemas, what an event feeds off its postings and the table
 * definitions; meanings and refusals are written here and compared with what the ledger does by
 * `tests/eventReference.test.ts`.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Refusal, eventTypes, postings, registry, upcast, upcasters } from "@juesuan/ledger"
import type { Event, EventType } from "@juesuan/ledger"
import { Cube, deriveTables, ningxia2024 } from "@juesuan/tables"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

type Tag = Refusal.Refusal["_tag"]

export interface EventWords {
  readonly meaning: string
  /** What the fields mean, by path; every path of the schema has to be here. */
  readonly fields: Readonly<Record<string, string>>
  /** Refusals besides those of every event. */
  readonly refusals: ReadonlyArray<Tag>
  /** How it is corrected. */
  readonly correction: string
  /** What it feeds besides tables. */
  readonly feeds?: string
}

/** What any event may be refused for: its own form, the state of the year and the date. */
export const refusalsOfAll: ReadonlyArray<Tag> = [
  "PayloadInvalid",
  "YearNotOpened",
  "YearClosed",
  "DateOutsideYear"
]

const lineFields = {
  fund: "资金性质: the fund that pays",
  function: "支出功能分类: the 项, seven digits",
  economic: "部门支出经济分类: the 款, five digits",
  nature: "支出性质",
  project: "project code; empty for basic expenditure"
} as const
const counterparty = {
  counterparty: "对方单位: the code of the other unit where money goes between units; empty otherwise"
} as const
const paidFields = { ...lineFields, ...counterparty } as const
const quotaFields = {
  ...lineFields,
  function: "支出功能分类: a 类, 款 or 项, as the quota is issued",
  economic: "部门支出经济分类: a 类, a 款, or empty where the quota leaves it open"
} as const
const under = (prefix: string, fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [`${prefix}.${name}`, text]))
const amount = { amount: "the amount" } as const
const abstract = { abstract: "摘要; free text" } as const
const carryover = {
  fund: "资金性质",
  function: "支出功能分类: the 项, seven digits",
  nature: "whether it is bound to basic or project expenditure",
  project: "project code; empty for basic expenditure",
  kind: "结转 (bound to its purpose) or 结余 (left over)"
} as const
const grant = {
  fund: "which of the three fiscal budgets (财政拨款)",
  function: "支出功能分类: the 项, seven digits",
  nature: "what it is granted for",
  project: "project code; empty for basic expenditure",
  ...amount,
  ...abstract
} as const

const attributeWords = (owner: "unit" | "project"): string =>
  `分类属性: texts by name, which terms select by as \`${owner}.<name>\`; ` +
  "of each the value last registered within the window counts, and an empty one withdraws it"

const byReversal = "Taken back whole by EntryReversed."
const byLaterFact = "Not corrected: a later event of the same kind says what holds from then on."
const lineRefusals: ReadonlyArray<Tag> = ["EconomicNotBasic", "NatureNotOfFund"]
const budgetRefusals: ReadonlyArray<Tag> = [...lineRefusals, "QuotaExceeded"]

/** The words of every event type. */
export const eventWords: Readonly<Record<EventType, EventWords>> = {
  FiscalYearOpened: {
    meaning:
      "Opens a unit's fiscal year; the first event of its stream. It carries the profile that the disclosure prints " +
      "and the policy of budget control to begin with.",
    fields: {
      unitName: "name of the unit, as printed",
      unitKind: "单位性质: decides who may use 非财政拨款结余 and distribute a surplus",
      control: "控制方式: how strictly 无预算不得支出 is kept",
      department: "the department in charge; may be empty",
      staffing: "编制人数",
      duties: "主要职责; free text",
      unitsCovered: "the units whose accounts are in these figures",
      attributes:
        `${attributeWords("unit")}; \`pack\` or \`表套\` is the id of the table pack the year is published in, \`region\` or ` +
        "`行政区划代码` the division code that else chooses it, and the scoring rules"
    },
    refusals: ["YearAlreadyOpened"],
    correction: "Not corrected: what it states holds for the year.",
    feeds: "the headings of all tables; AR-01-6 by the kind of unit"
  },
  ControlPolicyChanged: {
    meaning:
      "Changes the policy of budget control from here on. A laxer policy under which overruns follow is a finding " +
      "of `check` (BC-4), whatever the reason says.",
    fields: { control: "控制方式 from here on", reason: "why; must not be empty" },
    refusals: [],
    correction: byLaterFact,
    feeds: "`check`: BC-1 to BC-4"
  },
  CarryoverBroughtForward: {
    meaning:
      "What a line closed with last year (年初结转和结余). `juesuan open` enters it from last year's closing. " +
      "It is a fact of last year: budget control does not ask it for money.",
    fields: { ...carryover, ...amount },
    refusals: [],
    correction: `${byReversal} What turns out to be wrong later is OpeningAdjusted.`
  },
  OpeningAdjusted: {
    meaning:
      "Adjusts the opening of this year (年初余额调整): an error of an earlier year, money back for an earlier year's " +
      "payment (以前年度支出收回), money moved in, out or within. It touches carry-over, never income or expenditure.",
    fields: {
      ...carryover,
      ...amount,
      cause: "why; `priorYearReturn` and `transferIn` only add, `transferOut` only takes away",
      corrects:
        "id of the payment of an earlier year that the money is of; empty when this ledger does not hold it",
      reason: "in words; must not be empty"
    },
    refusals: [
      "AdjustmentSignWrong",
      "EntryUnknown",
      "EntryNotCorrectable",
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry",
      "MoneyExceeded"
    ],
    correction: byReversal
  },
  BudgetApproved: {
    meaning: "A quota of the initial budget (年初预算批复), at the level it is issued.",
    fields: { ...under("line", quotaFields), ...amount, ...abstract },
    refusals: lineRefusals,
    correction: byReversal,
    feeds: "年初预算 of the narrative and the self-evaluation"
  },
  BudgetSupplemented: {
    meaning: "More quota on a line (追加).",
    fields: { ...under("line", quotaFields), ...amount, ...abstract },
    refusals: lineRefusals,
    correction: byReversal,
    feeds: "全年预算 of the narrative and the self-evaluation"
  },
  BudgetReduced: {
    meaning: "Less quota on a line (追减). Under strict control no less than what is spent already.",
    fields: { ...under("line", quotaFields), ...amount, ...abstract },
    refusals: budgetRefusals,
    correction: byReversal,
    feeds: "全年预算"
  },
  BudgetWithdrawn: {
    meaning: "Quota taken back by the finance department (收回).",
    fields: { ...under("line", quotaFields), ...amount, ...abstract },
    refusals: budgetRefusals,
    correction: byReversal,
    feeds: "全年预算"
  },
  BudgetTransferred: {
    meaning: "Quota moved from one line to another (调剂); the two legs sum to zero.",
    fields: { ...under("from", quotaFields), ...under("to", quotaFields), ...amount, ...abstract },
    refusals: budgetRefusals,
    correction: byReversal,
    feeds: "全年预算"
  },
  AppropriationReceived: {
    meaning: "Fiscal appropriation received (财政拨款收入).",
    fields: grant,
    refusals: [],
    correction: "Returned by AppropriationReturned, taken back whole by EntryReversed."
  },
  AppropriationReturned: {
    meaning: "Fiscal appropriation given back within the year (财政拨款退回).",
    fields: grant,
    refusals: ["MoneyExceeded"],
    correction: byReversal
  },
  IncomeReceived: {
    meaning:
      "Income of the unit's own (单位资金收入), by kind; 教育收费 is a kind of 事业收入 held in the special account.",
    fields: {
      kind: "收入类别",
      fund: "财政专户管理资金 or 单位资金",
      function: "支出功能分类: the 项, seven digits",
      ...counterparty,
      ...amount,
      ...abstract
    },
    refusals: [],
    correction: byReversal
  },
  DisbursementPaid: {
    meaning:
      "A payment (支付), charged to the most specific quota issued so far: function at 项, 款, 类; within it the " +
      "project, then none; within that economic 款, 类, none.",
    fields: { ...under("line", paidFields), ...amount, ...abstract },
    refusals: [...lineRefusals, "LineUnbudgeted", "QuotaExceeded", "MoneyExceeded"],
    correction:
      "Returned in parts by DisbursementReturned, moved in parts by DisbursementReclassified, taken back whole by " +
      "EntryReversed while nothing of it was corrected; in later years by OpeningAdjusted (priorYearReturn).",
    feeds: "the self-evaluation of its project"
  },
  DisbursementReturned: {
    meaning:
      "Money of a payment that came back within the year (退款), in part or whole, as often as something is left.",
    fields: {
      corrects: "id of the payment",
      ...under("line", paidFields),
      ...amount,
      ...abstract
    },
    refusals: [
      ...lineRefusals,
      "EntryUnknown",
      "EntryNotCorrectable",
      "EntryAlreadyCorrected",
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry"
    ],
    correction: byReversal
  },
  DisbursementReclassified: {
    meaning: "A part of a payment moved to the line it belongs to (更正); totals stay.",
    fields: {
      corrects: "id of the payment",
      ...under("from", paidFields),
      ...under("to", paidFields),
      ...amount,
      ...abstract
    },
    refusals: [
      ...lineRefusals,
      "EntryUnknown",
      "EntryNotCorrectable",
      "EntryAlreadyCorrected",
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry",
      "LineUnbudgeted",
      "QuotaExceeded",
      "MoneyExceeded"
    ],
    correction: `${byReversal} What it gave must still be there.`
  },
  NonFiscalSurplusUsed: {
    meaning: "使用非财政拨款结余 at the end of the year to cover a shortfall; public institutions only.",
    fields: { source: "非财政拨款结余 or 专用结余", ...amount, ...abstract },
    refusals: ["UnitKindNotEligible"],
    correction: byReversal
  },
  SurplusDistributed: {
    meaning: "结余分配 at the end of the year; public institutions only.",
    fields: { use: "所得税, 提取专用结余 or 转入非财政拨款结余", ...amount, ...abstract },
    refusals: ["UnitKindNotEligible", "MoneyExceeded"],
    correction: byReversal
  },
  CarryoverReturned: {
    meaning: "Carry-over given back to the treasury (上缴结转结余).",
    fields: { ...carryover, ...amount, ...abstract },
    refusals: ["MoneyExceeded"],
    correction: byReversal
  },
  EntryReversed: {
    meaning:
      "Takes a money event back whole (红字冲销): every posting of it is negated. It quotes the entry as it was " +
      "recorded, so that it can be read without it.",
    fields: {
      corrects: "id of the entry",
      reason: "why; must not be empty",
      entry: "the entry taken back: its type, version and payload, unchanged"
    },
    refusals: [
      ...lineRefusals,
      "EntryUnknown",
      "EntryNotCorrectable",
      "EntryAlreadyCorrected",
      "EntryMisquoted",
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry",
      "QuotaExceeded",
      "MoneyExceeded"
    ],
    correction: "Not corrected: enter the entry again."
  },
  ProcurementContracted: {
    meaning: "A contract of government procurement (政府采购).",
    fields: {
      contractNo: "合同编号",
      category: "货物, 工程 or 服务",
      supplierSize: "大型, 中小, 小微企业",
      ...amount,
      ...abstract
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "情况说明 §十(二)"
  },
  AssetsCounted: {
    meaning: "State-owned assets at the end of the year (国有资产占用).",
    fields: {
      buildingAreaCm2: "房屋面积, in square centimetres: two decimals of a square metre, exactly",
      "vehicles.provincialLeaders": "副部（省）级及以上领导用车",
      "vehicles.principalLeaders": "主要领导干部用车",
      "vehicles.confidentialCommunication": "机要通信用车",
      "vehicles.emergency": "应急保障用车",
      "vehicles.lawEnforcement": "执法执勤用车",
      "vehicles.specialTechnical": "特种专业技术用车",
      "vehicles.retiredOfficials": "离退休干部用车",
      "vehicles.other": "其他用车",
      otherVehiclesUse: "what 其他用车 are for",
      equipmentOverMillion: "单价100万元以上设备, pieces"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "情况说明 §十(三)"
  },
  OfficialActivityRecorded: {
    meaning: "Counts beside the “三公” money (三公事项).",
    fields: {
      abroadGroups: "因公出国（境）团组数",
      abroadPersons: "因公出国（境）人次",
      vehiclesBought: "公务用车购置数",
      vehiclesHeld: "公务用车保有量",
      domesticReceptions: "国内公务接待批次",
      domesticReceptionPersons: "国内公务接待人次",
      foreignReceptions: "外事接待批次",
      foreignReceptionPersons: "外事接待人次"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "情况说明 §七"
  },
  ProjectRegistered: {
    meaning: "A project under performance evaluation.",
    fields: {
      project: "project code",
      name: "name, as printed",
      department: "实施单位; may be empty",
      goal: "年度总体目标; may be empty",
      level: "`first` 一级项目, `second` 二级项目, or `unstated`",
      attributes: attributeWords("project")
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "项目支出绩效自评表"
  },
  IndicatorSet: {
    meaning: "A performance indicator with its target and weight (绩效指标).",
    fields: {
      project: "project code",
      indicator: "id of the indicator, unique in the project",
      level1: "一级指标",
      level2: "二级指标",
      level3: "三级指标",
      kind: "定量 or 定性",
      direction: "≥, ≤, =, or undeclared; never guessed",
      target: "年度指标值, as printed",
      unit: "its unit; may be empty",
      weight: "分值, a decimal text"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "项目支出绩效自评表"
  },
  IndicatorMeasured: {
    meaning: "What was reached of an indicator (完成值).",
    fields: {
      project: "project code",
      indicator: "id of the indicator",
      actual: "实际完成值, as printed",
      unit: "its unit; may be empty",
      deviation: "偏差原因及改进措施; may be empty"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "项目支出绩效自评表"
  },
  IndicatorJudged: {
    meaning: "The evaluator's judgement of a qualitative indicator (定性评定).",
    fields: {
      project: "project code",
      indicator: "id of the indicator",
      tier: "达成, 部分达成, 未达成",
      score: "得分, a decimal text",
      deviation: "偏差原因及改进措施; may be empty"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "项目支出绩效自评表"
  },
  ExplanationGiven: {
    meaning: "The reason for a change, in the unit's own words (原因说明). Reasons are never invented.",
    fields: { subject: "what it explains, as an address", text: "the reason" },
    refusals: [],
    correction: byLaterFact,
    feeds: "情况说明"
  },
  FactRecorded: {
    meaning:
      "A fact of one's own, of a kind that the ledger does not know: kept, hashed and replayed like every event, and " +
      "posting nothing. Events, funds and natures are a closed vocabulary; this is the place for what they do not say.",
    fields: {
      kind: "what kind of fact it is; a name of one's own, such as `gov.example/headcount`",
      payload:
        "what it says: an object of JSON with texts, whole numbers (decimals go as text), lists and objects. A single " +
        "figure is written with `value`, `unit` and `source`"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "projections and reports of one's own"
  },
  ComparativesImported: {
    meaning: "Last year's figures (上年决算数), where the ledger does not hold last year.",
    fields: {
      "figures.address": "address of the figure, such as T01/closing/2",
      "figures.amount": "its amount last year"
    },
    refusals: [],
    correction: byLaterFact,
    feeds: "comparisons with last year; AR-01-8"
  },
  FiscalYearClosed: {
    meaning:
      "Closes the year (年终结账): states what every line leaves, as 结转 or 结余. The ledger accepts it only when it is " +
      "what the events come to, and takes nothing but adjustments from then on. `juesuan close` proposes it.",
    fields: {
      "closing.fund": "资金性质",
      "closing.function": "the 项; empty where the closing does not go into that detail",
      "closing.nature": "basic or project; empty likewise",
      "closing.project": "project code; empty for basic expenditure",
      "closing.kind": "结转 or 结余",
      "closing.amount": "what the line leaves; a deficit of the unit's own money is negative",
      surplusUsed: "使用非财政拨款结余 in all",
      surplusDistributed: "结余分配 in all"
    },
    refusals: ["ClosingDisagrees"],
    correction: "Not corrected: ClosedYearAdjusted moves what it left.",
    feeds: "the opening of the next year"
  },
  ClosedYearAdjusted: {
    meaning:
      "An entry made after the close (结账后调整), as an audit may demand. What it quotes is decided as if the year " +
      "were open, and posted likewise; the edition before it stays readable with `--known-at`.",
    fields: {
      reason: "why; must not be empty",
      authority: "the decision it rests on (依据), such as the number of an audit report",
      entry: "the money event or reversal, with its version"
    },
    refusals: [
      "YearNotClosed",
      ...lineRefusals,
      "AdjustmentSignWrong",
      "UnitKindNotEligible",
      "EntryUnknown",
      "EntryNotCorrectable",
      "EntryAlreadyCorrected",
      "EntryMisquoted",
      "CorrectionLineUnknown",
      "CorrectionExceedsEntry",
      "LineUnbudgeted",
      "QuotaExceeded",
      "MoneyExceeded"
    ],
    correction: "By another adjustment: what it quotes is an entry like any other.",
    feeds: "what the entry it quotes feeds; the opening of the next year"
  }
}

interface AnySchema {
  readonly ast: { readonly _tag: string }
  readonly fields?: Readonly<Record<string, AnySchema>>
  readonly value?: AnySchema
  readonly literals?: ReadonlyArray<string | number>
}

const accepts = (schema: AnySchema, value: unknown): boolean =>
  Result.isSuccess(Schema.decodeUnknownResult(schema as unknown as Schema.ConstraintDecoder<unknown>)(value))

const numberText = (name: string, schema: AnySchema): string => {
  const unit = /amount|surplus/i.test(name) ? "fen (分)" : "count"
  if (accepts(schema, -1)) return `${unit}, any sign`
  return accepts(schema, 0) ? `${unit}, 0 or more` : `${unit}, more than 0`
}

const typeText = (name: string, schema: AnySchema): string => {
  if (schema.literals !== undefined)
    return schema.literals.map((literal) => (literal === "" ? "∅" : literal)).join(" \\| ")
  switch (schema.ast._tag) {
    case "Number":
      return numberText(name, schema)
    case "Arrays":
      return "list of texts"
    case "Declaration":
      return "object of JSON"
    case "Objects":
      return "texts by name"
    case "Union":
      return "quoted event"
    default:
      return accepts(schema, "") ? "text, may be empty" : "text"
  }
}

/** The fields of a payload by path, each with what it holds; structures are walked into. */
export const fieldsOf = (
  schema: AnySchema,
  prefix = ""
): ReadonlyArray<readonly [path: string, type: string]> => {
  const fields = schema.fields ?? schema.value?.fields
  if (fields === undefined) {
    const name = prefix.slice(0, -1)
    return [[name, typeText(name, schema)]]
  }
  return Object.entries(fields).flatMap(([name, field]) => fieldsOf(field, `${prefix}${name}.`))
}

export const payloadOf = (type: EventType): AnySchema => registry[type].payload as unknown as AnySchema

/** One event of every type, from the ledger fixture of the current versions. */
export const samples = (root: string): ReadonlyMap<EventType, Event> => {
  const file = path.join(root, "packages", "ledger", "test", "fixtures", "version-4.jsonl")
  const lines = fs.readFileSync(file, "utf8").trim().split("\n")
  const events = lines.map((line) => {
    const { type, schemaVersion, body } = JSON.parse(line) as {
      readonly type: string
      readonly schemaVersion: number
      readonly body: string
    }
    return upcast(type, schemaVersion, JSON.parse(body) as Record<string, unknown>)
  })
  return new Map(events.map((event) => [event.type, event]))
}

/** The tables in which an event alone makes some cell other than zero. */
export const tablesFedBy = (event: Event): ReadonlyArray<string> => {
  const lines = "line" in event.payload ? [event.payload.line] : []
  // A budget line shows only where “三公” budgets are: on such a line, so that it can show.
  const shown =
    lines.length === 1 && event.type.startsWith("Budget")
      ? ({ ...event, payload: { ...event.payload, line: { ...lines[0]!, economic: "30231" } } } as Event)
      : event
  const cube = Cube.fromPostings(postings(shown))
  return deriveTables(cube, ningxia2024, 2024)
    .filter((table) => table.rows.some((row) => [...row.cells.values()].some(({ amount }) => amount !== 0)))
    .map(({ key }) => key)
}

/** All refusals of a type, in the order in which faults are looked for. */
export const refusalsOf = (type: EventType): ReadonlyArray<Tag> => {
  const mine = new Set<Tag>([...eventWords[type].refusals, ...refusalsOfAll])
  if (type === "FiscalYearOpened")
    for (const tag of ["YearNotOpened", "YearClosed"] as const) mine.delete(tag)
  if (type === "ClosedYearAdjusted") mine.delete("YearClosed")
  return Refusal.refusalOrder.filter((tag) => mine.has(tag))
}

const sectionOf = (type: EventType, sample: Event): string => {
  const { title, version } = registry[type]
  const { meaning, fields, correction, feeds } = eventWords[type]
  const rows = fieldsOf(payloadOf(type)).map(
    ([name, kind]) => `| \`${name}\` | ${kind} | ${fields[name] ?? ""} |`
  )
  const steps = upcasters[type]?.length ?? 0
  const versions =
    steps === 0
      ? ""
      : steps === 1
        ? " Version 1 is read as version 2."
        : ` Versions 1 to ${steps} are read so.`
  const fed = tablesFedBy(sample)
  const tables = fed.length === 0 ? [] : [`tables ${fed.join(", ")}`]
  const feeding = [...tables, ...(feeds === undefined ? [] : [feeds])]
  return [
    `### ${type} ${title}`,
    "",
    `${meaning} Schema version ${version}.${versions}`,
    "",
    "| field | holds | meaning |",
    "|---|---|---|",
    ...rows,
    "",
    `- Refused, in this order: ${refusalsOf(type).join(", ")}.`,
    `- Correction: ${correction}`,
    `- Feeds: ${feeding.length === 0 ? "nothing that is printed" : feeding.join("; ")}.`,
    ""
  ].join("\n")
}

/** The page of the events. */
export const eventsPage = (root: string): string => {
  const sample = samples(root)
  return `# Events

What can happen in a budget unit's fiscal year. An event is a fact; it is appended once and never edited. This page is
generated from the schemas and compared with what the ledger does (\`npm run generate:docs\`).

Amounts are whole fen (分). Dates are business dates, \`YYYY-MM-DD\`, in the fiscal year of the stream; the moment
the ledger learned of an event is kept apart from it. Every event has an envelope: \`eventId\` (the caller's
idempotency key, \`<agency code>/<year>/\` and more), \`streamId\` (\`unit/<agency code>/<year>\`), \`version\` (1…n in
the stream), \`schemaVersion\`, \`occurredOn\`, \`recordedAt\`, \`documentNo\`, \`source\` (file and row) and \`hash\`.

Refusals are looked for in one order, and the first is reported. QuotaExceeded, MoneyExceeded and LineUnbudgeted
exist under strict control only; under \`warn\` and \`off\` the event passes and \`check\` shows the overrun (BC-1 to
BC-4).

${eventTypes.map((type) => sectionOf(type, sample.get(type)!)).join("\n")}
## Refusals

${Refusal.refusalOrder.map((tag, index) => `${index + 1}. **${tag}**`).join("\n")}
`
}
