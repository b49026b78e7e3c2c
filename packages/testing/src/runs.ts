/**
 * How often a property runs, and from which seed: replayable, and raised by the environment.
 *
 * `JUESUAN_RUNS` sets the number of runs of every property, `JUESUAN_SEED` the seed. Without one the seed is the
 * caller's own number, so that a run of the suite says the same to everybody. `JUESUAN_DEEP=1`, which
 * `npm run test:deep` sets, takes the larger number where a property has two.
 */
export type Environment = Readonly<Record<string, string | undefined>>

const countOf = (text: string | undefined): number | undefined => {
  const count = Number(text)
  return text !== undefined && Number.isInteger(count) && count > 0 ? count : undefined
}

/** Whether this is the deep run of the suite. */
export const isDeep = (environment: Environment): boolean => environment["JUESUAN_DEEP"] === "1"

/**
 * Parameters for `fc.assert`: `runsDefault` runs from `seedDefault`, or `runsDeep` of them in the deep run, unless
 * the environment says otherwise.
 */
export const runs = (
  environment: Environment,
  runsDefault: number,
  seedDefault: number,
  runsDeep: number = runsDefault
): { readonly numRuns: number; readonly seed: number } => {
  const seed = Number(environment["JUESUAN_SEED"])
  return {
    numRuns: countOf(environment["JUESUAN_RUNS"]) ?? (isDeep(environment) ? runsDeep : runsDefault),
    seed: environment["JUESUAN_SEED"] !== undefined && Number.isInteger(seed) ? seed : seedDefault
  }
}
