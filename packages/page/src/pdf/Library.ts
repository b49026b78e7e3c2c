/**
 * The PDF library, loaded when the first PDF is read: with its worker on this thread, without a canvas, and with the
 * tables of Chinese fonts from memory. It neither fetches nor opens anything.
 */
import { unzipSync } from "fflate"

/** What the library asks of a browser only when it draws, which is never. */
const UNUSED_GLOBALS = ["DOMMatrix", "Path2D", "ImageData"]

const load = async () => {
  const globals = globalThis as Record<string, unknown>
  // It warns about each of these that is missing when it is loaded.
  const added = UNUSED_GLOBALS.filter((name) => globals[name] === undefined)
  for (const name of added) globals[name] = Object
  try {
    return await import("#pdfjs")
  } finally {
    for (const name of added) delete globals[name]
  }
}

let loading: ReturnType<typeof load> | undefined

/** The library, loaded once. */
export const loadLibrary = (): ReturnType<typeof load> => (loading ??= load())

let cMaps: Promise<Readonly<Record<string, Uint8Array>>> | undefined

const loadCMaps = async (): Promise<Readonly<Record<string, Uint8Array>>> => {
  const { cMapArchive } = await import("./data/cMaps.ts")
  return unzipSync(Uint8Array.from(atob(cMapArchive), (character) => character.charCodeAt(0)))
}

/** Gives the library the tables it asks for; what is not packed is refused, and its texts then give no characters. */
export class MemoryDataFactory {
  async fetch({ filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const table = (await (cMaps ??= loadCMaps()))[filename]
    if (table === undefined) throw new Error(`There is no ${filename}.`)
    // The library takes over what it is given.
    return table.slice()
  }
}
