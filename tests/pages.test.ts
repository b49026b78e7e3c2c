/**
 * The pages are run: every command block of the documentation and of the READMEs, in order, and what it prints is
 * compared with what the page says. The tutorial is run by `npm run test:tutorial`, with packed packages.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fits, runPage, stepsOf } from "../scripts/pages.ts"
import { serveCommands } from "./terminalServer.ts"

const root = path.dirname(import.meta.dirname)
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-pages-"))
const { command, close } = await serveCommands(scratch)
afterAll(() => {
  close()
  fs.rmSync(scratch, { recursive: true, force: true })
})

const under = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)

const pages = [
  "README.md",
  "README.zh-CN.md",
  ...under("docs"),
  ...fs.readdirSync(path.join(root, "packages")).map((name) => `packages/${name}/README.md`),
  ...fs.readdirSync(path.join(root, "examples")).map((name) => `examples/${name}/README.md`)
]
  .filter((name) => name.endsWith(".md") && fs.existsSync(path.join(root, name)))
  .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), "utf8") }))

const elsewhere = new Set(["docs/tutorial.md"])
const run = pages.filter(
  ({ name, text }) => !elsewhere.has(name) && stepsOf(text).some(({ kind }) => kind === "run")
)

/** Commands that readers run, found in the checkout as they would be once installed. */
const bin = path.join(scratch, "bin")
fs.mkdirSync(bin)
fs.writeFileSync(
  path.join(bin, "npx"),
  `#!/bin/sh\nif [ "$1" = juesuan ]; then shift; exec ${command} "$@"; fi\n` +
    `tool="$1"; shift; exec "${process.execPath}" "${root}/node_modules/.bin/$tool" "$@"\n`,
  { mode: 0o755 }
)

const { JUESUAN_LEDGER: _, COLUMNS: __, NODE_OPTIONS: ___, ...inherited } = process.env
const env = {
  ...inherited,
  PATH: `${bin}:${path.join(root, "node_modules", ".bin")}:${inherited["PATH"]}`,
  SOURCE_DATE_EPOCH: "1737331200",
  EXAMPLES: path.join(root, "examples")
}

const DEMO = "```sh\nnpx juesuan demo\n```\n"
const demo = path.join(scratch, "demo")

// The README's first command: other pages ask the ledger it leaves.
beforeAll(async () => {
  fs.mkdirSync(demo)
  expect(await runPage(DEMO, demo, env)).toBeNull()
})

describe("the commands of", () => {
  it.each(run.map(({ name, text }) => [name, text] as const))(
    "%s do what the page says",
    async (name, text) => {
      const isExample = name.startsWith("examples/")
      const folder = isExample
        ? path.dirname(path.join(root, name))
        : path.join(scratch, name.replaceAll("/", "_"))
      fs.mkdirSync(folder, { recursive: true })
      if (!isExample)
        for (const part of ["examples", "packages"])
          fs.symlinkSync(path.join(root, part), path.join(folder, part))
      if (text.includes("juesuan-demo/")) fs.cpSync(demo, folder, { recursive: true })
      expect(await runPage(text, folder, env)).toBeNull()
    }
  )

  it("every page that are left to continuous integration stand in its script", () => {
    const script = fs.readFileSync(path.join(root, ".ci", "run"), "utf8")
    const left = pages.flatMap(({ name, text }) =>
      stepsOf(text)
        .filter(({ kind }) => kind === "ci")
        .flatMap((step) =>
          step.text
            .trim()
            .split(/\n| && /)
            .map((command) => ({ name, command }))
        )
    )
    expect(left.filter(({ command }) => !script.includes(command.trim()))).toEqual([])
  })
})

describe("running a page", () => {
  const page = (command: string, output: string, info = "") =>
    `# A page\n\n\`\`\`sh${info}\n${command}\n\`\`\`\n\n\`\`\`text\n${output}\n\`\`\`\n`

  it("passes over what it says and nothing else", async () => {
    expect(await runPage(page("echo one", "one"), scratch, env)).toBeNull()
    expect(await runPage(page("echo one", "two"), scratch, env)).toMatchObject({ line: 3, exit: 0 })
    expect(await runPage(page("exit 3", "…"), scratch, env)).toMatchObject({ line: 3, exit: 3 })
    expect(await runPage(page("exit 3", "…", " exits with 3"), scratch, env)).toBeNull()
    expect(
      await runPage("```txt note.txt\nhello\n```\n\n" + page("cat note.txt", "hello"), scratch, env)
    ).toBeNull()
  })

  it("lets … stand for lines and for text, not for a missing line", () => {
    expect(fits(["a", "b", "c"], ["a", "…", "c"])).toBe(true)
    expect(fits(["a 1 b"], ["a … b"])).toBe(true)
    expect(fits(["a", "b"], ["…", "c"])).toBe(false)
    expect(fits(["a"], ["a", "b"])).toBe(false)
  })
})
