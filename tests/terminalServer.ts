/**
 * Lets shell scripts ask {@link runCommand}: a socket in the test's own process, and a small program that scripts
 * start as `juesuan`. It hands over arguments, folder and environment, and prints what comes back.
 */
import * as fs from "node:fs"
import * as net from "node:net"
import * as path from "node:path"
import { runCommand } from "../scripts/terminal.ts"
import type { Ran } from "../scripts/terminal.ts"

interface Request {
  readonly args: ReadonlyArray<string>
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Reads a request to its end of line, answers with one line, in the order in which requests arrive. */
const serve = (socket: net.Socket, inTurn: (run: () => Promise<Ran>) => Promise<Ran>): void => {
  let text = ""
  socket.setEncoding("utf8")
  socket.on("data", (part) => {
    text += String(part)
    if (!text.endsWith("\n")) return
    const { args, cwd, env } = JSON.parse(text) as Request
    void inTurn(() => runCommand(args, { cwd, env })).then((ran) => socket.end(`${JSON.stringify(ran)}\n`))
  })
}

const client = (socket: string): string => `
import * as net from "node:net"
import * as fs from "node:fs"
const write = (descriptor, text) => {
  try { fs.writeFileSync(descriptor, text) } catch (error) { if (error.code !== "EPIPE") throw error }
}
const socket = net.connect(${JSON.stringify(socket)})
let text = ""
socket.setEncoding("utf8")
socket.on("data", (part) => { text += part })
socket.on("end", () => {
  const { status, stdout, stderr } = JSON.parse(text)
  write(1, stdout)
  write(2, stderr)
  process.exit(status)
})
socket.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }) + "\\n")
`

/** Starts answering; `command` is how a shell script says `juesuan`. Close it when the tests are done. */
export const serveCommands = async (
  folder: string
): Promise<{ readonly command: string; readonly close: () => void }> => {
  const socket = path.join(folder, "juesuan.sock")
  const program = path.join(folder, "juesuan.mjs")
  fs.writeFileSync(program, client(socket))
  let last: Promise<unknown> = Promise.resolve()
  const server = net.createServer((connection) =>
    serve(connection, (run) => {
      const mine = last.then(run)
      last = mine.catch(() => undefined)
      return mine
    })
  )
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return { command: `"${process.execPath}" "${program}"`, close: () => server.close() }
}
