/** Placeholder until the rows are bound. */
import type { PublishedScorecard } from "../PublishedDocument.ts"
import type { TableSegment } from "./Segments.ts"
export const recogniseScorecard = (
  _segment: TableSegment,
  _project: string,
  _year: number
): PublishedScorecard | null => null
