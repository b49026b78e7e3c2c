/**
 * Rows that stand for what was printed and not read: they carry the printed line, and no name.
 */
import type { ReadRow } from "@juesuan/tables"

/** Whether a row stands for one that could not be bound to a code. */
export const isLostRow = ({ label, cells }: ReadRow): boolean =>
  [...cells.values()].some((reading) => reading.state === "unreadable" && reading.raw === label)
