/**
 * The axis of a chart: round ticks in 万元 around zero, and places along it in percent of its length.
 *
 * Here and only here amounts become binary numbers: a place on a screen is exact enough with six digits, and no
 * number printed beside it comes from one.
 */

export interface Tick {
  /** In 万元, with separators, and as many decimals as the step has. */
  readonly label: string
  /** Percent of the axis, 0 to 100. */
  readonly at: number
}

export interface Scale {
  readonly ticks: ReadonlyArray<Tick>
  /** Percent of the axis where a value stands. */
  readonly placeOf: (value: string) => number
  readonly zero: number
}

const STEPS = [1, 2, 2.5, 5, 10] as const
const WANTED_TICKS = 4

/** The round step that needs at most about four ticks for a length. */
const stepFor = (length: number): number => {
  const power = 10 ** Math.floor(Math.log10(length / WANTED_TICKS))
  return (STEPS.find((step) => step * power * WANTED_TICKS >= length) ?? 10) * power
}

/** Decimals of a step: 2.5 has one, 0.025 three, 50 none. */
const decimalsOf = (step: number): number =>
  Math.max(
    0,
    [0, 1, 2, 3, 4, 5, 6].find((places) => Math.abs(step - Number(step.toFixed(places))) < 1e-9) ?? 6
  )

/** Digits of a whole number in groups of three. */
const grouped = (digits: string): string => {
  let text = ""
  for (const [at, digit] of [...digits].entries())
    text += at > 0 && (digits.length - at) % 3 === 0 ? `,${digit}` : digit
  return text
}

const labelOf = (value: number, decimals: number): string => {
  if (value === 0) return "0"
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".")
  return `${value < 0 ? "-" : ""}${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`}`
}

/** A percentage for an attribute: at most two decimals. */
export const percentText = (value: number): string => `${Number(value.toFixed(2))}%`

/** The axis for values in 元 or 万元; it always shows zero. */
export const scaleOf = (values: ReadonlyArray<string>, moneyUnit: "元" | "万元"): Scale => {
  const inWan = (value: string): number => Number(value) / (moneyUnit === "元" ? 10_000 : 1)
  const numbers = values.map(inWan)
  const [low, high] = [Math.min(0, ...numbers), Math.max(0, ...numbers)]
  const step = stepFor(high === low ? 1 : high - low)
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)]
  const percentOf = (steps: number): number => (steps / (last - first)) * 100
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, at) => ({
      label: labelOf((first + at) * step, decimalsOf(step)),
      at: percentOf(at)
    })),
    placeOf: (value) => percentOf(inWan(value) / step - first),
    zero: percentOf(0 - first)
  }
}
