/**
 * The documentation as a web site: every page of `docs/`, the READMEs of packages and examples, in one style with one
 * menu. `npm run docs:build` writes it to `.cache/site`; it needs no server and no network.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import MarkdownIt from "markdown-it"

const root = path.dirname(import.meta.dirname)
const target = path.join(root, ".cache", "site")

export interface Page {
  /** Path in the repository, such as `docs/concepts.md`. */
  readonly source: string
  readonly title: string
  readonly text: string
}

const under = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !/node_modules|(?:^|[\\/])(?:test|documents)[\\/]/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort()

/** All pages, in the order of the menu. */
export const pages = (): ReadonlyArray<Page> =>
  ["README.md", "README.zh-CN.md", ...under("docs"), ...under("packages"), ...under("examples")].map(
    (source) => {
      const text = fs.readFileSync(path.join(root, source), "utf8")
      const title = source === "README.zh-CN.md" ? "中文说明" : /^# (.+)$/m.exec(text)?.[1]
      return { source, text, title: title ?? source }
    }
  )

/** The file of a page in the site. */
const fileOf = (source: string): string =>
  source === "README.md" ? "index.html" : source.replace(/\.md$/, ".html")

/** Links to pages become links to their files; other files are left to the repository. */
const withLinks = (html: string, source: string, known: ReadonlySet<string>): string =>
  html.replace(/href="([^"#:]+)(#[^"]*)?"/g, (whole, link: string, hash = "") => {
    const wanted = path.posix.normalize(path.posix.join(path.posix.dirname(source), decodeURI(link)))
    const page = [wanted, `${wanted}/README.md`].find((candidate) => known.has(candidate))
    if (page === undefined) return whole
    const from = path.posix.dirname(fileOf(source))
    return `href="${encodeURI(path.posix.relative(from, fileOf(page)))}${hash}"`
  })

const groups = ["Start", "How to", "Reference", "Examples", "Packages", "Decisions"] as const

/** Pages to begin with, in the order in which to read them; the others of their group come after. */
const first = [
  "README.md",
  "README.zh-CN.md",
  "docs/concepts.md",
  "docs/tutorial.md",
  "docs/guarantees.md",
  "docs/glossary.md"
]
const rankOf = (source: string): number => (first.includes(source) ? first.indexOf(source) : first.length)

const groupOf = (source: string): (typeof groups)[number] => {
  if (source.startsWith("docs/reference/")) return "Reference"
  if (source.startsWith("docs/decisions/")) return "Decisions"
  if (source.startsWith("docs/how-to/")) return "How to"
  if (source.startsWith("packages/")) return "Packages"
  return source.startsWith("examples/") ? "Examples" : "Start"
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#ddd8cc, #3c3a36); --ink: light-dark(#1f2328, #e6e2d9);
  --paper: light-dark(#fffdf8, #191816); --code: light-dark(#f4f0e6, #24221f); --link: light-dark(#8a3324, #e2a28f) }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.65 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
.page { display: grid; grid-template-columns: 260px minmax(0, 1fr); max-width: 1280px; margin: 0 auto }
nav { padding: 24px 16px; border-right: 1px solid var(--line); font-size: 14px }
nav h2 { font-size: 12px; margin: 20px 0 4px; opacity: .65 }
nav a { display: block; padding: 2px 0; color: inherit; text-decoration: none }
nav a[aria-current] { color: var(--link); font-weight: 600 }
main { padding: 24px 32px 80px; min-width: 0 }
a { color: var(--link) }
pre { background: var(--code); padding: 12px 16px; overflow-x: auto; border-radius: 6px;
  font-size: 13px; line-height: 1.5 }
code { font-family: ui-monospace, "Noto Sans Mono CJK SC", monospace; font-size: .92em }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 14px }
td, th { border: 1px solid var(--line); padding: 4px 10px; text-align: left; vertical-align: top }
@media (max-width: 800px) { .page { display: block } nav { border: 0; border-bottom: 1px solid var(--line) } }
`

/** The anchor of a heading, as code hosts make it: so that links to it work there and here. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-")

/** A reader of pages that gives headings their anchors. */
const pageReader = () => {
  const markdown = new MarkdownIt({ html: false, linkify: false })
  markdown.core.ruler.push("anchors", ({ tokens }) => {
    for (const [at, token] of tokens.entries())
      if (token.type === "heading_open") token.attrSet("id", anchorOf(tokens[at + 1]!.content))
  })
  return markdown
}

/** One page of the site. */
export const renderPage = (page: Page, all: ReadonlyArray<Page>): string => {
  const known = new Set(all.map(({ source }) => source))
  const markdown = pageReader()
  const menu = groups
    .map((group) => {
      const links = all
        .filter(({ source }) => groupOf(source) === group)
        .toSorted((one, other) => rankOf(one.source) - rankOf(other.source))
        .map(({ source, title }) => {
          const current = source === page.source ? ' aria-current="page"' : ""
          return `<a href="/${source}"${current}>${escape(title)}</a>`
        })
      return `<h2>${group}</h2>${links.join("")}`
    })
    .join("")
    .replace(/href="\/([^"]+)"/g, (_, source: string) => {
      const from = path.posix.dirname(fileOf(page.source))
      return `href="${encodeURI(path.posix.relative(from, fileOf(source)))}"`
    })
  const body = withLinks(markdown.render(page.text), page.source, known)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)} — Juesuan</title><style>${STYLE}</style></head>
<body><div class="page"><nav aria-label="Pages">${menu}</nav><main>${body}</main></div></body></html>
`
}

/** Writes the site; gives the number of its pages. */
export const buildSite = (folder = target): number => {
  const all = pages()
  fs.rmSync(folder, { recursive: true, force: true })
  for (const page of all) {
    const file = path.join(folder, fileOf(page.source))
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, renderPage(page, all))
  }
  return all.length
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${buildSite()} pages in ${path.relative(root, target)}\n`)
