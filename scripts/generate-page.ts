/**
 * Bundles the script of the page (`packages/disclosure/client`) into a module that holds it as text:
 * `npm run generate:page`; a test compares them.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { buildSync } from "esbuild"

const disclosure = path.join(path.dirname(import.meta.dirname), "packages", "disclosure")

/** A string literal in the quotes that the formatter would choose: those that need fewer escapes. */
const literal = (text: string): string => {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  const quote = text.split('"').length > text.split("'").length ? "'" : '"'
  return quote + inner.replaceAll(quote, `\\${quote}`) + quote
}

/** The module as it should be. */
export const clientModule = (): string => {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(disclosure, "client", "main.ts")],
    absWorkingDir: disclosure,
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning"
  })
  // No text of the script may close its element.
  const script = outputFiles[0]!.text.trim().replace(/<(?=\/script|!--)/gi, "\\x3c")
  const about = "The page's script, bundled from `client/` by `npm run generate:page`; not to be edited."
  return `/**\n * ${about}\n */\nexport const clientScript =\n  ${literal(script)}\n`
}

if (process.argv[1] === import.meta.filename)
  fs.writeFileSync(path.join(disclosure, "src", "html", "data", "clientScript.ts"), clientModule())
