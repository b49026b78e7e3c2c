/**
 * Office documents as packages (ECMA-376 part 2): parts of XML in an archive, and relations between them.
 */
import * as Result from "effect/Result"
import type { Blocks } from "./Blocks.ts"
import { refuse } from "./DocumentUnreadable.ts"
import { attributeOf, parseXml } from "./Xml.ts"
import type { XmlHandler } from "./Xml.ts"
import type { Zip } from "./Zip.ts"

export interface Relation {
  readonly id: string
  readonly type: string
  /** Name of the part, from the root of the archive. */
  readonly target: string
}

const REMEDY = "Open the document in an office program and save it again."

/**
 * Reads a part with a handler; whether there is one of that name. A part that is broken, or missing though it is
 * needed, ends the reading of the document.
 */
export const readPart = (
  zip: Zip,
  blocks: Blocks,
  part: string,
  handler: XmlHandler,
  isNeeded: boolean
): boolean => {
  const { file, limits } = blocks
  const bytes = zip.read(part)
  if (bytes === undefined)
    return isNeeded ? refuse(file, "damaged", `its part ${part} is missing`, REMEDY) : false
  const read = parseXml(part, bytes, handler, limits.depthMax)
  if (Result.isSuccess(read)) return true
  const error = read.failure
  switch (error._tag) {
    case "XmlHasDtd":
      return refuse(
        file,
        "hasDtd",
        `its part ${part} declares a document type, which office documents never do`,
        "Do not open it; ask the publisher for the original."
      )
    case "XmlTooDeep":
      return refuse(file, "tooLarge", `its part ${part} nests elements beyond ${error.depthMax}`, REMEDY)
    case "XmlBroken":
      return refuse(file, "damaged", `its part ${part} is no XML (${error.detail})`, REMEDY)
  }
}

/** The name of a part that a relation of `source` names: relative to its folder, or from the root. */
const partOf = (source: string, target: string): string => {
  const folder = source.includes("/") ? source.slice(0, source.lastIndexOf("/") + 1) : ""
  const segments: Array<string> = []
  for (const segment of (target.startsWith("/") ? target.slice(1) : folder + target).split("/")) {
    if (segment === "..") segments.pop()
    else if (segment !== "." && segment !== "") segments.push(segment)
  }
  return segments.join("/")
}

/** The relations of a part, or of the package (`""`), to others inside the archive. */
export const relationsOf = (zip: Zip, blocks: Blocks, source: string): ReadonlyArray<Relation> => {
  const relations: Array<Relation> = []
  const slash = source.lastIndexOf("/") + 1
  readPart(
    zip,
    blocks,
    `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`,
    {
      open: (name, attributes) => {
        if (name !== "Relationship" || attributeOf(attributes, "TargetMode") === "External") return
        blocks.countPieces(1)
        relations.push({
          id: attributeOf(attributes, "Id") ?? "",
          type: attributeOf(attributes, "Type") ?? "",
          target: partOf(source, attributeOf(attributes, "Target") ?? "")
        })
      }
    },
    false
  )
  return relations
}
