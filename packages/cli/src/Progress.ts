/**
 * Progress on standard error: a bar on a terminal, nothing elsewhere, so that logs and pipes stay clean.
 */
import * as tty from "node:tty"
import { say } from "./Console.ts"

export interface Progress {
  readonly update: (done: number) => void
  readonly stop: () => void
}

const silent: Progress = { update: () => undefined, stop: () => undefined }

/** Work below this many steps is over before a bar could be read. */
const STEPS_WORTH_A_BAR = 2000

/** Starts a bar for `total` steps of `what`, where there are as many as make one worth its while. */
export const startProgress = async (
  what: string,
  total: number,
  worthABar = STEPS_WORTH_A_BAR
): Promise<Progress> => {
  if (!tty.isatty(2) || total < worthABar) return silent
  const { default: cliProgress } = await import("cli-progress")
  const bar = new cliProgress.SingleBar({
    format: `${what} [{bar}] {percentage}% {value}/{total} {eta_formatted}`,
    clearOnComplete: true,
    // The thread's own stream is no terminal.
    stream: new tty.WriteStream(2)
  })
  bar.start(total, 0)
  return {
    update: (done) => bar.update(done),
    stop: () => bar.stop()
  }
}

/** Prints how long a piece of work took and how many events a second that is. */
export const sayRate = (what: string, events: number, milliseconds: number): void => {
  const seconds = milliseconds / 1000
  const rate = Math.round(events / Math.max(seconds, 0.001))
  say(`${what}: ${events} events in ${seconds.toFixed(2)} s (${rate.toLocaleString("en-US")} events/s)`)
}
