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

/** The tables that follow from the events: they can be made again at any time. */
export const POSTING_TABLES = `
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
CREATE TABLE segment_time (
  id INTEGER PRIMARY KEY REFERENCES segment (id),
  days BLOB NOT NULL,
  recorded BLOB NOT NULL
);
`

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
${POSTING_TABLES}`
