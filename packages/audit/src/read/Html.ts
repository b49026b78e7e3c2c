/**
 * Web pages: what a browser shows of a page, as paragraphs and tables.
 *
 * parse5 builds the tree that browsers build. Its time grows with the square of the nesting, so that is bounded while
 * the tree grows; so are the elements that it adds for tags that nobody closed. Style sheets and scripts are not run:
 * an element is hidden by `hidden` or by its own `style` only. Places are lines and columns of the source.
 */
import type { Place } from "@juesuan/domain"
import { defaultTreeAdapter, parse } from "parse5"
import type { DefaultTreeAdapterTypes, TreeAdapter, DefaultTreeAdapterMap } from "parse5"
import type { Blocks } from "./Blocks.ts"
import { refuse } from "./DocumentUnreadable.ts"
import { Flow } from "./Flow.ts"
import { sourcePieces } from "./HtmlSource.ts"

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const SKIPPED = new Set(
  (
    "head script style template noscript svg math iframe object embed audio video canvas select datalist textarea" +
    " title map rp rt noframes nav dialog"
  ).split(" ")
)
const BLOCKS = new Set(
  (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer" +
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary ul caption"
  ).split(" ")
)

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((candidate) => candidate.name === name)?.value

const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i
const STYLE_LENGTH_MAX = 2000

const isHidden = (element: Element): boolean =>
  attribute(element, "hidden") !== undefined ||
  HIDDEN_STYLE.test((attribute(element, "style") ?? "").slice(0, STYLE_LENGTH_MAX))

const isElement = (node: Node): node is Element => "tagName" in node

const FIGURE = /^\s{0,9}[-−]?[\d,.]{1,40}\s?[%％]?\s{0,9}$/

/** The text of an element without any of its elements. */
const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => ("value" in child ? child.value : "")).join("")

/** A tree that refuses to grow beyond the limits. */
const boundedAdapter = (blocks: Blocks, elementsMax: number): TreeAdapter<DefaultTreeAdapterMap> => {
  const { file, limits } = blocks
  const depths = new WeakMap<object, number>()
  let elements = 0
  const deepen = (parent: object, child: object): void => {
    const depth = (depths.get(parent) ?? 0) + 1
    if (depth > limits.depthMax)
      refuse(
        file,
        "tooLarge",
        `elements stand inside each other beyond ${limits.depthMax}`,
        "Open the page in a browser, and save what it shows as text."
      )
    depths.set(child, depth)
  }
  return {
    ...defaultTreeAdapter,
    createElement: (tagName, namespace, attributes) => {
      // Unclosed formatting is opened again in every paragraph after it; a page that lives from this is none.
      if (++elements > elementsMax)
        refuse(
          file,
          "damaged",
          "its tags are not closed and multiply",
          "Save the page as text from a browser."
        )
      blocks.countPieces(1)
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
    createCommentNode: (data) => {
      blocks.countPieces(1)
      return defaultTreeAdapter.createCommentNode(data)
    },
    appendChild: (parent, child) => {
      deepen(parent, child)
      defaultTreeAdapter.appendChild(parent, child)
    },
    insertBefore: (parent, child, reference) => {
      deepen(parent, child)
      defaultTreeAdapter.insertBefore(parent, child, reference)
    }
  }
}

const isWide = (character: string): boolean => character >= "\u2e80" && character <= "\uffe6"

class PageReader {
  readonly #blocks: Blocks
  readonly #flow: Flow
  readonly #source: string
  /** Lines before the source in its file. */
  readonly #linesBefore: number
  /** White space that is printed only between two pieces of text: the source of it. */
  #space = ""
  #isPreformatted = false

  constructor(blocks: Blocks, flow: Flow, source: string, linesBefore: number) {
    this.#blocks = blocks
    this.#source = source
    this.#flow = flow
    this.#linesBefore = linesBefore
  }

  read(node: Node): void {
    this.#children(node)
    this.#endParagraph()
  }

  #children(node: Node): void {
    if (!("childNodes" in node)) return
    for (const child of node.childNodes) {
      if (isElement(child)) this.#element(child)
      else if (child.nodeName === "#text") this.#text(child as DefaultTreeAdapterTypes.TextNode)
    }
  }

  #place(node: Node): Place {
    const location = "sourceCodeLocation" in node ? node.sourceCodeLocation : undefined
    return {
      file: this.#blocks.file,
      line: this.#linesBefore + (location?.startLine ?? 1),
      column: location?.startCol ?? 1
    }
  }

  #element(element: Element): void {
    const { tagName } = element
    if (SKIPPED.has(tagName) || isHidden(element)) return
    if (tagName === "br") return this.#break()
    // A button is no part of the text, unless it is a figure that can be asked about.
    if (tagName === "button" && !FIGURE.test(textOf(element))) return
    if (tagName === "table") return this.#table(element)
    const isBlock = BLOCKS.has(tagName)
    const wasPreformatted = this.#isPreformatted
    if (isBlock) this.#endParagraph()
    if (tagName === "pre") this.#isPreformatted = true
    this.#children(element)
    this.#isPreformatted = wasPreformatted
    if (isBlock) this.#endParagraph()
  }

  #break(): void {
    this.#space = ""
    this.#flow.lineBreak()
  }

  #endParagraph(): void {
    this.#space = ""
    this.#flow.endParagraph()
  }

  #table(table: Element): void {
    this.#endParagraph()
    // A caption stands above its table whatever its place in the source.
    for (const child of table.childNodes)
      if (isElement(child) && child.tagName === "caption") this.#element(child)
    this.#flow.beginTable(this.#place(table))
    for (const group of table.childNodes) {
      if (!isElement(group) || isHidden(group)) continue
      if (group.tagName === "tr") this.#row(group)
      else if (/^t(?:head|body|foot)$/.test(group.tagName)) {
        for (const row of group.childNodes) if (isElement(row) && row.tagName === "tr") this.#row(row)
      }
    }
    this.#flow.endTable()
  }

  #row(row: Element): void {
    if (isHidden(row)) return
    this.#flow.beginRow()
    for (const cell of row.childNodes) {
      if (!isElement(cell) || (cell.tagName !== "td" && cell.tagName !== "th") || isHidden(cell)) continue
      const rowSpan = spanOf(attribute(cell, "rowspan"))
      this.#flow.beginCell(this.#place(cell), {
        columnSpan: Math.max(1, spanOf(attribute(cell, "colspan"))),
        rowSpan: rowSpan === 0 ? Infinity : rowSpan
      })
      this.#children(cell)
      this.#space = ""
      this.#flow.endCell()
    }
  }

  #text(node: DefaultTreeAdapterTypes.TextNode): void {
    for (const { text, line, column, isSpace } of sourcePieces(node, this.#source)) {
      if (isSpace && !this.#isPreformatted) {
        this.#space += text
        continue
      }
      if (this.#isPreformatted && isSpace && text.includes("\n")) {
        for (let count = text.split("\n").length; count > 1; count--) this.#flow.lineBreak()
        continue
      }
      const at = { file: this.#blocks.file, line: this.#linesBefore + line, column }
      // Where the source wraps between two Chinese characters, nothing is printed.
      if (this.#space !== "" && this.#flow.lineLength > 0) {
        const isWrap = /[\r\n]/.test(this.#space) && isWide(this.#flow.lastCharacter) && isWide(text[0]!)
        if (!isWrap) this.#flow.space()
      }
      this.#space = ""
      this.#flow.text(text, at)
    }
  }
}

const spanOf = (value: string | undefined): number => {
  const span = Number.parseInt((value ?? "1").slice(0, 8), 10)
  return Number.isInteger(span) && span >= 0 ? Math.min(span, 65_534) : 1
}

/** Reads a page, or a piece of one that stands in another text after some lines, into a flow. */
export const readHtmlInto = (source: string, blocks: Blocks, flow: Flow, linesBefore = 0): void => {
  const tags = source.split("<").length
  const document = parse(source, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    treeAdapter: boundedAdapter(blocks, 4 * tags + 1000)
  })
  new PageReader(blocks, flow, source, linesBefore).read(document)
}

export const readHtml = (source: string, blocks: Blocks): void => {
  const flow = new Flow(blocks)
  readHtmlInto(source, blocks, flow)
  flow.end()
}
