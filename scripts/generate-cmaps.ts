/**
 * Packs the tables from codes of Chinese fonts to characters (CMaps of Adobe-GB1) into a module:
 * `npm run generate:cmaps`; a test compares them. They come with the PDF library.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { zipSync } from "fflate"

const root = path.dirname(import.meta.dirname)
const source = path.join(root, "node_modules", "pdfjs-dist", "cmaps")

/** The names of the CMaps for simplified Chinese. */
export const cMapNames = (): ReadonlyArray<string> =>
  fs
    .readdirSync(source)
    .filter((name) => /^(?:Adobe-GB1|UniGB|GB)/.test(name))
    .sort()

/** The module as it should be. */
export const cMapModule = (): string => {
  const files = cMapNames().map(
    (name) => [name, new Uint8Array(fs.readFileSync(path.join(source, name)))] as const
  )
  // A fixed time, so that the same tables give the same module.
  const packed = zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(2000, 0, 1) })
  const about =
    "CMaps of Adobe-GB1 as a ZIP archive in Base64, by `npm run generate:cmaps`; not to be edited."
  return `/**\n * ${about}\n */\nexport const cMapArchive =\n  "${Buffer.from(packed).toString("base64")}"\n`
}

if (process.argv[1] === import.meta.filename)
  fs.writeFileSync(path.join(root, "packages", "page", "src", "pdf", "data", "cMaps.ts"), cMapModule())
