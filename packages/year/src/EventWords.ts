/**
 * Events in words: one line that a person reads to know what is recorded.
 */
import { Money, expenditureNatures, fundTypes } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import type { Language } from "@juesuan/import"
import { registry } from "@juesuan/ledger"
import type { Event } from "@juesuan/ledger"

/** What a line of words is made from; an imported row and a recorded event both have it. */
export interface EntryToSay {
  readonly occurredOn: string
  readonly documentNo: string
  readonly event: Event
}

type Payload = Readonly<Record<string, unknown>>

/** The line of the budget that an event is of: itself, or within it. */
const lineOf = (payload: Payload): Payload => {
  for (const key of ["line", "from"]) if (key in payload) return payload[key] as Payload
  return payload
}

/** The amount of an event in fen, that of the entry it takes back included; `undefined` where it moves none. */
export const amountOfEvent = ({ payload }: Event): number | undefined => {
  const own = payload as Payload
  if (typeof own["amount"] === "number") return own["amount"]
  const entry = own["entry"] as Payload | undefined
  return entry === undefined ? undefined : amountOfEvent({ payload: entry["payload"] } as unknown as Event)
}

const textsOf = (line: Payload, language: Language): ReadonlyArray<string> => {
  const { fund, function: item, economic, nature, project } = line
  const fundText = language === "zh" ? fundTypes[fund as FundType] : fund
  const natureText = language === "zh" ? expenditureNatures[nature as ExpenditureNature] : nature
  return [fundText, item, economic, natureText, project].filter(
    (part): part is string => typeof part === "string" && part !== ""
  )
}

const noteOf = (payload: Payload): string => {
  for (const key of ["abstract", "reason", "unitName", "name", "text"]) {
    const text = payload[key]
    if (typeof text === "string" && text !== "") return text
  }
  return ""
}

/** One line: date, kind, amount, line of the budget, abstract and document. */
export const eventInWords = ({ occurredOn, documentNo, event }: EntryToSay, language: Language): string => {
  const payload = event.payload as unknown as Payload
  const title = language === "zh" ? registry[event.type].title : event.type
  const amount = amountOfEvent(event)
  const entry = (payload["entry"] as Payload | undefined)?.["payload"] as Payload | undefined
  const from = textsOf(lineOf(entry ?? payload), language).join(" ")
  const to = "to" in payload ? textsOf(payload["to"] as Payload, language).join(" ") : ""
  const money =
    amount === undefined ? "" : `${Money.format(Money.fromFen(amount))} ${language === "zh" ? "元" : "yuan"}`
  const line = to === "" ? from : language === "zh" ? `${from} 调到 ${to}` : `${from} to ${to}`
  const number =
    documentNo === "" ? "" : language === "zh" ? `（凭证 ${documentNo}）` : `(document ${documentNo})`
  return [occurredOn, title, money, line, noteOf(payload), number].filter((part) => part !== "").join(" ")
}
