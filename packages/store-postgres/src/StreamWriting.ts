/**
 * What an append adds to one stream: its events, what they post, and what the stream then comes to.
 */
import { FiscalYear } from "@juesuan/domain"
import { AmountsTooLarge, Merkle, correctedBy, dimensionKey, dimensionNames, postings } from "@juesuan/ledger"
import type { Dimensions, Event, Posting, RecordedTexts } from "@juesuan/ledger"
import { Damaged } from "./Failure.ts"
import { numberIn } from "./Rows.ts"
import type { StreamSum } from "./Rows.ts"
import type { Connection } from "./Server.ts"
import { sha256 } from "./Sha256.ts"
import { DIMENSIONS, cellOfRow } from "./Totals.ts"

interface Added {
  readonly texts: RecordedTexts
  readonly posts: number
  readonly corrects: string | null
}

interface AddedPosting {
  readonly key: string
  readonly version: number
  readonly leg: number
  readonly amount: number
  readonly day: number
  readonly recorded: number
}

/** What is added to a cell; `cell` is its number once it is known. */
interface AddedCell {
  readonly dimensions: Dimensions
  postings: number
  total: number
}

/** A stream under an append. */
export interface StreamWriting {
  /** What the stream was, and where it ends with what was added. */
  readonly before: StreamSum
  readonly version: number
  readonly hash: string
  /** Adds an event at the end. Throws {@link AmountsTooLarge} when the amounts are no exact integer any more. */
  readonly add: (texts: RecordedTexts, event: Event) => void
  /** Writes what was added, inside the caller's transaction, which has the stream locked; gives what it is then. */
  readonly write: (connection: Connection, schema: string) => Promise<StreamSum>
}

/** A list of some field of each, as the server takes them. */
const column = <Item, Name extends keyof Item>(
  items: ReadonlyArray<Item>,
  name: Name
): ReadonlyArray<Item[Name]> => items.map((item) => item[name])

/** The numbers of the cells that the stream has of those added; the others get the next ones. */
const numbersOf = async (
  connection: Connection,
  schema: string,
  { streamId, cells: count }: StreamSum,
  added: ReadonlyMap<string, AddedCell>
): Promise<ReadonlyMap<string, number>> => {
  const wanted = [...added.values()].map(({ dimensions }) => dimensions)
  const names = dimensionNames.map((name) => `cell.${name} = wanted.${name}`).join(" AND ")
  const arrays = dimensionNames.map((_, index) => `$${index + 2}::text[]`).join(", ")
  const rows = await connection.query(
    `SELECT cell.* FROM ${schema}.cell AS cell
     JOIN unnest(${arrays}) AS wanted (${DIMENSIONS}) ON cell.stream_id = $1 AND ${names}`,
    [streamId, ...dimensionNames.map((name) => column(wanted, name))]
  )
  const numbers = new Map(rows.map(cellOfRow).map(({ dimensions, cell }) => [dimensionKey(dimensions), cell]))
  let next = count
  for (const key of added.keys()) if (!numbers.has(key)) numbers.set(key, next++)
  return numbers
}

/** The statement that writes an append to a stream; the stream has to be as it was read. */
const statementOf = (schema: string): string => `
WITH head AS (
  UPDATE ${schema}.stream SET version = $2, hash = $3, peaks = $4, postings = $5, amount = $6, volume = $7,
    cells = $8, facts = $9
  WHERE stream_id = $1 AND version = $10 AND hash = $11 RETURNING stream_id
), events AS (
  INSERT INTO ${schema}.event (stream_id, version, event_id, type, schema_version, occurred_on, recorded_at,
    document_no, source, body, hash, posts, corrects)
  SELECT head.stream_id, added.* FROM head, unnest($12::bigint[], $13::text[], $14::text[], $15::integer[],
    $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::integer[], $23::text[]) AS added
), cells AS (
  INSERT INTO ${schema}.cell AS cell (stream_id, cell, ${DIMENSIONS}, postings, total)
  SELECT head.stream_id, added.* FROM head, unnest($24::integer[], $25::text[], $26::text[], $27::text[], $28::text[],
    $29::text[], $30::text[], $31::text[], $32::text[], $33::bigint[], $34::bigint[]) AS added
  ON CONFLICT (stream_id, cell) DO UPDATE
    SET postings = cell.postings + EXCLUDED.postings, total = cell.total + EXCLUDED.total
), postings AS (
  INSERT INTO ${schema}.posting (stream_id, cell, version, leg, amount, day, recorded)
  SELECT head.stream_id, added.* FROM head, unnest($35::integer[], $36::bigint[], $37::integer[], $38::bigint[],
    $39::integer[], $40::bigint[]) AS added
)
SELECT COUNT(*) AS heads FROM head`

/** A stream's sum while events are added to it. */
class Writing implements StreamWriting {
  readonly before: StreamSum
  version: number
  hash: string
  readonly #peaks: Array<string>
  readonly #events: Array<Added> = []
  readonly #postings: Array<AddedPosting> = []
  readonly #cells = new Map<string, AddedCell>()
  #postingCount: number
  #amount: number
  #volume: number
  #facts: number

  constructor(before: StreamSum) {
    this.before = before
    this.version = before.version
    this.hash = before.hash
    this.#peaks = Merkle.hexPeaksFromText(before.peaks)
    this.#postingCount = before.postings
    this.#amount = before.amount
    this.#volume = before.volume
    this.#facts = before.facts
  }

  add(texts: RecordedTexts, event: Event): void {
    const posted = postings(event)
    Merkle.growHex(this.#peaks, this.version, texts.hash, sha256)
    this.version = texts.version
    this.hash = texts.hash
    this.#events.push({ texts, posts: posted.length, corrects: correctedBy(event) })
    if (posted.length === 0) this.#facts++
    const [day, recorded] = [FiscalYear.toDayNumber(texts.occurredOn), Date.parse(texts.recordedAt)]
    for (const [leg, posting] of posted.entries()) {
      const key = this.#post(posting, texts)
      this.#postings.push({ key, version: texts.version, leg, amount: posting.amount, day, recorded })
    }
  }

  #post({ amount, ...dimensions }: Posting, { streamId, eventId }: RecordedTexts): string {
    this.#postingCount++
    this.#amount += amount
    this.#volume += Math.abs(amount)
    if (this.#volume > Number.MAX_SAFE_INTEGER) throw new AmountsTooLarge({ streamId, eventId })
    const key = dimensionKey(dimensions)
    const cell = this.#cells.get(key) ?? { dimensions, postings: 0, total: 0 }
    cell.postings++
    cell.total += amount
    this.#cells.set(key, cell)
    return key
  }

  /** What the stream is with what was added. */
  #after(cells: number): StreamSum {
    return {
      streamId: this.before.streamId,
      version: this.version,
      hash: this.hash,
      peaks: this.#peaks.join(""),
      postings: this.#postingCount,
      amount: this.#amount,
      volume: this.#volume,
      cells,
      facts: this.#facts
    }
  }

  /** The columns of the events, in the order of the statement's parameters. */
  #eventColumns(): ReadonlyArray<ReadonlyArray<unknown>> {
    const texts = column(this.#events, "texts")
    const names = [
      "version",
      "eventId",
      "type",
      "schemaVersion",
      "occurredOn",
      "recordedAt",
      "documentNo",
      "source",
      "body",
      "hash"
    ] as const
    return [
      ...names.map((name) => column(texts, name)),
      column(this.#events, "posts"),
      column(this.#events, "corrects")
    ]
  }

  async write(connection: Connection, schema: string): Promise<StreamSum> {
    const numbers = await numbersOf(connection, schema, this.before, this.#cells)
    const after = this.#after(Math.max(this.before.cells, ...[...numbers.values()].map((cell) => cell + 1)))
    const { streamId, version, hash, peaks, postings: count, amount, volume, cells, facts } = after
    const added = [...this.#cells].map(([key, cell]) => ({ ...cell, cell: numbers.get(key)! }))
    const rows = this.#postings.map((posting) => ({ ...posting, cell: numbers.get(posting.key)! }))
    const dimensions = column(added, "dimensions")
    const [row] = await connection.query(statementOf(schema), [
      streamId,
      version,
      hash,
      peaks,
      count,
      amount,
      volume,
      cells,
      facts,
      this.before.version,
      this.before.hash,
      ...this.#eventColumns(),
      column(added, "cell"),
      ...dimensionNames.map((name) => column(dimensions, name)),
      column(added, "postings"),
      column(added, "total"),
      ...(["cell", "version", "leg", "amount", "day", "recorded"] as const).map((name) => column(rows, name))
    ])
    if (row === undefined || numberIn(row, "heads") !== 1)
      throw new Damaged(`the row of ${streamId} changed while it was locked.`)
    return after
  }
}

/** Begins to add to a stream, which has to be locked. */
export const makeWriting = (before: StreamSum): StreamWriting => new Writing(before)
