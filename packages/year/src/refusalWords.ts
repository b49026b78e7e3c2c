/**
 * Refusals in Chinese; the English words are the refusals' own messages.
 */
import { Money, expenditureNatures, fundTypes } from "@juesuan/domain"
import type { ExpenditureNature, FundType } from "@juesuan/domain"
import { allowedInChinese } from "@juesuan/import"
import { NO_FIELD, Refusal, isEventType, registry } from "@juesuan/ledger"
import type { EventIdReused, EventType } from "@juesuan/ledger"

const yuan = (fen: number): string => `${Money.format(Money.fromFen(fen))} 元`
const typed = (type: EventType): string => `${registry[type].title}（${type}）`

/** A line of the budget as an accountant names it: 一般公共预算·2080109·30215·基本支出. */
export const lineInChinese = (key: string): string => {
  const [fund = "", item = "", economic = "", nature = "", ...project] = key.split("/")
  const names = [fundTypes[fund as FundType] ?? fund, item, economic]
  const natureName = expenditureNatures[nature as ExpenditureNature] ?? nature
  return [...names, natureName, project.join("/")].filter((part) => part !== "").join("·")
}

const invalidInChinese = ({ type, field, value, allowed }: Refusal.PayloadInvalid): string => {
  const of = isEventType(type) ? typed(type) : type
  if (allowed === NO_FIELD) return `${of}没有 ${field} 这一项，请删去。`
  const found = value === undefined ? "缺失" : `为 ${Refusal.shownValue(value)}`
  return `${of}的 ${field === "" ? "内容" : field} ${found}，应为${allowedInChinese(allowed)}。请更正。`
}

/** Says a refusal in Chinese, with what to do next. */
export const refusalInChinese = (refusal: Refusal.Refusal | EventIdReused): string => {
  switch (refusal._tag) {
    case "PayloadInvalid":
      return invalidInChinese(refusal)
    case "YearNotOpened":
      return `${typed(refusal.type)}之前没有建账。请先录入 FiscalYearOpened（建账）。`
    case "YearAlreadyOpened":
      return `本年度已为“${refusal.unitName}”建账；每个单位每年度只建账一次，请删去这一行。`
    case "YearClosed":
      return `本年度已年终结账，不再接受${typed(refusal.type)}。请记入未结账的年度，或作为结账后调整（--after-close）录入。`
    case "YearNotClosed":
      return "本年度尚未年终结账：请直接录入业务，结账后调整只用于已结账的年度。"
    case "DateOutsideYear":
      return `日期 ${refusal.occurredOn} 不在 ${refusal.year} 预算年度内。请更正日期或年度。`
    case "EconomicNotBasic":
      return `经济分类 ${refusal.economic} 不能列基本支出（309、311、312、313 只用于项目）。请更正科目或支出性质。`
    case "NatureNotOfFund":
      return `${fundTypes[refusal.fund as FundType]}只能用于基本支出和项目支出，不能列 ${refusal.nature}。请更正资金性质或支出性质。`
    case "AdjustmentSignWrong":
      return `年初余额调整 ${yuan(refusal.amount)} 的符号与原因（${refusal.cause}）不符。请更正符号或原因。`
    case "UnitKindNotEligible":
      return `${typed(refusal.type)}只适用于事业单位，本单位不是。请更正建账时的单位性质，或不录入。`
    case "EntryUnknown":
      return `账中没有要更正的分录 ${refusal.corrects}。请填写原支付的凭证号（和行号）。`
    case "EntryNotCorrectable":
      return `${refusal.corrects} 是${typed(refusal.type)}，不能这样更正；退款和更正只针对支付。请填写支付的凭证号，或用红字冲销。`
    case "EntryAlreadyCorrected":
      return `${refusal.corrects} 已有退款、更正或冲销，不能再整笔冲销。请就剩余部分做退款。`
    case "CorrectionLineUnknown":
      return `${refusal.corrects} 没有记在 ${refusal.line} 上的金额。请使用原支付的科目。`
    case "CorrectionExceedsEntry":
      return `${yuan(refusal.amount)} 超过 ${refusal.corrects} 尚余的 ${yuan(refusal.remaining)}。请更正金额或原凭证号。`
    case "EntryMisquoted":
      return `冲销内容与 ${refusal.corrects} 的原记录不一致。请整笔照录原记录。`
    case "LineUnbudgeted":
      return `${lineInChinese(refusal.line)}没有可用指标，${yuan(refusal.amount)} 不得支付（无预算不得支出）。请先下达指标。`
    case "QuotaExceeded":
      return `${yuan(refusal.amount)} 超过${lineInChinese(refusal.line)}的指标余额 ${yuan(refusal.available)}。请先追加或调剂指标。`
    case "MoneyExceeded":
      return `${yuan(refusal.amount)} 超过${fundTypes[refusal.fund]}的可用资金 ${yuan(refusal.available)}。请核对收入或资金性质。`
    case "ClosingDisagrees":
      return `结账数 ${refusal.what} 为 ${yuan(refusal.stated)}，账面为 ${yuan(refusal.ledger)}。请核对后再结账。`
    case "EventIdReused":
      return `凭证 ${refusal.documentNo}（${refusal.eventId}）已入账（${refusal.streamId} 第 ${refusal.version} 笔），内容不一致。请办理退款、更正或红字冲销，不要修改后重复导入；只是行的次序变了，请填写行号。`
  }
}
