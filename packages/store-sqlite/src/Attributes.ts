/**
 * Attributes joined to cells by SQL: of each the value last registered within the window, as any engine would find it.
 *
 * What it reads are bodies of events that were hashed again just before; the order of versions decides which is last.
 */
import { withValues } from "@juesuan/ledger"
import type { AttributedPosting, AttributeName, Posting, Window } from "@juesuan/ledger"
import type { DatabaseSync } from "node:sqlite"
import { readFacts } from "./Events.ts"
import type { StreamSum } from "./Heads.ts"
import { textIn } from "./Seal.ts"

const VALUES = `
  WITH registered AS (
    SELECT event.stream AS stream,
      CASE event.type WHEN 'ProjectRegistered' THEN 'project.' ELSE 'unit.' END || item.key AS name,
      COALESCE(json_extract(body, '$.project'), '') AS project,
      item.value AS value,
      ROW_NUMBER() OVER (
        PARTITION BY event.stream, event.type, json_extract(body, '$.project'), item.key ORDER BY version DESC
      ) AS recency
    FROM event, json_each(event.body, '$.attributes') AS item
    WHERE event.stream = ? AND event.version IN (SELECT value FROM json_each(?))
  )
  SELECT wanted.value AS name, cell.project AS project, COALESCE(registered.value, '') AS value
  FROM (SELECT DISTINCT stream, project FROM cell WHERE stream = ?) AS cell
  CROSS JOIN json_each(?) AS wanted
  LEFT JOIN registered ON registered.stream = cell.stream AND registered.name = wanted.value AND recency = 1
    AND registered.project = CASE WHEN wanted.value LIKE 'project.%' THEN cell.project ELSE '' END`

/** Sums of one stream with the attributes named, in that order. */
export const joinAttributes = (
  database: DatabaseSync,
  stream: StreamSum,
  window: Window,
  {
    totals,
    names,
    isMarked
  }: {
    readonly totals: ReadonlyArray<Posting>
    readonly names: ReadonlyArray<AttributeName>
    readonly isMarked: boolean
  }
): ReadonlyArray<AttributedPosting> => {
  const versions = readFacts(database, stream.streamId, window, isMarked)
    .filter(({ event: { type } }) => type === "FiscalYearOpened" || type === "ProjectRegistered")
    .map(({ version }) => version)
  const registered = [stream.id, JSON.stringify(versions)] as const
  const rows = database.prepare(VALUES).all(...registered, stream.id, JSON.stringify(names))
  const values = new Map(
    rows.map((row) => [`${textIn(row, "name")}\u001f${textIn(row, "project")}`, textIn(row, "value")])
  )
  return totals.map((posting) =>
    withValues(
      posting,
      names.map((name) => [name, values.get(`${name}\u001f${posting.project}`) ?? ""] as const)
    )
  )
}
