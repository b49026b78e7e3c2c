/**
 * The SQL generated from the terms gives every cell of the nine tables what the fold in the process gives it.
 */
import { DatabaseSync } from "node:sqlite"
import { dimensionNames, postings } from "@juesuan/ledger"
import { Cube, Term, deriveTables, ningxia2024 } from "@juesuan/tables"
import { Arbitrary, runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const columns = dimensionNames.map((name) => `"${name}"`).join(", ")

describe("for every year", () => {
  it("each cell's SQL equals the cell", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(Arbitrary.year({ intentionsMax: 15 }), (year) => {
        const posted = year.events.flatMap(({ event }) => postings(event))
        const database = new DatabaseSync(":memory:")
        database.exec(`CREATE TABLE posting (${columns}, "amount" INTEGER NOT NULL)`)
        const insert = database.prepare(
          `INSERT INTO posting VALUES (${dimensionNames.map(() => "?").join(", ")}, ?)`
        )
        for (const posting of posted)
          insert.run(...dimensionNames.map((name) => posting[name]), posting.amount)
        for (const table of deriveTables(Cube.fromPostings(posted), ningxia2024, 2024)) {
          const cells = table.rows.flatMap((row) => [...row.cells.values()])
          for (const { address, term, amount } of cells) {
            const row = database.prepare(`SELECT ${Term.toSql(term)} AS amount FROM posting`).get() as {
              amount: number
            }
            expect(row.amount, address).toBe(amount)
          }
        }
        database.close()
      }),
      runs(process.env, 30, 20_240_101) as { numRuns: number; seed: number }
    )
  })
})
