/**
 * An oracle for decisions: whether a command is accepted, and if not, why. It shares nothing with `decide`.
 *
 * It keeps no state but the list of what was accepted, and works everything out from that list anew, in bigint, each
 * time it is asked. Slow and plain: it is read off the rules in words (docs/reference/events.md), not off the code.
 */
import type { Event, EventOf, NewEvent } from "@juesuan/ledger"

/** What the oracle expects: the tag of the refusal with the operands it is sure of, or `null` for acceptance. */
export type Expected = { readonly tag: string; readonly operands: Readonly<Record<string, unknown>> } | null

const refused = (tag: string, operands: Readonly<Record<string, unknown>> = {}): Expected => ({
  tag,
  operands
})

interface Spot {
  readonly fund: string
  readonly function: string
  readonly economic: string
  readonly nature: string
  readonly project: string
}

/** A spot that money was paid on, and to whom. */
interface PaidSpot extends Spot {
  readonly counterparty: string
}

interface Portion {
  readonly id: string
  readonly spot: string
  readonly quota: string | null
  left: bigint
}

/** Everything worked out from a list of events. */
interface Picture {
  control: string
  kind: string
  stage: "nothing" | "open" | "closed"
  readonly issued: Map<string, bigint>
  readonly used: Map<string, bigint>
  readonly purse: Map<string, bigint>
  readonly lines: Map<string, bigint>
  readonly portions: Array<Portion>
  readonly entries: Map<string, Event>
  readonly touched: Set<string>
  readonly gone: Set<string>
  surplusUsed: bigint
  surplusGiven: bigint
}

const FISCAL = "generalPublic governmentFund stateCapital".split(" ")
const FUNDS = [...FISCAL, "specialAccount", "unitFunds"]

const more = (map: Map<string, bigint>, key: string, fen: bigint): void => {
  map.set(key, (map.get(key) ?? 0n) + fen)
}

const textOf = (spot: Spot): string =>
  [spot.fund, spot.function, spot.economic, spot.nature, spot.project].join("/")

const payeeText = (spot: PaidSpot): string => `${textOf(spot)} to ${spot.counterparty}`

/** The quota that pays for a spot: of those ever issued the finest, looked up by 项, then project, then 款. */
const payer = (picture: Picture, spot: Spot): string | null => {
  for (const item of [spot.function, spot.function.slice(0, 5), spot.function.slice(0, 3)])
    for (const project of new Set([spot.project, ""]))
      for (const economic of [spot.economic, spot.economic.slice(0, 3), ""]) {
        const key = textOf({ ...spot, function: item, project, economic })
        if (picture.issued.has(key)) return key
      }
  return null
}

const lineOf = (fund: string, item: string, nature: string, project: string): string =>
  FISCAL.includes(fund) ? [fund, item, nature, project].join("/") : [fund, item, "", ""].join("/")

const flow = (picture: Picture, fund: string, line: string, fen: bigint): void => {
  more(picture.purse, fund, fen)
  more(picture.lines, line, fen)
}

const spend = (picture: Picture, spot: Spot, quota: string | null, fen: bigint): void => {
  if (quota !== null) more(picture.used, quota, fen)
  flow(picture, spot.fund, lineOf(spot.fund, spot.function, spot.nature, spot.project), -fen)
}

const portionOf = (picture: Picture, id: string, spot: PaidSpot): Portion | undefined =>
  picture.portions.find((portion) => portion.id === id && portion.spot === payeeText(spot))

/** What comes in, goes back or is brought forward. */
const drawFlow = (picture: Picture, event: Event, fen: bigint): void => {
  const { type, payload } = event
  if (type === "CarryoverBroughtForward" || type === "OpeningAdjusted" || type === "CarryoverReturned") {
    const { fund, function: item, nature, project } = payload
    flow(picture, fund, lineOf(fund, item, nature, project), type === "CarryoverReturned" ? -fen : fen)
  }
  if (type === "AppropriationReceived" || type === "AppropriationReturned") {
    const { fund, function: item, nature, project } = payload
    flow(picture, fund, lineOf(fund, item, nature, project), type === "AppropriationReturned" ? -fen : fen)
  }
  if (type === "IncomeReceived")
    flow(picture, payload.fund, lineOf(payload.fund, payload.function, "", ""), fen)
  if (type === "NonFiscalSurplusUsed") {
    flow(picture, "unitFunds", "unitFunds///", fen)
    picture.surplusUsed += fen
  }
  if (type === "SurplusDistributed") {
    flow(picture, "unitFunds", "unitFunds///", -fen)
    picture.surplusGiven += fen
  }
}

/** What is issued, raised, cut and moved. */
const drawBudget = (picture: Picture, event: Event, fen: bigint): void => {
  const { type, payload } = event
  if (type === "BudgetApproved" || type === "BudgetSupplemented")
    more(picture.issued, textOf(payload.line), fen)
  if (type === "BudgetReduced" || type === "BudgetWithdrawn") more(picture.issued, textOf(payload.line), -fen)
  if (type === "BudgetTransferred") {
    more(picture.issued, textOf(payload.from), -fen)
    more(picture.issued, textOf(payload.to), fen)
  }
}

/** A payment that is moved from one spot to another. */
const drawMove = (picture: Picture, { payload }: EventOf<"DisbursementReclassified">, fen: bigint): void => {
  const { corrects, from, to } = payload
  // Both sides are looked up as things stood before anything moved.
  const sides = [from, to].map((spot) => {
    const portion = portionOf(picture, corrects, spot)
    return { portion, quota: portion === undefined ? payer(picture, spot) : portion.quota }
  })
  spend(picture, from, sides[0]!.quota, -fen)
  spend(picture, to, sides[1]!.quota, fen)
  for (const [index, spot] of [from, to].entries()) {
    const change = index === 0 ? -fen : fen
    const portion = portionOf(picture, corrects, spot)
    if (portion !== undefined) portion.left += change
    else
      picture.portions.push({ id: corrects, spot: payeeText(spot), quota: sides[index]!.quota, left: change })
  }
  picture.touched.add(corrects)
}

/** What is paid, returned and moved. */
const drawPayment = (picture: Picture, event: Event, id: string, sign: 1n | -1n): void => {
  const { type, payload } = event
  const fen = "amount" in payload ? sign * BigInt(payload.amount) : 0n
  if (type === "DisbursementPaid") {
    const known = portionOf(picture, id, payload.line)
    const quota = known === undefined ? payer(picture, payload.line) : known.quota
    spend(picture, payload.line, quota, fen)
    if (sign === 1n) picture.portions.push({ id, spot: payeeText(payload.line), quota, left: fen })
  }
  if (type === "DisbursementReturned") {
    const portion = portionOf(picture, payload.corrects, payload.line)
    spend(picture, payload.line, portion === undefined ? payer(picture, payload.line) : portion.quota, -fen)
    if (portion !== undefined) portion.left -= fen
    picture.touched.add(payload.corrects)
  }
  if (type === "DisbursementReclassified") drawMove(picture, event, fen)
}

/** Draws one event into the picture; `sign` is −1 where it is taken back. */
const draw = (picture: Picture, event: Event, id: string, sign: 1n | -1n): void => {
  const { type, payload } = event
  const fen = "amount" in payload ? sign * BigInt(payload.amount) : 0n
  drawFlow(picture, event, fen)
  drawBudget(picture, event, fen)
  drawPayment(picture, event, id, sign)
  if (type === "EntryReversed") {
    const { corrects, entry } = payload
    draw(picture, entry, corrects, -1n)
    for (let at = picture.portions.length - 1; at >= 0; at--)
      if (picture.portions[at]!.id === corrects) picture.portions.splice(at, 1)
    picture.touched.add(corrects)
    picture.gone.add(corrects)
  }
}

const MONEY =
  /^(Carryover|Opening|Budget|Appropriation|Income|Disbursement|NonFiscalSurplus|SurplusDistributed|EntryReversed)/

/** The event that counts: what an adjustment quotes, or the event itself. */
const core = (event: Event): Event => (event.type === "ClosedYearAdjusted" ? event.payload.entry : event)

const pictureOf = (accepted: ReadonlyArray<NewEvent>): Picture => {
  const picture: Picture = {
    control: "",
    kind: "",
    stage: "nothing",
    issued: new Map(),
    used: new Map(),
    purse: new Map(),
    lines: new Map(),
    portions: [],
    entries: new Map(),
    touched: new Set(),
    gone: new Set(),
    surplusUsed: 0n,
    surplusGiven: 0n
  }
  for (const { event, eventId } of accepted) {
    if (event.type === "FiscalYearOpened") {
      picture.stage = "open"
      picture.control = event.payload.control
      picture.kind = event.payload.unitKind
    }
    if (event.type === "ControlPolicyChanged") picture.control = event.payload.control
    if (event.type === "FiscalYearClosed") picture.stage = "closed"
    draw(picture, core(event), eventId, 1n)
    if (MONEY.test(core(event).type)) picture.entries.set(eventId, core(event))
  }
  return picture
}

const spotsIn = (event: Event): ReadonlyArray<Spot> => {
  if (event.type === "BudgetTransferred" || event.type === "DisbursementReclassified")
    return [event.payload.from, event.payload.to]
  return "line" in event.payload ? [event.payload.line] : []
}

const onStage = ({ stage }: Picture, command: NewEvent, year: number): Expected => {
  const { type } = command.event
  if (type === "FiscalYearOpened" && stage !== "nothing") return refused("YearAlreadyOpened")
  if (type !== "FiscalYearOpened" && stage === "nothing") return refused("YearNotOpened", { type })
  if (stage === "closed" && type !== "FiscalYearOpened" && type !== "ClosedYearAdjusted")
    return refused("YearClosed", { type })
  if (stage === "open" && type === "ClosedYearAdjusted") return refused("YearNotClosed")
  return command.occurredOn.startsWith(`${year}-`) ? null : refused("DateOutsideYear", { year })
}

const onCodes = (picture: Picture, event: Event): Expected => {
  const spots = spotsIn(event)
  const capital = spots.find(
    ({ nature, economic }) => nature === "basic" && /^(309|311|312|313)/.test(economic)
  )
  if (capital !== undefined) return refused("EconomicNotBasic", { economic: capital.economic })
  const foreign = spots.find(
    ({ fund, nature }) => FISCAL.includes(fund) && nature !== "basic" && nature !== "project"
  )
  if (foreign !== undefined) return refused("NatureNotOfFund", { fund: foreign.fund, nature: foreign.nature })
  if (event.type === "OpeningAdjusted") {
    const { cause, amount } = event.payload
    const isIn = cause === "priorYearReturn" || cause === "transferIn"
    if ((isIn && amount <= 0) || (cause === "transferOut" && amount >= 0))
      return refused("AdjustmentSignWrong", { cause, amount })
  }
  const isSurplus = event.type === "NonFiscalSurplusUsed" || event.type === "SurplusDistributed"
  return isSurplus && picture.kind === "administrative" ? refused("UnitKindNotEligible") : null
}

const equalJson = (left: unknown, right: unknown): boolean => {
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object")
    return left === right
  const [a, b] = [left as Record<string, unknown>, right as Record<string, unknown>]
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => equalJson(a[key], b[key]))
}

const lineWords = (spot: PaidSpot): string =>
  spot.counterparty === "" ? textOf(spot) : `${textOf(spot)} ← ${spot.counterparty}`

/** A part of a payment: of one that is there, on a line it has, and no more than is left. */
const onPart = (picture: Picture, corrects: string, spot: PaidSpot, amount: number): Expected => {
  const entry = picture.entries.get(corrects)
  if (entry === undefined) return refused("EntryUnknown", { corrects })
  if (entry.type !== "DisbursementPaid") return refused("EntryNotCorrectable", { corrects, type: entry.type })
  if (picture.gone.has(corrects)) return refused("EntryAlreadyCorrected", { corrects })
  const portion = portionOf(picture, corrects, spot)
  if (portion === undefined) return refused("CorrectionLineUnknown", { corrects, line: lineWords(spot) })
  return BigInt(amount) > portion.left
    ? refused("CorrectionExceedsEntry", { corrects, amount, remaining: Number(portion.left) })
    : null
}

const onCorrection = (picture: Picture, event: Event): Expected => {
  if (event.type === "DisbursementReturned")
    return onPart(picture, event.payload.corrects, event.payload.line, event.payload.amount)
  if (event.type === "DisbursementReclassified")
    return onPart(picture, event.payload.corrects, event.payload.from, event.payload.amount)
  if (event.type === "OpeningAdjusted" && event.payload.corrects !== "")
    return event.payload.cause === "priorYearReturn"
      ? refused("EntryUnknown", { corrects: event.payload.corrects })
      : refused("EntryNotCorrectable")
  if (event.type !== "EntryReversed") return null
  const { corrects, entry: quoted } = event.payload
  const entry = picture.entries.get(corrects)
  if (entry === undefined) return refused("EntryUnknown", { corrects })
  if (entry.type === "EntryReversed") return refused("EntryNotCorrectable", { corrects, type: entry.type })
  if (picture.touched.has(corrects)) return refused("EntryAlreadyCorrected", { corrects })
  if (entry.type !== quoted.type || !equalJson(entry.payload, quoted.payload))
    return refused("EntryMisquoted", { corrects })
  // A reversed reclassification takes back what it gave: that must still be there.
  return quoted.type === "DisbursementReclassified"
    ? onPart(picture, quoted.payload.corrects, quoted.payload.to, quoted.payload.amount)
    : null
}

const available = (picture: Picture, key: string): bigint =>
  (picture.issued.get(key) ?? 0n) - (picture.used.get(key) ?? 0n)

const onBudget = (picture: Picture, after: Picture, event: Event): Expected => {
  if (picture.control !== "strict" || !MONEY.test(event.type) || event.type === "CarryoverBroughtForward")
    return null
  if (event.type === "DisbursementPaid" || event.type === "DisbursementReclassified") {
    const spot = event.type === "DisbursementPaid" ? event.payload.line : event.payload.to
    if (payer(picture, spot) === null) return refused("LineUnbudgeted", { line: textOf(spot) })
  }
  const worse = (had: bigint, has: bigint): boolean => has < 0n && has < had
  const quotas = [...new Set([...after.issued.keys(), ...after.used.keys()])].filter((key) =>
    worse(available(picture, key), available(after, key))
  )
  if (quotas.length > 0) {
    const [key] = quotas as [string]
    const had = available(picture, key)
    const amount = Number(had - available(after, key))
    const operands = { line: key, amount, available: Number(had < 0n ? 0n : had) }
    return refused("QuotaExceeded", quotas.length === 1 ? operands : {})
  }
  const fund = FUNDS.find((name) => worse(picture.purse.get(name) ?? 0n, after.purse.get(name) ?? 0n))
  if (fund === undefined) return null
  const had = picture.purse.get(fund) ?? 0n
  const amount = Number(had - (after.purse.get(fund) ?? 0n))
  return refused("MoneyExceeded", { fund, amount, available: Number(had < 0n ? 0n : had) })
}

const onClosing = (picture: Picture, event: Event): Expected => {
  if (event.type !== "FiscalYearClosed") return null
  const { closing, surplusUsed, surplusDistributed } = event.payload
  for (const fund of FUNDS) {
    const mine = closing.filter((line) => line.fund === fund)
    const stated = mine.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
    const has = picture.purse.get(fund) ?? 0n
    if (stated !== has)
      return refused("ClosingDisagrees", { what: fund, stated: Number(stated), ledger: Number(has) })
    if (!FISCAL.includes(fund) || mine.some((line) => line.function === "")) continue
    const sums = new Map<string, bigint>()
    for (const line of mine) {
      more(sums, lineOf(line.fund, line.function, line.nature, line.project), BigInt(line.amount))
    }
    const keys = new Set([
      ...sums.keys(),
      ...[...picture.lines.keys()].filter((key) => key.startsWith(`${fund}/`))
    ])
    for (const key of [...keys].sort())
      if ((sums.get(key) ?? 0n) !== (picture.lines.get(key) ?? 0n))
        return refused("ClosingDisagrees", { what: key })
  }
  if (BigInt(surplusUsed) !== picture.surplusUsed) return refused("ClosingDisagrees", { what: "surplusUsed" })
  return BigInt(surplusDistributed) === picture.surplusGiven
    ? null
    : refused("ClosingDisagrees", { what: "surplusDistributed" })
}

/** Payments and corrections of nothing or less, and function codes that are none: what commands get wrong in form. */
const onForm = (event: Event): Expected => {
  const { type, payload } = event
  if (type === "DisbursementPaid" && !/^[0-9]{7}$/.test(payload.line.function))
    return refused("PayloadInvalid", { field: "line.function" })
  const isOfPayments =
    type === "DisbursementPaid" || type === "DisbursementReturned" || type === "DisbursementReclassified"
  return isOfPayments && payload.amount <= 0
    ? refused("PayloadInvalid", { field: "amount", value: payload.amount })
    : null
}

/** What the ledger must say to a command after what it has accepted so far. */
export const decisionOracle = (
  accepted: ReadonlyArray<NewEvent>,
  command: NewEvent,
  year: number
): Expected => {
  const invalid = onForm(command.event)
  if (invalid !== null) return invalid
  const picture = pictureOf(accepted)
  const event = core(command.event)
  return (
    onStage(picture, command, year) ??
    onCodes(picture, event) ??
    onCorrection(picture, event) ??
    onBudget(picture, pictureOf([...accepted, command]), event) ??
    onClosing(picture, event)
  )
}
