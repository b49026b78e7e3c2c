/**
 * How often a property runs, and from which seed: replayable, and raised by the environment.
 *
 * `JUESUAN_RUNS` sets the number of runs of every property, `JUESUAN_SEED` the seed; without one a seed is taken
 * from the caller's number, so that a run of the suite can be repeated from what it prints.
 */
export type Environment = Readonly<Record<string, string | undefined>>

/** Parameters for `fc.assert`. */
export const runs = (
  environment: Environment,
  runsDefault: number,
  seedDefault: number
): { readonly numRuns: number; readonly seed: number } => {
  const wanted = Number(environment["JUESUAN_RUNS"])
  const seed = Number(environment["JUESUAN_SEED"])
  return {
    numRuns: Number.isInteger(wanted) && wanted > 0 ? wanted : runsDefault,
    seed: environment["JUESUAN_SEED"] !== undefined && Number.isInteger(seed) ? seed : seedDefault
  }
}
