/** How often properties run, and from which seed. */
const seed = process.env["JUESUAN_SEED"]

export const runsOf = (count: number) => ({
  numRuns: Number(process.env["JUESUAN_RUNS"] ?? count),
  ...(seed === undefined ? {} : { seed: Number(seed) })
})

export const parameters = runsOf(500)
