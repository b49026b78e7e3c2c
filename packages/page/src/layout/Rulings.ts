/**
 * Ruling lines of a page, put together from the pieces that programs print them in.
 *
 * One program prints a line as one stroke, another the edge of each cell for itself, another as filled rectangles with
 * squares at the corners.
 */
import type { Ruling } from "../PageModel.ts"

/** Lines of one direction that lie nearer to each other than this are one, in points. */
const SAME_LINE = 1.6
/** Pieces of a line with a smaller gap between them go on. */
const GAP = 3
/** Shorter lines are dots, ticks and corners. */
const LENGTH_MIN = 5

/** The middles of groups of numbers in which none is further from the next than `tolerance`; ascending. */
export const clusters = (values: ReadonlyArray<number>, tolerance: number): Array<number> => {
  const groups: Array<{ sum: number; count: number; last: number }> = []
  for (const value of values.toSorted((one, other) => one - other)) {
    const group = groups.at(-1)
    if (group === undefined || value - group.last > tolerance)
      groups.push({ sum: value, count: 1, last: value })
    else {
      group.sum += value
      group.count++
      group.last = value
    }
  }
  return groups.map(({ sum, count }) => sum / count)
}

/** The index of the number nearest to a value in ascending numbers. */
export const nearest = (ascending: ReadonlyArray<number>, value: number): number => {
  let [low, high] = [0, ascending.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= value) low = middle
    else high = middle
  }
  return high > low && ascending[high]! - value < value - ascending[low]! ? high : Math.max(0, low)
}

/** Whole lines of one direction, by position. */
export const wholeLines = (rulings: ReadonlyArray<Ruling>, isHorizontal: boolean): ReadonlyArray<Ruling> => {
  const pieces = rulings.filter((ruling) => ruling.isHorizontal === isHorizontal)
  const positions = clusters(
    pieces.map(({ position }) => position),
    SAME_LINE
  )
  const byPosition = positions.map((): Array<Ruling> => [])
  for (const piece of pieces) byPosition[nearest(positions, piece.position)]!.push(piece)
  return positions.flatMap((position, at) => {
    const lines: Array<{ from: number; to: number }> = []
    for (const { from, to } of byPosition[at]!.toSorted((one, other) => one.from - other.from)) {
      const last = lines.at(-1)
      if (last !== undefined && from <= last.to + GAP) last.to = Math.max(last.to, to)
      else lines.push({ from, to })
    }
    return lines
      .filter(({ from, to }) => to - from > LENGTH_MIN)
      .map((line): Ruling => ({ isHorizontal, position, ...line }))
  })
}
