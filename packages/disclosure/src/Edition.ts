/**
 * Editions: the one that is published, and the one with the vouchers, which is not.
 *
 * The law asks for the tables, the explanations and the self-evaluations, not for the vouchers: abstracts hold names
 * and accounts, and so do the names of files. Which of the two a renderer is given is a matter of type, so that none
 * has to leave anything out.
 */
import type { Block, Document, DocumentPart, DocumentTable, TableCell } from "./Document.ts"
import { anonymous } from "./Provenance.ts"
import type { AnonymousEvent, Provenance, VoucherEvent } from "./Provenance.ts"

/** What every page of the internal edition (内部版) says. */
export const MARKING = "内部版　不得公开（Internal: not for publication）"

/** A document that says on every page that it is not for publication. */
export interface InternalDocument extends Document {
  readonly marking: string
}

/** 公开版: what anybody may read; figures lead to anonymous events. */
export interface PublicEdition {
  readonly edition: "public"
  readonly document: Document
  /** Gathered when it is asked for, which few formats need. */
  readonly provenance: () => Provenance<AnonymousEvent>
}

/** 内部版: with the vouchers, in a part of its own and behind the figures. */
export interface InternalEdition {
  readonly edition: "internal"
  readonly document: InternalDocument
  readonly provenance: () => Provenance<VoucherEvent>
}

/** One of the two editions of a document. */
export type DocumentEdition = PublicEdition | InternalEdition

/** A document with the vouchers behind its figures, before it is made an edition. */
export interface Vouched {
  readonly document: Document
  readonly provenance: () => Provenance<VoucherEvent>
}

/** The edition to publish. Document numbers (凭证号) are left out unless they are asked for. */
export const publicEdition = (
  { document, provenance }: Vouched,
  options: { readonly withDocumentNumbers?: boolean } = {}
): PublicEdition => ({
  edition: "public",
  document,
  provenance: () => {
    const { events, ...rest } = provenance()
    return { ...rest, events: events.map((event) => anonymous(event, options)) }
  }
})

const HEADS = ["序号", "日期", "类型", "凭证号", "摘要", "来源", "金额"] as const

const voucherRow = (
  { occurredOn, title, documentNo, abstract, source, amount }: VoucherEvent,
  at: number
): ReadonlyArray<TableCell> => [
  { kind: "line", text: String(at + 1) },
  ...[occurredOn, title, documentNo, abstract, source].map((text): TableCell => ({ kind: "text", text })),
  amount === "" ? { kind: "blank", text: "" } : { kind: "amount", text: amount, value: amount }
]

const byDay = (a: VoucherEvent, b: VoucherEvent): number =>
  a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0

const voucherTable = (unitName: string, events: ReadonlyArray<VoucherEvent>): DocumentTable => ({
  key: "vouchers",
  title: "凭证清单",
  number: "内部附件",
  unitName,
  moneyUnit: "元",
  width: HEADS.length,
  orientation: "landscape",
  header: [HEADS.map((text) => ({ kind: "head", text }))],
  body: events.toSorted(byDay).map(voucherRow),
  notes: [`注：本表列示各数字所依据的业务记录。${MARKING}`]
})

const vouchersPart = (unitName: string, events: ReadonlyArray<VoucherEvent>): DocumentPart => {
  const block: Block = { kind: "table", table: voucherTable(unitName, events) }
  return { key: "vouchers-part", title: "内部附件 凭证清单", blocks: [block] }
}

/** The edition with the vouchers: in every format they stand in a last part, and on a page behind the figures. */
export const internalEdition = ({ document, provenance }: Vouched): InternalEdition => {
  const own = provenance()
  return {
    edition: "internal",
    document: {
      ...document,
      marking: MARKING,
      parts: [...document.parts, vouchersPart(document.unitName, own.events)]
    },
    provenance: () => own
  }
}
