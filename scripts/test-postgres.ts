/**
 * The store on a real PostgreSQL server: `npm run test:postgres`.
 *
 * The contract with processes that contend; eight processes with two hundred appends each; clients that are killed and
 * a server that ends at once in the middle of appends; and the command, which says the same of a ledger in a file and
 * on the server, to the byte. JUESUAN_KILLS and JUESUAN_CRASHES say how often; 5 and 2 without them.
 */
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { EventStoreShape } from "@juesuan/ledger"
import { openPostgres } from "@juesuan/store-postgres"
import { storeContract } from "@juesuan/testing"
import * as Effect from "effect/Effect"
import { startServer } from "./postgresServer.ts"
import type { TestServer } from "./postgresServer.ts"

const root = path.dirname(import.meta.dirname)
const processes = path.join(root, "packages", "store-postgres", "test", "processes")
const run = Effect.runPromise
const STREAM = "unit/100001/2024"

/** Fails the run where something is not so. */
const must = (isTrue: boolean, text: string): void => {
  if (!isTrue) throw new Error(text)
}

const start = (script: string, ...args: ReadonlyArray<string>) =>
  spawn(
    process.execPath,
    ["--conditions=source", "--no-warnings", path.join(processes, `${script}.ts`), ...args],
    { stdio: ["ignore", "pipe", "pipe"] }
  )

/** Runs a writer to its end; gives how often it lost. */
const contend = async (url: string, writer: number, count: number): Promise<number> => {
  const child = start("contender", url, String(writer), String(count))
  let [out, said] = ["", ""]
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, "exit")) as [number | null]
  must(code === 0, `a writer ended with ${code}: ${said}`)
  return Number(out)
}

const using = async <A>(url: string, use: (store: EventStoreShape) => Promise<A>): Promise<A> => {
  const store = await run(openPostgres(url))
  try {
    return await use(store)
  } finally {
    await run(store.close)
  }
}

const contract = async (server: TestServer): Promise<void> => {
  let serial = 0
  for (const [promise, check] of Object.entries(storeContract)) {
    const url = server.url(`contract_${++serial}`)
    const opened: Array<Awaited<ReturnType<typeof open>>> = []
    const open = () => run(openPostgres(url))
    await check({
      open: async () => {
        const store = await open()
        opened.push(store)
        return store
      },
      startWriter: async (writer, count) => void (await contend(url, writer, count))
    })
    for (const store of opened) await run(store.close)
    console.log(`holds: ${promise}`)
  }
}

const [WRITERS, APPENDS] = [8, 200]

const contention = async (server: TestServer): Promise<void> => {
  const url = server.url("contention")
  await using(url, (store) => run(store.heads))
  const began = performance.now()
  const lost = await Promise.all(
    Array.from({ length: WRITERS }, (_, writer) => contend(url, writer, APPENDS))
  )
  const seconds = (performance.now() - began) / 1000
  await using(url, async (store) => {
    const events = await run(store.read(STREAM))
    must(events.length === WRITERS * APPENDS, `${events.length} events of ${WRITERS * APPENDS} are there`)
    must(new Set(events.map(({ eventId }) => eventId)).size === events.length, "an event is there twice")
    must((await run(store.verify)).breaks.length === 0, "verify finds a break")
  })
  const conflicts = lost.reduce((sum, count) => sum + count, 0)
  must(conflicts > 0, "nobody lost: the writers did not contend")
  console.log(
    `contention: ${WRITERS} × ${APPENDS} appends to one stream in ${seconds.toFixed(1)} s, ${conflicts} conflicts told`
  )
}

/** Lets an appender work, has something happen to it, and sees that nothing acknowledged is lost. */
const disturbed = async (
  url: string,
  before: number,
  disturb: (kill: () => void) => Promise<void>
): Promise<number> => {
  const child = start("appender", url)
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, "exit")
  while (!said.includes("\n", 6)) await wait(5)
  await wait(Math.random() * 150)
  await disturb(() => child.kill("SIGKILL"))
  await ended
  const acknowledged = Math.max(
    before,
    ...said
      .split("\n")
      .filter((text) => /^\d+$/.test(text))
      .map(Number)
  )
  return using(url, async (store) => {
    const { events, breaks } = await run(store.verify)
    must(breaks.length === 0, `verify finds ${JSON.stringify(breaks)}`)
    must(events >= acknowledged, `${acknowledged} events were acknowledged, ${events} are there`)
    const last = (await run(store.read(STREAM))).at(-1)
    must(last?.documentNo === `of ${events}`, `a part of a batch is there: ${last?.documentNo} at ${events}`)
    return events
  })
}

const disturbances = async (server: TestServer): Promise<void> => {
  const timesOf = (name: string, usual: number): number => Number(process.env[name] ?? usual)
  const [kills, crashes] = [timesOf("JUESUAN_KILLS", 5), timesOf("JUESUAN_CRASHES", 2)]
  const url = server.url("disturbed")
  let events = 0
  for (let time = 0; time < kills; time++)
    events = await disturbed(url, events, async (kill) => {
      kill()
    })
  // The client ends by itself: its append fails, and it acknowledges nothing more.
  for (let time = 0; time < crashes; time++) events = await disturbed(url, events, () => server.crash())
  console.log(
    `disturbances: ${kills} clients killed, ${crashes} servers ended at once, ${events} events, none lost`
  )
}

/** What the command prints, with the one clock that both ledgers are recorded by. */
const juesuan = (...args: ReadonlyArray<string>): string =>
  execFileSync(process.execPath, [path.join(root, "packages", "cli", "bin", "juesuan.js"), ...args], {
    encoding: "utf8",
    env: { ...process.env, SOURCE_DATE_EPOCH: "1735689600", JUESUAN_LEDGER: "" },
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 2 ** 28
  })

const sameWords = (server: TestServer): void => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-both-"))
  try {
    const [file, url] = [path.join(folder, "year.db"), server.url("year")]
    const source = path.join(root, "examples", "yanchi-2024", "transactions.csv")
    for (const ledger of [file, url]) juesuan("import", source, "--ledger", ledger)
    const both = (...args: ReadonlyArray<string>): string => {
      const [ofFile, ofServer] = [file, url].map((ledger) => juesuan(...args, "--ledger", ledger))
      must(ofFile === ofServer, `juesuan ${args.join(" ")} prints otherwise of the two ledgers`)
      return ofFile!
    }
    const digest = both("digest").trim()
    must(/^[0-9a-f]{64}$/m.test(digest), `the command prints no digest, but ${digest}`)
    const json = ["--format", "json"]
    both("tables", ...json)
    both("check", ...json)
    both("explain", "T03/total/1", ...json)
    both("explain", "T01/total/2", ...json)
    both("tables", ...json, "--as-of", "2024-06-30")
    const documents = [file, url].map((ledger, index) => {
      const out = path.join(folder, `document-${index}`)
      juesuan("disclose", "--ledger", ledger, "--out", out, "--formats", "json")
      return fs
        .readdirSync(out)
        .sort()
        .map((name) => `${name}\n${fs.readFileSync(path.join(out, name), "utf8")}`)
        .join("\n")
    })
    must(documents[0] === documents[1], "disclose writes otherwise of the two ledgers")
    const [there, back] = [server.url("copied"), path.join(folder, "back.db")]
    juesuan("copy", file, there)
    juesuan("copy", there, back)
    for (const ledger of [there, back])
      must(juesuan("digest", "--ledger", ledger).trim() === digest, `a copy has another digest: ${ledger}`)
    juesuan("verify", "--ledger", there)
    juesuan("verify", "--ledger", back)
    console.log(`the command says the same of both, copies there and back have the digest ${digest}`)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const server = await startServer()
try {
  await contract(server)
  await contention(server)
  await disturbances(server)
  sameWords(server)
} finally {
  await server.stop()
}
