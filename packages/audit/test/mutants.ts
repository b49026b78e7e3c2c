/**
 * Mutants of a published document: one printed number altered, everything else as it stands.
 *
 * An audit that is worth its name finds the number that was altered wherever it says that it read it. What is altered
 * is the text itself, so readers, recognition and claims take part; which digit is drawn from the number's own place,
 * so that every run alters the same ones.
 */
import { audit, readDocument, recognise } from "@juesuan/audit"
import type { AuditReport, PrintedFigure } from "@juesuan/audit"
import type { Finding } from "@juesuan/domain"
import { Decimal } from "decimal.js"
import * as Result from "effect/Result"
import { figuresOf, placesOf } from "../src/check/Figures.ts"
import { placeKey } from "../src/Places.ts"
import { claimsOf } from "../src/claims/index.ts"
import type { Claim, PrintedNumber } from "../src/claims/index.ts"
import { operandOfAmount } from "../src/claims/Operands.ts"

export const operators = ["digit", "transposition", "tenfold", "sign", "unit", "decimals"] as const
export type Operator = (typeof operators)[number]

export interface Mutant {
  readonly figure: PrintedFigure
  readonly operator: Operator
  readonly line: number
  readonly printed: string
  readonly altered: string
  readonly text: string
}

/** A document in plain text with what its audit said of it. */
export interface Audited {
  readonly text: string
  readonly report: AuditReport
  readonly figures: ReadonlyArray<PrintedFigure>
  readonly touched: ReturnType<typeof placesOf>
  readonly claims: ReadonlyArray<Claim>
  /** Addresses under which findings name a figure of a sentence, by its place. */
  readonly addresses: ReadonlyMap<string, string>
}

const auditText = (text: string): AuditReport =>
  audit(Result.getOrThrow(readDocument(new TextEncoder().encode(text), "document.txt")))

/** Audits a document and lists its printed numbers. */
export const auditedOf = (text: string): Audited => {
  const read = Result.getOrThrow(readDocument(new TextEncoder().encode(text), "document.txt"))
  const document = recognise(read)
  const report = audit(read)
  const claims = claimsOf(document)
  return {
    text,
    report,
    claims,
    addresses: new Map(
      claims.flatMap((claim) => {
        if (claim.kind === "count") return [[placeKey(claim.count.at), claim.subject.address ?? ""] as const]
        if (claim.kind !== "amount") return []
        return [[placeKey(claim.amount.at), operandOfAmount(claim).address] as const]
      })
    ),
    figures: figuresOf(document, claims, read),
    touched: placesOf(report.results.flatMap(({ touched }) => touched))
  }
}

const NUMBER = /-?\d{1,3}(?:[,，] ?\d{3})+(?:\. ?\d+)?|-?\d+(?:\. ?\d+)?/
const UNIT = /^\s{0,2}(亿元|万元|元)/

interface Spot {
  readonly start: number
  readonly printed: string
  readonly unit: string
}

/** Where in the text the number of a figure stands; `null` where a page or a line breaks it, or it is a word. */
const spotOf = (text: string, lines: ReadonlyArray<number>, { at, raw }: PrintedFigure): Spot | null => {
  if (at.line === undefined || typeof at.column !== "number") return null
  const from = lines[at.line - 1]! + at.column - 1
  const end = text.indexOf("\n", from)
  const rest = text.slice(from, end < 0 ? undefined : end)
  const match = NUMBER.exec(rest)
  const wanted = NUMBER.exec(raw.replace(/\s/g, ""))
  if (match === null || (wanted !== null && wanted[0] !== match[0].replace(/ /g, ""))) return null
  const after = rest.slice(match.index + match[0].length)
  return { start: from + match.index, printed: match[0], unit: UNIT.exec(after)?.[0] ?? "" }
}

const lineStarts = (text: string): ReadonlyArray<number> => {
  const starts = [0]
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1)
  return starts
}

const plain = (printed: string): string => printed.replace(/[,， ]/g, "")

const grouped = (printed: string, value: Decimal, decimals: number): string => {
  const text = value.toFixed(decimals)
  return /[,，]/.test(printed) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",") : text
}

/** A number that is the same for the same place and operator, and spreads well (FNV-1a). */
const drawn = (seed: string, below: number): number => {
  let hash = 0x811c9dc5
  for (const letter of seed) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % below
}

const digitsOf = (printed: string): ReadonlyArray<number> =>
  [...printed].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []))

const withDigit = (printed: string, at: number, digit: string): string =>
  `${printed.slice(0, at)}${digit}${printed.slice(at + 1)}`

const alterDigit = (printed: string, seed: string): string | null => {
  const digits = digitsOf(printed)
  const at = digits[drawn(seed, digits.length)]!
  const isFirst = at === digits[0] && digits.length > 1 && printed[at + 1] !== "."
  const choices = [..."0123456789"].filter((digit) => digit !== printed[at] && !(isFirst && digit === "0"))
  return withDigit(printed, at, choices[drawn(`${seed}!`, choices.length)]!)
}

const transpose = (printed: string, seed: string): string | null => {
  const digits = digitsOf(printed)
  const pairs = digits.slice(1).flatMap((at, index) => {
    const before = digits[index]!
    if (printed[at] === printed[before]) return []
    const swapped = withDigit(withDigit(printed, before, printed[at]!), at, printed[before]!)
    return /^-?0[\d,]/.test(swapped) ? [] : [swapped]
  })
  return pairs.length === 0 ? null : pairs[drawn(seed, pairs.length)]!
}

const alteredBy = (operator: Operator, { printed, unit }: Spot, seed: string): string | null => {
  const value = new Decimal(plain(printed))
  const decimals = /\. ?(\d+)$/.exec(printed)?.[1]!.length ?? 0
  switch (operator) {
    case "digit":
      return alterDigit(printed, seed)
    case "transposition":
      return transpose(printed, seed)
    case "tenfold":
      return grouped(printed, value.times(10), decimals)
    case "sign":
      return value.lt(0) ? printed.slice(1) : `-${printed}`
    case "unit":
      // A cell has no unit of its own: a slip of unit prints its amount in the other one.
      return unit === "" && decimals === 2 ? grouped(printed, value.div(10_000), 2) : null
    case "decimals":
      return decimals === 0 ? null : printed.slice(0, printed.lastIndexOf("."))
  }
}

const swappedUnit = (unit: string): string =>
  unit.includes("万元") ? unit.replace("万元", "元") : unit.replace(/亿元|元/, "万元")

/**
 * Whether the altered number says what the printed one says: the same value or, where no cell of a table has to be
 * exact, that value to fewer places.
 */
const saysTheSame = (
  operator: Operator,
  { label }: PrintedFigure,
  printed: string,
  altered: string
): boolean => {
  const [before, after] = [new Decimal(plain(printed)), new Decimal(plain(altered))]
  if (operator !== "decimals" || label.startsWith("T")) return before.eq(after)
  return before.minus(after).abs().lte("0.5")
}

/** The mutants of one printed number, one of each operator that changes it. */
export const mutantsOf = ({ text }: Audited, figure: PrintedFigure): ReadonlyArray<Mutant> => {
  const spot = spotOf(text, lineStarts(text), figure)
  if (spot === null) return []
  const { start, printed, unit } = spot
  const line = figure.at.line!
  const common = { figure, line, printed: `${printed}${unit.trim()}` }
  return operators.flatMap((operator): ReadonlyArray<Mutant> => {
    if (operator === "unit" && unit !== "") {
      if (new Decimal(plain(printed)).isZero()) return []
      const after = start + printed.length
      const other = swappedUnit(unit)
      const altered = `${text.slice(0, after)}${other}${text.slice(after + unit.length)}`
      return [{ ...common, operator, altered: `${printed}${other.trim()}`, text: altered }]
    }
    const altered = alteredBy(operator, spot, `${line}|${start}|${operator}`)
    if (altered === null || saysTheSame(operator, figure, printed, altered)) return []
    const whole = `${text.slice(0, start)}${altered}${text.slice(start + printed.length)}`
    return [{ ...common, operator, altered: `${altered}${unit.trim()}`, text: whole }]
  })
}

/** Failed: told as a contradiction. Unreadable: told, with what it was restored to. */
export type Fate = "failed" | "unreadable" | "survived"

const isNamed = (
  { left, right }: Finding,
  { at, label }: PrintedFigure,
  addresses: Audited["addresses"]
): boolean => {
  const address = addresses.get(placeKey(at)) ?? label
  return [left, right].some(
    (operand) =>
      operand !== null &&
      ((operand.at !== null && placeKey(operand.at) === placeKey(at)) ||
        operand.address.split(" + ").includes(address))
  )
}

const identity = ({ fingerprint, message }: Finding): string => `${fingerprint}\n${message}`

/** Whether the altered number is named by a finding that the document did not have. */
export const fateOf = ({ report, addresses }: Audited, mutant: Mutant): Fate => {
  const known = new Set(report.findings.map(identity))
  const fresh = auditText(mutant.text).findings.filter((finding) => !known.has(identity(finding)))
  const naming = fresh.filter((finding) => isNamed(finding, mutant.figure, addresses))
  if (naming.some(({ outcome }) => outcome === "fail")) return "failed"
  return naming.length > 0 ? "unreadable" : "survived"
}

/** Why no audit can find an altered number, as far as the document itself says. */
export type Reason = "precision" | "score" | "cut label"

const relativeChange = ({ printed, altered }: Mutant): Decimal => {
  const [before, after] = [printed, altered].map(
    (text) => new Decimal(NUMBER.exec(text)![0].replace(/[,， ]/g, ""))
  )
  return after!
    .minus(before!)
    .abs()
    .div(before!.isZero() ? 1 : before!.abs())
}

const placeOf = ({ decimals }: PrintedNumber): Decimal => new Decimal(10).pow(-decimals)

const valueOf = ({ value }: PrintedNumber): Decimal => new Decimal(value.toFixed())

/** How far, relatively, a number may move before the one rate it takes part in prints otherwise. */
const leewayOf = (claim: Claim, at: string): Decimal | null => {
  const [number, rate] =
    claim.kind === "change"
      ? [claim.amount, claim.rate]
      : claim.kind === "completion"
        ? [claim.budget?.amount ?? null, claim.rate]
        : claim.kind === "share"
          ? [claim.part?.amount ?? null, claim.share]
          : [null, null]
  if (number === null || rate === null || placeKey(number.at) !== at || rate.value.isZero()) return null
  const isDown = claim.kind === "change" && claim.direction === "down"
  // With the change its base moves too: a fall of nearly all hardly shows in its rate.
  const share = valueOf(rate)
    .abs()
    .div(100)
    .times(claim.kind !== "change" ? 0 : isDown ? -1 : 1)
  return placeOf(rate)
    .div(valueOf(rate).abs())
    .div(Decimal.max(share.plus(1), "0.0001"))
}

/** The share of a part of nothing stays 0.00 as long as the part is small. */
const isSmallPart = (claim: Claim, at: string, altered: string): boolean => {
  if (claim.kind !== "share" || claim.part === null || claim.wholeAmount === null) return false
  if (placeKey(claim.part.amount.at) !== at || !claim.share.value.isZero()) return false
  const part = new Decimal(NUMBER.exec(altered)![0].replace(/[,， ]/g, ""))
  return part
    .abs()
    .times(100)
    .lte(placeOf(claim.share).times(valueOf(claim.wholeAmount.amount)))
}

/**
 * Why a mutant survived. `null`: there is no reason, the audit should have found it.
 *
 * - precision: a rate of so few digits comes out the same for both numbers, and nothing else prints them
 * - score: both targets (actuals) earn the indicator the same score
 * - cut label: the label's weight is cut by the page's edge and is restored from the weights below it
 */
export const reasonOf = ({ claims }: Audited, mutant: Mutant): Reason | null => {
  const { label, at } = mutant.figure
  if (/^S\/.*\/(?:target|actual)$/.test(label)) return "score"
  if (/^S\/.*\/label$/.test(label)) {
    const rest = mutant.text.split("\n")[mutant.line - 1] ?? ""
    return /[(（]\s?\d+\s*\t/.test(rest) ? "cut label" : null
  }
  const key = placeKey(at)
  const leeways = claims.flatMap((claim) => leewayOf(claim, key) ?? [])
  if (leeways.length > 0 && leeways.every((leeway) => relativeChange(mutant).lte(leeway))) return "precision"
  return claims.some((claim) => isSmallPart(claim, key, mutant.altered)) ? "precision" : null
}

/** The figures that some rule read. */
export const coveredOf = ({ figures, touched }: Audited): ReadonlyArray<PrintedFigure> =>
  figures.filter(({ at }) => touched.has(at))

/** What became of a mutant, and why it survived if it did. */
export interface Outcome {
  readonly mutant: Mutant
  readonly fate: Fate
  readonly reason: Reason | null
}

/** Audits a mutant. */
export const outcomeOf = (audited: Audited, mutant: Mutant): Outcome => {
  const fate = fateOf(audited, mutant)
  return { mutant, fate, reason: fate === "survived" ? reasonOf(audited, mutant) : null }
}
