/**
 * The two editions never share a folder: whoever publishes a folder publishes nothing else with it.
 */
import type { DocumentEdition } from "@juesuan/disclosure"
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import { usage } from "./ExitCode.ts"

type Kind = DocumentEdition["edition"]

/** What the names of all files of an edition begin with. */
export const prefixes: Readonly<Record<Kind, string>> = { public: "", internal: "internal-" }

const DISCLOSED = /(?:^|-)(?:disclosure\.(?:md|html|docx|xlsx|json|txt)|csv)$/

const editionOf = (name: string): Kind | undefined => {
  if (!DISCLOSED.test(name)) return undefined
  return name.startsWith(prefixes.internal) ? "internal" : "public"
}

const namesIn = (directory: string): ReadonlyArray<string> => {
  try {
    return fs.readdirSync(directory)
  } catch {
    // A folder that is not there, or is none, is a matter of writing.
    return []
  }
}

/** Refuses a folder that holds the other edition. */
export const refuseOtherEdition = (directory: string, edition: Kind) => {
  const other = namesIn(directory).find((name) => (editionOf(name) ?? edition) !== edition)
  if (other === undefined) return Effect.void
  return Effect.fail(
    usage(
      edition === "internal"
        ? `${directory} holds a document to publish (${other}): the internal edition must not be one of it. Name another folder.`
        : `${directory} holds an internal edition (${other}), which must not be published. Name another folder.`
    )
  )
}
