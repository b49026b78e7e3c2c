/**
 * Names agree, word for word: the glossary is what the code says, and the words in it are the only ones.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { concepts, glossaryPage } from "../scripts/glossaryPage.ts"

const root = path.dirname(import.meta.dirname)
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8"
})
  .split("\n")
  .filter((name) => name !== "" && fs.existsSync(path.join(root, name)))
const read = (name: string): string => fs.readFileSync(path.join(root, name), "utf8")
const sources = tracked.filter((name) => /^packages\/[^/]+\/src\/.*\.ts$/.test(name)).map(read)
const pages = tracked.filter((name) =>
  /^(docs\/.*|README|packages\/[^/]+\/README|examples\/.*README)\.md$/.test(name)
)

/** Words that mean what a word of the glossary means, and are therefore not used. */
const synonyms: ReadonlyArray<readonly [wrong: RegExp, right: string]> = [
  [/\bsupervisory relation/i, "articulation rule"],
  [/\bcross-?check rules?\b/i, "articulation rule"],
  [/\bscore ?sheets?\b/i, "scorecard"],
  [/\brulebook/i, "rule set"],
  [/\bjournal entr(y|ies)\b/i, "event or posting"],
  [/\bOLAP\b/, "cube"],
  [/\bcell reference/i, "address"]
]

describe("the glossary", () => {
  it("is what its generator writes", () => {
    expect(read("docs/glossary.md")).toBe(glossaryPage())
  })

  it.each(concepts.map((concept) => [concept.name, concept] as const))(
    "names %s as the code does",
    (name) => {
      const isNamed = new RegExp(
        `\\b(interface|type|class|const|as|readonly) ${name}\\b|Command.make\\("?\\s*"${name}"|"${name}"`
      )
      expect(sources.some((source) => isNamed.test(source))).toBe(true)
    }
  )

  it("has one word an idea and one idea a word", () => {
    for (const of of ["english", "chinese", "name"] as const) {
      const words = concepts.map((concept) => concept[of])
      expect(new Set(words).size, of).toBe(words.length)
    }
  })

  it.each(pages)("is kept by %s", (name) => {
    const text = read(name)
    expect(synonyms.filter(([wrong]) => wrong.test(text)).map(([, right]) => right)).toEqual([])
  })
})
