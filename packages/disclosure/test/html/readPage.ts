/**
 * Reads a page back with a parser that is none of the renderer's: its tables, figures, data and outline.
 */
import { defaultTreeAdapter as tree, parse } from "parse5"
import type { DefaultTreeAdapterTypes } from "parse5"
import type { PageData } from "../../src/html/PageData.ts"

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

export interface ReadTableCell {
  readonly text: string
  readonly columnSpan: number
  readonly rowSpan: number
  readonly address?: string
}

export interface ReadTable {
  readonly id: string
  readonly header: ReadonlyArray<ReadonlyArray<ReadTableCell>>
  readonly body: ReadonlyArray<ReadonlyArray<ReadTableCell>>
}

export interface ReadFigure {
  readonly id: string
  readonly address: string
  readonly text: string
  /** Whether it can be pressed: a button, or text that acts as one and is in the order of Tab. */
  readonly isPressable: boolean
  readonly name: string
}

export interface ReadPage {
  readonly tables: ReadonlyArray<ReadTable>
  readonly paragraphs: ReadonlyArray<string>
  readonly figures: ReadonlyArray<ReadFigure>
  readonly data: PageData
  /** Tag names in order, depth by depth: what is left of a page without its text. */
  readonly outline: string
  readonly attributes: ReadonlyArray<readonly [tag: string, name: string, value: string]>
  /** Contents of the elements of a tag. */
  readonly contents: (tag: string) => ReadonlyArray<string>
  readonly policy: string
}

const isElement = (node: Node): node is Element => "tagName" in node

const childrenOf = (node: { readonly childNodes: ReadonlyArray<Node> }): ReadonlyArray<Element> =>
  node.childNodes.filter(isElement)

const descendants = (element: Element): ReadonlyArray<Element> => [
  element,
  ...childrenOf(element).flatMap(descendants)
]

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

const textOf = (node: Node): string => {
  if (tree.isTextNode(node)) return node.value
  return isElement(node) ? node.childNodes.map(textOf).join("") : ""
}

const spanOf = (element: Element, name: string): number => Number(attribute(element, name) ?? "1")

const readCell = (cell: Element): ReadTableCell => {
  const address = descendants(cell)
    .map((one) => attribute(one, "data-figure"))
    .find((one) => one !== undefined)
  return {
    text: textOf(cell),
    columnSpan: spanOf(cell, "colspan"),
    rowSpan: spanOf(cell, "rowspan"),
    ...(address === undefined ? {} : { address })
  }
}

const rowsIn = (table: Element, tag: string): ReadTable["body"] =>
  childrenOf(table)
    .filter(({ tagName }) => tagName === tag)
    .flatMap(childrenOf)
    .map((row) => childrenOf(row).map(readCell))

const outlineOf = (element: Element): string =>
  `${element.tagName}(${childrenOf(element).map(outlineOf).join(" ")})`

const readFigure = (element: Element): ReadFigure => ({
  id: attribute(element, "id") ?? "",
  address: attribute(element, "data-figure")!,
  text: textOf(element),
  isPressable:
    element.tagName === "button" ||
    (attribute(element, "role") === "button" && attribute(element, "tabindex") === "0"),
  name: attribute(element, "aria-label") ?? textOf(element)
})

/** Reads a page. */
export const readPage = (html: string): ReadPage => {
  const [root] = childrenOf(parse(html))
  const all = descendants(root!)
  const has = (element: Element, className: string): boolean =>
    (attribute(element, "class") ?? "").split(" ").includes(className)
  const contents = (tag: string): ReadonlyArray<string> =>
    all.filter(({ tagName }) => tagName === tag).map(textOf)
  return {
    tables: all
      .filter((element) => element.tagName === "section" && has(element, "table"))
      .map((section) => {
        const table = descendants(section).find(({ tagName }) => tagName === "table")!
        return {
          id: attribute(section, "id") ?? "",
          header: rowsIn(table, "thead"),
          body: rowsIn(table, "tbody")
        }
      }),
    paragraphs: all
      .filter((element) => element.tagName === "section" && has(element, "prose"))
      .flatMap((section) => childrenOf(section).filter(({ tagName }) => tagName === "p"))
      .map(textOf),
    figures: all.filter((element) => attribute(element, "data-figure") !== undefined).map(readFigure),
    data: JSON.parse(
      textOf(all.find((element) => attribute(element, "type") === "application/json")!)
    ) as PageData,
    outline: outlineOf(root!),
    attributes: all.flatMap(({ tagName, attrs }) =>
      attrs.map(({ name, value }) => [tagName, name, value] as const)
    ),
    contents,
    policy: attribute(
      all.find((element) => attribute(element, "http-equiv") === "Content-Security-Policy")!,
      "content"
    )!
  }
}
