/**
 * The tables of a ledger on PostgreSQL.
 *
 * `event` is the authority: the texts that were hashed, verbatim. Everything else follows from it and is written in
 * the same transaction. Every key begins with the stream, there is no sequence and no foreign key: the same tables can
 * be plain, partitioned by hash of the stream, or distributed by it. `cell` holds the running sums of a stream by
 * dimension tuple; `posting` the single postings, for windows and for explanations; `stream` what both come to.
 */

/** Raised when the tables change; a step of {@link migrations} for each. */
export const FORMAT_VERSION = 1

/** How the tables of a new ledger are made. */
export interface Layout {
  /** The schema they are in. */
  readonly schema: string
  /** Into how many parts they are split by hash of the stream; 0 for plain tables. */
  readonly partitions: number
}

/** A name as the server takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const tables: Readonly<Record<string, string>> = {
  stream: `
    stream_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    hash text NOT NULL,
    peaks text NOT NULL,
    postings bigint NOT NULL,
    amount bigint NOT NULL,
    volume bigint NOT NULL,
    cells integer NOT NULL,
    facts bigint NOT NULL,
    PRIMARY KEY (stream_id)`,
  event: `
    stream_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    type text NOT NULL,
    schema_version integer NOT NULL,
    occurred_on text NOT NULL,
    recorded_at text NOT NULL,
    document_no text NOT NULL,
    source text NOT NULL,
    body text NOT NULL,
    hash text NOT NULL,
    posts integer NOT NULL,
    corrects text COLLATE "C",
    PRIMARY KEY (stream_id, version),
    UNIQUE (stream_id, event_id)`,
  cell: `
    stream_id text COLLATE "C" NOT NULL,
    cell integer NOT NULL,
    measure text NOT NULL,
    fund text NOT NULL,
    function text NOT NULL,
    economic text NOT NULL,
    nature text NOT NULL,
    project text NOT NULL,
    kind text NOT NULL,
    counterparty text NOT NULL,
    postings bigint NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (stream_id, cell),
    UNIQUE (stream_id, measure, fund, function, economic, nature, project, kind, counterparty)`,
  posting: `
    stream_id text COLLATE "C" NOT NULL,
    cell integer NOT NULL,
    version bigint NOT NULL,
    leg integer NOT NULL,
    amount bigint NOT NULL,
    day integer NOT NULL,
    recorded bigint NOT NULL,
    PRIMARY KEY (stream_id, cell, version, leg)`
}

/** Rows of `stream` are updated by every append; room beside them keeps the new one on the same page. */
const STREAM_FILL = "WITH (fillfactor = 70)"

const createTable = (name: string, { schema, partitions }: Layout): string => {
  const table = `${quoted(schema)}.${name}`
  const fill = name === "stream" ? ` ${STREAM_FILL}` : ""
  if (partitions === 0) return `CREATE TABLE ${table} (${tables[name]})${fill};`
  const parts = Array.from(
    { length: partitions },
    (_, part) =>
      `CREATE TABLE ${table}_${part} PARTITION OF ${table} ` +
      `FOR VALUES WITH (MODULUS ${partitions}, REMAINDER ${part})${fill};`
  )
  return [`CREATE TABLE ${table} (${tables[name]}) PARTITION BY HASH (stream_id);`, ...parts].join("\n")
}

/** Ids from before they had to begin with their stream, which say nothing of where to look for them. */
export const OTHER_ID = "NOT starts_with(event_id, substr(stream_id, 6) || '/')"

const indexes = (schema: string): string => {
  const event = `${quoted(schema)}.event`
  return `
CREATE INDEX event_fact ON ${event} (stream_id, version) WHERE posts = 0;
CREATE INDEX event_corrects ON ${event} (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX event_other_id ON ${event} (event_id) WHERE ${OTHER_ID};`
}

/** The step from each format to the next, from none to the first on. */
export const migrations: ReadonlyArray<(layout: Layout) => string> = [
  (layout) => `
CREATE SCHEMA IF NOT EXISTS ${quoted(layout.schema)};
CREATE TABLE ${quoted(layout.schema)}.meta (name text PRIMARY KEY, value bigint NOT NULL);
${Object.keys(tables)
  .map((name) => createTable(name, layout))
  .join("\n")}
${indexes(layout.schema)}`
]
