/**
 * Output files: written beside their place and renamed into it, so that nobody ever sees half a file.
 */
import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import type { Exit } from "./ExitCode.ts"
import { unreadable } from "./ExitCode.ts"
import { whyNot, writeFileAtomic } from "./Files.ts"
import type { FileUnwritable } from "./Files.ts"

/** Writes a file; a place that cannot be written is the user's to mend. */
export const writeOutput = (path: string, data: string | Uint8Array): Effect.Effect<void, Exit> =>
  Effect.try({
    try: () => writeFileAtomic(path, typeof data === "string" ? new TextEncoder().encode(data) : data),
    catch: (error) => unreadable((error as FileUnwritable).message)
  })

/** Makes a directory, and those above it, where there is none. */
export const makeDirectory = (path: string): Effect.Effect<void, Exit> =>
  Effect.try({
    try: () => void fs.mkdirSync(path, { recursive: true }),
    catch: (error) => unreadable(`cannot make ${path}: ${whyNot(error)}`)
  })
