/**
 * Office documents as packages (ECMA-376 part 2): parts of XML in an archive, and relations between them.
 */
import * as Result from "effect/Result"
import { attributeOf, parseXml } from "./Xml.ts"
import type { XmlError, XmlHandler, XmlOptions } from "./Xml.ts"
import type { Zip, ZipError } from "./Zip.ts"

/** How parts are read. */
export interface PartOptions extends XmlOptions {
  /** Is called for everything that is kept one by one, so that the caller may limit it. */
  readonly count?: () => void
}

/** What one part of an Office file says of another (关系). */
export interface Relation {
  readonly id: string
  readonly type: string
  /** Name of the part, from the root of the archive. */
  readonly target: string
}

/** Reads a part with a handler; whether there is one of that name. */
export const readPart = (
  zip: Zip,
  part: string,
  handler: XmlHandler,
  options: PartOptions = {}
): Result.Result<boolean, ZipError | XmlError> => {
  const bytes = zip.read(part)
  if (Result.isFailure(bytes)) return Result.fail(bytes.failure)
  if (bytes.success === undefined) return Result.succeed(false)
  return Result.map(parseXml(part, bytes.success, handler, options), () => true)
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
export const relationsOf = (
  zip: Zip,
  source: string,
  options: PartOptions = {}
): Result.Result<ReadonlyArray<Relation>, ZipError | XmlError> => {
  const relations: Array<Relation> = []
  const slash = source.lastIndexOf("/") + 1
  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (name !== "Relationship" || attributeOf(attributes, "TargetMode") === "External") return
      options.count?.()
      relations.push({
        id: attributeOf(attributes, "Id") ?? "",
        type: attributeOf(attributes, "Type") ?? "",
        target: partOf(source, attributeOf(attributes, "Target") ?? "")
      })
    }
  }
  const part = `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`
  return Result.map(readPart(zip, part, handler, options), () => relations)
}
