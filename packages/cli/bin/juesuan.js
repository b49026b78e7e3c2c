#!/usr/bin/env node
// Starts `juesuan`: finds a Node that is new enough, then the bundle, or the sources where they are newer.
import { spawn } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import nodeModule, { createRequire } from "node:module"
import { constants } from "node:os"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

// Until there is work to stop, a signal only has to end with its own code.
const signals = ["SIGHUP", "SIGINT", "SIGTERM"]
for (const signal of signals) process.on(signal, () => process.exit(128 + constants.signals[signal]))

const here = path.dirname(fileURLToPath(import.meta.url))
const bundle = path.join(here, "..", "dist", "bundle")
const source = path.join(here, "..", "src")
const self = fileURLToPath(import.meta.url)

const [major, minor] = process.versions.node.split(".").map(Number)
const isNewEnough = major > 22 || (major === 22 && minor >= 18)

/** The Node that came with the installation, for machines whose own is too old. */
const ownNode = () => {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`
  try {
    const root = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = path.join(root, "bin", process.platform === "win32" ? "node.exe" : "node")
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

/** Whether the bundle was made from the sources as they are now; outside a checkout it always was. */
const isBundleFresh = () => {
  const main = path.join(bundle, "main.js")
  if (!existsSync(main)) return false
  const listing = path.join(bundle, "inputs.json")
  if (!existsSync(listing)) return true
  const made = statSync(main).mtimeMs
  const { root, inputs } = JSON.parse(readFileSync(listing, "utf8"))
  return inputs.every((input) => {
    const file = path.resolve(bundle, root, input)
    return !existsSync(path.dirname(file)) || (existsSync(file) && statSync(file).mtimeMs <= made)
  })
}

/**
 * Runs this file again under a Node that is new enough, and ends as that run ends: with its code, or with 128 and the
 * signal's number. The channel between the two tells that run when this process is gone, however it went.
 */
const runUnder = (node) => {
  const child = spawn(node, [self, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, JUESUAN_RERUN: "1" }
  })
  for (const signal of signals) process.removeAllListeners(signal).on(signal, () => child.kill(signal))
  child.on("error", (error) => {
    throw error
  })
  child.on("exit", (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
}

const start = async () => {
  if (!isNewEnough) {
    const node = process.env.JUESUAN_RERUN === "1" ? undefined : ownNode()
    if (node !== undefined) return runUnder(node)
    console.error(
      `juesuan needs Node 22.18 or newer; this is ${process.versions.node}. Install a newer Node.`
    )
    process.exit(2)
  }
  const isFromSource = !isBundleFresh() && existsSync(path.join(source, "main.ts"))
  const at = (name) =>
    pathToFileURL(isFromSource ? path.join(source, `${name}.ts`) : path.join(bundle, `${name}.js`))
  // Sources are run as they are, which some versions of Node remark on.
  if (isFromSource) process.removeAllListeners("warning")
  // What Node makes of the bundle is kept beside it, where that may be written: the next start need not make it again.
  else nodeModule.enableCompileCache?.(path.join(bundle, "cache"))
  const supervisor = await import(at("Supervisor").href)
  await supervisor.start(at, {
    argv: process.argv.slice(2),
    execArgv: isFromSource ? ["--conditions=source", "--no-warnings"] : []
  })
}

await start()
