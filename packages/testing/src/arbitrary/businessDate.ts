/**
 * Business dates of a fiscal year, its first and last day and the ends of quarters more often than others.
 */
import { FiscalYear } from "@juesuan/domain"
import fc from "fast-check"

/** A business date in that year; 31 December and 29 February included. Shrinks to 1 January. */
export const businessDate = (year: FiscalYear.FiscalYear = 2024): fc.Arbitrary<FiscalYear.BusinessDate> => {
  const first = FiscalYear.toDayNumber(`${year}-01-01`)
  const last = FiscalYear.toDayNumber(`${year}-12-31`)
  return fc.oneof(
    { arbitrary: fc.integer({ min: first, max: last }).map(FiscalYear.fromDayNumber), weight: 4 },
    {
      arbitrary: fc.constantFrom(
        ...["01-01", "03-31", "06-30", "09-30", "12-31"].map((day) => `${year}-${day}`)
      ),
      weight: 1
    }
  )
}
