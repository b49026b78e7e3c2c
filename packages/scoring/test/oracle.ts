/**
 * Scoring once more, in another style: fractions of whole numbers, and one question after the other asked of plain
 * JSON. Nothing of the package is used but the shape of its data.
 */

/** n ÷ d, d above zero. */
type Fraction = readonly [n: bigint, d: bigint]
type Json = Readonly<Record<string, any>>

const of = (text: string | number): Fraction => {
  const [whole = "0", part = ""] = String(text).split(".")
  return [BigInt(whole + part), 10n ** BigInt(part.length)]
}
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const neg = ([a, b]: Fraction): Fraction => [-a, b]
const sub = (x: Fraction, y: Fraction): Fraction => add(x, neg(y))
const mul = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
const div = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c < 0n ? [-a * d, b * -c] : [a * d, b * c])
const cmp = ([a, b]: Fraction, [c, d]: Fraction): number => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0)
const nought: Fraction = [0n, 1n]
const unity: Fraction = [1n, 1n]
const least = (x: Fraction, y: Fraction): Fraction => (cmp(x, y) < 0 ? x : y)
const most = (x: Fraction, y: Fraction): Fraction => (cmp(x, y) > 0 ? x : y)
const abs = ([a, b]: Fraction): Fraction => [a < 0n ? -a : a, b]

/** Half up, away from zero, as whole units of the last place. */
const units = ([a, b]: Fraction, decimals: number): bigint => {
  const scaled = (a < 0n ? -a : a) * 10n ** BigInt(decimals) * 2n + b
  const whole = scaled / (b * 2n)
  return a < 0n ? -whole : whole
}
const rounded = (x: Fraction, decimals: number): Fraction => [units(x, decimals), 10n ** BigInt(decimals)]
const show = (x: Fraction, decimals: number): string => {
  const whole = units(x, decimals)
  const digits = String(whole < 0n ? -whole : whole).padStart(decimals + 1, "0")
  const cut = digits.length - decimals
  return `${whole < 0n ? "-" : ""}${digits.slice(0, cut)}${decimals === 0 ? "" : `.${digits.slice(cut)}`}`
}

const met: Readonly<Record<string, (sign: number) => boolean>> = {
  atLeast: (sign) => sign >= 0,
  moreThan: (sign) => sign > 0,
  atMost: (sign) => sign <= 0,
  lessThan: (sign) => sign < 0,
  equal: (sign) => sign === 0
}
const isDown = (direction: string): boolean => direction === "atMost" || direction === "lessThan"

const completion = (a: Fraction, b: Fraction, direction: string): Fraction => {
  if (direction === "equal") return cmp(b, a) > 0 ? div(a, b) : div(b, a)
  if (!isDown(direction)) return div(b, a)
  return cmp(b, a) <= 0 ? unity : div(a, b)
}

const distance = (a: Fraction, b: Fraction, direction: string): Fraction =>
  direction === "equal" ? abs(sub(b, a)) : most(nought, isDown(direction) ? sub(b, a) : sub(a, b))

/** Points lost by steps. */
const lost = (rule: Json, w: Fraction, a: Fraction, b: Fraction, direction: string): Fraction => {
  const base = rule["per"] === "unit" ? unity : a
  const short = div(distance(a, b, direction), base)
  const beyond = most(nought, sub(short, of(rule["free"] ?? "0")))
  const [n, d] = div(beyond, of(rule["step"]))
  const floor = n / d
  const begun = rule["begun"] ?? "free"
  let count: Fraction = [floor, 1n]
  if (begun === "proportional") count = [n, d]
  if (begun === "counts") count = [n % d === 0n ? floor : floor + 1n, 1n]
  if (begun === "counts" && short[0] === 0n) count = unity
  return mul(count, rule["of"] === "weight" ? mul(w, of(rule["deduct"])) : of(rule["deduct"]))
}

const banded = (rule: Json, w: Fraction, a: Fraction, b: Fraction, direction: string): Fraction => {
  const value = rule["of"] === "actual" ? b : completion(a, b, direction)
  for (const band of rule["intervals"] as ReadonlyArray<Json>) {
    const isIn =
      band["from"] === undefined ? cmp(value, of(band["above"])) > 0 : cmp(value, of(band["from"])) >= 0
    if (!isIn) continue
    if (band["ratio"]) return mul(w, least(unity, completion(a, b, direction)))
    return band["points"] === undefined ? mul(w, of(band["share"])) : least(w, of(band["points"]))
  }
  return nought
}

const points = (rule: Json, w: Fraction, a: Fraction, b: Fraction, direction: string): Fraction => {
  const isMet = met[direction]!(cmp(b, a))
  switch (rule["formula"]) {
    case "allOrNothing":
      return isMet ? w : nought
    case "steps":
      return isMet ? w : most(mul(w, of(rule["floor"] ?? "0")), sub(w, lost(rule, w, a, b, direction)))
    case "intervals":
      return banded(rule, w, a, b, direction)
    case "linear":
    case "twoSided":
      return mul(w, most(nought, sub(unity, div(distance(a, b, direction), a))))
    default: {
      const share = completion(a, b, direction)
      const pass = rule["passFrom"] ?? null
      return pass !== null && cmp(share, of(pass)) < 0 ? nought : mul(w, least(unity, share))
    }
  }
}

/** Which rule of the set scores an indicator in a direction, and in which direction the rule takes it. */
const ruleFor = (set: Json, one: Json, direction: string): readonly [Json, string] => {
  const fits = ((set["methods"] ?? []) as ReadonlyArray<Json>).filter(
    (method) =>
      ["level1", "level2"].every((key) => method[key] === undefined || method[key] === one[key]) &&
      (method["indicator"] === undefined ||
        method["indicator"] === one["id"] ||
        method["indicator"] === one["level3"]) &&
      (method["directions"] === undefined || method["directions"].includes(direction))
  )
  for (const key of ["indicator", "level2", "level1"]) {
    const found = fits.find((method) => method[key] !== undefined)
    if (found !== undefined) return [found["use"], direction]
  }
  if (direction === "equal")
    return set["equal"].formula === "asPositive" ? [set["positive"], "atLeast"] : [set["equal"], direction]
  if (direction === "moreThan" && (set["moreThan"]?.formula ?? "asPositive") !== "asPositive")
    return [set["moreThan"], direction]
  if (direction === "lessThan" && (set["lessThan"]?.formula ?? "asReverse") !== "asReverse")
    return [set["lessThan"], direction]
  return isDown(direction) ? [set["reverse"], "atMost"] : [set["positive"], "atLeast"]
}

/** What passing the target does to the points. */
const reduced = (set: Json, one: Json, w: Fraction, a: Fraction, b: Fraction, whole: Fraction): Fraction => {
  const over = set["overAchievement"] as Json
  const hasReason = one["deviation"].trim() !== ""
  const times = div(b, a)
  if (over["excusedByReason"] === true && hasReason) return whole
  if (over["kind"] === "reduceFrom" && cmp(times, of(over["from"])) > 0)
    return mul(w, most(nought, sub(unity, sub(times, of(over["from"])))))
  if (over["kind"] === "cutFrom") {
    const bands = (over["bands"] as ReadonlyArray<Json>).filter(({ from }) => cmp(times, of(from)) >= 0)
    const last = bands.at(-1)
    return last === undefined ? whole : mul(w, sub(unity, of(last["cut"])))
  }
  if (over["kind"] === "discretionary" && hasReason && one["awarded"] !== null) {
    const isPast = over["from"] === null ? cmp(times, unity) > 0 : cmp(times, of(over["from"])) >= 0
    if (isPast && cmp(of(one["awarded"]), w) <= 0) return of(one["awarded"])
  }
  return whole
}

/** Points of one indicator before rounding; `null` where it has none. */
const indicatorPoints = (set: Json, one: Json): Fraction | null => {
  const w = of(one["weight"])
  if (one["kind"] === "qualitative") return one["awarded"] === null ? null : of(one["awarded"])
  if (one["actual"] === null) return null
  const a = of(one["target"].replace(/[^\d.-]/g, ""))
  const b = most(nought, of(one["actual"]))
  if (a[0] < 0n) return one["awarded"] === null ? null : of(one["awarded"])
  const named = (set["undeclared"].bySecondLevel as ReadonlyArray<Json>).find(
    ({ name }) => name === one["level2"]
  )
  const direction =
    one["direction"] !== "undeclared" ? one["direction"] : (named?.["direction"] ?? set["undeclared"].default)
  const [rule, by] = ruleFor(set, one, direction)
  const isFree =
    (rule["formula"] === "steps" && rule["per"] === "unit") ||
    (rule["formula"] === "intervals" && rule["of"] === "actual")
  if (a[0] === 0n && !isFree) {
    if (set["zeroTarget"] === "unscored") return null
    return met[direction === "equal" ? direction : by]!(b[0] > 0n ? 1 : 0) ? w : nought
  }
  const whole = points(rule, w, a, b, by)
  return (by === "atLeast" || by === "moreThan") && a[0] > 0n ? reduced(set, one, w, a, b, whole) : whole
}

const afterDeductions = (set: Json, one: Json): Fraction | null => {
  if (one["evidence"] === "lacking" && set["noEvidence"] === "nothing") return nought
  const whole = indicatorPoints(set, one)
  if (whole === null) return null
  const off = ((one["deductions"] ?? []) as ReadonlyArray<Json>).reduce<Fraction>(
    (sum, one) => add(sum, of(one["points"])),
    nought
  )
  return off[0] === 0n ? whole : most(nought, sub(whole, off))
}

/** Points of the execution before rounding; `null` where it has none. */
const executionPoints = (set: Json, card: Json, weight: string): Fraction | null => {
  const rule = set["execution"] as Json
  const money = card["money"].total
  if (money.executed === null || money[rule["basis"]] === null) return null
  const exact: Fraction = [BigInt(money.executed), 1_000_000n]
  const spent = rule["statedDecimals"] === null ? exact : rounded(exact, rule["statedDecimals"])
  let b = most(nought, spent)
  let a: Fraction = [BigInt(money[rule["basis"]]), 1_000_000n]
  const w = of(weight)
  if (a[0] < 0n) return null
  if (a[0] === 0n) {
    const zero = rule["zeroBudget"] ?? "unscored"
    if (zero === "unscored") return null
    if (zero === "nothing") return nought
    a = unity
  } else if (cmp(spent, a) > 0) {
    if (rule["above"] === "nothing") return nought
    if (rule["above"] === "inverse") [a, b] = [b, a]
  }
  if (rule["formula"] === "intervals") return points(rule, w, a, b, "atLeast")
  return points(rule, w, mul(a, of(rule["cap"])), b, "atLeast")
}

const executionWeight = (set: Json, card: Json): string => {
  const ways = [
    { firstLevel: set["firstLevel"], execution: set["execution"].weight },
    ...((set["weightings"] ?? []) as ReadonlyArray<Json>).filter(
      ({ scope }) => (scope ?? "project") === "project"
    )
  ] as ReadonlyArray<Json>
  const off = ways.map(({ firstLevel }) => {
    const asked = new Map<string, string | null>(
      (firstLevel as ReadonlyArray<Json>).map((l) => [l["name"], l["weight"]])
    )
    const mine = new Map<string, Fraction>()
    for (const one of card["indicators"] as ReadonlyArray<Json>)
      mine.set(one["level1"], add(mine.get(one["level1"]) ?? nought, of(one["weight"])))
    let sum: Fraction = nought
    for (const name of new Set([...asked.keys(), ...mine.keys()]))
      if (asked.get(name) !== null)
        sum = add(sum, abs(sub(mine.get(name) ?? nought, of(asked.get(name) ?? "0"))))
    return sum
  })
  const best = off.reduce((at, one, index) => (cmp(one, off[at]!) < 0 ? index : at), 0)
  return ways[best]!["execution"] ?? set["execution"].weight
}

/** The scores of a card as they are printed, `null` where there is none, with total and grade. */
export const oracle = (card: Json, set: Json) => {
  const decimals = set["scoreDecimals"] as number
  const parts = [
    executionPoints(set, card, executionWeight(set, card)),
    ...(card["indicators"] as ReadonlyArray<Json>).map((one) => afterDeductions(set, one))
  ]
  const total = parts.reduce<Fraction>(
    (sum, part) => (part === null ? sum : add(sum, set["roundBeforeSum"] ? rounded(part, decimals) : part)),
    nought
  )
  const printed = rounded(total, decimals)
  const bands = set["gradeBands"] as ReadonlyArray<Json>
  return {
    scores: parts.map((part) => (part === null ? null : show(part, decimals))),
    total: show(printed, decimals),
    grade: (bands.find(({ from }) => cmp(printed, of(from)) >= 0) ?? bands.at(-1)!)["grade"] as string
  }
}
