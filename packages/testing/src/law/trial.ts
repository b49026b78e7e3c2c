/**
 * Trials: what a law of a year is asked about.
 */
import fc from "fast-check"
import { command } from "../arbitrary/command.ts"
import { line } from "../arbitrary/line.ts"
import { amount } from "../arbitrary/money.ts"
import { year } from "../arbitrary/year.ts"
import type { YearConstraints } from "../arbitrary/year.ts"
import type { Trial } from "./System.ts"

/** A year, and a line, an amount, a command and a choice to try on it. */
export const trial = (constraints: YearConstraints = {}): fc.Arbitrary<Trial> =>
  fc.record({
    year: year(constraints),
    line: line(),
    amount: amount({ fenMax: 1e11 }),
    command: command(),
    pick: fc.nat({ max: 999_983 })
  })
