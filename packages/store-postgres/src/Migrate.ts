/**
 * Making and bringing up to date the tables of a ledger; what is no ledger, or a newer one, is left as it is.
 */
import { StoreFailure, postingsVersion } from "@juesuan/ledger"
import type { StoreFailureKind } from "@juesuan/ledger"
import { numberIn } from "./Rows.ts"
import { FORMAT_VERSION, migrations, quoted } from "./Schema.ts"
import type { Layout } from "./Schema.ts"
import { writing } from "./Server.ts"
import type { Connection, Server } from "./Server.ts"

/** The key of the lock that only one maker of tables holds: "JUES". */
const LOCK = 0x4a554553

const refuse = (server: Server, kind: StoreFailureKind, detail: string): StoreFailure =>
  new StoreFailure({ operation: "open", path: server.name, detail, kind, isRetryable: false })

/** The format and the version of the postings of the tables that are there; `null` where there are none. */
const found = async (
  connection: Connection,
  schema: string
): Promise<Readonly<Record<string, number>> | null> => {
  // Asked of the catalogue as a table: a name that was looked up before somebody made it is not looked up again while
  // one waits for an advisory lock.
  const [there] = await connection.query(
    `SELECT 1 AS there FROM pg_catalog.pg_class AS relation
     JOIN pg_catalog.pg_namespace AS space ON space.oid = relation.relnamespace
     WHERE space.nspname = $1 AND relation.relname = 'meta'`,
    [schema]
  )
  if (there === undefined) return null
  const rows = await connection.query(`SELECT name, value FROM ${quoted(schema)}.meta`)
  return Object.fromEntries(rows.map((row) => [String(row["name"]), numberIn(row, "value")]))
}

const mustBeReadable = (server: Server, { format, postings }: Readonly<Record<string, number>>): void => {
  if (format === undefined || postings === undefined)
    throw refuse(server, "notALedger", "it holds a table of another program; it was left as it is.")
  if (format > FORMAT_VERSION)
    throw refuse(
      server,
      "newer",
      `it has ledger format ${format}; this program reads up to ${FORMAT_VERSION}.`
    )
  if (postings > postingsVersion)
    throw refuse(
      server,
      "newer",
      `its postings are of version ${postings}; this program makes version ${postingsVersion}.`
    )
  if (postings < postingsVersion) {
    const detail =
      `its postings are of version ${postings}, which a former release made; this program makes version ` +
      `${postingsVersion}. Copy it into a new ledger with \`juesuan copy\`, which makes them anew.`
    throw refuse(server, "noPermission", detail)
  }
}

/** Makes what is missing up to the format of this program, one step after the other. */
const migrate = async (connection: Connection, layout: Layout, format: number): Promise<void> => {
  for (const step of migrations.slice(format))
    for (const statement of step(layout).split(/;\s*\n/))
      if (statement.trim() !== "") await connection.query(statement)
  const meta = `${quoted(layout.schema)}.meta`
  const values = Object.entries({
    format: FORMAT_VERSION,
    ...(format === 0 ? { postings: postingsVersion } : {})
  })
  for (const [name, value] of values)
    await connection.query(
      `INSERT INTO ${meta} VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`,
      [name, value]
    )
}

/** Whether the tables are those of this program. */
const isCurrent = (versions: Readonly<Record<string, number>>): boolean =>
  versions["format"] === FORMAT_VERSION && versions["postings"] === postingsVersion

/**
 * Opens the tables for reading, or for writing and then makes or migrates them. Throws `StoreFailure`.
 */
export const prepareTables = async (
  server: Server,
  layout: Layout,
  mode: "read" | "write"
): Promise<void> => {
  const versions = await server.withConnection((connection) => found(connection, layout.schema))
  if (versions !== null) mustBeReadable(server, versions)
  if (versions !== null && isCurrent(versions)) return
  if (mode === "read") {
    if (versions === null) throw refuse(server, "absent", "there is no ledger in the database.")
    throw refuse(
      server,
      "noPermission",
      "it was made by a former release, and has to be opened for writing once."
    )
  }
  await writing(server, async (connection) => {
    await connection.query("SELECT pg_advisory_xact_lock($1)", [LOCK])
    // Another program may have done it while we waited for the lock.
    const now = await found(connection, layout.schema)
    if (now !== null) mustBeReadable(server, now)
    if (now !== null && isCurrent(now)) return
    await migrate(connection, layout, now?.["format"] ?? 0)
  })
}
