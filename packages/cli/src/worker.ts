/**
 * The thread in which the command runs; its supervisor ends the process with this thread's exit code.
 */
import { parentPort } from "node:worker_threads"
import { main } from "./main.ts"
import { reportTemporaries } from "./Temporaries.ts"

// oxlint-disable-next-line unicorn/require-post-message-target-origin
reportTemporaries((note) => parentPort?.postMessage(note))
process.exitCode = await main(process.argv.slice(2))
