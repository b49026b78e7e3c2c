/**
 * The totals that a sheet states itself (合计、小计、本月合计、累计), compared with the rows above them.
 *
 * What a total is of is not always said: the rows since the last total of that name, since the last total
 * of any name, or all so far. It agrees when it is the sum of any of these.
 */

/** A total that is none of the sums it may be; all in the smallest unit of the sheet's amounts. */
export interface TotalDifference {
  readonly stated: number
  readonly sum: number
}

/** Which totals are one after the other: all 小计, all 本月合计, all 累计. */
const seriesOf = (label: string): string =>
  /累计/.test(label) ? "running" : /小计/.test(label) ? "partial" : label.replace(/\d+|[一二三四]/g, "")

/** Adds up the rows of a sheet and compares its totals with them. */
export class StatedTotals {
  #all = 0
  #sinceAny = 0
  readonly #since = new Map<string, number>()

  /** A row with that amount, in fen. */
  add(amount: number): void {
    this.#all += amount
  }

  /** The difference of a stated total to the sum of its rows; `undefined` when it is a sum that it may be of. */
  compare(label: string, stated: number): TotalDifference | undefined {
    const series = seriesOf(label)
    const begun = this.#since.get(series) ?? 0
    const ofSeries = this.#all - begun
    const sums = [ofSeries, this.#all - this.#sinceAny, this.#all]
    this.#since.set(series, this.#all)
    this.#sinceAny = this.#all
    if (sums.includes(stated) || !Number.isSafeInteger(this.#all)) return undefined
    return { stated, sum: series === "running" ? this.#all : ofSeries }
  }

  /** A carried amount is what the page before ended with: it adds nothing, and is the sum so far. */
  carried(stated: number): TotalDifference | undefined {
    return stated === this.#all || stated === this.#all - this.#sinceAny || !Number.isSafeInteger(this.#all)
      ? undefined
      : { stated, sum: this.#all }
  }
}
