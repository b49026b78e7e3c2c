/**
 * What `verify` says, in both languages. A store says in English why a ledger is broken; here is the same in Chinese.
 */
import type { IntegrityBreak, TimeNotice, VerifyReport } from "@juesuan/ledger"
import { allowedInChinese } from "@juesuan/import"
import type { Language } from "./commands/check.ts"

/** Kinds of objects of a database. */
const objectNames: Readonly<Record<string, string>> = {
  table: "表",
  index: "索引",
  trigger: "触发器",
  view: "视图"
}

/** What a ledger counts of itself. */
const countNames: Readonly<Record<string, string>> = {
  events: "事件",
  streams: "事件流",
  cells: "汇总格",
  postings: "记账分录",
  segments: "分录段",
  corrections: "更正",
  links: "更正对应关系"
}

const objectName = (kind: string, name: string): string => `${objectNames[kind] ?? kind} ${name}`

/** Reasons as stores give them, with the same in Chinese; `$1` and `$2` are what the reason names. */
const reasons: ReadonlyArray<readonly [RegExp, string | ((...named: ReadonlyArray<string>) => string)]> = [
  [/^the hash does not fit the event(?: as stored)?$/, "哈希值与所存事件不符"],
  [/^version (\d+) is missing before it$/, "其前缺少版本 $1"],
  [/^position (\d+) is missing before it$/, "其前缺少位置 $1"],
  [/^the number of postings is not the event's$/, "记账分录条数与事件不符"],
  [/^it is as it was written: no event of its type$/, "自写入以来未变，但内容不是该类型的事件"],
  [
    /^it is as it was written, and was invalid then: (.*)$/s,
    (fault) => `自写入以来未变，但写入时即不合格：${reasonIn("zh", fault!)}`
  ],
  // What the gate has against an event; see `PayloadInvalid`.
  [/^(\w+) has no field (\S+)\. Leave it out\.$/, "$1 没有 $2 这一项"],
  [
    /^(\w+): (\S+) is missing\. Write (.*)\.$/s,
    (type, field, allowed) => `${type} 的 ${field} 缺失，应为${allowedInChinese(allowed!)}`
  ],
  [
    /^(\w+): (\S+) is (.*)\. Write (.*)\.$/s,
    (type, field, value, allowed) => `${type} 的 ${field} 为 ${value}，应为${allowedInChinese(allowed!)}`
  ],
  [/^a stored posting does not follow from the event$/, "所存记账分录与事件不符"],
  [/^a stored segment does not follow from the events$/, "所存分录段与事件不符"],
  [/^the segments hold postings of no event$/, "分录段中有不属于任何事件的记账分录"],
  [/^(\d+) postings are stored where the events make (\d+)$/, "存有记账分录 $1 条，按事件应为 $2 条"],
  [
    /^the stream's head is not its last event \((\d+) events found\)$/,
    "事件流的末端不是最后一个事件（实有 $1 个事件）"
  ],
  [/^the stream's tree is not that of its events$/, "事件流的默克尔树与事件不符"],
  [/^the stream's control totals are not those of its events$/, "事件流的控制总数与事件不符"],
  [
    /^the ledger's sum of (\w+) is not that of its events$/,
    (name) => `账本的${countNames[name!] ?? name}总数与事件不符`
  ],
  [/^the sums of the ids are not those of the events$/, "事件编号的汇总与事件不符"],
  [/^the links of corrections are not those of the events$/, "更正与原事件的对应关系与事件不符"],
  [/^cell (\d+) is that of no event$/, "汇总格 $1 不属于任何事件"],
  [/^the sums of cell (\d+) are not those of its events$/, "汇总格 $1 的合计与事件不符"],
  [/^cell (\d+) is missing$/, "缺少汇总格 $1"],
  [/^a cell of the events is missing$/, "缺少事件应有的汇总格"],
  [/^cell (\d+) is not as it was written\.$/, "汇总格 $1 已不是写入时的内容"],
  [/^what is stored of (.+) is not as it was written\.$/, "所存 $1 的汇总已不是写入时的内容"],
  [/^the sums of the ledger are missing\.$/, "缺少账本的汇总"],
  [/^the sums of the ledger are not as they were written\.$/, "账本的汇总已不是写入时的内容"],
  [/^(\d+) streams are stored where the events made (\d+)\.$/, "存有事件流 $1 个，按事件应为 $2 个"],
  [/^segment (\d+) is not as it was written\.$/, "分录段 $1 已不是写入时的内容"],
  [
    /^segment (\d+) does not hold the (?:postings it counts|times of its postings)\.$/,
    "分录段 $1 的内容与其条数不符"
  ],
  [
    /^a sum of the ids of events is (?:not as it was written|missing)\.$/,
    "事件编号的汇总缺失或已不是写入时的内容"
  ],
  [/^a stored (.+) is no (?:text|whole number)\.$/, "所存 $1 的数据类型不对"],
  [/^the bytes of a stored (.+) are missing\.$/, "所存 $1 的内容缺失"],
  [/^(table|index|trigger|view) (.+) is missing$/, (kind, name) => `缺少${objectName(kind!, name!)}`],
  [
    /^(table|index|trigger|view) (.+) is none of a ledger's$/,
    (kind, name) => `${objectName(kind!, name!)} 不属于账本`
  ],
  [
    /^(table|index|trigger|view) (.+) was made otherwise than a ledger's$/,
    (kind, name) => `${objectName(kind!, name!)} 的定义与账本的不同`
  ],
  [
    /^the postings are of version (.+), while this program makes version (.+)$/,
    "记账分录是第 $1 版，本程序生成的是第 $2 版"
  ],
  [/^SQLite: (.*)$/s, "SQLite 检查：$1"],
  // Of an inclusion proof.
  [/^the digest in the proof is not the one to check against$/, "证明中的账本摘要与要核对的不同"],
  [/^the head is of another stream than the event$/, "末端与事件不属于同一事件流"],
  [/^the event's version is not its place in the stream$/, "事件的版本不是其在事件流中的位置"],
  [/^the previous hash is no hash$/, "前一哈希值不是哈希值"],
  [/^the event does not lead to the root of its stream$/, "由事件推不到其事件流的根"],
  [/^the stream does not lead to the digest in the proof$/, "由事件流推不到证明中的账本摘要"]
]

/** A reason of a break; one that a store of another kind gives stays as it is. */
export const reasonIn = (language: Language, reason: string): string => {
  if (language === "en") return reason
  for (const [pattern, words] of reasons) {
    const found = pattern.exec(reason)
    if (found === null) continue
    const named = found.slice(1)
    return typeof words === "string"
      ? words.replaceAll(/\$(\d)/g, (_, at: string) => named[Number(at) - 1] ?? "")
      : words(...named)
  }
  return reason
}

interface Words {
  readonly counted: (report: VerifyReport) => string
  /** A break, with its mark in a column of its own. */
  readonly broken: (found: IntegrityBreak) => string
  readonly notice: (notice: TimeNotice) => string
  readonly otherDigest: (expected: string) => string
  readonly altered: string
  readonly invalid: string
  readonly intact: string
  readonly clocks: string
  readonly compare: string
  readonly proven: (event: { eventId: string; version: number; streamId: string }, digest: string) => string
  readonly notProven: (fault: string) => string
  readonly comparePublished: string
}

const marks = { altered: "BROKEN ", invalid: "INVALID" } as const
const marksZh = { altered: "已改动", invalid: "不合格" } as const

const placeOf = (found: IntegrityBreak, names: readonly [string, string, string, string]): string =>
  [found.streamId, found.position, found.version, found.eventId, found.source]
    .flatMap((part, at) => (part === null ? [] : [at === 0 ? `${part}` : `${names[at - 1]}${part}`]))
    .join(", ")

const en: Words = {
  counted: ({ events, streams, digest }) => `${events} events in ${streams} streams\ndigest ${digest}\n`,
  broken: (found) =>
    `${marks[found.kind]} ${placeOf(found, ["position ", "version ", "event ", "from "])}: ${found.reason}\n`,
  notice: ({ streamId, position, version, eventId, recordedAt, before, count }) =>
    `NOTICE  ${streamId}, ${position === null ? `version ${version}` : `position ${position}`}, event ${eventId}: recorded at ${recordedAt}, ` +
    `before the event ahead of it (${before})${count === 1 ? "" : `, and ${count - 1} more of the stream`}\n`,
  otherDigest: (expected) => `BROKEN  the digest is not ${expected}\n`,
  altered: "The ledger is not what was appended to it. Restore it from a copy whose digest fits.",
  invalid:
    "The ledger is what was appended to it; the events named INVALID were wrong when they were recorded, by a " +
    "release that did not check them. Reverse those that move money or quotas (红字冲销) and enter them anew; " +
    "enter the others again as they should be.",
  intact: "intact: every event hashes to the chain, every posting follows from its event\n",
  clocks:
    "NOTICE: a clock was put back, or events were given earlier times; --known-at goes by each event's own.",
  compare: "Without --digest a ledger whose end was cut off looks intact: compare a saved digest.",
  proven: ({ eventId, version, streamId }, digest) =>
    `${eventId} is event ${version} of ${streamId}\nin the ledger with digest ${digest}\n`,
  notProven: (fault) => `The proof does not hold: ${fault}.`,
  comparePublished:
    "Without --digest this only shows that the proof is consistent: compare a digest that was published."
}

const zh: Words = {
  counted: ({ events, streams, digest }) => `${streams} 个事件流，${events} 个事件\n账本摘要 ${digest}\n`,
  broken: (found) =>
    `${marksZh[found.kind]}  ${placeOf(found, ["位置 ", "版本 ", "事件 ", "来源 "]).replaceAll(", ", "，")}：` +
    `${reasonIn("zh", found.reason)}\n`,
  notice: ({ streamId, position, version, eventId, recordedAt, before, count }) =>
    `请注意  ${streamId}，${position === null ? `第 ${version} 笔` : `位置 ${position}`}，事件 ${eventId}：记录时间 ${recordedAt} 早于前一事件（${before}）` +
    `${count === 1 ? "" : `，本事件流另有 ${count - 1} 处`}\n`,
  otherDigest: (expected) => `已改动  账本摘要不是 ${expected}\n`,
  altered: "账本已不是当初记入的内容。请用账本摘要相符的备份恢复。",
  invalid:
    "账本与当初记入的一致；标为“不合格”的事件在记入时就不合格，由未作检查的旧版本写入。涉及资金或指标的，请红字冲销后重新录入；" +
    "其他的，请按正确内容重新录入。",
  intact: "账本完好：每个事件都与哈希链相符，每条记账分录都与事件相符\n",
  clocks: "请注意：时钟曾被拨回，或事件带有更早的记录时间；--known-at 以各事件自己的记录时间为准。",
  compare: "未用 --digest 时，末尾被截去的账本也显得完好：请与保存的账本摘要核对。",
  proven: ({ eventId, version, streamId }, digest) =>
    `${eventId} 是 ${streamId} 的第 ${version} 个事件\n所在账本的摘要为 ${digest}\n`,
  notProven: (fault) => `证明不成立：${reasonIn("zh", fault)}。`,
  comparePublished: "未用 --digest 时，只说明证明本身前后一致：请与已公布的账本摘要核对。"
}

/** The words of `verify`. */
export const integrityWords: Readonly<Record<Language, Words>> = { zh, en }

/** The language that the environment asks for: Chinese where its locale says so. */
export const localeLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((name) => (name ?? "") !== "")
  return /^zh/i.test(locale ?? "") ? "zh" : "en"
}
