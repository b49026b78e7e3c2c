// The PDF library as the product carries it: in one file, without the native canvas that it draws with, which nothing
// here does. Run after the type check of `packages/page`, it writes what `#pdfjs` names in the published package.
import { readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const page = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "packages", "page")

const CANVAS = 'canvas = require("@napi-rs/canvas")'

/** Takes the attempt to load a canvas out of the library, and its source map, which is twice as large as the rest. */
export const withoutCanvas = {
  name: "without-canvas",
  setup({ onLoad }) {
    onLoad({ filter: /pdfjs-dist[\\/]legacy[\\/]build[\\/]pdf\.mjs$/ }, ({ path: file }) => {
      const source = readFileSync(file, "utf8")
      if (!source.includes(CANVAS)) throw new Error(`${file} no longer loads its canvas by: ${CANVAS}`)
      return { contents: source.replace(CANVAS, "canvas = {}"), loader: "js" }
    })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({
    entryPoints: [path.join(page, "src", "pdf", "pdfjs.ts")],
    outfile: path.join(page, "dist", "pdf", "pdfjs.bundle.js"),
    absWorkingDir: page,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2024",
    minify: true,
    // Its licence asks that its notice stays with it.
    legalComments: "inline",
    logLevel: "warning"
  })
