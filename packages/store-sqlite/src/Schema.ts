/**
 * The tables of a ledger file.
 *
 * `event` is the authority: the texts that were hashed, verbatim. Everything else follows from it and is written
 * in the same transaction: `posting` rows, clustered by cell, for SQL push-down and for explanations; `segment`
 * columns for replay, which read a million postings as a few blobs instead of a million rows.
 */

/** "JUES": marks a SQLite file as a ledger of ours. */
export const APPLICATION_ID = 0x4a554553
/** Raised when the tables change. */
export const FORMAT_VERSION = 1
/** The formats that this release opens. */
export const FORMATS_READ: ReadonlyArray<number> = [1]

/**
 * The tables that follow from the events: they can be made again at any time.
 *
 * `stream_sum` holds what a stream's events come to: the peaks of its Merkle tree, and the number and the sum of its
 * postings, which every whole reading of the segments must come to again.
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
  UNIQUE (stream, measure, fund, function, economic, nature, project, kind)
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
  cells BLOB NOT NULL,
  amounts BLOB NOT NULL
);
CREATE TABLE stream_sum (
  stream INTEGER PRIMARY KEY REFERENCES stream (id),
  peaks TEXT NOT NULL,
  postings INTEGER NOT NULL,
  amount INTEGER NOT NULL
);
CREATE TABLE correction (
  position INTEGER PRIMARY KEY REFERENCES event (position),
  corrects TEXT NOT NULL
);
CREATE INDEX correction_of ON correction (corrects);
CREATE TABLE snapshot (
  stream INTEGER PRIMARY KEY REFERENCES stream (id),
  reducer_version INTEGER NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  checksum TEXT NOT NULL
);
CREATE TABLE segment_time (
  id INTEGER PRIMARY KEY REFERENCES segment (id),
  days BLOB NOT NULL,
  recorded BLOB NOT NULL
);
`

/** The names of the derived tables, those that refer to others first. */
export const DERIVED_NAMES = [
  "snapshot",
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
