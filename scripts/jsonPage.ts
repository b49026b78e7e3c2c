/**
 * The JSON contracts, as shapes read off what the command prints for the example year.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, "packages", "cli", "bin", "juesuan.js")

/** What may stand at a place: names of scalar kinds, elements of lists, fields of objects. */
interface Shape {
  readonly scalars: Set<string>
  list: Shape | null
  readonly fields: Map<string, { readonly shape: Shape; count: number }>
  objects: number
}

const emptyShape = (): Shape => ({ scalars: new Set(), list: null, fields: new Map(), objects: 0 })

const DECIMAL = /^-?\d+\.\d+$/

const scalarOf = (value: unknown): string => {
  if (value === null) return "null"
  if (typeof value === "string") return DECIMAL.test(value) ? "decimal" : "string"
  return typeof value
}

const add = (shape: Shape, value: unknown): void => {
  if (Array.isArray(value)) {
    shape.list ??= emptyShape()
    for (const element of value) add(shape.list, element)
  } else if (typeof value === "object" && value !== null) {
    shape.objects++
    for (const [name, inner] of Object.entries(value)) {
      const field = shape.fields.get(name) ?? { shape: emptyShape(), count: 0 }
      shape.fields.set(name, { shape: field.shape, count: field.count + 1 })
      add(field.shape, inner)
    }
  } else shape.scalars.add(scalarOf(value))
}

/** Fields that are keys of data rather than names: columns, codes, indicator ids. */
const isRecord = ({ fields, objects }: Shape): boolean =>
  fields.size > 0 && [...fields.keys()].every((name) => /^\d+[a-z]?$|\d$|\//.test(name)) && objects > 0

const print = (shape: Shape, indent: string): string => {
  const kinds = [...shape.scalars].filter((kind) => kind !== "string" || !shape.scalars.has("decimal"))
  if (shape.scalars.has("decimal") && shape.scalars.has("string")) kinds.push("string")
  const parts = [...new Set(kinds)]
  if (shape.list !== null) parts.push(`[${print(shape.list, indent)}]`)
  if (shape.fields.size > 0) {
    const inner = `${indent}  `
    if (isRecord(shape)) {
      const merged = emptyShape()
      for (const field of shape.fields.values()) mergeInto(merged, field.shape)
      parts.push(`{ [key]: ${print(merged, indent)} }`)
    } else {
      const lines = [...shape.fields].map(
        ([name, { shape: field, count }]) =>
          `${inner}${name}${count < shape.objects ? "?" : ""}: ${print(field, inner)}`
      )
      parts.push(`{\n${lines.join("\n")}\n${indent}}`)
    }
  } else if (shape.objects > 0) parts.push("{}")
  return parts.length === 0 ? "" : parts.join(" | ")
}

const mergeInto = (target: Shape, shape: Shape): void => {
  for (const scalar of shape.scalars) target.scalars.add(scalar)
  target.objects += shape.objects
  if (shape.list !== null) {
    target.list ??= emptyShape()
    mergeInto(target.list, shape.list)
  }
  for (const [name, { shape: field, count }] of shape.fields) {
    const known = target.fields.get(name) ?? { shape: emptyShape(), count: 0 }
    target.fields.set(name, { shape: known.shape, count: known.count + count })
    mergeInto(known.shape, field)
  }
}

/** The shape of a JSON value in a notation close to TypeScript: `decimal` is a decimal text, `?` may be absent. */
export const shapeText = (value: unknown): string => {
  const shape = emptyShape()
  add(shape, value)
  return print(shape, "")
}

interface Contract {
  readonly title: string
  readonly command: string
  readonly about: string
}

const contracts: ReadonlyArray<Contract> = [
  {
    title: "Tables",
    command: "tables --format json",
    about: "Rows by key, cells by column key; an empty form has `empty: true`."
  },
  {
    title: "Findings",
    command: "score verify examples/yanchi-2024/expected/scorecards.json --format json --fail-on never",
    about:
      "`juesuan/findings/1`, of `check`, `audit` and `score verify`. Values and differences are decimal texts in the " +
      "operands' unit; `allowed` is the interval of differences that printed precision alone explains; `at` is a file " +
      "with line and column, or sheet and cell."
  },
  { title: "Explanation", command: "explain T06/30231/1 --format json", about: "Amounts in 元." },
  {
    title: "Scores",
    command: "score --format json",
    about: "Every score is a decimal text, as it is printed."
  },
  {
    title: "Narrative",
    command: "narrative --format json",
    about: "A part is a text, or a figure with its address."
  },
  { title: "Budget", command: "budget --format json", about: "Quota lines; amounts in 元." },
  {
    title: "Differences",
    command: "diff 2024-06-30 now --format json",
    about: "Cells that differ, with their events."
  },
  {
    title: "Digest",
    command: "digest --format json",
    about: "The ledger's Merkle root, and the heads it is over."
  },
  {
    title: "Verification",
    command: "verify --format json",
    about: "`breaks` is empty when nothing is broken."
  },
  {
    title: "Document",
    command: "disclose --out out --formats json",
    about: "`juesuan/document/1`: the tree, in `disclosure.json`."
  },
  {
    title: "Problems of files",
    command: "import bad.csv --format json",
    about: "What stands where, what is wrong, what to do."
  }
]

/** The page. */
export const jsonPage = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-json-"))
  const env = { ...process.env, JUESUAN_LEDGER: "demo/ledger.db" }
  const run = (command: string): string => {
    const args = command.split(" ")
    const { stdout, status } = spawnSync(process.execPath, [bin, ...args], {
      cwd: folder,
      encoding: "utf8",
      env,
      maxBuffer: 2 ** 28
    })
    if (status !== 0 && !command.startsWith("import bad"))
      throw new Error(`juesuan ${command} ends with ${status}`)
    return stdout
  }
  try {
    fs.symlinkSync(path.join(root, "examples"), path.join(folder, "examples"))
    fs.writeFileSync(path.join(folder, "bad.csv"), "event_type,金额\n支付,1.005\n")
    run("demo --out demo")
    const sections = contracts.map(({ title, command, about }) => {
      const printed = run(command)
      const json = command.startsWith("disclose")
        ? fs.readFileSync(path.join(folder, "out", "disclosure.json"), "utf8")
        : printed
      return `## ${title}\n\n\`juesuan ${command}\`. ${about}\n\n\`\`\`text\n${shapeText(JSON.parse(json))}\n\`\`\``
    })
    return `# JSON

The shapes of what the command prints with \`--format json\`, read off its output for the example year; this page is
generated (\`npm run generate:docs\`) and compared. \`decimal\` is a decimal text, never a float; \`?\` marks what may be
absent; \`[key]\` stands for columns, codes and ids. Fields are added over time, never renamed.

${sections.join("\n\n")}
`
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
