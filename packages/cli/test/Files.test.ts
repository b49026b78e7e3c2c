import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { readFiles, readMapping } from "../src/Files.ts"

const root = mkdtempSync(join(tmpdir(), "juesuan-files-"))
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(root, "case-"))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const write = (name: string, content: string): string => {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

describe("reading files", () => {
  it("gives those that can be read, in order, and an issue for each other one", () => {
    const paths = [
      join(directory, "none.csv"),
      write("b.csv", "b"),
      directory,
      write("a.csv", "a"),
      join(directory, "b.csv", "c")
    ]
    const { files, issues } = readFiles(paths)
    expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      [paths[1], "b"],
      [paths[3], "a"]
    ])
    expect(issues.map(({ problem, file, row }) => [problem, file, row])).toEqual([
      ["FileMissing", paths[0], 0],
      ["FileIsDirectory", paths[2], 0],
      ["FileMissing", paths[4], 0]
    ])
  })

  it("does not read a file beyond the limit", () => {
    expect(readFiles([write("a.csv", "1234")], 3).issues.map(({ problem }) => problem)).toEqual([
      "FileTooLarge"
    ])
    expect(readFiles([write("a.csv", "123")], 3).issues).toEqual([])
  })

  it("names the system's reason for a file it may not read", () => {
    const path = write("a.csv", "a")
    chmodSync(path, 0)
    // The superuser may read everything.
    const expected = process.getuid?.() === 0 ? [] : [["FileUnreadable", "EACCES"]]
    expect(readFiles([path]).issues.map(({ problem, operands }) => [problem, operands["cause"]])).toEqual(
      expected
    )
    expect(readFiles(["a\0b"]).issues.map(({ problem }) => problem)).toEqual(["FileUnreadable"])
  })
})

describe("a device", () => {
  it("is an issue that says what to name instead", () => {
    const [issue] = readFiles(["/dev/zero"]).issues
    expect(issue).toMatchObject({ problem: "FileSpecial", value: "/dev/zero" })
  })
})

describe("a mapping file", () => {
  it("is read whole", () => {
    const mapping = {
      columns: { 付款金额: "amount" },
      constants: { event_type: "支付" },
      values: { nature: { a: "basic" } },
      docNoByMonth: true
    }
    expect(readMapping(write("m.json", JSON.stringify(mapping)))).toEqual({ mapping, issues: [] })
    expect(readMapping(write("m.json", "{}"))).toEqual({ mapping: {}, issues: [] })
  })

  it.each([
    ["not JSON", "{", 1],
    ["a list", "[]", 1],
    ["an unknown key", '{"colums":{}}', 1],
    ["a near miss of a field", '{"columns":{"付款金额":"amuont"}}', 1],
    ["three faults", '{"columns":1,"constants":{"nature":2},"docNoByMonth":"yes"}', 3],
    ["words that are none", '{"values":{"nature":{"a":1}}}', 1]
  ])("that is %s has its faults told", (_what, text, count) => {
    const { mapping, issues } = readMapping(write("m.json", text))
    expect(mapping).toBeUndefined()
    expect(issues.map(({ problem }) => problem)).toEqual(Array.from({ length: count }, () => "MappingBroken"))
  })

  it("that is missing is an issue", () => {
    expect(readMapping(join(directory, "none.json")).issues.map(({ problem }) => problem)).toEqual([
      "FileMissing"
    ])
  })
})
