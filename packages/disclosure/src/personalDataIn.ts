/**
 * Personal data in what would be published: every text of the document, and of what its page says of its figures.
 */
import { PersonalData } from "@juesuan/domain"
import { textOf } from "@juesuan/narrative"
import { placeCells } from "./Placed.ts"
import type { Block, Document, DocumentPart, DocumentTable } from "./Document.ts"
import type { PublicEdition } from "./Edition.ts"
import type { AnonymousEvent, Provenance } from "./Provenance.ts"

type PublishedText = PersonalData.PlacedText

/** One number that must not be published, by the words and the anchor or address of its place. */
export type PersonalDatum = PersonalData.PlacedDatum

const tableTexts = (table: DocumentTable): ReadonlyArray<PublishedText> => {
  const { key, title, number, unitName, notes, header, body, width } = table
  const name = `${number} ${title}`.trim()
  const about = [key, title, number, unitName, ...notes].map((text) => ({ where: name, address: key, text }))
  const rows = [...header, ...body]
  const places = placeCells(rows, width)
  const cells = rows.flatMap((row, at) =>
    row.flatMap(({ text, value, address }) => {
      const label = places[at]?.[0]?.cell.text ?? ""
      const where = `${name} 第 ${at + 1} 行 ${label}`.trimEnd()
      // What has a value is a number that the program printed.
      const own = value === undefined ? [text] : []
      return [...own, ...(address === undefined ? [] : [address])].map((one) => ({
        where,
        address: address ?? key,
        text: one
      }))
    })
  )
  return [...about, ...cells]
}

const partTexts = ({ key, title, blocks }: DocumentPart): ReadonlyArray<PublishedText> => {
  const [short = title] = title.split(" ")
  let where = short
  const textsOf = (block: Block): ReadonlyArray<PublishedText> => {
    if (block.kind === "table") return tableTexts(block.table)
    if (block.kind === "heading") {
      where = `${short}·${block.text}`
      return [{ where: short, address: block.key, text: block.text }]
    }
    const addresses = block.content.flatMap((piece) => (typeof piece === "string" ? [] : [piece.address]))
    return [`${block.lead ?? ""}${textOf(block.content)}`, ...addresses].map((text) => ({
      where,
      address: block.key,
      text
    }))
  }
  return [{ where: short, address: `part-${key}`, text: title }, ...blocks.flatMap(textsOf)]
}

const documentTexts = (document: Document): ReadonlyArray<PublishedText> => {
  const { unitName, title, cover, parts, charts, remarks, colophon } = document
  const { tablePack, ruleSet, generator } = colophon
  const at = (where: string, address: string, texts: ReadonlyArray<string>) =>
    texts.map((text): PublishedText => ({ where, address, text }))
  return [
    ...at("封面", "cover", [unitName, title, cover.attachment, ...cover.lines]),
    ...parts.flatMap(partTexts),
    ...charts.flatMap(({ key, title: name, labels, series }) =>
      at("图示", key, [name, ...labels, ...series.map((one) => one.name)])
    ),
    ...at("说明", "remarks", remarks),
    ...at("编制信息", "colophon", [tablePack, ruleSet, generator])
  ]
}

const provenanceTexts = ({ events, figures }: Provenance<AnonymousEvent>): ReadonlyArray<PublishedText> => [
  ...events.map(({ documentNo, occurredOn }) => ({
    where: `${occurredOn} 的凭证号`,
    address: "figures",
    text: documentNo
  })),
  ...[...figures].flatMap(([address, { display, formula }]) =>
    [display, formula].map((text) => ({ where: display, address, text }))
  )
]

/**
 * What must not be published of an edition, in the order of print, each number once a place. What a page says of its
 * figures is looked at where there is to be a page.
 */
export const personalDataIn = (
  { document, provenance }: PublicEdition,
  { withPage }: { readonly withPage: boolean }
): ReadonlyArray<PersonalDatum> =>
  PersonalData.findIn([...documentTexts(document), ...(withPage ? provenanceTexts(provenance()) : [])])
