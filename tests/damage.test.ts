/**
 * A damaged ledger gives the right answer or says that it is damaged: never a wrong figure, never a bug.
 *
 * `JUESUAN_RUNS` sets how many files are damaged, `JUESUAN_SEED` where to begin; a file is made again from its number.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { runs } from "@juesuan/testing"
import { afterAll, describe, expect, it } from "vitest"
import { ask, damaged, makeSound } from "./damage.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-damage-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const sound = makeSound(folder)
const truths = new Map(sound.streams.map((streamId) => [streamId, ask(sound.file, streamId)]))

let serial = 0
const withFile = <A>(bytes: Uint8Array, use: (file: string) => A): A => {
  const home = path.join(folder, String(++serial))
  fs.mkdirSync(home)
  const file = path.join(home, "ledger.db")
  fs.writeFileSync(file, bytes)
  try {
    return use(file)
  } finally {
    fs.rmSync(home, { recursive: true })
  }
}

/** The answers that are neither those of the sound ledger nor a failure that says that the file is not sound. */
const wrongIn = (
  answers: ReadonlyMap<string, string>,
  truth: ReadonlyMap<string, string>
): ReadonlyArray<string> =>
  [...answers].flatMap(([question, answer]) =>
    question === "verify" || answer === truth.get(question) || answer.startsWith("failure: ")
      ? []
      : [`${question}: ${answer.slice(0, 400)}`]
  )

describe("the sound ledger", () => {
  it("answers everything", () => {
    for (const truth of truths.values()) {
      for (const [question, answer] of truth) expect(answer, question).not.toMatch(/^(failure|bug): /)
      expect(truth.get("verify")).toContain('"breaks":[]')
    }
  })
})

describe("a damaged file", () => {
  it("gives right figures or none", { timeout: 3_600_000 }, () => {
    const { numRuns, seed } = runs(process.env, 300, 1, 5000)
    const found: Array<string> = []
    const tally = { same: 0, refused: 0 }
    for (let number = seed; number < seed + numRuns; number++) {
      const { mode, bytes } = damaged(sound, number)
      const streamId = sound.streams[number % sound.streams.length]!
      const truth = truths.get(streamId)!
      const answers = withFile(bytes, (file) => ask(file, streamId, number % 10 === 0))
      for (const answer of answers.values()) if (answer.startsWith("failure")) tally.refused++
      for (const [question, answer] of answers) if (answer === truth.get(question)) tally.same++
      const verified = answers.get("verify") ?? ""
      const wrong = [
        ...wrongIn(answers, truth),
        ...(verified.startsWith("bug: ") ? [`verify: ${verified.slice(0, 400)}`] : [])
      ]
      if (wrong.length > 0) found.push(`file ${number}, ${mode}, ${streamId}: ${wrong[0]}`)
    }
    process.stdout.write(
      `damage: ${numRuns} files from ${seed}, ${tally.same} answers as before, ${tally.refused} refused\n`
    )
    expect(found).toEqual([])
  })
})

const posting = "(SELECT MIN(position) FROM posting)"

describe("what was changed by somebody who knows SQL", () => {
  it.each([
    ["an amount of a posting", `UPDATE posting SET amount = amount + 1 WHERE position = ${posting}`],
    [
      "two amounts of a cell that cancel",
      `UPDATE posting SET amount = amount + 1 WHERE rowid_of = 1; UPDATE posting SET amount = amount - 1 WHERE rowid_of = 2`
    ],
    ["a day of a posting", `UPDATE posting SET day = day + 40 WHERE position = ${posting}`],
    ["a posting moved to another cell", `UPDATE posting SET cell = cell + 1 WHERE position = ${posting}`],
    ["a posting lost", `DELETE FROM posting WHERE position = ${posting}`],
    ["a cell relabelled", "UPDATE cell SET measure = 'income' WHERE measure = 'budgetInitial'"],
    ["a cell's function", "UPDATE cell SET function = '2080199' WHERE id = 1"],
    ["a cell's sum", "UPDATE cell SET amount = amount + 1 WHERE id = 1"],
    ["an unused cell with a number beyond memory", "UPDATE cell SET id = 1099511627776 WHERE id = 2"],
    ["a segment's amounts", "UPDATE segment SET amounts = zeroblob(length(amounts))"],
    ["a segment's days", "UPDATE segment_time SET days = zeroblob(length(days))"],
    ["a segment of another length", "UPDATE segment SET cells = zeroblob(4), amounts = zeroblob(8)"],
    ["a segment of text", "UPDATE segment SET cells = 'text', amounts = 7"],
    ["a segment lost", "DELETE FROM segment_time WHERE id = 1; DELETE FROM segment WHERE id = 1"],
    [
      "a segment twice",
      `INSERT INTO segment SELECT 1000, postings, seal, cells, amounts FROM segment WHERE id = 1;
       INSERT INTO segment_time SELECT 1000, seal, days, recorded FROM segment_time WHERE id = 1`
    ],
    ["a stream's sums", "UPDATE stream_sum SET amount = amount + 1, postings = postings + 1"],
    ["a stream's tree", `UPDATE stream_sum SET peaks = '${"0".repeat(64)}'`],
    ["the ledger's sums", "UPDATE ledger_sum SET cells = 1099511627776"],
    ["the ledger's sums lost", "DELETE FROM ledger_sum"],
    ["a stream renamed", "UPDATE stream SET stream_id = 'unit/999999/2024' WHERE id = 1"],
    ["a stream lost", "DELETE FROM stream WHERE id = 1"],
    ["an event's body", `UPDATE event SET body = replace(body, '"amount":', '"amount":1')`],
    ["an event's date", "UPDATE event SET occurred_on = '2024-01-01'"],
    ["the tail cut off", "DELETE FROM event WHERE position > (SELECT MAX(position) - 20 FROM event)"],
    ["a fact kept as money", "UPDATE event SET posts = 1 WHERE posts = 0"],
    ["money kept as a fact", "UPDATE event SET posts = 0 WHERE version = 20"],
    ["a link of a correction", "UPDATE correction SET corrects = corrects || 'x'"],
    ["the links of corrections", "DELETE FROM correction"],
    [
      "a view in place of a table",
      "ALTER TABLE segment_time RENAME TO st; CREATE VIEW segment_time AS SELECT id, seal, zeroblob(length(days)) AS days, recorded FROM st"
    ],
    ["postings of the future", "UPDATE meta SET value = 99 WHERE name = 'postings'"],
    ["postings of no version", "UPDATE meta SET value = 'x' WHERE name = 'postings'"]
  ])("%s is right or refused, and named by verify", (what, sql) => {
    const statements = sql.includes("rowid_of")
      ? (database: DatabaseSync) => {
          const [first, second] = database
            .prepare(
              "SELECT cell, position, leg FROM posting WHERE cell = (SELECT cell FROM posting GROUP BY cell HAVING COUNT(*) > 1 LIMIT 1)"
            )
            .all() as unknown as ReadonlyArray<Record<"cell" | "position" | "leg", number>>
          const update = database.prepare(
            "UPDATE posting SET amount = amount + ? WHERE cell = ? AND position = ? AND leg = ?"
          )
          update.run(1, first!.cell, first!.position, first!.leg)
          update.run(-1, second!.cell, second!.position, second!.leg)
        }
      : (database: DatabaseSync) => database.exec(sql)
    withFile(sound.bytes, (file) => {
      const database = new DatabaseSync(file)
      database.exec("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE")
      statements(database)
      database.close()
      for (const [streamId, truth] of truths) {
        const answers = ask(file, streamId)
        expect(wrongIn(answers, truth)).toEqual([])
        // What is made anew beside the file is right again; everything else is named.
        const isHealed = what === "postings of no version"
        expect(answers.get("verify") === truth.get("verify")).toBe(isHealed)
      }
    })
  })

  it.each([
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON posting BEGIN DELETE FROM posting; END", "trigger t"],
    ["a view", "CREATE VIEW v AS SELECT 1", "view v"],
    ["a table of another program", "CREATE TABLE other (x)", "table other"],
    ["an index of somebody", "CREATE INDEX mine ON posting (amount)", "index mine"],
    ["an index that is dropped", "DROP INDEX event_fact", "index event_fact is missing"],
    [
      "an unused cell",
      "INSERT INTO cell SELECT 1000, stream, 'income', fund, 'x', economic, nature, project, kind, counterparty, 0, 0, 0, seal FROM cell LIMIT 1",
      "cell"
    ],
    ["postings of the future", "UPDATE meta SET value = 99 WHERE name = 'postings'", "version 99"]
  ])("%s is named by verify", (_, sql, named) => {
    withFile(sound.bytes, (file) => {
      const database = new DatabaseSync(file)
      database.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
      database.close()
      expect(ask(file, sound.streams[0]!).get("verify")).toContain(named)
    })
  })
})
