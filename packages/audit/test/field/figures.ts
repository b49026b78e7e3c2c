/**
 * Figures of one department for two years, consistent to the fen, and how sentences print them.
 */
import * as fc from "fast-check"

/** Amounts in fen. */
export interface Figures {
  readonly fiscal: number
  readonly other: number
  readonly opening: number
  readonly basic: number
  readonly project: number
  readonly lastFiscal: number
  readonly lastOther: number
  readonly lastOpening: number
  readonly budget: number
  readonly vehicles: number
  readonly reception: number
  readonly vehiclesBudget: number
  readonly receptionBudget: number
  readonly lastVehicles: number
  readonly lastReception: number
  readonly personnel: number
}

/** Ten thousand 元 in fen: amounts are whole hundreds of 元, so that 万元 with two decimals prints them exactly. */
const PLACE = 10_000
const amount = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from, max: to }).map((places) => places * PLACE)

export const figures: fc.Arbitrary<Figures> = fc
  .record({
    fiscal: amount(30_000, 900_000),
    other: amount(100, 20_000),
    opening: amount(0, 5_000),
    share: fc.integer({ min: 10, max: 90 }),
    lastFiscal: amount(30_000, 900_000),
    lastOther: amount(100, 20_000),
    lastOpening: amount(0, 5_000),
    budget: amount(30_000, 900_000),
    vehicles: amount(100, 2_000),
    reception: amount(50, 900),
    vehiclesBudget: amount(2_000, 3_000),
    receptionBudget: amount(900, 1_500),
    lastVehicles: amount(100, 2_000),
    lastReception: amount(50, 900)
  })
  .map(({ share, ...rest }) => {
    const spent = rest.fiscal + rest.other
    const basic = Math.floor((spent * share) / 100 / PLACE) * PLACE
    const ofFiscal = Math.min(basic, rest.fiscal)
    return {
      ...rest,
      basic,
      project: spent - basic,
      personnel: Math.floor((ofFiscal * 8) / 10 / PLACE) * PLACE
    }
  })

/** 万元 with two decimals. */
export const wan = (fen: number): string => {
  const places = Math.round(Math.abs(fen) / PLACE)
  return `${Math.floor(places / 100)}.${String(places % 100).padStart(2, "0")}`
}

/** 元 with two decimals and separators. */
export const yuan = (fen: number): string => {
  const whole = Math.floor(Math.abs(fen) / 100)
  return `${whole.toLocaleString("en-US")}.${String(Math.abs(fen) % 100).padStart(2, "0")}`
}

/** Percent of part over base, half up. */
export const percent = (part: number, base: number, decimals = 2): string => {
  const scale = 10n ** BigInt(decimals)
  const [one, other] = [BigInt(Math.abs(part)), BigInt(Math.abs(base))]
  const rounded = (one * 200n * scale + other) / (other * 2n)
  const text = String(rounded).padStart(decimals + 1, "0")
  return decimals === 0 ? `${text}%` : `${text.slice(0, -decimals)}.${text.slice(-decimals)}%`
}

/** 增加 a 万元，增长 p%; 持平 where nothing changed. */
export const change = (now: number, before: number, words: ChangeWords = {}): string => {
  const {
    up = "增加",
    down = "减少",
    rateUp = "增长",
    rateDown = "下降",
    decimals = 2,
    unit = "万元"
  } = words
  if (now === before) return "持平"
  const isUp = now > before
  const by = unit === "元" ? yuan(now - before) : wan(now - before)
  return `${isUp ? up : down}${by}${unit}，${isUp ? rateUp : rateDown}${percent(now - before, before, decimals)}`
}

export interface ChangeWords {
  readonly up?: string
  readonly down?: string
  readonly rateUp?: string
  readonly rateDown?: string
  readonly decimals?: number
  readonly unit?: "元" | "万元"
}

/** 大于、小于、等于 */
export const relation = (now: number, budget: number): string =>
  now > budget ? "大于" : now < budget ? "小于" : "等于"

export const sums = (one: Figures) => ({
  income: one.fiscal + one.other,
  total: one.fiscal + one.other + one.opening,
  lastIncome: one.lastFiscal + one.lastOther,
  lastTotal: one.lastFiscal + one.lastOther + one.lastOpening,
  spent: one.basic + one.project,
  three: one.vehicles + one.reception,
  threeBudget: one.vehiclesBudget + one.receptionBudget,
  lastThree: one.lastVehicles + one.lastReception
})
