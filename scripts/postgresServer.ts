/**
 * A PostgreSQL server of this machine's own packages, for tests: a new, empty one in a folder of its own.
 */
import { execFileSync, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import * as fs from "node:fs"
import * as net from "node:net"
import * as os from "node:os"
import * as path from "node:path"
import { setTimeout as wait } from "node:timers/promises"

const INSTALLED = "/usr/lib/postgresql"
const USER = "juesuan"

/** The folder of the newest server that is installed; `undefined` when none is. */
const programs = (): string | undefined =>
  (fs.existsSync(INSTALLED) ? fs.readdirSync(INSTALLED) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(INSTALLED, version, "bin"))
    .find((folder) => fs.existsSync(path.join(folder, "initdb")))

const install = (): void => {
  const options = { stdio: ["ignore", "ignore", "inherit"] as const }
  const apt = (...args: ReadonlyArray<string>) =>
    execFileSync("apt-get", args, {
      stdio: [...options.stdio],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
  apt("update", "-qq")
  apt("install", "-y", "-qq", "--no-install-recommends", "postgresql")
}

/** The programs of the server, installed first where they are missing. Throws where that is not possible. */
const need = (): string => {
  const found = programs()
  if (found !== undefined) return found
  try {
    install()
  } catch (error) {
    throw new Error(
      `PostgreSQL is not installed under ${INSTALLED}, and apt-get did not install it (${String(error)}). ` +
        "Install the package postgresql, then run this again.",
      { cause: error }
    )
  }
  const installed = programs()
  if (installed === undefined) throw new Error(`apt-get installed no server under ${INSTALLED}.`)
  return installed
}

/** The server refuses to run as root: then as the user that its package made. */
const owner = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: idOf("-u"), gid: idOf("-g") }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const listener = net.createServer()
    listener.once("error", reject)
    listener.listen(0, "127.0.0.1", () => {
      const { port } = listener.address() as net.AddressInfo
      listener.close(() => resolve(port))
    })
  })

/** A server that runs. */
export interface TestServer {
  /** The URL of a database of it, with a schema of that name for the ledger. */
  readonly url: (schema: string) => string
  /** Ends the server at once, as when the power fails, and starts it again. */
  readonly crash: () => Promise<void>
  /** Ends the server and removes what it kept. */
  readonly stop: () => Promise<void>
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1")
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("close", () => resolve(false))
    setTimeout(() => socket.destroy(), 1000)
  })

/** Makes a server and starts it. */
export const startServer = async (): Promise<TestServer> => {
  const [bin, who, port] = [need(), owner(), await freePort()]
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-postgres-"))
  if (who.uid !== undefined) fs.chownSync(folder, who.uid, who.gid!)
  const data = path.join(folder, "data")
  const log = fs.openSync(path.join(folder, "log"), "a")
  execFileSync(
    path.join(bin, "initdb"),
    ["-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C"],
    {
      ...who,
      cwd: folder,
      stdio: ["ignore", log, log]
    }
  )
  let running: ChildProcess
  const start = async (): Promise<void> => {
    const args = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"]
    running = spawn(path.join(bin, "postgres"), args, { ...who, cwd: folder, stdio: ["ignore", log, log] })
    const ready = ["-h", "127.0.0.1", "-p", String(port), "-q"]
    for (let tries = 0; tries < 300; tries++) {
      if (await answers(port)) {
        try {
          execFileSync(path.join(bin, "pg_isready"), ready)
          return
        } catch {
          // It listens, and recovers what a crash left.
        }
      }
      await wait(100)
    }
    throw new Error(
      `the server does not answer: ${fs.readFileSync(path.join(folder, "log"), "utf8").slice(-2000)}`
    )
  }
  const end = async (signal: "SIGQUIT" | "SIGINT"): Promise<void> => {
    const ended = new Promise((resolve) => running.once("exit", resolve))
    running.kill(signal)
    await ended
  }
  await start()
  return {
    url: (schema) => `postgres://${USER}@127.0.0.1:${port}/postgres?schema=${schema}`,
    crash: async () => {
      await end("SIGQUIT")
      await start()
    },
    stop: async () => {
      await end("SIGINT")
      fs.closeSync(log)
      fs.rmSync(folder, { recursive: true, force: true })
    }
  }
}
