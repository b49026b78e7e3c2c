/**
 * Which documents are in folders, zips and lists, in which order, and what is said of the others.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { strToU8, zipSync } from "fflate"
import * as Result from "effect/Result"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { documentSources, namesInList } from "../src/DocumentSources.ts"
import type { DocumentSources } from "../src/DocumentSources.ts"

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "documents-"))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const write = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
  return file
}

/** Names without the folder, each with its text or why there is none. */
const shown = ({ documents, passedOver }: DocumentSources) => ({
  documents: documents.map(({ name, bytes }) => [
    name.slice(folder.length + 1),
    Result.match(bytes(), {
      onSuccess: (read) => new TextDecoder().decode(read),
      onFailure: (why) => why.replaceAll(`${folder}/`, "")
    })
  ]),
  passedOver: passedOver.map((name) => name.slice(folder.length + 1))
})

describe("the documents", () => {
  it("of a folder are those in it and below it, by name, numbers by size", () => {
    for (const name of ["10局.txt", "2局.md", "下属/站.html", "图.jpg", ".隐.txt", "~$2局.docx"])
      write(name, name)
    expect(shown(documentSources([folder]))).toEqual({
      documents: [
        ["2局.md", "2局.md"],
        ["10局.txt", "10局.txt"],
        ["下属/站.html", "下属/站.html"]
      ],
      passedOver: ["图.jpg"]
    })
  })

  it("of a zip are its entries, inflated when they are asked for; one in a folder is opened too", () => {
    const inner = zipSync({ "里.txt": strToU8("里") })
    const zip = zipSync({
      "局/甲.txt": strToU8("甲"),
      "__MACOSX/甲.txt": strToU8("x"),
      "图.png": strToU8("x"),
      "套.zip": inner
    })
    write("全.zip", zip)
    const expected = {
      documents: [
        ["全.zip/局/甲.txt", "甲"],
        ["全.zip/套.zip", "全.zip/套.zip: an archive in an archive. Unpack it first."]
      ],
      passedOver: ["全.zip/图.png"]
    }
    expect(shown(documentSources([path.join(folder, "全.zip")]))).toEqual(expected)
    expect(shown(documentSources([folder]))).toEqual(expected)
  })

  it("of a zip with names in GB18030 have these names", () => {
    const gb = zipSync({ "AB.txt": strToU8("甲") })
    // 甲 in GB18030 is BC D7; fflate writes ASCII names without the UTF-8 flag.
    for (let at = 0; at + 1 < gb.length; at++)
      if (gb[at] === 0x41 && gb[at + 1] === 0x42) gb.set([0xbc, 0xd7], at)
    write("旧.zip", gb)
    expect(shown(documentSources([path.join(folder, "旧.zip")])).documents).toEqual([["旧.zip/甲.txt", "甲"]])
  })

  it.each([
    ["an empty folder", () => fs.mkdirSync(path.join(folder, "空")), "空", "空: no document is in it."],
    ["a file that is no zip", () => write("坏.zip", "x"), "坏.zip", /^坏\.zip: .*directory/]
  ])("of %s are refused, not none", (_, make, name, why) => {
    make()
    const { documents } = shown(documentSources([path.join(folder, name)]))
    expect(documents).toHaveLength(1)
    expect(documents[0]![1]).toMatch(why)
  })

  it("of a list are its lines", () => {
    expect(namesInList("# 各单位\r\na.pdf\n\n  甲 乙.docx \n#b\n")).toEqual(["a.pdf", "甲 乙.docx"])
  })
})
