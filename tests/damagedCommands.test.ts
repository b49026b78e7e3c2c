/**
 * A damaged ledger, asked by the commands: what they print is what they print of the sound one, or they say that the
 * file is not sound (exit code 4). A figure that is wrong with exit code 0, and exit code 70, are faults.
 *
 * `JUESUAN_RUNS` sets how many files are damaged, `JUESUAN_SEED` where to begin; a file and what is asked of it are made
 * again from its number. Each is asked two of the questions, so that a file costs little and all meet all in the end.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { openSqlite } from "@juesuan/store-sqlite"
import { runs } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"
import { runCommand } from "../scripts/terminal.ts"
import { damaged, makeSound, randomOf } from "./damage.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-damaged-commands-"))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const sound = makeSound(folder)
const units = sound.streams.map((streamId) => streamId.split("/")[1]!)
const addresses = ["T01/total/2", "T01/38/2", "T02/total/1", "T03/total/1", "T03/total/3", "T08/total/3"]
const days = ["2024-03-31", "2024-06-30", "2024-11-15"]
/** Moments at which a third, two thirds and all of a year had been recorded. */
const moments: ReadonlyMap<string, ReadonlyArray<string>> = Effect.runSync(
  Effect.gen(function* () {
    const store = yield* openSqlite(sound.file, { mode: "read" })
    const found = new Map<string, ReadonlyArray<string>>()
    for (const streamId of sound.streams) {
      const times = (yield* store.read(streamId)).map(({ recordedAt }) => recordedAt).toSorted()
      const opened = times.at(-1)!
      found.set(
        streamId.split("/")[1]!,
        [1 / 3, 2 / 3].map((share) => times[Math.floor(share * times.length)]!).concat(opened)
      )
    }
    yield* store.close
    return found
  })
)

/** Every question that may be asked of a unit's year, with how many of a hundred times it is. */
const questionsOf = (
  unit: string
): ReadonlyArray<readonly [share: number, of: ReadonlyArray<ReadonlyArray<string>>]> => [
  [20, [["tables"]]],
  [20, days.map((day) => ["tables", "--as-of", day])],
  [20, moments.get(unit)!.map((moment) => ["tables", "--known-at", moment])],
  [15, [["check", "--fail-on", "never"]]],
  [20, addresses.map((address) => ["explain", address])],
  [5, [["disclose", "--out", "published", "--formats", "json,md", "--fail-on", "never"]]]
]

interface Answer {
  readonly status: number
  /** All that was printed or written. */
  readonly printed: string
  readonly stderr: string
}

/** Asks a ledger file, in a folder of its own: a command writes files beside it. */
const ask = async (bytes: Uint8Array, unit: string, question: ReadonlyArray<string>): Promise<Answer> => {
  const home = fs.mkdtempSync(path.join(folder, "asked-"))
  try {
    fs.writeFileSync(path.join(home, "ledger.db"), bytes)
    const format = question[0] === "disclose" ? [] : ["--format", "json"]
    const args = [...question, ...format, "--ledger", "ledger.db", "--unit", unit, "--year", "2024"]
    const { JUESUAN_LEDGER: _, COLUMNS: __, ...env } = process.env
    const { status, stdout, stderr } = await runCommand(args, { cwd: home, env })
    const published = path.join(home, "published")
    const written = fs.existsSync(published)
      ? fs
          .readdirSync(published)
          .toSorted()
          .map((name) => `${name}\n${fs.readFileSync(path.join(published, name), "utf8")}`)
      : []
    return { status, printed: [stdout, ...written].join("\n"), stderr }
  } finally {
    fs.rmSync(home, { recursive: true })
  }
}

const truths = new Map<string, Promise<Answer>>()

/** What the sound ledger answers; asked once. It answers everything. */
const truthOf = async (unit: string, question: ReadonlyArray<string>): Promise<Answer> => {
  const key = JSON.stringify([unit, question])
  const known = truths.get(key) ?? ask(sound.bytes, unit, question)
  truths.set(key, known)
  const truth = await known
  expect(truth.status, `${unit} ${question.join(" ")}: ${truth.stderr}`).toBe(0)
  return truth
}

const chosen = (unit: string, below: (bound: number) => number): ReadonlyArray<string> => {
  let at = below(100)
  for (const [share, of] of questionsOf(unit)) {
    if (at < share) return of[below(of.length)]!
    at -= share
  }
  throw new RangeError("the shares come to a hundred")
}

type Outcome =
  "as before" | "refused as damaged" | "refused as no ledger" | "wrong" | "a bug" | "refused otherwise"

const outcomeOf = ({ status, printed }: Answer, truth: Answer): Outcome => {
  if (status === 70) return "a bug"
  if (status === 4) return "refused as damaged"
  if (status === 3) return "refused as no ledger"
  if (status === truth.status && printed === truth.printed) return "as before"
  return status === 0 ? "wrong" : "refused otherwise"
}

/** A question without what differs between those of its kind. */
const nameOf = ([command, flag = ""]: ReadonlyArray<string>): string =>
  /^--(as-of|known-at)$/.test(flag) ? `${command} ${flag}` : command!

describe("the sound ledger", () => {
  it("gives the same answer twice, and another to another question", { timeout: 600_000 }, async () => {
    const { printed } = await truthOf(units[0]!, ["tables"])
    expect((await ask(sound.bytes, units[0]!, ["tables"])).printed).toBe(printed)
    expect((await truthOf(units[0]!, ["tables", "--as-of", days[0]!])).printed).not.toBe(printed)
    expect((await truthOf(units[1]!, ["tables"])).printed).not.toBe(printed)
  })
})

describe("a damaged file, asked by a command,", () => {
  it("gives right figures or none", { timeout: 7_200_000 }, async () => {
    const { numRuns, seed } = runs(process.env, 30, 1, 5000)
    const counts = new Map<string, number>()
    const found: Array<string> = []
    for (let number = seed; number < seed + numRuns; number++) {
      const { mode, bytes } = damaged(sound, number)
      const below = randomOf(number ^ 0x5bd1e995)
      for (let asked = 0; asked < 2; asked++) {
        const unit = units[below(units.length)]!
        const question = chosen(unit, below)
        const answer = await ask(bytes, unit, question)
        const outcome = outcomeOf(answer, await truthOf(unit, question))
        const kind = `${nameOf(question)}: ${outcome}`
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
        if (outcome === "wrong" || outcome === "a bug" || outcome === "refused otherwise")
          found.push(
            `file ${number}, ${mode}, ${unit} ${question.join(" ")}: exit ${answer.status}, ${outcome}: ${answer.stderr.slice(0, 400)}`
          )
      }
    }
    const counted = [...counts].toSorted().map(([kind, times]) => `  ${kind}: ${times}\n`)
    process.stdout.write(`damaged commands: ${numRuns} files from ${seed}\n${counted.join("")}`)
    expect(found).toEqual([])
  })
})
