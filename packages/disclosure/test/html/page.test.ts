/**
 * Laws of the page: what a reader finds in it is what the document and its provenance hold, and only text is text.
 */
import { createHash } from "node:crypto"
import { tablesOf } from "@juesuan/disclosure"
import type { Document, Provenance } from "@juesuan/disclosure"
import { renderHtml } from "@juesuan/disclosure/html"
import { runs } from "@juesuan/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { printable } from "../../src/html/escape.ts"
import { anyDocument, anyProvenance, withTexts } from "./documents.ts"
import { readPage } from "./readPage.ts"
import type { ReadPage } from "./readPage.ts"

const { numRuns, seed } = runs(process.env, 10, 20_241_125, 100)

type Render = (document: Document, provenance: Provenance) => string
/** Says what is broken, or nothing. */
type Law = (render: Render, document: Document, provenance: Provenance) => string | undefined

const differs = (what: string, a: unknown, b: unknown): string | undefined => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left === right ? undefined : `${what}: ${left} is not ${right}`
}

/** Every table reads back to the same cells: texts, spans, addresses. */
const tablesReadBack: Law = (render, document, provenance) => {
  const cellsOf = (rows: ReturnType<typeof tablesOf>[number]["body"]) =>
    rows.map((row) =>
      row.map(({ text, columnSpan = 1, rowSpan = 1, address }) => ({
        text: printable(text),
        columnSpan,
        rowSpan,
        ...(address === undefined ? {} : { address: printable(address) })
      }))
    )
  return differs(
    "tables",
    readPage(render(document, provenance)).tables.map(({ header, body }) => ({ header, body })),
    tablesOf(document).map(({ header, body }) => ({ header: cellsOf(header), body: cellsOf(body) }))
  )
}

/** Every sentence reads back to its text, its lead before it. */
const sentencesReadBack: Law = (render, document, provenance) =>
  differs(
    "sentences",
    readPage(render(document, provenance)).paragraphs,
    document.parts.flatMap(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind !== "paragraph") return []
        const text = block.content.map((part) => printable(typeof part === "string" ? part : part.text))
        return [`${printable(block.lead ?? "")}${text.join("")}`]
      })
    )
  )

/** The embedded data is the provenance, nothing lost and nothing added. */
const provenanceReadsBack: Law = (render, document, provenance) => {
  const { events, contributions, figures, rules } = readPage(render(document, provenance)).data
  const cleaned = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, inner: unknown) => (typeof inner === "string" ? printable(inner) : inner))
    )
  const unpacked = Object.entries(figures).map(([address, figure]) => {
    const [display, value, formula, from, list, checked, same] = figure
    return [address, { display, value, formula, from, events: contributions[list], rules: checked, same }]
  })
  return (
    differs("events", events, cleaned(provenance.events.map((event) => Object.values(event)))) ??
    differs("figures", unpacked, cleaned([...provenance.figures])) ??
    differs(
      "rules",
      Object.entries(rules).toSorted(),
      // Ids that differ only in what no page may hold are one id on it.
      [...new Map([...provenance.rules].map(([id, title]) => [printable(id), printable(title)]))].toSorted()
    )
  )
}

/** With every free text replaced by a harmless word the page has the same elements: no text acts as markup. */
const textIsOnlyText: Law = (render, document, provenance) => {
  const harmless = (text: string): string => (text.trim() === "" ? text : "字")
  const plain: Provenance = { events: [], figures: new Map(), rules: new Map() }
  const [page, calm] = [
    readPage(render(document, provenance)),
    readPage(render(withTexts(document, harmless), plain))
  ]
  return differs("elements", page.outline, calm.outline) ?? differs("inert", inertness(page), [])
}

/** Attributes and elements by which a page could act or reach out. */
const inertness = ({ attributes, contents }: ReadPage): ReadonlyArray<unknown> => [
  ...attributes.filter(([tag, name, value]) => {
    if (name.startsWith("on") || name === "style" || name === "src" || name === "srcdoc") return true
    return name === "href" && (tag !== "a" || !value.startsWith("#"))
  }),
  ...["img", "iframe", "object", "embed", "link", "form", "base"].filter((tag) => contents(tag).length > 0)
]

/** Ids are unique, and the address of a figure that stands in the page is one. */
const addressesAreAnchors: Law = (render, document, provenance) => {
  const { attributes, figures } = readPage(render(document, provenance))
  const ids = attributes.filter(([, name]) => name === "id").map(([, , value]) => value)
  const missing = figures.filter(({ address }) => !ids.includes(address.replace(/\s/g, "_")))
  return differs("ids", ids.length, new Set(ids).size) ?? differs("anchors", missing, [])
}

/** All that is printed of a figure can be pressed, and is named by what it prints. */
const figuresCanBePressed: Law = (render, document, provenance) => {
  const { figures } = readPage(render(document, provenance))
  const printed = figures.filter(({ text }) => text.trim() !== "")
  return differs(
    "pressable",
    printed.filter(({ isPressable, name, text }) => !isPressable || !name.includes(text)),
    []
  )
}

const laws = {
  tablesReadBack,
  sentencesReadBack,
  provenanceReadsBack,
  textIsOnlyText,
  addressesAreAnchors,
  figuresCanBePressed
} as const

const findBreak = (law: Law, render: Render): string | undefined => {
  const details = fc.check(
    fc.property(anyDocument, anyProvenance, (document, provenance) => {
      const broken = law(render, document, provenance)
      if (broken !== undefined) throw new Error(broken)
    }),
    { numRuns, seed }
  )
  return details.failed ? fc.defaultReportMessage(details) : undefined
}

describe("the page of any document", () => {
  it.each(Object.entries(laws))("obeys %s", (_, law) => {
    expect(findBreak(law, renderHtml)).toBeUndefined()
  })

  it("is the same text for the same document", () => {
    fc.assert(
      fc.property(anyDocument, anyProvenance, (document, provenance) => {
        expect(renderHtml(document, provenance)).toBe(renderHtml(structuredClone(document), provenance))
      }),
      { numRuns: Math.ceil(numRuns / 5), seed }
    )
  })

  it("names its one script and one style by their hashes, and allows nothing else", () => {
    fc.assert(
      fc.property(anyDocument, anyProvenance, (document, provenance) => {
        const { contents, policy } = readPage(renderHtml(document, provenance))
        const hash = (text: string): string =>
          `'sha256-${createHash("sha256").update(text).digest("base64")}'`
        const [data, script, ...more] = contents("script")
        const [style, ...others] = contents("style")
        expect([data![0], ...more, ...others]).toEqual(["{"])
        expect(policy).toBe(
          `default-src 'none'; script-src ${hash(script!)}; style-src ${hash(style!)}; ` +
            "base-uri 'none'; form-action 'none'"
        )
      }),
      { numRuns: Math.ceil(numRuns / 10), seed }
    )
  })
})

describe("the page of an edition that is not for publication", () => {
  it("says so in the upper margin of every page of paper, whatever the words, in the one style of its policy", () => {
    const words = fc.oneof(
      fc.constantFrom("内部版　不得公开", '"}</style><script>alert(1)</script>', "a\\", "a\n\u2028b", ""),
      fc.string({ unit: "grapheme" })
    )
    fc.assert(
      fc.property(anyDocument, anyProvenance, words, (document, provenance, marking) => {
        const { contents, policy } = readPage(renderHtml({ ...document, marking }, provenance))
        const [style, ...others] = contents("style")
        expect(others).toEqual([])
        expect(policy).toContain(
          `style-src 'sha256-${createHash("sha256").update(style!).digest("base64")}';`
        )
        const [, quoted] = /@page\{@top-center\{content:"([^"]*)";font:/.exec(style!)!
        const read = quoted!.replace(/\\([0-9a-f]+) /g, (_, hex: string) =>
          String.fromCodePoint(parseInt(hex, 16))
        )
        expect(read).toBe(marking)
      }),
      { numRuns, seed }
    )
  })

  it("is marked in no margin where there is nothing to say", () => {
    fc.assert(
      fc.property(anyDocument, anyProvenance, ({ marking: _, ...document }, provenance) => {
        expect(renderHtml(document, provenance)).not.toContain("@top-center")
      }),
      { numRuns: 5, seed }
    )
  })
})

/** A renderer with one fault, made by changing what the real one writes. */
const faulty =
  (change: (html: string) => string): Render =>
  (document, provenance) =>
    change(renderHtml(document, provenance))

describe("a faulty page breaks its law", () => {
  it.each([
    ["tablesReadBack", "loses the merging of columns", faulty((html) => html.replace(/ colspan="\d+"/g, ""))],
    ["tablesReadBack", "loses a row", faulty((html) => html.replace(/<tr>.*<\/tr>/, ""))],
    [
      "sentencesReadBack",
      "loses run-in headings",
      faulty((html) => html.replace(/<b class="lead">.*?<\/b>/gs, ""))
    ],
    ["provenanceReadsBack", "loses amounts", faulty((html) => html.replace(/,"-?\d+\.\d\d"\]/g, ',""]'))],
    ["textIsOnlyText", "does not escape <", faulty((html) => html.replaceAll("&lt;", "<"))],
    ["textIsOnlyText", "does not escape quotes", faulty((html) => html.replaceAll("&quot;", '"'))],
    ["textIsOnlyText", "closes its script", faulty((html) => html.replaceAll("\\u003c", "<"))],
    ["addressesAreAnchors", "numbers no second place", faulty((html) => html.replace(/~\d+"/g, '"'))],
    [
      "figuresCanBePressed",
      "has sentences out of Tab's order",
      faulty((html) => html.replaceAll(' tabindex="0"', ""))
    ]
  ] as const)("%s: one that %s", (name, _, render) => {
    expect(findBreak(laws[name], render)).toBeDefined()
  })
})
