/**
 * Near misses: the candidate a mistyped word most likely meant, and candidates in the order of likelihood.
 */

/** Longer words are not compared: a near miss of a long text is no help, and the table would be large. */
const LENGTH_MAX = 40

/** The number of insertions, deletions, replacements and swaps of neighbours between two short texts. */
const distance = (left: string, right: string): number => {
  let before: Array<number> = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const current = [i]
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1)
      }
      current.push(best)
    }
    before = previous
    previous = current
  }
  return previous[right.length]!
}

/**
 * Finds the candidate nearest to the text, at most a third of its letters away (one letter for short words).
 *
 * The first of equally near candidates wins; `undefined` when none is near enough.
 */
export const nearest = (text: string, candidates: Iterable<string>): string | undefined => {
  if (text === "" || text.length > LENGTH_MAX) return undefined
  const distanceMax = Math.max(1, Math.floor(text.length / 3))
  let found: string | undefined
  let foundDistance = distanceMax + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) > distanceMax || candidate.length < 2) continue
    const apart = distance(text, candidate)
    if (apart < foundDistance && apart < candidate.length) {
      found = candidate
      foundDistance = apart
    }
  }
  return found
}

const sharedStart = (left: string, right: string): number => {
  let length = 0
  while (length < left.length && left[length] === right[length]) length++
  return length
}

/** A candidate with its edit distance from a text; `isLike` where the two have something in common. */
export interface Near {
  readonly candidate: string
  readonly apart: number
  readonly isLike: boolean
}

/**
 * The candidates by how near they are to the text: by edit distance, then by the length of the start they share,
 * then as given. Letters count the same in either case.
 */
export const byNearness = (text: string, candidates: Iterable<string>): ReadonlyArray<Near> => {
  const wanted = text.slice(0, LENGTH_MAX).toLowerCase()
  return [...candidates]
    .map((candidate) => {
      const word = candidate.slice(0, LENGTH_MAX).toLowerCase()
      const apart = distance(wanted, word)
      const isLike = apart < Math.max(wanted.length, word.length)
      return { candidate, apart, isLike, shared: sharedStart(wanted, word) }
    })
    .toSorted((a, b) => a.apart - b.apart || b.shared - a.shared)
    .map(({ candidate, apart, isLike }) => ({ candidate, apart, isLike }))
}
