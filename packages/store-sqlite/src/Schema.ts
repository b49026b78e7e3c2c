/**
 * The tables of a ledger file.
 *
 * `event` is the authority: the texts that were hashed, verbatim. Everything else follows from it and is written
 * in the same transaction: `posting` rows, clustered by cell, for SQL push-down and for explanations; `segment`
 * columns for replay, which read a million postings as a few blobs instead of a million rows.
 */

import { sealOf } from "./Seal.ts"

/** "JUES": marks a SQLite file as a ledger of ours. */
export const APPLICATION_ID = 0x4a554553
/** Raised when the tables change. */
export const FORMAT_VERSION = 4
/**
 * The formats that this release opens: format 1 has no seals, 2 no counterparties, 3 no sums of ids; their
 * derived tables are made anew.
 */
export const FORMATS_READ: ReadonlyArray<number> = [1, 2, 3, 4]

/** The counts of the one row of `ledger_sum`, in the order of its columns. */
export const LEDGER_SUMS = [
  "events",
  "streams",
  "cells",
  "postings",
  "segments",
  "corrections",
  "links"
] as const

/**
 * The tables that follow from the events: they can be made again at any time.
 *
 * Each row that a figure is made of has a seal over its values. What a seal cannot show, a row that is missing or
 * there twice, shows in the row above it: a cell knows its postings, `stream_sum` its stream's head, cells and facts,
 * `id_sum` the ids of a range, and `ledger_sum` the streams, the segments and the links of corrections. Seals come before columns of bytes, so that
 * reading them does not read those.
 */
export const DERIVED_TABLES = `
CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES stream (id),
  measure TEXT NOT NULL,
  fund TEXT NOT NULL,
  function TEXT NOT NULL,
  economic TEXT NOT NULL,
  nature TEXT NOT NULL,
  project TEXT NOT NULL,
  kind TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  postings INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  mix INTEGER NOT NULL,
  seal INTEGER NOT NULL,
  UNIQUE (stream, measure, fund, function, economic, nature, project, kind, counterparty)
);
CREATE TABLE posting (
  cell INTEGER NOT NULL REFERENCES cell (id),
  position INTEGER NOT NULL REFERENCES event (position),
  leg INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (cell, position, leg)
) WITHOUT ROWID;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  postings INTEGER NOT NULL,
  seal INTEGER NOT NULL,
  cells BLOB NOT NULL,
  amounts BLOB NOT NULL
);
CREATE TABLE segment_time (
  id INTEGER PRIMARY KEY REFERENCES segment (id),
  seal INTEGER NOT NULL,
  days BLOB NOT NULL,
  recorded BLOB NOT NULL
);
CREATE TABLE stream_sum (
  stream INTEGER PRIMARY KEY REFERENCES stream (id),
  peaks TEXT NOT NULL,
  postings INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  cells INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  seal INTEGER NOT NULL
);
CREATE TABLE correction (
  position INTEGER PRIMARY KEY REFERENCES event (position),
  corrects TEXT NOT NULL
);
CREATE TABLE id_sum (
  range TEXT PRIMARY KEY,
  ids INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  seal INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE ledger_sum (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ${LEDGER_SUMS.map((name) => `${name} INTEGER NOT NULL,`).join("\n  ")}
  seal INTEGER NOT NULL
);
INSERT INTO ledger_sum VALUES (1, ${LEDGER_SUMS.map(() => 0).join(", ")}, ${sealOf(LEDGER_SUMS.map(() => 0))});
`

/** The names of the derived tables, those of former formats among them, those that refer to others first. */
export const DERIVED_NAMES = [
  "snapshot",
  "ledger_sum",
  "id_sum",
  "correction",
  "stream_sum",
  "segment_time",
  "segment",
  "posting",
  "cell"
] as const

/** All tables of a new ledger. */
export const DDL = `
-- The row "postings": the version of what events post that the derived tables were made with.
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  stream_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES stream (id),
  version INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  occurred_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  document_no TEXT NOT NULL,
  source TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  posts INTEGER NOT NULL,
  UNIQUE (stream, version)
);
CREATE INDEX event_fact ON event (stream, version) WHERE posts = 0;
${DERIVED_TABLES}`
