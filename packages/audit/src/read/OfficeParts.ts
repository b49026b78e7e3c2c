/**
 * The parts of an office document for the audit: what cannot be read ends the reading of the document.
 */
import { openBook, openZip, readPart as readPartOf, relationsOf as relationsOfPart } from "@juesuan/page"
import type { Book, BookError, PartOptions, Relation, XmlHandler, Zip } from "@juesuan/page"
import * as Result from "effect/Result"
import type { Blocks } from "./Blocks.ts"
import { refuse, Refusal } from "./DocumentUnreadable.ts"
import type { ReadLimits } from "./DocumentUnreadable.ts"

const REMEDY = "Open the document in an office program and save it again."

const refuseFor = (file: string, error: BookError): never => {
  switch (error._tag) {
    case "ZipEncrypted":
      return refuse(
        file,
        "encrypted",
        `its part ${error.name} is encrypted`,
        "Remove the password and save it again."
      )
    case "ZipTooLarge":
      return refuse(
        file,
        "tooLarge",
        `it inflates beyond ${error.bytesMax} bytes`,
        "No document is that large; find out where it comes from."
      )
    case "XmlHasDtd":
      return refuse(
        file,
        "hasDtd",
        `its part ${error.part} declares a document type, which office documents never do`,
        "Do not open it; ask the publisher for the original."
      )
    case "XmlTooDeep":
      return refuse(
        file,
        "tooLarge",
        `its part ${error.part} nests elements beyond ${error.depthMax}`,
        REMEDY
      )
    case "XmlBroken":
      return refuse(file, "damaged", `its part ${error.part} is no XML (${error.detail})`, REMEDY)
    case "ZipCut":
      return refuse(file, "damaged", `the archive is incomplete: ${error.detail}`, REMEDY)
    case "ZipBroken":
    case "WorkbookBroken":
      return refuse(file, "damaged", `the archive is damaged: ${error.detail}`, REMEDY)
  }
}

const orRefuse = <A>(file: string, result: Result.Result<A, BookError>): A =>
  Result.isSuccess(result) ? result.success : refuseFor(file, result.failure)

const optionsOf = (blocks: Blocks): PartOptions => ({
  depthMax: blocks.limits.depthMax,
  count: () => blocks.countPieces(1),
  isCallers: (cause) => cause instanceof Refusal
})

/** Opens an archive of which all entries read may inflate to `limits.inflatedBytesMax` together. */
export const openArchive = (file: string, bytes: Uint8Array, { inflatedBytesMax }: ReadLimits): Zip =>
  orRefuse(file, openZip(bytes, inflatedBytesMax))

/** Reads a part with a handler; whether there is one of that name, which a part that is needed must be. */
export const readPart = (
  zip: Zip,
  blocks: Blocks,
  part: string,
  handler: XmlHandler,
  isNeeded: boolean
): boolean => {
  const isThere = orRefuse(blocks.file, readPartOf(zip, part, handler, optionsOf(blocks)))
  return isThere || !isNeeded
    ? isThere
    : refuse(blocks.file, "damaged", `its part ${part} is missing`, REMEDY)
}

/** The relations of a part, or of the package (`""`), to others inside the archive. */
export const relationsOf = (zip: Zip, blocks: Blocks, source: string): ReadonlyArray<Relation> =>
  orRefuse(blocks.file, relationsOfPart(zip, source, optionsOf(blocks)))

/** What the sheets of a workbook share. */
export const openWorkbook = (zip: Zip, blocks: Blocks): Book =>
  orRefuse(blocks.file, openBook(zip, optionsOf(blocks)))
