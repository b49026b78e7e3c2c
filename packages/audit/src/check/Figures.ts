/**
 * Figures: the numbers a document prints, in its tables, its self-evaluations and the sentences of its body.
 *
 * How many there are and which of them a rule read says what "nothing found" is worth.
 */
import type { FigureStates, Place } from "@juesuan/domain"
import type { CheckResult, TouchedNumber } from "../CheckResult.ts"
import type { Claim, PrintedNumber } from "../claims/Claim.ts"
import type { PublishedDocument, PublishedScorecard } from "../PublishedDocument.ts"
import type { ReadDocument } from "../ReadDocument.ts"
import { PlaceSet, placeOrder } from "./Order.ts"

/** A printed number; `label` is an address or the words it stands in. */
export interface PrintedFigure extends TouchedNumber {
  readonly label: string
}

/**
 * How far a printed number was judged: by a rule; not, for no rule reads it or none could be sure; or not at all, for
 * nothing says what it is of.
 */
export type FigureState = "verified" | "undetermined" | "unread"

/** Why a number is not verified. */
export type Unverified = "noRule" | "doubtful" | "unbound"

/** A printed number that no rule judged, and why. */
export interface UncheckedFigure extends PrintedFigure {
  readonly state: Exclude<FigureState, "verified">
  readonly reason: Unverified
}

/** The numbers a claim is made of. */
export const numbersOf = (claim: Claim): ReadonlyArray<PrintedNumber> => {
  switch (claim.kind) {
    case "amount":
      return [claim.amount]
    case "change":
      return [claim.amount, claim.rate].filter((one) => one !== null)
    case "share":
      return [claim.share]
    case "completion":
      return [claim.rate]
    case "count":
      return [claim.count]
    case "project":
      return [claim.score]
    case "unbound":
      return [claim.number]
    default:
      return []
  }
}

const tableFigures = ({ tables }: PublishedDocument): ReadonlyArray<PrintedFigure> =>
  [...tables.values()].flatMap((table) =>
    [...table.rows.values()].flatMap((row) =>
      [...row.cells].flatMap(([column, reading]): ReadonlyArray<PrintedFigure> =>
        reading.state === "blank" || reading.at === undefined
          ? []
          : [{ at: reading.at, raw: reading.raw ?? "", label: `${table.key}/${row.key}/${column}` }]
      )
    )
  )

/** Printed values of a self-evaluation that are numbers, by address. */
export const cardFigures = ({
  card,
  published,
  places
}: PublishedScorecard): ReadonlyArray<PrintedFigure> => {
  const prefix = `S/${card.project}`
  const raws = new Map<string, string | null>([
    [`${prefix}/execution/rate`, published.rate],
    [`${prefix}/execution/score`, published.execution],
    [`${prefix}/total/score`, published.total],
    [`${prefix}/total/weight`, published.totalWeight],
    ...Object.entries(published.labels).map(([label, raw]): [string, string] => [
      `${prefix}/${label}/label`,
      raw
    ])
  ])
  for (const { id, weight, target, actual } of card.indicators) {
    raws.set(`${prefix}/${id}/score`, published.scores[id] ?? null)
    raws.set(`${prefix}/${id}/weight`, weight)
    raws.set(`${prefix}/${id}/target`, /\d/.test(target) ? target : null)
    raws.set(`${prefix}/${id}/actual`, actual !== null && /\d/.test(actual) ? actual : null)
  }
  return [...places].flatMap(([address, at]) => {
    const isMoney = /\/money\/[a-z]+-[a-z]+$/.test(address)
    const raw = isMoney ? "" : raws.get(address)
    return raw === undefined || raw === null ? [] : [{ at, raw, label: address }]
  })
}

const unboundFigures = ({ unbound }: PublishedDocument): ReadonlyArray<PrintedFigure> =>
  unbound.flatMap(({ title, numbers }) => numbers.map((number) => ({ ...number, label: title })))

const claimFigures = (claims: ReadonlyArray<Claim>): ReadonlyArray<PrintedFigure> =>
  claims.flatMap((claim) =>
    numbersOf(claim).map(({ at, raw, unit }) => ({ at, raw: `${raw}${unit}`, label: claim.where.topic }))
  )

/** Every printed number once, in document order. */
export const figuresOf = (
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  read: ReadDocument
): ReadonlyArray<PrintedFigure> => {
  const figures: Array<PrintedFigure> = []
  const places = new PlaceSet()
  const all = [
    ...tableFigures(document),
    ...document.scorecards.flatMap(cardFigures),
    ...claimFigures(claims),
    ...unboundFigures(document)
  ]
  for (const figure of all) if (places.add(figure.at)) figures.push(figure)
  const compare = placeOrder(read)
  return figures.sort((a, b) => compare(a.at, b.at))
}

/** The places of numbers. */
export const placesOf = (numbers: ReadonlyArray<{ readonly at: Place }>): PlaceSet => {
  const places = new PlaceSet()
  for (const { at } of numbers) places.add(at)
  return places
}

/** What is known of the numbers of a document: how many are in each state, and those that no rule judged. */
export interface JudgedFigures {
  readonly counts: FigureStates
  /** In document order. */
  readonly unchecked: ReadonlyArray<UncheckedFigure>
}

/** Tells the numbers apart that rules judged, that were read and not judged, and that were not read. */
export const judgedFigures = (
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  read: ReadDocument,
  results: ReadonlyArray<CheckResult>
): JudgedFigures => {
  const verified = placesOf(results.flatMap(({ touched }) => touched))
  const doubtful = placesOf(results.flatMap(({ undecided = [] }) => undecided))
  // Nothing is known of numbers in tables that were not recognised, and in sentences that give no subject.
  const subjectless = claims.filter(({ kind }) => kind === "unbound")
  const unread = placesOf([...unboundFigures(document), ...claimFigures(subjectless)])
  const figures = figuresOf(document, claims, read)
  const unchecked = figures.flatMap((figure): ReadonlyArray<UncheckedFigure> => {
    if (verified.has(figure.at)) return []
    if (doubtful.has(figure.at)) return [{ ...figure, state: "undetermined", reason: "doubtful" }]
    return unread.has(figure.at)
      ? [{ ...figure, state: "unread", reason: "unbound" }]
      : [{ ...figure, state: "undetermined", reason: "noRule" }]
  })
  const count = (wanted: FigureState): number => unchecked.filter(({ state }) => state === wanted).length
  return {
    counts: {
      verified: figures.length - unchecked.length,
      undetermined: count("undetermined"),
      unread: count("unread")
    },
    unchecked
  }
}
