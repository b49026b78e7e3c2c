/**
 * One fresh process that appends to a store in memory: `node --conditions=source bench/append.ts EVENTS SEED BATCH`.
 * Prints the milliseconds spent in the store, by the clock and of the main thread's own processor time: the second
 * does not count what other programs took of the machine.
 */
import { makeMemoryStore } from "@juesuan/ledger"
import { hostSha256 } from "@juesuan/store-sqlite"
import { fill } from "./generate.ts"

const [count, seed, batchSize] = process.argv.slice(2).map(Number)
const cpu = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
const spent = fill(makeMemoryStore({ sha256: hostSha256 }), count!, seed!, batchSize!, cpu)
process.stdout.write(`${JSON.stringify(spent)}\n`)
