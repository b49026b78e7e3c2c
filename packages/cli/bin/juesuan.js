#!/usr/bin/env node
// Starts `juesuan`: finds a Node that is new enough, then the bundle, or the sources where they are newer.
import { spawn } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { constants } from "node:os"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const here = path.dirname(fileURLToPath(import.meta.url))
const bundle = path.join(here, "..", "dist", "bundle", "main.js")
const source = path.join(here, "..", "src", "main.ts")
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
  if (!existsSync(bundle)) return false
  const listing = path.join(path.dirname(bundle), "inputs.json")
  if (!existsSync(listing)) return true
  const made = statSync(bundle).mtimeMs
  const { root, inputs } = JSON.parse(readFileSync(listing, "utf8"))
  return inputs.every((input) => {
    const file = path.resolve(path.dirname(bundle), root, input)
    return !existsSync(path.dirname(file)) || (existsSync(file) && statSync(file).mtimeMs <= made)
  })
}

/**
 * Runs this file again under another Node or other flags, and ends as that run ends: with its code, or with 128 and
 * the signal's number. Work that blocks its thread cannot answer Ctrl-C; this process can, and so it always does.
 */
const rerun = (node, flags) =>
  new Promise(() => {
    const child = spawn(node, [...flags, self, ...process.argv.slice(2)], {
      stdio: "inherit",
      env: { ...process.env, JUESUAN_RERUN: "1" }
    })
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
    child.on("error", (error) => {
      throw error
    })
    child.on("exit", (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
  })

/** Commands that may work for long: they run in a process of their own, so that Ctrl-C ends them at once. */
const longCommands = new Set(["demo", "import", "replay", "verify"])

const start = async () => {
  const isRerun = process.env.JUESUAN_RERUN === "1"
  if (!isNewEnough) {
    const node = isRerun ? undefined : ownNode()
    if (node === undefined) {
      console.error(
        `juesuan needs Node 22.18 or newer; this is ${process.versions.node}. Install a newer Node.`
      )
      process.exit(70)
    }
    await rerun(node, [])
  }
  const fromSource = !isBundleFresh() && existsSync(source)
  const hasConditions = process.execArgv.includes("--conditions=source")
  if (fromSource && !hasConditions) await rerun(process.execPath, ["--conditions=source", "--no-warnings"])
  if (!isRerun && longCommands.has(process.argv[2])) await rerun(process.execPath, process.execArgv)
  const { run } = await import(pathToFileURL(fromSource ? source : bundle).href)
  await run(process.argv.slice(2))
}

await start()
